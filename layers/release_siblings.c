/* A hidden figure that is the only one among the units of one unit above is that unit's figure
 * minus the others: so the smallest of the others is hidden too (ANALYSIS.md 7). */
#include "layers/release_internal.h"

#include "base/number.h"

#include <string.h>

/* Those that add up from unit to unit above. */
static bool adds_up(const LtpField *field)
{
    static const char *const names[] = {"targeted",  "reached",     "population", "idps",
                                        "returnees", "repatriated", "pin"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(field->name, names[i]) == 0)
            return true;
    return false;
}

/* The hidden ones among the units of one unit above, and the smallest shown: of equal ones the
 * first by P-code, whatever the order of the rows. */
typedef struct Family {
    size_t hidden, smallest; /* smallest: a row + 1; 0 = none */
    int64_t people;
    int32_t unit;
} Family;

/* What a row states of the fields, and which of it is hidden by itself. */
typedef struct Figures {
    int64_t *people; /* LTP_NULL_INT = nothing */
    bool *hidden;
} Figures;

static void read_row(LtpRelease *release, size_t row, size_t n, Figures *figures)
{
    int64_t threshold = release->delicate ? LTP_SMALL_DELICATE : LTP_SMALL;
    for (size_t i = 0; i < n; i++) {
        LtpValue value = ltp_analysis_value(release->analysis, row, release->source[i]);
        bool counts = !value.null && value.type == LTP_INTEGER;
        release->values[i] = value;
        figures->people[row * n + i] = counts ? value.integer : LTP_NULL_INT;
    }
    (void)ltp_release_suppress(release->fields, release->values, n, threshold);
    for (size_t i = 0; i < n; i++)
        figures->hidden[row * n + i] = release->values[i].suppressed;
}

static void note(Family *family, size_t row, int32_t unit, int64_t people, bool hidden)
{
    family->hidden += hidden;
    if (hidden || people == LTP_NULL_INT || people == 0)
        return;
    bool first = family->smallest == 0 || people < family->people ||
                 (people == family->people && unit < family->unit);
    if (first)
        *family = (Family){family->hidden, row + 1, people, unit};
}

static void veil_field(LtpRelease *release, size_t field, size_t n, const Figures *figures,
                       Family *families)
{
    const LtpUnits *units = ltp_analysis_units(release->analysis);
    size_t count = ltp_analysis_count(release->analysis);
    memset(families, 0, (units->count + 1) * sizeof *families);
    for (size_t row = 0; row < count; row++) {
        int32_t unit = (int32_t)ltp_analysis_unit(release->analysis, row);
        int32_t above = units->units[unit].parent;
        if (above >= 0)
            note(&families[above], row, unit, figures->people[row * n + field],
                 figures->hidden[row * n + field]);
    }
    for (size_t u = 0; u < units->count; u++)
        if (families[u].hidden == 1 && families[u].smallest > 0)
            release->veiled[(families[u].smallest - 1) * n + field] = true;
}

LtpCode ltp_release_siblings(LtpRelease *release, LtpError *err)
{
    size_t rows = ltp_analysis_count(release->analysis), n = release->n_fields - 1;
    size_t units = ltp_analysis_units(release->analysis)->count;
    Figures figures = {ltp_calloc(rows * n + 1, sizeof *figures.people),
                       ltp_calloc(rows * n + 1, sizeof *figures.hidden)};
    Family *families = ltp_calloc(units + 1, sizeof *families);
    release->veiled = ltp_calloc(rows * n + 1, sizeof *release->veiled);
    bool room = figures.people && figures.hidden && families && release->veiled;
    for (size_t row = 0; room && row < rows; row++)
        read_row(release, row, n, &figures);
    for (size_t i = 0; room && i < n; i++)
        if (adds_up(release->fields[i]))
            veil_field(release, i, n, &figures, families);
    ltp_free(families);
    ltp_free(figures.hidden);
    ltp_free(figures.people);
    return room ? LTP_OK : ltp_fail_memory(err);
}

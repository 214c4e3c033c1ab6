#include "cli/command.h"

#include "base/number.h"
#include "cli/rows.h"
#include "cli/say.h"

#include <string.h>

static const LtpOption options[] = {
    LTP_FORMAT_OPTION(LTP_ROWS_FORMATS), LTP_OUTPUT_OPTION, {.name = NULL}};

/* One row for each line or need behind the figures. */
static const LtpField fields[] = {
    {.name = "kind", .label = {"nature", "kind"}},
    {.name = "counted", .label = {"compté ?", "counted?"}},
    {.name = "source", .label = {"source", "source"}},
    {.name = "file", .label = {"fichier", "file"}},
    {.name = "sheet", .label = {"feuille", "sheet"}},
    {.name = "row", .type = LTP_INTEGER, .label = {"ligne", "row"}},
    {.name = "import", .type = LTP_INTEGER, .label = {"import", "import"}},
    {.name = "org", .label = {"organisation", "organisation"}},
    {.name = "project", .label = {"projet", "project"}},
    {.name = "activity", .label = {"activité", "activity"}},
    {.name = "sector", .label = {"secteur", "sector"}},
    {.name = "location_pcode", .label = {"lieu", "place"}},
    {.name = "location_name", .label = {"nom du lieu", "place name"}},
    {.name = "location_level", .type = LTP_INTEGER, .label = {"niveau", "level"}},
    {.name = "rule", .label = {"règle", "rule"}},
    {.name = "start", .type = LTP_DATE, .label = {"début", "start"}},
    {.name = "end", .type = LTP_DATE, .label = {"fin", "end"}},
    {.name = "reported", .type = LTP_DATE, .label = {"rapporté le", "reported"}},
    {.name = "status", .label = {"statut", "status"}},
    {.name = "targeted", .type = LTP_INTEGER, .label = {"ciblées", "targeted"}},
    {.name = "reached", .type = LTP_INTEGER, .label = {"atteintes", "reached"}},
    {.name = "targeted_here", .type = LTP_INTEGER, .label = {"ciblées ici", "targeted here"}},
    {.name = "reached_here", .type = LTP_INTEGER, .label = {"atteintes ici", "reached here"}},
    {.name = "pin", .type = LTP_INTEGER, .label = {"personnes dans le besoin", "people in need"}},
    {.name = "severity", .type = LTP_INTEGER, .label = {"sévérité", "severity"}},
    {.name = "population", .type = LTP_INTEGER, .label = {"population", "population"}},
    {.name = "idps", .type = LTP_INTEGER, .label = {"PDI", "IDPs"}},
    {.name = "returnees", .type = LTP_INTEGER, .label = {"retournés", "returnees"}},
    {.name = "repatriated", .type = LTP_INTEGER, .label = {"rapatriés", "repatriated"}},
    {.name = "figures", .label = {"chiffres", "figures"}},
    {.name = "person", .label = {"importé par", "imported by"}},
    {.name = "edition", .label = {"édition", "edition"}},
    {.name = "area_km2", .type = LTP_REAL, .label = {"zone en km²", "area in km²"}},
    {.name = "share", .type = LTP_REAL, .label = {"part", "share"}},
};

enum { N_FIELDS = sizeof fields / sizeof fields[0] };

static const char *const table_fields[] = {
    "counted", "org",      "activity", "sector", "location_pcode", "reached_here", "targeted_here",
    "pin",     "severity", "file",     "row",    "start",          "end",          "status",
    "rule",    NULL};

typedef struct Explaining {
    LtpRows *rows;
    int64_t lines, counted, needs;
} Explaining;

static LtpValue date_value(LtpDay day, char out[LTP_DATE_TEXT])
{
    LtpValue value = ltp_value_text(day == LTP_DAY_NONE ? NULL : ltp_day_text(day, out));
    value.type = LTP_DATE;
    return value;
}

static LtpCode put_explained(const LtpExplained *e, void *arg, LtpError *err)
{
    Explaining *explaining = arg;
    char start[LTP_DATE_TEXT], end[LTP_DATE_TEXT], reported[LTP_DATE_TEXT];
    const LtpValue values[N_FIELDS] = {
        ltp_value_text(e->is_need    ? "need"
                       : e->is_study ? "study"
                                     : "line"),
        ltp_value_text(e->counted),
        ltp_value_text(e->source),
        ltp_value_text(e->file),
        ltp_value_text(e->sheet),
        ltp_value_int(e->row),
        ltp_value_int(e->import_id),
        ltp_value_text(e->org),
        ltp_value_text(e->project),
        ltp_value_text(e->activity),
        ltp_value_text(e->is_need ? e->need_sector : e->sector),
        ltp_value_text(e->location_pcode),
        ltp_value_text(e->location_name),
        ltp_value_int(e->location_level),
        ltp_value_text(e->rule),
        date_value(e->is_need ? LTP_DAY_NONE : e->start, start),
        date_value(e->is_need ? LTP_DAY_NONE : e->end, end),
        date_value(e->is_need ? e->need_date : e->reported, reported),
        ltp_value_text(e->status),
        ltp_value_int(e->is_need ? LTP_NULL_INT : e->targeted),
        ltp_value_int(e->is_need ? LTP_NULL_INT : e->reached),
        ltp_value_int(e->is_need ? LTP_NULL_INT : e->targeted_here),
        ltp_value_int(e->is_need ? LTP_NULL_INT : e->reached_here),
        ltp_value_int(e->is_need ? e->pin : LTP_NULL_INT),
        ltp_value_int(e->is_need ? e->severity : LTP_NULL_INT),
        ltp_value_int(e->is_need ? e->population : LTP_NULL_INT),
        ltp_value_int(e->is_need ? e->idps : LTP_NULL_INT),
        ltp_value_int(e->is_need ? e->returnees : LTP_NULL_INT),
        ltp_value_int(e->is_need ? e->repatriated : LTP_NULL_INT),
        ltp_value_text(e->figures != NULL && e->figures[0] != '\0' ? e->figures : NULL),
        ltp_value_text(e->person),
        ltp_value_text(e->edition),
        ltp_value_real(e->area_km2),
        ltp_value_real(e->share)};
    explaining->lines += !e->is_need && !e->is_study;
    explaining->needs += e->is_need;
    explaining->counted += !e->is_need && e->counted && strcmp(e->counted, "active") == 0;
    return ltp_rows_put(explaining->rows, values, err);
}

/* The code of the unit meant by a code or a name; new memory. */
static LtpCode find_unit(const LtpRun *run, char **pcode, LtpError *err)
{
    LtpUnits *units = NULL;
    int32_t unit = -1;
    LTP_TRY(ltp_units_load(run->store, ltp_options_value(&run->options, "edition"), false, &units,
                           err));
    LtpCode rc = ltp_units_meant(units, run->options.arguments[0], &unit, err);
    if (rc == LTP_OK) {
        *pcode = ltp_strdup(units->units[unit].pcode);
        rc = *pcode != NULL ? LTP_OK : ltp_fail_memory(err);
    }
    ltp_units_free(units);
    return rc;
}

static LtpCode run_explain(LtpRun *run, LtpError *err)
{
    char *pcode = NULL;
    LtpRowsOptions rows_options = {.format = ltp_options_value(&run->options, "format"),
                                   .path = ltp_options_value(&run->options, "output"),
                                   .table_fields = table_fields};
    const LtpField *columns[N_FIELDS];
    Explaining explaining = {0};
    LtpCode rc;
    for (size_t i = 0; i < N_FIELDS; i++)
        columns[i] = &fields[i];
    LTP_GO(find_unit(run, &pcode, err));
    LTP_GO(ltp_rows_new(&rows_options, columns, N_FIELDS, &explaining.rows, err));
    LTP_GO(ltp_analysis_explain(run->store, run->params, pcode, put_explained, &explaining, err));
    LTP_GO(ltp_rows_end(explaining.rows, err));
    ltp_say(_("%s: %lld lines, of which %lld counted; %lld figures of needs used."), pcode,
            (long long)explaining.lines, (long long)explaining.counted,
            (long long)explaining.needs);
    ltp_say(_("Working view: confidential. `ltp export` makes files that may leave the house."));
done:
    ltp_rows_free(explaining.rows);
    ltp_free(pcode);
    return rc;
}

const LtpCommand ltp_command_explain = {
    .name = "explain",
    .group = N_("See"),
    .summary = N_("Why: every row of every file behind one commune's figures."),
    .arguments = N_("PCODE|NAME"),
    .text =
        N_("Each line located in the unit, or above it, with its file, sheet and row number, how\n"
           "its place was found, and whether it was counted; and the figures of needs that were\n"
           "used. Give it the same filters as the figure you want explained."),
    .examples = "explain ML050609\n"
                "explain Konna\n"
                "explain ML050609 --from 2020-01-01 --to 2020-03-31 --format csv -o lignes.csv",
    .store = LTP_STORE_TO_READ,
    .min_arguments = 1,
    .max_arguments = 1,
    .filters = true,
    .options = options,
    .run = run_explain,
};

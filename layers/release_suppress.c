/* Small numbers (ANALYSIS.md 7). Hiding a figure of one to four people is worth nothing when
 * another column gives it back, so with the first hidden figure of a row everything computed from
 * people in that row goes too, and of each difference that is itself small, the term that is not
 * known from elsewhere: pin - reached = gap_need. The interval of `reached` goes with it: where all
 * rules agree, its ends are the figure. */
#include "layers/release_internal.h"

#include <string.h>

static const struct {
    const char *difference, *term;
} differences[] = {
    {"gap_need", "reached"},   {"gap_need", "reached_low"},   {"gap_need", "reached_high"},
    {"gap_target", "reached"}, {"gap_target", "reached_low"}, {"gap_target", "reached_high"},
};

static void hide(LtpValue *value)
{
    LtpFieldType type = value->type;
    *value = ltp_value_null(type);
    value->suppressed = true;
}

static bool small(const LtpField *field, const LtpValue *value, int64_t threshold)
{
    return (field->flags & LTP_PEOPLE) && !value->null && value->integer > 0 &&
           value->integer < threshold;
}

static void hide_named(const LtpField *const *fields, LtpValue *values, size_t count,
                       const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(fields[i]->name, name) == 0 && !values[i].null && values[i].integer > 0)
            hide(&values[i]);
}

static void hide_terms(const LtpField *const *fields, LtpValue *values, size_t count,
                       const char *difference)
{
    for (size_t d = 0; d < sizeof differences / sizeof *differences; d++)
        if (strcmp(differences[d].difference, difference) == 0)
            hide_named(fields, values, count, differences[d].term);
}

/* ---- cells of people by sex and age ---- */

static const LtpPeopleCell *cell_of(const LtpField *field, LtpPeopleCell *total)
{
    if (ltp_field_is_cell(field))
        return &field->people;
    *total = (LtpPeopleCell){.measure = field->name, .age_min = -1, .age_max = -1};
    bool measure = strcmp(field->name, "targeted") == 0 || strcmp(field->name, "reached") == 0;
    return measure ? total : NULL;
}

/* Whether everybody `part` counts is counted by `whole` too. */
static bool is_part(const LtpPeopleCell *part, const LtpPeopleCell *whole)
{
    bool sex = !whole->sex || whole->sex == part->sex;
    bool young = whole->age_min <= 0 || part->age_min >= whole->age_min;
    bool old = whole->age_max < 0 || (part->age_max >= 0 && part->age_max <= whole->age_max);
    return sex && young && old && (!whole->disability || part->disability);
}

/* Whether the difference of two shown cells is a small number of people: the men, where the total
 * and the women are shown. */
static bool gives_back(const LtpField *const *fields, const LtpValue *values, size_t a, size_t b,
                       int64_t threshold)
{
    LtpPeopleCell totals[2];
    if (values[a].null || values[b].null)
        return false;
    const LtpPeopleCell *part = cell_of(fields[a], &totals[0]),
                        *whole = cell_of(fields[b], &totals[1]);
    if (!part || !whole || strcmp(part->measure, whole->measure) != 0 || !is_part(part, whole))
        return false;
    int64_t rest = values[b].integer - values[a].integer;
    return rest > 0 && rest < threshold;
}

static bool is_telling(const LtpField *const *fields, const LtpValue *values, size_t count,
                       size_t i, int64_t threshold)
{
    if (!values[i].null && values[i].integer > 0 && values[i].integer < threshold)
        return true;
    for (size_t k = 0; k < count; k++)
        if (k != i && gives_back(fields, values, i, k, threshold))
            return true;
    return false;
}

/* With one cell of a measure that may not be shown, or that two of them give back, all cells of the
 * measure go; the total stays, unless it is small itself. */
static bool hide_cells(const LtpField *const *fields, LtpValue *values, size_t count,
                       const char *measure, int64_t threshold)
{
    bool telling = false, any = false;
    for (size_t i = 0; i < count && !telling; i++)
        telling = ltp_field_is_cell(fields[i]) && strcmp(fields[i]->people.measure, measure) == 0 &&
                  is_telling(fields, values, count, i, threshold);
    for (size_t i = 0; telling && i < count; i++) {
        LtpPeopleCell whole = {.age_min = -1, .age_max = -1};
        bool total = is_part(&whole, &fields[i]->people);
        if (!ltp_field_is_cell(fields[i]) || strcmp(fields[i]->people.measure, measure) != 0 ||
            values[i].null || (total && values[i].integer >= threshold))
            continue;
        hide(&values[i]);
        any = true;
    }
    return any;
}

bool ltp_release_suppress(const LtpField *const *fields, LtpValue *values, size_t count,
                          int64_t threshold)
{
    bool any = hide_cells(fields, values, count, "targeted", threshold);
    any = hide_cells(fields, values, count, "reached", threshold) || any;
    for (size_t i = 0; i < count; i++) {
        if (!small(fields[i], &values[i], threshold))
            continue;
        hide(&values[i]);
        hide_terms(fields, values, count, fields[i]->name);
        any = true;
    }
    for (size_t i = 0; any && i < count; i++)
        if ((fields[i]->flags & LTP_FROM_PEOPLE) && !values[i].null)
            hide(&values[i]);
    return any;
}

void ltp_release_hide(const LtpField *const *fields, LtpValue *values, size_t count,
                      const bool *which)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (which[i] && !values[i].null)
            hide(&values[i]);
        any = any || which[i];
    }
    for (size_t i = 0; any && i < count; i++)
        if ((fields[i]->flags & LTP_FROM_PEOPLE) && !values[i].null)
            hide(&values[i]);
}

/* Small numbers (ANALYSIS.md 7). Hiding a figure of one to four people is worth nothing when
 * another column gives it back, so with the first hidden figure of a row everything computed from
 * people in that row goes too, and of each difference that is itself small, the term that is not
 * known from elsewhere: pin - reached = gap_need. */
#include "layers/release_internal.h"

#include <string.h>

static const struct {
    const char *difference, *term;
} differences[] = {
    {"gap_need", "reached"},
    {"gap_target", "reached"},
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

bool ltp_release_suppress(const LtpField *const *fields, LtpValue *values, size_t count,
                          int64_t threshold)
{
    bool any = false;
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

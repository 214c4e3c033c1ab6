/* The unit a person means who does not know its code. */
#include "layers/units.h"

#include "base/number.h"
#include "base/text.h"
#include "layers/likeness.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 8 };
#define NEAR 0.7 /* of 1; below, names have too little in common to be offered */

typedef struct Candidate {
    int32_t unit;
    double likeness; /* 1 = the name, or another name, of the unit */
} Candidate;

static double like(const char *folded, const char *name)
{
    char *own = ltp_text_folded(name);
    double likeness = own == NULL ? 0 : strcmp(own, folded) == 0 ? 1 : ltp_likeness(folded, own);
    ltp_free(own);
    return likeness;
}

static double like_unit(const char *folded, const LtpUnit *unit)
{
    double best = like(folded, unit->name);
    for (const char *const *at = unit->other_names; at != NULL && *at != NULL; at++) {
        double other = like(folded, *at);
        best = other > best ? other : best;
    }
    double code = like(folded, unit->pcode);
    return code > best ? code : best;
}

static int nearest_first(const void *left, const void *right)
{
    const Candidate *a = left, *b = right;
    if (a->likeness > b->likeness || a->likeness < b->likeness)
        return a->likeness > b->likeness ? -1 : 1;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

/* "Mopti (ML05), Mopti (ML0506)" */
static void list(const LtpUnits *units, const Candidate *candidates, size_t count, LtpBuf *out)
{
    for (size_t i = 0; i < count && i < SHOWN; i++) {
        const LtpUnit *unit = &units->units[candidates[i].unit];
        ltp_buf_printf(out, "%s%s (%s)", i > 0 ? ", " : "", unit->name, unit->pcode);
    }
    if (count > SHOWN)
        ltp_buf_printf(out, _(" and %zu more"), count - SHOWN);
}

static LtpCode fail_with(const LtpUnits *units, const char *text, const Candidate *candidates,
                         size_t count, LtpError *err)
{
    LtpBuf near = {0};
    const char *edition = units->edition.name;
    list(units, candidates, count, &near);
    if (count == 0)
        ltp_fail(err, LTP_ENOTFOUND, _("The edition %s has no unit %s."), edition, text);
    else if (candidates[0].likeness < 1)
        ltp_fail(err, LTP_ENOTFOUND, _("The edition %s has no unit %s. Near it: %s."), edition,
                 text, ltp_buf_text(&near));
    else
        ltp_fail(err, LTP_ENOTFOUND,
                 _("Several units of the edition %s are called %s: %s. Give the code of one."),
                 edition, text, ltp_buf_text(&near));
    ltp_buf_release(&near);
    return LTP_ENOTFOUND;
}

/* Those that bear the name alone, where any does. */
static size_t only_same(const Candidate *candidates, size_t count)
{
    size_t same = 0;
    while (same < count && candidates[same].likeness >= 1)
        same++;
    return same > 0 ? same : count;
}

LtpCode ltp_units_meant(const LtpUnits *units, const char *text, int32_t *unit, LtpError *err)
{
    size_t count = 0;
    *unit = ltp_units_find(units, text);
    if (*unit >= 0)
        return LTP_OK;
    char *folded = ltp_text_folded(text);
    Candidate *candidates = ltp_calloc(units->count + 1, sizeof *candidates);
    LtpCode rc = folded == NULL || candidates == NULL ? ltp_fail_memory(err) : LTP_OK;
    for (size_t i = 0; rc == LTP_OK && i < units->count; i++) {
        double likeness = like_unit(folded, &units->units[i]);
        if (likeness >= NEAR)
            candidates[count++] = (Candidate){(int32_t)i, likeness};
    }
    if (rc == LTP_OK) {
        qsort(candidates, count, sizeof *candidates, nearest_first);
        count = only_same(candidates, count);
        *unit = count == 1 && candidates[0].likeness >= 1 ? candidates[0].unit : -1;
        rc = *unit >= 0 ? LTP_OK : fail_with(units, text, candidates, count, err);
    }
    ltp_free(candidates);
    ltp_free(folded);
    return rc;
}

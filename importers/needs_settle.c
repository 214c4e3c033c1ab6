#include "base/number.h"
#include "importers/needs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *ltp_need_figure_name(LtpNeedFigure figure)
{
    static const char *const names[LTP_NEED_FIGURES] = {
        [LTP_NEED_PIN] = "pin",
        [LTP_NEED_SEVERITY] = "severity",
        [LTP_NEED_POPULATION] = "population",
        [LTP_NEED_IDPS] = "idps",
        [LTP_NEED_RETURNEES] = "returnees",
        [LTP_NEED_REPATRIATED] = "repatriated",
    };
    return names[figure];
}

int64_t *ltp_need_figure(LtpNeedRecord *record, LtpNeedFigure figure)
{
    switch (figure) {
    case LTP_NEED_PIN:
        return &record->pin;
    case LTP_NEED_SEVERITY:
        return &record->severity;
    case LTP_NEED_POPULATION:
        return &record->population;
    case LTP_NEED_IDPS:
        return &record->idps;
    case LTP_NEED_RETURNEES:
        return &record->returnees;
    case LTP_NEED_REPATRIATED:
        break;
    }
    return &record->repatriated;
}

/* ---- order ---- */

static int compare_words(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "");
}

static bool same_subject(const LtpNeed *a, const LtpNeed *b)
{
    return a->unit == b->unit && a->record.date == b->record.date &&
           compare_words(a->record.sector, b->record.sector) == 0;
}

/* By unit, sector and date; within that the newest exercise first. */
static int by_subject(const void *left, const void *right)
{
    const LtpNeed *a = left, *b = right;
    int sectors = compare_words(a->record.sector, b->record.sector);
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (sectors != 0)
        return sectors;
    if (a->record.date != b->record.date)
        return a->record.date < b->record.date ? -1 : 1;
    if (a->exercise != b->exercise)
        return a->exercise > b->exercise ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static LtpCode find_in_row(LtpJob *job, const char *code, int64_t row, const char *value,
                           LtpError *err)
{
    LtpFinding finding = {.code = code, .row = row, .value = value};
    return ltp_findings_add(&job->table_findings, &finding, err);
}

/* What an earlier exercise foresaw for a period gives way to what a later one says of it. */
static LtpCode supersede(LtpJob *job, LtpNeedList *needs, LtpError *err)
{
    char number[32];
    for (size_t i = 0, newest = 0; i < needs->count; i++) {
        LtpNeed *need = &needs->items[i], *first = &needs->items[newest];
        if (i == 0 || !same_subject(need, first)) {
            newest = i;
            continue;
        }
        if (need->exercise == first->exercise)
            continue;
        need->superseded = true;
        snprintf(number, sizeof number, "%lld", (long long)first->row);
        LTP_TRY(find_in_row(job, "figure_superseded", need->row, number, err));
    }
    return LTP_OK;
}

/* Whether two of the rows state different figures. */
static bool contradict(LtpNeed *rows, size_t count, LtpNeedFigure figure)
{
    int64_t first = LTP_NULL_INT;
    for (size_t i = 0; i < count; i++) {
        int64_t value = *ltp_need_figure(&rows[i].record, figure);
        if (rows[i].superseded || value == LTP_NULL_INT)
            continue;
        if (first != LTP_NULL_INT && value != first)
            return true;
        first = value;
    }
    return false;
}

/* Several figures of one table for one unit, sector and day may be parts, versions or mistakes:
 * which, the table does not say, so none is taken. */
static LtpCode drop_contradictions(LtpJob *job, LtpNeed *rows, size_t count, LtpError *err)
{
    for (int figure = 0; figure < LTP_NEED_FIGURES; figure++) {
        if (!contradict(rows, count, (LtpNeedFigure)figure))
            continue;
        for (size_t i = 0; i < count; i++) {
            int64_t *value = ltp_need_figure(&rows[i].record, (LtpNeedFigure)figure);
            if (rows[i].superseded || *value == LTP_NULL_INT)
                continue;
            ltp_buf_clear(&job->text);
            ltp_buf_printf(&job->text, "%s %s : %lld", job->units->units[rows[i].unit].pcode,
                           ltp_need_figure_name((LtpNeedFigure)figure), (long long)*value);
            LTP_TRY(find_in_row(job, "figure_contradicted", rows[i].row, ltp_buf_text(&job->text),
                                err));
            *value = LTP_NULL_INT;
        }
    }
    return LTP_OK;
}

static LtpCode check_contradictions(LtpJob *job, LtpNeedList *needs, LtpError *err)
{
    for (size_t first = 0, next; first < needs->count; first = next) {
        for (next = first + 1; next < needs->count; next++)
            if (!same_subject(&needs->items[next], &needs->items[first]))
                break;
        LTP_TRY(drop_contradictions(job, &needs->items[first], next - first, err));
    }
    return LTP_OK;
}

static LtpCode put_all(LtpJob *job, const LtpNeedList *needs, LtpError *err)
{
    for (size_t i = 0; i < needs->count; i++) {
        LtpChange change;
        if (needs->items[i].superseded)
            continue;
        LTP_TRY(ltp_need_put(job->store, job->import_id, &needs->items[i].record, &change, err));
        job->report->new_ += change == LTP_CHANGE_NEW;
        job->report->same += change == LTP_CHANGE_SAME;
        job->report->changed += change == LTP_CHANGE_CHANGED;
    }
    return LTP_OK;
}

/* The figure of a unit for the sector and date of `like`; LTP_NULL_INT when the table states none.
 */
static int64_t stated(const LtpNeedList *needs, int32_t unit, const LtpNeed *like,
                      LtpNeedFigure figure)
{
    size_t low = 0, high = needs->count;
    LtpNeed wanted = *like;
    wanted.unit = unit;
    wanted.exercise = INT32_MAX;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_subject(&needs->items[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < needs->count && same_subject(&needs->items[low], &wanted); low++) {
        int64_t value = *ltp_need_figure(&needs->items[low].record, figure);
        if (!needs->items[low].superseded && value != LTP_NULL_INT)
            return value;
    }
    return LTP_NULL_INT;
}

/* The sum over the children of `need`, LTP_NULL_INT when one of them states no figure. */
static int64_t sum_of_children(const LtpJob *job, const LtpNeedList *needs, const LtpNeed *need,
                               LtpNeedFigure figure)
{
    const LtpUnits *units = job->units;
    int64_t sum = LTP_NULL_INT;
    for (size_t i = (size_t)need->unit + 1; i < units->count; i++) {
        if (units->units[i].parent != need->unit)
            continue;
        int64_t value = stated(needs, (int32_t)i, need, figure);
        if (value == LTP_NULL_INT)
            return LTP_NULL_INT;
        sum = sum == LTP_NULL_INT ? value : sum + value;
    }
    return sum;
}

static LtpCode check_sum(LtpJob *job, const LtpNeedList *needs, const LtpNeed *need,
                         LtpNeedFigure figure, LtpError *err)
{
    LtpNeedRecord record = need->record;
    int64_t value = *ltp_need_figure(&record, figure);
    int64_t sum = value != LTP_NULL_INT ? sum_of_children(job, needs, need, figure) : LTP_NULL_INT;
    if (sum == LTP_NULL_INT || llabs(sum - value) * 100 <= sum)
        return LTP_OK;
    ltp_buf_clear(&job->text);
    ltp_buf_printf(&job->text, "%s %s : %lld / %lld", job->units->units[need->unit].pcode,
                   ltp_need_figure_name((LtpNeedFigure)figure), (long long)value, (long long)sum);
    return find_in_row(job, "parent_sum_differs", need->row, ltp_buf_text(&job->text), err);
}

/* Severity is no sum. */
static LtpCode check_sums(LtpJob *job, const LtpNeedList *needs, LtpError *err)
{
    for (size_t i = 0; i < needs->count; i++) {
        const LtpNeed *need = &needs->items[i];
        if (need->superseded ||
            job->units->units[need->unit].level == job->units->edition.deepest_level)
            continue;
        for (int figure = 0; figure < LTP_NEED_FIGURES; figure++)
            if (figure != LTP_NEED_SEVERITY)
                LTP_TRY(check_sum(job, needs, need, (LtpNeedFigure)figure, err));
    }
    return LTP_OK;
}

LtpCode ltp_needs_settle(LtpJob *job, LtpNeedList *needs, LtpError *err)
{
    if (needs->count > 0)
        qsort(needs->items, needs->count, sizeof *needs->items, by_subject);
    LTP_TRY(supersede(job, needs, err));
    LTP_TRY(check_contradictions(job, needs, err));
    LTP_TRY(put_all(job, needs, err));
    return check_sums(job, needs, err);
}

/* Figures of need that were stated for units of another edition, on the units of this one
 * (ANALYSIS.md 1): divided by the crosswalk's shares, then summed. A unit has a figure only where
 * the units that state it cover it. */
#include "layers/analysis_internal.h"
#include "layers/sql.h"

#include "base/number.h"
#include "gis/crosswalk.h"

#include <math.h>
#include <stdlib.h>

extern const char ltp_text_sql_analysis_carried_needs_sql[];

enum { FIGURES = 6, SEVERITY = 5 };

/* The part of one stated row that falls in one unit. */
typedef struct Piece {
    int32_t unit, sector;
    LtpDay date;
    double covers; /* the part of the unit that lies where the row was stated */
    int64_t figures[FIGURES];
} Piece;

typedef struct Pieces {
    LtpColumns *columns;
    Piece *items;
    size_t count, capacity;
    int64_t last_lost; /* the last unit whose figures went nowhere */
} Pieces;

/* Parts that add up: each is the difference of rounded running totals. */
static int64_t part_of(int64_t total, double before, double share)
{
    if (total == LTP_NULL_INT)
        return LTP_NULL_INT;
    double to = before + share > 1 - 1e-9 ? 1 : before + share;
    return (int64_t)(llround((double)total * to) - llround((double)total * before));
}

static bool is_sure(double part)
{
    return part * 100 >= LTP_CROSS_SURE_PERCENT;
}

static LtpCode add_piece(Pieces *p, sqlite3_stmt *stmt, const LtpCarry *carry, double before,
                         int32_t sector, LtpError *err)
{
    Piece piece = {carry->unit, sector, ltp_sql_column_day(stmt, 2), carry->covers, {0}};
    for (int k = 0; k < SEVERITY; k++)
        piece.figures[k] = part_of(ltp_sql_column_int(stmt, 3 + k), before, carry->share);
    /* a severity cannot be divided: it holds where the unit lies in the one it was stated for */
    piece.figures[SEVERITY] =
        is_sure(carry->covers) ? ltp_sql_column_int(stmt, 3 + SEVERITY) : LTP_NULL_INT;
    LTP_TRY(ltp_grow((void **)&p->items, &p->capacity, p->count, sizeof *p->items, err));
    p->items[p->count++] = piece;
    return LTP_OK;
}

static LtpCode read_need(sqlite3_stmt *stmt, void *arg, LtpError *err)
{
    Pieces *p = arg;
    int64_t sector = LTP_NEED_INTERSECTORAL;
    const char *code = ltp_sql_column_text(stmt, 1);
    size_t count = 0;
    const LtpCarry *carries =
        ltp_crosswalk_carry(p->columns->crosswalk, ltp_sql_column_int(stmt, 0), &count);
    if (count == 0 && ltp_sql_column_int(stmt, 0) != p->last_lost) {
        p->last_lost = ltp_sql_column_int(stmt, 0);
        p->columns->n_needs_not_carried++;
    }
    if (code != NULL)
        LTP_TRY(ltp_hash_intern(p->columns->sectors, code, &sector, err));
    double before = 0;
    for (size_t i = 0; i < count; i++) {
        LTP_TRY(add_piece(p, stmt, &carries[i], before, (int32_t)sector, err));
        before += carries[i].share;
    }
    return LTP_OK;
}

static int by_figure(const void *left, const void *right)
{
    const Piece *a = left, *b = right;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->sector != b->sector)
        return a->sector < b->sector ? -1 : 1;
    return (a->date > b->date) - (a->date < b->date);
}

/* Sums the pieces of one unit, sector and date: a figure where those that state it cover the unit.
 */
static LtpCarriedNeed join(const Piece *pieces, size_t count)
{
    LtpCarriedNeed need = {.unit = pieces->unit, .sector = pieces->sector, .date = pieces->date};
    for (int k = 0; k < FIGURES; k++) {
        int64_t sum = 0;
        double covers = 0;
        for (size_t i = 0; i < count; i++) {
            if (pieces[i].figures[k] == LTP_NULL_INT)
                continue;
            sum = k == SEVERITY ? pieces[i].figures[k] : sum + pieces[i].figures[k];
            covers += pieces[i].covers;
        }
        need.figures[k] = is_sure(covers) ? sum : LTP_NULL_INT;
    }
    return need;
}

LtpCode ltp_needs_carry(LtpStore *store, LtpColumns *columns, LtpCarriedNeed **needs, size_t *count,
                        LtpError *err)
{
    Pieces p = {.columns = columns};
    LtpCode rc;
    LTP_GO(ltp_columns_each(store, columns, ltp_text_sql_analysis_carried_needs_sql, read_need, &p,
                            err));
    LTP_GO(ltp_columns_alloc(columns, p.count, sizeof **needs, (void **)needs, err));
    if (p.count > 0)
        qsort(p.items, p.count, sizeof *p.items, by_figure);
    *count = 0;
    for (size_t from = 0, to = 0; from < p.count; from = to) {
        for (to = from; to < p.count && by_figure(&p.items[from], &p.items[to]) == 0; to++)
            continue;
        (*needs)[(*count)++] = join(&p.items[from], to - from);
    }
done:
    ltp_free(p.items);
    return rc;
}

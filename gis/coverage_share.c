/* Dividing the people of a line among its places: largest remainder, and by what (ANALYSIS.md 4,
 * "several locations on one line"). */
#include "gis/coverage_internal.h"

#include "base/number.h"

#include <math.h>

int64_t ltp_people_add(int64_t a, int64_t b)
{
    return a > INT64_MAX - b ? INT64_MAX : a + b;
}

/* ---- largest remainder ---- */

/* Who gets a left-over person before whom. */
static bool comes_first(const LtpRest *a, const LtpRest *b)
{
    return a->remainder != b->remainder ? a->remainder > b->remainder : a->rank < b->rank;
}

static void swap(LtpRest *a, LtpRest *b)
{
    LtpRest keep = *a;
    *a = *b;
    *b = keep;
}

static size_t partition(LtpRest *rests, size_t count)
{
    LtpRest pivot = rests[count / 2];
    swap(&rests[count / 2], &rests[count - 1]);
    size_t front = 0;
    for (size_t i = 0; i + 1 < count; i++)
        if (comes_first(&rests[i], &pivot))
            swap(&rests[front++], &rests[i]);
    swap(&rests[front], &rests[count - 1]);
    return front;
}

/* Brings the `first` that come first to the front, in no order among themselves (quickselect: a
 * country's communes need not be sorted for each line). */
static void select_first(LtpRest *rests, size_t count, size_t first)
{
    while (count > 1) {
        size_t at = partition(rests, count);
        if (at == first)
            return;
        if (at > first) {
            count = at;
        } else {
            rests += at + 1;
            count -= at + 1;
            first -= at + 1;
        }
    }
}

/* The largest sum of weights whose product with a remainder of itself stays below 2^63. */
#define WEIGHTS_MAX INT64_C(3037000499)

/* The weights' sum after `*shift` bits were taken off each, so that products fit. */
static int64_t sum_weights(const int64_t *weights, size_t count, int *shift)
{
    for (*shift = 0;; ++*shift) {
        int64_t sum = 0;
        for (size_t i = 0; i < count; i++)
            sum = ltp_people_add(sum, weights == NULL ? 1 : weights[i] >> *shift);
        if (sum <= WEIGHTS_MAX)
            return sum;
    }
}

void ltp_divide_people(int64_t total, const int64_t *weights, const int32_t *units,
                       const int32_t *ranks, size_t count, LtpRest *scratch, int64_t *parts)
{
    int shift = 0;
    int64_t sum = sum_weights(weights, count, &shift), left = total;
    for (size_t i = 0; i < count; i++) {
        int64_t weight = weights == NULL ? 1 : weights[i] >> shift;
        int64_t product = (total % sum) * weight; /* total * weight / sum, without overflow */
        parts[i] = (total / sum) * weight + product / sum;
        scratch[i] = (LtpRest){product % sum, ranks[units[i]], (uint32_t)i};
        left -= parts[i];
    }
    select_first(scratch, count, (size_t)left);
    for (int64_t i = 0; i < left; i++)
        parts[scratch[i].index]++;
}

/* ---- by what ---- */

static bool weigh_by(const LtpUnitNeeds *needs, bool by_pin, const int32_t *units, size_t count,
                     int64_t *weights)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        const LtpUnitNeeds *need = &needs[units[i]];
        weights[i] = by_pin ? need->pin : need->population;
        if (weights[i] == LTP_NULL_INT)
            return false;
        sum = ltp_people_add(sum, weights[i]);
    }
    return sum > 0;
}

/* Pin, else population, else equal parts (NULL). */
static const int64_t *weigh(const LtpUnitNeeds *needs, const int32_t *units, size_t count,
                            int64_t *weights)
{
    if (weigh_by(needs, true, units, count, weights) ||
        weigh_by(needs, false, units, count, weights))
        return weights;
    return NULL;
}

/* Shares of area as weights in billionths; false when a place has none. */
static bool weigh_by_share(const double *shares, size_t count, int64_t *weights)
{
    double sum = 0.0;
    for (size_t i = 0; i < count; i++)
        sum += shares[i];
    if (!(sum > 0.0 && sum < HUGE_VAL))
        return false;
    for (size_t i = 0; i < count; i++)
        weights[i] = (int64_t)llround(shares[i] / sum * 1e9);
    return true;
}

/* ---- the parts of a line ---- */

/* How one ancestor's people are spread over its communes. */
typedef enum Spread { SPREAD_NOT_YET, SPREAD_WEIGHTED, SPREAD_EQUAL } Spread;

struct LtpDivider {
    const LtpCoverageWork *work;
    uint8_t *spread;         /* of each unit */
    int64_t *spread_weights; /* beside below_base.unit */
    LtpPart *parts;
    int64_t *weights, *targeted, *reached; /* room for the places of a line */
    int64_t *over_targeted, *over_reached; /* room for the communes of a unit */
    LtpRest *rests;
};

static size_t communes_of(const LtpCoverageWork *work, int32_t unit)
{
    return work->below_base.begin[unit + 1] - work->below_base.begin[unit];
}

static bool is_spread(const LtpCoverageWork *work, int32_t unit)
{
    return work->params->mode == LTP_MODE_ALLOCATED && work->at_base[unit] < 0 &&
           communes_of(work, unit) > 0;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* The most places, parts and communes that any line needs room for. */
static void measure(const LtpCoverageWork *work, size_t *places, size_t *parts, size_t *communes)
{
    const LtpCoverageLines *lines = &work->input->lines;
    for (size_t i = 0; i < lines->count; i++) {
        size_t n_parts = 0;
        for (uint32_t p = lines->place_begin[i]; p < lines->place_begin[i + 1]; p++) {
            int32_t unit = lines->place_unit[p];
            n_parts += is_spread(work, unit) ? communes_of(work, unit) : 1;
            *communes = larger(*communes, communes_of(work, unit));
        }
        *places = larger(*places, lines->place_begin[i + 1] - lines->place_begin[i]);
        *parts = larger(*parts, n_parts);
    }
}

LtpCode ltp_divider_new(LtpCoverageWork *work, LtpDivider **divider, LtpError *err)
{
    size_t places = 0, parts = 0, communes = 0, units = work->input->units.count;
    measure(work, &places, &parts, &communes);
    LtpDivider *d = NULL;
    LTP_TRY(ltp_work_alloc(work, 1, sizeof *d, (void **)&d, err));
    d->work = work;
    LTP_TRY(ltp_work_alloc(work, units, sizeof *d->spread, (void **)&d->spread, err));
    LTP_TRY(ltp_work_alloc(work, work->below_base.begin[units], sizeof *d->spread_weights,
                           (void **)&d->spread_weights, err));
    LTP_TRY(ltp_work_alloc(work, parts, sizeof *d->parts, (void **)&d->parts, err));
    LTP_TRY(ltp_work_alloc(work, places, sizeof *d->weights, (void **)&d->weights, err));
    LTP_TRY(ltp_work_alloc(work, places, sizeof *d->targeted, (void **)&d->targeted, err));
    LTP_TRY(ltp_work_alloc(work, places, sizeof *d->reached, (void **)&d->reached, err));
    LTP_TRY(
        ltp_work_alloc(work, communes, sizeof *d->over_targeted, (void **)&d->over_targeted, err));
    LTP_TRY(
        ltp_work_alloc(work, communes, sizeof *d->over_reached, (void **)&d->over_reached, err));
    LTP_TRY(
        ltp_work_alloc(work, larger(places, communes), sizeof *d->rests, (void **)&d->rests, err));
    *divider = d;
    return LTP_OK;
}

/* Divides one measure; what is not stated stays so in every part. */
static void divide(LtpDivider *d, int64_t total, const int64_t *weights, const int32_t *units,
                   size_t count, int64_t *parts)
{
    if (total != LTP_NULL_INT && count > 1) {
        ltp_divide_people(total, weights, units, d->work->input->units.rank, count, d->rests,
                          parts);
        return;
    }
    for (size_t i = 0; i < count; i++)
        parts[i] = total;
}

/* The line's people at each of its places. */
static void divide_among_places(LtpDivider *d, size_t line)
{
    const LtpCoverageLines *lines = &d->work->input->lines;
    uint32_t first = lines->place_begin[line];
    size_t count = lines->place_begin[line + 1] - first;
    const int32_t *units = lines->place_unit + first;
    const int64_t *weights = NULL;
    if (count > 1)
        weights = weigh_by_share(lines->place_share + first, count, d->weights)
                      ? d->weights
                      : weigh(d->work->needs, units, count, d->weights);
    divide(d, lines->targeted[line], weights, units, count, d->targeted);
    divide(d, lines->reached[line], weights, units, count, d->reached);
}

static const int64_t *spread_weights(LtpDivider *d, int32_t unit, const int32_t *communes,
                                     size_t count)
{
    int64_t *weights = d->spread_weights + d->work->below_base.begin[unit];
    if (d->spread[unit] == SPREAD_NOT_YET)
        d->spread[unit] = weigh(d->work->needs, communes, count, weights) != NULL ? SPREAD_WEIGHTED
                                                                                  : SPREAD_EQUAL;
    return d->spread[unit] == SPREAD_WEIGHTED ? weights : NULL;
}

/* The people of one place above the communes, divided over all its communes. */
static size_t spread_place(LtpDivider *d, uint32_t place, int64_t targeted, int64_t reached,
                           LtpPart *parts)
{
    const LtpCoverageWork *work = d->work;
    int32_t unit = work->input->lines.place_unit[place];
    const int32_t *communes = work->below_base.unit + work->below_base.begin[unit];
    size_t count = communes_of(work, unit);
    const int64_t *weights = spread_weights(d, unit, communes, count);
    divide(d, targeted, weights, communes, count, d->over_targeted);
    divide(d, reached, weights, communes, count, d->over_reached);
    for (size_t i = 0; i < count; i++)
        parts[i] = (LtpPart){communes[i], place, true, d->over_targeted[i], d->over_reached[i]};
    return count;
}

void ltp_divider_parts(LtpDivider *d, size_t line, const LtpPart **parts, size_t *count)
{
    const LtpCoverageWork *work = d->work;
    const LtpCoverageLines *lines = &work->input->lines;
    uint32_t first = lines->place_begin[line];
    divide_among_places(d, line);
    *parts = d->parts;
    *count = 0;
    for (uint32_t p = first; p < lines->place_begin[line + 1]; p++) {
        int32_t unit = lines->place_unit[p];
        int64_t targeted = d->targeted[p - first], reached = d->reached[p - first];
        if (is_spread(work, unit)) {
            *count += spread_place(d, p, targeted, reached, d->parts + *count);
            continue;
        }
        int32_t base = work->at_base[unit];
        d->parts[(*count)++] = (LtpPart){base >= 0 ? base : unit, p, false, targeted, reached};
    }
}

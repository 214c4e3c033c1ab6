/* Which lines count: status, period, filters (ANALYSIS.md 4, "active"). */
#include "gis/coverage_internal.h"

LtpLineStatus ltp_line_status(LtpLineStatus stated, LtpDay start, LtpDay end, LtpDay as_of)
{
    if (stated != LTP_STATUS_NONE)
        return stated;
    if (start != LTP_DAY_NONE && start > as_of)
        return LTP_STATUS_PLANNED;
    return end == LTP_DAY_NONE || end >= as_of ? LTP_STATUS_ONGOING : LTP_STATUS_COMPLETED;
}

#define OPEN_END INT32_MAX

/* The days of a line for the period test; LTP_DAY_NONE, the smallest, is an open start. */
typedef struct Span {
    LtpDay start, end;
    LtpDay end_before_gone; /* without the newer submission that no longer holds the line */
    bool end_assumed;       /* the end is stale-after days after the last report */
} Span;

static LtpDay day_after(LtpDay day, int32_t days)
{
    int64_t after = (int64_t)day + days;
    return after < OPEN_END ? (LtpDay)after : OPEN_END;
}

static LtpDay assumed_end(LtpDay start, LtpDay reported, int32_t stale_after)
{
    LtpDay known = reported != LTP_DAY_NONE ? reported : start;
    return known == LTP_DAY_NONE ? OPEN_END : day_after(known, stale_after);
}

static Span line_span(const LtpCoverageLines *lines, size_t i, int32_t stale_after)
{
    Span span = {.start = lines->start[i], .end = lines->end[i]};
    LtpDay reported = lines->reported[i];
    if (span.start == LTP_DAY_NONE && span.end == LTP_DAY_NONE && reported != LTP_DAY_NONE) {
        span.start = span.end = reported;
    } else if (span.end == LTP_DAY_NONE) {
        span.end = assumed_end(span.start, reported, stale_after);
        span.end_assumed = span.end != OPEN_END;
    }
    span.end_before_gone = span.end;
    if (lines->gone_on[i] != LTP_DAY_NONE && lines->gone_on[i] < span.end)
        span.end = lines->gone_on[i];
    return span;
}

static bool starts_in_time(const Span *span, const LtpCoverageParams *params)
{
    return params->to == LTP_DAY_NONE || span->start <= params->to;
}

static bool ends_in_time(LtpDay end, const LtpCoverageParams *params)
{
    return params->from == LTP_DAY_NONE || end >= params->from;
}

/* LTP_FATE_ACTIVE when the line meets the period, else why it doesn't. */
static LtpLineFate period_fate(const Span *span, const LtpCoverageParams *params)
{
    if (!starts_in_time(span, params))
        return LTP_FATE_PERIOD;
    if (ends_in_time(span->end, params))
        return LTP_FATE_ACTIVE;
    if (ends_in_time(span->end_before_gone, params))
        return LTP_FATE_GONE;
    return span->end_assumed ? LTP_FATE_STALE : LTP_FATE_PERIOD;
}

static LtpLineFate fate_before_filters(const LtpCoverageLines *lines, size_t i,
                                       const LtpCoverageParams *params)
{
    LtpLineStatus status = ltp_line_status((LtpLineStatus)lines->status[i], lines->start[i],
                                           lines->end[i], params->as_of);
    if (status == LTP_STATUS_SUSPENDED)
        return LTP_FATE_SUSPENDED;
    if (status == LTP_STATUS_CANCELLED)
        return LTP_FATE_CANCELLED;
    Span span = line_span(lines, i, params->stale_after);
    LtpLineFate fate = period_fate(&span, params);
    return fate == LTP_FATE_ACTIVE && status == LTP_STATUS_PLANNED ? LTP_FATE_PLANNED : fate;
}

LtpLineFate ltp_line_fate(const LtpCoverageLines *lines, size_t line,
                          const LtpCoverageParams *params)
{
    const unsigned all = LTP_LINE_MATCHES | LTP_LINE_IN_SECTOR;
    if ((lines->flags[line] & all) != all)
        return LTP_FATE_FILTERED;
    return fate_before_filters(lines, line, params);
}

LtpCode ltp_work_fates(LtpCoverageWork *work, LtpError *err)
{
    const LtpCoverageLines *lines = &work->input->lines;
    LTP_TRY(ltp_work_alloc(work, lines->count, sizeof *work->fate, (void **)&work->fate, err));
    for (size_t i = 0; i < lines->count; i++) {
        bool matches = (lines->flags[i] & LTP_LINE_MATCHES) != 0;
        work->fate[i] =
            (uint8_t)(matches ? fate_before_filters(lines, i, work->params) : LTP_FATE_FILTERED);
    }
    return LTP_OK;
}

bool ltp_work_active(const LtpCoverageWork *work, size_t i)
{
    return work->fate[i] == LTP_FATE_ACTIVE &&
           (work->input->lines.flags[i] & LTP_LINE_IN_SECTOR) != 0;
}

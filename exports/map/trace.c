#include "exports/map/trace.h"

void ltp_map_trace_item(LtpMapTrace *trace, LtpMapRole role, LtpMapBox box, const char *text)
{
    if (!trace)
        return;
    if (ltp_grow((void **)&trace->items, &trace->items_capacity, trace->n_items,
                 sizeof *trace->items, NULL) != LTP_OK) {
        trace->failed = true;
        return;
    }
    trace->items[trace->n_items++] =
        (LtpMapItem){role, trace->pages, box, ltp_arena_strdup(&trace->texts, text)};
}

void ltp_map_trace_count(LtpMapTrace *trace, const char *code, int64_t units, bool part)
{
    if (!trace)
        return;
    if (ltp_grow((void **)&trace->counts, &trace->counts_capacity, trace->n_counts,
                 sizeof *trace->counts, NULL) != LTP_OK) {
        trace->failed = true;
        return;
    }
    trace->counts[trace->n_counts++] =
        (LtpMapCount){trace->pages, ltp_arena_strdup(&trace->texts, code), units, part};
}

void ltp_map_trace_bar(LtpMapTrace *trace, double km, LtpLonLat from, LtpLonLat to)
{
    if (!trace)
        return;
    if (ltp_grow((void **)&trace->bars, &trace->bars_capacity, trace->n_bars, sizeof *trace->bars,
                 NULL) != LTP_OK) {
        trace->failed = true;
        return;
    }
    trace->bars[trace->n_bars++] = (LtpMapScaleBar){trace->pages, km, from, to};
}

void ltp_map_trace_release(LtpMapTrace *trace)
{
    ltp_arena_release(&trace->texts);
    ltp_free(trace->items);
    ltp_free(trace->counts);
    ltp_free(trace->bars);
    *trace = (LtpMapTrace){0};
}

/* The ground of each unit under active project areas: overlaps count once (ANALYSIS.md 4,
 * polygon_share). Areas whose boxes meet are joined by GEOS, once a group; what a group covers of
 * each unit is told by crossing sums. */
#include "gis/coverage_internal.h"
#include "gis/overlay.h"

#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* An active area; `group` is the first area, in their order by longitude, of those it hangs
 * together with. */
typedef struct Active {
    LtpBox box;
    uint32_t area;
    uint32_t group;
} Active;

typedef struct Covering {
    LtpCoverageWork *work;
    const LtpCoverageAreas *areas;
    Active *items;
    size_t count;
    double *covered; /* of each unit of the base level: share of its ground; 0 = none */
    double *sum;     /* the same with overlaps counted twice, within one group */
    LtpGis *gis;
    LtpOutline *outlines; /* of the units that a group touches */
    LtpOverlay *overlay;
    const void **wkbs; /* of the distinct outlines of a group */
    size_t *sizes;
} Covering;

/* ---- which areas hang together ---- */

static int by_west(const void *left, const void *right)
{
    const Active *a = left, *b = right;
    if (a->box.west < b->box.west || a->box.west > b->box.west)
        return a->box.west < b->box.west ? -1 : 1;
    return (a->area > b->area) - (a->area < b->area);
}

static uint32_t root(const Active *items, uint32_t i)
{
    while (items[i].group != i)
        i = items[i].group;
    return i;
}

static void join(Active *items, uint32_t a, uint32_t b)
{
    uint32_t first = root(items, a), second = root(items, b);
    if (first > second)
        items[first].group = second;
    else
        items[second].group = first;
}

/* Sorted by their western edge, an area meets only those that begin before it ends. */
static void group(Covering *c)
{
    Active *items = c->items;
    qsort(items, c->count, sizeof *items, by_west);
    for (uint32_t i = 0; i < c->count; i++)
        items[i].group = i;
    for (uint32_t i = 0; i < c->count; i++)
        for (uint32_t k = i + 1; k < c->count && items[k].box.west <= items[i].box.east; k++)
            if (items[k].box.south <= items[i].box.north &&
                items[k].box.north >= items[i].box.south)
                join(items, i, k);
    for (uint32_t i = 0; i < c->count; i++)
        items[i].group = root(items, i);
}

static int by_group(const void *left, const void *right)
{
    const Active *a = left, *b = right;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    return (a->area > b->area) - (a->area < b->area);
}

/* ---- one group ---- */

static void add_parts(const Covering *c, uint32_t area, double *shares)
{
    const LtpCoverageAreas *areas = c->areas;
    for (uint32_t p = areas->part_begin[area]; p < areas->part_begin[area + 1]; p++)
        shares[areas->part_unit[p]] += areas->part_share[p];
}

static LtpCode need_outlines(Covering *c, uint32_t area, LtpError *err)
{
    const LtpCoverageAreas *areas = c->areas;
    for (uint32_t p = areas->part_begin[area]; p < areas->part_begin[area + 1]; p++) {
        LtpOutline *outline = &c->outlines[areas->part_unit[p]];
        if (outline->wkb == NULL)
            LTP_TRY(areas->unit_outline(areas->arg, areas->part_unit[p], &outline->wkb,
                                        &outline->size, err));
    }
    return LTP_OK;
}

/* The outlines of a group, each once: the same area is reported month after month. */
static LtpCode distinct_outlines(Covering *c, const Active *items, size_t count, size_t *n,
                                 LtpError *err)
{
    const LtpCoverageAreas *areas = c->areas;
    *n = 0;
    for (size_t i = 0; i < count; i++) {
        const void *wkb = NULL;
        size_t size = 0, k = 0;
        LTP_TRY(areas->area_outline(areas->arg, items[i].area, &wkb, &size, err));
        while (k < *n && (c->sizes[k] != size || memcmp(c->wkbs[k], wkb, size) != 0))
            k++;
        if (k < *n)
            continue;
        c->wkbs[*n] = wkb;
        c->sizes[(*n)++] = size;
    }
    return LTP_OK;
}

static LtpCode cover_union(Covering *c, size_t n, LtpError *err)
{
    void *joined = NULL;
    size_t size = 0, n_parts = 0;
    const LtpOverlayPart *parts = NULL;
    double outside = 0;
    LtpCode rc;
    LTP_GO(ltp_geom_union(c->gis, c->wkbs, c->sizes, n, &joined, &size, err));
    LTP_GO(ltp_overlay_parts(c->overlay, joined, size, &parts, &n_parts, &outside, err));
    for (size_t i = 0; i < n_parts; i++) /* rounding never makes a union larger than its parts */
        c->covered[parts[i].unit] += fmin(parts[i].of_unit, c->sum[parts[i].unit]);
done:
    ltp_free(joined);
    return rc;
}

static LtpCode cover_group(Covering *c, const Active *items, size_t count, LtpError *err)
{
    size_t n = 0;
    const LtpCoverageAreas *areas = c->areas;
    LTP_TRY(distinct_outlines(c, items, count, &n, err));
    if (n == 1) {
        add_parts(c, items[0].area, c->covered);
        return LTP_OK;
    }
    for (size_t i = 0; i < count; i++)
        add_parts(c, items[i].area, c->sum);
    LTP_TRY(cover_union(c, n, err));
    for (size_t i = 0; i < count; i++)
        for (uint32_t p = areas->part_begin[items[i].area];
             p < areas->part_begin[items[i].area + 1]; p++)
            c->sum[areas->part_unit[p]] = 0;
    return LTP_OK;
}

/* ---- all ---- */

static LtpCode choose_active(Covering *c, LtpError *err)
{
    const LtpCoverageAreas *areas = c->areas;
    LTP_TRY(ltp_work_alloc(c->work, areas->count, sizeof *c->items, (void **)&c->items, err));
    for (size_t a = 0; a < areas->count; a++)
        if (ltp_work_active(c->work, areas->line[a]))
            c->items[c->count++] = (Active){areas->box[a], (uint32_t)a, 0};
    return LTP_OK;
}

static LtpCode cover(Covering *c, LtpError *err)
{
    size_t n_units = c->work->input->units.count, n_grouped = 0;
    LTP_TRY(ltp_work_alloc(c->work, n_units, sizeof *c->outlines, (void **)&c->outlines, err));
    LTP_TRY(ltp_work_alloc(c->work, n_units, sizeof *c->sum, (void **)&c->sum, err));
    LTP_TRY(ltp_work_alloc(c->work, c->count, sizeof *c->wkbs, (void **)&c->wkbs, err));
    LTP_TRY(ltp_work_alloc(c->work, c->count, sizeof *c->sizes, (void **)&c->sizes, err));
    group(c);
    qsort(c->items, c->count, sizeof *c->items, by_group);
    for (size_t i = 0; i < c->count; i++) {
        bool alone = (i == 0 || c->items[i - 1].group != c->items[i].group) &&
                     (i + 1 == c->count || c->items[i + 1].group != c->items[i].group);
        if (alone)
            add_parts(c, c->items[i].area, c->covered);
        else
            LTP_TRY(need_outlines(c, c->items[i].area, err));
        n_grouped += !alone;
    }
    if (n_grouped == 0)
        return LTP_OK;
    LTP_TRY(ltp_gis_new(&c->gis, err));
    LTP_TRY(ltp_overlay_new(c->outlines, n_units, &c->overlay, err));
    for (size_t i = 0, end = 0; i < c->count; i = end) {
        for (end = i; end < c->count && c->items[end].group == c->items[i].group; end++)
            continue;
        if (end - i > 1)
            LTP_TRY(cover_group(c, c->items + i, end - i, err));
    }
    return LTP_OK;
}

/* What is covered of the communes, over the ground of the unit that holds them. */
static void roll_up(const Covering *c, double *share)
{
    const LtpCoverageUnits *units = &c->work->input->units;
    for (size_t u = 0; u < units->count; u++)
        share[u] = 0;
    for (size_t u = 0; u < units->count; u++) {
        int32_t at = c->work->at_level[u];
        if (units->level[u] == units->base_level && at >= 0 && c->covered[u] > 0)
            share[at] += at == (int32_t)u
                             ? c->covered[u]
                             : c->covered[u] * units->area_km2[u] / units->area_km2[at];
    }
    for (size_t u = 0; u < units->count; u++)
        share[u] = fmin(share[u], 1);
}

LtpCode ltp_work_areas(LtpCoverageWork *work, LtpError *err)
{
    Covering c = {.work = work, .areas = &work->input->areas};
    size_t n_units = work->input->units.count;
    LtpCode rc;
    LTP_TRY(ltp_work_alloc(work, n_units, sizeof *work->polygon_share,
                           (void **)&work->polygon_share, err));
    if (!c.areas->known || work->params->level > work->input->units.base_level) {
        for (size_t u = 0; u < n_units; u++)
            work->polygon_share[u] = ltp_null_real();
        return LTP_OK;
    }
    LTP_TRY(ltp_work_alloc(work, n_units, sizeof *c.covered, (void **)&c.covered, err));
    LTP_GO(choose_active(&c, err));
    LTP_GO(cover(&c, err));
    roll_up(&c, work->polygon_share);
done:
    ltp_overlay_free(c.overlay);
    ltp_gis_free(c.gis);
    return rc;
}

#include "gis/overlay.h"

#include "gis/orient.h"
#include "gis/rings.h"

#include <stdlib.h>
#include <string.h>

/* A unit: its rings are read when an area first comes near. */
typedef struct Unit {
    LtpBox box;
    LtpRings rings;
    bool read;
    uint32_t asked; /* the number of the area that met it last */
} Unit;

struct LtpOverlay {
    const LtpOutline *outlines;
    Unit *units;
    size_t n_units;
    LtpGis *gis; /* for boxes, and for pairs in doubt */
    size_t n_doubts;

    /* cells of a coarse grid, and the units whose box reaches into each */
    LtpBox box;
    uint32_t side, *cell_begin, *cell_units;
    double cells_per_lon, cells_per_lat;

    uint32_t n_areas;
    LtpRings area;
    LtpOverlayPart *parts;
    size_t n_parts, parts_capacity;
};

/* ---- general position: the area is moved by (e², e) ---- */

/* Of a direction and the move: to which side the move leads off the line. */
static inline int side_of_move(LtpLonLat from, LtpLonLat to)
{
    if (to.lon > from.lon || to.lon < from.lon)
        return to.lon > from.lon ? 1 : -1;
    return to.lat > from.lat ? -1 : 1;
}

/* The side of the moved point `p` of an area, seen along an edge of a unit. */
static inline int side_of_area(LtpLonLat from, LtpLonLat to, LtpLonLat p)
{
    int side = ltp_orient(from, to, p);
    return side != 0 ? side : side_of_move(from, to);
}

/* The side of a point of a unit, seen along a moved edge of an area. */
static inline int side_of_unit(LtpLonLat from, LtpLonLat to, LtpLonLat p)
{
    int side = ltp_orient(from, to, p);
    return side != 0 ? side : -side_of_move(from, to);
}

/* Whether the ray to the east from a moved point of an area crosses an edge of a unit. */
static inline bool ray_from_area(LtpLonLat p, LtpLonLat from, LtpLonLat to)
{
    bool up = to.lat > p.lat;
    if ((from.lat > p.lat) == up)
        return false;
    return side_of_area(from, to, p) == (up ? 1 : -1);
}

/* The same the other way round. */
static inline bool ray_from_unit(LtpLonLat p, LtpLonLat from, LtpLonLat to)
{
    bool up = to.lat >= p.lat;
    if ((from.lat >= p.lat) == up)
        return false;
    return side_of_unit(from, to, p) == (up ? 1 : -1);
}

static bool area_point_in_unit(const LtpRings *unit, LtpLonLat p)
{
    bool inside = false;
    if (p.lat < unit->box.south || p.lat > unit->box.north || p.lon < unit->box.west ||
        p.lon > unit->box.east)
        return false;
    uint32_t band = ltp_rings_band(unit, p.lat);
    for (uint32_t i = unit->band_begin[band]; i < unit->band_begin[band + 1]; i++) {
        uint32_t edge = unit->band_edges[i];
        inside ^= ray_from_area(p, unit->points[edge], unit->points[unit->next[edge]]);
    }
    return inside;
}

static bool unit_point_in_area(const LtpRings *area, LtpLonLat p)
{
    bool inside = false;
    if (p.lat < area->box.south || p.lat > area->box.north || p.lon < area->box.west ||
        p.lon > area->box.east)
        return false;
    for (size_t edge = 0; edge < area->n_points; edge++)
        inside ^= ray_from_unit(p, area->points[edge], area->points[area->next[edge]]);
    return inside;
}

/* ---- one area, one unit ---- */

/* What the crossings come to. */
typedef struct Sum {
    double ground_km2;
    int balance; /* borders that enter minus borders that leave: 0 in the end */
} Sum;

static double determinant(LtpLonLat a, LtpLonLat b, LtpLonLat q)
{
    return (a.lon - q.lon) * (b.lat - q.lat) - (a.lat - q.lat) * (b.lon - q.lon);
}

/* Where the lines cross, by the distances of the ends of `a` from the line of `b`. Where they run
 * together any common point will do: what one border gains there the other loses. */
static LtpLonLat crossing(LtpLonLat a0, LtpLonLat a1, LtpLonLat b0, LtpLonLat b1)
{
    double d0 = fabs(determinant(b0, b1, a0)), d1 = fabs(determinant(b0, b1, a1));
    double t = d0 + d1 > 0 ? d0 / (d0 + d1) : 0.5;
    return (LtpLonLat){a0.lon + t * (a1.lon - a0.lon), a0.lat + t * (a1.lat - a0.lat)};
}

static double ground_up_to(const LtpRings *rings, uint32_t edge, LtpLonLat point)
{
    return rings->before_km2[edge] + ltp_ground_km2(rings->points[edge], point);
}

static void meet(const LtpRings *area, uint32_t a, const LtpRings *unit, uint32_t b, Sum *sum)
{
    LtpLonLat a0 = area->points[a], a1 = area->points[area->next[a]];
    LtpLonLat b0 = unit->points[b], b1 = unit->points[unit->next[b]];
    int from = side_of_unit(a0, a1, b0);
    if (from == side_of_unit(a0, a1, b1) || side_of_area(b0, b1, a0) == side_of_area(b0, b1, a1))
        return;
    LtpLonLat x = crossing(a0, a1, b0, b1);
    double gain = ground_up_to(area, a, x) - ground_up_to(unit, b, x);
    /* from right to left: the unit's border enters the area, the area's leaves the unit */
    sum->ground_km2 += from < 0 ? gain : -gain;
    sum->balance += from < 0 ? 1 : -1;
}

static void cross_edge(const LtpRings *area, uint32_t a, const LtpRings *unit, Sum *sum)
{
    LtpLonLat p = area->points[a], q = area->points[area->next[a]];
    double west = fmin(p.lon, q.lon), east = fmax(p.lon, q.lon);
    double south = fmin(p.lat, q.lat), north = fmax(p.lat, q.lat);
    if (west > unit->box.east || east < unit->box.west || south > unit->box.north ||
        north < unit->box.south)
        return;
    uint32_t first = ltp_rings_band(unit, south), last = ltp_rings_band(unit, north);
    for (uint32_t band = first; band <= last; band++)
        for (uint32_t i = unit->band_begin[band]; i < unit->band_begin[band + 1]; i++) {
            uint32_t b = unit->band_edges[i];
            LtpLonLat r = unit->points[b], s = unit->points[unit->next[b]];
            if ((r.lon < west && s.lon < west) || (r.lon > east && s.lon > east) ||
                (r.lat < south && s.lat < south) || (r.lat > north && s.lat > north))
                continue;
            /* edges that share several bands meet in the first of them */
            uint32_t own = ltp_rings_band(unit, fmin(r.lat, s.lat));
            if (band == (own > first ? own : first))
                meet(area, a, unit, b, sum);
        }
}

static Sum common_ground(const LtpRings *area, const LtpRings *unit)
{
    Sum sum = {0};
    for (size_t r = 0; r < area->n_rings; r++)
        if (area_point_in_unit(unit, area->points[area->rings[r].begin]))
            sum.ground_km2 += area->rings[r].ground_km2;
    for (size_t r = 0; r < unit->n_rings; r++)
        if (unit_point_in_area(area, unit->points[unit->rings[r].begin]))
            sum.ground_km2 += unit->rings[r].ground_km2;
    for (uint32_t edge = 0; edge < area->n_points; edge++)
        cross_edge(area, edge, unit, &sum);
    return sum;
}

/* ---- all units near an area ---- */

static LtpCode ask_geos(LtpOverlay *overlay, size_t unit, const LtpOutline *area, double *area_km2,
                        LtpError *err)
{
    LtpOverlap *overlaps = NULL;
    size_t count = 0;
    overlay->n_doubts++;
    *area_km2 = 0;
    LTP_TRY(ltp_crosswalk_overlaps(overlay->gis, area, 1, &overlay->outlines[unit], 1, &overlaps,
                                   &count, err));
    if (count > 0)
        *area_km2 = overlaps[0].area_km2;
    ltp_free(overlaps);
    return LTP_OK;
}

/* Rounding leaves slivers of this share of the smaller outline where two only touch. */
static const double sliver = 1e-9;

static LtpCode meet_unit(LtpOverlay *overlay, uint32_t index, const LtpOutline *outline,
                         LtpError *err)
{
    Unit *unit = &overlay->units[index];
    const LtpRings *area = &overlay->area;
    if (unit->asked == overlay->n_areas || unit->box.west > area->box.east ||
        unit->box.east < area->box.west || unit->box.south > area->box.north ||
        unit->box.north < area->box.south)
        return LTP_OK;
    unit->asked = overlay->n_areas;
    if (!unit->read) {
        const LtpOutline *of = &overlay->outlines[index];
        LTP_TRY(ltp_rings_read(&unit->rings, of->wkb, of->size, true, err));
        unit->read = true;
    }
    Sum sum = common_ground(area, &unit->rings);
    double common = sum.ground_km2, smaller = fmin(area->area_km2, unit->rings.area_km2);
    if (sum.balance != 0 || common < -sliver * smaller || common > smaller * (1 + sliver))
        LTP_TRY(ask_geos(overlay, index, outline, &common, err));
    if (!(common > sliver * smaller))
        return LTP_OK;
    LTP_TRY(ltp_grow((void **)&overlay->parts, &overlay->parts_capacity, overlay->n_parts,
                     sizeof *overlay->parts, err));
    overlay->parts[overlay->n_parts++] =
        (LtpOverlayPart){.unit = (int32_t)index,
                         .area_km2 = common,
                         .of_area = fmin(1, common / area->area_km2),
                         .of_unit = fmin(1, common / unit->rings.area_km2)};
    return LTP_OK;
}

static int by_unit(const void *left, const void *right)
{
    const LtpOverlayPart *a = left, *b = right;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

static uint32_t cell_of(double degrees, double from, double per_degree, uint32_t side)
{
    double cell = (degrees - from) * per_degree;
    if (!(cell > 0))
        return 0;
    return cell < side ? (uint32_t)cell : side - 1;
}

/* Calls `fn` on the cells that a box reaches into. */
static LtpCode each_cell(const LtpOverlay *o, const LtpBox *box,
                         LtpCode (*fn)(uint32_t cell, void *arg, LtpError *err), void *arg,
                         LtpError *err)
{
    uint32_t west = cell_of(box->west, o->box.west, o->cells_per_lon, o->side);
    uint32_t east = cell_of(box->east, o->box.west, o->cells_per_lon, o->side);
    uint32_t south = cell_of(box->south, o->box.south, o->cells_per_lat, o->side);
    uint32_t north = cell_of(box->north, o->box.south, o->cells_per_lat, o->side);
    for (uint32_t y = south; y <= north; y++)
        for (uint32_t x = west; x <= east; x++)
            LTP_TRY(fn(y * o->side + x, arg, err));
    return LTP_OK;
}

typedef struct Asking {
    LtpOverlay *overlay;
    LtpOutline outline;
} Asking;

static LtpCode meet_cell(uint32_t cell, void *arg, LtpError *err)
{
    Asking *asking = arg;
    LtpOverlay *o = asking->overlay;
    for (uint32_t i = o->cell_begin[cell]; i < o->cell_begin[cell + 1]; i++)
        LTP_TRY(meet_unit(o, o->cell_units[i], &asking->outline, err));
    return LTP_OK;
}

LtpCode ltp_overlay_parts(LtpOverlay *overlay, const void *wkb, size_t size,
                          const LtpOverlayPart **parts, size_t *count, double *outside,
                          LtpError *err)
{
    Asking asking = {.overlay = overlay, .outline = {.wkb = wkb, .size = size}};
    double inside = 0;
    overlay->n_areas++;
    overlay->n_parts = 0;
    ltp_rings_release(&overlay->area);
    LTP_TRY(ltp_rings_read(&overlay->area, wkb, size, false, err));
    asking.outline.area_km2 = overlay->area.area_km2;
    if (overlay->area.n_rings > 0 && overlay->side > 0)
        LTP_TRY(each_cell(overlay, &overlay->area.box, meet_cell, &asking, err));
    if (overlay->n_parts > 1)
        qsort(overlay->parts, overlay->n_parts, sizeof *overlay->parts, by_unit);
    for (size_t i = 0; i < overlay->n_parts; i++)
        inside += overlay->parts[i].of_area;
    *parts = overlay->parts;
    *count = overlay->n_parts;
    *outside = inside < 1 - sliver ? 1 - inside : 0;
    return LTP_OK;
}

size_t ltp_overlay_n_doubts(const LtpOverlay *overlay)
{
    return overlay->n_doubts;
}

/* ---- making ---- */

static LtpCode find_boxes(LtpOverlay *o, LtpError *err)
{
    o->box = (LtpBox){.west = HUGE_VAL, .south = HUGE_VAL, .east = -HUGE_VAL, .north = -HUGE_VAL};
    for (size_t i = 0; i < o->n_units; i++) {
        LtpBox *box = &o->units[i].box;
        *box = (LtpBox){.west = HUGE_VAL, .east = -HUGE_VAL};
        if (o->outlines[i].wkb == NULL)
            continue;
        LTP_TRY(ltp_geom_box(o->gis, o->outlines[i].wkb, o->outlines[i].size, box, err));
        o->box.west = fmin(o->box.west, box->west);
        o->box.east = fmax(o->box.east, box->east);
        o->box.south = fmin(o->box.south, box->south);
        o->box.north = fmax(o->box.north, box->north);
    }
    return LTP_OK;
}

typedef struct Filling {
    uint32_t *at; /* of each cell */
    uint32_t *units, unit;
} Filling;

static LtpCode count_cell(uint32_t cell, void *arg, LtpError *err)
{
    Filling *filling = arg;
    (void)err;
    filling->at[cell + 1]++;
    return LTP_OK;
}

static LtpCode fill_cell(uint32_t cell, void *arg, LtpError *err)
{
    Filling *filling = arg;
    (void)err;
    filling->units[filling->at[cell]++] = filling->unit;
    return LTP_OK;
}

static LtpCode each_unit(LtpOverlay *o, LtpCode (*fn)(uint32_t, void *, LtpError *),
                         Filling *filling, LtpError *err)
{
    for (size_t i = 0; i < o->n_units; i++) {
        filling->unit = (uint32_t)i;
        if (o->outlines[i].wkb != NULL)
            LTP_TRY(each_cell(o, &o->units[i].box, fn, filling, err));
    }
    return LTP_OK;
}

static LtpCode lay_grid(LtpOverlay *o, LtpError *err)
{
    while ((size_t)o->side * o->side < o->n_units)
        o->side++;
    if (!(o->box.east > o->box.west) || !(o->box.north > o->box.south))
        o->side = 0; /* no unit has ground */
    size_t n_cells = (size_t)o->side * o->side;
    o->cells_per_lon = o->side / (o->box.east - o->box.west);
    o->cells_per_lat = o->side / (o->box.north - o->box.south);
    o->cell_begin = ltp_calloc(n_cells + 3, sizeof *o->cell_begin);
    if (o->cell_begin == NULL)
        return ltp_fail_memory(err);
    if (o->side == 0)
        return LTP_OK;
    Filling filling = {.at = o->cell_begin + 1};
    LTP_TRY(each_unit(o, count_cell, &filling, err));
    for (size_t cell = 1; cell <= n_cells; cell++)
        filling.at[cell] += filling.at[cell - 1];
    filling.units = o->cell_units =
        ltp_malloc((filling.at[n_cells] + (size_t)1) * sizeof *o->cell_units);
    if (o->cell_units == NULL)
        return ltp_fail_memory(err);
    return each_unit(o, fill_cell, &filling, err);
}

LtpCode ltp_overlay_new(const LtpOutline *units, size_t count, LtpOverlay **overlay, LtpError *err)
{
    LtpCode rc;
    LtpOverlay *made = ltp_calloc(1, sizeof *made);
    if (made == NULL)
        return ltp_fail_memory(err);
    made->outlines = units;
    made->n_units = count;
    made->units = ltp_calloc(count + 1, sizeof *made->units);
    if (made->units == NULL) {
        rc = ltp_fail_memory(err);
        goto done;
    }
    LTP_GO(ltp_gis_new(&made->gis, err));
    LTP_GO(find_boxes(made, err));
    LTP_GO(lay_grid(made, err));
    *overlay = made;
    made = NULL;
done:
    ltp_overlay_free(made);
    return rc;
}

void ltp_overlay_free(LtpOverlay *overlay)
{
    if (overlay == NULL)
        return;
    for (size_t i = 0; overlay->units != NULL && i < overlay->n_units; i++)
        ltp_rings_release(&overlay->units[i].rings);
    ltp_rings_release(&overlay->area);
    ltp_free(overlay->units);
    ltp_free(overlay->cell_begin);
    ltp_free(overlay->cell_units);
    ltp_free(overlay->parts);
    ltp_gis_free(overlay->gis);
    ltp_free(overlay);
}

/* The nearest outline, searched in the cells within reach only. */
#include "gis/locator_grid.h"

#define KM_PER_DEGREE 110.5 /* of latitude: the least there is on the ellipsoid, rounded down */
#define RADIANS (3.14159265358979323846 / 180)
#define MIN_COS 0.01 /* nearer to a pole every column is within reach */

typedef struct Search {
    const LtpLocator *locator;
    LtpLonLat point;
    double lon_km, lat_km; /* of a degree around the point */
    double best_km;
    int32_t best_owner;
} Search;

/* The point of the edge nearest to the origin, on a plane tangent at the point: where the edge is
 * near enough to matter, the error of its place is of second order in the distance. */
static LtpLonLat nearest_on_edge(const Search *search, const LtpEdge *edge, double *plane_km)
{
    double ax = (edge->a.lon - search->point.lon) * search->lon_km;
    double ay = (edge->a.lat - search->point.lat) * search->lat_km;
    double dx = (edge->b.lon - edge->a.lon) * search->lon_km;
    double dy = (edge->b.lat - edge->a.lat) * search->lat_km;
    double t = -(ax * dx + ay * dy) / (dx * dx + dy * dy);
    t = fmin(fmax(t, 0), 1);
    *plane_km = hypot(ax + t * dx, ay + t * dy);
    if (t <= 0)
        return edge->a;
    if (t >= 1)
        return edge->b; /* not a + (b - a): both edges of a vertex must name the same point */
    return (LtpLonLat){edge->a.lon + t * (edge->b.lon - edge->a.lon),
                       edge->a.lat + t * (edge->b.lat - edge->a.lat)};
}

static int32_t first_owner(const LtpEdge *edge)
{
    int32_t a = edge->owner[0], b = edge->owner[1];
    if (a == LTP_NO_OWNER || b == LTP_NO_OWNER)
        return a == LTP_NO_OWNER ? b : a;
    return a < b ? a : b;
}

static void try_edge(Search *search, const LtpEdge *edge)
{
    double plane_km;
    int32_t owner = first_owner(edge);
    LtpLonLat nearest = nearest_on_edge(search, edge, &plane_km);
    if (owner == LTP_NO_OWNER || plane_km > search->best_km * 1.1)
        return;
    double km = ltp_distance_km(search->point, nearest);
    bool nearer = km < search->best_km;
    bool tie = !(km > search->best_km) &&
               (search->best_owner == LTP_NO_OWNER || owner < search->best_owner);
    if (nearer || tie) {
        search->best_km = km;
        search->best_owner = owner;
    }
}

static void try_cell(Search *search, int32_t column, int32_t row)
{
    const LtpLocator *locator = search->locator;
    int32_t value = locator->cells[ltp_grid_cell(locator, column, row)];
    if (value >= LTP_CELL_NONE)
        return;
    const LtpEdgeCell *cell = &locator->edge_cells[-2 - value];
    for (uint32_t i = cell[0].first_edge; i < cell[1].first_edge; i++)
        try_edge(search, &locator->edges.items[locator->cell_edges[i].edge]);
}

int32_t ltp_locator_nearest(const LtpLocator *locator, LtpLonLat point, double max_km,
                            double *distance_km)
{
    const LtpBox *box = &locator->edges.box;
    double reach_lat = max_km / KM_PER_DEGREE;
    double pole_cos = cos(fmin(fabs(point.lat) + reach_lat, 90) * RADIANS);
    double reach_lon = reach_lat / fmax(pole_cos, MIN_COS);
    double west = fmax(box->west, point.lon - reach_lon);
    double east = fmin(box->east, point.lon + reach_lon);
    double south = fmax(box->south, point.lat - reach_lat);
    double north = fmin(box->north, point.lat + reach_lat);
    if (!(west <= east && south <= north)) /* also when a number is none */
        return -1;
    double sine = sin(point.lat * RADIANS);
    Search search = {.locator = locator,
                     .point = point,
                     .lon_km = 111.32 * fmax(cos(point.lat * RADIANS), MIN_COS),
                     .lat_km = KM_PER_DEGREE + 1.2 * sine * sine,
                     .best_km = max_km,
                     .best_owner = LTP_NO_OWNER};
    for (int32_t row = ltp_grid_row(locator, south); row <= ltp_grid_row(locator, north); row++)
        for (int32_t column = ltp_grid_column(locator, west);
             column <= ltp_grid_column(locator, east); column++)
            try_cell(&search, column, row);
    if (search.best_owner == LTP_NO_OWNER)
        return -1;
    *distance_km = search.best_km;
    return locator->polygon_of[search.best_owner];
}

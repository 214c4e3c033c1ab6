/* The place for a label: the pole of inaccessibility of the largest ring. */
#include "gis/shape.h"

#include <math.h>

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

static void be_quiet(const char *message, void *arg)
{
    (void)message;
    (void)arg;
}

static double twice_area(const LtpXY *points, size_t count)
{
    double twice = 0;
    for (size_t i = 0, last = count - 1; i < count; last = i++)
        twice += points[last].x * points[i].y - points[i].x * points[last].y;
    return fabs(twice);
}

static size_t largest_ring(const LtpShape *shape)
{
    size_t best = 0, start = 0;
    double best_area = -1;
    for (size_t ring = 0; ring < shape->n_rings; start = shape->ends[ring++]) {
        double area = twice_area(shape->points + start, shape->ends[ring] - start);
        if (area > best_area) {
            best = ring;
            best_area = area;
        }
    }
    return best;
}

/* The points as a polygon, x divided by `stretch`; NULL when GEOS refuses. */
static GEOSGeometry *polygon(GEOSContextHandle_t geos, const LtpXY *points, size_t count,
                             double stretch)
{
    GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(geos, (unsigned)count + 1, 2);
    if (!sequence)
        return NULL;
    for (size_t i = 0; i <= count; i++)
        GEOSCoordSeq_setXY_r(geos, sequence, (unsigned)i, points[i % count].x / stretch,
                             points[i % count].y);
    GEOSGeometry *ring = GEOSGeom_createLinearRing_r(geos, sequence);
    return ring ? GEOSGeom_createPolygon_r(geos, ring, NULL, 0) : NULL;
}

/* The circle comes as a line from its centre to the border. */
static bool take_circle(GEOSContextHandle_t geos, const GEOSGeometry *line, LtpXY *centre,
                        double *radius)
{
    double x0, y0, x1, y1;
    const GEOSCoordSequence *ends = GEOSGeom_getCoordSeq_r(geos, line);
    if (!ends || !GEOSCoordSeq_getXY_r(geos, ends, 0, &x0, &y0) ||
        !GEOSCoordSeq_getXY_r(geos, ends, 1, &x1, &y1))
        return false;
    *centre = (LtpXY){x0, y0};
    *radius = hypot(x1 - x0, y1 - y0);
    return *radius > 0;
}

bool ltp_shape_pole(const LtpShape *shape, double stretch, double exact, LtpXY *pole,
                    double *radius)
{
    if (shape->n_rings == 0)
        return false;
    bool found = false;
    GEOSGeometry *area = NULL, *circle = NULL;
    GEOSContextHandle_t geos = GEOS_init_r();
    if (!geos)
        return false;
    GEOSContext_setErrorMessageHandler_r(geos, be_quiet, NULL);
    size_t ring = largest_ring(shape), start = ring == 0 ? 0 : shape->ends[ring - 1];
    double size = fmax((shape->x1 - shape->x0) / stretch, shape->y1 - shape->y0);
    area = polygon(geos, shape->points + start, shape->ends[ring] - start, stretch);
    if (area)
        circle = GEOSMaximumInscribedCircle_r(geos, area, fmax(size / 50, exact));
    LtpXY at;
    if (circle && take_circle(geos, circle, &at, radius)) {
        *pole = (LtpXY){at.x * stretch, at.y};
        found = true;
    }
    GEOSGeom_destroy_r(geos, circle);
    GEOSGeom_destroy_r(geos, area);
    GEOS_finish_r(geos);
    return found;
}

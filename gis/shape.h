/* Outlines on the plane: rings of points to draw, to label and to ask. Made from WKB, projected,
 * and brought on paper with no more points than the eye can part. */
#ifndef LTP_GIS_SHAPE_H
#define LTP_GIS_SHAPE_H

#include "gis/projection.h"

/* Rings, shells and holes alike (even-odd), closed without repeating the first point. Zero-
 * initialise; free with ltp_shape_release. */
typedef struct LtpShape {
    LtpXY *points;
    size_t n_points, points_capacity;
    size_t *ends; /* ring r is points[ends[r - 1] .. ends[r]), ends[-1] = 0 */
    size_t n_rings, rings_capacity;
    double x0, y0, x1, y1; /* bounds; x0 > x1 while empty */
} LtpShape;

void ltp_shape_release(LtpShape *shape);

void ltp_shape_bounds(LtpShape *shape); /* sets them from the points */

/* Appends the rings of polygonal WKB, longitude as x and latitude as y. */
LtpCode ltp_shape_add_wkb(LtpShape *shape, const void *wkb, size_t size,
                          LtpError *err) LTP_MUST_CHECK;

/* Degrees to metres in place; points that cannot be projected are left out. */
LtpCode ltp_shape_project(LtpShape *shape, const LtpProjection *projection,
                          LtpError *err) LTP_MUST_CHECK;

/* What of the shape lies between the corners, both in its own plane. Along a side of the rectangle
 * parts may be joined by lines of no width. `clipped` is emptied first. */
LtpCode ltp_shape_clip(const LtpShape *shape, LtpXY low, LtpXY high, LtpShape *clipped,
                       LtpError *err) LTP_MUST_CHECK;

/* Paper from ground: x_mm = (x - west) * scale, y_mm = (north - y) * scale, and an offset. */
typedef struct LtpPaper {
    double west, north; /* metres */
    double scale;       /* millimetres per metre */
    double x, y;        /* of (west, north), millimetres */
} LtpPaper;

LtpXY ltp_paper_xy(const LtpPaper *paper, LtpXY ground);
LtpXY ltp_paper_ground(const LtpPaper *paper, LtpXY mm);

/* `ground` on paper, its points moved to a grid of `step` mm and thinned: what falls together or on
 * a straight line is left out. Each point moves by itself, so that neighbours that share a border
 * on the ground share it on paper, without slivers. Rings that vanish are dropped. `paper` is
 * emptied first. */
LtpCode ltp_shape_on_paper(const LtpShape *ground, const LtpPaper *at, double step, LtpShape *paper,
                           LtpError *err) LTP_MUST_CHECK;

bool ltp_shape_contains(const LtpShape *shape, LtpXY point);

/* Length of the horizontal line through `point` that stays inside; 0 outside. */
double ltp_shape_chord(const LtpShape *shape, LtpXY point);

double ltp_shape_area(const LtpShape *shape); /* of the rings, holes subtracted */

/* The pole of inaccessibility of the largest ring and its distance from the border (GEOS
 * MaximumInscribedCircle). With `stretch` > 1 the distance across counts that much less than the
 * distance up and down: the place for a text that is `stretch` times as wide as high; `radius` is
 * then half the height that fits. Within `exact`, in the shape's own unit, or a fiftieth of its
 * size if that is more. False where GEOS finds none (a ring of no area). */
bool ltp_shape_pole(const LtpShape *shape, double stretch, double exact, LtpXY *pole,
                    double *radius);

#endif

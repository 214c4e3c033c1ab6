/* Outlines on paper as a mesh: units share their borders point for point, so a border can be drawn
 * once, thinned once, and left out between two areas of one colour. All points lie on the grid of
 * LTP_MAP_GRID. */
#ifndef LTP_EXPORTS_MAP_EDGES_H
#define LTP_EXPORTS_MAP_EDGES_H

#include "gis/shape.h"

/* A quarter of a point of type, in mm: finer than the eye parts, and short to write in a PDF. */
#define LTP_MAP_GRID (25.4 / 72 / 4)

typedef struct LtpMapPoint {
    int32_t x, y; /* steps of the grid */
} LtpMapPoint;

LtpMapPoint ltp_map_point(LtpXY mm);
LtpXY ltp_map_point_mm(LtpMapPoint point);
uint64_t ltp_map_point_hash(LtpMapPoint point);

typedef struct LtpMapEdge {
    LtpMapPoint a, b; /* a before b, whichever way it is walked */
} LtpMapEdge;

/* A set of edges, for at most as many as it is made for. Zero-initialise; free with _release. */
typedef struct LtpMapEdges {
    LtpMapEdge *slots;
    uint8_t *states; /* 0 free, 1 in the set, 2 was in it and is out again */
    size_t mask;
} LtpMapEdges;

LtpCode ltp_map_edges_init(LtpMapEdges *edges, size_t most, LtpError *err) LTP_MUST_CHECK;
void ltp_map_edges_release(LtpMapEdges *edges);

/* Whether the edge is new to the set; it is in it afterwards. */
bool ltp_map_edges_add(LtpMapEdges *edges, LtpXY a, LtpXY b);

/* The outline of the shapes together: borders between two of them are left out. Even-odd, like
 * every LtpShape; `melted` is emptied first. */
LtpCode ltp_map_melt(const LtpShape *const *shapes, size_t n, LtpShape *melted,
                     LtpError *err) LTP_MUST_CHECK;

/* Takes out points that the eye does not miss (nearer than `slack` steps of the grid to the line
 * between those that stay), from all shapes that share them alike: no slivers. Points where borders
 * meet stay, and so does a ring of which less than a triangle would be left. */
LtpCode ltp_map_thin(LtpShape *shapes, size_t n, double slack, LtpError *err) LTP_MUST_CHECK;

#endif

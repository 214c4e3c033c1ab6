#include "exports/map/land.h"

#include <stdlib.h>

/* land.txt: a ring a line, "lon,lat lon,lat ..." in tenths of a degree. From Natural Earth (public
 * domain), islands under about 15 000 km² left out. */
extern const char ltp_text_land_txt[];

static LtpCode end_ring(LtpShape *land, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&land->ends, &land->rings_capacity, land->n_rings, sizeof *land->ends,
                     err));
    land->ends[land->n_rings++] = land->n_points;
    return LTP_OK;
}

static LtpCode read_land(LtpShape *land, LtpError *err)
{
    for (const char *at = ltp_text_land_txt; *at;) {
        char *end;
        LTP_TRY(ltp_grow((void **)&land->points, &land->points_capacity, land->n_points,
                         sizeof *land->points, err));
        long lon = strtol(at, &end, 10), lat = strtol(end + 1, &end, 10);
        land->points[land->n_points++] = (LtpXY){(double)lon / 10, (double)lat / 10};
        at = end;
        if (*at == '\n')
            LTP_TRY(end_ring(land, err));
        at += *at != 0;
    }
    return LTP_OK;
}

LtpCode ltp_map_land(LtpShape *land, LtpError *err)
{
    LtpCode rc = read_land(land, err);
    if (rc != LTP_OK)
        ltp_shape_release(land);
    return rc;
}

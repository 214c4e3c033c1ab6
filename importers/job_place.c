/* Where the rows of a job are: their place cells, points and outlines. */
#include "importers/edition_detect.h"
#include "importers/job.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

void ltp_job_find_place_columns(LtpJob *job)
{
    for (int level = 0; level < LTP_LEVELS; level++) {
        char code[] = "adm0_code", name[] = "adm0_name";
        code[3] = name[3] = (char)('0' + level);
        job->place_code[level] = ltp_job_column(job, code);
        job->place_name[level] = ltp_job_column(job, name);
    }
    job->any_code = ltp_job_column(job, "pcode");
    job->anywhere = ltp_job_column(job, "place_text");
    job->whole_places = ltp_job_column(job, "all_pcodes");
    job->whole_id = ltp_job_column(job, "line_id");
    if (job->whole_id < 0)
        job->whole_id = ltp_job_column(job, "key");
    job->lat = ltp_job_column(job, "lat");
    job->lon = ltp_job_column(job, "lon");
    job->point = ltp_job_column(job, "point");
    job->outline = ltp_job_column(job, "outline");
    job->settlement =
        strcmp(job->kind->layer, "places") != 0 ? ltp_job_column(job, "settlement") : -1;
}

LtpCode ltp_job_open_places(LtpJob *job, LtpError *err)
{
    LTP_TRY(ltp_vocabulary_load(job->store, "national", &job->national, err));
    LTP_TRY(ltp_place_words_load(job->store, job->units->edition.id, &job->words, err));
    LTP_TRY(ltp_places_new(job->units, job->national, job->words, &job->places, err));
    LTP_TRY(ltp_editions_besides(job->store, job->units, &job->other_editions,
                                 &job->n_other_editions, err));
    ltp_places_other_editions(job->places, job->other_editions, job->n_other_editions);
    if (job->outline >= 0)
        LTP_TRY(ltp_outlines_new(job->units, &job->outlines, err));
    if (job->settlement >= 0 || job->anywhere >= 0)
        LTP_TRY(ltp_settlements_load(job->store, job->units, &job->settlements, err));
    ltp_places_settlements(job->places, job->settlements);
    return LTP_OK;
}

LtpCode ltp_job_open(LtpJob *job, const char *edition, LtpError *err)
{
    ltp_job_find_place_columns(job);
    if (edition == NULL)
        return LTP_OK;
    bool geometry = job->lat >= 0 || job->lon >= 0 || job->point >= 0 || job->outline >= 0;
    LTP_TRY(ltp_units_load(job->store, edition, geometry, &job->units, err));
    LTP_TRY(ltp_choices_find(job->mapping, &job->choices, err));
    return ltp_job_open_places(job, err);
}

bool ltp_job_is_whole(LtpJob *job)
{
    return job->whole_id >= 0 && job->whole_places >= 0 && ltp_job_text(job, job->whole_id) &&
           ltp_job_text(job, job->whole_places);
}

LtpCode ltp_job_place_all(LtpJob *job, LtpError *err)
{
    if (!ltp_job_is_whole(job))
        return LTP_OK;
    const char *codes = ltp_job_text(job, job->whole_places);
    LtpPlaced *one = ltp_arena_alloc(&job->arena, sizeof *one);
    LtpBuf code = {0};
    LtpCode rc = one == NULL ? ltp_fail_memory(err) : LTP_OK;
    while (rc == LTP_OK && ltp_cell_part(&codes, ";", &code)) {
        LtpWhere where = {.any_code = ltp_buf_text(&code), .row = job->row.number};
        rc = ltp_places_find(job->places, &where, &job->findings, one, err);
        if (rc == LTP_OK)
            ltp_placed_add(&job->placed, one);
    }
    ltp_buf_release(&code);
    return rc;
}

/* A point given as an outline is a point; coordinates in columns of their own stand before it. */
static LtpCode take_point(LtpJob *job, LtpLonLat point, LtpWhere *where, LtpError *err)
{
    if (isnan(point.lon) || where->lat != NULL || where->lon != NULL)
        return LTP_OK;
    char lat[LTP_REAL_TEXT], lon[LTP_REAL_TEXT];
    where->lat = ltp_arena_strdup(&job->arena, ltp_real_text(point.lat, lat));
    where->lon = ltp_arena_strdup(&job->arena, ltp_real_text(point.lon, lon));
    return where->lat != NULL && where->lon != NULL ? LTP_OK : ltp_fail_memory(err);
}

LtpCode ltp_job_place(LtpJob *job, LtpError *err)
{
    const char *column = ltp_job_header(job, job->outline);
    LtpRowOutline outline = {0};
    LtpWhere where = {.any_code = ltp_job_text(job, job->any_code),
                      .settlement = ltp_job_text(job, job->settlement),
                      .lat = ltp_job_text(job, job->lat),
                      .lon = ltp_job_text(job, job->lon),
                      .row = job->row.number};
    if (where.lat == NULL && where.lon == NULL)
        where.lat = ltp_job_text(job, job->point);
    for (int level = 0; level < LTP_LEVELS; level++) {
        where.cells.code[level] = ltp_job_text(job, job->place_code[level]);
        where.cells.name[level] = ltp_job_text(job, job->place_name[level]);
    }
    LTP_TRY(ltp_job_take_anywhere(job, &where, err));
    if (job->outlines != NULL) {
        LTP_TRY(ltp_outlines_read(job->outlines, ltp_job_text(job, job->outline), job->row.number,
                                  column, &job->findings, &outline, err));
        LTP_TRY(take_point(job, outline.point, &where, err));
    }
    LTP_TRY(ltp_places_find(job->places, &where, &job->findings, &job->placed, err));
    LTP_TRY(ltp_job_place_all(job, err));
    LTP_TRY(ltp_outlines_settle(job->units, &outline, &job->placed, job->row.number, column,
                                &job->findings, &job->located, err));
    job->area = outline.area;
    return LTP_OK;
}

const LtpLineArea *ltp_job_area(const LtpJob *job)
{
    return job->located.decides ? &job->area : NULL;
}

LtpRowPlaces ltp_job_places(const LtpJob *job)
{
    const LtpLocated *by_outline = &job->located;
    if (by_outline->decides)
        return (LtpRowPlaces){by_outline->locations, by_outline->units, by_outline->count};
    return (LtpRowPlaces){job->placed.locations, job->placed.units, job->placed.count};
}

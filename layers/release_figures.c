/* Rows of a derived layer: the analysis, and the outlines of its units. */
#include "layers/release_internal.h"

#include "base/json.h"

#include <string.h>

static LtpCode note_edition(LtpRelease *release, LtpError *err)
{
    LtpBuf text = {0};
    LtpJson json = {.out = &text};
    ltp_json_array(&json);
    ltp_json_string(&json, ltp_analysis_units(release->analysis)->edition.name);
    ltp_json_end_array(&json);
    LtpCode rc = ltp_buf_check(&text, err);
    if (rc == LTP_OK)
        release->editions = ltp_buf_take(&text);
    ltp_buf_release(&text);
    return rc;
}

LtpCode ltp_release_figures_open(LtpRelease *release, LtpError *err)
{
    static const char outline[] = "SELECT ST_AsBinary(geom) FROM unit WHERE id = ?1";
    LtpTheme theme =
        strcmp(release->layer->name, "gaps") == 0 ? LTP_THEME_GAPS : LTP_THEME_COVERAGE;
    LTP_TRY(ltp_analysis_run(release->store, release->params, theme, &release->analysis, err));
    release->count = (int64_t)ltp_analysis_count(release->analysis);
    release->delicate = ltp_release_is_delicate(ltp_analysis_params(release->analysis));
    LTP_TRY(note_edition(release, err));
    if (release->suppresses)
        LTP_TRY(ltp_release_siblings(release, err));
    if (release->geometry == LTP_NO_GEOMETRY)
        return LTP_OK;
    return ltp_sql_prepare(release->store, outline, &release->stmt, err);
}

static LtpCode take_outline(LtpRelease *release, int64_t unit_id, LtpRawRow *row, LtpError *err)
{
    bool found = false;
    if (!release->stmt)
        return LTP_OK;
    sqlite3_reset(release->stmt);
    ltp_sql_int(release->stmt, 1, unit_id);
    LTP_TRY(ltp_sql_step(release->store, release->stmt, &found, err));
    if (found) {
        row->wkb = sqlite3_column_blob(release->stmt, 0);
        row->wkb_size = (size_t)sqlite3_column_bytes(release->stmt, 0);
    }
    return LTP_OK;
}

LtpCode ltp_release_figures_next(LtpRelease *release, LtpRawRow *row, bool *more, LtpError *err)
{
    const LtpUnits *units = ltp_analysis_units(release->analysis);
    *more = release->next < ltp_analysis_count(release->analysis);
    if (!*more)
        return LTP_OK;
    const LtpUnit *unit = &units->units[ltp_analysis_unit(release->analysis, release->next)];
    for (size_t i = 0; i < release->n_fields; i++)
        release->values[i] =
            release->source[i] == SIZE_MAX
                ? ltp_value_null(LTP_BOOLEAN)
                : ltp_analysis_value(release->analysis, release->next, release->source[i]);
    release->next++;
    row->id = unit->pcode;
    row->delicate = release->delicate;
    return take_outline(release, unit->id, row, err);
}

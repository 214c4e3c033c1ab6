#include "exports/feature.h"

#include "base/json.h"
#include "exports/coords.h"

static void put_properties(LtpBuf *out, const LtpRelease *release, const LtpReleaseRow *row)
{
    LtpJson json = {.out = out};
    ltp_json_object(&json);
    for (size_t i = 0; i < ltp_release_n_fields(release); i++) {
        ltp_json_key(&json, ltp_release_field(release, i)->name);
        ltp_json_value(&json, &row->values[i]);
    }
    ltp_json_end_object(&json);
}

static void put_id(LtpBuf *out, LtpFacts *facts, const char *id)
{
    LtpJson json = {.out = out};
    size_t start = out->size;
    ltp_json_string(&json, id);
    if (!out->failed)
        ltp_facts_digest(facts, out->data + start, out->size - start);
}

LtpCode ltp_feature_put(LtpBuf *out, LtpExportFile *file, const LtpReleaseRow *row, LtpError *err)
{
    LtpGeometryKind kind = ltp_release_geometry(file->release);
    ltp_buf_puts(out, "{\"type\":\"Feature\",\"id\":");
    put_id(out, &file->facts, row->id);
    ltp_buf_puts(out, ",\"properties\":");
    put_properties(out, file->release, row);
    ltp_buf_puts(out, ",\"geometry\":");
    if (row->wkb != NULL && kind != LTP_NO_GEOMETRY)
        LTP_TRY(ltp_coords_geometry(out, row->wkb, row->wkb_size, kind == LTP_POINT, &file->facts,
                                    err));
    else
        ltp_buf_puts(out, "null");
    ltp_buf_putc(out, '}');
    return LTP_OK;
}

void ltp_feature_stamps(LtpBuf *out, const LtpRelease *release)
{
    size_t count = 0;
    const LtpStampKey *keys = ltp_stamp_keys(&count);
    LtpJson json = {.out = out};
    ltp_json_object(&json);
    for (size_t i = 0; i < count; i++) {
        ltp_json_key(&json, keys[i].key);
        ltp_json_string(&json, ltp_release_stamp(release, keys[i].key));
    }
    ltp_json_end_object(&json);
}

/* /api/shapes: the outlines for the page, fetched once; values come apart and meet them by id. */
#include "service/documents.h"
#include "service/routes.h"

/* About 100 m; where that would be too much for an old laptop, about 1 km. */
enum { DECIMALS = 3, FEWEST = 2, FINEST = 6 };
#define MOST_BYTES ((size_t)6 << 20)

/* An outline that rounds to nothing is written finer, until there is something to click on. */
static LtpCode put_outline(LtpJson *json, const LtpTableRow *row, int decimals, LtpError *err)
{
    static const char nothing[] = "{\"type\":\"MultiPolygon\",\"coordinates\":[]}";
    LtpCode rc = LTP_OK;
    LtpBuf shape = {0};
    do {
        ltp_buf_clear(&shape);
        rc = ltp_system_outline(&shape, row, &(LtpSystem){.decimals = decimals}, err);
    } while (rc == LTP_OK && shape.size == sizeof nothing - 1 && ++decimals <= FINEST);
    ltp_json_raw(json, ltp_buf_text(&shape), shape.size);
    ltp_buf_release(&shape);
    return rc;
}

static LtpCode put_shapes(LtpBuf *out, const LtpTable *table, int decimals, LtpError *err)
{
    LtpJson json = {.out = out};
    ltp_json_object(&json);
    ltp_json_text(&json, "type", "FeatureCollection");
    ltp_json_key(&json, "decimals");
    ltp_json_int(&json, decimals);
    ltp_json_key(&json, "features");
    ltp_json_array(&json);
    for (size_t i = 0; i < table->count; i++) {
        ltp_json_object(&json);
        ltp_json_text(&json, "type", "Feature");
        ltp_json_text(&json, "id", table->rows[i].id);
        ltp_json_key(&json, "geometry");
        LTP_TRY(put_outline(&json, &table->rows[i], decimals, err));
        ltp_json_key(&json, "properties");
        ltp_json_object(&json);
        ltp_json_end_object(&json);
        ltp_json_end_object(&json);
        if (decimals > FEWEST && out->size > MOST_BYTES)
            return LTP_OK; /* the caller begins anew, coarser */
    }
    ltp_json_end_array(&json);
    ltp_json_end_object(&json);
    return LTP_OK;
}

LtpCode ltp_handle_shapes(LtpServing *serving, const LtpHttpRequest *request,
                          LtpHttpResponse *response, LtpError *err)
{
    const LtpTable *table = NULL;
    LtpParams *params = NULL;
    LTP_TRY(ltp_query_params(ltp_layer_find("coverage"), request, NULL, NULL, &params, err));
    LtpCode rc = ltp_serving_table(serving, "coverage", params, &table, err);
    ltp_params_free(params);
    LTP_TRY(rc);
    for (int decimals = DECIMALS; rc == LTP_OK && decimals >= FEWEST; decimals--) {
        ltp_buf_clear(&response->body);
        rc = put_shapes(&response->body, table, decimals, err);
        if (response->body.size <= MOST_BYTES)
            break;
    }
    ltp_serving_give(serving, table);
    return rc;
}

/* Bytes as what anybody can send to the service: the address of a request, or a condition in CQL2
 * asked of rows that have every type of value and some that are not known. A slash in front
 * chooses. */
#include "service/filter.h"
#include "service/http.h"
#include "service/routes.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool held)
{
    if (!held)
        abort();
}

/* ---- addresses ---- */

static const LtpHttpHeaders headers = {.host = "127.0.0.1:8080",
                                       .accept = "text/html;q=0.5, application/json",
                                       .accept_language = "fr, en;q=0.1"};

/* The link to the same page leads to the same parameters. */
static void link_back(const LtpHttpRequest *request)
{
    LtpError err = {0};
    LtpHttpRequest again = {0};
    LtpBuf link = {.max = 0};
    ltp_http_same_with(request, "\x01", NULL, NULL, NULL, &link);
    if (link.size <= LTP_HTTP_TARGET) {
        must(ltp_http_request_parse(&again, ltp_buf_text(&link), &headers, &err) == LTP_OK);
        must(again.n_pairs == request->n_pairs);
        for (size_t i = 0; i < again.n_pairs; i++)
            must(strcmp(again.pairs[i].name, request->pairs[i].name) == 0 &&
                 strcmp(again.pairs[i].value, request->pairs[i].value) == 0);
    }
    ltp_http_request_release(&again);
    ltp_buf_release(&link);
}

static void address(const char *text)
{
    LtpError err = {0};
    LtpHttpRequest request = {0};
    if (ltp_http_request_parse(&request, text, &headers, &err) == LTP_OK) {
        ltp_route_find(&request);
        if (request.n_segments > 0 && !strchr(request.path + 1, '/')) /* %2F would part it anew */
            link_back(&request);
    } else {
        must(err.msg[0] != '\0');
    }
    ltp_http_request_release(&request);
}

/* ---- conditions ---- */

static const unsigned char square[] = {
    1, 3, 0, 0, 0, 1, 0,    0,    0, 5, 0, 0, 0,                /* polygon, one ring of five */
    0, 0, 0, 0, 0, 0, 0,    0,    0, 0, 0, 0, 0, 0, 0,    0,    /* 0 0 */
    0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0,    0,    /* 1 0 */
    0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, /* 1 1 */
    0, 0, 0, 0, 0, 0, 0,    0,    0, 0, 0, 0, 0, 0, 0xf0, 0x3f, /* 0 1 */
    0, 0, 0, 0, 0, 0, 0,    0,    0, 0, 0, 0, 0, 0, 0,    0};

enum { FIELDS = 6 };

static const LtpField fields[FIELDS] = {
    {.name = "name", .type = LTP_TEXT},  {.name = "n", .type = LTP_INTEGER},
    {.name = "share", .type = LTP_REAL}, {.name = "known", .type = LTP_BOOLEAN},
    {.name = "day", .type = LTP_DATE},   {.name = "nothing", .type = LTP_TEXT}};

static void condition(const char *text)
{
    const LtpField *list[FIELDS];
    LtpError err = {0};
    LtpFilter *filter = NULL;
    const LtpValue values[FIELDS] = {ltp_value_text("Kayes"),
                                     ltp_value_int(3),
                                     ltp_value_real(0.5),
                                     ltp_value_bool(1),
                                     {.type = LTP_DATE, .text = "2020-01-31"},
                                     ltp_value_null(LTP_TEXT)};
    LtpValue nothing[FIELDS];
    for (size_t i = 0; i < FIELDS; i++) {
        list[i] = &fields[i];
        nothing[i] = ltp_value_null(fields[i].type);
    }
    LtpTableRow rows[2] = {{"1", values, square, sizeof square, {0, 0, 1, 1}},
                           {"2", nothing, NULL, 0, {1, 1, -1, -1}}};
    const LtpTable table = {.layer = ltp_layer_find("coverage"),
                            .geometry = LTP_MULTIPOLYGON,
                            .fields = list,
                            .n_fields = FIELDS,
                            .rows = rows,
                            .count = 2};
    if (ltp_filter_parse(text, &table, NULL, &filter, &err) != LTP_OK) {
        must(err.msg[0] != '\0');
        return;
    }
    for (size_t i = 0; i < 2; i++) {
        bool keeps = false;
        if (ltp_filter_keeps(filter, &rows[i], &keeps, &err) != LTP_OK)
            must(err.msg[0] != '\0');
    }
    ltp_filter_free(filter);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    char *text = ltp_strndup((const char *)data, size);
    if (text[0] == '/')
        address(text);
    else
        condition(text);
    ltp_free(text);
    return 0;
}

/* The web map and /static/{}: what pages are made of. Everything is in the program: nothing comes
 * from elsewhere. */
#include "service/assets.h"
#include "service/routes.h"

#include <string.h>

#define SCRIPTS(X)                                                                                 \
    X(atlas)                                                                                       \
    X(chart) X(choices) X(displaced) X(files) X(map) X(search) X(table) X(tools) X(unit) X(words)

extern const char ltp_text_web_pages_css[], ltp_text_web_map_css[], ltp_text_web_page_html[],
    ltp_text_leaflet_js[], ltp_text_leaflet_css[];
#define SCRIPT(name) extern const char ltp_text_web_##name##_js[];
SCRIPTS(SCRIPT)
#undef SCRIPT

static const struct {
    const char *name, *type, *text;
} assets[] = {{"leaflet.css", "text/css; charset=utf-8", ltp_text_leaflet_css},
              {"map.css", "text/css; charset=utf-8", ltp_text_web_map_css},
              {"pages.css", "text/css; charset=utf-8", ltp_text_web_pages_css},
              {"leaflet.js", "text/javascript; charset=utf-8", ltp_text_leaflet_js},
#define SCRIPT(name) {#name ".js", "text/javascript; charset=utf-8", ltp_text_web_##name##_js},
              SCRIPTS(SCRIPT)
#undef SCRIPT
};

void ltp_asset_page(LtpHttpResponse *response)
{
    response->type = LTP_TYPE_HTML;
    ltp_buf_puts(&response->body, ltp_text_web_page_html);
}

LtpCode ltp_handle_asset(LtpServing *serving, const LtpHttpRequest *request,
                         LtpHttpResponse *response, LtpError *err)
{
    (void)serving;
    for (size_t i = 0; i < sizeof assets / sizeof *assets; i++)
        if (strcmp(assets[i].name, request->argument) == 0) {
            response->type = assets[i].type;
            ltp_buf_puts(&response->body, assets[i].text);
            return LTP_OK;
        }
    return ltp_fail(err, LTP_ENOTFOUND, _("There is nothing at this address."));
}

/* Browsers ask for it unbidden; an empty answer is no error on their console. */
LtpCode ltp_handle_icon(LtpServing *serving, const LtpHttpRequest *request,
                        LtpHttpResponse *response, LtpError *err)
{
    (void)serving;
    (void)request;
    (void)err;
    response->type = "image/svg+xml";
    ltp_buf_puts(&response->body,
                 "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\"><path "
                 "fill=\"#123a5a\" d=\"M1 8l7-6 7 6v7H1z\"/></svg>");
    return LTP_OK;
}

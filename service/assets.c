/* /static/{}: what pages are made of. Everything is in the program: nothing comes from elsewhere.
 */
#include "service/routes.h"

#include <string.h>

extern const char ltp_text_web_pages_css[];

static const struct {
    const char *name, *type, *text;
} assets[] = {{"pages.css", "text/css; charset=utf-8", ltp_text_web_pages_css}};

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

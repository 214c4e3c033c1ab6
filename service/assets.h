/* Pages and what they are made of, kept in the program. */
#ifndef LTP_SERVICE_ASSETS_H
#define LTP_SERVICE_ASSETS_H

#include "service/http.h"

void ltp_asset_page(LtpHttpResponse *response); /* the web map */

#endif

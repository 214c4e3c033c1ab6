/* Languages of documents by one code, however they are written. */
#ifndef LTP_IMPORTERS_LANGUAGES_H
#define LTP_IMPORTERS_LANGUAGES_H

#include "base/mem.h"

/* "Français; english" as "fr;en"; what is in no list stays as written. */
void ltp_language_codes(const char *text, LtpBuf *out);

#endif

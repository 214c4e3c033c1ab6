/* How the page is typed: French narrow no-break spaces (U+202F) and apostrophes,
 * decimal comma, dates as read. */
#ifndef LTP_EXPORTS_MAP_TYPOGRAPHY_H
#define LTP_EXPORTS_MAP_TYPOGRAPHY_H

#include "base/date.h"
#include "base/lang.h"
#include "base/mem.h"

/* Appends the text as `lang` sets it. French: a narrow no-break space before : ; ! ? % » and after
 * «, and in place of every no-break space; an apostrophe between letters is curved. English: as it
 * is. */
void ltp_type_text(LtpBuf *out, const char *text, LtpLang lang);

/* 187 139 | 187,139; `decimals` after the comma or point. */
void ltp_type_number(LtpBuf *out, double value, int decimals, LtpLang lang);

/* 31/03/2020 | 31 March 2020; nothing for LTP_DAY_NONE. */
void ltp_type_date(LtpBuf *out, LtpDay day, LtpLang lang);

/* The ISO date as people read it, or the text as it is. */
void ltp_type_iso(LtpBuf *out, const char *iso, LtpLang lang);

/* The text, each whole number in it of four digits or more as ltp_type_number has it. */
void ltp_type_figures(LtpBuf *out, const char *text, LtpLang lang);

/* The text, each ISO date in it as people read it. */
void ltp_type_dates(LtpBuf *out, const char *text, LtpLang lang);

#endif

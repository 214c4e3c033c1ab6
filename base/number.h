/* Numbers in text, free of the locale. NULL figures have names, never zero. */
#ifndef LTP_BASE_NUMBER_H
#define LTP_BASE_NUMBER_H

#include "base/mem.h"

#define LTP_NULL_INT INT64_MIN /* an integer figure that is not known */
double ltp_null_real(void);    /* a NaN */
bool ltp_is_null_real(double value);

/* Strict: the whole text is a decimal number in C syntax ("1", "-2.5", "1e3"). */
bool ltp_parse_double(const char *text, double *value);
bool ltp_parse_int(const char *text, int64_t *value);

/* The shortest decimal that reads back as the same double ("0.1", "1234", "1e+22"); "" for NaN. */
enum { LTP_REAL_TEXT = 32 };
const char *ltp_real_text(double value, char out[LTP_REAL_TEXT]);
/* The same, but always with a point or an exponent, so that a reader sees a real: "12.0". */
const char *ltp_real_text_point(double value, char out[LTP_REAL_TEXT]);

typedef enum LtpNumberStatus {
    LTP_NUMBER_OK,
    LTP_NUMBER_APPROX,    /* "~200", "env. 200", "environ 200", "about 200", "+/- 200", "200 env" */
    LTP_NUMBER_MISSING,   /* empty, "-", "n/a", "#N/A", "<Null>", "néant" and the like */
    LTP_NUMBER_UNREADABLE /* "100-200", "beaucoup" */
} LtpNumberStatus;

/* A number as people type it: "1 234", "1.234,5", "1,234.5", "1 234" with no-break spaces, "1'234",
 * "12,5", "1.2E+5"; a trailing unit word is not accepted. "1,234" and "1.234" are thousands when
 * exactly three digits follow and the part before is 1-3 digits without leading zero; a single
 * separator otherwise is the decimal one. `decimal` forces the decimal separator ('.' or ','), 0
 * leaves it to the rule. `*value` is NaN unless OK or APPROX. */
LtpNumberStatus ltp_number_parse(const char *text, char decimal, double *value);

/* A count of people: a number, rounded to a whole (halves away from zero); negative values are
 * LTP_NUMBER_UNREADABLE. */
LtpNumberStatus ltp_people_parse(const char *text, char decimal, int64_t *count);

/* A coordinate in degrees: decimal with point or comma, or degrees-minutes(-seconds) with
 * N/S/E/W/O, those words, or a leading sign. `axis` is 'x' (E/W, ±180) or 'y' (N/S, ±90); false
 * when it is none. */
bool ltp_coordinate_parse(const char *text, char axis, double *degrees);

#endif

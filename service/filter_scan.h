/* One string of CQL2 read from left to right: words, literals, and where it stops making sense. */
#ifndef LTP_SERVICE_FILTER_SCAN_H
#define LTP_SERVICE_FILTER_SCAN_H

#include "base/mem.h"

typedef struct LtpScan {
    LtpArena *arena; /* of the texts that are read */
    const char *start, *at;
    LtpError *err;
} LtpScan;

/* LTP_EUSAGE: "cannot be understood from character N on". */
LtpCode ltp_scan_fail(const LtpScan *scan);

/* Takes the keyword, in capitals or not, if it stands here. */
bool ltp_scan_word(LtpScan *scan, const char *word);
/* The same, where a bracket follows it: DATE( and no property called date. */
bool ltp_scan_function(LtpScan *scan, const char *word);
bool ltp_scan_char(LtpScan *scan, char c);
LtpCode ltp_scan_expect(LtpScan *scan, char c) LTP_MUST_CHECK;
/* The character that stands here after white space, not taken. */
char ltp_scan_peek(LtpScan *scan);

/* The name of a property: a word, or anything in double quotes. */
LtpCode ltp_scan_name(LtpScan *scan, const char **name) LTP_MUST_CHECK;
/* Text in single quotes: '' and \' are one quote, \n \t and the like are control characters. What
 * else follows a backslash stays with it: LIKE reads it. */
LtpCode ltp_scan_text(LtpScan *scan, const char **text) LTP_MUST_CHECK;
LtpCode ltp_scan_number(LtpScan *scan, double *number) LTP_MUST_CHECK;
/* A run of ASCII letters, as it stands; its size, 0 when there is none. */
size_t ltp_scan_letters(LtpScan *scan, const char **letters);

#endif

/* A streaming JSON writer (RFC 8259, UTF-8). Reading JSON is jansson's work. */
#ifndef LTP_BASE_JSON_H
#define LTP_BASE_JSON_H

#include "base/mem.h"

/* Appends to `out`; commas and nesting are kept by the writer. Zero-initialise and set `out`. */
typedef struct LtpJson {
    LtpBuf *out; /* borrowed */
    unsigned depth;
    bool first, after_key;
    int indent; /* spaces per level; 0 = compact */
} LtpJson;

void ltp_json_object(LtpJson *json);
void ltp_json_end_object(LtpJson *json);
void ltp_json_array(LtpJson *json);
void ltp_json_end_array(LtpJson *json);
void ltp_json_key(LtpJson *json, const char *key);
void ltp_json_string(LtpJson *json, const char *text); /* NULL gives null */
void ltp_json_int(LtpJson *json, int64_t value);       /* LTP_NULL_INT gives null */
void ltp_json_real(LtpJson *json,
                   double value); /* NaN gives null; always with a point or exponent */
void ltp_json_bool(LtpJson *json, bool value);
void ltp_json_null(LtpJson *json);
void ltp_json_raw(LtpJson *json, const char *text, size_t size); /* one ready JSON value */

#endif

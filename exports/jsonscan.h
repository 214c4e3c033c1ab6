/* Reads a GeoJSON file back without keeping it: the grammar of JSON throughout (RFC 8259), and what
 * can be held against what was written. */
#ifndef LTP_EXPORTS_JSONSCAN_H
#define LTP_EXPORTS_JSONSCAN_H

#include "exports/facts.h"

typedef enum LtpScanKind {
    LTP_SCAN_COLLECTION, /* one FeatureCollection */
    LTP_SCAN_LINES       /* one Feature a line */
} LtpScanKind;

/* Fills rows, shapes, positions, box (in the `decimals` of `found`) and the digest of the ids as
 * written between and with their quotes. LTP_EIO when the file cannot be read, LTP_EFORMAT with the
 * byte where it stops being JSON. */
LtpCode ltp_json_scan(const char *path, LtpScanKind kind, LtpFacts *found,
                      LtpError *err) LTP_MUST_CHECK;

#endif

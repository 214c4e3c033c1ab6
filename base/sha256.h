/* The fingerprint of bytes: SHA-256 by libsodium. */
#ifndef LTP_BASE_SHA256_H
#define LTP_BASE_SHA256_H

#include "base/mem.h"

enum { LTP_SHA256_HEX = 65 };

/* 64 lower-case hex digits and a NUL into `hex`. */
void ltp_sha256(const void *bytes, size_t size, char hex[LTP_SHA256_HEX]);
LtpCode ltp_sha256_file(const char *path, char hex[LTP_SHA256_HEX], LtpError *err) LTP_MUST_CHECK;

/* `digits` random hex digits and a NUL: a secret nobody can guess. */
void ltp_random_hex(char *out, size_t digits);

#endif

#include "base/sha256.h"

#include "base/lang.h"

#include <sodium.h>
#include <stdio.h>

void ltp_sha256(const void *bytes, size_t size, char hex[LTP_SHA256_HEX])
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, bytes, size);
    sodium_bin2hex(hex, LTP_SHA256_HEX, digest, sizeof digest);
}

LtpCode ltp_sha256_file(const char *path, char hex[LTP_SHA256_HEX], LtpError *err)
{
    unsigned char chunk[16384], digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    FILE *file = fopen(path, "rb");
    if (!file)
        return ltp_fail(err, LTP_EIO, _("Cannot open %s. Check its name and your rights."), path);
    crypto_hash_sha256_init(&state);
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0;)
        crypto_hash_sha256_update(&state, chunk, got);
    bool whole = !ferror(file);
    fclose(file);
    if (!whole)
        return ltp_fail(err, LTP_EIO, _("Cannot read %s to its end. Copy it again."), path);
    crypto_hash_sha256_final(&state, digest);
    sodium_bin2hex(hex, LTP_SHA256_HEX, digest, sizeof digest);
    return LTP_OK;
}

void ltp_random_hex(char *out, size_t digits)
{
    static const char hex[] = "0123456789abcdef";
    for (size_t i = 0; i < digits; i++)
        out[i] = hex[randombytes_uniform(16)];
    out[digits] = '\0';
}

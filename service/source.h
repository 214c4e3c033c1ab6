/* Where the service gets its rows: the caller (the command line) opens the store and hands releases
 * over. Nothing in this folder can open a store, and nothing sees more than the clearance that the
 * caller opens its releases with. */
#ifndef LTP_SERVICE_SOURCE_H
#define LTP_SERVICE_SOURCE_H

#include "layers/release.h"
#include "layers/scheme.h"

/* A session is one read-only look at the store, used by one thread at a time. */
typedef struct LtpServiceSource {
    LtpCode (*open)(void *arg, void **session, LtpError *err);
    void (*close)(void *session);
    /* A number that changes with the data, also when the file was replaced by another. */
    LtpCode (*generation)(void *session, int64_t *generation, LtpError *err);
    LtpCode (*release)(void *session, const char *layer, const LtpParams *params,
                       LtpRelease **release, LtpError *err);
    LtpCode (*scheme)(void *session, const char *name, LtpScheme **scheme, LtpError *err);
    void *arg;
} LtpServiceSource;

#endif

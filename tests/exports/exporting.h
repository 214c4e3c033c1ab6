/* One export in a folder of its own, and what came of it. */
#ifndef LTP_TESTS_EXPORTING_H
#define LTP_TESTS_EXPORTING_H

#include "fake_release.h"
#include "support/test.h"

typedef struct Exporting {
    char *dir;
    LtpBuf written, notes;
} Exporting;

int exporting_setup(void **state);    /* *state is an Exporting */
int exporting_teardown(void **state); /* and removes the folder */

/* "<dir>/<name>"; valid until the next call but three. */
const char *exporting_path(const Exporting *e, const char *name);

/* Exports `layers` (NULL-terminated; NULL = the driver's own) of `fake` to <dir>/<dest>. */
LtpCode exporting_run(Exporting *e, const char *format, const FakeLayer *fake, const char *dest,
                      const char *const *layers, LtpError *err);

/* The bytes of <dir>/<name>, "" when there is none; free with ltp_free. */
char *exporting_read(const Exporting *e, const char *name);
bool exporting_has(const Exporting *e, const char *name);

/* Names in <dir>, space-separated and sorted; free with ltp_free. */
char *exporting_list(const Exporting *e, const char *dir);

#endif

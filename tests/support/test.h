/* cmocka behind one header, with the assertions of the house. */
#ifndef LTP_TESTS_TEST_H
#define LTP_TESTS_TEST_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"

/* cmocka's assert_float_equal compares floats: half a metre is "equal". */
#define assert_near(a, b, tolerance)                                                               \
    do {                                                                                           \
        double near_a = (a), near_b = (b);                                                         \
        if (!(fabs(near_a - near_b) <= (tolerance)))                                               \
            fail_msg("%.17g is not within %g of %.17g", near_a, (double)(tolerance), near_b);      \
    } while (0)

/* A call that takes `err` went well; prints the message otherwise. */
#define assert_ok(call)                                                                            \
    do {                                                                                           \
        if ((call) != LTP_OK)                                                                      \
            fail_msg("%s: %s", #call, err.msg);                                                    \
    } while (0)

#define assert_code(expected, call)                                                                \
    do {                                                                                           \
        LtpCode code_got = (call);                                                                 \
        if (code_got != (expected))                                                                \
            fail_msg("%s gave %d (%s), not %d", #call, (int)code_got, err.msg, (int)(expected));   \
        memset(&err, 0, sizeof err);                                                               \
    } while (0)

/* The folder for this test program's files, made on first use and removed at its end; and a path in
 * it. Both borrowed, for the life of the program. */
const char *test_temp_dir(void);
const char *test_temp_path(const char *name);

/* The bytes of a file as a string, for the life of the program; fails the test when unreadable. */
const char *test_read(const char *path);
void test_write(const char *path, const char *text);

/* A file below data/ or tests/, as a path for the life of the program. */
const char *test_data(const char *name);
const char *test_file(const char *name);

/* Compares `actual` with the golden file tests/NAME line by line and fails at the first that
 * differs; with UPDATE_GOLDEN=1 in the environment writes the file instead. */
void assert_golden(const char *name, const char *actual);

#endif

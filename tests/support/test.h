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

#endif

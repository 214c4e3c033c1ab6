/* Mali and its gazetteer, for the tests of names. */
#ifndef LTP_TESTS_GIS_NAMED_H
#define LTP_TESTS_GIS_NAMED_H

#include "mali.h"

extern Mali mali;
extern LtpGazetteer *gazetteer;

/* The set-up and the end of a group of tests. */
int named_start(void **state);
int named_stop(void **state);

const char *pcode_of(int32_t unit); /* "" for -1 */

#endif

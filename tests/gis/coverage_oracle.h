/* ANALYSIS.md 4 and 5 once more, slowly: each figure of one unit straight from its sentence, with
 * no work shared between units. What gis/coverage.h gives is compared with it on random worlds. */
#ifndef LTP_TESTS_GIS_COVERAGE_ORACLE_H
#define LTP_TESTS_GIS_COVERAGE_ORACLE_H

#include "gis/coverage.h"

LtpCoverageRow oracle_row(const LtpCoverageInput *input, const LtpCoverageParams *params,
                          int32_t unit);

#endif

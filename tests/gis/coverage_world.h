/* A country small enough to hold in the head, for the tests of coverage:
 *
 *     C (0) ── R (1) ─┬─ K (2) ─┬─ A (4)
 *                     │         └─ B (5)
 *                     └─ L (3) ─── D (6), E (7)
 */
#ifndef LTP_TESTS_GIS_COVERAGE_WORLD_H
#define LTP_TESTS_GIS_COVERAGE_WORLD_H

#include "tests/support/test.h"

#include "base/number.h"
#include "gis/coverage.h"

enum { C, R, K, L, A, B, D, E, UNITS };
enum { MAX_LINES = 8, MAX_NEEDS = 8 };
enum { TODAY = 18000, NEVER = LTP_DAY_NONE };

/* One line as a test writes it; see `at`. */
typedef struct Line {
    int place, also; /* also: a second place; 0 = none, the country never is */
    int org, project, activity;
    LtpLineStatus status;
    LtpDay start, end, reported, gone_on;
    int64_t targeted, reached;
    unsigned flags;
} Line;

typedef struct World {
    LtpCoverageInput input;
    LtpCoverageParams params;
    uint16_t flags[MAX_LINES];
    uint8_t status[MAX_LINES];
    int32_t org[MAX_LINES], project[MAX_LINES], activity[MAX_LINES], indicator[MAX_LINES];
    LtpDay start[MAX_LINES], end[MAX_LINES], reported[MAX_LINES], gone_on[MAX_LINES];
    int64_t targeted[MAX_LINES], reached[MAX_LINES];
    uint32_t begin[MAX_LINES + 1];
    int32_t place[2 * MAX_LINES];
    double share[2 * MAX_LINES];
    int32_t need_unit[MAX_NEEDS], need_sector[MAX_NEEDS];
    LtpDay need_date[MAX_NEEDS];
    int64_t people[MAX_NEEDS], nothing[MAX_NEEDS], severity[MAX_NEEDS], population[MAX_NEEDS];
} World;

extern World w;

int fresh_world(void **state); /* a setup: no line, no need */
Line at(int place); /* an ongoing line of the last month; the test changes what it is about */
void add(Line l);
void add_need(int unit, int sector, LtpDay date, int64_t pin, int64_t severity);
void add_reached(int place, LtpDay reported, int64_t reached);
LtpCoverageRow row(int unit);

#define NOT_KNOWN(value) assert_true((value) == LTP_NULL_INT)

#endif

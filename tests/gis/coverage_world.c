#include "tests/gis/coverage_world.h"

World w;

int fresh_world(void **state)
{
    (void)state;
    static const int8_t level[UNITS] = {0, 1, 2, 2, 3, 3, 3, 3};
    static const int32_t parent[UNITS] = {-1, C, R, R, K, K, L, L};
    static const int32_t rank[UNITS] = {0, 1, 2, 5, 3, 4, 6, 7};
    static const LtpLonLat interior[UNITS] = {{0, 15}, {0, 15}, {0, 15}, {2, 15},
                                              {0, 15}, {1, 15}, {2, 15}, {4, 15}};
    memset(&w, 0, sizeof w);
    w.params = (LtpCoverageParams){
        .level = 3, .from = TODAY - 364, .to = TODAY, .as_of = TODAY, .stale_after = 365};
    for (int i = 0; i < MAX_NEEDS; i++)
        w.nothing[i] = LTP_NULL_INT;
    w.input = (LtpCoverageInput){
        .units = {UNITS, level, parent, rank, interior, 3, NULL},
        .lines = {0, w.flags, w.status, w.org, w.project, w.activity, w.indicator, w.start, w.end,
                  w.reported, w.gone_on, w.targeted, w.reached, w.begin, w.place, w.share},
        .needs = {0, w.need_unit, w.need_sector, w.need_date, w.population, w.nothing, w.nothing,
                  w.nothing, w.people, w.severity, NULL},
    };
    return 0;
}

/* An ongoing line of the last month; the test changes what it is about. */
Line at(int place)
{
    return (Line){.place = place,
                  .project = -1,
                  .activity = -1,
                  .status = LTP_STATUS_ONGOING,
                  .start = TODAY - 30,
                  .end = TODAY,
                  .reported = NEVER,
                  .gone_on = NEVER,
                  .targeted = LTP_NULL_INT,
                  .reached = LTP_NULL_INT};
}

void add(Line l)
{
    size_t i = w.input.lines.count++;
    uint32_t at = w.begin[i];
    w.flags[i] = (uint16_t)(LTP_LINE_MATCHES | LTP_LINE_IN_SECTOR | l.flags);
    w.status[i] = (uint8_t)l.status;
    w.org[i] = l.org;
    w.project[i] = l.project;
    w.activity[i] = l.activity;
    w.indicator[i] = -1;
    w.start[i] = l.start;
    w.end[i] = l.end;
    w.reported[i] = l.reported;
    w.gone_on[i] = l.gone_on;
    w.targeted[i] = l.targeted;
    w.reached[i] = l.reached;
    w.place[at] = l.place;
    w.share[at++] = ltp_null_real();
    if (l.also != 0) {
        w.place[at] = l.also;
        w.share[at++] = ltp_null_real();
    }
    w.begin[i + 1] = at;
}

void add_need(int unit, int sector, LtpDay date, int64_t pin, int64_t severity)
{
    size_t i = w.input.needs.count++;
    w.need_unit[i] = unit;
    w.need_sector[i] = sector;
    w.need_date[i] = date;
    w.people[i] = pin;
    w.severity[i] = severity;
    w.population[i] = LTP_NULL_INT;
}

LtpCoverageRow row(int unit)
{
    LtpError err = {0};
    LtpCoverage coverage = {0};
    LtpCoverageRow found = {.unit = -1};
    assert_ok(ltp_coverage_run(&w.input, &w.params, &coverage, &err));
    for (size_t i = 0; i < coverage.count; i++)
        if (coverage.rows[i].unit == unit)
            found = coverage.rows[i];
    ltp_coverage_release(&coverage);
    assert_int_equal(found.unit, unit);
    return found;
}

void add_reached(int place, LtpDay reported, int64_t reached)
{
    Line l = at(place);
    l.reported = reported;
    l.reached = reached;
    add(l);
}

/* How long an analysis takes: a year of lines on a country, in memory; with the path of a store as
 * argument also from the store, loading included. Prints milliseconds, best of five.
 *
 *     bench_coverage [STORE.sqlite] */
#include "base/number.h"
#include "base/os.h"
#include "gis/coverage.h"
#include "layers/analysis.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 5 };

typedef struct Country {
    int32_t regions, cercles, communes, lines;
} Country;

typedef struct World {
    LtpArena arena;
    LtpCoverageInput input;
    uint64_t seed;
} World;

static uint32_t roll(World *w, int32_t sides)
{
    w->seed ^= w->seed >> 12;
    w->seed ^= w->seed << 25;
    w->seed ^= w->seed >> 27;
    return (uint32_t)((w->seed * UINT64_C(2685821657736338717)) >> 33) % (uint32_t)sides;
}

static void *column(World *w, int32_t count, size_t size)
{
    void *memory = ltp_arena_alloc(&w->arena, (size_t)count * size);
    if (memory == NULL)
        abort();
    return memory;
}

static void make_units(World *w, const Country *c)
{
    int32_t n = 1 + c->regions + c->cercles + c->communes;
    int8_t *level = column(w, n, 1);
    int32_t *parent = column(w, n, 4), *rank = column(w, n, 4);
    LtpLonLat *interior = column(w, n, sizeof *interior);
    int32_t first_cercle = 1 + c->regions, first_commune = first_cercle + c->cercles;
    for (int32_t i = 0; i < n; i++) {
        level[i] = (int8_t)((i > 0) + (i >= first_cercle) + (i >= first_commune));
        parent[i] = i == 0 ? -1 : 0;
        if (level[i] == 2)
            parent[i] = 1 + (i - first_cercle) % c->regions;
        if (level[i] == 3)
            parent[i] = first_cercle + (i - first_commune) % c->cercles;
        rank[i] = i;
        interior[i] = (LtpLonLat){-12 + roll(w, 16000) / 1000.0, 10 + roll(w, 15000) / 1000.0};
    }
    w->input.units = (LtpCoverageUnits){(size_t)n, level, parent, rank, interior, 3, NULL};
}

/* 60 % in a commune, 30 % in a cercle, 9 % in a région, 1 % in the country. */
static int32_t place(World *w, const Country *c)
{
    uint32_t p = roll(w, 100);
    if (p < 60)
        return 1 + c->regions + c->cercles + (int32_t)roll(w, c->communes);
    if (p < 90)
        return 1 + c->regions + (int32_t)roll(w, c->cercles);
    return p < 99 ? 1 + (int32_t)roll(w, c->regions) : 0;
}

static void make_lines(World *w, const Country *c)
{
    int32_t n = c->lines;
    uint16_t *flags = column(w, n, 2);
    uint8_t *status = column(w, n, 1);
    int32_t *org = column(w, n, 4), *project = column(w, n, 4), *activity = column(w, n, 4);
    int32_t *indicator = column(w, n, 4), *unit = column(w, n, 4);
    LtpDay *start = column(w, n, 4), *end = column(w, n, 4), *reported = column(w, n, 4);
    LtpDay *gone = column(w, n, 4);
    int64_t *targeted = column(w, n, 8), *reached = column(w, n, 8);
    uint32_t *begin = column(w, n + 1, 4);
    double *share = column(w, n, 8);
    for (int32_t i = 0; i < n; i++) {
        flags[i] = (uint16_t)(LTP_LINE_MATCHES | LTP_LINE_IN_SECTOR | (4u << roll(w, 3)));
        status[i] = (uint8_t)(roll(w, 10) == 0 ? LTP_STATUS_PLANNED : LTP_STATUS_ONGOING);
        org[i] = (int32_t)roll(w, 120);
        project[i] = (int32_t)roll(w, 600);
        activity[i] = (int32_t)roll(w, 40);
        indicator[i] = -1;
        start[i] = 18000 + (LtpDay)roll(w, 365);
        end[i] = start[i] + (LtpDay)roll(w, 365);
        reported[i] = 18000 + 30 * (LtpDay)roll(w, 12);
        gone[i] = LTP_DAY_NONE;
        targeted[i] = roll(w, 1000);
        reached[i] = roll(w, 10) == 0 ? LTP_NULL_INT : (int64_t)roll(w, 1000);
        begin[i + 1] = (uint32_t)i + 1;
        unit[i] = place(w, c);
        share[i] = ltp_null_real();
    }
    w->input.lines = (LtpCoverageLines){(size_t)n, flags, status, org,      project, activity,
                                        indicator, start, end,    reported, gone,    targeted,
                                        reached,   begin, unit,   share};
}

static void make_needs(World *w, const Country *c)
{
    int32_t n = c->communes, first = 1 + c->regions + c->cercles;
    int32_t *unit = column(w, n, 4), *sector = column(w, n, 4);
    LtpDay *date = column(w, n, 4);
    int64_t *pin = column(w, n, 8), *severity = column(w, n, 8), *population = column(w, n, 8);
    for (int32_t i = 0; i < n; i++) {
        unit[i] = first + i;
        sector[i] = LTP_NEED_INTERSECTORAL;
        date[i] = 18000;
        pin[i] = roll(w, 5000);
        severity[i] = 1 + roll(w, 5);
        population[i] = 5000 + roll(w, 50000);
    }
    w->input.needs = (LtpCoverageNeeds){(size_t)n, unit, sector, date,     population, pin,
                                        pin,       pin,  pin,    severity, NULL};
}

static double best_of(LtpCode (*work)(void *arg, LtpError *err), void *arg)
{
    double best = 1e9;
    for (int i = 0; i < ROUNDS; i++) {
        LtpError err = {0};
        double start = ltp_os_seconds();
        if (work(arg, &err) != LTP_OK) {
            fprintf(stderr, "%s\n", err.msg);
            exit(1);
        }
        double took = ltp_os_seconds() - start;
        best = took < best ? took : best;
    }
    return best * 1000;
}

typedef struct Run {
    const LtpCoverageInput *input;
    LtpCoverageParams params;
} Run;

static LtpCode run_core(void *arg, LtpError *err)
{
    const Run *run = arg;
    LtpCoverage coverage = {0};
    LtpCode rc = ltp_coverage_run(run->input, &run->params, &coverage, err);
    ltp_coverage_release(&coverage);
    return rc;
}

static void bench_core(const Country *c)
{
    static const char *const modes[] = {"inherited", "strict", "allocated"};
    World w = {.seed = 1};
    make_units(&w, c);
    make_lines(&w, c);
    make_needs(&w, c);
    for (int level = 3; level >= 0; level -= 3)
        for (int mode = 0; mode < 3; mode++) {
            Run run = {&w.input,
                       {.level = level,
                        .from = 18000,
                        .to = 18364,
                        .as_of = 18364,
                        .stale_after = 365,
                        .mode = (LtpLocationMode)mode}};
            printf("core  %6d lines x %6d communes, level %d, %-9s %8.1f ms\n", c->lines,
                   c->communes, level, modes[mode], best_of(run_core, &run));
        }
    ltp_arena_release(&w.arena);
}

static LtpCode run_store(void *arg, LtpError *err)
{
    LtpAnalysis *analysis = NULL;
    LtpCode rc = ltp_analysis_run(arg, NULL, LTP_THEME_GAPS, &analysis, err);
    ltp_analysis_free(analysis);
    return rc;
}

int main(int argc, char **argv)
{
    LtpError err = {0};
    LtpStore *store = NULL;
    bench_core(&(Country){10, 53, 701, 24000});
    bench_core(&(Country){100, 2000, 50000, 200000});
    if (argc < 2)
        return 0;
    if (ltp_store_open(argv[1], LTP_STORE_READ, &store, &err) != LTP_OK) {
        fprintf(stderr, "%s\n", err.msg);
        return 1;
    }
    printf("store %s, gaps with all defaults %8.1f ms\n", argv[1], best_of(run_store, store));
    ltp_store_close(store);
    return 0;
}

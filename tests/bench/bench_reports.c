/* How long each report takes on a year of 24 000 lines of a country of 701 communes, from the
 * store, loading included. Prints milliseconds, best of five; what the committee waits for is 200
 * ms.
 *
 *     bench_reports [STORE.sqlite]      the store to ask; else one is made of data/mali */
#include "base/number.h"
#include "base/os.h"
#include "importers/importer.h"
#include "layers/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 5, MONTHS = 12, LINES = 24000, ORGS = 120, PROJECTS = 600 };

static void stop_if(LtpCode rc, const LtpError *err)
{
    if (rc == LTP_OK)
        return;
    fprintf(stderr, "%s\n", err->msg);
    exit(1);
}

/* ---- the store ---- */

static uint32_t roll(uint64_t *seed, uint32_t sides)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return (uint32_t)((*seed * UINT64_C(2685821657736338717)) >> 33) % sides;
}

static void bring_all(LtpStore *store, const char *kind, const char *const *files, size_t n,
                      const char *edition)
{
    LtpError err = {0};
    LtpImportReport report = {0};
    const LtpImportOptions options = {.edition = edition, .source = kind, .mode = LTP_AS_SNAPSHOT};
    stop_if(ltp_importer_find(kind)->run(store, files, n, &options, &report, &err), &err);
    ltp_import_report_release(&report);
}

static void bring(LtpStore *store, const char *kind, const char *file, const char *edition)
{
    bring_all(store, kind, &file, 1, edition);
}

/* 60 % of the lines in a commune, 30 % in a cercle, 10 % in a région. In the second month one
 * project in ten is another one. */
static void write_lines(const LtpUnits *units, bool second, const char *path)
{
    static const char *const clusters[] = {"Protection", "Abris", "LTP", "Cohésion sociale", "EHA"};
    LtpError err = {0};
    LtpBuf out = {0};
    uint64_t seed = 1;
    ltp_buf_puts(&out, "Organisation,admin1Pcod,admin2Pcod,admin3Pcod,Cluster,Code projet,"
                       "Activités,Date début,Date fin,Date de rapport,Total Personnes "
                       "ciblées,Total No. atteintes\n");
    for (int i = 0; i < LINES; i++) {
        uint32_t dice = roll(&seed, 10);
        int level = dice < 6 ? 3 : dice < 9 ? 2 : 1, month = 1 + i % MONTHS;
        const LtpUnit *unit;
        do
            unit = &units->units[roll(&seed, (uint32_t)units->count)];
        while (unit->level != level);
        uint32_t project = roll(&seed, PROJECTS);
        project += second && project % 10 == 0 ? PROJECTS : 0;
        ltp_buf_printf(&out, "Organisation %u,%s,%s,%s,%s,P%u,Activité %u,2020-%02d-01,", //
                       roll(&seed, ORGS), level == 1 ? unit->pcode : "",
                       level == 2 ? unit->pcode : "", level == 3 ? unit->pcode : "",
                       clusters[roll(&seed, 5)], project, roll(&seed, 40), month);
        ltp_buf_printf(&out, "2020-%02d-28,2020-%02d-28,%u,%u\n", month, month, roll(&seed, 2000),
                       roll(&seed, 1500));
    }
    stop_if(ltp_buf_check(&out, &err), &err);
    stop_if(ltp_os_write_file(path, out.data, out.size, &err), &err);
    ltp_buf_release(&out);
}

static LtpStore *make_store(const char *dir)
{
    static const char *const old[] = {
        LTP_DATA_DIR "/mali/mli_admbnda_2015/mli_admbnda_adm0_gov.shp",
        LTP_DATA_DIR "/mali/mli_admbnda_2015/mli_admbnda_adm1_gov_ocha_itos.shp",
        LTP_DATA_DIR "/mali/mli_admbnda_2015/mli_admbnda_adm2_gov_ocha_itos.shp",
        LTP_DATA_DIR "/mali/mli_admbnda_2015/mli_admbnda_adm3_gov_ocha.shp"};
    LtpError err = {0};
    LtpStore *store = NULL;
    LtpUnits *units = NULL;
    char *path = ltp_path_join(dir, "year.sqlite"), *lines = ltp_path_join(dir, "lines.csv");
    stop_if(ltp_store_open(path, LTP_STORE_CREATE, &store, &err), &err);
    bring_all(store, "boundaries", old, sizeof old / sizeof *old, "2015");
    bring(store, "boundaries", LTP_DATA_DIR "/mali/mli_admbnda_2021.gpkg", "2021");
    bring(store, "needs", LTP_DATA_DIR "/mali/demo/ml_needs_fictif.csv", NULL);
    bring(store, "studies", LTP_DATA_DIR "/mali/ml_ltp_studies.csv", "2021");
    stop_if(ltp_units_load(store, NULL, false, &units, &err), &err);
    for (int month = 0; month < 2; month++) {
        write_lines(units, month > 0, lines);
        bring(store, "activities", lines, "2021");
    }
    ltp_units_free(units);
    ltp_free(path);
    ltp_free(lines);
    return store;
}

/* ---- the reports ---- */

typedef struct Asked {
    LtpStore *store;
    LtpParams *params, *before; /* the year and its first half */
} Asked;

static LtpCode analysis(const Asked *asked, LtpTheme theme, LtpError *err)
{
    LtpAnalysis *made = NULL;
    LtpCode rc = ltp_analysis_run(asked->store, asked->params, theme, &made, err);
    ltp_analysis_free(made);
    return rc;
}

static LtpCode coverage(const Asked *asked, LtpError *err)
{
    return analysis(asked, LTP_THEME_COVERAGE, err);
}

static LtpCode gaps(const Asked *asked, LtpError *err)
{
    return analysis(asked, LTP_THEME_GAPS, err);
}

static LtpCode explain_row(const LtpExplained *row, void *arg, LtpError *err)
{
    (void)row;
    (void)err;
    ++*(size_t *)arg;
    return LTP_OK;
}

static LtpCode explain(const Asked *asked, LtpError *err)
{
    size_t rows = 0;
    return ltp_analysis_explain(asked->store, asked->params, "ML050609", explain_row, &rows, err);
}

#define REPORT(name, call)                                                                         \
    static LtpCode name(const Asked *asked, LtpError *err)                                         \
    {                                                                                              \
        LtpReport *report = NULL;                                                                  \
        LtpCode rc = call;                                                                         \
        ltp_report_free(report);                                                                   \
        return rc;                                                                                 \
    }
REPORT(actors, ltp_report_actors(asked->store, asked->params, &report, err))
REPORT(absent, ltp_report_absent(asked->store, asked->params, &report, err))
REPORT(studies, ltp_report_studies(asked->store, asked->params,
                                   &(LtpStudySearch){.words = "conflits fonciers"}, &report, err))
REPORT(evidence, ltp_report_evidence(asked->store, asked->params, &report, err))
REPORT(intersector, ltp_report_intersector(asked->store, asked->params, &report, err))
REPORT(org_unit, ltp_report_matrix(asked->store, asked->params, LTP_MATRIX_ORG_UNIT, &report, err))
REPORT(org_sector,
       ltp_report_matrix(asked->store, asked->params, LTP_MATRIX_ORG_SECTOR, &report, err))
REPORT(series, ltp_report_series(asked->store, asked->params, &report, err))
REPORT(diff, ltp_report_diff(&(LtpDiffSide){.store = asked->store, .params = asked->before},
                             &(LtpDiffSide){.store = asked->store, .params = asked->params},
                             &report, err))

REPORT(submissions,
       ltp_report_diff(
           &(LtpDiffSide){.store = asked->store, .params = asked->params, .as_at_import = 5},
           &(LtpDiffSide){.store = asked->store, .params = asked->params, .as_at_import = 6},
           &report, err))
REPORT(indicators, ltp_report_indicators(asked->store, asked->params, &report, err))
REPORT(risks, ltp_report_risks(asked->store, asked->params, &report, err))

static const struct {
    const char *name;
    LtpCode (*ask)(const Asked *asked, LtpError *err);
    const char *set, *to; /* a parameter besides the year */
} reports[] = {
    {"coverage", coverage, NULL, NULL},
    {"coverage, strict", coverage, "mode", "strict"},
    {"coverage, allocated", coverage, "mode", "allocated"},
    {"coverage, of Shelter", coverage, "sector", "shelter"},
    {"coverage, level 1", coverage, "level", "1"},
    {"coverage, edition 2015", coverage, "edition", "2015"},
    {"gaps", gaps, NULL, NULL},
    {"explain", explain, NULL, NULL},
    {"intersector", intersector, NULL, NULL},
    {"actors", actors, NULL, NULL},
    {"actors --absent", absent, NULL, NULL},
    {"studies --search", studies, NULL, NULL},
    {"studies --gaps", evidence, NULL, NULL},
    {"matrix org-unit", org_unit, NULL, NULL},
    {"matrix org-sector", org_sector, NULL, NULL},
    {"series", series, NULL, NULL},
    {"series, régions", series, "level", "1"},
    {"diff --periods", diff, NULL, NULL},
    {"diff --submissions", submissions, NULL, NULL},
    {"indicators", indicators, NULL, NULL},
    {"risks", risks, NULL, NULL},
};

/* The shortest of some rounds: time on the wall, and of the processor, which tells more on a busy
 * machine. */
typedef struct Took {
    double wall_ms, cpu_ms;
} Took;

static Took best_of(LtpCode (*ask)(const Asked *asked, LtpError *err), const Asked *asked)
{
    Took best = {1e9, 1e9};
    for (int i = 0; i < ROUNDS; i++) {
        LtpError err = {0};
        double start = ltp_os_seconds();
        clock_t cpu = clock();
        stop_if(ask(asked, &err), &err);
        double took = (ltp_os_seconds() - start) * 1000;
        double used = (double)(clock() - cpu) * 1000 / CLOCKS_PER_SEC;
        best.wall_ms = took < best.wall_ms ? took : best.wall_ms;
        best.cpu_ms = used < best.cpu_ms ? used : best.cpu_ms;
    }
    return best;
}

static LtpParams *period(const char *from, const char *to)
{
    LtpError err = {0};
    LtpParams *params = ltp_params_new();
    stop_if(ltp_params_set(params, "from", from, &err), &err);
    stop_if(ltp_params_set(params, "to", to, &err), &err);
    return params;
}

int main(int argc, char **argv)
{
    LtpError err = {0};
    Asked asked = {0};
    char *dir = NULL;
    if (argc > 1) {
        stop_if(ltp_store_open(argv[1], LTP_STORE_READ, &asked.store, &err), &err);
    } else {
        stop_if(ltp_os_temp_dir(&dir, &err), &err);
        asked.store = make_store(dir);
    }
    asked.before = period("2020-01-01", "2020-06-30");
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        Asked question = asked;
        question.params = period("2020-01-01", "2020-12-31");
        if (reports[i].set != NULL)
            stop_if(ltp_params_set(question.params, reports[i].set, reports[i].to, &err), &err);
        Took took = best_of(reports[i].ask, &question);
        printf("%-24s %8.1f ms, %8.1f ms of the processor\n", reports[i].name, took.wall_ms,
               took.cpu_ms);
        ltp_params_free(question.params);
    }
    ltp_params_free(asked.before);
    ltp_store_close(asked.store);
    if (dir != NULL)
        stop_if(ltp_os_remove_tree(dir, &err), &err);
    ltp_free(dir);
    return 0;
}

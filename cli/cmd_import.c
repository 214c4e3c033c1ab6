#include "cli/command.h"

#include "base/json.h"
#include "base/os.h"
#include "base/suggest.h"
#include "cli/import_summary.h"
#include "cli/output.h"
#include "cli/say.h"

#include <string.h>

static const LtpOption options[] = {
    {.name = "sheet",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("NAME"),
     .help = N_("The sheet of a workbook to read; else the one that fits best.")},
    {.name = "edition",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("EDITION"),
     .help =
         N_("Boundaries: the name of the new edition, such as its year. Other kinds: the edition "
            "whose codes and names the file uses; else it is found out.")},
    {.name = "source",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("NAME"),
     .help = N_("Whose table this is; else the file's name. A newer file of the same source is its "
                "next submission.")},
    {.name = "reported",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("PERIOD"),
     .help = N_("The day, month (2022-03) or quarter (2022-Q1) the file speaks of, where no column "
                "says so.")},
    {.name = "as",
     .kind = LTP_OPTION_VALUE,
     .words = "snapshot|update",
     .help =
         N_("snapshot: the file is the whole picture, what it no longer holds is over. update: it "
            "adds to what is there.")},
    {.name = "map",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("FILE.json"),
     .help = N_("Which header is which field: {\"Header\": \"field\", \"Other\": null}.")},
    {.name = "licence",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("TEXT"),
     .help =
         N_("Boundaries: the terms they are used under, such as \"CC BY-IGO\"; maps and exports "
            "say so.")},
    {.name = "level-names",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("NAMES"),
     .help = N_("Boundaries: what the levels below the country are called, with the plural after a "
                "slash where it is not just an s, such as \"Province,Territoire,Zone de "
                "santé/Zones de santé\". If not said, as the country has them.")},
    {.name = "total",
     .kind = LTP_OPTION_LIST,
     .argument = N_("NAME=NUMBER"),
     .help = N_("Displacement: a published national total, such as PDI=187139; the sums of the "
                "table are held beside it. May be given several times.")},
    {.name = "dry-run", .help = N_("Do everything except keep it.")},
    {.name = "report",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("FILE.json"),
     .help = N_("Write what became of each column and each row.")},
    {.name = NULL}};

typedef struct Importing {
    LtpRun *run;
    const LtpImporter *importer;
    LtpImportOptions options;
    const char **totals; /* --total, NULL-terminated; owned */
    LtpOutput report;    /* the JSON array */
    size_t n_done, n_failed, n_reported;
    int64_t rejected;
    LtpImportCounts counts; /* of the files that went in */
    LtpBuf failed;          /* names of the files that did not */
} Importing;

/* ---- the words ---- */

static const char *kind_at(size_t i)
{
    return ltp_importer_at(i) ? ltp_importer_at(i)->kind : NULL;
}

static LtpCode unknown_kind(const char *kind, LtpError *err)
{
    LtpSuggest suggest = {.word = kind};
    LtpBuf kinds = {0};
    ltp_suggest_offer_all(&suggest, kind_at, &kinds);
    LtpCode rc =
        suggest.best
            ? ltp_fail(err, LTP_EUSAGE,
                       _("There is no kind of import \"%s\". Did you mean \"%s\"?"), kind,
                       suggest.best)
            : ltp_fail(err, LTP_EUSAGE, _("There is no kind of import \"%s\". There are: %s."),
                       kind, ltp_buf_text(&kinds));
    ltp_buf_release(&kinds);
    return rc;
}

static LtpCode gather_totals(Importing *importing, LtpError *err)
{
    const LtpOptions *given = &importing->run->options;
    size_t n = 0;
    importing->totals = ltp_calloc(given->n_values + 1, sizeof *importing->totals);
    if (!importing->totals)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < given->n_values; i++)
        if (strcmp(given->values[i].option->name, "total") == 0)
            importing->totals[n++] = given->values[i].text;
    importing->options.totals = importing->totals;
    return n == 0 || strcmp(importing->importer->kind, "displacement") == 0
               ? LTP_OK
               : ltp_fail(err, LTP_EUSAGE, _("--total goes with the kind \"displacement\" alone."));
}

static LtpImportMode wanted_mode(const LtpOptions *given)
{
    const char *word = ltp_options_value(given, "as");
    if (!word)
        return LTP_AS_DEFAULT;
    return strcmp(word, "snapshot") == 0 ? LTP_AS_SNAPSHOT : LTP_AS_UPDATE;
}

static LtpImportOptions wanted(LtpRun *run)
{
    const LtpOptions *given = &run->options;
    return (LtpImportOptions){.sheet = ltp_options_value(given, "sheet"),
                              .edition = ltp_options_value(given, "edition"),
                              .source = ltp_options_value(given, "source"),
                              .reported = ltp_options_value(given, "reported"),
                              .map_file = ltp_options_value(given, "map"),
                              .licence = ltp_options_value(given, "licence"),
                              .level_names = ltp_options_value(given, "level-names"),
                              .mode = wanted_mode(given),
                              .dry_run = ltp_options_flag(given, "dry-run"),
                              .progress = &run->progress};
}

/* ---- one import ---- */

static void report_failure(const char *file, const LtpError *failure, LtpBuf *out)
{
    LtpJson json = {.out = out};
    ltp_json_object(&json);
    ltp_json_key(&json, "import");
    ltp_json_null(&json);
    ltp_json_key(&json, "source");
    ltp_json_object(&json);
    ltp_json_key(&json, "file");
    ltp_json_string(&json, file);
    ltp_json_end_object(&json);
    ltp_json_key(&json, "error");
    ltp_json_string(&json, failure->msg);
    ltp_json_end_object(&json);
}

static void add_report(Importing *importing, const LtpImportReport *report, const char *file,
                       const LtpError *failure)
{
    LtpBuf *out = &importing->report.text;
    if (!importing->report.stream)
        return;
    ltp_buf_puts(out, importing->n_reported++ ? ",\n" : "[\n");
    if (failure)
        report_failure(file, failure, out);
    else
        ltp_import_report_json(report, out);
}

/* The files make one import. A failure is told and counted; only an interrupt ends the whole run.
 */
static LtpCode import_one(Importing *importing, const char *const *files, size_t n_files,
                          LtpError *err)
{
    LtpImportReport report = {0};
    LtpError failure = {0};
    LtpCode rc = importing->importer->run(importing->run->store, files, n_files,
                                          &importing->options, &report, &failure);
    add_report(importing, &report, files[0], rc == LTP_OK ? NULL : &failure);
    if (rc == LTP_OK) {
        importing->n_done++;
        importing->rejected += report.counts.rejected;
        importing->counts.read += report.counts.read;
        importing->counts.accepted += report.counts.accepted;
        importing->counts.duplicate += report.counts.duplicate;
        ltp_import_summary_say(&report, files[0], importing->options.dry_run,
                               importing->run->verbose);
    } else {
        importing->n_failed++;
        ltp_buf_printf(&importing->failed, "%s%s", importing->failed.size ? ", " : "",
                       ltp_path_name(files[0]));
        ltp_error_where(&failure, failure.file[0] ? NULL : files[0], NULL, 0, NULL);
        ltp_say_failure(&failure, NULL);
    }
    ltp_import_report_release(&report);
    if (failure.code == LTP_ECANCEL || failure.code == LTP_EUSAGE)
        return ltp_fail(err, failure.code, "%s", failure.msg);
    return LTP_OK;
}

static LtpCode import_all(Importing *importing, const char *const *files, size_t n_files,
                          LtpError *err)
{
    if (importing->importer->several_files)
        return import_one(importing, files, n_files, err);
    for (size_t i = 0; i < n_files; i++)
        LTP_TRY(import_one(importing, &files[i], 1, err));
    return LTP_OK;
}

/* Of forty files the end of the screen must say which did not go in. */
static void say_all(const Importing *importing, size_t n_files)
{
    if (n_files < 2 || importing->importer->several_files)
        return;
    const LtpImportCounts *counts = &importing->counts;
    ltp_say(_("%zu files: %zu read, %zu refused. Rows read: %lld = %lld accepted + %lld duplicate "
              "+ %lld rejected"),
            n_files, importing->n_done, importing->n_failed, (long long)counts->read,
            (long long)counts->accepted, (long long)counts->duplicate,
            (long long)importing->rejected);
    if (importing->n_failed > 0)
        ltp_say(_("Nothing was taken from: %s"), ltp_buf_text(&importing->failed));
}

static LtpExit exit_code(const Importing *importing)
{
    if (importing->n_done == 0)
        return LTP_EXIT_FAILED;
    return importing->n_failed > 0 || importing->rejected > 0 ? LTP_EXIT_REJECTED : LTP_EXIT_DONE;
}

static LtpCode run_import(LtpRun *run, LtpError *err)
{
    const char *const *words = run->options.arguments;
    const char *report_path = ltp_options_value(&run->options, "report");
    Importing importing = {
        .run = run, .importer = ltp_importer_find(words[0]), .options = wanted(run)};
    LtpCode rc;
    if (!importing.importer)
        return unknown_kind(words[0], err);
    LTP_GO(gather_totals(&importing, err));
    if (report_path)
        LTP_GO(ltp_output_open(&importing.report, report_path, err));
    LTP_GO(import_all(&importing, words + 1, run->options.n_arguments - 1, err));
    if (report_path) {
        ltp_buf_puts(&importing.report.text, "\n]\n");
        LTP_GO(ltp_output_commit(&importing.report, err));
    }
    say_all(&importing, run->options.n_arguments - 1);
    run->exit_code = exit_code(&importing);
done:
    ltp_free(importing.totals);
    ltp_buf_release(&importing.failed);
    ltp_output_release(&importing.report);
    return rc;
}

const LtpCommand ltp_command_import = {
    .name = "import",
    .group = N_("Begin"),
    .summary = N_("Brings in boundaries or tables, and says what it read, matched and rejected."),
    .arguments = N_("KIND FILE..."),
    .text = N_(
        "KIND is what the files hold:\n"
        "  boundaries  administrative limits: GeoPackage, shapefile, GeoJSON; all files make one\n"
        "              edition\n"
        "  activities  who does what where: 3W, 4W, 5W in CSV or XLSX\n"
        "  areas       activities given as polygons: a map file, or a table with a WKT column\n"
        "  needs       people in need, severity, population, displaced people per place and date\n"
        "  studies     the repertory of studies and texts\n"
        "  places      settlements: through them villages find their commune\n"
        "  institutions  land commissions (COFO), reconciliation teams (ERAR), committees (CCR)\n"
        "  displacement  published figures of IDPs, returnees and repatriated people, by sex and\n"
        "              age where the table says them\n"
        "  erp         rapid protection assessments in the common format (data/templates)\n"
        "  indicators, risks  what the strategy follows: targets and progress, levels of risk\n"
        "  contacts    resource persons of organisations, by function; never public\n"
        "  aliases     decisions on words: places, sectors, statuses, organisations\n"
        "Sheet, header row, HXL hashtags and edition are found out and shown; --dry-run shows "
        "them\n"
        "without keeping anything. Each file is its own import, all or nothing, and `ltp undo`\n"
        "takes it back. Every row is accounted for: accepted, duplicate or rejected.\n"
        "Ends with 0 when all is in, 3 when some rows or files were rejected, 1 when no file "
        "could\n"
        "be read: then the store is as it was."),
    .examples = "import boundaries mli_admbnda_2021.gpkg --edition 2021\n"
                "import activities 4w.xlsx --dry-run\n"
                "import activities 4w.xlsx --source \"Cluster Protection\" --reported 2020-03\n"
                "import needs besoins.csv\n"
                "import displacement cmp.xlsx --reported 2019-09-30 --total PDI=187139\n"
                "import studies etudes.csv --edition 2015 --report etudes.json",
    .store = LTP_STORE_TO_WRITE,
    .min_arguments = 2,
    .max_arguments = SIZE_MAX,
    .options = options,
    .run = run_import,
};

#include "base/number.h"
#include "base/text.h"
#include "importers/changes.h"
#include "importers/job.h"
#include "importers/languages.h"

#include <math.h>
#include <string.h>

extern const LtpImporter ltp_importer_studies;

enum Field {
    KEY,
    TITLE,
    TITLE_OTHER,
    AUTHORS,
    PUBLISHER,
    YEAR,
    TYPE,
    LANGUAGE,
    DOI,
    URL,
    THEMES,
    PLACES_TEXT,
    COVERAGE_LEVEL,
    CONFIDENCE,
    NOTES,
    N_FIELDS
};

static const char *const field_names[N_FIELDS] = {
    [KEY] = "key",
    [TITLE] = "title",
    [TITLE_OTHER] = "title_other",
    [AUTHORS] = "authors",
    [PUBLISHER] = "publisher",
    [YEAR] = "year",
    [TYPE] = "type",
    [LANGUAGE] = "language",
    [DOI] = "doi",
    [URL] = "url",
    [THEMES] = "themes",
    [PLACES_TEXT] = "places_text",
    [COVERAGE_LEVEL] = "level",
    [CONFIDENCE] = "confidence",
    [NOTES] = "notes",
};

static const char separators[] = ";|\n";

typedef struct Studies {
    int columns[N_FIELDS];
    const char *texts[N_FIELDS]; /* of the row at hand */
    int64_t year;
    LtpFindings aside; /* of one place of a list */
    LtpBuf code, name;
} Studies;

static LtpCode begin(LtpJob *job, LtpError *err)
{
    Studies *studies = ltp_calloc(1, sizeof *studies);
    if (studies == NULL)
        return ltp_fail_memory(err);
    job->state = studies;
    for (int i = 0; i < N_FIELDS; i++)
        studies->columns[i] = ltp_job_column(job, field_names[i]);
    if (studies->columns[TITLE] < 0)
        return ltp_fail(
            err, LTP_EDATA,
            _("no column holds the titles of the studies. Name it with --map, or add the "
              "header \"Titre\" or the hashtag #meta+title."));
    return LTP_OK;
}

static void release(LtpJob *job)
{
    Studies *studies = job->state;
    if (studies == NULL)
        return;
    ltp_findings_release(&studies->aside);
    ltp_buf_release(&studies->code);
    ltp_buf_release(&studies->name);
    ltp_free(studies);
    job->state = NULL;
}

/* ---- places: lists at mixed levels ---- */

static bool is_list(const char *text)
{
    return text != NULL && strpbrk(text, separators) != NULL;
}

/* The cells of one place of a list: its own code and name, and what the cells above say where they
 * name a single place. */
static LtpWhere where_of(LtpJob *job, int level, const char *code, const char *name)
{
    LtpWhere where = {.row = job->row.number};
    for (int above = 0; above < level; above++) {
        const char *code_above = ltp_job_text(job, job->place_code[above]);
        const char *name_above = ltp_job_text(job, job->place_name[above]);
        bool single = !is_list(code_above) && !is_list(name_above);
        where.cells.code[above] = single ? code_above : NULL;
        where.cells.name[above] = single ? name_above : NULL;
    }
    where.cells.code[level] = code[0] != '\0' ? code : NULL;
    where.cells.name[level] = name[0] != '\0' ? name : NULL;
    return where;
}

/* A place of the list that is not recognised is a warning; only a study without any is rejected. */
static LtpCode keep_findings(LtpJob *job, const char *code, const char *name, LtpError *err)
{
    Studies *studies = job->state;
    for (size_t i = 0; i < studies->aside.count; i++) {
        LtpFinding finding = studies->aside.items[i];
        if (strcmp(finding.code, "no_location") == 0) {
            finding.code = "place_partly_unknown";
            finding.value = name[0] != '\0' ? name : code;
        }
        LTP_TRY(ltp_findings_add(&job->findings, &finding, err));
    }
    return LTP_OK;
}

static LtpCode place_one(LtpJob *job, const LtpWhere *where, LtpError *err)
{
    Studies *studies = job->state;
    LtpPlaced one;
    ltp_findings_clear(&studies->aside);
    LTP_TRY(ltp_places_find(job->places, where, &studies->aside, &one, err));
    ltp_placed_add(&job->placed, &one);
    return keep_findings(job, ltp_buf_text(&studies->code), ltp_buf_text(&studies->name), err);
}

static LtpCode place_level(LtpJob *job, int level, LtpError *err)
{
    Studies *studies = job->state;
    const char *codes = ltp_job_text(job, job->place_code[level]);
    const char *names = ltp_job_text(job, job->place_name[level]);
    while (true) {
        ltp_buf_clear(&studies->code);
        ltp_buf_clear(&studies->name);
        bool has_code = ltp_cell_part(&codes, separators, &studies->code);
        bool has_name = ltp_cell_part(&names, separators, &studies->name);
        if (!has_code && !has_name)
            return LTP_OK;
        if (studies->code.size == 0 && studies->name.size == 0)
            continue;
        LtpWhere where =
            where_of(job, level, ltp_buf_text(&studies->code), ltp_buf_text(&studies->name));
        LTP_TRY(place_one(job, &where, err));
    }
}

/* Codes in a column of no stated level. */
static LtpCode place_any_codes(LtpJob *job, LtpError *err)
{
    Studies *studies = job->state;
    const char *codes = ltp_job_text(job, job->any_code);
    ltp_buf_clear(&studies->name);
    while (ltp_cell_part(&codes, separators, &studies->code)) {
        LtpWhere where = {.any_code = ltp_buf_text(&studies->code), .row = job->row.number};
        if (studies->code.size > 0)
            LTP_TRY(place_one(job, &where, err));
    }
    return LTP_OK;
}

/* The level a study says it is about; -1 = not said or another word. */
static int stated_level(const char *text)
{
    static const struct {
        const char *word;
        int level;
    } words[] = {
        {"country", 0}, {"pays", 0},   {"national", 0}, {"multi country", 0},
        {"region", 1},  {"cercle", 2}, {"commune", 3},
    };
    if (text == NULL)
        return -1;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (ltp_text_same(text, words[i].word))
            return words[i].level;
    int64_t number;
    return ltp_parse_int(text, &number) && number >= 0 && number < LTP_LEVELS ? (int)number : -1;
}

static bool holds_another(const LtpJob *job, size_t i)
{
    const LtpPlaced *placed = &job->placed;
    for (size_t k = 0; k < placed->count; k++)
        if (k != i && ltp_gazetteer_within(ltp_places_gazetteer(job->places), placed->units[k],
                                           placed->units[i]))
            return true;
    return false;
}

/* The columns of upper levels repeat the ancestors of deeper places. A study is about the deepest
 * ones, and about those of the level it says it covers. The first `by_level` places are from such
 * columns; a list of codes of any level means what it says. */
static void drop_ancestors(LtpJob *job, size_t by_level)
{
    const Studies *studies = job->state;
    LtpPlaced *placed = &job->placed;
    int level = stated_level(studies->texts[COVERAGE_LEVEL]);
    bool keep[LTP_MAX_PLACES];
    for (size_t i = 0; i < placed->count; i++)
        keep[i] = i >= by_level || !holds_another(job, i) ||
                  job->units->units[placed->units[i]].level == level;
    size_t kept = 0;
    for (size_t i = 0; i < placed->count; i++) {
        if (!keep[i])
            continue;
        placed->units[kept] = placed->units[i];
        placed->locations[kept++] = placed->locations[i];
    }
    placed->count = kept;
}

/* ---- a row ---- */

static LtpCode understand_year(LtpJob *job, LtpError *err)
{
    Studies *studies = job->state;
    const char *text = studies->texts[YEAR];
    double year;
    studies->year = LTP_NULL_INT;
    if (text == NULL)
        return LTP_OK;
    if (ltp_parse_double(text, &year) && year >= 1800 && year <= 2100 && floor(year) == year) {
        studies->year = (int64_t)year;
        return LTP_OK;
    }
    return ltp_job_find(job, "year_unreadable", studies->columns[YEAR], text, err);
}

static LtpCode place_cells(LtpJob *job, LtpError *err)
{
    for (int level = 0; level < LTP_LEVELS; level++)
        LTP_TRY(place_level(job, level, err));
    size_t by_level = job->placed.count;
    if (job->any_code >= 0)
        LTP_TRY(place_any_codes(job, err));
    drop_ancestors(job, by_level);
    return LTP_OK;
}

/* A bibliography seldom says where: an entry without any place is of the repertory all the same. */
static bool may_lack_place(LtpJob *job)
{
    bool ours = job->whole_places >= 0; /* an export of the repertory */
    bool blank = (ours || strcmp(ltp_table_format(job->table), "bibliography") == 0) &&
                 ltp_job_text(job, job->any_code) == NULL;
    for (int level = 0; blank && level < LTP_LEVELS; level++)
        blank = ltp_job_text(job, job->place_code[level]) == NULL &&
                ltp_job_text(job, job->place_name[level]) == NULL;
    return blank;
}

static LtpCode say_no_place(LtpJob *job, LtpError *err)
{
    const Studies *studies = job->state;
    if (may_lack_place(job))
        return ltp_job_find(job, "study_no_place", -1, NULL, err);
    return ltp_job_find(job, "no_location", studies->columns[PLACES_TEXT],
                        studies->texts[PLACES_TEXT], err);
}

static LtpCode understand_language(LtpJob *job, LtpError *err)
{
    Studies *studies = job->state;
    if (studies->texts[LANGUAGE] == NULL)
        return LTP_OK;
    ltp_buf_clear(&job->text);
    ltp_language_codes(studies->texts[LANGUAGE], &job->text);
    LTP_TRY(ltp_buf_check(&job->text, err));
    studies->texts[LANGUAGE] = ltp_arena_strdup(&job->arena, ltp_buf_text(&job->text));
    return studies->texts[LANGUAGE] != NULL ? LTP_OK : ltp_fail_memory(err);
}

static LtpCode understand(LtpJob *job, LtpError *err)
{
    Studies *studies = job->state;
    for (int i = 0; i < N_FIELDS; i++)
        studies->texts[i] = ltp_job_text(job, studies->columns[i]);
    if (ltp_job_is_whole(job))
        LTP_TRY(ltp_job_place_all(job, err));
    else
        LTP_TRY(place_cells(job, err));
    if (job->placed.count == 0)
        LTP_TRY(say_no_place(job, err));
    LTP_TRY(understand_language(job, err));
    return understand_year(job, err);
}

/* The identifier of its source, else title and year. */
static LtpCode key_of(LtpJob *job, const char *title, const char **key, LtpError *err)
{
    const Studies *studies = job->state;
    *key = studies->texts[KEY];
    if (*key != NULL)
        return LTP_OK;
    ltp_buf_clear(&job->text);
    ltp_text_fold(title, &job->text);
    ltp_buf_printf(&job->text, " %s", studies->texts[YEAR] != NULL ? studies->texts[YEAR] : "");
    *key = ltp_arena_strdup(&job->arena, ltp_buf_text(&job->text));
    return *key != NULL ? LTP_OK : ltp_fail_memory(err);
}

static LtpCode write(LtpJob *job, int64_t raw_row_id, bool repeated, LtpError *err)
{
    Studies *studies = job->state;
    const char **texts = studies->texts, *key;
    (void)repeated;
    const char *title = texts[TITLE] != NULL ? texts[TITLE] : texts[TITLE_OTHER];
    LTP_TRY(key_of(job, title != NULL ? title : "", &key, err));
    LtpStudyRecord study = {.raw_row_id = raw_row_id,
                            .key = key,
                            .title = title != NULL ? title : _("(untitled)"),
                            .title_other = texts[TITLE_OTHER],
                            .authors = texts[AUTHORS],
                            .publisher = texts[PUBLISHER],
                            .type = texts[TYPE],
                            .language = texts[LANGUAGE],
                            .doi = texts[DOI],
                            .url = texts[URL],
                            .themes = texts[THEMES],
                            .places_text = texts[PLACES_TEXT],
                            .notes = texts[NOTES],
                            .confidence = texts[CONFIDENCE],
                            .year = studies->year,
                            .locations = job->placed.locations,
                            .n_locations = job->placed.count};
    LtpChange change;
    LTP_TRY(
        ltp_study_put(job->store, job->import_id, job->units->edition.id, &study, &change, err));
    job->report->new_ += change == LTP_CHANGE_NEW;
    job->report->same += change == LTP_CHANGE_SAME;
    job->report->changed += change == LTP_CHANGE_CHANGED;
    return LTP_OK;
}

static LtpCode end(LtpJob *job, LtpError *err)
{
    return job->rereads == 0
               ? ltp_import_report_record_changes(job->store, job->import_id, job->report, err)
               : LTP_OK;
}

static const LtpTableKind table_kind = {
    .importer = &ltp_importer_studies,
    .layer = "studies",
    .understand = understand,
    .write = write,
    .begin = begin,
    .end = end,
    .release = release,
};

static LtpCode run(LtpStore *store, const char *const *files, size_t n_files,
                   const LtpImportOptions *options, LtpImportReport *report, LtpError *err)
{
    return ltp_job_run(&table_kind, store, files, n_files, options, report, err);
}

const LtpImporter ltp_importer_studies = {
    .kind = "studies",
    .title = {.fr = "études et textes du répertoire", .en = "studies and texts of the repertory"},
    .table = &table_kind,
    .run = run,
};

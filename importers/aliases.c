#include "base/number.h"
#include "base/text.h"
#include "importers/job.h"
#include "importers/reread.h"

#include <stdio.h>
#include <string.h>

extern const LtpImporter ltp_importer_aliases;
extern const LtpLayer ltp_layer_aliases;

enum Field { KIND, WORDS, CODE, PARENT, LEVEL, EDITION, NOTE, N_FIELDS };

static const char *const field_names[N_FIELDS] = {
    [KIND] = "kind",   [WORDS] = "words",     [CODE] = "code", [PARENT] = "parent",
    [LEVEL] = "level", [EDITION] = "edition", [NOTE] = "note"};

typedef struct Aliases {
    int columns[N_FIELDS];
    const char *texts[N_FIELDS]; /* of the row at hand */
} Aliases;

static LtpCode begin(LtpJob *job, LtpError *err)
{
    Aliases *aliases = ltp_calloc(1, sizeof *aliases);
    if (aliases == NULL)
        return ltp_fail_memory(err);
    job->state = aliases;
    for (int i = 0; i < N_FIELDS; i++)
        aliases->columns[i] = ltp_job_column(job, field_names[i]);
    if (aliases->columns[KIND] < 0 || aliases->columns[WORDS] < 0 || aliases->columns[CODE] < 0)
        return ltp_fail(err, LTP_EDATA,
                        _("a file of aliases has the columns kind, words and code, and for places "
                          "level, parent and edition. Name them with --map, or correct the "
                          "headers."));
    return LTP_OK;
}

static void release(LtpJob *job)
{
    ltp_free(job->state);
    job->state = NULL;
}

/* ---- a row ---- */

/* The kinds as people may write them. */
static const char *kind_of(const char *text)
{
    static const struct {
        const char *word, *kind;
    } words[] = {{"lieu", "place"},
                 {"place", "place"},
                 {"secteur", "sector"},
                 {"statut", "status"},
                 {"type d'organisation", "org_type"},
                 {"type organisation", "org_type"},
                 {"type de population", "population_type"},
                 {"type population", "population_type"},
                 {"organisation", "organisation"},
                 {"organization", "organisation"},
                 {"sigle", "organisation_acronym"},
                 {"acronym", "organisation_acronym"},
                 {"organisation acronym", "organisation_acronym"},
                 {"acteur non nommé", "organisation_hidden"},
                 {"acteur à ne pas nommer", "organisation_hidden"},
                 {"organisation hidden", "organisation_hidden"},
                 {"not to be named", "organisation_hidden"},
                 {"terme ltp", "ltp_term"},
                 {"ltp term", "ltp_term"},
                 {"terme de cohésion", "cohesion_term"},
                 {"cohesion term", "cohesion_term"},
                 {"thème ltp", "ltp"},
                 {"ltp theme", "ltp"},
                 {"ltp", "ltp"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (ltp_text_same(text, words[i].word))
            return words[i].kind;
    return text;
}

static LtpCode put_place(LtpJob *job, LtpError *err)
{
    const Aliases *aliases = job->state;
    const char *const *texts = aliases->texts;
    const char *edition = texts[EDITION] != NULL ? texts[EDITION] : job->options->edition;
    int64_t level;
    if (texts[LEVEL] == NULL || !ltp_parse_int(texts[LEVEL], &level) || level < 0 ||
        level >= LTP_LEVELS)
        return ltp_fail(err, LTP_EDATA, _("the level of a place is a number from 0 to 4"));
    LtpPlaceAlias alias = {.edition = edition,
                           .level = (int)level,
                           .words = texts[WORDS],
                           .parent = texts[PARENT],
                           .pcode = texts[CODE],
                           .note = texts[NOTE]};
    return ltp_place_alias_put(job->store, job->import_id, &alias, err);
}

/* "oui" or "non" in the column of codes. */
static LtpCode read_yes(const char *text, bool *yes, LtpError *err)
{
    static const char *const words[] = {"oui", "yes", "o", "y", "1", "vrai", "true"};
    static const char *const others[] = {"non", "no", "n", "0", "faux", "false"};
    *yes = false;
    for (size_t i = 0; text != NULL && i < sizeof words / sizeof words[0]; i++)
        *yes = *yes || ltp_text_same(text, words[i]);
    for (size_t i = 0; text != NULL && !*yes && i < sizeof others / sizeof others[0]; i++)
        if (ltp_text_same(text, others[i]))
            return LTP_OK;
    return *yes ? LTP_OK : ltp_fail(err, LTP_EDATA, _("the code is yes or no here"));
}

static LtpCode put_ltp(LtpJob *job, LtpError *err)
{
    const Aliases *aliases = job->state;
    const char *const *texts = aliases->texts;
    LtpThemeDecision decision = {
        .title = texts[PARENT], .activity = texts[WORDS], .note = texts[NOTE]};
    LTP_TRY(read_yes(texts[CODE], &decision.ltp, err));
    return ltp_theme_decision_put(job->store, job->import_id, &decision, err);
}

static LtpCode put_hidden(LtpJob *job, LtpError *err)
{
    const Aliases *aliases = job->state;
    const char *const *texts = aliases->texts;
    bool hidden;
    LTP_TRY(read_yes(texts[CODE], &hidden, err));
    return ltp_org_wish_put(job->store, job->import_id, texts[WORDS], hidden, texts[NOTE], err);
}

/* A dash in the column of codes, which a word for nothing is everywhere else. */
static bool is_dash(const LtpJob *job, int column)
{
    size_t length = 0;
    const char *text = column >= 0 && (size_t)column < job->row.count
                           ? ltp_text_trim(job->row.cells[column].text, &length)
                           : "";
    return length == 1 && text[0] == '-';
}

static LtpCode put(LtpJob *job, LtpError *err)
{
    const Aliases *aliases = job->state;
    const char *const *texts = aliases->texts;
    const char *kind = texts[KIND] != NULL ? kind_of(texts[KIND]) : "";
    bool no_words = texts[WORDS] == NULL && (strcmp(kind, "ltp") != 0 || texts[PARENT] == NULL);
    if (no_words || kind[0] == '\0')
        return ltp_fail(err, LTP_EDATA, _("kind or words are blank"));
    if (strcmp(kind, "place") == 0)
        return put_place(job, err);
    if (strcmp(kind, "ltp") == 0)
        return put_ltp(job, err);
    if (texts[CODE] == NULL && is_dash(job, aliases->columns[CODE]) &&
        strncmp(kind, "organisation", strlen("organisation")) != 0)
        return ltp_term_put(job->store, job->import_id, kind, texts[WORDS], NULL, err);
    if (texts[CODE] == NULL)
        return ltp_fail(err, LTP_EDATA, _("the code is blank"));
    if (strcmp(kind, "organisation_hidden") == 0)
        return put_hidden(job, err);
    if (strncmp(kind, "organisation", strlen("organisation")) == 0)
        return ltp_org_alias_put(job->store, job->import_id, strchr(kind, '_') != NULL,
                                 texts[WORDS], texts[CODE], err);
    return ltp_term_put(job->store, job->import_id, kind, texts[WORDS], texts[CODE], err);
}

/* Takes the decision in a step of its own: one that cannot be taken rejects its row alone. */
static LtpCode understand(LtpJob *job, LtpError *err)
{
    Aliases *aliases = job->state;
    LtpError why = {0};
    for (int i = 0; i < N_FIELDS; i++)
        aliases->texts[i] = ltp_job_text(job, aliases->columns[i]);
    LTP_TRY(ltp_store_begin(job->store, err));
    LtpCode rc = put(job, &why);
    if (rc == LTP_OK)
        return ltp_store_commit(job->store, err);
    ltp_store_rollback(job->store);
    if (rc == LTP_EDATA || rc == LTP_ENOTFOUND)
        return ltp_job_find(job, "decision_refused", aliases->columns[CODE], why.msg, err);
    return ltp_fail(err, rc, "%s", why.msg);
}

static LtpCode write(LtpJob *job, int64_t raw_row_id, bool repeated, LtpError *err)
{
    (void)job, (void)raw_row_id, (void)repeated, (void)err;
    return LTP_OK; /* understanding a decision is taking it */
}

static const LtpTableKind table_kind = {
    .importer = &ltp_importer_aliases,
    .layer = "aliases",
    .fields = &ltp_layer_aliases,
    .placeless = true,
    .understand = understand,
    .write = write,
    .begin = begin,
    .release = release,
};

/* ---- the import, and the rows it touches ---- */

static void note_reread(const LtpRereadCounts *counts, LtpBuf *notes)
{
    if (counts->read > 0)
        ltp_buf_printf(notes,
                       _("- Rows read again: %lld. Now counted: %lld, changed: %lld, no longer "
                         "counted: %lld.\n"),
                       (long long)counts->read, (long long)counts->accepted,
                       (long long)counts->changed, (long long)counts->rejected);
}

static LtpCode run(LtpStore *store, const char *const *files, size_t n_files,
                   const LtpImportOptions *options, LtpImportReport *report, LtpError *err)
{
    LtpRereadCounts counts = {0};
    LTP_TRY(ltp_store_begin(store, err));
    LtpCode rc = ltp_job_run(&table_kind, store, files, n_files, options, report, err);
    if (rc == LTP_OK && report->import_id != 0)
        rc = ltp_reread(store, report->import_id, false, options->progress, &counts, err);
    if (rc == LTP_OK)
        rc = ltp_store_commit(store, err);
    if (rc != LTP_OK)
        ltp_store_rollback(store);
    else
        note_reread(&counts, &report->notes);
    return rc;
}

const LtpImporter ltp_importer_aliases = {
    .kind = "aliases",
    .title = {.fr = "décisions sur les mots : lieux, secteurs, organisations",
              .en = "decisions on words: places, sectors, organisations"},
    .run = run,
};

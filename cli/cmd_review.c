#include "cli/command.h"

#include "base/csv.h"
#include "base/os.h"
#include "cli/review_table.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "importers/return_file.h"
#include "importers/review.h"

#include <stdio.h>
#include <string.h>

static const LtpOption options[] = {
    {.name = "list", .help = N_("List what waits, most rows gained first.")},
    {.name = "write",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("FILE"),
     .help = N_("Write the questions to FILE.csv or FILE.xlsx, to be filled in a spreadsheet.")},
    {.name = "apply",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("FILE"),
     .help = N_("Take the decisions of a filled file, and read the rows they touch again.")},
    {.name = "return",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("SOURCE"),
     .help = N_("Write the newest table of this source to FILE.xlsx for the partner: their own "
                "columns, the cells at fault coloured, the reason beside them.")},
    {.name = "aliases",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("FILE.csv"),
     .help = N_("Write the decisions of this store as a file for `ltp import aliases`.")},
    {.name = "reread", .help = N_("Read all rows again with the words known by now.")},
    LTP_FORMAT_OPTION(LTP_ROWS_FORMATS),
    LTP_OUTPUT_OPTION,
    {.name = NULL}};

/* ---- the list ---- */

static const LtpField fields[LTP_REVIEW_COLUMNS - 2] = {
    {.name = "kind", .label = {"nature", "kind"}},
    {.name = "rows", .type = LTP_INTEGER, .label = {"lignes", "rows"}},
    {.name = "text", .label = {"écrit", "as written"}},
    {.name = "finding", .label = {"pourquoi", "why"}},
    {.name = "edition", .label = {"édition", "edition"}},
    {.name = "kept", .label = {"retenu entre-temps", "kept meanwhile"}},
    {.name = "candidates", .label = {"candidats", "candidates"}},
    {.name = "key", .label = {"clé", "key"}},
};

enum { N_FIELDS = sizeof fields / sizeof fields[0] };

static const char *const table_fields[] = {"rows",    "text", "candidates", "kind",
                                           "finding", "kept", NULL};

typedef struct Listing {
    LtpRows *rows;
    bool for_people; /* a table to read: kinds in words, not as the codes of CSV and JSON */
} Listing;

static LtpCode put_item(const LtpReviewItem *item, void *arg, LtpError *err)
{
    const Listing *listing = arg;
    LtpArena arena = {0};
    const char *cells[LTP_REVIEW_COLUMNS];
    LtpCode rc = ltp_review_cells(item, &arena, cells, err);
    if (rc == LTP_OK) {
        const LtpValue values[N_FIELDS] = {
            ltp_value_text(listing->for_people ? cells[0] : ltp_review_kind_name(item->kind)),
            ltp_value_int(item->rows),
            ltp_value_text(item->text),
            ltp_value_text(cells[3]),
            ltp_value_text(item->edition),
            ltp_value_text(item->kept),
            ltp_value_text(item->candidates),
            ltp_value_text(item->key),
        };
        rc = ltp_rows_put(listing->rows, values, err);
    }
    ltp_arena_release(&arena);
    return rc;
}

static LtpCode list(LtpRun *run, LtpError *err)
{
    LtpRowsOptions rows_options = {.format = ltp_options_value(&run->options, "format"),
                                   .path = ltp_options_value(&run->options, "output"),
                                   .table_fields = table_fields};
    Listing listing = {.for_people = rows_options.format != NULL
                                         ? strcmp(rows_options.format, "table") == 0
                                         : ltp_output_is_terminal(rows_options.path)};
    const LtpField *columns[N_FIELDS];
    LtpRows *rows = NULL;
    LtpCode rc;
    for (size_t i = 0; i < N_FIELDS; i++)
        columns[i] = &fields[i];
    LTP_GO(ltp_rows_new(&rows_options, columns, N_FIELDS, &rows, err));
    listing.rows = rows;
    LTP_GO(ltp_review_each(run->store, put_item, &listing, err));
    LTP_GO(ltp_rows_end(rows, err));
done:
    ltp_rows_free(rows);
    return rc;
}

static LtpCode write_table(LtpRun *run, const char *path, LtpError *err)
{
    size_t count;
    LTP_TRY(ltp_review_table_write(run->store, path, &count, err));
    ltp_say(_("%zu questions written to %s. Fill the column \"decision\" (a P-code or \"none\" for "
              "a place, a code for a word, yes or no for organisations), then run `ltp review "
              "--apply %s`."),
            count, path, path);
    return LTP_OK;
}

/* ---- the decisions as a file ---- */

static LtpCode put_alias(const LtpAliasRow *alias, void *arg, LtpError *err)
{
    LtpCsv *csv = arg;
    (void)err;
    ltp_csv_text(csv, alias->kind);
    ltp_csv_int(csv, alias->level);
    ltp_csv_text(csv, alias->words);
    ltp_csv_text(csv, alias->parent);
    ltp_csv_text(csv, alias->code);
    ltp_csv_text(csv, alias->edition);
    ltp_csv_text(csv, alias->note);
    ltp_csv_text(csv, alias->person);
    ltp_csv_text(csv, alias->decided_at);
    ltp_csv_end_row(csv);
    return LTP_OK;
}

static LtpCode write_aliases(LtpRun *run, const char *path, LtpError *err)
{
    LtpOutput output = {0};
    LtpCsv csv = {.out = &output.text};
    LtpCode rc;
    LTP_GO(ltp_output_open(&output, path, err));
    ltp_buf_puts(&output.text, "kind,level,words,parent,code,edition,note,person,decided_at\n");
    LTP_GO(ltp_alias_each(run->store, put_alias, &csv, err));
    LTP_GO(ltp_output_commit(&output, err));
done:
    ltp_output_release(&output);
    return rc;
}

/* ---- decisions ---- */

static void say_reread(const LtpRereadCounts *counts)
{
    ltp_say(
        _("  Rows read again: %lld. Now counted: %lld, changed: %lld, no longer counted: %lld."),
        (long long)counts->read, (long long)counts->accepted, (long long)counts->changed,
        (long long)counts->rejected);
}

/* The letters of a spreadsheet's column: 0 is A, 26 is AA. */
static void column_letters(int column, char out[8])
{
    char reversed[7];
    size_t n = 0, k = 0;
    for (int rest = column + 1; rest > 0 && n < sizeof reversed; rest = (rest - 1) / 26)
        reversed[n++] = (char)('A' + (rest - 1) % 26);
    while (n > 0)
        out[k++] = reversed[--n];
    out[k] = '\0';
}

static void say_refused(const LtpAnswers *answers, const LtpAnswer *answer)
{
    char column[8];
    if (answers->file[0] == '\0') {
        ltp_say(_("  answer %lld: %s"), (long long)answer->row, answer->refused);
        return;
    }
    column_letters(answers->column, column);
    ltp_say(_("  row %lld, column %s: %s"), (long long)answer->row, column, answer->refused);
}

static LtpCode decide(LtpRun *run, LtpAnswers *answers, LtpError *err)
{
    LtpReviewResult result;
    LTP_TRY(ltp_review_decide(run->store, answers, &run->progress, &result, err));
    for (size_t i = 0; i < answers->count; i++)
        if (answers->items[i].refused[0] != '\0')
            say_refused(answers, &answers->items[i]);
    if (result.known != 0) {
        ltp_say(_("These decisions are taken already (import no. %lld); nothing changed."),
                (long long)result.known);
        return LTP_OK;
    }
    if (result.import_id == 0 && result.refused > 0)
        return ltp_fail(err, LTP_EDATA, _("No decision could be taken; nothing changed."));
    if (result.import_id == 0) {
        ltp_say(_("No decision was given; nothing changed."));
        return LTP_OK;
    }
    ltp_say(_("%lld decisions taken (import no. %lld; `ltp undo %lld` takes them back)."),
            (long long)result.taken, (long long)result.import_id, (long long)result.import_id);
    say_reread(&result.reread);
    if (result.refused > 0)
        run->exit_code = LTP_EXIT_REJECTED;
    return LTP_OK;
}

static LtpCode apply(LtpRun *run, const char *path, LtpError *err)
{
    LtpAnswers answers = {0};
    LtpCode rc;
    LTP_GO(ltp_answers_read(&answers, path, err));
    LTP_GO(decide(run, &answers, err));
done:
    ltp_answers_release(&answers);
    return rc;
}

static LtpCode reread(LtpRun *run, LtpError *err)
{
    LtpRereadCounts counts;
    LTP_TRY(ltp_reread(run->store, 0, true, &run->progress, &counts, err));
    say_reread(&counts);
    return LTP_OK;
}

/* ---- one by one ---- */

typedef struct Dialogue {
    LtpAnswers answers;
    size_t asked;
} Dialogue;

static void show(const LtpReviewItem *item, const char *const cells[LTP_REVIEW_COLUMNS])
{
    fprintf(stderr, "\n%s\n  %s\n", item->text, cells[3]);
    if (item->rows > 0)
        fprintf(stderr, _("  rows: %lld\n"), (long long)item->rows);
    if (item->kept != NULL)
        fprintf(stderr, _("  kept meanwhile: %s\n"), item->kept);
    if (item->candidates != NULL)
        fprintf(stderr, _("  candidates: %s\n"), item->candidates);
}

static const char *prompt_of(const LtpReviewItem *item)
{
    switch (item->kind) {
    case LTP_REVIEW_PLACE:
        return item->proposal != NULL
                   ? _("P-code, y = first candidate, - = no place, Enter = later, q = end: ")
                   : _("P-code, - = no place, Enter = later, q = end: ");
    case LTP_REVIEW_WORD:
        return item->proposal != NULL ? _("Code, y = first candidate, Enter = later, q = end: ")
                                      : _("Code, Enter = later, q = end: ");
    case LTP_REVIEW_ORGANISATION:
        return _("y = one organisation, n = two, Enter = later, q = end: ");
    case LTP_REVIEW_LTP:
        return _("y = of the theme LTP, n = not, Enter = later, q = end: ");
    case LTP_REVIEW_ROW:
        break;
    }
    return "";
}

static bool is_word(const char *line, const char *first, const char *second)
{
    return strcmp(line, first) == 0 || strcmp(line, second) == 0;
}

static LtpCode take_line(Dialogue *dialogue, const LtpReviewItem *item, const char *line,
                         LtpError *err)
{
    bool plain_yes = is_word(line, "y", "o") && item->proposal != NULL;
    dialogue->asked++;
    return ltp_answers_add(&dialogue->answers, item->key, plain_yes ? item->proposal : line, NULL,
                           (int64_t)dialogue->asked, err);
}

/* LTP_ECANCEL ends the questions; what was answered stands. */
static LtpCode ask(const LtpReviewItem *item, void *arg, LtpError *err)
{
    Dialogue *dialogue = arg;
    LtpArena arena = {0};
    const char *cells[LTP_REVIEW_COLUMNS];
    char line[256];
    if (item->kind == LTP_REVIEW_ROW)
        return LTP_OK;
    LtpCode rc = ltp_review_cells(item, &arena, cells, err);
    if (rc == LTP_OK) {
        show(item, cells);
        fputs(prompt_of(item), stderr);
        if (fgets(line, sizeof line, stdin) == NULL)
            rc = LTP_ECANCEL;
    }
    ltp_arena_release(&arena);
    LTP_TRY(rc);
    line[strcspn(line, "\r\n")] = '\0';
    if (strcmp(line, "q") == 0)
        return LTP_ECANCEL;
    return line[0] != '\0' ? take_line(dialogue, item, line, err) : LTP_OK;
}

static LtpCode one_by_one(LtpRun *run, LtpError *err)
{
    Dialogue dialogue = {0};
    LtpError stopped = {0};
    LtpCode rc = ltp_review_each(run->store, ask, &dialogue, &stopped);
    if (rc == LTP_ECANCEL && stopped.code == LTP_OK)
        rc = LTP_OK;
    else if (rc != LTP_OK)
        rc = ltp_fail(err, rc, "%s", stopped.msg);
    if (rc == LTP_OK)
        rc = decide(run, &dialogue.answers, err);
    ltp_answers_release(&dialogue.answers);
    return rc;
}

static LtpCode write_return(LtpRun *run, const char *source, LtpError *err)
{
    LtpReturnCounts counts;
    if (run->options.n_arguments != 1)
        return ltp_fail(err, LTP_EUSAGE, _("--return needs the file to write: FILE.xlsx."));
    const char *path = run->options.arguments[0];
    LTP_TRY(ltp_return_file(run->store, source, path, &counts, err));
    ltp_say(_("%s: %lld rows, %lld refused, %lld accepted with something to check. Personal cells "
              "are masked; check the file before it leaves the house."),
            path, (long long)counts.rows, (long long)counts.rejected, (long long)counts.warned);
    return LTP_OK;
}

static LtpCode run_review(LtpRun *run, LtpError *err)
{
    const LtpOptions *given = &run->options;
    const char *to = ltp_options_value(given, "write"), *from = ltp_options_value(given, "apply");
    const char *aliases = ltp_options_value(given, "aliases");
    const char *back = ltp_options_value(given, "return");
    int modes = (to != NULL) + (from != NULL) + (aliases != NULL) + (back != NULL) +
                ltp_options_flag(given, "list") + ltp_options_flag(given, "reread");
    if (modes > 1)
        return ltp_fail(err, LTP_EUSAGE,
                        _("Choose one of --list, --write, --apply, --return, --aliases and "
                          "--reread."));
    if (back == NULL && given->n_arguments > 0)
        return ltp_fail(err, LTP_EUSAGE, _("A file goes with --write, --apply or --return."));
    if (back != NULL)
        return write_return(run, back, err);
    if (to != NULL)
        return write_table(run, to, err);
    if (from != NULL)
        return apply(run, from, err);
    if (aliases != NULL)
        return write_aliases(run, aliases, err);
    if (ltp_options_flag(given, "reread"))
        return reread(run, err);
    return modes == 0 && ltp_os_is_terminal(0) && ltp_os_is_terminal(2) ? one_by_one(run, err)
                                                                        : list(run, err);
}

const LtpCommand ltp_command_review = {
    .name = "review",
    .group = N_("Begin"),
    .arguments = N_("[FILE.xlsx]"),
    .max_arguments = 1,
    .summary = N_("Settles what is doubtful: places, words, organisations, rejected rows."),
    .text = N_(
        "Without options the questions come one by one in the terminal, those that gain most rows\n"
        "first. Or all at once: --write makes a table, a person fills it, --apply takes it. What "
        "is\n"
        "decided holds for later files too, and the rows it touches are read again from the "
        "store.\n"
        "Each round of decisions is an import: `ltp imports` lists it with who and when, `ltp "
        "undo`\n"
        "takes it back with everything it changed. Rejected rows that no decision can help are\n"
        "listed at the end: correct them in their file and import it again.\n"
        "This is a working view of a restricted store: nothing in it is left out or rounded."),
    .examples = "review\n"
                "review --list --format csv\n"
                "review --write questions.xlsx\n"
                "review --apply questions.xlsx\n"
                "review --return \"ONG Sable\" retour_ong_sable.xlsx",
    .store = LTP_STORE_TO_WRITE,
    .options = options,
    .run = run_review,
};

/* At which level the columns of places are, where only their headers said so: "Département" is the
 * first level of one country and the second of another. The boundaries in the store know which. */
#include "importers/job.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* Enough to tell levels apart; a long table need not be read twice in full. */
enum { MAX_ROWS = 5000, TELLING = 3, PLACE_COLUMNS = 2 * LTP_LEVELS };

typedef struct PlaceColumn {
    size_t column;
    bool code, sure; /* sure: its header leaves nothing open */
    int level, wanted;
    size_t cells;          /* different ones */
    size_t at[LTP_LEVELS]; /* of them, how many are of units of each level */
} PlaceColumn;

typedef struct Levels {
    PlaceColumn columns[PLACE_COLUMNS];
    size_t count;
    LtpHash *seen; /* "column US cell" */
} Levels;

static void find_columns(const LtpJob *job, Levels *levels)
{
    for (int level = 1; level < LTP_LEVELS; level++) {
        const int found[] = {job->place_name[level], job->place_code[level]};
        for (size_t i = 0; i < 2; i++)
            if (found[i] >= 0)
                levels->columns[levels->count++] = (PlaceColumn){
                    .column = (size_t)found[i], .code = i == 1, .level = level, .wanted = level};
    }
}

/* ---- what headers leave open ---- */

static bool has_word(const char *header, const char *name)
{
    char *text = ltp_text_folded(header), *word = ltp_text_folded(name);
    bool has = text != NULL && word != NULL && word[0] != '\0' && ltp_text_has_word(text, word);
    ltp_free(text);
    ltp_free(word);
    return has;
}

static bool speaks_of(const char *header, const LtpLevelName *name)
{
    return has_word(header, name->one.fr) || has_word(header, name->one.en) ||
           has_word(header, name->many.fr) || has_word(header, name->many.en);
}

/* "Admin 2" is level 2, and "Commune" the level that the boundaries call so; who maps by hand or by
 * hashtag is sure too. Codes say themselves what they are: they only go with names. */
static LtpCode find_sure(LtpJob *job, Levels *levels, LtpError *err)
{
    LtpLevelName names[LTP_LEVELS];
    LTP_TRY(ltp_level_names(job->store, job->units->edition.id, names, err));
    for (size_t i = 0; i < levels->count; i++) {
        PlaceColumn *column = &levels->columns[i];
        const LtpColumn *mapped = &job->mapping->columns[column->column];
        column->sure = strcmp(mapped->by, "label") != 0 || mapped->header == NULL ||
                       strpbrk(mapped->header, "12345") != NULL ||
                       speaks_of(mapped->header, &names[column->level]);
    }
    return LTP_OK;
}

/* ---- what the cells are ---- */

static void tally(const LtpJob *job, PlaceColumn *column, const char *text)
{
    enum { MAX_NAMED = 32 };
    int32_t named[MAX_NAMED];
    bool at[LTP_LEVELS] = {false};
    const LtpGazetteer *gazetteer = ltp_places_gazetteer(job->places);
    int32_t unit = column->code ? ltp_gazetteer_code(gazetteer, text, NULL) : -1;
    size_t count = column->code ? 0 : ltp_gazetteer_named(gazetteer, text, named, MAX_NAMED);
    for (size_t i = 0; i < count && i < MAX_NAMED; i++)
        at[job->units->units[named[i]].level] = true;
    if (unit >= 0)
        at[job->units->units[unit].level] = true;
    for (int level = 0; level < LTP_LEVELS; level++)
        column->at[level] += at[level];
    column->cells++;
}

static LtpCode tally_cell(LtpJob *job, Levels *levels, PlaceColumn *column, LtpError *err)
{
    int64_t number;
    size_t before = ltp_hash_count(levels->seen);
    const char *text = ltp_job_text(job, (int)column->column);
    LtpBuf key = {0};
    if (text == NULL || text[0] == '\0')
        return LTP_OK;
    ltp_buf_printf(&key, "%zu\x1f%s", column->column, text);
    LtpCode rc = ltp_hash_intern(levels->seen, ltp_buf_text(&key), &number, err);
    ltp_buf_release(&key);
    if (rc == LTP_OK && ltp_hash_count(levels->seen) > before)
        tally(job, column, text);
    return rc;
}

static LtpCode tally_table(LtpJob *job, Levels *levels, LtpError *err)
{
    LTP_TRY(ltp_table_select(job->table, job->mapping->sheet, err));
    for (size_t n = 0; n < MAX_ROWS; n++) {
        ltp_arena_release(&job->arena);
        LTP_TRY(ltp_table_next(job->table, &job->row, err));
        if (job->row.cells == NULL)
            break;
        if (job->row.number < job->mapping->first_row || ltp_row_is_hxl(&job->row))
            continue;
        for (size_t i = 0; i < levels->count; i++)
            LTP_TRY(tally_cell(job, levels, &levels->columns[i], err));
    }
    return LTP_OK;
}

/* ---- what follows ---- */

static int best_level(const PlaceColumn *column)
{
    int best = column->level;
    for (int level = 1; level < LTP_LEVELS; level++)
        if (column->at[level] > column->at[best])
            best = level;
    return best;
}

/* Nearly all cells are units of another level, and hardly one is of the header's. */
static bool is_clear(const PlaceColumn *column, int best)
{
    return column->cells >= TELLING && column->at[best] * 10 >= column->cells * 8 &&
           column->at[column->level] * 4 < column->at[best];
}

/* Where one column is clear, another of few cells follows if all of them agree. */
static void decide(Levels *levels)
{
    bool clear = false;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < levels->count; i++) {
            PlaceColumn *column = &levels->columns[i];
            int best = best_level(column);
            bool few = column->cells > 0 && column->at[column->level] == 0 &&
                       column->at[best] == column->cells;
            if (column->sure)
                continue;
            if ((!column->code && is_clear(column, best)) || (pass == 1 && clear && few)) {
                column->wanted = best;
                clear = clear || best != column->level;
            }
        }
}

/* Every level has one column of names and one of codes. */
static bool are_distinct(const Levels *levels)
{
    for (size_t i = 0; i < levels->count; i++)
        for (size_t k = 0; k < i; k++)
            if (levels->columns[i].code == levels->columns[k].code &&
                levels->columns[i].wanted == levels->columns[k].wanted)
                return false;
    return true;
}

static void apply(LtpJob *job, const PlaceColumn *column, const LtpLayer *layer)
{
    char name[] = "adm0_name";
    LtpColumn *mapped = &job->mapping->columns[column->column];
    snprintf(name, sizeof name, "adm%d_%s", column->wanted, column->code ? "code" : "name");
    const LtpField *field = ltp_layer_field(layer, name);
    if (column->wanted == column->level || field == NULL || !(field->flags & LTP_INPUT))
        return;
    mapped->field = field;
    mapped->by = "content";
    job->report->columns[column->column].field = field->name;
    job->report->columns[column->column].by = mapped->by;
    ltp_buf_printf(&job->report->notes,
                   _("- Column \"%s\" is read as level %d: its cells are units of that level in "
                     "the boundaries. If that is wrong, name its field with --map.\n"),
                   mapped->header != NULL ? mapped->header : "", column->wanted);
}

LtpCode ltp_job_settle_levels(LtpJob *job, LtpError *err)
{
    Levels levels = {.count = 0};
    const LtpLayer *layer =
        job->kind->fields != NULL ? job->kind->fields : ltp_layer_find(job->kind->layer);
    find_columns(job, &levels);
    if (levels.count == 0)
        return LTP_OK;
    levels.seen = ltp_hash_new();
    if (levels.seen == NULL)
        return ltp_fail_memory(err);
    LtpCode rc = find_sure(job, &levels, err);
    if (rc == LTP_OK)
        rc = tally_table(job, &levels, err);
    ltp_hash_free(levels.seen);
    LTP_TRY(rc);
    decide(&levels);
    if (are_distinct(&levels))
        for (size_t i = 0; i < levels.count; i++)
            apply(job, &levels.columns[i], layer);
    ltp_job_find_place_columns(job);
    return LTP_OK;
}

/* A column that names places of any level: "Lieu", "Zone d'intervention", "Location". Each cell is
 * read at the level at which it is certain. */
#include "importers/job.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* ---- the level of a cell ---- */

static const LtpUnit *unit_at(const LtpJob *job, int32_t unit)
{
    return &job->units->units[unit];
}

static bool is_within(const LtpJob *job, int32_t unit, int32_t above)
{
    while (unit >= 0 && unit != above)
        unit = unit_at(job, unit)->parent;
    return unit == above;
}

static bool begins_with_word(const char *text, const char *name)
{
    char *word = ltp_text_folded(name);
    size_t length = word != NULL ? strlen(word) : 0;
    bool begins = length > 0 && strncmp(text, word, length) == 0 && text[length] == ' ';
    ltp_free(word);
    return begins;
}

static LtpCode load_level_names(LtpJob *job, LtpError *err)
{
    if (job->has_level_names)
        return LTP_OK;
    job->has_level_names = true;
    return ltp_level_names(job->store, job->units->edition.id, job->level_names, err);
}

/* "Cercle de Bankass" says its level; 0 = the cell does not. */
static int stated_level(const LtpJob *job, const char *text)
{
    char *folded = ltp_text_folded(text);
    int level = 0;
    for (int i = 1; folded != NULL && i < LTP_LEVELS && level == 0; i++)
        if (begins_with_word(folded, job->level_names[i].one.fr) ||
            begins_with_word(folded, job->level_names[i].one.en))
            level = i;
    ltp_free(folded);
    return level;
}

/* The level of the highest unit of that name, if all others of the name lie in it: "Mopti" is
 * certain as a region, whether the cercle or the commune is meant. 0 = no unit, or several. */
static int common_level(const LtpJob *job, const char *text)
{
    enum { MANY = 32 };
    int32_t named[MANY];
    size_t count = ltp_gazetteer_named(ltp_places_gazetteer(job->places), text, named, MANY);
    size_t first = 0; /* by level: the country itself is no place of work */
    while (first < count && first < MANY && unit_at(job, named[first])->level == 0)
        first++;
    if (count > MANY || first >= count)
        return 0;
    for (size_t i = first; i < count; i++)
        if (!is_within(job, named[i], named[first]))
            return 0;
    return unit_at(job, named[first])->level;
}

/* All places of the cell must be of one level. */
static int level_of_cell(const LtpJob *job, const char *text)
{
    LtpBuf part = {0};
    int level = -1;
    while (ltp_cell_part(&text, ";,/\n", &part)) {
        int stated = stated_level(job, ltp_buf_text(&part));
        int own = stated > 0 ? stated : common_level(job, ltp_buf_text(&part));
        level = level < 0 || own == level ? own : 0;
    }
    ltp_buf_release(&part);
    return level > 0 ? level : 0;
}

LtpCode ltp_job_take_anywhere(LtpJob *job, LtpWhere *where, LtpError *err)
{
    const char *text = ltp_job_text(job, job->anywhere);
    if (text == NULL || text[0] == '\0')
        return LTP_OK;
    for (int level = 1; level < LTP_LEVELS; level++)
        if (where->cells.name[level] != NULL || where->cells.code[level] != NULL)
            return LTP_OK; /* the row says it elsewhere, and better */
    LTP_TRY(load_level_names(job, err));
    int level = level_of_cell(job, text);
    if (level > 0)
        where->cells.name[level] = text;
    else if (where->settlement == NULL)
        where->settlement = text;
    return LTP_OK;
}

/* ---- the column ---- */

static bool has_places(const LtpJob *job)
{
    bool has = job->any_code >= 0 || job->lat >= 0 || job->lon >= 0 || job->point >= 0 ||
               job->outline >= 0 || job->whole_id >= 0 || job->anywhere >= 0;
    for (int level = 1; level < LTP_LEVELS; level++)
        has = has || job->place_code[level] >= 0 || job->place_name[level] >= 0;
    return has;
}

typedef struct Tally {
    size_t cells, known;
} Tally;

/* How many of the different cells of each column are places. */
static LtpCode tally_columns(LtpJob *job, Tally *tally, LtpHash *seen, LtpError *err)
{
    enum { MAX_ROWS = 5000, LONGEST = 120 };
    LTP_TRY(load_level_names(job, err));
    LTP_TRY(ltp_table_select(job->table, job->mapping->sheet, err));
    for (size_t n = 0; n < MAX_ROWS; n++) {
        ltp_arena_release(&job->arena);
        LTP_TRY(ltp_table_next(job->table, &job->row, err));
        if (job->row.cells == NULL)
            break;
        if (job->row.number < job->mapping->first_row || ltp_row_is_hxl(&job->row))
            continue;
        for (size_t i = 0; i < job->mapping->n_columns; i++) {
            const char *text = ltp_job_text(job, (int)i);
            if (text == NULL || text[0] == '\0' || strlen(text) > LONGEST)
                continue;
            char key[LONGEST + 32];
            int64_t number;
            size_t before = ltp_hash_count(seen);
            snprintf(key, sizeof key, "%zu\x1f%s", i, text);
            LTP_TRY(ltp_hash_intern(seen, key, &number, err));
            if (ltp_hash_count(seen) == before)
                continue;
            tally[i].cells++;
            tally[i].known += level_of_cell(job, text) > 0;
        }
    }
    return LTP_OK;
}

/* The column whose cells are places: the one of villages where half of them are units, else one of
 * no known header where nearly all are. */
static int column_of_places(const LtpJob *job, const Tally *tally)
{
    enum { TELLING = 2 };
    int best = -1;
    for (size_t i = 0; i < job->mapping->n_columns; i++) {
        const LtpColumn *column = &job->mapping->columns[i];
        bool villages = column->field != NULL && strcmp(column->field->name, "settlement") == 0;
        if (column->personal || (column->field != NULL && !villages) || tally[i].known < TELLING ||
            (villages ? tally[i].known * 2 < tally[i].cells
                      : tally[i].known * 10 < tally[i].cells * 8))
            continue;
        if (best < 0 || tally[i].known > tally[best].known)
            best = (int)i;
    }
    return best;
}

static void apply(LtpJob *job, int at, const LtpField *field)
{
    LtpColumn *column = &job->mapping->columns[at];
    column->field = field;
    column->by = "content";
    job->report->columns[at].field = field->name;
    job->report->columns[at].by = column->by;
    ltp_buf_printf(
        &job->report->notes,
        _("- Column \"%s\" names places of any level: each cell is read at the level "
          "at which its name is certain. If that is wrong, name its field with --map.\n"),
        column->header != NULL ? column->header : "");
}

LtpCode ltp_job_settle_anywhere(LtpJob *job, LtpError *err)
{
    const LtpLayer *layer =
        job->kind->fields != NULL ? job->kind->fields : ltp_layer_find(job->kind->layer);
    const LtpField *field = layer != NULL ? ltp_layer_field(layer, "place_text") : NULL;
    if (field == NULL || has_places(job))
        return LTP_OK;
    LtpHash *seen = ltp_hash_new();
    Tally *tally = ltp_calloc(job->mapping->n_columns + 1, sizeof *tally);
    LtpCode rc =
        seen != NULL && tally != NULL ? tally_columns(job, tally, seen, err) : ltp_fail_memory(err);
    int column = rc == LTP_OK ? column_of_places(job, tally) : -1;
    ltp_hash_free(seen);
    ltp_free(tally);
    if (column >= 0)
        apply(job, column, field);
    ltp_job_find_place_columns(job);
    return rc;
}

#include "layers/records.h"

#include "base/digests.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/os.h"
#include "layers/fingerprint.h"
#include "layers/sql.h"

#include <stdlib.h>
#include <string.h>

/* A line of earlier submissions of the source that still stands. */
struct standing {
    int64_t id;
    char content[LTP_FINGERPRINT];
    bool seen;
};

struct LtpLineBook {
    LtpStore *store;
    int64_t import_id;
    LtpUnits *units;
    LtpHash *standing_of; /* "fingerprint#ordinal" -> index of standing */
    struct standing *standing;
    size_t n_standing, standing_capacity;
    LtpDigests ordinals; /* fingerprint -> how many so far in this submission */
    int32_t *places;     /* of the line at hand: indexes of units, sorted */
    size_t places_capacity;
    bool reread;
    int64_t replaces; /* raw row whose line the next one takes the place of */
    LtpLineChanges changes;
};

static const char *const basis_words[] = {[LTP_PEOPLE_NONE] = NULL,
                                          [LTP_PEOPLE_STATED] = "stated",
                                          [LTP_PEOPLE_CELLS] = "cells",
                                          [LTP_PEOPLE_PARTIAL] = "partial"};

void ltp_lines_abandon(LtpLineBook *book)
{
    if (!book)
        return;
    ltp_units_free(book->units);
    ltp_hash_free(book->standing_of);
    ltp_digests_release(&book->ordinals);
    ltp_free(book->standing);
    ltp_free(book->places);
    ltp_free(book);
}

enum { KEY_SIZE = LTP_FINGERPRINT + 24 };

static void key_of(const char *fingerprint, int64_t ordinal, char key[KEY_SIZE])
{
    snprintf(key, KEY_SIZE, "%s#%lld", fingerprint, (long long)ordinal);
}

static LtpCode keep_standing(LtpLineBook *book, sqlite3_stmt *stmt, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&book->standing, &book->standing_capacity, book->n_standing,
                     sizeof *book->standing, err));
    struct standing *line = &book->standing[book->n_standing];
    *line = (struct standing){.id = sqlite3_column_int64(stmt, 0)};
    snprintf(line->content, sizeof line->content, "%s", ltp_sql_column_text(stmt, 3));
    char key[KEY_SIZE];
    key_of(ltp_sql_column_text(stmt, 1), sqlite3_column_int64(stmt, 2), key);
    return ltp_hash_set(book->standing_of, key, (int64_t)book->n_standing++, err);
}

static LtpCode load_standing(LtpLineBook *book, LtpError *err)
{
    static const char text[] =
        "SELECT l.id, l.fingerprint, l.ordinal, l.content FROM line l "
        "JOIN import i ON i.id = l.import_id WHERE l.closed_by IS NULL AND l.import_id <> ?1 "
        "AND i.source_id = (SELECT source_id FROM import WHERE id = ?1)";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_prepare(book->store, text, &stmt, err));
    ltp_sql_int(stmt, 1, book->import_id);
    bool row = false;
    LtpCode rc;
    while ((rc = ltp_sql_step(book->store, stmt, &row, err)) == LTP_OK && row)
        if ((rc = keep_standing(book, stmt, err)) != LTP_OK)
            break;
    sqlite3_finalize(stmt);
    return rc;
}

static LtpCode edition_name(LtpStore *store, int64_t edition_id, const char **name, LtpError *err)
{
    sqlite3_stmt *stmt;
    bool row = false;
    LTP_TRY(ltp_sql_cached(store, "SELECT name FROM edition WHERE id = ?1", &stmt, err));
    ltp_sql_int(stmt, 1, edition_id);
    LTP_TRY(ltp_sql_step(store, stmt, &row, err));
    *name = row ? ltp_store_keep(store, ltp_sql_column_text(stmt, 0)) : NULL;
    sqlite3_reset(stmt);
    return *name ? LTP_OK : ltp_fail(err, LTP_EINTERNAL, _("no such edition"));
}

LtpCode ltp_lines_begin(LtpStore *store, int64_t import_id, int64_t edition_id, LtpLineBook **out,
                        LtpError *err)
{
    static const char mark[] = "UPDATE import SET edition_id = ?1 WHERE id = ?2";
    LtpCode rc;
    const char *name = NULL;
    LtpLineBook *book = ltp_calloc(1, sizeof *book);
    if (!book)
        return ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    book->store = store;
    book->import_id = import_id;
    book->standing_of = ltp_hash_new();
    if (!book->standing_of) {
        rc = ltp_fail(err, LTP_ENOMEM, _("out of memory"));
        goto done;
    }
    LTP_GO(ltp_sql_with_ids(store, mark, edition_id, import_id, err));
    LTP_GO(edition_name(store, edition_id, &name, err));
    LTP_GO(ltp_units_load(store, name, false, &book->units, err));
    LTP_GO(load_standing(book, err));
    *out = book;
    book = NULL;
done:
    ltp_lines_abandon(book);
    return rc;
}

/* ---- one line ---- */

static int by_index(const void *a, const void *b)
{
    const int32_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static LtpCode find_places(LtpLineBook *book, const LtpLineRecord *line, LtpError *err)
{
    if (line->n_locations == 0)
        return ltp_fail(err, LTP_EINTERNAL, _("a line without a location"));
    for (size_t i = 0; i < line->n_locations; i++) {
        LTP_TRY(
            ltp_grow((void **)&book->places, &book->places_capacity, i, sizeof *book->places, err));
        book->places[i] = ltp_units_by_id(book->units, line->locations[i].unit_id);
        if (book->places[i] < 0)
            return ltp_fail(err, LTP_EINTERNAL, _("a location of another edition"));
    }
    qsort(book->places, line->n_locations, sizeof *book->places, by_index);
    return LTP_OK;
}

static void bind_words(sqlite3_stmt *stmt, const LtpLineRecord *line)
{
    const char *const texts[] = {line->project_code,    line->project_title,   line->activity,
                                 line->activity_code,   line->indicator,       line->sector_text,
                                 line->sector,          line->subsector_text,  line->theme_text,
                                 line->ltp_basis,       line->status_text,     line->status,
                                 line->population_text, line->population_type, line->modality,
                                 line->amount,          line->currency,        line->settlement,
                                 line->remarks,         line->quantity,        line->unit};
    int at = sqlite3_bind_parameter_index(stmt, ":project_code");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ltp_sql_text(stmt, at + (int)i, texts[i]);
}

static void bind_figures(sqlite3_stmt *stmt, const LtpLineRecord *line)
{
    const int64_t figures[] = {line->ltp,
                               line->ltp_proposed,
                               line->cohesion,
                               line->theme_knowable,
                               line->targeted,
                               line->targeted_approximate,
                               line->reached,
                               line->reached_approximate,
                               line->households_targeted,
                               line->households_reached,
                               line->repeated};
    int at = sqlite3_bind_parameter_index(stmt, ":ltp");
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        ltp_sql_int(stmt, at + (int)i, figures[i]);
}

/* The order of the values is that of the parameters' first appearance in the statement. */
static LtpCode insert_line(LtpLineBook *book, const LtpLineRecord *line, const char *fingerprint,
                           int64_t ordinal, const char *content, int64_t *line_id, LtpError *err)
{
    extern const char ltp_text_sql_line_insert_sql[];
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(book->store, ltp_text_sql_line_insert_sql, &stmt, err));
    ltp_sql_int(stmt, 1, book->import_id);
    ltp_sql_int(stmt, 2, line->raw_row_id);
    ltp_sql_int(stmt, 3, book->units->edition.id);
    ltp_sql_text(stmt, 4, fingerprint);
    ltp_sql_int(stmt, 5, ordinal);
    ltp_sql_text(stmt, 6, content);
    ltp_sql_int(stmt, 7, ltp_line_organisation(line));
    ltp_sql_day(stmt, 8, line->start);
    ltp_sql_day(stmt, 9, line->end);
    ltp_sql_day(stmt, 10, line->reported);
    ltp_sql_real(stmt, 11, line->lon);
    ltp_sql_real(stmt, 12, line->lat);
    ltp_sql_text(stmt, 13, basis_words[line->targeted_basis]);
    ltp_sql_text(stmt, 14, basis_words[line->reached_basis]);
    bind_words(stmt, line);
    bind_figures(stmt, line);
    LTP_TRY(ltp_sql_run(book->store, stmt, err));
    *line_id = sqlite3_last_insert_rowid(ltp_store_db(book->store));
    return LTP_OK;
}

static LtpCode role_add(LtpStore *store, int64_t line_id, const char *role, int64_t org_id,
                        LtpError *err)
{
    static const char text[] = "INSERT OR IGNORE INTO line_organisation (line_id, role, "
                               "organisation_id) VALUES (?1, ?2, ?3)";
    sqlite3_stmt *stmt;
    if (!org_id)
        return LTP_OK;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, line_id);
    ltp_sql_text(stmt, 2, role);
    ltp_sql_int(stmt, 3, org_id);
    return ltp_sql_run(store, stmt, err);
}

static LtpCode roles_add(LtpStore *store, int64_t line_id, const LtpLineRecord *line, LtpError *err)
{
    LTP_TRY(role_add(store, line_id, "implementing", line->org_implementing, err));
    LTP_TRY(role_add(store, line_id, "programme", line->org_programme, err));
    LTP_TRY(role_add(store, line_id, "reporting", line->org_reporting, err));
    for (size_t i = 0; i < line->n_donors; i++)
        LTP_TRY(role_add(store, line_id, "donor", line->donors[i], err));
    return LTP_OK;
}

static LtpCode locations_add(LtpStore *store, int64_t line_id, const LtpLineRecord *line,
                             LtpError *err)
{
    static const char text[] =
        "INSERT INTO line_location (line_id, unit_id, rule, share) VALUES (?1, ?2, ?3, ?4)";
    for (size_t i = 0; i < line->n_locations; i++) {
        sqlite3_stmt *stmt;
        LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
        ltp_sql_int(stmt, 1, line_id);
        ltp_sql_int(stmt, 2, line->locations[i].unit_id);
        ltp_sql_text(stmt, 3, line->locations[i].rule);
        ltp_sql_real(stmt, 4, line->locations[i].share);
        LTP_TRY(ltp_sql_run(store, stmt, err));
    }
    return LTP_OK;
}

static LtpCode people_add(LtpStore *store, int64_t line_id, const LtpPeople *people, LtpError *err)
{
    static const char text[] =
        "INSERT INTO line_people (line_id, measure, sex, age_min, age_max, disability, "
        "population_type, counts, value, approximate) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    const LtpPeopleCell *cell = &people->cell;
    const char sex[2] = {cell->sex, '\0'};
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, line_id);
    ltp_sql_text(stmt, 2, cell->measure);
    ltp_sql_text(stmt, 3, cell->sex ? sex : NULL);
    ltp_sql_int(stmt, 4, cell->age_min < 0 ? LTP_NULL_INT : cell->age_min);
    ltp_sql_int(stmt, 5, cell->age_max < 0 ? LTP_NULL_INT : cell->age_max);
    ltp_sql_int(stmt, 6, cell->disability);
    ltp_sql_text(stmt, 7, people->population_type);
    ltp_sql_text(stmt, 8, cell->households ? "households" : "persons");
    ltp_sql_int(stmt, 9, people->value);
    ltp_sql_int(stmt, 10, people->approximate);
    return ltp_sql_run(store, stmt, err);
}

static LtpCode write_line(LtpLineBook *book, const LtpLineRecord *line, const char *fingerprint,
                          int64_t ordinal, const char *content, LtpError *err)
{
    int64_t line_id = 0;
    LTP_TRY(insert_line(book, line, fingerprint, ordinal, content, &line_id, err));
    LTP_TRY(roles_add(book->store, line_id, line, err));
    LTP_TRY(locations_add(book->store, line_id, line, err));
    if (line->area != NULL)
        LTP_TRY(ltp_area_put(book->store, line_id, line->area, err));
    for (size_t i = 0; i < line->n_people; i++)
        LTP_TRY(people_add(book->store, line_id, &line->people[i], err));
    return LTP_OK;
}

/* The place of this line among equals of its submission: 0, 1, 2 ... */
static LtpCode next_ordinal(LtpLineBook *book, const char *fingerprint, int64_t *ordinal,
                            LtpError *err)
{
    uint32_t *count = ltp_digests_at(&book->ordinals, fingerprint, err);
    if (count == NULL)
        return LTP_ENOMEM;
    *ordinal = (*count)++;
    return LTP_OK;
}

/* ---- rows read again ---- */

void ltp_lines_reread(LtpLineBook *book, int64_t replaces)
{
    book->reread = true;
    book->replaces = replaces;
}

/* The current line of the row that is read again; 0 = none. */
static LtpCode line_of_row(LtpLineBook *book, int64_t *line_id, char content[LTP_FINGERPRINT],
                           LtpError *err)
{
    static const char text[] =
        "SELECT id, content FROM line WHERE raw_row_id = ?1 AND closed_by IS NULL";
    sqlite3_stmt *stmt;
    bool row = false;
    LTP_TRY(ltp_sql_cached(book->store, text, &stmt, err));
    ltp_sql_int(stmt, 1, book->replaces);
    LTP_TRY(ltp_sql_step(book->store, stmt, &row, err));
    *line_id = row ? sqlite3_column_int64(stmt, 0) : 0;
    snprintf(content, LTP_FINGERPRINT, "%s", row ? ltp_sql_column_text(stmt, 1) : "");
    sqlite3_reset(stmt);
    return LTP_OK;
}

/* The first place among equals of the source that is free. */
static LtpCode free_ordinal(LtpLineBook *book, const char *fingerprint, int64_t *ordinal,
                            LtpError *err)
{
    static const char text[] =
        "SELECT max(l.ordinal) FROM line l JOIN import i ON i.id = l.import_id "
        "WHERE l.fingerprint = ?1 AND l.closed_by IS NULL "
        "AND i.source_id = (SELECT source_id FROM import WHERE id = ?2)";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(book->store, text, &stmt, err));
    ltp_sql_text(stmt, 1, fingerprint);
    ltp_sql_int(stmt, 2, book->import_id);
    LTP_TRY(ltp_sql_value(book->store, stmt, ordinal, err));
    *ordinal = *ordinal == LTP_NULL_INT ? 0 : *ordinal + 1;
    return LTP_OK;
}

static LtpCode put_again(LtpLineBook *book, const LtpLineRecord *line, const char *fingerprint,
                         const char *content, LtpChange *change, LtpError *err)
{
    static const char close[] =
        "UPDATE line SET closed_by = ?1, close_reason = 'changed' WHERE id = ?2";
    char old[LTP_FINGERPRINT];
    int64_t line_id, ordinal = 0;
    LTP_TRY(line_of_row(book, &line_id, old, err));
    *change = LTP_CHANGE_NEW;
    if (line_id != 0 && strcmp(old, content) == 0) {
        *change = LTP_CHANGE_SAME;
        book->changes.same++;
        return LTP_OK;
    }
    if (line_id != 0) {
        *change = LTP_CHANGE_CHANGED;
        LTP_TRY(ltp_sql_with_ids(book->store, close, book->import_id, line_id, err));
    }
    book->changes.new_ += *change == LTP_CHANGE_NEW;
    book->changes.changed += *change == LTP_CHANGE_CHANGED;
    LTP_TRY(free_ordinal(book, fingerprint, &ordinal, err));
    return write_line(book, line, fingerprint, ordinal, content, err);
}

LtpCode ltp_lines_put(LtpLineBook *book, const LtpLineRecord *line, LtpChange *change,
                      LtpError *err)
{
    static const char same[] = "UPDATE line SET seen_by = ?1 WHERE id = ?2";
    static const char changed[] =
        "UPDATE line SET closed_by = ?1, close_reason = 'changed' WHERE id = ?2";
    char fingerprint[LTP_FINGERPRINT], content[LTP_FINGERPRINT], key[KEY_SIZE];
    int64_t ordinal = 0;
    LTP_TRY(find_places(book, line, err));
    LTP_TRY(ltp_line_fingerprint(line, book->units, book->places, fingerprint, err));
    LTP_TRY(ltp_line_content(line, book->units, book->places, content, err));
    if (book->reread)
        return put_again(book, line, fingerprint, content, change, err);
    LTP_TRY(next_ordinal(book, fingerprint, &ordinal, err));
    key_of(fingerprint, ordinal, key);
    int64_t at = ltp_hash_get(book->standing_of, key);
    struct standing *standing = at < 0 ? NULL : &book->standing[at];
    *change = LTP_CHANGE_NEW;
    if (standing) {
        bool equal = strcmp(standing->content, content) == 0;
        *change = equal ? LTP_CHANGE_SAME : LTP_CHANGE_CHANGED;
        standing->seen = true;
        LTP_TRY(ltp_sql_with_ids(book->store, equal ? same : changed, book->import_id, standing->id,
                                 err));
    }
    book->changes.new_ += *change == LTP_CHANGE_NEW;
    book->changes.same += *change == LTP_CHANGE_SAME;
    book->changes.changed += *change == LTP_CHANGE_CHANGED;
    if (*change == LTP_CHANGE_SAME)
        return LTP_OK;
    return write_line(book, line, fingerprint, ordinal, content, err);
}

/* ---- the end of a snapshot ---- */

static LtpCode close_gone(LtpLineBook *book, LtpDay last_day, LtpError *err)
{
    static const char text[] =
        "UPDATE line SET closed_by = ?1, close_reason = 'gone', gone_on = ?3 WHERE id = ?2";
    for (size_t i = 0; i < book->n_standing; i++) {
        if (book->standing[i].seen)
            continue;
        sqlite3_stmt *stmt;
        LTP_TRY(ltp_sql_cached(book->store, text, &stmt, err));
        ltp_sql_int(stmt, 1, book->import_id);
        ltp_sql_int(stmt, 2, book->standing[i].id);
        ltp_sql_day(stmt, 3, last_day);
        LTP_TRY(ltp_sql_run(book->store, stmt, err));
        book->changes.gone++;
    }
    return LTP_OK;
}

LtpCode ltp_lines_end(LtpLineBook *book, bool snapshot, LtpDay reported, LtpLineChanges *changes,
                      LtpError *err)
{
    LtpCode rc = LTP_OK;
    book->changes.newer = book->n_standing > 0;
    if (snapshot)
        rc = close_gone(book, (reported == LTP_DAY_NONE ? ltp_os_today() : reported) - 1, err);
    if (rc == LTP_OK && changes)
        *changes = book->changes;
    ltp_lines_abandon(book);
    return rc;
}

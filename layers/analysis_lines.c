/* The lines of the store as columns in memory: words as numbers, days, people, places. */
#include "layers/analysis_internal.h"
#include "layers/sql.h"

#include "base/number.h"
#include "base/text.h"

#include <string.h>

extern const char ltp_text_sql_analysis_lines_sql[], ltp_text_sql_analysis_places_sql[];

/* ---- words to numbers ---- */

/* Words of one column. The same word as it stands is looked up once; words equal after folding are
 * one (the dirt of spreadsheets must not make two projects of one). */
typedef struct Words {
    LtpHash *raw, *folded;
    LtpBuf buf;
} Words;

static LtpCode words_begin(Words *words, LtpError *err)
{
    words->raw = ltp_hash_new();
    words->folded = ltp_hash_new();
    return words->raw != NULL && words->folded != NULL
               ? LTP_OK
               : ltp_fail(err, LTP_ENOMEM, _("There is not enough memory for the analysis."));
}

static void words_end(Words *words)
{
    ltp_hash_free(words->raw);
    ltp_hash_free(words->folded);
    ltp_buf_release(&words->buf);
}

static LtpCode number_of(Words *words, const char *text, int32_t *number, LtpError *err)
{
    *number = -1;
    if (text == NULL || text[0] == '\0')
        return LTP_OK;
    int64_t known = ltp_hash_get(words->raw, text);
    if (known < 0) {
        ltp_buf_clear(&words->buf);
        ltp_text_fold(text, &words->buf);
        LTP_TRY(ltp_buf_check(&words->buf, err));
        const char *folded = words->buf.size > 0 ? ltp_buf_text(&words->buf) : text;
        LTP_TRY(ltp_hash_intern(words->folded, folded, &known, err));
        LTP_TRY(ltp_hash_set(words->raw, text, known, err));
    }
    *number = (int32_t)known;
    return LTP_OK;
}

/* ---- lines ---- */

/* The columns of lines while they are filled. */
typedef struct Lines {
    LtpColumns *columns;
    double household_size;
    size_t count, capacity;
    uint8_t *status;
    int32_t *org, *project, *activity, *indicator;
    LtpDay *start, *end, *reported, *gone_on;
    LtpHash *orgs;
    Words projects, activities, indicators;
    uint32_t *place_begin;
    size_t n_places, places_capacity, at; /* at: the line whose places are being read */
    int32_t *place_unit;
    double *place_share;
} Lines;

static LtpCode lines_begin(Lines *l, LtpError *err)
{
    LtpColumns *c = l->columns;
    size_t n = l->capacity, p = l->places_capacity;
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *c->flags, (void **)&c->flags, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *c->line_id, (void **)&c->line_id, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *c->line_id, (void **)&c->organisation_id, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *c->sector, (void **)&c->sector, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *c->population_type, (void **)&c->population_type, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *l->status, (void **)&l->status, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *l->org, (void **)&l->org, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *l->org, (void **)&l->project, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *l->org, (void **)&l->activity, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *l->org, (void **)&l->indicator, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *l->start, (void **)&l->start, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *l->start, (void **)&l->end, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *l->start, (void **)&l->reported, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *l->start, (void **)&l->gone_on, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *c->targeted, (void **)&c->targeted, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *c->reached, (void **)&c->reached, err));
    LTP_TRY(ltp_columns_alloc(c, n, sizeof *l->place_begin, (void **)&l->place_begin, err));
    LTP_TRY(ltp_columns_alloc(c, p, sizeof *c->location_id, (void **)&c->location_id, err));
    LTP_TRY(ltp_columns_alloc(c, p, sizeof *l->place_unit, (void **)&l->place_unit, err));
    LTP_TRY(ltp_columns_alloc(c, p, sizeof *l->place_share, (void **)&l->place_share, err));
    LTP_TRY(words_begin(&l->projects, err));
    LTP_TRY(words_begin(&l->activities, err));
    LTP_TRY(words_begin(&l->indicators, err));
    l->orgs = ltp_hash_new();
    return l->orgs != NULL
               ? LTP_OK
               : ltp_fail(err, LTP_ENOMEM, _("There is not enough memory for the analysis."));
}

static void lines_end(Lines *l)
{
    ltp_hash_free(l->orgs);
    words_end(&l->projects);
    words_end(&l->activities);
    words_end(&l->indicators);
}

static uint8_t status_of(const char *word)
{
    static const char *const words[] = {
        [LTP_STATUS_PLANNED] = "planned",     [LTP_STATUS_ONGOING] = "ongoing",
        [LTP_STATUS_COMPLETED] = "completed", [LTP_STATUS_SUSPENDED] = "suspended",
        [LTP_STATUS_CANCELLED] = "cancelled",
    };
    for (int i = LTP_STATUS_PLANNED; word != NULL && i <= LTP_STATUS_CANCELLED; i++)
        if (strcmp(word, words[i]) == 0)
            return (uint8_t)i;
    return LTP_STATUS_NONE;
}

/* A sector whose word is in no vocabulary is not known: whether it is Protection is not, either. */
static unsigned sector_flags(const LtpColumns *columns, int32_t number)
{
    const char *rest = ltp_columns_sector(columns, number);
    unsigned flags = rest == NULL ? LTP_LINE_NO_SECTOR : 0;
    int32_t part;
    while ((part = ltp_columns_next_sector(columns, &rest)) >= 0) {
        const char *sector = ltp_columns_sector(columns, part);
        int64_t parent = ltp_hash_get(columns->parents, sector);
        const char *cluster = parent < 0 ? sector : ltp_columns_sector(columns, (int32_t)parent);
        flags |= strcmp(sector, "SHL") == 0    ? LTP_LINE_SHELTER
                 : strcmp(cluster, "PRO") == 0 ? LTP_LINE_PROTECTION
                                               : 0;
    }
    return flags;
}

static unsigned flag(sqlite3_stmt *stmt, int at, unsigned value)
{
    return sqlite3_column_int(stmt, at) != 0 ? value : 0;
}

static LtpCode read_words(Lines *l, sqlite3_stmt *stmt, size_t i, LtpError *err)
{
    LtpColumns *c = l->columns;
    int64_t org = 0, sector = -1;
    const char *code = ltp_sql_column_text(stmt, 5);
    if (code != NULL)
        LTP_TRY(ltp_hash_intern(c->sectors, code, &sector, err));
    c->sector[i] = (int32_t)sector;
    c->line_id[i] = ltp_sql_column_int(stmt, 0);
    c->organisation_id[i] = ltp_sql_column_int(stmt, 1);
    LTP_TRY(ltp_hash_intern(l->orgs, ltp_sql_column_text(stmt, 1), &org, err));
    l->org[i] = (int32_t)org;
    LTP_TRY(number_of(&l->projects, ltp_sql_column_text(stmt, 2), &l->project[i], err));
    LTP_TRY(number_of(&l->activities, ltp_sql_column_text(stmt, 3), &l->activity[i], err));
    LTP_TRY(number_of(&l->indicators, ltp_sql_column_text(stmt, 4), &l->indicator[i], err));
    const char *population = ltp_sql_column_text(stmt, 6);
    c->population_type[i] = ltp_arena_strdup(&c->arena, population);
    if (population != NULL && c->population_type[i] == NULL)
        return ltp_fail(err, LTP_ENOMEM, _("There is not enough memory for the analysis."));
    l->status[i] = status_of(ltp_sql_column_text(stmt, 7));
    return LTP_OK;
}

static int64_t converted(int64_t people, int64_t households, double size, unsigned *estimated)
{
    if (people != LTP_NULL_INT || households == LTP_NULL_INT || ltp_is_null_real(size))
        return people;
    *estimated = LTP_LINE_ESTIMATED;
    return (int64_t)((double)households * size + 0.5);
}

static LtpCode read_line(sqlite3_stmt *stmt, void *arg, LtpError *err)
{
    Lines *l = arg;
    size_t i = l->count;
    unsigned estimated = 0;
    if (i == l->capacity) /* a writer came in between: what it added is for the next run */
        return LTP_OK;
    LTP_TRY(read_words(l, stmt, i, err));
    l->start[i] = ltp_sql_column_day(stmt, 8);
    l->end[i] = ltp_sql_column_day(stmt, 9);
    l->reported[i] = ltp_sql_column_day(stmt, 10);
    l->gone_on[i] = ltp_sql_column_day(stmt, 11);
    l->columns->targeted[i] = converted(ltp_sql_column_int(stmt, 12), ltp_sql_column_int(stmt, 14),
                                        l->household_size, &estimated);
    l->columns->reached[i] = converted(ltp_sql_column_int(stmt, 13), ltp_sql_column_int(stmt, 15),
                                       l->household_size, &estimated);
    unsigned flags = LTP_LINE_MATCHES | LTP_LINE_IN_SECTOR | estimated |
                     sector_flags(l->columns, l->columns->sector[i]) |
                     flag(stmt, 16, LTP_LINE_LTP) | flag(stmt, 17, LTP_LINE_COHESION) |
                     flag(stmt, 19, LTP_LINE_REPEATED);
    if (sqlite3_column_int(stmt, 18) == 0)
        flags |= LTP_LINE_NO_THEME;
    l->columns->flags[i] = (uint16_t)flags;
    l->count++;
    return LTP_OK;
}

/* Two places of another edition may lie in one unit of this one. */
static bool is_placed(const Lines *l, int32_t unit)
{
    for (size_t p = l->place_begin[l->at]; p < l->n_places; p++)
        if (l->place_unit[p] == unit)
            return true;
    return false;
}

/* Lines and places both come in the order of line ids. */
static LtpCode read_place(sqlite3_stmt *stmt, void *arg, LtpError *err)
{
    Lines *l = arg;
    int64_t line_id = ltp_sql_column_int(stmt, 0);
    (void)err;
    while (l->at < l->count && l->columns->line_id[l->at] < line_id)
        l->place_begin[++l->at] = (uint32_t)l->n_places;
    if (l->at == l->count || l->columns->line_id[l->at] != line_id ||
        l->n_places == l->places_capacity)
        return LTP_OK; /* a line that no longer counts */
    int32_t unit = ltp_columns_unit(l->columns, ltp_sql_column_int(stmt, 1));
    if (unit < 0 || is_placed(l, unit))
        return LTP_OK;
    l->place_unit[l->n_places] = unit;
    l->place_share[l->n_places] = ltp_sql_column_real(stmt, 2);
    l->columns->location_id[l->n_places] = ltp_sql_column_int(stmt, 3);
    l->n_places++;
    return LTP_OK;
}

/* A line of another edition that no unit of this one holds is in no figure; it is counted apart. */
static void drop_unplaced(Lines *l)
{
    while (l->at < l->count)
        l->place_begin[++l->at] = (uint32_t)l->n_places;
    for (size_t i = 0; i < l->count; i++) {
        if (l->place_begin[i] < l->place_begin[i + 1])
            continue;
        l->columns->flags[i] &= (uint16_t) ~(LTP_LINE_MATCHES | LTP_LINE_IN_SECTOR);
        l->columns->n_not_carried++;
    }
}

LtpCode ltp_lines_load(LtpStore *store, double household_size, LtpColumns *columns, LtpError *err)
{
    /* Room, not a count: those of all editions are the quickest to tell. */
    static const char lines_text[] = "SELECT count(*) FROM line";
    static const char places_text[] =
        "SELECT (SELECT count(*) FROM line_location) + CASE WHEN ?2 THEN (SELECT count(*) FROM "
        "area_part a JOIN "
        "unit u ON u.id = a.unit_id WHERE u.edition_id = ?1) ELSE 0 END";
    LtpCode rc = LTP_OK;
    Lines l = {.columns = columns, .household_size = household_size};
    LTP_GO(ltp_columns_count(store, columns, lines_text, &l.capacity, err));
    LTP_GO(ltp_columns_count(store, columns, places_text, &l.places_capacity, err));
    LTP_GO(lines_begin(&l, err));
    LTP_GO(ltp_columns_each(store, columns, ltp_text_sql_analysis_lines_sql, read_line, &l, err));
    LTP_GO(ltp_columns_each(store, columns, ltp_text_sql_analysis_places_sql, read_place, &l, err));
    drop_unplaced(&l);
    columns->input.lines = (LtpCoverageLines){
        .count = l.count,
        .flags = columns->flags,
        .status = l.status,
        .org = l.org,
        .project = l.project,
        .activity = l.activity,
        .indicator = l.indicator,
        .start = l.start,
        .end = l.end,
        .reported = l.reported,
        .gone_on = l.gone_on,
        .targeted = columns->targeted,
        .reached = columns->reached,
        .place_begin = l.place_begin,
        .place_unit = l.place_unit,
        .place_share = l.place_share,
    };
done:
    lines_end(&l);
    return rc;
}

#include "tests/gis/demo.h"

#include "base/hash.h"
#include "base/number.h"
#include "base/os.h"

#include <stdlib.h>
#include <string.h>

/* ---- tables ---- */

static char *split(char *line, char *cells[DEMO_COLUMNS], size_t *count)
{
    char *end = strchr(line, '\n');
    if (end != NULL)
        *end = '\0';
    line[strcspn(line, "\r")] = '\0';
    *count = 0;
    for (char *cell = line; cell != NULL && *count < DEMO_COLUMNS;) {
        char *comma = strchr(cell, ',');
        cells[(*count)++] = cell;
        if (comma != NULL)
            *comma = '\0';
        cell = comma == NULL ? NULL : comma + 1;
    }
    return end == NULL ? NULL : end + 1;
}

LtpCode demo_table_read(const char *path, DemoTable *table, LtpError *err)
{
    size_t size = 0, n = 0;
    memset(table, 0, sizeof *table);
    LTP_TRY(ltp_os_read_file(path, 1 << 24, &table->bytes, &size, err));
    for (size_t i = 0; i < size; i++)
        n += table->bytes[i] == '\n';
    table->cells = ltp_calloc(n + 1, sizeof *table->cells);
    if (table->cells == NULL)
        return ltp_fail(err, LTP_ENOMEM, "memory");
    char *line = split(table->bytes, table->header, &table->columns);
    while (line != NULL && *line != '\0')
        line = split(line, table->cells[table->rows++], &n);
    return LTP_OK;
}

void demo_table_release(DemoTable *table)
{
    ltp_free(table->bytes);
    ltp_free(table->cells);
    memset(table, 0, sizeof *table);
}

const char *demo_cell(const DemoTable *table, size_t row, const char *column)
{
    for (size_t i = 0; i < table->columns; i++)
        if (strcmp(table->header[i], column) == 0)
            return table->cells[row][i];
    return NULL;
}

static int64_t integer(const DemoTable *table, size_t row, const char *column)
{
    int64_t value;
    return ltp_parse_int(demo_cell(table, row, column), &value) ? value : LTP_NULL_INT;
}

static LtpDay day(const DemoTable *table, size_t row, const char *column)
{
    LtpDay value;
    return ltp_day_parse_iso(demo_cell(table, row, column), &value) ? value : LTP_DAY_NONE;
}

/* ---- units: the communes of an expected file and the ancestors their codes name ---- */

static int compare_pcodes(const void *a, const void *b)
{
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    size_t n = strlen(x), m = strlen(y);
    return n != m ? (n < m ? -1 : 1) : strcmp(x, y);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void fill_units(Demo *demo, const LtpHash *all)
{
    LtpArena *a = &demo->arena;
    size_t n = ltp_hash_count(all);
    const char **sorted = ltp_arena_alloc(a, n * sizeof *sorted);
    int8_t *level = ltp_arena_alloc(a, n);
    int32_t *parent = ltp_arena_alloc(a, n * sizeof *parent);
    int32_t *rank = ltp_arena_alloc(a, n * sizeof *rank);
    LtpLonLat *interior = ltp_arena_alloc(a, n * sizeof *interior);
    demo->pcode = ltp_arena_alloc(a, n * sizeof *demo->pcode);
    for (size_t i = 0; i < n; i++)
        sorted[i] = demo->pcode[i] = ltp_arena_strdup(a, ltp_hash_key(all, i));
    qsort(demo->pcode, n, sizeof *demo->pcode, compare_pcodes);
    qsort(sorted, n, sizeof *sorted, by_text);
    demo->input.units = (LtpCoverageUnits){n, level, parent, rank, interior, 3, NULL};
    for (size_t i = 0; i < n; i++) {
        char above[9] = {0};
        size_t length = strlen(demo->pcode[i]);
        memcpy(above, demo->pcode[i], length - 2);
        level[i] = (int8_t)(length / 2 - 1);
        parent[i] = demo_unit(demo, above);
        const char **place = bsearch(&demo->pcode[i], sorted, n, sizeof *sorted, by_text);
        rank[i] = (int32_t)(place - sorted);
        interior[i] = (LtpLonLat){(double)(i % 37) / 4 - 9, (double)(i / 37) / 3 + 11};
    }
}

static LtpCode load_units(Demo *demo, const DemoTable *expected, LtpError *err)
{
    LtpCode rc = LTP_OK;
    int64_t number = 0;
    LtpHash *all = ltp_hash_new();
    for (size_t i = 0; i < expected->rows; i++)
        for (size_t length = 2; length <= 8; length += 2) {
            char code[9] = {0};
            memcpy(code, expected->cells[i][0], length);
            LTP_GO(ltp_hash_intern(all, code, &number, err));
        }
    fill_units(demo, all);
done:
    ltp_hash_free(all);
    return rc;
}

int32_t demo_unit(const Demo *demo, const char *pcode)
{
    for (size_t i = 0; i < demo->input.units.count; i++)
        if (strcmp(demo->pcode[i], pcode) == 0)
            return (int32_t)i;
    return -1;
}

/* ---- lines ---- */

static LtpLineStatus status(const char *text)
{
    static const char *const names[] = {"",          "planned",   "ongoing",
                                        "completed", "suspended", "cancelled"};
    for (int i = 0; i < 6; i++)
        if (strcmp(text, names[i]) == 0)
            return (LtpLineStatus)i;
    return LTP_STATUS_NONE;
}

static uint16_t flags(const DemoTable *table, size_t row)
{
    const char *cluster = demo_cell(table, row, "cluster");
    unsigned flags = LTP_LINE_MATCHES | LTP_LINE_IN_SECTOR;
    if (strcmp(cluster, "Protection") == 0)
        flags |= LTP_LINE_PROTECTION;
    if (strcmp(cluster, "Abris/AME") == 0)
        flags |= LTP_LINE_SHELTER;
    if (cluster[0] == '\0')
        flags |= LTP_LINE_NO_SECTOR;
    if (strcmp(demo_cell(table, row, "ltp"), "1") == 0)
        flags |= LTP_LINE_LTP;
    return (uint16_t)flags;
}

typedef struct Words {
    LtpHash *org, *project, *activity;
} Words;

static LtpCode word(LtpHash *map, const char *text, int32_t *number, LtpError *err)
{
    int64_t value = -1;
    if (text[0] != '\0')
        LTP_TRY(ltp_hash_intern(map, text, &value, err));
    *number = (int32_t)value;
    return LTP_OK;
}

static LtpCode places(const Demo *demo, const char *text, int32_t *unit, uint32_t *count,
                      LtpError *err)
{
    while (*text != '\0') {
        char code[16] = {0};
        size_t length = strcspn(text, ";");
        memcpy(code, text, length);
        unit[*count] = demo_unit(demo, code);
        if (unit[*count] < 0)
            return ltp_fail(err, LTP_EDATA, "%s is no unit", code);
        ++*count;
        text += length + (text[length] == ';');
    }
    return LTP_OK;
}

static LtpCode load_lines(Demo *demo, const DemoTable *t, const Words *words, LtpError *err)
{
    LtpArena *a = &demo->arena;
    size_t n = t->rows, l = 0;
    uint8_t *line_status = ltp_arena_alloc(a, n);
    int32_t *org = ltp_arena_alloc(a, n * 4), *project = ltp_arena_alloc(a, n * 4);
    int32_t *activity = ltp_arena_alloc(a, n * 4), *indicator = ltp_arena_alloc(a, n * 4);
    LtpDay *start = ltp_arena_alloc(a, n * 4), *end = ltp_arena_alloc(a, n * 4);
    LtpDay *reported = ltp_arena_alloc(a, n * 4), *gone = ltp_arena_alloc(a, n * 4);
    int64_t *targeted = ltp_arena_alloc(a, n * 8), *reached = ltp_arena_alloc(a, n * 8);
    uint32_t *begin = ltp_arena_alloc(a, n * 4 + 4);
    int32_t *unit = ltp_arena_alloc(a, n * 16);
    double *share = ltp_arena_alloc(a, n * 32);
    demo->flags = ltp_arena_alloc(a, n * sizeof *demo->flags);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(demo_cell(t, i, "fate"), "accepted") != 0)
            continue;
        demo->flags[l] = flags(t, i);
        line_status[l] = (uint8_t)status(demo_cell(t, i, "status"));
        LTP_TRY(word(words->org, demo_cell(t, i, "org"), &org[l], err));
        LTP_TRY(word(words->project, demo_cell(t, i, "project"), &project[l], err));
        LTP_TRY(word(words->activity, demo_cell(t, i, "activity"), &activity[l], err));
        indicator[l] = -1;
        start[l] = day(t, i, "start");
        end[l] = day(t, i, "end");
        reported[l] = day(t, i, "reported");
        gone[l] = LTP_DAY_NONE;
        targeted[l] = integer(t, i, "targeted");
        reached[l] = integer(t, i, "reached");
        begin[l + 1] = begin[l];
        LTP_TRY(places(demo, demo_cell(t, i, "locations"), unit, &begin[l + 1], err));
        l++;
    }
    for (uint32_t p = 0; p < begin[l]; p++)
        share[p] = ltp_null_real();
    demo->input.lines = (LtpCoverageLines){
        l,   demo->flags, line_status, org,      project, activity, indicator, start,
        end, reported,    gone,        targeted, reached, begin,    unit,      share};
    return LTP_OK;
}

/* ---- needs ---- */

static LtpCode load_needs(Demo *demo, const DemoTable *t, LtpError *err)
{
    static const char *const names[] = {
        "Population", "PDI", "Retournés", "Rapatriés", "Personnes dans le besoin", "Sévérité"};
    LtpArena *a = &demo->arena;
    size_t n = 0;
    int32_t *unit = ltp_arena_alloc(a, t->rows * 4), *sector = ltp_arena_alloc(a, t->rows * 4);
    LtpDay *date = ltp_arena_alloc(a, t->rows * 4);
    int64_t *figures[6];
    for (int k = 0; k < 6; k++)
        figures[k] = ltp_arena_alloc(a, t->rows * 8);
    for (size_t i = 1; i < t->rows; i++, n++) { /* row 0 holds the hashtags */
        unit[n] = demo_unit(demo, t->cells[i][0]);
        if (unit[n] < 0)
            return ltp_fail(err, LTP_EDATA, "%s is no unit", t->cells[i][0]);
        sector[n] = strcmp(demo_cell(t, i, "Secteur"), "Intersectoriel") == 0
                        ? LTP_NEED_INTERSECTORAL
                        : DEMO_SHELTER;
        date[n] = day(t, i, "Date");
        for (int k = 0; k < 6; k++)
            figures[k][n] = integer(t, i, names[k]);
    }
    demo->input.needs =
        (LtpCoverageNeeds){n,          unit,       sector,     date,       figures[0], figures[1],
                           figures[2], figures[3], figures[4], figures[5], NULL};
    return LTP_OK;
}

LtpCode demo_load(Demo *demo, LtpError *err)
{
    LtpCode rc = LTP_OK;
    DemoTable expected = {0}, truth = {0}, needs = {0};
    Words words = {ltp_hash_new(), ltp_hash_new(), ltp_hash_new()};
    memset(demo, 0, sizeof *demo);
    LTP_GO(demo_table_read(LTP_DATA_DIR "/mali/demo/expected_default.csv", &expected, err));
    LTP_GO(demo_table_read(LTP_DATA_DIR "/mali/demo/ml_4w_ltp_truth.csv", &truth, err));
    LTP_GO(demo_table_read(LTP_DATA_DIR "/mali/demo/ml_needs_fictif.csv", &needs, err));
    LTP_GO(load_units(demo, &expected, err));
    LTP_GO(load_lines(demo, &truth, &words, err));
    LTP_GO(load_needs(demo, &needs, err));
done:
    demo_table_release(&expected);
    demo_table_release(&truth);
    demo_table_release(&needs);
    ltp_hash_free(words.org);
    ltp_hash_free(words.project);
    ltp_hash_free(words.activity);
    return rc;
}

void demo_release(Demo *demo)
{
    ltp_arena_release(&demo->arena);
}

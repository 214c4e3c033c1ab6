#include "tests/layers/demo_store.h"

#include "base/number.h"
#include "base/os.h"
#include "layers/records.h"
#include "layers/units.h"

#include <string.h>

static LtpCode begin(LtpStore *store, const char *kind, const char *file, int64_t *import_id,
                     LtpError *err)
{
    const LtpImportHead head = {.kind = kind,
                                .source = file,
                                .file = file,
                                .sha256 = file,
                                .reported = LTP_DAY_NONE,
                                .mode = LTP_AS_UPDATE};
    return ltp_import_begin(store, &head, import_id, err);
}

/* ---- units ---- */

static LtpCode add_units(LtpStore *store, const Demo *demo, int64_t *edition, int64_t *ids,
                         LtpError *err)
{
    const LtpCoverageUnits *units = &demo->input.units;
    int64_t import_id = 0;
    const LtpEdition head = {.name = "2021", .country = "ML", .valid_on = LTP_DAY_NONE};
    LTP_TRY(begin(store, "boundaries", "units", &import_id, err));
    LTP_TRY(ltp_edition_add(store, import_id, &head, edition, err));
    for (size_t i = 0; i < units->count; i++) {
        double area = 0; /* the communes inside: every level covers the country */
        for (size_t u = 0; u < units->count; u++)
            if (units->level[u] == 3)
                area += strncmp(demo->pcode[u], demo->pcode[i], strlen(demo->pcode[i])) == 0;
        const LtpUnitRecord unit = {.level = units->level[i],
                                    .pcode = demo->pcode[i],
                                    .name = demo->pcode[i],
                                    .parent_id = units->parent[i] < 0 ? 0 : ids[units->parent[i]],
                                    .area_km2 = area,
                                    .interior_lon = units->interior[i].lon,
                                    .interior_lat = units->interior[i].lat};
        LTP_TRY(ltp_unit_add(store, *edition, import_id, &unit, &ids[i], err));
    }
    LTP_TRY(ltp_edition_settle(store, *edition, err));
    return ltp_import_finish(store, import_id, &(LtpImportCounts){0}, err);
}

/* ---- lines ---- */

static const char *stated(const DemoTable *t, size_t row, const char *column)
{
    const char *text = demo_cell(t, row, column);
    return text[0] == '\0' ? NULL : text;
}

static int64_t number(const DemoTable *t, size_t row, const char *column)
{
    int64_t value;
    return ltp_parse_int(demo_cell(t, row, column), &value) ? value : LTP_NULL_INT;
}

static LtpDay day(const DemoTable *t, size_t row, const char *column)
{
    LtpDay value;
    return ltp_day_parse_iso(demo_cell(t, row, column), &value) ? value : LTP_DAY_NONE;
}

static size_t find_places(const Demo *demo, const int64_t *ids, const char *text, LtpLocation *out)
{
    size_t count = 0;
    while (*text != '\0') {
        char code[16] = {0};
        size_t length = strcspn(text, ";");
        memcpy(code, text, length);
        out[count++] = (LtpLocation){ids[demo_unit(demo, code)], "code", ltp_null_real()};
        text += length + (text[length] == ';');
    }
    return count;
}

static LtpCode add_line(LtpStore *store, LtpLineBook *book, const Demo *demo, const int64_t *ids,
                        const LtpVocabulary *sectors, int64_t import_id, int64_t raw,
                        const DemoTable *t, size_t i, LtpError *err)
{
    LtpLocation places[16];
    int64_t org = 0;
    LtpChange change;
    LTP_TRY(ltp_org_put(store, import_id, demo_cell(t, i, "org"), NULL, NULL, &org, err));
    const char *cluster = stated(t, i, "cluster");
    const LtpLineRecord line = {
        .raw_row_id = raw,
        .org_implementing = org,
        .project_code = stated(t, i, "project"),
        .activity = stated(t, i, "activity"),
        .sector_text = cluster,
        .sector = cluster == NULL ? NULL : ltp_vocabulary_code(sectors, cluster),
        .ltp = strcmp(demo_cell(t, i, "ltp"), "1") == 0,
        .theme_knowable = true,
        .start = day(t, i, "start"),
        .end = day(t, i, "end"),
        .reported = day(t, i, "reported"),
        .status = stated(t, i, "status"),
        .targeted = number(t, i, "targeted"),
        .reached = number(t, i, "reached"),
        .households_targeted = LTP_NULL_INT,
        .households_reached = LTP_NULL_INT,
        .lon = ltp_null_real(),
        .lat = ltp_null_real(),
        .locations = places,
        .n_locations = find_places(demo, ids, demo_cell(t, i, "locations"), places),
    };
    return ltp_lines_put(book, &line, &change, err);
}

static LtpCode add_row(LtpStore *store, int64_t import_id, const DemoTable *t, size_t i,
                       int64_t *raw, LtpError *err)
{
    const char *fate = demo_cell(t, i, "fate");
    if (strcmp(fate, "accepted") == 0)
        return ltp_raw_row(store, import_id, (int64_t)i + 4, "[]", LTP_ACCEPTED, NULL, raw, err);
    bool duplicate = strcmp(fate, "duplicate") == 0;
    bool no_place = strcmp(demo_cell(t, i, "kind"), "no-place") == 0;
    const char *reason = no_place ? "no_location" : "no_organisation";
    return ltp_raw_row(store, import_id, (int64_t)i + 4, "[]",
                       duplicate ? LTP_DUPLICATE : LTP_REJECTED,
                       duplicate ? "duplicate_row" : reason, raw, err);
}

static LtpCode add_lines(LtpStore *store, const Demo *demo, int64_t edition, const int64_t *ids,
                         LtpError *err)
{
    LtpCode rc = LTP_OK;
    DemoTable t = {0};
    LtpVocabulary *sectors = NULL;
    LtpLineBook *book = NULL;
    LtpImportCounts counts = {0};
    int64_t import_id = 0, raw = 0;
    LTP_GO(demo_table_read(LTP_DATA_DIR "/mali/demo/ml_4w_ltp_truth.csv", &t, err));
    LTP_GO(begin(store, "activities", "4w", &import_id, err));
    LTP_GO(ltp_vocabulary_load(store, "sector", &sectors, err));
    LTP_GO(ltp_lines_begin(store, import_id, edition, &book, err));
    for (size_t i = 0; i < t.rows; i++) {
        LTP_GO(add_row(store, import_id, &t, i, &raw, err));
        const char *fate = demo_cell(&t, i, "fate");
        counts.read++;
        counts.duplicate += fate[0] == 'd';
        counts.rejected += fate[0] == 'r';
        counts.accepted += fate[0] == 'a';
        if (fate[0] == 'a')
            LTP_GO(add_line(store, book, demo, ids, sectors, import_id, raw, &t, i, err));
    }
    rc = ltp_lines_end(book, false, LTP_DAY_NONE, NULL, err);
    book = NULL;
    if (rc == LTP_OK)
        rc = ltp_import_finish(store, import_id, &counts, err);
done:
    ltp_lines_abandon(book);
    ltp_vocabulary_free(sectors);
    demo_table_release(&t);
    return rc;
}

/* ---- needs ---- */

static LtpCode add_need(LtpStore *store, int64_t import_id, const DemoTable *t, size_t i,
                        int64_t unit, LtpError *err)
{
    int64_t raw = 0;
    LtpChange change;
    LTP_TRY(ltp_raw_row(store, import_id, (int64_t)i + 2, "[]", LTP_ACCEPTED, NULL, &raw, err));
    bool shelter = strcmp(demo_cell(t, i, "Secteur"), "Intersectoriel") != 0;
    const LtpNeedRecord need = {
        .raw_row_id = raw,
        .unit_id = unit,
        .date = day(t, i, "Date"),
        .sector = shelter ? "SHL" : NULL,
        .pin = number(t, i, "Personnes dans le besoin"),
        .severity = number(t, i, "Sévérité"),
        .population = number(t, i, "Population"),
        .idps = number(t, i, "PDI"),
        .returnees = number(t, i, "Retournés"),
        .repatriated = number(t, i, "Rapatriés"),
    };
    return ltp_need_put(store, import_id, &need, &change, err);
}

static LtpCode add_needs(LtpStore *store, const Demo *demo, const int64_t *ids, LtpError *err)
{
    LtpCode rc = LTP_OK;
    DemoTable t = {0};
    LtpImportCounts counts = {0};
    int64_t import_id = 0;
    LTP_GO(demo_table_read(LTP_DATA_DIR "/mali/demo/ml_needs_fictif.csv", &t, err));
    LTP_GO(begin(store, "needs", "needs", &import_id, err));
    for (size_t i = 1; i < t.rows; i++) {
        int32_t unit = demo_unit(demo, t.cells[i][0]);
        LTP_GO(add_need(store, import_id, &t, i, ids[unit], err));
        counts.read++;
        counts.accepted++;
    }
    LTP_GO(ltp_import_finish(store, import_id, &counts, err));
done:
    demo_table_release(&t);
    return rc;
}

LtpCode demo_store_make(char **dir, LtpStore **store, LtpError *err)
{
    LtpCode rc = LTP_OK;
    Demo demo = {0};
    char *path = NULL;
    int64_t *ids = NULL;
    int64_t edition = 0;
    *dir = NULL;
    *store = NULL;
    LTP_GO(demo_load(&demo, err));
    LTP_GO(ltp_os_temp_dir(dir, err));
    path = ltp_path_join(*dir, "demo.sqlite");
    ids = ltp_calloc(demo.input.units.count, sizeof *ids);
    LTP_GO(ltp_store_open(path, LTP_STORE_CREATE, store, err));
    LTP_GO(add_units(*store, &demo, &edition, ids, err));
    LTP_GO(add_lines(*store, &demo, edition, ids, err));
    LTP_GO(add_needs(*store, &demo, ids, err));
done:
    ltp_free(path);
    ltp_free(ids);
    demo_release(&demo);
    return rc;
}

void demo_store_remove(char *dir)
{
    LtpError err = {0};
    if (dir != NULL && ltp_os_remove_tree(dir, &err) != LTP_OK)
        dir[0] = '\0'; /* a temporary folder that stays is no failure of the test */
    ltp_free(dir);
}

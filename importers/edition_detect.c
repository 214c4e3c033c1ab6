#include "importers/edition_detect.h"

#include "base/hash.h"
#include "base/lang.h"
#include "importers/cells.h"
#include "importers/places.h"

#include <string.h>

/* Enough to tell editions apart; a table of a million rows need not be read twice in full. */
enum { MAX_KEYS = 20000, MAX_ROWS = 200000, MAX_EDITIONS = 32 };

/* How well one edition fits. */
typedef struct Candidate {
    const char *name;
    bool active;
    size_t agree;
} Candidate;

typedef struct Detection {
    LtpStore *store;
    const LtpMapping *mapping;
    int code[LTP_LEVELS], name[LTP_LEVELS], any_code; /* columns, -1 = none */
    LtpHash *keys;                                    /* "level US code US name" */
    Candidate editions[MAX_EDITIONS];
    size_t n_editions;
} Detection;

/* ---- the places a table names ---- */

static void find_columns(Detection *detection)
{
    for (int level = 0; level < LTP_LEVELS; level++) {
        char field[] = "adm0_code", other[] = "adm0_name";
        field[3] = other[3] = (char)('0' + level);
        detection->code[level] = ltp_mapping_column(detection->mapping, field, -1);
        detection->name[level] = ltp_mapping_column(detection->mapping, other, -1);
    }
    detection->any_code = ltp_mapping_column(detection->mapping, "pcode", -1);
}

static LtpCode keep_key(Detection *detection, int level, const char *code, const char *name,
                        LtpError *err)
{
    int64_t number;
    LtpBuf key = {0};
    ltp_buf_printf(&key, "%d\x1f%s\x1f%s", level, code, name);
    LtpCode rc = code[0] != '\0' || name[0] != '\0'
                     ? ltp_hash_intern(detection->keys, ltp_buf_text(&key), &number, err)
                     : LTP_OK;
    ltp_buf_release(&key);
    return rc;
}

/* Lists of codes and names go side by side. */
static LtpCode keep_cells(Detection *detection, int level, const char *codes, const char *names,
                          LtpError *err)
{
    static const char separators[] = ";|\n";
    LtpBuf code = {0}, name = {0};
    LtpCode rc = LTP_OK;
    bool more = true;
    while (rc == LTP_OK && more) {
        ltp_buf_clear(&code);
        ltp_buf_clear(&name);
        bool has_code = ltp_cell_part(&codes, separators, &code);
        bool has_name = ltp_cell_part(&names, separators, &name);
        more = has_code || has_name;
        if (more)
            rc = keep_key(detection, level, ltp_buf_text(&code), ltp_buf_text(&name), err);
    }
    ltp_buf_release(&code);
    ltp_buf_release(&name);
    return rc;
}

static LtpCode keep_row(Detection *detection, const LtpRow *row, LtpError *err)
{
    LtpArena arena = {0};
    LtpCode rc = LTP_OK;
    for (int level = 0; rc == LTP_OK && level < LTP_LEVELS; level++)
        rc = keep_cells(detection, level, ltp_cell_text(row, detection->code[level], &arena),
                        ltp_cell_text(row, detection->name[level], &arena), err);
    if (rc == LTP_OK)
        rc = keep_cells(detection, 0, ltp_cell_text(row, detection->any_code, &arena), NULL, err);
    ltp_arena_release(&arena);
    return rc;
}

static LtpCode keep_table(Detection *detection, LtpTable *table, LtpError *err)
{
    LtpRow row;
    find_columns(detection);
    LTP_TRY(ltp_table_select(table, detection->mapping->sheet, err));
    for (size_t n = 0; n < MAX_ROWS && ltp_hash_count(detection->keys) < MAX_KEYS; n++) {
        LTP_TRY(ltp_table_next(table, &row, err));
        if (row.cells == NULL)
            break;
        if (row.number >= detection->mapping->first_row && !ltp_row_is_hxl(&row))
            LTP_TRY(keep_row(detection, &row, err));
    }
    return LTP_OK;
}

/* ---- how editions fit ---- */

/* A code must carry the name beside it; a lone code or name must be there at all. */
static bool agrees(const LtpGazetteer *gazetteer, const LtpUnits *units, const char *key)
{
    enum { MAX_NAMED = 16 };
    int32_t named[MAX_NAMED];
    int level = key[0] - '0';
    const char *code = key + 2, *name = strchr(code, '\x1f') + 1;
    if (code[0] != '\x1f') {
        LtpBuf text = {0};
        ltp_buf_put(&text, code, (size_t)(name - 1 - code));
        int32_t unit = ltp_gazetteer_code(gazetteer, ltp_buf_text(&text), NULL);
        ltp_buf_release(&text);
        return unit >= 0 && (name[0] == '\0' || ltp_gazetteer_carries(gazetteer, unit, name));
    }
    size_t found = ltp_gazetteer_named(gazetteer, name, named, MAX_NAMED);
    for (size_t i = 0; i < found && i < MAX_NAMED; i++)
        if (units->units[named[i]].level == level)
            return true;
    return false;
}

static LtpCode score(Detection *detection, Candidate *candidate, LtpError *err)
{
    LtpUnits *units = NULL;
    LtpGazetteer *gazetteer = NULL;
    LtpCode rc = LTP_OK;
    LTP_GO(ltp_units_load(detection->store, candidate->name, false, &units, err));
    LTP_GO(ltp_gazetteer_of_units(units, NULL, &gazetteer, err));
    for (size_t i = 0; i < ltp_hash_count(detection->keys); i++)
        candidate->agree += agrees(gazetteer, units, ltp_hash_key(detection->keys, i));
done:
    ltp_gazetteer_free(gazetteer);
    ltp_units_free(units);
    return rc;
}

static LtpCode note_edition(const LtpEdition *edition, void *arg, LtpError *err)
{
    Detection *detection = arg;
    (void)err;
    if (detection->n_editions < MAX_EDITIONS)
        detection->editions[detection->n_editions++] =
            (Candidate){.name = edition->name, .active = edition->active};
    return LTP_OK;
}

static const Candidate *best(const Detection *detection)
{
    const Candidate *found = &detection->editions[0];
    for (size_t i = 1; i < detection->n_editions; i++) {
        const Candidate *next = &detection->editions[i];
        if (next->agree > found->agree || (next->agree == found->agree && next->active))
            found = next;
    }
    return found;
}

static void explain(const Detection *detection, const Candidate *chosen, LtpBuf *why)
{
    size_t n = ltp_hash_count(detection->keys);
    if (n == 0) {
        ltp_buf_printf(why, _("edition %s: the table names no place, the active edition is taken"),
                       chosen->name);
        return;
    }
    ltp_buf_printf(why, _("edition %s: %zu of the %zu places that the table names agree with it"),
                   chosen->name, chosen->agree, n);
    for (size_t i = 0; i < detection->n_editions; i++)
        if (&detection->editions[i] != chosen)
            ltp_buf_printf(why, "; %s: %zu", detection->editions[i].name,
                           detection->editions[i].agree);
}

static LtpCode detect(Detection *detection, LtpTable *table, const char **name, LtpBuf *why,
                      LtpError *err)
{
    LTP_TRY(ltp_edition_each(detection->store, note_edition, detection, err));
    if (detection->n_editions == 0)
        return ltp_fail(
            err, LTP_EDATA,
            _("the store holds no boundaries, so no place can be recognised. Import them "
              "first: ltp import boundaries FILE"));
    if (detection->n_editions == 1) {
        *name = detection->editions[0].name;
        ltp_buf_printf(why, _("edition %s: the only one loaded"), *name);
        return LTP_OK;
    }
    LTP_TRY(keep_table(detection, table, err));
    for (size_t i = 0; i < detection->n_editions; i++)
        LTP_TRY(score(detection, &detection->editions[i], err));
    const Candidate *chosen = best(detection);
    *name = chosen->name;
    explain(detection, chosen, why);
    return LTP_OK;
}

LtpCode ltp_edition_choose(LtpStore *store, LtpTable *table, const LtpMapping *mapping,
                           const char *asked, LtpUnits **units, LtpBuf *why, LtpError *err)
{
    const char *name = asked;
    if (asked != NULL) {
        ltp_buf_printf(why, _("edition %s: named by --edition"), asked);
    } else {
        Detection detection = {.store = store, .mapping = mapping, .keys = ltp_hash_new()};
        if (detection.keys == NULL)
            return ltp_fail_memory(err);
        LtpCode rc = detect(&detection, table, &name, why, err);
        ltp_hash_free(detection.keys);
        LTP_TRY(rc);
    }
    static const char *const geometric[] = {"lat", "lon", "point", "outline", NULL};
    bool geometry = false;
    for (size_t i = 0; geometric[i] != NULL; i++)
        geometry = geometry || ltp_mapping_column(mapping, geometric[i], -1) >= 0;
    return ltp_units_load(store, name, geometry, units, err);
}

/* ---- the other editions ---- */

typedef struct Others {
    LtpStore *store;
    int64_t chosen;
    LtpUnits **items;
    size_t count, capacity;
} Others;

static LtpCode load_other(const LtpEdition *edition, void *arg, LtpError *err)
{
    Others *others = arg;
    LtpUnits *units;
    if (edition->id == others->chosen)
        return LTP_OK;
    LTP_TRY(ltp_grow((void **)&others->items, &others->capacity, others->count,
                     sizeof *others->items, err));
    LTP_TRY(ltp_units_load(others->store, edition->name, false, &units, err));
    others->items[others->count++] = units;
    return LTP_OK;
}

LtpCode ltp_editions_besides(LtpStore *store, const LtpUnits *chosen, LtpUnits ***items,
                             size_t *count, LtpError *err)
{
    Others others = {.store = store, .chosen = chosen->edition.id};
    LtpCode rc = ltp_edition_each(store, load_other, &others, err);
    if (rc != LTP_OK) {
        ltp_editions_free(others.items, others.count);
        return rc;
    }
    *items = others.items;
    *count = others.count;
    return LTP_OK;
}

void ltp_editions_free(LtpUnits **others, size_t count)
{
    for (size_t i = 0; i < count; i++)
        ltp_units_free(others[i]);
    ltp_free(others);
}

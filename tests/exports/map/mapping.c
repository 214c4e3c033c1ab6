#include "mapping.h"

#include "layers/store.h"

#include <math.h>
#include <stdlib.h>

/* ---- fields ---- */

#define FIELD(name_, type_)                                                                        \
    {                                                                                              \
        .name = name_, .type = type_, .label = {name_, name_}, .flags = LTP_OUTPUT                 \
    }

enum { U_PCODE, U_NAME, U_LEVEL, U_PARENT, U_AREA, U_FIELDS };
static const LtpField unit_fields[U_FIELDS] = {
    FIELD("pcode", LTP_TEXT), FIELD("name", LTP_TEXT), FIELD("level", LTP_INTEGER),
    FIELD("parent_pcode", LTP_TEXT), FIELD("area_km2", LTP_REAL)};
static const LtpLayer unit_layer = {
    .name = "units", .geometry = LTP_MULTIPOLYGON, .fields = unit_fields, .n_fields = U_FIELDS};

enum {
    F_PCODE,
    F_NAME,
    F_ACTORS,
    F_INHERITED,
    F_STATE,
    F_PRIORITY,
    F_INTERSECTOR,
    F_COVERAGE,
    F_GAP,
    F_PIN,
    F_REACHED,
    F_POPULATION,
    F_IDPS,
    F_RETURNEES,
    F_STUDIES,
    F_ESTIMATED,
    F_FIELDS
};
static const LtpField figure_fields[F_FIELDS] = {
    FIELD("pcode", LTP_TEXT),        FIELD("name", LTP_TEXT),
    FIELD("n_actors", LTP_INTEGER),  FIELD("n_actors_inherited", LTP_INTEGER),
    FIELD("state", LTP_TEXT),        FIELD("priority", LTP_TEXT),
    FIELD("intersector", LTP_TEXT),  FIELD("coverage_need", LTP_REAL),
    FIELD("gap_need", LTP_INTEGER),  FIELD("pin", LTP_INTEGER),
    FIELD("reached", LTP_INTEGER),   FIELD("population", LTP_INTEGER),
    FIELD("idps", LTP_INTEGER),      FIELD("returnees", LTP_INTEGER),
    FIELD("n_studies", LTP_INTEGER), FIELD("estimated", LTP_BOOLEAN)};
static const LtpLayer figure_layer = {.name = "coverage",
                                      .geometry = LTP_MULTIPOLYGON,
                                      .fields = figure_fields,
                                      .n_fields = F_FIELDS};

/* ---- geometry ---- */

static unsigned char *put_u32(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        *at++ = (unsigned char)(value >> 8 * i);
    return at;
}

static unsigned char *put_f64(unsigned char *at, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    for (int i = 0; i < 8; i++)
        *at++ = (unsigned char)(bits >> 8 * i);
    return at;
}

/* Longitudes past 180 come round, as boundary files have them. */
static double turned(double lon)
{
    return lon > 180 ? lon - 360 : lon;
}

static void *box_wkb(LtpArena *arena, double x0, double y0, double x1, double y1, size_t *size)
{
    const double xs[] = {x0, x1, x1, x0, x0}, ys[] = {y0, y0, y1, y1, y0};
    *size = 9 + 13 + 5 * 16;
    unsigned char *wkb = ltp_arena_alloc(arena, *size), *at = wkb;
    *at++ = 1;
    at = put_u32(put_u32(at, 6), 1);
    *at++ = 1;
    at = put_u32(put_u32(put_u32(at, 3), 1), 5);
    for (int i = 0; i < 5; i++)
        at = put_f64(put_f64(at, turned(xs[i])), ys[i]);
    return wkb;
}

/* ---- rows ---- */

typedef struct Maker {
    Mapping *m;
    const Country *country;
    LtpReleaseRow *units, *figures;
    int64_t n_units, n_figures;
} Maker;

static const char *format(Maker *maker, const char *fmt, long number)
{
    char text[64];
    snprintf(text, sizeof text, "%s%04ld", fmt, number);
    return ltp_arena_strdup(&maker->m->arena, text);
}

static void add_unit(Maker *maker, int level, const char *pcode, const char *name,
                     const char *parent, const double box[4])
{
    LtpValue *values = ltp_arena_alloc(&maker->m->arena, U_FIELDS * sizeof *values);
    LtpReleaseRow *row = &maker->units[maker->n_units++];
    values[U_PCODE] = ltp_value_text(pcode);
    values[U_NAME] = ltp_value_text(name);
    values[U_LEVEL] = ltp_value_int(level);
    values[U_PARENT] = ltp_value_text(parent);
    values[U_AREA] = ltp_value_real((box[2] - box[0]) * (box[3] - box[1]) * 12300);
    *row = (LtpReleaseRow){.id = pcode, .values = values};
    row->wkb = box_wkb(&maker->m->arena, box[0], box[1], box[2], box[3], &row->wkb_size);
}

static LtpValue withheld(void)
{
    LtpValue value = ltp_value_null(LTP_INTEGER);
    value.suppressed = true;
    return value;
}

/* Every class and every kind of nothing comes up. */
static void add_figures(Maker *maker, const char *pcode, const char *name)
{
    static const char *const states[] = {"covered", "inherited_only", "planned_only", "inactive",
                                         "no_line"};
    static const char *const priorities[] = {"high",    "medium", "to_verify",
                                             "unknown", "low",    "none"};
    static const char *const clusters[] = {"both", "protection_only_ltp", "none", "shelter_only"};
    int64_t i = maker->n_figures;
    LtpValue *v = ltp_arena_alloc(&maker->m->arena, F_FIELDS * sizeof *v);
    v[F_PCODE] = ltp_value_text(pcode);
    v[F_NAME] = ltp_value_text(name);
    v[F_ACTORS] = ltp_value_int(i % 9);
    v[F_INHERITED] = ltp_value_int(i % 2);
    v[F_STATE] = ltp_value_text(states[i % 5]);
    v[F_PRIORITY] = i % 7 == 6 ? withheld() : ltp_value_text(priorities[i % 6]);
    v[F_INTERSECTOR] = i % 5 == 4 ? ltp_value_null(LTP_TEXT) : ltp_value_text(clusters[i % 4]);
    v[F_COVERAGE] = i % 6 == 5 ? ltp_value_null(LTP_REAL) : ltp_value_real((double)(i % 6) * 0.3);
    v[F_GAP] = i % 4 == 3   ? ltp_value_null(LTP_INTEGER)
               : i % 4 == 2 ? withheld()
                            : ltp_value_int(i * 37 % 5000);
    v[F_PIN] = ltp_value_int(i * 53 % 9000);
    v[F_REACHED] = ltp_value_int(i * 11 % 2000);
    v[F_POPULATION] =
        i % 3 == 2 ? ltp_value_null(LTP_INTEGER) : ltp_value_int(i % 3 == 1 ? 3 : 90000);
    v[F_IDPS] = i % 5 == 3 ? ltp_value_null(LTP_INTEGER) : ltp_value_int(i * 29 % 4000);
    v[F_RETURNEES] = ltp_value_int(i % 2 == 0 ? 0 : i * 17 % 3000);
    v[F_STUDIES] = ltp_value_int(i % 6);
    v[F_ESTIMATED] = ltp_value_bool(i % 8 == 7);
    maker->figures[maker->n_figures++] = (LtpReleaseRow){.id = pcode, .values = v};
}

static void add_leaf(Maker *maker, const char *parent, const double box[4])
{
    const Country *country = maker->country;
    int64_t i = maker->n_figures;
    const char *pcode = format(maker, "ZZ01", (long)i);
    const char *name = country->names ? country->names[(size_t)i % country->n_names]
                                      : format(maker, "Unité ", (long)i);
    add_unit(maker, 2, pcode, name, parent, box);
    add_figures(maker, pcode, name);
}

static void add_crowd(Maker *maker, const char *parent, const double box[4])
{
    double side = (box[2] - box[0]) / 30;
    for (int i = 0; i < 9; i++) {
        double x = box[0] + side * (i % 3), y = box[1] + side * (double)(i / 3);
        add_leaf(maker, parent, (double[]){x, y, x + side, y + side});
    }
    add_leaf(maker, parent, (double[]){box[0] + 3 * side, box[1], box[2], box[3]});
}

/* A region for every four columns. */
static void add_columns(Maker *maker)
{
    const Country *c = maker->country;
    const char *region = "";
    for (int x = 0; x < c->columns; x++) {
        double west = c->west + x * c->step, north = c->south + c->rows * c->step;
        if (x % 4 == 0) {
            double wide = fmin(4, c->columns - x) * c->step;
            region = format(maker, "ZZ", x);
            add_unit(maker, 1, region, format(maker, "Région ", x), "ZZ",
                     (double[]){west, c->south, west + wide, north});
        }
        for (int y = 0; y < c->rows; y++) {
            double south = c->south + y * c->step;
            const double box[] = {west, south, west + c->step, south + c->step};
            if (c->crowd && x == 0 && y == 0)
                add_crowd(maker, region, box);
            else
                add_leaf(maker, region, box);
        }
    }
}

/* Its row follows those of the units. */
static void add_neighbour(Maker *maker)
{
    const Country *c = maker->country;
    double east = c->west + c->columns * c->step, north = c->south + c->rows * c->step;
    int64_t at = maker->n_units;
    if (c->beside)
        add_unit(maker, 0, "YY", "Voisinie (la)", "",
                 (double[]){east, c->south, east + 40 * c->step, north});
    maker->m->neighbours =
        (FakeLayer){&unit_layer, LTP_MULTIPOLYGON, maker->units + at, maker->n_units - at, 0, 0};
}

void mapping_make(Mapping *m, const Country *country)
{
    LtpError err = {0};
    size_t most = (size_t)country->columns * (size_t)country->rows + 16;
    Maker maker = {.m = m, .country = country};
    *m = (Mapping){0};
    maker.units = ltp_arena_alloc(&m->arena, 2 * most * sizeof *maker.units);
    maker.figures = ltp_arena_alloc(&m->arena, most * sizeof *maker.figures);
    if (country->columns > 0) {
        double east = country->west + country->columns * country->step;
        double north = country->south + country->rows * country->step;
        add_unit(&maker, 0, "ZZ", "Pays d'essai (le)", "",
                 (double[]){country->west, country->south, east, north});
        add_columns(&maker);
    }
    m->units = (FakeLayer){&unit_layer, LTP_MULTIPOLYGON, maker.units, maker.n_units, 0, 0};
    m->figures = (FakeLayer){&figure_layer, LTP_MULTIPOLYGON, maker.figures, maker.n_figures, 0, 0};
    m->n = maker.n_figures;
    add_neighbour(&maker);
    const char *path = test_temp_path("scheme.sqlite");
    remove(path);
    assert_ok(ltp_store_open(path, LTP_STORE_CREATE, &m->store, &err));
    assert_ok(ltp_scheme_load(m->store, NULL, &m->scheme, &err));
    ltp_map_config_init(&m->config);
}

void mapping_free(Mapping *m)
{
    ltp_scheme_free(m->scheme);
    ltp_store_close(m->store);
    ltp_map_config_release(&m->config);
    ltp_map_trace_release(&m->trace);
    ltp_arena_release(&m->arena);
}

static LtpCode open_rows(void *arg, LtpMapRows rows, size_t i, LtpRelease **release, LtpError *err)
{
    Mapping *m = arg;
    *release = NULL;
    if (rows == LTP_MAP_NEIGHBOURS)
        return i == 0 && m->neighbours.n_rows > 0 ? fake_open(&m->neighbours, "", release, err)
                                                  : LTP_OK;
    return fake_open(rows == LTP_MAP_UNITS ? &m->units : &m->figures, "", release, err);
}

LtpMapJob mapping_job(Mapping *m, const char *theme, const char *dest)
{
    ltp_map_trace_release(&m->trace);
    return (LtpMapJob){.theme = ltp_map_theme_find(theme),
                       .lang = LTP_FR,
                       .dest = dest,
                       .atlas = -1,
                       .country_code = "ZZZ",
                       .config = &m->config,
                       .scheme = m->scheme,
                       .source = {.open = open_rows, .arg = m},
                       .trace = &m->trace};
}

/* ---- what every page promises ---- */

static void assert_inside(const LtpMapTrace *trace, const LtpMapItem *item)
{
    double slack = 0.05, right = item->box.x + item->box.w, low = item->box.y + item->box.h;
    if (item->box.x < trace->margin - slack || item->box.y < trace->margin - slack ||
        right > trace->width - trace->margin + slack || low > trace->height - trace->margin + slack)
        fail_msg("page %d: \"%s\" runs over the margin (%.1f %.1f - %.1f %.1f)", item->page,
                 item->text, item->box.x, item->box.y, right, low);
}

static bool meet(LtpMapBox a, LtpMapBox b)
{
    double slack = 0.02;
    return a.x + slack < b.x + b.w && b.x + slack < a.x + a.w && a.y + slack < b.y + b.h &&
           b.y + slack < a.y + a.h;
}

static void assert_apart(const LtpMapTrace *trace)
{
    for (size_t i = 0; i < trace->n_items; i++)
        for (size_t k = 0; k < i; k++) {
            const LtpMapItem *a = &trace->items[i], *b = &trace->items[k];
            if (a->page == b->page && meet(a->box, b->box))
                fail_msg("page %d: \"%s\" lies on \"%s\"", a->page, a->text, b->text);
        }
}

/* Codes with a prefix ("idps:zero") are a division of their own. */
static void assert_counts(const LtpMapTrace *trace, int page)
{
    int64_t total = -1, classes = 0, n_classes = 0;
    for (size_t i = 0; i < trace->n_counts; i++)
        if (trace->counts[i].page == page && strcmp(trace->counts[i].code, "total") == 0)
            total = trace->counts[i].units;
    for (size_t i = 0; i < trace->n_counts; i++)
        if (trace->counts[i].page == page && !trace->counts[i].part &&
            !strchr(trace->counts[i].code, ':')) {
            classes += trace->counts[i].units;
            n_classes++;
        }
    if (n_classes > 0 && total >= 0)
        assert_int_equal(classes, total);
}

static void assert_scale(const LtpMapTrace *trace)
{
    for (size_t i = 0; i < trace->n_bars; i++) {
        double km = ltp_distance_km(trace->bars[i].from, trace->bars[i].to);
        assert_near(km, trace->bars[i].km, 0.02 * trace->bars[i].km);
    }
}

static bool is_number(const char *text)
{
    return *text && strspn(text, "0123456789") == strlen(text);
}

/* Every number on the map stands in the key of its page once, and the other way round. */
static void assert_key(const LtpMapTrace *trace, int page)
{
    enum { MOST = 1000 };
    int on_map[MOST] = {0}, in_key[MOST] = {0};
    for (size_t i = 0; i < trace->n_items; i++) {
        const LtpMapItem *item = &trace->items[i];
        int64_t number = atoll(item->text);
        if (item->page != page || number <= 0 || number >= MOST)
            continue;
        on_map[number] += item->role == LTP_MAP_LABEL && is_number(item->text);
        in_key[number] += item->role == LTP_MAP_KEY;
    }
    for (int number = 1; number < MOST; number++)
        if (on_map[number] != in_key[number] || on_map[number] > 1)
            fail_msg("page %d: number %d is %d times on the map, %d times in the key", page, number,
                     on_map[number], in_key[number]);
}

static bool has_role(const LtpMapTrace *trace, int page, LtpMapRole role)
{
    for (size_t i = 0; i < trace->n_items; i++)
        if (trace->items[i].page == page && trace->items[i].role == role)
            return true;
    return false;
}

void assert_sound(const Mapping *m)
{
    const LtpMapTrace *trace = &m->trace;
    static const LtpMapRole roles[] = {LTP_MAP_TITLE,     LTP_MAP_SUBTITLE, LTP_MAP_LEGEND,
                                       LTP_MAP_FURNITURE, LTP_MAP_FOOT,     LTP_MAP_MARK};
    assert_false(trace->failed);
    for (size_t i = 0; i < trace->n_items; i++)
        assert_inside(trace, &trace->items[i]);
    assert_apart(trace);
    assert_scale(trace);
    assert_true(trace->n_bars > 0);
    for (int page = 1; page <= trace->pages; page++)
        assert_counts(trace, page);
    for (int page = 1; page <= trace->pages; page++)
        assert_key(trace, page);
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        assert_true(has_role(trace, 1, roles[i]));
}

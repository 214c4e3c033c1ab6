/* Rows of a source layer. The statement names the columns that the clearance lets through, so what
 * may not leave is not even read. */
#include "layers/release_internal.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

extern const char ltp_text_sql_release_where_sql[], ltp_text_sql_release_lines_sql[];

/* Where a field is shown from another column of the view: at public, the actors of GBV and child
 * protection appear as Protection; names of vocabularies come in the reader's language. */
static const struct {
    const char *layer, *field, *fr, *en;
    LtpSensitivity upto;
} variants[] = {
    {"areas", "sector", "sector_public", "sector_public", LTP_PUBLIC},
    {"areas", "sector_name", "sector_public_name", "sector_public_name_en", LTP_PUBLIC},
    {"areas", "sector_name", "sector_name", "sector_name_en", LTP_STRICT},
    {"lines", "sector", "sector_public", "sector_public", LTP_PUBLIC},
    {"lines", "sector_name", "sector_public_name", "sector_public_name_en", LTP_PUBLIC},
    {"lines", "sector_name", "sector_name", "sector_name_en", LTP_STRICT},
    {"needs", "sector_name", "sector_name", "sector_name_en", LTP_STRICT},
    {"displacement", "people", "people_guarded", "people_guarded", LTP_RESTRICTED},
    {"displacement", "population_name", "population_name", "population_name_en", LTP_STRICT},
    {"erp", "event_name", "event_name", "event_name_en", LTP_STRICT},
    {"erp", "movement_name", "movement_name", "movement_name_en", LTP_STRICT},
    {"erp", "ltp_issues_name", "ltp_issues_name", "ltp_issues_name_en", LTP_STRICT},
    {"risks", "risk_level_name", "risk_level_name", "risk_level_name_en", LTP_STRICT},
    {"organisations", "type_name", "type_name", "type_name_en", LTP_STRICT},
};

static const char *column_of(const LtpRelease *release, const LtpField *field)
{
    for (size_t i = 0; i < sizeof variants / sizeof *variants; i++)
        if (strcmp(variants[i].layer, release->layer->name) == 0 &&
            strcmp(variants[i].field, field->name) == 0 && release->clearance <= variants[i].upto)
            return ltp_lang() == LTP_EN ? variants[i].en : variants[i].fr;
    return field->name;
}

static bool is_layer(const LtpRelease *release, const char *name)
{
    return strcmp(release->layer->name, name) == 0;
}

/* A row is a line of activity, with its filters. */
static bool is_of_lines(const LtpRelease *release)
{
    return is_layer(release, "lines") || is_layer(release, "areas");
}

/* Layers that are not of places have neither edition nor unit. */
static bool has_place(const LtpRelease *release)
{
    return release->layer->geometry != LTP_NO_GEOMETRY;
}

/* Columns 0 and 1 after the fields: the outline, or the point's two coordinates; then the flag. */
static void put_geometry(const LtpRelease *release, LtpBuf *sql)
{
    bool exact = release->clearance >= LTP_CONFIDENTIAL;
    if (release->geometry == LTP_MULTIPOLYGON && is_layer(release, "areas"))
        ltp_buf_puts(sql,
                     "(SELECT ST_AsBinary(a.geom) FROM line_area a WHERE a.line_id = l.id), NULL");
    else if (release->geometry == LTP_MULTIPOLYGON)
        ltp_buf_puts(sql, "(SELECT ST_AsBinary(u.geom) FROM unit u WHERE u.id = l.unit_id), NULL");
    else if (release->geometry == LTP_POINT)
        ltp_buf_puts(sql, exact ? "l.exact_lon, l.exact_lat" : "l.point_lon, l.point_lat");
    else
        ltp_buf_puts(sql, "NULL, NULL");
    bool delicate = is_of_lines(release) || is_layer(release, "erp");
    ltp_buf_puts(sql, delicate ? ", l.delicate" : ", 0");
}

static void put_columns(const LtpRelease *release, LtpBuf *sql)
{
    for (size_t i = 0; i < release->n_fields; i++)
        if (release->source[i] == SIZE_MAX)
            ltp_buf_puts(sql, "NULL, ");
        else if (ltp_release_is_computed(release->layer, release->fields[i]))
            ltp_release_put_computed(release->layer, release->fields[i], sql);
        else
            ltp_buf_printf(sql, "l.\"%s\", ", column_of(release, release->fields[i]));
    put_geometry(release, sql);
}

static void put_source(const LtpRelease *release, LtpBuf *sql)
{
    ltp_buf_printf(sql, " FROM %s l", release->layer->table);
    if (has_place(release))
        ltp_buf_printf(sql, " WHERE %s", ltp_text_sql_release_where_sql);
    if (release->layer->sensitivity > release->clearance)
        ltp_buf_puts(sql, has_place(release) ? " AND 0" : " WHERE 0");
    if (is_of_lines(release))
        ltp_buf_printf(sql, " AND %s", ltp_text_sql_release_lines_sql);
}

static void bind_named(sqlite3_stmt *stmt, const char *name, const char *text)
{
    int at = sqlite3_bind_parameter_index(stmt, name);
    if (at > 0)
        ltp_sql_text(stmt, at, text);
}

/* Boundaries are of one edition, the active one if none is named. Records of other editions keep
 * their place on the outlines of their own, unless one edition is asked for. */
static LtpCode bind_edition(LtpRelease *release, sqlite3_stmt *stmt, LtpError *err)
{
    LtpEdition edition;
    const char *name = ltp_params_text(release->params, LTP_P_EDITION);
    if (name || is_layer(release, "units")) {
        LTP_TRY(ltp_edition_get(release->store, name, &edition, err));
        name = edition.name;
    }
    bind_named(stmt, ":edition", name);
    return LTP_OK;
}

static LtpCode bind(LtpRelease *release, sqlite3_stmt *stmt, LtpError *err)
{
    static const struct {
        const char *name;
        LtpParamId id;
    } texts[] = {{":level", LTP_P_LEVEL},
                 {":within", LTP_P_WITHIN},
                 {":from", LTP_P_FROM},
                 {":to", LTP_P_TO}},
      lists[] = {{":sectors", LTP_P_SECTOR}, {":themes", LTP_P_THEME},
                 {":orgs", LTP_P_ORG},       {":org_types", LTP_P_ORG_TYPE},
                 {":donors", LTP_P_DONOR},   {":population_types", LTP_P_POPULATION_TYPE}};
    LTP_TRY(bind_edition(release, stmt, err));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        bind_named(stmt, texts[i].name, ltp_params_text(release->params, texts[i].id));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const char *json = NULL;
        LTP_TRY(ltp_release_list(release, lists[i].id, &json, err));
        bind_named(stmt, lists[i].name, json);
    }
    return LTP_OK;
}

static LtpCode prepare(LtpRelease *release, const char *what, const char *order,
                       sqlite3_stmt **stmt, LtpError *err)
{
    LtpBuf sql = {0};
    ltp_buf_puts(&sql, "SELECT ");
    if (what)
        ltp_buf_puts(&sql, what);
    else
        put_columns(release, &sql);
    put_source(release, &sql);
    ltp_buf_puts(&sql, order);
    LtpCode rc = ltp_buf_check(&sql, err);
    if (rc == LTP_OK)
        rc = ltp_sql_prepare(release->store, sql.data, stmt, err);
    if (rc == LTP_OK)
        rc = bind(release, *stmt, err);
    ltp_buf_release(&sql);
    return rc;
}

/* How many rows there are, and of which editions. */
static LtpCode survey(LtpRelease *release, LtpError *err)
{
    const char *what = is_layer(release, "lines")     ? "count(DISTINCT l.line_id)"
                       : is_layer(release, "studies") ? "count(DISTINCT l.source || ' ' || l.key)"
                                                      : "count(*)";
    const char *editions = has_place(release) ? "json_group_array(DISTINCT l.edition) FILTER "
                                                "(WHERE l.edition IS NOT NULL)"
                                              : "'[]'";
    char columns[160];
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    snprintf(columns, sizeof columns, "count(*), %s, %s", editions, what);
    LtpCode rc = prepare(release, columns, "", &stmt, err);
    if (rc == LTP_OK)
        rc = ltp_sql_step(release->store, stmt, &row, err);
    if (rc == LTP_OK && row) {
        release->count = sqlite3_column_int64(stmt, 0);
        release->editions = ltp_strdup(ltp_sql_column_text(stmt, 1));
        release->records = sqlite3_column_int64(stmt, 2);
    }
    sqlite3_finalize(stmt);
    return rc;
}

LtpCode ltp_release_table_open(LtpRelease *release, LtpError *err)
{
    LTP_TRY(ltp_filters_settle(release->store, release->params, err));
    LTP_TRY(survey(release, err));
    const char *order =
        is_layer(release, "units") ? " ORDER BY l.level, l.pcode" : " ORDER BY l.id";
    return prepare(release, NULL, order, &release->stmt, err);
}

static LtpValue value_of(sqlite3_stmt *stmt, int at, LtpFieldType type)
{
    LtpValue value = ltp_value_null(type);
    if (sqlite3_column_type(stmt, at) == SQLITE_NULL)
        return value;
    switch (type) {
    case LTP_INTEGER:
        return ltp_value_int(ltp_sql_column_int(stmt, at));
    case LTP_BOOLEAN:
        return ltp_value_bool(ltp_sql_column_int(stmt, at));
    case LTP_REAL:
        return ltp_value_real(ltp_sql_column_real(stmt, at));
    case LTP_TEXT:
    case LTP_DATE:
        value = ltp_value_text(ltp_sql_column_text(stmt, at));
        value.type = type;
        break;
    }
    return value;
}

/* Little-endian ISO WKB of a point. */
static void point_wkb(double lon, double lat, unsigned char out[LTP_POINT_WKB])
{
    const double xy[2] = {lon, lat};
    memcpy(out, "\x01\x01\x00\x00\x00", 5);
    for (size_t i = 0; i < 2; i++) {
        uint64_t bits;
        memcpy(&bits, &xy[i], sizeof bits);
        for (size_t byte = 0; byte < 8; byte++)
            out[5 + 8 * i + byte] = (unsigned char)(bits >> (8 * byte));
    }
}

static void take_geometry(LtpRelease *release, int at, LtpRawRow *row)
{
    sqlite3_stmt *stmt = release->stmt;
    if (sqlite3_column_type(stmt, at) == SQLITE_NULL)
        return;
    if (release->geometry == LTP_MULTIPOLYGON) {
        row->wkb = sqlite3_column_blob(stmt, at);
        row->wkb_size = (size_t)sqlite3_column_bytes(stmt, at);
    } else if (release->geometry == LTP_POINT) {
        point_wkb(sqlite3_column_double(stmt, at), sqlite3_column_double(stmt, at + 1),
                  release->point);
        row->wkb = release->point;
        row->wkb_size = LTP_POINT_WKB;
    }
}

/* A unit is known by its code; other rows by their number. */
static const char *id_of(LtpRelease *release)
{
    const char *name = is_layer(release, "units") ? "pcode" : "id";
    for (size_t i = 0; i < release->n_fields; i++) {
        const LtpValue *value = &release->values[i];
        if (strcmp(release->fields[i]->name, name) != 0)
            continue;
        if (value->type == LTP_TEXT)
            return value->text;
        snprintf(release->id, sizeof release->id, "%lld", (long long)value->integer);
    }
    return release->id;
}

LtpCode ltp_release_table_next(LtpRelease *release, LtpRawRow *row, bool *more, LtpError *err)
{
    int n = (int)release->n_fields;
    LTP_TRY(ltp_sql_step(release->store, release->stmt, more, err));
    if (!*more)
        return LTP_OK;
    for (int i = 0; i < n; i++)
        release->values[i] = value_of(release->stmt, i, release->fields[i]->type);
    take_geometry(release, n, row);
    row->delicate = sqlite3_column_int(release->stmt, n + 2) != 0;
    row->id = id_of(release);
    return LTP_OK;
}

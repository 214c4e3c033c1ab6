#include "exports/dbf.h"

#include "base/lang.h"

#include <string.h>

static const LtpField unknown_field = {
    .name = "unknown",
    .type = LTP_TEXT,
    .label = {"Chiffres non connus", "Figures not known"},
    .definition = {"Noms courts des colonnes dont la valeur n'est pas connue sur cette ligne, car "
                   "certains logiciels montrent 0 dans une case vide d'un shapefile.",
                   "Short names of the columns whose value is not known on this row, because some "
                   "programs show 0 in an empty cell of a shapefile."},
    .dbf = "nonconnu",
    .flags = LTP_OUTPUT,
};

static bool has_short_name(const LtpRelease *release, const char *dbf)
{
    for (size_t i = 0; i < ltp_release_n_fields(release); i++) {
        const LtpField *field = ltp_release_field(release, i);
        if (field->dbf != NULL && strcmp(field->dbf, dbf) == 0)
            return true;
    }
    return false;
}

static void add(LtpDbf *dbf, const LtpField *field, size_t source)
{
    dbf->columns[dbf->count++] = (LtpDbfColumn){.field = field, .source = source};
}

LtpCode ltp_dbf_init(LtpDbf *dbf, const LtpRelease *release, LtpError *err)
{
    size_t n = ltp_release_n_fields(release);
    *dbf = (LtpDbf){.columns = ltp_calloc(n + 1, sizeof *dbf->columns)};
    if (dbf->columns == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        if (ltp_release_field(release, i)->dbf != NULL)
            add(dbf, ltp_release_field(release, i), i);
    }
    dbf->unknown = !has_short_name(release, unknown_field.dbf);
    if (dbf->unknown)
        add(dbf, &unknown_field, LTP_DBF_ADDED);
    return LTP_OK;
}

void ltp_dbf_release(LtpDbf *dbf)
{
    ltp_free(dbf->columns);
    *dbf = (LtpDbf){0};
}

/* ---- definitions ---- */

typedef struct Width {
    const char *unit;
    int width, precision;
} Width;

static void real_width(const char *unit, int *width, int *precision)
{
    static const Width widths[] = {
        {"ratio", 14, 8}, {"km²", 14, 4}, {"km", 12, 3}, {"degrees", 13, 8}, {NULL, 18, 6}};
    size_t i = 0;
    while (widths[i].unit != NULL && (unit == NULL || strcmp(widths[i].unit, unit) != 0))
        i++;
    *width = widths[i].width;
    *precision = widths[i].precision;
}

/* Text starts narrow: GDAL widens the column to the longest text, so that a table of 20 000 lines
 * doesn't weigh 150 MB. Whole numbers of 10 digits hold any count of people. */
static OGRFieldDefnH definition(const LtpField *field)
{
    static const OGRFieldType types[] = {[LTP_TEXT] = OFTString,
                                         [LTP_INTEGER] = OFTInteger64,
                                         [LTP_REAL] = OFTReal,
                                         [LTP_BOOLEAN] = OFTInteger,
                                         [LTP_DATE] = OFTDate};
    enum { TEXT = 20, DIGITS = 10 };
    OGRFieldDefnH defn = OGR_Fld_Create(field->dbf, types[field->type]);
    int width = field->type == LTP_TEXT      ? TEXT
                : field->type == LTP_INTEGER ? DIGITS
                : field->type == LTP_BOOLEAN ? 1
                                             : 0;
    int precision = 0;
    if (field->type == LTP_REAL)
        real_width(field->unit, &width, &precision);
    OGR_Fld_SetWidth(defn, width);
    OGR_Fld_SetPrecision(defn, precision);
    return defn;
}

LtpCode ltp_dbf_create_fields(const LtpDbf *dbf, OGRLayerH layer, LtpError *err)
{
    for (size_t i = 0; i < dbf->count; i++) {
        OGRFieldDefnH defn = definition(dbf->columns[i].field);
        OGRErr failed = OGR_L_CreateField(layer, defn, FALSE);
        OGR_Fld_Destroy(defn);
        if (failed != OGRERR_NONE)
            return ltp_fail(err, LTP_EIO, _("The column %s cannot be made in the shapefile."),
                            dbf->columns[i].field->dbf);
    }
    return LTP_OK;
}

/* ---- values ---- */

size_t ltp_dbf_fit(const char *text, size_t max)
{
    size_t length = strlen(text);
    if (length <= max)
        return length;
    while (max > 0 && ((unsigned char)text[max] & 0xC0) == 0x80)
        max--;
    return max;
}

/* Spaces at the end are fill in dBASE, and an empty text is none. */
static LtpCode set_text(LtpDbfColumn *column, OGRFeatureH feature, int i, const char *text,
                        LtpError *err)
{
    size_t length = ltp_dbf_fit(text, LTP_DBF_TEXT_MAX);
    column->cut += text[length] != '\0';
    while (length > 0 && text[length - 1] == ' ')
        length--;
    if (length == 0) {
        OGR_F_SetFieldNull(feature, i);
        return LTP_OK;
    }
    char *cell = ltp_strndup(text, length);
    if (cell == NULL)
        return ltp_fail_memory(err);
    OGR_F_SetFieldString(feature, i, cell);
    ltp_free(cell);
    return LTP_OK;
}

static LtpCode set_value(LtpDbfColumn *column, OGRFeatureH feature, int i, const LtpValue *value,
                         LtpError *err)
{
    if (value->type == LTP_TEXT && !value->null)
        return set_text(column, feature, i, value->text, err);
    ltp_ogr_set(feature, i, value);
    return LTP_OK;
}

/* What is not known, by short name; a withheld figure is known, but not told. */
static LtpCode set_unknown(LtpDbf *dbf, const LtpReleaseRow *row, OGRFeatureH feature, int i,
                           LtpError *err)
{
    LtpBuf names = {0};
    for (size_t k = 0; k < dbf->count; k++) {
        const LtpDbfColumn *column = &dbf->columns[k];
        if (column->source == LTP_DBF_ADDED)
            continue;
        const LtpValue *value = &row->values[column->source];
        if (value->null && !value->suppressed && column->field->type != LTP_TEXT)
            ltp_buf_printf(&names, "%s%s", names.size > 0 ? " " : "", column->field->dbf);
    }
    LtpCode rc = ltp_buf_check(&names, err);
    if (rc == LTP_OK)
        rc = set_text(&dbf->columns[i], feature, i, ltp_buf_text(&names), err);
    ltp_buf_release(&names);
    return rc;
}

LtpCode ltp_dbf_set(LtpDbf *dbf, const LtpReleaseRow *row, OGRFeatureH feature, LtpError *err)
{
    int n = (int)dbf->count;
    for (int i = 0; i < n; i++) {
        LtpDbfColumn *column = &dbf->columns[i];
        if (column->source != LTP_DBF_ADDED)
            LTP_TRY(set_value(column, feature, i, &row->values[column->source], err));
    }
    if (dbf->unknown)
        LTP_TRY(set_unknown(dbf, row, feature, n - 1, err));
    return LTP_OK;
}

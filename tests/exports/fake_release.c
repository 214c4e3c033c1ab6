#include "fake_release.h"

#include <math.h>
#include <string.h>

struct LtpRelease {
    const FakeLayer *fake;
    LtpLayer layer; /* under the name that was asked for */
    int64_t next;
};

LtpCode fake_open(void *arg, const char *layer, LtpRelease **release, LtpError *err)
{
    *release = ltp_calloc(1, sizeof **release);
    if (*release == NULL)
        return ltp_fail(err, LTP_ENOMEM, "no memory");
    (*release)->fake = arg;
    (*release)->layer = *(*release)->fake->layer;
    (*release)->layer.name = layer;
    (*release)->layer.title = (LtpText){layer, layer};
    return LTP_OK;
}

/* So that the archive's own release is not linked. */
LtpCode ltp_release_open(LtpStore *store, const char *layer, const LtpParams *params,
                         LtpSensitivity clearance, LtpRelease **release, LtpError *err)
{
    (void)store;
    (void)layer;
    (void)params;
    (void)clearance;
    (void)release;
    return ltp_fail(err, LTP_EINTERNAL, "this is the fake");
}

void ltp_release_close(LtpRelease *release)
{
    ltp_free(release);
}

const LtpLayer *ltp_release_layer(const LtpRelease *release)
{
    return &release->layer;
}

LtpGeometryKind ltp_release_geometry(const LtpRelease *release)
{
    return release->fake->geometry;
}

size_t ltp_release_n_fields(const LtpRelease *release)
{
    return release->fake->layer->n_fields;
}

const LtpField *ltp_release_field(const LtpRelease *release, size_t i)
{
    return &release->fake->layer->fields[i];
}

static int64_t total(const FakeLayer *fake)
{
    return fake->n_rows * (fake->repeat > 0 ? fake->repeat : 1);
}

int64_t ltp_release_count(const LtpRelease *release)
{
    return release->fake->announced > 0 ? release->fake->announced : total(release->fake);
}

const LtpLevelName *ltp_release_level_name(const LtpRelease *release, int level)
{
    static const LtpLevelName names[] = {
        {{"Pays", "Country"}, {"Pays", "Countries"}},
        {{"Province", "Province"}, {"Provinces", "Provinces"}},
        {{"Territoire", "Territory"}, {"Territoires", "Territories"}},
        {{"Zone de santé", "Health zone"}, {"Zones de santé", "Health zones"}},
        {{"Aire de santé", "Health area"}, {"Aires de santé", "Health areas"}},
    };
    (void)release;
    return &names[level];
}

LtpCode ltp_release_next(LtpRelease *release, const LtpReleaseRow **row, LtpError *err)
{
    (void)err;
    const FakeLayer *fake = release->fake;
    *row = release->next < total(fake) ? &fake->rows[release->next % fake->n_rows] : NULL;
    release->next++;
    return LTP_OK;
}

const char *ltp_release_stamp(const LtpRelease *release, const char *key)
{
    (void)release;
    static const char *const stamps[][2] = {
        {"title", "Écarts par commune"},
        {"abstract",
         "Où sont les acteurs du logement, de la terre et de la propriété, et où ils manquent."},
        {"date", "2020-03-31"},
        {"parameters", "from=2020-01-01 to=2020-03-31"},
        {"sensitivity", "public"},
        {"edition", "2021"},
        {"program", "ltp test"},
    };
    for (size_t i = 0; i < sizeof stamps / sizeof *stamps; i++) {
        if (strcmp(stamps[i][0], key) == 0)
            return stamps[i][1];
    }
    return NULL;
}

/* ---- layers ---- */

static const LtpField fields[] = {
    {.name = "pcode",
     .type = LTP_TEXT,
     .label = {"P-code", "P-code"},
     .definition = {"Code de la commune.", "Code of the commune."},
     .hxl = "#adm3+code",
     .dbf = "pcode",
     .flags = LTP_KEY | LTP_OUTPUT},
    {.name = "name",
     .type = LTP_TEXT,
     .label = {"Commune", "Commune"},
     .definition = {"Nom de la commune.", "Name of the commune."},
     .hxl = "#adm3+name",
     .dbf = "nom",
     .flags = LTP_OUTPUT},
    {.name = "priority",
     .type = LTP_TEXT,
     .label = {"Priorité", "Priority"},
     .definition = {"Classe de priorité.", "Class of priority."},
     .dbf = "priorite",
     .flags = LTP_OUTPUT},
    {.name = "reached",
     .type = LTP_INTEGER,
     .unit = "people",
     .label = {"Personnes atteintes", "People reached"},
     .definition = {"Personnes atteintes par les lignes actives.", "People reached."},
     .hxl = "#reached",
     .dbf = "atteints",
     .flags = LTP_OUTPUT | LTP_PEOPLE},
    {.name = "coverage_need",
     .type = LTP_REAL,
     .unit = "ratio",
     .label = {"Couverture du besoin", "Coverage of need"},
     .definition = {"Part des personnes dans le besoin.", "Share of people in need."},
     .dbf = "couv_bes",
     .flags = LTP_OUTPUT | LTP_FROM_PEOPLE},
    {.name = "has_ltp",
     .type = LTP_BOOLEAN,
     .label = {"Activité LTP", "HLP activity"},
     .definition = {"1 s'il y en a une.", "1 if there is one."},
     .dbf = "ltp",
     .flags = LTP_OUTPUT},
    {.name = "need_date",
     .type = LTP_DATE,
     .label = {"Date du besoin", "Date of need"},
     .definition = {"Date du chiffre.", "Date of the figure."},
     .dbf = "date_bes",
     .flags = LTP_OUTPUT},
    {.name = "remarks",
     .type = LTP_TEXT,
     .label = {"Remarques", "Remarks"},
     .definition = {"Texte libre.", "Free text."},
     .dbf = "remarques",
     .flags = LTP_OUTPUT},
    {.name = "long_only",
     .type = LTP_TEXT,
     .label = {"Sans nom court", "No short name"},
     .definition = {"N'est pas dans le shapefile.", "Not in the shapefile."},
     .flags = LTP_OUTPUT},
    {.name = "suppressed",
     .type = LTP_BOOLEAN,
     .label = {"Masqués", "Hidden"},
     .definition = {"1 si un chiffre est masqué.", "1 if a figure is hidden."},
     .dbf = "masque",
     .flags = LTP_OUTPUT},
};

enum { N_FIELDS = sizeof fields / sizeof *fields };

#define LAYER(name_, kind)                                                                         \
    {                                                                                              \
        .name = name_, .title = {"Communes d'essai", "Test communes"},                             \
        .abstract = {"Pour les essais.", "For tests."}, .geometry = kind, .fields = fields,        \
        .n_fields = N_FIELDS                                                                       \
    }

static const LtpLayer communes_layer = LAYER("gaps", LTP_MULTIPOLYGON);
static const LtpLayer points_layer = LAYER("places", LTP_POINT);
static const LtpLayer table_layer = LAYER("organisations", LTP_NO_GEOMETRY);

#define TEXT(t)                                                                                    \
    {                                                                                              \
        .type = LTP_TEXT, .text = t                                                                \
    }
#define INT(n)                                                                                     \
    {                                                                                              \
        .type = LTP_INTEGER, .integer = n                                                          \
    }
#define REAL(x)                                                                                    \
    {                                                                                              \
        .type = LTP_REAL, .real = x                                                                \
    }
#define BOOL(b)                                                                                    \
    {                                                                                              \
        .type = LTP_BOOLEAN, .integer = b                                                          \
    }
#define DATE(t)                                                                                    \
    {                                                                                              \
        .type = LTP_DATE, .text = t                                                                \
    }
#define NONE(t)                                                                                    \
    {                                                                                              \
        .type = t, .null = true                                                                    \
    }
#define FEW(t)                                                                                     \
    {                                                                                              \
        .type = t, .null = true, .suppressed = true                                                \
    }

/* 127 accented letters and an "x" before them: the 254th byte falls inside a letter. */
#define E10 "éééééééééé"
#define LONG_TEXT "x" E10 E10 E10 E10 E10 E10 E10 E10 E10 E10 E10 E10 "ééééééé"

static const LtpValue values[][N_FIELDS] = {
    {TEXT("ML010101"), TEXT("Bafoulabé"), TEXT("high"), INT(0), REAL(0), BOOL(1),
     DATE("2020-01-31"), TEXT(LONG_TEXT), TEXT("a"), BOOL(0)},
    {TEXT("ML010102"), TEXT("N'Tillit \"Nord\""), TEXT("unknown"), NONE(LTP_INTEGER),
     NONE(LTP_REAL), NONE(LTP_BOOLEAN), NONE(LTP_DATE), NONE(LTP_TEXT), TEXT("b"), BOOL(0)},
    {TEXT("ML010103"), TEXT("Ségou <&> Kœ"), TEXT("low"), FEW(LTP_INTEGER), FEW(LTP_REAL), BOOL(0),
     DATE("2019-12-01"), TEXT("=1+1"), TEXT("c"), BOOL(1)},
    {TEXT("ML010104"), TEXT("Sans contour"), TEXT("medium"), INT(12345678901), REAL(1.25), BOOL(0),
     DATE("2020-02-29"), TEXT("une\nautre ligne"), TEXT("d"), BOOL(0)},
};

/* ---- geometry, little endian ---- */

#define F64(b7, b6) 0, 0, 0, 0, 0, 0, b6, b7
#define ZERO F64(0x00, 0x00)
#define ONE F64(0x3F, 0xF0)
#define TWO F64(0x40, 0x00)
#define THREE F64(0x40, 0x08)
#define FOUR F64(0x40, 0x10)
#define MINUS_FOUR F64(0xC0, 0x10)
#define U32(n) n, 0, 0, 0

/* Shell clockwise and hole counter-clockwise: both the wrong way round for RFC 7946. */
static const unsigned char square_with_hole[] = {
    1,    U32(6), U32(1), 1,      U32(3), U32(2), U32(5), ZERO, ZERO, ZERO, FOUR, FOUR, FOUR, FOUR,
    ZERO, ZERO,   ZERO,   U32(5), ONE,    ONE,    TWO,    ONE,  TWO,  TWO,  ONE,  TWO,  ONE,  ONE};

static const unsigned char two_triangles[] = {
    1,    U32(6), U32(2), 1,      U32(3), U32(1), U32(4), ZERO,  ZERO, ONE, ZERO,  ZERO, ONE, ZERO,
    ZERO, 1,      U32(3), U32(1), U32(4), TWO,    TWO,    THREE, TWO,  TWO, THREE, TWO,  TWO};

static const unsigned char triangle[] = {1,      U32(6), U32(1),     1,          U32(3),
                                         U32(1), U32(4), MINUS_FOUR, ZERO,       ZERO,
                                         ONE,    ZERO,   THREE,      MINUS_FOUR, ZERO};

static const unsigned char point_little[] = {1, U32(1), MINUS_FOUR, THREE};
static const unsigned char point_big[] = {0, 0, 0,    0,    1, 0xC0, 0x10, 0, 0, 0, 0,
                                          0, 0, 0x40, 0x08, 0, 0,    0,    0, 0, 0};

static const LtpReleaseRow communes_rows[] = {
    {"ML010101", values[0], square_with_hole, sizeof square_with_hole},
    {"ML010102", values[1], two_triangles, sizeof two_triangles},
    {"ML010103", values[2], triangle, sizeof triangle},
    {"ML010104", values[3], NULL, 0},
};

static const LtpReleaseRow points_rows[] = {
    {"1", values[0], point_little, sizeof point_little},
    {"2", values[1], point_big, sizeof point_big},
    {"3", values[2], NULL, 0},
};

static const LtpReleaseRow table_rows[] = {{"a\"é", values[0], NULL, 0}, {"b", values[1], NULL, 0}};

const FakeLayer fake_communes = {&communes_layer, LTP_MULTIPOLYGON, communes_rows, 4, 0, 0};
const FakeLayer fake_points = {&points_layer, LTP_POINT, points_rows, 3, 0, 0};
const FakeLayer fake_table = {&table_layer, LTP_NO_GEOMETRY, table_rows, 2, 0, 0};
const FakeLayer fake_empty = {&communes_layer, LTP_MULTIPOLYGON, communes_rows, 0, 0, 0};

/* ---- classes ---- */

#define WORD(code_, fr, en, colour_)                                                               \
    {                                                                                              \
        .kind = LTP_CLASS_WORD, .code = code_, .lower = NAN, .upper = NAN, .label = {fr, en},      \
        .colour = colour_                                                                          \
    }
#define RANGE(code_, low, open, high, fr, colour_)                                                 \
    {                                                                                              \
        .kind = LTP_CLASS_RANGE, .code = code_, .lower = low, .lower_open = open, .upper = high,   \
        .label = {fr, fr}, .colour = colour_                                                       \
    }
#define UNSHOWN                                                                                    \
    {.kind = LTP_CLASS_NO_DATA,                                                                    \
     .code = "no_data",                                                                            \
     .label = {"sans donnée", "no data"},                                                          \
     .colour = "#E6E6E6",                                                                          \
     .hatch = "diagonal"},                                                                         \
    {                                                                                              \
        .kind = LTP_CLASS_SUPPRESSED, .code = "suppressed",                                        \
        .label = {"petit effectif, non montré", "small number, not shown"}, .colour = "#E6E6E7",   \
        .hatch = "dots"                                                                            \
    }

static const LtpClass priority_classes[] = {WORD("high", "élevée", "high", "#A50F15"),
                                            WORD("medium", "moyenne", "medium", "#F16913"),
                                            WORD("unknown", "non connue", "unknown", "#CCCCCC"),
                                            WORD("low", "faible", "low", "#C6DBEF"), UNSHOWN};
static const LtpClass coverage_classes[] = {RANGE("zero", 0, false, 0, "0 %", "#C25048"),
                                            RANGE("to_100", 0, true, 1, ">0 - 100 %", "#66B0EC"),
                                            RANGE("over", 1, true, NAN, "> 100 %", "#003E70"),
                                            UNSHOWN};
#define COUNT(a) (sizeof(a) / sizeof *(a))
static const LtpClasses classes[] = {{"priority", priority_classes, COUNT(priority_classes)},
                                     {"coverage", coverage_classes, COUNT(coverage_classes)}};

const LtpClasses *fake_classes(void *arg, const char *theme)
{
    (void)arg;
    for (size_t i = 0; i < COUNT(classes); i++) {
        if (strcmp(classes[i].field, theme) == 0)
            return &classes[i];
    }
    return NULL;
}

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

void *fake_circle(double lon, double lat, double radius, uint32_t n, size_t *size)
{
    *size = 22 + 16 * ((size_t)n + 1);
    unsigned char *wkb = ltp_malloc(*size);
    unsigned char *at = wkb;
    *at++ = 1;
    at = put_u32(put_u32(at, 6), 1);
    *at++ = 1;
    at = put_u32(put_u32(put_u32(at, 3), 1), n + 1);
    for (uint32_t i = 0; i <= n; i++) {
        double angle = 2 * 3.14159265358979 * (i % n) / n;
        at = put_f64(put_f64(at, lon + radius * cos(angle)), lat + radius * sin(angle));
    }
    return wkb;
}

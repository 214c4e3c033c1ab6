#include "importers/mapping_hxl.h"

#include "base/text.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- one meaning, several spellings ---- */

static const struct {
    const char *written, *meant; /* attributes separated by '+' */
} attribute_aliases[] = {
    {"pcode", "code"},
    {"pcodes", "code"},
    {"v_pcode", "code"},
    {"v_pcodes", "code"},
    {"girls", "f+children"},
    {"boys", "m+children"},
    {"women", "f+adults"},
    {"men", "m+adults"},
    {"female", "f"},
    {"male", "m"},
    {"donor", "funder"},
    {"leader", "prog"},
    {"lead", "prog"},
    {"implementing", "impl"},
    {"programme", "prog"},
    {"longitude", "lon"},
    {"latitude", "lat"},
    {"elder", "elderly"},
    {"households", "hh"},
    {"disability", "disabled"},
    {"cluster", ""},
    {"ind", ""},
    {"total", ""},
    {"es", ""},
    {"fr", ""},
    {"en", ""},
    {"pt", ""},
    {"i_fr", ""},
    {"i_en", ""},
    {"i_es", ""},
    {"num", ""},
    {"text", ""},
    {"label", "name"},
    {"activity", ""},
};

static const struct {
    const char *written, *tag, *attribute;
} tag_aliases[] = {
    {"country", "adm0", NULL},          {"location", "loc", NULL},
    {"project", "activity", "project"}, {"donor", "org", "funder"},
    {"lat_deg", "geo", "lat"},          {"lon_deg", "geo", "lon"},
    {"people", "affected", NULL},       {"comments", "description", NULL},
};

static void add_attribute(LtpHxl *hxl, const char *name, size_t length)
{
    if (hxl->n_attributes == LTP_HXL_ATTRIBUTES || length == 0 || length >= LTP_HXL_TOKEN)
        return;
    char *slot = hxl->attributes[hxl->n_attributes];
    memcpy(slot, name, length);
    slot[length] = '\0';
    for (size_t i = 0; i < hxl->n_attributes; i++)
        if (strcmp(hxl->attributes[i], slot) == 0)
            return;
    hxl->n_attributes++;
}

static void add_meanings(LtpHxl *hxl, const char *attribute)
{
    for (size_t i = 0; i < COUNT(attribute_aliases); i++)
        if (strcmp(attribute, attribute_aliases[i].written) == 0)
            attribute = attribute_aliases[i].meant;
    while (*attribute) {
        size_t length = strcspn(attribute, "+");
        add_attribute(hxl, attribute, length);
        attribute += length + (attribute[length] == '+');
    }
}

static LtpHxl normalised(const LtpHxl *written)
{
    LtpHxl meant = {.n_attributes = 0};
    memcpy(meant.tag, written->tag, sizeof meant.tag);
    for (size_t i = 0; i < COUNT(tag_aliases); i++)
        if (strcmp(written->tag, tag_aliases[i].written) == 0) {
            memcpy(meant.tag, tag_aliases[i].tag, strlen(tag_aliases[i].tag) + 1);
            if (tag_aliases[i].attribute)
                add_meanings(&meant, tag_aliases[i].attribute);
        }
    for (size_t i = 0; i < written->n_attributes; i++)
        add_meanings(&meant, written->attributes[i]);
    return meant;
}

/* ---- nearness ---- */

/* Attributes that say of whom a figure is, or of what kind a thing is: one side having it alone
 * makes another thing of it. */
static const char *const telling[] = {
    "f",           "m",        "i",      "children", "adults",   "adolescents", "infants",
    "elderly",     "disabled", "hh",     "idps",     "refugees", "displaced",   "returnees",
    "repatriated", "host",     "funder", "prog",     "project",  "author",      "publisher",
    "reporting",   "contact",  "email",  "phone",    "url",      "indicator",   "updated",
    "alt",         "theme",    "coord",  "approved", "canceled", "new",         "incamp",
    "noncamp",     "source",   "other",  "indirect",
};

/* Attributes of which a thing has one. */
static const char *const kinds[] = {"code", "name", "type", "acronym", "id", "lat", "lon"};
static const char *const moments[] = {"start", "end", "reported", "year"};

/* "+age18_59": bands are data, there are as many as templates. */
static bool ages_differ(const LtpHxl *a, const LtpHxl *b)
{
    for (size_t i = 0; i < a->n_attributes; i++)
        if (strncmp(a->attributes[i], "age", 3) == 0 && !ltp_hxl_has(b, a->attributes[i]))
            return true;
    return false;
}

static bool telling_differ(const LtpHxl *a, const LtpHxl *b)
{
    for (size_t i = 0; i < COUNT(telling); i++)
        if (ltp_hxl_has(a, telling[i]) != ltp_hxl_has(b, telling[i]))
            return true;
    return ages_differ(a, b) || ages_differ(b, a);
}

static const char *one_of(const LtpHxl *hxl, const char *const *group, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ltp_hxl_has(hxl, group[i]))
            return group[i];
    return NULL;
}

/* A thing without a kind is meant by its name: "#adm1" is "#adm1+name", not "#adm1+code". */
static bool kinds_differ(const LtpHxl *a, const LtpHxl *b)
{
    const char *in_a = one_of(a, kinds, COUNT(kinds)), *in_b = one_of(b, kinds, COUNT(kinds));
    return strcmp(in_a ? in_a : "name", in_b ? in_b : "name") != 0;
}

/* 0 = agree, 1 = one leaves it open, 2 = contradict. */
static int moment_distance(const LtpHxl *a, const LtpHxl *b)
{
    const char *in_a = one_of(a, moments, COUNT(moments)),
               *in_b = one_of(b, moments, COUNT(moments));
    if (!in_a || !in_b)
        return in_a != in_b;
    return strcmp(in_a, in_b) == 0 ? 0 : 2;
}

static int lacking(const LtpHxl *a, const LtpHxl *b)
{
    int count = 0;
    for (size_t i = 0; i < a->n_attributes; i++)
        count += !ltp_hxl_has(b, a->attributes[i]);
    return count;
}

int ltp_hxl_score(const LtpHxl *written, const char *canonical)
{
    enum { OPEN = 12, EXTRA = 3, MISSING = 6 };
    LtpHxl own;
    if (!canonical || !ltp_hxl_parse(canonical, &own))
        return 0;
    LtpHxl a = normalised(written), b = normalised(&own);
    if (strcmp(a.tag, b.tag) != 0 || telling_differ(&a, &b) || kinds_differ(&a, &b))
        return 0;
    int moment = moment_distance(&a, &b), missing = lacking(&b, &a);
    bool bare = strcmp(a.tag, "meta") == 0; /* says nothing without its attributes */
    if (moment == 2 || (bare && missing > 0))
        return 0;
    int score = 100 - moment * OPEN - EXTRA * lacking(&a, &b) - MISSING * missing;
    return score > 10 ? score : 10;
}

int ltp_hxl_field_score(const LtpHxl *written, const LtpField *field)
{
    enum { OTHER = 5 }; /* its own hashtag comes before others seen for it */
    int best = ltp_hxl_score(written, field->hxl);
    for (const char *at = field->synonyms; at && *at;) {
        size_t size = strcspn(at, "|");
        char *tag = *at == '#' ? ltp_strndup(at, size) : NULL;
        int score = ltp_hxl_score(written, tag) - OTHER;
        if (score > best)
            best = score;
        ltp_free(tag);
        at += size + (at[size] == '|');
    }
    return best;
}

/* The tables of fields: complete, unambiguous, and what the views give. */
#include "tests/support/test.h"

#include "base/hash.h"
#include "base/os.h"
#include "base/text.h"
#include "layers/field.h"
#include "layers/release_internal.h"
#include "layers/spatialite.h"
#include "tests/layers/small_store.h"

#include <stdlib.h>

/* Calls `check` for every field of every layer. */
static void each_field(void (*check)(const LtpLayer *, const LtpField *))
{
    const LtpLayer *layer;
    for (size_t i = 0; (layer = ltp_layer_at(i)); i++)
        for (size_t f = 0; f < layer->n_fields; f++)
            check(layer, &layer->fields[f]);
}

static void has_texts(const LtpLayer *layer, const LtpField *field)
{
    const char *const texts[] = {field->label.fr, field->label.en, field->definition.fr,
                                 field->definition.en};
    for (size_t i = 0; i < 4; i++)
        if (!texts[i] || !*texts[i])
            fail_msg("%s.%s lacks a text", layer->name, field->name);
    for (size_t i = 2; i < 4; i++)
        if (texts[i][strlen(texts[i]) - 1] != '.')
            fail_msg("%s.%s: a definition is a sentence: %s", layer->name, field->name, texts[i]);
}

static void every_field_has_its_texts_in_both_languages(void **state)
{
    (void)state;
    each_field(has_texts);
}

static void is_well_named(const LtpLayer *layer, const LtpField *field)
{
    size_t size = strlen(field->name);
    if (strspn(field->name, "abcdefghijklmnopqrstuvwxyz0123456789_") != size ||
        (field->name[0] >= '0' && field->name[0] <= '9'))
        fail_msg("%s.%s is no good name", layer->name, field->name);
    if (ltp_layer_field(layer, field->name) != field)
        fail_msg("%s.%s stands twice", layer->name, field->name);
    if (!(field->flags & (LTP_INPUT | LTP_OUTPUT)))
        fail_msg("%s.%s neither comes in nor goes out", layer->name, field->name);
}

static void names_are_columns_and_stand_once(void **state)
{
    (void)state;
    each_field(is_well_named);
    assert_ptr_equal(ltp_layer_find("lines"), ltp_layer_at(3));
    assert_null(ltp_layer_find("nothing"));
}

static void has_short_name(const LtpLayer *layer, const LtpField *field)
{
    if (!(field->flags & LTP_OUTPUT))
        return;
    if (!field->dbf)
        fail_msg("%s.%s has no short name", layer->name, field->name);
    size_t size = strlen(field->dbf);
    if (size == 0 || size > 10 ||
        strspn(field->dbf, "abcdefghijklmnopqrstuvwxyz0123456789_") != size)
        fail_msg("%s.%s: %s is no DBF name", layer->name, field->name, field->dbf);
    for (const LtpField *other = layer->fields; other < field; other++)
        if (other->dbf && strcmp(other->dbf, field->dbf) == 0)
            fail_msg("%s: %s and %s are both %s", layer->name, other->name, field->name,
                     field->dbf);
}

static void short_names_fit_a_dbf_and_are_unique(void **state)
{
    (void)state;
    each_field(has_short_name);
}

/* ---- headers ---- */

static const LtpLayer *layer_at_hand;
static LtpHash *header_of;

static bool starts(const LtpField *field, const char *with)
{
    return strncmp(field->name, with, strlen(with)) == 0;
}

/* Words whose meaning depends on the country or on what else the table holds, and which the mapping
 * therefore weighs: a province is of the first or second level, an organisation implements or
 * leads, an "Estado" is a state or a status. */
static bool may_share(const LtpField *a, const LtpField *b, const char *folded)
{
    return (starts(a, "adm") && starts(b, "adm")) || (starts(a, "org_") && starts(b, "org_")) ||
           strcmp(folded, "estado") == 0 || strncmp(folded, "population cible", 16) == 0;
}

/* Notes that `header` means the field; fails when it means another one already. */
static void note_header(const LtpField *field, const char *header, size_t length)
{
    LtpError err = {0};
    char *text = ltp_strndup(header, length);
    char *folded = ltp_text_folded(text);
    int64_t index = field - layer_at_hand->fields;
    int64_t before = ltp_hash_get(header_of, folded);
    if (before >= 0 && before != index && !may_share(&layer_at_hand->fields[before], field, folded))
        fail_msg("%s: \"%s\" is %s and %s", layer_at_hand->name, text,
                 layer_at_hand->fields[before].name, field->name);
    if (*folded && before < 0)
        assert_ok(ltp_hash_set(header_of, folded, index, &err));
    ltp_free(folded);
    ltp_free(text);
}

/* As it stands, and as a reader sees it that cuts at a parenthesis. */
static void note_both(const LtpField *field, const char *header, size_t length)
{
    size_t cut = 0;
    while (cut < length && header[cut] != '(')
        cut++;
    note_header(field, header, length);
    if (cut > 0)
        note_header(field, header, cut);
}

static void note_headers(const LtpLayer *layer, const LtpField *field)
{
    if (!(field->flags & LTP_INPUT))
        return;
    layer_at_hand = layer;
    note_both(field, field->name, strlen(field->name));
    note_both(field, field->label.fr, strlen(field->label.fr));
    note_both(field, field->label.en, strlen(field->label.en));
    for (const char *at = field->synonyms; at && *at;) {
        size_t length = strcspn(at, "|");
        note_both(field, at, length);
        at += length + (at[length] == '|');
    }
}

static void a_header_never_means_two_kinds_of_fields_of_a_layer(void **state)
{
    (void)state;
    const LtpLayer *layer;
    for (size_t i = 0; (layer = ltp_layer_at(i)); i++) {
        header_of = ltp_hash_new();
        for (size_t f = 0; f < layer->n_fields; f++)
            note_headers(layer, &layer->fields[f]);
        ltp_hash_free(header_of);
    }
}

static void hashtags_never_mean_two_inputs_of_a_layer(void **state)
{
    (void)state;
    const LtpLayer *layer;
    for (size_t i = 0; (layer = ltp_layer_at(i)); i++)
        for (size_t a = 0; a < layer->n_fields; a++)
            for (size_t b = 0; b < a; b++) {
                const LtpField *one = &layer->fields[a], *two = &layer->fields[b];
                if ((one->flags & two->flags & LTP_INPUT) && one->hxl && two->hxl &&
                    strcmp(one->hxl, two->hxl) == 0)
                    fail_msg("%s: %s and %s are both %s", layer->name, one->name, two->name,
                             one->hxl);
            }
}

/* The headers of the Mali template, in their order, and what each is. */
static const struct {
    const char *header, *field;
} template[] = {
    {"Organisation Accronyme", "org_implementing_acronym"},
    {"Nom Organisation", "org_implementing_name"},
    {"Type Organisation", "org_implementing_type"},
    {"Program Organization", "org_programme_name"},
    {"Bailleur de fond", "donor_name"},
    {"admin1Pcod", "adm1_code"},
    {"Region", "adm1_name"},
    {"admin2Pcod", "adm2_code"},
    {"Cercle", "adm2_name"},
    {"admin3Pcod", "adm3_code"},
    {"Commune", "adm3_name"},
    {"Village", "settlement"},
    {"Cluster", "sector_text"},
    {"Project Title", "project_title"},
    {"Date début", "start_date"},
    {"Date fin", "end_date"},
    {"Activités", "activity"},
    {"Montant Cash Transfert (USD)", "amount"},
    {"Total Personnes ciblées", "targeted_total"},
    {"Total Femmesciblées", "targeted_f"},
    {"Total Hommes ciblés", "targeted_m"},
    {"Total Filles ciblées (<18)", "targeted_f_children"},
    {"Total Garçons ciblés  (<18)", "targeted_m_children"},
    {"Total Femmes adultes ciblés (> =18)", "targeted_f_adults"},
    {"Total Hommes adultes ciblés (> =18)", "targeted_m_adults"},
    {"Femmes âgées ciblées (> =59)", "targeted_f_elderly"},
    {"Hommes âgés ciblés (> =59)", "targeted_m_elderly"},
    {"Personnes vivant avec Handicap ciblées", "targeted_disabled"},
    {"Total No. atteintes", "reached_total"},
    {"Total Femmes atteintes", "reached_f"},
    {"Total Hommes atteints", "reached_m"},
    {"Total Adult Femmes atteintes (> =18)", "reached_f_adults"},
    {"Total Adult Hommes atteints (> =18)", "reached_m_adults"},
    {"Total Filles atteintes (<18)", "reached_f_children"},
    {"Total Garçons atteints (<18)", "reached_m_children"},
    {"Femmes agées atteintes (> =59)", "reached_f_elderly"},
    {"Hommes agés atteints  (> =59)", "reached_m_elderly"},
    {"Personnes vivant avec Handicap atteintes", "reached_disabled"},
    {"Remarques", "remarks"},
};

static void the_template_of_mali_is_understood_column_by_column(void **state)
{
    (void)state;
    const LtpLayer *lines = ltp_layer_find("lines");
    header_of = ltp_hash_new();
    for (size_t f = 0; f < lines->n_fields; f++)
        note_headers(lines, &lines->fields[f]);
    for (size_t i = 0; i < sizeof template / sizeof *template; i++) {
        char *folded = ltp_text_folded(template[i].header);
        int64_t got = ltp_hash_get(header_of, folded);
        if (got < 0 || strcmp(lines->fields[got].name, template[i].field) != 0)
            fail_msg("%s is %s, not %s", template[i].header,
                     got < 0 ? "nothing" : lines->fields[got].name, template[i].field);
        ltp_free(folded);
    }
    ltp_hash_free(header_of);
}

/* The hashtags of HXL 1.1; a validator warns of others. */
static void is_of_the_standard(const LtpLayer *layer, const LtpField *field)
{
    static const char *const core[] = {
        "access",     "activity",  "adm1",        "adm2",       "adm3",     "adm4",
        "adm5",       "affected",  "beneficiary", "capacity",   "cause",    "contact",
        "country",    "crisis",    "currency",    "date",       "delivery", "description",
        "event",      "frequency", "geo",         "group",      "impact",   "indicator",
        "inneed",     "item",      "loc",         "meta",       "modality", "need",
        "operations", "org",       "output",      "population", "reached",  "region",
        "respondee",  "sector",    "service",     "severity",   "status",   "subsector",
        "targeted",   "value",     NULL};
    if (!field->hxl)
        return;
    size_t size = strcspn(field->hxl + 1, "+");
    bool known = false;
    for (size_t i = 0; core[i]; i++)
        known = known || (strlen(core[i]) == size && memcmp(core[i], field->hxl + 1, size) == 0);
    if (field->hxl[0] != '#' || !known)
        fail_msg("%s.%s: %s is no hashtag of the standard", layer->name, field->name, field->hxl);
    for (const char *at = field->hxl + 1 + size; *at; at += 1 + size) {
        size = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz0123456789_");
        bool letter = at[1] >= 'a' && at[1] <= 'z';
        if (*at != '+' || !letter || (at[1 + size] && at[1 + size] != '+'))
            fail_msg("%s.%s: %s has a wrong attribute", layer->name, field->name, field->hxl);
    }
}

static void hashtags_are_of_the_standard(void **state)
{
    (void)state;
    each_field(is_of_the_standard);
}

/* ---- sensitivity ---- */

static void keeps_its_secret(const LtpLayer *layer, const LtpField *field)
{
    if ((field->flags & LTP_PERSONAL) && field->sensitivity != LTP_STRICT)
        fail_msg("%s.%s is personal and not strict", layer->name, field->name);
    if ((field->flags & LTP_PERSONAL) && (field->flags & LTP_OUTPUT))
        fail_msg("%s.%s is personal and goes out", layer->name, field->name);
    /* Suppression looks at the fields of a release: what is computed must not outlive its terms. */
    for (size_t i = 0; (field->flags & LTP_FROM_PEOPLE) && i < layer->n_fields; i++)
        if ((layer->fields[i].flags & LTP_PEOPLE) && (layer->fields[i].flags & LTP_OUTPUT) &&
            layer->fields[i].sensitivity > field->sensitivity)
            fail_msg("%s.%s goes out where %s does not", layer->name, field->name,
                     layer->fields[i].name);
}

static void secrets_are_kept_by_the_tables(void **state)
{
    (void)state;
    static const struct {
        const char *layer, *field;
        LtpSensitivity sensitivity;
    } rules[] = {
        {"lines", "org_name", LTP_PUBLIC},
        {"lines", "sector", LTP_PUBLIC},
        {"lines", "pcode", LTP_PUBLIC},
        {"lines", "project_title", LTP_RESTRICTED},
        {"lines", "donor_name", LTP_RESTRICTED},
        {"lines", "amount", LTP_RESTRICTED},
        {"lines", "reached", LTP_RESTRICTED},
        {"lines", "settlement", LTP_CONFIDENTIAL},
        {"lines", "lon", LTP_CONFIDENTIAL},
        {"lines", "remarks", LTP_CONFIDENTIAL},
        {"institutions", "notes", LTP_CONFIDENTIAL},
        {"findings", "value", LTP_CONFIDENTIAL},
        {"lines", "contact_phone", LTP_STRICT},
    };
    each_field(keeps_its_secret);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const LtpField *field = ltp_layer_field(ltp_layer_find(rules[i].layer), rules[i].field);
        assert_non_null(field);
        assert_int_equal(rules[i].sensitivity, field->sensitivity);
    }
}

static void is_whole(const LtpLayer *layer, const LtpField *field)
{
    if (field->people.measure && !(field->flags & LTP_PEOPLE))
        fail_msg("%s.%s counts people and does not say so", layer->name, field->name);
    if ((field->flags & LTP_PEOPLE) && field->type != LTP_INTEGER)
        fail_msg("%s.%s counts people in something else than integers", layer->name, field->name);
    if ((field->flags & LTP_PEOPLE) && !field->unit)
        fail_msg("%s.%s has no unit", layer->name, field->name);
}

static void people_are_counted_whole_with_a_unit(void **state)
{
    (void)state;
    each_field(is_whole);
}

/* ---- the schema ---- */

static bool has_column(const char *path, const char *table, const char *column)
{
    char sql[256];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM pragma_table_info('%s') WHERE name = '%s'",
             table, column);
    return strcmp(small_select(path, sql), "1") == 0;
}

static void every_output_field_is_a_column_of_its_view(void **state)
{
    (void)state;
    LtpError err = {0};
    LtpStore *store = NULL;
    const char *path = test_temp_path("fields.sqlite");
    assert_ok(ltp_store_open(path, LTP_STORE_CREATE, &store, &err));
    ltp_store_close(store);
    const LtpLayer *layer;
    for (size_t i = 0; (layer = ltp_layer_at(i)); i++)
        for (size_t f = 0; layer->table && f < layer->n_fields; f++)
            if ((layer->fields[f].flags & LTP_OUTPUT) &&
                !ltp_release_is_computed(layer, &layer->fields[f]) &&
                !has_column(path, layer->table, layer->fields[f].name))
                fail_msg("%s has no column %s", layer->table, layer->fields[f].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_has_its_texts_in_both_languages),
        cmocka_unit_test(names_are_columns_and_stand_once),
        cmocka_unit_test(short_names_fit_a_dbf_and_are_unique),
        cmocka_unit_test(a_header_never_means_two_kinds_of_fields_of_a_layer),
        cmocka_unit_test(hashtags_never_mean_two_inputs_of_a_layer),
        cmocka_unit_test(hashtags_are_of_the_standard),
        cmocka_unit_test(the_template_of_mali_is_understood_column_by_column),
        cmocka_unit_test(secrets_are_kept_by_the_tables),
        cmocka_unit_test(people_are_counted_whole_with_a_unit),
        cmocka_unit_test(every_output_field_is_a_column_of_its_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Mapping of real tables (golden files in mapping/) and of small ones that each prove one rule. */
#include "tests/importers/mapped.h"

#define MAPS(text, header, expected)                                                               \
    assert_string_equal((expected), mapped_about(mapped(mapped_csv(text), "lines", NULL), (header)))

/* ---- real tables ---- */

static void real_tables_map_as_a_person_would(void **state)
{
    (void)state;
    static const struct {
        const char *file, *layer, *golden;
    } tables[] = {
        {"sheets/cod_5w_2025-05.xlsx", "lines", "cod_5w"},
        {"sheets/col_345w.xlsx", "lines", "col_345w"},
        {"sheets/hnd_345w.csv", "lines", "hnd_345w"},
        {"sheets/irq_3w_2022-04.xlsx", "lines", "irq_3w"},
        {"sheets/lby_3w_2021-05.xlsx", "lines", "lby_3w"},
        {"sheets/sdn_3w_2021.xlsx", "lines", "sdn_3w"},
        {"sheets/som_3w_2025-04.xlsx", "lines", "som_3w"},
        {"sheets/tcd_3w_2025-04.xlsx", "lines", "tcd_3w"},
        {"mali/ml_5w_2022-03.csv", "lines", "ml_5w"},
        {"mali/demo/ml_4w_ltp_fictif.xlsx", "lines", "ml_4w_fictif"},
        {"mali/demo/ml_needs_fictif.csv", "needs", "ml_needs_fictif"},
        {"mali/ml_cadre_harmonise_2014_2022.csv", "needs", "ml_cadre_harmonise"},
        {"mali/mli_population_2021.csv", "needs", "mli_population"},
        {"mali/ml_ltp_studies.csv", "studies", "ml_studies"},
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char golden[96];
        snprintf(golden, sizeof golden, "importers/mapping/%s.txt", tables[i].golden);
        assert_golden(golden, mapped(test_data(tables[i].file), tables[i].layer, NULL));
    }
}

/* Headers as other countries' templates have them, above made-up rows. */
static void templates_of_other_countries_map_without_help(void **state)
{
    (void)state;
    static const char *const templates[] = {"bfa", "caf", "eth", "hapi", "kobo", "mli40",
                                            "mmr", "moz", "ner", "nga",  "ukr",  "ven"};
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++) {
        char path[96], golden[96];
        snprintf(path, sizeof path, "importers/templates/t_%s.csv", templates[i]);
        snprintf(golden, sizeof golden, "importers/mapping/template_%s.txt", templates[i]);
        assert_golden(golden, mapped(test_file(path), "lines", NULL));
    }
}

static void the_inputs_of_libhxl_find_their_hashtag_rows(void **state)
{
    (void)state;
    static const struct {
        const char *file, *expected;
    } tables[] = {
        {"input-valid.csv", "headers 2, hashtags 3, data 4"},
        {"input-valid.ssv", "headers 2, hashtags 3, data 4"},
        {"input-valid.xlsx", "headers 2, hashtags 3, data 4"},
        {"input-merged.xlsx", "headers 2, hashtags 3, data 4"},
        {"input-fuzzy.csv", "headers 2, hashtags 3, data 4"},
        {"input-multiple-headers.csv", "headers 2, hashtags 3, data 4"},
        {"input-multiline.csv", "headers 0, hashtags 1, data 2"},
        {"input-untagged.csv", "headers 2, hashtags 0, data 3"},
        {"input-quality.xlsx", "sheet \"input-quality-hxl\", headers 2, hashtags 3, data 4"},
        {"input-broken.xlsx", "headers 1, hashtags 2, data 3"},
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char path[96];
        snprintf(path, sizeof path, "importers/hxl/%s", tables[i].file);
        const char *text = mapped(test_file(path), "lines", NULL);
        if (!strstr(text, tables[i].expected))
            fail_msg("%s: not %s but %s", tables[i].file, tables[i].expected, text);
    }
}

/* ---- where headers are ---- */

static void headers_may_stand_below_a_title(void **state)
{
    (void)state;
    const char *text =
        mapped(mapped_csv("Matrice 4W,,\nMise à jour : mars,,\n\nOrganisation,Commune,Cluster\n"
                          "A,Mopti,WASH\nB,Gao,WASH\n"),
               "lines", NULL);
    assert_true(strstr(text, "headers 4, hashtags 0, data 5") != NULL);
    assert_string_equal("adm3_name (label)", mapped_about(text, "Commune"));
}

static void group_headers_lend_their_words(void **state)
{
    (void)state;
    const char *text =
        mapped(mapped_csv("Organisation,Lieu,,Personnes ciblées,,Personnes atteintes,\n"
                          ",Région,Commune,Femmes,Hommes,Femmes,Hommes\nA,Mopti,Fatoma,1,2,3,4\n"),
               "lines", NULL);
    assert_true(strstr(text, "headers 2, hashtags 0, data 3") != NULL);
    assert_string_equal("org_implementing_name (label)", mapped_about(text, "Organisation"));
    assert_string_equal("adm3_name (label)", mapped_about(text, "Lieu Commune"));
    assert_string_equal("targeted_f (label)", mapped_about(text, "Personnes ciblées Femmes"));
    assert_string_equal("reached_m (label)", mapped_about(text, "Personnes atteintes Hommes"));
}

static void merged_group_headers_span_what_they_cover_and_no_more(void **state)
{
    (void)state;
    const char *path = table_workbook(
        "merge.xlsx",
        (TableSheet){
            .rows = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Organisation</v></c>"
                    "<c r=\"B1\" t=\"str\"><v>Personnes ciblées</v></c></row>"
                    "<row r=\"2\"><c r=\"B2\" t=\"str\"><v>Femmes</v></c>"
                    "<c r=\"C2\" t=\"str\"><v>Hommes</v></c>"
                    "<c r=\"D2\" t=\"str\"><v>Commune</v></c></row>"
                    "<row r=\"3\"><c r=\"A3\" t=\"str\"><v>X</v></c><c r=\"B3\"><v>1</v></c>"
                    "<c r=\"C3\"><v>2</v></c><c r=\"D3\" t=\"str\"><v>Gao</v></c></row>",
            .more =
                "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/></mergeCells>"});
    const char *text = mapped(path, "lines", NULL);
    assert_string_equal("org_implementing_name (label)", mapped_about(text, "Organisation"));
    assert_string_equal("targeted_m (label)", mapped_about(text, "Personnes ciblées Hommes"));
    assert_string_equal("adm3_name (label)", mapped_about(text, "Commune"));
}

static void help_text_is_cut_where_the_whole_says_nothing(void **state)
{
    (void)state;
    static const char text[] = "Organisation,\"Cluster\n(Saisir le cluster)\",Commune (liste),"
                               "Région : choisir\nA,WASH,Gao,Gao\n";
    MAPS(text, "Cluster (Saisir le cluster)", "sector_text (label)");
    MAPS(text, "Commune (liste)", "adm3_name (label)");
    MAPS(text, "Région : choisir", "adm1_name (label)");
}

static void kobo_paths_are_read_by_their_last_part(void **state)
{
    (void)state;
    MAPS("grp_org/organisation,grp_lieu/commune,_latitude\nA,Gao,16.2\n", "grp_lieu/commune",
         "adm3_name (label)");
}

/* ---- what wins ---- */

static void a_field_is_given_once_to_the_best(void **state)
{
    (void)state;
    static const char text[] = "Organisation,Commune (2),Commune\nA,x,Gao\n";
    MAPS(text, "Commune", "adm3_name (label)");
    MAPS(text, "Commune (2)", "");
}

static void lists_take_every_column(void **state)
{
    (void)state;
    static const char text[] = "Organisation,Commune,Bailleur,Donateur\nA,Gao,X,Y\n";
    MAPS(text, "Bailleur", "donor_name (label)");
    MAPS(text, "Donateur", "donor_name (label)");
}

static void a_hashtag_beats_a_header_and_the_rival_is_noted(void **state)
{
    (void)state;
    static const char text[] =
        "Acteur,Région,Cercle\n#org+impl+name,#adm2+name,#adm1+name\nA,Gao,Gao\n";
    MAPS(text, "Région", "adm2_name (hxl), not adm1_name");
    MAPS(text, "Acteur", "org_implementing_name (hxl)");
}

static void two_headers_that_agree_correct_a_misplaced_tag(void **state)
{
    (void)state;
    static const char text[] =
        "Acronyme,Nom organisation,Commune\n#org+name,,#adm3+name\nA,Alpha,Gao\n";
    MAPS(text, "Acronyme", "org_implementing_acronym (label), not org_implementing_name");
    MAPS(text, "Nom organisation", "org_implementing_name (label)");
}

static void a_tag_leaves_the_role_to_the_header(void **state)
{
    (void)state;
    static const char text[] =
        "Partner,Implementing partner,Commune\n#org+acronym,#org+impl+name,#adm3\nFAO,X,Gao\n";
    MAPS(text, "Implementing partner", "org_implementing_name (hxl)");
    assert_non_null(
        strstr(mapped(mapped_csv(text), "lines", NULL), "Partner -> org_programme_acronym"));
}

static void an_acronym_goes_with_its_organisation(void **state)
{
    (void)state;
    static const char text[] =
        "Organization,Acronym,Implementing partner,Region\nUNHCR,HCR,GISCOR,Gao\n";
    MAPS(text, "Acronym", "org_programme_acronym (label)");
    MAPS(text, "Implementing partner", "org_implementing_name (label)");
    MAPS("Organization,Acronym,Region\nA,B,Gao\n", "Acronym", "org_implementing_acronym (label)");
}

static void levels_follow_the_names_around_them(void **state)
{
    (void)state;
    MAPS("Organisation,Province,District\nA,x,y\n", "Province", "adm1_name (label)");
    MAPS("Organisation,Région,Province,Commune\nA,x,y,z\n", "Province", "adm2_name (label)");
    MAPS("Organisation,Région,Préfecture,Sous-préfecture\nA,x,y,z\n", "Préfecture",
         "adm2_name (label)");
    MAPS("Organisation,Préfecture,Sous-préfecture,Commune\nA,x,y,z\n", "Préfecture",
         "adm1_name (label)");
}

static void the_order_of_columns_decides_between_levels(void **state)
{
    (void)state;
    static const char text[] =
        "Institución,Departamento,Provincia,Municipio,Cod. Municipio\nA,x,y,z,BO080101\n"
        "A,x,y,z,BO080102\nA,x,y,z,BO080103\n";
    MAPS(text, "Departamento", "adm1_name (label)");
    MAPS(text, "Provincia", "adm2_name (label)");
    MAPS(text, "Municipio", "adm3_name (label)");
    MAPS(text, "Cod. Municipio", "adm3_code (label)");
    MAPS("Organisation,Commune,Région\nA,x,y\n", "Commune", "adm3_name (label)");
}

static void a_code_of_a_location_is_the_country_s_or_a_place_s_by_its_cells(void **state)
{
    (void)state;
    MAPS("Organisation,location_code,Commune\nA,MLI,x\nB,MLI,x\nC,MLI,y\n", "location_code",
         "adm0_code (label)");
    MAPS("Organisation,Location code,Cluster\nA,ML0506,x\nB,ML0501,x\nC,ML0702,y\n",
         "Location code", "pcode (label), not adm0_code");
}

static void one_of_two_names_for_the_same_thing_is_enough(void **state)
{
    (void)state;
    MAPS("Organisation,State / Abyei\nA,x\n", "State / Abyei", "adm1_name (label)");
    MAPS("Organisation,Commune,Filles/Garçons\nA,x,1\n", "Filles/Garçons", "");
}

static void a_list_takes_no_guess_beside_what_is_said_plainly(void **state)
{
    (void)state;
    static const char text[] = "Organisation,Commune,Source de financement,Bailleur\nA,x,y,z\n";
    MAPS(text, "Source de financement", "");
    MAPS(text, "Bailleur", "donor_name (label)");
    MAPS("Organisation,Commune,Source de financement\nA,x,y\n", "Source de financement",
         "donor_name (label)");
}

static void a_count_holds_numbers(void **state)
{
    (void)state;
    static const char text[] = "Organisation,Commune,Objectif\nA,x,abris\nB,x,kits\nC,x,eau\n";
    MAPS(text, "Objectif", "");
    MAPS("Organisation,Commune,Objectif\nA,x,100\nB,x,90\nC,x,80\n", "Objectif",
         "targeted_total (label)");
}

static void other_people_are_no_total(void **state)
{
    (void)state;
    static const char text[] = "Organisation,Commune,New beneficiaries,Beneficiaries,Other "
                               "beneficiaries\nA,x,1,2,3\n";
    MAPS(text, "New beneficiaries", "");
    MAPS(text, "Other beneficiaries", "");
    MAPS(text, "Beneficiaries", "reached_total (label)");
}

static void codes_in_a_column_of_names_are_codes(void **state)
{
    (void)state;
    static const char text[] =
        "Title,Province,Organisation\nTD19,Barh,A\nTD04,Guéra,B\nTD07,Lac,C\n";
    MAPS(text, "Title", "adm1_code (content)");
    MAPS(text, "Province", "adm1_name (label)");
}

static void codes_without_a_level_take_that_of_their_neighbour(void **state)
{
    (void)state;
    static const char text[] =
        "Organisation,Région,Code (a),Cercle,Code (b)\nA,Mopti,ML05,Djenné,ML0504\n"
        "B,Gao,ML07,Bourem,ML0702\nC,Gao,ML07,Gao,ML0703\n";
    MAPS(text, "Code (a)", "adm1_code (content)");
    MAPS(text, "Code (b)", "adm2_code (content)");
}

static void codes_of_any_country_and_case_and_several_in_a_cell_are_codes(void **state)
{
    (void)state;
    MAPS("Organisation,admin2Pcod\nA,UKR0107\nB,UKR0108\n", "admin2Pcod", "adm2_code (label)");
    MAPS("Organisation,admin2Pcod\nA,mli0506\nB,mli0507\n", "admin2Pcod", "adm2_code (label)");
    MAPS("Organisation,admin2Pcod\nA,ML0506 / ML0507\nB,ML0506;ML0507\n", "admin2Pcod",
         "adm2_code (label)");
}

static void acronyms_that_look_like_codes_stay_acronyms(void **state)
{
    (void)state;
    MAPS("Acronyme,Commune\nEX14,Gao\nEX15,Gao\nEX16,Gao\n", "Acronyme",
         "org_implementing_acronym (label)");
}

static void the_place_of_origin_is_not_the_place(void **state)
{
    (void)state;
    static const char text[] = "Organisation,Région,Commune d'origine\nA,Gao,Mopti\n";
    MAPS(text, "Commune d'origine", "");
    MAPS("Organisation,Commune d'intervention\nA,Gao\n", "Commune d'intervention",
         "adm3_name (label)");
}

static void women_beside_girls_are_the_adults(void **state)
{
    (void)state;
    static const char text[] = "Org,Niñas,Mujeres\n#org,#reached+girls,#reached+female\nA,1,2\n";
    MAPS(text, "Niñas", "reached_f_children (hxl)");
    MAPS(text, "Mujeres", "reached_f_adults (label), not reached_f");
}

static void women_and_men_without_children_are_everybody(void **state)
{
    (void)state;
    MAPS("Organisation,Commune,Femmes,Hommes\nA,Gao,1,2\n", "Femmes", "reached_f (label)");
    MAPS("Organisation,Commune,Femmes,Hommes,Filles\nA,Gao,1,2,3\n", "Femmes",
         "reached_f_adults (label)");
    MAPS("Organisation,Commune,Femmes adultes atteintes\nA,Gao,1\n", "Femmes adultes atteintes",
         "reached_f_adults (label)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(real_tables_map_as_a_person_would),
        cmocka_unit_test(templates_of_other_countries_map_without_help),
        cmocka_unit_test(the_inputs_of_libhxl_find_their_hashtag_rows),
        cmocka_unit_test(headers_may_stand_below_a_title),
        cmocka_unit_test(group_headers_lend_their_words),
        cmocka_unit_test(merged_group_headers_span_what_they_cover_and_no_more),
        cmocka_unit_test(help_text_is_cut_where_the_whole_says_nothing),
        cmocka_unit_test(kobo_paths_are_read_by_their_last_part),
        cmocka_unit_test(a_field_is_given_once_to_the_best),
        cmocka_unit_test(lists_take_every_column),
        cmocka_unit_test(a_hashtag_beats_a_header_and_the_rival_is_noted),
        cmocka_unit_test(two_headers_that_agree_correct_a_misplaced_tag),
        cmocka_unit_test(a_tag_leaves_the_role_to_the_header),
        cmocka_unit_test(an_acronym_goes_with_its_organisation),
        cmocka_unit_test(levels_follow_the_names_around_them),
        cmocka_unit_test(the_order_of_columns_decides_between_levels),
        cmocka_unit_test(a_code_of_a_location_is_the_country_s_or_a_place_s_by_its_cells),
        cmocka_unit_test(one_of_two_names_for_the_same_thing_is_enough),
        cmocka_unit_test(a_list_takes_no_guess_beside_what_is_said_plainly),
        cmocka_unit_test(a_count_holds_numbers),
        cmocka_unit_test(other_people_are_no_total),
        cmocka_unit_test(codes_in_a_column_of_names_are_codes),
        cmocka_unit_test(codes_without_a_level_take_that_of_their_neighbour),
        cmocka_unit_test(codes_of_any_country_and_case_and_several_in_a_cell_are_codes),
        cmocka_unit_test(acronyms_that_look_like_codes_stay_acronyms),
        cmocka_unit_test(the_place_of_origin_is_not_the_place),
        cmocka_unit_test(women_beside_girls_are_the_adults),
        cmocka_unit_test(women_and_men_without_children_are_everybody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

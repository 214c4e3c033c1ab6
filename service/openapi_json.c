/* The JSON API in the description: one row a path. */
#include "service/openapi.h"

#include <string.h>

typedef struct Parameter {
    const char *name, *members; /* of its schema, a string */
    LtpText text;
} Parameter;

static const Parameter search = {
    "search", NULL, {"Mots à chercher, sans accents.", "Words to look for, without accents."}};
static const Parameter rows = {
    "rows",
    "\"enum\":[\"objects\",\"arrays\"]",
    {"Forme des lignes ; arrays : plus court.", "Form of the rows; arrays: shorter."}};
static const Parameter properties = {
    "properties", NULL, {"Colonnes de la réponse.", "Columns of the answer."}};
static const Parameter map = {"map", NULL, {"Thème de la carte (pdf).", "Theme of the map (pdf)."}};
static const Parameter bbox = {"bbox",
                               "\"example\":\"-4.5,14,-3,15.5\"",
                               {"Ce que la carte (pdf) montre : ouest, sud, est, nord, en degrés.",
                                "What the map (pdf) shows: west, south, east, north, in degrees."}};
static const Parameter periods = {
    "periods",
    "\"example\":\"2019-10-01:2019-12-31,2020-01-01:2020-03-31\"",
    {"Deux périodes à comparer : A:B,C:D.", "Two periods to compare: A:B,C:D."}};
static const Parameter submissions = {"submissions",
                                      "\"example\":\"3,5\"",
                                      {"Deux imports à comparer, par leurs numéros : N,M.",
                                       "Two imports to compare, by their numbers: N,M."}};

static const Parameter absent = {"absent",
                                 "\"enum\":[\"0\",\"1\"]",
                                 {"1 : seulement qui ne rapporte plus, mais rapportait avant.",
                                  "1: only who reported before and no longer does."}};
static const Parameter subject = {
    "subject", NULL, {"Mot des thèmes ou du titre.", "A word of themes or title."}};
static const Parameter years = {
    "years", "\"example\":\"2017:2021\"", {"Années A:B.", "Years A:B."}};
static const Parameter language = {
    "language", NULL, {"Langue de l'étude.", "Language of the study."}};
static const Parameter type = {"type", NULL, {"Type d'étude.", "Type of study."}};
static const Parameter gaps = {
    "gaps",
    "\"enum\":[\"0\",\"1\"]",
    {"1 : les unités sans étude ou sans acteur.", "1: units without study or without actor."}};

enum { OWN = 8 };
#define LTP_ONLY "|" /* begins a list of names */

static const struct Operation {
    const char *path, *id;
    LtpText summary;
    const char *in_path; /* NULL = nothing stands in it */
    const char *layer;   /* whose parameters of the analysis it takes; or the names of those */
    const Parameter *own[OWN]; /* as many as there are */
} operations[] = {
    {"/api/coverage",
     "api.coverage",
     {"Couverture par unité, avec les classes des cartes", "Coverage by unit, with map classes"},
     NULL,
     "coverage",
     {&rows, &properties}},
    {"/api/gaps",
     "api.gaps",
     {"Écarts par unité, les plus graves d'abord", "Gaps by unit, the worst first"},
     NULL,
     "gaps",
     {&rows, &properties}},
    {"/api/shapes",
     "api.shapes",
     {"Contours simplifiés des unités (GeoJSON)", "Coarse outlines of the units (GeoJSON)"},
     NULL,
     "coverage",
     {NULL}},
    {"/api/explain/{pcode}",
     "api.explain",
     {"Les données derrière les chiffres d'une unité", "The rows behind the figures of a unit"},
     "pcode",
     "coverage",
     {NULL}},
    {"/api/studies",
     "api.studies",
     {"Recherche d'études, et lacunes du répertoire", "Search of studies, and gaps of evidence"},
     NULL,
     "coverage",
     {&search, &subject, &years, &language, &type, &gaps, &rows, &properties}},
    {"/api/actors",
     "api.actors",
     {"Acteurs : qui est actif, où, dans quels secteurs",
      "Actors: who is active, where, in which sectors"},
     NULL,
     "coverage",
     {&absent, &rows, &properties}},
    {"/api/organisations",
     "api.organisations",
     {"Toutes les organisations de la base, avec leurs noms",
      "All organisations of the store, with their names"},
     NULL,
     "organisations",
     {&search, &rows, &properties}},
    {"/api/indicators",
     "api.indicators",
     {"Indicateurs de la stratégie et leurs cibles", "Indicators of the strategy, their targets"},
     NULL,
     LTP_ONLY "within|from|to|as-of",
     {&rows, &properties}},
    {"/api/risks",
     "api.risks",
     {"Niveaux de risque au fil du temps", "Levels of risk over time"},
     NULL,
     LTP_ONLY "within|from|to|as-of",
     {&rows, &properties}},
    {"/api/units",
     "api.units",
     {"Unités de tous les niveaux, sans contours", "Units of all levels, without outlines"},
     NULL,
     "units",
     {&search, &rows, &properties}},
    {"/api/file/{format}",
     "api.file",
     {"Fichier à garder : geojson, xlsx ou pdf", "A file to keep: geojson, xlsx or pdf"},
     "format",
     "gaps",
     {&map, &bbox}},
    {"/api/series",
     "api.series",
     {"Mois par mois : acteurs, activités, personnes",
      "Month by month: actors, activities, people"},
     NULL,
     "coverage",
     {&rows, &properties}},
    {"/api/intersector",
     "api.intersector",
     {"Protection, Abris, LTP et cohésion sociale côte à côte",
      "Protection, Shelter, HLP and social cohesion side by side"},
     NULL,
     "coverage",
     {&rows, &properties}},
    {"/api/matrix/{kind}",
     "api.matrix",
     {"Organisations par unité (org-unit) ou par secteur (org-sector)",
      "Organisations by unit (org-unit) or by sector (org-sector)"},
     "kind",
     "coverage",
     {&rows, &properties}},
    {"/api/diff",
     "api.diff",
     {"Ce qui a changé entre deux périodes ou deux imports",
      "What changed between two periods or two imports"},
     NULL,
     "coverage",
     {&periods, &submissions, &rows, &properties}},
};

void ltp_openapi_json(LtpJson *json, LtpLang lang)
{
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
        const struct Operation *o = &operations[i];
        bool is_file = o->in_path && strcmp(o->in_path, "format") == 0;
        ltp_openapi_open(json, o->path, o->id, ltp_text_in(o->summary, lang), "json",
                         is_file ? NULL : LTP_TYPE_JSON);
        if (o->in_path)
            ltp_openapi_in_path(json, o->in_path);
        for (size_t k = 0; k < OWN && o->own[k]; k++) {
            ltp_openapi_parameter(json, o->own[k]->name, ltp_text_in(o->own[k]->text, lang));
            ltp_openapi_schema(json, "string", o->own[k]->members);
            ltp_json_end_object(json);
        }
        bool only = strncmp(o->layer, LTP_ONLY, strlen(LTP_ONLY)) == 0;
        ltp_openapi_analysis(json, only ? NULL : ltp_layer_find(o->layer), o->layer);
        ltp_openapi_form(json);
        ltp_openapi_close(json);
    }
}

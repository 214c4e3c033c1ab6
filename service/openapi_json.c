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

enum { OWN = 3 };

static const struct Operation {
    const char *path, *id;
    LtpText summary;
    const char *in_path;       /* NULL = nothing stands in it */
    const char *layer;         /* whose parameters of the analysis it takes */
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
     "lines",
     {NULL}},
    {"/api/studies",
     "api.studies",
     {"Recherche d'études", "Search of studies"},
     NULL,
     "studies",
     {&search, &rows, &properties}},
    {"/api/actors",
     "api.actors",
     {"Organisations", "Organisations"},
     NULL,
     "organisations",
     {&search, &rows, &properties}},
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
     {NULL}},
    {"/api/intersector",
     "api.intersector",
     {"Protection, Abris, LTP et cohésion sociale côte à côte",
      "Protection, Shelter, HLP and social cohesion side by side"},
     NULL,
     "coverage",
     {NULL}},
    {"/api/matrix/{kind}",
     "api.matrix",
     {"Organisations par unité (org-unit) ou par secteur (org-sector)",
      "Organisations by unit (org-unit) or by sector (org-sector)"},
     "kind",
     "coverage",
     {NULL}},
    {"/api/diff",
     "api.diff",
     {"Ce qui a changé entre deux périodes ou deux imports",
      "What changed between two periods or two imports"},
     NULL,
     "coverage",
     {&periods, &submissions}},
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
        ltp_openapi_analysis(json, ltp_layer_find(o->layer));
        ltp_openapi_form(json);
        ltp_openapi_close(json);
    }
}

/* Administrative units, all editions side by side. */
#include "layers/fields.h"

static const LtpField fields[] = {
    {NAMED("id", LTP_INTEGER, "Identifiant", "Identifier", "Numéro de l'unité dans la base.",
           "Number of the unit in the store."),
     .dbf = "id", .flags = LTP_KEY | OUT},
#include "layers/fields_place.def"
    {NAMED("parent_pcode", LTP_TEXT, "P-code de l'unité supérieure", "P-code of the unit above",
           "Code officiel de l'unité qui contient celle-ci.",
           "Official code of the unit that contains this one."),
     .dbf = "parent_cod", .flags = OUT},
    {NAMED("parent_name", LTP_TEXT, "Unité supérieure", "Unit above",
           "Nom de l'unité qui contient celle-ci.", "Name of the unit that contains this one."),
     .dbf = "parent_nom", .flags = OUT},
    {NAMED("other_names", LTP_TEXT, "Autres noms", "Other names",
           "Autres graphies et noms de l'unité dans sa source, séparés par une barre.",
           "Other spellings and names of the unit in its source, separated by a bar."),
     .dbf = "noms_autre", .flags = OUT},
    {NAMED("area_km2", LTP_REAL, "Superficie", "Area",
           "Superficie de l'unité sur l'ellipsoïde WGS 84.",
           "Area of the unit on the WGS 84 ellipsoid."),
     .unit = "km²", .dbf = "km2", .flags = OUT},
};

const LtpLayer ltp_layer_units = {
    .name = "units",
    .title = {"Limites administratives", "Administrative boundaries"},
    .abstract = {"Unités administratives d'une édition des limites, du pays à la commune.",
                 "Administrative units of one edition of the boundaries, from country to commune."},
    .table = "layer_units",
    .geometry = LTP_MULTIPOLYGON,
    .geometry_sensitivity = LTP_PUBLIC,
    .fields = fields,
    .n_fields = COUNT_OF(fields),
};

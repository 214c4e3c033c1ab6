/* Settlements: villages, quarters, sites. */
#include "layers/fields.h"

static const LtpField fields[] = {
    {NAMED("id", LTP_INTEGER, "Identifiant", "Identifier", "Numéro de la localité dans la base.",
           "Number of the settlement in the store."),
     .dbf = "id", .flags = LTP_KEY | OUT},
    {NAMED("code", LTP_TEXT, "Code de la localité", "Settlement code",
           "Code de la localité dans sa source.", "Code of the settlement in its source."),
     .hxl = "#loc+site+code", .dbf = "code", .sensitivity = LTP_RESTRICTED,
     .synonyms =
         "Code localité|Code village|Code du village|featurePcod|CODE_ETABLISSEMENT|Site code|"
         "Settlement pcode|Code site",
     .flags = IN | OUT},
    {NAMED("settlement", LTP_TEXT, "Localité", "Settlement", "Nom de la localité.",
           "Name of the settlement."),
     .hxl = "#loc+name", .dbf = "localite", .sensitivity = LTP_RESTRICTED,
     .synonyms =
         "featureNam|featureName|Localités|Localites|Village|Villages|Nom de la localité|"
         "Nom localité|Site|Nom du site|Site name|NOM_ETABLISSEMENT|Settlement name|Quartier",
     .flags = IN | OUT},
    {NAMED("other_name", LTP_TEXT, "Autre nom", "Other name",
           "Autre graphie du nom de la localité.", "Other spelling of the settlement's name."),
     .synonyms = "featureRef|featureAlt|featureA_1|Autres noms|Alternate name|Nom alternatif",
     .flags = IN | LTP_REPEATS},
    {NAMED("kind", LTP_TEXT, "Genre", "Kind", "Village, quartier, fraction, site de déplacés, etc.",
           "Village, quarter, fraction, displacement site, etc."),
     .hxl = "#loc+type", .dbf = "genre", .sensitivity = LTP_RESTRICTED,
     .synonyms =
         "Type de localité|Type de site|Site type|popPlaceCl|popPlace_1|Type de lieu|Location type",
     .flags = IN | OUT},
    {NAMED("population", LTP_INTEGER, "Population", "Population", "Habitants de la localité.",
           "Inhabitants of the settlement."),
     .unit = "people", .hxl = "#population", .dbf = "population", .sensitivity = LTP_RESTRICTED,
     .synonyms = "Population totale|Habitants|Total population|Población",
     .flags = IN | OUT | LTP_PEOPLE},
#include "layers/fields_place.def"
    {NAMED("lon", LTP_REAL, "Longitude", "Longitude", "Longitude en degrés (WGS 84).",
           "Longitude in degrees (WGS 84)."),
     .unit = "degrees", .hxl = "#geo+lon", .dbf = "lon", .sensitivity = LTP_RESTRICTED,
     .synonyms = "Long|X|GPS longitude|Coordonnée X|_longitude|Longitud", .flags = IN | OUT},
    {NAMED("lat", LTP_REAL, "Latitude", "Latitude", "Latitude en degrés (WGS 84).",
           "Latitude in degrees (WGS 84)."),
     .unit = "degrees", .hxl = "#geo+lat", .dbf = "lat", .sensitivity = LTP_RESTRICTED,
     .synonyms = "Y|GPS latitude|Coordonnée Y|_latitude|Latitud", .flags = IN | OUT},
    {NAMED("source", LTP_TEXT, "Source", "Source", "Source dont la localité provient.",
           "Source that the settlement comes from."),
     .dbf = "source", .flags = OUT},
};

const LtpLayer ltp_layer_places = {
    .name = "places",
    .title = {"Localités", "Settlements"},
    .abstract =
        {"Villages, quartiers et sites avec leur position ; jamais publics, car ils peuvent "
         "désigner des sites de déplacés.",
         "Villages, quarters and sites with their position; never public, since they may show "
         "displacement sites."},
    .table = "layer_places",
    .geometry = LTP_POINT,
    .geometry_sensitivity = LTP_RESTRICTED,
    .fields = fields,
    .n_fields = COUNT_OF(fields),
};

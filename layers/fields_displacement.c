/* Displacement: published figures of displaced, returned and repatriated people, by sex and age. A
 * table has a column a group (« PDI femmes 18-59 ans »: sex and ages are read from the header) or a
 * row a group (columns population, sexe, tranche d'âge, nombre). */
#include "layers/fields.h"

static const LtpField fields[] = {
    {NAMED("id", LTP_INTEGER, "Identifiant", "Identifier", "Numéro du chiffre dans la base.",
           "Number of the figure in the store."),
     .dbf = "id", .flags = LTP_KEY | OUT},
#include "layers/fields_place.def"
    {NAMED("settlement", LTP_TEXT, "Localité ou site", "Settlement or site",
           "Localité ou site que compte la ligne : les sites d'une unité s'additionnent.",
           "Settlement or site that the row counts: the sites of a unit add up."),
     .hxl = "#loc+name",
     .synonyms = "Village|Site|Nom du site|Localité|Quartier|Site name|Lieu de déplacement|"
                 "Village/Site|Village/Quartier",
     .flags = IN},
    {NAMED("date", LTP_DATE, "Date", "Date",
           "Jour auquel se rapportent les chiffres ; vide si la table n'en dit rien.",
           "Day that the figures refer to; empty if the table says none."),
     .hxl = "#date", .dbf = "date",
     .synonyms = "Date de référence|Reference date|Date des données|Mois|Month|Période|Period|"
                 "Date de mise à jour|Date de collecte|Situation au|Fecha|Data",
     .flags = IN | OUT},
    {NAMED("population", LTP_TEXT, "Code de la population", "Population code",
           "IDP : personnes déplacées internes ; RDP : retournés ; RET : rapatriés.",
           "IDP: internally displaced people; RDP: returned IDPs; RET: returned refugees."),
     .hxl = "#beneficiary+type", .dbf = "population",
     .synonyms = "Population|Type de population|Population type|Catégorie|Catégorie de population|"
                 "Groupe de population|Type de mouvement|Statut|Type",
     .flags = IN | OUT},
    {NAMED("population_name", LTP_TEXT, "Population", "Population",
           "Population que compte la ligne.", "Population that the row counts."),
     .dbf = "pop_nom", .flags = OUT},
    {NAMED("sex", LTP_TEXT, "Sexe", "Sex", "f ou m ; vide pour les deux ensemble.",
           "f or m; empty for both together."),
     .hxl = "#meta+sex", .dbf = "sexe", .sensitivity = LTP_RESTRICTED,
     .synonyms = "Genre|Gender|Sexo", .flags = IN | OUT},
    {NAMED("age_band", LTP_TEXT, "Tranche d'âge", "Age band",
           "Tranche d'âge telle que la table l'écrit : 0-4 ans, 60 et plus.",
           "Age band as the table writes it: 0-4 years, 60 and over."),
     .hxl = "#meta+age", .synonyms = "Âge|Age|Age group|Groupe d'âge|Tranche d'age|Edad",
     .flags = IN},
    {NAMED("age_min", LTP_INTEGER, "Âge minimal", "Lowest age",
           "Premier âge de la tranche, compris ; vide si elle est ouverte.",
           "First age of the band, included; empty if it is open."),
     .unit = "years", .dbf = "age_min", .sensitivity = LTP_RESTRICTED, .flags = OUT},
    {NAMED("age_max", LTP_INTEGER, "Âge maximal", "Highest age",
           "Dernier âge de la tranche, compris ; vide si elle est ouverte.",
           "Last age of the band, included; empty if it is open."),
     .unit = "years", .dbf = "age_max", .sensitivity = LTP_RESTRICTED, .flags = OUT},
    {NAMED("people", LTP_INTEGER, "Personnes", "People", "Personnes de ce groupe dans l'unité.",
           "People of this group in the unit."),
     .unit = "people", .hxl = "#affected", .dbf = "personnes", .sensitivity = LTP_RESTRICTED,
     .synonyms = "Nombre|Nombre de personnes|Individus|Nombre d'individus|Individuals|Effectif|"
                 "Personnes|Number|Total|Total individus|Personas",
     .flags = IN | OUT | LTP_PEOPLE},
    {NAMED("households", LTP_INTEGER, "Ménages", "Households", "Ménages de ce groupe dans l'unité.",
           "Households of this group in the unit."),
     .unit = "households", .hxl = "#affected+hh", .dbf = "menages", .sensitivity = LTP_RESTRICTED,
     .synonyms = "Nombre de ménages|Households|HH|Total ménages|Familles|Hogares",
     .flags = IN | OUT | LTP_PEOPLE | LTP_FROM_PEOPLE},
    {NAMED("idps", LTP_INTEGER, "PDI", "IDPs",
           "Colonne de personnes déplacées internes : en tout, ou du groupe que dit son en-tête, "
           "par exemple « PDI femmes 18-59 ans ».",
           "Column of internally displaced people: all, or the group its header says, for instance "
           "\"IDP women 18-59\"."),
     .unit = "people", .hxl = "#affected+idps",
     .synonyms =
         "PDIs|IDP|Personnes déplacées internes|Déplacés|Total PDI|Nombre de PDI|Desplazados",
     .flags = IN | LTP_PEOPLE | LTP_REPEATS},
    {NAMED("returnees", LTP_INTEGER, "Retournés", "Returned IDPs",
           "Colonne de retournés : en tout, ou du groupe que dit son en-tête.",
           "Column of returned IDPs: all, or the group its header says."),
     .unit = "people", .hxl = "#affected+returnees",
     .synonyms = "Returnees|Personnes retournées|Total retournés|Nombre de retournés|Retornados",
     .flags = IN | LTP_PEOPLE | LTP_REPEATS},
    {NAMED("repatriated", LTP_INTEGER, "Rapatriés", "Returned refugees",
           "Colonne de rapatriés : en tout, ou du groupe que dit son en-tête.",
           "Column of returned refugees: all, or the group its header says."),
     .unit = "people", .hxl = "#affected+repatriated",
     .synonyms = "Repatriated|Refugee returnees|Réfugiés rapatriés|Total rapatriés|Nombre de "
                 "rapatriés|Repatriados",
     .flags = IN | LTP_PEOPLE | LTP_REPEATS},
    {NAMED("people_group", LTP_INTEGER, "Groupe de personnes", "Group of people",
           "Colonne d'un groupe, par exemple « Femmes 18-59 ans », dans une table dont les lignes "
           "disent la population.",
           "Column of a group, for instance \"Women 18-59\", in a table whose rows say the "
           "population."),
     .unit = "people", .flags = IN | LTP_PEOPLE | LTP_REPEATS},
    {NAMED("approximate", LTP_BOOLEAN, "Approximatif", "Approximate",
           "1 si la table dit « environ ».", "1 if the table says \"about\"."),
     .dbf = "approx", .sensitivity = LTP_RESTRICTED, .flags = OUT},
    {NAMED("source", LTP_TEXT, "Source", "Source", "Source dont les chiffres proviennent.",
           "Source that the figures come from."),
     .dbf = "source", .flags = OUT},
    {NAMED("submission", LTP_INTEGER, "Envoi", "Submission", "Numéro de l'envoi de cette source.",
           "Number of the submission of this source."),
     .dbf = "envoi", .sensitivity = LTP_RESTRICTED, .flags = OUT},
};

const LtpLayer ltp_layer_displacement = {
    .name = "displacement",
    .title = {"Mouvements de population", "Population movement"},
    .abstract =
        {"PDI, retournés et rapatriés par unité, date, sexe et tranche d'âge, tels que publiés. "
         "Les totaux par unité sont aussi dans les besoins.",
         "IDPs, returned IDPs and returned refugees by unit, date, sex and age band, as published. "
         "Totals per unit also stand among the needs."},
    .table = "layer_displacement",
    .geometry = LTP_MULTIPOLYGON,
    .sensitivity = LTP_RESTRICTED,
    .geometry_sensitivity = LTP_RESTRICTED,
    .fields = fields,
    .n_fields = COUNT_OF(fields),
};

/* The fields of the layers coverage and gaps: the columns of ANALYSIS.md 4 in their order. */
#include "layers/analysis_internal.h"

static const LtpField fields[LTP_F_COUNT] = {
    [LTP_F_PCODE] =
        {
            .name = "pcode",
            .type = LTP_TEXT,
            .label = {"Code", "P-code"},
            .definition =
                {"Code officiel de l'unité administrative (P-code) dans l'édition utilisée.",
                 "Official code of the administrative unit (P-code) in the edition used."},
            .hxl = "#loc+code",
            .dbf = "pcode",
            .flags = LTP_OUTPUT | LTP_KEY,
        },
    [LTP_F_NAME] =
        {
            .name = "name",
            .type = LTP_TEXT,
            .label = {"Nom", "Name"},
            .definition = {"Nom de l'unité administrative.", "Name of the administrative unit."},
            .hxl = "#loc+name",
            .dbf = "name",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_PARENT_PCODE] =
        {
            .name = "parent_pcode",
            .type = LTP_TEXT,
            .label = {"Code de l'unité supérieure", "P-code of the parent"},
            .definition = {"Code de l'unité qui contient celle-ci (pour une commune, son cercle).",
                           "Code of the unit that contains this one (for a commune, its cercle)."},
            .hxl = "#loc+code+parent",
            .dbf = "parent",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_N_ACTORS] =
        {
            .name = "n_actors",
            .type = LTP_INTEGER,
            .unit = "organisations",
            .label = {"Acteurs", "Actors"},
            .definition =
                {"Nombre d'organisations différentes qui mettent en œuvre au moins une activité en "
                 "cours ou achevée ici pendant la période ; les bailleurs ne comptent pas.",
                 "Number of different organisations with at least one ongoing or completed "
                 "activity here in the period; donors do not count."},
            .hxl = "#org+count",
            .dbf = "n_actors",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_N_LINES] =
        {
            .name = "n_lines",
            .type = LTP_INTEGER,
            .unit = "lines",
            .label = {"Activités", "Activities"},
            .definition =
                {"Nombre de lignes d'activité en cours ou achevées ici pendant la période.",
                 "Number of lines of activity that are ongoing or completed here in the period."},
            .hxl = "#activity+count",
            .dbf = "n_lines",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_N_PROJECTS] =
        {
            .name = "n_projects",
            .type = LTP_INTEGER,
            .unit = "projects",
            .label = {"Projets", "Projects"},
            .definition = {"Nombre de projets différents, d'après leur code ou, à défaut, leur "
                           "titre ; les lignes sans code ni titre ne comptent pas.",
                           "Number of different projects by their code, else by their title; lines "
                           "with neither do not count."},
            .hxl = "#activity+project+count",
            .dbf = "n_projects",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_N_ACTORS_INHERITED] =
        {
            .name = "n_actors_inherited",
            .type = LTP_INTEGER,
            .unit = "organisations",
            .label = {"Acteurs signalés plus haut", "Actors reported above"},
            .definition =
                {"Acteurs signalés au niveau d'une unité supérieure (cercle, région, pays) sans "
                 "que la commune soit précisée ; un acteur déjà compté ici ne l'est pas une "
                 "seconde fois.",
                 "Actors reported for a unit above (cercle, region, country) without naming the "
                 "commune; an actor already counted here is not counted again."},
            .hxl = "#org+count+inherited",
            .dbf = "n_act_inh",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_N_LINES_INHERITED] =
        {
            .name = "n_lines_inherited",
            .type = LTP_INTEGER,
            .unit = "lines",
            .label = {"Activités signalées plus haut", "Activities reported above"},
            .definition = {"Lignes d'activité signalées au niveau d'une unité supérieure, commune "
                           "non précisée.",
                           "Lines of activity reported for a unit above, commune not named."},
            .hxl = "#activity+count+inherited",
            .dbf = "n_lin_inh",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_N_PLANNED] =
        {
            .name = "n_planned",
            .type = LTP_INTEGER,
            .unit = "lines",
            .label = {"Activités planifiées", "Planned activities"},
            .definition =
                {"Lignes d'activité planifiées ici pendant la période, non encore commencées.",
                 "Lines of activity planned here in the period that have not begun."},
            .hxl = "#activity+count+planned",
            .dbf = "n_planned",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_N_LINES_NO_FIGURE] =
        {
            .name = "n_lines_no_figure",
            .type = LTP_INTEGER,
            .unit = "lines",
            .label = {"Activités sans chiffre", "Activities without a figure"},
            .definition =
                {"Lignes comptées ici qui ne disent pas combien de personnes ont été atteintes.",
                 "Lines counted here that do not say how many people were reached."},
            .hxl = "#activity+count+no_figure",
            .dbf = "n_lin_nofg",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_HAS_PROTECTION] =
        {
            .name = "has_protection",
            .type = LTP_BOOLEAN,
            .label = {"Protection présente", "Protection present"},
            .definition =
                {"1 si une activité du cluster Protection (protection de l'enfance, VBG, lutte "
                 "antimines et LTP comprises) est présente, 0 si aucune, vide si on ne peut pas le "
                 "savoir parce qu'une ligne n'indique pas de secteur connu.",
                 "1 when an activity of the Protection cluster (child protection, GBV, mine action "
                 "and HLP included) is present, 0 when none is, empty when it cannot be known "
                 "because a line states no known sector."},
            .hxl = "#indicator+protection+bool",
            .dbf = "has_prot",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_HAS_SHELTER] =
        {
            .name = "has_shelter",
            .type = LTP_BOOLEAN,
            .label = {"Abris présents", "Shelter present"},
            .definition = {"1 si une activité du cluster Abris et biens non alimentaires est "
                           "présente, 0 si aucune, vide si on ne peut pas le savoir.",
                           "1 when an activity of the Shelter and NFI cluster is present, 0 when "
                           "none is, empty when it cannot be known."},
            .hxl = "#indicator+shelter+bool",
            .dbf = "has_shelt",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_HAS_LTP] =
        {
            .name = "has_ltp",
            .type = LTP_BOOLEAN,
            .label = {"LTP présent", "HLP present"},
            .definition =
                {"1 si une activité de logement, terre et propriété est présente, sous quelque "
                 "secteur que ce soit, 0 si aucune, vide si on ne peut pas le savoir.",
                 "1 when an activity on housing, land and property is present, under whatever "
                 "sector, 0 when none is, empty when it cannot be known."},
            .hxl = "#indicator+hlp+bool",
            .dbf = "has_ltp",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_HAS_COHESION] =
        {
            .name = "has_cohesion",
            .type = LTP_BOOLEAN,
            .label = {"Cohésion sociale présente", "Social cohesion present"},
            .definition = {"1 si une activité de cohésion sociale est présente, 0 si aucune, vide "
                           "si on ne peut pas le savoir.",
                           "1 when an activity on social cohesion is present, 0 when none is, "
                           "empty when it cannot be known."},
            .hxl = "#indicator+cohesion+bool",
            .dbf = "has_cohes",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_INTERSECTOR] =
        {
            .name = "intersector",
            .type = LTP_TEXT,
            .label = {"Présence des clusters", "Presence of the clusters"},
            .definition = {"Qui est présent : les deux clusters (both), Protection seule, Abris "
                           "seuls, aucun (none) ; avec _ltp quand il y a aussi des activités LTP.",
                           "Who is present: both clusters, Protection only, Shelter only, none; "
                           "with _ltp when there are HLP activities too."},
            .hxl = "#indicator+intersector",
            .dbf = "intersect",
            .flags = LTP_OUTPUT,
        },
#include "layers/fields_coverage_people.def"
    [LTP_F_ACTORS_PER_10000] =
        {
            .name = "actors_per_10000",
            .type = LTP_REAL,
            .unit = "actors per 10,000 people in need",
            .label = {"Acteurs pour 10 000 personnes dans le besoin",
                      "Actors per 10,000 people in need"},
            .definition = {"Nombre d'acteurs rapporté à 10 000 personnes dans le besoin ; vide si "
                           "ce chiffre n'est pas connu ou vaut 0.",
                           "Number of actors per 10,000 people in need; empty when that figure is "
                           "not known or 0."},
            .hxl = "#org+rate",
            .dbf = "act_10000",
            .flags = LTP_OUTPUT | LTP_FROM_PEOPLE,
        },
    [LTP_F_SINGLE_ACTOR] =
        {
            .name = "single_actor",
            .type = LTP_BOOLEAN,
            .label = {"Un seul acteur", "Single actor"},
            .definition = {"1 quand toute la présence repose sur une seule organisation.",
                           "1 when all presence rests on one organisation."},
            .hxl = "#indicator+single_actor+bool",
            .dbf = "single_act",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_FRESHNESS_DAYS] =
        {
            .name = "freshness_days",
            .type = LTP_INTEGER,
            .unit = "days",
            .label = {"Âge du dernier rapport", "Age of the newest report"},
            .definition = {"Jours écoulés depuis le rapport le plus récent parmi les activités "
                           "comptées ici ; vide si aucune n'est datée.",
                           "Days since the newest report among the activities counted here; empty "
                           "when none has a date."},
            .hxl = "#indicator+freshness+days",
            .dbf = "freshness",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_N_STUDIES] =
        {
            .name = "n_studies",
            .type = LTP_INTEGER,
            .unit = "studies",
            .label = {"Études", "Studies"},
            .definition = {"Études et textes du répertoire qui portent sur cette unité ; vide tant "
                           "que le répertoire n'est pas pris en compte.",
                           "Studies and texts of the repertory about this unit; empty while the "
                           "repertory is not taken into account."},
            .hxl = "#indicator+studies+num",
            .dbf = "n_studies",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_N_STUDIES_INHERITED] =
        {
            .name = "n_studies_inherited",
            .type = LTP_INTEGER,
            .unit = "studies",
            .label = {"Études d'une unité supérieure", "Studies of a unit above"},
            .definition =
                {"Études et textes qui portent sur une unité supérieure (cercle, région, pays).",
                 "Studies and texts about a unit above (cercle, region, country)."},
            .hxl = "#indicator+studies+num+inherited",
            .dbf = "n_stud_inh",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_LAST_STUDY_YEAR] =
        {
            .name = "last_study_year",
            .type = LTP_INTEGER,
            .unit = "year",
            .label = {"Dernière étude", "Newest study"},
            .definition = {"Année de l'étude la plus récente qui couvre l'unité.",
                           "Year of the newest study that covers the unit."},
            .hxl = "#date+year+study",
            .dbf = "study_year",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_NEAREST_ACTOR_KM] =
        {
            .name = "nearest_actor_km",
            .type = LTP_REAL,
            .unit = "km",
            .label = {"Distance à l'acteur le plus proche", "Distance to the nearest actor"},
            .definition = {"Distance à vol d'oiseau jusqu'à l'unité la plus proche où un acteur "
                           "est présent ; 0 s'il y en a un ici.",
                           "Distance as the crow flies to the nearest unit where an actor is "
                           "present; 0 when there is one here."},
            .hxl = "#indicator+distance+km",
            .dbf = "near_km",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_POLYGON_SHARE] =
        {
            .name = "polygon_share",
            .type = LTP_REAL,
            .unit = "ratio",
            .label = {"Part couverte par les zones d'intervention",
                      "Share inside intervention areas"},
            .definition = {"Part de la surface de l'unité couverte par les zones d'intervention "
                           "dessinées ; vide quand il n'y en a pas.",
                           "Share of the unit's area inside the intervention areas that were "
                           "drawn; empty when there are none."},
            .hxl = "#indicator+area+ratio",
            .dbf = "poly_share",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_STATE] =
        {
            .name = "state",
            .type = LTP_TEXT,
            .label = {"État de la couverture", "State of coverage"},
            .definition =
                {"covered : un acteur est présent ; inherited_only : signalé seulement au cercle "
                 "ou à la région ; planned_only : seulement planifié ; inactive : des activités, "
                 "mais aucune active dans la période ; no_line : aucune activité signalée.",
                 "covered: an actor is present; inherited_only: reported only for a unit above; "
                 "planned_only: only planned; inactive: activities, but none active in the period; "
                 "no_line: no activity reported."},
            .hxl = "#status+coverage",
            .dbf = "state",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_PRIORITY] =
        {
            .name = "priority",
            .type = LTP_TEXT,
            .label = {"Priorité", "Priority"},
            .definition = {"Priorité de l'écart : high (élevée), medium (moyenne), low (faible), "
                           "none (aucune), to_verify (présence ou chiffres à vérifier), unknown "
                           "(besoins non connus).",
                           "Priority of the gap: high, medium, low, none, to_verify (presence or "
                           "figures to be checked), unknown (needs not known)."},
            .hxl = "#status+priority",
            .dbf = "priority",
            .flags = LTP_OUTPUT | LTP_FROM_PEOPLE,
        },
    [LTP_F_ESTIMATED] =
        {
            .name = "estimated",
            .type = LTP_BOOLEAN,
            .label = {"Chiffres estimés", "Estimated figures"},
            .definition = {"1 quand des personnes viennent en partie d'un chiffre réparti entre "
                           "communes, converti de ménages ou reporté d'une autre édition.",
                           "1 when people come in part from a figure divided among communes, "
                           "converted from households or carried from another edition."},
            .hxl = "#meta+estimated+bool",
            .dbf = "estimated",
            .flags = LTP_OUTPUT,
        },
    [LTP_F_PIN_MISSING] =
        {
            .name = "pin_missing",
            .type = LTP_INTEGER,
            .label = {"Unités de dessous sans besoins connus", "Units below without known needs"},
            .definition = {"Nombre d'unités juste en dessous dont les personnes dans le besoin ne "
                           "sont pas connues, quand leur somme manque pour cela ; vide sinon.",
                           "Number of units just below whose people in need are not known, when "
                           "their sum is missing for that; empty otherwise."},
            .hxl = "#meta+inneed+missing",
            .dbf = "pin_miss",
            .flags = LTP_OUTPUT,
        },
};

const LtpLayer ltp_layer_coverage = {
    .name = "coverage",
    .title = {"Couverture", "Coverage"},
    .abstract =
        {"Qui est présent dans chaque unité, pour combien de personnes, et ce qu'on ne sait pas.",
         "Who is present in each unit, for how many people, and what is not known."},
    .geometry = LTP_MULTIPOLYGON,
    .fields = fields,
    .n_fields = LTP_F_COUNT,
};

const LtpLayer ltp_layer_gaps = {
    .name = "gaps",
    .title = {"Écarts", "Gaps"},
    .abstract = {"Les unités dans l'ordre de priorité de leurs écarts : besoins élevés et peu ou "
                 "pas d'acteurs d'abord.",
                 "The units in the order of priority of their gaps: high needs and few or no "
                 "actors first."},
    .geometry = LTP_MULTIPOLYGON,
    .fields = fields,
    .n_fields = LTP_F_COUNT,
};

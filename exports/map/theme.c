#include "exports/map/theme.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static const LtpMapTheme themes[] = {
    {.name = "presence",
     .title = {"Présence des acteurs", "Presence of actors"},
     .legend = {"Acteurs actifs signalés", "Active actors reported"},
     .field = "n_actors",
     .classes = "presence",
     .hatch = LTP_MAP_HATCH_INHERITED,
     .flagged = "none",
     .rank = "pin",
     .method = {"Organisations différentes ayant au moins une activité en cours ou achevée pendant "
                "la période ; les bailleurs ne comptent pas.",
                "Different organisations with at least one activity ongoing or completed in the "
                "period; donors do not count."}},
    {.name = "intersector",
     .title = {"Présence de la Protection, des Abris et du LTP",
               "Presence of Protection, Shelter and HLP"},
     .legend = {"Clusters présents", "Clusters present"},
     .field = "intersector",
     .classes = "intersector",
     .flagged = "none",
     .rank = "pin",
     .method = {"Clusters des activités actives, quels que soient les filtres de secteur et de "
                "thème.",
                "Clusters of the active activities, whatever the filters on sector and theme."}},
    {.name = "coverage",
     .title = {"Couverture des besoins", "Coverage of needs"},
     .legend = {"Personnes atteintes / personnes dans le besoin",
                "People reached / people in need"},
     .field = "coverage_need",
     .classes = "coverage",
     .hatch = LTP_MAP_HATCH_ESTIMATED,
     .flagged = "zero|to_25",
     .rank = "gap_need",
     .method = {"Personnes atteintes pendant la période, rapportées aux personnes dans le besoin ; "
                "sans donnée quand l'un des deux chiffres n'est pas connu.",
                "People reached in the period over people in need; no data where one of the two "
                "figures is not known."}},
    {.name = "gaps",
     .title = {"Écarts entre besoins et réponse", "Gaps between needs and response"},
     .legend = {"État de la couverture", "State of coverage"},
     .field = "state",
     .classes = "state",
     .symbol = "gap_need",
     .symbol_legend = {"Personnes dans le besoin non atteintes", "People in need not reached"},
     .hatch = LTP_MAP_HATCH_ESTIMATED,
     .flagged = "no_line|inactive|planned_only|inherited_only",
     .rank = "gap_need",
     .method = {"Cercle : personnes dans le besoin moins personnes atteintes. La surface du cercle "
                "est proportionnelle au nombre.",
                "Circle: people in need minus people reached. The area of the circle is "
                "proportional to the number."}},
    {.name = "priority",
     .title = {"Priorités d'intervention", "Priorities for response"},
     .legend = {"Priorité", "Priority"},
     .field = "priority",
     .classes = "priority",
     .hatch = LTP_MAP_HATCH_ESTIMATED,
     .flagged = "high",
     .rank = "gap_need",
     .method = {"D'après la sévérité, les personnes dans le besoin, la présence d'acteurs et la "
                "part des besoins couverts.",
                "By severity, people in need, presence of actors and the share of needs covered."}},
    {.name = "severity",
     .title = {"Sévérité des besoins", "Severity of needs"},
     .legend = {"Sévérité", "Severity"},
     .field = "severity",
     .classes = "severity",
     .flagged = "5|4",
     .rank = "pin",
     .method = {"Sévérité de 1 (minimale) à 5 (catastrophique), d'après le chiffre le plus récent.",
                "Severity from 1 (minimal) to 5 (catastrophic), by the newest figure."}},
    {.name = "evidence",
     .title = {"Études disponibles", "Studies available"},
     .legend = {"Études du répertoire", "Studies of the repertory"},
     .field = "n_studies",
     .classes = "evidence",
     .symbol = "idps",
     .symbol_legend = {"Personnes déplacées internes", "Internally displaced people"},
     .hatch = LTP_MAP_HATCH_STUDIES,
     .flagged = "none",
     .rank = "idps",
     .method = {"Études qui portent sur l'unité elle-même. Des personnes déplacées sans étude : "
                "les connaissances manquent.",
                "Studies of the unit itself. Displaced people and no study: evidence is missing."}},
    {.name = "displacement",
     .title = {"Personnes déplacées et retournées", "Displaced and returned people"},
     .symbol = "idps",
     .symbol_too = "returnees",
     .symbol_legend = {"Personnes déplacées internes", "Internally displaced people"},
     .symbol_too_legend = {"Retournés (anciens déplacés)", "Returned IDPs"},
     .rank = "idps",
     .method = {"La surface de chaque demi-cercle est proportionnelle au nombre de personnes, "
                "d'après le chiffre le plus récent.",
                "The area of each half circle is proportional to the number of people, by the "
                "newest figure."}},
    {.name = "actors",
     .title = {"Zones d'intervention", "Areas of intervention"},
     .legend = {"Activités de l'organisation", "Activities of the organisation"},
     .field = "state",
     .classes = "state",
     .flagged = "covered",
     .rank = "n_lines",
     .one_actor = true,
     .method = {"Seules les activités de cette organisation sont prises en compte.",
                "Only the activities of this organisation are looked at."}},
    {.name = "change",
     .title = {"Évolution de la présence des acteurs", "Change in the presence of actors"},
     .legend = {"Nombre d'acteurs, d'une période à l'autre",
                "Number of actors, from one period to the other"},
     .field = "n_actors",
     .classes = "change",
     .flagged = "left|fewer",
     .rank = "pin",
     .compares = true,
     .method = {"Compare le nombre d'acteurs actifs des deux périodes ; un acteur remplacé par un "
                "autre ne change pas le nombre.",
                "Compares the number of active actors of the two periods; an actor replaced by "
                "another does not change the number."}},
    {.name = "reference",
     .title = {"Carte de référence des limites et des noms",
               "Reference map of boundaries and names"},
     .method = {"Limites et noms administratifs de l'édition indiquée.",
                "Administrative boundaries and names of the edition stated."}},
};

const LtpMapTheme *ltp_map_theme_at(size_t i)
{
    return i < COUNT_OF(themes) ? &themes[i] : NULL;
}

const LtpMapTheme *ltp_map_theme_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(themes); i++)
        if (strcmp(themes[i].name, name) == 0)
            return &themes[i];
    return NULL;
}

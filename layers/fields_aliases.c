/* Decisions on words as a table: what `ltp import aliases` reads and `ltp review --aliases` writes.
 */
#include "layers/fields.h"

static const LtpField fields[] = {
    {NAMED(
         "kind", LTP_TEXT, "Nature", "Kind",
         "De quoi il s'agit : lieu, secteur, statut, type d'organisation, type de population, "
         "organisation, sigle, acteur à ne pas nommer, terme LTP (cherché dans les textes), thème "
         "LTP (une activité).",
         "What it is about: place, sector, status, organisation type, population type, "
         "organisation, acronym, not to be named, LTP term (looked for in texts), LTP theme (an "
         "activity)."),
     .synonyms = "type|vocabulary|vocabulaire|genre", .flags = IN},
    {NAMED("words", LTP_TEXT, "Mots", "Words",
           "Les mots tels qu'ils sont écrits dans les tableaux.",
           "The words as tables write them."),
     .synonyms = "alias|mot|écrit|as written|variante|variant|lookup|term|terme|#x_pattern",
     .flags = IN},
    {NAMED("code", LTP_TEXT, "Code", "Code",
           "Ce qu'ils signifient : P-code, code du vocabulaire, organisation, oui ou non ; « - » : "
           "aucun "
           "lieu, ou un mot qui ne veut plus rien dire.",
           "What they mean: P-code, code of the vocabulary, organisation, yes or no; \"-\": no "
           "place, or a word that means nothing any more."),
     .synonyms = "pcode|p-code|signifie|means|canonical name|#x_substitution", .flags = IN},
    {NAMED(
         "parent", LTP_TEXT, "Sous", "Under",
         "P-code de l'unité sous laquelle le nom vaut ; vide : partout. Thème LTP : titre du "
         "projet.",
         "P-code of the unit under which the name holds; blank: anywhere. LTP theme: the title of "
         "the project."),
     .synonyms = "parent pcode|unité supérieure", .flags = IN},
    {NAMED("level", LTP_INTEGER, "Niveau", "Level",
           "Niveau de la colonne : 1 région, 2 cercle, 3 commune.",
           "Level of the column: 1 region, 2 district, 3 commune."),
     .synonyms = "admin level|niveau admin", .flags = IN},
    {NAMED("edition", LTP_TEXT, "Édition", "Edition",
           "Édition des limites ; vide : l'édition en vigueur.",
           "Boundary edition; blank: the active one."),
     .synonyms = "boundaries|limites", .flags = IN},
    {NAMED("note", LTP_TEXT, "Note", "Note", "D'où la décision vient.",
           "Where the decision comes from."),
     .synonyms = "notes|source|remarque|comment", .flags = IN},
};

const LtpLayer ltp_layer_aliases = {
    .name = "aliases",
    .title = {"Décisions sur les mots", "Decisions on words"},
    .abstract = {"Ce que des personnes ont décidé de mots que les tableaux emploient.",
                 "What people decided of words that tables use."},
    .fields = fields,
    .n_fields = COUNT_OF(fields),
};

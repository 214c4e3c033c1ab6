/* Institutions of land and reconciliation: COFO, ERAR, CCR, regional thematic groups. */
#include "layers/fields.h"

static const LtpField fields[] = {
    {NAMED("id", LTP_INTEGER, "Identifiant", "Identifier", "Numéro de l'institution dans la base.",
           "Number of the institution in the store."),
     .dbf = "id", .flags = LTP_KEY | OUT},
    {NAMED("kind", LTP_TEXT, "Genre", "Kind",
           "Genre d'institution : COFO (commission foncière), ERAR, CCR, groupe thématique, etc.",
           "Kind of institution: COFO (land commission), ERAR, CCR, thematic group, etc."),
     .hxl = "#org+institution+type", .dbf = "genre",
     .synonyms = "Type d'institution|Institution|Type institution|Institution type",
     .flags = IN | OUT},
    {NAMED("institution_name", LTP_TEXT, "Nom de l'institution", "Institution name",
           "Nom de l'institution.", "Name of the institution."),
     .hxl = "#org+institution+name", .dbf = "inst_nom",
     .synonyms = "Nom institution|Nom de la COFO|COFO|Nom de la commission", .flags = IN | OUT},
#include "layers/fields_place.def"
    {NAMED("decision_no", LTP_TEXT, "N° de décision", "Decision number",
           "Numéro de la décision qui l'a créée.", "Number of the decision that created it."),
     .hxl = "#meta+decision", .dbf = "decision", .sensitivity = LTP_RESTRICTED,
     .synonyms = "Numéro de décision|Décision|Decision no", .flags = IN | OUT},
    {NAMED("decision_date", LTP_DATE, "Date de décision", "Decision date",
           "Jour de la décision qui l'a créée.", "Day of the decision that created it."),
     .hxl = "#date+decision", .dbf = "decis_date",
     .synonyms = "Date de création|Date de la décision", .flags = IN | OUT},
    {NAMED("status", LTP_TEXT, "Statut", "Status",
           "Si l'institution est créée, active ou inactive.",
           "Whether the institution is created, active or inactive."),
     .hxl = "#status", .dbf = "statut", .synonyms = "Fonctionnalité|État|Etat", .flags = IN | OUT},
    {NAMED("supported_by", LTP_TEXT, "Appuyée par", "Supported by", "Organisation qui l'appuie.",
           "Organisation that supports it."),
     .hxl = "#org+support+name", .dbf = "appui",
     .synonyms = "Partenaire d'appui|Appui|Organisation d'appui|Partenaire|Supporting organisation",
     .flags = IN | OUT},
    {NAMED("notes", LTP_TEXT, "Notes", "Notes", "Texte libre.", "Free text."),
     .hxl = "#description", .dbf = "notes", .sensitivity = LTP_CONFIDENTIAL,
     .synonyms = "Remarques|Observations|Commentaires|Comments", .flags = IN | OUT},
    {NAMED("source", LTP_TEXT, "Source", "Source", "Source dont l'institution provient.",
           "Source that the institution comes from."),
     .dbf = "source", .sensitivity = LTP_RESTRICTED, .flags = OUT},
};

const LtpLayer ltp_layer_institutions = {
    .name = "institutions",
    .title = {"Institutions foncières et de réconciliation",
              "Land and reconciliation institutions"},
    .abstract =
        {"Commissions foncières, équipes de réconciliation et groupes thématiques, au point "
         "intérieur de leur unité.",
         "Land commissions, reconciliation teams and thematic groups, at the interior point of "
         "their unit."},
    .table = "layer_institutions",
    .geometry = LTP_POINT,
    .geometry_sensitivity = LTP_PUBLIC,
    .fields = fields,
    .n_fields = COUNT_OF(fields),
};

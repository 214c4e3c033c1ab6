/* Contacts: resource persons of organisations, by function. The directory exists to hold them, so
 * they may go to those who are cleared for it; never public, and masked where the row is kept. */
#include "layers/fields.h"

static const LtpField fields[] = {
    {NAMED("id", LTP_INTEGER, "Identifiant", "Identifier",
           "Numéro de la personne-ressource dans la base.",
           "Number of the resource person in the store."),
     .dbf = "id", .flags = LTP_KEY | OUT},
    {NAMED("org_acronym", LTP_TEXT, "Sigle", "Acronym", "Sigle de l'organisation.",
           "Acronym of the organisation."),
     .hxl = "#org+acronym", .dbf = "org_sigle",
     .synonyms = "Sigle de l'organisation|Acronyme|Acronyme organisation|Org acronym",
     .flags = IN | OUT},
    {NAMED("org_name", LTP_TEXT, "Organisation", "Organisation", "Nom de l'organisation.",
           "Name of the organisation."),
     .hxl = "#org+name", .dbf = "org_nom",
     .synonyms = "Nom de l'organisation|Nom organisation|Structure|Organization|Acteur|ONG|Agence|"
                 "Institution|Partenaire",
     .flags = IN | OUT},
    {NAMED("org_type", LTP_TEXT, "Type d'organisation", "Organisation type",
           "Type de l'organisation.", "Type of the organisation."),
     .dbf = "org_type", .flags = OUT},
#include "layers/fields_place.def"
    {NAMED("function", LTP_TEXT, "Fonction", "Function",
           "Fonction de la personne-ressource dans l'organisation.",
           "Function of the resource person in the organisation."),
     .hxl = "#contact+function", .dbf = "fonction",
     .synonyms = "Poste|Titre|Rôle|Position|Job title|Qualité", .flags = IN | OUT},
    {NAMED("person_name", LTP_TEXT, "Nom", "Name", "Nom de la personne-ressource.",
           "Name of the resource person."),
     .hxl = "#contact+name", .dbf = "personne",
     .synonyms = "Nom et prénom|Prénom et nom|Personne ressource|Personne-ressource|Point focal|"
                 "Nom du point focal|Contact|Nom du contact|Contact name|Focal point|Responsable",
     .flags = IN | OUT},
    {NAMED("email", LTP_TEXT, "Courriel", "E-mail", "Adresse électronique.", "E-mail address."),
     .hxl = "#contact+email", .dbf = "courriel",
     .synonyms = "E-mail|Email|Mail|Adresse mail|Adresse électronique", .flags = IN | OUT},
    {NAMED("phone", LTP_TEXT, "Téléphone", "Telephone", "Numéro de téléphone.",
           "Telephone number."),
     .hxl = "#contact+phone", .dbf = "telephone",
     .synonyms = "Tél|Tel|Numéro de téléphone|Phone|Mobile|WhatsApp", .flags = IN | OUT},
    {NAMED("themes", LTP_TEXT, "Thèmes", "Themes", "Sur quoi la personne peut répondre.",
           "What the person can answer for."),
     .hxl = "#subsector+list", .dbf = "themes",
     .synonyms = "Thème|Thématique|Thématiques|Cluster|Secteur|Theme|Sector", .flags = IN | OUT},
};

const LtpLayer ltp_layer_contacts = {
    .name = "contacts",
    .title = {"Personnes-ressources", "Resource persons"},
    .abstract = {"Personnes-ressources des organisations, par fonction ; jamais publiques.",
                 "Resource persons of organisations, by function; never public."},
    .table = "layer_contacts",
    .geometry = LTP_NO_GEOMETRY,
    .sensitivity = LTP_RESTRICTED,
    .fields = fields,
    .n_fields = COUNT_OF(fields),
};

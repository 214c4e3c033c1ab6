/* Organisations, each once under its acronym and names. */
#include "layers/fields.h"

static const LtpField fields[] = {
    {NAMED("id", LTP_INTEGER, "Identifiant", "Identifier", "Numéro de l'organisation dans la base.",
           "Number of the organisation in the store."),
     .dbf = "id", .flags = LTP_KEY | OUT},
    {NAMED("acronym", LTP_TEXT, "Sigle", "Acronym", "Sigle de l'organisation.",
           "Acronym of the organisation."),
     .hxl = "#org+acronym", .dbf = "sigle",
     .synonyms = "Acronyme|Organisation Accronyme|Acronyme organisation|Org acronym|Acrónimo|Sigla",
     .flags = IN | OUT},
    {NAMED(
         "name", LTP_TEXT, "Nom", "Name",
         "Nom de l'organisation ; « acteur non divulgué » si elle a demandé à ne pas être nommée.",
         "Name of the organisation; \"acteur non divulgué\" if it asked not to be named."),
     .hxl = "#org+name", .dbf = "nom",
     .synonyms =
         "Nom Organisation|Nom organization|Nom de l'organisation|Organisation|Organization|"
         "Organization name|Organización",
     .flags = IN | OUT},
    {NAMED("type", LTP_TEXT, "Code du type", "Type code",
           "Code du type : UN, INGO, NNGO, RCRC, GOV, CSO, etc.",
           "Code of the type: UN, INGO, NNGO, RCRC, GOV, CSO, etc."),
     .hxl = "#org+type", .dbf = "type",
     .synonyms = "Type Organisation|Type d'organisation|Organization type|Organisation type|Type",
     .flags = IN | OUT},
    {NAMED("type_name", LTP_TEXT, "Type", "Type name",
           "Type d'organisation : Nations Unies, ONG nationale, ONG internationale, etc.",
           "Kind of organisation: United Nations, national NGO, international NGO, etc."),
     .dbf = "type_nom", .flags = OUT},
    {NAMED("other_names", LTP_TEXT, "Autres noms", "Other names",
           "Autres noms et graphies sous lesquels elle a été reconnue.",
           "Other names and spellings under which it was recognised."),
     .dbf = "noms_autre", .flags = OUT},
    {NAMED("is_actor", LTP_BOOLEAN, "Est acteur", "Is an actor",
           "1 si des activités sont comptées pour elle : elle les met en œuvre ou, quand ce n'est "
           "pas dit, elle porte leur programme ou les déclare.",
           "1 if activities are counted for it: it implements them or, where that is not said, "
           "runs their programme or reports them."),
     .dbf = "est_acteur", .flags = OUT},
    {NAMED("is_donor", LTP_BOOLEAN, "Est bailleur", "Is a donor",
           "1 si elle finance des activités ; un bailleur n'est pas compté comme acteur pour cela.",
           "1 if it funds activities; a donor is not counted as an actor for that."),
     .dbf = "finance", .flags = OUT},
};

const LtpLayer ltp_layer_organisations = {
    .name = "organisations",
    .title = {"Organisations", "Organisations"},
    .abstract = {"Les organisations de la base, chacune une fois, avec ses noms.",
                 "The organisations of the store, each once, with its names."},
    .table = "layer_organisations",
    .geometry = LTP_NO_GEOMETRY,
    .fields = fields,
    .n_fields = COUNT_OF(fields),
};

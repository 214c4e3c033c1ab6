/* Lines: one row of a 3W/4W/5W table at one of its places. */
#include "layers/fields.h"

static const LtpField fields[] = {
    {NAMED("id", LTP_INTEGER, "Identifiant", "Identifier",
           "Numéro d'une ligne à un lieu dans la base.",
           "Number of a row at a place in the store."),
     .hxl = "#meta+id", .dbf = "id", .flags = LTP_KEY | OUT},
    {NAMED("line_id", LTP_INTEGER, "Ligne", "Line",
           "Numéro de la ligne ; une ligne à plusieurs lieux apparaît une fois par lieu.",
           "Number of the line; a line at several places appears once for each."),
     .dbf = "ligne", .flags = IN | OUT},
    {NAMED("all_pcodes", LTP_TEXT, "P-codes de tous les lieux", "P-codes of all places",
           "Codes de tous les lieux de la ligne, séparés par des points-virgules.",
           "Codes of all places of the line, separated by semicolons."),
     .dbf = "tous_pcode", .flags = IN | OUT},
    {NAMED("row_id", LTP_TEXT, "Identifiant dans la table", "Identifier in the table",
           "Identifiant que la table donne à la ligne.",
           "Identifier that the table gives to the row."),
     .hxl = "#meta+id",
     .synonyms = "ID|Identifiant ligne|Row id|N°|No|Numéro|N° ligne"
                 "|N° d'ordre|Numéro d'ordre|Correlativo|S/N|SN|Sr. No|Serial number"
                 "|Serial no|#|Número de orden|Ordem|Record ID",
     .flags = IN},
#include "layers/fields_place.def"
    {NAMED("location_rule", LTP_TEXT, "Règle de localisation", "Location rule",
           "Comment le lieu a été reconnu : code, nom exact, nom proche, alias, point, unité "
           "supérieure.",
           "How the place was recognised: code, exact name, near name, alias, point, unit above."),
     .dbf = "regle_lieu", .flags = OUT},
#include "layers/fields_lines_actors.def"
    {NAMED("project_code", LTP_TEXT, "Code du projet", "Project code", "Code du projet.",
           "Code of the project."),
     .hxl = "#activity+project+code", .dbf = "projet_cod", .sensitivity = LTP_RESTRICTED,
     .synonyms = "Code projet|Project number|Project no|Project ref|Numéro de projet|"
                 "Número de proyecto|Número do projeto|ID_Projet|ID projet|Project ID|Numéro du "
                 "projet|N° projet|"
                 "Référence projet|HRP project code|Código del proyecto|Código do projeto"
                 "|FTS code|FTS ID|FTS project code|HPC project code|HPC code|RPM code"
                 "|OPS code|OPS project code|Code HPC|Grant ID|Grant code"
                 "|Project reference|Código proyecto|Código projeto|IATI identifier"
                 "|Award number|N° de projet"
                 "|Código HPC|Grant Ref|Grant reference",
     .flags = IN | OUT},
    {NAMED("project_title", LTP_TEXT, "Titre du projet", "Project title", "Titre du projet.",
           "Title of the project."),
     .hxl = "#activity+project+name", .dbf = "projet", .sensitivity = LTP_RESTRICTED,
     .synonyms =
         "Proyecto|Projeto|Programme|Program|Nom du programme|Programme/Projet|Projet/Programme|"
         "Programme name|Titre du programme|Intitulé|Libellé du projet|Título|Titre projet|Nom du "
         "projet|Nom projet|Intitulé du projet|Project name|Projet|Project|"
         "Nom activité / projet2|Nom activité / projet|Nombre del proyecto|Título del proyecto|"
         "Título do projeto|Nome do projeto"
         "|Grant title|Grant name|Título proyecto|Titulo projeto|Nom du projet HRP",
     .flags = IN | OUT},
    {NAMED("activity", LTP_TEXT, "Activité", "Activity",
           "Ce qui est fait, tel que la table le dit.", "What is done, as the table says it."),
     .hxl = "#activity+activity+name", .dbf = "activite", .sensitivity = LTP_RESTRICTED,
     .synonyms =
         "Activités|Activities|Libellé de l'activité|Libellé activité|Sous-activité/Activité|"
         "Intitulé activité|Activité principale|Tâche|Prestation|Service fourni|Services fournis|"
         "Service provided|Services provided|Actividad|Actividades|Atividade|Atividades|Type "
         "d'activité|"
         "Activity name|Activity type|Nom de l'activité|Nom activité|"
         "Intitulé de l'activité|Intervention|Interventions|"
         "Nature de l'activité|Type d'intervention|Intervention type|Type of intervention|"
         "Type of activity|Tipo de intervención|Tipo de actividad|Tipo de atividade|Tipo de "
         "intervenção|"
         "Action|Actions|Acción|Acciones|Ação|Ações"
         "|HRP activity|Response activity|Activité réalisée|Activities implemented"
         "|Detailed activity|Activité détaillée|Type of service|Type de service"
         "|Type of support|Type d'appui|Response type|Type de réponse"
         "|Tipo de respuesta|Tipo de servicio|Tipo de apoyo|What|Quoi|Qué|O quê"
         "|Actividad realizada|Atividade realizada|Service type|Acción realizada"
         "|Description de l'appui"
         "|Nombre de la intervención|Intervention name",
     .flags = IN | OUT},
    {NAMED("activity_code", LTP_TEXT, "Code de l'activité", "Activity code",
           "Code de l'activité dans la liste de la table.",
           "Code of the activity in the table's list."),
     .hxl = "#activity+activity+code", .dbf = "activ_cod", .sensitivity = LTP_RESTRICTED,
     .synonyms = "Code activité|Activity ID|Act Id|ID activité"
                 "|Activity code|Código de actividad|Código da atividade|Act. code"
                 "|Code act.",
     .flags = IN | OUT},
    {NAMED("indicator", LTP_TEXT, "Indicateur", "Indicator",
           "Indicateur auquel se rapportent les chiffres de la ligne.",
           "Indicator that the figures of the row refer to."),
     .hxl = "#indicator+name", .dbf = "indicateur", .sensitivity = LTP_RESTRICTED,
     .synonyms =
         "Indicateur de résultat|Indicateur de produit|Output indicator|Indicator description|"
         "Indicateurs|Indicators|Nom de l'indicateur|Indicator name|Indicador"
         "|Key indicator|HRP indicator|Indicateur HRP|Output/Indicator"
         "|Indicador de producto|Indicador de resultado|Nombre del indicador"
         "|Nome do indicador|Cluster indicator|Indicateur du cluster"
         "|Indicador HRP|Indicador HPC",
     .flags = IN | OUT},
    {NAMED("sector", LTP_TEXT, "Code du secteur", "Sector code",
           "Code du cluster ou secteur reconnu (PRO, SHL, PRO-HLP, etc.).",
           "Code of the recognised cluster or sector (PRO, SHL, PRO-HLP, etc.)."),
     .hxl = "#sector+code", .dbf = "secteur",
     .synonyms = "Code cluster|Code secteur|Cluster code|Code du cluster|Code du secteur",
     .flags = IN | OUT},
    {NAMED("sector_name", LTP_TEXT, "Secteur", "Sector", "Nom du cluster ou secteur reconnu.",
           "Name of the recognised cluster or sector."),
     .hxl = "#sector+name", .dbf = "secteur_no", .flags = OUT},
    {NAMED("sector_text", LTP_TEXT, "Secteur tel qu'écrit", "Sector as written",
           "Cluster ou secteur tel que la table l'écrit.",
           "Cluster or sector as the table writes it."),
     .hxl = "#sector+cluster+name", .dbf = "secteur_tx", .sensitivity = LTP_RESTRICTED,
     .synonyms =
         "Cluster|Clusters|Secteurs|Sectors|Sector / Cluster|Cluster / Secteur|Cluster/Sector|"
         "Secteur / Cluster|Sector/Intervention|Sector Short name|Sector name|Cluster name|"
         "Nom du cluster|Secteur d'intervention|Domaine d'intervention|Setor|"
         "Cluster principal|Groupe sectoriel|Groupe sectoriel/Cluster|Grupo sectorial|Main cluster"
         "|Lead cluster|Response sector|Secteur de réponse|Sector de respuesta"
         "|Sector humanitario|Setor humanitário|Clúster|Clúster/Sector"
         "|Sector/Clúster|Mesa sectorial|Secteur principal|Secteur d'activité"
         "|Sector of intervention|Sector of "
         "activity|Sector/Cluster/AoR|Cluster/AoR|Sector/AoR|Secteur/AoR|HRP sector"
         "|HRP cluster|Cluster/Groupe"
         "|Groupe sectoriel (cluster)",
     .flags = IN | OUT},
    {NAMED("subsector_text", LTP_TEXT, "Sous-secteur", "Sub-sector",
           "Sous-cluster ou domaine de responsabilité tel que la table l'écrit.",
           "Sub-cluster or area of responsibility as the table writes it."),
     .hxl = "#subsector+name", .dbf = "sous_sect", .sensitivity = LTP_RESTRICTED,
     .synonyms = "Sous-cluster|Sous-clusters|Sub-cluster|Subcluster|Sub cluster|AoR|"
                 "Area of responsibility|Domaine de responsabilité|Sous-cluster / AoR|Sub sector|"
                 "Área de responsabilidad|Área de responsabilidad o grupo|Sub-setor|Subsector"
                 "|AdR|Sub-sector/AoR|Subclúster|Subgrupo|Protection AoR"
                 "|Área de responsabilidade|Subárea|Sub-área|Sous-groupe|Sub-group"
                 "|Sub-cluster/AoR|Sub-cluster/Sub-sector"
                 "|Sous-groupe sectoriel",
     .flags = IN | OUT},
    {NAMED("theme_text", LTP_TEXT, "Thématique", "Theme", "Thématique telle que la table l'écrit.",
           "Theme as the table writes it."),
     .hxl = "#subsector+theme", .dbf = "theme", .sensitivity = LTP_RESTRICTED,
     .synonyms = "Thème|Thématiques|Thématique LTP|Thematic area|Domaine thématique|Tema"
                 "|Thématique principale|Temática|Eje temático|Thème d'intervention"
                 "|Área temática|Topic",
     .flags = IN | OUT},
    {NAMED("ltp", LTP_BOOLEAN, "LTP", "HLP",
           "1 si la ligne porte sur le logement, la terre et la propriété.",
           "1 if the row is about housing, land and property."),
     .dbf = "ltp", .flags = OUT},
    {NAMED("ltp_basis", LTP_TEXT, "Base du classement LTP", "Basis of the HLP tag",
           "Pourquoi la ligne est classée LTP : déclaré, d'après le texte, confirmé par une "
           "personne.",
           "Why the row is tagged HLP: declared, from the text, confirmed by a person."),
     .dbf = "ltp_base", .flags = OUT},
    {NAMED("cohesion", LTP_BOOLEAN, "Cohésion sociale", "Social cohesion",
           "1 si la ligne porte sur la cohésion sociale.",
           "1 if the row is about social cohesion."),
     .dbf = "cohesion", .flags = OUT},
    {NAMED("start_date", LTP_DATE, "Début", "Start", "Premier jour de l'activité.",
           "First day of the activity."),
     .hxl = "#date+start", .dbf = "debut",
     .synonyms = "Date début|Date de début|Date debut|Start date|Date start|Project start date|"
                 "Activity start date|Date de démarrage|Date démarrage|Date de début du projet|"
                 "Date de début de l'activité|Fecha de inicio|Fecha de inicio de la actividad|"
                 "Data de início"
                 "|Date de lancement|Fecha inicio|Fecha de comienzo|Data início"
                 "|Data de inicio|Início|Inicio|Commencement date"
                 "|Implementation start date|Start month|Mois de début|Mes de inicio"
                 "|Beginning date|Planned start date|Actual start date",
     .flags = IN | OUT},
    {NAMED("end_date", LTP_DATE, "Fin", "End", "Dernier jour de l'activité.",
           "Last day of the activity."),
     .hxl = "#date+end", .dbf = "fin",
     .synonyms =
         "Date fin|Date de fin|End date|Date end|Project end date|Activity end date|"
         "Date de clôture|Date de fin prévue|Date de fin du projet|Date de fin de l'activité|"
         "Fecha de finalización|Fecha de fin|Data de fim|"
         "Fecha prevista de finalización de la actividad"
         "|Fecha fin|Fecha final|Fecha de término|Fecha de cierre|Data fim"
         "|Data final|Data de término|Término|Completion date|Date d'achèvement"
         "|Closing date|Expected end date|Estimated end date|Planned end date"
         "|Actual end date|Implementation end date|End month|Mois de fin"
         "|Mes de fin|Finish date|Fecha de culminación",
     .flags = IN | OUT},
    {NAMED("reported", LTP_DATE, "Date de rapport", "Reporting date",
           "Jour ou mois auquel se rapporte ce que dit la ligne.",
           "Day or month that what the row says refers to."),
     .hxl = "#date+reported", .dbf = "rapport",
     .synonyms = "reference_period_end|Date rapport|Date du rapport|Date de rapportage|Date de "
                 "reporting|Mois|"
                 "Mois de rapport|Mois de reporting|Mois du rapport|Période|Période de rapport|"
                 "Report date|Report month|Reporting month|Reporting period|Month|Period|"
                 "Fecha de reporte|Fecha del reporte|Mes|Mes de reporte|Mês|Data do relatório"
                 "|Reporting quarter|Trimestre|Quarter|Date of report|Date of reporting"
                 "|As of|As of date|Data as of|Mes reportado|Período reportado"
                 "|Período de reporte|Data de reporte|Mês de reporte|Mês do relatório"
                 "|Fecha de corte|Trimestre de rapportage|Month of reporting|Mois concerné"
                 "|Mois de référence|Reference month|Reference period|Mes de referencia"
                 "|Mês de referência"
                 "|Situation au|Situation as of|Date de situation|Données au"
                 "|Mes que se reporta|Mes que reporta",
     .flags = IN | OUT},
    {NAMED("status", LTP_TEXT, "Statut", "Status",
           "Statut reconnu : planned (prévu), ongoing (en cours), completed (achevé), suspended "
           "(suspendu), "
           "cancelled (annulé) ; vide si la table n'en dit rien.",
           "Recognised status: planned, ongoing, completed, suspended, cancelled; empty if the "
           "table says "
           "none."),
     .dbf = "statut", .flags = OUT},
    {NAMED("status_text", LTP_TEXT, "Statut tel qu'écrit", "Status as written",
           "Statut tel que la table l'écrit.", "Status as the table writes it."),
     .hxl = "#status+name", .dbf = "statut_tx", .sensitivity = LTP_RESTRICTED,
     .synonyms =
         "Statut|Status|Statut de l'activité|Statut activité|Activity status|Statut du projet|"
         "Etat projet|État du projet|Etat de l'activité|Etat d'avancement|État|Project status|"
         "Estatus|Estatus de la actividad|Estado|Estado de la actividad|Situação"
         "|Implementation status|Statut d'exécution|Statut de mise en œuvre"
         "|Current status|Situación|Status da atividade|Activity stage"
         "|Operational status|Statut des activités|Progress|Estado de avance"
         "|Statut de l'intervention"
         "|Planifié/En cours/Complété|Planned/Ongoing/Completed"
         "|Planifié/En cours/Achevé",
     .flags = IN | OUT},
    {NAMED("population_type", LTP_TEXT, "Type de population", "Population type",
           "Population reconnue : IDP (PDI), RDP (retournés), RET (rapatriés), REF (réfugiés), HST "
           "(hôtes), "
           "etc. ; plusieurs sont jointes par +.",
           "Recognised population: IDP, RDP (returned IDPs), RET (returned refugees), REF, HST "
           "(hosts), "
           "etc.; several are joined by +."),
     .dbf = "pop_type", .flags = OUT},
    {NAMED("population_text", LTP_TEXT, "Population telle qu'écrite", "Population as written",
           "Type de population tel que la table l'écrit.",
           "Population type as the table writes it."),
     .hxl = "#beneficiary+type", .dbf = "pop_texte", .sensitivity = LTP_RESTRICTED,
     .synonyms =
         "Population cible|Population ciblée (type)|Groupe vulnérable|Vulnerable group|"
         "Principal grupo vulnerable|Grupo vulnerable|Type de population|Population type|Type de "
         "bénéficiaires|Type bénéficiaires|"
         "Type de bénéficiaire|Beneficiary type|Catégorie de population|Groupe de population|"
         "Population group|Target group|Groupe cible|Catégorie de bénéficiaires|"
         "Tipo de población|Tipo de beneficiario|Tipo de beneficiários"
         "|Type of population|Type of beneficiaries|Type of beneficiary"
         "|Beneficiary group|Beneficiary category|Population category"
         "|Category of beneficiaries|Category of population|Groupes cibles"
         "|Targeted group|Targeted groups|Target groups|Population groups"
         "|Profil des bénéficiaires|Beneficiary profile|Perfil de beneficiarios"
         "|Grupo poblacional|Grupo de población|Grupo meta|Grupo destinatario"
         "|Grupo beneficiario|Grupo alvo|Grupo populacional"
         "|Statut de la population|Population status|Caseload"
         "|Statut de déplacement|Displacement status|Persons of concern"
         "|Tipo de população|Estatus migratorio|Categoría poblacional|Pop. group"
         "|Pop group|Pop type|Pop. type"
         "|Población objetivo|Type de population cible",
     .flags = IN | OUT},
    {NAMED("targeted", LTP_INTEGER, "Personnes ciblées", "People targeted",
           "Personnes que l'activité vise, pour toute la ligne (tous ses lieux ensemble).",
           "People the activity aims at, for the whole line (all its places together)."),
     .unit = "people", .hxl = "#targeted", .dbf = "cibles", .sensitivity = LTP_RESTRICTED,
     .flags = OUT | LTP_PEOPLE},
    {NAMED("targeted_basis", LTP_TEXT, "Origine du chiffre ciblé", "Basis of the targeted figure",
           "D'où vient le chiffre : total indiqué, somme des cellules, ou somme incomplète (borne "
           "inférieure).",
           "Where the figure comes from: stated total, sum of the cells, or incomplete sum (a "
           "lower bound)."),
     .dbf = "cibles_bas", .sensitivity = LTP_RESTRICTED, .flags = OUT},
    {NAMED("targeted_approximate", LTP_BOOLEAN, "Chiffre ciblé approximatif",
           "Targeted figure approximate", "1 si la table dit « environ ».",
           "1 if the table says \"about\"."),
     .dbf = "cibles_app", .sensitivity = LTP_RESTRICTED, .flags = IN | OUT},
    {NAMED("reached", LTP_INTEGER, "Personnes atteintes", "People reached",
           "Personnes qui ont bénéficié de l'activité, pour toute la ligne (tous ses lieux "
           "ensemble).",
           "People who benefited from the activity, for the whole line (all its places together)."),
     .unit = "people", .hxl = "#reached", .dbf = "atteints", .sensitivity = LTP_RESTRICTED,
     .flags = OUT | LTP_PEOPLE},
    {NAMED("reached_basis", LTP_TEXT, "Origine du chiffre atteint", "Basis of the reached figure",
           "D'où vient le chiffre : total indiqué, somme des cellules, ou somme incomplète (borne "
           "inférieure).",
           "Where the figure comes from: stated total, sum of the cells, or incomplete sum (a "
           "lower bound)."),
     .dbf = "atteint_ba", .sensitivity = LTP_RESTRICTED, .flags = OUT},
    {NAMED("reached_approximate", LTP_BOOLEAN, "Chiffre atteint approximatif",
           "Reached figure approximate", "1 si la table dit « environ ».",
           "1 if the table says \"about\"."),
     .dbf = "atteint_ap", .sensitivity = LTP_RESTRICTED, .flags = IN | OUT},
    {NAMED("households_targeted", LTP_INTEGER, "Ménages ciblés", "Households targeted",
           "Ménages que l'activité vise ; jamais convertis en personnes sans facteur donné.",
           "Households the activity aims at; never turned into people without a stated factor."),
     .unit = "households", .hxl = "#targeted+hh", .dbf = "men_cibles",
     .sensitivity = LTP_RESTRICTED,
     .synonyms = "Nombre de ménages ciblés|Total ménages ciblés|Targeted households|HH targeted|"
                 "Familias meta|Hogares meta|Ménages ciblées",
     .flags = IN | OUT | LTP_PEOPLE, .people = {"targeted", 0, -1, -1, false, true}},
    {NAMED("households_reached", LTP_INTEGER, "Ménages atteints", "Households reached",
           "Ménages qui ont bénéficié de l'activité ; jamais convertis en personnes sans facteur "
           "donné.",
           "Households that benefited from the activity; never turned into people without a stated "
           "factor."),
     .unit = "households", .hxl = "#reached+hh", .dbf = "men_attein", .sensitivity = LTP_RESTRICTED,
     .synonyms = "Nombre de ménages atteints|Total ménages atteints|Ménages assistés|"
                 "Reached households|HH reached|Familias|Familias alcanzadas|Hogares alcanzados",
     .flags = IN | OUT | LTP_PEOPLE, .people = {"reached", 0, -1, -1, false, true}},
#define CELL(name_, short_, sex_, min_, max_, disability_, fr_, en_, hxl_, targeted_, reached_)    \
    {NAMED("targeted_" name_, LTP_INTEGER, "Ciblés : " fr_, "Targeted: " en_,                      \
           "Nombre de personnes ciblées : " fr_ ".", "Number of people targeted: " en_ "."),       \
     .unit = "people",                                                                             \
     .hxl = "#targeted" hxl_,                                                                      \
     .dbf = "c_" short_,                                                                           \
     .synonyms = targeted_,                                                                        \
     .sensitivity = LTP_RESTRICTED,                                                                \
     .flags = IN | OUT | LTP_PEOPLE,                                                               \
     .people = {"targeted", sex_, min_, max_, disability_, false}},                                \
        {NAMED("reached_" name_, LTP_INTEGER, "Atteints : " fr_, "Reached: " en_,                  \
               "Nombre de personnes atteintes : " fr_ ".", "Number of people reached: " en_ "."),  \
         .unit = "people",                                                                         \
         .hxl = "#reached" hxl_,                                                                   \
         .dbf = "a_" short_,                                                                       \
         .synonyms = reached_,                                                                     \
         .sensitivity = LTP_RESTRICTED,                                                            \
         .flags = IN | OUT | LTP_PEOPLE,                                                           \
         .people = {"reached", sex_, min_, max_, disability_, false}},
#include "layers/fields_people.def"
#undef CELL
    {NAMED("targeted_band", LTP_INTEGER, "Ciblés : tranche d'âge de l'en-tête",
           "Targeted: age band of the header",
           "Nombre de personnes ciblées du sexe et de l'âge que l'en-tête indique.",
           "Number of people targeted of the sex and age that the header states."),
     .unit = "people", .sensitivity = LTP_RESTRICTED, .flags = IN | LTP_PEOPLE | LTP_REPEATS,
     .people = {"targeted", 0, LTP_AGES_IN_HEADER, -1, false, false}},
    {NAMED("reached_band", LTP_INTEGER, "Atteints : tranche d'âge de l'en-tête",
           "Reached: age band of the header",
           "Nombre de personnes atteintes du sexe et de l'âge que l'en-tête indique.",
           "Number of people reached of the sex and age that the header states."),
     .unit = "people", .sensitivity = LTP_RESTRICTED, .flags = IN | LTP_PEOPLE | LTP_REPEATS,
     .people = {"reached", 0, LTP_AGES_IN_HEADER, -1, false, false}},
    {NAMED("modality", LTP_TEXT, "Modalité", "Modality",
           "Forme de l'aide : nature, espèces, coupons, service.",
           "Form of the aid: in kind, cash, vouchers, service."),
     .hxl = "#modality+name", .dbf = "modalite", .sensitivity = LTP_RESTRICTED,
     .synonyms =
         "Modalités|Modalidad|Modalité d'assistance|Modalités d'assistance|Type d'assistance|"
         "Assistance modality|Modalidade|Tipo de transferencia|Tipo de transferencia de efectivo|"
         "Type of transfer|Transfer modality|Modalité de transfert|Type de transfert"
         "|Delivery modality|Response modality|Modalité de réponse"
         "|Modalité d'intervention|Modality of assistance|Modalidad de asistencia"
         "|Modalidad de entrega|Modalidade de assistência|Assistance type"
         "|Type of assistance|Transfer type|In-kind/Cash|Cash/In-kind"
         "|Tipo de asistencia|Tipo de assistência|Mode d'assistance|Delivery type",
     .flags = IN | OUT},
    {NAMED("unit", LTP_TEXT, "Unité", "Unit",
           "Ce que la quantité compte, tel que la table le dit : abris, titres, kits.",
           "What the quantity counts, as the table says it: shelters, deeds, kits."),
     .hxl = "#item+unit", .sensitivity = LTP_RESTRICTED,
     .synonyms = "#indicator+unit|#output+unit|Unités|Units|Unité de mesure|Unit of measure|"
                 "Unit of measurement|Measurement unit|Unit type|Type d'unité|Unidad|Unidades|"
                 "Unidad de medida|Tipo de unidad|Tipo de unidad del recurso|"
                 "Unidad vinculada a esta actividad|Unidade|Unidade de medida"
                 "|UoM|Unit of analysis|Indicator unit|Activity unit|Unité de l'indicateur"
                 "|Unité de compte|Unidad de medición|Counting unit",
     .flags = IN | LTP_REPEATS},
    {NAMED("quantity", LTP_REAL, "Quantité", "Quantity",
           "Quantité réalisée, dans l'unité de la ligne, telle que la table l'écrit.",
           "Quantity achieved, in the unit of the row, as the table writes it."),
     .hxl = "#item+num", .sensitivity = LTP_RESTRICTED,
     .synonyms =
         "#output|#output+num|#activity+indicator+reached|Quantités|Quantity achieved|"
         "Quantity of output|Output quantity|Items distributed|Number of items|Nombre d'articles|"
         "Quantité réalisée|"
         "Quantité distribuée|Qté|Qty|Cantidad|Cantidad entregada|"
         "Alcanzado según unidad de actividad|Quantidade",
     .flags = IN},
    {NAMED("amount", LTP_TEXT, "Montant", "Amount", "Montant tel que la table l'écrit.",
           "Amount as the table writes it."),
     .hxl = "#value", .dbf = "montant", .sensitivity = LTP_RESTRICTED,
     .synonyms =
         "Montant Cash Transfert (USD)|Montant Cash Transfert|Montant (USD)|Budget|Budget (USD)|"
         "Value|Value (USD)|USD value|Valeur|Valeur (USD)|Valor|Valor (USD)|Monto|Monto (USD)|"
         "Amount (USD)|Coût|Coût (USD)|Costo|Costo estimado|USD costo estimado|Cash "
         "amount|Orçamento|Presupuesto"
         "|Total budget|Total budget (USD)|Budget total|Cash value|Transfer value"
         "|Amount distributed|Montant distribué|Valor da transferência|Monto total"
         "|Montante"
         "|Monto entregado|Montant total|Montant remis|Total amount"
         "|Montant décaissé|Valor entregue",
     .flags = IN | OUT},
    {NAMED("currency", LTP_TEXT, "Devise", "Currency", "Devise du montant.",
           "Currency of the amount."),
     .hxl = "#currency+code", .dbf = "devise", .sensitivity = LTP_RESTRICTED,
     .synonyms = "Monnaie|Moneda|Moeda", .flags = IN | OUT},
#include "layers/fields_lines_site.def"
    {NAMED("remarks", LTP_TEXT, "Remarques", "Remarks", "Texte libre de la ligne.",
           "Free text of the row."),
     .hxl = "#description", .dbf = "remarques", .sensitivity = LTP_CONFIDENTIAL,
     .synonyms =
         "Remarque|Commentaires|Commentaire|Observations|Observation|Comments|Comment|Remark|"
         "Notes|Note|Detalle|Detalles|Observaciones|Comentarios|Observações|Comentários"
         "|Remarks/Comments|Comments/Remarks|Observations/Commentaires"
         "|Commentaires/Observations|Additional information"
         "|Informations complémentaires|Información adicional|Additional comments"
         "|Autres commentaires|Anotações|Notas",
     .flags = IN | OUT},
    {NAMED("contact_name", LTP_TEXT, "Nom du contact", "Contact name",
           "Personne à joindre ; jamais publié, masqué dans les lignes gardées.",
           "Person to reach; never published, masked in the rows that are kept."),
     .hxl = "#contact+name", .sensitivity = LTP_STRICT,
     .synonyms =
         "Contact|Contacts|Enlace|Persona enlace|Persona de enlace|Focal person|Ponto de "
         "contacto|Punto de contacto|Point de contact|"
         "Contact name|Focal point name|Name of focal point|Nom du contact|"
         "Personne à contacter|Pessoa a contactar|Ponto focal|Punto focal|Personne de "
         "contact|Personne contact|Contact person|Point focal|"
         "Focal point|Nom du point focal|Nom point focal|Nom et prénom|Responsable|"
         "Persona de contacto|Nombre del contacto|Pessoa de contato|Nom de la personne contact"
         "|Name of contact|Reporter name|Nom du déclarant"
         "|Nom du rapporteur|Persona que reporta|Data entry person"
         "|Reporting officer|Name of reporting officer|Nom de l'agent de saisie",
     .flags = IN | LTP_PERSONAL | LTP_REPEATS},
    {NAMED("contact_email", LTP_TEXT, "Courriel du contact", "Contact e-mail",
           "Adresse électronique ; jamais publiée, masquée dans les lignes gardées.",
           "E-mail address; never published, masked in the rows that are kept."),
     .hxl = "#contact+email", .sensitivity = LTP_STRICT,
     .synonyms = "E-mail|Email|Mail|Courriel|Adresse mail|Adresse e-mail|Adresse électronique|"
                 "Contact email|E-mail point focal|Email point focal|Correo|Correo electrónico|"
                 "Email address|Adresse email"
                 "|Contact e-mail|Adresse courriel|Correo de contacto|Email contact"
                 "|E-mail de contact|Courriel point focal",
     .flags = IN | LTP_PERSONAL | LTP_REPEATS},
    {NAMED("contact_phone", LTP_TEXT, "Téléphone du contact", "Contact phone",
           "Numéro de téléphone ; jamais publié, masqué dans les lignes gardées.",
           "Phone number; never published, masked in the rows that are kept."),
     .hxl = "#contact+phone", .sensitivity = LTP_STRICT,
     .synonyms = "Contact no|Contact n°|Teléfono celular|Celular|Cellulaire|Móvil|Telemóvel|N° tél|"
                 "Téléphone|Tel|Tél.|Phone|Phone number|Numéro de téléphone|N° de téléphone|"
                 "N° téléphone|Mobile|WhatsApp|Téléphone point focal|Contact téléphonique|Teléfono|"
                 "Telefone|Contact number|Téléphone contact"
                 "|Telephone number|Tel. no|Tel no|Phone no|Mobile number|Cell phone"
                 "|Tél. du point focal|Contact phone number|Número de teléfono"
                 "|Número de telefone|Contato telefônico",
     .flags = IN | LTP_PERSONAL | LTP_REPEATS},
    {NAMED("source", LTP_TEXT, "Source", "Source", "Source dont la ligne provient.",
           "Source that the row comes from."),
     .dbf = "source", .sensitivity = LTP_RESTRICTED, .flags = OUT},
    {NAMED("submission", LTP_INTEGER, "Envoi", "Submission", "Numéro de l'envoi de cette source.",
           "Number of the submission of this source."),
     .dbf = "envoi", .sensitivity = LTP_RESTRICTED, .flags = OUT},
};

const LtpLayer ltp_layer_lines = {
    .name = "lines",
    .title = {"Lignes d'activité (3W/4W/5W)", "Activity lines (3W/4W/5W)"},
    .abstract =
        {"Qui fait quoi et où : une entité par ligne et par lieu, au point intérieur de l'unité.",
         "Who does what and where: one feature a line and place, at the interior point of the "
         "unit."},
    .table = "layer_lines",
    .geometry = LTP_POINT,
    .geometry_sensitivity = LTP_PUBLIC,
    .fields = fields,
    .n_fields = COUNT_OF(fields),
};

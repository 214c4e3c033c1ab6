#include "importers/mapping_meanings.h"

#include <string.h>

static const LtpMeaning meanings[] = {
    /* ---- where ---- */
    {"pays|country|pais", "adm0", 2, ""},
    {"region|regiao|governorate|gouvernorat|gov|wilaya|wilayah|province|provincia|prov|state|"
     "departamento|dpto|oblast|muhafazah|adm1|admin1|adm 1|admin 1|admin level 1",
     "adm1", 3, ""},
    {"cercle|district|distrito|dist|territoire|municipio|municipality|departement|dept|locality|"
     "mantika|raion|lga|local government area|county|caza|moughataa|adm2|admin2|adm 2|admin 2|"
     "admin level 2",
     "adm2", 3, ""},
    {"commune|subdistrict|subdist|sub dist|sub district|sub county|sub division|woreda|sous "
     "prefecture|parroquia|"
     "comuna|hromada|upazila|tehsil|taluka|township|payam|ward|posto administrativo|posto|zone "
     "sante|"
     "health zone|administrative post|traditional authority|adm3|admin3|adm 3|admin 3|"
     "admin level 3",
     "adm3", 3, ""},
    {"kebele|boma|barangay|fokontany|colline|village tract|union council|aire sante|health area|"
     "section communale|vereda|suco|adm4|admin4|adm 4|admin 4|admin level 4",
     "adm4", 3, ""},
    {"village|localite|site|sitio|quartier|localidad|localidade|lugar|lieu|aldea|aldeia|"
     "settlement|town|quarter|communities|localities|nom lieu|place "
     "name|community|communaute|comunidad|comunidade|camp|location|"
     "lugar poblado|centro poblado|populated place|barrio|bairro|neighborhood|neighbourhood|"
     "tabanca|hameau|block|bloc|bloque|douar|caserio|asentamiento|povoacao",
     "loc", 3, ""},
    {"coordonnee|coordinate|coordenada|coordonnees gps|gps coordinates|gps", "geo", 4, ""},
    {"latitude|lat|latitud", "geo", 4, "lat"},
    {"longitude|lon|lng|long|longitud", "geo", 4, "lon"},
    /* ---- what is said of a thing ---- */
    {"code|pcode|p code|pcod|codigo|cod|admin code|ref|reference number", NULL, 0, "code"},
    {"id|identifier|identifiant|identificador|uid", NULL, 0, "id"},
    {"nom|name|nome|intitule|titre|title|titulo|libelle|complet|full name|full|"
     "denomination",
     NULL, 0, "name"},
    {"acronyme|acronym|accronyme|sigle|sigla|siglas|abbreviation|abreviation|acronimo|short name|"
     "short",
     NULL, 0, "acronym"},
    {"type|tipo|categorie|category|categories|categoria|group|groupe|grupo|kind|nature|naturaleza|"
     "natureza|"
     "tipologia|typologie",
     NULL, 0, "type"},
    /* ---- who ---- */
    {"organisation|organization|organizacion|organizacao|organizacoes|org|ong|ngo|partner|"
     "partenaire|socio|socia|parceiro|agency|agencies|agence|agencia|acteur|actor|ator|structure|"
     "estructura|estrutura|organisme|organismo|entidad|entidade|entity|entite|institution|"
     "institucion|instituicao|association|asociacion|associacao|national society",
     "org", 3, ""},
    {"implementing|implementation|mise oeuvre|mise en oeuvre|implementador|implementadora|"
     "implementer|implementor|implemented|impl|executing|implementacion|implementacao|"
     "execution|execucao|ejecucion|ejecutora|ejecutor|executante|executor|executora|ejecuta|"
     "ejecutan|execute|executa|implementa|implementan|implement|sub implementing|sub partner|"
     "sub grantee|sous partenaire|carried out|operating|operacional|terrain|delivery "
     "partner|operational|operationnel|operationnelle|operationel|operativo|"
     "cooperating|imp|responsable mise oeuvre|responsable execution|responsable implementacion|"
     "responsable ejecucion|responsible implementation|responsavel implementacao",
     NULL, 0, "impl"},
    {"implemented by|mis oeuvre par|mise oeuvre par|execute par|realise par|implementado por|"
     "ejecutado por|executado por|realizado por|carried out by",
     "org", 3, "impl"},
    {"partner organisation|partner organization|organisation partenaire|organizacion socia|"
     "organizacao parceira|partenaire realisation|structure realisation|organisation "
     "realisation|agence realisation",
     "org", 3, "impl"},
    {"partenaire local|local partner|socio local|parceiro local", "org", 3, "impl+local"},
    /* Who coordinates a cluster is no actor of the row. */
    {"cluster lead|cluster lead agency|sector lead|sector lead agency|chef file cluster|"
     "lider cluster",
     "coordination", 6, ""},
    {"bailleur|donateur|donor|donante|doador|funder|financiador|bailleur fond|bailleur de fond|"
     "funding source|source financement|source fund|source fond|fuente financiamiento|"
     "fuente fondo|fonte financiamento|partenaire financier|financial partner|socio financiero|"
     "parceiro financeiro|partenaire technique financier|ptf|appui financier|soutien financier|"
     "financial support|apoyo financiero|apoio financeiro|funded by|finance par|"
     "financiado por|financed by|fuente recurso|source funding|source financing|fuente "
     "financiacion|"
     "fuente cooperante|fonte recurso|cooperante",
     "org", 3, "funder"},
    {"funding|financing|financement|financiamiento|financiamento|financia|financian|financiam|"
     "finance|financent|fund|funds|financier|financiere|financiera|financiero|financeira|"
     "financeiro|financiadora|donating|donatrice|donadora|doadora",
     NULL, 0, "funder"},
    {"ip", "org", 3, "impl"},
    {"lead|lider|chef file|programme|program|programa|prime|appealing|apela|apelante|responsable|"
     "responsible|responsavel|funded|financiada|requesting|recipient",
     NULL, 0, "prog"},
    {"reported by|rapporte par|reportado por", "org", 3, "reporting"},
    {"contact|contacto|contato|officer|focal|focal point|focal person|point focal|punto "
     "focal|ponto focal|"
     "personne contact|personne contacter|pessoa contacto|pessoa contato|personne "
     "ressource|resource person|persona contacto|persona enlace|enlace|"
     "reporting officer",
     "contact", 7, ""},
    {"phone|telephone|tel|mobile|gsm|whatsapp|telefono|telefone|celular", "contact", 7, "phone"},
    {"email|e mail|mail|courriel|correo|correo electronico", "contact", 7, "email"},
    /* ---- what ---- */
    {"sector|secteur|cluster|setor|domaine|domain", "sector", 2, ""},
    {"main|primary|principal|principale|principaux|key", NULL, 0, "prog"},
    {"subsector|adr|sous groupe sectoriel|subgrupo sectorial|sous secteur|sous cluster|sub "
     "cluster|sub sector|subcluster|aor|subsetor|"
     "area responsabilidad|area responsabilite|area responsabilidade|area of responsibility|"
     "domaine responsabilite",
     "subsector", 4, ""},
    {"theme|thematique|tematica|tema|topic|thematic|thematic area|area tematica", "subsector", 4,
     "theme"},
    {"activity|activities|activite|actividad|atividade|actividade|intervention|intervencion|"
     "intervencao|"
     "action|accion|acao",
     "activity", 1, ""},
    {"project|projet|proyecto|projeto|projecto|grant|subvention|subvencion", "activity", 1,
     "project"},
    {"description|descripcion|descricao|descriptif", NULL, 0, "detail"},
    {"status|statut|etat|estatus|situacao|stade|etape|stage|estado avance|"
     "estado ejecucion|estado implementacion|estado implementacao|estado execucao|"
     "estado actividad|estado proyecto|estado atividade|estado actividade|estado projecto|"
     "estado projeto|estado respuesta|niveau avancement|niveau execution|niveau realisation|"
     "avancement|progress status|progress|estado intervencion|estado intervencao|"
     "state of progress|state of implementation|planned ongoing completed|planned on going "
     "completed|ongoing planned|planned ongoing|on going planned|planned on going|completed "
     "ongoing|"
     "ongoing completed|avance|avanco|estado actual|estado atual|prevu cours acheve|planifie cours "
     "acheve|planifie cours complete",
     "status", 6, ""},
    {"indicateur|indicator|indicador", "indicator", 4, ""},
    {"modalite|modality|modalities|modalidad|modalidade", "modality", 3, ""},
    {"remarque|remark|comment|commentaire|comentario|observation|observacion|observaciones|"
     "observacao|observacoes",
     "description", 3, ""},
    {"severite|severity|severidad|severidade", "severity", 3, ""},
    /* Of things, not of people: "planned" beside it says nothing of those targeted. */
    {"quantity|quantities|quantite|cantidad|quantidade|qty|qte", "item", 4, "num"},
    {"unit|unite|unidad|unidade|uom", "item", 4, "unit"},
    {"montant|amount|monto|montante|valor|value|valeur|budget|presupuesto|orcamento", "value", 4,
     ""},
    {"currency|devise|monnaie|moneda|moeda", "currency", 5, "code"},
    /* ---- when ---- */
    {"date|fecha|data", "date", 5, ""},
    {"mois|month|mes|periode|period|periodo|trimestre", "date", 5, ""},
    {"start|debut|inicio|demarrage|starting|started|commencement|comienzo|lancement|launch|"
     "launched|ouverture|arranque|begin|beginning|inicia|comienza|comeca|commence|commenced|"
     "debute|inicial|date from|from date|fecha desde|desde",
     "date", 5, "start"},
    {"end|fin|fim|cloture|finalizacion|culminacion|terminacion|ending|ended|"
     "completion|completed|finishing|finaliza|termina|acaba|termine|termino|cierre|encerramento|"
     "fermeture|closing|closure|finish|finished|achevement|conclusion|conclusao|final|echeance|"
     "date to|fecha hasta|hasta",
     "date", 5, "end"},
    {"rapport|report|reporting|reporte|reporta|informa|rapportage|reported|relatorio|reportado|"
     "reportada|rapportee|rapporte|declarant|declarante",
     NULL, 0, "reported"},
    /* ---- how many ---- */
    {"cible|targeted|target|planned|prevu|prevue|prevista|previsto|planifie|planificado|"
     "planificada|planeado|planeada|objectif|objetivo|objectivo|meta|visado|programado|programada|"
     "proyectado|proyectada|projetado|projete|projected|"
     "expected|attendu|esperado|esperada|alvo|beneficiar|atender|asistir|alcanzar|atingir|assister|"
     "couvrir",
     "targeted", 4, ""},
    {"atteint|atteinte|reached|alcanzado|alcanzada|alcancado|alcancada|served|assisted|assiste|"
     "aide|aidee|receiving|received|touche|couvert|covered|asistida|asistido|atingido|"
     "atingida|atendida|atendido|assistida|assistido|achieved|achievement|realisation|realise|"
     "logrado|realizado|servi|servie|beneficiado|beneficiada|favorecido|favorecida|benefitting|"
     "benefited|benefiting",
     "reached", 4, ""},
    {"besoin|in need|need|pin|necesitada|necesidad|necessitada", "inneed", 4, ""},
    {"personne|people|person|persona|pessoa|beneficiaire|beneficiary|beneficiaries|beneficiario|"
     "individu|individual|benef|individuo|ind|effectif|participant|participante",
     NULL, 0, "people"},
    {"population|poblacion|populacao", NULL, 0, "crowd"},
    {"femme|women|woman|mujer|mujeres|mulher|mulheres|female|feminin|femenino|feminino", NULL, 0,
     "f"},
    {"homme|men|man|hombre|hombres|homem|homens|male|masculin|masculino", NULL, 0, "m"},
    {"fille|girl|nina|menina|rapariga", NULL, 0, "f+children"},
    {"garcon|boy|nino|menino|rapaz|rapazes", NULL, 0, "m+children"},
    {"adulte|adult|adulto|adulta", NULL, 0, "adults"},
    {"agee|age|elderly|older|aine|anciano|anciana|idoso|idosa|troisieme age|adulto mayor|"
     "adulta mayor|adultos mayores|adultas mayores|persona mayor|senior",
     NULL, 0, "elderly"},
    {"enfant|children|child|crianca", NULL, 0, "children"},
    {"handicap|handicape|disability|disabilities|disabled|discapacidad|deficiencia|pwd|plwd|pvh|"
     "psh|vivant handicap|vivant avec handicap|en situation de handicap|living with disability|"
     "living with disabilities",
     NULL, 0, "disabled"},
    {"menage|foyer|household|hh|hhs|famille|family|families|hogar|hogares|familia|agregado|"
     "agregado familiar|agregados familiares",
     NULL, 0, "hh"},
    /* Of whom a figure is said apart, which is no total. */
    {"new|nouveau|nouveaux|nouvelle|nuevo|nueva|novo|nova", NULL, 0, "new"},
    {"other|autre|otro|otra|outro|outra", NULL, 0, "other"},
    {"indirect|indirecte|indirecto|indirecta|indireto", NULL, 0, "indirect"},
    {"idp|pdi|deplace|displaced|desplazado|deslocado", NULL, 0, "idps"},
    {"refugee|refugie|refugiado|migrant|migrante", NULL, 0, "refugees"},
    {"returnee|retourne|retornado|rapatrie|repatriado", NULL, 0, "returnees"},
    {"host|hote|acogida|acolhimento", NULL, 0, "host"},
    /* ---- what changes nothing ---- */
    {"measuring|measurement|measure|mesure|medida|medicion|counting|displacement|deplacement|"
     "desplazamiento|deslocamento|migratoire|migratorio|damnifie|sinistre|sinistree|damnificado|"
     "damnificada|entrega|livraison|delivery|remise|adicional|adicionais|adicionales|additional|"
     "supplementaire|"
     "complementaire|complementario|provided|fourni|fournie|proporcionado|institucional|"
     "institutionnel|current|actuelle|response|reponse|respuesta|resposta|humanitarian|humanitaire|"
     "humanitario|"
     "humanitaria|specific|specifique|especifico|especifica|concerned|concerne|direct|directe|"
     "directo|directa|direto|supported|appuye|apoyado|apoyada|official|officiel|oficial|appui|"
     "soutien|apoyo|apoio|support|standard|federal|federal member|touche par|affected|affecte|"
     "afectada|afectado|detail|detaille|detailed|detallada|concernee|delivered|distributed|"
     "livre|livree|distribue|distribuee|entregado|entregada|producto|output|assistance|"
     "asistencia|assistencia|aid|ayuda|ajuda|distribution|distribucion|distribuicao|item|"
     "article|articulo|artigo|material|materiel|transferred|transfere|transferido|usd|fcfa|xof|"
     "annuel|annuelle|annual|anual|trimestriel|trimestrielle|quarterly|trimestral|estimated|"
     "estime|estimado|estimada|actual|actuel|reel|real|effective|effectivement|proposed|"
     "administratif|administrative|administrativo|administrativa|geographique|geographic|"
     "exact|exacte|exacto|exacta|global|general|overall|monthly|mensuel|mensuelle|mensual|"
     "mensal|fr|eng|esp|pt|hrp|hnrp|prh|rmrp|jrp|hpc|local|locale|"
     "appeal|appel|llamamiento|realiza|realizan|desarrolla|desarrollada|desenvolvida|chargee|"
     "charge|"
     "encargada|encarregada|operation|operacion|operacao|traite|treated|abordado|en "
     "cours|ongoing|on going|em curso|en curso|"
     "mene|menee|conduit|conduite|realizada|decimal",
     NULL, 0, ""},
    {"en cours|ongoing|on going|em curso|en curso|en ejecucion|em execucao|in progress|"
     "finalizado|finalizada|terminado|terminada|concluido|concluida|acheve|achevee|suspendu|"
     "suspendue|suspended|suspendido|cancelled|annule",
     NULL, 0, "state"},
    {"a la fecha|to date|a ce jour|ate a data|ate ao momento|hasta la fecha|cumulative|cumul|"
     "cumule|acumulado|acumulada",
     NULL, 0, ""},
};

/* How many words of the header, from `from`, the phrase covers; 0 = it does not stand there. */
static size_t covers(const LtpLabelWords *words, size_t from, const char *phrase, size_t size)
{
    size_t count = 0;
    while (size > 0) {
        char word[32];
        size_t length = 0;
        while (length < size && phrase[length] != ' ')
            length++;
        if (length >= sizeof word)
            return 0;
        memcpy(word, phrase, length);
        word[length] = '\0';
        while (count > 0 && from + count < words->count &&
               ltp_word_is_filler(words->word[from + count]) &&
               !ltp_word_same_stem(word, words->word[from + count]))
            count++;
        if (from + count >= words->count || !ltp_word_same_stem(word, words->word[from + count]))
            return 0;
        count++;
        length += length < size;
        phrase += length;
        size -= length;
    }
    return count;
}

/* Whether two words differ by one letter more, less or other, or two that changed places. */
static bool nearly(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t front = 0, back = 0;
    size_t least = a_length < b_length ? a_length : b_length;
    while (front < least && a[front] == b[front])
        front++;
    while (back < least - front && a[a_length - 1 - back] == b[b_length - 1 - back])
        back++;
    size_t a_rest = a_length - front - back, b_rest = b_length - front - back;
    if (a_rest <= 1 && b_rest <= 1)
        return true;
    return a_rest == 2 && b_rest == 2 && a[front] == b[front + 1] && a[front + 1] == b[front];
}

/* "Upazilla", "Beneficaries": a long word with one slip. */
static const LtpMeaning *misspelt(const char *word)
{
    enum { LONG = 8 };
    size_t length = strlen(word);
    for (size_t i = 0; length >= LONG && i < sizeof meanings / sizeof *meanings; i++)
        for (const char *at = meanings[i].phrases; *at;) {
            size_t size = strcspn(at, "|");
            if (*at == *word && size + 1 >= LONG && !memchr(at, ' ', size) &&
                nearly(word, length, at, size))
                return &meanings[i];
            at += size + (at[size] == '|');
        }
    return NULL;
}

const LtpMeaning *ltp_meaning_at(const LtpLabelWords *words, size_t from, size_t *count)
{
    const LtpMeaning *best = NULL;
    *count = 0;
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        for (const char *at = meanings[i].phrases; *at;) {
            size_t size = strcspn(at, "|");
            size_t covered = *at == *words->word[from] ? covers(words, from, at, size) : 0;
            if (covered > *count) {
                *count = covered;
                best = &meanings[i];
            }
            at += size + (at[size] == '|');
        }
    if (!best && (best = misspelt(words->word[from])) != NULL)
        *count = 1;
    return best;
}

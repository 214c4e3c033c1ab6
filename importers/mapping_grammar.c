#include "importers/mapping_hxl.h"
#include "importers/mapping_words.h"

#include <string.h>

/* What a word or a phrase adds to the hashtag of a header. `rank`: of two tags the higher stands
 * ("date de début du projet" is a date, not a project); two different ones of the same rank say
 * nothing. */
typedef struct Meaning {
    const char *phrases; /* separated by '|', folded */
    const char *tag;     /* NULL = none */
    int rank;
    const char *attributes; /* separated by '+', "" = none */
} Meaning;

static const Meaning meanings[] = {
    {"pays|country|pais", "adm0", 2, ""},
    {"region|regiao|governorate|gouvernorat|wilaya|province|provincia|state|departamento|oblast|"
     "adm1|"
     "admin1|"
     "adm 1|admin 1|admin level 1",
     "adm1", 3, ""},
    {"cercle|district|distrito|territoire|municipio|municipality|departement|locality|mantika|"
     "raion|"
     "adm2|admin2|adm 2|admin 2|admin level 2",
     "adm2", 3, ""},
    {"commune|subdistrict|sub district|woreda|sous prefecture|parroquia|comuna|hromada|adm3|admin3|"
     "adm 3|admin 3|admin level 3",
     "adm3", 3, ""},
    {"village|localite|site|quartier|localidad|lugar|aldeia|settlement|town|nom lieu|place name|"
     "community|communaute|comunidad|camp|aldea|location|lugar poblado|centro poblado|populated "
     "place",
     "loc", 3, ""},
    {"code|pcode|p code|pcod|codigo|admin code", NULL, 0, "code"},
    {"nom|name|nome|intitule|titre|title|titulo|libelle|complet|full name|full", NULL, 0, "name"},
    {"acronyme|acronym|accronyme|sigle|siglas|abbreviation|acronimo|short name|short", NULL, 0,
     "acronym"},
    {"type|tipo|categorie|category|categoria|group|groupe|grupo", NULL, 0, "type"},
    {"organisation|organization|organizacion|organizacao|org|ong|ngo|partner|partenaire|socio|"
     "socia|"
     "parceiro|"
     "agency|agence|agencia|acteur|actor|structure|organisme|entidad|entidade|institution|"
     "institucion|instituicao|association|asociacion",
     "org", 3, ""},
    {"implementing|implementation|mise oeuvre|mise en "
     "oeuvre|implementador|implementadora|executing|"
     "execution|execucao|ejecucion|ejecutora|ejecutor|executante|executor|ejecuta|ejecutan|execute|"
     "executa|implementa|implementan|implement|sub implementing|sub partner|sub grantee|"
     "sous partenaire",
     NULL, 0, "impl"},
    /* Who coordinates a cluster is no actor of the row. */
    {"cluster lead|cluster lead agency|sector lead|sector lead agency|chef file cluster|"
     "lider cluster",
     "coordination", 6, ""},
    {"bailleur|donateur|donor|donante|doador|funder|financiador|bailleur fond|bailleur de fond|"
     "funding source|source financement|source fund|source fond|fuente financiamiento|"
     "fuente fondo|fonte financiamento|partenaire financier|financial partner|socio financiero|"
     "parceiro financeiro|partenaire technique financier|ptf|appui financier|soutien financier|"
     "financial support|apoyo financiero|apoio financeiro",
     "org", 3, "funder"},
    {"funding|financing|financement|financiamiento|financiamento|financia|financian|financiam|"
     "finance|financent|fund|funds",
     NULL, 0, "funder"},
    {"ip", "org", 3, "impl"},
    {"lead|lider|chef file|programme|program|prime|appealing|apela|apelante|responsable|"
     "responsible|responsavel",
     NULL, 0, "prog"},
    {"sector|secteur|cluster|setor|domaine", "sector", 2, ""},
    {"main|primary|principal|principale|principaux", NULL, 0, "prog"},
    {"subsector|adr|sous groupe sectoriel|subgrupo sectorial|sous secteur|sous cluster|sub "
     "cluster|sub sector|subcluster|aor|subsetor|"
     "area responsabilidad|area responsabilite|area of responsibility",
     "subsector", 4, ""},
    {"activity|activite|actividad|atividade|intervention|intervencion|intervencao", "activity", 1,
     ""},
    {"project|projet|proyecto|projeto|grant|subvention|subvencion", "activity", 1, "project"},
    {"ref|reference number", NULL, 0, "code"},
    {"status|statut|etat|estatus|situacao|estado avance|estado ejecucion|estado implementacion|"
     "estado actividad|estado proyecto|estado atividade|estado actividade|niveau avancement|"
     "niveau execution|avancement|progress status|progress|estado intervencion|estado intervencao|"
     "state of progress|state of implementation",
     "status", 5, ""},
    {"date|fecha|data", "date", 5, ""},
    {"mois|month|mes|periode|period|periodo", "date", 5, ""},
    {"start|debut|inicio|demarrage|starting|started|commencement|comienzo|lancement|launch|"
     "launched|ouverture|arranque|begin|beginning|inicia|comienza|comeca|commence",
     "date", 5, "start"},
    {"end|fin|fim|cloture|finalizacion|culminacion|terminacion|ending|ended|"
     "completion|completed|finishing|finaliza|termina|acaba|termine|termino|cierre|encerramento|"
     "fermeture|closing|closure|finish|finished|"
     "achevement|conclusion|conclusao",
     "date", 5, "end"},
    {"rapport|report|reporting|reporte|reporta|informa|rapportage|reported|relatorio|reportado|"
     "reportada|"
     "rapportee|rapporte",
     NULL, 0, "reported"},
    {"cible|targeted|target|planned|prevu|prevue|prevista|previsto|planifie|planificado|"
     "planificada|planeado|planeada|objectif|objetivo|objectivo|meta|visado|programado|programada",
     "targeted", 4, ""},
    {"atteint|atteinte|reached|alcanzado|alcanzada|alcancado|alcancada|served|assisted|assiste|"
     "supportee|aide|aidee|receiving|received|"
     "touche|couvert|asistida|asistido|atingido|atingida|atendida|atendido|achieved|achievement|"
     "realisation|realise|"
     "logrado|realizado|servi|servie|beneficiado|beneficiada|favorecido|"
     "favorecida",
     "reached", 4, ""},
    {"besoin|in need|need|pin|necesitada|necesidad|necessitada", "inneed", 4, ""},
    {"personne|people|person|persona|pessoa|beneficiaire|beneficiary|beneficiaries|beneficiario|"
     "individu|individual",
     NULL, 0, "people"},
    {"population|poblacion|populacao", NULL, 0, "crowd"},
    /* Of whom a figure is said apart, which is no total. */
    {"new|nouveau|nouveaux|nouvelle|nuevo|nueva|novo|nova", NULL, 0, "new"},
    {"other|autre|otro|otra|outro|outra", NULL, 0, "other"},
    {"annuel|annuelle|annual|anual|trimestriel|trimestrielle|quarterly|trimestral", NULL, 0, ""},
    {"current|actuelle|response|reponse|respuesta|resposta|humanitarian|humanitaire|humanitario|"
     "humanitaria|specific|specifique|especifico|especifica|concerned|concerne|effectif|direct|"
     "directe|directo|directa|supported|appuye|apoyado|apoyada|official|officiel|official|oficial|"
     "appui|soutien|apoyo|apoio|standard|federal|federal member|touche "
     "par|affected|affecte|afectada|afectado|detail|detaille|detailed|detallada|concernee",
     NULL, 0, ""},
    {"indirect|indirecte|indirecto|indirecta|indireto", NULL, 0, "indirect"},
    {"a la fecha|to date|a ce jour|ate a data|cumulative|cumul|cumule|acumulado|acumulada|actual|"
     "actuel|global|general|overall|estimated|estime|estimado",
     NULL, 0, ""},
    {"monthly|mensuel|mensuelle|mensual|mensal|fr|eng|esp|por|pt", NULL, 0, ""},
    {"femme|women|woman|mujer|mujeres|mulher|mulheres|female|feminin", NULL, 0, "f"},
    {"homme|men|man|hombre|hombres|homem|homens|male|masculin", NULL, 0, "m"},
    {"fille|girl|nina|menina", NULL, 0, "f+children"},
    {"garcon|boy|nino|menino", NULL, 0, "m+children"},
    {"adulte|adult|adulto|adulta", NULL, 0, "adults"},
    {"agee|age|elderly|older|aine|anciano|anciana|idoso|idosa|troisieme age", NULL, 0, "elderly"},
    {"enfant|children|child|crianca", NULL, 0, "children"},
    {"handicap|handicape|disability|disabilities|disabled|discapacidad|deficiencia|pwd|pvh|"
     "vivant handicap|vivant avec handicap|en situation de handicap",
     NULL, 0, "disabled"},
    {"menage|household|hh|hhs|famille|family|families|hogar|hogares|familia|agregado|"
     "agregado familiar|agregados familiares",
     NULL, 0, "hh"},
    {"remarque|remark|comment|commentaire|comentario|observation|observacion|observaciones",
     "description", 3, ""},
    {"modalite|modality|modalidad|modalidade", "modality", 3, ""},
    /* Of things, not of people: "planned" beside it says nothing of those targeted. */
    {"quantity|quantite|cantidad|quantidade|qty|qte", "item", 4, "num"},
    {"delivered|distributed|livre|livree|distribue|distribuee|entregado|entregada|producto|output",
     NULL, 0, ""},
    {"indicateur|indicator|indicador", "indicator", 3, ""},
    {"latitude|lat|latitud", "geo", 3, "lat"},
    {"longitude|lon|lng|longitud", "geo", 3, "lon"},
    {"severite|severity|severidad|severidade", "severity", 3, ""},
};

typedef struct Sentence {
    LtpHxl said;
    int rank;
    bool contradicts, people;
    bool counts; /* says of whom: "Beneficiarios", "Familles", "Mujeres" */
} Sentence;

/* How many words of the header, from `from`, the phrase covers, articles and prepositions inside
 * included; 0 = it does not stand there. */
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
        if (from + count >= words->count)
            return 0;
        if (!ltp_word_same_stem(word, words->word[from + count]))
            return 0;
        count++;
        length += length < size;
        phrase += length;
        size -= length;
    }
    return count;
}

static const Meaning *longest_meaning(const LtpLabelWords *words, size_t from, size_t *count)
{
    const Meaning *best = NULL;
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
    return best;
}

static void add_attributes(LtpHxl *said, const char *attributes)
{
    while (*attributes && said->n_attributes < LTP_HXL_ATTRIBUTES) {
        size_t length = strcspn(attributes, "+");
        char *slot = said->attributes[said->n_attributes];
        memcpy(slot, attributes, length);
        slot[length] = '\0';
        if (said->n_attributes == 0 || !ltp_hxl_has(said, slot))
            said->n_attributes++;
        attributes += length + (attributes[length] == '+');
    }
}

static void choose_tag(Sentence *sentence, const Meaning *meaning)
{
    const char *tag = sentence->said.tag;
    if (meaning->rank > sentence->rank) {
        memcpy(sentence->said.tag, meaning->tag, strlen(meaning->tag) + 1);
        sentence->rank = meaning->rank;
        sentence->contradicts = false;
    } else if (meaning->rank == sentence->rank && strcmp(tag, meaning->tag) != 0) {
        sentence->contradicts = true;
    }
}

static bool counts_people(const char *attributes)
{
    static const char *const who[] = {"people", "f", "m", "hh", "disabled"};
    for (size_t i = 0; i < sizeof who / sizeof *who; i++)
        if (strcmp(attributes, who[i]) == 0)
            return true;
    return false;
}

/* "reporting" of an organisation is who reports, of a date what it reports on; another partner is a
 * partner, other people are none of those counted. */
static void settle_organisation(LtpHxl *said)
{
    for (size_t i = 0; i < said->n_attributes && strcmp(said->tag, "org") == 0; i++)
        if (strcmp(said->attributes[i], "reported") == 0)
            memcpy(said->attributes[i], "reporting", sizeof "reporting");
        else if (strcmp(said->attributes[i], "other") == 0)
            memcpy(said->attributes[i], "num", sizeof "num"); /* means nothing */
    bool main_of_others = strcmp(said->tag, "org") != 0 || ltp_hxl_has(said, "funder");
    for (size_t i = 0; i < said->n_attributes && main_of_others; i++)
        if (strcmp(said->attributes[i], "prog") == 0)
            memcpy(said->attributes[i], "num", sizeof "num"); /* the main sector, activity, donor */
}

static void take_tags(Sentence *sentence, const Meaning *const *found, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (found[i]->tag)
            choose_tag(sentence, found[i]);
    for (size_t i = 0; i < count; i++) {
        const char *attributes = found[i]->attributes;
        if (found[i]->tag && strcmp(found[i]->tag, sentence->said.tag) != 0)
            continue;
        if (strcmp(attributes, "people") == 0 || strcmp(attributes, "crowd") == 0)
            sentence->people = true;
        else
            add_attributes(&sentence->said, attributes);
        sentence->counts |= counts_people(attributes);
    }
}

/* "Type de population assistée", "Beneficiary status": which people, and not how many. */
static bool kind_of_people(const Sentence *sentence)
{
    const char *tag = sentence->said.tag;
    bool typed = ltp_hxl_has(&sentence->said, "type");
    return (typed &&
            (sentence->rank == 0 || strcmp(tag, "reached") == 0 || strcmp(tag, "targeted") == 0)) ||
           strcmp(tag, "status") == 0;
}

/* What names no measure: "Type de bénéficiaires" is the population type, "Beneficiarios" and
 * "Familles" are those reached. */
static bool settle(Sentence *sentence)
{
    LtpHxl *said = &sentence->said;
    if (sentence->people && kind_of_people(sentence)) {
        memcpy(said->tag, "beneficiary", sizeof "beneficiary");
        add_attributes(said, "type");
        return true;
    }
    if (sentence->rank == 0 && sentence->counts && !ltp_hxl_has(said, "code") &&
        !ltp_hxl_has(said, "name")) {
        memcpy(said->tag, "reached", sizeof "reached");
        return true;
    }
    return sentence->rank > 0 && !sentence->contradicts;
}

bool ltp_hxl_from_words(const char *header, LtpHxl *said)
{
    LtpLabelWords words = ltp_label_words_split(header, strlen(header));
    const Meaning *found[LTP_MAX_LABEL_WORDS];
    size_t n_found = 0, covered = 0;
    bool known = words.count > 0 && words.count < LTP_MAX_LABEL_WORDS;
    for (size_t at = 0; known && at < words.count; at += covered) {
        const Meaning *meaning = longest_meaning(&words, at, &covered);
        if (meaning)
            found[n_found++] = meaning;
        else if (ltp_word_is_filler(words.word[at]))
            covered = 1;
        else
            known = false;
    }
    ltp_label_words_release(&words);
    Sentence sentence = {.rank = 0};
    if (!known)
        return false;
    take_tags(&sentence, found, n_found);
    settle_organisation(&sentence.said);
    bool settled = settle(&sentence);
    *said = sentence.said;
    return settled;
}

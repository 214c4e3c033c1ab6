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
    {"pays|country|pais", "adm0", 3, ""},
    {"region|governorate|gouvernorat|wilaya|province|provincia|state|departamento|oblast|adm1|"
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
    {"village|localite|site|quartier|localidad|lugar|aldeia|settlement|town|nom lieu|place name",
     "loc", 3, ""},
    {"code|pcode|p code|pcod|codigo|admin code", NULL, 0, "code"},
    {"nom|name|nome|intitule|titre|title|titulo|libelle|complet|full name|full", NULL, 0, "name"},
    {"acronyme|acronym|accronyme|sigle|siglas|abbreviation|acronimo|short name|short", NULL, 0,
     "acronym"},
    {"type|tipo|categorie|category|categoria", NULL, 0, "type"},
    {"organisation|organization|organizacion|organizacao|org|ong|ngo|partner|partenaire|socio|"
     "socia|"
     "parceiro|"
     "agency|agence|agencia|acteur|actor|structure",
     "org", 3, ""},
    {"implementing|implementation|mise oeuvre|mise en "
     "oeuvre|implementador|implementadora|executing|"
     "execution|ejecutora|ejecutor|executante|executor",
     NULL, 0, "impl"},
    {"bailleur|donateur|donor|donante|doador|funder|financiador|bailleur fond|bailleur de fond|"
     "funding source|source financement|source de financement|fuente financiamiento",
     "org", 3, "funder"},
    {"lead|lider|chef file|chef de file|principal|programme|program", NULL, 0, "prog"},
    {"sector|secteur|cluster|setor|domaine", "sector", 2, ""},
    {"subsector|sous secteur|sous cluster|sub cluster|sub sector|subcluster|aor|subsetor|"
     "area responsabilidad|area responsabilite|area of responsibility",
     "subsector", 4, ""},
    {"activity|activite|actividad|atividade|intervention", "activity", 1, ""},
    {"project|projet|proyecto|projeto", "activity", 1, "project"},
    {"status|statut|etat|estatus|situacao", "status", 5, ""},
    {"date|fecha", "date", 5, ""},
    {"mois|month|mes|periode|period|periodo", "date", 5, ""},
    {"start|debut|inicio|demarrage|starting|commencement", "date", 5, "start"},
    {"end|fin|fim|cloture|finalizacion|culminacion|terminacion|ending|completion|termino", "date",
     5, "end"},
    {"rapport|report|reporting|reporte|rapportage|reported|relatorio", NULL, 0, "reported"},
    {"cible|targeted|target|planned|prevu|prevue|prevista|planifie|planificado|objetivo|visado",
     "targeted", 4, ""},
    {"atteint|atteinte|reached|alcanzado|alcanzada|alcancado|alcancada|served|assisted|assiste|"
     "touche|"
     "couvert|asistida|asistido|atendida|atendido",
     "reached", 4, ""},
    {"besoin|in need|need|pin|necesitada|necesidad|necessitada", "inneed", 4, ""},
    {"personne|people|person|persona|pessoa|beneficiaire|beneficiary|beneficiaries|beneficiario|"
     "individu|individual|population|poblacion|populacao",
     NULL, 0, "people"},
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
    {"menage|household|hh|famille|hogar|hogares|familia|agregado", NULL, 0, "hh"},
    {"remarque|remark|comment|commentaire|comentario|observation|observacion|observaciones",
     "description", 3, ""},
    {"modalite|modality|modalidad|modalidade", "modality", 3, ""},
    {"indicateur|indicator|indicador", "indicator", 3, ""},
    {"latitude|lat|latitud", "geo", 3, "lat"},
    {"longitude|lon|lng|longitud", "geo", 3, "lon"},
    {"severite|severity|severidad|severidade", "severity", 3, ""},
};

typedef struct Sentence {
    LtpHxl said;
    int rank;
    bool contradicts, people;
} Sentence;

/* How many words of the header, from `from`, the phrase covers; 0 = it does not stand there. */
static size_t covers(const LtpLabelWords *words, size_t from, const char *phrase, size_t size)
{
    size_t count = 0;
    while (size > 0) {
        char word[32];
        size_t length = 0;
        while (length < size && phrase[length] != ' ')
            length++;
        if (from + count >= words->count || length >= sizeof word)
            return 0;
        memcpy(word, phrase, length);
        word[length] = '\0';
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

static void take_tags(Sentence *sentence, const Meaning *const *found, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (found[i]->tag)
            choose_tag(sentence, found[i]);
    for (size_t i = 0; i < count; i++) {
        const char *attributes = found[i]->attributes;
        if (found[i]->tag && strcmp(found[i]->tag, sentence->said.tag) != 0)
            continue;
        if (strcmp(attributes, "people") == 0)
            sentence->people = true;
        else
            add_attributes(&sentence->said, attributes);
    }
}

/* "Type de bénéficiaires" names no measure: it is the population type. */
static bool settle(Sentence *sentence)
{
    LtpHxl *said = &sentence->said;
    if (sentence->rank == 0 && sentence->people && ltp_hxl_has(said, "type")) {
        memcpy(said->tag, "beneficiary", sizeof "beneficiary");
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
    bool settled = settle(&sentence);
    *said = sentence.said;
    return settled;
}

#include "base/lang.h"
#include "base/number.h"
#include "base/text.h"
#include "importers/displacement.h"

#include <string.h>

const char *ltp_population_code(LtpPopulation population)
{
    static const char *const codes[LTP_POPULATIONS] = {
        [LTP_POPULATION_IDP] = "IDP", [LTP_POPULATION_RDP] = "RDP", [LTP_POPULATION_RET] = "RET"};
    return codes[population];
}

const char *ltp_population_name(LtpPopulation population)
{
    static const char *const names[LTP_POPULATIONS] = {[LTP_POPULATION_NONE] = "",
                                                       [LTP_POPULATION_IDP] = N_("IDPs"),
                                                       [LTP_POPULATION_RDP] = N_("returned IDPs"),
                                                       [LTP_POPULATION_RET] =
                                                           N_("returned refugees")};
    return population == LTP_POPULATION_NONE ? "" : _(names[population]);
}

/* ---- words ---- */

typedef enum Sense {
    SENSE_NONE, /* says nothing of its own */
    SENSE_TOTAL,
    SENSE_IDP,
    SENSE_RDP,
    SENSE_RET,
    SENSE_REFUGEE,
    SENSE_WOMEN,
    SENSE_MEN,
    SENSE_GIRLS,
    SENSE_BOYS,
    SENSE_CHILDREN,
    SENSE_ADULTS,
    SENSE_ELDERLY,
    SENSE_HOUSEHOLDS,
    SENSE_BELOW, /* the number is not in it */
    SENSE_UPTO,  /* it is */
    SENSE_OVER,
    SENSE_FROM,
    SENSE_WHEN, /* a month: numbers beside it are no ages */
    SENSE_UNKNOWN
} Sense;

/* Folded words, separated by spaces. */
static const struct {
    Sense sense;
    const char *words;
} senses[] = {
    {SENSE_TOTAL, "total totale totaux ensemble tous"},
    {SENSE_IDP,
     "pdi pdis idp idps deplace deplaces deplacee deplacees displaced displacement desplazados "
     "desplazadas deslocados"},
    {SENSE_RDP,
     "rdp retourne retournes retournee retournees returnee returnees returned retornados "
     "retornadas returning"},
    {SENSE_RET, "ret rapatrie rapatries rapatriee rapatriees repatriated repatriate repatriates "
                "repatriados"},
    {SENSE_REFUGEE, "refugie refugies refugee refugees"},
    {SENSE_WOMEN, "f femme femmes woman women female females feminin feminins mujeres mulheres"},
    {SENSE_MEN, "h m homme hommes man men male males masculin masculins hombres homens"},
    {SENSE_GIRLS, "fille filles girl girls ninas meninas fillettes"},
    {SENSE_BOYS, "garcon garcons boy boys ninos meninos"},
    {SENSE_CHILDREN, "enfant enfants child children mineur mineurs minors"},
    {SENSE_ADULTS, "adulte adultes adult adults"},
    {SENSE_ELDERLY, "agee agees ages elderly aine aines seniors"},
    {SENSE_HOUSEHOLDS, "menage menages household households hh famille familles hogares"},
    {SENSE_BELOW, "moins under below inferieur"},
    {SENSE_UPTO, "upto jusqu"},
    {SENSE_OVER, "strictlyover"},
    {SENSE_FROM, "plus over above older superieur"},
    {SENSE_WHEN,
     "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january "
     "february march april may june july august september october november december janv fevr avr "
     "juil sept oct nov dec jan feb mar apr jun jul aug sep"},
    {SENSE_NONE,
     "personne personnes people person persons interne internes internal internally nombre nb nbre "
     "number no de des du d l la le les of the and et en a to au aux par individu individus "
     "individuals effectif effectifs ans an annee annees year years yr yrs old age tranche groupe "
     "group affected num ind population sex sexe ex anciens ancien former presents presentes "
     "cumul cumulatif que"},
};

static Sense sense_of(const char *word)
{
    for (size_t i = 0; i < sizeof senses / sizeof *senses; i++)
        if (ltp_text_has_word(senses[i].words, word))
            return senses[i].sense;
    return SENSE_UNKNOWN;
}

/* ---- the whole ---- */

typedef struct Reading {
    unsigned said; /* a bit a sense */
    int64_t numbers[3];
    size_t n_numbers;
    bool year;
} Reading;

static bool has(const Reading *reading, Sense sense)
{
    return (reading->said & (1u << sense)) != 0;
}

/* Signs that folding would lose, as words. A hashtag's '+' only separates. */
static void with_words(const char *text, LtpBuf *out)
{
    static const struct {
        const char *sign, *word;
    } signs[] = {{"> =", " plus "}, {">=", " plus "}, {"≥", " plus "},  {"< =", " upto "},
                 {"<=", " upto "},  {"≤", " upto "},  {"<", " under "}, {">", " strictlyover "}};
    bool hashtag = text[0] == '#';
    while (*text != '\0') {
        size_t i = 0, n = sizeof signs / sizeof *signs;
        while (i < n && strncmp(text, signs[i].sign, strlen(signs[i].sign)) != 0)
            i++;
        if (i < n)
            ltp_buf_puts(out, signs[i].word);
        else if (*text == '+' || *text == '_')
            ltp_buf_puts(out, *text == '_' || hashtag ? " " : " plus ");
        else
            ltp_buf_putc(out, *text);
        text += i < n ? strlen(signs[i].sign) : 1;
    }
}

static bool take_word(Reading *reading, const char *word)
{
    enum { OLDEST = 120, FIRST_YEAR = 1990, LAST_YEAR = 2040 };
    int64_t number;
    if (!ltp_parse_int(word, &number)) {
        Sense sense = sense_of(word);
        reading->said |= 1u << sense;
        return sense != SENSE_UNKNOWN;
    }
    if (number >= FIRST_YEAR && number <= LAST_YEAR) {
        reading->year = true;
        return true;
    }
    if (number < 0 || number > OLDEST || reading->n_numbers == 3)
        return false;
    reading->numbers[reading->n_numbers++] = number;
    return true;
}

static bool take_words(Reading *reading, const char *folded)
{
    while (*folded != '\0') {
        char word[32];
        size_t length = strcspn(folded, " ");
        if (length >= sizeof word)
            return false;
        memcpy(word, folded, length);
        word[length] = '\0';
        if (!take_word(reading, word))
            return false;
        folded += length + (folded[length] == ' ');
    }
    return true;
}

static void settle_population(const Reading *reading, LtpGroup *group)
{
    if (has(reading, SENSE_RET) || (has(reading, SENSE_RDP) && has(reading, SENSE_REFUGEE)))
        group->population = LTP_POPULATION_RET;
    else if (has(reading, SENSE_RDP)) /* "returned IDPs" */
        group->population = LTP_POPULATION_RDP;
    else if (has(reading, SENSE_IDP))
        group->population = LTP_POPULATION_IDP;
}

static void settle_sex(const Reading *reading, LtpGroup *group)
{
    bool women = has(reading, SENSE_WOMEN) || has(reading, SENSE_GIRLS);
    bool men = has(reading, SENSE_MEN) || has(reading, SENSE_BOYS);
    group->child_word = has(reading, SENSE_GIRLS) || has(reading, SENSE_BOYS);
    group->sex = women == men ? 0 : women ? 'f' : 'm';
}

/* One number needs a word that says on which side of it; without any, words of age hold. */
static bool settle_ages(const Reading *reading, LtpGroup *group)
{
    int first = (int)reading->numbers[0], second = (int)reading->numbers[1];
    if (reading->year || has(reading, SENSE_WHEN)) /* the numbers are a date */
        return true;
    switch (reading->n_numbers) {
    case 0:
        if (has(reading, SENSE_CHILDREN) || group->child_word)
            group->age_max = 17;
        else if (has(reading, SENSE_ELDERLY))
            group->age_min = 60;
        else if (has(reading, SENSE_ADULTS))
            group->age_min = 18;
        return true;
    case 1:
        if (has(reading, SENSE_BELOW))
            group->age_max = first - 1;
        else if (has(reading, SENSE_UPTO))
            group->age_max = first;
        else if (has(reading, SENSE_OVER))
            group->age_min = first + 1;
        else if (has(reading, SENSE_FROM))
            group->age_min = first;
        else
            return false;
        return group->age_max >= 0 || group->age_min >= 0;
    case 2:
        group->age_min = first;
        group->age_max = second;
        return first <= second;
    default:
        return false;
    }
}

bool ltp_group_read(const char *words, LtpGroup *group)
{
    LtpBuf text = {0};
    Reading reading = {0};
    *group = (LtpGroup){.age_min = -1, .age_max = -1};
    with_words(words, &text);
    char *folded = ltp_text_folded(ltp_buf_text(&text));
    bool known = folded != NULL && folded[0] != '\0' && take_words(&reading, folded);
    ltp_free(folded);
    ltp_buf_release(&text);
    if (!known)
        return false;
    settle_population(&reading, group);
    group->households = has(&reading, SENSE_HOUSEHOLDS);
    group->total_word = has(&reading, SENSE_TOTAL);
    settle_sex(&reading, group);
    return settle_ages(&reading, group);
}

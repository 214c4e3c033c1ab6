#include "importers/mapping_people.h"

#include "importers/mapping_words.h"

#include <string.h>

/* ---- the header's words, with signs as words ---- */

/* Folding drops signs, so those that speak of ages become words before it. */
static void open_signs(const char *header, LtpBuf *out)
{
    static const struct {
        const char *sign, *word;
    } signs[] = {
        {">=", " above "},
        {"> =", " above "},
        {"<=", " upto "},
        {"< =", " upto "},
        {">", " above "},
        {"<", " under "},
        {"\xE2\x89\xA5", " above "}, /* ≥ */
        {"\xE2\x89\xA4", " upto "},  /* ≤ */
        {"+", " plus "},
        {"-", " to "},
        {"\xE2\x80\x93", " to "}, /* en dash */
        {"#", " "},
        {"_", " "},
    };
    for (const char *at = header; *at;) {
        size_t i = 0, count = sizeof signs / sizeof *signs;
        while (i < count && strncmp(at, signs[i].sign, strlen(signs[i].sign)) != 0)
            i++;
        if (i == count) {
            ltp_buf_putc(out, *at++);
            continue;
        }
        ltp_buf_puts(out, signs[i].word);
        at += strlen(signs[i].sign);
    }
}

/* ---- what a word says ---- */

enum Word {
    UNKNOWN,
    FILLER,
    FEMALE,
    MALE,
    CHILD,
    GIRL,
    BOY,
    ADULT,
    OLD,
    DISABLED,
    TARGETED,
    REACHED,
    UNDER,
    UP_TO,
    ABOVE,
    PLUS,
    TO,
    MONTHS,
    YEARS
};

static const struct {
    enum Word word;
    const char *list; /* stems separated by '|' (ltp_word_stem) */
} vocabulary[] = {
    {FILLER, "than|of|which|person|personn|individus|people|individual|personne|individu|"
             "beneficiair|beneficiary|"
             "beneficiaries|"
             "beneficiario|persona|pessoa|dont|"
             "adolescent|adolescente|adolescents|youth|jeun|joven|jovem|jovens|jovenes|"
             "tranche|group|groupe|idade|entre|between|old|que"},
    {FEMALE, "f|femal|femm|women|woman|feminin|feminino|mujer|mujeres|mulher|mulheres|femenino"},
    {MALE, "m|mal|homm|men|man|masculin|masculino|hombr|homem|homen"},
    {GIRL, "girl|fill|nina|menina|rapariga"},
    {BOY, "boy|garcon|nino|menino|rapaz|rapaz|rapaces"},
    {CHILD, "child|children|enfant|crianca|infant|mineur|minor"},
    {ADULT, "adult|adulto|adulta"},
    {OLD, "elderly|older|elder|vieux|vieill|aine|adulto mayor|anciano|anciana|idoso|idosa|senior"},
    {DISABLED, "handicap|handicape|disability|disabilities|disabled|discapacidad|deficiencia"},
    {TARGETED, "target|targeted|cibl|cible|ciblee|planned|prevu|prevue|meta|planificado|alvo"},
    {REACHED,
     "reached|atteint|touch|touche|touchee|alcanzado|alcanzada|alcancado|alcancada|assisted|"
     "served|assiste|assistee|atendido|atendida"},
    {UNDER, "under|below|less|moin|menor|menores|menos|inferieur|sous"},
    {UP_TO, "upto|hasta|jusqu|ate"},
    {ABOVE, "above|over|mayor|mayores|superieur|more|maior|maiores"},
    {PLUS, "plu|mas|mai"},
    {TO, "to|a|al|y|au|et|and"},
    {YEARS, "aged|age|agee|ans|an|ano|anos|year|yr|yrs|y|edad|idade"},
    {MONTHS, "month|moi|mes|meses|mese"},
};

static bool is_listed(const char *list, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = list; *at;) {
        size_t size = strcspn(at, "|");
        if (size == length && strncmp(at, word, size) == 0)
            return true;
        at += size + (at[size] == '|');
    }
    return false;
}

static enum Word word_of(const char *word)
{
    char stem[32];
    if (strlen(word) >= sizeof stem)
        return UNKNOWN;
    memcpy(stem, word, strlen(word) + 1);
    ltp_word_stem(stem);
    for (size_t i = 0; i < sizeof vocabulary / sizeof *vocabulary; i++)
        if (is_listed(vocabulary[i].list, stem) || is_listed(vocabulary[i].list, word))
            return vocabulary[i].word;
    return ltp_word_is_filler(word) ? FILLER : UNKNOWN;
}

/* A number of years or months; -1 when it is none. "59ans" is 59. */
static int number_of(const char *word)
{
    int value = 0;
    size_t digits = strspn(word, "0123456789");
    if (digits == 0 || digits > 3 || (word[digits] && word_of(word + digits) != YEARS))
        return -1;
    for (size_t i = 0; i < digits; i++)
        value = value * 10 + (word[i] - '0');
    return value;
}

/* ---- the band ---- */

typedef struct Reading {
    LtpPeopleCell cell;
    bool child, adult, old, months, years, known;
    int bounds[2];
    size_t n_bounds;
    enum Word relation; /* UNDER, UP_TO, ABOVE, PLUS, TO, or FILLER */
} Reading;

static void relate(Reading *reading, enum Word word)
{
    /* "60 ans et plus": what is said last. "moins de", "de ... à" before the number stay. */
    if (word == TO && reading->relation != FILLER)
        return;
    reading->relation = word;
}

static void take_sex(Reading *reading, char sex)
{
    if (reading->cell.sex && reading->cell.sex != sex)
        reading->known = false;
    reading->cell.sex = sex;
}

static void take_word(Reading *reading, enum Word word)
{
    switch (word) {
    case FEMALE:
    case GIRL:
        take_sex(reading, 'f');
        reading->child = reading->child || word == GIRL;
        break;
    case MALE:
    case BOY:
        take_sex(reading, 'm');
        reading->child = reading->child || word == BOY;
        break;
    case CHILD:
        reading->child = true;
        break;
    case ADULT:
        reading->adult = true;
        break;
    case OLD:
        reading->old = true;
        break;
    case DISABLED:
        reading->cell.disability = true;
        break;
    case TARGETED:
        reading->cell.measure = "targeted";
        break;
    case REACHED:
        reading->cell.measure = "reached";
        break;
    case MONTHS:
        reading->months = true;
        break;
    case UNDER: /* "5 ans et moins" includes them */
        relate(reading, reading->n_bounds > 0 ? UP_TO : UNDER);
        break;
    case UP_TO:
    case ABOVE:
    case PLUS:
    case TO:
        relate(reading, word);
        break;
    case YEARS:
        reading->years = true;
        break;
    case FILLER:
        break;
    case UNKNOWN:
        reading->known = false;
        break;
    }
}

static void take_number(Reading *reading, int number)
{
    if (reading->n_bounds == 2)
        reading->known = false;
    else
        reading->bounds[reading->n_bounds++] = number;
}

/* Whole years: 6 to 59 months are 0 to 4 years. */
static int years(const Reading *reading, int bound)
{
    return reading->months ? bound / 12 : bound;
}

static bool settle_band(Reading *reading)
{
    LtpPeopleCell *cell = &reading->cell;
    int first = reading->bounds[0];
    if (reading->n_bounds == 2) {
        cell->age_min = years(reading, first);
        cell->age_max = years(reading, reading->bounds[1]);
        return first < reading->bounds[1] &&
               (reading->relation == TO || reading->relation == FILLER);
    }
    cell->age_min = 0;
    if (reading->relation == UNDER)
        cell->age_max = reading->months ? (first - 1) / 12 : first - 1;
    else if (reading->relation == UP_TO)
        cell->age_max = years(reading, first);
    else
        cell->age_min = years(reading, first);
    if (cell->age_min > 0 && reading->child && cell->age_min < 17)
        cell->age_max = 17; /* "boys over 5" are no men */
    return first > 0 && reading->relation != TO && reading->relation != FILLER;
}

bool ltp_people_from_header(const char *header, LtpPeopleCell *cell)
{
    Reading reading = {
        .cell = {.measure = NULL, .age_min = -1, .age_max = -1}, .known = true, .relation = FILLER};
    LtpBuf text = {0};
    open_signs(header, &text);
    LtpLabelWords words = ltp_label_words_split(ltp_buf_text(&text), text.size);
    for (size_t i = 0; i < words.count && reading.known; i++) {
        int number = number_of(words.word[i]);
        if (number >= 0)
            take_number(&reading, number);
        else
            take_word(&reading, word_of(words.word[i]));
    }
    bool whole = words.count < LTP_MAX_LABEL_WORDS;
    ltp_label_words_release(&words);
    ltp_buf_release(&text);
    bool of_people = reading.cell.sex || reading.child || reading.adult || reading.old ||
                     reading.cell.disability || reading.cell.measure || reading.years;
    if (!whole || !reading.known || reading.n_bounds == 0 || !of_people || !settle_band(&reading))
        return false;
    if (!reading.cell.measure)
        reading.cell.measure = "reached";
    *cell = reading.cell;
    return true;
}

/* The longest end of the header that is about people: a group's words may stand before it. */
const LtpPeopleCell *ltp_column_people(const LtpColumn *column, LtpPeopleCell *own)
{
    if (!column->field || !column->field->people.measure)
        return NULL;
    *own = column->field->people;
    if (own->age_min != LTP_AGES_IN_HEADER)
        return &column->field->people;
    for (const char *at = column->header; at && *at; at += *at == ' ') {
        if (ltp_people_from_header(at, own)) {
            own->measure = column->field->people.measure;
            return own;
        }
        at += strcspn(at, " ");
    }
    return NULL;
}

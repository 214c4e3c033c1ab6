#include "gis/gazetteer_sound.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

/* ---- letters ---- */

static bool is_vowel(uint16_t c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static bool is_one_of(uint16_t c, const char *letters)
{
    return c != 0 && c < 128 && strchr(letters, (int)c) != NULL;
}

/* ---- the key ---- */

typedef struct Scan {
    const uint16_t *in;
    size_t n, at;
    LtpSpelled *out;
} Scan;

/* The letter `ahead` of the present one; 0 past the end. */
static uint16_t peek(const Scan *scan, size_t ahead)
{
    return scan->at + ahead < scan->n ? scan->in[scan->at + ahead] : 0;
}

static void emit(Scan *scan, uint16_t sound, size_t used)
{
    LtpSpelled *out = scan->out;
    if (out->n == 0 || out->text[out->n - 1] != sound)
        out->text[out->n++] = sound;
    scan->at += used;
}

/* Sounds of several letters: `spelling`, then (when `before` is given) one of those letters, which
 * is not used up. First that fits; sounds that have no letter of their own are capitals. */
typedef struct Spelling {
    const char *spelling, *before;
    uint16_t sound;
} Spelling;

#define VOWELS "aeiouy"
static const Spelling spellings[] = {
    {"tch", NULL, 'C'},  {"sch", NULL, 'S'}, {"dj", NULL, 'J'},   {"dy", VOWELS, 'J'},
    {"di", VOWELS, 'J'}, {"tj", NULL, 'C'},  {"ty", VOWELS, 'C'}, {"ti", VOWELS, 'C'},
    {"ch", NULL, 'C'},   {"sh", NULL, 'C'},  {"gn", NULL, 'N'},   {"ny", NULL, 'N'},
    {"ni", VOWELS, 'N'}, {"ph", NULL, 'f'},  {"ck", NULL, 'k'},   {"qu", NULL, 'k'},
    {"gu", "eiy", 'g'},  {"c", "eiy", 's'},  {"ou", NULL, 'u'},   {"oo", NULL, 'u'},
    {"ie", NULL, 'i'},   {"m", "bp", 'n'},   {"c", NULL, 'k'},    {"q", NULL, 'k'},
    {"j", NULL, 'J'},    {"w", NULL, 'u'},   {"v", NULL, 'u'},    {"y", NULL, 'i'},
    {"z", NULL, 's'},
};

static bool spelling_fits(const Scan *scan, const Spelling *spelling)
{
    size_t n = 0;
    for (; spelling->spelling[n] != '\0'; n++)
        if (peek(scan, n) != (uint16_t)spelling->spelling[n])
            return false;
    return spelling->before == NULL || is_one_of(peek(scan, n), spelling->before);
}

static void scan_sound(Scan *scan)
{
    uint16_t c = peek(scan, 0);
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        if (spelling_fits(scan, &spellings[i])) {
            emit(scan, spellings[i].sound, strlen(spellings[i].spelling));
            return;
        }
    if (c == 'h' || (c == 'e' && scan->at + 1 == scan->n && scan->out->n > 1))
        scan->at++;
    else
        emit(scan, c, 1);
}

static uint32_t consonant_bit(uint16_t sound)
{
    if (sound >= 'a' && sound <= 'z')
        return 1U << (sound - 'a');
    if (sound == 'C' || sound == 'J' || sound == 'N' || sound == 'S')
        return sound == 'C'   ? 1U << 26
               : sound == 'J' ? 1U << 27
               : sound == 'N' ? 1U << 28
                              : 1U << 29;
    return 1U << 30;
}

static void read_consonants(LtpSound *sound)
{
    const LtpSpelled *key = &sound->key;
    sound->consonants = 0;
    for (size_t i = 0; i < key->n; i++)
        if (!is_vowel(key->text[i]) && key->text[i] != LTP_LOST_LETTER)
            sound->consonants |= consonant_bit(key->text[i]);
}

/* What a letter costs that one name has and the other has not. */
static float insertion(const LtpSpelled *name, size_t at)
{
    uint16_t c = name->text[at], before = at > 0 ? name->text[at - 1] : 0;
    uint16_t after = at + 1 < name->n ? name->text[at + 1] : 0;
    if (c == before || c == after)
        return 0.2F;
    if (c == 'h' || c == LTP_LOST_LETTER)
        return 0.2F;
    if (c == 'e' && after == 0)
        return 0.3F;
    if ((c == 'n' || c == 'm') && after != 0 && !is_vowel(after))
        return 0.55F;
    return is_vowel(c) ? 0.55F : 1;
}

/* Classes: a-z, the four sounds without a letter, the lost letter, and all other letters as one. */
enum { CLASS_OTHER = LTP_SOUND_CLASSES - 1 };
static const char classes[] = "abcdefghijklmnopqrstuvwxyzCJNS?";

static uint8_t class_of(uint16_t letter)
{
    const char *at = letter == 0 || letter >= 128 ? NULL : strchr(classes, (char)letter);
    return at == NULL ? CLASS_OTHER : (uint8_t)(at - classes);
}

static void read_costs(LtpSpelled *name)
{
    for (size_t i = 0; i < name->n; i++) {
        name->cost[i] = insertion(name, i);
        name->class[i] = class_of(name->text[i]);
    }
}

void ltp_sound_read(const char *letters, size_t size, LtpSound *sound)
{
    const char *at = letters, *end = letters + size;
    LtpSpelled *spelled = &sound->letters;
    spelled->n = sound->key.n = 0;
    while (at < end && spelled->n < LTP_SOUND_SIZE) {
        uint32_t c = ltp_text_next(&at);
        spelled->text[spelled->n++] = c < 0x10000 ? (uint16_t)c : 0xfffd;
    }
    Scan scan = {.in = spelled->text, .n = spelled->n, .out = &sound->key};
    while (scan.at < scan.n)
        scan_sound(&scan);
    read_consonants(sound);
    read_costs(spelled);
    read_costs(&sound->key);
}

/* ---- costs ---- */

typedef struct Pair {
    char a, b;
    float cost;
} Pair;

/* Letters that stand for one another, beyond what the key makes equal. */
static const Pair pairs[] = {
    {'c', 'k', 0.15F}, {'k', 'q', 0.15F}, {'c', 'q', 0.15F}, {'i', 'y', 0.15F}, {'s', 'z', 0.25F},
    {'c', 's', 0.5F},  {'u', 'w', 0.3F},  {'v', 'w', 0.3F},  {'u', 'v', 0.5F},  {'o', 'u', 0.35F},
    {'e', 'i', 0.35F}, {'a', 'o', 0.45F}, {'a', 'e', 0.45F}, {'g', 'k', 0.6F},  {'c', 'g', 0.7F},
    {'m', 'n', 0.5F},  {'d', 't', 0.7F},  {'b', 'p', 0.7F},  {'l', 'r', 0.8F},  {'f', 'v', 0.7F},
    {'g', 'j', 0.6F},  {'i', 'j', 0.6F},  {'j', 'y', 0.6F},  {'g', 'r', 0.8F},  {'b', 'w', 0.8F},
    {'C', 't', 0.5F},  {'J', 'd', 0.5F},  {'N', 'n', 0.3F},  {'J', 'C', 0.6F},  {'J', 'i', 0.7F},
    {'s', 'C', 0.6F},  {'s', 'S', 0.3F},  {'C', 'S', 0.4F},  {'J', 'g', 0.7F},  {'C', 'k', 0.8F},
};

#define VOWEL_FOR_VOWEL 0.5F
#define ANY_FOR_ANY 1.1F
#define SWAPPED 0.6F
#define LOST_FOR_ANY 0.05F

static void set_pair(LtpSoundCosts *costs, const Pair *pair)
{
    uint8_t a = class_of((uint16_t)pair->a), b = class_of((uint16_t)pair->b);
    costs->cost[a][b] = costs->cost[b][a] = pair->cost;
}

void ltp_sound_costs_init(LtpSoundCosts *costs)
{
    for (int a = 0; a < LTP_SOUND_CLASSES; a++)
        for (int b = 0; b < LTP_SOUND_CLASSES; b++)
            costs->cost[a][b] = a == b && a != CLASS_OTHER ? 0 : ANY_FOR_ANY;
    for (const char *a = VOWELS; *a != '\0'; a++)
        for (const char *b = VOWELS; *b != '\0'; b++)
            if (a != b)
                set_pair(costs, &(Pair){*a, *b, VOWEL_FOR_VOWEL});
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        set_pair(costs, &pairs[i]);
    uint8_t lost = class_of(LTP_LOST_LETTER);
    for (int a = 0; a < LTP_SOUND_CLASSES; a++)
        costs->cost[a][lost] = costs->cost[lost][a] = LOST_FOR_ANY;
}

static float substitution(const LtpSoundCosts *costs, const LtpSpelled *a, const LtpSpelled *b)
{
    return a->text[0] == b->text[0] ? 0 : costs->cost[a->class[0]][b->class[0]];
}

/* ---- distances ---- */

/* Fills the row of letter `i` of `a`, rows[2], from the one above and, for swapped letters, the one
 * above that; returns its least value. */
static float fill_row(const LtpSoundCosts *costs, const LtpSpelled *a, const LtpSpelled *b,
                      size_t i, float *rows[3])
{
    const float *older = rows[0], *above = rows[1], *cost = costs->cost[a->class[i]];
    const float gone = a->cost[i];
    const uint16_t letter = a->text[i], before = i > 0 ? a->text[i - 1] : 0;
    float *row = rows[2], least = above[0] + gone, best = least;
    row[0] = least;
    for (size_t j = 0; j < b->n; j++) {
        float put_in = best + b->cost[j], left_out = above[j + 1] + gone;
        best = above[j] + (letter == b->text[j] ? 0 : cost[b->class[j]]);
        best = left_out < best ? left_out : best;
        best = put_in < best ? put_in : best;
        if (before == b->text[j] && j > 0 && letter == b->text[j - 1] &&
            older[j - 1] + SWAPPED < best)
            best = older[j - 1] + SWAPPED;
        row[j + 1] = best;
        least = best < least ? best : least;
    }
    return least;
}

/* Damerau-Levenshtein, neighbours swapped at most once (optimal string alignment). Given up when
 * two rows in a row are beyond the limit: what follows is no less. */
static double weighted(const LtpSoundCosts *costs, const LtpSpelled *a, const LtpSpelled *b,
                       double limit)
{
    float store[3][LTP_SOUND_SIZE + 1], least_above = 0;
    float *rows[3] = {store[0], store[1], store[2]};
    rows[1][0] = 0;
    for (size_t j = 0; j < b->n; j++)
        rows[1][j + 1] = rows[1][j] + b->cost[j];
    for (size_t i = 0; i < a->n; i++) {
        float least = fill_row(costs, a, b, i, rows);
        if ((double)least > limit && (double)least_above > limit)
            return HUGE_VAL;
        least_above = least;
        float *free_row = rows[0];
        rows[0] = rows[1];
        rows[1] = rows[2];
        rows[2] = free_row;
    }
    return (double)rows[1][b->n];
}

static bool same_start(const LtpSoundCosts *costs, const LtpSound *a, const LtpSound *b)
{
    return a->key.n > 0 && b->key.n > 0 &&
           (a->key.text[0] == b->key.text[0] ||
            substitution(costs, &a->letters, &b->letters) <= 0.35F);
}

#define KEY_PENALTY 0.25
#define START_PENALTY 0.35
#define LETTERS_BELOW_KEYS 0.6 /* how much less the letters may come to than the keys */

double ltp_sound_distance(const LtpSoundCosts *costs, const LtpSound *a, const LtpSound *b,
                          double limit)
{
    double start = same_start(costs, a, b) ? 0 : START_PENALTY;
    double distance = KEY_PENALTY + weighted(costs, &a->key, &b->key, limit + LETTERS_BELOW_KEYS);
    if (distance <= limit + LETTERS_BELOW_KEYS) {
        double least = fmin(limit - start, distance);
        distance = fmin(distance, weighted(costs, &a->letters, &b->letters, least));
    }
    return distance + start;
}

static int n_bits(uint32_t bits)
{
    int n = 0;
    for (; bits != 0; bits &= bits - 1)
        n++;
    return n;
}

#define LEAST_OF_A_SOUND 0.5 /* rough: few sounds cost less to change or leave out */

bool ltp_sound_may_be_near(const LtpSound *a, const LtpSound *b, double limit)
{
    int only_a = n_bits(a->consonants & ~b->consonants);
    int only_b = n_bits(b->consonants & ~a->consonants);
    int longer = a->key.n > b->key.n ? a->key.n - b->key.n : b->key.n - a->key.n;
    int changes = only_a > only_b ? only_a : only_b;
    return LEAST_OF_A_SOUND * (changes > longer ? changes : longer) < limit;
}

/* ---- Jaro-Winkler ---- */

static bool may_be_equal(uint16_t a, uint16_t b)
{
    return a == b || a == LTP_LOST_LETTER || b == LTP_LOST_LETTER;
}

/* Pairs off equal letters not farther apart than `reach`; bit i = letter i has its match. */
static size_t pair_off(const LtpSound *a, const LtpSound *b, size_t reach, uint64_t *in_a,
                       uint64_t *in_b)
{
    size_t matches = 0;
    *in_a = *in_b = 0;
    for (size_t i = 0; i < a->letters.n; i++) {
        size_t from = i > reach ? i - reach : 0;
        size_t to = i + reach + 1 < b->letters.n ? i + reach + 1 : b->letters.n;
        for (size_t j = from; j < to; j++)
            if ((*in_b >> j & 1) == 0 && may_be_equal(a->letters.text[i], b->letters.text[j])) {
                *in_a |= (uint64_t)1 << i;
                *in_b |= (uint64_t)1 << j;
                matches++;
                break;
            }
    }
    return matches;
}

static size_t out_of_order(const LtpSound *a, const LtpSound *b, uint64_t in_a, uint64_t in_b)
{
    size_t j = 0, n = 0;
    for (size_t i = 0; i < a->letters.n; i++) {
        if ((in_a >> i & 1) == 0)
            continue;
        while ((in_b >> j & 1) == 0)
            j++;
        n += !may_be_equal(a->letters.text[i], b->letters.text[j++]);
    }
    return n / 2;
}

double ltp_sound_jaro_winkler(const LtpSound *a, const LtpSound *b)
{
    size_t longer = a->letters.n > b->letters.n ? a->letters.n : b->letters.n, prefix = 0;
    uint64_t in_a, in_b;
    double m = (double)pair_off(a, b, longer > 3 ? longer / 2 - 1 : 0, &in_a, &in_b);
    if (m <= 0)
        return 0;
    double t = (double)out_of_order(a, b, in_a, in_b);
    double jaro = (m / a->letters.n + m / b->letters.n + (m - t) / m) / 3;
    while (prefix < 4 && prefix < a->letters.n && prefix < b->letters.n &&
           a->letters.text[prefix] == b->letters.text[prefix])
        prefix++;
    return jaro + 0.1 * (double)prefix * (1 - jaro);
}

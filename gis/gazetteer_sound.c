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
    LtpSound *out;
} Scan;

/* The letter `ahead` of the present one; 0 past the end. */
static uint16_t peek(const Scan *scan, size_t ahead)
{
    return scan->at + ahead < scan->n ? scan->in[scan->at + ahead] : 0;
}

static void emit(Scan *scan, uint16_t sound, size_t used)
{
    LtpSound *out = scan->out;
    if (out->n_key == 0 || out->key[out->n_key - 1] != sound)
        out->key[out->n_key++] = sound;
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
    if (c == 'h' || (c == 'e' && scan->at + 1 == scan->n && scan->out->n_key > 1))
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
    sound->consonants = 0;
    for (size_t i = 0; i < sound->n_key; i++)
        if (!is_vowel(sound->key[i]) && sound->key[i] != LTP_LOST_LETTER)
            sound->consonants |= consonant_bit(sound->key[i]);
}

void ltp_sound_read(const char *letters, size_t size, LtpSound *sound)
{
    const char *at = letters, *end = letters + size;
    sound->n_letters = sound->n_key = 0;
    while (at < end && sound->n_letters < LTP_SOUND_SIZE) {
        uint32_t c = ltp_text_next(&at);
        sound->letters[sound->n_letters++] = c < 0x10000 ? (uint16_t)c : 0xfffd;
    }
    Scan scan = {.in = sound->letters, .n = sound->n_letters, .out = sound};
    while (scan.at < scan.n)
        scan_sound(&scan);
    read_consonants(sound);
}

/* ---- costs ---- */

typedef struct Pair {
    char a, b;
    double cost;
} Pair;

/* Letters that stand for one another, beyond what the key makes equal. */
static const Pair pairs[] = {
    {'c', 'k', 0.15}, {'k', 'q', 0.15}, {'c', 'q', 0.15}, {'i', 'y', 0.15}, {'s', 'z', 0.25},
    {'c', 's', 0.5},  {'u', 'w', 0.3},  {'v', 'w', 0.3},  {'u', 'v', 0.5},  {'o', 'u', 0.35},
    {'e', 'i', 0.35}, {'a', 'o', 0.45}, {'a', 'e', 0.45}, {'g', 'k', 0.6},  {'c', 'g', 0.7},
    {'m', 'n', 0.5},  {'d', 't', 0.7},  {'b', 'p', 0.7},  {'l', 'r', 0.8},  {'f', 'v', 0.7},
    {'g', 'j', 0.6},  {'i', 'j', 0.6},  {'j', 'y', 0.6},  {'g', 'r', 0.8},  {'b', 'w', 0.8},
    {'C', 't', 0.5},  {'J', 'd', 0.5},  {'N', 'n', 0.3},  {'J', 'C', 0.6},  {'J', 'i', 0.7},
    {'s', 'C', 0.6},  {'s', 'S', 0.3},  {'C', 'S', 0.4},  {'J', 'g', 0.7},  {'C', 'k', 0.8},
};

#define VOWEL_FOR_VOWEL 0.5
#define ANY_FOR_ANY 1.1
#define SWAPPED 0.6
#define LOST_FOR_ANY 0.05

/* Classes: a-z, the four sounds without a letter, the lost letter, and all other letters as one. */
enum { CLASS_OTHER = LTP_SOUND_CLASSES - 1 };
static const char classes[] = "abcdefghijklmnopqrstuvwxyzCJNS?";

static void set_pair(LtpSoundCosts *costs, const Pair *pair)
{
    uint8_t a = costs->class_of[(int)pair->a], b = costs->class_of[(int)pair->b];
    costs->cost[a][b] = costs->cost[b][a] = pair->cost;
}

void ltp_sound_costs_init(LtpSoundCosts *costs)
{
    memset(costs->class_of, CLASS_OTHER, sizeof costs->class_of);
    for (uint8_t i = 0; classes[i] != '\0'; i++)
        costs->class_of[(int)classes[i]] = i;
    for (uint8_t a = 0; a < LTP_SOUND_CLASSES; a++)
        for (uint8_t b = 0; b < LTP_SOUND_CLASSES; b++)
            costs->cost[a][b] = a == b && a != CLASS_OTHER ? 0 : ANY_FOR_ANY;
    for (const char *a = VOWELS; *a != '\0'; a++)
        for (const char *b = VOWELS; *b != '\0'; b++)
            if (a != b)
                set_pair(costs, &(Pair){*a, *b, VOWEL_FOR_VOWEL});
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        set_pair(costs, &pairs[i]);
    uint8_t lost = costs->class_of[LTP_LOST_LETTER];
    for (uint8_t a = 0; a < LTP_SOUND_CLASSES; a++)
        costs->cost[a][lost] = costs->cost[lost][a] = LOST_FOR_ANY;
}

static double substitution(const LtpSoundCosts *costs, uint16_t a, uint16_t b)
{
    if (a == b)
        return 0;
    return costs->cost[a < 128 ? costs->class_of[a] : CLASS_OTHER]
                      [b < 128 ? costs->class_of[b] : CLASS_OTHER];
}

/* A letter that one name has and the other has not. */
static double insertion(const uint16_t *name, size_t n, size_t at)
{
    uint16_t c = name[at], before = at > 0 ? name[at - 1] : 0,
             after = at + 1 < n ? name[at + 1] : 0;
    if (c == before || c == after)
        return 0.2;
    if (c == 'h' || c == LTP_LOST_LETTER)
        return 0.2;
    if (c == 'e' && at + 1 == n)
        return 0.3;
    if ((c == 'n' || c == 'm') && after != 0 && !is_vowel(after))
        return 0.55;
    return is_vowel(c) ? 0.55 : 1;
}

/* ---- distances ---- */

typedef struct Spelled {
    const uint16_t *text;
    size_t n;
} Spelled;

/* Fills the row of letter `i` of `a`, rows[2], from the one above and, for swapped letters, the one
 * above that; returns its least value. */
static double fill_row(const LtpSoundCosts *costs, Spelled a, Spelled b, size_t i,
                       const double *insert_b, double *rows[3])
{
    double *older = rows[0], *above = rows[1], *row = rows[2];
    double insert_a = insertion(a.text, a.n, i), least;
    row[0] = least = above[0] + insert_a;
    for (size_t j = 0; j < b.n; j++) {
        double best = above[j] + substitution(costs, a.text[i], b.text[j]);
        double left_out = above[j + 1] + insert_a, put_in = row[j] + insert_b[j];
        best = left_out < best ? left_out : best;
        best = put_in < best ? put_in : best;
        if (i > 0 && j > 0 && a.text[i] == b.text[j - 1] && a.text[i - 1] == b.text[j] &&
            older[j - 1] + SWAPPED < best)
            best = older[j - 1] + SWAPPED;
        row[j + 1] = best;
        least = best < least ? best : least;
    }
    return least;
}

/* Damerau-Levenshtein, neighbours swapped at most once (optimal string alignment). Given up when
 * two rows in a row are beyond the limit: what follows is no less. */
static double weighted(const LtpSoundCosts *costs, Spelled a, Spelled b, double limit)
{
    double store[3][LTP_SOUND_SIZE + 1], insert_b[LTP_SOUND_SIZE], least_above = 0;
    double *rows[3] = {store[0], store[1], store[2]};
    rows[1][0] = 0;
    for (size_t j = 0; j < b.n; j++) {
        insert_b[j] = insertion(b.text, b.n, j);
        rows[1][j + 1] = rows[1][j] + insert_b[j];
    }
    for (size_t i = 0; i < a.n; i++) {
        double least = fill_row(costs, a, b, i, insert_b, rows);
        if (least > limit && least_above > limit)
            return HUGE_VAL;
        least_above = least;
        double *free_row = rows[0];
        rows[0] = rows[1];
        rows[1] = rows[2];
        rows[2] = free_row;
    }
    return rows[1][b.n];
}

static bool same_start(const LtpSoundCosts *costs, const LtpSound *a, const LtpSound *b)
{
    return a->n_key > 0 && b->n_key > 0 &&
           (a->key[0] == b->key[0] || substitution(costs, a->letters[0], b->letters[0]) <= 0.35);
}

#define KEY_PENALTY 0.25
#define START_PENALTY 0.35

#define LETTERS_BELOW_KEYS 0.6 /* how much less the letters may come to than the keys */

double ltp_sound_distance(const LtpSoundCosts *costs, const LtpSound *a, const LtpSound *b,
                          double limit)
{
    const Spelled key_a = {a->key, a->n_key}, key_b = {b->key, b->n_key};
    const Spelled letters_a = {a->letters, a->n_letters}, letters_b = {b->letters, b->n_letters};
    double distance = KEY_PENALTY + weighted(costs, key_a, key_b, limit + LETTERS_BELOW_KEYS);
    if (distance <= limit + LETTERS_BELOW_KEYS)
        distance = fmin(distance, weighted(costs, letters_a, letters_b, limit));
    return distance + (same_start(costs, a, b) ? 0 : START_PENALTY);
}

static int n_bits(uint32_t bits)
{
    int n = 0;
    for (; bits != 0; bits &= bits - 1)
        n++;
    return n;
}

bool ltp_sound_may_be_near(uint32_t consonants_a, uint32_t consonants_b, double limit)
{
    int only_a = n_bits(consonants_a & ~consonants_b),
        only_b = n_bits(consonants_b & ~consonants_a);
    return 0.5 * (only_a > only_b ? only_a : only_b) < limit;
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
    for (size_t i = 0; i < a->n_letters; i++) {
        size_t from = i > reach ? i - reach : 0;
        size_t to = i + reach + 1 < b->n_letters ? i + reach + 1 : b->n_letters;
        for (size_t j = from; j < to; j++)
            if ((*in_b >> j & 1) == 0 && may_be_equal(a->letters[i], b->letters[j])) {
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
    for (size_t i = 0; i < a->n_letters; i++) {
        if ((in_a >> i & 1) == 0)
            continue;
        while ((in_b >> j & 1) == 0)
            j++;
        n += !may_be_equal(a->letters[i], b->letters[j++]);
    }
    return n / 2;
}

double ltp_sound_jaro_winkler(const LtpSound *a, const LtpSound *b)
{
    size_t longer = a->n_letters > b->n_letters ? a->n_letters : b->n_letters, prefix = 0;
    uint64_t in_a, in_b;
    double m = (double)pair_off(a, b, longer > 3 ? longer / 2 - 1 : 0, &in_a, &in_b);
    if (m <= 0)
        return 0;
    double t = (double)out_of_order(a, b, in_a, in_b);
    double jaro = (m / a->n_letters + m / b->n_letters + (m - t) / m) / 3;
    while (prefix < 4 && prefix < a->n_letters && prefix < b->n_letters &&
           a->letters[prefix] == b->letters[prefix])
        prefix++;
    return jaro + 0.1 * (double)prefix * (1 - jaro);
}

/* Folding of text for comparison, by tables that hold what Unicode 14 says of the Latin letters:
 * their compatibility decomposition without marks, in lower case, plus the letters that have none.
 */
#include "base/text.h"

#include <string.h>

/* One character per code point: what it becomes, or
 *   ' '  it separates words        '.'  a letter that stays
 *   '+'  the next code point is its lower case        '*'  see `special` */
static const char latin[] =
    "          a       23 *   1o *** aaaaaa*ceeeeiiiidnooooo ouuuuy**" /* U+00A0 */
    "aaaaaa*ceeeeiiiidnooooo ouuuuy*yaaaaaaccccccccddddeeeeeeeeeegggg" /* U+00E0 */
    "gggghhhhiiiiiiiiii**jjkkkllllllllllnnnnnnnnnoooooo**rrrrrrssssss" /* U+0120 */
    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzsbb+.+.occdd+..eeeffgg.iikkl.**no" /* U+0160 */
    "oo+.pp*+.*..tttuuuvyyzzz+...+.......*********aaiioouuuuuuuuuueaa" /* U+01A0 */
    "aa**ggggkkoooozzj***gg**nnaa**ooaaaaeeeeiiiioooorrrruuuusstt+.hh" /* U+01E0 */
    "n.+.+.aaeeooooooooyy...j..*+.l*..+.bu*+.+.+.+.+..a.bo.dd.e.e...j" /* U+0220 */
    "gg.g..h.ii........*..o..................tuuv......z............." /* U+0260 */
    "................";                                                /* U+02A0 */
static const char latin_additional[] =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"  /* U+1E00 */
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"  /* U+1E40 */
    "wwwwwwwwwwxxxxyyzzzzzzhtwyas..*.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"  /* U+1E80 */
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy+.+.+."; /* U+1EC0 */

/* What becomes several letters, or a letter elsewhere; by code point. */
static const struct {
    uint16_t from;
    const char *to;
} special[] = {
    {0x00B5, "\u03BC"}, {0x00BC, "1 4"},    {0x00BD, "1 2"},    {0x00BE, "3 4"},    {0x00C6, "ae"},
    {0x00DE, "th"},     {0x00DF, "ss"},     {0x00E6, "ae"},     {0x00FE, "th"},     {0x0132, "ij"},
    {0x0133, "ij"},     {0x0152, "oe"},     {0x0153, "oe"},     {0x019C, "\u026F"}, {0x019D, "ny"},
    {0x01A6, "\u0280"}, {0x01A9, "\u0283"}, {0x01C4, "dz"},     {0x01C5, "dz"},     {0x01C6, "dz"},
    {0x01C7, "lj"},     {0x01C8, "lj"},     {0x01C9, "lj"},     {0x01CA, "nj"},     {0x01CB, "nj"},
    {0x01CC, "nj"},     {0x01E2, "ae"},     {0x01E3, "ae"},     {0x01F1, "dz"},     {0x01F2, "dz"},
    {0x01F3, "dz"},     {0x01F6, "\u0195"}, {0x01F7, "\u01BF"}, {0x01FC, "ae"},     {0x01FD, "ae"},
    {0x023A, "\u2C65"}, {0x023E, "\u2C66"}, {0x0245, "\u028C"}, {0x0272, "ny"},     {0x1E9E, "ss"},
    {0x2116, "no"},     {0x2170, "i"},      {0x2171, "ii"},     {0x2172, "iii"},    {0x2173, "iv"},
    {0x2174, "v"},      {0x2175, "vi"},     {0x2176, "vii"},    {0x2177, "viii"},   {0x2178, "ix"},
    {0x2179, "x"},      {0x217A, "xi"},     {0x217B, "xii"},    {0x217C, "l"},      {0x217D, "c"},
    {0x217E, "d"},      {0x217F, "m"},      {0xFB00, "ff"},     {0xFB01, "fi"},     {0xFB02, "fl"},
    {0xFB03, "ffi"},    {0xFB04, "ffl"},    {0xFB05, "st"},     {0xFB06, "st"}};

typedef struct Range {
    uint32_t first, last;
} Range;

static bool in_ranges(const Range *ranges, size_t count, uint32_t c)
{
    for (size_t i = 0; i < count && ranges[i].first <= c; i++) {
        if (c <= ranges[i].last)
            return true;
    }
    return false;
}

#define IN_RANGES(ranges, c) in_ranges(ranges, sizeof(ranges) / sizeof *(ranges), c)

/* Apostrophes and what is typed for them, marks that combine with the letter before, and characters
 * without any shape of their own. */
static const Range vanishing[] = {
    {0x27, 0x27},     {0x60, 0x60},     {0xAD, 0xAD},     {0xB4, 0xB4},     {0x2B9, 0x2B9},
    {0x2BB, 0x2BD},   {0x300, 0x36F},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200C, 0x200F},
    {0x2018, 0x2019}, {0x201B, 0x201B}, {0x202A, 0x202E}, {0x2032, 0x2032}, {0x2060, 0x2064},
    {0x20D0, 0x20FF}, {0xA78B, 0xA78C}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFF07, 0xFF07},
};

/* Punctuation, signs and spaces beyond Latin-1, as far as one meets them. */
static const Range separating[] = {
    {0x2C2, 0x2C5},   {0x2D2, 0x2DF},   {0x2E5, 0x2EB},   {0x2EF, 0x2FF},     {0x37E, 0x37E},
    {0x384, 0x385},   {0x387, 0x387},   {0x482, 0x482},   {0x55A, 0x55F},     {0x589, 0x58F},
    {0x5BE, 0x5BE},   {0x5F3, 0x5F4},   {0x600, 0x60F},   {0x61B, 0x61F},     {0x66A, 0x66D},
    {0x6D4, 0x6D4},   {0x6DD, 0x6DE},   {0x700, 0x70D},   {0x7F6, 0x7F9},     {0x964, 0x965},
    {0x1360, 0x1368}, {0x1680, 0x1680}, {0x2000, 0x206F}, {0x20A0, 0x20CF},   {0x2100, 0x2115},
    {0x2117, 0x2129}, {0x212C, 0x214F}, {0x2190, 0x2BFF}, {0x2E00, 0x2E7F},   {0x3000, 0x3004},
    {0x3008, 0x3020}, {0xE000, 0xF8FF}, {0xFD3E, 0xFD3F}, {0xFE10, 0xFE19},   {0xFE30, 0xFE6B},
    {0xFEFF, 0xFEFF}, {0xFF5F, 0xFF65}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF}, {0xE0000, 0x10FFFF},
};

/* Capitals whose lower case is `step` further on, or every other code point where `step` is 1. */
static const struct {
    uint32_t first, last;
    int step;
} capitals[] = {
    {0x370, 0x373, 1},  {0x376, 0x377, 1},  {0x386, 0x386, 38}, {0x388, 0x38A, 37},
    {0x38C, 0x38C, 64}, {0x38E, 0x38F, 63}, {0x391, 0x3A1, 32}, {0x3A3, 0x3AB, 32},
    {0x3D8, 0x3EF, 1},  {0x400, 0x40F, 80}, {0x410, 0x42F, 32}, {0x460, 0x481, 1},
    {0x48A, 0x4BF, 1},  {0x4C0, 0x4C0, 15}, {0x4D0, 0x52F, 1},
};

static uint32_t lower_case(uint32_t c)
{
    for (size_t i = 0; i < sizeof capitals / sizeof *capitals && capitals[i].first <= c; i++) {
        if (c > capitals[i].last)
            continue;
        bool lower = capitals[i].step == 1 && (c - capitals[i].first) % 2 == 1;
        return lower ? c : c + (uint32_t)capitals[i].step;
    }
    if (c >= 0x4C1 && c <= 0x4CE && c % 2 == 1)
        return c + 1;
    return c;
}

static const char *special_of(uint32_t c)
{
    size_t low = 0, high = sizeof special / sizeof *special;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (special[middle].from == c)
            return special[middle].to;
        if (special[middle].from < c)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* Letters of code points that look or mean the same: full-width forms, signs, Roman numerals. */
static uint32_t plain_form(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFEE0;
    if (c >= 0x2160 && c <= 0x216F)
        return c + 0x10;
    return c == 0x212A ? 'k' : c == 0x212B ? 'a' : c;
}

/* The class of a code point in the notation of the tables; for a letter or digit of ASCII, itself.
 */
static char class_of(uint32_t c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c + 32);
    if (c < 0xA0)
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? (char)c : ' ';
    if (c - 0xA0 < sizeof latin - 1)
        return latin[c - 0xA0];
    if (c >= 0x1E00 && c - 0x1E00 < sizeof latin_additional - 1)
        return latin_additional[c - 0x1E00];
    if (IN_RANGES(separating, c))
        return ' ';
    return special_of(c) ? '*' : '.';
}

static void put_letter(LtpBuf *out, uint32_t c, char class)
{
    if (class == '*')
        ltp_buf_puts(out, special_of(c));
    else if (class == '+')
        ltp_text_put(out, c + 1);
    else if (class == '.')
        ltp_text_put(out, lower_case(c));
    else
        ltp_buf_putc(out, class);
}

void ltp_text_fold(const char *text, LtpBuf *out)
{
    bool gap = false, any = false;
    for (uint32_t c; (c = ltp_text_next(&text)) != 0;) {
        if (IN_RANGES(vanishing, c))
            continue;
        c = plain_form(c);
        char class = class_of(c);
        if (class == ' ') {
            gap = any;
            continue;
        }
        if (gap)
            ltp_buf_putc(out, ' ');
        gap = false;
        any = true;
        put_letter(out, c, class);
    }
}

char *ltp_text_folded(const char *text)
{
    LtpBuf out = {.max = 0};
    ltp_text_fold(text, &out);
    return ltp_buf_take(&out);
}

bool ltp_text_same(const char *a, const char *b)
{
    char *left = ltp_text_folded(a), *right = ltp_text_folded(b);
    bool same = left && right && strcmp(left, right) == 0;
    ltp_free(left);
    ltp_free(right);
    return same;
}

bool ltp_text_has_word(const char *folded, const char *folded_word)
{
    size_t length = strlen(folded_word);
    if (length == 0)
        return false;
    for (const char *at = folded; (at = strstr(at, folded_word)); at++) {
        bool starts = at == folded || at[-1] == ' ';
        bool ends = at[length] == '\0' || at[length] == ' ';
        if (starts && ends)
            return true;
    }
    return false;
}

/* Folded. "neant" says that there is nothing to say, which is not zero. */
static const char *const missing_words[] = {
    "n a",
    "na",
    "nd",
    "n d",
    "nr",
    "n r",
    "nan",
    "null",
    "none",
    "neant",
    "vide",
    "blank",
    "inconnu",
    "unknown",
    "non renseigne",
    "non disponible",
    "non applicable",
    "not available",
    "tbd",
    "tbc",
    "not applicable",
    "no data",
    "pas de donnees",
    "a determiner",
    "a preciser",
    "a definir",
};

bool ltp_text_is_missing(const char *text)
{
    char *folded = text ? ltp_text_folded(text) : NULL;
    bool missing = !text || (folded && !*folded);
    for (size_t i = 0; folded && i < sizeof missing_words / sizeof *missing_words; i++)
        missing |= strcmp(folded, missing_words[i]) == 0;
    ltp_free(folded);
    return missing;
}

#include "base/suggest.h"

#include <string.h>

enum { MAX_WORD = 63 };

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Optimal string alignment (a swap of neighbours is one slip), on three rolling rows. */
static size_t slips(const char *a, const char *b)
{
    size_t rows[3][MAX_WORD + 1];
    size_t length_a = strlen(a), length_b = strlen(b);
    if (length_a > MAX_WORD || length_b > MAX_WORD)
        return SIZE_MAX;
    for (size_t j = 0; j <= length_b; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= length_a; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *above2 = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= length_b; j++) {
            size_t change = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = least(above[j] + 1, row[j - 1] + 1, change);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                above2[j - 2] + 1 < row[j])
                row[j] = above2[j - 2] + 1;
        }
    }
    return rows[length_a % 3][length_b];
}

void ltp_suggest_offer(LtpSuggest *suggest, const char *known)
{
    size_t length = strlen(known);
    size_t limit = length < 4 ? 1 : length < 8 ? 2 : 3;
    size_t distance = slips(suggest->word, known);
    if (distance <= limit && (!suggest->best || distance < suggest->distance)) {
        suggest->best = known;
        suggest->distance = distance;
    }
}

void ltp_suggest_offer_all(LtpSuggest *suggest, const char *(*known)(size_t i), LtpBuf *list)
{
    const char *word;
    for (size_t i = 0; (word = known(i)) != NULL; i++) {
        ltp_suggest_offer(suggest, word);
        ltp_buf_printf(list, "%s%s", i ? ", " : "", word);
    }
}

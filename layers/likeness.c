#include "layers/likeness.h"

#include <stddef.h>
#include <string.h>

enum { LONGEST = 120 };

static int smallest(int a, int b, int c)
{
    int least = a < b ? a : b;
    return least < c ? least : c;
}

/* Optimal string alignment, three rows at a time. */
static int edits(const char *a, size_t n, const char *b, size_t m)
{
    int rows[3][LONGEST + 1];
    int *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= m; j++)
        last[j] = (int)j;
    for (size_t i = 1; i <= n; i++) {
        now[0] = (int)i;
        for (size_t j = 1; j <= m; j++) {
            int differs = a[i - 1] != b[j - 1];
            now[j] = smallest(last[j] + 1, now[j - 1] + 1, last[j - 1] + differs);
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && before[j - 2] + 1 < now[j])
                now[j] = before[j - 2] + 1;
        }
        int *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[m];
}

double ltp_likeness(const char *folded, const char *other)
{
    size_t n = strlen(folded), m = strlen(other);
    n = n < LONGEST ? n : LONGEST;
    m = m < LONGEST ? m : LONGEST;
    size_t longer = n > m ? n : m;
    return longer == 0 ? 1 : 1 - edits(folded, n, other, m) / (double)longer;
}

static const char *next_digit(const char *text)
{
    return text + strcspn(text, "0123456789");
}

bool ltp_likeness_digits(const char *folded, const char *other)
{
    const char *a = next_digit(folded), *b = next_digit(other);
    while (*a != '\0' && *a == *b) {
        a = next_digit(a + 1);
        b = next_digit(b + 1);
    }
    return *a == *b;
}

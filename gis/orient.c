#include "gis/orient.h"

enum { TERMS = 12 }; /* six products, each a double and its rounding error */

/* A sum of doubles kept exactly: parts do not overlap and grow in magnitude (Shewchuk 1997). */
typedef struct Expansion {
    double part[TERMS];
    int count;
} Expansion;

/* Adds one double; the rounding error of each partial sum is kept as a part (Knuth's two-sum). */
static void expansion_add(Expansion *sum, double term)
{
    for (int i = 0; i < sum->count; i++) {
        double total = term + sum->part[i];
        double virtual_part = total - term;
        double error = (term - (total - virtual_part)) + (sum->part[i] - virtual_part);
        sum->part[i] = error;
        term = total;
    }
    sum->part[sum->count++] = term;
}

static void expansion_add_product(Expansion *sum, double x, double y)
{
    double product = x * y;
    expansion_add(sum, fma(x, y, -product));
    expansion_add(sum, product);
}

/* The largest part that is not zero outweighs all below it. */
static int expansion_sign(const Expansion *sum)
{
    for (int i = sum->count - 1; i >= 0; i--)
        if (sum->part[i] != 0)
            return sum->part[i] > 0 ? 1 : -1;
    return 0;
}

int ltp_orient_exact(LtpLonLat a, LtpLonLat b, LtpLonLat q)
{
    Expansion sum = {.count = 0};
    expansion_add_product(&sum, a.lon, b.lat);
    expansion_add_product(&sum, -a.lon, q.lat);
    expansion_add_product(&sum, -q.lon, b.lat);
    expansion_add_product(&sum, -a.lat, b.lon);
    expansion_add_product(&sum, a.lat, q.lon);
    expansion_add_product(&sum, q.lat, b.lon);
    return expansion_sign(&sum);
}

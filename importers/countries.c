#include "importers/countries.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#define COUNTRY(alpha2, alpha3) {#alpha2, #alpha3},
static const char *const countries[][2] = {
#include "importers/iso3166.def"
};
#undef COUNTRY

enum { N_COUNTRIES = sizeof countries / sizeof countries[0] };

const char *ltp_country_iso3(const char *iso2)
{
    for (size_t i = 0; i < N_COUNTRIES; i++)
        if (strcmp(countries[i][0], iso2) == 0)
            return countries[i][1];
    return NULL;
}

static const char *country_of_letters(const char *text, size_t length)
{
    char prefix[4] = "";
    for (size_t i = 0; i < length; i++) {
        if (!isalpha((unsigned char)text[i]))
            return NULL;
        prefix[i] = (char)toupper((unsigned char)text[i]);
    }
    for (size_t i = 0; i < N_COUNTRIES; i++)
        if (strcmp(countries[i][length - 2], prefix) == 0)
            return countries[i][0];
    return NULL;
}

const char *ltp_country_of_code(const char *place_code)
{
    size_t length = 0;
    while (length < 4 && isalpha((unsigned char)place_code[length]))
        length++;
    if (length < 2 || length > 3 || !isdigit((unsigned char)place_code[length]))
        return NULL;
    return country_of_letters(place_code, length);
}

const char *ltp_country_begins(const char *text)
{
    const char *country = country_of_letters(text, 3);
    return country != NULL ? country : country_of_letters(text, 2);
}

#include "importers/countries.h"

#include <stddef.h>
#include <string.h>

const char *ltp_country_iso3(const char *iso2)
{
#define COUNTRY(alpha2, alpha3) {#alpha2, #alpha3},
    static const char *const countries[][2] = {
#include "importers/iso3166.def"
    };
#undef COUNTRY
    for (size_t i = 0; i < sizeof countries / sizeof countries[0]; i++)
        if (strcmp(countries[i][0], iso2) == 0)
            return countries[i][1];
    return NULL;
}

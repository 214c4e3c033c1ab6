/* Country codes of ISO 3166-1. */
#ifndef LTP_IMPORTERS_COUNTRIES_H
#define LTP_IMPORTERS_COUNTRIES_H

/* "MLI" for "ML"; NULL when there is no such country. */
const char *ltp_country_iso3(const char *iso2);

/* The alpha-2 code of the country whose alpha-2 or alpha-3 code begins a place code: "CD" for
 * "CD5407" and for "COD5407", any case; NULL when the text is no letters-then-digit code of a
 * country. */
const char *ltp_country_of_code(const char *place_code);

/* The alpha-2 code of the country whose alpha-3, else alpha-2 code the text begins with, any case
 * and whatever follows: "UA" for "UKR01", "IQ" for "IQG01Q01"; NULL when there is none. */
const char *ltp_country_begins(const char *text);

#endif

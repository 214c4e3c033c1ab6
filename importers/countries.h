/* Country codes of ISO 3166-1. */
#ifndef LTP_IMPORTERS_COUNTRIES_H
#define LTP_IMPORTERS_COUNTRIES_H

/* "MLI" for "ML"; NULL when there is no such country. */
const char *ltp_country_iso3(const char *iso2);

#endif

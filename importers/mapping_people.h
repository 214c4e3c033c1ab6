/* People a header counts when it gives an age: "Girls (0-5)", "Femmes de 18 à 59 ans", "M 60+". */
#ifndef LTP_IMPORTERS_MAPPING_PEOPLE_H
#define LTP_IMPORTERS_MAPPING_PEOPLE_H

#include "importers/mapping.h"

/* Reads sex, age band (whole years, inclusive), disability and measure from the header's words;
 * without a measure people are reached. False when the header gives no age or holds a word that is
 * not about people: nothing is guessed from the rest. English, French, Spanish, Portuguese. */
bool ltp_people_from_header(const char *header, LtpPeopleCell *cell);

/* Whom a mapped column counts: its field's own cell, or what its header says, kept in `own`. NULL
 * when it counts nobody. */
const LtpPeopleCell *ltp_column_people(const LtpColumn *column, LtpPeopleCell *own);

#endif

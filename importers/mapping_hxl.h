/* How near a hashtag is to a field's own, and what hashtag the words of a header say. */
#ifndef LTP_IMPORTERS_MAPPING_HXL_H
#define LTP_IMPORTERS_MAPPING_HXL_H

#include "importers/hxl.h"
#include "layers/field.h"

/* 100 = the same; less when one of them leaves something open ("#org" for "#org+name"); 0 = another
 * thing ("#targeted+f" for "#targeted"). `canonical` may be NULL. */
int ltp_hxl_score(const LtpHxl *written, const char *canonical);

/* The same against all hashtags of a field: its own, and those among its synonyms. */
int ltp_hxl_field_score(const LtpHxl *written, const LtpField *field);

/* The hashtag that a header's words make together: "Code région" is #adm1+code. False when a word
 * is not known: nothing is guessed from the rest, and `said` has no tag; false too when the words
 * are at odds ("Région et organisation"). English, French, Spanish, Portuguese. */
bool ltp_hxl_from_words(const char *header, LtpHxl *said);

/* The same of something that is not known: the beginning or the end of it ("Date de début de la
 * phase pilote"), an activity, remarks, a modality or a site that it describes ("Priority
 * activity"). */
bool ltp_hxl_from_beginning(const char *header, LtpHxl *said);

/* Whether any word speaks of how to reach a person, whatever the others say: "Reporter's email". */
bool ltp_hxl_of_contact(const char *header, LtpHxl *said);

/* Whether it counts people: #targeted, #reached, #inneed. */
bool ltp_hxl_is_figure(const LtpHxl *said);

#endif

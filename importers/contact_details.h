/* Telephone numbers and e-mail addresses in cells that are meant for something else: "Croix-Bleue
 * (A. Diarra 76 12 34 56)" as an organisation. They would leave the house with its name. */
#ifndef LTP_IMPORTERS_CONTACT_DETAILS_H
#define LTP_IMPORTERS_CONTACT_DETAILS_H

#include "base/mem.h"
#include "importers/mapping.h"

/* Writes the text to `out` without them, the brackets around them (a person's name stands there
 * too) and the word before them ("Tél."). False when there are none; `out` is then left alone. */
bool ltp_contact_details_strip(const char *text, LtpBuf *out);

/* Whether the cells of this column are searched: no codes, numbers and dates, which may look alike,
 * and no columns of contacts, which are masked as a whole. */
bool ltp_contact_details_sought(const LtpColumn *column);

#endif

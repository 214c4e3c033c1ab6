/* People on a row: the stated total, else what the disaggregated cells add up to (ANALYSIS.md 2).
 * Age bands and sexes are data, so nothing here knows the columns of any template. */
#ifndef LTP_IMPORTERS_PEOPLE_H
#define LTP_IMPORTERS_PEOPLE_H

#include "importers/findings.h"
#include "layers/records.h"

/* One column that counts people of a measure, and what the row at hand holds in it. */
typedef struct LtpPeopleColumn {
    const LtpPeopleCell *cell; /* borrowed from the field table */
    const char *header;        /* borrowed; for findings */
    bool part;                 /* takes part in the sum of disjoint cells (ltp_people_prepare) */
    int64_t value;             /* LTP_NULL_INT: blank, negative or unreadable */
    bool approximate;
} LtpPeopleColumn;

/* Marks the columns that make a set of disjoint groups: a band inside another band of the same sex,
 * or across two of them, is "of which" and left out (59+ beside 18+, 5-19 beside 0-17 and 18+);
 * bands that continue each other are kept (60+ beside 18-59, or beside 18-60); disability is always
 * "of which"; households are no persons. */
void ltp_people_prepare(LtpPeopleColumn *columns, size_t count);

/* Reads one cell into its column; a negative or unreadable number is missing and a finding. */
LtpCode ltp_people_read(LtpPeopleColumn *column, const char *text, int64_t row,
                        LtpFindings *findings, LtpError *err) LTP_MUST_CHECK;

typedef struct LtpPeopleFigure {
    int64_t persons; /* LTP_NULL_INT: none stated */
    LtpPeopleBasis basis;
    bool approximate;
    int64_t households;    /* LTP_NULL_INT */
    bool mismatch;         /* the cells do not add up to the total, or not among themselves */
    int64_t stated, added; /* what did not match; for the finding */
} LtpPeopleFigure;

/* The figure of one measure ("targeted", "reached") of the row. `columns` may hold other measures.
 */
LtpPeopleFigure ltp_people_figure(const LtpPeopleColumn *columns, size_t count,
                                  const char *measure);

/* The type of population of a cell or its several types as one, "IDP+HST"; false, with what is
 * unknown put into `unknown`, when not all of it is known. */
bool ltp_people_types(const LtpVocabulary *types, const char *text, char out[LTP_CODES_TEXT],
                      LtpBuf *unknown);

#endif

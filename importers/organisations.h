/* The organisations of a row by role, recognised once per distinct spelling. */
#ifndef LTP_IMPORTERS_ORGANISATIONS_H
#define LTP_IMPORTERS_ORGANISATIONS_H

#include "importers/job.h"

typedef enum LtpOrgRole { LTP_ORG_IMPLEMENTING, LTP_ORG_PROGRAMME, LTP_ORG_REPORTING } LtpOrgRole;
enum { LTP_ORG_ROLES = 3, LTP_MAX_DONORS = 32 };

typedef struct LtpOrganisations {
    int acronym[LTP_ORG_ROLES], name[LTP_ORG_ROLES], type[LTP_ORG_ROLES]; /* columns, -1 = none */
    LtpVocabulary *types;
    LtpHash *known; /* "acronym US name US type" -> id */
    LtpBuf key;
} LtpOrganisations;

/* Finds the columns and loads the vocabulary of types. */
LtpCode ltp_organisations_init(LtpOrganisations *organisations, LtpJob *job,
                               LtpError *err) LTP_MUST_CHECK;
void ltp_organisations_release(LtpOrganisations *organisations);

/* Whether the row at hand names one in any role other than donor. */
bool ltp_organisations_any(const LtpOrganisations *organisations, LtpJob *job);

/* Ids for the line; roles the row leaves blank stay 0. `donors` has room for LTP_MAX_DONORS. */
LtpCode ltp_organisations_put(LtpOrganisations *organisations, LtpJob *job, LtpLineRecord *line,
                              int64_t *donors, LtpError *err) LTP_MUST_CHECK;

/* Where an organisation that is missing belongs, the cell a partner is to fill; -1 = nowhere. */
int ltp_organisations_column(const LtpOrganisations *organisations);

#endif

/* Which loaded boundary edition a table speaks of (ANALYSIS.md 1). */
#ifndef LTP_IMPORTERS_EDITION_DETECT_H
#define LTP_IMPORTERS_EDITION_DETECT_H

#include "importers/mapping.h"
#include "layers/units.h"

/* Loads the units of the edition that the table's codes and names agree with best; `asked`
 * (--edition) overrides. The table is read from its first row. Equal scores go to the active
 * edition. `why` gets a sentence for people. LTP_EDATA when no boundaries are loaded at all;
 * LTP_ENOTFOUND for an unknown `asked`. Free `*units` with ltp_units_free. */
LtpCode ltp_edition_choose(LtpStore *store, LtpTable *table, const LtpMapping *mapping,
                           const char *asked, LtpUnits **units, LtpBuf *why,
                           LtpError *err) LTP_MUST_CHECK;

/* The units of every other edition, without geometry: `*count` of them in a new array. Free with
 * ltp_editions_free. */
LtpCode ltp_editions_besides(LtpStore *store, const LtpUnits *chosen, LtpUnits ***others,
                             size_t *count, LtpError *err) LTP_MUST_CHECK;
void ltp_editions_free(LtpUnits **others, size_t count);

#endif

/* Villages, quarters and sites by name: through the layer of places a village finds its commune
 * (ANALYSIS.md 3.7). */
#ifndef LTP_IMPORTERS_SETTLEMENTS_H
#define LTP_IMPORTERS_SETTLEMENTS_H

#include "gis/gazetteer.h"
#include "layers/units.h"

typedef struct LtpSettlements LtpSettlements;

/* The settlements of the store as units of this edition: those of another one by their position.
 * `*settlements` NULL when the store has none. Free with ltp_settlements_free. */
LtpCode ltp_settlements_load(LtpStore *store, const LtpUnits *units, LtpSettlements **settlements,
                             LtpError *err) LTP_MUST_CHECK;
void ltp_settlements_free(LtpSettlements *settlements);

/* The one unit inside `within` that has a settlement of this name; -1 when none or several have. */
int32_t ltp_settlements_find(const LtpSettlements *settlements, const LtpUnits *units,
                             const char *name, int32_t within);

#endif

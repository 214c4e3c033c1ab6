/* Filters that would give back what is not shown. */
#include "layers/release_internal.h"

#include "base/text.h"

#include <string.h>

static bool holds(const LtpParamValues *values, const char *word)
{
    for (size_t i = 0; i < values->count; i++)
        if (strcmp(values->items[i], word) == 0)
            return true;
    return false;
}

/* The filter asks for it alone: with others, its people are few among many. */
bool ltp_release_is_delicate(const LtpParams *params)
{
    return holds(&params->values[LTP_P_SECTOR], "PRO-GBV");
}

bool ltp_release_is_veiled(const char *sector)
{
    return sector != NULL && (strcmp(sector, "PRO-GBV") == 0 || strcmp(sector, "PRO-CPN") == 0);
}

/* The same answer for who is not in the store and for who may not be named. */
static LtpCode check_names(LtpStore *store, const LtpParams *params, LtpParamId id, LtpError *err)
{
    static const char shown[] = "SELECT 1 FROM organisation_alias a JOIN organisation o "
                                "ON o.id = a.organisation_id WHERE a.folded = ?1 AND NOT o.hidden";
    size_t count;
    const LtpParamValues *values = &params->values[id];
    for (size_t i = 0; i < values->count; i++) {
        sqlite3_stmt *stmt = NULL;
        int64_t found = 0;
        char *folded = ltp_text_folded(values->items[i]);
        LtpCode rc = folded ? ltp_sql_cached(store, shown, &stmt, err) : ltp_fail_memory(err);
        if (rc == LTP_OK) {
            ltp_sql_text(stmt, 1, folded);
            rc = ltp_sql_value(store, stmt, &found, err);
        }
        ltp_free(folded);
        LTP_TRY(rc);
        if (found != 1)
            return ltp_fail(err, LTP_EUSAGE,
                            _("--%s: no organisation of the store is called \"%s\". Write its "
                              "acronym or its name as in the imported tables."),
                            ltp_param_defs(&count)[id].name, values->items[i]);
    }
    return LTP_OK;
}

static LtpCode check_sectors(LtpStore *store, const LtpParams *params, LtpError *err)
{
    LtpParams *settled = NULL;
    LTP_TRY(ltp_params_copy(params, &settled, err));
    LtpCode rc = ltp_filters_settle(store, settled, err);
    const LtpParamValues *sectors = &settled->values[LTP_P_SECTOR];
    for (size_t i = 0; rc == LTP_OK && i < sectors->count; i++)
        if (ltp_release_is_veiled(sectors->items[i]))
            rc = ltp_fail(err, LTP_EUSAGE,
                          _("--sector: in what is public, organisations of %s appear under "
                            "Protection. Ask for PRO, or with a higher clearance."),
                          sectors->items[i]);
    ltp_params_free(settled);
    return rc;
}

LtpCode ltp_release_may_ask(LtpStore *store, const LtpParams *params, LtpSensitivity clearance,
                            bool names, LtpError *err)
{
    const LtpParamValues *values = params->values;
    names = names || values[LTP_P_ORG].count > 0 || values[LTP_P_DONOR].count > 0;
    LTP_TRY(check_names(store, params, LTP_P_ORG, err));
    LTP_TRY(check_names(store, params, LTP_P_DONOR, err));
    return names && clearance == LTP_PUBLIC ? check_sectors(store, params, err) : LTP_OK;
}

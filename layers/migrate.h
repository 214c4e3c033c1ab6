/* The schema over time: numbered scripts of sql/, PRAGMA user_version. */
#ifndef LTP_LAYERS_MIGRATE_H
#define LTP_LAYERS_MIGRATE_H

#include "layers/store.h"

/* The version this program writes. */
int ltp_migrate_latest(void);

/* From the store's version up to `version`, in one transaction: all steps or none. */
LtpCode ltp_migrate(LtpStore *store, int version, LtpError *err) LTP_MUST_CHECK;

#endif

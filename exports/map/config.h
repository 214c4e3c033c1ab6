/* What an organisation wants on its maps: a small text file of key = value lines. */
#ifndef LTP_EXPORTS_MAP_CONFIG_H
#define LTP_EXPORTS_MAP_CONFIG_H

#include "base/lang.h"
#include "base/mem.h"

enum { LTP_MAP_LOGOS = 4, LTP_MAP_LEVELS = 5 };

/* Keys `organisation`, `contact`, `disclaimer`, `reports` (share of reports received), `note`,
 * `level0` .. `level4` (plural name of the units of a level), each also with `.fr` and `.en`;
 * `number` (of the map) and `logo` (a PNG file, up to four, beside the configuration or absolute).
 * Lines that begin with # are comments. */
typedef struct LtpMapConfig {
    LtpArena arena;
    LtpText organisation, contact, disclaimer, reports, note; /* members NULL when not said */
    LtpText levels[LTP_MAP_LEVELS];
    const char *number; /* "001" */
    const char *logos[LTP_MAP_LOGOS];
    size_t n_logos;
} LtpMapConfig;

/* The defaults; release with ltp_map_config_release. */
void ltp_map_config_init(LtpMapConfig *config);
void ltp_map_config_release(LtpMapConfig *config);

/* Reads `path` over the defaults. LTP_EIO when it cannot be read, LTP_EDATA with the line for a key
 * that is none or a line without "=". */
LtpCode ltp_map_config_read(LtpMapConfig *config, const char *path, LtpError *err) LTP_MUST_CHECK;

#endif

/* The map page: a theme, a sheet of paper and rows in; a PDF, PNG or SVG out. Rows come only
 * through the releases that the caller opens; classes only from the scheme. Nothing here knows the
 * store. */
#ifndef LTP_EXPORTS_MAP_MAP_H
#define LTP_EXPORTS_MAP_MAP_H

#include "base/log.h"
#include "exports/map/config.h"
#include "exports/map/theme.h"
#include "exports/map/trace.h"
#include "gis/geom.h"
#include "layers/release.h"

typedef enum LtpMapRows {
    LTP_MAP_FIGURES,   /* layer coverage, with the parameters of the map */
    LTP_MAP_BEFORE,    /* the same for the earlier period: theme change only */
    LTP_MAP_UNITS,     /* layer units of the same edition, all levels */
    LTP_MAP_NEIGHBOURS /* layer units of the i-th neighbouring country; *release NULL past the last
                        */
} LtpMapRows;

typedef struct LtpMapSource {
    LtpCode (*open)(void *arg, LtpMapRows rows, size_t i, LtpRelease **release, LtpError *err);
    void *arg;
} LtpMapSource;

typedef enum LtpMapPage { LTP_MAP_A4, LTP_MAP_A3 } LtpMapPage;
typedef enum LtpMapTurn { LTP_MAP_AUTO, LTP_MAP_PORTRAIT, LTP_MAP_LANDSCAPE } LtpMapTurn;

typedef struct LtpMapJob {
    const LtpMapTheme *theme;
    LtpMapPage page;
    LtpMapTurn turn; /* AUTO: whichever shows the area larger */
    LtpLang lang;
    const char *dest;    /* .pdf, .png or .svg; a folder, or NULL: the conventional name, as PDF */
    int dpi;             /* of PNG; 0 = 200 */
    int atlas;           /* -1: one page; else the level of the units that get a page each (PDF) */
    const LtpBox *shown; /* degrees, east may be past 180: what the page shows at least, where that
                            is not all its units; NULL = all of them. Not of an atlas. */
    bool restricted;     /* the sensitivity mark is to be seen from afar */
    const char *country_code;        /* ISO 3166 alpha-3 of the file name, "MLI"; NULL = "XXX" */
    const char *organisation;        /* theme actors: as the title names it; NULL */
    int64_t orgs_before, orgs_still; /* reporting in the period before, and again; -1 = not known */
    const char *before;              /* theme change: the earlier period, "2019-01-01:2019-12-31" */
    const LtpMapConfig *config;
    const LtpScheme *scheme;
    LtpMapSource source;
    const LtpProgress *progress;
    LtpMapTrace *trace; /* what was put where, for tests; may be NULL */
    LtpBuf *written;    /* the path of the file made; may be NULL */
    LtpBuf *notes;      /* warnings, one a line; may be NULL */
} LtpMapJob;

/* A logo that cannot be read is left out and noted. LTP_EUSAGE for an atlas that is no PDF, LTP_EIO
 * when no font is installed or the file cannot be written (an older file then stands as it was),
 * LTP_ENOTFOUND when the scheme lacks the theme's classes. No row at all still makes a page that
 * says so. */
LtpCode ltp_map_make(const LtpMapJob *job, LtpError *err) LTP_MUST_CHECK;

#endif

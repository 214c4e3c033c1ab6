/* Where the service gets its rows: the caller (the command line) opens the store and hands releases
 * over. Nothing in this folder can open a store, and nothing sees more than the clearance that the
 * caller opens its releases with. */
#ifndef LTP_SERVICE_SOURCE_H
#define LTP_SERVICE_SOURCE_H

#include "layers/release.h"
#include "layers/report.h"
#include "layers/scheme.h"

/* A line of the unit that is explained. */
typedef struct LtpServiceLine {
    int64_t id;               /* of the layer lines */
    const char *counted;      /* as in analysis.h */
    const char *figures;      /* the columns of the unit it takes part in, by spaces; "" = none */
    const char *file, *sheet; /* NULL above the clearance, as all that follows */
    int64_t import_id, row;   /* LTP_NULL_INT */
} LtpServiceLine;
typedef LtpCode LtpServiceTellFn(const LtpServiceLine *line, void *arg, LtpError *err);

/* A file as `ltp export` and `ltp map` make it. LTP_ENOTFOUND when there is no map of the theme. */
typedef struct LtpServiceFile {
    const char *format; /* "geojson", "xlsx" or "pdf" */
    const char *theme;  /* of a pdf: the field that the map shows, or a map of `ltp map` */
    const char *bbox;   /* of a pdf: "west,south,east,north" that it shows; NULL = all */
    const LtpParams *params;
} LtpServiceFile;

/* A session is one read-only look at the store, used by one thread at a time. */
typedef struct LtpServiceSource {
    bool asks_token; /* of its visitors: the description says so */
    double seconds;  /* that an answer may take */
    LtpCode (*open)(void *arg, void **session, LtpError *err);
    void (*close)(void *session);
    /* Lets go of all that a piece of work left open, so that an import can write meanwhile. */
    void (*rest)(void *session);
    /* A number that changes with the data, also when the file was replaced by another. */
    LtpCode (*generation)(void *session, int64_t *generation, LtpError *err);
    LtpCode (*release)(void *session, const char *layer, const LtpParams *params, bool bare,
                       LtpRelease **release, LtpError *err);
    LtpCode (*report)(void *session, const LtpReportAsked *asked, LtpReport **report,
                      LtpError *err);
    LtpCode (*scheme)(void *session, const char *name, LtpScheme **scheme, LtpError *err);
    /* What became of each line of a unit in an analysis, as far as the clearance shows it. */
    LtpCode (*explain)(void *session, const LtpParams *params, const char *pcode,
                       LtpServiceTellFn *tell, void *arg, LtpError *err);
    LtpCode (*file)(void *session, const LtpServiceFile *file, LtpBuf *body, LtpError *err);
    void *arg;
} LtpServiceSource;

#endif

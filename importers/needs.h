/* Figures of need while they are read: rows are kept until all are there, since a table may speak
 * of one unit and day more than once. Internal to importers/needs*.c. */
#ifndef LTP_IMPORTERS_NEEDS_H
#define LTP_IMPORTERS_NEEDS_H

#include "importers/job.h"

typedef enum LtpNeedFigure {
    LTP_NEED_PIN,
    LTP_NEED_SEVERITY,
    LTP_NEED_POPULATION,
    LTP_NEED_IDPS,
    LTP_NEED_RETURNEES,
    LTP_NEED_REPATRIATED
} LtpNeedFigure;
enum { LTP_NEED_FIGURES = 6 };

/* The field of a figure: "pin", "severity" ... */
const char *ltp_need_figure_name(LtpNeedFigure figure);
int64_t *ltp_need_figure(LtpNeedRecord *record, LtpNeedFigure figure);

/* One accepted row. */
typedef struct LtpNeed {
    LtpNeedRecord record;
    int32_t unit;    /* index in the edition */
    LtpDay exercise; /* when the figure was made; LTP_DAY_NONE = not said */
    int64_t row;
    bool superseded;
} LtpNeed;

typedef struct LtpNeedList {
    LtpNeed *items; /* owned */
    size_t count, capacity;
} LtpNeedList;

/* After the last row: what an earlier exercise foresaw gives way to a later one, figures that
 * contradict each other are not taken, the rest is stored, and stated totals are compared with the
 * sums of their parts. Orders the list. */
LtpCode ltp_needs_settle(LtpJob *job, LtpNeedList *needs, LtpError *err) LTP_MUST_CHECK;

#endif

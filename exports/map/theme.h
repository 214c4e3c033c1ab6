/* The themes of the map as a table: what is filled, what is drawn as circles, what is hatched,
 * whose names come first, and the words of the page. */
#ifndef LTP_EXPORTS_MAP_THEME_H
#define LTP_EXPORTS_MAP_THEME_H

#include "base/lang.h"
#include "layers/scheme.h"

enum LtpMapHatch {
    LTP_MAP_HATCH_INHERITED = 1, /* no actor here, but one reported above */
    LTP_MAP_HATCH_ESTIMATED = 2, /* the figure is estimated */
    LTP_MAP_HATCH_STUDIES = 4    /* no study here, but one of a unit above */
};

typedef struct LtpMapTheme {
    const char *name;       /* the word on the command line and in the file name */
    LtpText title;          /* "Présence des acteurs" */
    LtpText legend;         /* above the classes */
    const char *field;      /* of the layer coverage, in classes; NULL = no fill */
    const char *classes;    /* of the scheme; NULL with a NULL field */
    const char *symbol;     /* number of people as circles; NULL = none */
    const char *symbol_too; /* then half circles: this one on the right; NULL */
    LtpText symbol_legend, symbol_too_legend;
    unsigned hatch;      /* enum LtpMapHatch */
    const char *flagged; /* codes of the classes whose names come first, "high|medium" */
    const char *rank;    /* field by which names come, the largest first; NULL: by size on paper */
    bool compares;       /* two periods: the class is what became of the field */
    bool one_actor;      /* needs --org */
    LtpText method;      /* how to read it, one or two sentences */
} LtpMapTheme;

const LtpMapTheme *ltp_map_theme_find(const char *name); /* NULL when there is none */
const LtpMapTheme *ltp_map_theme_at(size_t i);           /* NULL past the end */

#endif

/* Labelled place names: what people wrote in three columns, and the right P-code, "" where no code
 * is right. A file from outside the project ($LTP_SHARED_DATA/mali/ml_place_names_labelled.csv). */
#ifndef LTP_TESTS_GIS_LABELLED_H
#define LTP_TESTS_GIS_LABELLED_H

#include "base/mem.h"

typedef struct Labelled {
    char *adm1, *adm2, *adm3, *pcode, *source, *country, *kind;
} Labelled;

typedef struct LabelledSet {
    Labelled *rows;
    size_t count, capacity;
    char *text;
} LabelledSet;

/* False when the environment variable or the file is not there. */
bool labelled_load(LabelledSet *set);
void labelled_release(LabelledSet *set);

#endif

/* A store with the fictitious demo (data/mali/demo), written through the headers of layers/ alone:
 * the communes and their ancestors, the accepted and rejected rows of the truth file, the needs. */
#ifndef LTP_TESTS_LAYERS_DEMO_STORE_H
#define LTP_TESTS_LAYERS_DEMO_STORE_H

#include "layers/store.h"
#include "tests/gis/demo.h"

/* A new store in a new folder; close the store, then demo_store_remove(dir). */
LtpCode demo_store_make(char **dir, LtpStore **store, LtpError *err);
void demo_store_remove(char *dir);

#endif

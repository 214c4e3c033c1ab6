/* How alike two folded texts are, for what people are asked to look at; nothing is decided by it.
 */
#ifndef LTP_LAYERS_LIKENESS_H
#define LTP_LAYERS_LIKENESS_H

#include <stdbool.h>

/* 1 = equal, 0 = nothing in common: one minus the edit distance (with neighbours swapped as one
 * edit) over the length of the longer. Texts over 120 bytes are compared by their beginnings. */
double ltp_likeness(const char *folded, const char *other);

/* Whether both hold the same digits in the same order: "Zone 1" is not "Zone 2". */
bool ltp_likeness_digits(const char *folded, const char *other);

#endif

/* Headers that a format cut: "Organisati" of a shapefile. */
#ifndef LTP_IMPORTERS_MAPPING_CUT_H
#define LTP_IMPORTERS_MAPPING_CUT_H

#include "importers/mapping_label.h"

/* Raises the strength of the field whose label is the shortest that begins with the header, where
 * the header is as long as the table lets it be (labels->cut_at) and nothing else was known of it.
 */
void ltp_label_match_cut(const LtpLabels *labels, const char *header, int *strengths);

#endif

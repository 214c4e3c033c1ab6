/* Reading cells of a row: trimmed texts, words for "nothing", lists in one cell. */
#ifndef LTP_IMPORTERS_CELLS_H
#define LTP_IMPORTERS_CELLS_H

#include "importers/table.h"

/* The trimmed text of column `column` (-1 = not there), in `arena` when it had to be copied, else
 * borrowed from the row; NULL when blank or a word for nothing ("-", "n/a", "<Null>" ...). Without
 * the apostrophe that keeps a spreadsheet from running it as a formula ("'=A1"). */
const char *ltp_cell_text(const LtpRow *row, int column, LtpArena *arena);

/* The next trimmed part of a list separated by any of `separators`; "" for an empty part (lists of
 * codes and names go side by side). False at the end. `*rest` starts as the cell's text. */
bool ltp_cell_part(const char **rest, const char *separators, LtpBuf *part);

#endif

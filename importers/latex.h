/* What LaTeX says as plain text: titles and names of BibTeX libraries. */
#ifndef LTP_IMPORTERS_LATEX_H
#define LTP_IMPORTERS_LATEX_H

#include "base/mem.h"

/* Appends the text in UTF-8: accents (\'e, {\'e}, \'{e}, \c{c}), signs (\oe, \textdegree, --, ~),
 * without braces, dollars and names of fonts. A command that is not known leaves its name. White
 * space becomes one space. */
void ltp_latex_plain(const char *tex, LtpBuf *out);

/* Of an address or a DOI, where ~ and -- are meant: braces go, escaped signs stand for themselves.
 */
void ltp_latex_verbatim(const char *tex, LtpBuf *out);

#endif

/* XML put together from templates, whose texts are escaped. */
#ifndef LTP_EXPORTS_XML_H
#define LTP_EXPORTS_XML_H

#include "base/mem.h"

/* Text as XML content or a quoted attribute; control characters that XML forbids become spaces. */
void ltp_xml_text(LtpBuf *out, const char *text);

/* Like ltp_buf_printf with %s, %d, %zu, %g, %.Nf and %%; what comes for %s is escaped. */
void ltp_xml(LtpBuf *out, const char *template, ...) LTP_PRINTF(2, 3);

/* "#rrggbb" as QGIS writes colours: "255,0,0,255". Grey for what is none. */
enum { LTP_XML_COLOUR = 20 };
const char *ltp_xml_colour(const char *colour, char out[LTP_XML_COLOUR]);

#endif

/* Which themes a layer is drawn by, and the QGIS style (QML) of one: classes from the scheme in the
 * store, aliases and the words of codes from the field tables. */
#ifndef LTP_EXPORTS_STYLES_H
#define LTP_EXPORTS_STYLES_H

#include "exports/exporter.h"

typedef struct LtpTheme_ LtpStyleTheme;
struct LtpTheme_ {
    const char *layer, *field;
    const char *classes; /* theme of the scheme */
    LtpText title;
};

/* The themes of a layer, the default one first; NULL past the end. */
const LtpStyleTheme *ltp_style_theme(const char *layer, size_t i);

/* Appends a QML document for QGIS 3.22 and later. NULL is drawn as the class "no data", or, where
 * the column `withheld` names the field, as the class "suppressed". */
void ltp_style_qml(LtpBuf *out, const LtpStyleTheme *theme, const LtpRelease *release,
                   const LtpExportSource *source, LtpLang lang);

/* Text as XML content or a quoted attribute. */
void ltp_xml_text(LtpBuf *out, const char *text);

#endif

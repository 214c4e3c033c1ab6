/* Pages: embedded templates whose {{marks}} are filled in. */
#ifndef LTP_EXPORTS_PAGE_H
#define LTP_EXPORTS_PAGE_H

#include "base/lang.h"
#include "base/mem.h"

/* Text for HTML content or a quoted attribute; line breaks become <br>. NULL is nothing. */
void ltp_html_text(LtpBuf *out, const char *text);

/* One mark of the template: ready HTML. */
typedef struct LtpPagePart {
    const char *mark;
    const char *html;
} LtpPagePart;

/* The templates. */
extern const char ltp_text_html_page_html[], ltp_text_html_kit_html[];

/* Appends the template: {{t:KEY}} is a text of the pages in `lang`, any other {{mark}} one of the
 * parts. LTP_EINTERNAL on a mark that is neither. */
LtpCode ltp_page_put(LtpBuf *out, const char *page, LtpLang lang, const LtpPagePart *parts,
                     size_t n_parts, LtpError *err) LTP_MUST_CHECK;

#endif

/* Parts of a zip through expat, a piece at a time: a handler suspends when it has a row, the caller
 * runs on for the next. Names are matched without their prefix. */
#ifndef LTP_IMPORTERS_TABLE_XML_H
#define LTP_IMPORTERS_TABLE_XML_H

#include "importers/table_bytes.h"

#include <expat.h>

/* Zero-initialise; close is harmless on one never opened. */
typedef struct LtpXml {
    void *user; /* whatever the handlers work on */
    LtpBytes bytes;
    XML_Parser parser;
    const char *part; /* for messages; borrowed */
    bool suspended;
    LtpCode failed; /* what a handler failed with */
    LtpError *err;  /* of the call under way */
} LtpXml;

/* Their first argument is the LtpXml. */
typedef struct LtpXmlHandlers {
    void (*start)(void *xml, const char *name, const char **atts); /* MUST */
    void (*end)(void *xml, const char *name);                      /* MAY */
    void (*text)(void *xml, const char *text, int size);           /* MAY */
} LtpXmlHandlers;

LtpCode ltp_xml_open(LtpXml *xml, zip_t *zip, const char *part, const LtpXmlHandlers *handlers,
                     void *user, LtpError *err) LTP_MUST_CHECK;
/* Until a handler suspends (`*ended` false) or the part ends (true). */
LtpCode ltp_xml_run(LtpXml *xml, bool *ended, LtpError *err) LTP_MUST_CHECK;
void ltp_xml_close(LtpXml *xml);

/* Open, run to the end or the first suspension, close. */
LtpCode ltp_xml_whole(zip_t *zip, const char *part, const LtpXmlHandlers *handlers, void *user,
                      LtpError *err) LTP_MUST_CHECK;

/* For handlers. */
void ltp_xml_suspend(LtpXml *xml);
void ltp_xml_check(LtpXml *xml, LtpCode code); /* stops the parser unless LTP_OK */
const char *ltp_xml_local(const char *name);
const char *ltp_xml_attribute(const char **atts, const char *local); /* NULL when there is none */
/* Appends to a cell's text; beyond LTP_TABLE_MAX_CELL the parse fails with LTP_ELIMIT. */
void ltp_xml_collect(LtpXml *xml, LtpBuf *into, const char *text, int size);

#endif

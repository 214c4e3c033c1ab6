#include "importers/table_xml.h"

#include "base/lang.h"
#include "importers/table.h"

#include <string.h>

enum { CHUNK = 65536 };

/* No spreadsheet has a DOCTYPE; entities declared in one are only ever an attack. */
static void refuse_doctype(void *arg, const char *name, const char *system, const char *public,
                           int internal)
{
    LtpXml *xml = arg;
    (void)name, (void)system, (void)public, (void)internal;
    XML_StopParser(xml->parser, XML_FALSE);
}

LtpCode ltp_xml_open(LtpXml *xml, zip_t *zip, const char *part, const LtpXmlHandlers *handlers,
                     void *user, LtpError *err)
{
    ltp_xml_close(xml);
    LTP_TRY(ltp_bytes_open_part(&xml->bytes, zip, part, err));
    xml->user = user;
    xml->part = part;
    xml->parser = XML_ParserCreate(NULL);
    if (!xml->parser)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, handlers->start, handlers->end);
    XML_SetCharacterDataHandler(xml->parser, handlers->text);
    XML_SetStartDoctypeDeclHandler(xml->parser, refuse_doctype);
    return LTP_OK;
}

void ltp_xml_close(LtpXml *xml)
{
    if (xml->parser)
        XML_ParserFree(xml->parser);
    ltp_bytes_close(&xml->bytes);
    *xml = (LtpXml){0};
}

static LtpCode feed(LtpXml *xml, enum XML_Status *status, LtpError *err)
{
    if (xml->suspended) {
        xml->suspended = false;
        *status = XML_ResumeParser(xml->parser);
        return LTP_OK;
    }
    void *chunk = XML_GetBuffer(xml->parser, CHUNK);
    size_t got;
    if (!chunk)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    LTP_TRY(ltp_bytes_read(&xml->bytes, chunk, CHUNK, &got, err));
    *status = XML_ParseBuffer(xml->parser, (int)got, got == 0);
    return LTP_OK;
}

static LtpCode malformed(const LtpXml *xml, LtpError *err)
{
    if (xml->failed != LTP_OK)
        return xml->failed;
    return ltp_fail(
        err, LTP_EFORMAT,
        _("The workbook is damaged (%s, line %lu: %s). Open it in a spreadsheet program "
          "and save it anew."),
        xml->part, (unsigned long)XML_GetCurrentLineNumber(xml->parser),
        XML_ErrorString(XML_GetErrorCode(xml->parser)));
}

LtpCode ltp_xml_run(LtpXml *xml, bool *ended, LtpError *err)
{
    XML_ParsingStatus now;
    enum XML_Status status = XML_STATUS_OK;
    xml->err = err;
    do {
        LTP_TRY(feed(xml, &status, err));
        if (status == XML_STATUS_ERROR)
            return malformed(xml, err);
        XML_GetParsingStatus(xml->parser, &now);
    } while (now.parsing == XML_PARSING);
    xml->suspended = now.parsing == XML_SUSPENDED;
    *ended = now.parsing == XML_FINISHED;
    return LTP_OK;
}

LtpCode ltp_xml_whole(zip_t *zip, const char *part, const LtpXmlHandlers *handlers, void *user,
                      LtpError *err)
{
    LtpXml xml = {0};
    bool ended;
    LtpCode rc;
    LTP_GO(ltp_xml_open(&xml, zip, part, handlers, user, err));
    LTP_GO(ltp_xml_run(&xml, &ended, err));
done:
    ltp_xml_close(&xml);
    return rc;
}

void ltp_xml_suspend(LtpXml *xml)
{
    XML_StopParser(xml->parser, XML_TRUE);
}

void ltp_xml_check(LtpXml *xml, LtpCode code)
{
    if (code == LTP_OK || xml->failed != LTP_OK)
        return;
    xml->failed = code;
    XML_StopParser(xml->parser, XML_FALSE);
}

const char *ltp_xml_local(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *ltp_xml_attribute(const char **atts, const char *local)
{
    for (size_t i = 0; atts[i]; i += 2)
        if (strcmp(ltp_xml_local(atts[i]), local) == 0)
            return atts[i + 1];
    return NULL;
}

void ltp_xml_collect(LtpXml *xml, LtpBuf *into, const char *text, int size)
{
    if (into->size + (size_t)size > LTP_TABLE_MAX_CELL) {
        ltp_xml_check(xml, ltp_fail(xml->err, LTP_ELIMIT,
                                    _("A cell holds more than %d characters, the limit. Shorten "
                                      "it, then import the file again."),
                                    (int)LTP_TABLE_MAX_CELL));
        return;
    }
    ltp_buf_put(into, text, (size_t)size);
}

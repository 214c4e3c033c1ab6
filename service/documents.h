/* What the documents about collections share. */
#ifndef LTP_SERVICE_DOCUMENTS_H
#define LTP_SERVICE_DOCUMENTS_H

#include "service/query.h"

/* Relations of links that OGC registered. */
#define LTP_REL_OGC "http://www.opengis.net/def/rel/ogc/1.0/"

/* LTP_ENOTFOUND when there is no such collection. */
LtpCode ltp_collection_find(const char *name, const LtpLayer **layer, LtpError *err) LTP_MUST_CHECK;
/* The i-th layer that is offered: those of places; NULL past the end. Organisations are in /api. */
const LtpLayer *ltp_collection_at(size_t i);

void ltp_json_text(LtpJson *json, const char *key, const char *text); /* NULL gives null */

/* "self" and "alternate": this address in the two forms. */
void ltp_json_self(LtpJson *json, const LtpHttpRequest *request, const char *type);
/* The same for another path. */
void ltp_json_both(LtpJson *json, const LtpHttpRequest *request, const char *path, const char *rel,
                   const char *type);

/* The JSON schema of a field, as members of the open object. */
void ltp_json_field_schema(LtpJson *json, const LtpField *field, LtpLang lang);

/* The names of the columns that are null because their numbers are small, not because they are not
 * known; of the fields that are `shown`, NULL = of all. */
void ltp_json_withheld(LtpJson *json, const LtpTable *table, const LtpTableRow *row,
                       const bool *shown);

/* "columns" and "rows" of a report, as members of the open object. */
LtpCode ltp_report_json(LtpJson *json, const LtpHttpRequest *request, const LtpReport *report,
                        LtpError *err) LTP_MUST_CHECK;

/* The media types of /api/file; NULL past the end. */
const char *ltp_file_type(size_t i);

/* LTP_EUSAGE for any parameter but f, lang and those of `also` (ends with NULL; may be NULL). */
LtpCode ltp_no_parameters(const LtpHttpRequest *request, const char *const *also,
                          LtpError *err) LTP_MUST_CHECK;

#endif

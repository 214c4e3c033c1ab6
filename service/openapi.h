/* Pieces of the description in OpenAPI 3.0 that its files share. */
#ifndef LTP_SERVICE_OPENAPI_H
#define LTP_SERVICE_OPENAPI_H

#include "service/documents.h"

/* Opens a path with its GET up to the list of parameters; `type` is that of the answer, NULL for
 * those of files. */
void ltp_openapi_open(LtpJson *json, const char *path, const char *id, const char *summary,
                      const char *tag, const char *type);
void ltp_openapi_close(LtpJson *json);

/* A parameter of the query; its schema is to follow. */
void ltp_openapi_parameter(LtpJson *json, const char *name, const char *text);
/* "schema" with the type and further `members` as JSON; NULL = none. */
void ltp_openapi_schema(LtpJson *json, const char *type, const char *members);
void ltp_openapi_in_path(LtpJson *json, const char *name);
/* f and lang; the parameters of the analysis that the layer takes, or, without layer, those of
 * `only` ("a|b|c"). */
void ltp_openapi_form(LtpJson *json);
void ltp_openapi_analysis(LtpJson *json, const LtpLayer *layer, const char *only);

/* The paths of the JSON API. */
void ltp_openapi_json(LtpJson *json, LtpLang lang);

#endif

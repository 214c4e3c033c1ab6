/* / and /conformance. */
#include "service/assets.h"
#include "service/documents.h"
#include "service/routes.h"

static const char *const classes[] = {
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
    "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus",
    "http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/property-property",
    "http://www.opengis.net/spec/ogcapi-common-3/1.0/conf/schemas",
    "http://www.opengis.net/spec/ogcapi-common-3/1.0/conf/advanced-property-roles",
    "http://www.opengis.net/spec/ogcapi-common-3/1.0/conf/returnables-and-receivables",
    "http://www.opengis.net/spec/ogcapi-common-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-common-3/1.0/conf/sortables",
};

LtpCode ltp_handle_landing(LtpServing *serving, const LtpHttpRequest *request,
                           LtpHttpResponse *response, LtpError *err)
{
    LtpJson json = {.out = &response->body};
    (void)serving;
    if (request->form == LTP_HTTP_HTML) { /* the map; what the address holds is its script's */
        ltp_asset_page(response);
        return LTP_OK;
    }
    LTP_TRY(ltp_no_parameters(request, NULL, err));
    bool french = request->lang == LTP_FR;
    ltp_json_object(&json);
    ltp_json_text(&json, "title",
                  french ? "Logement, terre et propriété : qui fait quoi, où"
                         : "Housing, land and property: who does what, where");
    ltp_json_text(&json, "description",
                  french ? "Couverture et écarts par commune, et les données derrière les chiffres."
                         : "Coverage and gaps by commune, and the data behind the figures.");
    ltp_json_key(&json, "links");
    ltp_json_array(&json);
    ltp_json_self(&json, request, LTP_TYPE_JSON);
    ltp_http_link(&json, request, "/api", "service-desc", LTP_TYPE_API, "OpenAPI 3.0");
    ltp_http_link(&json, request, "/api?f=html", "service-doc", "text/html", "OpenAPI 3.0");
    ltp_json_both(&json, request, "/conformance", "conformance", LTP_TYPE_JSON);
    ltp_json_both(&json, request, "/collections", "data", LTP_TYPE_JSON);
    ltp_json_end_array(&json);
    ltp_json_end_object(&json);
    return LTP_OK;
}

LtpCode ltp_handle_conformance(LtpServing *serving, const LtpHttpRequest *request,
                               LtpHttpResponse *response, LtpError *err)
{
    LtpJson json = {.out = &response->body};
    (void)serving;
    LTP_TRY(ltp_no_parameters(request, NULL, err));
    ltp_json_object(&json);
    ltp_json_key(&json, "links");
    ltp_json_array(&json);
    ltp_json_self(&json, request, LTP_TYPE_JSON);
    ltp_json_end_array(&json);
    ltp_json_key(&json, "conformsTo");
    ltp_json_array(&json);
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        ltp_json_string(&json, classes[i]);
    ltp_json_end_array(&json);
    ltp_json_end_object(&json);
    return LTP_OK;
}

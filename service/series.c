/* /api/series: month by month, what may be shown to anyone: counts of units, actors, activities. */
#include "service/documents.h"
#include "service/routes.h"

#include <string.h>

/* Figures of people are not here: a release hides small ones, a report does not. */
static const char *const shown[] = {"month", "n_units_covered", "n_actors", "n_lines"};
enum { N_SHOWN = sizeof shown / sizeof *shown };

static void put_series(LtpJson *json, const LtpReport *report, LtpLang lang)
{
    ltp_json_object(json);
    ltp_json_key(json, "columns");
    ltp_json_array(json);
    for (size_t k = 0; k < N_SHOWN; k++)
        for (size_t i = 0; i < ltp_report_n_fields(report); i++) {
            const LtpField *field = ltp_report_field(report, i);
            if (strcmp(field->name, shown[k]) != 0)
                continue;
            ltp_json_object(json);
            ltp_json_text(json, "name", field->name);
            ltp_json_field_schema(json, field, lang);
            ltp_json_end_object(json);
        }
    ltp_json_end_array(json);
    ltp_json_key(json, "rows");
    ltp_json_array(json);
    for (size_t row = 0; row < ltp_report_count(report); row++) {
        const LtpValue *values = ltp_report_row(report, row);
        ltp_json_object(json);
        for (size_t k = 0; k < N_SHOWN; k++)
            for (size_t i = 0; i < ltp_report_n_fields(report); i++)
                if (strcmp(ltp_report_field(report, i)->name, shown[k]) == 0) {
                    ltp_json_key(json, shown[k]);
                    ltp_json_value(json, &values[i]);
                }
        ltp_json_end_object(json);
    }
    ltp_json_end_array(json);
    ltp_json_end_object(json);
}

LtpCode ltp_handle_series(LtpServing *serving, const LtpHttpRequest *request,
                          LtpHttpResponse *response, LtpError *err)
{
    LtpJson json = {.out = &response->body};
    LtpParams *params = NULL;
    LtpReport *report = NULL;
    void *session = NULL;
    LtpCode rc;
    if (ltp_http_value(request, "level"))
        return ltp_fail(err, LTP_EUSAGE,
                        _("There is no parameter \"%s\" here; /api lists those there are."),
                        "level");
    LTP_TRY(ltp_query_params(ltp_layer_find("coverage"), request, NULL, &params, err));
    LTP_GO(ltp_serving_session(serving, &session, err));
    LTP_GO(ltp_serving_source(serving)->series(session, params, &report, err));
    put_series(&json, report, request->lang);
done:
    ltp_report_free(report);
    if (session)
        ltp_serving_session_give(serving, session);
    ltp_params_free(params);
    return rc;
}

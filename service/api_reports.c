/* The tables beside coverage and gaps: series, intersector, matrix, diff. */
#include "service/documents.h"
#include "service/routes.h"

#include "base/number.h"

#include <string.h>

/* ---- writing ---- */

static void put_columns(LtpJson *json, const LtpReport *report, LtpLang lang)
{
    static const char *const types[] = {[LTP_TEXT] = "string",
                                        [LTP_INTEGER] = "integer",
                                        [LTP_REAL] = "number",
                                        [LTP_BOOLEAN] = "boolean",
                                        [LTP_DATE] = "string"};
    ltp_json_key(json, "columns");
    ltp_json_array(json);
    for (size_t i = 0; i < ltp_report_n_fields(report); i++) {
        const LtpField *field = ltp_report_field(report, i);
        ltp_json_object(json);
        ltp_json_text(json, "name", field->name);
        ltp_json_text(json, "title", ltp_text_in(field->label, lang));
        ltp_json_text(json, "type", types[field->type]);
        if (field->unit)
            ltp_json_text(json, "x-ogc-unit", field->unit);
        ltp_json_end_object(json);
    }
    ltp_json_end_array(json);
}

static LtpCode put_parameter(const char *name, const char *value, void *arg, LtpError *err)
{
    (void)err;
    ltp_json_text(arg, name, value);
    return LTP_OK;
}

static void put_rows(LtpJson *json, const LtpReport *report)
{
    ltp_json_key(json, "rows");
    ltp_json_array(json);
    for (size_t i = 0; i < ltp_report_count(report); i++) {
        const LtpValue *row = ltp_report_row(report, i);
        ltp_json_object(json);
        for (size_t k = 0; k < ltp_report_n_fields(report); k++) {
            ltp_json_key(json, ltp_report_field(report, k)->name);
            ltp_json_value(json, &row[k]);
        }
        ltp_json_end_object(json);
    }
    ltp_json_end_array(json);
}

static LtpCode answer_report(LtpServing *serving, const LtpHttpRequest *request,
                             const LtpReportAsked *asked, LtpHttpResponse *response, LtpError *err)
{
    LtpJson json = {.out = &response->body};
    LtpReport *report = NULL;
    LTP_TRY(ltp_serving_report(serving, asked, &report, err));
    ltp_json_object(&json);
    ltp_json_key(&json, "parameters"); /* of diff: of the second side */
    ltp_json_object(&json);
    LtpCode rc = ltp_params_each(ltp_report_params(report), put_parameter, &json, err);
    ltp_json_end_object(&json);
    put_columns(&json, report, request->lang);
    put_rows(&json, report);
    ltp_json_end_object(&json);
    ltp_report_free(report);
    return rc;
}

static LtpCode read_filters(const LtpHttpRequest *request, const char *const *also,
                            LtpParams **params, LtpError *err)
{
    return ltp_query_params(ltp_layer_find("coverage"), request, also, params, err);
}

static LtpCode answer_kind(LtpServing *serving, const LtpHttpRequest *request, LtpReportKind kind,
                           LtpHttpResponse *response, LtpError *err)
{
    LtpParams *params = NULL;
    LTP_TRY(read_filters(request, NULL, &params, err));
    const LtpReportAsked asked = {.kind = kind, .params = params};
    LtpCode rc = answer_report(serving, request, &asked, response, err);
    ltp_params_free(params);
    return rc;
}

LtpCode ltp_handle_series(LtpServing *serving, const LtpHttpRequest *request,
                          LtpHttpResponse *response, LtpError *err)
{
    return answer_kind(serving, request, LTP_REPORT_SERIES, response, err);
}

LtpCode ltp_handle_intersector(LtpServing *serving, const LtpHttpRequest *request,
                               LtpHttpResponse *response, LtpError *err)
{
    return answer_kind(serving, request, LTP_REPORT_INTERSECTOR, response, err);
}

LtpCode ltp_handle_matrix(LtpServing *serving, const LtpHttpRequest *request,
                          LtpHttpResponse *response, LtpError *err)
{
    bool by_unit = strcmp(request->argument, "org-unit") == 0;
    if (!by_unit && strcmp(request->argument, "org-sector") != 0)
        return ltp_fail(err, LTP_ENOTFOUND,
                        _("\"%s\" is no matrix; there are org-unit and org-sector."),
                        request->argument);
    return answer_kind(serving, request, by_unit ? LTP_REPORT_ORG_UNIT : LTP_REPORT_ORG_SECTOR,
                       response, err);
}

/* ---- what changed ---- */

static const char *const sides[] = {"periods", "submissions", NULL};

/* The two words of "A,B". */
static LtpCode split(const LtpHttpRequest *request, const char *name, char words[2][40],
                     LtpError *err)
{
    const char *value = ltp_http_value(request, name), *comma = strchr(value, ',');
    size_t first = comma ? (size_t)(comma - value) : 0, second = comma ? strlen(comma + 1) : 0;
    if (!first || !second || first >= sizeof words[0] || second >= sizeof words[1] ||
        strchr(comma + 1, ','))
        return ltp_fail(err, LTP_EUSAGE, _("%s= takes two sides with a comma between, not \"%s\"."),
                        name, value);
    memcpy(words[0], value, first);
    memcpy(words[1], comma + 1, second);
    words[0][first] = words[1][second] = '\0';
    return LTP_OK;
}

static LtpCode read_submission(const char *word, int64_t *number, LtpError *err)
{
    if (!ltp_parse_int(word, number) || *number <= 0)
        return ltp_fail(err, LTP_EUSAGE,
                        _("\"%s\" is not the number of an import. `ltp imports` lists them."),
                        word);
    return LTP_OK;
}

static LtpCode read_sides(const LtpHttpRequest *request, LtpParams *params[2],
                          LtpReportAsked *asked, LtpError *err)
{
    char words[2][40];
    bool periods = ltp_http_value(request, "periods") != NULL;
    if (periods == (ltp_http_value(request, "submissions") != NULL))
        return ltp_fail(err, LTP_EUSAGE,
                        _("Say what is compared: periods=A:B,C:D or submissions=N,M."));
    LTP_TRY(split(request, periods ? "periods" : "submissions", words, err));
    for (size_t i = 0; i < 2; i++) {
        LTP_TRY(read_filters(request, sides, &params[i], err));
        LTP_TRY(periods ? ltp_params_set_period(params[i], words[i], err)
                        : read_submission(words[i], &asked->imports[i], err));
    }
    asked->params = params[0];
    asked->after = params[1];
    return LTP_OK;
}

LtpCode ltp_handle_diff(LtpServing *serving, const LtpHttpRequest *request,
                        LtpHttpResponse *response, LtpError *err)
{
    LtpReportAsked asked = {.kind = LTP_REPORT_DIFF};
    LtpParams *params[2] = {NULL, NULL};
    LtpCode rc = read_sides(request, params, &asked, err);
    if (rc == LTP_OK)
        rc = answer_report(serving, request, &asked, response, err);
    ltp_params_free(params[0]);
    ltp_params_free(params[1]);
    return rc;
}

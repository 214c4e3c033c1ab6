/* The tables beside coverage and gaps: series, intersector, matrix, actors, studies, diff. */
#include "service/documents.h"
#include "service/routes.h"
#include "service/rows.h"

#include "base/number.h"

#include <string.h>

enum { KNOWN = 12 }; /* parameters of one address that are not of the analysis, and NULL */

/* ---- writing ---- */

static LtpCode put_parameter(const char *name, const char *value, void *arg, LtpError *err)
{
    (void)err;
    ltp_json_text(arg, name, value);
    return LTP_OK;
}

static LtpCode field_list(const LtpReport *report, const LtpField ***out, LtpError *err)
{
    size_t n = ltp_report_n_fields(report);
    const LtpField **fields = ltp_calloc(n + 1, sizeof *fields);
    if (!fields)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        fields[i] = ltp_report_field(report, i);
    *out = fields;
    return LTP_OK;
}

LtpCode ltp_report_json(LtpJson *json, const LtpHttpRequest *request, const LtpReport *report,
                        LtpError *err)
{
    LtpRowsForm form = {0};
    const LtpField **fields = NULL;
    LTP_TRY(field_list(report, &fields, err));
    LtpCode rc = ltp_rows_form_read(&form, request, fields, ltp_report_n_fields(report), err);
    if (rc == LTP_OK) {
        ltp_rows_columns(json, &form, request->lang);
        ltp_json_key(json, "rows");
        ltp_json_array(json);
        for (size_t i = 0; i < ltp_report_count(report); i++) {
            ltp_rows_open(json, &form, ltp_report_row(report, i));
            ltp_rows_close(json, &form);
        }
        ltp_json_end_array(json);
    }
    ltp_rows_form_release(&form);
    ltp_free(fields);
    return rc;
}

static LtpCode answer_report(LtpServing *serving, const LtpHttpRequest *request,
                             const LtpReportAsked *asked, LtpHttpResponse *response, LtpError *err)
{
    LtpJson json = {.out = &response->body};
    LtpReport *report = NULL;
    LTP_TRY(ltp_serving_report(serving, asked, &report, err));
    const LtpParams *params = ltp_report_params(report);
    ltp_json_object(&json);
    ltp_json_key(&json, "parameters"); /* of diff: of the second side */
    ltp_json_object(&json);
    LtpCode rc = ltp_params_each(params ? params : asked->params, put_parameter, &json, err);
    ltp_json_end_object(&json);
    if (rc == LTP_OK)
        rc = ltp_report_json(&json, request, report, err);
    ltp_json_end_object(&json);
    ltp_report_free(report);
    return rc;
}

/* The parameters of the analysis that `takes` names (NULL: all), and those of `also`. */
static LtpCode read_filters(const LtpHttpRequest *request, const char *takes,
                            const char *const *also, LtpParams **params, LtpError *err)
{
    const char *known[KNOWN] = {NULL};
    size_t n = 0;
    for (size_t i = 0; ltp_rows_own[i]; i++)
        known[n++] = ltp_rows_own[i];
    for (size_t i = 0; also && also[i] && n + 1 < KNOWN; i++)
        known[n++] = also[i];
    return ltp_query_params(ltp_layer_find("coverage"), request, takes, known, params, err);
}

static LtpCode answer_asked(LtpServing *serving, const LtpHttpRequest *request, const char *takes,
                            const char *const *also, LtpReportAsked *asked,
                            LtpHttpResponse *response, LtpError *err)
{
    LtpParams *params = NULL;
    LTP_TRY(read_filters(request, takes, also, &params, err));
    asked->params = params;
    LtpCode rc = answer_report(serving, request, asked, response, err);
    ltp_params_free(params);
    return rc;
}

static LtpCode answer_kind(LtpServing *serving, const LtpHttpRequest *request, LtpReportKind kind,
                           LtpHttpResponse *response, LtpError *err)
{
    LtpReportAsked asked = {.kind = kind};
    return answer_asked(serving, request, NULL, NULL, &asked, response, err);
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

/* ---- actors, studies, the strategy ---- */

/* A word of the command line that takes no value: 1 or 0 here. */
static LtpCode read_flag(const LtpHttpRequest *request, const char *name, bool *on, LtpError *err)
{
    const char *value = ltp_http_value(request, name);
    if (value && strcmp(value, "0") != 0 && strcmp(value, "1") != 0)
        return ltp_fail(err, LTP_EUSAGE, _("%s= takes %s, not \"%s\"."), name, "0|1", value);
    *on = value && *value == '1';
    return LTP_OK;
}

LtpCode ltp_handle_actors(LtpServing *serving, const LtpHttpRequest *request,
                          LtpHttpResponse *response, LtpError *err)
{
    static const char *const also[] = {"absent", NULL};
    bool absent = false;
    LTP_TRY(read_flag(request, "absent", &absent, err));
    LtpReportAsked asked = {.kind = absent ? LTP_REPORT_ABSENT : LTP_REPORT_ACTORS};
    return answer_asked(serving, request, NULL, also, &asked, response, err);
}

LtpCode ltp_handle_studies(LtpServing *serving, const LtpHttpRequest *request,
                           LtpHttpResponse *response, LtpError *err)
{
    static const char *const also[] = {"search", "subject", "years", "language",
                                       "type",   "gaps",    NULL};
    const char *years = ltp_http_value(request, "years");
    bool gaps = false;
    LTP_TRY(read_flag(request, "gaps", &gaps, err));
    LtpReportAsked asked = {.kind = gaps ? LTP_REPORT_EVIDENCE : LTP_REPORT_STUDIES,
                            .search = {.words = ltp_http_value(request, "search"),
                                       .subject = ltp_http_value(request, "subject"),
                                       .language = ltp_http_value(request, "language"),
                                       .type = ltp_http_value(request, "type")}};
    if (years)
        LTP_TRY(ltp_years_parse(years, &asked.search.from_year, &asked.search.to_year, err));
    return answer_asked(serving, request, NULL, also, &asked, response, err);
}

static const char of_place[] = "within|from|to|as-of";

LtpCode ltp_handle_indicators(LtpServing *serving, const LtpHttpRequest *request,
                              LtpHttpResponse *response, LtpError *err)
{
    LtpReportAsked asked = {.kind = LTP_REPORT_INDICATORS};
    return answer_asked(serving, request, of_place, NULL, &asked, response, err);
}

LtpCode ltp_handle_risks(LtpServing *serving, const LtpHttpRequest *request,
                         LtpHttpResponse *response, LtpError *err)
{
    LtpReportAsked asked = {.kind = LTP_REPORT_RISKS};
    return answer_asked(serving, request, of_place, NULL, &asked, response, err);
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
        LTP_TRY(read_filters(request, NULL, sides, &params[i], err));
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

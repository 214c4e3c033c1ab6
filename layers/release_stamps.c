/* What every file must say of itself (ANALYSIS.md 7). */
#include "layers/release_internal.h"

#include "base/lang.h"

#include <string.h>

enum stamp {
    TITLE,
    ABSTRACT,
    DATE,
    PARAMETERS,
    NOT_LOCATED,
    SOURCE,
    LICENCE,
    SENSITIVITY,
    EDITION,
    PROGRAM
};

static const char *const keys[LTP_STAMPS] = {
    [TITLE] = "title",           [ABSTRACT] = "abstract",       [DATE] = "date",
    [PARAMETERS] = "parameters", [NOT_LOCATED] = "not_located", [SOURCE] = "source",
    [LICENCE] = "licence",       [SENSITIVITY] = "sensitivity", [EDITION] = "edition",
    [PROGRAM] = "program",
};

const char *ltp_release_stamp(const LtpRelease *release, const char *key)
{
    for (size_t i = 0; i < LTP_STAMPS; i++)
        if (strcmp(keys[i], key) == 0)
            return release->stamps[i];
    return NULL;
}

/* Without a text there is no stamp. */
static LtpCode put(LtpRelease *release, enum stamp stamp, const char *text, LtpError *err)
{
    if (!text || !*text)
        return LTP_OK;
    release->stamps[stamp] = ltp_strdup(text);
    return release->stamps[stamp] ? LTP_OK : ltp_fail(err, LTP_ENOMEM, _("out of memory"));
}

/* The parameters in force: those of the analysis once it has settled them. */
static const LtpParams *params_of(const LtpRelease *release)
{
    return release->analysis ? ltp_analysis_params(release->analysis) : release->params;
}

static LtpCode add_parameter(const char *name, const char *value, void *arg, LtpError *err)
{
    (void)err;
    LtpBuf *text = arg;
    ltp_buf_printf(text, "%s%s=%s", text->size ? "; " : "", name, value);
    return LTP_OK;
}

static LtpCode put_parameters(LtpRelease *release, LtpError *err)
{
    LtpBuf text = {0};
    LtpCode rc = ltp_params_each(params_of(release), add_parameter, &text, err);
    if (rc == LTP_OK)
        rc = ltp_buf_check(&text, err);
    if (rc == LTP_OK)
        rc = put(release, PARAMETERS, ltp_buf_text(&text), err);
    ltp_buf_release(&text);
    return rc;
}

/* A number of people as it may leave: small ones are not shown, unknown ones are no zero. */
static void put_people(const LtpRelease *release, int64_t people, LtpBuf *out)
{
    int64_t threshold = release->delicate ? LTP_SMALL_DELICATE : LTP_SMALL;
    if (people == LTP_NULL_INT)
        ltp_buf_puts(out, _("number not known"));
    else if (release->clearance < LTP_CONFIDENTIAL && people > 0 && people < threshold)
        ltp_buf_printf(out, "<%lld", (long long)threshold);
    else
        ltp_buf_printf(out, "%lld", (long long)people);
}

static LtpCode put_not_located(LtpRelease *release, LtpError *err)
{
    if (!release->analysis)
        return LTP_OK;
    LtpAnalysisNotes notes = ltp_analysis_notes(release->analysis);
    LtpBuf targeted = {0}, reached = {0}, text = {0};
    put_people(release, notes.people_not_located_targeted, &targeted);
    put_people(release, notes.people_not_located_reached, &reached);
    if (notes.lines_not_located == 0)
        ltp_buf_puts(&text, "0");
    else
        ltp_buf_printf(&text, _("%lld; people targeted: %s; people reached: %s"),
                       (long long)notes.lines_not_located, ltp_buf_text(&targeted),
                       ltp_buf_text(&reached));
    LtpCode rc = ltp_buf_check(&text, err);
    if (rc == LTP_OK)
        rc = put(release, NOT_LOCATED, ltp_buf_text(&text), err);
    ltp_buf_release(&targeted);
    ltp_buf_release(&reached);
    ltp_buf_release(&text);
    return rc;
}

/* One text of the store for this layer. */
static LtpCode put_selected(LtpRelease *release, enum stamp stamp, const char *sql, LtpError *err)
{
    sqlite3_stmt *stmt;
    bool row = false;
    LTP_TRY(ltp_sql_cached(release->store, sql, &stmt, err));
    ltp_sql_text(stmt, 1, release->editions);
    ltp_sql_text(stmt, 2, release->layer->name);
    ltp_sql_int(stmt, 3, release->clearance >= LTP_RESTRICTED);
    LtpCode rc = ltp_sql_step(release->store, stmt, &row, err);
    if (rc == LTP_OK && row)
        rc = put(release, stamp, ltp_sql_column_text(stmt, 0), err);
    sqlite3_reset(stmt);
    return rc;
}

static LtpCode put_date(LtpRelease *release, LtpError *err)
{
    extern const char ltp_text_sql_stamp_date_sql[];
    if (release->analysis)
        return put(release, DATE, ltp_params_text(params_of(release), LTP_P_AS_OF), err);
    return put_selected(release, DATE, ltp_text_sql_stamp_date_sql, err);
}

/* "Besoins (2020-02-29)"; sources that may not be named are counted. */
static void add_source(sqlite3_stmt *stmt, LtpBuf *out)
{
    const char *name = ltp_sql_column_text(stmt, 0), *date = ltp_sql_column_text(stmt, 1);
    ltp_buf_puts(out, out->size > 0 ? "; " : "");
    if (name)
        ltp_buf_puts(out, name);
    else
        ltp_buf_printf(out, _("W matrices, sources: %lld"), (long long)ltp_sql_column_int(stmt, 2));
    ltp_buf_printf(out, " (%s)", date ? date : _("date not stated"));
}

static LtpCode put_sources(LtpRelease *release, LtpError *err)
{
    extern const char ltp_text_sql_stamp_source_sql[];
    sqlite3_stmt *stmt;
    bool row = false;
    LtpBuf text = {0};
    LTP_TRY(ltp_sql_cached(release->store, ltp_text_sql_stamp_source_sql, &stmt, err));
    ltp_sql_text(stmt, 1, release->editions);
    ltp_sql_text(stmt, 2, release->layer->name);
    ltp_sql_int(stmt, 3, release->clearance >= LTP_RESTRICTED);
    LtpCode rc = ltp_sql_step(release->store, stmt, &row, err);
    for (; rc == LTP_OK && row; rc = ltp_sql_step(release->store, stmt, &row, err))
        add_source(stmt, &text);
    sqlite3_reset(stmt);
    if (rc == LTP_OK)
        rc = ltp_buf_check(&text, err);
    if (rc == LTP_OK)
        rc = put(release, SOURCE, ltp_buf_text(&text), err);
    ltp_buf_release(&text);
    return rc;
}

static LtpCode put_origin(LtpRelease *release, LtpError *err)
{
    extern const char ltp_text_sql_stamp_licence_sql[], ltp_text_sql_stamp_edition_sql[];
    LTP_TRY(put_sources(release, err));
    LTP_TRY(put_selected(release, LICENCE, ltp_text_sql_stamp_licence_sql, err));
    return put_selected(release, EDITION, ltp_text_sql_stamp_edition_sql, err);
}

static const char *sensitivity_word(LtpSensitivity clearance)
{
    static const LtpText words[] = {[LTP_PUBLIC] = {"public", "public"},
                                    [LTP_RESTRICTED] = {"restreint", "restricted"},
                                    [LTP_CONFIDENTIAL] = {"confidentiel", "confidential"},
                                    [LTP_STRICT] = {"confidentiel", "confidential"}};
    return ltp_text_in(words[clearance], ltp_lang());
}

LtpCode ltp_release_stamps(LtpRelease *release, LtpError *err)
{
    LtpLang lang = ltp_lang();
    LTP_TRY(put(release, TITLE, ltp_text_in(release->layer->title, lang), err));
    LTP_TRY(put(release, ABSTRACT, ltp_text_in(release->layer->abstract, lang), err));
    LTP_TRY(put_date(release, err));
    LTP_TRY(put_parameters(release, err));
    LTP_TRY(put_not_located(release, err));
    LTP_TRY(put_origin(release, err));
    LTP_TRY(put(release, SENSITIVITY, sensitivity_word(release->clearance), err));
    return put(release, PROGRAM, "ltp " LTP_VERSION, err);
}

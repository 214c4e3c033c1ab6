/* A run: parameters with every default settled (ANALYSIS.md 4), columns loaded and filtered. */
#include "layers/analysis_internal.h"
#include "layers/scheme.h"
#include "layers/sql.h"

#include "base/number.h"
#include "base/os.h"

#include <string.h>

extern const char ltp_text_sql_analysis_as_of_sql[];

enum { STALE_AFTER_DAYS = 365 };

/* ---- as-of and period ---- */

static LtpCode newest_report(LtpStore *store, LtpDay *day, LtpError *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    LTP_TRY(ltp_sql_cached(store, ltp_text_sql_analysis_as_of_sql, &stmt, err));
    LtpCode rc = ltp_sql_step(store, stmt, &row, err);
    if (rc == LTP_OK)
        *day = row ? ltp_sql_column_day(stmt, 0) : LTP_DAY_NONE;
    sqlite3_reset(stmt);
    return rc;
}

static LtpCode settle_as_of(LtpStore *store, LtpParams *params, LtpDay *as_of, LtpError *err)
{
    LtpDay today = ltp_os_today();
    *as_of = ltp_params_day(params, LTP_P_AS_OF);
    if (*as_of == LTP_DAY_NONE)
        *as_of = ltp_params_day(params, LTP_P_TO);
    if (*as_of == LTP_DAY_NONE)
        LTP_TRY(newest_report(store, as_of, err));
    if (*as_of == LTP_DAY_NONE || *as_of > today)
        *as_of = today;
    return ltp_params_put_day(params, LTP_P_AS_OF, *as_of, err);
}

static LtpCode settle_period(LtpParams *params, LtpCoverageParams *core, LtpError *err)
{
    core->from = ltp_params_day(params, LTP_P_FROM);
    core->to = ltp_params_day(params, LTP_P_TO);
    bool stated = core->from != LTP_DAY_NONE || core->to != LTP_DAY_NONE;
    bool all_time = ltp_params_text(params, LTP_P_ALL_TIME) != NULL;
    if (stated && all_time)
        return ltp_fail(err, LTP_EUSAGE, _("--all-time and --from or --to contradict each other."));
    if (core->from != LTP_DAY_NONE && core->to != LTP_DAY_NONE && core->from > core->to)
        return ltp_fail(err, LTP_EUSAGE, _("--from is after --to."));
    if (stated || all_time)
        return LTP_OK;
    core->from = ltp_day_add_years(core->as_of, -1) + 1;
    core->to = core->as_of;
    LTP_TRY(ltp_params_put_day(params, LTP_P_FROM, core->from, err));
    return ltp_params_put_day(params, LTP_P_TO, core->to, err);
}

/* ---- numbers and words ---- */

static LtpCode put_number(LtpParams *params, LtpParamId id, int value, LtpError *err)
{
    char text[LTP_REAL_TEXT];
    return ltp_params_put(params, id, ltp_real_text(value, text), err);
}

static LtpCode settle_stale_after(LtpParams *params, LtpCoverageParams *core, LtpError *err)
{
    double days = ltp_params_number(params, LTP_P_STALE_AFTER);
    core->stale_after = ltp_is_null_real(days) ? STALE_AFTER_DAYS : (int32_t)days;
    return put_number(params, LTP_P_STALE_AFTER, core->stale_after, err);
}

/* A word parameter without a value holds the first word of its definition. */
static LtpCode settle_word(LtpParams *params, LtpParamId id, int *word, LtpError *err)
{
    size_t count = 0;
    char first[32] = {0};
    const char *words = ltp_param_defs(&count)[id].words;
    if (ltp_params_text(params, id) == NULL) {
        memcpy(first, words, strcspn(words, "|"));
        LTP_TRY(ltp_params_put(params, id, first, err));
    }
    *word = ltp_params_word(params, id);
    return LTP_OK;
}

static LtpCode settle_words(LtpParams *params, LtpCoverageParams *core, LtpError *err)
{
    int mode = 0, period_rule = 0, area_rule = 0;
    LTP_TRY(settle_word(params, LTP_P_MODE, &mode, err));
    LTP_TRY(settle_word(params, LTP_P_PERIOD_RULE, &period_rule, err));
    LTP_TRY(settle_word(params, LTP_P_AREA_RULE, &area_rule, err));
    core->mode = (LtpLocationMode)mode;
    core->period_rule = (LtpPeriodRule)period_rule;
    core->area_rule = (LtpAreaRule)area_rule;
    return LTP_OK;
}

static LtpCode take_rules(const LtpScheme *scheme, LtpParams *params, LtpCoverageParams *core,
                          LtpError *err)
{
    size_t count = 0;
    const LtpPriorityRule *rules = ltp_scheme_priority(scheme, &count);
    LtpPriorityRule *copy = ltp_arena_alloc(&params->arena, (count + 1) * sizeof *copy);
    if (copy == NULL)
        return ltp_fail_memory(err);
    if (count > 0)
        memcpy(copy, rules, count * sizeof *copy);
    core->priority_rules = copy;
    core->n_priority_rules = count;
    return LTP_OK;
}

static LtpCode settle_scheme(LtpStore *store, LtpParams *params, LtpCoverageParams *core,
                             LtpError *err)
{
    LtpScheme *scheme = NULL;
    LtpCode rc = ltp_scheme_load(store, ltp_params_text(params, LTP_P_SCHEME), &scheme, err);
    if (rc == LTP_OK)
        rc = ltp_params_put(params, LTP_P_SCHEME, ltp_scheme_name(scheme), err);
    if (rc == LTP_OK)
        rc = take_rules(scheme, params, core, err);
    ltp_scheme_free(scheme);
    return rc;
}

/* ---- places: edition, level, within ---- */

static LtpCode settle_level(LtpParams *params, const LtpUnits *units, LtpCoverageParams *core,
                            LtpError *err)
{
    int deepest = 0;
    double level = ltp_params_number(params, LTP_P_LEVEL);
    core->level = ltp_is_null_real(level) ? units->edition.deepest_level : (int)level;
    for (size_t i = 0; i < units->count; i++)
        deepest = units->units[i].level > deepest ? units->units[i].level : deepest;
    if (core->level > deepest)
        return ltp_fail(err, LTP_EUSAGE,
                        _("--level: the edition %s has no level %d, its deepest is %d."),
                        units->edition.name, core->level, deepest);
    return put_number(params, LTP_P_LEVEL, core->level, err);
}

/* A name is no code, even where one unit alone bears it: the stamp of a figure says the code. */
static LtpCode say_within(const LtpUnits *units, const char *text, LtpError *err)
{
    int32_t unit;
    LtpError why = {0};
    if (ltp_units_meant(units, text, &unit, &why) == LTP_OK)
        return ltp_fail(err, LTP_EUSAGE, _("--within takes a code: %s is %s."), text,
                        units->units[unit].pcode);
    return ltp_fail(err, LTP_EUSAGE, _("--within: %s"), why.msg);
}

static LtpCode check_within(const LtpParams *params, const LtpUnits *units, int level,
                            LtpError *err)
{
    const char *pcode = ltp_params_text(params, LTP_P_WITHIN);
    if (pcode == NULL)
        return LTP_OK;
    int32_t unit = ltp_units_find(units, pcode);
    if (unit < 0)
        return say_within(units, pcode, err);
    if (units->units[unit].level > level)
        return ltp_fail(
            err, LTP_EUSAGE,
            _("--within: %s is smaller than the units of level %d. Name one that contains "
              "them."),
            pcode, level);
    return LTP_OK;
}

LtpCode ltp_run_begin(LtpStore *store, const LtpParams *params, LtpRun *run, LtpError *err)
{
    return ltp_run_begin_at(store, params, 0, run, err);
}

/* Everything that needs no columns. */
static LtpCode settle(LtpStore *store, LtpParams *params, LtpCoverageParams *core, LtpError *err)
{
    LTP_TRY(settle_as_of(store, params, &core->as_of, err));
    LTP_TRY(settle_period(params, core, err));
    LTP_TRY(settle_stale_after(params, core, err));
    LTP_TRY(settle_words(params, core, err));
    LTP_TRY(settle_scheme(store, params, core, err));
    return ltp_filters_settle(store, params, err);
}

/* What the columns settle: which edition, and what of it is asked for. */
static LtpCode settle_places(LtpParams *params, const LtpUnits *units, LtpCoverageParams *core,
                             LtpError *err)
{
    LTP_TRY(ltp_params_put(params, LTP_P_EDITION, units->edition.name, err));
    LTP_TRY(settle_level(params, units, core, err));
    return check_within(params, units, core->level, err);
}

LtpCode ltp_run_begin_at(LtpStore *store, const LtpParams *params, int64_t as_at_import,
                         LtpRun *run, LtpError *err)
{
    LtpColumns *columns = &run->columns;
    columns->as_at_import = as_at_import;
    LTP_TRY(ltp_params_copy(params, &run->params, err));
    LTP_TRY(settle(store, run->params, &run->core, err));
    LTP_TRY(ltp_columns_load(store, run->params, columns, err));
    LTP_TRY(settle_places(run->params, columns->units, &run->core, err));
    LTP_TRY(ltp_filters_apply(store, run->params, columns, err));
    return ltp_filters_need_sectors(run->params, columns, &run->core.need_sectors,
                                    &run->core.n_need_sectors, err);
}

LtpCode ltp_run_begin_like(LtpStore *store, const LtpParams *params, const LtpRun *like,
                           LtpRun *run, LtpError *err)
{
    run->columns = like->columns;
    run->columns_borrowed = true;
    LTP_TRY(ltp_params_copy(params, &run->params, err));
    LTP_TRY(settle(store, run->params, &run->core, err));
    LTP_TRY(settle_places(run->params, run->columns.units, &run->core, err));
    run->core.need_sectors = like->core.need_sectors;
    run->core.n_need_sectors = like->core.n_need_sectors;
    return LTP_OK;
}

void ltp_run_end(LtpRun *run)
{
    if (!run->columns_borrowed)
        ltp_columns_release(&run->columns);
    ltp_params_free(run->params);
    *run = (LtpRun){0};
}

#include "importers/activities_internal.h"

#include "base/number.h"

static LtpCode understand_status(LtpJob *job, LtpError *err)
{
    LtpActivities *activities = job->state;
    const char *text = activities->texts[STATUS];
    activities->line.status = ltp_vocabulary_code(activities->status, text);
    return text == NULL || activities->line.status != NULL
               ? LTP_OK
               : ltp_job_find(job, "status_unknown", activities->columns[STATUS], text, err);
}

/* The first column of units that says anything: tables have one of the activity and one of goods.
 */
static LtpCode understand_quantity(LtpJob *job, LtpError *err)
{
    LtpActivities *activities = job->state;
    LtpLineRecord *line = &activities->line;
    const char *text = activities->texts[QUANTITY];
    double quantity;
    char number[LTP_REAL_TEXT];
    for (int i = -1; line->unit == NULL && (i = ltp_mapping_column(job->mapping, "unit", i)) >= 0;)
        line->unit = ltp_job_text(job, i);
    if (text == NULL)
        return LTP_OK;
    if (ltp_number_parse(text, 0, &quantity) > LTP_NUMBER_APPROX)
        return ltp_job_find(job, "quantity_unreadable", activities->columns[QUANTITY], text, err);
    line->quantity = ltp_arena_strdup(&job->arena, ltp_real_text(quantity, number));
    return line->quantity != NULL ? LTP_OK : ltp_fail_memory(err);
}

static LtpCode understand_population(LtpJob *job, LtpError *err)
{
    LtpActivities *activities = job->state;
    const char *text = activities->texts[POPULATION];
    ltp_buf_clear(&job->text);
    if (text == NULL)
        return LTP_OK;
    if (!ltp_people_types(activities->population, text, activities->populations, &job->text))
        return ltp_job_find(job, "population_type_unknown", activities->columns[POPULATION],
                            ltp_buf_text(&job->text), err);
    activities->line.population_type = activities->populations;
    return LTP_OK;
}

static LtpCode understand_theme(LtpJob *job, LtpError *err)
{
    LtpActivities *activities = job->state;
    LtpLineRecord *line = &activities->line;
    const char **texts = activities->texts;
    const int *columns = activities->columns;
    LtpThemeCells cells = {.sector = texts[SECTOR],
                           .sector_code = texts[SECTOR_CODE],
                           .subsector = texts[SUBSECTOR],
                           .theme = texts[THEME],
                           .title = texts[PROJECT_TITLE],
                           .activity = texts[ACTIVITY],
                           .basis = texts[BASIS],
                           .has_theme_column = columns[SUBSECTOR] >= 0 || columns[THEME] >= 0};
    LtpTheme *theme = &activities->theme;
    ltp_theme_of(&activities->words, &cells, theme);
    line->sector = theme->sector;
    line->ltp = theme->ltp;
    line->ltp_proposed = theme->ltp_proposed;
    line->ltp_basis = theme->ltp_basis;
    line->cohesion = theme->cohesion;
    line->theme_knowable =
        cells.has_theme_column || columns[PROJECT_TITLE] >= 0 || columns[ACTIVITY] >= 0;
    if (theme->said.size > 0)
        LTP_TRY(
            ltp_job_find(job, "sector_unknown", columns[SECTOR], ltp_buf_text(&theme->said), err));
    if (theme->ltp_proposed)
        LTP_TRY(ltp_job_find(job, "ltp_proposed", columns[ACTIVITY],
                             texts[ACTIVITY] != NULL ? texts[ACTIVITY] : texts[PROJECT_TITLE],
                             err));
    return LTP_OK;
}

LtpCode ltp_activities_words(LtpJob *job, LtpError *err)
{
    LTP_TRY(understand_theme(job, err));
    LTP_TRY(understand_status(job, err));
    LTP_TRY(understand_population(job, err));
    return understand_quantity(job, err);
}

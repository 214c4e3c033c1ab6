#include "tests/importers/reviewing.h"

#include <stdio.h>
#include <string.h>

const char reviewing_table[] =
    "Organisation,Région,Cercle,Commune,Secteur,Activité,Début,Atteints\n"
    "ONG Sable,Mopti,Mopti,Zzyzx,Protection,Appui,2020-01-01,10\n"
    "ONG Sable,Mopti,Mopti,Zzyzx,Protection,Conseil,2020-01-01,20\n"
    "ONG Sable,,,Zzyzx,Protection,Appui,2020-01-01,40\n"
    "ONG Sabel,Mopti,Mopti,Socoura,Protectoin,Appui,2020-02-01,80\n"
    ",Mopti,Mopti,Socoura,Protection,Appui,2020-03-01,160\n";

const char *reviewing_file(const char *name, const char *text)
{
    const char *path = test_temp_path(name);
    test_write(path, text);
    return path;
}

LtpStore *reviewing_store(const char *name)
{
    LtpStore *store = importing_store(name, false);
    LtpImportReport report = importing_run(
        store, "activities", reviewing_file("table.csv", reviewing_table), NULL, LTP_OK);
    assert_int_equal(5, report.counts.read);
    assert_int_equal(2, report.counts.rejected);
    ltp_import_report_release(&report);
    return store;
}

static LtpCode look(const LtpReviewItem *item, void *arg, LtpError *err)
{
    Question *search = arg;
    (void)err;
    if (strstr(item->text, search->text) == NULL)
        return LTP_OK;
    snprintf(search->key, sizeof search->key, "%s", item->key);
    snprintf(search->proposal, sizeof search->proposal, "%s",
             item->proposal != NULL ? item->proposal : "");
    search->rows = item->rows;
    search->count++;
    return LTP_OK;
}

Question reviewing_question(LtpStore *store, const char *text)
{
    LtpError err = {0};
    Question search = {.text = text};
    assert_ok(ltp_review_each(store, look, &search, &err));
    return search;
}

LtpReviewResult reviewing_decide(LtpStore *store, const char *key, const char *choice)
{
    LtpError err = {0};
    LtpAnswers answers = {0};
    LtpReviewResult result;
    assert_ok(ltp_answers_add(&answers, key, choice, NULL, 1, &err));
    assert_ok(ltp_review_decide(store, &answers, NULL, &result, &err));
    ltp_answers_release(&answers);
    return result;
}

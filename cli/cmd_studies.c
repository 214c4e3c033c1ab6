#include "cli/bibliography.h"
#include "cli/reports.h"
#include "cli/rows.h"

#include <string.h>

static const LtpOption options[] = {
    {.name = "search",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("TEXT"),
     .help = N_("Every word in titles, authors, themes, places or notes; accents do not matter.")},
    {.name = "subject",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("TEXT"),
     .help = N_("Only studies with this in their themes or title.")},
    {.name = "years",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("A:B"),
     .help = N_("Only studies of these years; one side may be left out.")},
    {.name = "language",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("LANGUAGE"),
     .help = N_("Only studies in this language: fr, en ...")},
    {.name = "type",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("TYPE"),
     .help = N_("Only this type: report, article, law, newsletter ...")},
    {.name = "gaps",
     .help =
         N_("Instead of studies, the units where evidence is missing: IDPs or HLP actors but no "
            "study, or studies but no actor.")},
    LTP_FORMAT_OPTION("csv|json|table|bibtex|ris"),
    LTP_OUTPUT_OPTION,
    {.name = NULL}};

static const char *const table_fields[] = {"year",   "title",     "authors",  "places", "type",
                                           "themes", "legal_era", "language", NULL};

static LtpCode search(LtpRun *run, LtpReport **report, LtpError *err)
{
    const char *years = ltp_options_value(&run->options, "years");
    LtpStudySearch asked = {.words = ltp_options_value(&run->options, "search"),
                            .subject = ltp_options_value(&run->options, "subject"),
                            .language = ltp_options_value(&run->options, "language"),
                            .type = ltp_options_value(&run->options, "type")};
    if (years)
        LTP_TRY(ltp_years_parse(years, &asked.from_year, &asked.to_year, err));
    return ltp_report_studies(run->store, run->params, &asked, report, err);
}

static LtpCode run_studies(LtpRun *run, LtpError *err)
{
    const char *format = ltp_options_value(&run->options, "format");
    bool gaps = ltp_options_flag(&run->options, "gaps");
    bool bibtex = format && strcmp(format, "bibtex") == 0;
    bool ris = format && strcmp(format, "ris") == 0;
    LtpReport *report = NULL;
    LtpCode rc;
    if (gaps && (bibtex || ris))
        return ltp_fail(err, LTP_EUSAGE, _("--gaps gives units, which are no bibliography."));
    LTP_GO(gaps ? ltp_report_evidence(run->store, run->params, &report, err)
                : search(run, &report, err));
    if (bibtex || ris)
        LTP_GO(ltp_bibliography_write(report, bibtex ? LTP_BIBTEX : LTP_RIS,
                                      ltp_options_value(&run->options, "output"), err));
    else
        LTP_GO(ltp_report_show(run, report, gaps ? NULL : table_fields, err));
done:
    ltp_report_free(report);
    return rc;
}

const LtpCommand ltp_command_studies = {
    .name = "studies",
    .group = N_("See"),
    .summary =
        N_("The repertory of studies: search by words, place, theme, year; gaps of evidence."),
    .text = N_("Studies that cover the place asked for with --within, or a part of it, the newest\n"
               "first. Formats bibtex and ris are for reference managers."),
    .examples = "studies --search 'conflits fonciers' --within ML05\n"
                "studies --years 2017: --language fr --format csv\n"
                "studies --gaps\n"
                "studies --format bibtex -o repertoire.bib",
    .store = LTP_STORE_TO_READ,
    .filters = true,
    .options = options,
    .run = run_studies,
};

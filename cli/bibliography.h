/* Studies as reference managers read them: BibTeX and RIS. */
#ifndef LTP_CLI_BIBLIOGRAPHY_H
#define LTP_CLI_BIBLIOGRAPHY_H

#include "layers/report.h"

typedef enum LtpBibliography { LTP_BIBTEX, LTP_RIS } LtpBibliography;

/* The rows of ltp_report_studies to `path`; NULL = standard output. */
LtpCode ltp_bibliography_write(const LtpReport *studies, LtpBibliography format, const char *path,
                               LtpError *err) LTP_MUST_CHECK;

#endif

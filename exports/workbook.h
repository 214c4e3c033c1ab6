/* The workbook as its sheets share it. Internal to xlsx*.c. */
#ifndef LTP_EXPORTS_WORKBOOK_H
#define LTP_EXPORTS_WORKBOOK_H

#include "exports/book.h"

enum { LTP_WORKBOOK_LEVELS = 5, LTP_WORKBOOK_FIELDS = 200 };

typedef struct LtpWorkbook {
    const LtpExportJob *job;
    LtpBook book;
    lxw_worksheet *summary;
    size_t summary_row;
    bool levels[LTP_WORKBOOK_LEVELS];
    LtpText names[LTP_WORKBOOK_LEVELS]; /* of them, in the plural; in the arena */
    LtpArena arena;
    int64_t *counts; /* owned; rows of each class of `counted` */
    const LtpClasses *counted;
    const LtpField *fields[LTP_WORKBOOK_FIELDS]; /* of the dictionary; in the arena */
    size_t n_fields;
    double done; /* of the progress bar */
} LtpWorkbook;

/* The word in the language of the workbook. */
const char *ltp_workbook_word(const LtpWorkbook *w, const char *fr, const char *en);

/* Opens a layer, computed at the level (-1 = as it is); `file->release` is to be closed. */
LtpCode ltp_workbook_release(LtpWorkbook *w, const char *layer, int level, LtpExportFile *file,
                             LtpError *err) LTP_MUST_CHECK;

/* The column of a field; SIZE_MAX = the release has none. */
size_t ltp_workbook_column(const LtpRelease *release, const char *name);

/* The sheet of actors by places. */
LtpCode ltp_workbook_matrix(LtpWorkbook *w, LtpError *err) LTP_MUST_CHECK;

#endif

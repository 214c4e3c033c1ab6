/* How every function of ltp that can fail says so.
 *
 * A function returns LTP_OK (0) or a code, and takes `LtpError *err` last; `err` may be NULL. On
 * failure the out-parameters are untouched unless the header says otherwise. Libraries never print,
 * exit or abort. What is wrong with a row of somebody's table is not an error but a finding
 * (layers/provenance.h). */
#ifndef LTP_BASE_ERROR_H
#define LTP_BASE_ERROR_H

#include <stdint.h>

#if defined(__GNUC__)
#define LTP_MUST_CHECK __attribute__((warn_unused_result))
#define LTP_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define LTP_MUST_CHECK
#define LTP_PRINTF(fmt, args)
#endif

/* The hundreds are families, so that a caller can test the family: code / 100. */
typedef enum LtpCode {
    LTP_OK = 0,
    LTP_EUSAGE = 100, /* the user's words: unknown option, bad value, missing argument */
    LTP_EIO = 200,    /* the system: cannot open, read, write, rename; full disk */
    LTP_ENOMEM = 201,
    LTP_EFORMAT = 300,   /* a file is not what it should be: truncated, empty, wrong kind */
    LTP_ELIMIT = 301,    /* larger than a stated limit */
    LTP_EDATA = 302,     /* a readable file whose content cannot be taken (no place column ...) */
    LTP_EGEOM = 400,     /* geometry that cannot be repaired */
    LTP_ECRS = 401,      /* unknown or unusable coordinate reference system */
    LTP_ESTORE = 500,    /* the store: SQL failed, not a store, locked */
    LTP_EVERSION = 501,  /* the store is newer than this program */
    LTP_ENOTFOUND = 502, /* no such edition, unit, import ... in the store */
    LTP_ECANCEL = 600,   /* the user interrupted */
    LTP_EINTERNAL = 900  /* a fault of ours */
} LtpCode;

enum { LTP_ERROR_MSG = 640, LTP_ERROR_FILE = 256, LTP_ERROR_NAME = 96 };

/* Fixed size, so that reporting an error cannot itself fail. Message in the user's language. */
typedef struct LtpError {
    LtpCode code;
    char msg[LTP_ERROR_MSG];
    char file[LTP_ERROR_FILE];   /* "" when no file is at fault */
    char sheet[LTP_ERROR_NAME];  /* "" when not a workbook */
    char column[LTP_ERROR_NAME]; /* "" when no single column is at fault */
    int64_t row;                 /* as a person sees it, first = 1; 0 when none */
} LtpError;

/* Fills `err` unless it already holds a failure (the first one wins) and returns `code`, so that
 * `return ltp_fail(err, LTP_EIO, _("cannot read %s"), path);` is one line. */
LtpCode ltp_fail(LtpError *err, LtpCode code, const char *fmt, ...) LTP_PRINTF(3, 4);

/* LTP_ENOMEM, in the same words everywhere. */
LtpCode ltp_fail_memory(LtpError *err);

/* Puts "context: " before the message of a filled `err`; returns its code. */
LtpCode ltp_wrap(LtpError *err, LtpCode code, const char *fmt, ...) LTP_PRINTF(3, 4);

/* Says where: NULL leaves a part as it is, row 0 likewise. Harmless on NULL `err`. */
void ltp_error_where(LtpError *err, const char *file, const char *sheet, int64_t row,
                     const char *column);

/* Writes "FILE, feuille SHEET, ligne ROW, colonne COLUMN : MSG" into `out`, truncating at `size`.
 */
void ltp_error_text(const LtpError *err, char *out, unsigned long size);

/* Forgets the failure. */
void ltp_error_clear(LtpError *err);

/* Shorthand of the house for "pass a failure on". */
#define LTP_TRY(call)                                                                              \
    do {                                                                                           \
        LtpCode ltp_try_code = (call);                                                             \
        if (ltp_try_code != LTP_OK)                                                                \
            return ltp_try_code;                                                                   \
    } while (0)

/* The same in a function with one `done:` label and a variable `rc`. */
#define LTP_GO(call)                                                                               \
    do {                                                                                           \
        rc = (call);                                                                               \
        if (rc != LTP_OK)                                                                          \
            goto done;                                                                             \
    } while (0)

#endif

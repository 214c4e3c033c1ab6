/* A command of ltp: one file cmd_<name>.c, one line in commands.def. */
#ifndef LTP_CLI_COMMAND_H
#define LTP_CLI_COMMAND_H

#include "base/lang.h"
#include "cli/options.h"
#include "layers/analysis.h"
#include "layers/store.h"

/* What a run ends with (the contract of the command line). */
typedef enum LtpExit {
    LTP_EXIT_DONE = 0,
    LTP_EXIT_FAILED = 1, /* and nothing changed */
    LTP_EXIT_USAGE = 2,
    LTP_EXIT_REJECTED = 3 /* done, with rejected rows or files */
} LtpExit;

typedef enum LtpStoreNeed { LTP_NO_STORE, LTP_STORE_TO_READ, LTP_STORE_TO_WRITE } LtpStoreNeed;

/* One run of a command: made by main, borrowed by the command. */
typedef struct LtpRun {
    LtpOptions options; /* global ones too */
    LtpStore *store;    /* open as the command needs it; NULL with LTP_NO_STORE */
    LtpParams *params;  /* the filters that were given; NULL unless the command takes filters */
    LtpProgress progress;
    LtpExit exit_code; /* what a run that returns LTP_OK ends with */
    bool quiet, verbose;
} LtpRun;

/* Texts are N_(); examples are lines without the leading "ltp". */
typedef struct LtpCommand {
    const char *name, *group, *summary;
    const char *arguments; /* "KIND FILE..."; NULL = none */
    const char *text;      /* paragraphs of help, lines already broken; NULL */
    const char *examples;
    LtpStoreNeed store;
    size_t min_arguments, max_arguments; /* max 0 with min 0: none; SIZE_MAX: any number */
    bool filters;                        /* takes the parameters of an analysis */
    const LtpOption *options;            /* NULL = none of its own */
    LtpCode (*run)(LtpRun *run, LtpError *err);
} LtpCommand;

const LtpCommand *ltp_command_find(const char *name); /* NULL when there is none */
const LtpCommand *ltp_command_at(size_t i);           /* NULL past the end */
/* LTP_EUSAGE for a word that is no command, with the command probably meant. */
LtpCode ltp_command_unknown(const char *name, LtpError *err);

extern const LtpOption ltp_global_options[];

/* The groups of options that a command takes; `filters` (ltp_filter_options, or NULL) is borrowed.
 */
enum { LTP_OPTION_GROUPS = 3 };
size_t ltp_command_groups(const LtpCommand *command, const LtpOption *filters,
                          LtpOptionGroup groups[LTP_OPTION_GROUPS]);

/* The parameters of an analysis as options, made from ltp_param_defs; free with ltp_free. */
LtpOption *ltp_filter_options(void);
/* Sets in `params` what the options say. */
LtpCode ltp_filter_apply(const LtpOptions *options, LtpParams *params,
                         LtpError *err) LTP_MUST_CHECK;

/* What --clearance says; public when it says nothing. */
LtpSensitivity ltp_options_clearance(const LtpOptions *options);

/* The path of the store to use: --store, else $LTP_STORE, else the only ltp store in the current
 * folder. New string (ltp_free); LTP_EUSAGE says what to do when there is none, or more than one.
 */
LtpCode ltp_store_search(const LtpOptions *options, char **path, LtpError *err) LTP_MUST_CHECK;

#endif

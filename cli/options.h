/* Command-line options as tables: long options, one-letter forms, --name=value, repeated lists and
 * --no-name for flags. Values are borrowed from argv. */
#ifndef LTP_CLI_OPTIONS_H
#define LTP_CLI_OPTIONS_H

#include "base/mem.h"

typedef enum LtpOptionKind { LTP_OPTION_FLAG, LTP_OPTION_VALUE, LTP_OPTION_LIST } LtpOptionKind;

typedef struct LtpOption {
    const char *name; /* without dashes; NULL ends a table */
    char letter;      /* 0 = none */
    LtpOptionKind kind;
    const char *words;    /* the values there are, "csv|json"; NULL = any */
    const char *argument; /* how help shows the value; NULL for flags and words */
    const char *help;     /* English through gettext, or already in the user's language */
} LtpOption;

/* Options that help shows under one title. */
typedef struct LtpOptionGroup {
    const char *title;
    const LtpOption *options;
} LtpOptionGroup;

typedef struct LtpOptionValue {
    const LtpOption *option;
    const char *text; /* flags: "1", or "0" after --no-name */
} LtpOptionValue;

/* Zero-initialise; free with ltp_options_release. */
typedef struct LtpOptions {
    LtpOptionValue *values; /* in the order given */
    size_t n_values, values_capacity;
    const char **arguments; /* what is no option */
    size_t n_arguments, arguments_capacity;
} LtpOptions;

/* Reads argv[0..argc) and adds to `options`. With `taken` it stops at the first argument and says
 * how many words were read; else it reads all, "--" ending the options. LTP_EUSAGE names the word,
 * and the option that was probably meant. */
LtpCode ltp_options_parse(const LtpOptionGroup *groups, size_t n_groups, int argc,
                          char *const *argv, LtpOptions *options, int *taken,
                          LtpError *err) LTP_MUST_CHECK;
void ltp_options_release(LtpOptions *options);

const char *ltp_options_value(const LtpOptions *options, const char *name); /* the last one; NULL */
bool ltp_options_flag(const LtpOptions *options, const char *name);

/* Whether `text` is one of the words of "a|b|c". */
bool ltp_word_in(const char *words, const char *text);

#endif

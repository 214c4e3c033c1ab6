#include "cli/options.h"

#include "base/lang.h"
#include "base/suggest.h"

#include <string.h>

typedef struct Reader {
    const LtpOptionGroup *groups;
    size_t n_groups;
    char *const *argv;
    int argc, at;
    LtpOptions *options;
} Reader;

static const LtpOption *find_long(const Reader *reader, const char *name, size_t length)
{
    for (size_t g = 0; g < reader->n_groups; g++)
        for (const LtpOption *o = reader->groups[g].options; o && o->name; o++)
            if (strlen(o->name) == length && memcmp(o->name, name, length) == 0)
                return o;
    return NULL;
}

static const LtpOption *find_letter(const Reader *reader, char letter)
{
    for (size_t g = 0; g < reader->n_groups; g++)
        for (const LtpOption *o = reader->groups[g].options; o && o->name; o++)
            if (o->letter == letter)
                return o;
    return NULL;
}

static LtpCode fail_unknown(const Reader *reader, const char *word, LtpError *err)
{
    char name[64] = "";
    size_t length = strcspn(word + 2, "=");
    if (length < sizeof name)
        memcpy(name, word + 2, length);
    LtpSuggest suggest = {.word = name};
    for (size_t g = 0; g < reader->n_groups; g++)
        for (const LtpOption *o = reader->groups[g].options; o && o->name; o++)
            ltp_suggest_offer(&suggest, o->name);
    if (suggest.best)
        return ltp_fail(err, LTP_EUSAGE, _("There is no option %s. Did you mean --%s?"), word,
                        suggest.best);
    return ltp_fail(err, LTP_EUSAGE, _("There is no option %s."), word);
}

bool ltp_word_in(const char *words, const char *text)
{
    size_t length = strlen(text);
    for (const char *word = words; *word; word += strcspn(word, "|"), word += *word == '|')
        if (strcspn(word, "|") == length && memcmp(word, text, length) == 0)
            return true;
    return false;
}

static LtpCode add_value(Reader *reader, const LtpOption *option, const char *text, LtpError *err)
{
    LtpOptions *options = reader->options;
    if (option->words && !ltp_word_in(option->words, text))
        return ltp_fail(err, LTP_EUSAGE, _("--%s takes one of %s, not \"%s\"."), option->name,
                        option->words, text);
    LTP_TRY(ltp_grow((void **)&options->values, &options->values_capacity, options->n_values,
                     sizeof *options->values, err));
    options->values[options->n_values++] = (LtpOptionValue){.option = option, .text = text};
    return LTP_OK;
}

static LtpCode add_argument(Reader *reader, const char *text, LtpError *err)
{
    LtpOptions *options = reader->options;
    LTP_TRY(ltp_grow((void **)&options->arguments, &options->arguments_capacity,
                     options->n_arguments, sizeof *options->arguments, err));
    options->arguments[options->n_arguments++] = text;
    return LTP_OK;
}

/* The value that follows as the next word. */
static LtpCode take_next(Reader *reader, const LtpOption *option, LtpError *err)
{
    if (reader->at >= reader->argc)
        return ltp_fail(err, LTP_EUSAGE, _("--%s needs a value after it."), option->name);
    return add_value(reader, option, reader->argv[reader->at++], err);
}

static LtpCode read_long(Reader *reader, const char *word, LtpError *err)
{
    const char *name = word + 2, *equals = strchr(name, '=');
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const LtpOption *option = find_long(reader, name, length);
    if (!option && !equals && strncmp(name, "no-", 3) == 0) {
        option = find_long(reader, name + 3, length - 3);
        if (option && option->kind == LTP_OPTION_FLAG)
            return add_value(reader, option, "0", err);
        option = NULL;
    }
    if (!option)
        return fail_unknown(reader, word, err);
    if (option->kind == LTP_OPTION_FLAG) {
        if (equals)
            return ltp_fail(err, LTP_EUSAGE, _("--%s takes no value."), option->name);
        return add_value(reader, option, "1", err);
    }
    return equals ? add_value(reader, option, equals + 1, err) : take_next(reader, option, err);
}

/* "-o FILE", "-oFILE", and flags run together, "-qv". */
static LtpCode read_letters(Reader *reader, const char *word, LtpError *err)
{
    for (const char *letter = word + 1; *letter; letter++) {
        const LtpOption *option = find_letter(reader, *letter);
        if (!option)
            return ltp_fail(err, LTP_EUSAGE, _("There is no option %s."), word);
        if (option->kind != LTP_OPTION_FLAG)
            return letter[1] ? add_value(reader, option, letter + 1, err)
                             : take_next(reader, option, err);
        LTP_TRY(add_value(reader, option, "1", err));
    }
    return LTP_OK;
}

static LtpCode read_rest(Reader *reader, LtpError *err)
{
    while (reader->at < reader->argc)
        LTP_TRY(add_argument(reader, reader->argv[reader->at++], err));
    return LTP_OK;
}

LtpCode ltp_options_parse(const LtpOptionGroup *groups, size_t n_groups, int argc,
                          char *const *argv, LtpOptions *options, int *taken, LtpError *err)
{
    Reader reader = {
        .groups = groups, .n_groups = n_groups, .argv = argv, .argc = argc, .options = options};
    while (reader.at < argc) {
        const char *word = argv[reader.at];
        bool is_option = word[0] == '-' && word[1] != '\0';
        if (!is_option && taken)
            break;
        reader.at++;
        if (!is_option)
            LTP_TRY(add_argument(&reader, word, err));
        else if (strcmp(word, "--") == 0)
            LTP_TRY(read_rest(&reader, err));
        else if (word[1] == '-')
            LTP_TRY(read_long(&reader, word, err));
        else
            LTP_TRY(read_letters(&reader, word, err));
    }
    if (taken)
        *taken = reader.at;
    return LTP_OK;
}

void ltp_options_release(LtpOptions *options)
{
    ltp_free(options->values);
    ltp_free(options->arguments);
    *options = (LtpOptions){0};
}

const char *ltp_options_value(const LtpOptions *options, const char *name)
{
    for (size_t i = options->n_values; i-- > 0;)
        if (strcmp(options->values[i].option->name, name) == 0)
            return options->values[i].text;
    return NULL;
}

bool ltp_options_flag(const LtpOptions *options, const char *name)
{
    const char *text = ltp_options_value(options, name);
    return text && strcmp(text, "1") == 0;
}

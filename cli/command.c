#include "cli/command.h"

#include "base/suggest.h"

#include <string.h>

#define COMMAND(name) extern const LtpCommand ltp_command_##name;
#include "cli/commands.def"
#undef COMMAND

static const LtpCommand *const commands[] = {
#define COMMAND(name) &ltp_command_##name,
#include "cli/commands.def"
#undef COMMAND
};

const LtpOption ltp_global_options[] = {
    {.name = "store",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("FILE"),
     .help = N_("The store to work on; else $LTP_STORE, else the only one in this folder.")},
    {.name = "lang",
     .kind = LTP_OPTION_VALUE,
     .words = "fr|en",
     .help = N_("Language of messages and labels.")},
    {.name = "quiet", .letter = 'q', .help = N_("Only say what went wrong.")},
    {.name = "verbose", .letter = 'v', .help = N_("Say more on the way.")},
    {.name = "help", .letter = 'h', .help = N_("Show the help of the command.")},
    {.name = "version", .help = N_("Show the version of the program.")},
    {.name = NULL}};

const LtpCommand *ltp_command_at(size_t i)
{
    return i < sizeof commands / sizeof commands[0] ? commands[i] : NULL;
}

const LtpCommand *ltp_command_find(const char *name)
{
    const LtpCommand *command;
    for (size_t i = 0; (command = ltp_command_at(i)) != NULL; i++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

LtpCode ltp_command_unknown(const char *name, LtpError *err)
{
    LtpSuggest suggest = {.word = name};
    for (size_t i = 0; ltp_command_at(i); i++)
        ltp_suggest_offer(&suggest, ltp_command_at(i)->name);
    if (suggest.best)
        return ltp_fail(err, LTP_EUSAGE, _("There is no command \"%s\". Did you mean \"ltp %s\"?"),
                        name, suggest.best);
    return ltp_fail(err, LTP_EUSAGE,
                    _("There is no command \"%s\". `ltp help` lists the commands there are."),
                    name);
}

size_t ltp_command_groups(const LtpCommand *command, const LtpOption *filters,
                          LtpOptionGroup groups[LTP_OPTION_GROUPS])
{
    size_t count = 0;
    if (command && command->options)
        groups[count++] = (LtpOptionGroup){N_("Options"), command->options};
    if (command && command->filters && filters)
        groups[count++] = (LtpOptionGroup){N_("What is counted"), filters};
    groups[count++] = (LtpOptionGroup){N_("With every command"), ltp_global_options};
    return count;
}

LtpSensitivity ltp_options_clearance(const LtpOptions *options)
{
    const char *word = ltp_options_value(options, "clearance");
    if (word && strcmp(word, "confidential") == 0)
        return LTP_CONFIDENTIAL;
    return word && strcmp(word, "restricted") == 0 ? LTP_RESTRICTED : LTP_PUBLIC;
}

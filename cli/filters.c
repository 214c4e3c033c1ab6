#include "cli/command.h"

static LtpOption filter_option(const LtpParamDef *def)
{
    LtpOption option = {.name = def->name,
                        .kind = LTP_OPTION_VALUE,
                        .words = def->words,
                        .argument = def->argument,
                        .help = ltp_text_in(def->help, ltp_lang())};
    if (def->kind == LTP_PARAM_FLAG)
        option.kind = LTP_OPTION_FLAG;
    if (def->kind == LTP_PARAM_LIST)
        option.kind = LTP_OPTION_LIST;
    return option;
}

LtpOption *ltp_filter_options(void)
{
    size_t count;
    const LtpParamDef *defs = ltp_param_defs(&count);
    LtpOption *options = ltp_calloc(count + 1, sizeof *options);
    for (size_t i = 0; options && i < count; i++)
        options[i] = filter_option(&defs[i]);
    return options;
}

static bool is_param(const char *name)
{
    size_t count;
    const LtpParamDef *defs = ltp_param_defs(&count);
    for (size_t i = 0; i < count; i++)
        if (defs[i].name == name)
            return true;
    return false;
}

LtpCode ltp_filter_apply(const LtpOptions *options, LtpParams *params, LtpError *err)
{
    for (size_t i = 0; i < options->n_values; i++)
        if (is_param(options->values[i].option->name))
            LTP_TRY(ltp_params_set(params, options->values[i].option->name, options->values[i].text,
                                   err));
    return LTP_OK;
}

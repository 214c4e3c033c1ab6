#include "cli/command.h"

#include "cli/say.h"

static LtpCode run_init(LtpRun *run, LtpError *err)
{
    const char *path = run->options.n_arguments > 0 ? run->options.arguments[0]
                                                    : ltp_options_value(&run->options, "store");
    if (!path)
        return ltp_fail(err, LTP_EUSAGE, _("Name the store to make: ltp init FILE.sqlite"));
    LTP_TRY(ltp_store_open(path, LTP_STORE_CREATE, &run->store, err));
    ltp_say(_("%s is made. Next, give it the boundaries:\n"
              "  ltp --store %s import boundaries FILE --edition YEAR"),
            path, path);
    return LTP_OK;
}

const LtpCommand ltp_command_init = {
    .name = "init",
    .group = N_("Begin"),
    .summary = N_("Makes a new, empty store: one SpatiaLite file that QGIS opens too."),
    .arguments = N_("FILE.sqlite"),
    .text = N_("The file must not exist yet. A store holds names and figures that are not public:\n"
               "keep it where you keep such files. Commands find it by --store FILE, by the\n"
               "variable LTP_STORE, or because it is the only store in the current folder."),
    .examples = "init mali.sqlite",
    .store = LTP_NO_STORE,
    .max_arguments = 1,
    .run = run_init,
};

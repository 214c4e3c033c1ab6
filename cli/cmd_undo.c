#include "cli/command.h"

#include "base/number.h"
#include "cli/say.h"
#include "importers/reread.h"

static LtpCode run_undo(LtpRun *run, LtpError *err)
{
    const char *word = run->options.arguments[0];
    LtpRereadCounts counts;
    int64_t import_id;
    if (!ltp_parse_int(word, &import_id) || import_id <= 0)
        return ltp_fail(err, LTP_EUSAGE,
                        _("\"%s\" is not the number of an import. `ltp imports` lists them."),
                        word);
    LTP_TRY(ltp_undo(run->store, import_id, &run->progress, &counts, err));
    ltp_say(
        _("Import no. %lld is undone: what it had added is out, what it had ended counts again."),
        (long long)import_id);
    if (counts.accepted + counts.changed + counts.rejected > 0)
        ltp_say(_("  Rows read again: %lld. Now counted: %lld, changed: %lld, no longer counted: "
                  "%lld."),
                (long long)counts.read, (long long)counts.accepted, (long long)counts.changed,
                (long long)counts.rejected);
    return LTP_OK;
}

const LtpCommand ltp_command_undo = {
    .name = "undo",
    .group = N_("Keep"),
    .summary = N_("Takes an import back."),
    .arguments = N_("NUMBER"),
    .text =
        N_("The newest import of a source is undone first. The import stays in the list, with who\n"
           "undid it and when."),
    .examples = "imports\n"
                "undo 7",
    .store = LTP_STORE_TO_WRITE,
    .min_arguments = 1,
    .max_arguments = 1,
    .run = run_undo,
};

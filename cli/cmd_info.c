#include "cli/command.h"

#include "base/os.h"
#include "layers/provenance.h"
#include "layers/release.h"
#include "layers/units.h"

#include <stdio.h>

static LtpCode put_edition(const LtpEdition *edition, void *arg, LtpError *err)
{
    char day[LTP_DATE_TEXT];
    (void)err;
    ++*(size_t *)arg;
    printf(_("  edition %s%s: country %s, levels 0 to %d, dated %s, source %s, licence %s\n"),
           edition->name, edition->active ? _(" (in use)") : "",
           edition->country && *edition->country ? edition->country : "?", edition->deepest_level,
           edition->valid_on == LTP_DAY_NONE ? "?" : ltp_day_text(edition->valid_on, day),
           edition->source ? edition->source : "?", edition->licence ? edition->licence : "?");
    return LTP_OK;
}

typedef struct Tally {
    int64_t standing, undone;
} Tally;

static LtpCode count_import(const LtpImportInfo *info, void *arg, LtpError *err)
{
    Tally *tally = arg;
    (void)err;
    if (info->undone_at)
        tally->undone++;
    else
        tally->standing++;
    return LTP_OK;
}

/* Layers behind a table of the store; figures are not counted here, they are computed. */
static LtpCode put_layers(LtpStore *store, LtpError *err)
{
    const LtpLayer *layer;
    for (size_t i = 0; (layer = ltp_layer_at(i)) != NULL; i++) {
        LtpRelease *release = NULL;
        if (!layer->table)
            continue;
        LTP_TRY(ltp_release_open(store, layer->name, NULL, LTP_CONFIDENTIAL, &release, err));
        printf("  %-14s %8lld  %s", layer->name, (long long)ltp_release_records(release),
               ltp_text_in(layer->title, ltp_lang()));
        if (ltp_release_records(release) != ltp_release_count(release))
            printf(_(" (%lld with their places)"), (long long)ltp_release_count(release));
        putchar('\n');
        ltp_release_close(release);
    }
    return LTP_OK;
}

static LtpCode run_info(LtpRun *run, LtpError *err)
{
    const char *path = ltp_store_path(run->store);
    Tally tally = {0};
    size_t n_editions = 0;
    LTP_TRY(ltp_import_each(run->store, count_import, &tally, err));
    printf(_("%s: ltp store, schema version %d, %lld bytes\n"), path,
           ltp_store_schema_version(run->store), (long long)ltp_os_size(path));
    printf(_("  imports: %lld, and %lld undone\n"), (long long)tally.standing,
           (long long)tally.undone);
    LTP_TRY(ltp_edition_each(run->store, put_edition, &n_editions, err));
    if (n_editions > 0)
        return put_layers(run->store, err);
    printf(_("  no boundaries yet: `ltp import boundaries FILE --edition YEAR` comes first\n"));
    return LTP_OK;
}

const LtpCommand ltp_command_info = {
    .name = "info",
    .group = N_("Keep"),
    .summary = N_("Says what the store holds: editions, imports, rows of each layer."),
    .examples = "info",
    .store = LTP_STORE_TO_READ,
    .run = run_info,
};

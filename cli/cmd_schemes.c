#include "base/os.h"
#include "cli/command.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "layers/scheme.h"

#include <string.h>

enum { MAX_SCHEME = 1 << 20 };

static const LtpOption options[] = {
    LTP_FORMAT_OPTION(LTP_ROWS_FORMATS), LTP_OUTPUT_OPTION, {.name = NULL}};

static const LtpField fields[] = {
    {.name = "scheme", .label = {"classes", "scheme"}},
    {.name = "label", .label = {"nom", "label"}},
    {.name = "active", .type = LTP_BOOLEAN, .label = {"en vigueur", "in force"}},
    {.name = "n_fields", .type = LTP_INTEGER, .label = {"champs", "fields"}},
    {.name = "n_rules", .type = LTP_INTEGER, .label = {"règles de priorité", "priority rules"}},
};
enum { N_FIELDS = sizeof fields / sizeof fields[0] };

static LtpCode put_scheme(const LtpSchemeInfo *info, void *rows, LtpError *err)
{
    const LtpValue values[N_FIELDS] = {
        ltp_value_text(info->name), ltp_value_text(ltp_text_in(info->label, ltp_lang())),
        ltp_value_bool(info->active), ltp_value_int(info->n_fields), ltp_value_int(info->n_rules)};
    return ltp_rows_put(rows, values, err);
}

static LtpCode list_schemes(LtpRun *run, LtpError *err)
{
    LtpRowsOptions rows_options = {.format = ltp_options_value(&run->options, "format"),
                                   .path = ltp_options_value(&run->options, "output")};
    const LtpField *columns[N_FIELDS];
    LtpRows *rows = NULL;
    LtpCode rc;
    for (size_t i = 0; i < N_FIELDS; i++)
        columns[i] = &fields[i];
    LTP_GO(ltp_rows_new(&rows_options, columns, N_FIELDS, &rows, err));
    LTP_GO(ltp_scheme_each(run->store, put_scheme, rows, err));
    LTP_GO(ltp_rows_end(rows, err));
done:
    ltp_rows_free(rows);
    return rc;
}

static LtpCode show_scheme(LtpRun *run, const char *name, LtpError *err)
{
    LtpOutput output = {0};
    char *json = NULL;
    LtpCode rc;
    LTP_GO(ltp_scheme_json(run->store, name, &json, err));
    LTP_GO(ltp_output_open(&output, ltp_options_value(&run->options, "output"), err));
    ltp_buf_puts(&output.text, json);
    ltp_buf_putc(&output.text, '\n');
    LTP_GO(ltp_output_commit(&output, err));
done:
    ltp_output_release(&output);
    ltp_free(json);
    return rc;
}

static LtpCode add_scheme(LtpRun *run, const char *path, LtpError *err)
{
    char *json = NULL;
    size_t size = 0;
    const char *name = NULL;
    LTP_TRY(ltp_os_read_file(path, MAX_SCHEME, &json, &size, err));
    LtpCode rc = ltp_scheme_add(run->store, json, &name, err);
    if (rc == LTP_OK)
        ltp_say(_("Scheme %s is added. `ltp schemes choose %s` puts it in force."), name, name);
    else
        ltp_error_where(err, path, NULL, 0, NULL);
    ltp_free(json);
    return rc;
}

static LtpCode choose_scheme(LtpRun *run, const char *name, LtpError *err)
{
    LTP_TRY(ltp_scheme_choose(run->store, name, err));
    ltp_say(_("Scheme %s is in force."), name);
    return LTP_OK;
}

/* A verb: what it does, and whether it needs a word after it and writes. */
typedef struct Verb {
    const char *name;
    LtpCode (*run)(LtpRun *run, const char *word, LtpError *err);
    bool needs_word, writes;
} Verb;

static const Verb verbs[] = {
    {"show", show_scheme, false, false},
    {"add", add_scheme, true, true},
    {"choose", choose_scheme, true, true},
};

static LtpCode open_store(LtpRun *run, bool writes, LtpError *err)
{
    char *path = NULL;
    LTP_TRY(ltp_store_search(&run->options, &path, err));
    LtpCode rc = ltp_store_open(path, writes ? LTP_STORE_WRITE : LTP_STORE_READ, &run->store, err);
    ltp_free(path);
    return rc;
}

static LtpCode run_schemes(LtpRun *run, LtpError *err)
{
    size_t n = run->options.n_arguments;
    const char *name = n > 0 ? run->options.arguments[0] : "list";
    const char *word = n > 1 ? run->options.arguments[1] : NULL;
    if (strcmp(name, "list") == 0) {
        LTP_TRY(open_store(run, false, err));
        return list_schemes(run, err);
    }
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (strcmp(verbs[i].name, name) != 0)
            continue;
        if (verbs[i].needs_word && !word)
            return ltp_fail(err, LTP_EUSAGE, _("Something is missing. Usage: ltp %s %s"), "schemes",
                            strcmp(name, "add") == 0 ? "add FILE.json" : "choose NAME");
        LTP_TRY(open_store(run, verbs[i].writes, err));
        return verbs[i].run(run, word, err);
    }
    return ltp_fail(err, LTP_EUSAGE, _("\"%s\" is none of list, show, add and choose."), name);
}

const LtpCommand ltp_command_schemes = {
    .name = "schemes",
    .group = N_("See"),
    .summary = N_("Class breaks and priority rules: list, show, add, choose."),
    .arguments = N_("[list | show [NAME] | add FILE.json | choose NAME]"),
    .text = N_(
        "A scheme holds the classes of the legends and the rules of priority. `show` prints one\n"
        "as JSON; change it and `add` it under a name: an older version stays. `choose` puts\n"
        "one in force; --scheme takes another for one command."),
    .examples = "schemes\n"
                "schemes show -o classes.json\n"
                "schemes add classes.json\n"
                "schemes choose mali",
    .store = LTP_NO_STORE,
    .max_arguments = 2,
    .options = options,
    .run = run_schemes,
};

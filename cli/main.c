/* ltp: reads the words of the command line, opens the store as the command needs it, runs the
 * command and turns what came of it into an exit code. */
#include "cli/command.h"

#include "base/os.h"
#include "cli/help.h"
#include "cli/say.h"

#include <stdio.h>
#include <string.h>

/* --lang must be known before the first message, so also before the options are read. */
static const char *wanted_language(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            return argv[i + 1];
        if (strncmp(argv[i], "--lang=", 7) == 0)
            return argv[i] + 7;
    }
    return NULL;
}

/* The messages stand beside the program: share/locale when installed, locale in the build. */
static void init_language(int argc, char **argv)
{
    static const char *const places[] = {"../share/locale", "../locale"};
    char *program = ltp_os_program(), *slash = program ? strrchr(program, '/') : NULL;
    char *found = NULL;
    if (slash)
        *slash = '\0';
    for (size_t i = 0; slash && !found && i < sizeof places / sizeof places[0]; i++) {
        char *dir = ltp_path_join(program, places[i]);
        char *french = dir ? ltp_path_join(dir, "fr/LC_MESSAGES/ltp.mo") : NULL;
        if (french && ltp_os_exists(french)) {
            found = dir;
            dir = NULL;
        }
        ltp_free(french);
        ltp_free(dir);
    }
    ltp_lang_init(wanted_language(argc, argv), found ? found : "locale");
    ltp_free(found);
    ltp_free(program);
}

static LtpCode check_arguments(const LtpCommand *command, const LtpOptions *options, LtpError *err)
{
    if (options->n_arguments < command->min_arguments)
        return ltp_fail(err, LTP_EUSAGE, _("Something is missing. Usage: ltp %s %s"), command->name,
                        ltp_gettext(command->arguments));
    if (options->n_arguments > command->max_arguments)
        return ltp_fail(err, LTP_EUSAGE, _("\"%s\" is one word too many."),
                        options->arguments[command->max_arguments]);
    return LTP_OK;
}

static LtpCode open_store(const LtpCommand *command, LtpRun *run, LtpError *err)
{
    char *path = NULL;
    if (command->store == LTP_NO_STORE)
        return LTP_OK;
    LTP_TRY(ltp_store_search(&run->options, &path, err));
    LtpCode rc = ltp_store_open(
        path, command->store == LTP_STORE_TO_WRITE ? LTP_STORE_WRITE : LTP_STORE_READ, &run->store,
        err);
    ltp_free(path);
    return rc;
}

static LtpCode run_command(const LtpCommand *command, LtpRun *run, LtpError *err)
{
    LTP_TRY(check_arguments(command, &run->options, err));
    if (command->filters) {
        run->params = ltp_params_new();
        if (!run->params)
            return ltp_fail_memory(err);
        LTP_TRY(ltp_filter_apply(&run->options, run->params, err));
    }
    LTP_TRY(open_store(command, run, err));
    run->progress = ltp_say_progress(NULL);
    return command->run(run, err);
}

/* The words after the command's name. */
static LtpCode read_command(const LtpCommand *command, int argc, char **argv, LtpRun *run,
                            LtpError *err)
{
    LtpOptionGroup groups[LTP_OPTION_GROUPS];
    LtpOption *filters = ltp_filter_options();
    if (!filters)
        return ltp_fail_memory(err);
    size_t n_groups = ltp_command_groups(command, filters, groups);
    LtpCode rc = ltp_options_parse(groups, n_groups, argc, argv, &run->options, NULL, err);
    if (rc == LTP_OK) {
        ltp_say_init(ltp_options_flag(&run->options, "quiet"),
                     ltp_options_flag(&run->options, "verbose"));
        rc = ltp_options_flag(&run->options, "help") ? ltp_help_command(command, err)
                                                     : run_command(command, run, err);
    }
    ltp_free(filters);
    return rc;
}

static LtpCode run_words(int argc, char **argv, LtpRun *run, const LtpCommand **command,
                         LtpError *err)
{
    LtpOptionGroup groups[LTP_OPTION_GROUPS];
    size_t n_groups = ltp_command_groups(NULL, NULL, groups);
    int taken = 0;
    LTP_TRY(ltp_options_parse(groups, n_groups, argc - 1, argv + 1, &run->options, &taken, err));
    if (ltp_options_flag(&run->options, "version")) {
        printf("ltp %s\n", LTP_VERSION);
        return LTP_OK;
    }
    if (taken == argc - 1) {
        ltp_help_overview();
        run->exit_code = ltp_options_flag(&run->options, "help") ? LTP_EXIT_DONE : LTP_EXIT_USAGE;
        return LTP_OK;
    }
    *command = ltp_command_find(argv[taken + 1]);
    if (!*command)
        return ltp_command_unknown(argv[taken + 1], err);
    return read_command(*command, argc - taken - 2, argv + taken + 2, run, err);
}

static void release_run(LtpRun *run)
{
    ltp_say_progress_end();
    ltp_store_close(run->store);
    ltp_params_free(run->params);
    ltp_options_release(&run->options);
}

int main(int argc, char **argv)
{
    LtpRun run = {0};
    LtpError err = {0};
    const LtpCommand *command = NULL;
    init_language(argc, argv);
    ltp_os_on_interrupt();
    ltp_say_init(false, false);
    if (run_words(argc, argv, &run, &command, &err) != LTP_OK) {
        ltp_say_failure(&err, command ? command->name : NULL);
        run.exit_code = err.code == LTP_EUSAGE ? LTP_EXIT_USAGE : LTP_EXIT_FAILED;
    }
    release_run(&run);
    if (fflush(stdout) != 0 && run.exit_code == LTP_EXIT_DONE)
        run.exit_code = LTP_EXIT_FAILED;
    return (int)run.exit_code;
}

#include "cli/help.h"

#include "base/os.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { STDOUT = 1, OPTION_COLUMN = 30, NARROWEST = 60, WIDEST = 100 };

static size_t page_width(void)
{
    int width = ltp_os_is_terminal(STDOUT) ? ltp_os_terminal_width(STDOUT) : 80;
    return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : (size_t)width;
}

static void put_spaces(size_t count)
{
    printf("%*s", (int)count, "");
}

/* Writes `text` between column `indent` and `width`; the first line is already at `indent`. */
static void put_wrapped(const char *text, size_t indent, size_t width)
{
    size_t column = indent;
    for (const char *word = text; *word;) {
        size_t bytes = strcspn(word, " \n");
        LtpBuf copy = {0};
        ltp_buf_put(&copy, word, bytes);
        size_t length = ltp_text_length(ltp_buf_text(&copy));
        if (column > indent && column + 1 + length > width) {
            putchar('\n');
            put_spaces(indent);
            column = indent;
        } else if (column > indent) {
            putchar(' ');
            column++;
        }
        fputs(ltp_buf_text(&copy), stdout);
        column += length;
        ltp_buf_release(&copy);
        word += bytes + strspn(word + bytes, " \n");
    }
    putchar('\n');
}

/* "  -o, --output FILE" and the column it ends in. */
static size_t put_option_head(const LtpOption *option)
{
    LtpBuf head = {0};
    ltp_buf_printf(&head, option->letter ? "  -%c, " : "      ", option->letter);
    ltp_buf_printf(&head, "--%s", option->name);
    if (option->words)
        ltp_buf_printf(&head, " %s", option->words);
    else if (option->argument)
        ltp_buf_printf(&head, " %s", ltp_gettext(option->argument));
    size_t length = ltp_text_length(ltp_buf_text(&head));
    fputs(ltp_buf_text(&head), stdout);
    ltp_buf_release(&head);
    return length;
}

static void put_option(const LtpOption *option, size_t width)
{
    size_t length = put_option_head(option);
    if (length + 2 > OPTION_COLUMN) {
        putchar('\n');
        length = 0;
    }
    put_spaces(OPTION_COLUMN - length);
    put_wrapped(ltp_gettext(option->help), OPTION_COLUMN, width);
}

static void put_group(const LtpOptionGroup *group, size_t width)
{
    printf("\n%s\n", ltp_gettext(group->title));
    for (const LtpOption *option = group->options; option->name; option++)
        put_option(option, width);
}

static void put_examples(const char *examples)
{
    printf("\n%s\n", _("Examples"));
    for (const char *line = examples; *line;) {
        size_t length = strcspn(line, "\n");
        printf("  ltp %.*s\n", (int)length, line);
        line += length + (line[length] == '\n');
    }
}

void ltp_help_overview(void)
{
    const char *group = NULL;
    const LtpCommand *command;
    size_t width = page_width();
    printf("%s\n\n",
           _("ltp: who works on housing, land and property, where nobody does, and what is "
             "not known."));
    printf("%s\n  ltp [--store %s] [--lang fr|en] [-q|-v] %s ...\n", _("Usage"), _("FILE"),
           _("COMMAND"));
    for (size_t i = 0; (command = ltp_command_at(i)) != NULL; i++) {
        if (!group || strcmp(group, command->group) != 0)
            printf("\n%s\n", ltp_gettext(command->group));
        group = command->group;
        printf("  %-12s ", command->name);
        put_wrapped(ltp_gettext(command->summary), 15, width);
    }
    put_examples("init mali.sqlite\n"
                 "import boundaries mli_admbnda_2021.gpkg --edition 2021\n"
                 "import activities 4w.xlsx\n"
                 "gaps --theme ltp\n"
                 "help import");
}

LtpCode ltp_help_command(const LtpCommand *command, LtpError *err)
{
    LtpOptionGroup groups[LTP_OPTION_GROUPS];
    LtpOption *filters = ltp_filter_options();
    if (!filters)
        return ltp_fail_memory(err);
    size_t width = page_width(), count = ltp_command_groups(command, filters, groups);
    put_wrapped(ltp_gettext(command->summary), 0, width);
    printf("\n%s\n  ltp %s%s%s [%s]\n", _("Usage"), command->name, command->arguments ? " " : "",
           command->arguments ? ltp_gettext(command->arguments) : "", _("options"));
    if (command->text)
        printf("\n%s\n", ltp_gettext(command->text));
    put_examples(command->examples);
    for (size_t i = 0; i < count; i++)
        put_group(&groups[i], width);
    ltp_free(filters);
    return LTP_OK;
}

#include "cli/import_summary.h"

#include "base/os.h"
#include "base/text.h"
#include "cli/say.h"
#include "importers/findings.h"
#include "importers/job.h"

#include <string.h>

enum { FIRST_ROWS = 5 };

static bool has_code(const char *codes, const char *code)
{
    size_t length = strlen(code);
    for (const char *at = codes; at && *at;) {
        size_t bytes = strcspn(at, ",");
        if (bytes == length && memcmp(at, code, length) == 0)
            return true;
        at += bytes + (at[bytes] == ',');
    }
    return false;
}

/* "rows 12, 15, 20 ..." of the rows that carry the code; empty for what is said of the whole table.
 */
static void list_rows(const LtpImportReport *report, const struct LtpCodeCount *finding,
                      LtpBuf *out)
{
    size_t found = 0;
    for (size_t i = 0; i < report->n_rows && found <= FIRST_ROWS; i++) {
        long long row = (long long)report->rows[i].row;
        if (!has_code(report->rows[i].codes, finding->code))
            continue;
        if (found == FIRST_ROWS)
            ltp_buf_puts(out, ", ...");
        else if (found == 0)
            ltp_buf_printf(
                out, ngettext_("see row %lld", "see rows %lld", (unsigned long)finding->count),
                row);
        else
            ltp_buf_printf(out, ", %lld", row);
        found++;
    }
}

/* A finding's text ends in its value; without one the colon goes too. */
static void trim_end(LtpBuf *text)
{
    while (text->size > 0 && strchr(" :", text->data[text->size - 1]))
        text->data[--text->size] = '\0';
}

static void say_finding(const LtpImportReport *report, const LtpFindingKind *kind,
                        const struct LtpCodeCount *finding)
{
    LtpBuf rows = {0}, text = {0};
    list_rows(report, finding, &rows);
    ltp_finding_text(finding->code,
                     rows.size == 0 && finding->of ? finding->of : ltp_buf_text(&rows), ltp_lang(),
                     &text);
    trim_end(&text);
    if (rows.size > 0 && !strstr(ltp_text_in(kind->text, ltp_lang()), "%s"))
        ltp_say(_("  %6lld  %s: %s"), (long long)finding->count, ltp_buf_text(&text),
                ltp_buf_text(&rows));
    else
        ltp_say("  %6lld  %s", (long long)finding->count, ltp_buf_text(&text));
    ltp_buf_release(&rows);
    ltp_buf_release(&text);
}

/* What rejects rows first, mere notes last. The edition is said above, so not here. */
static void say_findings(const LtpImportReport *report)
{
    for (int severity = LTP_FINDING_REJECT; severity <= LTP_FINDING_NOTE; severity++)
        for (size_t i = 0; i < report->n_warnings; i++) {
            const LtpFindingKind *kind = ltp_finding_kind(report->warnings[i].code);
            if (kind && (int)kind->severity == severity &&
                strcmp(kind->code, "edition_chosen") != 0)
                say_finding(report, kind, &report->warnings[i]);
        }
}

static void say_where(const LtpImportReport *report)
{
    if (report->sheet && *report->sheet)
        ltp_say(_("  sheet \"%s\""), report->sheet);
    if (report->header_row > 0 && report->hxl_row > 0)
        ltp_say(_("  headers in row %lld, HXL hashtags in row %lld"), (long long)report->header_row,
                (long long)report->hxl_row);
    else if (report->header_row > 0)
        ltp_say(_("  headers in row %lld"), (long long)report->header_row);
    if (!report->edition_why)
        return;
    if (strcmp(report->kind, "boundaries") == 0)
        ltp_say(_("  makes edition %s (%s)"), report->edition, report->edition_why);
    else
        ltp_say(_("  boundaries: %s"), report->edition_why);
}

/* ---- a trial: the mapping and the first rows ---- */

/* As an officer knows the evidence. */
static const char *evidence(const char *by)
{
    if (strcmp(by, "hxl") == 0)
        return _("by its hashtag");
    if (strcmp(by, "content") == 0)
        return _("by its cells");
    return strcmp(by, "user") == 0 ? _("by --map") : _("by its header");
}

static const char *label_of(const LtpLayer *layer, const char *name)
{
    const LtpField *field = layer && name ? ltp_layer_field(layer, name) : NULL;
    return field ? ltp_text_in(field->label, ltp_lang()) : name;
}

/* Where header and hashtag disagree, the one that did not decide has its say too. */
static void put_evidence(const struct LtpColumnReport *column, const LtpLayer *layer, LtpBuf *out)
{
    ltp_buf_puts(out, evidence(column->by));
    if (column->rival)
        ltp_buf_printf(out,
                       strcmp(column->by, "hxl") == 0 ? _("; its header says: %s")
                                                      : _("; its hashtag says: %s"),
                       label_of(layer, column->rival));
}

static void say_column(const struct LtpColumnReport *column, const LtpLayer *layer)
{
    LtpBuf why = {0};
    const char *header = column->header ? column->header : column->hxl ? column->hxl : "";
    size_t length = strcspn(header, "\r\n");
    if (!column->field)
        ltp_say(_("    %.*s: kept with the raw row only"), (int)length, header);
    else {
        put_evidence(column, layer, &why);
        ltp_say("    %.*s -> %s (%s)", (int)length, header, label_of(layer, column->field),
                ltp_buf_text(&why));
    }
    ltp_buf_release(&why);
}

static const char *fate_label(LtpFate fate)
{
    switch (fate) {
    case LTP_ACCEPTED:
        return _("accepted");
    case LTP_DUPLICATE:
        return _("duplicate");
    case LTP_REJECTED:
        return _("rejected");
    }
    return "";
}

/* Up to `longest` characters of the value's first line. */
static void put_short(LtpBuf *out, const char *value, size_t longest)
{
    const char *at = value;
    for (size_t i = 0; *at && *at != '\n' && *at != '\r'; i++) {
        if (i == longest) {
            ltp_buf_puts(out, "…");
            return;
        }
        ltp_text_put(out, ltp_text_next(&at));
    }
}

/* "Label: value" after "Label: value", in lines no wider than the terminal. */
static void say_cells(const struct LtpRowSample *sample)
{
    enum { INDENT = 6, LONGEST = 48, NARROWEST = 40 };
    int terminal = ltp_os_terminal_width(2);
    size_t width = terminal > NARROWEST ? (size_t)terminal : NARROWEST;
    LtpBuf line = {0}, cell = {0};
    for (size_t i = 0; i < sample->n_cells; i++) {
        const struct LtpSampleCell *said = &sample->cells[i];
        ltp_buf_clear(&cell);
        bool banded = said->field->people.age_min == LTP_AGES_IN_HEADER && said->header;
        put_short(&cell, banded ? said->header : ltp_text_in(said->field->label, ltp_lang()),
                  LONGEST);
        ltp_buf_printf(&cell, _(": "));
        put_short(&cell, said->value ? said->value : _("cannot be read"), LONGEST);
        size_t both = ltp_text_length(ltp_buf_text(&line)) + ltp_text_length(ltp_buf_text(&cell));
        if (line.size > 0 && INDENT + both + 3 > width) {
            ltp_say("%*s%s", INDENT, "", ltp_buf_text(&line));
            ltp_buf_clear(&line);
        }
        ltp_buf_printf(&line, "%s%s", line.size > 0 ? " · " : "", ltp_buf_text(&cell));
    }
    if (line.size > 0)
        ltp_say("%*s%s", INDENT, "", ltp_buf_text(&line));
    ltp_buf_release(&cell);
    ltp_buf_release(&line);
}

static void say_samples(const LtpImportReport *report)
{
    if (report->n_samples > 0)
        ltp_say(_("  the first rows as understood:"));
    for (size_t i = 0; i < report->n_samples; i++) {
        const struct LtpRowSample *sample = &report->samples[i];
        ltp_say(_("    row %lld, %s: %s"), (long long)sample->row, fate_label(sample->fate),
                sample->place ? sample->place : _("no place recognised"));
        say_cells(sample);
    }
}

static void say_columns(const LtpImportReport *report, bool all)
{
    size_t understood = 0;
    for (size_t i = 0; i < report->n_columns; i++)
        understood += report->columns[i].field != NULL;
    if (report->n_columns == 0)
        return;
    ltp_say(_("  %zu of %zu columns understood"), understood, report->n_columns);
    const LtpImporter *importer = ltp_importer_find(report->kind);
    const LtpLayer *layer = importer && importer->table && importer->table->layer
                                ? ltp_layer_find(importer->table->layer)
                                : NULL;
    for (size_t i = 0; all && i < report->n_columns; i++)
        say_column(&report->columns[i], layer);
}

static void say_counts(const LtpImportReport *report)
{
    const LtpImportCounts *counts = &report->counts;
    ltp_say(_("  rows read: %lld = %lld accepted + %lld duplicate + %lld rejected"),
            (long long)counts->read, (long long)counts->accepted, (long long)counts->duplicate,
            (long long)counts->rejected);
    if (report->same + report->changed + report->gone > 0)
        ltp_say(_("  since the last submission: new %lld, changed %lld, the same %lld, gone %lld"),
                (long long)report->new_, (long long)report->changed, (long long)report->same,
                (long long)report->gone);
}

/* ---- what a newer submission changes ---- */

static const char *change_label(const char *change)
{
    if (strcmp(change, "changed") == 0)
        return _("changed");
    return strcmp(change, "gone") == 0 ? _("gone") : _("new");
}

static void put_part(LtpBuf *text, const char *part)
{
    if (part != NULL)
        ltp_buf_printf(text, "%s%s", text->size > 0 ? ", " : "", part);
}

static void say_change(const struct LtpLineChangeReport *line)
{
    LtpBuf text = {0};
    put_part(&text, line->org);
    put_part(&text, line->project);
    put_part(&text, line->activity);
    put_part(&text, line->places);
    if (line->row > 0)
        ltp_say(_("    %s, row %lld: %s"), change_label(line->change), (long long)line->row,
                ltp_buf_text(&text));
    else if (line->row_before == 0)
        ltp_say(_("    %s: %s"), change_label(line->change), ltp_buf_text(&text));
    else
        ltp_say(_("    %s, row %lld of the file before: %s"), change_label(line->change),
                (long long)line->row_before, ltp_buf_text(&text));
    if (line->words[0] != '\0')
        ltp_say("        %s", line->words);
    ltp_buf_release(&text);
}

/* The changed, gone and new lines, some of each unless all are asked for. */
static void say_changes(const LtpImportReport *report, bool all)
{
    enum { SHOWN_OF_EACH = 10 };
    size_t shown = 0, of_each = 0;
    for (size_t i = 0; i < report->n_changes; i++) {
        const struct LtpLineChangeReport *line = &report->changes[i];
        of_each = i > 0 && strcmp(line->change, line[-1].change) == 0 ? of_each + 1 : 1;
        if (!all && of_each > SHOWN_OF_EACH)
            continue;
        say_change(line);
        shown++;
    }
    int64_t left = (int64_t)(report->n_changes - shown) + report->changes_left_out;
    if (left > 0)
        ltp_say(_("    and %lld more: --report FILE.json has each of them."), (long long)left);
}

static void say_notes(const LtpImportReport *report)
{
    const char *line = ltp_buf_text(&report->notes);
    while (*line) {
        size_t length = strcspn(line, "\n");
        ltp_say("  %.*s", (int)length, line);
        line += length + (line[length] == '\n');
    }
}

static void say_next(const LtpImportReport *report, bool dry_run)
{
    if (dry_run)
        ltp_say(_("  Trial only: nothing was written. Run it again without --dry-run to import."));
    else if (report->import_id > 0)
        ltp_say(_("  Import no. %lld. `ltp undo %lld` takes it back."),
                (long long)report->import_id, (long long)report->import_id);
    if (report->counts.rejected > 0)
        ltp_say(
            _("  Rejected rows are in no figure. --report FILE.json lists each with its reason; "
              "correct them in the file and import it again."));
}

void ltp_import_summary_say(const LtpImportReport *report, const char *file, bool dry_run,
                            bool verbose)
{
    if (report->unchanged) {
        ltp_say(_("%s: already imported, nothing changed."), file);
        return;
    }
    ltp_say("%s", file);
    say_where(report);
    say_columns(report, verbose || dry_run);
    say_samples(report);
    say_counts(report);
    say_changes(report, verbose);
    say_findings(report);
    say_notes(report);
    say_next(report, dry_run);
}

#include "cli/bibliography.h"

#include "base/text.h"
#include "cli/output.h"

#include <string.h>

/* A field of a study and its name in both formats; NULL = not in it. */
typedef struct Pair {
    const char *field, *bibtex, *ris;
    bool list; /* RIS repeats the tag for each part */
} Pair;

static const Pair pairs[] = {
    {"title", "title", "TI", false},     {"title_other", "titleaddon", "TT", false},
    {"authors", "author", "AU", true},   {"publisher", "publisher", "PB", false},
    {"year", "year", "PY", false},       {"language", "language", "LA", false},
    {"doi", "doi", "DO", false},         {"url", "url", "UR", false},
    {"themes", "keywords", "KW", true},  {"type", "type", "M3", false},
    {"places", "location", "CY", false}, {"pcodes", "pcodes", "C1", false},
};

/* How reference managers call a kind of document; the entry then says what `type` would. */
static const struct {
    const char *type, *bibtex, *publisher, *ris;
} kinds[] = {
    {"article", "article", "journal", "JOUR"},
    {"book", "book", "publisher", "BOOK"},
    {"book chapter", "incollection", "publisher", "CHAP"},
    {"conference paper", "inproceedings", "organization", "CONF"},
    {"law", NULL, NULL, "STAT"},
    {"press", NULL, NULL, "NEWS"},
    {"report", "techreport", "institution", "RPRT"},
    {"thesis", "phdthesis", "school", "THES"},
};

static const LtpValue *value_of(const LtpReport *studies, size_t row, const char *field)
{
    for (size_t i = 0; i < ltp_report_n_fields(studies); i++)
        if (strcmp(ltp_report_field(studies, i)->name, field) == 0)
            return &ltp_report_row(studies, row)[i];
    return NULL;
}

static void value_text(const LtpValue *value, LtpBuf *text)
{
    ltp_buf_clear(text);
    if (value->type == LTP_INTEGER)
        ltp_buf_printf(text, "%lld", (long long)value->integer);
    else
        ltp_buf_puts(text, value->text);
}

/* The next part of a list "a; b|c", trimmed; false at the end. */
static bool next_part(const char **list, const char **part, size_t *length)
{
    while (**list != '\0') {
        size_t size = strcspn(*list, ";|\n");
        *part = ltp_text_trim_slice(*list, size, length);
        *list += size + ((*list)[size] != '\0');
        if (*length > 0)
            return true;
    }
    return false;
}

/* Its place in `kinds`; -1 = none of them. */
static int kind_of(const LtpReport *studies, size_t row)
{
    const LtpValue *type = value_of(studies, row, "type");
    for (size_t i = 0; !type->null && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(type->text, kinds[i].type) == 0)
            return (int)i;
    return -1;
}

/* ---- BibTeX ---- */

static void bibtex_braces(const char *text, LtpBuf *out)
{
    for (; *text != '\0'; text++)
        if (*text != '{' && *text != '}') /* unbalanced ones would end the field early */
            ltp_buf_putc(out, *text == '\n' ? ' ' : *text);
}

static void bibtex_field(const Pair *pair, const char *name, const char *text, LtpBuf *out)
{
    const char *part;
    size_t length;
    bool first = true;
    ltp_buf_printf(out, ",\n  %s = {", name);
    if (strcmp(pair->bibtex, "author") != 0) {
        bibtex_braces(text, out);
    } else {
        while (next_part(&text, &part, &length)) {
            char *author = ltp_strndup(part, length);
            bool one = author && strstr(author, " and ") != NULL; /* "Land and Housing" */
            ltp_buf_puts(out, first ? "" : " and ");
            ltp_buf_puts(out, one ? "{" : "");
            bibtex_braces(author ? author : "", out);
            ltp_buf_puts(out, one ? "}" : "");
            out->failed |= author == NULL;
            ltp_free(author);
            first = false;
        }
    }
    ltp_buf_putc(out, '}');
}

static void bibtex_key(const char *key, LtpBuf *out)
{
    for (; *key != '\0'; key++)
        ltp_buf_putc(out, strchr(" ,{}\"#%\\~'()=", *key) != NULL ? '_' : *key);
}

static void bibtex_entry(const LtpReport *studies, size_t row, LtpBuf *text, LtpBuf *out)
{
    const LtpValue *key = value_of(studies, row, "key");
    int kind = kind_of(studies, row);
    bool own = kind >= 0 && kinds[kind].bibtex != NULL;
    ltp_buf_printf(out, "@%s{", own ? kinds[kind].bibtex : "misc");
    bibtex_key(key->null ? "" : key->text, out);
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        const LtpValue *value = value_of(studies, row, pairs[i].field);
        bool publisher = strcmp(pairs[i].field, "publisher") == 0;
        if (value->null || (own && strcmp(pairs[i].field, "type") == 0))
            continue;
        value_text(value, text);
        bibtex_field(&pairs[i], own && publisher ? kinds[kind].publisher : pairs[i].bibtex,
                     ltp_buf_text(text), out);
    }
    ltp_buf_puts(out, "\n}\n\n");
}

/* ---- RIS ---- */

static void ris_line(const char *tag, const char *text, size_t length, LtpBuf *out)
{
    ltp_buf_printf(out, "%s  - ", tag);
    for (size_t i = 0; i < length; i++)
        ltp_buf_putc(out, text[i] == '\n' || text[i] == '\r' ? ' ' : text[i]);
    ltp_buf_puts(out, "\r\n");
}

static void ris_field(const Pair *pair, const char *text, LtpBuf *out)
{
    const char *part;
    size_t length;
    if (!pair->list)
        ris_line(pair->ris, text, strlen(text), out);
    while (pair->list && next_part(&text, &part, &length))
        ris_line(pair->ris, part, length, out);
}

static void ris_entry(const LtpReport *studies, size_t row, LtpBuf *text, LtpBuf *out)
{
    const LtpValue *key = value_of(studies, row, "key");
    int kind = kind_of(studies, row);
    const char *said = kind >= 0 ? kinds[kind].ris : "GEN";
    ris_line("TY", said, strlen(said), out);
    ris_line("ID", key->null ? "" : key->text, key->null ? 0 : strlen(key->text), out);
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        const LtpValue *value = value_of(studies, row, pairs[i].field);
        if (value->null || (kind >= 0 && strcmp(pairs[i].field, "type") == 0))
            continue;
        value_text(value, text);
        ris_field(&pairs[i], ltp_buf_text(text), out);
    }
    ltp_buf_puts(out, "ER  - \r\n\r\n");
}

LtpCode ltp_bibliography_write(const LtpReport *studies, LtpBibliography format, const char *path,
                               LtpError *err)
{
    LtpOutput output = {0};
    LtpBuf text = {0};
    LtpCode rc;
    LTP_GO(ltp_output_open(&output, path, err));
    for (size_t row = 0; row < ltp_report_count(studies); row++) {
        if (format == LTP_BIBTEX)
            bibtex_entry(studies, row, &text, &output.text);
        else
            ris_entry(studies, row, &text, &output.text);
        LTP_GO(ltp_buf_check(&text, err));
    }
    LTP_GO(ltp_output_commit(&output, err));
done:
    ltp_buf_release(&text);
    ltp_output_release(&output);
    return rc;
}

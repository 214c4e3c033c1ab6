#include "importers/bibliography.h"

#include "base/lang.h"
#include "base/text.h"
#include "importers/latex.h"

#include <string.h>

/* Which field a BibTeX name or an RIS tag fills. Of several that fill one field the first in this
 * table that the entry has stands. */
typedef struct Name {
    LtpBibField field;
    const char *bibtex, *ris;
} Name;

static const Name names[] = {
    {LTP_BIB_KEY, NULL, "ID"},
    {LTP_BIB_TITLE, "title", "TI"},
    {LTP_BIB_TITLE, NULL, "T1"},
    {LTP_BIB_TITLE_OTHER, "titleaddon", "TT"},
    {LTP_BIB_TITLE_OTHER, "titletranslation", "ST"},
    {LTP_BIB_AUTHORS, "author", "AU"},
    {LTP_BIB_AUTHORS, "editor", "A1"},
    {LTP_BIB_PUBLISHER, "publisher", "PB"},
    {LTP_BIB_PUBLISHER, "institution", "JO"},
    {LTP_BIB_PUBLISHER, "organization", "JF"},
    {LTP_BIB_PUBLISHER, "school", "T2"},
    {LTP_BIB_PUBLISHER, "journal", NULL},
    {LTP_BIB_PUBLISHER, "journaltitle", NULL},
    {LTP_BIB_YEAR, "year", "PY"},
    {LTP_BIB_YEAR, "date", "Y1"},
    {LTP_BIB_YEAR, NULL, "DA"},
    {LTP_BIB_TYPE, "type", "M3"},
    {LTP_BIB_LANGUAGE, "language", "LA"},
    {LTP_BIB_LANGUAGE, "langid", NULL},
    {LTP_BIB_DOI, "doi", "DO"},
    {LTP_BIB_URL, "url", "UR"},
    {LTP_BIB_URL, "howpublished", "L2"},
    {LTP_BIB_THEMES, "keywords", "KW"},
    {LTP_BIB_PLACES, "location", "CY"},
    {LTP_BIB_PCODES, "pcodes", "C1"},
    {LTP_BIB_NOTES, "note", "N1"},
    {LTP_BIB_NOTES, "annote", "AB"},
    {LTP_BIB_NOTES, "abstract", "N2"},
    {LTP_BIB_NOTES, "howpublished", NULL},
};
enum { N_NAMES = sizeof names / sizeof *names };

/* The kind of document that the kind of entry says; others say nothing. */
static const struct {
    const char *entry, *type;
} types[] = {
    {"article", "article"},
    {"book", "book"},
    {"techreport", "report"},
    {"report", "report"},
    {"phdthesis", "thesis"},
    {"mastersthesis", "thesis"},
    {"thesis", "thesis"},
    {"inproceedings", "conference paper"},
    {"incollection", "book chapter"},
    {"JOUR", "article"},
    {"BOOK", "book"},
    {"RPRT", "report"},
    {"THES", "thesis"},
    {"CHAP", "book chapter"},
    {"CONF", "conference paper"},
    {"STAT", "law"},
    {"BILL", "law"},
    {"LEGAL", "law"},
    {"NEWS", "press"},
};

void ltp_bibliography_release(LtpBibEntries *entries)
{
    ltp_arena_release(&entries->arena);
    ltp_free(entries->items);
    *entries = (LtpBibEntries){0};
}

/* ---- what the file is ---- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* "TY  - ", the first tag of an RIS entry. */
static bool is_tag(const char *line)
{
    return is_letter(line[0]) && line[0] < 'a' && line[1] != '\0' &&
           strncmp(line + 2, "  -", 3) == 0 &&
           (line[5] == ' ' || line[5] == '\r' || line[5] == '\n' || line[5] == '\0');
}

bool ltp_bibliography_is(const char *text, size_t size)
{
    char head[64] = "";
    size_t at = 0, letters = 0;
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        at = 3;
    while (at < size && is_blank(text[at]))
        at++;
    memcpy(head, text + at, size - at < sizeof head - 1 ? size - at : sizeof head - 1);
    if (strncmp(head, "TY", 2) == 0 && is_tag(head))
        return true;
    if (head[0] != '@')
        return false;
    while (is_letter(head[1 + letters]))
        letters++;
    return letters > 0 && (head[1 + letters] == '{' || head[1 + letters] == '(');
}

/* ---- an entry in the making ---- */

typedef struct Reader {
    const char *text, *at;
    LtpBibEntries *entries;
    LtpBibEntry entry;
    size_t rank[LTP_BIB_FIELDS]; /* position in `names` of what stands, plus one */
    LtpBuf value, plain;
    struct Named {
        char *name;
        LtpBuf text;
    } * strings; /* of @string */
    size_t n_strings, strings_capacity;
} Reader;

static size_t line_of(const Reader *reader, const char *at)
{
    size_t line = 1;
    for (const char *c = reader->text; c < at; c++)
        line += *c == '\n';
    return line;
}

static LtpCode unfinished(const Reader *reader, const char *from, LtpError *err)
{
    return ltp_fail(err, LTP_EFORMAT,
                    _("The bibliography entry that begins in line %zu does not end. Export it "
                      "again from the reference manager."),
                    line_of(reader, from));
}

/* "2019-05-01" and "2019/05//" are 2019. */
static void cut_year(LtpBuf *value)
{
    size_t digits = strspn(ltp_buf_text(value), "0123456789");
    if (digits == 4 && value->size > 4) {
        value->size = 4;
        value->data[4] = '\0';
    }
}

/* Lists come in several lines (RIS), or in one with `;`, `,` or " and ". */
static void join_list(const char *text, const char *separator, const char *glue, LtpBuf *out)
{
    size_t width = strlen(separator);
    for (const char *next = strstr(text, separator); next != NULL;
         text = next + width, next = strstr(text, separator)) {
        size_t length = 0;
        const char *part = ltp_text_trim_slice(text, (size_t)(next - text), &length);
        ltp_buf_put(out, part, length);
        ltp_buf_puts(out, glue);
    }
    size_t length = 0;
    const char *part = ltp_text_trim(text, &length);
    ltp_buf_put(out, part, length);
}

static LtpCode keep(Reader *reader, LtpBibField field, const char *text, LtpError *err)
{
    const char *copy = ltp_arena_strdup(&reader->entries->arena, text);
    if (copy == NULL)
        return ltp_fail_memory(err);
    reader->entry.fields[field] = copy;
    return LTP_OK;
}

/* A value of the entry, by its place in `names`; `again` adds to a list. */
static LtpCode take(Reader *reader, size_t name, const char *text, LtpError *err)
{
    LtpBibField field = names[name].field;
    bool list = field == LTP_BIB_AUTHORS || field == LTP_BIB_THEMES;
    size_t rank = reader->rank[field], length = 0;
    const char *trimmed = ltp_text_trim(text, &length);
    bool again = list && rank == name + 1;
    if (length == 0 || (rank != 0 && rank <= name && !again) || (rank == name + 1 && !again))
        return LTP_OK;
    LtpBuf value = {0};
    if (again)
        ltp_buf_printf(&value, "%s%s", reader->entry.fields[field],
                       field == LTP_BIB_AUTHORS ? "; " : ";");
    ltp_buf_put(&value, trimmed, length);
    if (field == LTP_BIB_YEAR)
        cut_year(&value);
    LtpCode rc = ltp_buf_check(&value, err);
    if (rc == LTP_OK)
        rc = keep(reader, field, ltp_buf_text(&value), err);
    ltp_buf_release(&value);
    reader->rank[field] = name + 1;
    return rc;
}

static bool is_kind(const char *kind, size_t size, const char *word)
{
    char own[64] = "";
    if (size < sizeof own)
        memcpy(own, kind, size);
    return ltp_ascii_equal(own, word);
}

static LtpCode end_entry(Reader *reader, const char *kind, size_t size, LtpError *err)
{
    LtpBibEntries *entries = reader->entries;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (reader->entry.fields[LTP_BIB_TYPE] == NULL && is_kind(kind, size, types[i].entry))
            reader->entry.fields[LTP_BIB_TYPE] = types[i].type;
    LTP_TRY(ltp_grow((void **)&entries->items, &entries->capacity, entries->count,
                     sizeof *entries->items, err));
    entries->items[entries->count++] = reader->entry;
    reader->entry = (LtpBibEntry){0};
    memset(reader->rank, 0, sizeof reader->rank);
    return LTP_OK;
}

/* ---- BibTeX ---- */

/* What an @string stands for; NULL = none of that name. */
static const char *string_of(const Reader *reader, const char *name, size_t size)
{
    for (size_t i = 0; i < reader->n_strings; i++)
        if (strlen(reader->strings[i].name) == size && is_kind(name, size, reader->strings[i].name))
            return ltp_buf_text(&reader->strings[i].text);
    return NULL;
}

/* A value in braces or quotes, a number or the name of a string, up to the comma; parts joined by
 * '#'. */
static bool read_value(Reader *reader)
{
    const char *at = reader->at;
    ltp_buf_clear(&reader->value);
    for (;;) {
        while (is_blank(*at) || *at == '#')
            at++;
        if (*at == '\0')
            return false;
        char close = *at == '{' ? '}' : *at == '"' ? '"' : '\0';
        size_t bare = close == '\0' ? strcspn(at, ",}#) \t\r\n") : 0;
        const char *meant = string_of(reader, at, bare);
        int depth = 0;
        if (meant != NULL) {
            ltp_buf_puts(&reader->value, meant);
            at += bare;
        }
        for (at += close != '\0'; *at != '\0'; at++) {
            if (close == '\0' ? strchr(",}#)", *at) != NULL || is_blank(*at)
                              : depth == 0 && *at == close)
                break;
            if (*at == '\\' && at[1] != '\0')
                ltp_buf_putc(&reader->value, *at++);
            else
                depth += (*at == '{') - (*at == '}');
            ltp_buf_putc(&reader->value, *at);
        }
        if (*at == '\0')
            return false;
        at += close != '\0';
        while (is_blank(*at))
            at++;
        reader->at = at;
        if (*at != '#')
            return *at == ',' || *at == '}' || *at == ')';
    }
}

/* Names between "and"s that stand in no braces: "{Terre and Land}" is one. */
static void put_authors(const char *tex, LtpBuf *out)
{
    static const char glue[] = "and";
    while (*tex != '\0') {
        size_t size = 0;
        int depth = 0;
        for (; tex[size] != '\0'; size++) {
            depth += (tex[size] == '{') - (tex[size] == '}');
            if (depth == 0 && size > 0 && is_blank(tex[size - 1]) &&
                strncmp(tex + size, glue, 3) == 0 && is_blank(tex[size + 3]))
                break;
        }
        char *name = ltp_strndup(tex, size);
        if (out->size > 0)
            ltp_buf_puts(out, "; ");
        ltp_latex_plain(name != NULL ? name : "", out);
        out->failed |= name == NULL;
        ltp_free(name);
        tex += size + (tex[size] != '\0' ? 3 : 0);
    }
}

static bool is_address(const char *text)
{
    return strstr(text, "://") != NULL || strstr(text, "www.") != NULL;
}

static LtpCode take_bibtex(Reader *reader, const char *name, size_t size, LtpError *err)
{
    char word[32] = "";
    memcpy(word, name, size < sizeof word ? size : 0);
    for (size_t i = 0; i < N_NAMES; i++) {
        bool address = names[i].field == LTP_BIB_URL || names[i].field == LTP_BIB_DOI;
        if (names[i].bibtex == NULL || !ltp_ascii_equal(word, names[i].bibtex) ||
            (names[i].field == LTP_BIB_URL && !is_address(ltp_buf_text(&reader->value))))
            continue;
        LtpBuf list = {0};
        bool authors = names[i].field == LTP_BIB_AUTHORS;
        bool themes = names[i].field == LTP_BIB_THEMES;
        ltp_buf_clear(&reader->plain);
        (address ? ltp_latex_verbatim : ltp_latex_plain)(ltp_buf_text(&reader->value),
                                                         &reader->plain);
        const char *text = ltp_buf_text(&reader->plain);
        if (authors)
            put_authors(ltp_buf_text(&reader->value), &list);
        else if (themes)
            join_list(text, strchr(text, ';') != NULL ? ";" : ",", ";", &list);
        else
            ltp_buf_puts(&list, text);
        LtpCode rc = ltp_buf_check(&list, err);
        if (rc == LTP_OK)
            rc = take(reader, i, ltp_buf_text(&list), err);
        ltp_buf_release(&list);
        return rc;
    }
    return LTP_OK;
}

static LtpCode bibtex_fields(Reader *reader, const char *from, LtpError *err)
{
    for (;;) {
        while (is_blank(*reader->at) || *reader->at == ',')
            reader->at++;
        if (*reader->at == '}' || *reader->at == ')') {
            reader->at++;
            return LTP_OK;
        }
        const char *name = reader->at;
        size_t size = strcspn(name, "= \t\r\n,}");
        reader->at += size;
        while (is_blank(*reader->at))
            reader->at++;
        if (*reader->at != '=' || size == 0)
            return unfinished(reader, from, err);
        reader->at++;
        if (!read_value(reader))
            return unfinished(reader, from, err);
        LTP_TRY(take_bibtex(reader, name, size, err));
    }
}

static LtpCode keep_string(Reader *reader, char *name, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&reader->strings, &reader->strings_capacity, reader->n_strings,
                     sizeof *reader->strings, err));
    reader->strings[reader->n_strings++] = (struct Named){name, reader->value};
    reader->value = (LtpBuf){0};
    return LTP_OK;
}

/* @string{ecole = "École nationale"} */
static LtpCode take_string(Reader *reader, LtpError *err)
{
    const char *name = reader->at + strspn(reader->at, " \t\r\n");
    size_t size = strcspn(name, "= \t\r\n,}");
    reader->at = name + size;
    reader->at += strspn(reader->at, " \t\r\n");
    if (*reader->at != '=')
        return LTP_OK;
    reader->at++;
    char *word = read_value(reader) ? ltp_strndup(name, size) : NULL;
    if (word == NULL)
        return LTP_OK;
    LtpCode rc = keep_string(reader, word, err);
    if (rc != LTP_OK)
        ltp_free(word);
    return rc;
}

/* @comment, @string and @preamble are no documents: on to the next entry. */
static bool is_document(const char *kind, size_t size)
{
    return !is_kind(kind, size, "comment") && !is_kind(kind, size, "string") &&
           !is_kind(kind, size, "preamble");
}

static LtpCode read_bibtex(Reader *reader, LtpError *err)
{
    while ((reader->at = strchr(reader->at, '@')) != NULL) {
        const char *from = reader->at, *kind = from + 1;
        size_t size = 0;
        while (is_letter(kind[size]))
            size++;
        reader->at = kind + size;
        while (is_blank(*reader->at))
            reader->at++;
        if (size == 0 || (*reader->at != '{' && *reader->at != '('))
            continue;
        reader->at++;
        if (is_kind(kind, size, "string"))
            LTP_TRY(take_string(reader, err));
        if (!is_document(kind, size))
            continue;
        const char *key = reader->at;
        size_t length = strcspn(key, ",}\n");
        reader->at += length;
        ltp_buf_clear(&reader->plain);
        ltp_buf_put(&reader->plain, key, length);
        LTP_TRY(ltp_buf_check(&reader->plain, err));
        LTP_TRY(take(reader, 0, ltp_buf_text(&reader->plain), err));
        LTP_TRY(bibtex_fields(reader, from, err));
        LTP_TRY(end_entry(reader, kind, size, err));
    }
    return LTP_OK;
}

/* ---- RIS ---- */

/* The value of a tag, lines without a tag continue it. */
static void ris_value(Reader *reader)
{
    ltp_buf_clear(&reader->value);
    for (bool first = true; *reader->at != '\0' && (first || !is_tag(reader->at)); first = false) {
        size_t size = strcspn(reader->at, "\r\n"), skip = first ? 5 : 0, length = 0;
        const char *part = ltp_text_trim_slice(reader->at + (skip < size ? skip : size),
                                               size - (skip < size ? skip : size), &length);
        if (reader->value.size > 0 && length > 0)
            ltp_buf_putc(&reader->value, ' ');
        ltp_buf_put(&reader->value, part, length);
        reader->at += size;
        reader->at += strspn(reader->at, "\r\n");
    }
}

static LtpCode read_ris(Reader *reader, LtpError *err)
{
    char kind[8] = "";
    const char *from = NULL;
    reader->at += strspn(reader->at, " \t\r\n");
    while (*reader->at != '\0') {
        char tag[3] = {reader->at[0], reader->at[1], '\0'};
        const char *line = reader->at;
        ris_value(reader);
        LTP_TRY(ltp_buf_check(&reader->value, err));
        const char *text = ltp_buf_text(&reader->value);
        if (strcmp(tag, "TY") == 0) {
            if (from != NULL)
                return unfinished(reader, from, err);
            from = line;
            size_t size = strlen(text) < sizeof kind ? strlen(text) : 0;
            memcpy(kind, text, size);
            kind[size] = '\0';
        } else if (strcmp(tag, "ER") == 0 && from != NULL) {
            LTP_TRY(end_entry(reader, kind, strlen(kind), err));
            from = NULL;
        }
        for (size_t i = 0; from != NULL && i < N_NAMES; i++)
            if (names[i].ris != NULL && strcmp(names[i].ris, tag) == 0)
                LTP_TRY(take(reader, i, text, err));
    }
    return from == NULL ? LTP_OK : unfinished(reader, from, err);
}

LtpCode ltp_bibliography_read(const char *text, LtpBibEntries *entries, LtpError *err)
{
    Reader reader = {.text = text, .at = text, .entries = entries};
    const char *begin = text + strspn(text, " \t\r\n");
    LtpCode rc = *begin == '@' ? read_bibtex(&reader, err) : read_ris(&reader, err);
    ltp_buf_release(&reader.value);
    ltp_buf_release(&reader.plain);
    for (size_t i = 0; i < reader.n_strings; i++) {
        ltp_free(reader.strings[i].name);
        ltp_buf_release(&reader.strings[i].text);
    }
    ltp_free(reader.strings);
    return rc;
}

#include "importers/table_kind.h"

#include "base/lang.h"
#include "base/os.h"

#include <string.h>

/* ---- by the first bytes ---- */

#define MAGIC(text) (text), sizeof(text) - 1

static const struct {
    const char *magic;
    size_t size;
    const char *refusal;
} known_files[] = {
    {MAGIC("%PDF"),
     N_("This is a PDF document, not a table. Ask for the spreadsheet it was made from.")},
    {MAGIC("\x89PNG"), N_("This is a picture (PNG), not a table. Ask for the spreadsheet itself.")},
    {MAGIC("\xFF\xD8\xFF"),
     N_("This is a picture (JPEG), not a table. Ask for the spreadsheet itself.")},
    {MAGIC("GIF8"), N_("This is a picture (GIF), not a table. Ask for the spreadsheet itself.")},
    {MAGIC("Rar!"), N_("This is a RAR archive. Unpack it and import the table inside.")},
    {MAGIC("7z\xBC\xAF\x27\x1C"),
     N_("This is a 7-Zip archive. Unpack it and import the table inside.")},
    {MAGIC("\x1F\x8B"), N_("This is a gzip archive. Unpack it and import the table inside.")},
    {MAGIC("SQLite format 3"),
     N_("This is a database (GeoPackage or SQLite), not a spreadsheet. Boundaries are imported "
        "with "
        "\"ltp import boundaries\"; a table must be saved as CSV or XLSX first.")},
    {MAGIC("{\\rtf"), N_("This is a text document (RTF), not a table. Copy its table into a "
                         "spreadsheet and save that.")},
};

static const char refusal_html[] =
    N_("This is a web page (HTML), perhaps one saved under a spreadsheet's name. Open it in a "
       "spreadsheet program and save it as XLSX or CSV.");
static const char refusal_xml[] =
    N_("This is an XML file, not a table. If it is an Excel 2003 XML workbook, open it in a "
       "spreadsheet program and save it as XLSX.");
static const char refusal_json[] =
    N_("This is a JSON file, not a table. Save the table as CSV or XLSX; boundaries in GeoJSON are "
       "imported with \"ltp import boundaries\".");
static const char refusal_binary[] = N_(
    "This is no table that can be read: the file is binary and of unknown kind. Save the table as "
    "XLSX, ODS or CSV.");

static bool starts_with_word(const char *text, size_t size, const char *word)
{
    size_t length = strlen(word);
    if (size < length)
        return false;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != word[i])
            return false;
    }
    return true;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* "{" and "[" begin JSON when what follows could only be JSON. */
static bool is_json(const char *text, size_t size)
{
    size_t at = 1;
    if (size == 0 || (*text != '{' && *text != '['))
        return false;
    while (at < size && is_space(text[at]))
        at++;
    return at == size || strchr("{[\"]}", text[at]) != NULL;
}

static const char *text_refusal(const char *text, size_t size)
{
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3, size -= 3;
    while (size > 0 && is_space(*text))
        text++, size--;
    if (starts_with_word(text, size, "<!doctype html") || starts_with_word(text, size, "<html") ||
        starts_with_word(text, size, "<table") || starts_with_word(text, size, "<head"))
        return refusal_html;
    if (starts_with_word(text, size, "<?xml") || starts_with_word(text, size, "<!"))
        return refusal_xml;
    return is_json(text, size) ? refusal_json : NULL;
}

static bool is_utf16_mark(const char *head, size_t size)
{
    return size >= 2 && (memcmp(head, "\xFF\xFE", 2) == 0 || memcmp(head, "\xFE\xFF", 2) == 0);
}

/* Control characters that no text has; zeros are left to the reader, who knows UTF-16. */
static bool is_binary(const char *head, size_t size)
{
    size_t controls = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)head[i];
        controls +=
            c < 32 && c != 0 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1A;
    }
    return controls * 50 > size;
}

LtpFileKind ltp_file_kind(const char *head, size_t size, const char **refusal)
{
    if (size >= 4 && memcmp(head, "PK\3\4", 4) == 0)
        return LTP_KIND_ZIP;
    if (size >= 8 && memcmp(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0)
        return LTP_KIND_OLE;
    const char *reason = NULL;
    for (size_t i = 0; !reason && i < sizeof known_files / sizeof *known_files; i++)
        if (size >= known_files[i].size &&
            memcmp(head, known_files[i].magic, known_files[i].size) == 0)
            reason = known_files[i].refusal;
    if (!reason && !is_utf16_mark(head, size))
        reason = is_binary(head, size) ? refusal_binary : text_refusal(head, size);
    if (!reason)
        return LTP_KIND_TEXT;
    *refusal = ltp_gettext(reason);
    return LTP_KIND_OTHER;
}

/* ---- by what is in an archive ---- */

static const struct {
    const char *part, *refusal;
} known_zips[] = {
    {"xl/workbook.bin", N_("This is a binary workbook (XLSB). Save it as XLSX.")},
    {"word/document.xml",
     N_("This is a Word document, not a table. Copy its table into a spreadsheet "
        "and save that.")},
    {"ppt/presentation.xml", N_("This is a PowerPoint presentation, not a table. Ask for the "
                                "spreadsheet behind it.")},
    {"doc.kml", N_("This is a KMZ map, not a table. Boundaries are imported with \"ltp import "
                   "boundaries\".")},
    {"Index/Document.iwa", N_("This is an Apple Numbers workbook. Export it as XLSX.")},
};

static bool is_ods(zip_t *zip)
{
    char type[64] = {0};
    zip_file_t *file = zip_fopen(zip, "mimetype", 0);
    if (!file)
        return false;
    zip_int64_t got = zip_fread(file, type, sizeof type - 1);
    zip_fclose(file);
    return got > 0 && strncmp(type, "application/vnd.oasis.opendocument.spreadsheet", 46) == 0;
}

static bool is_encrypted_ods(zip_t *zip)
{
    zip_file_t *file = zip_fopen(zip, "META-INF/manifest.xml", 0);
    char manifest[65536];
    if (!file)
        return false;
    zip_int64_t got = zip_fread(file, manifest, sizeof manifest - 1);
    zip_fclose(file);
    if (got <= 0)
        return false;
    manifest[got] = '\0';
    return strstr(manifest, "encryption-data") != NULL;
}

LtpZipKind ltp_zip_kind(zip_t *zip, const char **refusal)
{
    for (size_t i = 0; i < sizeof known_zips / sizeof *known_zips; i++)
        if (ltp_zip_has(zip, known_zips[i].part)) {
            *refusal = ltp_gettext(known_zips[i].refusal);
            return LTP_ZIP_OTHER;
        }
    if (ltp_zip_has(zip, "[Content_Types].xml"))
        return LTP_ZIP_XLSX;
    if (!is_ods(zip))
        return LTP_ZIP_ARCHIVE;
    if (!is_encrypted_ods(zip))
        return LTP_ZIP_ODS;
    *refusal =
        _("The workbook is protected by a password. Open it, remove the password and save it.");
    return LTP_ZIP_OTHER;
}

static bool is_table_name(const char *name)
{
    static const char *const extensions[] = {"csv", "tsv",  "txt",  "ssv", "hxl",
                                             "tab", "xlsx", "xlsm", "ods", "xls"};
    if (strncmp(name, "__MACOSX/", 9) == 0 || *ltp_path_name(name) == '.')
        return false;
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        if (ltp_path_has_extension(name, extensions[i]))
            return true;
    return false;
}

LtpCode ltp_zip_table_part(zip_t *zip, const char **part, LtpError *err)
{
    const char *found = NULL, *second = NULL;
    zip_int64_t count = zip_get_num_entries(zip, 0);
    for (zip_int64_t i = 0; i < count && !second; i++) {
        const char *name = zip_get_name(zip, (zip_uint64_t)i, 0);
        if (!name || !is_table_name(name))
            continue;
        if (found)
            second = name;
        else
            found = name;
    }
    if (!found)
        return ltp_fail(
            err, LTP_EFORMAT,
            _("The archive holds no table (CSV, XLSX or ODS). Boundaries are imported with "
              "\"ltp import boundaries\"."));
    if (second)
        return ltp_fail(
            err, LTP_EFORMAT,
            _("The archive holds several tables (%s, %s ...). Unpack it and import each."), found,
            second);
    *part = found;
    return LTP_OK;
}

/* ---- by the streams of an OLE file: their names stand in it as UTF-16 ---- */

static bool has_wide(const char *bytes, size_t size, const char *word)
{
    size_t length = strlen(word);
    for (size_t at = 0; at + 2 * length <= size; at++) {
        size_t same = 0;
        while (same < length && bytes[at + 2 * same] == word[same] &&
               bytes[at + 2 * same + 1] == '\0')
            same++;
        if (same == length)
            return true;
    }
    return false;
}

const char *ltp_ole_refusal(const char *bytes, size_t size)
{
    if (has_wide(bytes, size, "EncryptedPackage"))
        return _(
            "The workbook is protected by a password. Open it, remove the password and save it.");
    if (has_wide(bytes, size, "Workbook") || has_wide(bytes, size, "Book"))
        return NULL;
    return _(
        "This is a document of an old Office program, not a spreadsheet. Save the table as XLSX "
        "or CSV.");
}

#include "importers/table_driver.h"

#include "base/lang.h"
#include "base/os.h"
#include "base/text.h"
#include "importers/bibliography.h"
#include "importers/table_kind.h"

#include <inttypes.h>
#include <string.h>

enum { HEAD = 4096 };
#define OLE_MAX ((size_t)128 << 20) /* an XLS has 65,536 rows at most */

/* ---- what the file is, and the driver for it ---- */

static LtpCode choose_zip(LtpTable *table, LtpError *err);

static LtpCode refuse(LtpError *err, const char *message)
{
    return ltp_fail(err, LTP_EFORMAT, "%s", message);
}

/* A workbook within an archive is read from memory; within that, no further archive. */
static LtpCode choose_inner(LtpTable *table, LtpError *err)
{
    zip_t *inner = NULL;
    LTP_TRY(ltp_zip_open_inner(table->source.zip, table->source.part, &table->source.memory, &inner,
                               err));
    zip_discard(table->source.zip);
    table->source.zip = inner;
    ltp_free(table->source.part);
    table->source.part = NULL;
    const char *refusal = NULL;
    switch (ltp_zip_kind(inner, &refusal)) {
    case LTP_ZIP_XLSX:
        table->driver = &ltp_table_xlsx;
        return LTP_OK;
    case LTP_ZIP_ODS:
        table->driver = &ltp_table_ods;
        return LTP_OK;
    case LTP_ZIP_OTHER:
        return refuse(err, refusal);
    case LTP_ZIP_ARCHIVE:
        break;
    }
    return refuse(err,
                  _("The archive holds another archive. Unpack it and import the table inside."));
}

static LtpCode read_head(const LtpSource *source, char head[HEAD], size_t *size, LtpError *err)
{
    LtpBytes bytes = {0};
    LtpCode rc;
    LTP_GO(ltp_bytes_open(&bytes, source, err));
    LTP_GO(ltp_bytes_read(&bytes, head, HEAD, size, err));
done:
    ltp_bytes_close(&bytes);
    return rc;
}

static LtpCode check_ole(const LtpSource *source, LtpError *err)
{
    char *bytes = NULL;
    size_t size = 0;
    if (source->part) /* GDAL will look inside */
        return LTP_OK;
    LTP_TRY(ltp_os_read_file(source->path, OLE_MAX, &bytes, &size, err));
    const char *refusal = ltp_ole_refusal(bytes, size);
    ltp_free(bytes);
    return refusal ? refuse(err, refusal) : LTP_OK;
}

static LtpCode choose(LtpTable *table, LtpError *err)
{
    char head[HEAD];
    size_t size = 0;
    const char *refusal = NULL;
    LTP_TRY(read_head(&table->source, head, &size, err));
    if (size == 0)
        return refuse(err, _("The file is empty. Ask for it again."));
    switch (ltp_file_kind(head, size, &refusal)) {
    case LTP_KIND_ZIP:
        return table->source.part ? choose_inner(table, err) : choose_zip(table, err);
    case LTP_KIND_OLE:
        table->driver = &ltp_table_xls;
        return check_ole(&table->source, err);
    case LTP_KIND_OTHER:
        if (table->source.part || !ltp_table_is_vector(&table->source))
            return refuse(err, refusal);
        table->driver = &ltp_table_vector;
        return LTP_OK;
    case LTP_KIND_TEXT:
        break;
    }
    table->driver = ltp_bibliography_is(head, size) ? &ltp_table_bibliography : &ltp_table_csv;
    return LTP_OK;
}

static LtpCode choose_zip(LtpTable *table, LtpError *err)
{
    const char *refusal = NULL, *part = NULL;
    LTP_TRY(ltp_zip_open(table->source.path, &table->source.zip, err));
    LtpZipKind kind = ltp_zip_kind(table->source.zip, &refusal);
    if ((kind == LTP_ZIP_OTHER || kind == LTP_ZIP_ARCHIVE) && ltp_table_is_vector(&table->source)) {
        table->driver = &ltp_table_vector;
        return LTP_OK;
    }
    switch (kind) {
    case LTP_ZIP_XLSX:
        table->driver = &ltp_table_xlsx;
        return LTP_OK;
    case LTP_ZIP_ODS:
        table->driver = &ltp_table_ods;
        return LTP_OK;
    case LTP_ZIP_OTHER:
        return refuse(err, refusal);
    case LTP_ZIP_ARCHIVE:
        break;
    }
    LTP_TRY(ltp_zip_table_part(table->source.zip, &part, err));
    table->source.part = ltp_strdup(part);
    return table->source.part ? choose(table, err) : ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
}

static LtpCode open_chosen(LtpTable *table, LtpError *err)
{
    LTP_TRY(choose(table, err));
    LTP_TRY(table->driver->open(table, err));
    if (table->n_sheets == 0)
        return refuse(err, _("The workbook has no sheet with cells."));
    return LTP_OK;
}

LtpCode ltp_table_open(const char *path, LtpTable **table, LtpError *err)
{
    if (ltp_os_is_dir(path))
        return ltp_fail(err, LTP_EIO, _("%s is a folder. Name the file of the table."), path);
    if (!ltp_os_exists(path))
        return ltp_fail(err, LTP_EIO, _("There is no file %s."), path);
    LtpTable *opened = ltp_calloc(1, sizeof *opened);
    char *copy = ltp_strdup(path);
    if (!opened || !copy) {
        ltp_free(opened);
        ltp_free(copy);
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    }
    opened->source.path = copy;
    LtpCode rc = open_chosen(opened, err);
    if (rc == LTP_OK)
        rc = ltp_table_select(opened, 0, err);
    if (rc != LTP_OK) {
        ltp_error_where(err, path, NULL, 0, NULL);
        ltp_table_close(opened);
        return rc;
    }
    *table = opened;
    return LTP_OK;
}

void ltp_table_close(LtpTable *table)
{
    if (!table)
        return;
    if (table->driver)
        table->driver->close(table->state);
    for (size_t i = 0; i < table->n_sheets; i++)
        ltp_free(table->sheets[i].name);
    ltp_free(table->sheets);
    ltp_free(table->merges);
    ltp_source_release(&table->source);
    ltp_free(table);
}

/* ---- what it is made of ---- */

const char *ltp_table_format(const LtpTable *table)
{
    return table->driver->format;
}

size_t ltp_table_header_limit(const LtpTable *table)
{
    return table->header_limit;
}

bool ltp_table_date1904(const LtpTable *table)
{
    return table->date1904;
}

bool ltp_table_pivot_cache(const LtpTable *table)
{
    return table->pivot_cache;
}

bool ltp_table_uncomputed(const LtpTable *table)
{
    return table->uncomputed;
}

size_t ltp_table_n_sheets(const LtpTable *table)
{
    return table->n_sheets;
}

LtpSheetInfo ltp_table_sheet(const LtpTable *table, size_t sheet)
{
    const LtpSheet *s = &table->sheets[sheet];
    return (LtpSheetInfo){.name = s->name, .hidden = s->hidden, .pivot = s->pivot};
}

double ltp_table_fraction(const LtpTable *table)
{
    return table->driver->fraction(table->state);
}

LtpCode ltp_table_add_sheet(LtpTable *table, const char *name, bool hidden, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&table->sheets, &table->sheets_capacity, table->n_sheets,
                     sizeof *table->sheets, err));
    char *copy = ltp_strdup(name);
    if (!copy)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    table->sheets[table->n_sheets++] = (LtpSheet){.name = copy, .hidden = hidden};
    return LTP_OK;
}

LtpCode ltp_table_add_merge(LtpTable *table, LtpMerge merge, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&table->merges, &table->merges_capacity, table->n_merges,
                     sizeof *table->merges, err));
    table->merges[table->n_merges++] = merge;
    return LTP_OK;
}

LtpCode ltp_table_merges(LtpTable *table, size_t sheet, int64_t rows, const LtpMerge **merges,
                         size_t *count, LtpError *err)
{
    table->n_merges = 0;
    if (table->driver->merges)
        LTP_TRY(table->driver->merges(table, sheet, rows, err));
    *merges = table->merges;
    *count = table->n_merges;
    return LTP_OK;
}

/* ---- rows ---- */

static LtpCode where(const LtpTable *table, LtpCode code, LtpError *err)
{
    ltp_error_where(err, table->source.path, table->sheets[table->selected].name, 0, NULL);
    return code;
}

LtpCode ltp_table_select(LtpTable *table, size_t sheet, LtpError *err)
{
    table->selected = sheet;
    LtpCode rc = table->driver->select(table, sheet, err);
    return rc == LTP_OK ? rc : where(table, rc, err);
}

static bool is_blank(const char *text)
{
    if (*text > ' ')
        return false;
    size_t length;
    ltp_text_trim(text, &length);
    return length == 0;
}

static size_t count_filled(const LtpRow *row)
{
    size_t count = row->count;
    while (count > 0 && is_blank(row->cells[count - 1].text))
        count--;
    return count;
}

static LtpCode next_filled(LtpTable *table, LtpRow *row, LtpError *err)
{
    do {
        LTP_TRY(table->driver->next(table, row, err));
        row->count = count_filled(row);
    } while (row->cells && row->count == 0);
    if (row->cells && row->number > LTP_TABLE_MAX_ROWS)
        return ltp_fail(err, LTP_ELIMIT, _("The table has more than %" PRId64 " rows. Split it."),
                        LTP_TABLE_MAX_ROWS);
    return LTP_OK;
}

LtpCode ltp_table_next(LtpTable *table, LtpRow *row, LtpError *err)
{
    LtpCode rc = next_filled(table, row, err);
    return rc == LTP_OK ? rc : where(table, rc, err);
}

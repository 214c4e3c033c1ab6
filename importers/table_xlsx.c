#include "importers/table_xlsx.h"

#include "base/lang.h"

#include <string.h>

/* ---- relations: which part an id stands for ---- */

typedef struct Relation {
    const char *id, *type, *target; /* in the arena */
} Relation;

typedef struct Relations {
    LtpArena arena;
    Relation *items;
    size_t count, capacity;
} Relations;

static void relations_release(Relations *relations)
{
    ltp_arena_release(&relations->arena);
    ltp_free(relations->items);
    *relations = (Relations){0};
}

static LtpCode relations_add(Relations *relations, const char **atts, LtpError *err)
{
    const char *id = ltp_xml_attribute(atts, "Id"), *target = ltp_xml_attribute(atts, "Target");
    const char *type = ltp_xml_attribute(atts, "Type");
    const char *slash = type ? strrchr(type, '/') : NULL;
    if (!id || !target)
        return LTP_OK;
    LTP_TRY(ltp_grow((void **)&relations->items, &relations->capacity, relations->count,
                     sizeof *relations->items, err));
    Relation relation = {
        .id = ltp_arena_strdup(&relations->arena, id),
        .type = ltp_arena_strdup(&relations->arena, slash ? slash + 1 : ""),
        .target = ltp_arena_strdup(&relations->arena, target),
    };
    if (!relation.id || !relation.type || !relation.target)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    relations->items[relations->count++] = relation;
    return LTP_OK;
}

static void relations_start(void *arg, const char *name, const char **atts)
{
    LtpXml *xml = arg;
    if (strcmp(ltp_xml_local(name), "Relationship") == 0)
        ltp_xml_check(xml, relations_add(xml->user, atts, xml->err));
}

/* The relations of a part; none when it has no file of them. */
static LtpCode relations_read(Relations *relations, zip_t *zip, const char *part, LtpError *err)
{
    static const LtpXmlHandlers handlers = {relations_start, NULL, NULL};
    const char *slash = strrchr(part, '/');
    int folder = slash ? (int)(slash - part + 1) : 0;
    LtpBuf path = {0};
    ltp_buf_printf(&path, "%.*s_rels/%s.rels", folder, part, part + folder);
    LtpCode rc = ltp_buf_check(&path, err);
    if (rc == LTP_OK && ltp_zip_has(zip, ltp_buf_text(&path)))
        rc = ltp_xml_whole(zip, ltp_buf_text(&path), &handlers, relations, err);
    ltp_buf_release(&path);
    return rc;
}

static const Relation *relation_of_type(const Relations *relations, const char *type)
{
    for (size_t i = 0; i < relations->count; i++)
        if (strcmp(relations->items[i].type, type) == 0)
            return &relations->items[i];
    return NULL;
}

static const Relation *relation_of_id(const Relations *relations, const char *id)
{
    for (size_t i = 0; id && i < relations->count; i++)
        if (strcmp(relations->items[i].id, id) == 0)
            return &relations->items[i];
    return NULL;
}

/* The part a relation of `base` points to, as a new string: "/xl/a.xml" is absolute, "a.xml"
 * beside. */
static char *resolve(const char *base, const char *target)
{
    const char *slash = strrchr(base, '/');
    LtpBuf path = {0};
    if (*target == '/')
        return ltp_strdup(target + 1);
    if (slash)
        ltp_buf_put(&path, base, (size_t)(slash - base + 1));
    ltp_buf_puts(&path, target);
    char *resolved = ltp_buf_take(&path);
    ltp_buf_release(&path);
    return resolved;
}

/* ---- the workbook ---- */

typedef struct WorkbookReader {
    LtpTable *table;
    LtpXlsx *xlsx;
    Relations relations;
    char *part;
} WorkbookReader;

static LtpCode workbook_sheet(WorkbookReader *reader, const char **atts, LtpError *err)
{
    LtpXlsx *xlsx = reader->xlsx;
    const Relation *relation = relation_of_id(&reader->relations, ltp_xml_attribute(atts, "id"));
    const char *name = ltp_xml_attribute(atts, "name"), *state = ltp_xml_attribute(atts, "state");
    if (!relation || strcmp(relation->type, "worksheet") != 0) /* a chart or dialog sheet */
        return LTP_OK;
    LTP_TRY(ltp_grow((void **)&xlsx->parts, &xlsx->parts_capacity, xlsx->n_parts,
                     sizeof *xlsx->parts, err));
    char *part = resolve(reader->part, relation->target);
    if (!part)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    xlsx->parts[xlsx->n_parts++] = part;
    return ltp_table_add_sheet(reader->table, name ? name : "",
                               state && strcmp(state, "visible") != 0, err);
}

static bool is_true(const char *text)
{
    return text && (strcmp(text, "1") == 0 || strcmp(text, "true") == 0);
}

static void workbook_start(void *arg, const char *name, const char **atts)
{
    LtpXml *xml = arg;
    WorkbookReader *reader = xml->user;
    name = ltp_xml_local(name);
    if (strcmp(name, "sheet") == 0)
        ltp_xml_check(xml, workbook_sheet(reader, atts, xml->err));
    else if (strcmp(name, "workbookPr") == 0)
        reader->xlsx->date1904 = is_true(ltp_xml_attribute(atts, "date1904"));
}

/* The path of the main part, by the package's relations. */
static LtpCode workbook_locate(WorkbookReader *reader, zip_t *zip, LtpError *err)
{
    Relations package = {0};
    LtpCode rc = relations_read(&package, zip, "", err);
    const Relation *main_part = relation_of_type(&package, "officeDocument");
    if (rc == LTP_OK) {
        reader->part = resolve("", main_part ? main_part->target : "xl/workbook.xml");
        rc = reader->part ? LTP_OK : ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    }
    relations_release(&package);
    return rc;
}

typedef LtpCode SharedReader(LtpXlsx *xlsx, zip_t *zip, const char *part, LtpError *err);

static LtpCode read_strings(LtpXlsx *xlsx, zip_t *zip, const char *part, LtpError *err)
{
    return ltp_strings_read(&xlsx->strings, zip, part, err);
}

static LtpCode read_styles(LtpXlsx *xlsx, zip_t *zip, const char *part, LtpError *err)
{
    return ltp_styles_read(&xlsx->styles, zip, part, err);
}

/* A part that a workbook may have. */
static LtpCode workbook_shared(WorkbookReader *reader, zip_t *zip, const char *type,
                               SharedReader *read, LtpError *err)
{
    const Relation *relation = relation_of_type(&reader->relations, type);
    if (!relation)
        return LTP_OK;
    char *part = resolve(reader->part, relation->target);
    LtpCode rc = part ? LTP_OK : ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    if (rc == LTP_OK && ltp_zip_has(zip, part))
        rc = read(reader->xlsx, zip, part, err);
    ltp_free(part);
    return rc;
}

static LtpCode mark_pivot_sheets(LtpTable *table, const LtpXlsx *xlsx, LtpError *err)
{
    for (size_t i = 0; i < table->n_sheets; i++) {
        Relations relations = {0};
        LtpCode rc = relations_read(&relations, table->source.zip, xlsx->parts[i], err);
        table->sheets[i].pivot = relation_of_type(&relations, "pivotTable") != NULL;
        relations_release(&relations);
        LTP_TRY(rc);
    }
    return LTP_OK;
}

static LtpCode xlsx_open(LtpTable *table, LtpError *err)
{
    static const LtpXmlHandlers handlers = {workbook_start, NULL, NULL};
    zip_t *zip = table->source.zip;
    LtpXlsx *xlsx = ltp_calloc(1, sizeof *xlsx);
    WorkbookReader reader = {.table = table, .xlsx = xlsx};
    LtpCode rc;

    table->state = xlsx;
    if (!xlsx)
        return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
    LTP_GO(workbook_locate(&reader, zip, err));
    LTP_GO(relations_read(&reader.relations, zip, reader.part, err));
    LTP_GO(ltp_xml_whole(zip, reader.part, &handlers, &reader, err));
    LTP_GO(workbook_shared(&reader, zip, "sharedStrings", read_strings, err));
    LTP_GO(workbook_shared(&reader, zip, "styles", read_styles, err));
    LTP_GO(mark_pivot_sheets(table, xlsx, err));
    table->date1904 = xlsx->date1904;
    table->pivot_cache = relation_of_type(&reader.relations, "pivotCacheDefinition") != NULL;
done:
    relations_release(&reader.relations);
    ltp_free(reader.part);
    return rc;
}

static void xlsx_close(void *state)
{
    LtpXlsx *xlsx = state;
    if (!xlsx)
        return;
    ltp_xml_close(&xlsx->xml);
    ltp_draft_release(&xlsx->row.draft);
    ltp_buf_release(&xlsx->row.text);
    ltp_strings_release(&xlsx->strings);
    ltp_styles_release(&xlsx->styles);
    for (size_t i = 0; i < xlsx->n_parts; i++)
        ltp_free(xlsx->parts[i]);
    ltp_free(xlsx->parts);
    ltp_free(xlsx);
}

static double xlsx_fraction(const void *state)
{
    const LtpXlsx *xlsx = state;
    return xlsx->row.ended ? 1 : ltp_bytes_fraction(&xlsx->xml.bytes);
}

const LtpTableDriver ltp_table_xlsx = {
    .format = "xlsx",
    .open = xlsx_open,
    .close = xlsx_close,
    .select = ltp_xlsx_select,
    .next = ltp_xlsx_next,
    .fraction = xlsx_fraction,
    .merges = ltp_xlsx_merges,
};

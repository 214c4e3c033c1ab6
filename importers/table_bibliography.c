/* Bibliographies as tables: each BibTeX or RIS entry is a row under headers that the repertory of
 * studies knows. Row 1 is the header, the first entry row 2. */
#include "importers/bibliography.h"

#include "base/lang.h"
#include "base/text.h"
#include "importers/table_driver.h"

#include <string.h>

enum { FILE_MAX = 64 << 20 };

static const char *const headers[LTP_BIB_FIELDS] = {
    [LTP_BIB_KEY] = "Référence",
    [LTP_BIB_TITLE] = "Titre",
    [LTP_BIB_TITLE_OTHER] = "Titre dans une autre langue",
    [LTP_BIB_AUTHORS] = "Auteurs",
    [LTP_BIB_PUBLISHER] = "Éditeur",
    [LTP_BIB_YEAR] = "Année",
    [LTP_BIB_TYPE] = "Type",
    [LTP_BIB_LANGUAGE] = "Langue",
    [LTP_BIB_DOI] = "DOI",
    [LTP_BIB_URL] = "Lien",
    [LTP_BIB_THEMES] = "Thèmes",
    [LTP_BIB_PLACES] = "Lieux tels qu'écrits",
    [LTP_BIB_PCODES] = "P-code du lieu",
    [LTP_BIB_NOTES] = "Notes",
};

typedef struct Bibliography {
    LtpBibEntries entries;
    size_t next; /* 0 = the header */
    LtpDraft draft;
} Bibliography;

/* The whole text as UTF-8. */
static LtpCode read_text(LtpTable *table, LtpBuf *text, LtpError *err)
{
    LtpBytes bytes = {0};
    LtpBuf raw = {0};
    char chunk[4096];
    size_t got = 1, bom = 0;
    LtpCode rc;
    LTP_GO(ltp_bytes_open(&bytes, &table->source, err));
    while (got > 0) {
        LTP_GO(ltp_bytes_read(&bytes, chunk, sizeof chunk, &got, err));
        ltp_buf_put(&raw, chunk, got);
        if (raw.size > FILE_MAX)
            LTP_GO(ltp_fail(err, LTP_ELIMIT,
                            _("The bibliography is larger than 64 MB. Export it "
                              "in parts.")));
    }
    LTP_GO(ltp_buf_check(&raw, err));
    if (raw.size > 0) {
        LtpEncoding encoding = ltp_text_encoding(raw.data, raw.size, &bom);
        ltp_text_to_utf8(encoding, raw.data + bom, raw.size - bom, text);
    }
    LTP_GO(ltp_buf_check(text, err));
done:
    ltp_bytes_close(&bytes);
    ltp_buf_release(&raw);
    return rc;
}

static LtpCode open_bibliography(LtpTable *table, LtpError *err)
{
    Bibliography *bibliography = ltp_calloc(1, sizeof *bibliography);
    LtpBuf text = {0};
    LtpCode rc;
    table->state = bibliography;
    if (bibliography == NULL)
        return ltp_fail_memory(err);
    LTP_GO(read_text(table, &text, err));
    LTP_GO(ltp_bibliography_read(ltp_buf_text(&text), &bibliography->entries, err));
    LTP_GO(ltp_table_add_sheet(table, "", false, err));
done:
    ltp_buf_release(&text);
    return rc;
}

static void close_bibliography(void *state)
{
    Bibliography *bibliography = state;
    if (bibliography == NULL)
        return;
    ltp_bibliography_release(&bibliography->entries);
    ltp_draft_release(&bibliography->draft);
    ltp_free(bibliography);
}

static LtpCode select_sheet(LtpTable *table, size_t sheet, LtpError *err)
{
    Bibliography *bibliography = table->state;
    (void)sheet;
    (void)err;
    bibliography->next = 0;
    return LTP_OK;
}

static LtpCode next_row(LtpTable *table, LtpRow *row, LtpError *err)
{
    Bibliography *bibliography = table->state;
    size_t at = bibliography->next;
    *row = (LtpRow){0};
    if (at > bibliography->entries.count)
        return LTP_OK;
    const char *const *cells = at == 0 ? headers : bibliography->entries.items[at - 1].fields;
    ltp_draft_clear(&bibliography->draft);
    for (size_t i = 0; i < LTP_BIB_FIELDS; i++)
        if (cells[i] != NULL)
            LTP_TRY(ltp_draft_put(&bibliography->draft, i, LTP_CELL_TEXT, cells[i],
                                  strlen(cells[i]), err));
    bibliography->next++;
    return ltp_draft_row(&bibliography->draft, (int64_t)at + 1, row, err);
}

static double fraction(const void *state)
{
    const Bibliography *bibliography = state;
    return (double)bibliography->next / (double)(bibliography->entries.count + 1);
}

const LtpTableDriver ltp_table_bibliography = {
    .format = "bibliography",
    .open = open_bibliography,
    .close = close_bibliography,
    .select = select_sheet,
    .next = next_row,
    .fraction = fraction,
};

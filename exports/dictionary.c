#include "base/csv.h"
#include "base/lang.h"
#include "base/os.h"
#include "exports/dbf.h"
#include "exports/figures.h"

static const char *type_name(LtpFieldType type)
{
    static const char *const names[] = {[LTP_TEXT] = "texte",
                                        [LTP_INTEGER] = "entier",
                                        [LTP_REAL] = "nombre",
                                        [LTP_BOOLEAN] = "0/1",
                                        [LTP_DATE] = "date"};
    return names[type];
}

static void put_column(LtpCsv *csv, const LtpField *field)
{
    const char *const cells[] = {field->dbf,
                                 field->name,
                                 field->label.fr,
                                 field->label.en,
                                 type_name(field->type),
                                 ltp_figure_unit(field->unit, LTP_FR),
                                 field->definition.fr,
                                 field->definition.en,
                                 field->hxl};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        ltp_csv_text(csv, cells[i]);
    ltp_csv_end_row(csv);
}

LtpCode ltp_dbf_dictionary(const LtpDbf *dbf, const char *path, LtpError *err)
{
    static const char *const header[] = {"nom_court",     "nom_long",      "libelle_fr",
                                         "libelle_en",    "type",          "unite",
                                         "definition_fr", "definition_en", "hxl"};
    LtpBuf out = {0};
    LtpCsv csv = {.out = &out, .separator = ';', .crlf = true};
    ltp_buf_puts(&out, "\xEF\xBB\xBF"); /* without it Excel reads the accents wrong */
    for (size_t i = 0; i < sizeof header / sizeof *header; i++)
        ltp_csv_text(&csv, header[i]);
    ltp_csv_end_row(&csv);
    for (size_t i = 0; i < dbf->count; i++)
        put_column(&csv, dbf->columns[i].field);
    LtpCode rc = ltp_buf_check(&out, err);
    if (rc == LTP_OK)
        rc = ltp_os_write_file(path, out.data, out.size, err);
    ltp_buf_release(&out);
    return rc;
}

/* What every file says of itself. */
#include "base/lang.h"
#include "base/os.h"
#include "exports/driver.h"

#include <string.h>

static const LtpStampKey stamp_keys[] = {
    {"title", {"Titre", "Title"}},
    {"abstract", {"Résumé", "Abstract"}},
    {"date", {"Date des données", "Date of the data"}},
    {"edition", {"Édition des limites administratives", "Edition of the boundaries"}},
    {"parameters", {"Paramètres", "Parameters"}},
    {"not_located",
     {"Lignes d'activité non localisées, dans aucun chiffre", "Lines not located, in no figure"}},
    {"source", {"Source", "Source"}},
    {"licence", {"Licence", "Licence"}},
    {"sensitivity", {"Sensibilité", "Sensitivity"}},
    {"program", {"Programme", "Program"}},
};

const LtpStampKey *ltp_stamp_keys(size_t *count)
{
    *count = sizeof stamp_keys / sizeof *stamp_keys;
    return stamp_keys;
}

static void put_readme(const LtpExportFile *file, LtpLang lang, LtpBuf *out)
{
    const char *colon = lang == LTP_FR ? "\u00a0: " : ": ";
    for (size_t i = 0; i < sizeof stamp_keys / sizeof *stamp_keys; i++) {
        const char *value = ltp_release_stamp(file->release, stamp_keys[i].key);
        if (value != NULL)
            ltp_buf_printf(out, "%s%s%s\r\n", ltp_text_in(stamp_keys[i].label, lang), colon, value);
    }
    ltp_buf_printf(out, "%s%s%lld\r\n", lang == LTP_FR ? "Nombre de lignes" : "Number of rows",
                   colon, (long long)file->facts.rows);
    ltp_buf_puts(
        out, lang == LTP_FR
                 ? "\r\nUne case vide veut dire «\u00a0non connu\u00a0», jamais zéro. L'absence "
                   "d'une ligne ne prouve pas l'absence d'un acteur ou d'un besoin.\r\n"
                 : "\r\nAn empty cell means \"not known\", never zero. That a line is missing "
                   "doesn't prove that an actor or a need is missing.\r\n");
}

LtpCode ltp_export_readme(const LtpExportFile *file, const char *path, LtpError *err)
{
    LtpBuf out = {0};
    ltp_buf_puts(&out, "\xEF\xBB\xBF"); /* the Notepad of old Windows reads ANSI without it */
    put_readme(file, ltp_lang(), &out);
    LtpCode rc = ltp_buf_check(&out, err);
    if (rc == LTP_OK)
        rc = ltp_os_write_file(path, out.data, out.size, err);
    ltp_buf_release(&out);
    return rc;
}

bool ltp_export_has_field(const LtpRelease *release, const char *name)
{
    for (size_t i = 0; i < ltp_release_n_fields(release); i++) {
        if (strcmp(ltp_release_field(release, i)->name, name) == 0)
            return true;
    }
    return false;
}

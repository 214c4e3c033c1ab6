/* Labels of fields in the words of the country: "Province" where Mali has "Région". */
#include "layers/release_internal.h"

#include "base/lang.h"

#include <string.h>

const LtpLevelName *ltp_release_level_name(const LtpRelease *release, int level)
{
    return &release->levels[level < 0 || level >= LTP_LEVELS ? 0 : level];
}

/* The level of "adm2_name" and "adm2_code"; 0 for other fields. */
static int level_of(const LtpField *field, bool *code)
{
    const char *name = field->name;
    if (strncmp(name, "adm", 3) != 0 || name[3] < '1' || name[3] > '4')
        return 0;
    *code = strcmp(name + 4, "_code") == 0;
    return *code || strcmp(name + 4, "_name") == 0 ? name[3] - '0' : 0;
}

/* Whether the table of fields already says so. */
static bool is_called(const LtpField *label, const char *fr, const char *en)
{
    return strcmp(label->label.fr, fr) == 0 && strcmp(label->label.en, en) == 0;
}

static LtpCode keep(LtpRelease *release, const char *format, const char *word, int level,
                    const char **out, LtpError *err)
{
    LtpBuf text = {0};
    for (const char *at = format; *at != '\0'; at++) {
        if (*at == '@')
            ltp_buf_puts(&text, word);
        else if (*at == '#')
            ltp_buf_printf(&text, "%d", level);
        else
            ltp_buf_putc(&text, *at);
    }
    LtpCode rc = ltp_buf_check(&text, err);
    if (rc == LTP_OK)
        *out = ltp_arena_strdup(&release->arena, ltp_buf_text(&text));
    ltp_buf_release(&text);
    return rc != LTP_OK ? rc : *out != NULL ? LTP_OK : ltp_fail_memory(err);
}

static LtpCode rename_field(LtpRelease *release, size_t i, int level, bool code, LtpError *err)
{
    const LtpLevelName *name = &release->levels[level];
    LtpField *field = &release->renamed[release->n_renamed];
    *field = *release->fields[i];
    LTP_TRY(keep(release, code ? "P-code (@)" : "@", name->one.fr, level, &field->label.fr, err));
    LTP_TRY(keep(release, code ? "P-code (@)" : "@", name->one.en, level, &field->label.en, err));
    LTP_TRY(
        keep(release,
             code ? "Code officiel de l'unité de niveau # : @." : "Nom de l'unité de niveau # : @.",
             name->one.fr, level, &field->definition.fr, err));
    LTP_TRY(
        keep(release,
             code ? "Official code of the unit of level #: @." : "Name of the unit of level #: @.",
             name->one.en, level, &field->definition.en, err));
    release->fields[i] = field;
    release->n_renamed++;
    return LTP_OK;
}

/* Mali's fields are called as its levels are; an English reader gets its words too. */
static LtpCode rename_fields(LtpRelease *release, LtpError *err)
{
    for (size_t i = 0; i < release->n_fields; i++) {
        bool code = false;
        int level = level_of(release->fields[i], &code);
        if (level == 0 || release->n_renamed == LTP_RENAMED)
            continue;
        char other[16];
        snprintf(other, sizeof other, "adm%d_name", level);
        const LtpField *word = ltp_layer_field(release->layer, other);
        const LtpLevelName *name = &release->levels[level];
        if (word == NULL || is_called(word, name->one.fr, name->one.en))
            continue;
        LTP_TRY(rename_field(release, i, level, code, err));
    }
    return LTP_OK;
}

LtpCode ltp_release_levels(LtpRelease *release, LtpError *err)
{
    LtpEdition edition = {0};
    const char *name = ltp_params_text(release->params, LTP_P_EDITION);
    LtpCode rc = ltp_edition_get(release->store, name, &edition, NULL);
    if (rc != LTP_OK && rc != LTP_ENOTFOUND) /* a store without boundaries has the general names */
        return ltp_edition_get(release->store, name, &edition, err);
    LTP_TRY(ltp_level_names(release->store, edition.id, release->levels, err));
    return rename_fields(release, err);
}

#include "importers/findings.h"

#include "importers/importer.h"

#include <string.h>

#define FINDING(code_, severity_, fr_, en_)                                                        \
    {.code = #code_, .severity = LTP_FINDING_##severity_, .text = {.fr = fr_, .en = en_}},
static const LtpFindingKind kinds[] = {
#include "layers/findings.def"
};
#undef FINDING

enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

const LtpFindingKind *ltp_finding_kind_at(size_t i)
{
    return i < N_KINDS ? &kinds[i] : NULL;
}

const LtpFindingKind *ltp_finding_kind(const char *code)
{
    for (size_t i = 0; i < N_KINDS; i++)
        if (strcmp(kinds[i].code, code) == 0)
            return &kinds[i];
    return NULL;
}

/* The texts of findings.def are data with one %s and %% as in a format; they are filled in by hand
 * because no format checker sees them. */
void ltp_finding_text(const char *code, const char *value, LtpLang lang, LtpBuf *out)
{
    const LtpFindingKind *kind = ltp_finding_kind(code);
    if (kind == NULL) {
        ltp_buf_puts(out, code);
        return;
    }
    for (const char *at = ltp_text_in(kind->text, lang); *at != '\0'; at++) {
        if (at[0] == '%' && at[1] == 's') {
            ltp_buf_puts(out, value != NULL ? value : "");
            at++;
        } else {
            ltp_buf_putc(out, *at);
            at += at[0] == '%' && at[1] == '%';
        }
    }
}

void ltp_findings_clear(LtpFindings *findings)
{
    ltp_arena_release(&findings->arena);
    findings->count = 0;
}

void ltp_findings_release(LtpFindings *findings)
{
    ltp_findings_clear(findings);
    ltp_free(findings->items);
    *findings = (LtpFindings){0};
}

static LtpCode copy_text(LtpArena *arena, const char **text, LtpError *err)
{
    if (*text == NULL)
        return LTP_OK;
    *text = ltp_arena_strdup(arena, *text);
    return *text != NULL ? LTP_OK : ltp_fail_memory(err);
}

LtpCode ltp_findings_add(LtpFindings *findings, const LtpFinding *finding, LtpError *err)
{
    LtpFinding copy = *finding;
    LTP_TRY(copy_text(&findings->arena, &copy.column, err));
    LTP_TRY(copy_text(&findings->arena, &copy.value, err));
    LTP_TRY(copy_text(&findings->arena, &copy.detail, err));
    LTP_TRY(ltp_grow((void **)&findings->items, &findings->capacity, findings->count, sizeof copy,
                     err));
    findings->items[findings->count++] = copy;
    return LTP_OK;
}

/* A code that no unit of the edition has, or an outline that is of no use, is why a row has no
 * place. */
static bool is_reason(const LtpFinding *finding, bool no_place)
{
    const LtpFindingKind *kind = ltp_finding_kind(finding->code);
    return (kind != NULL && kind->severity == LTP_FINDING_REJECT) ||
           (no_place && (strcmp(finding->code, "code_unknown") == 0 ||
                         strcmp(finding->code, "code_other_edition") == 0 ||
                         strcmp(finding->code, "area_outside") == 0 ||
                         strcmp(finding->code, "area_unusable") == 0));
}

void ltp_findings_keep_reasons(LtpFindings *findings)
{
    size_t kept = 0;
    bool no_place = false;
    for (size_t i = 0; i < findings->count; i++)
        no_place = no_place || strcmp(findings->items[i].code, "no_location") == 0;
    for (size_t i = 0; i < findings->count; i++)
        if (is_reason(&findings->items[i], no_place))
            findings->items[kept++] = findings->items[i];
    findings->count = kept;
}

LtpCode ltp_findings_write(const LtpFindings *findings, LtpStore *store, int64_t import_id,
                           LtpError *err)
{
    for (size_t i = 0; i < findings->count; i++)
        LTP_TRY(ltp_finding(store, import_id, &findings->items[i], err));
    return LTP_OK;
}

static bool seen_before(const LtpFindings *findings, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(findings->items[k].code, findings->items[i].code) == 0)
            return true;
    return false;
}

void ltp_findings_codes(const LtpFindings *findings, LtpBuf *out)
{
    for (size_t i = 0; i < findings->count; i++) {
        if (seen_before(findings, i))
            continue;
        if (out->size > 0)
            ltp_buf_putc(out, ',');
        ltp_buf_puts(out, findings->items[i].code);
    }
}

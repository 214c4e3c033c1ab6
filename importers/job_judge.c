#include "importers/job_judge.h"

#include "base/sha256.h"
#include "base/text.h"
#include "importers/return_file.h"

#include <stdio.h>
#include <string.h>

/* A column that the file returned to a partner added. */
static bool is_return_column(const LtpJob *job, size_t column)
{
    const char *header =
        column < job->mapping->n_columns ? job->mapping->columns[column].header : NULL;
    return header != NULL && strncmp(header, LTP_RETURN_HEADER, strlen(LTP_RETURN_HEADER)) == 0;
}

/* Trimmed cells without the blank ones at the end: what duplicates have in common. */
static LtpCode fingerprint(LtpJob *job, char hex[LTP_SHA256_HEX], LtpError *err)
{
    LtpBuf *text = &job->text;
    size_t end = 0;
    ltp_buf_clear(text);
    if (ltp_job_is_whole(job)) { /* at another place the same record */
        ltp_buf_printf(text, "record %s", ltp_job_text(job, job->whole_id));
        LTP_TRY(ltp_buf_check(text, err));
        ltp_sha256(text->data, text->size, hex);
        return LTP_OK;
    }
    for (size_t i = 0; i < job->row.count; i++) {
        size_t length = 0;
        if (is_return_column(job, i))
            continue;
        const char *trimmed = ltp_text_trim(job->row.cells[i].text, &length);
        ltp_buf_put(text, trimmed, length);
        if (length > 0)
            end = text->size;
        ltp_buf_putc(text, '\x1f');
    }
    LTP_TRY(ltp_buf_check(text, err));
    ltp_sha256(text->data, end, hex);
    return LTP_OK;
}

/* The earlier row with the same cells, 0 = none; remembers this one. */
static LtpCode find_equal(LtpJob *job, int64_t *earlier, LtpError *err)
{
    char hex[LTP_SHA256_HEX];
    LTP_TRY(fingerprint(job, hex, err));
    uint32_t *row = ltp_digests_at(&job->seen, hex, err);
    if (row == NULL)
        return LTP_ENOMEM;
    *earlier = *row;
    if (*row == 0)
        *row = (uint32_t)job->row.number; /* LTP_TABLE_MAX_ROWS fits */
    return LTP_OK;
}

const char *ltp_job_rejection(const LtpJob *job)
{
    for (size_t i = 0; i < job->findings.count; i++) {
        const LtpFindingKind *kind = ltp_finding_kind(job->findings.items[i].code);
        if (kind != NULL && kind->severity == LTP_FINDING_REJECT)
            return kind->code;
    }
    return NULL;
}

LtpCode ltp_job_judge(LtpJob *job, LtpFate *fate, const char **reason, bool *repeated,
                      LtpError *err)
{
    int64_t earlier;
    char number[32];
    *fate = LTP_ACCEPTED;
    *repeated = false;
    *reason = ltp_job_rejection(job);
    LTP_TRY(find_equal(job, &earlier, err));
    if (*reason != NULL) {
        *fate = LTP_REJECTED;
        ltp_findings_keep_reasons(&job->findings);
        return LTP_OK;
    }
    if (earlier == 0)
        return LTP_OK;
    snprintf(number, sizeof number, "%lld", (long long)earlier);
    if (!job->equal_is_duplicate) {
        *repeated = true;
        return ltp_job_find(job, "repeated_row", -1, number, err);
    }
    *fate = LTP_DUPLICATE;
    *reason = "duplicate_row";
    ltp_findings_clear(&job->findings);
    return ltp_job_find(job, "duplicate_row", -1, number, err);
}

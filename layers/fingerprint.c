#include "layers/fingerprint.h"

#include "base/sha256.h"
#include "base/text.h"

#include <string.h>

#define END_OF_CELL '\x1f'

int64_t ltp_line_organisation(const LtpLineRecord *line)
{
    if (line->org_implementing)
        return line->org_implementing;
    return line->org_programme ? line->org_programme : line->org_reporting;
}

static void put_words(LtpBuf *out, const char *words)
{
    if (words)
        ltp_text_fold(words, out);
    ltp_buf_putc(out, END_OF_CELL);
}

static void put_text(LtpBuf *out, const char *text)
{
    if (text)
        ltp_buf_puts(out, text);
    ltp_buf_putc(out, END_OF_CELL);
}

/* Numbers as eight bytes, lowest first, the same on every machine. */
static void put_int(LtpBuf *out, int64_t value)
{
    unsigned char bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)((uint64_t)value >> (8 * i));
    ltp_buf_put(out, bytes, sizeof bytes);
}

static void put_real(LtpBuf *out, double value)
{
    int64_t bits = LTP_NULL_INT;
    if (!ltp_is_null_real(value))
        memcpy(&bits, &value, sizeof bits);
    put_int(out, bits);
}

static void put_places(LtpBuf *out, const LtpUnits *units, const int32_t *places, size_t count)
{
    for (size_t i = 0; i < count; i++)
        put_text(out, units->units[places[i]].pcode);
    ltp_buf_putc(out, END_OF_CELL);
}

static LtpCode digest(LtpBuf *cells, char out[LTP_FINGERPRINT], LtpError *err)
{
    char hex[LTP_SHA256_HEX];
    LtpCode rc = ltp_buf_check(cells, err);
    if (rc == LTP_OK) {
        ltp_sha256(cells->data, cells->size, hex);
        memcpy(out, hex, LTP_FINGERPRINT - 1);
        out[LTP_FINGERPRINT - 1] = '\0';
    }
    ltp_buf_release(cells);
    return rc;
}

LtpCode ltp_line_fingerprint(const LtpLineRecord *line, const LtpUnits *units,
                             const int32_t *places, char out[LTP_FINGERPRINT], LtpError *err)
{
    LtpBuf cells = {0};
    put_int(&cells, ltp_line_organisation(line));
    put_words(&cells, line->project_code ? line->project_code : line->project_title);
    put_words(&cells, line->activity);
    put_words(&cells, line->indicator);
    put_words(&cells, line->sector ? line->sector : line->sector_text);
    put_places(&cells, units, places, line->n_locations);
    put_int(&cells, line->start);
    put_int(&cells, line->reported);
    return digest(&cells, out, err);
}

static void put_people(LtpBuf *out, const LtpPeople *people)
{
    put_text(out, people->cell.measure);
    put_int(out, people->cell.sex);
    put_int(out, people->cell.age_min);
    put_int(out, people->cell.age_max);
    put_int(out, people->cell.disability);
    put_int(out, people->cell.households);
    put_text(out, people->population_type);
    put_int(out, people->value);
    put_int(out, people->approximate);
}

static void put_orgs(LtpBuf *out, const LtpLineRecord *line)
{
    put_int(out, line->org_implementing);
    put_int(out, line->org_programme);
    put_int(out, line->org_reporting);
    for (size_t i = 0; i < line->n_donors; i++)
        put_int(out, line->donors[i]);
    ltp_buf_putc(out, END_OF_CELL);
}

static void put_measures(LtpBuf *out, const LtpLineRecord *line)
{
    put_int(out, line->targeted);
    put_int(out, line->reached);
    put_int(out, line->households_targeted);
    put_int(out, line->households_reached);
    put_int(out, (int64_t)line->targeted_basis);
    put_int(out, (int64_t)line->reached_basis);
    put_int(out, line->targeted_approximate);
    put_int(out, line->reached_approximate);
    for (size_t i = 0; i < line->n_people; i++)
        put_people(out, &line->people[i]);
    ltp_buf_putc(out, END_OF_CELL);
}

LtpCode ltp_line_content(const LtpLineRecord *line, const LtpUnits *units, const int32_t *places,
                         char out[LTP_FINGERPRINT], LtpError *err)
{
    const char *const texts[] = {
        line->project_code, line->project_title,   line->activity,        line->activity_code,
        line->indicator,    line->sector_text,     line->sector,          line->subsector_text,
        line->theme_text,   line->ltp_basis,       line->status_text,     line->status,
        line->modality,     line->population_text, line->population_type, line->amount,
        line->currency,     line->settlement,      line->remarks,
    };
    LtpBuf cells = {0};
    put_text(&cells, units->edition.name);
    put_orgs(&cells, line);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        put_text(&cells, texts[i]);
    if (line->quantity != NULL || line->unit != NULL) { /* else as before there were such cells */
        put_text(&cells, line->quantity);
        put_text(&cells, line->unit);
    }
    put_int(&cells, line->ltp);
    put_int(&cells, line->ltp_proposed);
    put_int(&cells, line->cohesion);
    put_int(&cells, line->theme_knowable);
    put_int(&cells, line->repeated);
    put_int(&cells, line->start);
    put_int(&cells, line->end);
    put_int(&cells, line->reported);
    put_real(&cells, line->lon);
    put_real(&cells, line->lat);
    put_measures(&cells, line);
    put_places(&cells, units, places, line->n_locations);
    for (size_t i = 0; i < line->n_locations; i++)
        put_real(&cells, line->locations[i].share);
    if (line->area != NULL)
        ltp_buf_put(&cells, line->area->wkb, line->area->wkb_size);
    return digest(&cells, out, err);
}

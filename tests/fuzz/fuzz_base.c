/* Text as it comes from outside: the first byte says which reader gets the rest. Checks what must
 * hold for every input, beside not crashing. */
#include "base/date.h"
#include "base/json.h"
#include "base/number.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void fold(const char *text)
{
    char *once = ltp_text_folded(text), *squeezed = ltp_text_squeeze(text);
    char *twice = ltp_text_folded(once), *other = ltp_text_folded(squeezed);
    must(ltp_text_is_utf8(once, strlen(once)));
    must(strcmp(once, twice) == 0);
    must(strcmp(once, other) == 0);
    ltp_free(once);
    ltp_free(twice);
    ltp_free(squeezed);
    ltp_free(other);
}

static void date(const char *text)
{
    LtpDay first, last;
    LtpDateStatus status = ltp_day_parse(text, LTP_DATE_START, false, &first);
    must(status == ltp_day_parse(text, LTP_DATE_END, false, &last));
    must((status == LTP_DATE_OK) == (first != LTP_DAY_NONE));
    must(first <= last);
}

static void number(const char *text)
{
    char written[LTP_REAL_TEXT];
    double value, again;
    int64_t count;
    LtpNumberStatus status = ltp_number_parse(text, 0, &value);
    bool known = status == LTP_NUMBER_OK || status == LTP_NUMBER_APPROX;
    must(known != ltp_is_null_real(value));
    if (known)
        must(ltp_parse_double(ltp_real_text(value, written), &again) && again == value);
    status = ltp_people_parse(text, ',', &count);
    known = status == LTP_NUMBER_OK || status == LTP_NUMBER_APPROX;
    must(known ? count >= 0 : count == LTP_NULL_INT);
}

static void coordinate(const char *text)
{
    double lon = 0, lat = 0;
    ltp_coordinate_parse(text, 'x', &lon);
    ltp_coordinate_parse(text, 'y', &lat);
    must(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90);
}

static void unmojibake(const char *text)
{
    LtpBuf once = {.max = 0}, twice = {.max = 0};
    if (ltp_text_unmojibake(text, &once))
        must(!ltp_text_unmojibake(ltp_buf_text(&once), &twice));
    ltp_buf_release(&once);
    ltp_buf_release(&twice);
}

static void recode(const uint8_t *data, size_t size)
{
    LtpBuf out = {.max = 0};
    size_t bom;
    LtpEncoding encoding = ltp_text_encoding(data, size, &bom);
    ltp_text_to_utf8(encoding, data + bom, size - bom, &out);
    must(ltp_text_is_utf8(ltp_buf_text(&out), out.size));
    must(strlen(ltp_buf_text(&out)) == out.size);
    ltp_buf_release(&out);
}

static void json(const char *text)
{
    LtpBuf out = {.max = 0};
    LtpJson writer = {.out = &out};
    ltp_json_string(&writer, text);
    must(ltp_text_is_utf8(out.data, out.size));
    ltp_buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const readers[])(const char *) = {fold,       date,       number,
                                                    coordinate, unmojibake, json};
    const size_t count = sizeof readers / sizeof *readers;
    if (size == 0)
        return 0;
    if (data[0] % (count + 1) == count) {
        recode(data + 1, size - 1);
        return 0;
    }
    char *text = ltp_strndup((const char *)data + 1, size - 1);
    readers[data[0] % (count + 1)](text);
    ltp_free(text);
    return 0;
}

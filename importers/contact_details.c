#include "importers/contact_details.h"

#include "base/text.h"
#include "importers/mapping_preview.h"

#include <string.h>

typedef struct Span {
    const char *start, *end;
} Span;

/* The first telephone number or e-mail address; start NULL when there is none. */
static Span first_detail(const char *text)
{
    size_t mail_length = 0, phone_length = 0;
    const char *mail = ltp_find_email(text, &mail_length);
    const char *phone = ltp_find_phone(text, &phone_length);
    if (mail != NULL && (phone == NULL || mail < phone))
        return (Span){mail, mail + mail_length};
    return (Span){phone, phone != NULL ? phone + phone_length : NULL};
}

/* Brackets around it go with it. */
static bool take_brackets(const char *text, Span *span)
{
    const char *open = span->start;
    while (open > text && open[-1] != '(' && open[-1] != ')')
        open--;
    size_t rest = strcspn(span->end, "()");
    if (open == text || open[-1] != '(' || span->end[rest] != ')')
        return false;
    *span = (Span){open - 1, span->end + rest + 1};
    return true;
}

static const char *before_marks(const char *text, const char *end)
{
    while (end > text && strchr(" \t\r\n,;:.-/|", end[-1]) != NULL)
        end--;
    return end;
}

/* "Tél. :" before the number goes with it. */
static const char *before_label(const char *text, const char *end)
{
    static const char *const labels[] = {"contact", "téléphone", "tél",      "phone",   "e-mail",
                                         "email",   "mail",      "courriel", "whatsapp"};
    LtpBuf word = {0};
    end = before_marks(text, end);
    const char *start = end;
    while (start > text && strchr(" \t\n,;:/|(", start[-1]) == NULL)
        start--;
    ltp_buf_put(&word, start, (size_t)(end - start));
    for (size_t i = 0; start < end && i < sizeof labels / sizeof *labels; i++)
        if (ltp_text_same(ltp_buf_text(&word), labels[i]))
            end = before_marks(text, start);
    ltp_buf_release(&word);
    return end;
}

bool ltp_contact_details_strip(const char *text, LtpBuf *out)
{
    Span span = first_detail(text);
    if (span.start == NULL)
        return false;
    for (; span.start != NULL; span = first_detail(text)) {
        bool bracketed = take_brackets(text, &span);
        const char *end =
            bracketed ? before_marks(text, span.start) : before_label(text, span.start);
        ltp_buf_put(out, text, (size_t)(end - text));
        text = span.end;
    }
    const char *rest_end = before_marks(text, text + strlen(text));
    ltp_buf_put(out, text, (size_t)(rest_end - text));
    return true;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), of = strlen(end);
    return length >= of && strcmp(text + length - of, end) == 0;
}

bool ltp_contact_details_sought(const LtpColumn *column)
{
    const LtpField *field = column->field;
    if (field == NULL)
        return !column->personal;
    return field->type == LTP_TEXT && field->sensitivity != LTP_STRICT &&
           (field->flags & LTP_PERSONAL) == 0 && field->people.measure == NULL &&
           !ends_with(field->name, "code") && !ends_with(field->name, "codes") &&
           strcmp(field->name, "point") != 0 && strcmp(field->name, "url") != 0 &&
           strcmp(field->name, "doi") != 0;
}

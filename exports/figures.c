#include "exports/figures.h"

#include "base/date.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define NBSP "\u00a0"

static const struct {
    const char *code;
    LtpText word;
} statuses[] = {
    {"planned", {"planifié", "planned"}},   {"ongoing", {"en cours", "ongoing"}},
    {"completed", {"achevé", "completed"}}, {"suspended", {"suspendu", "suspended"}},
    {"cancelled", {"annulé", "cancelled"}},
};

static const char *status_word(const char *code, LtpLang lang)
{
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        if (strcmp(statuses[i].code, code) == 0)
            return ltp_text_in(statuses[i].word, lang);
    }
    return code;
}

static const char *word_of(const LtpField *field, const LtpClasses *classes, const LtpValue *value,
                           LtpLang lang)
{
    int i = classes != NULL ? ltp_scheme_class(classes, *value) : -1;
    if (i >= 0)
        return ltp_text_in(classes->classes[i].label, lang);
    return strcmp(field->name, "status") == 0 ? status_word(value->text, lang) : value->text;
}

const char *ltp_figure_unit(const char *unit, LtpLang lang)
{
    static const LtpText units[] = {
        {"personnes", "people"},
        {"ménages", "households"},
        {"organisations", "organisations"},
        {"lignes", "lines"},
        {"projets", "projects"},
        {"études", "studies"},
        {"jours", "days"},
        {"année", "year"},
        {"part (1 = 100\u00a0%)", "ratio"},
        {"degrés", "degrees"},
        {"km", "km"},
        {"km²", "km²"},
        {"acteurs pour 10\u00a0000 personnes dans le besoin", "actors per 10,000 people in need"}};
    for (size_t i = 0; unit != NULL && i < sizeof units / sizeof *units; i++) {
        if (strcmp(units[i].en, unit) == 0)
            return ltp_text_in(units[i], lang);
    }
    return unit != NULL ? unit : "";
}

const char *ltp_figure_unknown(LtpLang lang)
{
    return lang == LTP_FR ? "non connu" : "not known";
}

void ltp_figure_number(LtpBuf *out, double value, int decimals, LtpLang lang)
{
    char digits[400];
    snprintf(digits, sizeof digits, "%.*f", decimals, fabs(value));
    size_t whole = strcspn(digits, ".");
    if (value < 0 && strspn(digits, "0.") < strlen(digits))
        ltp_buf_puts(out, "\u2212");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            ltp_buf_puts(out, lang == LTP_FR ? NBSP : ",");
        ltp_buf_putc(out, digits[i]);
    }
    if (digits[whole] == '.')
        ltp_buf_printf(out, "%s%s", lang == LTP_FR ? "," : ".", digits + whole + 1);
}

static void put_ratio(LtpBuf *out, double ratio, LtpLang lang)
{
    double percent = 100 * ratio;
    bool tiny = percent > 0 && percent < 0.1;
    if (tiny)
        ltp_buf_puts(out, "<" NBSP);
    ltp_figure_number(out, tiny ? 0.1 : percent, percent > 0 && percent < 9.95 ? 1 : 0, lang);
    ltp_buf_puts(out, lang == LTP_FR ? NBSP "%" : "%");
}

static void put_real(LtpBuf *out, const LtpField *field, double value, LtpLang lang)
{
    const char *unit = field->unit != NULL ? field->unit : "";
    if (strcmp(unit, "ratio") == 0)
        put_ratio(out, value, lang);
    else if (strcmp(unit, "degrees") == 0)
        ltp_figure_number(out, value, 5, lang);
    else
        ltp_figure_number(out, value, value > -100 && value < 100 ? 1 : 0, lang);
}

static void put_date(LtpBuf *out, const char *text, LtpLang lang)
{
    LtpDay day = LTP_DAY_NONE;
    if (lang == LTP_EN || !ltp_day_parse_iso(text, &day)) {
        ltp_buf_puts(out, text);
        return;
    }
    int year = 0, month = 0, dom = 0;
    ltp_day_civil(day, &year, &month, &dom);
    ltp_buf_printf(out, "%02d/%02d/%04d", dom, month, year);
}

/* Years are numbers without thousands. */
static void put_integer(LtpBuf *out, const LtpField *field, int64_t value, LtpLang lang)
{
    if (field->unit != NULL && strcmp(field->unit, "year") == 0)
        ltp_buf_printf(out, "%lld", (long long)value);
    else
        ltp_figure_number(out, (double)value, 0, lang);
}

/* A count of people says how few they are; for what is computed from it that would make no sense.
 */
static const char *withheld(const LtpField *field, LtpLang lang)
{
    if ((field->flags & LTP_PEOPLE) != 0)
        return "<5";
    return lang == LTP_FR ? "masqué" : "withheld";
}

void ltp_figure_put(LtpBuf *out, const LtpField *field, const LtpClasses *classes,
                    const LtpValue *value, LtpLang lang)
{
    if (value->null) {
        ltp_buf_puts(out, value->suppressed ? withheld(field, lang) : ltp_figure_unknown(lang));
        return;
    }
    switch (value->type) {
    case LTP_TEXT:
        ltp_buf_puts(out, word_of(field, classes, value, lang));
        break;
    case LTP_DATE:
        put_date(out, value->text, lang);
        break;
    case LTP_INTEGER:
        put_integer(out, field, value->integer, lang);
        break;
    case LTP_BOOLEAN:
        ltp_buf_puts(
            out, ltp_text_in(value->integer != 0 ? (LtpText){"oui", "yes"} : (LtpText){"non", "no"},
                             lang));
        break;
    case LTP_REAL:
        put_real(out, field, value->real, lang);
        break;
    }
}

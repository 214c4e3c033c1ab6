/* Reading the dates people write: the text is folded and cut into numbers and words, and the
 * pattern they make says what is a day, a month, a quarter or a year. */
#include "base/date.h"
#include "base/number.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct Span {
    LtpDay first, last;
} Span;

static const Span no_span = {LTP_DAY_NONE, LTP_DAY_NONE};

static Span day_span(int year, int month, int dom)
{
    LtpDay day = ltp_day(year, month, dom);
    return (Span){day, day};
}

static Span months_span(int year, int month, int months)
{
    if (month < 1 || month + months > 13)
        return no_span;
    int last = month + months - 1;
    return (Span){ltp_day(year, month, 1), ltp_day(year, last, ltp_month_days(year, last))};
}

/* --- tokens --- */

typedef enum TokenKind { TOKEN_NUMBER, TOKEN_MONTH, TOKEN_QUARTER, TOKEN_UNKNOWN } TokenKind;

typedef struct Token {
    TokenKind kind;
    int value; /* the number, or the month 1..12 */
    int digits;
} Token;

enum { TOKENS_MAX = 3, WORD_MAX = 24 };

typedef struct Tokens {
    Token at[TOKENS_MAX];
    size_t count; /* TOKENS_MAX + 1: too many to be a date */
} Tokens;

/* Month names in French, English, Spanish and Portuguese and their short forms, folded. */
static const char *const month_words[] = {
    "jan janv janvier january ene enero janeiro",
    "fev fevr fevrier feb february febr febrero fevereiro",
    "mar mars mrs march marzo marco",
    "avr avri avril apr april abr abril",
    "mai may mayo maio",
    "juin jun june junio junho",
    "juil juill juillet jul july julio julho jui",
    "aou aout aug august ago agosto",
    "sep sept septembre september septiembre setiembre set setembro",
    "oct octobre october octubre out outubro",
    "nov novembre november noviembre novembro",
    "dec decembre december dic diciembre dez dezembro",
};

static const char quarter_words[] = "t q tr trim trimestre trimester quarter qtr";
/* Words that say nothing: articles, ordinal endings, days of the week. */
static const char noise_words[] =
    "le du de del of the em en er e eme ere nd rd st th o lundi mardi mercredi jeudi vendredi "
    "samedi "
    "dimanche monday tuesday wednesday thursday friday saturday sunday";

static TokenKind word_kind(const char *word, int *month)
{
    for (int i = 0; i < 12; i++) {
        if (ltp_text_has_word(month_words[i], word)) {
            *month = i + 1;
            return TOKEN_MONTH;
        }
    }
    return ltp_text_has_word(quarter_words, word) ? TOKEN_QUARTER : TOKEN_UNKNOWN;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static Token number_token(const char *text, size_t length)
{
    Token token = {TOKEN_NUMBER, 0, (int)length};
    if (length > 8)
        return (Token){.kind = TOKEN_UNKNOWN};
    for (size_t i = 0; i < length; i++)
        token.value = 10 * token.value + (text[i] - '0');
    return token;
}

/* False for a word that says nothing. */
static bool word_token(const char *text, size_t length, Token *token)
{
    char word[WORD_MAX];
    *token = (Token){.kind = TOKEN_UNKNOWN};
    if (length >= sizeof word)
        return true;
    memcpy(word, text, length);
    word[length] = '\0';
    if (ltp_text_has_word(noise_words, word))
        return false;
    token->kind = word_kind(word, &token->value);
    return true;
}

static Tokens tokens_of(const char *folded)
{
    Tokens tokens = {.count = 0};
    while (*folded && tokens.count <= TOKENS_MAX) {
        size_t length = strspn(folded, "0123456789");
        Token token;
        bool counts = true;
        if (length > 0) {
            token = number_token(folded, length);
        } else {
            length = strcspn(folded, " 0123456789");
            counts = length > 0 && word_token(folded, length, &token);
        }
        if (counts && tokens.count < TOKENS_MAX)
            tokens.at[tokens.count] = token;
        tokens.count += counts;
        folded += length + (folded[length] == ' ');
    }
    return tokens;
}

/* --- patterns --- */

/* The year a token means; 0 when it cannot be one. */
static int year_of(Token token)
{
    if (token.kind != TOKEN_NUMBER)
        return 0;
    if (token.digits == 2)
        return token.value < 70 ? 2000 + token.value : 1900 + token.value;
    return token.digits == 4 ? token.value : 0;
}

static Span span_of_one(Token token)
{
    bool year = token.kind == TOKEN_NUMBER && token.digits == 4;
    if (year)
        return months_span(token.value, 1, 12);
    if (token.kind == TOKEN_NUMBER && token.digits == 8)
        return day_span(token.value / 10000, token.value / 100 % 100, token.value % 100);
    return no_span;
}

/* `mars 2020`, `2020 mars`, `mars-20`, `2020-03`, `03/2020`. */
static Span span_of_two(Token a, Token b)
{
    if (a.kind == TOKEN_MONTH && b.kind == TOKEN_NUMBER)
        return months_span(year_of(b), a.value, 1);
    if (a.kind != TOKEN_NUMBER)
        return no_span;
    if (b.kind == TOKEN_MONTH && a.digits == 4)
        return months_span(a.value, b.value, 1);
    if (b.kind != TOKEN_NUMBER)
        return no_span;
    if (a.digits == 4)
        return months_span(a.value, b.value, 1);
    return b.digits == 4 ? months_span(b.value, a.value, 1) : no_span;
}

static Span quarter_span(int year, Token quarter)
{
    bool known = quarter.kind == TOKEN_NUMBER && quarter.digits == 1 && quarter.value >= 1 &&
                 quarter.value <= 4;
    return known ? months_span(year, 3 * quarter.value - 2, 3) : no_span;
}

/* Three numbers: the year first, else the day first unless the second number can be no month. */
static Span span_of_numbers(Token a, Token b, Token c)
{
    if (a.digits == 4)
        return day_span(a.value, b.value, c.value);
    if (b.value > 12 && a.value <= 12)
        return day_span(year_of(c), a.value, b.value);
    return day_span(year_of(c), b.value, a.value);
}

static Span span_of_three(Token a, Token b, Token c)
{
    if (a.kind == TOKEN_QUARTER)
        return quarter_span(year_of(c), b); /* T1 2020 */
    if (b.kind == TOKEN_QUARTER && a.kind == TOKEN_NUMBER && a.digits == 4)
        return quarter_span(a.value, c); /* 2020-Q1 */
    if (b.kind == TOKEN_QUARTER)
        return quarter_span(year_of(c), a); /* 1er trimestre 2020 */
    if (a.kind == TOKEN_MONTH && b.kind == TOKEN_NUMBER)
        return day_span(year_of(c), a.value, b.value); /* March 12, 2020 */
    if (a.kind != TOKEN_NUMBER || c.kind != TOKEN_NUMBER)
        return no_span;
    if (b.kind == TOKEN_MONTH && a.digits == 4)
        return day_span(a.value, b.value, c.value); /* 2020-mars-12 */
    if (b.kind == TOKEN_MONTH)
        return day_span(year_of(c), b.value, a.value); /* 12 mars 2020 */
    return b.kind == TOKEN_NUMBER ? span_of_numbers(a, b, c) : no_span;
}

static Span span_of_tokens(const Tokens *tokens)
{
    Span span = no_span;
    if (tokens->count == 1)
        span = span_of_one(tokens->at[0]);
    else if (tokens->count == 2)
        span = span_of_two(tokens->at[0], tokens->at[1]);
    else if (tokens->count == 3)
        span = span_of_three(tokens->at[0], tokens->at[1], tokens->at[2]);
    return span.first == LTP_DAY_NONE || span.last == LTP_DAY_NONE ? no_span : span;
}

/* --- doors --- */

/* What readers make of the serial 0: Excel shows day 0 of January 1900, others its base. */
static bool is_serial_zero(const Tokens *tokens, Span span)
{
    LtpDay base = ltp_day(1899, 12, 30);
    if (span.first != LTP_DAY_NONE)
        return span.first == span.last && span.first >= base && span.first <= base + 1;
    const Token *at = tokens->at;
    return tokens->count == 3 && at[0].kind == TOKEN_NUMBER && at[1].kind == TOKEN_NUMBER &&
           at[2].kind == TOKEN_NUMBER && at[1].value == 1 &&
           ((at[0].value == 0 && at[2].value == 1900) || (at[0].value == 1900 && at[2].value == 0));
}

static bool is_plausible(LtpDay day)
{
    return day >= ltp_day(1990, 1, 1) && day <= ltp_day(2040, 12, 31);
}

LtpDateStatus ltp_day_from_serial(double serial, bool date1904, LtpDay *day)
{
    *day = LTP_DAY_NONE;
    if (isnan(serial) || serial == 0)
        return LTP_DATE_MISSING;
    if (!(serial > 0 && serial < 1e7))
        return LTP_DATE_IMPLAUSIBLE;
    LtpDay base = date1904 ? ltp_day(1904, 1, 1) : ltp_day(1899, 12, 30);
    LtpDay found = base + (LtpDay)floor(serial);
    if (!is_plausible(found))
        return LTP_DATE_IMPLAUSIBLE;
    *day = found;
    return LTP_DATE_OK;
}

/* A bare number is a serial, except a year (1900..2100) and eight digits (20200331). A fraction
 * needs five digits before it: "03.2020" is a month. */
static bool is_serial(const char *text, double *serial)
{
    char plain[LTP_REAL_TEXT];
    int length = snprintf(plain, sizeof plain, "%s", text);
    if (length >= (int)sizeof plain)
        return false;
    char *comma = strchr(plain, ',');
    if (comma)
        *comma = '.';
    if (!ltp_parse_double(plain, serial))
        return false;
    size_t digits = strspn(plain, "0123456789");
    if (plain[digits] == '\0')
        return digits != 8 && !(digits == 4 && *serial >= 1900 && *serial <= 2100);
    return digits == 0 || digits >= 5 || *serial == 0;
}

/* Cuts a time of day off: what stands from the hour before the first colon on. */
static size_t length_without_time(const char *text, size_t length)
{
    const char *colon = memchr(text, ':', length);
    if (!colon)
        return length;
    size_t end = (size_t)(colon - text);
    while (end > 0 && is_digit(text[end - 1]))
        end--;
    bool after_date = end > 0 && strchr("Tt ", text[end - 1]) != NULL;
    return after_date ? end - 1 : length;
}

static LtpDateStatus status_of(const Tokens *tokens, Span span)
{
    if (is_serial_zero(tokens, span))
        return LTP_DATE_MISSING;
    if (span.first == LTP_DAY_NONE)
        return LTP_DATE_UNREADABLE;
    return is_plausible(span.first) && is_plausible(span.last) ? LTP_DATE_OK : LTP_DATE_IMPLAUSIBLE;
}

static LtpDateStatus parse_written(const char *text, size_t length, Span *span)
{
    LtpBuf folded = {.max = 0};
    char *copy = ltp_strndup(text, length_without_time(text, length));
    if (copy)
        ltp_text_fold(copy, &folded);
    Tokens tokens = tokens_of(ltp_buf_text(&folded));
    ltp_free(copy);
    ltp_buf_release(&folded);
    *span = span_of_tokens(&tokens);
    return status_of(&tokens, *span);
}

static LtpDateStatus parse_span(const char *text, bool date1904, Span *span)
{
    *span = no_span;
    if (ltp_text_is_missing(text))
        return LTP_DATE_MISSING;
    size_t length;
    const char *start = ltp_text_trim(text, &length);
    char *trimmed = ltp_strndup(start, length);
    if (!trimmed)
        return LTP_DATE_UNREADABLE;
    double serial;
    LtpDateStatus status;
    if (is_serial(trimmed, &serial)) {
        status = ltp_day_from_serial(serial, date1904, &span->first);
        span->last = span->first;
    } else {
        status = parse_written(trimmed, length, span);
    }
    ltp_free(trimmed);
    return status;
}

LtpDateStatus ltp_day_parse(const char *text, LtpDateSide side, bool date1904, LtpDay *day)
{
    Span span;
    LtpDateStatus status = parse_span(text, date1904, &span);
    *day = LTP_DAY_NONE;
    if (status == LTP_DATE_OK)
        *day = side == LTP_DATE_START ? span.first : span.last;
    return status;
}

LtpDateStatus ltp_period_parse(const char *text, LtpDay *from, LtpDay *to)
{
    Span span;
    LtpDateStatus status = parse_span(text, false, &span);
    *from = status == LTP_DATE_OK ? span.first : LTP_DAY_NONE;
    *to = status == LTP_DATE_OK ? span.last : LTP_DAY_NONE;
    return status;
}

bool ltp_day_parse_iso(const char *text, LtpDay *day)
{
    static const char shape[] = "dddd-dd-dd";
    for (size_t i = 0; i < sizeof shape; i++) {
        if (shape[i] == 'd' ? !is_digit(text[i]) : text[i] != shape[i])
            return false;
    }
    LtpDay found = ltp_day(number_token(text, 4).value, number_token(text + 5, 2).value,
                           number_token(text + 8, 2).value);
    if (found == LTP_DAY_NONE)
        return false;
    *day = found;
    return true;
}

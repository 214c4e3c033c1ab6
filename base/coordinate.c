/* Coordinates as people write them: decimal degrees, or degrees, minutes and seconds with the point
 * of the compass. */
#include "base/number.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

typedef struct Angle {
    double part[3]; /* degrees, minutes, seconds */
    int parts;
    int sign;       /* -1, +1; 0 = none written */
    int hemisphere; /* -1, +1; 0 = none written */
    bool broken;
} Angle;

/* The points of the compass in French, English, Spanish and Portuguese, folded. */
static const char *const compass[][2] = {
    {"y", "n nord north norte"},
    {"y", "s sud south sur sul"},
    {"x", "e est east este leste"},
    {"x", "w o ouest west oeste"},
};

static int compass_sign(const char *word, char axis)
{
    for (int i = 0; i < 4; i++) {
        if (compass[i][0][0] == axis && ltp_text_has_word(compass[i][1], word))
            return i % 2 ? -1 : 1;
    }
    return 0;
}

/* Degree words that may stand between the numbers. */
static bool is_unit_word(const char *word)
{
    return ltp_text_has_word("d deg degre degres degree degrees m min minute minutes sec seconde "
                             "secondes second seconds",
                             word);
}

static void take_word(Angle *angle, const char *text, size_t length, char axis)
{
    char *copy = ltp_strndup(text, length);
    char *word = copy ? ltp_text_folded(copy) : NULL;
    int sign = word ? compass_sign(word, axis) : 0;
    /* "s" between numbers is seconds for a longitude; for a latitude it is the south. */
    bool unit = word && (is_unit_word(word) || (axis == 'x' && strcmp(word, "s") == 0));
    if (sign != 0 && angle->hemisphere == 0)
        angle->hemisphere = sign;
    else if (!unit || angle->parts == 0)
        angle->broken = true;
    ltp_free(word);
    ltp_free(copy);
}

/* Takes a number; a point or comma followed by a digit is the decimal one. Returns its length. */
static size_t take_number(Angle *angle, const char *text)
{
    char plain[LTP_REAL_TEXT];
    size_t length = strspn(text, "0123456789");
    size_t point = length;
    bool fraction = (text[point] == '.' || text[point] == ',') && text[point + 1] >= '0' &&
                    text[point + 1] <= '9';
    if (fraction)
        length += 1 + strspn(text + point + 1, "0123456789");
    bool last_was_whole =
        angle->parts == 0 || angle->part[angle->parts - 1] == floor(angle->part[angle->parts - 1]);
    if (angle->parts == 3 || !last_was_whole || length >= sizeof plain) {
        angle->broken = true;
        return length;
    }
    memcpy(plain, text, length);
    plain[length] = '\0';
    if (fraction)
        plain[point] = '.';
    angle->broken |= !ltp_parse_double(plain, &angle->part[angle->parts]);
    angle->parts++;
    return length;
}

/* Degree, minute and second signs and what people type for them. */
static bool is_mark(uint32_t c)
{
    static const uint32_t marks[] = {'\'',  '"',    ':',    0xB0,   0xBA,   0xB4,   0x2BA,
                                     0x2B9, 0x2018, 0x2019, 0x201C, 0x201D, 0x2032, 0x2033};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i] == c)
            return true;
    }
    return ltp_text_is_space(c);
}

static size_t word_length(const char *text)
{
    size_t length = 0;
    while ((text[length] >= 'a' && text[length] <= 'z') ||
           (text[length] >= 'A' && text[length] <= 'Z') || (unsigned char)text[length] == 0xC3)
        length += (unsigned char)text[length] == 0xC3 && text[length + 1] ? 2 : 1;
    return length;
}

/* Takes a sign, a mark or a space; anything else is no coordinate. */
static const char *take_mark(Angle *angle, const char *text)
{
    uint32_t c = ltp_text_next(&text);
    bool sign = c == '-' || c == '+' || c == 0x2212;
    if (sign && angle->parts == 0 && angle->sign == 0)
        angle->sign = c == '+' ? 1 : -1;
    else if (!is_mark(c))
        angle->broken = true;
    return text;
}

static Angle angle_of(const char *text, char axis)
{
    Angle angle = {.parts = 0};
    while (*text && !angle.broken) {
        size_t letters = word_length(text);
        if (*text >= '0' && *text <= '9') {
            text += take_number(&angle, text);
        } else if (letters > 0) {
            take_word(&angle, text, letters, axis);
            text += letters;
        } else {
            text = take_mark(&angle, text);
        }
    }
    return angle;
}

static double limit_of(char axis)
{
    return axis == 'x' ? 180 : 90;
}

/* "-8 O" says west twice, "-8 E" contradicts itself; several parts need a sign to be sure of. */
static bool is_sound(const Angle *angle)
{
    bool agrees = angle->sign == 0 || angle->hemisphere == 0 || angle->sign == angle->hemisphere;
    bool sure = angle->parts == 1 || angle->sign != 0 || angle->hemisphere != 0;
    return !angle->broken && angle->parts > 0 && agrees && sure && angle->part[1] < 60 &&
           angle->part[2] < 60;
}

/* Decimal degrees with a point or a comma, an exponent included as workbooks store tiny ones. */
static bool parse_decimal(const char *text, double *value)
{
    char plain[LTP_REAL_TEXT];
    size_t length;
    const char *start = ltp_text_trim(text, &length);
    if (length >= sizeof plain)
        return false;
    memcpy(plain, start, length);
    plain[length] = '\0';
    char *comma = strchr(plain, ',');
    if (comma)
        *comma = '.';
    return ltp_parse_double(plain, value);
}

bool ltp_coordinate_parse(const char *text, char axis, double *degrees)
{
    double value;
    if (!parse_decimal(text, &value)) {
        Angle angle = angle_of(text, axis);
        if (!is_sound(&angle))
            return false;
        int sign = angle.hemisphere ? angle.hemisphere : angle.sign;
        value = (angle.part[0] + angle.part[1] / 60 + angle.part[2] / 3600) * (sign < 0 ? -1 : 1);
    }
    if (!(fabs(value) <= limit_of(axis)))
        return false;
    *degrees = value;
    return true;
}

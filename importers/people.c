#include "importers/people.h"

#include "base/number.h"

#include <limits.h>
#include <string.h>

/* ---- groups ---- */

static bool same_measure(const LtpPeopleCell *a, const LtpPeopleCell *b)
{
    return strcmp(a->measure, b->measure) == 0;
}

static int band_end(const LtpPeopleCell *cell)
{
    return cell->age_max < 0 ? INT_MAX : cell->age_max;
}

static int band_start(const LtpPeopleCell *cell)
{
    return cell->age_min < 0 ? 0 : cell->age_min;
}

static bool all_ages(const LtpPeopleCell *cell)
{
    return band_start(cell) == 0 && band_end(cell) == INT_MAX;
}

static bool band_within(const LtpPeopleCell *inner, const LtpPeopleCell *outer)
{
    return band_start(inner) >= band_start(outer) && band_end(inner) <= band_end(outer);
}

/* A group of persons cut by age: girls, women of 18 and more. */
static bool is_banded(const LtpPeopleCell *cell)
{
    return !cell->households && !cell->disability && !all_ages(cell);
}

static bool is_total(const LtpPeopleCell *cell)
{
    return !cell->households && !cell->disability && all_ages(cell) && cell->sex == 0;
}

static bool is_sex_total(const LtpPeopleCell *cell)
{
    return !cell->households && !cell->disability && all_ages(cell) && cell->sex != 0;
}

/* Whether both count some persons, so that only one of them may be added. Bands that share no more
 * than the year where one ends and the next begins ("18-60" and "60+") are apart. */
static bool overlap(const LtpPeopleCell *a, const LtpPeopleCell *b)
{
    if (!same_measure(a, b) || (a->sex != b->sex && a->sex != 0 && b->sex != 0))
        return false;
    int first = band_start(a) > band_start(b) ? band_start(a) : band_start(b);
    int last = band_end(a) < band_end(b) ? band_end(a) : band_end(b);
    return first < last || band_within(a, b) || band_within(b, a);
}

/* Who is chosen before: those of one sex, and of these the wider band. */
static bool comes_before(const LtpPeopleCell *a, const LtpPeopleCell *b)
{
    if ((a->sex == 0) != (b->sex == 0))
        return a->sex != 0;
    return band_end(a) - band_start(a) > band_end(b) - band_start(b);
}

/* The best candidate that overlaps none of the parts chosen so far; -1 when there is none. */
static int next_part(const LtpPeopleColumn *columns, size_t count)
{
    int best = -1;
    for (size_t i = 0; i < count; i++) {
        bool free = is_banded(columns[i].cell) && !columns[i].part;
        for (size_t k = 0; free && k < count; k++)
            free = !columns[k].part || !overlap(columns[i].cell, columns[k].cell);
        if (free && (best < 0 || comes_before(columns[i].cell, columns[best].cell)))
            best = (int)i;
    }
    return best;
}

void ltp_people_prepare(LtpPeopleColumn *columns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        columns[i].part = false;
    for (int i = next_part(columns, count); i >= 0; i = next_part(columns, count))
        columns[i].part = true;
}

/* ---- cells ---- */

static bool is_negative(const char *text)
{
    double value;
    return ltp_number_parse(text, 0, &value) <= LTP_NUMBER_APPROX && value < 0;
}

LtpCode ltp_people_read(LtpPeopleColumn *column, const char *text, int64_t row,
                        LtpFindings *findings, LtpError *err)
{
    LtpFinding finding = {.row = row, .column = column->header, .value = text};
    column->value = LTP_NULL_INT;
    column->approximate = false;
    if (text == NULL)
        return LTP_OK;
    switch (ltp_people_parse(text, 0, &column->value)) {
    case LTP_NUMBER_OK:
    case LTP_NUMBER_MISSING:
        return LTP_OK;
    case LTP_NUMBER_APPROX:
        column->approximate = true;
        finding.code = "people_approximate";
        break;
    case LTP_NUMBER_UNREADABLE:
        column->value = LTP_NULL_INT;
        finding.code = is_negative(text) ? "people_negative" : "people_unreadable";
        break;
    }
    return ltp_findings_add(findings, &finding, err);
}

/* ---- figures ---- */

typedef struct Sum {
    int64_t value;
    size_t stated; /* cells with a number */
    bool complete; /* every cell of the set is stated and the set leaves nobody out */
    bool approximate;
} Sum;

static void add(Sum *sum, const LtpPeopleColumn *column)
{
    if (column->value == LTP_NULL_INT) {
        sum->complete = false;
        return;
    }
    sum->stated++;
    sum->value += column->value;
    sum->approximate = sum->approximate || column->approximate;
}

/* Whether the parts of a sex (or of both together) leave no age out. */
static bool ages_covered(const LtpPeopleColumn *columns, size_t count, const LtpPeopleCell *like,
                         char sex)
{
    int reached = 0;
    for (bool grown = true; grown && reached != INT_MAX;) {
        grown = false;
        for (size_t i = 0; i < count; i++) {
            const LtpPeopleCell *cell = columns[i].cell;
            bool counts =
                columns[i].part && same_measure(cell, like) && (cell->sex == sex || cell->sex == 0);
            if (!counts || band_start(cell) > reached || band_end(cell) < reached)
                continue;
            reached = band_end(cell) == INT_MAX ? INT_MAX : band_end(cell) + 1;
            grown = true;
        }
    }
    return reached == INT_MAX;
}

static Sum add_parts(const LtpPeopleColumn *columns, size_t count, const char *measure)
{
    LtpPeopleCell like = {.measure = measure};
    Sum sum = {.complete = ages_covered(columns, count, &like, 'f') &&
                           ages_covered(columns, count, &like, 'm')};
    for (size_t i = 0; i < count; i++)
        if (columns[i].part && same_measure(columns[i].cell, &like))
            add(&sum, &columns[i]);
    return sum;
}

static Sum add_sexes(const LtpPeopleColumn *columns, size_t count, const char *measure)
{
    Sum sum = {.complete = true};
    bool women = false, men = false;
    for (size_t i = 0; i < count; i++) {
        const LtpPeopleCell *cell = columns[i].cell;
        if (!is_sex_total(cell) || strcmp(cell->measure, measure) != 0)
            continue;
        women = women || cell->sex == 'f';
        men = men || cell->sex == 'm';
        add(&sum, &columns[i]);
    }
    sum.complete = sum.complete && women && men;
    return sum;
}

static void compare(LtpPeopleFigure *figure, const Sum *sum, int64_t stated)
{
    bool differs = sum->complete ? sum->value != stated : sum->value > stated;
    if (sum->stated == 0 || !differs || figure->mismatch)
        return;
    figure->mismatch = true;
    figure->stated = stated;
    figure->added = sum->value;
}

static void take_sum(LtpPeopleFigure *figure, const Sum *sum)
{
    figure->persons = sum->value;
    figure->basis = sum->complete ? LTP_PEOPLE_CELLS : LTP_PEOPLE_PARTIAL;
    figure->approximate = sum->approximate;
}

LtpPeopleFigure ltp_people_figure(const LtpPeopleColumn *columns, size_t count, const char *measure)
{
    LtpPeopleFigure figure = {.persons = LTP_NULL_INT, .households = LTP_NULL_INT};
    Sum parts = add_parts(columns, count, measure), sexes = add_sexes(columns, count, measure);
    for (size_t i = 0; i < count; i++) {
        const LtpPeopleCell *cell = columns[i].cell;
        if (strcmp(cell->measure, measure) != 0 || columns[i].value == LTP_NULL_INT)
            continue;
        if (cell->households) {
            figure.households = columns[i].value;
        } else if (is_total(cell)) {
            figure.persons = columns[i].value;
            figure.basis = LTP_PEOPLE_STATED;
            figure.approximate = columns[i].approximate;
        }
    }
    if (figure.basis == LTP_PEOPLE_STATED) {
        compare(&figure, &parts, figure.persons);
        compare(&figure, &sexes, figure.persons);
    } else if (parts.stated > 0) {
        take_sum(&figure, &parts);
        if (parts.complete && sexes.complete)
            compare(&figure, &sexes, parts.value);
    } else if (sexes.stated > 0) {
        take_sum(&figure, &sexes);
    }
    return figure;
}

bool ltp_people_types(const LtpVocabulary *types, const char *text, char out[LTP_CODES_TEXT],
                      LtpBuf *unknown)
{
    static const char order[] = "IDP RDP RET REF ASY HST NDP STA MIG";
    LtpCodeList list;
    out[0] = '\0';
    if (ltp_vocabulary_list(types, text, &list, unknown) && ltp_code_list_join(&list, order, out))
        return true;
    if (unknown->size == 0)
        ltp_buf_puts(unknown, text);
    return false;
}

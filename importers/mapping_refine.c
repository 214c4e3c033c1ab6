#include "importers/mapping_weighing.h"

#include "base/text.h"
#include "importers/mapping_words.h"

#include <string.h>

/* ---- columns that are better for each other's field ---- */

/* Whether the words say which part an organisation has: "Appealing partner", not "Partner". */
static bool names_role(const LtpColumn *column)
{
    LtpHxl said;
    return column->header && ltp_hxl_from_words(column->header, &said) &&
           strcmp(said.tag, "org") == 0 &&
           (ltp_hxl_has(&said, "impl") || ltp_hxl_has(&said, "prog"));
}

/* Whether the owner of a field does better elsewhere: only a tag gave it the field, or its header
 * says another free field nearly as surely ("Organisation" beside "Implementing partner"), or
 * `loosely` at all. */
static int better_elsewhere(const LtpWeighing *w, size_t owner, size_t field, bool loosely)
{
    enum { AS_GOOD = 5 };
    int sure = *ltp_weighing_at(w, w->label, owner, field), best = -1;
    if (w->fixed[owner] || (*ltp_weighing_at(w, w->hashtag, owner, field) > 0 && sure > 0))
        return -1;
    for (size_t i = 0; i < w->n_fields; i++) {
        int said = *ltp_weighing_at(w, w->label, owner, i);
        if (w->owner[i] < 0 && said >= SURE_WORDS && (loosely || said + AS_GOOD >= sure) &&
            ltp_weighing_total(w, owner, i) >= LEAST &&
            (best < 0 || said > *ltp_weighing_at(w, w->label, owner, (size_t)best)))
            best = (int)i;
    }
    return best;
}

/* Where the headers of two columns agree on who is what, they win over a misplaced tag ("Acronyme"
 * #org+name beside "Nom organisation") and over who came first. */
static void make_room(LtpWeighing *w)
{
    for (size_t column = 0; column < w->n_columns; column++) {
        const LtpField *has = w->mapping->columns[column].field;
        int wanted = ltp_weighing_surest(w, w->label, column, SURE_WORDS);
        int owner = wanted >= 0 ? w->owner[wanted] : -1;
        if (w->fixed[column] || owner < 0 || owner == (int)column ||
            ltp_weighing_total(w, column, (size_t)wanted) < LEAST)
            continue;
        /* Who has a field already, as good by its header, only takes back what a tag took. */
        if (has && *ltp_weighing_at(w, w->label, (size_t)owner, (size_t)wanted) > 0)
            continue;
        bool loosely =
            names_role(&w->mapping->columns[column]) && !names_role(&w->mapping->columns[owner]);
        int other = better_elsewhere(w, (size_t)owner, (size_t)wanted, loosely);
        if (other < 0)
            continue;
        ltp_weighing_move(w, (size_t)owner, other, "label");
        ltp_weighing_move(w, column, wanted, "label");
    }
}

/* ---- an organisation's acronym and type go with its name ---- */

static int org_field(const LtpWeighing *w, const char *role, const char *kind)
{
    for (size_t i = 0; i < w->n_fields; i++) {
        LtpHxl own;
        if (ltp_weighing_is_input(w, i) && w->fields[i].hxl &&
            ltp_hxl_parse(w->fields[i].hxl, &own) && strcmp(own.tag, "org") == 0 &&
            ltp_hxl_has(&own, role) && ltp_hxl_has(&own, kind))
            return (int)i;
    }
    return -1;
}

static bool speaks_of_implementing(const char *header)
{
    static const char *const stems[] = {"implement", "mise en oeuvre", "execut",   "ejecut",
                                        "partner",   "partenaire",     "parceiro", "socio"};
    char *folded = ltp_text_folded(header ? header : "");
    bool speaks = false;
    for (size_t i = 0; folded && i < sizeof stems / sizeof *stems; i++)
        speaks |= strstr(folded, stems[i]) != NULL;
    ltp_free(folded);
    return speaks;
}

static void follow_name(LtpWeighing *w, const char *kind)
{
    int from = org_field(w, "impl", kind), to = org_field(w, "prog", kind);
    int column = from >= 0 ? w->owner[from] : -1;
    if (column < 0 || to < 0 || w->owner[to] >= 0 || w->fixed[column] ||
        speaks_of_implementing(w->mapping->columns[column].header))
        return;
    ltp_weighing_move(w, (size_t)column, to, w->mapping->columns[column].by);
}

/* Where "Organisation" had to make room for "Implementing partner", "Acronym" is that of the
 * former: an acronym beside another's name would make one organisation of two. */
static void align_roles(LtpWeighing *w)
{
    int programme = org_field(w, "prog", "name"), implementing = org_field(w, "impl", "name");
    if (programme < 0 || implementing < 0 || w->owner[programme] < 0 ||
        w->owner[implementing] < 0 ||
        *ltp_weighing_at(w, w->label, (size_t)w->owner[programme], (size_t)implementing) == 0)
        return;
    follow_name(w, "acronym");
    follow_name(w, "type");
}

static bool is_type_alone(const char *header)
{
    static const char *const words[] = {"type", "tipo", "categorie", "category", "categoria"};
    for (size_t i = 0; header && i < sizeof words / sizeof *words; i++)
        if (ltp_text_same(header, words[i]))
            return true;
    return false;
}

/* "Type" right beside the name or the acronym of an organisation is its type. */
static void give_types(LtpWeighing *w)
{
    static const char *const roles[] = {"impl", "prog"};
    for (size_t column = 1; column < w->n_columns; column++) {
        const LtpField *before = w->mapping->columns[column - 1].field;
        LtpHxl own;
        if (w->mapping->columns[column].field || w->fixed[column] || !before || !before->hxl ||
            !ltp_hxl_parse(before->hxl, &own) || strcmp(own.tag, "org") != 0 ||
            !is_type_alone(w->mapping->columns[column].header))
            continue;
        for (size_t i = 0; i < 2; i++) {
            int type = ltp_hxl_has(&own, roles[i]) ? org_field(w, roles[i], "type") : -1;
            if (type >= 0 && w->owner[type] < 0)
                ltp_weighing_give(w, column, (size_t)type, "label");
        }
    }
}

/* ---- women beside girls ---- */

static bool is_adult_cell(const LtpPeopleCell *cell, const LtpPeopleCell *whole)
{
    return cell->measure && strcmp(cell->measure, whole->measure) == 0 && cell->sex == whole->sex &&
           cell->age_min == 18;
}

static bool has_children(const LtpWeighing *w, const LtpPeopleCell *whole)
{
    for (size_t i = 0; i < w->n_fields; i++) {
        const LtpPeopleCell *cell = &w->fields[i].people;
        if (w->owner[i] >= 0 && cell->measure && strcmp(cell->measure, whole->measure) == 0 &&
            (cell->sex == whole->sex || !cell->sex) && cell->age_min == 0)
            return true;
    }
    return false;
}

/* "Femmes" tagged #reached+f beside "Filles" are the women, not women and girls together. */
static void correct_adults(LtpWeighing *w)
{
    for (size_t i = 0; i < w->n_fields; i++) {
        const LtpPeopleCell *whole = &w->fields[i].people;
        if (!whole->measure || !whole->sex || whole->age_min >= 0 || w->owner[i] < 0)
            continue;
        size_t column = (size_t)w->owner[i];
        int adults = ltp_weighing_surest(w, w->label, column, LTP_LABEL_WORDS);
        if (adults < 0 || w->owner[adults] >= 0 || w->fixed[column] ||
            *ltp_weighing_at(w, w->label, column, i) >=
                *ltp_weighing_at(w, w->label, column, (size_t)adults) ||
            !is_adult_cell(&w->fields[adults].people, whole) || !has_children(w, whole))
            continue;
        ltp_weighing_move(w, column, adults, "label");
    }
}

static bool speaks_of_age(const char *header)
{
    return header && (strpbrk(header, "0123456789") || strstr(header, "dult"));
}

static int whole_of(const LtpWeighing *w, const LtpPeopleCell *adults)
{
    for (size_t i = 0; i < w->n_fields; i++) {
        const LtpPeopleCell *cell = &w->fields[i].people;
        if (cell->measure && strcmp(cell->measure, adults->measure) == 0 &&
            cell->sex == adults->sex && cell->age_min < 0 && cell->age_max < 0 &&
            !cell->disability && !cell->households)
            return (int)i;
    }
    return -1;
}

/* "Femmes" and "Hommes" in a table without children are everybody of that sex. */
static void correct_wholes(LtpWeighing *w)
{
    for (size_t i = 0; i < w->n_fields; i++) {
        const LtpPeopleCell *adults = &w->fields[i].people;
        if (!adults->measure || !adults->sex || adults->age_min != 18 || adults->age_max >= 0 ||
            w->owner[i] < 0 || w->fixed[w->owner[i]])
            continue;
        size_t column = (size_t)w->owner[i];
        const LtpColumn *c = &w->mapping->columns[column];
        int whole = whole_of(w, adults);
        if (strcmp(c->by, "label") == 0 && whole >= 0 && w->owner[whole] < 0 &&
            !has_children(w, adults) && !speaks_of_age(c->header))
            ltp_weighing_move(w, column, whole, "label");
    }
}

/* "Total" right behind women and men is all of them. */
static void give_total(LtpWeighing *w)
{
    int total = -1;
    for (size_t i = 0; i < w->n_fields; i++)
        if (strcmp(w->fields[i].name, "reached_total") == 0)
            total = (int)i;
    for (size_t column = 1; column < w->n_columns && total >= 0; column++) {
        const LtpField *before = w->mapping->columns[column - 1].field;
        const char *header = w->mapping->columns[column].header;
        if (!w->mapping->columns[column].field && !w->fixed[column] && w->owner[total] < 0 &&
            header && ltp_text_same(header, "total") && before && before->people.measure &&
            strcmp(before->people.measure, "reached") == 0 && !before->people.households &&
            (before->people.sex || before->people.age_min == LTP_AGES_IN_HEADER))
            ltp_weighing_give(w, column, (size_t)total, "label");
    }
}

/* ---- columns that only their cells speak for ---- */

static int field_of_tag(const LtpWeighing *w, const char *tag, const char *attribute)
{
    for (size_t i = 0; i < w->n_fields; i++) {
        LtpHxl own;
        if (ltp_weighing_is_input(w, i) && w->fields[i].hxl &&
            ltp_hxl_parse(w->fields[i].hxl, &own) && strcmp(own.tag, tag) == 0 &&
            ltp_hxl_has(&own, attribute))
            return (int)i;
    }
    return -1;
}

/* The level of the place whose name stands next to the column, 0 when none does. */
static int level_beside(const LtpWeighing *w, size_t column)
{
    for (size_t step = 0; step < 2; step++) {
        size_t beside =
            step == 0 ? column - 1 : column + 1; /* before column 0 wraps past the end */
        LtpHxl own;
        if (beside >= w->n_columns || !w->mapping->columns[beside].field)
            continue;
        const char *hxl = w->mapping->columns[beside].field->hxl;
        if (hxl && ltp_hxl_parse(hxl, &own) && ltp_is_admin_tag(own.tag) &&
            !ltp_hxl_has(&own, "code"))
            return own.tag[3] - '0';
    }
    return 0;
}

int ltp_level_by_digits(size_t digits)
{
    return digits <= 3 ? 1 : digits <= 5 ? 2 : digits <= 7 ? 3 : 0;
}

/* Whether it is the header, or one of its alternatives: "Municipality" of "City / Municipality". */
static bool is_one_of(const char *text, const char *header)
{
    bool found = ltp_text_same(text, header);
    while (!found && *header) {
        size_t length = strcspn(header, "/");
        char *part = ltp_strndup(header, length);
        found = part && length > 0 && ltp_text_same(text, part);
        ltp_free(part);
        header += length + (header[length] == '/');
    }
    return found;
}

/* "LGA Pcode" is the code of the level that "LGA" is: the header without its words for code. */
static bool same_place(const char *code_header, const char *name_header)
{
    static const char *const code_words[] = {"code",   "pcode", "p",   "pcod",
                                             "codigo", "codes", "cod", "id"};
    LtpLabelWords words = ltp_label_words_split(code_header, strlen(code_header));
    LtpBuf rest = {0};
    for (size_t i = 0; i < words.count; i++) {
        bool code = ltp_word_is_filler(words.word[i]);
        for (size_t c = 0; c < sizeof code_words / sizeof *code_words; c++)
            code |= strcmp(words.word[i], code_words[c]) == 0;
        if (!code)
            ltp_buf_printf(&rest, "%s ", words.word[i]);
    }
    bool same = rest.size > 0 && is_one_of(ltp_buf_text(&rest), name_header);
    ltp_buf_release(&rest);
    ltp_label_words_release(&words);
    return same;
}

/* The level of the place whose name's header is in the code's; 0 when there is none. */
static int level_by_header(const LtpWeighing *w, size_t column)
{
    const char *header = w->mapping->columns[column].header;
    LtpHxl own;
    for (size_t i = 0; header && i < w->n_columns; i++) {
        const LtpColumn *name = &w->mapping->columns[i];
        if (i != column && name->field && name->header && name->field->hxl &&
            ltp_hxl_parse(name->field->hxl, &own) && ltp_is_admin_tag(own.tag) &&
            !ltp_hxl_has(&own, "code") && same_place(header, name->header))
            return own.tag[3] - '0';
    }
    return 0;
}

/* Codes go with the names they stand for, also where a list of headers knows them at another level.
 */
static void align_codes(LtpWeighing *w)
{
    for (size_t column = 0; column < w->n_columns; column++) {
        LtpColumn *c = &w->mapping->columns[column];
        char tag[] = "adm0";
        LtpHxl own;
        if (!c->field || w->fixed[column] || strcmp(c->by, "label") != 0 ||
            !ltp_is_code_field(c->field, &own) || !ltp_is_admin_tag(own.tag))
            continue;
        int level = level_by_header(w, column);
        tag[3] = (char)('0' + level);
        int field = level > 0 ? field_of_tag(w, tag, "code") : -1;
        if (field < 0 || w->owner[field] >= 0)
            continue;
        ltp_weighing_move(w, column, field, "label");
    }
}

static void give_codes(LtpWeighing *w)
{
    for (size_t column = 0; column < w->n_columns; column++) {
        const LtpProfile *profile = &w->profiles[column];
        char tag[] = "adm0";
        if (w->mapping->columns[column].field || w->fixed[column] ||
            !ltp_mostly(profile->codes, profile->filled))
            continue;
        const int levels[] = {level_by_header(w, column), level_beside(w, column),
                              ltp_level_by_digits(profile->code_digits)};
        for (size_t i = 0; i < 3 && !w->mapping->columns[column].field; i++) {
            tag[3] = (char)('0' + levels[i]);
            int field = levels[i] > 0 ? field_of_tag(w, tag, "code") : -1;
            if (field >= 0 && w->owner[field] < 0)
                ltp_weighing_give(w, column, (size_t)field, "content");
        }
    }
}

/* A layer with one date takes the one column of dates. */
static void give_date(LtpWeighing *w)
{
    int field = -1, column = -1;
    for (size_t i = 0; i < w->n_fields; i++)
        if (ltp_weighing_is_input(w, i) && w->fields[i].type == LTP_DATE) {
            if (field >= 0)
                return;
            field = (int)i;
        }
    for (size_t i = 0; i < w->n_columns; i++) {
        const LtpProfile *profile = &w->profiles[i];
        if (w->mapping->columns[i].field || w->fixed[i] ||
            ltp_mostly(profile->numbers, profile->filled) ||
            !ltp_mostly(profile->dates, profile->filled))
            continue;
        if (column >= 0)
            return;
        column = (int)i;
    }
    if (field >= 0 && column >= 0 && w->owner[field] < 0)
        ltp_weighing_give(w, (size_t)column, (size_t)field, "content");
}

void ltp_refine_columns(LtpWeighing *w)
{
    make_room(w);
    align_roles(w);
    give_types(w);
    correct_adults(w);
    correct_wholes(w);
    give_total(w);
    ltp_order_levels(w);
    align_codes(w);
    give_codes(w);
    give_date(w);
}

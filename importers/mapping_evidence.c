#include "importers/mapping_weighing.h"

#include <string.h>

/* ---- what cells say ---- */

bool ltp_mostly(size_t part, size_t filled)
{
    return filled >= 3 && part * 10 >= filled * 9;
}

bool ltp_is_code_field(const LtpField *field, LtpHxl *own)
{
    return field->hxl && ltp_hxl_parse(field->hxl, own) && ltp_hxl_has(own, "code");
}

bool ltp_is_admin_tag(const char *tag)
{
    return strncmp(tag, "adm", 3) == 0 && tag[3] >= '0' && tag[3] <= '5' && !tag[4];
}

/* A column of P-codes is no name, title, sector or text of any kind; organisations do have codes.
 */
static int text_fit(const LtpField *field, const LtpProfile *profile)
{
    LtpHxl own;
    bool tagged = field->hxl && ltp_hxl_parse(field->hxl, &own);
    bool may_be_code = !tagged || strcmp(own.tag, "org") == 0 || ltp_hxl_has(&own, "code") ||
                       ltp_hxl_has(&own, "id");
    return ltp_mostly(profile->codes, profile->filled) && !may_be_code ? IMPOSSIBLE : 0;
}

static int admin_code_fit(const LtpProfile *profile)
{
    if (profile->codes * 2 >= profile->filled)
        return FITS;
    bool none = profile->codes * 20 < profile->filled && profile->numbers * 2 < profile->filled;
    return none && profile->filled >= 5 ? IMPOSSIBLE : 0;
}

static int share_fit(size_t part, size_t filled)
{
    if (part * 2 >= filled)
        return FITS;
    return part * 5 < filled && filled >= 5 ? UNFIT : 0;
}

/* What counts things or people is a column of numbers; a level may be a word, a latitude degrees
 * and minutes. */
static int number_fit(const LtpField *field, const LtpProfile *profile)
{
    LtpHxl own;
    bool counts = field->people.measure ||
                  (field->hxl && ltp_hxl_parse(field->hxl, &own) && strcmp(own.tag, "item") == 0);
    if (counts && profile->numbers == 0 && profile->filled >= 3)
        return 2 * UNFIT;
    return share_fit(profile->numbers, profile->filled);
}

static int cells_fit(const LtpField *field, const LtpProfile *profile)
{
    LtpHxl own;
    if (profile->filled == 0)
        return 0;
    if (ltp_is_code_field(field, &own) && ltp_is_admin_tag(own.tag))
        return admin_code_fit(profile);
    if (ltp_is_code_field(field, &own) && strcmp(own.tag, "country") == 0)
        return ltp_mostly(profile->codes, profile->filled) ? IMPOSSIBLE : 0;
    if (ltp_is_code_field(field, &own) && strcmp(own.tag, "loc") == 0)
        return profile->codes > 0 ? 0 : UNFIT;
    if (field->type == LTP_DATE)
        return share_fit(profile->dates, profile->filled);
    if (field->type == LTP_INTEGER || field->type == LTP_REAL)
        return number_fit(field, profile);
    if (strcmp(field->name, "settlement") == 0 && ltp_mostly(profile->numbers, profile->filled))
        return UNFIT; /* how many sites, not which */
    if (field->hxl && ltp_hxl_parse(field->hxl, &own) && strcmp(own.tag, "org") == 0 &&
        ltp_mostly(profile->numbers, profile->filled))
        return 2 * UNFIT; /* how much money, not whose */
    return field->type == LTP_TEXT ? text_fit(field, profile) : 0;
}

/* Names of places stand beside their codes: tells "Estado" the region from "Estado" the status. */
static int neighbour_fit(const LtpWeighing *w, size_t column, const LtpField *field)
{
    LtpHxl own;
    if (!field->hxl || !ltp_hxl_parse(field->hxl, &own) || !ltp_is_admin_tag(own.tag))
        return 0;
    bool beside = false;
    if (column > 0)
        beside |= ltp_mostly(w->profiles[column - 1].codes, w->profiles[column - 1].filled);
    if (column + 1 < w->n_columns)
        beside |= ltp_mostly(w->profiles[column + 1].codes, w->profiles[column + 1].filled);
    return beside ? NEIGHBOUR : 0;
}

/* ---- what hashtags say ---- */

/* "#org+acronym" above "Programme partner": what the tag leaves open, the header says. */
static void complete_role(const LtpWeighing *w, size_t column, LtpHxl *tag)
{
    static const char *const roles[] = {"prog", "funder", "reporting"};
    int said = ltp_weighing_surest(w, w->label, column, LTP_LABEL_WORDS);
    LtpHxl own;
    if (said < 0 || strcmp(tag->tag, "org") != 0 || ltp_hxl_has(tag, "impl") ||
        tag->n_attributes == LTP_HXL_ATTRIBUTES || !w->fields[said].hxl ||
        !ltp_hxl_parse(w->fields[said].hxl, &own))
        return;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (ltp_hxl_has(&own, roles[i]) && !ltp_hxl_has(tag, roles[i]))
            memcpy(tag->attributes[tag->n_attributes++], roles[i], strlen(roles[i]) + 1);
}

void ltp_weigh_hashtag(const LtpWeighing *w, size_t column, const char *hxl)
{
    LtpHxl tag;
    if (!hxl || !ltp_hxl_parse(hxl, &tag))
        return;
    complete_role(w, column, &tag);
    for (size_t i = 0; i < w->n_fields; i++)
        if (ltp_weighing_is_input(w, i))
            *ltp_weighing_at(w, w->hashtag, column, i) = ltp_hxl_field_score(&tag, &w->fields[i]);
}

/* ---- all of it ---- */

int ltp_weighing_total(const LtpWeighing *w, size_t column, size_t field)
{
    int hashtag = *ltp_weighing_at(w, w->hashtag, column, field),
        label = *ltp_weighing_at(w, w->label, column, field);
    if (hashtag + label == 0)
        return 0;
    int points = (hashtag > 0 ? HASHTAG + hashtag : 0) + label;
    int fit = cells_fit(&w->fields[field], &w->profiles[column]);
    bool text = w->fields[field].type == LTP_TEXT;
    if (hashtag == 0 && label <= LTP_LABEL_LOOSE && fit < (text ? 0 : FITS))
        return 0;
    return points + fit + neighbour_fit(w, column, &w->fields[field]);
}

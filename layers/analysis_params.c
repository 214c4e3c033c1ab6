/* The one table of parameters: command line, service, maps and stamps all read it. */
#include "layers/analysis_internal.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

static const LtpParamDef defs[LTP_P_COUNT] = {
    [LTP_P_EDITION] = {"edition",
                       LTP_PARAM_TEXT,
                       NULL,
                       "EDITION",
                       {"édition des limites administratives (par défaut : l'édition active)",
                        "edition of the boundaries (default: the active one)"}},
    [LTP_P_LEVEL] =
        {"level",
         LTP_PARAM_NUMBER,
         NULL,
         "N",
         {"niveau de l'analyse : 0 pays, 1 région, 2 cercle, 3 commune (par défaut : le "
          "plus fin du pays)",
          "level of the analysis: 0 country, 1 region, 2 cercle, 3 commune (default: the "
          "deepest of the country)"}},
    [LTP_P_FROM] = {"from",
                    LTP_PARAM_DATE,
                    NULL,
                    "DATE",
                    {"premier jour de la période", "first day of the period"}},
    [LTP_P_TO] = {"to",
                  LTP_PARAM_DATE,
                  NULL,
                  "DATE",
                  {"dernier jour de la période", "last day of the period"}},
    [LTP_P_ALL_TIME] = {"all-time",
                        LTP_PARAM_FLAG,
                        NULL,
                        NULL,
                        {"toutes les dates (par défaut : les 12 mois qui finissent à --as-of)",
                         "all dates (default: the 12 months that end at --as-of)"}},
    [LTP_P_AS_OF] =
        {"as-of",
         LTP_PARAM_DATE,
         NULL,
         "DATE",
         {"jour où l'on se place pour les statuts et les besoins (par défaut : --to, sinon "
          "le dernier rapport reçu)",
          "the day from which status and needs are seen (default: --to, else the newest "
          "report)"}},
    [LTP_P_STALE_AFTER] = {"stale-after",
                           LTP_PARAM_NUMBER,
                           NULL,
                           "DAYS",
                           {"jours après lesquels une activité sans date de fin ne compte plus "
                            "(par défaut : 365)",
                            "days after which an activity without an end no longer counts "
                            "(default: 365)"}},
    [LTP_P_SECTOR] = {"sector",
                      LTP_PARAM_LIST,
                      NULL,
                      "SECTOR",
                      {"seulement ce secteur : protection, shelter ou un code ; peut être répété",
                       "only this sector: protection, shelter or a code; may be repeated"}},
    [LTP_P_THEME] = {"theme",
                     LTP_PARAM_LIST,
                     "ltp|cohesion",
                     "THEME",
                     {"seulement ce thème : ltp (logement, terre, propriété) ou cohesion",
                      "only this theme: ltp (housing, land and property) or cohesion"}},
    [LTP_P_ORG] = {"org",
                   LTP_PARAM_LIST,
                   NULL,
                   "ORG",
                   {"seulement cette organisation, par son sigle ou son nom ; peut être répété",
                    "only this organisation, by acronym or name; may be repeated"}},
    [LTP_P_ORG_TYPE] =
        {"org-type",
         LTP_PARAM_LIST,
         NULL,
         "TYPE",
         {"seulement ce type d'organisation : ONGI, ONGN, ONU ... ; peut être répété",
          "only this type of organisation: INGO, NNGO, UN ...; may be repeated"}},
    [LTP_P_DONOR] = {"donor",
                     LTP_PARAM_LIST,
                     NULL,
                     "DONOR",
                     {"seulement les activités de ce bailleur ; peut être répété",
                      "only the activities of this donor; may be repeated"}},
    [LTP_P_POPULATION_TYPE] =
        {"population-type",
         LTP_PARAM_LIST,
         NULL,
         "TYPE",
         {"seulement cette population : PDI, retournés, hôtes ... ; peut être "
          "répété",
          "only this population: IDPs, returnees, hosts ...; may be repeated"}},
    [LTP_P_HOUSEHOLD_SIZE] =
        {"household-size",
         LTP_PARAM_NUMBER,
         NULL,
         "N",
         {"personnes par ménage, pour convertir les lignes qui ne comptent que "
          "des ménages (le résultat est marqué estimé)",
          "people per household, to convert lines that count households only "
          "(the result is marked estimated)"}},
    [LTP_P_SCHEME] = {"scheme",
                      LTP_PARAM_TEXT,
                      NULL,
                      "SCHEME",
                      {"classes des légendes (par défaut : celles de la maison)",
                       "classes of the legends (default: those of the house)"}},
    [LTP_P_MODE] =
        {"mode",
         LTP_PARAM_WORD,
         "inherited|strict|allocated",
         "MODE",
         {"activités connues seulement au cercle ou à la région : inherited les montre à "
          "part (par défaut), strict les laisse de côté, allocated répartit leurs personnes "
          "entre les communes (estimé)",
          "activities known only at an upper level: inherited shows them apart (default), "
          "strict leaves them out, allocated divides their people among the communes "
          "(estimated)"}},
    [LTP_P_PERIOD_RULE] =
        {"period-rule",
         LTP_PARAM_WORD,
         "max|sum|latest",
         "RULE",
         {"personnes d'une même activité rapportées plusieurs fois : la plus grande "
          "valeur (max, par défaut), la somme, ou la dernière (latest)",
          "people of one activity reported several times: the largest figure (max, "
          "default), the sum, or the latest"}},
    [LTP_P_AREA_RULE] =
        {"area-rule",
         LTP_PARAM_WORD,
         "sum|max",
         "RULE",
         {"personnes de plusieurs activités dans une commune : la somme (par défaut) "
          "ou la plus grande valeur (max)",
          "people of several activities in a commune: the sum (default) or the "
          "largest figure (max)"}},
    [LTP_P_WITHIN] = {"within",
                      LTP_PARAM_TEXT,
                      NULL,
                      "PCODE",
                      {"seulement les unités situées dans celle-ci",
                       "only the units inside this one"}},
};

const LtpParamDef *ltp_param_defs(size_t *count)
{
    *count = LTP_P_COUNT;
    return defs;
}

/* ---- the values ---- */

LtpParams *ltp_params_new(void)
{
    return ltp_calloc(1, sizeof(LtpParams));
}

void ltp_params_free(LtpParams *params)
{
    if (params == NULL)
        return;
    ltp_arena_release(&params->arena);
    ltp_free(params);
}

static LtpCode no_memory(LtpError *err)
{
    return ltp_fail(err, LTP_ENOMEM, _("There is not enough memory for the analysis."));
}

static LtpCode add_value(LtpParams *params, LtpParamId id, const char *value, LtpError *err)
{
    LtpParamValues *values = &params->values[id];
    const char **items = ltp_arena_alloc(&params->arena, (values->count + 1) * sizeof *items);
    const char *copy = ltp_arena_strdup(&params->arena, value);
    if (items == NULL || copy == NULL)
        return no_memory(err);
    if (values->count > 0)
        memcpy(items, values->items, values->count * sizeof *items);
    items[values->count] = copy;
    values->items = items;
    values->count++;
    return LTP_OK;
}

LtpCode ltp_params_put(LtpParams *params, LtpParamId id, const char *value, LtpError *err)
{
    params->values[id] = (LtpParamValues){0};
    return value == NULL ? LTP_OK : add_value(params, id, value, err);
}

LtpCode ltp_params_put_day(LtpParams *params, LtpParamId id, LtpDay day, LtpError *err)
{
    char text[LTP_DATE_TEXT];
    return ltp_params_put(params, id, day == LTP_DAY_NONE ? NULL : ltp_day_text(day, text), err);
}

LtpCode ltp_params_copy(const LtpParams *params, LtpParams **copy, LtpError *err)
{
    LtpCode rc = LTP_OK;
    LtpParams *made = ltp_params_new();
    if (made == NULL)
        return no_memory(err);
    for (int id = 0; params != NULL && id < LTP_P_COUNT; id++)
        for (size_t i = 0; i < params->values[id].count; i++)
            LTP_GO(add_value(made, (LtpParamId)id, params->values[id].items[i], err));
    made->leaves = params != NULL && params->leaves;
    *copy = made;
    made = NULL;
done:
    ltp_params_free(made);
    return rc;
}

static bool same_values(const LtpParams *a, const LtpParams *b, int id)
{
    size_t n = a == NULL ? 0 : a->values[id].count;
    if (n != (b == NULL ? 0 : b->values[id].count))
        return false;
    for (size_t i = 0; i < n; i++)
        if (strcmp(a->values[id].items[i], b->values[id].items[i]) != 0)
            return false;
    return true;
}

bool ltp_params_differ_in_time(const LtpParams *a, const LtpParams *b)
{
    for (int id = 0; id < LTP_P_COUNT; id++) {
        bool time = id == LTP_P_FROM || id == LTP_P_TO || id == LTP_P_ALL_TIME || id == LTP_P_AS_OF;
        if (!time && !same_values(a, b, id))
            return false;
    }
    return true;
}

const char *ltp_params_text(const LtpParams *params, LtpParamId id)
{
    const LtpParamValues *values = &params->values[id];
    return values->count == 0 ? NULL : values->items[0];
}

LtpDay ltp_params_day(const LtpParams *params, LtpParamId id)
{
    const char *text = ltp_params_text(params, id);
    LtpDay day;
    return text != NULL && ltp_day_parse_iso(text, &day) ? day : LTP_DAY_NONE;
}

double ltp_params_number(const LtpParams *params, LtpParamId id)
{
    const char *text = ltp_params_text(params, id);
    double value;
    return text != NULL && ltp_parse_double(text, &value) ? value : ltp_null_real();
}

/* The place of `value` among the words "a|b|c", or -1. */
static int find_word(const char *words, const char *value)
{
    size_t length = strlen(value);
    for (int at = 0; words != NULL; at++) {
        const char *end = strchr(words, '|');
        size_t size = end == NULL ? strlen(words) : (size_t)(end - words);
        if (size == length && memcmp(words, value, size) == 0)
            return at;
        words = end == NULL ? NULL : end + 1;
    }
    return -1;
}

int ltp_params_word(const LtpParams *params, LtpParamId id)
{
    const char *text = ltp_params_text(params, id);
    return text == NULL ? 0 : find_word(defs[id].words, text);
}

/* ---- from text ---- */

static LtpCode set_date(LtpParams *params, LtpParamId id, const char *value, LtpError *err)
{
    LtpDay day = LTP_DAY_NONE;
    LtpDateSide side = id == LTP_P_FROM ? LTP_DATE_START : LTP_DATE_END;
    if (ltp_day_parse(value, side, false, &day) != LTP_DATE_OK)
        return ltp_fail(
            err, LTP_EUSAGE,
            _("--%s: \"%s\" is not a date between 1990 and 2040. Write it as 2020-01-31, "
              "31/01/2020 or 2020-01."),
            defs[id].name, value);
    return ltp_params_put_day(params, id, day, err);
}

/* The numbers a parameter takes. */
typedef struct Range {
    double low, high;
    bool whole;
} Range;

static Range range_of(LtpParamId id)
{
    if (id == LTP_P_LEVEL)
        return (Range){0, LTP_LEVELS - 1, true};
    return id == LTP_P_STALE_AFTER ? (Range){0, 36500, true} : (Range){0.1, 100, false};
}

static LtpCode set_number(LtpParams *params, LtpParamId id, const char *value, LtpError *err)
{
    double number;
    char text[LTP_REAL_TEXT];
    Range range = range_of(id);
    bool good = ltp_number_parse(value, 0, &number) == LTP_NUMBER_OK && number >= range.low &&
                number <= range.high && (!range.whole || number == floor(number));
    if (!good)
        return ltp_fail(err, LTP_EUSAGE, _("--%s: \"%s\" is not a number from %g to %g."),
                        defs[id].name, value, range.low, range.high);
    return ltp_params_put(params, id, ltp_real_text(number, text), err);
}

static LtpCode set_word(LtpParams *params, LtpParamId id, const char *value, LtpError *err)
{
    if (find_word(defs[id].words, value) < 0)
        return ltp_fail(err, LTP_EUSAGE, _("--%s: \"%s\" is not one of %s."), defs[id].name, value,
                        defs[id].words);
    return ltp_params_put(params, id, value, err);
}

static LtpCode set_flag(LtpParams *params, LtpParamId id, const char *value, LtpError *err)
{
    if (find_word("0|1", value) < 0)
        return ltp_fail(err, LTP_EUSAGE, _("--%s: \"%s\" is neither 0 nor 1."), defs[id].name,
                        value);
    return ltp_params_put(params, id, value[0] == '1' ? "1" : NULL, err);
}

static int find_def(const char *name)
{
    for (int id = 0; id < LTP_P_COUNT; id++)
        if (strcmp(defs[id].name, name) == 0)
            return id;
    return -1;
}

LtpCode ltp_params_set(LtpParams *params, const char *name, const char *value, LtpError *err)
{
    int at = find_def(name);
    if (at < 0)
        return ltp_fail(err, LTP_EUSAGE, _("There is no parameter \"%s\"."), name);
    LtpParamId id = (LtpParamId)at;
    if (value == NULL || value[0] == '\0')
        return ltp_fail(err, LTP_EUSAGE, _("--%s needs a value."), name);
    switch (defs[id].kind) {
    case LTP_PARAM_DATE:
        return set_date(params, id, value, err);
    case LTP_PARAM_NUMBER:
        return set_number(params, id, value, err);
    case LTP_PARAM_WORD:
        return set_word(params, id, value, err);
    case LTP_PARAM_FLAG:
        return set_flag(params, id, value, err);
    case LTP_PARAM_LIST:
        return add_value(params, id, value, err);
    case LTP_PARAM_TEXT:
        break;
    }
    return ltp_params_put(params, id, value, err);
}

LtpCode ltp_params_each(const LtpParams *params,
                        LtpCode (*fn)(const char *name, const char *value, void *arg,
                                      LtpError *err),
                        void *arg, LtpError *err)
{
    for (int id = 0; id < LTP_P_COUNT; id++)
        for (size_t i = 0; i < params->values[id].count; i++)
            LTP_TRY(fn(defs[id].name, params->values[id].items[i], arg, err));
    return LTP_OK;
}

LtpCode ltp_params_set_period(LtpParams *params, const char *text, LtpError *err)
{
    const char *colon = strchr(text, ':');
    if (!colon)
        return ltp_fail(err, LTP_EUSAGE,
                        _("\"%s\" is no period. Write its first and last day as "
                          "2020-01-01:2020-03-31."),
                        text);
    char *from = ltp_strndup(text, (size_t)(colon - text));
    LtpCode rc = from ? LTP_OK : ltp_fail_memory(err);
    if (rc == LTP_OK && from[0])
        rc = ltp_params_set(params, "from", from, err);
    if (rc == LTP_OK && colon[1])
        rc = ltp_params_set(params, "to", colon + 1, err);
    ltp_free(from);
    return rc;
}

/* Which parameters there are, and those of the analysis. */
#include "service/query.h"

#include "base/suggest.h"

#include <string.h>

/* Which parameters select rows of which source layer; derived layers take them all. */
static const struct {
    const char *layer, *params;
} taken[] = {{"units", "edition|level|within"},
             {"places", "edition|within"},
             {"areas", "edition|within|from|to|sector|theme|org|org-type|donor|population-type"},
             {"lines", "edition|within|from|to|sector|theme|org|org-type|donor|population-type"},
             {"studies", "edition|within"},
             {"needs", "edition|level|within"},
             {"institutions", "edition|within"}};

bool ltp_query_is_word(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = words; at; at = strchr(at, '|') ? strchr(at, '|') + 1 : NULL)
        if (strcspn(at, "|") == length && memcmp(at, word, length) == 0)
            return true;
    return false;
}

bool ltp_query_takes(const LtpLayer *layer, const char *param)
{
    size_t count;
    const LtpParamDef *defs = ltp_param_defs(&count);
    bool is_param = false;
    for (size_t i = 0; i < count; i++)
        is_param = is_param || strcmp(defs[i].name, param) == 0;
    if (!layer->table)
        return is_param;
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (strcmp(taken[i].layer, layer->name) == 0)
            return ltp_query_is_word(taken[i].params, param);
    return false;
}

const char *const ltp_query_own[] = {"limit",      "offset",   "bbox",       "bbox-crs",
                                     "crs",        "datetime", "filter",     "filter-lang",
                                     "filter-crs", "sortby",   "properties", NULL};

static bool is_also(const char *const *also, const char *name)
{
    for (; also && *also; also++)
        if (strcmp(*also, name) == 0)
            return true;
    return strcmp(name, "f") == 0 || strcmp(name, "lang") == 0;
}

bool ltp_query_is_property(const LtpLayer *layer, const char *field)
{
    return !is_also(ltp_query_own, field) && !ltp_query_takes(layer, field);
}

LtpCode ltp_query_unknown(const LtpLayer *layer, const char *const *also, const LtpTable *table,
                          const char *name, LtpError *err)
{
    size_t count;
    const LtpParamDef *defs = ltp_param_defs(&count);
    LtpSuggest suggest = {.word = name};
    for (size_t i = 0; layer && i < count; i++)
        if (ltp_query_takes(layer, defs[i].name))
            ltp_suggest_offer(&suggest, defs[i].name);
    for (; also && *also; also++)
        ltp_suggest_offer(&suggest, *also);
    for (size_t i = 0; table && i < table->n_fields; i++)
        ltp_suggest_offer(&suggest, table->fields[i]->name);
    return suggest.best
               ? ltp_fail(err, LTP_EUSAGE,
                          _("There is no parameter \"%s\" here. Did you mean \"%s\"?"), name,
                          suggest.best)
               : ltp_fail(err, LTP_EUSAGE,
                          _("There is no parameter \"%s\" here; /api lists those there are."),
                          name);
}

/* Lists come as one parameter with commas, or as several of the same name. */
LtpCode ltp_query_set(LtpParams *params, const LtpHttpPair *pair, LtpError *err)
{
    size_t count;
    const LtpParamDef *defs = ltp_param_defs(&count), *def = NULL;
    for (size_t i = 0; i < count; i++)
        if (strcmp(defs[i].name, pair->name) == 0)
            def = &defs[i];
    if (!*pair->value)
        return ltp_fail(err, LTP_EUSAGE, _("%s= has no value."), pair->name);
    if (!def || def->kind != LTP_PARAM_LIST)
        return ltp_params_set(params, pair->name, pair->value, err);
    for (const char *at = pair->value; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        char *item = ltp_strndup(at, strcspn(at, ","));
        LtpCode rc = item ? ltp_params_set(params, pair->name, item, err) : ltp_fail_memory(err);
        ltp_free(item);
        LTP_TRY(rc);
    }
    return LTP_OK;
}

LtpCode ltp_query_params(const LtpLayer *layer, const LtpHttpRequest *request, const char *only,
                         const char *const *also, LtpParams **out, LtpError *err)
{
    LtpParams *params = ltp_params_new();
    LtpCode rc = params ? LTP_OK : ltp_fail_memory(err);
    for (size_t i = 0; rc == LTP_OK && i < request->n_pairs; i++) {
        const LtpHttpPair *pair = &request->pairs[i];
        bool takes =
            only ? ltp_query_is_word(only, pair->name) : ltp_query_takes(layer, pair->name);
        if (takes)
            rc = ltp_query_set(params, pair, err);
        else if (!is_also(also, pair->name))
            rc = ltp_query_unknown(layer, also, NULL, pair->name, err);
    }
    if (rc == LTP_OK)
        *out = params;
    else
        ltp_params_free(params);
    return rc;
}

/* The parameters of a request for features, understood: which rows, in which order, how shown. */
#ifndef LTP_SERVICE_QUERY_H
#define LTP_SERVICE_QUERY_H

#include "service/filter.h"
#include "service/http.h"
#include "service/systems.h"

enum { LTP_LIMIT_DEFAULT = 100, LTP_LIMIT_MAX = 10000, LTP_QUERY_SORTS = 8, LTP_QUERY_EQUALS = 16 };

typedef struct LtpQuerySort {
    int field;
    bool down;
} LtpQuerySort;

typedef struct LtpQuery {
    LtpServing *serving;
    const LtpTable *table;
    LtpSystems systems;
    const LtpSystem *system; /* of the answer */
    double until;            /* as of the request */
    int64_t limit, offset;
    bool has_box;
    LtpBox box; /* degrees; west > east crosses the antimeridian */
    bool has_time;
    char from[16], to[16]; /* days; "" = open */
    LtpFilter *filter;     /* NULL */
    LtpQuerySort sorts[LTP_QUERY_SORTS];
    size_t n_sorts;
    struct {
        int field;
        const char *text;
    } equals[LTP_QUERY_EQUALS];
    size_t n_equals;
    bool *shown; /* of each field of the table */
} LtpQuery;

/* Reads every parameter; LTP_EUSAGE for one that is unknown or wrong. `one` is true for a single
 * feature, which takes fewer. Free with ltp_query_release. */
LtpCode ltp_query_read(LtpQuery *query, LtpServing *serving, const LtpLayer *layer,
                       const LtpHttpRequest *request, bool one, LtpError *err) LTP_MUST_CHECK;
void ltp_query_release(LtpQuery *query);

/* Indexes of the rows that match, in order; free with ltp_free. */
LtpCode ltp_query_match(const LtpQuery *query, size_t **rows, size_t *count,
                        LtpError *err) LTP_MUST_CHECK;

/* The parameters of an analysis that the layer takes. */
bool ltp_query_takes(const LtpLayer *layer, const char *param);
/* Sets those of the request, of `only` when it is not NULL ("a|b|c"); names in `also` (ends with
 * NULL) and f, lang are passed over, any other is LTP_EUSAGE. */
LtpCode ltp_query_params(const LtpLayer *layer, const LtpHttpRequest *request, const char *only,
                         const char *const *also, LtpParams **params, LtpError *err) LTP_MUST_CHECK;
/* One of them; lists are parted by commas. */
LtpCode ltp_query_set(LtpParams *params, const LtpHttpPair *pair, LtpError *err) LTP_MUST_CHECK;
/* The names of those that select and show features; ends with NULL. */
extern const char *const ltp_query_own[];
/* LTP_EUSAGE for a parameter there is not, with the nearest of those of the layer, of `also` (ends
 * with NULL) and the fields of the table; each may be NULL. */
LtpCode ltp_query_unknown(const LtpLayer *layer, const char *const *also, const LtpTable *table,
                          const char *name, LtpError *err);
bool ltp_query_is_word(const char *words, const char *word); /* of "a|b|c" */
/* Whether a field can be asked for as property=value: no parameter has its name. */
bool ltp_query_is_property(const LtpLayer *layer, const char *field);

#endif

/* Inside the mapping of columns: the evidence for each pair of column and field, and who owns
 * which. For mapping_columns.c, mapping_evidence.c, mapping_levels.c and mapping_refine.c alone. */
#ifndef LTP_IMPORTERS_MAPPING_WEIGHING_H
#define LTP_IMPORTERS_MAPPING_WEIGHING_H

#include "importers/mapping_header.h"
#include "importers/mapping_hxl.h"

/* Points of evidence: a hashtag is HASHTAG plus how near it is (ltp_hxl_score, up to 100), a header
 * up to 100 (enum LtpLabelStrength). Both together outweigh either alone. What cells hold adds
 * little to what is said, and takes much from what cannot be. */
enum {
    USER = 10000,
    HASHTAG = 200,
    IMPOSSIBLE = -1000,
    FITS = 30,
    UNFIT = -40,
    NEIGHBOUR = 15,
    LEAST = 30,
    SURE_WORDS = 50
};

typedef struct LtpWeighing {
    LtpMapping *mapping;
    const LtpPreview *preview;
    const LtpLabels *labels;
    const LtpField *fields;
    size_t n_fields, n_columns;
    LtpProfile *profiles; /* of each column */
    int *hashtag, *label; /* [column * n_fields + field] */
    int *owner;           /* of each field: its column, -1 = none */
    bool *fixed;          /* of each column: decided by the user */
    bool *moved; /* of each column: its header had to give way to another's, which is no dispute */
    bool form;   /* the table is an export of a Kobo or ODK form */
} LtpWeighing;

/* The points of a pair in one of the two tables. */
int *ltp_weighing_at(const LtpWeighing *w, int *points, size_t column, size_t field);
bool ltp_weighing_is_input(const LtpWeighing *w, size_t field);
void ltp_weighing_give(LtpWeighing *w, size_t column, size_t field, const char *by);
/* Takes the column's field away and gives it another. */
void ltp_weighing_move(LtpWeighing *w, size_t column, int field, const char *by);
/* The field a header or a hashtag says most surely; -1 when none reaches `least`. */
int ltp_weighing_surest(const LtpWeighing *w, int *points, size_t column, int least);

/* ---- mapping_own.c ---- */

/* Where the table is an export of ours: gives each column its field, and is true. */
bool ltp_own_columns(LtpWeighing *w);

/* ---- mapping_evidence.c ---- */

/* Fills the row of a column in w->hashtag. */
void ltp_weigh_hashtag(const LtpWeighing *w, size_t column, const char *hxl);
/* All that speaks for a pair; 0 when neither header nor hashtag does. */
int ltp_weighing_total(const LtpWeighing *w, size_t column, size_t field);

bool ltp_mostly(size_t part, size_t filled);
bool ltp_is_code_field(const LtpField *field, LtpHxl *own);
bool ltp_is_admin_tag(const char *tag); /* "adm0" .. "adm5" */

/* ---- mapping_levels.c ---- */

/* Settles which level the columns of names of places are at, by the order they stand in. */
void ltp_order_levels(LtpWeighing *w);

/* ---- mapping_refine.c: after each field went to the best ---- */

void ltp_refine_columns(LtpWeighing *w);
/* The level that P-codes of so many digits are of in most countries; 0 = not to be told. */
int ltp_level_by_digits(size_t digits);

/* ---- mapping_form.c: what only exports of forms have; data from the preview's row `first` on ----
 */

void ltp_form_columns(LtpWeighing *w, size_t first);

#endif

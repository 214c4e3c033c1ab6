/* Questions of a form with several answers, as Kobo and ODK export them: a column for each answer,
 * "secteur/protection" = 1, with or without the question's own column before them. All of them have
 * the question's field in the mapping; the first one leads and speaks for all. */
#ifndef LTP_IMPORTERS_CHOICES_H
#define LTP_IMPORTERS_CHOICES_H

#include "importers/mapping.h"

/* Zero-initialise; release. */
typedef struct LtpChoices {
    struct LtpChoice {
        int lead;         /* the column that speaks for this one; -1 = the column is no answer */
        const char *name; /* of the answer, borrowed from the mapping; NULL = the question's own */
    } * columns;
    size_t n_columns; /* 0 = the table has no such question */
} LtpChoices;

LtpCode ltp_choices_find(const LtpMapping *mapping, LtpChoices *choices,
                         LtpError *err) LTP_MUST_CHECK;
void ltp_choices_release(LtpChoices *choices);

/* Whether the column is one of a question of several answers. */
bool ltp_choices_has(const LtpChoices *choices, int column);
/* What the column says of the row, in `arena` or borrowed: the names of the ticked answers joined
 * by "; ", else what the question's own column holds; NULL = nothing, or another column leads. */
const char *ltp_choices_text(const LtpChoices *choices, const LtpRow *row, int column,
                             LtpArena *arena);

/* Whether a cell is a mark of a form: 1, 0, true, false. */
bool ltp_is_tick(const char *text, bool *ticked);

#endif

/* What a header says: the fields whose label, synonym or name it is, by decreasing certainty. */
#ifndef LTP_IMPORTERS_MAPPING_LABEL_H
#define LTP_IMPORTERS_MAPPING_LABEL_H

#include "base/hash.h"
#include "layers/field.h"

/* How sure a match is, of 100. */
enum LtpLabelStrength {
    LTP_LABEL_WHOLE = 100,  /* the whole header */
    LTP_LABEL_CUT = 95,     /* up to a line break, parenthesis or colon: the rest is help text */
    LTP_LABEL_WORDS = 75,   /* the same words in another order or number */
    LTP_LABEL_NAME = 65,    /* the field's own name in the store or in DBF files */
    LTP_LABEL_GRAMMAR = 60, /* every word is known and together they say the field's hashtag */
    LTP_LABEL_PREFIX = 45,  /* the header begins with it */
    LTP_LABEL_LOOSE = 40    /* its beginning is known: only if the cells bear it out */
};

/* The labels of a layer's input fields. */
typedef struct LtpLabels {
    const LtpLayer *layer;
    LtpHash *keys;
    struct LtpLabelEntry {
        size_t field;
        size_t next;    /* entry of the same key, SIZE_MAX = none */
        bool technical; /* a column name of ours, which as a word of a header means less */
    } * entries;
    size_t n_entries, capacity;
    size_t *first; /* entry of each key by its number */
    size_t first_capacity;
} LtpLabels;

LtpCode ltp_labels_build(LtpLabels *labels, const LtpLayer *layer, LtpError *err) LTP_MUST_CHECK;
void ltp_labels_release(LtpLabels *labels);

/* Raises strengths[i] to how surely `header` names field i of the layer. */
void ltp_labels_match(const LtpLabels *labels, const char *header, int *strengths);

/* Whether the header announces personal data: contact, telephone, e-mail, names of persons. */
bool ltp_header_is_personal(const char *header);

#endif

/* A place cell as comparable forms. Internal to gis/.
 *
 * A form is the letters of the folded words written together, then each number after a space:
 * "N'Tillit" is "ntillit", "Dougouténé II" and "DOUGOUTENE 2" are "dougoutene 2". Equal forms are
 * equal names; numbers are never bridged. */
#ifndef LTP_GIS_GAZETTEER_NAME_H
#define LTP_GIS_GAZETTEER_NAME_H

#include "gis/gazetteer_words.h"

enum { LTP_FORM_SIZE = 160, LTP_MAX_FORMS = 8 };

typedef struct LtpNameForm {
    char key[LTP_FORM_SIZE];
    size_t n_letters; /* bytes; the numbers follow */
    bool stripped;    /* generic words were taken off */
    bool qualified;   /* holds only if the words in parentheses do: see qualifier */
    bool look_alike;  /* its number was typed with small L for I, as lists tell homonyms apart */
} LtpNameForm;

typedef struct LtpName {
    LtpNameForm forms[LTP_MAX_FORMS]; /* the words as they stand first, then with fewer */
    size_t n_forms;                   /* 0: no name (no letters, or too long for one) */
    bool no_memory;                   /* ... or it could not be read */
    char qualifier[LTP_FORM_SIZE];    /* "X (qualifier)" as a form, generic words off; "" = none */
    char words[LTP_FORM_SIZE * 2];    /* folded, a space between words; without the parentheses */
    size_t core;                      /* byte of `words` where generic words in front end */
    int rank; /* the usual level of what its generic words call it; 0 = they say nothing */
} LtpName;

/* Reads a cell. */
void ltp_name_parse(const LtpGenericWords *generic, const char *text, LtpName *name);

/* Reads the name as if its last `n_words` words stood in parentheses: "baye kenieba" as
 * "baye (kenieba)". False when no word would be left, or the name has parentheses already. */
bool ltp_name_qualify(const LtpGenericWords *generic, const LtpName *name, size_t n_words,
                      LtpName *qualified);

/* Reads the name as if its last `n` letters were a Roman number of their own: "communeii" as
 * "commune ii". False when the name does not end in that many of i, v and x. */
bool ltp_name_part_number(const LtpGenericWords *generic, const LtpName *name, size_t n,
                          LtpName *parted);

/* Cuts a cell that names several places: `piece` is called for each part, trimmed. First at
 * semicolons and line ends, then at commas and slashes, then at JOINS words; `whole` says that a
 * part is a name as it stands and is not cut further. */
typedef struct LtpCellCutter {
    bool (*whole)(const char *text, void *arg);
    void (*piece)(const char *text, void *arg);
    void *arg;
} LtpCellCutter;
void ltp_cell_cut(const char *text, const LtpCellCutter *cutter);
bool ltp_cell_has_separator(const char *text);

#endif

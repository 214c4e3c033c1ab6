/* Displacement while it is read: which group of people a header or a cell speaks of, and the cells
 * of a table until all are there. Internal to importers/displacement*.c. */
#ifndef LTP_IMPORTERS_DISPLACEMENT_H
#define LTP_IMPORTERS_DISPLACEMENT_H

#include "importers/job.h"

typedef enum LtpPopulation {
    LTP_POPULATION_NONE, /* not said */
    LTP_POPULATION_IDP,
    LTP_POPULATION_RDP,
    LTP_POPULATION_RET
} LtpPopulation;
enum { LTP_POPULATIONS = 4 };

/* "IDP", "RDP", "RET"; NULL for none. */
const char *ltp_population_code(LtpPopulation population);
/* "PDI", "retournés", "rapatriés" in the user's language. */
const char *ltp_population_name(LtpPopulation population);

/* Some people: of a population, a sex, an age band. */
typedef struct LtpGroup {
    LtpPopulation population;
    char sex;             /* 'f', 'm', 0 = both */
    int age_min, age_max; /* years, inclusive; -1 = open */
    bool households;
    bool child_word; /* the words were girls or boys */
    bool total_word;
} LtpGroup;

/* What the words say, in French or English: "PDI femmes 18-59 ans", "#affected+idps+f", "60 et
 * plus", "Retournés (ménages)". False when a word is not known: part of a group is not the group.
 */
bool ltp_group_read(const char *words, LtpGroup *group);

/* One cell of the table. */
typedef struct LtpDisplacedCell {
    int32_t unit;            /* index in the edition; -1 = the row's place was not recognised */
    const char *site;        /* folded, "" = none; of an unrecognised row its place words */
    LtpDay date;             /* LTP_DAY_NONE */
    LtpGroup group;          /* with a population */
    int64_t value;           /* LTP_NULL_INT once it was contradicted */
    int64_t row, raw_row_id; /* raw_row_id 0: the row was a duplicate or rejected */
    bool approximate;
} LtpDisplacedCell;

typedef struct LtpDisplaced {
    LtpArena texts; /* of the sites */
    LtpDisplacedCell *items;
    size_t count, capacity;
} LtpDisplaced;

LtpCode ltp_displaced_add(LtpDisplaced *cells, const LtpDisplacedCell *cell,
                          LtpError *err) LTP_MUST_CHECK;
void ltp_displaced_release(LtpDisplaced *cells);

/* The table is the whole picture: what older submissions of the source brought is closed. */
LtpCode ltp_displaced_supersede(LtpJob *job, LtpError *err) LTP_MUST_CHECK;

/* After the last row: sites of a unit are summed, contradictions dropped, the groups stored, the
 * figures of each unit and day put among the needs, and the sums of the table held beside the
 * published totals (--total). Orders the cells. */
LtpCode ltp_displaced_settle(LtpJob *job, LtpDisplaced *cells, LtpError *err) LTP_MUST_CHECK;

#endif

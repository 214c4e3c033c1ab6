/* How well the gazetteer reads what people write: precision, recall, false accepts and speed on the
 * labelled names of Mali, by kind of row. With the argument -v every row that is not right. */
#include "base/os.h"
#include "gis/gazetteer.h"
#include "tests/gis/labelled.h"
#include "tests/gis/mali.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Tally {
    const char *kind;
    size_t rows, accepted, right, wrong, refused, in_three;
} Tally;

enum { MAX_KINDS = 64 };

typedef struct Bench {
    Mali mali;
    LtpGazetteer *gazetteer;
    LabelledSet set;
    Tally tallies[MAX_KINDS];
    size_t n_tallies;
    bool verbose;
} Bench;

static Tally *tally_of(Bench *bench, const char *kind)
{
    for (size_t i = 0; i < bench->n_tallies; i++)
        if (strcmp(bench->tallies[i].kind, kind) == 0)
            return &bench->tallies[i];
    bench->tallies[bench->n_tallies].kind = kind;
    return &bench->tallies[bench->n_tallies++];
}

static size_t resolve(const Bench *bench, const Labelled *row, LtpPlace places[LTP_MAX_PLACES])
{
    const LtpPlaceCells cells = {.code = {NULL}, .name = {NULL, row->adm1, row->adm2, row->adm3}};
    size_t count;
    ltp_gazetteer_resolve(bench->gazetteer, &cells, NULL, NULL, places, &count);
    return count;
}

static const char *pcode_of(const Bench *bench, int32_t unit)
{
    return mali_pcode(&bench->mali, unit);
}

static bool among_first_three(const Bench *bench, const LtpPlace *place, const char *pcode)
{
    for (size_t i = 0; i < place->match.n_candidates && i < 3; i++)
        if (strcmp(pcode_of(bench, place->match.candidates[i].unit), pcode) == 0)
            return true;
    return false;
}

static void show(const Bench *bench, const Labelled *row, const LtpPlace *place, const char *fate)
{
    printf("%s\t%s\t%s | %s | %s\ttrue %s\tgot %s %s %.2f\t", fate, row->kind, row->adm1, row->adm2,
           row->adm3, row->pcode, pcode_of(bench, place->unit), ltp_match_rule_name(place->rule),
           place->score);
    for (size_t i = 0; i < place->match.n_candidates; i++)
        printf(" %s=%s:%s:%.2f", pcode_of(bench, place->match.candidates[i].unit),
               bench->mali.units[place->match.candidates[i].unit].name,
               place->match.candidates[i].reason, place->match.candidates[i].score);
    printf("\n");
}

static void judge(Bench *bench, const Labelled *row)
{
    LtpPlace places[LTP_MAX_PLACES];
    size_t count = resolve(bench, row, places);
    Tally *tally = tally_of(bench, row->kind);
    bool accepted = count == 1 && bench->mali.units[places[0].unit].level == 3;
    bool right = accepted && strcmp(pcode_of(bench, places[0].unit), row->pcode) == 0;
    tally->rows++;
    tally->accepted += accepted;
    tally->right += right;
    tally->wrong += accepted && !right;
    if (!accepted && row->pcode[0] != '\0') {
        tally->refused++;
        tally->in_three += among_first_three(bench, &places[0], row->pcode);
    }
    if (bench->verbose && (accepted ? !right : row->pcode[0] != '\0'))
        show(bench, row, &places[0], accepted ? "WRONG" : "MISSED");
}

static void print_tallies(const Bench *bench)
{
    printf("%-32s %6s %8s %6s %6s %8s %8s\n", "kind", "rows", "accepted", "right", "wrong",
           "missed", "in three");
    for (size_t i = 0; i < bench->n_tallies; i++) {
        const Tally *t = &bench->tallies[i];
        printf("%-32s %6zu %8zu %6zu %6zu %8zu %8zu\n", t->kind, t->rows, t->accepted, t->right,
               t->wrong, t->refused, t->in_three);
    }
}

static void time_rows(const Bench *bench, int rounds)
{
    LtpPlace places[LTP_MAX_PLACES];
    size_t rows = 0;
    double start = ltp_os_seconds();
    for (int round = 0; round < rounds; round++)
        for (size_t i = 0; i < bench->set.count; i++, rows++)
            resolve(bench, &bench->set.rows[i], places);
    printf("%.2f us a row\n", (ltp_os_seconds() - start) / (double)rows * 1e6);
}

int main(int argc, char **argv)
{
    Bench bench = {.verbose = argc > 1 && strcmp(argv[1], "-v") == 0};
    if (!labelled_load(&bench.set)) {
        fprintf(stderr, "Set LTP_SHARED_DATA to the folder that holds the labelled names.\n");
        return EXIT_FAILURE;
    }
    if (!mali_load(&bench.mali))
        return EXIT_FAILURE;
    bench.gazetteer = mali_gazetteer(&bench.mali, NULL, 0);
    if (bench.gazetteer == NULL)
        return EXIT_FAILURE;
    for (size_t i = 0; i < bench.set.count; i++)
        if (strcmp(bench.set.rows[i].country, "MLI") == 0)
            judge(&bench, &bench.set.rows[i]);
    print_tallies(&bench);
    time_rows(&bench, 3);
    ltp_gazetteer_free(bench.gazetteer);
    mali_release(&bench.mali);
    labelled_release(&bench.set);
    return EXIT_SUCCESS;
}

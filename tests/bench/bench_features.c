/* What the gazetteer's score is fitted on (see README.md): for each misspelt commune and each
 * village, whether the nearest commune is right, its features, and the words. With the argument -c
 * the nearest of the country, else of the cercle. */
#include "base/os.h"
#include "gis/gazetteer_near.h"
#include "tests/gis/labelled.h"
#include "tests/gis/mali.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Bench {
    Mali mali;
    LtpGazetteer *gazetteer;
    bool country;
} Bench;

/* One line, unless the words are exactly a unit somewhere: `truth` is the right commune or -1. */
static void print_row(const Bench *bench, const char *kind, const char *words, int32_t cercle,
                      int32_t truth)
{
    LtpName name;
    LtpHits exact;
    LtpNearest nearest;
    double features[LTP_N_FEATURES];
    const LtpReach *reach = bench->country ? &ltp_reach_in_country : &ltp_reach_in_parent;
    ltp_name_parse(&bench->gazetteer->generic, words, &name);
    ltp_gazetteer_exact(bench->gazetteer, &name, LTP_ANY_LEVEL, LTP_NO_UNIT, &exact);
    if (name.n_forms == 0 || exact.count > 0)
        return;
    ltp_gazetteer_near(bench->gazetteer, &name, 3, bench->country ? LTP_NO_UNIT : cercle,
                       reach->reach, &nearest);
    if (nearest.count == 0) {
        printf("%s\tfar\n", kind);
        return;
    }
    ltp_gazetteer_features(&nearest, reach, features);
    printf("%s\t%d", kind, nearest.items[0].unit == truth);
    for (int i = 0; i < LTP_N_FEATURES; i++)
        printf("\t%.4f", features[i]);
    printf("\t%s\t%s\n", words, bench->mali.units[nearest.items[0].unit].name);
}

static void print_labelled(const Bench *bench, const Labelled *row)
{
    LtpPlace places[LTP_MAX_PLACES];
    size_t count;
    const LtpPlaceCells cells = {.code = {NULL}, .name = {NULL, row->adm1, row->adm2}};
    ltp_gazetteer_resolve(bench->gazetteer, &cells, NULL, NULL, places, &count);
    if (strcmp(row->country, "MLI") == 0 && count == 1 &&
        bench->mali.units[places[0].unit].level == 2)
        print_row(bench, row->kind, row->adm3, places[0].unit, mali_find(&bench->mali, row->pcode));
}

/* A village of data/mali/mli_settlements_2015.csv where its point lies. A village named nearly like
 * its own commune teaches nothing and is left to the fit to drop. */
static void print_village(const Bench *bench, const LtpLocator *locator,
                          const LtpLocatorPolygon *communes, char *line)
{
    double lon, lat;
    char *name = line + 1, *end = strchr(name, '"');
    char *last = strrchr(line, ',');
    if (line[0] != '"' || end == NULL || last == NULL || sscanf(last + 1, "%lf", &lat) != 1)
        return;
    *last = '\0';
    last = strrchr(line, ',');
    if (last == NULL || sscanf(last + 1, "%lf", &lon) != 1)
        return;
    *end = '\0';
    int32_t found = ltp_locator_find(locator, (LtpLonLat){lon, lat});
    if (found < 0)
        return;
    int32_t commune = mali_find(&bench->mali, communes[found].key);
    print_row(bench, "village", name, bench->gazetteer->units[commune].parent, commune);
}

static int print_villages(const Bench *bench)
{
    LtpError err = {0};
    LtpLocator *locator = NULL;
    size_t count;
    char line[4096];
    FILE *file = fopen(LTP_DATA_DIR "/mali/mli_settlements_2015.csv", "rb");
    LtpLocatorPolygon *communes = mali_communes(&bench->mali, &count);
    if (file == NULL || ltp_locator_new(communes, count, &locator, &err) != LTP_OK)
        return EXIT_FAILURE;
    while (fgets(line, sizeof line, file) != NULL)
        print_village(bench, locator, communes, line);
    fclose(file);
    ltp_locator_free(locator);
    ltp_free(communes);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    Bench bench = {.country = argc > 1 && strcmp(argv[1], "-c") == 0};
    LabelledSet set;
    if (!labelled_load(&set) || !mali_load(&bench.mali))
        return EXIT_FAILURE;
    bench.gazetteer = mali_gazetteer(&bench.mali, NULL, 0);
    if (bench.gazetteer == NULL)
        return EXIT_FAILURE;
    for (size_t i = 0; i < set.count; i++)
        print_labelled(&bench, &set.rows[i]);
    int status = print_villages(&bench);
    ltp_gazetteer_free(bench.gazetteer);
    mali_release(&bench.mali);
    labelled_release(&set);
    return status;
}

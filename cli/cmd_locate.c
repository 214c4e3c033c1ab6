#include "cli/annotate.h"

#include "cli/rows.h"
#include "cli/say.h"
#include "importers/places.h"

static const LtpOption options[] = {
    {.name = "lon",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("COLUMN"),
     .help = N_("The column of longitudes; else lon, longitude or x.")},
    {.name = "lat",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("COLUMN"),
     .help = N_("The column of latitudes; else lat, latitude or y.")},
    LTP_EDITION_OPTION,
    LTP_OUTPUT_OPTION,
    {.name = NULL}};

static const char *const added[] = {"pcode", "rule", NULL};

typedef struct Locating {
    const LtpOptions *options;
    const LtpUnits *units;
    LtpPlaces *places;
    LtpFindings findings; /* of the row in hand */
    int lon, lat;         /* columns */
    int64_t located, rows;
} Locating;

static LtpCode find_column(const LtpRow *headers, const char *named, const char *const *usual,
                           int *column, LtpError *err)
{
    *column = named ? ltp_annotate_column(headers, named) : -1;
    if (named && *column < 0)
        return ltp_fail(err, LTP_EUSAGE, _("No column is called \"%s\"."), named);
    for (; !named && *column < 0 && *usual; usual++)
        *column = ltp_annotate_column(headers, *usual);
    return *column >= 0
               ? LTP_OK
               : ltp_fail(err, LTP_EDATA,
                          _("The columns of longitude and latitude were not found. Name them "
                            "with --lon COLUMN --lat COLUMN."));
}

static LtpCode find_columns(const LtpRow *headers, void *arg, LtpError *err)
{
    static const char *const lons[] = {"lon", "longitude", "long", "lng", "x", NULL};
    static const char *const lats[] = {"lat", "latitude", "y", NULL};
    Locating *locating = arg;
    LTP_TRY(find_column(headers, ltp_options_value(locating->options, "lon"), lons, &locating->lon,
                        err));
    return find_column(headers, ltp_options_value(locating->options, "lat"), lats, &locating->lat,
                       err);
}

static LtpCode locate_row(const LtpRow *row, LtpCsv *csv, void *arg, LtpError *err)
{
    Locating *locating = arg;
    LtpWhere where = {.lon = ltp_annotate_cell(row, locating->lon),
                      .lat = ltp_annotate_cell(row, locating->lat),
                      .row = row->number};
    LtpPlaced placed = {0};
    ltp_findings_clear(&locating->findings);
    LTP_TRY(ltp_places_find(locating->places, &where, &locating->findings, &placed, err));
    ltp_csv_text(csv, placed.count ? locating->units->units[placed.units[0]].pcode : NULL);
    ltp_csv_text(csv, placed.count ? placed.locations[0].rule : "none");
    locating->rows++;
    locating->located += placed.count > 0;
    return LTP_OK;
}

static LtpCode run_locate(LtpRun *run, LtpError *err)
{
    LtpUnits *units = NULL;
    Locating locating = {.options = &run->options};
    LtpAnnotate annotate = {.added = added,
                            .n_added = sizeof added / sizeof added[0] - 1,
                            .start = find_columns,
                            .row = locate_row,
                            .arg = &locating};
    LtpCode rc;
    LTP_GO(
        ltp_units_load(run->store, ltp_options_value(&run->options, "edition"), true, &units, err));
    LTP_GO(ltp_places_new(units, NULL, NULL, &locating.places, err));
    locating.units = units;
    LTP_GO(ltp_annotate(run, &annotate, err));
    ltp_say(_("%lld of %lld points lie in a unit of edition %s."), (long long)locating.located,
            (long long)locating.rows, units->edition.name);
done:
    ltp_findings_release(&locating.findings);
    ltp_places_free(locating.places);
    ltp_units_free(units);
    return rc;
}

const LtpCommand ltp_command_locate = {
    .name = "locate",
    .group = N_("See"),
    .summary = N_("Finds the commune of each point in a table of your own."),
    .arguments = N_("FILE.csv"),
    .text = N_(
        "The table comes out again as CSV with pcode and rule: point (the commune that contains\n"
        "it), snapped (outside every commune, but within 1 km of this one), or none. Longitude\n"
        "and latitude that were swapped are recognised when only the swapped pair falls inside\n"
        "the country. Coordinates are WGS 84, as a GPS gives them."),
    .examples = "locate sites.csv -o sites_communes.csv\n"
                "locate ecoles.csv --lon X --lat Y",
    .store = LTP_STORE_TO_READ,
    .min_arguments = 1,
    .max_arguments = 1,
    .options = options,
    .run = run_locate,
};

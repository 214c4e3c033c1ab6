#include "cli/mapping.h"

#include "base/number.h"
#include "base/os.h"
#include "base/suggest.h"
#include "cli/say.h"
#include "exports/map/map.h"
#include "importers/countries.h"
#include "layers/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const LtpOption options[] = {
    {.name = "output",
     .letter = 'o',
     .kind = LTP_OPTION_VALUE,
     .argument = N_("FILE"),
     .help = N_("A .pdf, .png or .svg file, or a folder; if not said, a PDF here, named by the "
                "convention of humanitarian maps.")},
    {.name = "page",
     .kind = LTP_OPTION_VALUE,
     .words = "a4|a3",
     .help = N_("The paper; a4 if not said.")},
    {.name = "portrait", .kind = LTP_OPTION_FLAG, .help = N_("The sheet upright.")},
    {.name = "landscape",
     .kind = LTP_OPTION_FLAG,
     .help = N_("The sheet lying; if neither is said, whichever shows more.")},
    {.name = "atlas",
     .kind = LTP_OPTION_VALUE,
     .words = "regions|cercles",
     .help = N_("One PDF with an index, and a map and a table for each région or cercle.")},
    {.name = "bbox",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("W,S,E,N"),
     .help = N_("Show this part alone: its west, south, east and north in degrees, such as "
                "--bbox=-4.5,14,-3,15.5. The legend counts what it counts without.")},
    {.name = "before",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("FROM:TO"),
     .help = N_("Theme change: the earlier period; if not said, as long a period just before.")},
    {.name = "periods",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("A:B C:D"),
     .help = N_("Theme change: both periods at once, as `ltp diff` takes them.")},
    {.name = "clearance",
     .kind = LTP_OPTION_VALUE,
     .words = "public|restricted|confidential",
     .help = N_("Who may see the map; public if not said. What is above it is left out.")},
    {.name = "config",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("FILE"),
     .help = N_("Texts and logos of your organisation; if not said, ltp/carte.conf in your "
                "configuration folder.")},
    {.name = "dpi",
     .kind = LTP_OPTION_VALUE,
     .argument = N_("N"),
     .help = N_("Points per inch of a PNG, 50 to 600; 200 if not said.")},
    {.name = NULL}};

typedef struct Mapping {
    LtpRun *run;
    LtpSensitivity clearance;
    char before[32];         /* "2019-01-01:2019-12-31"; "" where it doesn't matter */
    const char **neighbours; /* editions of other countries */
    const char **countries;  /* of each of them */
    size_t n_neighbours, neighbours_capacity, countries_capacity;
    const char *country; /* ours */
    LtpBox shown;        /* of --bbox */
} Mapping;

/* ---- rows ---- */

/* Parameters of the boundaries: the edition alone, and a level where one is wanted. */
static LtpCode open_units(const Mapping *mapping, const char *edition, const char *level,
                          LtpRelease **release, LtpError *err)
{
    LtpParams *params = ltp_params_new();
    LtpCode rc = params ? LTP_OK : ltp_fail_memory(err);
    if (rc == LTP_OK && edition)
        rc = ltp_params_set(params, "edition", edition, err);
    if (rc == LTP_OK && level)
        rc = ltp_params_set(params, "level", level, err);
    if (rc == LTP_OK)
        rc = ltp_release_open(mapping->run->store, "units", params, mapping->clearance, release,
                              err);
    ltp_params_free(params);
    return rc;
}

static LtpCode open_before(const Mapping *mapping, LtpRelease **release, LtpError *err)
{
    char from[16], to[16];
    LtpParams *params = ltp_params_new();
    if (!params)
        return ltp_fail_memory(err);
    snprintf(from, sizeof from, "%.10s", mapping->before);
    snprintf(to, sizeof to, "%.10s", mapping->before + 11);
    LtpCode rc = ltp_filter_apply(&mapping->run->options, params, err);
    if (rc == LTP_OK)
        rc = ltp_params_set(params, "from", from, err);
    if (rc == LTP_OK)
        rc = ltp_params_set(params, "to", to, err);
    if (rc == LTP_OK)
        rc = ltp_params_set(params, "as-of", to, err);
    if (rc == LTP_OK)
        rc = ltp_release_open(mapping->run->store, "coverage", params, mapping->clearance, release,
                              err);
    ltp_params_free(params);
    return rc;
}

static LtpCode open_rows(void *arg, LtpMapRows rows, size_t i, LtpRelease **release, LtpError *err)
{
    const Mapping *mapping = arg;
    const LtpRun *run = mapping->run;
    *release = NULL;
    switch (rows) {
    case LTP_MAP_FIGURES:
        return ltp_release_open(run->store, "coverage", run->params, mapping->clearance, release,
                                err);
    case LTP_MAP_BEFORE:
        return open_before(mapping, release, err);
    case LTP_MAP_UNITS:
        return open_units(mapping, ltp_options_value(&run->options, "edition"), NULL, release, err);
    case LTP_MAP_NEIGHBOURS:
        return i < mapping->n_neighbours
                   ? open_units(mapping, mapping->neighbours[i], "0", release, err)
                   : LTP_OK;
    }
    return LTP_OK;
}

/* ---- other countries ---- */

/* One edition a country: the last that the store names. */
static LtpCode add_neighbour(const LtpEdition *edition, void *arg, LtpError *err)
{
    Mapping *mapping = arg;
    if (!*edition->country || strcmp(edition->country, mapping->country) == 0)
        return LTP_OK;
    for (size_t i = 0; i < mapping->n_neighbours; i++)
        if (strcmp(mapping->countries[i], edition->country) == 0) {
            mapping->neighbours[i] = edition->name;
            return LTP_OK;
        }
    LTP_TRY(ltp_grow((void **)&mapping->neighbours, &mapping->neighbours_capacity,
                     mapping->n_neighbours, sizeof *mapping->neighbours, err));
    LTP_TRY(ltp_grow((void **)&mapping->countries, &mapping->countries_capacity,
                     mapping->n_neighbours, sizeof *mapping->countries, err));
    mapping->neighbours[mapping->n_neighbours] = edition->name;
    mapping->countries[mapping->n_neighbours++] = edition->country;
    return LTP_OK;
}

static LtpCode find_countries(Mapping *mapping, LtpError *err)
{
    LtpEdition edition = {0};
    LTP_TRY(ltp_edition_get(mapping->run->store,
                            ltp_options_value(&mapping->run->options, "edition"), &edition, err));
    mapping->country = edition.country;
    return *edition.country ? ltp_edition_each(mapping->run->store, add_neighbour, mapping, err)
                            : LTP_OK;
}

/* ---- two periods ---- */

/* The day after "name=" in the stamp of parameters. */
static LtpDay stamped_day(const char *parameters, const char *name)
{
    char text[16];
    LtpDay day = LTP_DAY_NONE;
    size_t length = strlen(name);
    for (const char *at = parameters; at; at = strstr(at, "; ") ? strstr(at, "; ") + 2 : NULL)
        if (strncmp(at, name, length) == 0 && at[length] == '=') {
            snprintf(text, sizeof text, "%.10s", at + length + 1);
            return ltp_day_parse_iso(text, &day) ? day : LTP_DAY_NONE;
        }
    return day;
}

static void put_period(Mapping *mapping, LtpDay from, LtpDay to)
{
    char first[LTP_DATE_TEXT], last[LTP_DATE_TEXT];
    snprintf(mapping->before, sizeof mapping->before, "%.10s:%.10s", ltp_day_text(from, first),
             ltp_day_text(to, last));
}

/* The months of a period of whole months, 0 for any other. */
static int whole_months(LtpDay from, LtpDay to)
{
    int year, month, dom, last_year, last_month, last_dom;
    ltp_day_civil(from, &year, &month, &dom);
    ltp_day_civil(to + 1, &last_year, &last_month, &last_dom);
    return dom == 1 && last_dom == 1 ? (last_year - year) * 12 + last_month - month : 0;
}

/* The first day of the period as long as from-to that ends where it begins. */
static LtpDay begin_before(LtpDay from, LtpDay to)
{
    int year, month, dom, months = whole_months(from, to);
    if (months <= 0)
        return from - (to - from) - 1;
    ltp_day_civil(from, &year, &month, &dom);
    int at = year * 12 + month - 1 - months;
    return ltp_day(at / 12, at % 12 + 1, 1);
}

/* As long a period, just before the one that is in force. */
static LtpCode period_before(Mapping *mapping, LtpError *err)
{
    LtpRelease *release;
    LTP_TRY(open_rows(mapping, LTP_MAP_FIGURES, 0, &release, err));
    const char *parameters = ltp_release_stamp(release, "parameters");
    LtpDay from = stamped_day(parameters, "from"), to = stamped_day(parameters, "to");
    if (to == LTP_DAY_NONE)
        to = stamped_day(parameters, "as-of");
    ltp_release_close(release);
    if (from == LTP_DAY_NONE || to == LTP_DAY_NONE)
        return ltp_fail(err, LTP_EUSAGE,
                        _("A change needs two periods: give --from and --to, or the earlier one "
                          "with --before FROM:TO."));
    put_period(mapping, begin_before(from, to), from - 1);
    return LTP_OK;
}

static LtpCode choose_before(Mapping *mapping, LtpError *err)
{
    const LtpOptions *words = &mapping->run->options;
    const char *periods = ltp_options_value(words, "periods");
    const char *given = periods ? periods : ltp_options_value(words, "before");
    const char *colon = given ? strchr(given, ':') : NULL;
    LtpDay from, to, ignored;
    if (!given)
        return period_before(mapping, err);
    char *first = ltp_strndup(given, colon ? (size_t)(colon - given) : strlen(given));
    if (!first)
        return ltp_fail_memory(err);
    bool good = colon && ltp_period_parse(first, &from, &ignored) == LTP_DATE_OK &&
                ltp_period_parse(colon + 1, &ignored, &to) == LTP_DATE_OK && from <= to;
    ltp_free(first);
    if (!good)
        return ltp_fail(err, LTP_EUSAGE,
                        _("\"%s\" is no period. Write it as FROM:TO, for instance "
                          "2019-10-01:2019-12-31."),
                        given);
    put_period(mapping, from, to);
    return LTP_OK;
}

/* Of --periods A:B C:D the second is the period of the map. */
static LtpCode take_periods(const LtpRun *run, const LtpMapTheme *theme, LtpError *err)
{
    const LtpOptions *given = &run->options;
    bool both = ltp_options_value(given, "periods") != NULL;
    if (both != (given->n_arguments == 2) || (both && !theme->compares))
        return ltp_fail(err, LTP_EUSAGE,
                        _("Two periods are for the map of change: ltp map change --periods "
                          "2019-10-01:2019-12-31 2020-01-01:2020-03-31. Every other map is of one "
                          "theme and one period."));
    if (both && (ltp_options_value(given, "before") || ltp_options_value(given, "from") ||
                 ltp_options_value(given, "to")))
        return ltp_fail(err, LTP_EUSAGE,
                        _("--periods says both periods: leave out --before, --from and --to."));
    return both ? ltp_params_set_period(run->params, given->arguments[1], err) : LTP_OK;
}

/* ---- the words of the user ---- */

static const char *theme_at(size_t i)
{
    return ltp_map_theme_at(i) ? ltp_map_theme_at(i)->name : NULL;
}

static LtpCode unknown_theme(const char *name, LtpError *err)
{
    LtpSuggest suggest = {.word = name};
    LtpBuf names = {0};
    ltp_suggest_offer_all(&suggest, theme_at, &names);
    LtpCode rc = suggest.best
                     ? ltp_fail(err, LTP_EUSAGE, _("There is no map \"%s\". Did you mean \"%s\"?"),
                                name, suggest.best)
                     : ltp_fail(err, LTP_EUSAGE, _("There is no map \"%s\". There are: %s."), name,
                                ltp_buf_text(&names));
    ltp_buf_release(&names);
    return rc;
}

/* What --config names, else carte.conf of the user if there is one. */
static LtpCode read_config(const LtpOptions *given, LtpMapConfig *config, LtpError *err)
{
    const char *named = ltp_options_value(given, "config");
    const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (named)
        return ltp_map_config_read(config, named, err);
    LtpBuf path = {0};
    if (xdg && *xdg)
        ltp_buf_printf(&path, "%s/ltp/carte.conf", xdg);
    else if (home && *home)
        ltp_buf_printf(&path, "%s/.config/ltp/carte.conf", home);
    LtpCode rc = path.size > 0 && ltp_os_exists(path.data)
                     ? ltp_map_config_read(config, path.data, err)
                     : LTP_OK;
    ltp_buf_release(&path);
    return rc;
}

static LtpCode read_dpi(const LtpOptions *given, int *dpi, LtpError *err)
{
    const char *text = ltp_options_value(given, "dpi");
    int64_t value = 0;
    if (text && (!ltp_parse_int(text, &value) || value < 50 || value > 600))
        return ltp_fail(err, LTP_EUSAGE, _("--dpi takes a whole number from 50 to 600."));
    *dpi = (int)value;
    return LTP_OK;
}

/* East of a box across the antimeridian, whose west is the greater number, runs past 180. */
static LtpCode read_box(const char *text, LtpBox *box, LtpError *err)
{
    double n[4];
    size_t count = 0;
    for (const char *at = text; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL) {
        char *number = ltp_strndup(at, strcspn(at, ","));
        if (!number)
            return ltp_fail_memory(err);
        bool good = count < 4 && ltp_parse_double(number, &n[count++]);
        ltp_free(number);
        if (!good)
            count = 5;
    }
    if (count == 4 && n[2] < n[0])
        n[2] += 360;
    if (count != 4 || n[0] < -360 || n[0] > 360 || n[2] <= n[0] || n[2] - n[0] > 360 ||
        n[1] < -90 || n[3] > 90 || n[3] <= n[1])
        return ltp_fail(err, LTP_EUSAGE,
                        _("\"%s\" is no part of a map. Write its west, south, east and north in "
                          "degrees, such as --bbox=-4.5,14,-3,15.5."),
                        text);
    *box = (LtpBox){n[0], n[1], n[2], n[3]};
    return LTP_OK;
}

static LtpCode choose_shown(const LtpOptions *given, LtpBox *shown, LtpMapJob *job, LtpError *err)
{
    const char *text = ltp_options_value(given, "bbox");
    if (!text)
        return LTP_OK;
    if (job->atlas >= 0)
        return ltp_fail(err, LTP_EUSAGE, _("Choose one of --bbox and --atlas."));
    job->shown = shown;
    return read_box(text, shown, err);
}

static LtpCode read_job(const LtpOptions *given, LtpMapJob *job, LtpError *err)
{
    const char *page = ltp_options_value(given, "page"), *atlas = ltp_options_value(given, "atlas");
    bool portrait = ltp_options_flag(given, "portrait");
    bool landscape = ltp_options_flag(given, "landscape");
    if (portrait && landscape)
        return ltp_fail(err, LTP_EUSAGE, _("Choose one of --portrait and --landscape."));
    job->page = page && strcmp(page, "a3") == 0 ? LTP_MAP_A3 : LTP_MAP_A4;
    job->turn = portrait ? LTP_MAP_PORTRAIT : landscape ? LTP_MAP_LANDSCAPE : LTP_MAP_AUTO;
    job->atlas = !atlas ? -1 : strcmp(atlas, "cercles") == 0 ? 2 : 1;
    job->dest = ltp_options_value(given, "output");
    job->organisation = ltp_options_value(given, "org");
    if (job->theme->one_actor && !job->organisation)
        return ltp_fail(err, LTP_EUSAGE,
                        _("This map is of one organisation: name it with --org NAME."));
    return read_dpi(given, &job->dpi, err);
}

/* ---- the map ---- */

static void say_lines(const LtpBuf *text)
{
    size_t size = text->size;
    if (size > 0)
        ltp_say("%.*s", (int)(size - 1), text->data);
}

/* What every map of this store takes from it: scheme, country, neighbours, the earlier period. */
static LtpCode make_map(Mapping *mapping, LtpMapJob *job, LtpError *err)
{
    const LtpOptions *given = &mapping->run->options;
    LtpMapConfig config;
    LtpScheme *scheme = NULL;
    LtpCode rc;
    ltp_map_config_init(&config);
    LTP_GO(read_config(given, &config, err));
    LTP_GO(ltp_scheme_load(mapping->run->store, ltp_options_value(given, "scheme"), &scheme, err));
    LTP_GO(find_countries(mapping, err));
    job->lang = ltp_lang();
    job->restricted = mapping->clearance > LTP_PUBLIC;
    job->config = &config;
    job->source = (LtpMapSource){.open = open_rows, .arg = mapping};
    job->scheme = scheme;
    job->country_code = ltp_country_iso3(mapping->country);
    if (job->theme->compares)
        LTP_GO(choose_before(mapping, err));
    job->before = mapping->before;
    LTP_GO(ltp_report_share(mapping->run->store, mapping->run->params, &job->orgs_before,
                            &job->orgs_still, err));
    rc = ltp_map_make(job, err);
done:
    ltp_free(mapping->neighbours);
    ltp_free(mapping->countries);
    ltp_scheme_free(scheme);
    ltp_map_config_release(&config);
    return rc;
}

static LtpCode run_map(LtpRun *run, LtpError *err)
{
    Mapping mapping = {.run = run, .clearance = ltp_options_clearance(&run->options)};
    LtpBuf written = {0}, notes = {0};
    LtpMapJob job = {.theme = ltp_map_theme_find(run->options.arguments[0]),
                     .written = &written,
                     .notes = &notes,
                     .progress = &run->progress};
    if (!job.theme)
        return unknown_theme(run->options.arguments[0], err);
    LTP_TRY(take_periods(run, job.theme, err));
    LTP_TRY(read_job(&run->options, &job, err));
    LTP_TRY(choose_shown(&run->options, &mapping.shown, &job, err));
    LtpCode rc = make_map(&mapping, &job, err);
    if (rc == LTP_OK) {
        say_lines(&written);
        say_lines(&notes);
    }
    ltp_buf_release(&written);
    ltp_buf_release(&notes);
    return rc;
}

LtpCode ltp_map_file(LtpRun *run, const char *theme, LtpSensitivity clearance, const char *path,
                     int dpi, LtpError *err)
{
    Mapping mapping = {.run = run, .clearance = clearance};
    LtpMapJob job = {.theme = ltp_map_theme_find(theme),
                     .dest = path,
                     .dpi = dpi,
                     .atlas = -1,
                     .page = LTP_MAP_A4};
    return job.theme ? make_map(&mapping, &job, err) : unknown_theme(theme, err);
}

const LtpCommand ltp_command_map = {
    .name = "map",
    .group = N_("Give out"),
    .summary = N_("Makes a map to print or pin up: PDF, PNG or SVG, A4 or A3."),
    .arguments = N_("THEME"),
    .text = N_("THEME is one of presence, intersector, coverage, gaps, priority, severity,\n"
               "evidence, displacement, actors (of one organisation: --org), change (between two\n"
               "periods), reference (boundaries and names). The page carries title, legend with "
               "the number\n"
               "of communes in each class, scale, sources and dates. Unless you say otherwise the\n"
               "map is public: small numbers of people are not shown."),
    .examples = "map gaps --page a3 -o ecarts.pdf\n"
                "map presence --from 2020-01-01 --to 2020-03-31 --theme ltp -o presence.pdf\n"
                "map priority --within ML05 -o mopti.png\n"
                "map coverage --atlas regions -o atlas.pdf",
    .store = LTP_STORE_TO_READ,
    .min_arguments = 1,
    .max_arguments = 2,
    .filters = true,
    .options = options,
    .run = run_map,
};

#include "importers/boundaries.h"

#include "base/os.h"
#include "importers/countries.h"
#include "importers/report.h"
#include "importers/source.h"

#include <string.h>

extern const LtpImporter ltp_importer_boundaries;

/* ---- the edition ---- */

/* ISO 3166 alpha-2 of the letters the codes begin with: "ML" of ML0506, "UA" of UKR0506; "" when
 * they begin otherwise. */
static void country_of(const LtpBoundarySet *set, char country[3])
{
    const char *code = set->count > 0 ? ltp_boundary_code(&set->items[set->count - 1]) : "";
    size_t letters = strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    const char *of = letters == 3 ? ltp_country_begins(code) : code;
    country[0] = '\0';
    if ((letters == 2 || letters == 3) && of != NULL)
        memcpy(country, of, 2);
    country[country[0] != '\0' ? 2 : 0] = '\0';
}

/* The one year that stands in a file's name, alone or at the head of a date (20240611); 0 when
 * there is none or are several. */
static int year_in(const char *stem)
{
    int found = 0;
    for (const char *at = stem; *at != '\0';) {
        size_t digits = strspn(at, "0123456789");
        bool year =
            (digits == 4 || digits == 8) && (memcmp(at, "19", 2) == 0 || memcmp(at, "20", 2) == 0);
        if (year) {
            int value =
                (at[0] - '0') * 1000 + (at[1] - '0') * 100 + (at[2] - '0') * 10 + at[3] - '0';
            if (found != 0 && found != value)
                return 0;
            found = value;
        }
        at += digits > 0 ? digits : 1;
    }
    return found;
}

/* --edition, else the year the files are valid from, else the year in the first file's name, else
 * that name. */
static LtpCode name_edition(const LtpBoundarySet *set, const char *const *files,
                            const LtpImportOptions *options, LtpImportReport *report, LtpError *err)
{
    LtpBuf name = {0};
    LtpDay valid_on = set->valid_on != LTP_DAY_NONE ? set->valid_on : set->dated;
    if (options->edition != NULL) {
        ltp_buf_puts(&name, options->edition);
        report->edition_why = _("named by --edition");
    } else if (valid_on != LTP_DAY_NONE) {
        int year, month, dom;
        ltp_day_civil(valid_on, &year, &month, &dom);
        ltp_buf_printf(&name, "%d", year);
        report->edition_why = _("the year the boundaries are valid from");
    } else {
        char *stem = ltp_path_stem(files[0]);
        int year = stem != NULL ? year_in(stem) : 0;
        if (year != 0)
            ltp_buf_printf(&name, "%d", year);
        else
            ltp_buf_puts(&name, stem != NULL ? stem : "");
        ltp_free(stem);
        report->edition_why = year != 0 ? _("the year in the name of the file")
                                        : _("the name of the file, which states no date");
    }
    LtpCode rc = ltp_import_report_text(report, ltp_buf_text(&name), &report->edition, err);
    ltp_buf_release(&name);
    return rc;
}

/* ---- writing ---- */

static LtpCode write_units(LtpStore *store, int64_t import_id, int64_t edition_id,
                           const LtpBoundarySet *set, const LtpProgress *progress, LtpError *err)
{
    int64_t *ids = ltp_calloc(set->count, sizeof *ids);
    LtpCode rc = ids != NULL ? LTP_OK : ltp_fail_memory(err);
    for (size_t i = 0; rc == LTP_OK && i < set->count; i++) {
        const LtpBoundary *unit = &set->items[i];
        LtpUnitRecord record = {.level = unit->level,
                                .pcode = ltp_boundary_code(unit),
                                .name = ltp_boundary_name(unit),
                                .other_names = unit->other_names,
                                .n_other_names = unit->n_other_names,
                                .parent_id = unit->parent >= 0 ? ids[unit->parent] : 0,
                                .area_km2 = unit->area_km2,
                                .interior_lon = unit->interior.lon,
                                .interior_lat = unit->interior.lat,
                                .wkb = unit->wkb,
                                .wkb_size = unit->wkb_size};
        rc = ltp_unit_add(store, edition_id, import_id, &record, &ids[i], err);
        if (rc == LTP_OK)
            rc = ltp_progress(progress, (double)i, (double)set->count, err);
    }
    ltp_free(ids);
    return rc;
}

static LtpCode write_edition(LtpStore *store, int64_t import_id, const LtpBoundarySet *set,
                             const LtpImportOptions *options, const LtpImportReport *report,
                             const LtpProgress *progress, LtpError *err)
{
    char country[3];
    country_of(set, country);
    LtpEdition edition = {.name = report->edition,
                          .country = country,
                          .source = report->source,
                          .licence = options->licence,
                          .valid_on = set->valid_on != LTP_DAY_NONE ? set->valid_on : set->dated};
    int64_t edition_id;
    LTP_TRY(ltp_edition_add(store, import_id, &edition, &edition_id, err));
    LTP_TRY(ltp_level_names_set(store, edition_id, options->level_names, err));
    LTP_TRY(write_units(store, import_id, edition_id, set, progress, err));
    return ltp_edition_settle(store, edition_id, err);
}

static LtpCode write_import(LtpStore *store, const char *sha256, const LtpBoundarySet *set,
                            const LtpImportOptions *options, LtpImportReport *report,
                            const LtpProgress *progress, LtpError *err)
{
    LtpImportHead head = {.kind = report->kind,
                          .source = report->source,
                          .file = report->file,
                          .sha256 = sha256,
                          .mode = options->mode};
    int64_t import_id;
    LTP_TRY(ltp_source_reported(options->reported, &head.reported, err));
    LTP_TRY(ltp_import_begin(store, &head, &import_id, err));
    LtpCode rc = write_edition(store, import_id, set, options, report, progress, err);
    if (rc == LTP_OK)
        rc = ltp_findings_write(&set->findings, store, import_id, err);
    if (rc == LTP_OK && !options->dry_run)
        rc = ltp_import_finish(store, import_id, &report->counts, err);
    if (rc != LTP_OK || options->dry_run)
        ltp_import_abandon(store, import_id);
    else
        report->import_id = import_id;
    return rc;
}

/* ---- the report ---- */

static void codes_of_row(const LtpBoundarySet *set, int64_t row, LtpBuf *codes)
{
    for (size_t i = 0; i < set->findings.count; i++)
        if (set->findings.items[i].row == row)
            ltp_buf_printf(codes, "%s%s", codes->size > 0 ? "," : "", set->findings.items[i].code);
}

static LtpCode report_unit(LtpImportReport *report, const LtpBoundarySet *set,
                           const LtpBoundary *unit, LtpError *err)
{
    LtpBuf codes = {0}, locations = {0};
    LtpJson json = {.out = &locations};
    LtpRowReport row = {.row = unit->row, .fate = LTP_ACCEPTED};
    codes_of_row(set, unit->row, &codes);
    ltp_json_array(&json);
    ltp_import_report_location(&json, ltp_boundary_code(unit), unit->level, "code");
    ltp_json_end_array(&json);
    row.codes = ltp_buf_text(&codes);
    row.locations = ltp_buf_text(&locations);
    LtpCode rc = ltp_import_report_row(report, &row, err);
    ltp_buf_release(&codes);
    ltp_buf_release(&locations);
    return rc;
}

/* One row a feature of the files, in their order; dissolved units are in the notes. */
static LtpCode report_units(LtpImportReport *report, const LtpBoundarySet *set, LtpError *err)
{
    const LtpBoundary **by_row = ltp_calloc((size_t)set->n_features + 1, sizeof *by_row);
    if (by_row == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < set->count; i++)
        by_row[set->items[i].row] = &set->items[i];
    LtpCode rc = LTP_OK;
    for (int64_t row = 1; rc == LTP_OK && row <= set->n_features; row++)
        rc = report_unit(report, set, by_row[row], err);
    ltp_free(by_row);
    if (rc == LTP_OK)
        rc = ltp_import_report_tally(report, &set->findings, err);
    return rc;
}

/* ---- the driver ---- */

static LtpCode read_files(LtpBoundarySet *set, const char *const *files, size_t n_files,
                          const LtpProgress *progress, LtpError *err)
{
    for (size_t i = 0; i < n_files; i++) {
        LtpProgress part =
            ltp_progress_part(progress, _("reading boundaries"), 0.4 * (double)i / (double)n_files,
                              0.4 * (double)(i + 1) / (double)n_files);
        LTP_TRY(ltp_boundaries_read(set, files[i], progress != NULL ? &part : NULL, err));
    }
    if (set->count == 0)
        return ltp_fail(err, LTP_EDATA, _("the files hold no units"));
    return LTP_OK;
}

static LtpCode run_set(LtpStore *store, LtpBoundarySet *set, const char *const *files,
                       size_t n_files, const char *sha256, const LtpImportOptions *options,
                       LtpImportReport *report, LtpError *err)
{
    LtpGis *gis = NULL;
    LTP_TRY(ltp_gis_new(&gis, err));
    LtpCode rc = read_files(set, files, n_files, options->progress, err);
    if (rc == LTP_OK)
        rc = ltp_boundaries_mend(set, gis, err);
    if (rc == LTP_OK)
        rc = ltp_boundaries_arrange(set, gis, err);
    ltp_gis_free(gis);
    LTP_TRY(rc);
    LTP_TRY(name_edition(set, files, options, report, err));
    LTP_TRY(report_units(report, set, err));
    LtpProgress part = ltp_progress_part(options->progress, _("writing boundaries"), 0.6, 1);
    return write_import(store, sha256, set, options, report,
                        options->progress != NULL ? &part : NULL, err);
}

static LtpCode run(LtpStore *store, const char *const *files, size_t n_files,
                   const LtpImportOptions *options, LtpImportReport *report, LtpError *err)
{
    char sha256[LTP_SHA256_HEX];
    int64_t known = 0;
    LTP_TRY(ltp_source_name(&ltp_importer_boundaries, files, n_files, options, report, err));
    LTP_TRY(ltp_source_sha256(files, n_files, sha256, err));
    LTP_TRY(ltp_import_known(store, report->kind, report->source, NULL, sha256, &known, err));
    if (known != 0) {
        report->unchanged = true;
        return LTP_OK;
    }
    LtpBoundarySet set = {.notes = &report->notes, .valid_on = LTP_DAY_NONE, .dated = LTP_DAY_NONE};
    LtpCode rc = run_set(store, &set, files, n_files, sha256, options, report, err);
    ltp_boundary_set_release(&set);
    if (rc != LTP_OK)
        ltp_error_where(err, report->file, NULL, 0, NULL);
    return rc;
}

const LtpImporter ltp_importer_boundaries = {
    .kind = "boundaries",
    .title = {.fr = "limites administratives : une édition par appel",
              .en = "administrative boundaries: one edition a call"},
    .several_files = true,
    .run = run,
};

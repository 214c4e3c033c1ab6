/* The kit: a folder for a USB stick. One page leads to everything in it by relative links; names
 * are plain ASCII, so that no file system of Windows changes them. The folder is made beside its
 * place and takes it as a whole. */
#include "base/lang.h"
#include "base/os.h"
#include "exports/driver.h"
#include "exports/figures.h"
#include "exports/page.h"

#include <stdio.h>
#include <string.h>

#define START "OUVRIR-MOI.html"

enum { THUMB_DPI = 36, MAX_PATH_NAME = 64 };

typedef struct KitMap {
    const char *theme; /* also the name of its files */
    LtpText title, about;
} KitMap;

static const KitMap maps[] = {
    {"gaps",
     {"Écarts entre besoins et réponse", "Gaps between needs and response"},
     {"Où personne n’est signalé, et combien de personnes dans le besoin ne sont pas atteintes.",
      "Where nobody is reported, and how many people in need are not reached."}},
    {"priority",
     {"Priorités d’intervention", "Priorities for response"},
     {"Les lieux à regarder d’abord.", "The places to look at first."}},
    {"presence",
     {"Présence des acteurs", "Presence of actors"},
     {"Combien d’organisations travaillent dans chaque lieu.",
      "How many organisations work in each place."}},
    {"intersector",
     {"Protection, abris et LTP", "Protection, shelter and HLP"},
     {"Quels secteurs sont présents ensemble.", "Which sectors are present together."}},
    {"coverage",
     {"Couverture des besoins", "Coverage of needs"},
     {"La part des personnes dans le besoin qui ont été atteintes.",
      "The share of people in need who were reached."}},
    {"evidence",
     {"Études disponibles", "Studies available"},
     {"Où des études existent, et où elles manquent.",
      "Where there are studies, and where they are missing."}},
    {"displacement",
     {"Personnes déplacées et retournées", "Displaced and returned people"},
     {"Combien elles sont, d’après le chiffre le plus récent.",
      "How many they are, by the newest figure."}},
    {"reference",
     {"Limites et noms", "Boundaries and names"},
     {"Carte de référence, sans chiffres.", "A reference map, without figures."}},
};
enum { N_MAPS = sizeof maps / sizeof *maps };

typedef struct Kit {
    const LtpExportJob *job;
    LtpLang lang;
    const char *folder; /* being made */
    LtpBuf maps, facts, stamps, share, sizes[3];
    const char *clearance; /* for the style of the page */
} Kit;

static const char *in(const Kit *kit, const char *fr, const char *en)
{
    return kit->lang == LTP_FR ? fr : en;
}

/* ---- the files ---- */

/* Another driver writes its part into the folder; what it wrote is not listed, since it moves. */
static LtpCode make_part(const Kit *kit, const char *format, const char *name, double from,
                         double to, LtpError *err)
{
    static const char *const page[] = {"gaps"};
    LtpExportJob job = *kit->job;
    bool one = strcmp(format, "html") == 0, qgis = strcmp(format, "qgis") == 0;
    LtpProgress part = {0};
    char *dest = ltp_path_join(kit->folder, name);
    if (dest == NULL)
        return ltp_fail_memory(err);
    job.dest = dest;
    job.written = NULL;
    job.folder = false;
    job.layers = one ? page : kit->job->layers;
    job.n_layers = one ? 1 : qgis ? kit->job->n_layers : 0; /* the workbook has its own sheets */
    if (job.progress != NULL) {
        part = ltp_progress_part(kit->job->progress, format, from, to);
        job.progress = &part;
    }
    LtpCode rc = ltp_export(ltp_exporter_find(format), &job, err);
    ltp_free(dest);
    return rc;
}

static LtpCode draw(const Kit *kit, const char *theme, const char *extension, LtpError *err)
{
    char name[MAX_PATH_NAME];
    snprintf(name, sizeof name, "cartes/%s.%s", theme, extension);
    char *path = ltp_path_join(kit->folder, name);
    if (path == NULL)
        return ltp_fail_memory(err);
    LtpCode rc = kit->job->source.map(kit->job->source.arg, theme, path, THUMB_DPI, err);
    if (rc == LTP_OK && ltp_os_size(path) <= 0)
        rc = ltp_fail(err, LTP_EIO, _("%s was not made."), path);
    ltp_free(path);
    return rc;
}

static void put_size(LtpBuf *out, int64_t bytes, LtpLang lang)
{
    double kilo = (double)bytes / 1024;
    bool large = kilo >= 1000;
    ltp_figure_number(out, large ? kilo / 1024 : kilo < 1 ? 1 : kilo, large ? 1 : 0, lang);
    ltp_buf_puts(out, lang == LTP_FR ? (large ? "\u00a0Mo" : "\u00a0Ko") : large ? " MB" : " KB");
}

static int64_t size_of(const Kit *kit, const char *name)
{
    char *path = ltp_path_join(kit->folder, name);
    int64_t size = path != NULL ? ltp_os_size(path) : 0;
    ltp_free(path);
    return size > 0 ? size : 0;
}

static void put_card(Kit *kit, const KitMap *map)
{
    char name[MAX_PATH_NAME];
    snprintf(name, sizeof name, "cartes/%s.pdf", map->theme);
    ltp_buf_printf(&kit->maps, "<li><a href=\"%s\"><img src=\"cartes/%s.png\" alt=\"\"><b>", name,
                   map->theme);
    ltp_html_text(&kit->maps, ltp_text_in(map->title, kit->lang));
    ltp_buf_puts(&kit->maps, "</b><span>");
    ltp_html_text(&kit->maps, ltp_text_in(map->about, kit->lang));
    ltp_buf_printf(&kit->maps, "</span><span>%s, ", name);
    put_size(&kit->maps, size_of(kit, name), kit->lang);
    ltp_buf_puts(&kit->maps, "</span></a></li>\n");
}

static LtpCode make_maps(Kit *kit, double from, double to, LtpError *err)
{
    char *folder = ltp_path_join(kit->folder, "cartes");
    LtpCode rc = folder == NULL ? ltp_fail_memory(err) : ltp_os_mkdirs(folder, err);
    ltp_free(folder);
    ltp_buf_puts(&kit->maps, "<h2>");
    ltp_html_text(&kit->maps,
                  in(kit, "Les cartes à imprimer (PDF, format A4)", "Maps to print (PDF, A4)"));
    ltp_buf_puts(&kit->maps, "</h2>\n<ul class=\"maps\">\n");
    for (size_t i = 0; rc == LTP_OK && i < N_MAPS; i++) {
        rc = ltp_progress(kit->job->progress, from + (to - from) * (double)i / N_MAPS, 1, err);
        if (rc == LTP_OK)
            rc = draw(kit, maps[i].theme, "pdf", err);
        if (rc == LTP_OK)
            rc = draw(kit, maps[i].theme, "png", err);
        put_card(kit, &maps[i]);
    }
    ltp_buf_puts(&kit->maps, "</ul>\n");
    return rc;
}

/* ---- the page ---- */

/* What may be done with the folder, by its sensitivity. */
static void put_share(Kit *kit, const char *sensitivity)
{
    static const struct {
        const char *word_fr, *style;
        LtpText text;
    } shares[] = {
        {"public",
         "public",
         {"Public\u00a0: ce dossier peut être partagé.", "Public: this folder may be shared."}},
        {"restreint",
         "restricted",
         {"Restreint\u00a0: réservé aux membres du comité et des clusters. Ne le publiez pas.",
          "Restricted: for members of the committee and the clusters. Do not publish it."}},
        {"confidentiel",
         "confidential",
         {"Confidentiel\u00a0: pour vous seul. N’en faites pas de copie et ne l’envoyez pas.",
          "Confidential: for you alone. Make no copies and do not send it."}},
    };
    size_t level = 2; /* whatever else it may be called */
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        if (sensitivity != NULL && (strcmp(sensitivity, shares[i].word_fr) == 0 ||
                                    strcmp(sensitivity, shares[i].style) == 0))
            level = i;
    }
    kit->clearance = shares[level].style;
    ltp_html_text(&kit->share, ltp_text_in(shares[level].text, kit->lang));
}

static void put_fact(Kit *kit, const LtpStampKey *key, const char *value)
{
    static const LtpField date = {.type = LTP_DATE}; /* what is no date stays as it is */
    LtpValue cell = {.type = LTP_DATE, .text = value};
    LtpBuf text = {0};
    ltp_figure_put(&text, &date, NULL, &cell, kit->lang);
    ltp_buf_puts(&kit->facts, kit->facts.size > 0 ? " · " : "");
    ltp_html_text(&kit->facts, ltp_text_in(key->label, kit->lang));
    ltp_buf_puts(&kit->facts, in(kit, "\u00a0: <b>", ": <b>"));
    ltp_html_text(&kit->facts, ltp_buf_text(&text));
    ltp_buf_puts(&kit->facts, "</b>");
    ltp_buf_release(&text);
}

static LtpCode read_stamps(Kit *kit, LtpError *err)
{
    LtpRelease *release = NULL;
    size_t count = 0;
    const LtpStampKey *keys = ltp_stamp_keys(&count);
    LTP_TRY(kit->job->source.open(kit->job->source.arg, "gaps", &release, err));
    for (size_t i = 0; i < count; i++) {
        const char *value = ltp_release_stamp(release, keys[i].key);
        if (strcmp(keys[i].key, "title") == 0 || strcmp(keys[i].key, "abstract") == 0)
            continue;
        if (value != NULL &&
            (strcmp(keys[i].key, "date") == 0 || strcmp(keys[i].key, "edition") == 0))
            put_fact(kit, &keys[i], value);
        ltp_buf_puts(&kit->stamps, "<tr><th scope=\"row\">");
        ltp_html_text(&kit->stamps, ltp_text_in(keys[i].label, kit->lang));
        ltp_buf_puts(&kit->stamps, value != NULL ? "</th><td>" : "</th><td class=\"u\">");
        ltp_html_text(&kit->stamps, value != NULL ? value : ltp_figure_unknown(kit->lang));
        ltp_buf_puts(&kit->stamps, "</td></tr>\n");
    }
    put_share(kit, ltp_release_stamp(release, "sensitivity"));
    ltp_release_close(release);
    return LTP_OK;
}

static LtpCode write_page(Kit *kit, LtpError *err)
{
    put_size(&kit->sizes[0], size_of(kit, "ecarts.html"), kit->lang);
    put_size(&kit->sizes[1], size_of(kit, "classeur.xlsx"), kit->lang);
    put_size(&kit->sizes[2], size_of(kit, "qgis/ltp.gpkg") + size_of(kit, "qgis/ltp.qgz"),
             kit->lang);
    const LtpPagePart parts[] = {{"lang", in(kit, "fr", "en")},
                                 {"program", "ltp " LTP_VERSION},
                                 {"clearance", kit->clearance},
                                 {"share", ltp_buf_text(&kit->share)},
                                 {"facts", ltp_buf_text(&kit->facts)},
                                 {"maps", ltp_buf_text(&kit->maps)},
                                 {"stamps", ltp_buf_text(&kit->stamps)},
                                 {"size_gaps", ltp_buf_text(&kit->sizes[0])},
                                 {"size_book", ltp_buf_text(&kit->sizes[1])},
                                 {"size_qgis", ltp_buf_text(&kit->sizes[2])}};
    LtpBuf page = {0};
    char *path = ltp_path_join(kit->folder, START);
    LtpCode rc = path == NULL ? ltp_fail_memory(err)
                              : ltp_page_put(&page, ltp_text_html_kit_html, kit->lang, parts,
                                             sizeof parts / sizeof *parts, err);
    if (rc == LTP_OK)
        rc = ltp_buf_check(&page, err);
    if (rc == LTP_OK)
        rc = ltp_os_write_file(path, page.data, page.size, err);
    ltp_free(path);
    ltp_buf_release(&page);
    return rc;
}

/* ---- the folder ---- */

/* Every link and picture of the page leads to a file of the folder that is not empty. */
static LtpCode check_links(const char *folder, const char *page, const char *attribute,
                           LtpError *err)
{
    size_t length = strlen(attribute);
    for (const char *at = strstr(page, attribute); at != NULL; at = strstr(at, attribute)) {
        at += length;
        char *name = ltp_strndup(at, strcspn(at, "\""));
        char *path = name != NULL ? ltp_path_join(folder, name) : NULL;
        LtpCode rc = path == NULL ? ltp_fail_memory(err) : LTP_OK;
        if (rc == LTP_OK && ltp_os_size(path) <= 0)
            rc = ltp_fail(err, LTP_EIO, _("The kit lacks its file %s; it was not kept."), name);
        ltp_free(name);
        ltp_free(path);
        LTP_TRY(rc);
    }
    return LTP_OK;
}

static LtpCode check_kit(const char *folder, void *arg, LtpError *err)
{
    (void)arg;
    char *path = ltp_path_join(folder, START), *page = NULL;
    size_t size = 0;
    LtpCode rc =
        path == NULL ? ltp_fail_memory(err) : ltp_os_read_file(path, 1 << 20, &page, &size, err);
    if (rc == LTP_OK)
        rc = check_links(folder, page, "href=\"", err);
    if (rc == LTP_OK)
        rc = check_links(folder, page, "src=\"", err);
    ltp_free(path);
    ltp_free(page);
    return rc;
}

static LtpCode fill(Kit *kit, LtpError *err)
{
    LTP_TRY(ltp_os_mkdirs(kit->folder, err));
    LTP_TRY(make_part(kit, "html", "ecarts.html", 0, 0.05, err));
    LTP_TRY(make_part(kit, "xlsx", "classeur.xlsx", 0.05, 0.15, err));
    LTP_TRY(make_part(kit, "qgis", "qgis/", 0.15, 0.35, err));
    if (kit->job->source.map != NULL)
        LTP_TRY(make_maps(kit, 0.35, 1, err));
    LTP_TRY(read_stamps(kit, err));
    return write_page(kit, err);
}

static LtpCode note_name(const char *name, void *arg, LtpError *err)
{
    (void)name;
    (void)err;
    *(bool *)arg = true;
    return LTP_OK;
}

/* A folder with other things in it is not ours to replace. */
static LtpCode check_place(const char *dest, bool *old, LtpError *err)
{
    char *start = ltp_path_join(dest, START);
    bool any = false;
    LtpCode rc = start == NULL ? ltp_fail_memory(err) : LTP_OK;
    *old = start != NULL && ltp_os_exists(start);
    if (rc == LTP_OK && ltp_os_is_dir(dest))
        rc = ltp_os_list(dest, note_name, &any, err);
    else if (rc == LTP_OK)
        any = ltp_os_exists(dest);
    if (rc == LTP_OK && any && !*old)
        rc = ltp_fail(err, LTP_EUSAGE,
                      _("%s exists and is no kit. Name a folder that does not exist yet."), dest);
    ltp_free(start);
    return rc;
}

/* The new folder takes the place of the old one, which is removed when the new one stands. */
static LtpCode deliver(const char *folder, const char *dest, bool old, LtpError *err)
{
    LtpBuf aside = {0};
    ltp_buf_printf(&aside, "%s.ancien", dest);
    LtpCode rc = ltp_buf_check(&aside, err);
    if (rc == LTP_OK && old) {
        rc = ltp_os_remove_tree(ltp_buf_text(&aside), err);
        if (rc == LTP_OK)
            rc = ltp_os_commit(dest, ltp_buf_text(&aside), err);
    }
    if (rc == LTP_OK)
        rc = ltp_export_commit(folder, dest, check_kit, NULL, err);
    if (rc == LTP_OK && old && ltp_os_remove_tree(ltp_buf_text(&aside), NULL) != LTP_OK)
        ltp_log(LTP_LOG_WARNING, _("The older kit could not be removed; it is in %s."),
                ltp_buf_text(&aside));
    else if (rc != LTP_OK && old && !ltp_os_exists(dest))
        (void)!ltp_os_commit(ltp_buf_text(&aside), dest, NULL);
    ltp_buf_release(&aside);
    return rc;
}

static void release_kit(Kit *kit)
{
    LtpBuf *const bufs[] = {&kit->maps,     &kit->facts,    &kit->stamps,  &kit->share,
                            &kit->sizes[0], &kit->sizes[1], &kit->sizes[2]};
    for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
        ltp_buf_release(bufs[i]);
}

static LtpCode run_in(const LtpExportJob *job, const char *folder, const char *dest, LtpError *err)
{
    Kit kit = {.job = job, .lang = ltp_lang(), .folder = folder};
    bool old = false;
    LTP_TRY(check_place(dest, &old, err));
    LTP_TRY(ltp_os_remove_tree(folder, err)); /* of an earlier run that was killed */
    LtpCode rc = fill(&kit, err);
    if (rc == LTP_OK)
        rc = deliver(folder, dest, old, err);
    release_kit(&kit);
    if (rc != LTP_OK) {
        if (ltp_os_remove_tree(folder, NULL) != LTP_OK)
            ltp_log(LTP_LOG_WARNING, _("The unfinished folder %s could not be removed."), folder);
        return rc;
    }
    char *start = ltp_path_join(dest, START);
    if (start != NULL)
        ltp_export_written(job, start);
    ltp_free(start);
    return ltp_progress(job->progress, 1, 1, err);
}

static LtpCode run(const LtpExportJob *job, LtpError *err)
{
    size_t length = strlen(job->dest);
    while (length > 1 && job->dest[length - 1] == '/')
        length--;
    char *dest = ltp_strndup(job->dest, length);
    LtpBuf folder = {0};
    ltp_buf_printf(&folder, "%s.partial", dest != NULL ? dest : "");
    LtpCode rc = dest == NULL ? ltp_fail_memory(err) : ltp_buf_check(&folder, err);
    if (rc == LTP_OK)
        rc = run_in(job, ltp_buf_text(&folder), dest, err);
    ltp_buf_release(&folder);
    ltp_free(dest);
    return rc;
}

static const char *const default_layers[] = {"gaps", "coverage", "lines", "studies", NULL};

const LtpExporter ltp_exporter_kit = {
    .name = "kit",
    .title = {"Dossier pour clé USB : page d'accueil, cartes, classeur, QGIS",
              "Folder for a USB stick: start page, maps, workbook, QGIS"},
    .many_layers = true,
    .chosen = true,
    .layers = default_layers,
    .run = run,
};

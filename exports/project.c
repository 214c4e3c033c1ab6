#include "exports/project.h"

#include "base/lang.h"
#include "exports/ogr.h"

#include <cpl_conv.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define QGIS_VERSION "3.22.16-Białowieża" /* the file format's; newer QGIS upgrade it */

void ltp_project_init(LtpProject *project, const char *package, int epsg, LtpLang lang)
{
    *project =
        (LtpProject){.lang = lang, .epsg = epsg, .package = package, .extent = {1, 0, -1, 0}};
}

void ltp_project_release(LtpProject *project)
{
    for (size_t i = 0; i < project->n_layers; i++) {
        ltp_free(project->layers[i].id);
        ltp_free(project->layers[i].title);
        ltp_free(project->layers[i].source);
        ltp_free(project->layers[i].legend);
    }
    for (size_t i = 0; i < sizeof project->stamps / sizeof *project->stamps; i++)
        ltp_free(project->stamps[i]);
    ltp_buf_release(&project->maplayers);
    ltp_free(project->crs);
}

const LtpProjectLayer *ltp_project_layer(const LtpProject *project, const char *id)
{
    for (size_t i = 0; i < project->n_layers; i++) {
        if (strcmp(project->layers[i].id, id) == 0)
            return &project->layers[i];
    }
    return NULL;
}

const char *ltp_project_stamp(const LtpProject *project, const char *key)
{
    size_t count = 0;
    const LtpStampKey *keys = ltp_stamp_keys(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(keys[i].key, key) == 0)
            return project->stamps[i];
    }
    return NULL;
}

/* ---- gathering ---- */

static bool is_units(const LtpExportFile *file)
{
    return strcmp(file->layer, "units") == 0;
}

void ltp_project_row(LtpProject *project, const LtpExportFile *file, const LtpReleaseRow *row)
{
    if (!is_units(file))
        return;
    for (size_t i = 0; i < ltp_release_n_fields(file->release); i++) {
        const LtpValue *value = &row->values[i];
        if (strcmp(ltp_release_field(file->release, i)->name, "level") == 0 && !value->null &&
            value->integer >= 0 && value->integer < LTP_PROJECT_LEVELS)
            project->levels[value->integer] = true;
    }
}

static void grow_extent(LtpProject *project, const LtpFacts *facts)
{
    double unit = pow(10, facts->decimals);
    LtpFrame box = {(double)facts->west / unit, (double)facts->south / unit,
                    (double)facts->east / unit, (double)facts->north / unit};
    LtpFrame *all = &project->extent;
    if (!facts->has_box)
        return;
    bool empty = all->west > all->east;
    *all = (LtpFrame){empty ? box.west : fmin(all->west, box.west),
                      empty ? box.south : fmin(all->south, box.south),
                      empty ? box.east : fmax(all->east, box.east),
                      empty ? box.north : fmax(all->north, box.north)};
}

/* The stamps of the figures; of any other layer while there are none. */
static LtpCode take_stamps(LtpProject *project, const LtpExportFile *file, LtpError *err)
{
    bool figures = ltp_release_layer(file->release)->table == NULL;
    size_t count = 0;
    const LtpStampKey *keys = ltp_stamp_keys(&count);
    for (size_t i = 0; i < count && (figures || project->stamps[0] == NULL); i++) {
        const char *stamp = ltp_release_stamp(file->release, keys[i].key);
        ltp_free(project->stamps[i]);
        project->stamps[i] = ltp_strdup(stamp);
        if (stamp != NULL && project->stamps[i] == NULL)
            return ltp_fail_memory(err);
    }
    return LTP_OK;
}

/* ---- a layer ---- */

/* QGIS heeds an authority's code only beside a number of its own, which may be any. */
static void put_authority(LtpBuf *out, int epsg)
{
    ltp_buf_printf(out,
                   "<spatialrefsys><srsid>3452</srsid><srid>%d</srid><authid>EPSG:%d</authid>"
                   "</spatialrefsys>",
                   epsg, epsg);
}

static void put_about(LtpBuf *out, const LtpExportFile *file, const char *title)
{
    const char *abstract = ltp_release_stamp(file->release, "abstract");
    const char *source = ltp_release_stamp(file->release, "source");
    const char *licence = ltp_release_stamp(file->release, "licence");
    ltp_xml(out,
            "<resourceMetadata><identifier>%s</identifier><type>dataset</type><title>%s</title>"
            "<abstract>%s</abstract><rights>%s</rights><license>%s</license></resourceMetadata>\n",
            file->layer, title, abstract != NULL ? abstract : "", source != NULL ? source : "",
            licence != NULL ? licence : "");
}

/* Outlines of the finest units appear only where there is room for them. */
static int smallest_scale(int level)
{
    return level >= 3 ? 3000000 : 0;
}

/* A label of the legend in lines of so many characters, broken at spaces. */
static void put_lines(LtpBuf *out, const char *label, const char *end)
{
    enum { LINE = 38 };
    size_t column = 0;
    for (const char *at = label; at < end; at++) {
        const char *next = at + 1;
        while (next < end && *next != ' ')
            next++;
        bool breaks = *at == ' ' && column + (size_t)(next - at) > LINE;
        if (breaks)
            ltp_buf_puts(out, "&#10;");
        else
            ltp_buf_putc(out, *at);
        column = breaks ? 0 : column + (((unsigned char)*at & 0xC0) != 0x80);
    }
}

/* What a print layout has no room for in one line: QGIS doesn't break labels by itself. */
static void put_long_labels(LtpBuf *out, const char *maplayer)
{
    static const char attribute[] = " label=\"";
    const char *at = maplayer;
    for (size_t i = 0; (at = strstr(at, attribute)) != NULL; i++) {
        at += sizeof attribute - 1;
        const char *end = at + strcspn(at, "\"");
        LtpBuf lines = {0};
        put_lines(&lines, at, end);
        if (strstr(ltp_buf_text(&lines), "&#10;") != NULL)
            ltp_buf_printf(out, "<Option type=\"QString\" name=\"legend/label-%zu\" value=\"%s\"/>",
                           i, ltp_buf_text(&lines));
        out->failed |= lines.failed;
        ltp_buf_release(&lines);
    }
}

static LtpCode keep_legend(LtpProjectLayer *layer, const LtpBuf *maplayers, size_t start,
                           LtpError *err)
{
    LtpBuf labels = {0};
    put_long_labels(&labels, ltp_buf_text(maplayers) + start);
    layer->legend = labels.size > 0 ? ltp_buf_take(&labels) : NULL;
    LtpCode rc = ltp_buf_check(&labels, err);
    ltp_buf_release(&labels);
    return rc;
}

static void put_maplayer(LtpBuf *out, int epsg, const LtpProjectLayer *layer,
                         const LtpExportFile *file, const LtpStyle *style)
{
    bool points = ltp_release_geometry(file->release) == LTP_POINT;
    LtpBuf body = {0};
    ltp_style_put(&body, style);
    int scale = smallest_scale(layer->level);
    ltp_xml(out,
            "<maplayer type=\"vector\" geometry=\"%s\" wkbType=\"%s\" labelsEnabled=\"%d\" "
            "styleCategories=\"AllStyleCategories\" hasScaleBasedVisibilityFlag=\"%d\" "
            "minScale=\"%d\" maxScale=\"0\" autoRefreshEnabled=\"0\" readOnly=\"0\">\n",
            points ? "Point" : "Polygon", points ? "Point" : "MultiPolygon",
            strstr(ltp_buf_text(&body), "<labeling") != NULL, scale > 0, scale);
    ltp_xml(out, "<id>%s</id><datasource>%s</datasource><layername>%s</layername><srs>", layer->id,
            layer->source, layer->title);
    put_authority(out, epsg);
    ltp_buf_puts(out, "</srs><provider encoding=\"UTF-8\">ogr</provider>\n");
    put_about(out, file, layer->title);
    ltp_buf_put(out, ltp_buf_text(&body), body.size);
    ltp_buf_puts(out, "</maplayer>\n");
    out->failed |= body.failed;
    ltp_buf_release(&body);
}

/* "ltp_layer_gaps_priority", "ltp_layer_units_1": QGIS gives layers of shorter ids new ones. */
static LtpCode name_layer(LtpProjectLayer *layer, const LtpProject *project,
                          const LtpExportFile *file, LtpError *err)
{
    LtpBuf id = {0}, source = {0};
    ltp_buf_printf(&id, "ltp_layer_%s", file->layer);
    ltp_buf_printf(&source, "./%s|layername=%s", project->package, file->layer);
    if (layer->theme != NULL)
        ltp_buf_printf(&id, "_%s", layer->theme->field);
    if (layer->level >= 0) {
        ltp_buf_printf(&id, "_%d", layer->level);
        ltp_buf_printf(&source, "|subset=\"level\" = %d", layer->level);
    }
    layer->id = ltp_buf_take(&id);
    layer->source = ltp_buf_take(&source);
    ltp_buf_release(&id);
    ltp_buf_release(&source);
    return layer->id != NULL && layer->source != NULL && layer->title != NULL
               ? LTP_OK
               : ltp_fail_memory(err);
}

static LtpCode add_layer(LtpProject *project, const LtpExportFile *file, const LtpStyleTheme *theme,
                         int level, LtpError *err)
{
    if (project->n_layers == LTP_PROJECT_LAYERS)
        return LTP_OK;
    LtpProjectLayer *layer = &project->layers[project->n_layers++];
    LtpText title = theme != NULL ? theme->title
                    : level >= 0  ? ltp_release_level_name(file->release, level)->many
                                  : ltp_release_layer(file->release)->title;
    *layer = (LtpProjectLayer){.level = level, .theme = theme};
    layer->title = ltp_strdup(ltp_text_in(title, project->lang));
    LTP_TRY(name_layer(layer, project, file, err));
    LtpStyle style = {.theme = theme,
                      .release = file->release,
                      .source = &file->job->source,
                      .largest = file->largest,
                      .lang = project->lang,
                      .level = level};
    size_t start = project->maplayers.size;
    put_maplayer(&project->maplayers, project->epsg, layer, file, &style);
    LTP_TRY(ltp_buf_check(&project->maplayers, err));
    return keep_legend(layer, &project->maplayers, start, err);
}

static LtpCode add_themes(LtpProject *project, const LtpExportFile *file, bool *any, LtpError *err)
{
    const LtpStyleTheme *theme;
    for (size_t i = 0; (theme = ltp_style_theme(file->layer, i)) != NULL; i++) {
        if (!ltp_style_is_drawn(theme, file->release, &file->job->source))
            continue;
        LTP_TRY(add_layer(project, file, theme, -1, err));
        *any = true;
    }
    return LTP_OK;
}

LtpCode ltp_project_add(LtpProject *project, const LtpExportFile *file, const LtpFacts *facts,
                        LtpError *err)
{
    bool themed = false;
    LTP_TRY(take_stamps(project, file, err));
    if (ltp_release_geometry(file->release) == LTP_NO_GEOMETRY)
        return LTP_OK;
    grow_extent(project, facts);
    for (int level = 0; level < LTP_PROJECT_LEVELS; level++) {
        if (is_units(file) && project->levels[level])
            LTP_TRY(add_layer(project, file, NULL, level, err));
    }
    LTP_TRY(add_themes(project, file, &themed, err));
    return themed || is_units(file) ? LTP_OK : add_layer(project, file, NULL, -1, err);
}

/* ---- projection ---- */

/* Lambert azimuthal equal-area around the layers, centred to half a degree: areas on the page are
 * compared, and scale is right in the middle. */
static OGRSpatialReferenceH make_crs(const LtpFrame *extent)
{
    char definition[200];
    double lat = round(extent->south + extent->north) / 2,
           lon = round(extent->west + extent->east) / 2;
    snprintf(definition, sizeof definition,
             "+proj=laea +lat_0=%g +lon_0=%g +datum=WGS84 +units=m +no_defs", lat, lon);
    OGRSpatialReferenceH crs = OSRNewSpatialReference(NULL);
    if (crs != NULL && OSRImportFromProj4(crs, definition) != OGRERR_NONE) {
        OSRRelease(crs);
        return NULL;
    }
    return crs;
}

static bool project_frame(OGRSpatialReferenceH crs, const LtpFrame *from, LtpFrame *to)
{
    OGRSpatialReferenceH wgs84 = ltp_ogr_wgs84();
    OGRCoordinateTransformationH transform =
        wgs84 != NULL ? OCTNewCoordinateTransformation(wgs84, crs) : NULL;
    bool fine = transform != NULL &&
                OCTTransformBounds(transform, from->west, from->south, from->east, from->north,
                                   &to->west, &to->south, &to->east, &to->north, 21) != 0;
    if (transform != NULL)
        OCTDestroyCoordinateTransformation(transform);
    if (wgs84 != NULL)
        OSRRelease(wgs84);
    return fine;
}

/* The system of the layers where they have a projected one: the user chose it. */
static OGRSpatialReferenceH own_crs(LtpProject *project)
{
    OGRSpatialReferenceH crs = OSRNewSpatialReference(NULL);
    if (crs != NULL && OSRImportFromEPSG(crs, project->epsg) == OGRERR_NONE && OSRIsProjected(crs))
        return crs;
    if (crs != NULL)
        OSRRelease(crs);
    return NULL;
}

static OGRSpatialReferenceH settle_crs(LtpProject *project)
{
    const LtpFrame world = {-180, -60, 180, 75}, somewhere = {0, 0, 1e6, 1e6};
    bool empty = project->extent.west > project->extent.east;
    OGRSpatialReferenceH crs = own_crs(project);
    project->own_crs = crs != NULL;
    if (crs != NULL) {
        project->ground = empty ? somewhere : project->extent;
        return crs;
    }
    if (empty)
        project->extent = world;
    crs = make_crs(&project->extent);
    if (crs == NULL || project_frame(crs, &project->extent, &project->ground))
        return crs;
    OSRRelease(crs);
    return NULL;
}

static LtpCode choose_crs(LtpProject *project, LtpError *err)
{
    static const char *const options[] = {"FORMAT=WKT2_2019", "MULTILINE=NO", NULL};
    char *wkt = NULL;
    OGRSpatialReferenceH crs = settle_crs(project);
    bool fine = crs != NULL && OSRExportToWktEx(crs, &wkt, options) == OGRERR_NONE;
    ltp_free(project->crs);
    project->crs = fine ? ltp_strdup(wkt) : NULL;
    CPLFree(wkt);
    if (crs != NULL)
        OSRRelease(crs);
    return project->crs != NULL ? LTP_OK
                                : ltp_fail(err, LTP_ECRS,
                                           _("No projection could be set up for the QGIS project; "
                                             "check the installation of PROJ."));
}

/* ---- the tree ---- */

typedef struct Group {
    LtpText title;
    bool exclusive;
    bool (*holds)(const LtpProjectLayer *layer);
} Group;

static bool is_theme(const LtpProjectLayer *layer)
{
    return layer->theme != NULL;
}

static bool is_boundary(const LtpProjectLayer *layer)
{
    return layer->theme == NULL && layer->level >= 0;
}

static bool is_record(const LtpProjectLayer *layer)
{
    return layer->theme == NULL && layer->level < 0;
}

/* Top of the legend first: what is drawn over the rest. Of the themes one is seen at a time. */
static const Group groups[] = {
    {{"Activités, études, lieux", "Activities, studies, places"}, false, is_record},
    {{"Limites administratives", "Administrative boundaries"}, false, is_boundary},
    {{"Thèmes (un à la fois)", "Themes (one at a time)"}, true, is_theme}};
enum { GROUPS = sizeof groups / sizeof *groups };

static void put_leaf(LtpBuf *out, const LtpProjectLayer *layer, bool checked)
{
    ltp_xml(out,
            "<layer-tree-layer id=\"%s\" name=\"%s\" source=\"%s\" providerKey=\"ogr\" "
            "checked=\"%s\" expanded=\"%d\"/>\n",
            layer->id, layer->title, layer->source, checked ? "Qt::Checked" : "Qt::Unchecked",
            checked && layer->theme != NULL);
}

static void put_group(LtpBuf *out, const LtpProject *project, const Group *group)
{
    LtpBuf leaves = {0};
    bool first = true;
    for (size_t i = 0; i < project->n_layers; i++) {
        const LtpProjectLayer *layer = &project->layers[i];
        if (!group->holds(layer))
            continue;
        put_leaf(&leaves, layer, is_boundary(layer) || (is_theme(layer) && first));
        first = false;
    }
    if (leaves.size > 0)
        ltp_xml(out,
                "<layer-tree-group name=\"%s\" checked=\"Qt::Checked\" expanded=\"1\" "
                "mutually-exclusive=\"%d\" mutually-exclusive-child=\"%d\">\n",
                ltp_text_in(group->title, project->lang), group->exclusive,
                group->exclusive ? 0 : -1);
    ltp_buf_put(out, ltp_buf_text(&leaves), leaves.size);
    if (leaves.size > 0)
        ltp_buf_puts(out, "</layer-tree-group>\n");
    ltp_buf_release(&leaves);
}

static void put_tree(LtpBuf *out, const LtpProject *project)
{
    ltp_buf_puts(out, "<layer-tree-group>\n");
    for (size_t i = 0; i < GROUPS; i++)
        put_group(out, project, &groups[i]);
    ltp_buf_puts(out, "</layer-tree-group>\n");
}

/* ---- the file ---- */

static void put_crs(LtpBuf *out, const LtpProject *project)
{
    if (project->own_crs)
        put_authority(out, project->epsg);
    else
        ltp_xml(out, "<spatialrefsys><wkt>%s</wkt></spatialrefsys>", project->crs);
}

static void put_canvas(LtpBuf *out, const LtpProject *project)
{
    const LtpFrame *ground = &project->ground;
    ltp_xml(out,
            "<mapcanvas name=\"theMapCanvas\" annotationsVisible=\"1\"><units>meters</units>"
            "<extent><xmin>%.3f</xmin><ymin>%.3f</ymin><xmax>%.3f</xmax><ymax>%.3f</ymax></extent>"
            "<rotation>0</rotation><destinationsrs>",
            ground->west, ground->south, ground->east, ground->north);
    put_crs(out, project);
    ltp_buf_puts(out, "</destinationsrs></mapcanvas>\n");
}

LtpCode ltp_project_put(LtpProject *project, LtpBuf *out, LtpError *err)
{
    const char *title = project->lang == LTP_FR ? "Logement, terre et propriété : qui couvre quoi"
                                                : "Housing, land and property: who covers what";
    LTP_TRY(choose_crs(project, err));
    ltp_xml(out,
            "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis projectname=\"%s\" "
            "version=\"" QGIS_VERSION "\">\n<homePath path=\"\"/>\n<title>%s</title>\n<projectCrs>",
            title, title);
    put_crs(out, project);
    ltp_buf_puts(out, "</projectCrs>\n");
    put_tree(out, project);
    put_canvas(out, project);
    ltp_buf_puts(out, "<projectlayers>\n");
    ltp_buf_put(out, ltp_buf_text(&project->maplayers), project->maplayers.size);
    ltp_buf_puts(out, "</projectlayers>\n<properties><Paths><Absolute type=\"bool\">false"
                      "</Absolute></Paths><Measure><Ellipsoid type=\"QString\">EPSG:7030"
                      "</Ellipsoid></Measure><SpatialRefSys><ProjectionsEnabled type=\"int\">1"
                      "</ProjectionsEnabled></SpatialRefSys></properties>\n<Layouts>\n");
    ltp_project_layouts(project, out);
    ltp_buf_puts(out, "</Layouts>\n</qgis>\n");
    return ltp_buf_check(out, err);
}

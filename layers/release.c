#include "layers/release_internal.h"

#include "base/json.h"
#include "base/lang.h"

#include <string.h>

/* Last field of every layer in which small numbers were looked for. */
static const LtpField suppressed_field = {
    .name = "suppressed",
    .type = LTP_BOOLEAN,
    .label = {"Petits effectifs masqués", "Small numbers hidden"},
    .definition = {"1 si un chiffre de la ligne, trop petit pour être publié, a été masqué.",
                   "1 if a figure of the row, too small to be published, was hidden."},
    .dbf = "masque",
    .flags = LTP_OUTPUT,
};

static bool lets_through(const LtpRelease *release, const LtpField *field)
{
    return (field->flags & LTP_OUTPUT) && !(field->flags & LTP_PERSONAL) &&
           field->sensitivity <= release->clearance && field->sensitivity < LTP_STRICT &&
           release->layer->sensitivity <= release->clearance;
}

static void choose_fields(LtpRelease *release)
{
    const LtpLayer *layer = release->layer;
    bool people = false;
    for (size_t i = 0; i < layer->n_fields; i++) {
        const LtpField *field = &layer->fields[i];
        if (!lets_through(release, field))
            continue;
        people = people || (field->flags & LTP_PEOPLE);
        release->fields[release->n_fields] = field;
        release->source[release->n_fields++] = i;
    }
    release->suppresses = people && release->clearance < LTP_CONFIDENTIAL;
    if (release->suppresses) {
        release->fields[release->n_fields] = &suppressed_field;
        release->source[release->n_fields++] = SIZE_MAX;
    }
    release->geometry = !release->bare && layer->geometry_sensitivity <= release->clearance &&
                                layer->sensitivity <= release->clearance
                            ? layer->geometry
                            : LTP_NO_GEOMETRY;
}

static LtpCode copy_params(LtpRelease *release, const LtpParams *params, LtpError *err)
{
    LTP_TRY(ltp_params_copy(params, &release->params, err));
    release->params->leaves = true;
    return LTP_OK;
}

static bool names_organisations(const LtpLayer *layer)
{
    return strcmp(layer->name, "lines") == 0 || strcmp(layer->name, "areas") == 0;
}

static LtpCode init(LtpRelease *release, const LtpParams *params, LtpError *err)
{
    size_t most = release->layer->n_fields + 1;
    release->fields = ltp_calloc(most, sizeof *release->fields);
    release->source = ltp_calloc(most, sizeof *release->source);
    release->values = ltp_calloc(most, sizeof *release->values);
    if (!release->fields || !release->source || !release->values)
        return ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    LTP_TRY(copy_params(release, params, err));
    LTP_TRY(ltp_release_may_ask(release->store, release->params, release->clearance,
                                names_organisations(release->layer), err));
    choose_fields(release);
    LTP_TRY(release->layer->table ? ltp_release_table_open(release, err)
                                  : ltp_release_figures_open(release, err));
    LTP_TRY(ltp_release_levels(release, err));
    return ltp_release_stamps(release, err);
}

static LtpCode open_release(LtpStore *store, const char *layer, const LtpParams *params,
                            LtpSensitivity clearance, bool bare, LtpRelease **out, LtpError *err)
{
    const LtpLayer *found = ltp_layer_find(layer);
    if (!found)
        return ltp_fail(err, LTP_EUSAGE, _("there is no layer %s"), layer);
    LtpRelease *release = ltp_calloc(1, sizeof *release);
    if (!release)
        return ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    release->store = store;
    release->bare = bare;
    release->layer = found;
    release->clearance = clearance < LTP_STRICT ? clearance : LTP_CONFIDENTIAL;
    LtpCode rc = init(release, params, err);
    if (rc == LTP_OK)
        *out = release;
    else
        ltp_release_close(release);
    return rc;
}

LtpCode ltp_release_open(LtpStore *store, const char *layer, const LtpParams *params,
                         LtpSensitivity clearance, LtpRelease **out, LtpError *err)
{
    return open_release(store, layer, params, clearance, false, out, err);
}

LtpCode ltp_release_open_bare(LtpStore *store, const char *layer, const LtpParams *params,
                              LtpSensitivity clearance, LtpRelease **out, LtpError *err)
{
    return open_release(store, layer, params, clearance, true, out, err);
}

void ltp_release_close(LtpRelease *release)
{
    if (!release)
        return;
    sqlite3_finalize(release->stmt);
    ltp_free(release->veiled);
    ltp_analysis_free(release->analysis);
    ltp_params_free(release->params);
    for (size_t i = 0; i < LTP_STAMPS; i++)
        ltp_free(release->stamps[i]);
    ltp_arena_release(&release->arena);
    ltp_free(release->editions);
    ltp_free(release->fields);
    ltp_free(release->source);
    ltp_free(release->values);
    ltp_free(release);
}

const LtpLayer *ltp_release_layer(const LtpRelease *release)
{
    return release->layer;
}

LtpGeometryKind ltp_release_geometry(const LtpRelease *release)
{
    return release->geometry;
}

size_t ltp_release_n_fields(const LtpRelease *release)
{
    return release->n_fields;
}

const LtpField *ltp_release_field(const LtpRelease *release, size_t i)
{
    return release->fields[i];
}

int64_t ltp_release_records(const LtpRelease *release)
{
    return release->records;
}

int64_t ltp_release_count(const LtpRelease *release)
{
    return release->count;
}

static void suppress(LtpRelease *release, const LtpRawRow *raw)
{
    size_t last = release->n_fields - 1; /* the flag itself */
    int64_t threshold = raw->delicate ? LTP_SMALL_DELICATE : LTP_SMALL;
    bool any = ltp_release_suppress(release->fields, release->values, last, threshold);
    if (release->veiled != NULL) {
        const bool *veiled = release->veiled + (release->next - 1) * last;
        ltp_release_hide(release->fields, release->values, last, veiled);
        for (size_t i = 0; i < last; i++)
            any = any || veiled[i];
    }
    release->values[last] = ltp_value_bool(any);
}

LtpCode ltp_release_next(LtpRelease *release, const LtpReleaseRow **row, LtpError *err)
{
    LtpRawRow raw = {0};
    bool more = false;
    LTP_TRY(release->layer->table ? ltp_release_table_next(release, &raw, &more, err)
                                  : ltp_release_figures_next(release, &raw, &more, err));
    *row = NULL;
    if (!more)
        return LTP_OK;
    if (release->suppresses)
        suppress(release, &raw);
    release->row = (LtpReleaseRow){
        .id = raw.id, .values = release->values, .wkb = raw.wkb, .wkb_size = raw.wkb_size};
    *row = &release->row;
    return LTP_OK;
}

LtpCode ltp_release_list(const LtpRelease *release, LtpParamId id, const char **json, LtpError *err)
{
    const LtpParamValues *values = &release->params->values[id];
    LtpBuf text = {0};
    LtpJson writer = {.out = &text};
    *json = NULL;
    if (values->count == 0)
        return LTP_OK;
    ltp_json_array(&writer);
    for (size_t i = 0; i < values->count; i++)
        ltp_json_string(&writer, values->items[i]);
    ltp_json_end_array(&writer);
    LtpCode rc = ltp_buf_check(&text, err);
    if (rc == LTP_OK) {
        *json = ltp_arena_strdup(&release->params->arena, text.data);
        rc = *json ? LTP_OK : ltp_fail(err, LTP_ENOMEM, _("out of memory"));
    }
    ltp_buf_release(&text);
    return rc;
}

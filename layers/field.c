#include "layers/field.h"

#include "base/number.h"

#include <string.h>

extern const LtpLayer ltp_layer_units, ltp_layer_places, ltp_layer_organisations, ltp_layer_lines,
    ltp_layer_areas, ltp_layer_studies, ltp_layer_needs, ltp_layer_displacement, ltp_layer_erp,
    ltp_layer_institutions, ltp_layer_indicators, ltp_layer_risks, ltp_layer_contacts,
    ltp_layer_coverage, ltp_layer_gaps, ltp_layer_imports, ltp_layer_findings;

static const LtpLayer *const layers[] = {
    &ltp_layer_units,    &ltp_layer_places,       &ltp_layer_organisations, &ltp_layer_lines,
    &ltp_layer_areas,    &ltp_layer_studies,      &ltp_layer_needs,         &ltp_layer_displacement,
    &ltp_layer_erp,      &ltp_layer_institutions, &ltp_layer_indicators,    &ltp_layer_risks,
    &ltp_layer_contacts, &ltp_layer_coverage,     &ltp_layer_gaps,          &ltp_layer_imports,
    &ltp_layer_findings,
};

enum { N_LAYERS = sizeof layers / sizeof *layers };

const LtpLayer *ltp_layer_at(size_t i)
{
    return i < N_LAYERS ? layers[i] : NULL;
}

const LtpLayer *ltp_layer_find(const char *name)
{
    for (size_t i = 0; i < N_LAYERS; i++)
        if (strcmp(layers[i]->name, name) == 0)
            return layers[i];
    return NULL;
}

const LtpField *ltp_layer_field(const LtpLayer *layer, const char *name)
{
    for (size_t i = 0; i < layer->n_fields; i++)
        if (strcmp(layer->fields[i].name, name) == 0)
            return &layer->fields[i];
    return NULL;
}

bool ltp_field_is_cell(const LtpField *field)
{
    return field->people.measure != NULL && !field->people.households;
}

LtpValue ltp_value_null(LtpFieldType type)
{
    return (LtpValue){.null = true, .type = type, .real = ltp_null_real()};
}

LtpValue ltp_value_int(int64_t value)
{
    if (value == LTP_NULL_INT)
        return ltp_value_null(LTP_INTEGER);
    return (LtpValue){.type = LTP_INTEGER, .integer = value, .real = (double)value};
}

LtpValue ltp_value_bool(int64_t value)
{
    LtpValue out = ltp_value_int(value == LTP_NULL_INT ? value : value != 0);
    out.type = LTP_BOOLEAN;
    return out;
}

LtpValue ltp_value_real(double value)
{
    if (ltp_is_null_real(value))
        return ltp_value_null(LTP_REAL);
    return (LtpValue){.type = LTP_REAL, .real = value};
}

LtpValue ltp_value_text(const char *text)
{
    if (!text)
        return ltp_value_null(LTP_TEXT);
    return (LtpValue){.type = LTP_TEXT, .text = text, .real = ltp_null_real()};
}

void ltp_json_value(LtpJson *json, const LtpValue *value)
{
    if (value->null) {
        ltp_json_null(json);
        return;
    }
    switch (value->type) {
    case LTP_TEXT:
    case LTP_DATE:
        ltp_json_string(json, value->text);
        break;
    case LTP_INTEGER:
        ltp_json_int(json, value->integer);
        break;
    case LTP_REAL:
        ltp_json_real(json, value->real);
        break;
    case LTP_BOOLEAN:
        ltp_json_bool(json, value->integer != 0);
        break;
    }
}

static LtpText keep_text(LtpArena *arena, LtpText text)
{
    return (LtpText){ltp_arena_strdup(arena, text.fr), ltp_arena_strdup(arena, text.en)};
}

const LtpField *ltp_field_keep(LtpArena *arena, const LtpField *field)
{
    LtpField *copy = ltp_arena_alloc(arena, sizeof *copy);
    if (copy == NULL)
        return NULL;
    *copy = *field;
    copy->label = keep_text(arena, field->label);
    copy->definition = keep_text(arena, field->definition);
    return copy->label.en != NULL && copy->definition.en != NULL ? copy : NULL;
}

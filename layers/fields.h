/* What the tables of fields share. For layers/fields_*.c alone. */
#ifndef LTP_LAYERS_FIELDS_H
#define LTP_LAYERS_FIELDS_H

#include "layers/field.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* The parts of a field in the order they are read: name, type, label, definition. */
#define NAMED(name_, type_, fr_, en_, definition_fr_, definition_en_)                              \
    .name = name_, .type = type_, .label = {fr_, en_},                                             \
    .definition = {definition_fr_, definition_en_}

#define IN LTP_INPUT
#define OUT LTP_OUTPUT

extern const LtpLayer ltp_layer_units, ltp_layer_places, ltp_layer_organisations, ltp_layer_lines,
    ltp_layer_areas, ltp_layer_studies, ltp_layer_needs, ltp_layer_displacement, ltp_layer_erp,
    ltp_layer_institutions, ltp_layer_indicators, ltp_layer_risks, ltp_layer_contacts,
    ltp_layer_imports, ltp_layer_findings;

#endif

/* A table that ltp exported: each header is the name, the label or the short name of a field, and
 * means that field and no other. */
#include "importers/mapping_weighing.h"

#include <string.h>

/* Columns of ours that are no fields of the layer, and those that GDAL adds. */
static bool is_extra(const char *header)
{
    static const char *const words[] = {"lon",
                                        "lat",
                                        "suppressed",
                                        "withheld",
                                        "masque",
                                        "fid",
                                        "WKT",
                                        "geom",
                                        "nonconnu",
                                        "Longitude",
                                        "Latitude",
                                        "Petits effectifs masqués",
                                        "Small numbers hidden",
                                        "Name", /* of KML, from here on */
                                        "description",
                                        "timestamp",
                                        "begin",
                                        "end",
                                        "altitudeMode",
                                        "tessellate",
                                        "extrude",
                                        "visibility",
                                        "drawOrder",
                                        "icon"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], header) == 0)
            return true;
    return false;
}

static bool is_called(const LtpField *field, const char *header, int how)
{
    const char *const names[] = {field->name, field->dbf, field->label.fr, field->label.en};
    return (field->flags & LTP_OUTPUT) && names[how] && strcmp(names[how], header) == 0;
}

/* The output field of that name, label or short name; -1 = none. */
static int field_called(const LtpWeighing *w, const char *header, int how)
{
    for (size_t i = 0; i < w->n_fields; i++)
        if (is_called(&w->fields[i], header, how))
            return (int)i;
    return -1;
}

enum { WAYS = 4, MANY = 12, OUTPUTS = 3 };

/* How the table names its columns: nine in ten of its headers are called so, and some of them are
 * what only an export has. -1: no table of ours. */
static int way_of(const LtpWeighing *w)
{
    for (int how = 0; how < WAYS; how++) {
        size_t headers = 0, known = 0, outputs = 0;
        for (size_t i = 0; i < w->n_columns; i++) {
            const char *header = w->mapping->columns[i].header;
            int field = header ? field_called(w, header, how) : -1;
            headers += header && !is_extra(header);
            known += field >= 0 && !is_extra(header);
            outputs += field >= 0 && !(w->fields[field].flags & LTP_INPUT);
        }
        if (known >= MANY && 10 * known >= 9 * headers && outputs >= OUTPUTS)
            return how;
    }
    return -1;
}

bool ltp_own_columns(LtpWeighing *w)
{
    int how = way_of(w);
    for (size_t i = 0; how >= 0 && i < w->n_columns; i++) {
        const char *header = w->mapping->columns[i].header;
        int field = header ? field_called(w, header, how) : -1;
        if (field >= 0 && (w->fields[field].flags & LTP_INPUT) && w->owner[field] < 0)
            ltp_weighing_give(w, i, (size_t)field, "label");
    }
    return how >= 0;
}

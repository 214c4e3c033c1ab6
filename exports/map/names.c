#include "exports/map/names.h"

/* The fonts of the map (canvas.c) all have the Latin, Greek and Cyrillic letters. */
static bool is_plain(const char *name)
{
    enum { END_OF_CYRILLIC = 0xD4 }; /* first byte of U+0500 and beyond */
    for (const char *at = name; *at; at++)
        if ((unsigned char)*at >= END_OF_CYRILLIC)
            return false;
    return true;
}

static bool is_readable(LtpMapCanvas *canvas, const char *name)
{
    if (is_plain(name))
        return true;
    pango_layout_set_text(canvas->layout, name, -1);
    return pango_layout_get_unknown_glyphs_count(canvas->layout) == 0;
}

void ltp_map_readable_names(LtpMapData *data, LtpMapCanvas *canvas)
{
    enum { NAME_CELL = 1 }; /* of the table of an atlas */
    pango_layout_set_font_description(canvas->layout, canvas->font);
    for (size_t i = 0; i < data->count; i++) {
        LtpMapUnit *unit = &data->units[i];
        if (!*unit->pcode || is_readable(canvas, unit->name))
            continue;
        if (data->n_unreadable++ == 0)
            data->unreadable = unit->name;
        unit->name = unit->pcode;
        if (unit->cells[NAME_CELL])
            unit->cells[NAME_CELL] = unit->pcode;
        if (unit->level == 0)
            data->country = unit->pcode;
    }
}

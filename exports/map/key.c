/* The key of numbered names: in what the panel leaves free, then in the empty corners of the map
 * itself, as many as the flagged names may need. */
#include "exports/map/typography.h"
#include "exports/map/view.h"

#include <math.h>
#include <string.h>

#define LEAST_SIZE 3.6   /* points: smaller is not read */
#define COLUMN 25.0      /* mm, on A4: most names fit */
#define CELL 3.0         /* mm: the corners are looked for on a grid of these */
#define AIR 1.5          /* mm around the names of a corner */
#define LEAST_HEIGHT 9.0 /* mm: less is no key */

static LtpMapStyle key_style(const LtpMapView *view)
{
    return (LtpMapStyle){
        .role = LTP_MAP_KEY, .size = 5.2 * view->sheet.zoom, .colour = 0x222222, .plain = true};
}

static double key_line(LtpMapView *view)
{
    LtpMapStyle style = key_style(view);
    return ltp_map_text_box(view->canvas, &style, (LtpXY){0, 0}, "Éy").h;
}

/* ---- how much fits ---- */

static bool may_be_numbered(const LtpMapView *view, size_t i)
{
    return view->inside[i] && (view->data->units[i].flagged || view->root >= 0);
}

/* Of a column, so that the longest name fits, small at worst. Only the names of most letters are
 * measured. */
static double column_width(LtpMapView *view)
{
    enum { MEASURED = 40 };
    LtpMapStyle style = key_style(view);
    size_t longest = 0;
    double width = (COLUMN - 5) * view->sheet.zoom;
    style.size = LEAST_SIZE * view->sheet.zoom;
    for (size_t i = 0; i < view->data->count; i++)
        if (may_be_numbered(view, i) && strlen(view->data->units[i].name) > longest)
            longest = strlen(view->data->units[i].name);
    for (size_t i = 0, n = 0; i < view->data->count && n < MEASURED; i++) {
        const char *name = view->data->units[i].name;
        if (!may_be_numbered(view, i) || strlen(name) * 5 < longest * 4)
            continue;
        width = fmax(width, ltp_map_text_box(view->canvas, &style, (LtpXY){0, 0}, name).w);
        n++;
    }
    return width + 5 * view->sheet.zoom;
}

/* One line is for the heading, one for what is left out. */
static bool add_box(LtpMapView *view, LtpMapBox box, bool framed)
{
    LtpMapKey *key = &view->key;
    int rows = (int)floor(box.h / key->line) - 2;
    int columns = (int)floor(box.w / key->column);
    if (key->n == LTP_MAP_KEY_BOXES || rows < 1 || columns < 1)
        return false;
    key->boxes[key->n] = box;
    key->framed[key->n] = framed;
    key->columns[key->n] = columns;
    key->rows[key->n++] = rows;
    key->capacity += rows * columns;
    return true;
}

/* ---- empty corners ---- */

/* The map in cells, true where something is drawn. */
typedef struct Ground {
    LtpMapBox frame;
    double cell;
    int columns, rows;
    bool *taken;
} Ground;

static void take_cell(const Ground *ground, LtpXY at)
{
    int x = (int)floor((at.x - ground->frame.x) / ground->cell);
    int y = (int)floor((at.y - ground->frame.y) / ground->cell);
    if (x >= 0 && y >= 0 && x < ground->columns && y < ground->rows)
        ground->taken[y * ground->columns + x] = true;
}

static void take_box(const Ground *ground, LtpMapBox box)
{
    for (double y = box.y; y < box.y + box.h + ground->cell; y += ground->cell)
        for (double x = box.x; x < box.x + box.w + ground->cell; x += ground->cell)
            take_cell(ground, (LtpXY){fmin(x, box.x + box.w), fmin(y, box.y + box.h)});
}

static void take_line(const Ground *ground, LtpXY a, LtpXY b)
{
    int steps = (int)(hypot(b.x - a.x, b.y - a.y) / (ground->cell / 2)) + 1;
    for (int i = 0; i <= steps; i++)
        take_cell(ground, (LtpXY){a.x + (b.x - a.x) * i / steps, a.y + (b.y - a.y) * i / steps});
}

/* Rows of cells through the middle of the shape: what lies between two borders is taken too. */
static void take_inside(const Ground *ground, const LtpShape *shape)
{
    for (int y = 0; y < ground->rows; y++) {
        double at = ground->frame.y + (y + 0.5) * ground->cell;
        if (at < shape->y0 || at > shape->y1)
            continue;
        for (double x = shape->x0; x < shape->x1; x += ground->cell)
            if (ltp_shape_contains(shape, (LtpXY){x, at}))
                take_cell(ground, (LtpXY){x, at});
    }
}

static void take_shape(const Ground *ground, const LtpShape *shape)
{
    size_t start = 0;
    for (size_t ring = 0; ring < shape->n_rings; start = shape->ends[ring++])
        for (size_t i = start, last = shape->ends[ring] - 1; i < shape->ends[ring]; last = i++)
            take_line(ground, shape->points[last], shape->points[i]);
    if (shape->x1 - shape->x0 > ground->cell)
        take_inside(ground, shape);
}

static void take_unit(LtpMapView *view, const Ground *ground, size_t i)
{
    const LtpMapUnit *unit = &view->data->units[i];
    double r = fmax(ltp_map_symbol_radius(view, unit->symbol.value),
                    ltp_map_symbol_radius(view, unit->symbol_too.value));
    take_shape(ground, &view->paper_area[i]);
    const LtpMapAnchor *anchor = r > ground->cell / 2 ? ltp_map_anchor(view, i) : NULL;
    if (anchor && !view->in_inset[i])
        take_box(ground, (LtpMapBox){anchor->at.x - r, anchor->at.y - r, 2 * r, 2 * r});
}

static LtpCode survey(LtpMapView *view, Ground *ground, LtpError *err)
{
    *ground = (Ground){.frame = view->sheet.map, .cell = CELL * view->sheet.zoom};
    ground->columns = (int)(ground->frame.w / ground->cell);
    ground->rows = (int)(ground->frame.h / ground->cell);
    ground->taken = ltp_calloc((size_t)(ground->columns * ground->rows) + 1, sizeof(bool));
    if (!ground->taken)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < view->data->count; i++)
        if (view->inside[i] && view->paper_area[i].n_points > 0)
            take_unit(view, ground, i);
    if (view->inset.on)
        take_box(ground, view->inset.on_map);
    return LTP_OK;
}

/* How many names the rectangle of cells holds. */
static int names_in(const LtpMapKey *key, const Ground *ground, int width, int height)
{
    double air = 2 * AIR * ground->cell / CELL;
    int columns = (int)floor((width * ground->cell - air) / key->column);
    int rows = (int)floor((height * ground->cell - air) / key->line) - 2;
    return columns > 0 && rows > 0 ? columns * rows : 0;
}

/* The empty rectangle that holds the most names: each cell as its lower right corner, growing to
 * the left under the lowest free height. */
static int best_corner(const LtpMapKey *key, const Ground *ground, int *heights, LtpMapBox *box)
{
    int best = 0;
    for (int x = 0; x < ground->columns; x++)
        heights[x] = 0;
    for (int y = 0; y < ground->rows; y++) {
        for (int x = 0; x < ground->columns; x++)
            heights[x] = ground->taken[y * ground->columns + x] ? 0 : heights[x] + 1;
        for (int x = 0; x < ground->columns; x++)
            for (int from = x, low = heights[x]; from >= 0 && low > 0; from--) {
                low = heights[from] < low ? heights[from] : low;
                int names = names_in(key, ground, x - from + 1, low);
                if (names <= best)
                    continue;
                best = names;
                *box = (LtpMapBox){ground->frame.x + from * ground->cell,
                                   ground->frame.y + (y + 1 - low) * ground->cell,
                                   (x - from + 1) * ground->cell, low * ground->cell};
            }
    }
    return best;
}

static LtpMapBox shrunk(LtpMapBox box, double by)
{
    return (LtpMapBox){box.x + by, box.y + by, box.w - 2 * by, box.h - 2 * by};
}

/* Names that a box on the map must hold: many small ones clutter it. */
static int worth_a_box(const LtpMapKey *key, int wanted)
{
    enum { MANY = 12 };
    int missing = wanted - key->capacity;
    return missing < MANY ? missing : MANY;
}

static LtpCode use_corners(LtpMapView *view, int wanted, LtpError *err)
{
    Ground ground;
    LtpMapBox box;
    LTP_TRY(survey(view, &ground, err));
    int *heights = ltp_calloc((size_t)ground.columns + 1, sizeof *heights);
    LtpCode rc = heights ? LTP_OK : ltp_fail_memory(err);
    while (rc == LTP_OK && view->key.capacity < wanted &&
           best_corner(&view->key, &ground, heights, &box) >= worth_a_box(&view->key, wanted) &&
           add_box(view, shrunk(box, AIR * view->sheet.zoom), true))
        take_box(&ground, box);
    ltp_free(heights);
    ltp_free(ground.taken);
    return rc;
}

/* ---- laying it out ---- */

/* Where nothing else has room, a line in the corner of the map still says what is missing. */
static void last_resort(LtpMapView *view)
{
    LtpMapKey *key = &view->key;
    LtpMapBox map = view->sheet.map;
    double zoom = view->sheet.zoom;
    if (key->n > 0)
        return;
    key->boxes[0] = (LtpMapBox){map.x + 2 * zoom, map.y + map.h - key->line - 2 * zoom,
                                fmin(60 * zoom, map.w - 4 * zoom), key->line};
    key->columns[0] = 1;
    key->n = 1;
}

LtpCode ltp_map_key_lay(LtpMapView *view, const LtpMapBox *panel, size_t n, LtpError *err)
{
    LtpMapKey *key = &view->key;
    int wanted = 0;
    for (size_t i = 0; i < view->data->count; i++)
        wanted += may_be_numbered(view, i);
    *key = (LtpMapKey){.line = key_line(view), .column = column_width(view)};
    for (size_t i = 0; i < n; i++)
        if (panel[i].h >= LEAST_HEIGHT * view->sheet.zoom)
            add_box(view, panel[i], false);
    if (key->capacity < wanted)
        LTP_TRY(use_corners(view, wanted, err));
    last_resort(view);
    return LTP_OK;
}

/* ---- drawing ---- */

/* "12 Nom", smaller where its column is narrow. */
static void key_entry(LtpMapView *view, const LtpMapLabel *label, LtpXY at, double width)
{
    LtpMapStyle style = key_style(view);
    LtpBuf text = {0};
    ltp_buf_printf(&text, "%d  %s", label->number, view->data->units[label->unit].name);
    while (style.size > (LEAST_SIZE - 0.4) * view->sheet.zoom &&
           ltp_map_text_box(view->canvas, &style, at, ltp_buf_text(&text)).w > width)
        style.size -= 0.3;
    ltp_map_text(view->canvas, &style, at, ltp_buf_text(&text));
    ltp_buf_release(&text);
}

static void key_rest(LtpMapView *view, LtpXY at)
{
    LtpMapStyle style = key_style(view);
    LtpBuf text = {0};
    style.italic = true;
    style.plain = false;
    ltp_buf_puts(&text, ltp_map_words(view, "sans nom ici, faute de place : ",
                                      "not named here for want of room: "));
    ltp_type_number(&text, (double)view->n_unlabelled, 0, view->job->lang);
    ltp_map_text(view->canvas, &style, at, ltp_buf_text(&text));
    ltp_buf_release(&text);
}

static void draw_frame(LtpMapView *view, LtpMapBox box)
{
    LtpMapBox around = shrunk(box, -AIR * 0.6 * view->sheet.zoom);
    ltp_map_rectangle(view->canvas, around);
    ltp_map_fill(view->canvas, 0xFFFFFF);
    ltp_map_rectangle(view->canvas, around);
    ltp_map_stroke(view->canvas, 0x999999, 0.12);
}

/* The labels with a number, in its order. */
static LtpCode sort_numbers(const LtpMapView *view, const LtpMapLabel ***sorted, LtpError *err)
{
    *sorted = ltp_calloc((size_t)view->n_numbers + 1, sizeof **sorted);
    if (!*sorted)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < view->n_labels; i++)
        if (view->labels[i].number > 0)
            (*sorted)[view->labels[i].number - 1] = &view->labels[i];
    return LTP_OK;
}

/* `n` names in the box; `last` says what is left out below them. */
static void draw_box(LtpMapView *view, size_t at, const LtpMapLabel *const *labels, int n,
                     bool last)
{
    const LtpMapKey *key = &view->key;
    LtpMapBox box = key->boxes[at];
    LtpMapStyle style = key_style(view);
    bool rest = last && view->n_unlabelled > 0;
    int rows = (n + key->columns[at] - 1) / key->columns[at];
    double width = box.w / key->columns[at];
    box.h = key->line * (rows + (n > 0) + rest);
    if (key->framed[at] && (n > 0 || rest))
        draw_frame(view, box);
    style.bold = true;
    if (n > 0)
        ltp_map_text(
            view->canvas, &style, (LtpXY){box.x, box.y},
            at == 0 ? ltp_map_words(view, "Noms numérotés", "Numbered names")
                    : ltp_map_words(view, "Noms numérotés (suite)", "Numbered names (continued)"));
    for (int i = 0; i < n; i++)
        key_entry(view, labels[i],
                  (LtpXY){box.x + i / rows * width, box.y + key->line * (1 + i % rows)}, width - 1);
    if (rest)
        key_rest(view, (LtpXY){box.x, box.y + key->line * (rows + (n > 0))});
}

LtpCode ltp_map_draw_key(LtpMapView *view, LtpError *err)
{
    const LtpMapKey *key = &view->key;
    const LtpMapLabel **labels;
    int at = 0;
    LTP_TRY(sort_numbers(view, &labels, err));
    for (size_t i = 0; i < key->n; i++) {
        int room = key->rows[i] * key->columns[i], left = view->n_numbers - at;
        int n = left < room ? left : room;
        bool last = at + n == view->n_numbers;
        draw_box(view, i, labels + at, n, last);
        at += n;
        if (last)
            break;
    }
    ltp_free(labels);
    return LTP_OK;
}

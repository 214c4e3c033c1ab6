#include "exports/jsonscan.h"

#include "base/lang.h"
#include "base/mem.h"

#include <stdio.h>
#include <string.h>

enum { BLOCK = 1 << 16, DEEPEST = 32, WORD = 32, END = -1 };

/* Where in a GeoJSON file a value stands. */
typedef enum Role { ANY, COLLECTION, FEATURES, FEATURE, ID, GEOMETRY, COORDINATES } Role;

typedef struct Scan {
    FILE *file;
    unsigned char block[BLOCK];
    size_t at, size;
    long long before; /* bytes in earlier blocks */
    LtpFacts *found;
    const char *path;
    LtpError *err;
} Scan;

static int refill(Scan *scan)
{
    scan->before += (long long)scan->size;
    scan->size = fread(scan->block, 1, BLOCK, scan->file);
    scan->at = 0;
    return scan->size > 0 ? scan->block[0] : END;
}

static inline int peek(Scan *scan)
{
    return scan->at < scan->size ? scan->block[scan->at] : refill(scan);
}

static LtpCode broken(Scan *scan)
{
    return ltp_fail(scan->err, LTP_EFORMAT, _("%s is no whole GeoJSON file: byte %lld is wrong."),
                    scan->path, scan->before + (long long)scan->at + 1);
}

static void skip_space(Scan *scan)
{
    for (int c = peek(scan); c == ' ' || c == '\n' || c == '\r' || c == '\t'; c = peek(scan))
        scan->at++;
}

static LtpCode expect(Scan *scan, int c)
{
    if (peek(scan) != c)
        return broken(scan);
    scan->at++;
    return LTP_OK;
}

static LtpCode scan_word(Scan *scan, const char *word)
{
    for (; *word != '\0'; word++)
        LTP_TRY(expect(scan, *word));
    return LTP_OK;
}

/* ---- strings ---- */

static LtpCode scan_escape(Scan *scan)
{
    int c = peek(scan);
    if (c == END || strchr("\"\\/bfnrtu", c) == NULL)
        return broken(scan);
    scan->at++;
    for (int i = 0; c == 'u' && i < 4; i++) {
        int digit = peek(scan);
        if (digit <= 0 || strchr("0123456789abcdefABCDEF", digit) == NULL)
            return broken(scan);
        scan->at++;
    }
    return LTP_OK;
}

/* The first bytes of the string as written go to `head`, without the quotes. */
static LtpCode scan_string(Scan *scan, char head[WORD])
{
    size_t n = 0;
    LTP_TRY(expect(scan, '"'));
    for (int c = peek(scan); c != '"'; c = peek(scan)) {
        if (c < 0x20) /* controls and the end of the file */
            return broken(scan);
        if (n + 1 < WORD)
            head[n++] = (char)c;
        scan->at++;
        if (c == '\\')
            LTP_TRY(scan_escape(scan));
    }
    head[n] = '\0';
    return expect(scan, '"');
}

/* An id of any length, with its quotes. */
static LtpCode scan_id(Scan *scan)
{
    LtpBuf id = {.max = 1 << 16};
    LtpCode rc = peek(scan) == '"' ? LTP_OK : broken(scan);
    bool escaped = false;
    for (int c = peek(scan); rc == LTP_OK; c = peek(scan)) {
        if (c < 0x20) {
            rc = broken(scan);
            break;
        }
        ltp_buf_putc(&id, (char)c);
        scan->at++;
        if (c == '"' && !escaped && id.size > 1)
            break;
        escaped = c == '\\' && !escaped;
    }
    if (rc == LTP_OK)
        rc = ltp_buf_check(&id, scan->err);
    if (rc == LTP_OK)
        ltp_facts_digest(scan->found, id.data, id.size);
    ltp_buf_release(&id);
    return rc;
}

/* ---- numbers ---- */

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static LtpCode scan_digits(Scan *scan)
{
    if (!is_digit(peek(scan)))
        return broken(scan);
    while (is_digit(peek(scan)))
        scan->at++;
    return LTP_OK;
}

static LtpCode scan_number(Scan *scan)
{
    if (peek(scan) == '-')
        scan->at++;
    if (peek(scan) == '0') /* no other digit may follow */
        scan->at++;
    else
        LTP_TRY(scan_digits(scan));
    if (peek(scan) == '.') {
        scan->at++;
        LTP_TRY(scan_digits(scan));
    }
    if (peek(scan) == 'e' || peek(scan) == 'E') {
        scan->at++;
        if (peek(scan) == '+' || peek(scan) == '-')
            scan->at++;
        LTP_TRY(scan_digits(scan));
    }
    return LTP_OK;
}

/* A coordinate as our writer makes it: up to three digits, a point, 1 to `decimals` digits. Nearly
 * all of a file are these, so they are read from a window that is never longer than one. */
static const unsigned char *read_coordinate(const unsigned char *at, int decimals, int64_t *scaled)
{
    static const int32_t powers[] = {1,      10,      100,      1000,      10000,
                                     100000, 1000000, 10000000, 100000000, 1000000000};
    bool negative = *at == '-';
    int32_t whole = 0, part = 0;
    at += negative;
    const unsigned char *start = at;
    for (; is_digit(*at) && at < start + 3; at++)
        whole = 10 * whole + (*at - '0');
    if (at == start || *at++ != '.')
        return NULL;
    start = at;
    for (; is_digit(*at) && at < start + decimals; at++)
        part = 10 * part + (*at - '0');
    int64_t value = (int64_t)whole * powers[decimals] + part * powers[decimals - (at - start)];
    *scaled = negative ? -value : value;
    return at > start ? at : NULL;
}

enum { POSITION = 32 }; /* bytes: two coordinates of 9 decimals, comma and bracket */

/* Up to the bracket, byte by byte: at the edge of a block. */
static void copy_position(Scan *scan, unsigned char window[POSITION + 1])
{
    size_t n = 0;
    int c = 0;
    while (n < POSITION && c != ']' && (c = peek(scan)) != END) {
        window[n++] = (unsigned char)c;
        scan->at++;
    }
}

/* "lon,lat]" after the bracket. */
static LtpCode scan_position(Scan *scan)
{
    unsigned char window[POSITION + 1] = {0};
    bool inside = scan->size - scan->at >= POSITION;
    if (!inside)
        copy_position(scan, window);
    const unsigned char *start = inside ? scan->block + scan->at : window;
    int64_t lon = 0, lat = 0;
    const unsigned char *at = read_coordinate(start, scan->found->decimals, &lon);
    if (at != NULL)
        at = *at == ',' ? read_coordinate(at + 1, scan->found->decimals, &lat) : NULL;
    if (at == NULL || *at != ']')
        return broken(scan);
    if (inside)
        scan->at += (size_t)(at - start) + 1;
    ltp_facts_position(scan->found, lon, lat);
    return LTP_OK;
}

static LtpCode scan_coordinates(Scan *scan, int depth)
{
    LTP_TRY(expect(scan, '['));
    int c = peek(scan);
    if (c == ']' && depth > 0)
        return expect(scan, ']');
    if (c != '[')
        return scan_position(scan);
    if (depth == 0)
        return broken(scan);
    for (;;) {
        LTP_TRY(scan_coordinates(scan, depth - 1));
        if (peek(scan) != ',')
            return expect(scan, ']');
        scan->at++;
    }
}

/* ---- values ---- */

static Role role_of(Role parent, const char *key)
{
    static const struct {
        Role parent;
        const char *key;
        Role role;
    } roles[] = {{COLLECTION, "features", FEATURES},
                 {FEATURE, "id", ID},
                 {FEATURE, "geometry", GEOMETRY},
                 {GEOMETRY, "coordinates", COORDINATES}};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (roles[i].parent == parent && strcmp(roles[i].key, key) == 0)
            return roles[i].role;
    }
    return ANY;
}

static LtpCode scan_value(Scan *scan, Role role, int depth);

static LtpCode scan_object(Scan *scan, Role role, int depth)
{
    char key[WORD];
    LTP_TRY(expect(scan, '{'));
    skip_space(scan);
    if (peek(scan) == '}')
        return expect(scan, '}');
    for (;;) {
        skip_space(scan);
        LTP_TRY(scan_string(scan, key));
        skip_space(scan);
        LTP_TRY(expect(scan, ':'));
        LTP_TRY(scan_value(scan, role_of(role, key), depth - 1));
        if (peek(scan) != ',')
            return expect(scan, '}');
        scan->at++;
    }
}

static LtpCode scan_array(Scan *scan, Role role, int depth)
{
    LTP_TRY(expect(scan, '['));
    skip_space(scan);
    if (peek(scan) == ']')
        return expect(scan, ']');
    for (;;) {
        LTP_TRY(scan_value(scan, role == FEATURES ? FEATURE : ANY, depth - 1));
        if (peek(scan) != ',')
            return expect(scan, ']');
        scan->at++;
    }
}

static LtpCode scan_bare(Scan *scan, Role role, int depth)
{
    char text[WORD];
    switch (peek(scan)) {
    case '{':
        scan->found->rows += role == FEATURE;
        scan->found->shapes += role == GEOMETRY;
        return scan_object(scan, role, depth);
    case '[':
        return role == COORDINATES ? scan_coordinates(scan, 3) : scan_array(scan, role, depth);
    case '"':
        return role == ID ? scan_id(scan) : scan_string(scan, text);
    case 't':
        return scan_word(scan, "true");
    case 'f':
        return scan_word(scan, "false");
    case 'n':
        return scan_word(scan, "null");
    default:
        return scan_number(scan);
    }
}

static LtpCode scan_value(Scan *scan, Role role, int depth)
{
    if (depth == 0)
        return broken(scan);
    skip_space(scan);
    LTP_TRY(scan_bare(scan, role, depth));
    skip_space(scan);
    return LTP_OK;
}

static LtpCode scan_file(Scan *scan, LtpScanKind kind)
{
    if (kind == LTP_SCAN_COLLECTION)
        LTP_TRY(scan_value(scan, COLLECTION, DEEPEST));
    while (kind == LTP_SCAN_LINES && peek(scan) != END)
        LTP_TRY(scan_value(scan, FEATURE, DEEPEST));
    if (ferror(scan->file))
        return ltp_fail(scan->err, LTP_EIO, _("%s cannot be read back."), scan->path);
    return peek(scan) == END ? LTP_OK : broken(scan);
}

LtpCode ltp_json_scan(const char *path, LtpScanKind kind, LtpFacts *found, LtpError *err)
{
    Scan scan = {.found = found, .path = path, .err = err};
    scan.file = fopen(path, "rb");
    if (scan.file == NULL)
        return ltp_fail(err, LTP_EIO, _("%s cannot be read back."), path);
    LtpCode rc = scan_file(&scan, kind);
    fclose(scan.file);
    return rc;
}

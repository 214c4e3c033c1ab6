/* CQL2 text to a tree: a recursive descent over one string, with limits on size and depth. */
#include "service/filter_tree.h"

#include "base/lang.h"
#include "base/number.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

typedef struct Parser {
    LtpFilter *filter;
    const char *start, *at;
    int depth;
    LtpError *err;
} Parser;

static LtpCode fail_here(const Parser *parser)
{
    return ltp_fail(parser->err, LTP_EUSAGE,
                    _("filter= cannot be understood from character %lld on: \"%.40s\"."),
                    (long long)(parser->at - parser->start) + 1, parser->at);
}

static LtpCode new_node(Parser *parser, LtpFilterOp op, LtpFilterNode **node)
{
    if (++parser->filter->n_nodes > LTP_FILTER_NODES)
        return ltp_fail(parser->err, LTP_EUSAGE, _("filter= has too many conditions."));
    *node = ltp_arena_alloc(&parser->filter->arena, sizeof **node);
    if (!*node)
        return ltp_fail_memory(parser->err);
    (*node)->op = op;
    return LTP_OK;
}

static LtpCode join(Parser *parser, LtpFilterOp op, LtpFilterNode *left, LtpFilterNode *right,
                    LtpFilterNode **node)
{
    LTP_TRY(new_node(parser, op, node));
    (*node)->left = left;
    (*node)->right = right;
    return LTP_OK;
}

/* ---- words ---- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_name(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

static void skip_space(Parser *parser)
{
    while (*parser->at == ' ')
        parser->at++;
}

static size_t word_size(const char *at)
{
    size_t size = 0;
    while (is_letter(at[0]) && is_name(at[size]))
        size++;
    return size;
}

static bool same_word(const char *at, size_t size, const char *word)
{
    if (strlen(word) != size)
        return false;
    for (size_t i = 0; i < size; i++)
        if (((at[i] >= 'a' && at[i] <= 'z') ? at[i] - 32 : at[i]) != word[i])
            return false;
    return true;
}

/* Takes the keyword if it stands here. */
static bool accept_word(Parser *parser, const char *word)
{
    skip_space(parser);
    size_t size = word_size(parser->at);
    if (!same_word(parser->at, size, word))
        return false;
    parser->at += size;
    return true;
}

static bool accept(Parser *parser, char c)
{
    skip_space(parser);
    if (*parser->at != c)
        return false;
    parser->at++;
    return true;
}

static LtpCode expect(Parser *parser, char c)
{
    return accept(parser, c) ? LTP_OK : fail_here(parser);
}

/* ---- operands ---- */

/* Text between quotes; a doubled quote is one. */
static LtpCode read_quoted(Parser *parser, char quote, const char **text)
{
    LtpBuf out = {0};
    LTP_TRY(expect(parser, quote));
    for (;; parser->at++) {
        if (!*parser->at) {
            ltp_buf_release(&out);
            return fail_here(parser);
        }
        if (*parser->at == quote && *++parser->at != quote)
            break;
        ltp_buf_putc(&out, *parser->at);
    }
    *text = ltp_arena_strdup(&parser->filter->arena, ltp_buf_text(&out));
    ltp_buf_release(&out);
    return *text ? LTP_OK : ltp_fail_memory(parser->err);
}

static LtpCode read_number(Parser *parser, double *number)
{
    char text[40];
    size_t size = strspn(parser->at, "0123456789.eE+-");
    if (size == 0 || size >= sizeof text)
        return fail_here(parser);
    memcpy(text, parser->at, size);
    text[size] = '\0';
    if (!ltp_parse_double(text, number))
        return fail_here(parser);
    parser->at += size;
    return LTP_OK;
}

static LtpCode read_field(Parser *parser, LtpOperand *operand)
{
    const char *start = parser->at, *name = NULL;
    if (*parser->at == '"') {
        LTP_TRY(read_quoted(parser, '"', &name));
    } else {
        size_t size = word_size(parser->at);
        name = ltp_arena_strndup(&parser->filter->arena, parser->at, size);
        parser->at += size;
    }
    operand->kind = LTP_OPERAND_FIELD;
    operand->field = name && *name ? ltp_table_field(parser->filter->table, name) : -1;
    if (operand->field >= 0)
        return LTP_OK;
    if (name && *name)
        return ltp_fail(parser->err, LTP_EUSAGE, _("There is no property \"%.80s\" here."), name);
    parser->at = start;
    return fail_here(parser);
}

/* DATE('2020-01-31'), TIMESTAMP('2020-01-31T00:00:00Z'): days are what our fields hold. */
static LtpCode read_date(Parser *parser, LtpOperand *operand)
{
    LtpDay day;
    const char *text = NULL;
    LTP_TRY(expect(parser, '('));
    skip_space(parser);
    LTP_TRY(read_quoted(parser, '\'', &text));
    char *head = ltp_arena_strndup(&parser->filter->arena, text, 10);
    if (!head)
        return ltp_fail_memory(parser->err);
    if (!ltp_day_parse_iso(head, &day))
        return ltp_fail(parser->err, LTP_EUSAGE, _("\"%.40s\" is no date (2020-01-31)."), text);
    operand->kind = LTP_OPERAND_TEXT;
    operand->text = head;
    return expect(parser, ')');
}

static LtpCode read_operand(Parser *parser, LtpOperand *operand)
{
    skip_space(parser);
    if (*parser->at == '\'') {
        operand->kind = LTP_OPERAND_TEXT;
        return read_quoted(parser, '\'', &operand->text);
    }
    if (strchr("0123456789.+-", *parser->at) && *parser->at) {
        operand->kind = LTP_OPERAND_NUMBER;
        return read_number(parser, &operand->number);
    }
    if (accept_word(parser, "DATE") || accept_word(parser, "TIMESTAMP"))
        return read_date(parser, operand);
    bool yes = accept_word(parser, "TRUE");
    if (yes || accept_word(parser, "FALSE")) {
        operand->kind = LTP_OPERAND_NUMBER;
        operand->number = yes;
        return LTP_OK;
    }
    return read_field(parser, operand);
}

static bool holds_text(const Parser *parser, const LtpOperand *operand)
{
    if (operand->kind != LTP_OPERAND_FIELD)
        return operand->kind == LTP_OPERAND_TEXT;
    LtpFieldType type = parser->filter->table->fields[operand->field]->type;
    return type == LTP_TEXT || type == LTP_DATE;
}

static LtpCode new_comparison(Parser *parser, LtpFilterOp op, LtpOperand a, LtpOperand b,
                              LtpFilterNode **node)
{
    if (holds_text(parser, &a) != holds_text(parser, &b) ||
        (op == LTP_FILTER_LIKE && !holds_text(parser, &a)))
        return ltp_fail(parser->err, LTP_EUSAGE,
                        _("filter= compares a text with a number (texts stand in single quotes)."));
    LTP_TRY(new_node(parser, op, node));
    (*node)->a = a;
    (*node)->b = b;
    return LTP_OK;
}

/* ---- predicates ---- */

static bool accept_operator(Parser *parser, LtpFilterOp *op)
{
    static const struct {
        const char *sign;
        LtpFilterOp op;
    } signs[] = {{"<>", LTP_FILTER_DIFFERENT}, {"<=", LTP_FILTER_AT_MOST},
                 {">=", LTP_FILTER_AT_LEAST},  {"=", LTP_FILTER_EQUAL},
                 {"<", LTP_FILTER_LESS},       {">", LTP_FILTER_MORE}};
    skip_space(parser);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t size = strlen(signs[i].sign);
        if (strncmp(parser->at, signs[i].sign, size) == 0) {
            parser->at += size;
            *op = signs[i].op;
            return true;
        }
    }
    return false;
}

static LtpCode read_between(Parser *parser, LtpOperand a, LtpFilterNode **node)
{
    LtpOperand low = {0}, high = {0};
    LtpFilterNode *least = NULL, *most = NULL;
    LTP_TRY(read_operand(parser, &low));
    if (!accept_word(parser, "AND"))
        return fail_here(parser);
    LTP_TRY(read_operand(parser, &high));
    LTP_TRY(new_comparison(parser, LTP_FILTER_AT_LEAST, a, low, &least));
    LTP_TRY(new_comparison(parser, LTP_FILTER_AT_MOST, a, high, &most));
    return join(parser, LTP_FILTER_AND, least, most, node);
}

static LtpCode read_in(Parser *parser, LtpOperand a, LtpFilterNode **node)
{
    LTP_TRY(expect(parser, '('));
    LtpFilterNode *any = NULL;
    do {
        LtpOperand item = {0};
        LtpFilterNode *equal = NULL;
        LTP_TRY(read_operand(parser, &item));
        LTP_TRY(new_comparison(parser, LTP_FILTER_EQUAL, a, item, &equal));
        if (any)
            LTP_TRY(join(parser, LTP_FILTER_OR, any, equal, &any));
        else
            any = equal;
    } while (accept(parser, ','));
    *node = any;
    return expect(parser, ')');
}

static LtpCode negate(Parser *parser, bool negated, LtpFilterNode **node)
{
    LtpFilterNode *inner = *node;
    return negated ? join(parser, LTP_FILTER_NOT, inner, NULL, node) : LTP_OK;
}

static LtpCode read_null(Parser *parser, LtpOperand a, LtpFilterNode **node)
{
    bool negated = accept_word(parser, "NOT");
    if (!accept_word(parser, "NULL") || a.kind != LTP_OPERAND_FIELD)
        return fail_here(parser);
    LTP_TRY(new_node(parser, LTP_FILTER_IS_NULL, node));
    (*node)->a = a;
    return negate(parser, negated, node);
}

static LtpCode read_comparison(Parser *parser, LtpFilterNode **node)
{
    LtpOperand a = {0}, b = {0};
    LtpFilterOp op;
    LTP_TRY(read_operand(parser, &a));
    if (accept_operator(parser, &op)) {
        LTP_TRY(read_operand(parser, &b));
        return new_comparison(parser, op, a, b, node);
    }
    if (accept_word(parser, "IS"))
        return read_null(parser, a, node);
    bool negated = accept_word(parser, "NOT");
    if (accept_word(parser, "LIKE")) {
        LTP_TRY(read_operand(parser, &b));
        LTP_TRY(new_comparison(parser, LTP_FILTER_LIKE, a, b, node));
    } else if (accept_word(parser, "BETWEEN")) {
        LTP_TRY(read_between(parser, a, node));
    } else if (accept_word(parser, "IN")) {
        LTP_TRY(read_in(parser, a, node));
    } else {
        return fail_here(parser);
    }
    return negate(parser, negated, node);
}

/* ---- shapes ---- */

/* BBOX(w,s,e,n) as WKT. */
static LtpCode read_box(Parser *parser, LtpBuf *wkt)
{
    double n[4];
    LTP_TRY(expect(parser, '('));
    for (size_t i = 0; i < 4; i++) {
        if (i > 0)
            LTP_TRY(expect(parser, ','));
        skip_space(parser);
        LTP_TRY(read_number(parser, &n[i]));
    }
    ltp_buf_printf(wkt, "POLYGON((%.9f %.9f,%.9f %.9f,%.9f %.9f,%.9f %.9f,%.9f %.9f))", n[0], n[1],
                   n[2], n[1], n[2], n[3], n[0], n[3], n[0], n[1]);
    return expect(parser, ')');
}

/* WKT up to the bracket that closes it. */
static LtpCode read_wkt(Parser *parser, LtpBuf *wkt)
{
    int open = 0;
    const char *start = parser->at;
    do {
        open += (*parser->at == '(') - (*parser->at == ')');
        if (!*parser->at || open < 0)
            return fail_here(parser);
        parser->at++;
    } while (open > 0 || is_letter(*parser->at) || *parser->at == ' ' || *parser->at == '(');
    ltp_buf_put(wkt, start, (size_t)(parser->at - start));
    return LTP_OK;
}

static LtpCode keep_relate(LtpFilter *filter, const char *wkt, LtpRelate **relate, LtpError *err)
{
    if (filter->n_relates == sizeof filter->relates / sizeof *filter->relates)
        return ltp_fail(err, LTP_EUSAGE, _("filter= has too many conditions."));
    LTP_TRY(ltp_relate_new(wkt, relate, err));
    filter->relates[filter->n_relates++] = *relate;
    return LTP_OK;
}

static LtpCode read_shape(Parser *parser, LtpRelation relation, LtpFilterNode **node)
{
    LtpBuf wkt = {0};
    LtpCode rc = LTP_OK;
    LTP_GO(expect(parser, '('));
    if (!accept_word(parser, "GEOMETRY") && !accept_word(parser, "GEOM"))
        LTP_GO(fail_here(parser));
    LTP_GO(expect(parser, ','));
    skip_space(parser);
    LTP_GO(accept_word(parser, "BBOX") ? read_box(parser, &wkt) : read_wkt(parser, &wkt));
    LTP_GO(expect(parser, ')'));
    LTP_GO(new_node(parser, LTP_FILTER_SHAPE, node));
    (*node)->relation = relation;
    LTP_GO(keep_relate(parser->filter, ltp_buf_text(&wkt), &(*node)->relate, parser->err));
done:
    ltp_buf_release(&wkt);
    return rc;
}

/* ---- and, or, not ---- */

static LtpCode read_or(Parser *parser, LtpFilterNode **node);

static LtpCode read_primary(Parser *parser, LtpFilterNode **node)
{
    static const struct {
        const char *word;
        LtpRelation relation;
    } shapes[] = {{"S_INTERSECTS", LTP_INTERSECTS},
                  {"S_WITHIN", LTP_WITHIN},
                  {"S_CONTAINS", LTP_CONTAINS},
                  {"S_DISJOINT", LTP_DISJOINT}};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (accept_word(parser, shapes[i].word))
            return read_shape(parser, shapes[i].relation, node);
    if (accept(parser, '(')) {
        LTP_TRY(read_or(parser, node));
        return expect(parser, ')');
    }
    bool yes = accept_word(parser, "TRUE");
    if (yes || accept_word(parser, "FALSE")) {
        LTP_TRY(new_node(parser, LTP_FILTER_CONSTANT, node));
        (*node)->constant = yes;
        return LTP_OK;
    }
    return read_comparison(parser, node);
}

static LtpCode read_not(Parser *parser, LtpFilterNode **node)
{
    bool negated = false;
    while (accept_word(parser, "NOT"))
        negated = !negated;
    LTP_TRY(read_primary(parser, node));
    return negate(parser, negated, node);
}

static LtpCode read_and(Parser *parser, LtpFilterNode **node)
{
    LTP_TRY(read_not(parser, node));
    while (accept_word(parser, "AND")) {
        LtpFilterNode *right = NULL;
        LTP_TRY(read_not(parser, &right));
        LTP_TRY(join(parser, LTP_FILTER_AND, *node, right, node));
    }
    return LTP_OK;
}

static LtpCode read_or(Parser *parser, LtpFilterNode **node)
{
    if (++parser->depth > LTP_FILTER_DEPTH)
        return ltp_fail(parser->err, LTP_EUSAGE, _("filter= has too many brackets in brackets."));
    LTP_TRY(read_and(parser, node));
    while (accept_word(parser, "OR")) {
        LtpFilterNode *right = NULL;
        LTP_TRY(read_and(parser, &right));
        LTP_TRY(join(parser, LTP_FILTER_OR, *node, right, node));
    }
    parser->depth--;
    return LTP_OK;
}

static LtpCode new_filter(const LtpTable *table, LtpFilter **filter, LtpError *err)
{
    *filter = ltp_calloc(1, sizeof **filter);
    if (!*filter)
        return ltp_fail_memory(err);
    (*filter)->table = table;
    return LTP_OK;
}

LtpCode ltp_filter_parse(const char *text, const LtpTable *table, LtpFilter **out, LtpError *err)
{
    LtpFilter *filter = NULL;
    if (strlen(text) > LTP_FILTER_TEXT)
        return ltp_fail(err, LTP_EUSAGE, _("filter= is too long."));
    LTP_TRY(new_filter(table, &filter, err));
    Parser parser = {.filter = filter, .start = text, .at = text, .err = err};
    LtpCode rc = read_or(&parser, &filter->root);
    skip_space(&parser);
    if (rc == LTP_OK && *parser.at)
        rc = fail_here(&parser);
    if (rc == LTP_OK)
        *out = filter;
    else
        ltp_filter_free(filter);
    return rc;
}

LtpCode ltp_filter_box(const LtpBox *box, const LtpTable *table, LtpFilter **out, LtpError *err)
{
    char wkt[256];
    LtpFilter *filter = NULL;
    bool flat = box->west == box->east || box->south == box->north;
    bool point = box->west == box->east && box->south == box->north;
    LTP_TRY(new_filter(table, &filter, err));
    if (point)
        snprintf(wkt, sizeof wkt, "POINT(%.17g %.17g)", box->west, box->south);
    else if (flat)
        snprintf(wkt, sizeof wkt, "LINESTRING(%.17g %.17g,%.17g %.17g)", box->west, box->south,
                 box->east, box->north);
    else
        snprintf(wkt, sizeof wkt,
                 "POLYGON((%.17g %.17g,%.17g %.17g,%.17g %.17g,%.17g %.17g,%.17g %.17g))",
                 box->west, box->south, box->east, box->south, box->east, box->north, box->west,
                 box->north, box->west, box->south);
    Parser parser = {.filter = filter, .err = err};
    LtpCode rc = new_node(&parser, LTP_FILTER_SHAPE, &filter->root);
    if (rc == LTP_OK) {
        filter->root->relation = LTP_INTERSECTS;
        rc = keep_relate(filter, wkt, &filter->root->relate, err);
    }
    if (rc == LTP_OK)
        *out = filter;
    else
        ltp_filter_free(filter);
    return rc;
}

void ltp_filter_free(LtpFilter *filter)
{
    if (!filter)
        return;
    for (size_t i = 0; i < filter->n_relates; i++)
        ltp_relate_free(filter->relates[i]);
    ltp_arena_release(&filter->arena);
    ltp_free(filter);
}

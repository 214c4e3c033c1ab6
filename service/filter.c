/* CQL2 text to a tree: a recursive descent over one string, with limits on size and depth. */
#include "service/filter_shape.h"
#include "service/filter_tree.h"

#include "base/lang.h"
#include "base/number.h"

#include <string.h>

typedef struct Parser {
    LtpFilter *filter;
    const LtpSystem *system; /* of its shapes */
    LtpScan scan;
    int depth;
    LtpError *err;
} Parser;

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

/* ---- operands ---- */

static bool is_shape_name(const char *name)
{
    return strcmp(name, "geometry") == 0 || strcmp(name, "geom") == 0;
}

static LtpCode read_field(Parser *parser, LtpOperand *operand)
{
    const LtpTable *table = parser->filter->table;
    const char *name = NULL;
    LTP_TRY(ltp_scan_name(&parser->scan, &name));
    operand->kind = LTP_OPERAND_FIELD;
    operand->field = ltp_table_field(table, name);
    if (operand->field < 0 && is_shape_name(name) && table->geometry != LTP_NO_GEOMETRY)
        operand->kind = LTP_OPERAND_SHAPE;
    else if (operand->field < 0)
        return ltp_fail(parser->err, LTP_EUSAGE, _("There is no property \"%.80s\" here."), name);
    return LTP_OK;
}

/* DATE('2020-01-31'), TIMESTAMP('2020-01-31T00:00:00Z'): days are what our fields hold. */
static LtpCode read_date(Parser *parser, LtpOperand *operand)
{
    LtpDay day;
    const char *text = NULL;
    LTP_TRY(ltp_scan_expect(&parser->scan, '('));
    LTP_TRY(ltp_scan_text(&parser->scan, &text));
    char *head = ltp_arena_strndup(&parser->filter->arena, text, 10);
    if (!head)
        return ltp_fail_memory(parser->err);
    if (!ltp_day_parse_iso(head, &day) || (text[strlen(head)] && text[strlen(head)] != 'T'))
        return ltp_fail(parser->err, LTP_EUSAGE, _("\"%.40s\" is no date (2020-01-31)."), text);
    operand->kind = LTP_OPERAND_TEXT;
    operand->text = head;
    return ltp_scan_expect(&parser->scan, ')');
}

static LtpCode read_operand(Parser *parser, LtpOperand *operand)
{
    LtpScan *scan = &parser->scan;
    char next = ltp_scan_peek(scan);
    if (next == '\'') {
        operand->kind = LTP_OPERAND_TEXT;
        return ltp_scan_text(scan, &operand->text);
    }
    if (next && strchr("0123456789.+-", next)) {
        operand->kind = LTP_OPERAND_NUMBER;
        return ltp_scan_number(scan, &operand->number);
    }
    if (ltp_scan_function(scan, "DATE") || ltp_scan_function(scan, "TIMESTAMP"))
        return read_date(parser, operand);
    bool yes = ltp_scan_word(scan, "TRUE");
    if (yes || ltp_scan_word(scan, "FALSE")) {
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
    if (a.kind == LTP_OPERAND_SHAPE || b.kind == LTP_OPERAND_SHAPE)
        return ltp_fail(parser->err, LTP_EUSAGE,
                        _("filter= compares the geometry; S_INTERSECTS and S_WITHIN do that."));
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

static bool accept_operator(LtpScan *scan, LtpFilterOp *op)
{
    static const struct {
        const char *sign;
        LtpFilterOp op;
    } signs[] = {{"<>", LTP_FILTER_DIFFERENT}, {"<=", LTP_FILTER_AT_MOST},
                 {">=", LTP_FILTER_AT_LEAST},  {"=", LTP_FILTER_EQUAL},
                 {"<", LTP_FILTER_LESS},       {">", LTP_FILTER_MORE}};
    ltp_scan_peek(scan);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t size = strlen(signs[i].sign);
        if (strncmp(scan->at, signs[i].sign, size) == 0) {
            scan->at += size;
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
    if (!ltp_scan_word(&parser->scan, "AND"))
        return ltp_scan_fail(&parser->scan);
    LTP_TRY(read_operand(parser, &high));
    LTP_TRY(new_comparison(parser, LTP_FILTER_AT_LEAST, a, low, &least));
    LTP_TRY(new_comparison(parser, LTP_FILTER_AT_MOST, a, high, &most));
    return join(parser, LTP_FILTER_AND, least, most, node);
}

static LtpCode read_in(Parser *parser, LtpOperand a, LtpFilterNode **node)
{
    LTP_TRY(ltp_scan_expect(&parser->scan, '('));
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
    } while (ltp_scan_char(&parser->scan, ','));
    *node = any;
    return ltp_scan_expect(&parser->scan, ')');
}

static LtpCode negate(Parser *parser, bool negated, LtpFilterNode **node)
{
    LtpFilterNode *inner = *node;
    return negated ? join(parser, LTP_FILTER_NOT, inner, NULL, node) : LTP_OK;
}

static LtpCode read_null(Parser *parser, LtpOperand a, LtpFilterNode **node)
{
    bool negated = ltp_scan_word(&parser->scan, "NOT");
    bool known = a.kind == LTP_OPERAND_FIELD || a.kind == LTP_OPERAND_SHAPE;
    if (!ltp_scan_word(&parser->scan, "NULL") || !known)
        return ltp_scan_fail(&parser->scan);
    LTP_TRY(new_node(parser, LTP_FILTER_IS_NULL, node));
    (*node)->a = a;
    return negate(parser, negated, node);
}

static LtpCode read_comparison(Parser *parser, LtpFilterNode **node)
{
    LtpOperand a = {0}, b = {0};
    LtpFilterOp op;
    LTP_TRY(read_operand(parser, &a));
    if (accept_operator(&parser->scan, &op)) {
        LTP_TRY(read_operand(parser, &b));
        return new_comparison(parser, op, a, b, node);
    }
    if (ltp_scan_word(&parser->scan, "IS"))
        return read_null(parser, a, node);
    bool negated = ltp_scan_word(&parser->scan, "NOT");
    if (ltp_scan_word(&parser->scan, "LIKE")) {
        LTP_TRY(read_operand(parser, &b));
        LTP_TRY(new_comparison(parser, LTP_FILTER_LIKE, a, b, node));
    } else if (ltp_scan_word(&parser->scan, "BETWEEN")) {
        LTP_TRY(read_between(parser, a, node));
    } else if (ltp_scan_word(&parser->scan, "IN")) {
        LTP_TRY(read_in(parser, a, node));
    } else {
        return ltp_scan_fail(&parser->scan);
    }
    return negate(parser, negated, node);
}

/* ---- shapes ---- */

static LtpCode keep_relate(LtpFilter *filter, LtpRelate *relate, LtpError *err)
{
    if (filter->n_relates == LTP_FILTER_SHAPES) {
        ltp_relate_free(relate);
        return ltp_fail(err, LTP_EUSAGE, _("filter= has too many conditions."));
    }
    filter->relates[filter->n_relates++] = relate;
    return LTP_OK;
}

static LtpCode read_shape(Parser *parser, LtpFilterNode *node)
{
    LTP_TRY(ltp_filter_shape(&parser->scan, parser->system, &node->relate));
    return keep_relate(parser->filter, node->relate, parser->err);
}

static LtpCode read_geometry(Parser *parser)
{
    const char *here = parser->scan.at;
    LtpOperand operand = {0};
    LTP_TRY(read_field(parser, &operand));
    if (operand.kind == LTP_OPERAND_SHAPE)
        return LTP_OK;
    parser->scan.at = here;
    return ltp_scan_fail(&parser->scan);
}

/* Whether the geometry comes first: a word that no bracket follows, or one in quotes. */
static bool geometry_is_first(Parser *parser)
{
    LtpScan ahead = parser->scan;
    const char *letters = NULL;
    if (ltp_scan_peek(&ahead) == '"')
        return true;
    return ltp_scan_letters(&ahead, &letters) > 0 && ltp_scan_peek(&ahead) == ',';
}

static LtpRelation turned(LtpRelation relation)
{
    return relation == LTP_WITHIN ? LTP_CONTAINS : relation == LTP_CONTAINS ? LTP_WITHIN : relation;
}

static LtpCode read_relation(Parser *parser, LtpRelation relation, LtpFilterNode **node)
{
    LtpScan *scan = &parser->scan;
    LTP_TRY(ltp_scan_expect(scan, '('));
    LTP_TRY(new_node(parser, LTP_FILTER_SHAPE, node));
    bool first = geometry_is_first(parser);
    (*node)->relation = first ? relation : turned(relation);
    LTP_TRY(first ? read_geometry(parser) : read_shape(parser, *node));
    LTP_TRY(ltp_scan_expect(scan, ','));
    LTP_TRY(first ? read_shape(parser, *node) : read_geometry(parser));
    return ltp_scan_expect(scan, ')');
}

/* ---- and, or, not ---- */

static LtpCode read_or(Parser *parser, LtpFilterNode **node);

/* TRUE or FALSE by itself; not one side of a comparison. */
static bool accept_truth(LtpScan *scan, bool *value)
{
    LtpScan ahead = *scan;
    bool yes = ltp_scan_word(&ahead, "TRUE");
    if (!yes && !ltp_scan_word(&ahead, "FALSE"))
        return false;
    char next = ltp_scan_peek(&ahead);
    if (next && strchr("=<>", next))
        return false;
    *scan = ahead;
    *value = yes;
    return true;
}

static LtpCode read_primary(Parser *parser, LtpFilterNode **node)
{
    static const struct {
        const char *word;
        LtpRelation relation;
    } shapes[] = {{"S_INTERSECTS", LTP_INTERSECTS}, {"S_WITHIN", LTP_WITHIN},
                  {"S_CONTAINS", LTP_CONTAINS},     {"S_DISJOINT", LTP_DISJOINT},
                  {"S_EQUALS", LTP_EQUALS},         {"S_TOUCHES", LTP_TOUCHES},
                  {"S_CROSSES", LTP_CROSSES},       {"S_OVERLAPS", LTP_OVERLAPS}};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (ltp_scan_function(&parser->scan, shapes[i].word))
            return read_relation(parser, shapes[i].relation, node);
    if (ltp_scan_char(&parser->scan, '(')) {
        LTP_TRY(read_or(parser, node));
        return ltp_scan_expect(&parser->scan, ')');
    }
    bool value = false;
    if (!accept_truth(&parser->scan, &value))
        return read_comparison(parser, node);
    LTP_TRY(new_node(parser, LTP_FILTER_CONSTANT, node));
    (*node)->constant = value;
    return LTP_OK;
}

static LtpCode read_not(Parser *parser, LtpFilterNode **node)
{
    bool negated = false;
    while (ltp_scan_word(&parser->scan, "NOT"))
        negated = !negated;
    LTP_TRY(read_primary(parser, node));
    return negate(parser, negated, node);
}

static LtpCode read_and(Parser *parser, LtpFilterNode **node)
{
    LTP_TRY(read_not(parser, node));
    while (ltp_scan_word(&parser->scan, "AND")) {
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
    while (ltp_scan_word(&parser->scan, "OR")) {
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

LtpCode ltp_filter_parse(const char *text, const LtpTable *table, const LtpSystem *system,
                         LtpFilter **out, LtpError *err)
{
    LtpFilter *filter = NULL;
    if (strlen(text) > LTP_FILTER_TEXT)
        return ltp_fail(err, LTP_EUSAGE, _("filter= is too long."));
    LTP_TRY(new_filter(table, &filter, err));
    Parser parser = {.filter = filter,
                     .system = system,
                     .scan = {.arena = &filter->arena, .start = text, .at = text, .err = err},
                     .err = err};
    LtpCode rc = read_or(&parser, &filter->root);
    if (rc == LTP_OK && ltp_scan_peek(&parser.scan))
        rc = ltp_scan_fail(&parser.scan);
    if (rc == LTP_OK)
        *out = filter;
    else
        ltp_filter_free(filter);
    return rc;
}

LtpCode ltp_filter_box(const LtpBox *box, const LtpTable *table, LtpFilter **out, LtpError *err)
{
    LtpFilter *filter = NULL;
    LTP_TRY(new_filter(table, &filter, err));
    Parser parser = {.filter = filter, .err = err};
    LtpRelate *relate = NULL;
    LtpCode rc = new_node(&parser, LTP_FILTER_SHAPE, &filter->root);
    if (rc == LTP_OK)
        rc = ltp_filter_box_shape(box, &relate, err);
    if (rc == LTP_OK)
        rc = keep_relate(filter, relate, err);
    if (rc == LTP_OK) {
        filter->root->relation = LTP_INTERSECTS;
        filter->root->relate = relate;
        *out = filter;
    } else {
        ltp_filter_free(filter);
    }
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

/* Asks the tree about a row, with the three values of SQL. */
#include "service/filter_tree.h"

#include <string.h>

typedef enum Truth { NO, YES, NOT_KNOWN } Truth;

static Truth truth(bool value)
{
    return value ? YES : NO;
}

/* % is any text, _ one character, \ takes the next one as it is. Linear with one way back. */
static bool is_like(const char *text, const char *pattern)
{
    const char *back_text = NULL, *back_pattern = NULL;
    while (*text) {
        bool escaped = *pattern == '\\' && pattern[1];
        const char *want = escaped ? pattern + 1 : pattern;
        if (!escaped && *pattern == '%') {
            back_pattern = ++pattern;
            back_text = text;
        } else if ((!escaped && *pattern == '_') || (*want && *want == *text)) {
            /* a character of several bytes is one for _ */
            bool any = !escaped && *pattern == '_';
            pattern = want + 1;
            text++;
            while (any && ((unsigned char)*text & 0xC0) == 0x80)
                text++;
        } else if (back_pattern) {
            pattern = back_pattern;
            text = ++back_text;
        } else {
            return false;
        }
    }
    while (*pattern == '%')
        pattern++;
    return *pattern == '\0';
}

/* ---- comparing ---- */

static double number_of(const LtpOperand *operand, const LtpTableRow *row, bool *known)
{
    if (operand->kind != LTP_OPERAND_FIELD)
        return operand->number;
    const LtpValue *value = &row->values[operand->field];
    *known = *known && !value->null;
    if (value->null)
        return 0;
    return value->type == LTP_REAL ? value->real : (double)value->integer;
}

static const char *text_of(const LtpOperand *operand, const LtpTableRow *row)
{
    if (operand->kind != LTP_OPERAND_FIELD)
        return operand->text;
    const LtpValue *value = &row->values[operand->field];
    return value->null ? NULL : value->text;
}

static bool is_text(const LtpTable *table, const LtpOperand *operand)
{
    if (operand->kind != LTP_OPERAND_FIELD)
        return operand->kind == LTP_OPERAND_TEXT;
    LtpFieldType type = table->fields[operand->field]->type;
    return type == LTP_TEXT || type == LTP_DATE;
}

static Truth by_order(LtpFilterOp op, int order)
{
    switch ((int)op) {
    case LTP_FILTER_EQUAL:
        return truth(order == 0);
    case LTP_FILTER_DIFFERENT:
        return truth(order != 0);
    case LTP_FILTER_LESS:
        return truth(order < 0);
    case LTP_FILTER_AT_MOST:
        return truth(order <= 0);
    case LTP_FILTER_MORE:
        return truth(order > 0);
    default:
        return truth(order >= 0);
    }
}

static Truth compare(const LtpTable *table, const LtpFilterNode *node, const LtpTableRow *row)
{
    if (is_text(table, &node->a)) {
        const char *a = text_of(&node->a, row), *b = text_of(&node->b, row);
        if (!a || !b)
            return NOT_KNOWN;
        return node->op == LTP_FILTER_LIKE ? truth(is_like(a, b))
                                           : by_order(node->op, strcmp(a, b));
    }
    bool known = true;
    double a = number_of(&node->a, row, &known), b = number_of(&node->b, row, &known);
    return known ? by_order(node->op, (a > b) - (a < b)) : NOT_KNOWN;
}

/* ---- shapes ---- */

static bool boxes_meet(const LtpBox *a, const LtpBox *b)
{
    return a->west <= b->east && b->west <= a->east && a->south <= b->north && b->south <= a->north;
}

static LtpCode ask_shape(const LtpFilterNode *node, const LtpTableRow *row, Truth *answer,
                         LtpError *err)
{
    bool holds = node->relation == LTP_DISJOINT;
    LtpBox box = ltp_relate_box(node->relate);
    *answer = NOT_KNOWN;
    if (!row->wkb)
        return LTP_OK;
    if (boxes_meet(&box, &row->box))
        LTP_TRY(
            ltp_relate_test(node->relate, node->relation, row->wkb, row->wkb_size, &holds, err));
    *answer = truth(holds);
    return LTP_OK;
}

/* ---- the tree ---- */

static LtpCode ask(const LtpTable *table, const LtpFilterNode *node, const LtpTableRow *row,
                   Truth *answer, LtpError *err);

static LtpCode ask_both(const LtpTable *table, const LtpFilterNode *node, const LtpTableRow *row,
                        Truth *answer, LtpError *err)
{
    Truth left = NOT_KNOWN, right = NOT_KNOWN;
    Truth decides = node->op == LTP_FILTER_AND ? NO : YES;
    LTP_TRY(ask(table, node->left, row, &left, err));
    *answer = left;
    if (left == decides)
        return LTP_OK;
    LTP_TRY(ask(table, node->right, row, &right, err));
    *answer = right == decides ? right : left == NOT_KNOWN ? left : right;
    return LTP_OK;
}

static LtpCode ask(const LtpTable *table, const LtpFilterNode *node, const LtpTableRow *row,
                   Truth *answer, LtpError *err)
{
    switch ((int)node->op) {
    case LTP_FILTER_AND:
    case LTP_FILTER_OR:
        return ask_both(table, node, row, answer, err);
    case LTP_FILTER_NOT:
        LTP_TRY(ask(table, node->left, row, answer, err));
        *answer = *answer == NOT_KNOWN ? NOT_KNOWN : truth(*answer == NO);
        return LTP_OK;
    case LTP_FILTER_CONSTANT:
        *answer = truth(node->constant);
        return LTP_OK;
    case LTP_FILTER_IS_NULL:
        *answer =
            truth(node->a.kind == LTP_OPERAND_SHAPE ? !row->wkb : row->values[node->a.field].null);
        return LTP_OK;
    case LTP_FILTER_SHAPE:
        return ask_shape(node, row, answer, err);
    default:
        *answer = compare(table, node, row);
        return LTP_OK;
    }
}

LtpCode ltp_filter_keeps(const LtpFilter *filter, const LtpTableRow *row, bool *keeps,
                         LtpError *err)
{
    Truth answer = NO;
    LTP_TRY(ask(filter->table, filter->root, row, &answer, err));
    *keeps = answer == YES;
    return LTP_OK;
}

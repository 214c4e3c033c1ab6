/* A condition as a tree: made by filter.c, asked by filter_keeps.c. */
#ifndef LTP_SERVICE_FILTER_TREE_H
#define LTP_SERVICE_FILTER_TREE_H

#include "gis/relate.h"
#include "service/filter.h"

typedef enum LtpFilterOp {
    LTP_FILTER_AND,
    LTP_FILTER_OR,
    LTP_FILTER_NOT,
    LTP_FILTER_CONSTANT,
    LTP_FILTER_EQUAL,
    LTP_FILTER_DIFFERENT,
    LTP_FILTER_LESS,
    LTP_FILTER_AT_MOST,
    LTP_FILTER_MORE,
    LTP_FILTER_AT_LEAST,
    LTP_FILTER_LIKE,
    LTP_FILTER_IS_NULL,
    LTP_FILTER_SHAPE
} LtpFilterOp;

typedef enum LtpOperandKind {
    LTP_OPERAND_FIELD,
    LTP_OPERAND_TEXT,
    LTP_OPERAND_NUMBER,
    LTP_OPERAND_SHAPE /* the geometry: known or not */
} LtpOperandKind;

typedef struct LtpOperand {
    LtpOperandKind kind;
    int field;
    const char *text;
    double number; /* booleans are 1 and 0 */
} LtpOperand;

typedef struct LtpFilterNode {
    LtpFilterOp op;
    const struct LtpFilterNode *left, *right; /* AND, OR; NOT has a left one */
    LtpOperand a, b;
    bool constant;
    LtpRelation relation;
    LtpRelate *relate;
} LtpFilterNode;

struct LtpFilter {
    LtpArena arena;
    const LtpTable *table;
    LtpFilterNode *root;
    LtpRelate *relates[LTP_FILTER_SHAPES]; /* owned */
    size_t n_relates;
    size_t n_nodes;
};

#endif

/* Steps that are alike and differ in nothing but the relation that they take:
 * (a)-[:T]->(), (a)-[:T]->(), … of one node. A count of them need not list one:
 * with d relations to choose from there are d (d - 1) (d - 2) … ways. */
#include "query/plan.h"

/* Whether a step is free of all but its type and of what it must not take. */
static bool is_plain(const kith_op *op)
{
    const kith_labels *types = op->pattern->types;
    return !op->filter_count && !op->apart_count && !op->tail_count &&
           !op->row_uniques && !op->unlike_count &&
           (!types || types->kind == KITH_LABEL_NAME);
}

static bool is_alike(const kith_op *a, const kith_op *b)
{
    const kith_labels *one = a->pattern->types;
    const kith_labels *two = b->pattern->types;
    return a->from == b->from && a->way == b->way && !one == !two &&
           (!one || one->type == two->type);
}

static bool has(const kith_op *op, uint32_t relation)
{
    for (size_t i = 0; i < op->unique_count; i++) {
        if (op->unique[i] == relation)
            return true;
    }
    return false;
}

/* Whether all that `a` must not take `b` must not take either, but for one
 * relation. */
static bool has_all(const kith_op *a, const kith_op *b, uint32_t but)
{
    for (size_t i = 0; i < a->unique_count; i++) {
        if (a->unique[i] != but && !has(b, a->unique[i]))
            return false;
    }
    return true;
}

bool kith_op_is_twin(const kith_op *tail, const kith_op *op)
{
    return is_plain(tail) && is_plain(op) && is_alike(tail, op) &&
           has(tail, op->relation) && has_all(tail, op, op->relation) &&
           has_all(op, tail, KITH_NO_SLOT);
}

void kith_op_join_twin(kith_op *tail, const kith_op *op)
{
    size_t kept = 0;
    for (size_t i = 0; i < tail->unique_count; i++) {
        if (tail->unique[i] != op->relation)
            tail->unique[kept++] = tail->unique[i];
    }
    tail->unique_count = kept;
    tail->twins++;
}

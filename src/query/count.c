/* Counting without listing.
 *
 * count(*) over a pattern needs to know how many continuations a row has, not
 * which. The last relations of a pattern, as far as they form a tree that hangs
 * on what is bound, are therefore counted: for each operator inside a COUNT,
 *
 *     w(v) = sum over links v -r-> u that fit of  product over its children c
 *            of w_c(u), less the part of c that takes r again
 *
 * is found once for each node v and kept, so that a chain costs O(V + E) and
 * not its number of paths. That no relation stands twice in a match is kept
 * exactly: between parent and child inside the sum, between a tail and the
 * relations of the row by taking off what they would add. */
#include "base/error.h"
#include "query/operators.h"

#include <string.h>

#define UNKNOWN UINT64_MAX

struct kith_memo {
    uint64_t *weights; /* by node, UNKNOWN until they are asked for */
    uint8_t *fits;     /* by node: 0 not known, 1 yes, 2 no */
};

static struct kith_memo *memo_of(kith_run *run, kith_op *op)
{
    if (op->memo)
        return op->memo;
    const size_t size = kith_graph_entity_count(run->session->graph);
    struct kith_memo *memo = KITH_HEAP_NEW(&op->heap, struct kith_memo, 1);
    uint64_t *weights = KITH_HEAP_NEW(&op->heap, uint64_t, size);
    uint8_t *fits = KITH_HEAP_NEW(&op->heap, uint8_t, size);
    if (!memo || !weights || !fits) {
        (void)kith_run_failed(run, NULL, kith_heap_fail(&op->heap, run->err));
        return NULL;
    }
    memset(weights, 0xFF, size * sizeof *weights);
    memset(fits, 0, size);
    *memo = (struct kith_memo){weights, fits};
    op->memo = memo;
    return memo;
}

static uint64_t beyond(kith_run *run)
{
    (void)kith_run_fail(run, NULL, "ArithmeticError", "IntegerOverflow",
                        "there are more matches than 64 bits can count");
    return 0;
}

static uint64_t add(kith_run *run, uint64_t a, uint64_t b)
{
    uint64_t sum = 0;
    return __builtin_add_overflow(a, b, &sum) || sum == UNKNOWN ? beyond(run)
                                                                : sum;
}

static uint64_t multiply(kith_run *run, uint64_t a, uint64_t b)
{
    uint64_t product = 0;
    return __builtin_mul_overflow(a, b, &product) || product == UNKNOWN
               ? beyond(run)
               : product;
}

static uint64_t weight_of(kith_run *run, kith_op *op, kith_id node);

/* The node of the row that filter `index` keeps an operator's own apart from;
 * none if it is null. */
static kith_id apart_node(const kith_run *run, const kith_op *op, size_t index)
{
    const kith_expr *filter = op->filters[op->filter_count + index];
    const kith_expr *own = filter->args[0];
    const kith_value v =
        run->row[own->slot == op->to ? filter->args[1]->slot : own->slot];
    return v.kind == KITH_VALUE_NODE ? v.as.id : KITH_NONE;
}

/* -- one link ------------------------------------------------------------ */

static bool ask_filters(kith_run *run,
                        kith_op *op,
                        kith_id relation,
                        kith_id node)
{
    run->row[op->relation] = kith_link(relation);
    run->row[op->to] = kith_node(node);
    for (size_t i = 0; i < op->filter_count; i++) {
        if (!kith_holds(run, op->filters[i]))
            return false;
    }
    return true;
}

/* Whether a link passes the filters; what hangs on the node alone is asked
 * once. */
static bool passes(kith_run *run, kith_op *op, kith_id relation, kith_id node)
{
    const kith_labels *types = op->pattern->types;
    if (types && types->kind != KITH_LABEL_NAME &&
        !kith_is_of_types(types, kith_graph_relation_type(run->session->graph,
                                                          relation)))
        return false;
    if (!op->filter_count)
        return true;
    uint8_t *known = op->by_node ? &op->memo->fits[node] : NULL;
    if (known && *known)
        return *known == 1;
    const kith_heap_mark mark = kith_heap_here(&run->heap);
    const bool passed = ask_filters(run, op, relation, node);
    kith_heap_reset(&run->heap, mark);
    if (known)
        *known = passed ? 1 : 2;
    return passed;
}

/* Whether an operator at `from` could take a relation, and how many ways there
 * are: one, or two for a self-relation that is listed once. */
static bool could_take(const kith_run *run,
                       const kith_op *op,
                       kith_id from,
                       kith_id relation,
                       kith_id *to)
{
    const kith_graph *graph = run->session->graph;
    const kith_id source = kith_graph_sources(graph)[relation];
    const kith_id target = kith_graph_targets(graph)[relation];
    const kith_labels *types = op->pattern->types;
    const bool free =
        op->way == KITH_BOTH || !kith_graph_relation_directed(graph, relation);
    if (types &&
        !kith_is_of_types(types, kith_graph_relation_type(graph, relation)))
        return false;
    *to = source == from ? target : source;
    return (source == from && (free || op->way == KITH_OUT)) ||
           (target == from && (free || op->way == KITH_IN));
}

/* What the relation `taken` would add to the weight of an operator at `from`.
 */
static uint64_t part_of(kith_run *run,
                        kith_op *op,
                        kith_id from,
                        kith_id taken);

/* A directed relation that was followed one way from one node to another does
 * not lead on in the same way. */
static bool leads_on(const kith_run *run,
                     const kith_op *op,
                     const kith_op *child,
                     kith_id from,
                     kith_id node)
{
    return from == node || op->way != child->way || op->way == KITH_BOTH ||
           run->session->has_undirected;
}

/* First place of a range of one type that does not lead below `node`. */
static void skip_to(kith_range *range, kith_id node)
{
    uint32_t high = range->end;
    if (range->links->other[range->at] >= node)
        return;
    while (range->at < high) {
        const uint32_t middle = range->at + (high - range->at) / 2;
        if (range->links->other[middle] < node) {
            range->at = middle + 1;
        } else {
            high = middle;
        }
    }
}

static bool leads_to(kith_range range, kith_id node)
{
    if (range.at < range.end)
        skip_to(&range, node);
    return range.at < range.end && range.links->other[range.at] == node;
}

/* only faster: whether a link leads from a node to one of two. If not, nothing
 * behind it can take a relation between these again. */
static bool leads_back(const kith_run *run,
                       const kith_op *op,
                       kith_id node,
                       kith_id from)
{
    const kith_labels *types = op->pattern->types;
    kith_range ranges[2];
    if (!types || types->kind != KITH_LABEL_NAME)
        return true;
    kith_ranges_of(run, op, node, ranges);
    return leads_to(ranges[0], from) || leads_to(ranges[0], node) ||
           leads_to(ranges[1], from) || leads_to(ranges[1], node);
}

/* What the tails of an operator at `from` would add over relations that the
 * registers hold and that they must not take. */
static uint64_t part_beside(kith_run *run, kith_op *op, kith_id from);

/* The product of what hangs on a node that was reached over `relation`. */
static uint64_t weight_behind(kith_run *run,
                              kith_op *op,
                              kith_id from,
                              kith_id relation,
                              kith_id node)
{
    uint64_t product = 1;
    for (size_t i = 0; i < op->tail_count && product; i++) {
        kith_op *child = op->tails[i];
        uint64_t weight = weight_of(run, child, node);
        if (child->unlike_parent && weight &&
            leads_on(run, op, child, from, node))
            weight -= part_of(run, child, node, relation);
        if (child->row_uniques && weight &&
            leads_back(run, child, node, from)) {
            run->row[op->relation] = kith_link(relation);
            weight -= part_beside(run, child, node);
        }
        product = multiply(run, product, weight);
    }
    return product;
}

static uint64_t part_of(kith_run *run, kith_op *op, kith_id from, kith_id taken)
{
    kith_id to = KITH_NONE;
    if (!could_take(run, op, from, taken, &to) || !passes(run, op, taken, to))
        return 0;
    return weight_behind(run, op, from, taken, to);
}

/* -- all links of a node ------------------------------------------------- */

/* only faster: links in one direction whose weight is that of one tail, which
 * is known for nearly all of them. */
static uint64_t sum_known(kith_run *run,
                          kith_op *op,
                          kith_id node,
                          const kith_range *range)
{
    kith_op *child = op->tails[0];
    const struct kith_memo *memo = memo_of(run, child);
    uint64_t sum = 0;
    const bool leads = child->unlike_parent &&
                       (op->way != child->way || run->session->has_undirected);
    for (uint32_t i = range->at; memo && i < range->end; i++) {
        const kith_id other = range->links->other[i];
        uint64_t weight = memo->weights[other];
        if (weight == UNKNOWN || leads || other == node || child->row_uniques)
            weight =
                weight_behind(run, op, node, range->links->relation[i], other);
        sum = add(run, sum, weight);
    }
    return sum;
}

static uint64_t sum_links(kith_run *run, kith_op *op, kith_id node)
{
    kith_range ranges[2];
    uint64_t sum = 0;
    const kith_labels *types = op->pattern->types;
    const bool plain = !op->filter_count && op->way != KITH_BOTH &&
                       (!types || types->kind == KITH_LABEL_NAME);
    kith_ranges_of(run, op, node, ranges);
    if (plain && op->tail_count == 0)
        return ranges[0].end - ranges[0].at;
    if (plain && op->tail_count == 1)
        return sum_known(run, op, node, &ranges[0]);
    for (size_t side = 0; side < 2; side++) {
        kith_range *range = &ranges[side];
        for (; range->at < range->end; range->at++) {
            const kith_id relation = range->links->relation[range->at];
            const kith_id other = range->links->other[range->at];
            if (kith_is_twice(run, range, node) ||
                !passes(run, op, relation, other))
                continue;
            sum = add(run, sum,
                      op->tail_count
                          ? weight_behind(run, op, node, relation, other)
                          : 1);
        }
    }
    return sum;
}

static uint64_t weight_of(kith_run *run, kith_op *op, kith_id node)
{
    struct kith_memo *memo = memo_of(run, op);
    if (!memo || !kith_run_tick(run))
        return 0;
    if (memo->weights[node] == UNKNOWN) {
        const uint64_t weight = sum_links(run, op, node);
        memo->weights[node] = weight;
        op->rows += weight;
    }
    return memo->weights[node];
}

/* -- what the row takes away --------------------------------------------- */

/* Whether the row has a relation that an operator must not take again. */
static bool row_has(const kith_run *run, const kith_op *op, kith_id relation)
{
    for (size_t i = 0; i < op->unique_count; i++) {
        const kith_value taken = run->row[op->unique[i]];
        if (taken.kind == KITH_VALUE_RELATION && taken.as.id == relation)
            return true;
    }
    return false;
}

/* What hangs on a node, less what would take relations of the row. */
static uint64_t weight_beside(kith_run *run,
                              kith_op *op,
                              kith_id from,
                              kith_id relation,
                              kith_id node)
{
    uint64_t product = 1;
    for (size_t i = 0; i < op->tail_count && product; i++) {
        kith_op *child = op->tails[i];
        uint64_t weight = weight_of(run, child, node);
        if (child->unlike_parent && weight &&
            leads_on(run, op, child, from, node))
            weight -= part_of(run, child, node, relation);
        for (size_t j = 0; j < child->unique_count && weight; j++) {
            const kith_value taken = run->row[child->unique[j]];
            if (child->unique[j] != op->relation &&
                taken.kind == KITH_VALUE_RELATION)
                weight -= part_of(run, child, node, taken.as.id);
        }
        if (child->row_uniques && weight &&
            leads_back(run, child, node, from)) {
            run->row[op->relation] = kith_link(relation);
            weight -= part_beside(run, child, node);
        }
        product = multiply(run, product, weight);
    }
    return product;
}

/* What the links to one node add, that the row does not have; with `beside`
 * only as far as what hangs there would take relations of the row. */
static uint64_t part_to(kith_run *run,
                        kith_op *op,
                        kith_id from,
                        kith_id node,
                        bool beside)
{
    const kith_labels *types = op->pattern->types;
    const bool sorted = types && types->kind == KITH_LABEL_NAME;
    kith_range ranges[2];
    uint64_t sum = 0;
    kith_ranges_of(run, op, from, ranges);
    for (size_t side = 0; side < 2; side++) {
        kith_range *range = &ranges[side];
        if (sorted && range->at < range->end)
            skip_to(range, node);
        for (; range->at < range->end; range->at++) {
            const kith_id relation = range->links->relation[range->at];
            if (range->links->other[range->at] != node) {
                if (sorted)
                    break;
                continue;
            }
            if (kith_is_twice(run, range, from) || row_has(run, op, relation) ||
                !passes(run, op, relation, node))
                continue;
            sum += weight_behind(run, op, from, relation, node);
            if (beside)
                sum -= weight_beside(run, op, from, relation, node);
        }
    }
    return sum;
}

/* Add an end of a relation of the row where a tail could take that relation:
 * only there it weighs less than it seems to. */
static size_t add_end(const kith_run *run,
                      const kith_op *child,
                      kith_id end,
                      kith_id taken,
                      kith_id *ends,
                      size_t count)
{
    kith_id to = KITH_NONE;
    if (!could_take(run, child, end, taken, &to))
        return count;
    for (size_t i = 0; i < count; i++) {
        if (ends[i] == end)
            return count;
    }
    ends[count] = end;
    return count + 1;
}

static uint64_t part_beside(kith_run *run, kith_op *op, kith_id from)
{
    const kith_graph *graph = run->session->graph;
    kith_id ends[2 * KITH_MOST_ROW_UNIQUES];
    size_t count = 0;
    uint64_t sum = 0;
    for (size_t i = 0; i < op->tail_count; i++) {
        const kith_op *child = op->tails[i];
        for (size_t j = 0; j < child->unique_count; j++) {
            const kith_value v = run->row[child->unique[j]];
            const kith_id r = v.as.id;
            if (child->unique[j] == op->relation ||
                v.kind != KITH_VALUE_RELATION)
                continue;
            count = add_end(run, child, kith_graph_sources(graph)[r], r, ends,
                            count);
            count = add_end(run, child, kith_graph_targets(graph)[r], r, ends,
                            count);
        }
    }
    for (size_t i = 0; i < count; i++)
        sum += part_to(run, op, from, ends[i], true);
    return sum;
}

/* What leads to nodes of the row that it must keep apart from. */
static uint64_t part_apart(kith_run *run, kith_op *op, kith_id from)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < op->apart_count; i++) {
        const kith_id node = apart_node(run, op, i);
        bool seen = false;
        for (size_t j = 0; j < i; j++)
            seen |= apart_node(run, op, j) == node;
        if (!seen)
            sum += part_to(run, op, from, node, false);
    }
    return sum;
}

/* -- the operator -------------------------------------------------------- */

/* Nothing is apart from null. */
static bool has_null(kith_run *run, const kith_op *op)
{
    for (size_t i = 0; i < op->apart_count; i++) {
        if (apart_node(run, op, i) == KITH_NONE)
            return true;
    }
    return false;
}

/* A tail at the row's node, less what the row's own relations would add. */
static uint64_t weight_here(kith_run *run, kith_op *tail)
{
    const kith_value from = run->row[tail->from];
    if (from.kind != KITH_VALUE_NODE || has_null(run, tail))
        return 0;
    uint64_t weight = weight_of(run, tail, from.as.id);
    for (size_t i = 0; i < tail->unique_count && weight; i++) {
        const kith_value taken = run->row[tail->unique[i]];
        if (taken.kind == KITH_VALUE_RELATION)
            weight -= part_of(run, tail, from.as.id, taken.as.id);
    }
    if (weight && tail->row_uniques)
        weight -= part_beside(run, tail, from.as.id);
    if (weight && tail->apart_count)
        weight -= part_apart(run, tail, from.as.id);
    return weight;
}

bool kith_push_count(kith_run *run, kith_op *op)
{
    uint64_t weight = 1;
    for (size_t i = 0; i < op->tail_count && weight; i++)
        weight = multiply(run, weight, weight_here(run, op->tails[i]));
    if (!kith_run_ok(run) || weight == 0)
        return kith_run_ok(run);
    const uint64_t outer = run->weight;
    run->weight = weight;
    op->rows += weight;
    const bool more = kith_push(run, op->next);
    run->weight = outer;
    return more;
}

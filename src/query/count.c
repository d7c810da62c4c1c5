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
#include "query/count.h"

#include "base/error.h"

static uint64_t beyond(kith_run *run)
{
    (void)kith_run_fail(run, NULL, "ArithmeticError", "IntegerOverflow",
                        "there are more matches than 64 bits can count");
    return 0;
}

uint64_t kith_weights_add(kith_run *run, uint64_t a, uint64_t b)
{
    uint64_t sum = 0;
    return __builtin_add_overflow(a, b, &sum) || sum == KITH_WEIGHT_UNKNOWN
               ? beyond(run)
               : sum;
}

uint64_t kith_weights_multiply(kith_run *run, uint64_t a, uint64_t b)
{
    uint64_t product = 0;
    return __builtin_mul_overflow(a, b, &product) ||
                   product == KITH_WEIGHT_UNKNOWN
               ? beyond(run)
               : product;
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

/* What hangs on the node alone is asked once. */
bool kith_link_passes(kith_run *run,
                      kith_op *op,
                      kith_id relation,
                      kith_id node)
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
    if (known) {
        *known = passed ? 1 : 2;
        kith_memo_touch(op->memo, node);
    }
    return passed;
}

/* A directed relation that was followed one way from one node to another does
 * not lead on in the same way. */
bool kith_leads_on(const kith_run *run,
                   const kith_op *op,
                   const kith_op *child,
                   kith_id from,
                   kith_id node)
{
    return from == node || op->way != child->way || op->way == KITH_BOTH ||
           run->session->has_undirected;
}

void kith_range_skip(kith_range *range, kith_id node)
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
        kith_range_skip(&range, node);
    return range.at < range.end && range.links->other[range.at] == node;
}

bool kith_leads_back(const kith_run *run,
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

/* What is taken off the weight of one tail at a node reached over `relation`.
 */
static uint64_t taken_off(kith_run *run,
                          kith_op *op,
                          kith_op *child,
                          kith_id from,
                          kith_id relation,
                          kith_id node,
                          bool beside)
{
    uint64_t taken = 0;
    if (child->unlike_parent && kith_leads_on(run, op, child, from, node))
        taken += kith_part_of(run, child, node, relation);
    for (size_t i = 0; beside && i < child->unique_count; i++) {
        const kith_value other = run->row[child->unique[i]];
        if (child->unique[i] != op->relation &&
            other.kind == KITH_VALUE_RELATION)
            taken += kith_part_of(run, child, node, other.as.id);
    }
    if (child->row_uniques && kith_leads_back(run, child, node, from)) {
        run->row[op->relation] = kith_link(relation);
        taken += kith_part_beside(run, child, node);
    }
    return taken;
}

uint64_t kith_weight_behind(kith_run *run,
                            kith_op *op,
                            kith_id from,
                            kith_id relation,
                            kith_id node,
                            bool beside)
{
    uint64_t product = 1;
    for (size_t i = 0; i < op->tail_count && product; i++) {
        kith_op *child = op->tails[i];
        uint64_t weight = kith_weight_of(run, child, node);
        if (weight)
            weight -= taken_off(run, op, child, from, relation, node, beside);
        product = kith_weights_multiply(run, product, weight);
    }
    return product;
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
    const kith_memo *memo = kith_memo_of(run, child);
    uint64_t sum = 0;
    const bool leads = child->unlike_parent &&
                       (op->way != child->way || run->session->has_undirected);
    for (uint32_t i = range->at; memo && i < range->end; i++) {
        const kith_id other = range->links->other[i];
        uint64_t weight = memo->weights[other];
        if (weight == KITH_WEIGHT_UNKNOWN || leads || other == node ||
            child->row_uniques)
            weight =
                kith_weight_behind(run, op, node, range->links->relation[i],
                                   other, false);
        sum = kith_weights_add(run, sum, weight);
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
                !kith_link_passes(run, op, relation, other))
                continue;
            sum = kith_weights_add(run, sum,
                                   op->tail_count
                                       ? kith_weight_behind(run, op, node,
                                                            relation, other,
                                                            false)
                                       : 1);
        }
    }
    return sum;
}

uint64_t kith_weight_of(kith_run *run, kith_op *op, kith_id node)
{
    kith_memo *memo = kith_memo_of(run, op);
    if (!memo || !kith_run_tick(run))
        return 0;
    if (memo->weights[node] == KITH_WEIGHT_UNKNOWN) {
        const uint64_t weight = sum_links(run, op, node);
        memo->weights[node] = weight;
        kith_memo_touch(memo, node);
        op->rows += weight;
    }
    return memo->weights[node];
}

/* -- the operator -------------------------------------------------------- */

/* Ways to take one link after the other, none of them twice. */
static uint64_t ways_to_choose(kith_run *run, uint64_t links, unsigned further)
{
    uint64_t ways = links;
    for (unsigned i = 1; i <= further && ways; i++)
        ways = kith_weights_multiply(run, ways, links - i);
    return ways;
}

uint64_t kith_weight_here(kith_run *run, kith_op *tail)
{
    const kith_value from = run->row[tail->from];
    if (from.kind != KITH_VALUE_NODE || kith_apart_null(run, tail))
        return 0;
    uint64_t weight = kith_weight_of(run, tail, from.as.id);
    for (size_t i = 0; i < tail->unique_count && weight; i++) {
        const kith_value taken = run->row[tail->unique[i]];
        if (taken.kind == KITH_VALUE_RELATION)
            weight -= kith_part_of(run, tail, from.as.id, taken.as.id);
    }
    if (weight && tail->row_uniques)
        weight -= kith_part_beside(run, tail, from.as.id);
    if (weight && tail->apart_count)
        weight -= kith_part_apart(run, tail, from.as.id);
    return ways_to_choose(run, weight, tail->twins);
}

bool kith_push_count(kith_run *run, kith_op *op)
{
    uint64_t weight = 1;
    for (size_t i = 0; i < op->tail_count && weight; i++)
        weight = kith_weights_multiply(run, weight,
                                       kith_weight_here(run, op->tails[i]));
    if (!kith_run_ok(run) || weight == 0)
        return kith_run_ok(run);
    const uint64_t outer = run->weight;
    run->weight = weight;
    op->rows += weight;
    const bool more = kith_push(run, op->next);
    run->weight = outer;
    return more;
}

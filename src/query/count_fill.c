/* Weights of all nodes at once, from the end of the pattern to its beginning:
 * for a whole graph that is a product of its links with a vector, one level of
 * the pattern after the other. What is particular about a link (a
 * self-relation, one that another leads back over) is left to count.c. */
#include "query/count.h"

/* -- one level ----------------------------------------------------------- */

/* A level whose weight at a node is a plain sum over its links. */
typedef struct level {
    kith_op *op;
    kith_op *child; /* the only tail, or NULL */
    const kith_links *links;
    const uint64_t *weights;
    const uint64_t *back; /* by place of a link: another leads back; or NULL */
    uint64_t most;        /* links whose sum cannot go beyond 64 bits */
} level;

static bool is_of_one(const kith_labels *types)
{
    return types && types->kind == KITH_LABEL_NAME && types->type != KITH_NONE;
}

/* Whether only self-relations and links that lead back are particular. */
static bool is_plain(const kith_run *run, const kith_op *op)
{
    const kith_labels *types = op->pattern->types;
    const kith_op *child = op->tail_count ? op->tails[0] : NULL;
    if (op->filter_count || op->way == KITH_BOTH || op->tail_count > 1 ||
        (types && types->kind != KITH_LABEL_NAME))
        return false;
    if (!child || (!child->unlike_parent && !child->row_uniques))
        return true;
    if (child->way != op->way || run->session->has_undirected)
        return false;
    return !child->row_uniques ||
           (is_of_one(types) && is_of_one(child->pattern->types) &&
            types->type == child->pattern->types->type);
}

static bool start_level(kith_run *run, level *l)
{
    uint64_t most = 0;
    const size_t size = kith_graph_entity_count(run->session->graph);
    if (!l->child)
        return true;
    l->weights = l->child->memo->weights;
    for (size_t v = 0; v < size; v++)
        most = l->weights[v] > most ? l->weights[v] : most;
    l->most = most ? (KITH_WEIGHT_UNKNOWN - 1) / most : UINT64_MAX;
    if (!l->child->row_uniques)
        return true;
    const kith_status st =
        kith_session_back(run->session, l->op->way, l->op->pattern->types->type,
                          &l->back, run->err);
    (void)kith_run_failed(run, NULL, st);
    return st == KITH_OK;
}

static bool is_back(const level *l, uint32_t place)
{
    return l->back && (l->back[place / 64] >> (place % 64) & 1);
}

static uint64_t sum_of(kith_run *run, const level *l, kith_id node)
{
    const kith_range range =
        kith_range_in(l->links, l->op->pattern->types, node);
    uint64_t sum = 0;
    if (!l->child)
        return range.end - range.at;
    if (range.end - range.at > l->most)
        return kith_weight_of(run, l->op, node);
    for (uint32_t i = range.at; i < range.end; i++) {
        const kith_id other = range.links->other[i];
        sum += other == node || is_back(l, i)
                   ? kith_weight_behind(run, l->op, node,
                                        range.links->relation[i], other, false)
                   : l->weights[other];
    }
    return sum;
}

static bool fill_plain(kith_run *run, kith_op *op, kith_memo *memo)
{
    level l = {
        .op = op,
        .child = op->tail_count ? op->tails[0] : NULL,
        .links = op->way == KITH_IN ? &run->session->in : &run->session->out,
    };
    const size_t size = kith_graph_entity_count(run->session->graph);
    if (!start_level(run, &l))
        return false;
    for (kith_id v = 0; v < size && kith_run_tick(run); v++) {
        memo->weights[v] = sum_of(run, &l, v);
        op->rows += memo->weights[v];
    }
    return kith_run_ok(run);
}

bool kith_weights_fill(kith_run *run, kith_op *op)
{
    kith_memo *memo = kith_memo_of(run, op);
    const size_t size = kith_graph_entity_count(run->session->graph);
    if (!memo)
        return false;
    for (size_t i = 0; i < op->tail_count; i++) {
        if (!kith_weights_fill(run, op->tails[i]))
            return false;
    }
    if (memo->full)
        return true;
    memo->full = true;
    if (is_plain(run, op))
        return fill_plain(run, op, memo);
    for (kith_id v = 0; v < size && kith_run_ok(run); v++)
        (void)kith_weight_of(run, op, v);
    return kith_run_ok(run);
}

/* -- the sum over a scan ------------------------------------------------- */

/* A scan of a sixteenth of the nodes or more asks for nearly all weights. */
#define FEW 16

static size_t scanned(const kith_run *run, const kith_op *scan)
{
    return scan->kind == KITH_DO_SCAN
               ? kith_graph_entity_count(run->session->graph)
               : kith_session_label_count(run->session, scan->label);
}

static kith_id scanned_node(const kith_run *run,
                            const kith_op *scan,
                            size_t index)
{
    const kith_session *session = run->session;
    return scan->kind == KITH_DO_SCAN
               ? (kith_id)index
               : session->labelled[session->label_first[scan->label] + index];
}

static bool has_filters_met(kith_run *run, const kith_op *op)
{
    const kith_heap_mark mark = kith_heap_here(&run->heap);
    bool met = true;
    for (size_t i = 0; i < op->filter_count && met; i++)
        met = kith_holds(run, op->filters[i]);
    kith_heap_reset(&run->heap, mark);
    return met;
}

static uint64_t weight_at(kith_run *run, const kith_op *count, kith_id node)
{
    uint64_t weight = 1;
    for (size_t i = 0; i < count->tail_count && weight; i++) {
        kith_op *tail = count->tails[i];
        const bool alone =
            !tail->unique_count && !tail->row_uniques && !tail->apart_count;
        weight = kith_weights_multiply(run, weight,
                                       alone ? kith_weight_of(run, tail, node)
                                             : kith_weight_here(run, tail));
    }
    return weight;
}

bool kith_push_counted(kith_run *run, kith_op *scan)
{
    kith_op *count = scan->next;
    const size_t size = scanned(run, scan);
    const size_t all = kith_graph_entity_count(run->session->graph);
    const uint64_t outer = run->weight;
    uint64_t sum = 0;
    for (size_t i = 0; size * FEW >= all && i < count->tail_count; i++) {
        if (!kith_weights_fill(run, count->tails[i]))
            return false;
    }
    for (size_t i = 0; i < size && kith_run_tick(run); i++) {
        const kith_id node = scanned_node(run, scan, i);
        run->row[scan->slot] = kith_node(node);
        if (scan->filter_count && !has_filters_met(run, scan))
            continue;
        scan->rows++;
        sum = kith_weights_add(run, sum, weight_at(run, count, node));
    }
    if (!kith_run_ok(run) || sum == 0)
        return kith_run_ok(run);
    run->weight = sum;
    count->rows += sum;
    const bool more = kith_push(run, count->next);
    run->weight = outer;
    return more;
}

/* Operators at work: one entity or relation of each kind, as often as there are
 * others like it. */
#include "query/kinds.h"
#include "query/operators.h"

/* Push the row on as `count` equal ones. */
static bool push_weighed(kith_run *run, kith_op *op, uint64_t count)
{
    const kith_heap_mark mark = kith_heap_here(&run->heap);
    const uint64_t outer = run->weight;
    run->weight = count;
    const bool more = kith_run_tick(run) && kith_pass(run, op);
    run->weight = outer;
    kith_heap_reset(&run->heap, mark);
    return more;
}

static const kith_kinds *kinds_of(kith_run *run)
{
    const kith_kinds *kinds = NULL;
    const kith_status st = kith_session_kinds(run->session, &kinds, run->err);
    (void)kith_run_failed(run, NULL, st);
    return kinds;
}

/* Whether the scan that was here gives an entity. */
static bool is_scanned(const kith_run *run, const kith_op *op, kith_id e)
{
    return op->label == KITH_NONE ||
           kith_graph_entity_is(run->session->graph, e, op->label);
}

bool kith_push_classes(kith_run *run, kith_op *op)
{
    const kith_kinds *kinds = kinds_of(run);
    for (size_t i = 0; kinds && i < kinds->class_count; i++) {
        const kith_class *c = &kinds->classes[i];
        if (!is_scanned(run, op, c->entity))
            continue;
        run->row[op->slot] = kith_node(c->entity);
        if (!push_weighed(run, op, c->count))
            return false;
    }
    return kith_run_ok(run);
}

static bool push_turned(kith_run *run,
                        kith_op *op,
                        const kith_kind *kind,
                        kith_id from,
                        kith_id to)
{
    if (!is_scanned(run, op, from))
        return true;
    run->row[op->slot] = kith_node(from);
    run->row[op->relation] = kith_link(kind->relation);
    run->row[op->to] = kith_node(to);
    return push_weighed(run, op, kind->count);
}

/* A kind stands for links in one direction, or in both. */
static bool push_kind(kith_run *run, kith_op *op, const kith_kind *kind)
{
    const kith_graph *graph = run->session->graph;
    const kith_id r = kind->relation;
    const kith_id source = kith_graph_sources(graph)[r];
    const kith_id target = kith_graph_targets(graph)[r];
    const kith_labels *types = op->pattern->types;
    const bool free =
        op->way == KITH_BOTH || !kith_graph_relation_directed(graph, r);
    if (types && !kith_is_of_types(types, kith_graph_relation_type(graph, r)))
        return true;
    if ((op->way != KITH_IN || (free && source != target)) &&
        !push_turned(run, op, kind, source, target))
        return false;
    return (op->way != KITH_IN && (!free || source == target)) ||
           push_turned(run, op, kind, target, source);
}

bool kith_push_kinds(kith_run *run, kith_op *op)
{
    const kith_kinds *kinds = kinds_of(run);
    for (size_t i = 0; kinds && i < kinds->kind_count; i++) {
        if (!push_kind(run, op, &kinds->kinds[i]))
            return false;
    }
    return kith_run_ok(run);
}

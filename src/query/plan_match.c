/* A pattern to operators, greedily: what is bound first, then the relation that
 * makes the fewest rows, then the start that gives the fewest. Relations whose
 * ends are both bound only check, so they come first. */
#include "query/plan_match.h"

#include "base/error.h"
#include "query/shape.h"

#include <string.h>

static kith_status no_memory(const kith_matcher *m)
{
    return kith_heap_fail(m->planner->heap, m->planner->err);
}

/* -- setting up ---------------------------------------------------------- */

static void mark_fresh(kith_matcher *m, uint32_t slot)
{
    if (slot != KITH_NO_SLOT && !m->planner->bound[slot])
        m->fresh[slot] = true;
}

static kith_status list_edges(kith_matcher *m)
{
    size_t count = 0;
    for (size_t i = 0; i < m->pattern->count; i++)
        count += m->pattern->paths[i].length;
    m->edges = KITH_HEAP_NEW(m->planner->heap, kith_edge, count);
    m->fresh = KITH_HEAP_NEW(m->planner->heap, bool, m->planner->tree->slots);
    if (!m->edges || !m->fresh)
        return no_memory(m);
    memset(m->fresh, 0, m->planner->tree->slots);
    size_t match = 0;
    size_t first = 0; /* path of that MATCH */
    for (size_t i = 0; i < m->pattern->count; i++) {
        const kith_path_pattern *path = &m->pattern->paths[i];
        if (m->clauses && i - first == m->clauses[match].pattern.count) {
            first = i;
            match++;
        }
        mark_fresh(m, path->slot);
        for (size_t j = 0; j <= path->length; j++)
            mark_fresh(m, path->nodes[j].slot);
        for (size_t j = 0; j < path->length; j++) {
            mark_fresh(m, path->relations[j].slot);
            m->edges[m->edge_count++] = (kith_edge){
                .relation = &path->relations[j],
                .left = &path->nodes[j],
                .right = &path->nodes[j + 1],
                .path = path,
                .match = match,
            };
        }
    }
    return KITH_OK;
}

/* -- uniqueness ---------------------------------------------------------- */

static bool is_simple(const kith_labels *types)
{
    return types && types->kind == KITH_LABEL_NAME;
}

bool kith_edges_conflict(const kith_edge *a, const kith_edge *b)
{
    if (a->match != b->match || a->path->shortest || b->path->shortest)
        return false;
    return !is_simple(a->relation->types) || !is_simple(b->relation->types) ||
           a->relation->types->type == b->relation->types->type;
}

/* No relation is taken twice in a MATCH; shortest paths stand for themselves.
 */
static kith_status set_unique(kith_matcher *m,
                              const kith_edge *edge,
                              kith_op *op)
{
    kith_heap *heap = m->planner->heap;
    op->unique = KITH_HEAP_NEW(heap, uint32_t, m->edge_count);
    op->unlike = KITH_HEAP_NEW(heap, kith_op *, m->edge_count);
    if (!op->unique || !op->unlike)
        return no_memory(m);
    for (size_t i = 0; i < m->edge_count; i++) {
        const kith_edge *other = &m->edges[i];
        if (other == edge || !other->planned ||
            !kith_edges_conflict(edge, other))
            continue;
        if (other->relation->variable) {
            op->unlike[op->unlike_count++] = other->op;
        } else {
            op->unique[op->unique_count++] = other->relation->slot;
        }
    }
    return KITH_OK;
}

/* -- steps --------------------------------------------------------------- */

static kith_direction turned(kith_direction way)
{
    return way == KITH_OUT ? KITH_IN : way == KITH_IN ? KITH_OUT : KITH_BOTH;
}

static kith_status add_edge(kith_matcher *m, kith_edge *edge)
{
    const kith_relation_pattern *relation = edge->relation;
    const bool left = kith_is_bound(m, edge->left->slot);
    const bool right = kith_is_bound(m, edge->right->slot);
    kith_op_kind kind =
        relation->variable ? KITH_DO_EXPAND_FAR : KITH_DO_EXPAND;
    if (edge->path->shortest)
        kind = KITH_DO_SHORTEST;
    if (!left && !right)
        kind = KITH_DO_FOLLOW;
    kith_op *op = kith_plan_add(m->planner, m->chain, kind);
    if (!op)
        return no_memory(m);
    op->reversed = !left && right;
    op->into = left && right;
    op->from = op->reversed ? edge->right->slot : edge->left->slot;
    op->to = op->reversed ? edge->left->slot : edge->right->slot;
    op->relation = relation->slot;
    op->bound = kith_is_bound(m, relation->slot);
    op->way = op->reversed ? turned(relation->way) : relation->way;
    op->pattern = relation;
    op->path = edge->path;
    op->slot = edge->path->shortest ? edge->path->slot : KITH_NO_SLOT;
    op->hidden = !relation->name.data && edge->path->slot == KITH_NO_SLOT;
    op->estimate = op->into ? 0.1 : kith_matcher_fan(m, edge);
    const kith_status st = set_unique(m, edge, op);
    if (st != KITH_OK)
        return st;
    edge->planned = true;
    edge->op = op;
    m->planner->bound[edge->left->slot] = true;
    m->planner->bound[edge->right->slot] = true;
    m->planner->bound[relation->slot] = true;
    if (op->slot != KITH_NO_SLOT)
        m->planner->bound[op->slot] = true;
    return kith_matcher_place(m);
}

/* The relation to take next: it hangs on what is bound and costs least. */
static kith_edge *next_edge(const kith_matcher *m)
{
    kith_edge *best = NULL;
    double least = 0;
    for (size_t i = 0; i < m->edge_count; i++) {
        kith_edge *edge = &m->edges[i];
        const bool left = kith_is_bound(m, edge->left->slot);
        const bool right = kith_is_bound(m, edge->right->slot);
        const bool followed =
            kith_is_bound(m, edge->relation->slot) && !edge->relation->variable;
        if (edge->planned || (!left && !right && !followed) ||
            (edge->path->shortest && !(left && right)))
            continue;
        double cost = kith_matcher_fan(m, edge);
        if ((left && right) || followed)
            cost = edge->relation->variable ? 0.5 : 0;
        if (!best || cost < least) {
            best = edge;
            least = cost;
        }
    }
    return best;
}

static bool hangs_on_shortest(const kith_matcher *m,
                              const kith_node_pattern *node)
{
    for (size_t i = 0; i < m->edge_count; i++) {
        const kith_edge *edge = &m->edges[i];
        if (!edge->path->shortest && !edge->planned &&
            (edge->left->slot == node->slot || edge->right->slot == node->slot))
            return false;
    }
    return true;
}

/* The node to begin with: the fewest starts; ends of shortest paths last. */
static const kith_node_pattern *next_start(const kith_matcher *m)
{
    const kith_node_pattern *best = NULL;
    double least = 0;
    bool least_shortest = false;
    for (size_t i = 0; i < m->pattern->count; i++) {
        const kith_path_pattern *path = &m->pattern->paths[i];
        for (size_t j = 0; j <= path->length; j++) {
            const kith_node_pattern *node = &path->nodes[j];
            if (kith_is_bound(m, node->slot))
                continue;
            const double cost = kith_matcher_starts(m, node);
            const bool shortest = hangs_on_shortest(m, node) && path->length;
            if (!best || (least_shortest && !shortest) ||
                (least_shortest == shortest && cost < least)) {
                best = node;
                least = cost;
                least_shortest = shortest;
            }
        }
    }
    return best;
}

/* Nodes that were bound before and stand alone are only checked. */
static kith_status check_bound(kith_matcher *m)
{
    for (size_t i = 0; i < m->pattern->count; i++) {
        const kith_path_pattern *path = &m->pattern->paths[i];
        for (size_t j = 0; j <= path->length; j++) {
            const uint32_t slot = path->nodes[j].slot;
            if (!kith_is_bound(m, slot) || m->fresh[slot])
                continue;
            kith_op *op = kith_plan_add(m->planner, m->chain, KITH_DO_CHECK);
            if (!op)
                return no_memory(m);
            op->slot = slot;
        }
    }
    return kith_matcher_place(m);
}

static kith_status add_paths(kith_matcher *m)
{
    for (size_t i = 0; i < m->pattern->count; i++) {
        const kith_path_pattern *path = &m->pattern->paths[i];
        if (path->slot == KITH_NO_SLOT || path->shortest)
            continue;
        kith_op *op = kith_plan_add(m->planner, m->chain, KITH_DO_PATH);
        if (!op)
            return no_memory(m);
        op->slot = path->slot;
        op->path = path;
        m->planner->bound[path->slot] = true;
    }
    return kith_matcher_place(m);
}

/* Take the relations of a small pattern in the best order. */
static kith_status add_ordered(kith_matcher *m)
{
    const kith_node_pattern *start = NULL;
    size_t order[KITH_MOST_ORDERED];
    kith_status st = KITH_OK;
    if (!kith_matcher_order(m, &start, order))
        return KITH_OK;
    if (start)
        KITH_TRY(st, kith_matcher_start(m, start), done);
    for (size_t i = 0; i < m->edge_count; i++)
        KITH_TRY(st, add_edge(m, &m->edges[order[i]]), done);
done:
    return st;
}

static kith_status plan(kith_matcher *m, kith_expr **wheres, size_t count)
{
    kith_planner *planner = m->planner;
    kith_status st = KITH_OK;
    m->counts = planner->counts;
    m->keys = planner->keys;
    planner->counts = false; /* of subqueries inside */
    planner->keys = NULL;
    KITH_TRY(st, kith_session_labels(planner->session, planner->err), done);
    KITH_TRY(st, list_edges(m), done);
    if (m->edge_count)
        KITH_TRY(st, kith_session_shape(planner->session, planner->err), done);
    KITH_TRY(st, kith_matcher_predicates(m, wheres, count), done);
    KITH_TRY(st, check_bound(m), done);
    KITH_TRY(st, add_ordered(m), done);
    for (;;) {
        kith_edge *edge = next_edge(m);
        if (edge) {
            KITH_TRY(st, add_edge(m, edge), done);
            continue;
        }
        const kith_node_pattern *start = next_start(m);
        if (!start)
            break;
        KITH_TRY(st, kith_matcher_start(m, start), done);
    }
    st = add_paths(m);
done:
    return st;
}

kith_status kith_plan_match(kith_planner *planner,
                            kith_chain *chain,
                            const kith_pattern *pattern,
                            kith_expr *where)
{
    kith_matcher m = {
        .planner = planner,
        .chain = chain,
        .before = chain->last,
        .pattern = pattern,
    };
    return plan(&m, &where, 1);
}

/* Whether all of a MATCH is single relations that it binds itself. */
static bool can_join(const kith_clause *clause)
{
    if (clause->kind != KITH_CLAUSE_MATCH || clause->optional)
        return false;
    for (size_t i = 0; i < clause->pattern.count; i++) {
        const kith_path_pattern *path = &clause->pattern.paths[i];
        if (path->shortest)
            return false;
        for (size_t j = 0; j < path->length; j++) {
            if (path->relations[j].variable || path->relations[j].bound)
                return false;
        }
    }
    return true;
}

size_t kith_matches_joined(const kith_clause *clauses, size_t count)
{
    size_t joined = 0;
    while (joined < count && can_join(&clauses[joined]))
        joined++;
    return joined;
}

kith_status kith_plan_matches(kith_planner *planner,
                              kith_chain *chain,
                              const kith_clause *clauses,
                              size_t count)
{
    kith_heap *heap = planner->heap;
    kith_pattern all = {0};
    for (size_t i = 0; i < count; i++)
        all.count += clauses[i].pattern.count;
    kith_expr **wheres = KITH_HEAP_NEW(heap, kith_expr *, count);
    all.paths = KITH_HEAP_NEW(heap, kith_path_pattern, all.count);
    if (!wheres || !all.paths)
        return kith_heap_fail(heap, planner->err);
    size_t paths = 0;
    for (size_t i = 0; i < count; i++) {
        wheres[i] = clauses[i].where;
        for (size_t j = 0; j < clauses[i].pattern.count; j++)
            all.paths[paths++] = clauses[i].pattern.paths[j];
    }
    kith_matcher m = {
        .planner = planner,
        .chain = chain,
        .before = chain->last,
        .pattern = &all,
        .clauses = clauses,
    };
    return plan(&m, wheres, count);
}

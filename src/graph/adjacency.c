/* Compact adjacency, made from the ends of the relations.
 *
 * Cost: two passes over the relations, see scatter.c; 4 bytes an entity and 8 a
 * place in a list. */
#include "graph/scatter.h"
#include "graph/store.h"

enum { RELATIONS_IN_BLOCK = 1 << 19 };

typedef struct {
    const kith_graph *graph;
    kith_direction way;
} ends;

/* Hand over the ends of relations from which a relation is seen: with direction
 * `way` its source, its target or both. */
static void see_relations(const kith_scatter *scatter,
                          size_t block,
                          uint32_t *places)
{
    const kith_scatter s = *scatter;
    const ends *e = s.context;
    const kith_graph *graph = e->graph;
    const kith_scatter_span span =
        kith_scatter_span_of(block, RELATIONS_IN_BLOCK, graph->relation_count);
    for (kith_id r = (kith_id)span.from; r < span.to; r++) {
        const kith_id source = graph->sources[r];
        const kith_id target = graph->targets[r];
        const bool both = e->way == KITH_BOTH || !kith_is_directed(graph, r);
        if (both || e->way == KITH_OUT)
            kith_scatter_see(&s, places, source, target, r);
        if (both ? source != target : e->way == KITH_IN)
            kith_scatter_see(&s, places, target, source, r);
    }
}

kith_status kith_graph_adjacency(kith_graph *graph,
                                 kith_direction way,
                                 kith_adjacency *out,
                                 kith_error *err)
{
    *out = (kith_adjacency){0};
    if (!graph->adjacency[way]) {
        kith_scatter scatter = {
            .owners = graph->entity_count,
            .blocks = graph->relation_count / RELATIONS_IN_BLOCK + 1,
            .pairs_of = see_relations,
            .context = &(ends){graph, way},
            .with_relations = true,
            .threads = graph->threads,
        };
        const kith_status st =
            kith_scatter_run(&scatter, &graph->adjacency[way], err);
        if (st != KITH_OK)
            return st;
    }
    const kith_csr *csr = graph->adjacency[way];
    *out = (kith_adjacency){csr->first, csr->neighbour, csr->relation};
    return KITH_OK;
}

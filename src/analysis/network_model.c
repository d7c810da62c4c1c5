/* From a network to igraph's graph, without the nodes that nothing is related
 * to. */
#include "analysis/network_model.h"

#include "base/alloc.h"
#include "base/error.h"

void kith_network_model_clear(kith_network_model *model)
{
    if (model->made) {
        igraph_destroy(&model->graph);
        igraph_vector_destroy(&model->weights);
    }
    kith_release(model->node);
    *model = (kith_network_model){0};
}

typedef struct {
    const kith_network *network;
    kith_id *vertex; /* of a node; KITH_NONE = left out */
    bool directed;
    bool loops;
    igraph_vector_int_t ends;
    igraph_vector_t weights;
} making;

/* Number the nodes that something is related to. In a directed network one may
 * be in lists of others only. */
static void number(making *m, kith_network_model *model)
{
    const kith_network *n = m->network;
    for (kith_id v = 0; v < n->size; v++) {
        const bool related =
            n->first[v + 1] > n->first[v] || (m->loops && n->inner[v] > 0);
        m->vertex[v] = related ? 0 : KITH_NONE;
    }
    for (uint32_t i = 0; i < n->first[n->size]; i++)
        m->vertex[n->neighbour[i]] = 0;
    for (kith_id v = 0; v < n->size; v++) {
        if (m->vertex[v] == KITH_NONE)
            continue;
        m->vertex[v] = (kith_id)model->size;
        model->node[model->size++] = v;
    }
}

/* Whether a place is to become an edge: one of the two where directions are
 * ignored. */
static bool is_edge(const making *m, kith_id v, kith_id to)
{
    return m->directed || v < to;
}

static size_t count_edges(const making *m)
{
    const kith_network *n = m->network;
    size_t count = 0;
    for (kith_id v = 0; v < n->size; v++) {
        count += m->loops && n->inner[v] > 0;
        for (uint32_t i = n->first[v]; i < n->first[v + 1]; i++)
            count += is_edge(m, v, n->neighbour[i]);
    }
    return count;
}

static void put(making *m,
                size_t *edge,
                kith_id from,
                kith_id to,
                double weight)
{
    VECTOR(m->ends)[2 * *edge] = m->vertex[from];
    VECTOR(m->ends)[2 * *edge + 1] = m->vertex[to];
    VECTOR(m->weights)[(*edge)++] = weight;
}

static void put_edges(making *m)
{
    const kith_network *n = m->network;
    size_t edge = 0;
    for (kith_id v = 0; v < n->size; v++) {
        if (m->loops && n->inner[v] > 0)
            put(m, &edge, v, v, n->inner[v]);
        for (uint32_t i = n->first[v]; i < n->first[v + 1]; i++) {
            if (is_edge(m, v, n->neighbour[i]))
                put(m, &edge, v, n->neighbour[i], kith_weight_at(n, i));
        }
    }
}

static kith_status build(making *m, kith_network_model *out, kith_error *err)
{
    const igraph_integer_t edges = (igraph_integer_t)count_edges(m);
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_from_igraph(igraph_vector_int_init(&m->ends, 2 * edges), err),
             done);
    KITH_TRY(st, kith_from_igraph(igraph_vector_init(&m->weights, edges), err),
             done);
    put_edges(m);
    KITH_TRY(st,
             kith_from_igraph(igraph_create(&out->graph, &m->ends,
                                            (igraph_integer_t)out->size,
                                            m->directed),
                              err),
             done);
    out->weights = m->weights;
    m->weights = (igraph_vector_t){0};
    out->made = true;
done:
    igraph_vector_int_destroy(&m->ends);
    igraph_vector_destroy(&m->weights);
    return st;
}

kith_status kith_network_model_make(kith_network_model *out,
                                    const kith_network *network,
                                    bool directed,
                                    bool loops,
                                    kith_error *err)
{
    making m = {.network = network, .directed = directed, .loops = loops};
    kith_status st = KITH_OK;
    *out = (kith_network_model){0};
    kith_igraph_enter();
    m.vertex = KITH_NEW(kith_id, network->size);
    out->node = KITH_NEW(kith_id, network->size);
    if (!m.vertex || !out->node) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    number(&m, out);
    st = build(&m, out, err);
done:
    kith_release(m.vertex);
    if (st != KITH_OK)
        kith_network_model_clear(out);
    return st;
}

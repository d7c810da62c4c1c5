/* The map equation by its definition and by igraph, and groups against those
 * that igraph finds. */
#include "../../oracle/grouping.h"
#include "../test.h"
#include "analysis/flow.h"
#include "analysis/network_model.h"
#include "random_graph.h"

#include <kith/analysis.h>

#include <math.h>

static kith_groups *find(kith_graph *graph, const kith_group_options *options)
{
    kith_error err = {0};
    kith_groups *groups = NULL;
    const kith_status st = kith_groups_find(&groups, graph, options, &err);
    if (st != KITH_OK)
        fail_msg("%s: %s", kith_status_name(st), err.message);
    return groups;
}

TEST(code_lengths_are_those_of_the_map_equation)
{
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        for (unsigned i = 0; i < 4; i++) {
            const bool directed = i & 1;
            const bool weighted = i & 2;
            const kith_group_options options = {.method = "infomap",
                                                .seed = seed,
                                                .directed = directed,
                                                .weights =
                                                    weighted
                                                        ? KITH_WEIGHTS_STRENGTH
                                                        : KITH_WEIGHTS_NONE};
            dense matrix;
            kith_id group[DENSE_MOST];
            kith_groups *groups = find(graph, &options);
            const double got = kith_groups_figures(groups).code_length;
            dense_fill(&matrix, graph, !directed, weighted);
            for (kith_id v = 0; v < matrix.size; v++)
                group[v] = kith_groups_of(groups, v);
            const double expected =
                oracle_code_length(&matrix, directed, group);
            if (isnan(got) != isnan(expected) ||
                !(isnan(got) || fabs(got - expected) < 1e-9)) {
                fail_msg("graph %d, kind %u: %g, expected %g", (int)seed, i,
                         got, expected);
            }
            kith_groups_free(groups);
        }
        graph_done(graph);
    }
}

/* The networks of a graph and igraph's groups along directions; nothing where
 * no entity is related to another. */
typedef struct {
    kith_network network;
    kith_network along;
    kith_id order[DENSE_MOST];
    kith_id group[DENSE_MOST];
    kith_id count;
    double length; /* by igraph */
} peer;

static bool ask_igraph(peer *p, kith_graph *graph, uint64_t seed)
{
    kith_network_model model;
    igraph_vector_int_t membership;
    kith_error err = {0};
    assert_int_equal(kith_entity_order(graph, p->order, &err), KITH_OK);
    assert_int_equal(kith_network_make(&p->network, graph, p->order, NULL,
                                       false, &err),
                     KITH_OK);
    assert_int_equal(kith_network_make(&p->along, graph, p->order, NULL, true,
                                       &err),
                     KITH_OK);
    assert_int_equal(kith_network_model_make(&model, &p->along, true, false,
                                             &err),
                     KITH_OK);
    if (model.size == 0) {
        kith_network_model_clear(&model);
        kith_network_clear(&p->network);
        kith_network_clear(&p->along);
        return false;
    }
    assert_int_equal(igraph_vector_int_init(&membership, 0), IGRAPH_SUCCESS);
    igraph_rng_seed(igraph_rng_default(), seed);
    assert_int_equal(igraph_community_infomap(&model.graph, &model.weights,
                                              NULL, 8, &membership, &p->length),
                     IGRAPH_SUCCESS);
    p->count = (kith_id)model.size;
    for (kith_id v = 0; v < p->network.size; v++)
        p->group[v] = KITH_NONE;
    for (size_t i = 0; i < model.size; i++)
        p->group[model.node[i]] = (kith_id)VECTOR(membership)[i];
    for (kith_id v = 0; v < p->network.size; v++) {
        if (p->group[v] == KITH_NONE)
            p->group[v] = p->count++;
    }
    igraph_vector_int_destroy(&membership);
    kith_network_model_clear(&model);
    return true;
}

/* Without directions igraph's walk starts anew as well, ours does not. */
TEST(igraph_tells_the_same_lengths_and_finds_no_shorter_ones)
{
    for (uint64_t seed = 3; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        const kith_group_options options = {.method = "infomap",
                                            .directed = true};
        peer p = {.count = 0};
        kith_flow flow;
        kith_visit sums[2 * DENSE_MOST];
        kith_error err = {0};
        if (!ask_igraph(&p, graph, seed)) {
            graph_done(graph);
            continue;
        }
        assert_int_equal(kith_flow_make(&flow, &p.network, &p.along, &err),
                         KITH_OK);
        const double length =
            kith_flow_code_length(&flow, (kith_partition){p.group, p.count},
                                  sums);
        kith_groups *groups = find(graph, &options);
        const double ours = kith_groups_figures(groups).code_length;
        if (fabs(length - p.length) > 1e-6)
            fail_msg("graph %d: %.9g, igraph %.9g", (int)seed, length,
                     p.length);
        if (!(ours <= p.length * 1.01 + 1e-9))
            fail_msg("graph %d: found %.9g, igraph %.9g", (int)seed, ours,
                     p.length);
        kith_groups_free(groups);
        kith_flow_clear(&flow);
        kith_network_clear(&p.network);
        kith_network_clear(&p.along);
        graph_done(graph);
    }
}

RUN("analysis/infomap",
    CASE(code_lengths_are_those_of_the_map_equation),
    CASE(igraph_tells_the_same_lengths_and_finds_no_shorter_ones))

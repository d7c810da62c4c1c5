/* What igraph is told of a graph. */
#include "../analysis/random_graph.h"
#include "../test.h"
#include "base/alloc.h"
#include "graph/igraph_wall.h"

#include <string.h>

static const edge edges[] = {
    {0, 1, false, 2 },
    {1, 2, true,  3 },
    {2, 2, true,  4 },
    {2, 0, false, -1}
};

static const igraph_t *model_of(kith_graph *graph, bool directed)
{
    kith_error err = {0};
    const igraph_t *model = NULL;
    assert_int_equal(kith_igraph_model(graph, directed, &model, &err), KITH_OK);
    assert_non_null(model);
    return model;
}

static void assert_ends(const igraph_t *model,
                        size_t edge_id,
                        kith_id source,
                        kith_id target)
{
    assert_int_equal(IGRAPH_FROM(model, edge_id), source);
    assert_int_equal(IGRAPH_TO(model, edge_id), target);
}

TEST(edges_are_relations_then_the_ways_back)
{
    static const double expected[] = {2, 3, 4, 0, 3, 4};
    kith_error err = {0};
    igraph_vector_t weights;
    kith_graph *graph = graph_of(4, edges, 4);
    const igraph_t *model = model_of(graph, true);
    assert_int_equal(igraph_vcount(model), 4);
    assert_int_equal(igraph_ecount(model), 6);
    for (size_t r = 0; r < 4; r++)
        assert_ends(model, r, edges[r].source, edges[r].target);
    assert_ends(model, 4, 2, 1);
    assert_ends(model, 5, 2, 2);
    assert_int_equal(kith_igraph_weights(graph, true, &weights, &err), KITH_OK);
    assert_int_equal(igraph_vector_size(&weights), 6);
    assert_memory_equal(VECTOR(weights), expected, sizeof expected);
    igraph_vector_destroy(&weights);
    graph_done(graph);
}

TEST(each_model_is_built_once)
{
    kith_graph *graph = graph_of(4, edges, 4);
    const igraph_t *directed = model_of(graph, true);
    const igraph_t *undirected = model_of(graph, false);
    assert_int_equal(igraph_ecount(undirected), 4);
    assert_ptr_not_equal(directed, undirected);
    assert_ptr_equal(model_of(graph, true), directed);
    assert_ptr_equal(model_of(graph, false), undirected);
    graph_done(graph);
}

TEST(a_failing_call_keeps_its_first_reason)
{
    kith_error err = {0};
    igraph_t broken;
    igraph_vector_int_t ends;
    kith_graph *graph = graph_of(4, edges, 4);
    (void)model_of(graph, true);
    assert_int_equal(igraph_vector_int_init(&ends, 3), IGRAPH_SUCCESS);
    assert_int_equal(kith_from_igraph(igraph_create(&broken, &ends, 0, true),
                                      &err),
                     KITH_E_INTERNAL);
    assert_non_null(strstr(err.message, "igraph: "));
    assert_non_null(strstr(err.message, ": "));
    assert_true(strlen(err.message) > strlen("igraph: "));
    assert_int_equal(kith_from_igraph(IGRAPH_ENOMEM, NULL), KITH_E_MEMORY);
    assert_int_equal(kith_from_igraph(IGRAPH_SUCCESS, NULL), KITH_OK);
    igraph_vector_int_destroy(&ends);
    graph_done(graph);
}

TEST(a_failing_allocation_leaves_no_model)
{
    kith_error err = {0};
    const igraph_t *model = NULL;
    kith_graph *graph = graph_of(4, edges, 4);
    (void)kith_alloc_fail_after(0);
    assert_int_equal(kith_igraph_model(graph, true, &model, &err),
                     KITH_E_MEMORY);
    (void)kith_alloc_fail_after(SIZE_MAX);
    assert_null(model);
    assert_non_null(model_of(graph, true));
    graph_done(graph);
}

RUN("graph/igraph_wall",
    CASE(edges_are_relations_then_the_ways_back),
    CASE(each_model_is_built_once),
    CASE(a_failing_call_keeps_its_first_reason),
    CASE(a_failing_allocation_leaves_no_model))

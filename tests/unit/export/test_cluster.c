/* Which groups are marked, and who they are named after. */
#include "export/cluster.h"
#include "graph/make_graph.h"
#include "test.h"

TEST(a_cluster_has_three_members_and_is_named_after_the_busiest)
{
    kith_graph *graph = make_graph();
    const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        make_entity(graph, ids[i], NULL, NULL);
    const kith_id group[] = {0, 0, 1, 1, 1, 2, 2};
    make_relation(graph, "c", "t", "f");
    make_relation(graph, "d", "t", "e");
    make_relation(graph, "a", "t", "b");
    const uint32_t degree[] = {1, 1, 1, 1, 1, 1, 0};
    const kith_scene_options options = {.group = group, .group_count = 3};
    kith_clusters clusters = {0};
    assert_int_equal(kith_clusters_make(&clusters, graph, &options, degree,
                                        NULL),
                     KITH_OK);
    assert_int_equal(clusters.count, 1);
    /* c, d and e have one relation each; that of c leads out of the group */
    assert_int_equal(clusters.leader[0], 3);
    assert_int_equal(clusters.of_group[0], KITH_NONE);
    assert_int_equal(clusters.of_group[1], 0);
    assert_int_equal(clusters.of_group[2], KITH_NONE);
    kith_clusters_free(&clusters);
    kith_graph_free(graph);
}

TEST(without_groups_there_are_no_clusters)
{
    kith_graph *graph = make_graph();
    make_entity(graph, "a", NULL, NULL);
    const uint32_t degree[] = {0};
    const kith_scene_options options = {0};
    kith_clusters clusters = {0};
    assert_int_equal(kith_clusters_make(&clusters, graph, &options, degree,
                                        NULL),
                     KITH_OK);
    assert_int_equal(clusters.count, 0);
    kith_clusters_free(&clusters);
    kith_graph_free(graph);
}

RUN("export/cluster",
    CASE(a_cluster_has_three_members_and_is_named_after_the_busiest),
    CASE(without_groups_there_are_no_clusters))

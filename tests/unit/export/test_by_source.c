/* Relations in order of source, type and target. */
#include "export/by_source.h"
#include "graph/make_graph.h"
#include "test.h"

#include <string.h>

TEST(relations_are_in_order_of_source_type_target_and_number)
{
    static const kith_id order[] = {1, 4, 2, 5, 0, 3};
    kith_graph *graph = make_graph();
    kith_by_source found = {0};
    make_entity(graph, "a", NULL, NULL);
    make_entity(graph, "b", NULL, NULL);
    make_entity(graph, "c", NULL, NULL);
    make_relation(graph, "b", "t", "a");
    make_relation(graph, "a", "t", "b");
    make_relation(graph, "a", "u", "a");
    make_relation(graph, "b", "t", "c");
    make_relation(graph, "a", "t", "b");
    make_relation(graph, "a", "u", "c");
    assert_int_equal(kith_by_source_make(&found, graph, NULL), KITH_OK);
    assert_memory_equal(found.order, order, sizeof order);
    assert_int_equal(found.first[0], 0);
    assert_int_equal(found.first[1], 4);
    assert_int_equal(found.first[2], 6);
    assert_int_equal(found.first[3], 6);
    assert_int_equal(kith_by_source_repeats(&found, graph), 1);
    assert_true(kith_by_source_repeats_at(&found, graph, 1));
    assert_false(kith_by_source_repeats_at(&found, graph, 4));
    kith_by_source_free(&found);
    kith_graph_free(graph);
}

/* There may be more types than entities. */
TEST(one_entity_may_have_many_types_of_relations)
{
    kith_graph *graph = make_graph();
    kith_by_source found = {0};
    for (int i = 0; i < 9; i++) {
        const char type[2] = {(char)('z' - i), 0};
        make_relation(graph, "a", type, "a");
    }
    assert_int_equal(kith_by_source_make(&found, graph, NULL), KITH_OK);
    assert_int_equal(found.first[1], 9);
    assert_int_equal(found.order[8], 8);
    kith_by_source_free(&found);
    kith_graph_free(graph);
}

RUN("export/by_source",
    CASE(relations_are_in_order_of_source_type_target_and_number),
    CASE(one_entity_may_have_many_types_of_relations))

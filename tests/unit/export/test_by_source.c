/* What goes out from each entity, in order of type and target. */
#include "export/by_source.h"
#include "graph/make_graph.h"
#include "test.h"

#include <stdio.h>

static kith_goal goal(uint64_t type, kith_id target)
{
    return type << 32 | target;
}

TEST(goals_are_in_order_of_source_type_and_target)
{
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
    const kith_goal goals[] = {goal(0, 1), goal(1, 0), goal(1, 2), goal(0, 0),
                               goal(0, 2)};
    assert_int_equal(kith_by_source_make(&found, graph, NULL), KITH_OK);
    assert_memory_equal(found.goals, goals, sizeof goals);
    assert_int_equal(found.first[0], 0);
    assert_int_equal(found.first[1], 3);
    assert_int_equal(found.first[2], 5);
    assert_int_equal(found.first[3], 5);
    assert_int_equal(found.repeats, 1);
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
    assert_int_equal(kith_goal_type(found.goals[8]), 8);
    kith_by_source_free(&found);
    kith_graph_free(graph);
}

/* So many are sorted in another way than few. */
TEST(one_entity_may_have_many_relations)
{
    enum { MANY = 200 };
    kith_graph *graph = make_graph();
    kith_by_source found = {0};
    for (int i = 0; i < MANY; i++) {
        char target[16];
        snprintf(target, sizeof target, "%d", i * 7 % MANY);
        make_entity(graph, target, NULL, NULL);
    }
    for (int i = 0; i < 2 * MANY; i++) {
        char target[16];
        snprintf(target, sizeof target, "%d", i * 11 % MANY);
        make_relation(graph, "5", "t", target);
    }
    assert_int_equal(kith_by_source_make(&found, graph, NULL), KITH_OK);
    assert_int_equal(found.repeats, MANY);
    const size_t begin =
        found.first[kith_graph_entity_of_id(graph, (kith_text){"5", 1})];
    for (kith_id i = 0; i < MANY; i++)
        assert_int_equal(kith_goal_target(found.goals[begin + i]), i);
    kith_by_source_free(&found);
    kith_graph_free(graph);
}

RUN("export/by_source",
    CASE(goals_are_in_order_of_source_type_and_target),
    CASE(one_entity_may_have_many_types_of_relations),
    CASE(one_entity_may_have_many_relations))

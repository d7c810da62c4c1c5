/* Entities sorted into the groups of a column. */
#include "base/alloc.h"
#include "export/grouping.h"
#include "graph/make_graph.h"
#include "test.h"

static kith_graph *five(void)
{
    kith_graph *graph = make_graph();
    for (int i = 0; i < 5; i++) {
        const char id[2] = {(char)('a' + i), 0};
        make_entity(graph, id, NULL, NULL);
    }
    return graph;
}

TEST(members_keep_their_order_and_those_of_none_come_last)
{
    const kith_id group[] = {2, KITH_NONE, 0, 2, 0};
    const double score[] = {0};
    const kith_export_column columns[] = {
        {.name = "degree", .score = score},
        {.name = "leiden", .group = group}
    };
    const kith_export_options options = {.columns = columns, .column_count = 2};
    static const kith_id members[] = {2, 4, 0, 3, 1};
    static const size_t first[] = {0, 2, 2, 4, 5};
    kith_graph *graph = five();
    kith_grouping grouping = {0};
    assert_int_equal(kith_grouping_make(&grouping, graph, &options, NULL),
                     KITH_OK);
    assert_ptr_equal(grouping.column, &columns[1]);
    assert_int_equal(grouping.count, 3);
    assert_memory_equal(grouping.members, members, sizeof members);
    assert_memory_equal(grouping.first, first, sizeof first);
    kith_grouping_free(&grouping);
    kith_graph_free(graph);
}

TEST(without_a_column_all_are_of_none)
{
    kith_graph *graph = five();
    kith_grouping grouping = {0};
    assert_int_equal(kith_grouping_make(&grouping, graph,
                                        &(kith_export_options){0}, NULL),
                     KITH_OK);
    assert_null(grouping.column);
    assert_int_equal(grouping.count, 0);
    assert_int_equal(grouping.first[0], 0);
    assert_int_equal(grouping.first[1], 5);
    kith_grouping_free(&grouping);
    kith_graph_free(graph);
}

RUN("export/grouping",
    CASE(members_keep_their_order_and_those_of_none_come_last),
    CASE(without_a_column_all_are_of_none))

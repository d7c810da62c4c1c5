/* Parallel relations as one line. */
#include "export/fold.h"
#include "graph/make_graph.h"
#include "test.h"

#include <string.h>

static kith_lines fold_as_of(kith_graph *graph, kith_date at)
{
    kith_lines lines = {0};
    assert_int_equal(kith_lines_make(&lines, graph, &(kith_cards){0}, at, NULL),
                     KITH_OK);
    return lines;
}

static kith_lines fold(kith_graph *graph)
{
    return fold_as_of(graph, 0);
}

static void finish(kith_lines *lines, kith_graph *graph)
{
    kith_lines_free(lines);
    kith_graph_free(graph);
}

TEST(the_same_type_between_the_same_two_is_one_line)
{
    kith_graph *graph = make_graph();
    make_relation(graph, "b", "t", "a");
    make_relation(graph, "a", "t", "b");
    make_relation(graph, "a", "u", "b");
    make_relation(graph, "a", "t", "b");
    kith_lines lines = fold(graph);
    assert_int_equal(lines.count, 3);
    assert_int_equal(lines.relations[lines.lines[0].first], 0);
    assert_int_equal(lines.lines[1].count, 2);
    assert_int_equal(lines.relations[lines.lines[1].first], 1);
    assert_int_equal(lines.relations[lines.lines[1].first + 1], 3);
    assert_int_equal(lines.relations[lines.lines[2].first], 2);
    finish(&lines, graph);
}

TEST(an_undirected_relation_has_no_first_end)
{
    kith_graph *graph = make_graph();
    make_relation(graph, "a", "t", "b");
    make_undirected(graph);
    make_relation(graph, "b", "t", "a");
    make_undirected(graph);
    make_relation(graph, "b", "t", "a");
    kith_lines lines = fold(graph);
    assert_int_equal(lines.count, 2);
    assert_int_equal(lines.lines[0].count, 2);
    assert_int_equal(lines.lines[1].count, 1);
    finish(&lines, graph);
}

TEST(a_line_is_tentative_if_all_of_it_is)
{
    kith_graph *graph = make_graph();
    make_relation(graph, "a", "t", "b");
    make_confidence(graph, 0.4);
    make_relation(graph, "a", "t", "b");
    make_span(graph, "2001", "2002");
    make_relation(graph, "b", "t", "c");
    make_confidence(graph, 0.4);
    make_relation(graph, "b", "t", "c");
    make_relation(graph, "c", "t", "d");
    make_confidence(graph, 0.5);
    kith_lines lines = fold(graph);
    assert_int_equal(lines.count, 3);
    assert_true(lines.lines[0].tentative);
    assert_false(lines.lines[1].tentative);
    assert_false(lines.lines[2].tentative);
    finish(&lines, graph);
}

static bool is_tentative_in(const char *date)
{
    kith_graph *graph = make_graph();
    make_relation(graph, "a", "t", "b");
    make_span(graph, "2006", "2012-06");
    kith_lines lines =
        fold_as_of(graph, kith_date_parse((kith_text){date, strlen(date)}));
    const bool tentative = lines.lines[0].tentative;
    finish(&lines, graph);
    return tentative;
}

TEST(a_line_is_over_after_its_last_day)
{
    assert_false(is_tentative_in("2010"));
    assert_false(is_tentative_in("2012"));
    assert_false(is_tentative_in("2012-06-30"));
    assert_true(is_tentative_in("2012-07-01"));
    assert_true(is_tentative_in("2013"));
}

TEST(a_graph_without_relations_has_no_lines)
{
    kith_graph *graph = make_graph();
    make_entity(graph, "a", NULL, NULL);
    kith_lines lines = fold(graph);
    assert_int_equal(lines.count, 0);
    finish(&lines, graph);
}

RUN("export/fold",
    CASE(the_same_type_between_the_same_two_is_one_line),
    CASE(an_undirected_relation_has_no_first_end),
    CASE(a_line_is_tentative_if_all_of_it_is),
    CASE(a_line_is_over_after_its_last_day),
    CASE(a_graph_without_relations_has_no_lines))

/* JSON Canvas: cards, frames, arrows. */
#include "export_text.h"
#include "graph/make_graph.h"

static kith_graph *two(void)
{
    kith_graph *graph = make_graph();
    make_entity(graph, "a", "a_person", "Ann *A*");
    make_entity(graph, "b", NULL, NULL);
    make_relation(graph, "a", "works_for", "b");
    return graph;
}

TEST(cards_stand_where_the_layout_says)
{
    static const double x[] = {0, 2};
    static const double y[] = {1, 1};
    const kith_export_options options = {.x = x, .y = y};
    kith_graph *graph = two();
    char *text = export_text(&kith_format_json_canvas, graph, &options);
    assert_string_equal(
        text,
        "{\"nodes\":[\n"
        "{\"id\":\"a\",\"type\":\"text\",\"x\":-80,\"y\":240,\"width\":160,"
        "\"height\":88,\"text\":\"Ann \\\\*A\\\\*\\na person\"},\n"
        "{\"id\":\"b\",\"type\":\"text\",\"x\":880,\"y\":240,\"width\":160,"
        "\"height\":64,\"text\":\"b\"}\n],\n\"edges\":[\n"
        "{\"id\":\"kith:relation:1\",\"fromNode\":\"a\",\"toNode\":\"b\","
        "\"fromSide\":\"right\",\"toSide\":\"left\",\"label\":\"works for\"}"
        "\n]}\n");
    free(text);
    kith_graph_free(graph);
}

TEST(undirected_relations_have_no_arrow)
{
    kith_graph *graph = two();
    make_undirected(graph);
    char *text = export_text(&kith_format_json_canvas, graph, NULL);
    assert_int_equal(count_of(text, "\"toEnd\":\"none\""), 1);
    free(text);
    kith_graph_free(graph);
}

TEST(frames_hold_their_cards)
{
    static const double x[] = {0, 2};
    static const double y[] = {1, 0};
    static const kith_id group[] = {0, 0};
    const kith_export_column columns[] = {
        {.name = "leiden", .group = group}
    };
    const kith_export_options options = {.x = x,
                                         .y = y,
                                         .columns = columns,
                                         .column_count = 1};
    kith_graph *graph = two();
    char *text = export_text(&kith_format_json_canvas, graph, &options);
    assert_non_null(strstr(text, "{\"nodes\":[\n{\"id\":\"kith:group:1\","
                                 "\"type\":\"group\",\"x\":-120,\"y\":-40,"
                                 "\"width\":1200,\"height\":408,\"label\":"
                                 "\"leiden 1\"},\n{\"id\":\"a\""));
    free(text);
    kith_graph_free(graph);
}

TEST(an_id_of_ours_is_nobody_elses)
{
    kith_graph *graph = two();
    make_entity(graph, "kith:relation:1", NULL, NULL);
    make_entity(graph, "kith:relation:1+", NULL, NULL);
    char *text = export_text(&kith_format_json_canvas, graph, NULL);
    assert_int_equal(count_of(text, "\"kith:relation:1++\""), 1);
    free(text);
    kith_graph_free(graph);
}

TEST(an_empty_graph_is_a_canvas)
{
    kith_graph *graph = make_graph();
    char *text = export_text(&kith_format_json_canvas, graph, NULL);
    assert_string_equal(text, "{\"nodes\":[\n],\n\"edges\":[\n]}\n");
    free(text);
    kith_graph_free(graph);
}

RUN("export/json_canvas",
    CASE(cards_stand_where_the_layout_says),
    CASE(undirected_relations_have_no_arrow),
    CASE(frames_hold_their_cards),
    CASE(an_id_of_ours_is_nobody_elses),
    CASE(an_empty_graph_is_a_canvas))

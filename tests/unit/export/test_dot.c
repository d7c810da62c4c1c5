/* DOT, line by line. */
#include "base/alloc.h"
#include "export_text.h"
#include "graph/make_graph.h"
#include "vocabulary/model.h"

static kith_graph *two_people(void)
{
    kith_graph *graph = make_graph();
    make_entity(graph, "a", "person", "Ann \"A\"");
    make_entity(graph, "b", NULL, NULL);
    make_relation(graph, "a", "works_for", "b");
    return graph;
}

TEST(entities_and_relations_have_a_line_each)
{
    kith_graph *graph = two_people();
    char *text = export_text(&kith_format_dot, graph, NULL);
    assert_memory_equal(text, "digraph \"kith\" {\n", 17);
    assert_non_null(strstr(text, "  \"a\" [label=\"Ann \\\"A\\\"\", "
                                 "type=\"person\"]\n"));
    assert_non_null(strstr(text, "  \"b\" [label=\"b\"]\n"));
    assert_non_null(strstr(text, "  \"a\" -> \"b\" [label=\"works for\", "
                                 "type=\"works_for\"]\n}\n"));
    assert_null(strstr(text, "layout="));
    free(text);
    kith_graph_free(graph);
}

TEST(a_vocabulary_gives_labels_shapes_and_colours)
{
    static const char words[] =
        "{\"entity_types\": {\"person\": {\"colour\": \"#0072B2\", \"shape\": "
        "\"rounded\"}}, \"relation_types\": {\"works_for\": {\"label\": "
        "\"is paid by\"}}}";
    kith_vocabulary *vocabulary = NULL;
    assert_int_equal(kith_vocabulary_parse(&vocabulary,
                                           (kith_text){words, sizeof words - 1},
                                           "words", NULL),
                     KITH_OK);
    kith_graph *graph = two_people();
    const kith_export_options options = {.vocabulary = vocabulary,
                                         .title = "T"};
    char *text = export_text(&kith_format_dot, graph, &options);
    assert_non_null(strstr(text, "digraph \"T\" {"));
    assert_non_null(strstr(text, "labelloc=t, label=\"T\""));
    assert_non_null(strstr(text, "style=\"filled,rounded\", color=\"#0072B2\", "
                                 "fillcolor=\"#0072B22E\"]"));
    assert_non_null(strstr(text, "[label=\"is paid by\", "
                                 "type=\"works_for\"]"));
    free(text);
    kith_graph_free(graph);
    kith_vocabulary_free(vocabulary);
}

TEST(what_a_relation_says_is_kept)
{
    kith_graph *graph = two_people();
    make_weight(graph, 2.5);
    make_confidence(graph, 0.25);
    make_span(graph, "2017", "2018-05-01");
    make_undirected(graph);
    char *text = export_text(&kith_format_dot, graph, NULL);
    assert_non_null(strstr(text, "weight=\"2.5\", confidence=\"0.25\", "
                                 "since=\"2017\", until=\"2018-05-01\", "
                                 "dir=none]"));
    free(text);
    kith_graph_free(graph);
}

TEST(a_large_graph_names_an_engine_that_ends)
{
    kith_graph *graph = make_graph();
    for (int i = 0; i < 201; i++) {
        char id[16];
        snprintf(id, sizeof id, "%d", i);
        make_entity(graph, id, NULL, NULL);
    }
    char *text = export_text(&kith_format_dot, graph, NULL);
    assert_non_null(strstr(text, "layout=sfdp"));
    assert_int_equal(count_of(text, "[label="), 201);
    free(text);
    kith_graph_free(graph);
}

TEST(every_allocation_may_fail)
{
    kith_graph *graph = two_people();
    const kith_export_options options = {0};
    FILE *out = fopen("/dev/null", "w");
    assert_non_null(out);
    kith_status st = KITH_E_MEMORY;
    size_t left = 0;
    for (; st == KITH_E_MEMORY && left < 100; left++) {
        kith_alloc_fail_after(left);
        st = kith_format_dot.write(graph, &options, out, NULL);
    }
    kith_alloc_fail_after(SIZE_MAX);
    assert_int_equal(st, KITH_OK);
    assert_true(left > 1);
    (void)fclose(out);
    kith_graph_free(graph);
}

TEST(a_full_disk_is_an_error)
{
    kith_graph *graph = two_people();
    const kith_export_options options = {0};
    kith_error err = {0};
    FILE *out = fopen("/dev/full", "w");
    if (!out)
        skip();
    assert_int_equal(kith_format_dot.write(graph, &options, out, &err),
                     KITH_E_IO);
    assert_non_null(strstr(err.message, "cannot write output"));
    (void)fclose(out);
    kith_graph_free(graph);
}

RUN("export/dot",
    CASE(entities_and_relations_have_a_line_each),
    CASE(a_vocabulary_gives_labels_shapes_and_colours),
    CASE(what_a_relation_says_is_kept),
    CASE(a_large_graph_names_an_engine_that_ends),
    CASE(every_allocation_may_fail),
    CASE(a_full_disk_is_an_error))

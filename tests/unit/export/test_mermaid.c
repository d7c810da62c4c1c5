/* Mermaid, line by line. */
#include "base/alloc.h"
#include "export_text.h"
#include "graph/make_graph.h"
#include "vocabulary/model.h"

static kith_graph *two_people(void)
{
    kith_graph *graph = make_graph();
    make_entity(graph, "end", "person", "Ann \"A\"");
    make_entity(graph, "b", "a type", NULL);
    make_relation(graph, "end", "works_for", "b");
    return graph;
}

static kith_vocabulary *words(void)
{
    static const char text[] =
        "{\"entity_types\": {\"person\": {\"colour\": \"#0072B2\", \"shape\": "
        "\"ellipse\"}, \"a type\": {\"colour\": \"#000000\"}}, "
        "\"relation_types\": {\"works_for\": {\"label\": \"is paid by\"}}}";
    kith_vocabulary *vocabulary = NULL;
    assert_int_equal(kith_vocabulary_parse(&vocabulary,
                                           (kith_text){text, sizeof text - 1},
                                           "words", NULL),
                     KITH_OK);
    return vocabulary;
}

TEST(ids_are_numbers_and_labels_are_quoted)
{
    kith_graph *graph = two_people();
    char *text = export_text(&kith_format_mermaid, graph, NULL);
    assert_string_equal(text, "flowchart LR\n"
                              "  n0[\"Ann #quot;A#quot;\"]\n"
                              "  n1[\"b\"]\n"
                              "  n0 -->|\"works for\"| n1\n");
    free(text);
    kith_graph_free(graph);
}

TEST(a_vocabulary_gives_labels_shapes_and_classes)
{
    kith_graph *graph = two_people();
    kith_vocabulary *vocabulary = words();
    const kith_export_options options = {.vocabulary = vocabulary,
                                         .title = "a: \"b\""};
    char *text = export_text(&kith_format_mermaid, graph, &options);
    assert_memory_equal(text, "---\ntitle: \"a: \\\"b\\\"\"\n---\n", 26);
    assert_non_null(
        strstr(text, "  n0([\"Ann #quot;A#quot;\"]):::is_person\n"));
    assert_non_null(strstr(text, "  n1[\"b\"]:::is_1\n"));
    assert_non_null(strstr(text, "|\"is paid by\"|"));
    assert_non_null(strstr(text, "  classDef is_person fill:#CCE3F0,stroke:"
                                 "#0072B2,color:#1B1F24\n"));
    assert_non_null(strstr(text, "  classDef is_1 fill:#CCCCCC,"));
    free(text);
    kith_graph_free(graph);
    kith_vocabulary_free(vocabulary);
}

TEST(relations_without_direction_or_in_doubt_look_so)
{
    kith_graph *graph = two_people();
    make_undirected(graph);
    make_relation(graph, "b", "t", "end");
    make_span(graph, NULL, "2018");
    make_relation(graph, "b", "t", "b");
    make_undirected(graph);
    make_confidence(graph, 0.25);
    char *text = export_text(&kith_format_mermaid, graph, NULL);
    assert_non_null(strstr(text, "  n0 ---|\"works for\"| n1\n"));
    assert_non_null(strstr(text, "  n1 -.->|\"t\"| n0\n"));
    assert_non_null(strstr(text, "  n1 -.-|\"t\"| n1\n"));
    free(text);
    kith_graph_free(graph);
}

TEST(groups_have_frames)
{
    kith_graph *graph = two_people();
    const kith_id group[] = {KITH_NONE, 1};
    const kith_export_column columns[] = {
        {.name = "leiden", .group = group}
    };
    const kith_export_options options = {.columns = columns, .column_count = 1};
    char *text = export_text(&kith_format_mermaid, graph, &options);
    assert_non_null(strstr(text, "  subgraph g2[\"leiden 2\"]\n"
                                 "    n1[\"b\"]\n  end\n"
                                 "  n0[\"Ann #quot;A#quot;\"]\n"));
    assert_non_null(strstr(text, "  class g2 frame\n  classDef frame "));
    free(text);
    kith_graph_free(graph);
}

TEST(what_mermaid_acts_on_is_a_number)
{
    static const struct {
        const char *name;
        const char *label;
    } cases[] = {
        {"`x`",                 "#96;x#96;"                  },
        {"a\nb\r",              "a<br/>b#9229;"              },
        {"#quot; & <b>",        "#35;quot#59; #38; #60;b#62;"},
        {"%%{init}",            "#37;#37;#123;init#125;"     },
        {"style x:#1;",         "style x#58;#35;1#59;"       },
        {"1. one",              "1#46; one"                  },
        {"- a - b\n+ c",        "#45; a - b<br/>#43; c"      },
        {"2020-11, 3.5 (a/b)?", "2020-11, 3.5 (a/b)?"        },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kith_graph *graph = make_graph();
        make_entity(graph, "a", NULL, cases[i].name);
        char *text = export_text(&kith_format_mermaid, graph, NULL);
        char wanted[100];
        snprintf(wanted, sizeof wanted, "flowchart LR\n  n0[\"%s\"]\n",
                 cases[i].label);
        assert_string_equal(text, wanted);
        free(text);
        kith_graph_free(graph);
    }
}

/* Characters beyond U+FFFF count twice, as in JavaScript. */
TEST(too_long_a_text_is_refused_but_by_force)
{
    kith_graph *graph = make_graph();
    kith_export_options options = {0};
    kith_error err = {0};
    FILE *out = fopen("/dev/null", "w");
    assert_non_null(out);
    for (int i = 0; i < 1100; i++) {
        char id[16];
        snprintf(id, sizeof id, "%d", i);
        make_entity(graph, id, NULL,
                    "a name of thirty-odd characters, \U0001F469 \U0001F469");
    }
    assert_int_equal(kith_format_mermaid.write(graph, &options, out, &err),
                     KITH_E_LIMIT);
    assert_string_equal(err.message,
                        "53903 characters are too many for mermaid (50000)");
    options.force = true;
    assert_int_equal(kith_format_mermaid.write(graph, &options, out, NULL),
                     KITH_OK);
    (void)fclose(out);
    kith_graph_free(graph);
}

RUN("export/mermaid",
    CASE(ids_are_numbers_and_labels_are_quoted),
    CASE(a_vocabulary_gives_labels_shapes_and_classes),
    CASE(relations_without_direction_or_in_doubt_look_so),
    CASE(groups_have_frames),
    CASE(what_mermaid_acts_on_is_a_number),
    CASE(too_long_a_text_is_refused_but_by_force))

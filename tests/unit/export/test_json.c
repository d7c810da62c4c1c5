/* kith's own records and node-link, from records that were really read. */
#include "export_text.h"

#include <kith/json.h>

#include <unistd.h>

static kith_graph *read_text(const char *text)
{
    char path[] = "/tmp/kith-test-XXXXXX";
    const int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    (void)close(file);
    const char *const inputs[] = {path};
    const kith_read_options options = {.inputs = inputs,
                                       .input_count = 1,
                                       .threads = 1,
                                       .implicit = true};
    kith_diagnostics *diagnostics = kith_diagnostics_new(10);
    kith_graph *graph = NULL;
    kith_error err = {0};
    assert_int_equal(kith_graph_read(&graph, &options, diagnostics, &err),
                     KITH_OK);
    kith_diagnostics_free(diagnostics);
    return graph; /* its file is unlinked by forget() */
}

static void forget(kith_graph *graph)
{
    (void)unlink(kith_graph_place(graph, KITH_RECORD_ENTITY, 0).source);
    kith_graph_free(graph);
}

static const char records[] =
    "{\"title\": \"T\\n\", \"note\": [1.10,\r\n   2],\n"
    " \"entities\": [{\n    \"id\": \"a\",\n    \"types\": [\"x\", \"y\"],\n"
    "    \"n\": 12345678901234567890\n  }],\n"
    " \"relations\": [{\"source\": \"a\", \"target\": \"b\", \"type\": \"t\","
    " \"weight\": 2.50, \"properties\": {\"k\": \"v\"}}]}";

TEST(records_come_back_one_a_line)
{
    kith_graph *graph = read_text(records);
    char *text = export_text(&kith_format_json, graph, NULL);
    assert_string_equal(
        text, "{\n  \"title\": \"T\\n\",\n  \"note\": [1.10, 2],\n"
              "  \"entities\": [\n"
              "    {\"id\": \"a\", \"types\": [\"x\", \"y\"], "
              "\"n\": 12345678901234567890},\n"
              "    {\"id\": \"b\"}\n  ],\n"
              "  \"relations\": [\n"
              "    {\"source\": \"a\", \"target\": \"b\", \"type\": \"t\", "
              "\"weight\": 2.50, \"properties\": {\"k\": \"v\"}}\n  ],\n"
              "  \"documents\": []\n}\n");
    free(text);
    forget(graph);
}

TEST(lines_say_what_they_are_where_it_is_not_plain)
{
    static const char text[] =
        "{\"title\": \"T\", \"n\": {\"a\":\n 1},\n"
        " \"entities\": [{\"id\": \"a\", \"source\": \"s\",\n\"x\": [\n1]},"
        " {\"id\": \"c\", \"record\": \"vinyl\"},"
        " {\"record\": \"entity\", \"id\": \"e\", \"target\": 1}],\n"
        " \"relations\": [{\"source\": \"a\", \"type\": \"t\",\n"
        " \"target\": \"b\"}], \"documents\": [{\"id\": \"d\"}, {\"id\": \"f\","
        " \"rec\\u006frd\": \"entity\", \"source\": 1}]}";
    kith_graph *graph = read_text(text);
    kith_losses losses = {0};
    const kith_export_options options = {.losses = &losses};
    char *lines = export_text(&kith_format_jsonl, graph, &options);
    assert_string_equal(
        lines, "{\"record\": \"graph\", \"title\": \"T\", \"n\": {\"a\":1}}\n"
               "{\"record\": \"entity\", \"id\": \"a\", \"source\": \"s\", "
               "\"x\": [1]}\n"
               "{\"record\": \"entity\", \"id\": \"c\"}\n"
               "{\"record\": \"entity\", \"id\": \"e\", \"target\": 1}\n"
               "{\"id\": \"b\"}\n"
               "{\"source\": \"a\", \"type\": \"t\", \"target\": \"b\"}\n"
               "{\"record\": \"document\", \"id\": \"d\"}\n"
               "{\"record\": \"document\", \"id\": \"f\", \"source\": 1}\n");
    assert_int_equal(losses.count[KITH_LOSS_PROPERTY], 2);
    free(lines);
    forget(graph);
}

TEST(the_output_is_its_own_output)
{
    static const kith_format *const formats[] = {&kith_format_json,
                                                 &kith_format_jsonl};
    static const char *const texts[] = {records,
                                        "{\"entities\": [{\"id\": \"a\"}]}"};
    for (size_t i = 0; i < 4; i++) {
        const kith_format *format = formats[i / 2];
        kith_graph *graph = read_text(texts[i % 2]);
        char *whole = export_text(&kith_format_json, graph, NULL);
        char *once = export_text(format, graph, NULL);
        kith_graph *again = read_text(once);
        char *twice = export_text(format, again, NULL);
        char *back = export_text(&kith_format_json, again, NULL);
        assert_string_equal(once, twice);
        assert_string_equal(whole, back);
        free(whole);
        free(once);
        free(twice);
        free(back);
        forget(graph);
        forget(again);
    }
}

TEST(a_title_asked_for_takes_the_place_of_theirs)
{
    kith_graph *graph = read_text(records);
    const kith_export_options options = {.title = "mine"};
    const kith_format *const formats[] = {&kith_format_json,
                                          &kith_format_node_link};
    for (size_t i = 0; i < 2; i++) {
        char *text = export_text(formats[i], graph, &options);
        assert_int_equal(count_of(text, "\"title\""), 1);
        assert_non_null(strstr(text, "\"title\": \"mine\""));
        free(text);
    }
    forget(graph);
}

TEST(node_link_has_links_and_edges)
{
    kith_graph *graph = read_text(records);
    char *text = export_text(&kith_format_node_link, graph, NULL);
    kith_json *root = NULL;
    assert_int_equal(kith_json_parse(&root, (kith_text){text, strlen(text)},
                                     "output", NULL),
                     KITH_OK);
    assert_true(kith_json_bool(kith_json_get(root, "multigraph"), false));
    assert_int_equal(kith_json_size(kith_json_get(root, "nodes")), 2);
    assert_int_equal(kith_json_size(kith_json_get(root, "links")), 1);
    assert_int_equal(kith_json_size(kith_json_get(root, "edges")), 1);
    assert_int_equal(
        count_of(text, "{\"source\": \"a\", \"target\": \"b\", \"key\": 0, "
                       "\"type\": \"t\", \"weight\": 2.50, "
                       "\"properties\": {\"k\": \"v\"}}"),
        2);
    assert_non_null(strstr(text, "{\"id\": \"a\", \"name\": \"a\", \"type\": "
                                 "\"x\", \"types\": [\"x\", \"y\"], \"n\": "
                                 "12345678901234567890}"));
    kith_json_free(root);
    free(text);
    forget(graph);
}

TEST(members_written_with_escapes_do_not_come_twice)
{
    kith_graph *graph = read_text("{\"entities\": [{\"\\u0069d\": \"a\", "
                                  "\"n\\u0061me\": \"A\"}]}");
    char *text = export_text(&kith_format_node_link, graph, NULL);
    assert_non_null(strstr(text, "\n{\"id\": \"a\", \"name\": \"A\"}\n"));
    free(text);
    forget(graph);
}

TEST(node_link_carries_columns_and_places)
{
    static const char named[] =
        "{\"entities\": [{\"id\": \"a\", \"rank\": \"theirs\", \"x\": 9,"
        " \"more\": 1}, {\"id\": \"b\"}], \"relations\": []}";
    static const double score[] = {0.5, 2};
    static const kith_id group[] = {0, KITH_NONE};
    static const double x[] = {1, 1.5};
    static const double y[] = {0, 2};
    const kith_export_column columns[] = {
        {.name = "rank",  .score = score},
        {.name = "group", .group = group},
    };
    const kith_export_options options = {.columns = columns,
                                         .column_count = 2,
                                         .x = x,
                                         .y = y};
    kith_graph *graph = read_text(named);
    char *text = export_text(&kith_format_node_link, graph, &options);
    assert_non_null(strstr(text, "{\"id\": \"a\", \"name\": \"a\", \"rank\": "
                                 "0.5, \"group\": 1, \"x\": 1, \"y\": 0, "
                                 "\"more\": 1}"));
    assert_non_null(strstr(text, "\"rank\": 2, \"group\": null, \"x\": 1.5, "
                                 "\"y\": 2}"));
    free(text);
    forget(graph);
}

RUN("export/json",
    CASE(records_come_back_one_a_line),
    CASE(lines_say_what_they_are_where_it_is_not_plain),
    CASE(the_output_is_its_own_output),
    CASE(a_title_asked_for_takes_the_place_of_theirs),
    CASE(node_link_has_links_and_edges),
    CASE(members_written_with_escapes_do_not_come_twice),
    CASE(node_link_carries_columns_and_places))

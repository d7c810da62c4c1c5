/* The page: its data are the graph's, its columns those that are handed in. */
#include "base/alloc.h"
#include "export/html.h"
#include "export_text.h"
#include "inputs.h"

#include <kith/json.h>

static const char records[] =
    "{\"title\": \"A <b> & B\", \"entities\": ["
    "{\"id\": \"a\", \"type\": \"person\", \"name\": \"</script>\","
    " \"aliases\": [\"<!--\"], \"n\": 12345678901234567890},"
    "{\"id\": \"b\", \"types\": [\"odd\", \"person\"]}, {\"id\": \"c\"}],"
    "\"relations\": ["
    "{\"source\": \"a\", \"target\": \"b\", \"type\": \"leads\","
    " \"since\": \"2017-03\", \"confidence\": 0.5, \"evidence\": [\"d\"]},"
    "{\"source\": \"b\", \"target\": \"c\", \"type\": \"knows\","
    " \"until\": \"2020-11-26\", \"directed\": false, \"weight\": 2.5}],"
    "\"documents\": [{\"id\": \"d\", \"title\": \"D\"}]}";

/* The JSON of the script element `id` of a page; the caller's to free. */
static kith_json *script_of(const char *page, const char *id)
{
    char mark[64];
    snprintf(mark, sizeof mark, "<script type=\"application/json\" id=\"%s\">",
             id);
    const char *at = strstr(page, mark);
    assert_non_null(at);
    at += strlen(mark);
    const char *const end = strstr(at, "</script>");
    assert_non_null(end);
    kith_json *root = NULL;
    assert_int_equal(kith_json_parse(&root, (kith_text){at, (size_t)(end - at)},
                                     id, NULL),
                     KITH_OK);
    return root;
}

static void assert_list(const kith_json *list, const char *expected)
{
    char text[256] = "";
    size_t length = 0;
    for (const kith_json *at = kith_json_first(list); at;
         at = kith_json_next(at)) {
        const char *string = kith_json_string(at);
        const char *before = length ? " " : "";
        if (string) {
            length += (size_t)snprintf(text + length, sizeof text - length,
                                       "%s%s", before, string);
        } else if (kith_json_type_of(at) == KITH_JSON_NULL) {
            length += (size_t)snprintf(text + length, sizeof text - length,
                                       "%s-", before);
        } else {
            length += (size_t)snprintf(text + length, sizeof text - length,
                                       "%s%g", before, kith_json_number(at, 0));
        }
    }
    assert_string_equal(text, expected);
}

TEST(the_graph_is_in_columns)
{
    static const double x[] = {0, 1.234, 2};
    static const double y[] = {3, 0, 0.5};
    static const double score[] = {0.25, 1.0 / 3, 1};
    static const kith_id group[] = {0, 1, KITH_NONE};
    const kith_export_column columns[] = {
        {.name = "rank",    .score = score},
        {.name = "cluster", .group = group},
    };
    const kith_export_options options = {.columns = columns,
                                         .column_count = 2,
                                         .x = x,
                                         .y = y};
    outcome o = {0};
    outcome_of(&o, records);
    char *page = export_text(&kith_format_html, o.graph, &options);
    kith_json *root = script_of(page, "graph");
    const kith_json *entities = kith_json_get(root, "entities");
    const kith_json *relations = kith_json_get(root, "relations");
    const kith_json *column = kith_json_first(kith_json_get(root, "columns"));
    assert_list(kith_json_get(entities, "id"), "a b c");
    assert_list(kith_json_get(entities, "name"), "</script> - -");
    assert_list(kith_json_get(entities, "type"), "0 1 -1");
    assert_list(kith_json_get(entities, "x"), "0 123 200");
    assert_list(kith_json_get(entities, "y"), "300 0 50");
    assert_list(kith_json_get(relations, "source"), "0 1");
    assert_list(kith_json_get(relations, "target"), "1 2");
    assert_list(kith_json_get(relations, "undirected"), "1");
    assert_list(kith_json_get(relations, "confidence"), "0.5 -");
    assert_list(kith_json_get(relations, "weight"), "1 2.5");
    assert_list(kith_json_get(column, "values"), "0.25 0.333333 1");
    assert_list(kith_json_get(kith_json_next(column), "values"), "0 1 -");
    kith_json_free(root);
    free(page);
    outcome_free(&o);
}

TEST(dates_keep_what_they_do_not_say)
{
    outcome o = {0};
    outcome_of(&o, records);
    char *page = export_text(&kith_format_html, o.graph, NULL);
    assert_non_null(strstr(page, "\"since\":[20170300,null]"));
    assert_non_null(strstr(page, "\"until\":[null,20201126]"));
    free(page);
    outcome_free(&o);
}

TEST(records_keep_what_the_columns_do_not_hold)
{
    outcome o = {0};
    outcome_of(&o, records);
    char *page = export_text(&kith_format_html, o.graph, NULL);
    assert_non_null(strstr(page, "{\"aliases\":[\"\\u003c!--\"],"
                                 "\"n\":\"12345678901234567890\"},\n"
                                 "{\"types\":[\"odd\",\"person\"]},\n0],\n"));
    assert_non_null(
        strstr(page, "\"relations\":[\n{\"evidence\":[\"d\"]},\n0]"));
    assert_non_null(
        strstr(page, "\"documents\":[\n{\"id\":\"d\",\"title\":\"D\"}]"));
    free(page);
    outcome_free(&o);
}

TEST(the_title_is_markup_once_and_data_once)
{
    outcome o = {0};
    outcome_of(&o, records);
    char *page = export_text(&kith_format_html, o.graph, NULL);
    assert_int_equal(count_of(page, "<title>A &lt;b&gt; &amp; B</title>"), 1);
    assert_non_null(strstr(page, "{\"title\":\"A \\u003cb> & B\""));
    const kith_export_options other = {.title = "Other"};
    free(page);
    page = export_text(&kith_format_html, o.graph, &other);
    assert_int_equal(count_of(page, "<title>Other</title>"), 1);
    assert_null(strstr(page, "{{title}}"));
    assert_null(strstr(page, "{{graph}}"));
    free(page);
    outcome_free(&o);
}

TEST(the_vocabulary_gives_words_colours_and_shapes)
{
    kith_vocabulary *vocabulary = NULL;
    assert_int_equal(kith_vocabulary_default(&vocabulary, NULL), KITH_OK);
    const kith_export_options options = {.vocabulary = vocabulary};
    outcome o = {0};
    outcome_of(&o, records);
    char *page = export_text(&kith_format_html, o.graph, &options);
    assert_non_null(strstr(page, "{\"name\":\"person\",\"label\":\"person\","
                                 "\"colour\":\"#0072B2\","
                                 "\"shape\":\"ellipse\"}"));
    assert_non_null(strstr(page, "{\"name\":\"odd\",\"label\":\"odd\"}"));
    assert_non_null(strstr(page, "{\"name\":\"leads\",\"label\":\"leads\","
                                 "\"inverse\":\"is led by\"}"));
    assert_non_null(strstr(page, "\"inverse\":\"knows\",\"symmetric\":true}"));
    free(page);
    kith_vocabulary_free(vocabulary);
    outcome_free(&o);
}

TEST(a_graph_without_anything_is_a_page)
{
    outcome o = {0};
    outcome_of(&o, "{\"entities\": [], \"relations\": []}");
    char *page = export_text(&kith_format_html, o.graph, NULL);
    kith_json_free(script_of(page, "graph"));
    kith_json_free(script_of(page, "records"));
    assert_int_equal(count_of(page, "<title>Graph</title>"), 1);
    free(page);
    outcome_free(&o);
}

/* Every allocation fails once: a status and no leak. */
TEST(it_survives_a_lack_of_memory)
{
    static const kith_export_options plain = {0};
    outcome o = {0};
    outcome_of(&o, records);
    for (size_t left = 0;; left++) {
        kith_error err = {0};
        FILE *out = tmpfile();
        assert_non_null(out);
        (void)kith_alloc_fail_after(left);
        const kith_status st =
            kith_format_html.write(o.graph, &plain, out, &err);
        const bool failed = kith_alloc_fail_after(SIZE_MAX);
        (void)fclose(out);
        assert_int_equal(st, failed ? KITH_E_MEMORY : KITH_OK);
        if (!failed)
            break;
    }
    outcome_free(&o);
}

TEST(a_full_disk_is_told)
{
    static const kith_export_options plain = {0};
    outcome o = {0};
    kith_error err = {0};
    FILE *full = fopen("/dev/full", "w");
    outcome_of(&o, records);
    assert_non_null(full);
    assert_int_equal(kith_format_html.write(o.graph, &plain, full, &err),
                     KITH_E_IO);
    (void)fclose(full);
    outcome_free(&o);
}

RUN("export/html",
    CASE(the_graph_is_in_columns),
    CASE(dates_keep_what_they_do_not_say),
    CASE(records_keep_what_the_columns_do_not_hold),
    CASE(the_title_is_markup_once_and_data_once),
    CASE(the_vocabulary_gives_words_colours_and_shapes),
    CASE(a_graph_without_anything_is_a_page),
    CASE(it_survives_a_lack_of_memory),
    CASE(a_full_disk_is_told))

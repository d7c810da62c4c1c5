/* The scene, parsed back and looked into. */
#include "base/alloc.h"
#include "export_text.h"
#include "graph/make_graph.h"

#include <kith/json.h>

#include <math.h>

static kith_json *scene_of(kith_graph *graph, const kith_scene_options *options)
{
    const kith_scene_options plain = {0};
    char *text = NULL;
    size_t length = 0;
    kith_json *scene = NULL;
    kith_error err = {0};
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    assert_int_equal(kith_scene_write(graph, options ? options : &plain, out,
                                      &err),
                     KITH_OK);
    (void)fclose(out);
    assert_int_equal(kith_json_parse(&scene, (kith_text){text, length}, "scene",
                                     &err),
                     KITH_OK);
    free(text);
    return scene;
}

static const kith_json *at(const kith_json *scene,
                           const char *key,
                           size_t index)
{
    const kith_json *row = kith_json_first(kith_json_get(scene, key));
    while (row && index--)
        row = kith_json_next(row);
    assert_non_null(row);
    return row;
}

static const char *text_of(const kith_json *object, const char *key)
{
    const char *text = kith_json_string(kith_json_get(object, key));
    return text ? text : "(none)";
}

static double number_of(const kith_json *object, const char *key)
{
    return kith_json_number(kith_json_get(object, key), -1);
}

static kith_graph *office(void)
{
    kith_graph *graph = make_graph();
    make_entity(graph, "a", "person", "Ann");
    make_entity(graph, "b", "organisation", "Bank");
    make_entity(graph, "c", "person", NULL);
    make_relation(graph, "a", "works_for", "b");
    make_span(graph, "2017", NULL);
    make_relation(graph, "c", "works_for", "b");
    make_span(graph, "2016", "2018");
    return graph;
}

TEST(words_say_what_the_graph_holds)
{
    kith_graph *graph = office();
    const kith_scene_options options = {.title = "T", .theme = "dark"};
    kith_json *scene = scene_of(graph, &options);
    assert_string_equal(text_of(scene, "title"), "T");
    assert_string_equal(text_of(scene, "theme"), "dark");
    assert_string_equal(text_of(scene, "engine"), "auto");
    assert_int_equal((int)number_of(scene, "dpi"), 144);
    assert_string_equal(text_of(scene, "subtitle"),
                        "3 entities · 2 relations · larger = higher degree "
                        "· dashed = over or unsure");
    assert_string_equal(text_of(scene, "description"),
                        "A diagram of 3 entities (2 × person, 1 × "
                        "organisation) and 2 relations.");
    assert_string_equal(text_of(at(scene, "types", 0), "label"), "person");
    kith_json_free(scene);
    kith_graph_free(graph);
}

TEST(one_is_singular_and_equal_scores_are_not_explained)
{
    kith_graph *graph = make_graph();
    make_entity(graph, "a", NULL, NULL);
    make_relation(graph, "a", "t", "a");
    kith_json *scene = scene_of(graph, NULL);
    assert_string_equal(text_of(scene, "subtitle"), "1 entity · 1 relation");
    assert_null(kith_json_get(scene, "title"));
    kith_json_free(scene);
    kith_graph_free(graph);
}

TEST(what_has_no_type_is_in_the_legend)
{
    kith_graph *graph = office();
    make_entity(graph, "d", NULL, "Dan");
    kith_json *scene = scene_of(graph, NULL);
    assert_int_equal(kith_json_size(kith_json_get(scene, "types")), 3);
    assert_string_equal(text_of(at(scene, "types", 2), "label"),
                        "without type");
    assert_int_equal((int)number_of(at(scene, "types", 2), "count"), 1);
    assert_null(kith_json_get(at(scene, "nodes", 3), "type"));
    assert_non_null(strstr(text_of(scene, "description"),
                           "4 entities (2 × person, 1 × organisation, 1 "
                           "without type) and"));
    kith_json_free(scene);
    kith_graph_free(graph);
}

TEST(nodes_carry_names_types_and_scores)
{
    kith_graph *graph = office();
    kith_json *scene = scene_of(graph, NULL);
    const kith_json *ann = at(scene, "nodes", 0);
    const kith_json *bank = at(scene, "nodes", 1);
    assert_string_equal(text_of(ann, "id"), "a");
    assert_string_equal(text_of(ann, "label"), "Ann");
    assert_string_equal(text_of(ann, "tooltip"), "person: Ann");
    assert_float_equal(number_of(ann, "score"), 0.5, 1e-9);
    assert_float_equal(number_of(bank, "score"), 1, 1e-9);
    assert_int_equal((int)number_of(bank, "type"), 1);
    assert_string_equal(text_of(at(scene, "nodes", 2), "label"), "c");
    kith_json_free(scene);
    kith_graph_free(graph);
}

TEST(edges_carry_sentences_and_dates)
{
    kith_graph *graph = office();
    kith_json *scene = scene_of(graph, NULL);
    const kith_json *first = at(scene, "edges", 0);
    const kith_json *second = at(scene, "edges", 1);
    assert_string_equal(text_of(first, "label"), "works for");
    assert_string_equal(text_of(first, "tooltip"),
                        "Ann works for Bank (since 2017)");
    assert_false(kith_json_bool(kith_json_get(first, "dashed"), false));
    assert_string_equal(text_of(second, "tooltip"),
                        "c works for Bank (2016 to 2018)");
    assert_true(kith_json_bool(kith_json_get(second, "dashed"), false));
    assert_int_equal((int)number_of(second, "source"), 2);
    assert_int_equal((int)number_of(second, "target"), 1);
    kith_json_free(scene);
    kith_graph_free(graph);
}

TEST(parallel_relations_are_one_edge_with_a_count)
{
    kith_graph *graph = office();
    make_relation(graph, "a", "works_for", "b");
    make_relation(graph, "a", "knows", "c");
    make_undirected(graph);
    kith_json *scene = scene_of(graph, NULL);
    assert_int_equal(kith_json_size(kith_json_get(scene, "edges")), 3);
    const kith_json *first = at(scene, "edges", 0);
    assert_int_equal((int)number_of(first, "count"), 2);
    assert_string_equal(text_of(first, "tooltip"),
                        "Ann works for Bank (2 relations: since 2017; "
                        "undated)");
    const kith_json *last = at(scene, "edges", 2);
    assert_false(kith_json_bool(kith_json_get(last, "directed"), true));
    kith_json_free(scene);
    kith_graph_free(graph);
}

TEST(scores_clusters_and_switches_are_taken)
{
    kith_graph *graph = office();
    const double score[] = {(double)NAN, 8, -1};
    const kith_id group[] = {0, 0, 0};
    const kith_scene_options options = {
        .score = score,
        .score_name = "pagerank",
        .group = group,
        .group_count = 1,
        .no_legend = true,
        .no_labels = true,
    };
    kith_json *scene = scene_of(graph, &options);
    assert_float_equal(number_of(at(scene, "nodes", 0), "score"), 0, 0);
    assert_float_equal(number_of(at(scene, "nodes", 1), "score"), 1, 0);
    assert_float_equal(number_of(at(scene, "nodes", 2), "score"), 0, 0);
    assert_non_null(strstr(text_of(scene, "subtitle"), "higher pagerank"));
    assert_string_equal(text_of(at(scene, "clusters", 0), "label"), "Bank");
    assert_int_equal((int)number_of(at(scene, "nodes", 0), "cluster"), 0);
    assert_false(kith_json_bool(kith_json_get(scene, "legend"), true));
    assert_null(kith_json_get(at(scene, "edges", 0), "label"));
    kith_json_free(scene);
    kith_graph_free(graph);
}

/* Four countries that attend a forum, one of which also hosts it. */
static kith_graph *meeting(void)
{
    kith_graph *graph = make_graph();
    make_entity(graph, "x", "country", "Xanadu");
    make_entity(graph, "f", "forum", "Forum");
    make_entity(graph, "a", "country", "Arcadia");
    make_entity(graph, "b", "country", "Borduria");
    make_entity(graph, "c", "country", "Cockaigne");
    make_relation(graph, "x", "attends", "f");
    make_relation(graph, "x", "hosts", "f");
    make_relation(graph, "a", "attends", "f");
    make_span(graph, "2017", NULL);
    make_relation(graph, "b", "attends", "f");
    make_span(graph, "2017", NULL);
    make_relation(graph, "c", "attends", "f");
    make_span(graph, "2017", NULL);
    return graph;
}

TEST(cards_are_shared_and_counts_stay_right)
{
    kith_graph *graph = meeting();
    kith_id card[5];
    size_t hidden = 0;
    assert_int_equal(kith_leaves_find(graph, NULL, card, &hidden, NULL),
                     KITH_OK);
    const kith_scene_options options = {.card = card, .dates = true};
    kith_json *scene = scene_of(graph, &options);
    assert_int_equal(kith_json_size(kith_json_get(scene, "nodes")), 3);
    assert_int_equal(kith_json_size(kith_json_get(scene, "edges")), 3);
    assert_non_null(strstr(text_of(scene, "subtitle"),
                           "5 entities · 5 relations · 3 of the entities on 1 "
                           "card · larger"));
    assert_non_null(strstr(text_of(scene, "description"), "(4 × country, 1 "));
    assert_non_null(strstr(text_of(scene, "description"),
                           "It shows 3 of the entities on 1 card."));
    assert_int_equal((int)number_of(at(scene, "types", 0), "count"), 4);
    const kith_json *shared = at(scene, "nodes", 2);
    assert_string_equal(text_of(shared, "label"),
                        "3 countries: Arcadia, Borduria, Cockaigne");
    assert_string_equal(text_of(shared, "tooltip"),
                        "3 countries: Arcadia, Borduria, Cockaigne");
    assert_int_equal((int)number_of(shared, "count"), 3);
    const kith_json *line = at(scene, "edges", 2);
    assert_int_equal((int)number_of(line, "source"), 2);
    assert_int_equal((int)number_of(line, "target"), 1);
    assert_int_equal((int)number_of(line, "count"), 3);
    assert_string_equal(text_of(line, "label"), "attends");
    assert_string_equal(text_of(line, "dates"), "since 2017");
    assert_string_equal(
        text_of(line, "tooltip"),
        "3 countries attends Forum (3 relations: each since 2017)");
    kith_json_free(scene);
    kith_graph_free(graph);
}

TEST(labels_say_dates_if_asked_and_sentences_how_sure)
{
    kith_graph *graph = office();
    make_confidence(graph, 0.25);
    const kith_scene_options options = {.dates = true};
    kith_json *scene = scene_of(graph, &options);
    assert_string_equal(text_of(at(scene, "edges", 0), "label"), "works for");
    assert_string_equal(text_of(at(scene, "edges", 0), "dates"), "since 2017");
    assert_string_equal(text_of(at(scene, "edges", 1), "dates"),
                        "2016 to 2018");
    assert_non_null(strstr(text_of(at(scene, "edges", 1), "tooltip"),
                           "(2016 to 2018, confidence 0.25)"));
    kith_json_free(scene);
    const kith_scene_options bare = {.dates = true, .no_labels = true};
    scene = scene_of(graph, &bare);
    assert_null(kith_json_get(at(scene, "edges", 0), "label"));
    assert_string_equal(text_of(at(scene, "edges", 0), "dates"), "since 2017");
    kith_json_free(scene);
    kith_graph_free(graph);
}

TEST(relations_take_colours_that_no_type_has_first)
{
    kith_graph *graph = office();
    make_relation(graph, "a", "knows", "c");
    kith_json *scene = scene_of(graph, NULL);
    for (size_t kind = 0; kind < 2; kind++) {
        for (size_t type = 0; type < 2; type++) {
            assert_float_not_equal(number_of(at(scene, "kinds", kind),
                                             "colour"),
                                   number_of(at(scene, "types", type),
                                             "colour"),
                                   0.5);
        }
    }
    assert_float_not_equal(number_of(at(scene, "kinds", 0), "colour"),
                           number_of(at(scene, "kinds", 1), "colour"), 0.5);
    kith_json_free(scene);
    kith_graph_free(graph);
}

static void expect_dates(kith_graph *graph,
                         const char *dates,
                         const char *in_sentence)
{
    const kith_scene_options options = {.dates = true};
    kith_json *scene = scene_of(graph, &options);
    const kith_json *first = at(scene, "edges", 0);
    assert_string_equal(text_of(first, "dates"), dates);
    assert_non_null(strstr(text_of(first, "tooltip"), in_sentence));
    kith_json_free(scene);
}

static void work(kith_graph *graph, const char *since, const char *until)
{
    make_relation(graph, "a", "works_for", "b");
    if (since || until)
        make_span(graph, since, until);
}

TEST(a_line_for_several_relations_has_the_dates_of_each)
{
    kith_graph *graph = office();
    work(graph, "2001", "2002-03");
    work(graph, "2017", NULL);
    expect_dates(graph, "2001 to 2002-03\nsince 2017",
                 "(3 relations: since 2017; 2001 to 2002-03; since 2017)");
    work(graph, NULL, NULL);
    expect_dates(graph, "2001 to 2002-03\nsince 2017\nundated", "; undated)");
    work(graph, NULL, "1999");
    expect_dates(graph, "various dates", "; until 1999)");
    kith_graph_free(graph);
}

TEST(many_periods_of_a_line_are_told_as_a_span)
{
    kith_graph *graph = make_graph();
    char year[] = "2000";
    make_entity(graph, "a", NULL, NULL);
    make_entity(graph, "b", NULL, NULL);
    work(graph, NULL, NULL);
    make_span(graph, "2009", "2012-05");
    for (int i = 1; i < 4; i++) {
        year[3] = (char)('0' + i);
        work(graph, year, year);
    }
    expect_dates(graph, "within 2001 to 2012-05", "; 2003 to 2003)");
    work(graph, "2002-01", NULL);
    expect_dates(graph, "at times since 2001", "; since 2002-01)");
    for (int i = 0; i < 9; i++)
        work(graph, NULL, NULL);
    expect_dates(graph, "various dates", "; undated; and 2 more)");
    kith_graph_free(graph);
}

TEST(kinds_of_relation_are_counted)
{
    kith_graph *graph = make_graph();
    char type[] = "t0";
    make_entity(graph, "a", NULL, NULL);
    make_entity(graph, "b", NULL, NULL);
    for (unsigned t = 0; t < 9; t++) {
        type[1] = (char)('0' + t);
        for (unsigned i = 0; i <= t; i++)
            make_relation(graph, "a", type, "b");
    }
    kith_json *scene = scene_of(graph, &(kith_scene_options){0});
    assert_int_equal(kith_json_size(kith_json_get(scene, "kinds")), 7);
    assert_string_equal(text_of(at(scene, "kinds", 0), "label"), "t8");
    assert_int_equal((int)number_of(at(scene, "kinds", 0), "count"), 9);
    assert_string_equal(text_of(at(scene, "kinds", 6), "label"), "other");
    assert_int_equal((int)number_of(at(scene, "kinds", 6), "count"), 6);
    assert_int_equal((int)number_of(at(scene, "kinds", 6), "colour"), 7);
    assert_int_equal((int)number_of(at(scene, "edges", 0), "kind"), 6);
    assert_int_equal((int)number_of(at(scene, "edges", 8), "kind"), 0);
    kith_json_free(scene);
    scene = scene_of(graph, &(kith_scene_options){.no_labels = true,
                                                  .labels = "none"});
    assert_null(kith_json_get(scene, "kinds"));
    assert_null(kith_json_get(scene, "labels")); /* what kith-draw knows not */
    assert_null(kith_json_get(at(scene, "edges", 0), "kind"));
    kith_json_free(scene);
    kith_graph_free(graph);
}

TEST(selection_and_boxes_are_said)
{
    kith_graph *graph = office();
    const kith_id group[] = {0, 0, 0};
    const kith_scene_options options = {.selection = "around Ann",
                                        .group = group,
                                        .group_count = 1,
                                        .group_name = "types",
                                        .group_by_type = true,
                                        .boxed = true};
    kith_json *scene = scene_of(graph, &options);
    assert_int_equal(strncmp(text_of(scene, "subtitle"),
                             "around Ann · 3 entities",
                             strlen("around Ann · 3 entities")),
                     0);
    assert_string_equal(text_of(scene, "boxes"), "types");
    assert_true(kith_json_bool(kith_json_get(scene, "boxed"), false));
    /* of whom the group would be named after */
    assert_string_equal(text_of(at(scene, "clusters", 0), "label"),
                        "organisation");
    kith_json_free(scene);
    const kith_scene_options own = {.subtitle = "mine", .selection = "x"};
    scene = scene_of(graph, &own);
    assert_string_equal(text_of(scene, "subtitle"), "mine");
    assert_false(kith_json_bool(kith_json_get(scene, "remarks"), true));
    kith_json_free(scene);
    kith_graph_free(graph);
}

TEST(colours_are_explained)
{
    kith_graph *graph = office();
    const kith_id group[] = {0, 0, 0};
    const double value[] = {0, 8, 2};
    const kith_scene_options by_group = {.colour_group = group,
                                         .colour_group_count = 1};
    kith_json *scene = scene_of(graph, &by_group);
    assert_string_equal(text_of(at(scene, "colours", 0), "label"),
                        "around Bank");
    assert_int_equal((int)number_of(at(scene, "colours", 0), "count"), 3);
    assert_int_equal((int)number_of(at(scene, "nodes", 2), "colour"), 0);
    assert_non_null(strstr(text_of(scene, "subtitle"), "colour = community"));
    kith_json_free(scene);
    const kith_scene_options by_value = {.colour_value = value,
                                         .colour_name = "pagerank"};
    scene = scene_of(graph, &by_value);
    assert_string_equal(text_of(at(scene, "colours", 0), "label"),
                        "least pagerank: 0");
    assert_string_equal(text_of(at(scene, "colours", 1), "label"), "middle: 2");
    assert_string_equal(text_of(at(scene, "colours", 2), "label"), "most: 8");
    assert_float_equal(number_of(at(scene, "nodes", 2), "level"), 0.5, 0);
    assert_null(kith_json_get(at(scene, "nodes", 2), "colour"));
    kith_json_free(scene);
    kith_graph_free(graph);
}

TEST(what_is_strong_is_set_off)
{
    kith_graph *graph = office();
    const bool entities[] = {false, true, false};
    const bool relations[] = {true, false};
    const kith_scene_options options = {.strong_entities = entities,
                                        .strong_relations = relations,
                                        .faded_entities = entities,
                                        .faded_relations = relations,
                                        .turned_relations = relations};
    kith_json *scene = scene_of(graph, &options);
    assert_null(kith_json_get(at(scene, "nodes", 0), "emphasis"));
    assert_true(kith_json_bool(kith_json_get(at(scene, "nodes", 1), "emphasis"),
                               false));
    assert_true(kith_json_bool(kith_json_get(at(scene, "edges", 0), "emphasis"),
                               false));
    assert_null(kith_json_get(at(scene, "edges", 1), "emphasis"));
    assert_true(
        kith_json_bool(kith_json_get(at(scene, "edges", 0), "turned"), false));
    assert_null(kith_json_get(at(scene, "edges", 1), "turned"));
    assert_null(kith_json_get(at(scene, "nodes", 0), "faded"));
    assert_non_null(kith_json_get(at(scene, "nodes", 1), "faded"));
    assert_non_null(kith_json_get(at(scene, "edges", 0), "faded"));
    assert_null(kith_json_get(at(scene, "edges", 1), "faded"));
    kith_json_free(scene);
    kith_graph_free(graph);
}

TEST(every_allocation_may_fail)
{
    kith_graph *graph = office();
    const kith_id group[] = {0, 0, 0};
    const kith_scene_options options = {.group = group,
                                        .group_count = 1,
                                        .colour_group = group,
                                        .colour_group_count = 1};
    FILE *out = fopen("/dev/null", "w");
    assert_non_null(out);
    kith_status st = KITH_E_MEMORY;
    size_t left = 0;
    for (; st == KITH_E_MEMORY && left < 1000; left++) {
        kith_alloc_fail_after(left);
        st = kith_scene_write(graph, &options, out, NULL);
    }
    kith_alloc_fail_after(SIZE_MAX);
    assert_int_equal(st, KITH_OK);
    assert_true(left > 10);
    (void)fclose(out);
    kith_graph_free(graph);
}

RUN("export/scene",
    CASE(words_say_what_the_graph_holds),
    CASE(one_is_singular_and_equal_scores_are_not_explained),
    CASE(what_has_no_type_is_in_the_legend),
    CASE(nodes_carry_names_types_and_scores),
    CASE(edges_carry_sentences_and_dates),
    CASE(parallel_relations_are_one_edge_with_a_count),
    CASE(scores_clusters_and_switches_are_taken),
    CASE(cards_are_shared_and_counts_stay_right),
    CASE(labels_say_dates_if_asked_and_sentences_how_sure),
    CASE(relations_take_colours_that_no_type_has_first),
    CASE(a_line_for_several_relations_has_the_dates_of_each),
    CASE(many_periods_of_a_line_are_told_as_a_span),
    CASE(kinds_of_relation_are_counted),
    CASE(selection_and_boxes_are_said),
    CASE(colours_are_explained),
    CASE(what_is_strong_is_set_off),
    CASE(every_allocation_may_fail))

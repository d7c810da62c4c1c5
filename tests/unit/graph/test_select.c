/* Selections: what is kept, what it carries, and what is refused. */
#include "base/alloc.h"
#include "graph/reading.h"
#include "make_graph.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* a leads b, b part_of c, c knows d (undirected); e alone; f joins itself and g
 */
static kith_graph *sample(void)
{
    kith_graph *graph = make_graph();
    make_entity(graph, "a", "person", "Anna");
    make_alias(graph, "Anja");
    make_entity(graph, "b", "committee", NULL);
    make_more_type(graph, "organisation");
    make_entity(graph, "c", "organisation", "Ce");
    make_alias(graph, "See");
    make_alias(graph, "Zeh");
    make_entity(graph, "d", "person", NULL);
    make_entity(graph, "e", "place", NULL);
    make_relation(graph, "a", "leads", "b");
    make_span(graph, "2017", "2019-06");
    make_confidence(graph, 0.9);
    make_relation(graph, "b", "part_of", "c");
    make_relation(graph, "c", "knows", "d");
    make_undirected(graph);
    make_span(graph, "2020-02-01", NULL);
    make_weight(graph, 4);
    make_confidence(graph, 0.25);
    make_relation(graph, "f", "knows", "f");
    make_relation(graph, "f", "leads", "g");
    return graph;
}

/* "entities/relations" of a selection: ids, then source-type-target. */
static const char *shown(const kith_graph *graph)
{
    static char text[1024];
    char *to = text;
    for (kith_id e = 0; e < kith_graph_entity_count(graph); e++)
        to += sprintf(to, "%s ", kith_graph_entity_id(graph, e));
    *to++ = '/';
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        const kith_relation relation = kith_graph_relation(graph, r);
        to += sprintf(to, " %s-%s-%s",
                      kith_graph_entity_id(graph, relation.source),
                      kith_graph_relation_type_name(graph, relation.type),
                      kith_graph_entity_id(graph, relation.target));
    }
    *to = '\0';
    return text;
}

static void gives(kith_selection selection, const char *expected)
{
    kith_graph *graph = sample();
    kith_graph *part = NULL;
    assert_int_equal(kith_graph_select(&part, graph, &selection, NULL),
                     KITH_OK);
    assert_string_equal(shown(part), expected);
    kith_graph_free(part);
    kith_graph_free(graph);
}

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static kith_date date(const char *text)
{
    return kith_date_parse((kith_text){text, strlen(text)});
}

TEST(nothing_asked_is_everything)
{
    const char *all = "a b c d e f g / a-leads-b b-part_of-c c-knows-d "
                      "f-knows-f f-leads-g";
    const char *const none[] = {NULL};
    gives((kith_selection){0}, all);
    gives((kith_selection){.entity_types = none,
                           .relation_types = none,
                           .around = none,
                           .at = KITH_NO_DATE},
          all);
}

TEST(entity_types_count_main_and_more)
{
    gives((kith_selection){.entity_types = LIST("organisation")},
          "b c / b-part_of-c");
    gives((kith_selection){.entity_types = LIST("person", "place")}, "a d e /");
}

TEST(relation_types_drop_what_is_left_alone)
{
    gives((kith_selection){.relation_types = LIST("knows")},
          "c d f / c-knows-d f-knows-f");
    gives((kith_selection){.relation_types = LIST("knows"),
                           .entity_types = LIST("organisation", "place")},
          "b c e /");
}

TEST(a_relation_holds_from_its_first_day_to_its_last)
{
    const char *const open = "b c f g / b-part_of-c f-knows-f f-leads-g";
    const char *const first = "a b c f g / a-leads-b b-part_of-c f-knows-f "
                              "f-leads-g";
    const char *const second = "b c d f g / b-part_of-c c-knows-d f-knows-f "
                               "f-leads-g";
    gives((kith_selection){.at = date("2016-12-31")}, open);
    gives((kith_selection){.at = date("2017-01-01")}, first);
    gives((kith_selection){.at = date("2019-06-30")}, first);
    gives((kith_selection){.at = date("2019-07-01")}, open);
    gives((kith_selection){.at = date("2020-01-31")}, open);
    gives((kith_selection){.at = date("2020-02")}, second);
    gives((kith_selection){.at = date("2017")}, first);
}

TEST(a_span_keeps_what_overlaps_it)
{
    gives((kith_selection){.between_first = date("2019-07"),
                           .between_last = date("2020-01")},
          "b c f g / b-part_of-c f-knows-f f-leads-g");
    gives((kith_selection){.between_first = date("2019"),
                           .between_last = date("2020")},
          "a b c d f g / a-leads-b b-part_of-c c-knows-d f-knows-f f-leads-g");
    gives((kith_selection){.between_first = date("2021")},
          "b c d f g / b-part_of-c c-knows-d f-knows-f f-leads-g");
    gives((kith_selection){.between_last = date("2018")},
          "a b c f g / a-leads-b b-part_of-c f-knows-f f-leads-g");
}

TEST(relations_that_do_not_say_are_sure)
{
    gives((kith_selection){.least_confidence = 0.9},
          "a b c f g / a-leads-b b-part_of-c f-knows-f f-leads-g");
    gives((kith_selection){.least_confidence = 1},
          "b c f g / b-part_of-c f-knows-f f-leads-g");
}

TEST(around_follows_both_directions)
{
    gives((kith_selection){.around = LIST("See")},
          "b c d / b-part_of-c c-knows-d");
    gives((kith_selection){.around = LIST("anna"), .depth = 2},
          "a b c / a-leads-b b-part_of-c");
    gives((kith_selection){.around = LIST("a", "g"), .depth = 1},
          "a b f g / a-leads-b f-knows-f f-leads-g");
    gives((kith_selection){.around = LIST("d"), .depth = 99},
          "a b c d / a-leads-b b-part_of-c c-knows-d");
    gives((kith_selection){.around = LIST("e")}, "e /");
}

TEST(around_goes_through_any_type_but_only_kept_relations)
{
    gives((kith_selection){.around = LIST("d"),
                           .depth = 3,
                           .entity_types = LIST("person")},
          "a d /");
    gives((kith_selection){.around = LIST("c"),
                           .depth = 3,
                           .relation_types = LIST("knows")},
          "c d / c-knows-d");
}

static kith_graph *random_graph(uint32_t seed)
{
    kith_graph *graph = make_graph();
    for (int i = 0; i < 40; i++) {
        char source[8];
        char target[8];
        seed = seed * 1103515245 + 12345;
        snprintf(source, sizeof source, "e%u", (seed >> 16) % 40);
        seed = seed * 1103515245 + 12345;
        snprintf(target, sizeof target, "e%u", (seed >> 16) % 40);
        make_relation(graph, source, "t", target);
    }
    return graph;
}

/* With the adjacency there is another way to what is near: it agrees. */
TEST(around_is_the_same_with_and_without_an_adjacency)
{
    for (uint32_t seed = 1; seed <= 100; seed++) {
        kith_graph *graph = random_graph(seed);
        kith_adjacency all;
        char swept[1024];
        const kith_selection near = {
            .around =
                (const char *const[]){kith_graph_entity_id(graph, 0), NULL},
            .depth = 1 + seed % 8
        };
        kith_graph *part = NULL;
        assert_int_equal(kith_graph_select(&part, graph, &near, NULL), KITH_OK);
        snprintf(swept, sizeof swept, "%s", shown(part));
        kith_graph_free(part);
        assert_int_equal(kith_graph_adjacency(graph, KITH_BOTH, &all, NULL),
                         KITH_OK);
        assert_int_equal(kith_graph_select(&part, graph, &near, NULL), KITH_OK);
        assert_string_equal(shown(part), swept);
        kith_graph_free(part);
        kith_graph_free(graph);
    }
}

TEST(the_main_component_is_the_largest_of_what_is_left)
{
    gives((kith_selection){.main_component = true},
          "a b c d / a-leads-b b-part_of-c c-knows-d");
    gives((kith_selection){.main_component = true,
                           .relation_types = LIST("leads")},
          "a b / a-leads-b");
    gives((kith_selection){.main_component = true,
                           .entity_types = LIST("person", "place")},
          "a /");
}

TEST(listed_entities_are_kept)
{
    const kith_id listed[] = {6, 2, 3, 5, 99};
    gives((kith_selection){.entities = listed, .entity_count = 5},
          "c d f g / c-knows-d f-knows-f f-leads-g");
    gives((kith_selection){.entities = listed, .entity_count = 0}, "/");
}

TEST(listed_relations_are_kept)
{
    const kith_id listed[] = {4, 0, 99};
    const kith_id ends[] = {0, 1, 2, 3};
    gives((kith_selection){.relations = listed, .relation_count = 3},
          "a b f g / a-leads-b f-leads-g");
    gives((kith_selection){.relations = listed, .relation_count = 0}, "/");
    gives((kith_selection){.relations = listed,
                           .relation_count = 3,
                           .entities = ends,
                           .entity_count = 4},
          "a b c d / a-leads-b");
}

TEST(who_is_spared_stays_without_relations)
{
    const kith_id spared[] = {4, 2, 99};
    gives((kith_selection){.relation_types = LIST("leads"),
                           .spared = spared,
                           .spared_count = 3},
          "a b c e f g / a-leads-b f-leads-g");
    gives((kith_selection){.relation_types = LIST("leads"),
                           .entity_types = LIST("organisation"),
                           .spared = spared,
                           .spared_count = 3},
          "b c /");
    gives((kith_selection){.spared = spared, .spared_count = 3},
          "a b c d e f g / a-leads-b b-part_of-c c-knows-d f-knows-f "
          "f-leads-g");
}

TEST(a_selection_carries_all_that_is_said)
{
    kith_graph *graph = sample();
    kith_graph *part = NULL;
    const kith_selection selection = {.around = LIST("c")};
    assert_int_equal(kith_graph_select(&part, graph, &selection, NULL),
                     KITH_OK);
    assert_ptr_equal(part->parent, graph);
    assert_string_equal(kith_graph_entity_name(part, 1), "Ce");
    assert_string_equal(kith_graph_entity_alias(part, 1, 1), "Zeh");
    assert_null(kith_graph_entity_alias(part, 0, 0));
    assert_true(kith_graph_entity_is(
        part, 0,
        kith_graph_entity_type_of(part, (kith_text){"organisation", 12})));
    const kith_relation knows = kith_graph_relation(part, 1);
    assert_false(knows.directed);
    assert_true(knows.weight == 4);
    assert_true(knows.confidence == 0.25);
    assert_int_equal(knows.since, date("2020-02-01"));
    assert_int_equal(knows.until, KITH_NO_DATE);
    const kith_relation part_of = kith_graph_relation(part, 0);
    assert_true(part_of.directed);
    assert_true(part_of.weight == 1);
    assert_true(isnan(part_of.confidence));
    assert_int_equal(kith_graph_entity_of_id(part, (kith_text){"d", 1}), 2);
    assert_int_equal(kith_graph_entity_of_id(part, (kith_text){"a", 1}),
                     KITH_NONE);
    kith_graph_free(part);
    kith_graph_free(graph);
}

TEST(a_selection_is_selected_from_again)
{
    kith_graph *graph = sample();
    kith_graph *part = NULL;
    kith_graph *smaller = NULL;
    const kith_selection main = {.main_component = true};
    const kith_selection near = {.around = LIST("Zeh")};
    assert_int_equal(kith_graph_select(&part, graph, &main, NULL), KITH_OK);
    assert_int_equal(kith_graph_select(&smaller, part, &near, NULL), KITH_OK);
    assert_string_equal(shown(smaller), "b c d / b-part_of-c c-knows-d");
    kith_graph_free(smaller);
    kith_graph_free(part);
    kith_graph_free(graph);
}

static void refuses(kith_selection selection,
                    kith_status status,
                    const char *message,
                    const char *hint)
{
    kith_graph *graph = sample();
    kith_graph *part = graph; /* must be overwritten */
    kith_error err = {0};
    assert_int_equal(kith_graph_select(&part, graph, &selection, &err), status);
    assert_null(part);
    assert_string_equal(err.message, message);
    assert_string_equal(err.hint, hint);
    kith_graph_free(graph);
}

TEST(what_is_unknown_is_refused_with_the_nearest)
{
    refuses((kith_selection){.entity_types = LIST("person", "palce")},
            KITH_E_NOT_FOUND, "no entity has the type 'palce'",
            "did you mean 'place'?");
    refuses((kith_selection){.relation_types = LIST("knowz")}, KITH_E_NOT_FOUND,
            "no relation has the type 'knowz'", "did you mean 'knows'?");
    refuses((kith_selection){.around = LIST("a", "Annna")}, KITH_E_NOT_FOUND,
            "no entity is called 'Annna'", "did you mean 'Anna'?");
    refuses((kith_selection){.between_first = date("2020"),
                             .between_last = date("2019")},
            KITH_E_INVALID, "the span ends before it begins",
            "give the earlier date first");
}

TEST(an_empty_graph_is_selected_from)
{
    kith_graph *graph = make_graph();
    kith_graph *part = NULL;
    const kith_selection selection = {.main_component = true,
                                      .least_confidence = 0.5};
    assert_int_equal(kith_graph_select(&part, graph, &selection, NULL),
                     KITH_OK);
    assert_string_equal(shown(part), "/");
    kith_graph_free(part);
    kith_graph_free(graph);
}

TEST(every_allocation_may_fail)
{
    const kith_id listed[] = {2};
    const kith_selection selection = {.relations = listed,
                                      .relation_count = 1,
                                      .entity_types = LIST("person"),
                                      .relation_types = LIST("knows"),
                                      .around = LIST("Anna"),
                                      .main_component = true};
    kith_status st = KITH_E_MEMORY;
    size_t left = 0;
    for (; st != KITH_OK; left++) {
        kith_graph *graph = sample();
        kith_graph *part = NULL;
        kith_error err = {0};
        kith_alloc_fail_after(left);
        st = kith_graph_select(&part, graph, &selection, &err);
        kith_alloc_fail_after(SIZE_MAX);
        assert_true(st == KITH_OK ? part != NULL
                                  : st == KITH_E_MEMORY && !part);
        assert_int_equal(err.status, st);
        kith_graph_free(part);
        kith_graph_free(graph);
    }
    assert_true(left > 20);
}

RUN("graph/select",
    CASE(nothing_asked_is_everything),
    CASE(entity_types_count_main_and_more),
    CASE(relation_types_drop_what_is_left_alone),
    CASE(a_relation_holds_from_its_first_day_to_its_last),
    CASE(a_span_keeps_what_overlaps_it),
    CASE(relations_that_do_not_say_are_sure),
    CASE(around_follows_both_directions),
    CASE(around_goes_through_any_type_but_only_kept_relations),
    CASE(around_is_the_same_with_and_without_an_adjacency),
    CASE(the_main_component_is_the_largest_of_what_is_left),
    CASE(listed_entities_are_kept),
    CASE(listed_relations_are_kept),
    CASE(who_is_spared_stays_without_relations),
    CASE(a_selection_carries_all_that_is_said),
    CASE(a_selection_is_selected_from_again),
    CASE(what_is_unknown_is_refused_with_the_nearest),
    CASE(an_empty_graph_is_selected_from),
    CASE(every_allocation_may_fail))

/* What a vocabulary asks of a whole graph, as reports in order; limits against
 * a slow count. */
#include "base/alloc.h"
#include "graph/excess.h"
#include "graph/rules.h"
#include "make_graph.h"
#include "test.h"
#include "vocabulary/model.h"

#include <stdio.h>
#include <string.h>

static const char closed[] =
    "{\"entity_types\": {\"agent\": {}, \"person\": {\"parent\": \"agent\"},"
    "   \"place\": {}},"
    " \"relation_types\": {"
    "   \"leads\": {\"source\": [\"agent\"], \"target\": [\"agent\"],"
    "     \"max_per_source\": 1, \"max_per_target\": 2},"
    "   \"married_to\": {\"symmetric\": true, \"max_per_source\": 1},"
    "   \"visits\": {\"target\": [\"place\"]}, \"knows\": {}}}";

static kith_vocabulary *vocabulary_of(const char *text)
{
    kith_vocabulary *vocabulary = NULL;
    assert_int_equal(kith_vocabulary_parse(&vocabulary,
                                           (kith_text){text, strlen(text)}, "v",
                                           NULL),
                     KITH_OK);
    return vocabulary;
}

/* Reports as lines "rule kind id: message; hint". */
static char reports[4096];

static void note(void *context,
                 kith_rule rule,
                 kith_record_kind kind,
                 kith_id id,
                 const char *message,
                 const char *hint)
{
    static const char *const kinds[] = {
        [KITH_RECORD_ENTITY] = "entity",
        [KITH_RECORD_RELATION] = "relation",
        [KITH_RECORD_DOCUMENT] = "document",
    };
    char **to = context;
    *to += sprintf(*to, "%s %s %u: %s; %s\n", kith_rule_name(rule), kinds[kind],
                   id, message, hint);
}

static void finds(const kith_graph *graph, const char *expected)
{
    kith_vocabulary *vocabulary = vocabulary_of(closed);
    char *to = reports;
    *to = '\0';
    assert_int_equal(kith_graph_check_rules(graph, NULL, vocabulary, note, &to,
                                            NULL),
                     KITH_OK);
    assert_string_equal(reports, expected);
    kith_vocabulary_free(vocabulary);
}

TEST(what_the_vocabulary_allows_is_not_reported)
{
    kith_graph *graph = make_graph();
    finds(graph, "");
    make_entity(graph, "a", "person", NULL);
    make_entity(graph, "b", "agent", NULL);
    make_entity(graph, "p", "place", NULL);
    make_relation(graph, "a", "leads", "b");
    make_relation(graph, "b", "leads", "b");
    make_relation(graph, "x", "visits", "p"); /* any source, also untyped */
    make_relation(graph, "x", "knows", "p");
    make_relation(graph, "a", "married_to", "b");
    finds(graph, "");
    kith_graph_free(graph);
}

TEST(unknown_types_are_reported_for_each_record)
{
    kith_graph *graph = make_graph();
    make_entity(graph, "a", "persn", NULL);
    make_entity(graph, "b", "person", NULL);
    make_more_type(graph, "ghost");
    make_entity(graph, "c", "persn", NULL);
    make_relation(graph, "b", "knowz", "a");
    make_relation(graph, "b", "rules", "a");
    finds(graph,
          "unknown-entity-type entity 0: unknown entity type 'persn'; "
          "did you mean 'person'?\n"
          "unknown-entity-type entity 1: unknown entity type 'ghost'; \n"
          "unknown-entity-type entity 2: unknown entity type 'persn'; "
          "did you mean 'person'?\n"
          "unknown-relation-type relation 0: unknown relation type 'knowz'; "
          "did you mean 'knows'?\n"
          "unknown-relation-type relation 1: unknown relation type 'rules'; "
          "\n");
    kith_graph_free(graph);
}

TEST(ends_are_of_an_allowed_type_or_a_child_of_one)
{
    kith_graph *graph = make_graph();
    make_entity(graph, "a", "person", NULL);
    make_entity(graph, "p", "place", NULL);
    make_entity(graph, "u", "unheard", NULL);
    make_relation(graph, "p", "leads", "p");
    make_relation(graph, "n", "visits", "n");
    make_relation(graph, "u", "leads", "a"); /* reported with the entity */
    finds(graph,
          "unknown-entity-type entity 2: unknown entity type 'unheard'; \n"
          "source-type relation 0: source 'p' of 'leads' is of type 'place'; "
          "allowed: agent\n"
          "target-type relation 0: target 'p' of 'leads' is of type 'place'; "
          "allowed: agent\n"
          "target-type relation 1: target 'n' of 'visits' has no type; "
          "allowed: place\n");
    kith_graph_free(graph);
}

TEST(too_many_relations_are_reported_once_at_the_first_beyond)
{
    kith_graph *graph = make_graph();
    make_entity(graph, "a", "person", NULL);
    make_entity(graph, "b", "person", NULL);
    make_entity(graph, "c", "person", NULL);
    make_relation(graph, "a", "leads", "b");
    make_relation(graph, "c", "leads", "b");
    make_relation(graph, "a", "leads", "c");
    make_relation(graph, "a", "knows", "b");
    make_relation(graph, "a", "leads", "b");
    finds(graph,
          "too-many-per-source relation 2: 'a' is the source of 3 'leads' "
          "relations; at most 1 may be\n"
          "too-many-per-target relation 4: 'b' is the target of 3 'leads' "
          "relations; at most 2 may be\n");
    kith_graph_free(graph);
}

TEST(both_ends_of_a_symmetric_type_count)
{
    kith_graph *graph = make_graph();
    make_entity(graph, "a", "person", NULL);
    make_entity(graph, "b", "person", NULL);
    make_entity(graph, "c", "person", NULL);
    make_relation(graph, "c", "married_to", "c");
    make_relation(graph, "a", "married_to", "b");
    finds(graph, "");
    make_relation(graph, "c", "married_to", "a");
    finds(graph, "too-many-per-source relation 2: 'a' is in 2 'married_to' "
                 "relations; at most 1 may be\n"
                 "too-many-per-source relation 2: 'c' is in 2 'married_to' "
                 "relations; at most 1 may be\n");
    kith_graph_free(graph);
}

TEST(long_lists_and_names_are_cut_to_fit)
{
    static char text[8192];
    static char long_name[301];
    char *to = text + sprintf(text, "{\"entity_types\": {\"bad\": {}");
    memset(long_name, 'x', 300);
    for (int i = 0; i < 60; i++)
        to += sprintf(to, ", \"type-%d\": {}", i);
    to += sprintf(to, "}, \"relation_types\": {\"r\": {\"source\": [");
    for (int i = 0; i < 60; i++)
        to += sprintf(to, "%s\"type-%d\"", i ? ", " : "", i);
    sprintf(to, "]}}}");
    kith_vocabulary *vocabulary = vocabulary_of(text);
    kith_graph *graph = make_graph();
    make_entity(graph, long_name, "bad", NULL);
    make_relation(graph, long_name, "r", "y");
    char *end = reports;
    assert_int_equal(kith_graph_check_rules(graph, NULL, vocabulary, note, &end,
                                            NULL),
                     KITH_OK);
    assert_non_null(strstr(reports, "xxx' of 'r' is of type 'bad'; allowed: "
                                    "type-0, type-1, "));
    assert_non_null(strstr(reports, ", …\n"));
    kith_graph_free(graph);
    kith_vocabulary_free(vocabulary);
}

/* How many relations of `type` count in entity e, by looking at each. */
static uint32_t count_slowly(const kith_graph *graph,
                             kith_id type,
                             bool symmetric,
                             bool at_targets,
                             kith_id e)
{
    uint32_t count = 0;
    for (kith_id r = 0; r < graph->relation_count; r++) {
        if (graph->relation_types[r] != type)
            continue;
        count +=
            (at_targets ? graph->targets : graph->sources)[r] == e ||
            (symmetric && (graph->sources[r] == e || graph->targets[r] == e));
    }
    return count;
}

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static kith_graph *random_graph(uint32_t seed)
{
    kith_graph *graph = make_graph();
    for (int i = 0; i < 60; i++) {
        char source[8];
        char target[8];
        char type[8];
        snprintf(source, sizeof source, "e%u", next_random(&seed) % 12);
        snprintf(target, sizeof target, "e%u", next_random(&seed) % 12);
        snprintf(type, sizeof type, "t%u", next_random(&seed) % 4);
        make_relation(graph, source, type, target);
    }
    return graph;
}

TEST(limits_agree_with_a_slow_count)
{
    static const kith_relation_type limited[] = {
        {.name = "t0",          .most_per_source = 2, .most_per_target = 1},
        {.name = "t1",          .most_per_target = 3},
        {.name = "t2", .most_per_source = 3,    .symmetric = true                    },
    };
    for (uint32_t seed = 1; seed <= 200; seed++) {
        kith_graph *graph = random_graph(seed);
        const kith_relation_type *types[4] = {NULL};
        kith_excess *found = NULL;
        size_t count = 0;
        size_t expected = 0;
        for (size_t i = 0; i < 3; i++) {
            const kith_id t =
                kith_graph_relation_type_of(graph,
                                            (kith_text){limited[i].name, 2});
            types[t] = &limited[i];
            for (kith_id e = 0; e < graph->entity_count; e++) {
                const bool s = limited[i].symmetric;
                const uint32_t out = limited[i].most_per_source;
                const uint32_t in = limited[i].most_per_target;
                expected += out && count_slowly(graph, t, s, false, e) > out;
                expected += in && count_slowly(graph, t, s, true, e) > in;
            }
        }
        assert_int_equal(kith_excess_find(graph, NULL, types, &found, &count,
                                          NULL),
                         KITH_OK);
        assert_int_equal(count, expected);
        for (size_t i = 0; i < count; i++) {
            const kith_id t = graph->relation_types[found[i].relation];
            assert_int_equal(found[i].count,
                             count_slowly(graph, t, types[t]->symmetric,
                                          found[i].at_targets,
                                          found[i].entity));
            assert_true(found[i].count > found[i].most);
            assert_true(!i || found[i - 1].relation <= found[i].relation);
        }
        kith_release(found);
        kith_graph_free(graph);
    }
}

TEST(every_allocation_may_fail)
{
    kith_vocabulary *vocabulary = vocabulary_of(closed);
    kith_graph *graph = make_graph();
    make_entity(graph, "a", "person", NULL);
    for (int i = 0; i < 5; i++) {
        make_relation(graph, "a", "leads", "a");
        make_relation(graph, "b", "leads", "c");
    }
    kith_status st = KITH_E_MEMORY;
    size_t left = 0;
    for (; st != KITH_OK; left++) {
        char *to = reports;
        kith_error err = {0};
        kith_alloc_fail_after(left);
        st = kith_graph_check_rules(graph, NULL, vocabulary, note, &to, &err);
        kith_alloc_fail_after(SIZE_MAX);
        assert_int_equal(err.status, st);
        assert_true(st == KITH_OK || (st == KITH_E_MEMORY && to == reports));
    }
    assert_true(left > 5);
    kith_graph_free(graph);
    kith_vocabulary_free(vocabulary);
}

RUN("graph/rules",
    CASE(what_the_vocabulary_allows_is_not_reported),
    CASE(unknown_types_are_reported_for_each_record),
    CASE(ends_are_of_an_allowed_type_or_a_child_of_one),
    CASE(too_many_relations_are_reported_once_at_the_first_beyond),
    CASE(both_ends_of_a_symmetric_type_count),
    CASE(long_lists_and_names_are_cut_to_fit),
    CASE(limits_agree_with_a_slow_count),
    CASE(every_allocation_may_fail))

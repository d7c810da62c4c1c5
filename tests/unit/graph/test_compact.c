/* Leaving records out of the arrays: what stays keeps its facts and its order.
 */
#include "chance.h"
#include "graph/reading.h"
#include "inputs.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ENTITIES = 300, RELATIONS = 1000 };

/* Every third entity is defined, and some relations join the others: reading
 * with `implicit` and without tells what compacting does. */
static void generate(char *text, uint64_t seed)
{
    for (unsigned e = 0; e < ENTITIES; e++) {
        if (e % 3 != 0)
            continue;
        text += sprintf(text,
                        "{\"id\":\"e%u\",\"name\":\"n%u\",\"type\":\"t%u\","
                        "\"aliases\":[\"x%u\",\"y%u\"],"
                        "\"types\":[\"u%u\",\"v\"]}\n",
                        e, e, e % 4, e, e, e % 5);
        if (e % 4 == 0)
            text += sprintf(text, "{\"id\":\"e%u\",\"p\":%u}\n", e, e);
    }
    for (unsigned r = 0; r < RELATIONS; r++) {
        text += sprintf(text,
                        "{\"source\":\"e%u\",\"type\":\"t%u\","
                        "\"target\":\"e%u\",\"n\":%u",
                        chance_below(&seed, ENTITIES), r % 3,
                        3 * chance_below(&seed, ENTITIES / 3), r);
        if (r > 400 && chance_below(&seed, 2))
            text += sprintf(text, ",\"weight\":%u", r);
        if (chance_below(&seed, 3) == 0)
            text += sprintf(text, ",\"directed\":false");
        if (chance_below(&seed, 3) == 0)
            text +=
                sprintf(text, ",\"since\":\"%u\",\"confidence\":0.5", 1000 + r);
        text += sprintf(text, "}\n");
    }
}

/* The relation's own number, which its record keeps. */
static unsigned number_of(const kith_graph *graph, kith_id r)
{
    char *record = NULL;
    assert_int_equal(kith_graph_record(graph, KITH_RECORD_RELATION, r, &record,
                                       NULL),
                     KITH_OK);
    const unsigned number =
        (unsigned)strtoul(strstr(record, "\"n\":") + 4, NULL, 10);
    kith_free(record);
    return number;
}

static void same_relation(const kith_graph *all,
                          kith_id a,
                          const kith_graph *part,
                          kith_id b)
{
    const kith_relation x = kith_graph_relation(all, a);
    const kith_relation y = kith_graph_relation(part, b);
    assert_string_equal(kith_graph_entity_id(all, x.source),
                        kith_graph_entity_id(part, y.source));
    assert_string_equal(kith_graph_entity_id(all, x.target),
                        kith_graph_entity_id(part, y.target));
    assert_int_equal(x.type, y.type);
    assert_int_equal(x.directed, y.directed);
    assert_true(x.weight == y.weight);
    assert_int_equal(isnan(x.confidence), isnan(y.confidence));
    assert_int_equal(x.since, y.since);
    assert_int_equal(number_of(all, a), number_of(part, b));
}

static void same_entity(const kith_graph *all,
                        kith_id a,
                        const kith_graph *part,
                        kith_id b)
{
    assert_string_equal(kith_graph_entity_name(all, a),
                        kith_graph_entity_name(part, b));
    assert_int_equal(kith_graph_entity_type(all, a),
                     kith_graph_entity_type(part, b));
    for (size_t i = 0; i < 2; i++) {
        assert_string_equal(kith_graph_entity_alias(all, a, i),
                            kith_graph_entity_alias(part, b, i));
        assert_int_equal(kith_graph_entity_more_type(all, a, i),
                         kith_graph_entity_more_type(part, b, i));
    }
    assert_null(kith_graph_entity_alias(part, b, 2));
}

static bool is_defined(const kith_graph *graph, kith_id e)
{
    return kith_graph_place(graph, KITH_RECORD_ENTITY, e).line > 0;
}

/* What stays of `all` in `part`, in its order. */
static void compare(const kith_graph *all, const kith_graph *part)
{
    kith_id next = 0;
    for (kith_id e = 0; e < kith_graph_entity_count(all); e++) {
        const char *id = kith_graph_entity_id(all, e);
        const kith_text text = {id, strlen(id)};
        assert_int_equal(kith_graph_entity_of_id(part, text),
                         is_defined(all, e) ? next : KITH_NONE);
        if (is_defined(all, e))
            same_entity(all, e, part, next++);
    }
    assert_int_equal(next, kith_graph_entity_count(part));
    next = 0;
    for (kith_id r = 0; r < kith_graph_relation_count(all); r++) {
        if (is_defined(all, kith_graph_sources(all)[r]) &&
            is_defined(all, kith_graph_targets(all)[r]))
            same_relation(all, r, part, next++);
    }
    assert_int_equal(next, kith_graph_relation_count(part));
}

TEST(what_stays_keeps_its_facts_and_its_order)
{
    static char text[400000];
    for (uint64_t seed = 61; seed < 64; seed++) {
        outcome all = {0};
        outcome part = {0};
        generate(text, seed);
        outcome_add_text(&all, text);
        outcome_read(&all, &(kith_read_options){.implicit = true});
        outcome_of(&part, text);
        assert_true(kith_graph_entity_count(all.graph) > ENTITIES / 2);
        assert_int_equal(kith_graph_entity_count(part.graph), ENTITIES / 3);
        compare(all.graph, part.graph);
        outcome_free(&all);
        outcome_free(&part);
    }
}

TEST(further_records_go_with_their_entity)
{
    static char text[400000];
    outcome o = {0};
    char *record = NULL;
    generate(text, 64);
    outcome_of(&o, text);
    const kith_id e = kith_graph_entity_of_id(o.graph, (kith_text){"e36", 3});
    assert_int_equal(kith_graph_record(o.graph, KITH_RECORD_ENTITY, e, &record,
                                       NULL),
                     KITH_OK);
    assert_non_null(strstr(record, "\"p\": 36"));
    kith_free(record);
    outcome_free(&o);
}

TEST(nothing_may_stay)
{
    outcome o = {0};
    outcome_of(&o, "{\"source\":\"a\",\"type\":\"t\",\"target\":\"b\","
                   "\"directed\":false,\"weight\":2}\n");
    assert_int_equal(kith_graph_entity_count(o.graph), 0);
    assert_int_equal(kith_graph_relation_count(o.graph), 0);
    assert_int_equal(kith_graph_entity_of_id(o.graph, (kith_text){"a", 1}),
                     KITH_NONE);
    outcome_free(&o);
}

RUN("graph/compact",
    CASE(what_stays_keeps_its_facts_and_its_order),
    CASE(further_records_go_with_their_entity),
    CASE(nothing_may_stay))

/* What lies between groups, counted relation by relation. */
#include "../test.h"
#include "base/alloc.h"
#include "random_graph.h"

#include <kith/analysis.h>

#include <string.h>

enum { MOST = 32 }; /* groups */

static kith_groups *find(kith_graph *graph, const char *method)
{
    const kith_group_options options = {.method = method};
    kith_error err = {0};
    kith_groups *groups = NULL;
    assert_int_equal(kith_groups_find(&groups, graph, &options, &err), KITH_OK);
    return groups;
}

/* Relations between two groups, of one type or (KITH_NONE) of every type. */
static size_t between(const kith_groups *groups,
                      const kith_graph *graph,
                      kith_id a,
                      kith_id b,
                      kith_id type)
{
    size_t count = 0;
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        const kith_relation it = kith_graph_relation(graph, r);
        const kith_id x = kith_groups_of(groups, it.source);
        const kith_id y = kith_groups_of(groups, it.target);
        count += ((x == a && y == b) || (x == b && y == a)) &&
                 (type == KITH_NONE || type == it.type);
    }
    return count;
}

static void assert_links(const kith_groups *groups, kith_graph *graph)
{
    kith_group_link *links = NULL;
    size_t count = 0;
    size_t listed = 0;
    size_t all = 0;
    kith_error err = {0};
    assert_int_equal(kith_groups_links(groups, graph, &links, &count, &err),
                     KITH_OK);
    for (size_t i = 0; i < count; i++) {
        const kith_group_link *l = &links[i];
        assert_true(l->group < l->other);
        assert_int_equal(l->relations,
                         between(groups, graph, l->group, l->other, l->type));
        assert_int_equal(l->all,
                         between(groups, graph, l->group, l->other, KITH_NONE));
        listed += l->relations;
        assert_true(
            i == 0 || links[i - 1].all > l->all ||
            (links[i - 1].all == l->all && (links[i - 1].group < l->group ||
                                            (links[i - 1].group == l->group &&
                                             links[i - 1].other <= l->other))));
    }
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        const kith_relation it = kith_graph_relation(graph, r);
        const kith_id a = kith_groups_of(groups, it.source);
        const kith_id b = kith_groups_of(groups, it.target);
        all += a != b && a != KITH_NONE && b != KITH_NONE;
    }
    assert_int_equal(listed, all);
    kith_free(links);
}

/* What an entity has outside, relation by relation. */
static kith_broker count_around(const kith_groups *groups,
                                const kith_graph *graph,
                                kith_id e)
{
    bool reached[MOST] = {false};
    kith_broker broker = {.entity = e};
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        const kith_relation it = kith_graph_relation(graph, r);
        if (it.source != e && it.target != e)
            continue;
        const kith_id other = it.source == e ? it.target : it.source;
        const kith_id group = kith_groups_of(groups, other);
        if (group == KITH_NONE)
            continue;
        if (group == kith_groups_of(groups, e)) {
            broker.inside++;
            continue;
        }
        broker.outside++;
        broker.groups += !reached[group];
        reached[group] = true;
    }
    return broker;
}

static void assert_brokers(const kith_groups *groups, kith_graph *graph)
{
    kith_broker *brokers = NULL;
    size_t count = 0;
    size_t expected = 0;
    kith_error err = {0};
    assert_int_equal(kith_groups_brokers(groups, graph, &brokers, &count, &err),
                     KITH_OK);
    for (size_t i = 0; i < count; i++) {
        const kith_broker b = brokers[i];
        const kith_broker e = count_around(groups, graph, b.entity);
        assert_true(b.inside == e.inside && b.outside == e.outside &&
                    b.groups == e.groups && b.groups > 0);
        assert_true(i == 0 || brokers[i - 1].groups > b.groups ||
                    (brokers[i - 1].groups == b.groups &&
                     brokers[i - 1].outside >= b.outside));
    }
    for (kith_id e = 0; e < kith_graph_entity_count(graph); e++) {
        expected += kith_groups_of(groups, e) != KITH_NONE &&
                    count_around(groups, graph, e).groups > 0;
    }
    assert_int_equal(count, expected);
    kith_free(brokers);
}

TEST(links_and_brokers_are_what_counting_gives)
{
    static const char *const methods[] = {"leiden", "strong", "cores"};
    for (uint64_t seed = 0; seed < RANDOM_GRAPHS; seed++) {
        kith_graph *graph = random_graph(seed);
        for (size_t m = 0; m < 3; m++) {
            kith_groups *groups = find(graph, methods[m]);
            assert_links(groups, graph);
            assert_brokers(groups, graph);
            kith_groups_free(groups);
        }
        graph_done(graph);
    }
}

static const edge two_triangles[] = {
    {0, 1, false, 0},
    {1, 2, false, 0},
    {2, 0, false, 0},
    {3, 4, false, 0},
    {4, 5, false, 0},
    {5, 3, false, 0},
    {2, 3, false, 0},
    {2, 4, false, 0},
    {2, 4, false, 0}
};

TEST(cliques_have_nothing_between_them)
{
    kith_graph *graph = graph_of(6, two_triangles, 9);
    kith_groups *groups = find(graph, "cliques");
    kith_group_link *links = NULL;
    kith_broker *brokers = NULL;
    size_t count = 1;
    kith_error err = {0};
    assert_true(kith_groups_count(groups) > 1);
    assert_int_equal(kith_groups_links(groups, graph, &links, &count, &err),
                     KITH_OK);
    assert_int_equal(count, 0);
    count = 1;
    assert_int_equal(kith_groups_brokers(groups, graph, &brokers, &count, &err),
                     KITH_OK);
    assert_int_equal(count, 0);
    kith_free(links);
    kith_free(brokers);
    kith_groups_free(groups);
    graph_done(graph);
}

static kith_status try_both(const kith_groups *groups,
                            kith_graph *graph,
                            bool brokers,
                            kith_error *err)
{
    void *rows = NULL;
    size_t count = 0;
    kith_status st = KITH_OK;
    if (brokers) {
        kith_broker *out = NULL;
        st = kith_groups_brokers(groups, graph, &out, &count, err);
        rows = out;
    } else {
        kith_group_link *out = NULL;
        st = kith_groups_links(groups, graph, &out, &count, err);
        rows = out;
    }
    assert_int_equal(rows != NULL, st == KITH_OK);
    kith_free(rows);
    return st;
}

TEST(survives_failing_allocations)
{
    for (unsigned i = 0; i < 2; i++) {
        kith_status st = KITH_E_MEMORY;
        kith_graph *graph = graph_of(6, two_triangles, 9);
        kith_groups *groups = find(graph, "leiden");
        for (size_t left = 0; st != KITH_OK; left++) {
            kith_error err = {0};
            (void)kith_alloc_fail_after(left);
            st = try_both(groups, graph, i, &err);
            assert_int_equal(kith_alloc_fail_after(SIZE_MAX), st != KITH_OK);
            assert_int_equal(st, err.status);
            assert_true(st == KITH_OK || st == KITH_E_MEMORY);
            assert_true(left < 100);
        }
        kith_groups_free(groups);
        graph_done(graph);
    }
}

RUN("analysis/group_links",
    CASE(links_and_brokers_are_what_counting_gives),
    CASE(cliques_have_nothing_between_them),
    CASE(survives_failing_allocations))

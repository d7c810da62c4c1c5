/* Links of a session: each node's in order, and all of them. */
#include "ask.h"
#include "chance.h"
#include "query/session.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

enum { NODES = 60, RELATIONS = 6000 };

/* Relations of three types, most of them at few nodes, some without a
 * direction, some from a node to itself. */
static char *records(uint64_t seed)
{
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    for (size_t i = 0; i < NODES; i++)
        fprintf(file, "{\"id\":\"n%zu\",\"type\":\"t\"}\n", i);
    for (size_t r = 0; r < RELATIONS; r++) {
        const uint32_t hub = chance_below(&seed, 2) ? 3 : NODES;
        fprintf(file,
                "{\"source\":\"n%u\",\"type\":\"r%u\",\"target\":\"n%u\","
                "\"at\":%zu%s}\n",
                chance_below(&seed, hub), chance_below(&seed, 3),
                chance_below(&seed, NODES), r,
                chance_below(&seed, 4) ? "" : ",\"directed\":false");
    }
    fclose(file);
    return text;
}

static size_t links_of(const kith_graph *graph, kith_id v, bool out)
{
    size_t count = 0;
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++) {
        const kith_id from =
            out ? kith_graph_sources(graph)[r] : kith_graph_targets(graph)[r];
        const kith_id to =
            out ? kith_graph_targets(graph)[r] : kith_graph_sources(graph)[r];
        const bool both = !kith_graph_relation_directed(graph, r);
        count += from == v || (both && to == v);
    }
    return count;
}

/* Relation `r` is seen from v, and leads to the other end. */
static bool leads(const kith_graph *graph,
                  kith_id r,
                  kith_id v,
                  kith_id to,
                  bool out)
{
    const kith_id source = kith_graph_sources(graph)[r];
    const kith_id target = kith_graph_targets(graph)[r];
    const bool both = !kith_graph_relation_directed(graph, r);
    return ((out || both) && source == v && target == to) ||
           ((!out || both) && target == v && source == to);
}

static void check(const kith_graph *graph, const kith_links *links, bool out)
{
    for (kith_id v = 0; v < NODES; v++) {
        const uint32_t first = links->first[v];
        const uint32_t end = links->first[v + 1];
        assert_int_equal(end - first, links_of(graph, v, out));
        for (uint32_t i = first; i < end; i++) {
            const kith_id r = links->relation[i];
            assert_true(leads(graph, r, v, links->other[i], out));
            assert_int_equal(links->type[i],
                             kith_graph_relation_type(graph, r));
            if (i == first)
                continue;
            const uint64_t key =
                (uint64_t)links->type[i] << 32 | links->other[i];
            const uint64_t before =
                (uint64_t)links->type[i - 1] << 32 | links->other[i - 1];
            assert_true(before < key ||
                        (before == key && links->relation[i - 1] < r));
        }
    }
}

TEST(links_are_in_order_and_complete)
{
    for (uint64_t seed = 1; seed <= 3; seed++) {
        asking a = {0};
        char *text = records(seed);
        asking_of(&a, text);
        assert_int_equal(kith_session_links(a.session, KITH_BOTH, NULL),
                         KITH_OK);
        check(a.session->graph, &a.session->out, true);
        check(a.session->graph, &a.session->in, false);
        asking_free(&a);
        free(text);
    }
}

RUN("query/links", CASE(links_are_in_order_and_complete))

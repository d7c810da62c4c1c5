/* Parallel relations of one type folded into one line, by sorting. */
#include "export/fold.h"

#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>

/* What has to be equal in relations that are folded. The ends of an undirected
 * one are in order, the smaller first. */
typedef struct sort_key {
    kith_id ends[2];
    kith_id type;
    kith_id directed;
    kith_id relation;
} sort_key;

static sort_key key_of(const kith_graph *graph,
                       const kith_cards *cards,
                       kith_id relation)
{
    kith_relation r = kith_graph_relation(graph, relation);
    r.source = kith_cards_of(cards, r.source);
    r.target = kith_cards_of(cards, r.target);
    const bool turned = !r.directed && r.target < r.source;
    return (sort_key){
        .ends = {turned ? r.target : r.source, turned ? r.source : r.target},
        .type = r.type,
        .directed = r.directed,
        .relation = relation,
    };
}

static int compare(kith_id a, kith_id b)
{
    return (a > b) - (a < b);
}

static int compare_lines(const sort_key *a, const sort_key *b)
{
    int order = compare(a->ends[0], b->ends[0]);
    order = order ? order : compare(a->ends[1], b->ends[1]);
    order = order ? order : compare(a->type, b->type);
    return order ? order : compare(a->directed, b->directed);
}

static int by_line(const void *one, const void *other)
{
    const sort_key *a = one;
    const sort_key *b = other;
    const int order = compare_lines(a, b);
    return order ? order : compare(a->relation, b->relation);
}

bool kith_is_over(const kith_graph *graph, kith_id relation, kith_date at)
{
    const kith_date until = kith_graph_relation(graph, relation).until;
    return until != KITH_NO_DATE &&
           (!at || kith_date_last(until) < kith_date_first(at));
}

bool kith_is_tentative(const kith_graph *graph, kith_id relation, kith_date at)
{
    return kith_graph_relation(graph, relation).confidence < 0.5 ||
           kith_is_over(graph, relation, at);
}

/* Cut the sorted relations into lines. Until they are sorted themselves, a line
 * is known by its earliest relation. */
static void cut(kith_lines *out,
                const kith_graph *graph,
                const sort_key *keys,
                kith_date at)
{
    const size_t count = kith_graph_relation_count(graph);
    for (size_t i = 0; i < count; i++) {
        const bool tentative = kith_is_tentative(graph, keys[i].relation, at);
        out->relations[i] = keys[i].relation;
        if (i == 0 || compare_lines(&keys[i - 1], &keys[i]) != 0)
            out->lines[out->count++] = (kith_line){i, 0, true};
        kith_line *line = &out->lines[out->count - 1];
        line->count++;
        line->tentative = line->tentative && tentative;
    }
}

/* The lines, in order of their earliest relation: each is put at the place of
 * that relation, and gaps are closed. */
static void order(kith_lines *out, kith_line *by_relation, size_t count)
{
    for (size_t i = 0; i < out->count; i++)
        by_relation[out->relations[out->lines[i].first]] = out->lines[i];
    out->count = 0;
    for (size_t i = 0; i < count; i++) {
        if (by_relation[i].count)
            out->lines[out->count++] = by_relation[i];
    }
}

kith_status kith_lines_make(kith_lines *out,
                            const kith_graph *graph,
                            const kith_cards *cards,
                            kith_date at,
                            kith_error *err)
{
    const size_t count = kith_graph_relation_count(graph);
    sort_key *keys = KITH_NEW(sort_key, count);
    kith_line *by_relation = KITH_NEW(kith_line, count);
    out->lines = KITH_NEW(kith_line, count);
    out->relations = KITH_NEW(kith_id, count);
    const bool room = keys && by_relation && out->lines && out->relations;
    if (room) {
        for (kith_id r = 0; r < count; r++)
            keys[r] = key_of(graph, cards, r);
        qsort(keys, count, sizeof *keys, by_line);
        cut(out, graph, keys, at);
        order(out, by_relation, count);
    }
    kith_release(keys);
    kith_release(by_relation);
    return room ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

void kith_lines_free(kith_lines *lines)
{
    kith_release(lines->lines);
    kith_release(lines->relations);
}

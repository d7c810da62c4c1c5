/* Relations between the same two entities.
 *
 * Of u, v stands in the list of one direction as often as relations lead there:
 * o times in that of KITH_OUT, i in that of KITH_IN, b in that of KITH_BOTH.
 * With d directed relations from u to v, e from v to u and m undirected ones,
 *
 *   o = d + m, i = e + m, b = d + e + m
 *
 * and of u itself, which has two ends there, o = d + 2 m and b = 2 d + 2 m. The
 * lists rise, so that they are walked side by side. */
#include "analysis/pairs.h"

#include "graph/lists.h"

typedef struct {
    const kith_lists *lists;
    uint32_t at;
    uint32_t end;
} walk;

static walk walk_from(const kith_lists *lists, kith_id u)
{
    return (walk){lists, lists->first[u], lists->first[u + 1]};
}

/* How often v comes next. */
static uint64_t take(walk *w, kith_id v)
{
    const uint32_t from = w->at;
    while (w->at < w->end && w->lists->neighbour[w->at] == v)
        w->at++;
    return w->at - from;
}

static uint64_t beyond_first(uint64_t count)
{
    return count > 0 ? count - 1 : 0;
}

static void add_self(kith_pairs *pairs, uint64_t o, uint64_t b)
{
    pairs->parallel += beyond_first(b - o) + beyond_first(o - b / 2);
}

/* What leads from u to v, and, once a pair, what is undirected. */
static void add_pair(kith_pairs *pairs,
                     uint64_t o,
                     uint64_t i,
                     uint64_t b,
                     bool once)
{
    const uint64_t d = b - i;
    pairs->parallel += beyond_first(d) + (once ? beyond_first(o + i - b) : 0);
    pairs->led_over += o > 0;
    pairs->directed += d;
    pairs->answered += i > 0 ? d : 0;
}

kith_status kith_pairs_count(kith_graph *graph,
                             kith_pairs *out,
                             kith_error *err)
{
    kith_status st = KITH_OK;
    kith_lists lists[3];
    *out = (kith_pairs){0};
    for (kith_direction way = KITH_BOTH; way <= KITH_IN; way++) {
        st = kith_graph_lists(graph, way, &lists[way], err);
        if (st != KITH_OK)
            return st;
    }
    for (kith_id u = 0; u < lists[KITH_BOTH].count; u++) {
        walk both = walk_from(&lists[KITH_BOTH], u);
        walk ahead = walk_from(&lists[KITH_OUT], u);
        walk back = walk_from(&lists[KITH_IN], u);
        while (both.at < both.end) {
            const kith_id v = both.lists->neighbour[both.at];
            const uint64_t b = take(&both, v);
            const uint64_t o = take(&ahead, v);
            const uint64_t i = take(&back, v);
            if (u == v) {
                add_self(out, o, b);
            } else {
                add_pair(out, o, i, b, u < v);
            }
        }
    }
    return st;
}

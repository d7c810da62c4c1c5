/* Betweenness from eight sources at once.
 *
 * Out: level by level, every vertex sums up in a row of eight the paths of the
 * vertices that lead to it and were reached last; lanes that had not reached it
 * before have now, with so many paths. Back: from the farthest level to the
 * nearest, a vertex v at distance d is credited with
 *
 *   delta[v] = paths[v] * sum of (weight[w] + delta[w]) / paths[w]
 *
 * over its successors w at distance d + 1, and hands (weight[v] + delta[v]) /
 * paths[v] on (scaled credits: weight[v] / d, and d * delta[v] are credited).
 * Rows of vertices that are not at the present distance are 0, so that sums
 * need not ask who is; a byte tells the lanes of a vertex at a level.
 *
 * A level is either pulled, by every vertex that may get something, or pushed
 * by every vertex that has something, whichever looks at fewer arcs. Sources of
 * a pass should lie near each other: then their lanes reach a vertex at the
 * same level, and it is looked at once for all of them.
 *
 * This file is built once for each instruction set, see lanes.h; the order of
 * all sums is the same, and so are the bits.
 *
 * Source: Brandes, "A faster algorithm for betweenness centrality", 2001;
 * Beamer et al., "Direction-optimizing breadth-first search", 2012; Sariyuce
 * et al., "Regularizing graph centrality computations", 2015. */
#include "analysis/lanes.h"
#include "analysis/pieces.h"

#include <math.h>
#include <string.h>

/* Pushing writes what pulling only reads. */
enum { PUSH_COST = 2 };

typedef struct {
    kith_lanes *l;
    row *paths;
    row *now;
    row *next;
    row times; /* by lane: how many times its source counts */
    row most;  /* paths so far */
    size_t distance;
    double nearness; /* 1 / distance if credits are scaled, else 1 */
} pass;

static inline row sum_rows(const kith_arcs *lists, kith_id v, const row *rows)
{
    const kith_id *const neighbour = lists->neighbour;
    const uint32_t end = lists->first[v + 1];
    uint32_t i = lists->first[v];
    row a = row_zero();
    row b = row_zero();
    for (; i + 1 < end; i += 2) {
        a = row_add(a, rows[neighbour[i]]);
        b = row_add(b, rows[neighbour[i + 1]]);
    }
    if (i < end)
        a = row_add(a, rows[neighbour[i]]);
    return row_add(a, b);
}

static uint32_t arcs(const kith_arcs *lists, kith_id v)
{
    return lists->first[v + 1] - lists->first[v];
}

/* Vertex v has `paths` in the lanes `new` at the present distance. */
static inline void reach(pass *p, kith_id v, row paths, uint8_t new)
{
    kith_lanes *l = p->l;
    const row_mask mask = row_mask_of(new);
    kith_lanes_level *level = &l->level[p->distance];
    const row kept = row_keep(mask, paths);
    p->next[v] = kept;
    p->paths[v] = row_choose(mask, paths, p->paths[v]);
    p->most = row_add(p->most, kept);
    l->seen[v] |= new;
    l->list[l->size] = v;
    l->mask[l->size++] = new;
    level->arcs_out += arcs(&l->graph->out, v);
    level->arcs_in += arcs(&l->graph->in, v);
    if (l->seen[v] == l->all)
        l->waiting_arcs -= arcs(&l->graph->in, v);
}

static void pull_paths(pass *p)
{
    kith_lanes *l = p->l;
    size_t kept = 0;
    for (size_t i = 0; i < l->waiting_count; i++) {
        const kith_id v = l->waiting[i];
        if (l->seen[v] == l->all)
            continue;
        const row paths = sum_rows(&l->graph->in, v, p->now);
        const uint8_t new = row_positive(paths) & (uint8_t)~l->seen[v];
        if (new)
            reach(p, v, paths, new);
        if (l->seen[v] != l->all)
            l->waiting[kept++] = v;
    }
    l->waiting_count = kept;
}

static void push_paths(pass *p)
{
    kith_lanes *l = p->l;
    const kith_arcs lists = l->graph->out;
    const kith_lanes_level *last = &l->level[p->distance - 1];
    const uint8_t *const seen = l->seen;
    const uint8_t all = l->all;
    uint8_t *const here = l->here;
    kith_id *const list = l->touched;
    size_t touched = 0;
    for (size_t i = last->first; i < last[1].first; i++) {
        const kith_id v = l->list[i];
        const row now = p->now[v];
        const uint32_t end = lists.first[v + 1];
        for (uint32_t k = lists.first[v]; k < end; k++) {
            const kith_id to = lists.neighbour[k];
            if (seen[to] == all)
                continue;
            list[touched] = to;
            touched += !here[to];
            here[to] = 1;
            p->next[to] = row_add(p->next[to], now);
        }
    }
    for (size_t i = 0; i < touched; i++) {
        const kith_id v = l->touched[i];
        const row paths = p->next[v];
        const uint8_t new = row_positive(paths) & (uint8_t)~l->seen[v];
        l->here[v] = 0;
        if (new) {
            reach(p, v, paths, new);
        } else {
            p->next[v] = row_zero();
        }
    }
}

/* Empty the rows of a level in `now`, and change it for `next`. */
static void turn(pass *p, size_t level)
{
    const kith_lanes *l = p->l;
    for (size_t i = l->level[level].first; i < l->level[level + 1].first; i++)
        p->now[l->list[i]] = row_zero();
    row *const rows = p->now;
    p->now = p->next;
    p->next = rows;
}

/* Level 0 is the sources. */
static void start(pass *p, const kith_id *sources, size_t count)
{
    kith_lanes *l = p->l;
    const kith_arcs *in = &l->graph->in;
    l->size = 0;
    l->all = (uint8_t)((1u << count) - 1);
    l->waiting_count = l->graph->count;
    l->waiting_arcs = in->first[l->graph->count];
    memset(l->seen, 0, l->graph->count);
    for (kith_id v = 0; v < l->graph->count; v++)
        l->waiting[v] = v;
    l->level[0] = (kith_lanes_level){0};
    p->next = l->now;
    for (size_t i = 0; i < count; i++) {
        const uint8_t lane = (uint8_t)(1u << i);
        reach(p, sources[i], row_of(1), lane);
    }
    l->level[1] = (kith_lanes_level){.first = l->size};
    p->now = l->now;
    p->next = l->next;
}

/* Search outwards; the number of levels. */
static size_t search(pass *p)
{
    kith_lanes *l = p->l;
    for (p->distance = 1; p->distance <= l->cutoff; p->distance++) {
        kith_lanes_level *level = &l->level[p->distance];
        if (l->waiting_arcs == 0)
            break;
        if (level[-1].arcs_out * PUSH_COST < l->waiting_arcs) {
            push_paths(p);
        } else {
            pull_paths(p);
        }
        level[1] = (kith_lanes_level){.first = l->size};
        if (l->size == level->first)
            break;
        turn(p, p->distance - 1);
    }
    return p->distance;
}

static inline void add_credit(pass *p, kith_id to, row credit)
{
    const row counted = row_multiply(credit, p->times);
    p->l->score[to] += row_sum(counted);
    if (p->l->square)
        p->l->square[to] += row_sum(row_multiply(counted, credit));
}

/* The relations from a level to the next, whose vertices stand in `now`. */
static void credit_relations(pass *p, const kith_lanes_level *level)
{
    const kith_lanes *l = p->l;
    const kith_arcs *out = &l->graph->out;
    const row middle = row_of(l->scaled ? (double)p->distance + 0.5 : 1);
    for (size_t i = level->first; i < level[1].first; i++) {
        const kith_id v = l->list[i];
        const row paths = row_keep(row_mask_of(l->mask[i]), p->paths[v]);
        const row credit = row_multiply(paths, middle);
        for (uint32_t k = out->first[v]; k < out->first[v + 1]; k++) {
            add_credit(p, out->relation[k],
                       row_multiply(credit, p->now[out->neighbour[k]]));
        }
    }
}

/* What vertex v of entry `i` gets from `sum` over its successors, and what it
 * hands on. */
static inline void settle(pass *p, size_t i, row sum)
{
    kith_lanes *l = p->l;
    const kith_id v = l->list[i];
    const row_mask mask = row_mask_of(l->mask[i]);
    const row paths = p->paths[v];
    const row delta = row_keep(mask, row_multiply(paths, sum));
    const row end = row_of(l->graph->weight[v] * p->nearness);
    if (!l->relations) {
        const double far = l->scaled ? (double)p->distance : 1;
        add_credit(p, v, row_multiply(delta, row_of(far)));
    }
    p->next[v] = row_keep(mask, row_divide(row_add(delta, end), paths));
}

static void pull_credit(pass *p, const kith_lanes_level *level)
{
    const kith_lanes *l = p->l;
    for (size_t i = level->first; i < level[1].first; i++)
        settle(p, i, sum_rows(&l->graph->out, l->list[i], p->now));
}

static void push_credit(pass *p, const kith_lanes_level *level)
{
    kith_lanes *l = p->l;
    const kith_arcs *lists = &l->graph->in;
    for (size_t i = level->first; i < level[1].first; i++)
        l->here[l->list[i]] = 1;
    for (size_t i = level[1].first; i < level[2].first; i++) {
        const kith_id w = l->list[i];
        const row now = p->now[w];
        for (uint32_t k = lists->first[w]; k < lists->first[w + 1]; k++) {
            const kith_id v = lists->neighbour[k];
            if (l->here[v])
                p->next[v] = row_add(p->next[v], now);
        }
    }
    for (size_t i = level->first; i < level[1].first; i++) {
        l->here[l->list[i]] = 0;
        settle(p, i, p->next[l->list[i]]);
    }
}

/* The farthest level has no successors. */
static void start_back(pass *p, const kith_lanes_level *level)
{
    const kith_lanes *l = p->l;
    for (size_t i = level->first; i < level[1].first; i++) {
        const kith_id v = l->list[i];
        const row end = row_of(l->graph->weight[v] * p->nearness);
        p->now[v] =
            row_keep(row_mask_of(l->mask[i]), row_divide(end, p->paths[v]));
    }
}

static void go_to(pass *p, size_t distance)
{
    p->distance = distance;
    p->nearness = p->l->scaled && distance > 0 ? 1 / (double)distance : 1;
}

static void go_back(pass *p, size_t levels)
{
    const kith_lanes *l = p->l;
    go_to(p, levels - 1);
    if (p->distance > 0)
        start_back(p, &l->level[p->distance]);
    while (p->distance > 0) {
        go_to(p, p->distance - 1);
        const kith_lanes_level *level = &l->level[p->distance];
        if (l->relations)
            credit_relations(p, level);
        if (p->distance == 0)
            break;
        if (level[1].arcs_in * PUSH_COST < level->arcs_out) {
            push_credit(p, level);
        } else {
            pull_credit(p, level);
        }
        turn(p, p->distance + 1);
    }
    turn(p, levels > 1);
}

void KITH_LANES_RUN(kith_lanes *lanes,
                    const kith_id *sources,
                    const double *credit,
                    size_t count)
{
    double times[KITH_LANES] = {0};
    pass p = {
        .l = lanes,
        .paths = lanes->paths,
        .most = row_zero(),
    };
    memcpy(times, credit, count * sizeof *times);
    memcpy(&p.times, times, sizeof p.times);
    start(&p, sources, count);
    const size_t levels = search(&p);
    lanes->overflow |= !isfinite(row_sum(p.most));
    go_back(&p, levels);
}

/* Betweenness by its pairs: which others an entity lies between, which of its
 * neighbours their paths come by, and which communities it joins.
 *
 * With d and p for distance and number of shortest paths, v lies on
 *
 *   p(s, v) p(v, t) / p(s, t)
 *
 * of the paths from s to t if d(s, v) + d(v, t) = d(s, t). What leads from v is
 * searched for once, what leads to it by searches from all others, or from the
 * sampled ones. Paths that come to v by neighbour u are p(s, u) / p(s, v) of
 * them, paths that go on by w
 * are those to t with d(v, w) + d(w, t) = d(v, t): p(w, t) / p(v, t), which one
 * more search from v gives for all t at once, summed backwards.
 *
 * Communities are Leiden's, of one run: more would cost more than a sample does
 * and seldom change which paths join which. Only the largest are told apart.
 * Cost: a search from every entity, O(V E), on one thread. */
#include "analysis/brandes.h"
#include "analysis/explain.h"
#include "analysis/sources.h"
#include "analysis/steps.h"
#include "analysis/weighing.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

/* Communities that are told apart, the largest; one more for all others. */
enum { GROUPS = 64, OTHERS = GROUPS };

typedef struct {
    const kith_explain_question *question;
    kith_graph *graph;
    kith_weighing weighing;
    kith_search_graph searched;
    kith_search_sources sources;
    kith_brandes ahead;  /* from the entity */
    kith_brandes search; /* from a source */
    kith_id entity;      /* as a vertex */
    bool *is_source;     /* by vertex */
    double *through;     /* by vertex: paths of all pairs that come by it */
    double *ending;      /* by vertex: paths of all pairs that end there */
    double whole;
    kith_groups *groups;
    double between[GROUPS + 1][GROUPS + 1];
    kith_reason_list pairs;
    kith_explanation *out;
} pathing;

static kith_status prepare(pathing *p, kith_error *err)
{
    const kith_measure_options *options = p->question->options;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_weighing_distances(&p->weighing, p->graph, options->weights,
                                     err),
             done);
    const kith_search_graph_options how = {
        .undirected = options->undirected,
        .lengths = p->weighing.weights,
        .threads = options->threads,
    };
    KITH_TRY(st, kith_search_graph_init(&p->searched, p->graph, &how, err),
             done);
    KITH_TRY(st,
             kith_search_sources_init(&p->sources, &p->searched,
                                      &p->searched.out, options->sample,
                                      options->random_seed, err),
             done);
    KITH_TRY(st,
             kith_brandes_init(&p->ahead, &p->searched, options->cutoff, err),
             done);
    KITH_TRY(st,
             kith_brandes_init(&p->search, &p->searched, options->cutoff, err),
             done);
    p->is_source = KITH_NEW(bool, p->searched.count);
    p->through = KITH_NEW(double, p->searched.count);
    p->ending = KITH_NEW(double, p->searched.count);
    if (!p->is_source || !p->through || !p->ending ||
        !kith_reason_list_init(&p->pairs, p->question->most)) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    for (size_t i = 0; i < p->sources.count; i++)
        p->is_source[p->sources.vertex[i]] = true;
    const kith_group_options leiden = {.threads = options->threads, .runs = 1};
    st = kith_groups_find(&p->groups, p->graph, &leiden, err);
done:
    return st;
}

static void clear(pathing *p)
{
    kith_groups_free(p->groups);
    kith_release(p->pairs.reasons);
    kith_release(p->is_source);
    kith_release(p->through);
    kith_release(p->ending);
    kith_brandes_clear(&p->search);
    kith_brandes_clear(&p->ahead);
    kith_search_sources_clear(&p->sources);
    kith_search_graph_clear(&p->searched);
    kith_weighing_clear(&p->weighing);
}

static size_t group_of(const pathing *p, kith_id entity)
{
    const kith_id group = kith_groups_of(p->groups, entity);
    return group < GROUPS ? group : OTHERS;
}

/* The pair of s and t, for which `part` of the paths pass through. */
static void add_pair(pathing *p, kith_id s, kith_id t, double part)
{
    const bool turned = p->question->options->undirected &&
                        p->searched.entity[s] > p->searched.entity[t];
    const kith_id a = p->searched.entity[turned ? t : s];
    const kith_id b = p->searched.entity[turned ? s : t];
    const size_t from = group_of(p, a);
    const size_t to = group_of(p, b);
    p->whole += part;
    p->out->pairs++;
    p->out->sole += part >= 1 - 1e-9;
    p->between[from < to ? from : to][from < to ? to : from] += part;
    p->ending[t] += part;
    kith_reason_put(&p->pairs, (kith_reason){.kind = KITH_REASON_PAIR,
                                             .a = a,
                                             .b = b,
                                             .distance = p->search.distance[t],
                                             .part = part});
}

/* All pairs of source s. */
static void add_source(pathing *p, kith_id s)
{
    const kith_brandes *from = &p->search;
    const kith_brandes *ahead = &p->ahead;
    const kith_id v = p->entity;
    double paths = 0;
    for (size_t i = 1; i < ahead->reached; i++) {
        const kith_id t = ahead->order[i];
        const double whole = from->distance[t];
        const double detour = from->distance[v] + ahead->distance[t];
        if (t == s || isinf(whole) || detour - whole > 1e-10 * whole)
            continue;
        if (p->question->options->undirected && p->is_source[t] &&
            p->searched.entity[t] < p->searched.entity[s])
            continue; /* comes from the other end, too */
        const double part = from->paths[v] * ahead->paths[t] / from->paths[t];
        add_pair(p, s, t, part);
        paths += part;
    }
    const uint32_t place = from->place[v];
    for (size_t k = from->ways_end[place - 1]; k < from->ways_end[place]; k++) {
        const kith_id u = p->searched.in.neighbour[from->ways[k]];
        p->through[u] += paths * from->paths[u] / from->paths[v];
    }
}

/* Paths that end somewhere have come there by the neighbours of the entity:
 * hand them back, farthest first, as far as those. */
static void hand_back(pathing *p)
{
    const kith_brandes *ahead = &p->ahead;
    for (size_t i = ahead->reached; i-- > 1;) {
        const kith_id t = ahead->order[i];
        for (size_t k = ahead->ways_end[i - 1]; k < ahead->ways_end[i]; k++) {
            const kith_id u = p->searched.in.neighbour[ahead->ways[k]];
            const double part =
                p->ending[t] * ahead->paths[u] / ahead->paths[t];
            if (u == p->entity) {
                p->through[t] += part;
            } else {
                p->ending[u] += part;
            }
        }
    }
}

static kith_status search_all(pathing *p, kith_error *err)
{
    kith_steps steps;
    bool go_on = true;
    kith_steps_init(&steps, p->question->options, p->sources.count);
    kith_brandes_search(&p->ahead, p->entity);
    for (size_t i = 0; i < p->sources.count && go_on; i++) {
        const kith_id s = p->sources.vertex[i];
        if (s != p->entity) {
            kith_brandes_search(&p->search, s);
            if (!isinf(p->search.distance[p->entity]))
                add_source(p, s);
        }
        go_on = kith_steps_move(&steps, 1);
    }
    hand_back(p);
    const kith_status st = kith_steps_end(&steps, err);
    kith_steps_clear(&steps);
    return st;
}

static kith_status add_groups(pathing *p, kith_error *err)
{
    kith_reason_list list = {0};
    const size_t groups = kith_groups_count(p->groups);
    const size_t told = groups < GROUPS ? groups : GROUPS;
    if (!kith_reason_list_init(&list, p->question->most))
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t from = 0; from < told; from++) {
        for (size_t to = from; to < told; to++) {
            if (p->between[from][to] <= 0)
                continue;
            kith_reason_put(
                &list, (kith_reason){.kind = KITH_REASON_GROUPS,
                                     .a = kith_groups_members(p->groups,
                                                              (kith_id)from)[0],
                                     .b = kith_groups_members(p->groups,
                                                              (kith_id)to)[0],
                                     .part = p->between[from][to]});
        }
    }
    const kith_status st = kith_explanation_add(p->out, &list, p->whole, err);
    kith_release(list.reasons);
    return st;
}

static kith_status add_neighbours(pathing *p, kith_error *err)
{
    const size_t count = kith_graph_entity_count(p->graph);
    double *part = KITH_NEW(double, count);
    if (!part)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t v = 0; v < p->searched.count; v++)
        part[p->searched.entity[v]] = p->through[v];
    const size_t before = p->out->count;
    kith_status st =
        kith_explanation_neighbours(p->out, part, count, p->question->most,
                                    p->whole, err);
    /* parts add up to 2: there is no rest to tell of */
    if (st == KITH_OK && p->out->count > before &&
        p->out->reasons[p->out->count - 1].kind == KITH_REASON_REST)
        p->out->count--;
    kith_release(part);
    return st;
}

kith_status kith_explain_paths(kith_explanation *out,
                               kith_graph *graph,
                               const kith_explain_question *question,
                               kith_error *err)
{
    kith_status st = KITH_OK;
    pathing *p = KITH_NEW(pathing, 1);
    if (!p)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    p->question = question;
    p->graph = graph;
    p->out = out;
    KITH_TRY(st, prepare(p, err), done);
    p->entity = p->searched.vertex[question->entity];
    if (p->entity >= p->searched.count)
        goto done;
    KITH_TRY(st, search_all(p, err), done);
    KITH_TRY(st, kith_explanation_add(out, &p->pairs, 1, err), done);
    for (size_t i = 0; i < out->count; i++)
        out->reasons[i].part /= p->whole;
    KITH_TRY(st, add_neighbours(p, err), done);
    st = add_groups(p, err);
done:
    clear(p);
    kith_release(p);
    return st;
}

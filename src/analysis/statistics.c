/* Figures about a whole graph, none of which needs igraph.
 *
 * Two relations are parallel if they join the same entities the same way: both
 * from A to B, both from B to A, or both undirected; so each pair of entities
 * has up to three relations that are first of their kind. Density is the share
 * of ordered pairs of different entities that a relation leads over, an
 * undirected one both ways: in an undirected graph that is the share of pairs.
 * Reciprocity looks at directed relations between different entities; an
 * undirected relation answers, too.
 *
 * Cost: O(V + E) besides distances. Distances are exact while entities *
 * relations is small enough; else they are taken from a sample of entities
 * drawn by a fixed seed. Searching on from the farthest entity found ("double
 * sweep", Magnien, Latapy and Habib 2009) then often finds the diameter. */
#include "analysis/parts.h"
#include "analysis/sweep.h"
#include "base/alloc.h"
#include "base/error.h"

#include <kith/analysis.h>

#include <math.h>

enum { SAMPLE = 64, DOUBLE_SWEEPS = 8 };
static const double usual_exact_work = 2e9;

/* -- degrees and components ----------------------------------------------- */

static kith_status take_degrees(const kith_graph *graph,
                                kith_statistics *out,
                                kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    const size_t relations = kith_graph_relation_count(graph);
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    uint64_t *degree = KITH_NEW(uint64_t, count);
    if (!degree)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t r = 0; r < relations; r++) {
        degree[sources[r]]++;
        degree[targets[r]]++;
        out->self_relations += sources[r] == targets[r];
    }
    out->least_degree = count > 0 ? degree[0] : 0;
    for (size_t v = 0; v < count; v++) {
        out->isolated += degree[v] == 0;
        if (degree[v] < out->least_degree)
            out->least_degree = degree[v];
        if (degree[v] > out->most_degree)
            out->most_degree = degree[v];
    }
    if (count > 0)
        out->mean_degree = 2 * (double)relations / (double)count;
    kith_release(degree);
    return KITH_OK;
}

static kith_status take_components(const kith_graph *graph,
                                   kith_statistics *out,
                                   kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    kith_id *part = KITH_NEW(kith_id, count);
    if (!part)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    out->components = kith_components(graph, part);
    size_t *size = KITH_NEW(size_t, out->components);
    if (size) {
        for (size_t v = 0; v < count; v++) {
            if (++size[part[v]] > out->largest_component)
                out->largest_component = size[part[v]];
        }
    }
    kith_release(part);
    kith_release(size);
    return size ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* -- pairs of entities ----------------------------------------------------- */

/* Kinds of relations between u and v, as bits, seen from u. */
enum { TO_V = 1, TO_U = 2, MUTUAL = 4 };

typedef struct {
    const kith_graph *graph;
    const kith_adjacency *lists;
    kith_id *seen_by; /* by v: the last u + 1 whose relations to v were seen */
    uint8_t *kinds;   /* by v: of relations between that u and v */
    size_t parallel;
    size_t led_over; /* ordered pairs */
    size_t directed; /* relations */
    size_t answered; /* of them */
} pairs;

static uint8_t kind_of(const kith_graph *graph, kith_id r, kith_id u)
{
    if (!kith_graph_relation_directed(graph, r))
        return MUTUAL;
    return kith_graph_sources(graph)[r] == u ? TO_V : TO_U;
}

static size_t ways(uint8_t kinds)
{
    if (kinds & MUTUAL)
        return 2;
    return (size_t)((kinds & TO_V) != 0) + ((kinds & TO_U) != 0);
}

/* Each pair is looked at from its lower entity; self-relations count as a pair
 * for parallels only. */
static void collect_kinds(pairs *p, kith_id u)
{
    for (uint32_t i = p->lists->first[u]; i < p->lists->first[u + 1]; i++) {
        const kith_id v = p->lists->neighbour[i];
        if (v < u)
            continue;
        const uint8_t kind = kind_of(p->graph, p->lists->relation[i], u);
        const uint8_t before = p->seen_by[v] == u + 1 ? p->kinds[v] : 0;
        const uint8_t after = before | kind;
        p->seen_by[v] = u + 1;
        p->kinds[v] = after;
        p->parallel += before == after;
        if (v > u) {
            p->led_over += ways(after) - ways(before);
            p->directed += kind != MUTUAL;
        }
    }
}

static void count_answers(pairs *p, kith_id u)
{
    for (uint32_t i = p->lists->first[u]; i < p->lists->first[u + 1]; i++) {
        const kith_id v = p->lists->neighbour[i];
        if (v <= u || ways(p->kinds[v]) < 2)
            continue;
        p->answered += kind_of(p->graph, p->lists->relation[i], u) != MUTUAL;
    }
}

static kith_status take_pairs(const kith_graph *graph,
                              const kith_adjacency *lists,
                              kith_statistics *out,
                              kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    pairs p = {
        .graph = graph,
        .lists = lists,
        .seen_by = KITH_NEW(kith_id, count),
        .kinds = KITH_NEW(uint8_t, count),
    };
    const bool ready = p.seen_by && p.kinds;
    for (kith_id u = 0; ready && u < count; u++) {
        collect_kinds(&p, u);
        count_answers(&p, u);
    }
    out->parallel_relations = p.parallel;
    out->density = (double)NAN;
    const double others = (double)count - 1;
    if (count > 1)
        out->density = (double)p.led_over / ((double)count * others);
    out->reciprocity =
        p.directed > 0 ? (double)p.answered / (double)p.directed : (double)NAN;
    kith_release(p.seen_by);
    kith_release(p.kinds);
    return ready ? KITH_OK : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* -- distances --------------------------------------------------------------
 */

typedef struct {
    uint64_t sum;
    uint64_t pairs;
    uint32_t longest;
    kith_id farthest; /* the first entity found that far */
} distances;

static void add_distance(void *context,
                         kith_id entity,
                         uint32_t distance,
                         uint32_t sources)
{
    distances *d = context;
    d->sum += (uint64_t)distance * sources;
    d->pairs += sources;
    if (distance > d->longest) {
        d->longest = distance;
        d->farthest = entity;
    }
}

static kith_status measure_all(const kith_sweep_lists *lists,
                               distances *all,
                               kith_error *err)
{
    distances blocks[KITH_SWEEP_BLOCKS] = {0};
    void *contexts[KITH_SWEEP_BLOCKS];
    for (size_t i = 0; i < KITH_SWEEP_BLOCKS; i++)
        contexts[i] = &blocks[i];
    const kith_status st =
        kith_sweep_all(lists, NULL, add_distance, contexts, err);
    for (size_t i = 0; i < KITH_SWEEP_BLOCKS; i++) {
        all->sum += blocks[i].sum;
        all->pairs += blocks[i].pairs;
        if (blocks[i].longest > all->longest)
            all->longest = blocks[i].longest;
    }
    return st;
}

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t draw(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static bool among(const kith_id *sample, size_t size, kith_id v)
{
    for (size_t i = 0; i < size; i++) {
        if (sample[i] == v)
            return true;
    }
    return false;
}

/* Up to SAMPLE entities that have relations; the draws are bounded because
 * there may be fewer. */
static size_t draw_sample(const kith_sweep_lists *lists, kith_id *sample)
{
    const uint32_t *first = lists->ahead.first;
    const size_t count = lists->count;
    uint64_t state = 0;
    size_t size = 0;
    for (size_t tries = 0; size < SAMPLE && tries < 4 * count; tries++) {
        const kith_id v = (kith_id)(draw(&state) % count);
        if (first[v] < first[v + 1] && !among(sample, size, v))
            sample[size++] = v;
    }
    return size;
}

static kith_status measure_sample(const kith_sweep_lists *lists,
                                  distances *all,
                                  kith_error *err)
{
    kith_id sample[SAMPLE];
    const size_t size = draw_sample(lists, sample);
    kith_status st = kith_sweep(lists, sample, size, add_distance, all, err);
    kith_id from = all->farthest;
    for (int i = 0; i < DOUBLE_SWEEPS && st == KITH_OK; i++) {
        distances sweep = {0};
        st = kith_sweep(lists, &from, 1, add_distance, &sweep, err);
        if (sweep.longest <= all->longest && i > 0)
            break;
        if (sweep.longest > all->longest)
            all->longest = sweep.longest;
        from = sweep.farthest;
    }
    return st;
}

static kith_status take_distances(const kith_graph *graph,
                                  const kith_adjacency *lists,
                                  double exact_work,
                                  kith_statistics *out,
                                  kith_error *err)
{
    distances all = {0};
    const size_t count = kith_graph_entity_count(graph);
    const kith_sweep_lists both = {*lists, *lists, count};
    const double work =
        (double)count * (double)kith_graph_relation_count(graph);
    out->estimated = work > (exact_work > 0 ? exact_work : usual_exact_work);
    const kith_status st = out->estimated ? measure_sample(&both, &all, err)
                                          : measure_all(&both, &all, err);
    out->diameter = all.longest;
    out->mean_distance =
        all.pairs > 0 ? (double)all.sum / (double)all.pairs : (double)NAN;
    return st;
}

kith_status kith_statistics_take(kith_graph *graph,
                                 double exact_work,
                                 kith_statistics *out,
                                 kith_error *err)
{
    kith_status st = KITH_OK;
    kith_adjacency lists = {0};
    *out = (kith_statistics){0};
    KITH_TRY(st, kith_graph_adjacency(graph, KITH_BOTH, &lists, err), done);
    KITH_TRY(st, take_degrees(graph, out, err), done);
    KITH_TRY(st, take_components(graph, out, err), done);
    KITH_TRY(st, take_pairs(graph, &lists, out, err), done);
    KITH_TRY(st, take_distances(graph, &lists, exact_work, out, err), done);
done:
    return st;
}

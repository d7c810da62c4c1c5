/* Figures about a whole graph, none of which needs igraph.
 *
 * Density is the share of ordered pairs of different entities that a relation
 * leads over, an undirected one both ways: in an undirected graph that is the
 * share of pairs. Reciprocity looks at directed relations between different
 * entities; an undirected relation answers, too. Transitivity and clustering
 * are those of the simple undirected graph. Assortativity is Pearson's
 * correlation of the degrees at both ends of a relation, each relation taken
 * both ways, as in igraph (NetworkX takes a self-relation once).
 *
 * Cost: O(V + E) besides triangles (see triangles.c) and distances (see
 * distances.c).
 * Sources: Wasserman and Faust, "Social network analysis", 1994; Newman,
 * "Assortative mixing in networks", 2002. */
#include "analysis/distances.h"
#include "analysis/pairs.h"
#include "analysis/parts.h"
#include "analysis/triangles.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

static const double usual_exact_work = 2e9;

void kith_statistics_clear(kith_statistics *statistics)
{
    kith_release(statistics->degrees);
    *statistics = (kith_statistics){0};
}

/* -- degrees --------------------------------------------------------------- */

static uint32_t degree_of(const kith_lists *lists, size_t v)
{
    return lists->first[v + 1] - lists->first[v];
}

/* Put `degree` into counts that fall. Beyond the largest ones, which may come
 * in any order, entities come by falling degree. */
static bool count_degree(kith_statistics *out, uint32_t degree)
{
    size_t i = out->degree_count;
    while (i > 0 && out->degrees[i - 1].degree < degree)
        i--;
    if (i > 0 && out->degrees[i - 1].degree == degree) {
        out->degrees[i - 1].entities++;
        return true;
    }
    kith_degree_count *grown =
        kith_grow_array(out->degrees, out->degree_count + 1,
                        sizeof *out->degrees);
    if (!grown)
        return false;
    memmove(grown + i + 1, grown + i, (out->degree_count - i) * sizeof *grown);
    grown[i] = (kith_degree_count){degree, 1};
    out->degrees = grown;
    out->degree_count++;
    return true;
}

static void turn_round(kith_degree_count *degrees, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        const kith_degree_count swap = degrees[i];
        degrees[i] = degrees[count - 1 - i];
        degrees[count - 1 - i] = swap;
    }
}

static kith_status take_degrees(const kith_graph *graph,
                                const kith_lists *lists,
                                kith_statistics *out,
                                kith_error *err)
{
    const size_t relations = kith_graph_relation_count(graph);
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    for (size_t v = 0; v < lists->count; v++) {
        if (!count_degree(out, degree_of(lists, v)))
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    turn_round(out->degrees, out->degree_count);
    for (size_t r = 0; r < relations; r++)
        out->self_relations += sources[r] == targets[r];
    if (lists->count == 0)
        return KITH_OK;
    out->least_degree = out->degrees[0].degree;
    out->most_degree = out->degrees[out->degree_count - 1].degree;
    out->isolated = out->least_degree == 0 ? out->degrees[0].entities : 0;
    out->mean_degree = 2 * (double)relations / (double)lists->count;
    return KITH_OK;
}

/* The mean is taken off first, since what remains may be small. */
static double assortativity_of(const kith_graph *graph, const kith_lists *lists)
{
    const size_t relations = kith_graph_relation_count(graph);
    const kith_id *sources = kith_graph_sources(graph);
    const kith_id *targets = kith_graph_targets(graph);
    double mean = 0;
    double product = 0;
    double square = 0;
    for (size_t v = 0; v < lists->count; v++)
        mean += (double)degree_of(lists, v) * degree_of(lists, v);
    mean /= 2 * (double)relations;
    for (size_t r = 0; r < relations; r++) {
        const double a = degree_of(lists, lists->number[sources[r]]) - mean;
        const double b = degree_of(lists, lists->number[targets[r]]) - mean;
        product += a * b;
        square += (a * a + b * b) / 2;
    }
    /* all degrees alike but for rounding: there is nothing to correlate */
    return square > 1e-12 * mean * mean * (double)relations ? product / square
                                                            : (double)NAN;
}

/* -- parts ----------------------------------------------------------------- */

static kith_status take_largest(const kith_id *part,
                                size_t count,
                                size_t parts,
                                size_t *largest,
                                kith_error *err)
{
    size_t *size = KITH_NEW(size_t, parts);
    if (!size)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t v = 0; v < count; v++) {
        if (++size[part[v]] > *largest)
            *largest = size[part[v]];
    }
    kith_release(size);
    return KITH_OK;
}

static kith_status take_parts(kith_graph *graph,
                              kith_statistics *out,
                              kith_error *err)
{
    kith_status st = KITH_OK;
    kith_lists ahead = {0};
    const size_t count = kith_graph_entity_count(graph);
    kith_id *part = KITH_NEW(kith_id, count);
    if (!part)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    out->components = kith_components(graph, part);
    KITH_TRY(st,
             take_largest(part, count, out->components, &out->largest_component,
                          err),
             done);
    KITH_TRY(st, kith_graph_lists(graph, KITH_OUT, &ahead, err), done);
    KITH_TRY(st,
             kith_strong_parts(&(kith_adjacency){ahead.first, ahead.neighbour,
                                                 NULL},
                               count, NULL, part, &out->strong_components, err),
             done);
    st = take_largest(part, count, out->strong_components,
                      &out->largest_strong_component, err);
done:
    kith_release(part);
    return st;
}

/* -- pairs and triangles --------------------------------------------------- */

static kith_status take_pairs(kith_graph *graph,
                              kith_statistics *out,
                              kith_error *err)
{
    kith_pairs pairs;
    const double count = (double)kith_graph_entity_count(graph);
    const kith_status st = kith_pairs_count(graph, &pairs, err);
    out->parallel_relations = pairs.parallel;
    out->density = count > 1 ? (double)pairs.led_over / (count * (count - 1))
                             : (double)NAN;
    out->reciprocity = pairs.directed > 0
                           ? (double)pairs.answered / (double)pairs.directed
                           : (double)NAN;
    return st;
}

static kith_status take_triangles(kith_graph *graph,
                                  unsigned threads,
                                  kith_statistics *out,
                                  kith_error *err)
{
    kith_triangles t;
    double closed = 0;
    double pairs = 0;
    double sum = 0;
    const kith_status st = kith_triangles_find(&t, graph, threads, err);
    for (size_t v = 0; st == KITH_OK && v < t.lists.count; v++) {
        const double degree = t.degree[v];
        const double here = degree * (degree - 1) / 2;
        closed += (double)t.through[v];
        pairs += here;
        sum += here > 0 ? (double)t.through[v] / here : 0;
    }
    out->transitivity = pairs > 0 ? closed / pairs : (double)NAN;
    out->clustering =
        t.lists.count > 0 ? sum / (double)t.lists.count : (double)NAN;
    kith_triangles_clear(&t);
    return st;
}

static kith_status take_cuts(kith_graph *graph,
                             kith_statistics *out,
                             kith_error *err)
{
    kith_cuts cuts;
    const kith_status st = kith_cuts_find(&cuts, graph, err);
    out->bridges = cuts.bridge_count;
    out->cut_points = cuts.point_count;
    kith_cuts_clear(&cuts);
    return st;
}

kith_status kith_statistics_take(kith_graph *graph,
                                 double exact_work,
                                 unsigned threads,
                                 kith_statistics *out,
                                 kith_error *err)
{
    kith_status st = KITH_OK;
    kith_lists lists = {0};
    *out = (kith_statistics){0};
    KITH_TRY(st, kith_graph_lists(graph, KITH_BOTH, &lists, err), done);
    KITH_TRY(st, take_degrees(graph, &lists, out, err), done);
    out->assortativity = assortativity_of(graph, &lists);
    KITH_TRY(st, take_parts(graph, out, err), done);
    KITH_TRY(st, take_cuts(graph, out, err), done);
    KITH_TRY(st, take_pairs(graph, out, err), done);
    KITH_TRY(st, take_triangles(graph, threads, out, err), done);
    st = kith_distances_take(&lists,
                             exact_work > 0 ? exact_work : usual_exact_work,
                             threads, out, err);
done:
    if (st != KITH_OK)
        kith_statistics_clear(out);
    return st;
}

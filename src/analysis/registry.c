/* The table of measures: what `rank` can order entities and relations by. A new
 * measure is one file and one row here; measures of relations stand last. */
#include "analysis/explain.h"
#include "analysis/measures.h"
#include "base/error.h"

#include <string.h>

static const kith_measure measures[] = {
    {.name = "degree",
     .summary = "relations of an entity; one with itself counts twice",
     .directed = "relations of both directions count",
     .undirected = "the same",
     .normalised = "V - 1",
     .cost = "E",
     .memory = "0",
     .run = kith_measure_degree,
     .explain = kith_explain_ends},

    {.name = "in-degree",
     .summary = "relations that reach an entity",
     .directed = "an undirected relation reaches both its ends",
     .undirected = "the same as degree",
     .normalised = "V - 1",
     .cost = "E",
     .memory = "0",
     .run = kith_measure_in_degree,
     .explain = kith_explain_ends},

    {.name = "out-degree",
     .summary = "relations that leave an entity",
     .directed = "an undirected relation leaves both its ends",
     .undirected = "the same as degree",
     .normalised = "V - 1",
     .cost = "E",
     .memory = "0",
     .run = kith_measure_out_degree,
     .explain = kith_explain_ends},

    {.name = "strength",
     .summary = "sum of the weights of an entity's relations, whether or not "
                "weights are asked for", .directed = "relations of both directions count",
     .undirected = "the same",
     .cost = "E",
     .memory = "8 E with --weight-as distance, else 0",
     .weights = KITH_WEIGHTS_STRENGTH,
     .run = kith_measure_strength,
     .explain = kith_explain_ends},

    {.name = "pagerank",
     .summary = "how often a random walk along relations comes by",
     .directed = "the walk follows directions",
     .undirected = "it goes along relations either way",
     .cost = "E a round, up to 140 rounds",
     .memory = "52 V + 8 E; weighted 24 V + 32 E",
     .weights = KITH_WEIGHTS_STRENGTH,
     .takes_damping = true,
     .takes_seeds = true,
     .run = kith_measure_pagerank,
     .explain = kith_explain_walk},

    {.name = "betweenness",
     .summary = "how many shortest paths between others pass through",
     .directed = "paths follow directions; every ordered pair of others "
                 "shares out 1", .undirected = "paths go either way; every pair of others shares out 1",
     .normalised = "the number of pairs",
     .cost = "V E; weighted V E log V; sampled k for V",
     .memory = "(130 + 250 T) V + 8 E",
     .weights = KITH_WEIGHTS_DISTANCE,
     .takes_sample = true,
     .takes_cutoff = true,
     .run = kith_measure_betweenness,
     .explain = kith_explain_paths},

    {.name = "closeness",
     .summary = "how near all that an entity can reach is to it: 1 / the sum "
                "of distances; whoever reaches few scores high, so where "
                "not all reach all harmonic is better, or no directions", .directed = "paths go out from the entity, along directions",
     .undirected = "paths go either way",
     .normalised = "1 / the number that it reaches",
     .cost = "V E; weighted V E log V; sampled k for V",
     .memory = "(60 + 160 T) V + 8 E; weighted (170 + 60 T) V + (24 + 8 T) E",
     .weights = KITH_WEIGHTS_DISTANCE,
     .takes_sample = true,
     .run = kith_measure_closeness,
     .explain = kith_explain_distances},

    {.name = "harmonic",
     .summary = "sum of 1 / distance to every other entity",
     .directed = "paths go out from the entity, along directions",
     .undirected = "paths go either way",
     .normalised = "V - 1",
     .cost = "V E; weighted V E log V; sampled k for V",
     .memory = "(50 + 150 T) V + 8 E; weighted (100 + 60 T) V + (24 + 8 T) E",
     .weights = KITH_WEIGHTS_DISTANCE,
     .takes_sample = true,
     .run = kith_measure_harmonic,
     .explain = kith_explain_distances},

    {.name = "eccentricity",
     .summary = "distance to the farthest that an entity can reach: small in "
                "the middle", .directed = "paths go out from the entity, along directions",
     .undirected = "paths go either way",
     .cost = "V E; weighted V E log V",
     .memory = "(50 + 150 T) V + 8 E; weighted (100 + 60 T) V + (24 + 8 T) E",
     .weights = KITH_WEIGHTS_DISTANCE,
     .least_first = true,
     .run = kith_measure_eccentricity,
     .explain = kith_explain_distances},

    {.name = "eigenvector",
     .summary = "how well an entity is connected to the well connected",
     .directed = "what leads to an entity counts for it",
     .undirected = "all its neighbours count",
     .cost = "E a round",
     .memory = "some 200 V + 8 E; weighted 32 E",
     .weights = KITH_WEIGHTS_STRENGTH,
     .run = kith_measure_eigenvector,
     .explain = kith_explain_walk},

    {.name = "hubs",
     .summary = "how well an entity leads to good authorities",
     .directed = "what an entity leads to counts",
     .undirected = "all its neighbours count; the same as authorities",
     .normalised = "their sum",
     .cost = "E a round",
     .memory = "some 300 V + 8 E; weighted 64 E",
     .weights = KITH_WEIGHTS_STRENGTH,
     .run = kith_measure_hubs,
     .explain = kith_explain_hubs},

    {.name = "authorities",
     .summary = "how well good hubs lead to an entity",
     .directed = "what leads to an entity counts",
     .undirected = "all its neighbours count; the same as hubs",
     .normalised = "their sum",
     .cost = "E a round",
     .memory = "some 300 V + 8 E; weighted 64 E",
     .weights = KITH_WEIGHTS_STRENGTH,
     .run = kith_measure_authorities,
     .explain = kith_explain_hubs},

    {.name = "katz",
     .summary = "walks that end at an entity, each step counting alpha",
     .directed = "walks follow directions",
     .undirected = "they go along relations either way",
     .normalised = "the root of the sum of their squares",
     .cost = "E a round",
     .memory = "some 200 V + 8 E; weighted 32 E",
     .weights = KITH_WEIGHTS_STRENGTH,
     .takes_alpha = true,
     .run = kith_measure_katz,
     .explain = kith_explain_katz},

    {.name = "coreness",
     .summary = "the largest k for which it is in a part where all have k "
                "neighbours", .directed = "neighbours in both directions count",
     .undirected = "the same",
     .cost = "E",
     .memory = "28 V + 8 E",
     .run = kith_measure_coreness,
     .explain = kith_explain_core},

    {.name = "clustering",
     .summary = "share of its neighbours that are neighbours of each other",
     .directed = "neighbours in both directions count",
     .undirected = "the same",
     .cost = "E^1.5 at worst",
     .memory = "(12 + 9 T) V + 12 E",
     .run = kith_measure_clustering,
     .explain = kith_explain_triangles},

    {.name = "constraint",
     .summary = "how much its neighbours depend on each other (Burt); low "
                "means that it stands between them", .directed = "relations of both directions add up",
     .undirected = "the same, but undirected ones count no more than others",
     .cost = "E times the smaller degree, log V",
     .memory = "(16 + 8 T) V + 48 E; weighted 100 E",
     .weights = KITH_WEIGHTS_STRENGTH,
     .least_first = true,
     .run = kith_measure_constraint,
     .explain = kith_explain_constraint},

 /* Measures of relations. */

    {.name = "relation-betweenness",
     .summary = "how many shortest paths a relation is part of",
     .directed = "paths follow directions; every ordered pair shares out 1",
     .undirected = "paths go either way; every pair shares out 1",
     .normalised = "the number of pairs",
     .cost = "V E; weighted V E log V; sampled k for V",
     .memory = "64 E + 250 T V",
     .weights = KITH_WEIGHTS_DISTANCE,
     .of_relations = true,
     .takes_sample = true,
     .takes_cutoff = true,
     .run = kith_measure_relation_betweenness},

    {0                                               },
};

const kith_measure *kith_measures(void)
{
    return measures;
}

const kith_measure *kith_measure_of(const char *name)
{
    for (const kith_measure *measure = measures; measure->name; measure++) {
        if (!strcmp(measure->name, name))
            return measure;
    }
    return NULL;
}

size_t kith_measure_size(const kith_measure *measure, const kith_graph *graph)
{
    return measure->of_relations ? kith_graph_relation_count(graph)
                                 : kith_graph_entity_count(graph);
}

/* Options that a measure may not take. */
static kith_status check_taken(const kith_measure *measure,
                               const kith_measure_options *options,
                               kith_error *err)
{
    const struct {
        bool given;
        bool taken;
        const char *what;
        const char *hint;
    } rows[] = {
        {options->weights != KITH_WEIGHTS_NONE,
         measure->weights != KITH_WEIGHTS_NONE,                         "weights",
         "leave weights out, or take 'strength'"},
        {options->damping != 0,                 measure->takes_damping, "damping",
         "damping is for 'pagerank'"            },
        {options->seed_count > 0,               measure->takes_seeds,   "seeds",
         "seeds are for 'pagerank'"             },
        {options->alpha != 0,                   measure->takes_alpha,   "alpha",
         "alpha is for 'katz'"                  },
        {options->sample > 0,                   measure->takes_sample,  "sample",
         "leave the sample out"                 },
        {options->cutoff != 0,                  measure->takes_cutoff,  "cutoff",
         "a cutoff is for 'betweenness'"        },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!rows[i].given || rows[i].taken)
            continue;
        kith_fail(err, KITH_E_UNSUPPORTED, "'%s' takes no %s", measure->name,
                  rows[i].what);
        kith_hint(err, "%s", rows[i].hint);
        return KITH_E_UNSUPPORTED;
    }
    return KITH_OK;
}

kith_status kith_measure_run(const kith_measure *measure,
                             kith_graph *graph,
                             const kith_measure_options *options,
                             double *score,
                             kith_error *err)
{
    static const kith_measure_options defaults = {0};
    if (!options)
        options = &defaults;
    const kith_status st = check_taken(measure, options, err);
    if (st != KITH_OK)
        return st;
    const size_t size = kith_measure_size(measure, graph);
    for (size_t i = 0; options->error && i < size; i++)
        options->error[i] = 0;
    return size ? measure->run(graph, options, score, err) : KITH_OK;
}

void kith_scores_divide(double *score, size_t count, double by)
{
    for (size_t v = 0; v < count; v++)
        score[v] = by > 0 ? score[v] / by : 0;
}

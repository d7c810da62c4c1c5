/* The table of measures: what `rank` can order entities by. A new measure is
 * one file and one row here. */
#include "analysis/measures.h"
#include "base/error.h"

#include <string.h>

static const kith_measure measures[] = {
    {"degree",      "relations of an entity; one with itself counts twice",  "E",
     false,                                                                                kith_measure_degree     },
    {"in-degree",   "relations that reach an entity",                        "E",   false,
     kith_measure_in_degree                                                                                        },
    {"out-degree",  "relations that leave an entity",                        "E",   false,
     kith_measure_out_degree                                                                                       },
    {"strength",    "sum of the weights of an entity's relations",           "E",   true,
     kith_measure_strength                                                                                         },
    {"pagerank",    "how often a random walk along relations comes by",      "E",   true,
     kith_measure_pagerank                                                                                         },
    {"betweenness", "how many shortest paths between others pass through",
     "V*E",                                                                         true,  kith_measure_betweenness},
    {"closeness",   "how near all that an entity can reach is to it",        "V*E", true,
     kith_measure_closeness                                                                                        },
    {"harmonic",    "sum of 1 / distance to every other entity",             "V*E", true,
     kith_measure_harmonic                                                                                         },
    {"eigenvector", "how well an entity is connected to the well connected",
     "E",                                                                           true,  kith_measure_eigenvector},
    {"coreness",
     "the largest k for which it is in a part where all have k "
     "neighbours",                                                           "E",   false, kith_measure_coreness   },
    {NULL,          NULL,                                                    NULL,  false, NULL                    },
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

kith_status kith_measure_run(const kith_measure *measure,
                             kith_graph *graph,
                             const kith_measure_options *options,
                             double *score,
                             kith_error *err)
{
    static const kith_measure_options defaults = {0};
    if (!options)
        options = &defaults;
    if (options->weighted && !measure->weights) {
        kith_fail(err, KITH_E_UNSUPPORTED, "weights mean nothing to '%s'",
                  measure->name);
        kith_hint(err, "leave weights out, or take 'strength'");
        return KITH_E_UNSUPPORTED;
    }
    if (kith_graph_entity_count(graph) == 0)
        return KITH_OK;
    return measure->run(graph, options, score, err);
}

const double *kith_measure_weights(const kith_graph *graph,
                                   const kith_measure_options *options)
{
    return options->weighted ? kith_graph_weights(graph) : NULL;
}

void kith_scores_divide(double *score, size_t count, double by)
{
    for (size_t v = 0; v < count; v++)
        score[v] = by > 0 ? score[v] / by : 0;
}

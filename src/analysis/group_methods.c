/* The table of methods of grouping: what `groups` can group entities by. A new
 * method is one file and one row here. */
#include "analysis/group_methods.h"

#include <string.h>

enum {
    MODULARITY = KITH_HEEDS_WEIGHTS | KITH_HEEDS_RESOLUTION | KITH_HEEDS_SEED,
    CHANCE = KITH_HEEDS_WEIGHTS | KITH_HEEDS_SEED
};

static const kith_group_method methods[] = {
    {.name = "leiden",
     .summary = "communities of high modularity, each of them well connected",
     .cost = "E",
     .heeds = MODULARITY,
     .run = kith_group_leiden},
    {.name = "louvain",
     .summary =
         "communities of high modularity, by the method that Leiden mended", .cost = "E",
     .heeds = MODULARITY,
     .run = kith_group_louvain},
    {.name = "label-propagation",
     .summary = "each entity is where most of its neighbours are",
     .cost = "E",
     .heeds = CHANCE,
     .run = kith_group_label_propagation},
    {.name = "walktrap",
     .summary = "short random walks stay within a community",
     .cost = "V^2 log V; at worst E V^2",
     .heeds = KITH_HEEDS_WEIGHTS | KITH_HEEDS_STEPS,
     .run = kith_group_walktrap},
    {.name = "infomap",
     .summary = "communities that make the way of a random walk short to tell",
     .cost = "E",
     .heeds = CHANCE | KITH_HEEDS_DIRECTION,
     .run = kith_group_infomap},
    {.name = "fast-greedy",
     .summary = "communities joined two by two, the best for modularity first",
     .cost = "E + V log(V)^2; at worst V E log V",
     .heeds = KITH_HEEDS_WEIGHTS,
     .run = kith_group_fast_greedy},
    {.name = "edge-betweenness",
     .summary = "what is left when the most travelled relations are removed",
     .cost = "V E^2",
     .heeds = KITH_HEEDS_WEIGHTS,
     .run = kith_group_edge_betweenness},
    {.name = "components",
     .summary = "connected whatever the direction",
     .cost = "V + E",
     .run = kith_group_components},
    {.name = "strong",
     .summary = "connected along directions both ways",
     .cost = "V + E",
     .run = kith_group_strong},
    {.name = "cores",
     .summary = "the connected parts of the k-core, in which everyone has k "
                "neighbours", .cost = "V + E",
     .heeds = KITH_HEEDS_CORE,
     .run = kith_group_cores},
    {.name = "cliques",
     .summary = "everyone is related to everyone, and nobody could be added; "
                "they overlap", .cost = "at worst 3^(V/3)",
     .heeds = KITH_HEEDS_LEAST,
     .run = kith_group_cliques},
    {0         },
};

const kith_group_method *kith_group_methods(void)
{
    return methods;
}

const kith_group_method *kith_group_method_of(const char *name)
{
    for (const kith_group_method *method = methods; method->name; method++) {
        if (!strcmp(method->name, name))
            return method;
    }
    return NULL;
}

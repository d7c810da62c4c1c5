/* What every search for paths needs: lists of relations, what may be used, and
 * what it costs. */
#include "analysis/path_search.h"

#include "analysis/path_costs.h"
#include "analysis/path_twins.h"
#include "base/alloc.h"
#include "base/error.h"

kith_status kith_path_search_init(kith_path_search *search,
                                  kith_graph *graph,
                                  const kith_id *named,
                                  size_t count,
                                  const kith_path_options *options,
                                  kith_error *err)
{
    const kith_direction ahead = options->directed ? KITH_OUT : KITH_BOTH;
    const kith_direction back = options->directed ? KITH_IN : KITH_BOTH;
    kith_status st = KITH_OK;
    *search = (kith_path_search){
        .graph = graph,
        .count = kith_graph_entity_count(graph),
        .from = named[0],
    };
    KITH_TRY(st, kith_graph_adjacency(graph, ahead, &search->ahead, err), done);
    KITH_TRY(st, kith_graph_adjacency(graph, back, &search->back, err), done);
    KITH_TRY(st,
             kith_path_filter_init(&search->filter, graph, named, count,
                                   options, err),
             done);
    KITH_TRY(st,
             kith_path_costs_make(&search->costs, graph, named, count, options,
                                  err),
             done);
    if (options->distinct)
        st = kith_path_shut_twins(search, err);
done:
    return st;
}

void kith_path_search_clear(kith_path_search *search)
{
    kith_path_filter_clear(&search->filter);
    kith_release(search->costs);
    *search = (kith_path_search){0};
}

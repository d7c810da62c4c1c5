/* Configure-time probe: every igraph function that kith calls, so that the
 * build can try whether igraph's archive links with unused sections dropped.
 * A new igraph call goes here too. */
#include <igraph/igraph.h>

int main(int argc, char **argv)
{
    igraph_t graph;
    igraph_vector_t scores;
    igraph_vector_int_t groups;
    igraph_matrix_int_t merges;
    const igraph_vs_t all = igraph_vss_all();

    (void)argv;
    if (argc > 0)
        return 0; /* linking is all that is asked */
    igraph_set_error_handler(igraph_error_handler_ignore);
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    igraph_rng_seed(igraph_rng_default(), 1);
    igraph_vector_init(&scores, 0);
    igraph_vector_int_init(&groups, 0);
    igraph_create(&graph, &groups, 0, IGRAPH_DIRECTED);
    igraph_betweenness(&graph, &scores, all, 1, NULL);
    igraph_closeness(&graph, &scores, NULL, NULL, all, IGRAPH_OUT, NULL, 0);
    igraph_harmonic_centrality(&graph, &scores, all, IGRAPH_OUT, NULL, 0);
    igraph_matrix_int_init(&merges, 0, 2);
    igraph_community_walktrap(&graph, NULL, 4, &merges, NULL, NULL);
    igraph_community_fastgreedy(&graph, NULL, &merges, NULL, NULL);
    igraph_community_edge_betweenness(&graph, &groups, NULL, NULL, NULL, NULL,
                                      NULL, 0, NULL);
    igraph_maximal_cliques_callback(&graph, NULL, NULL, 3, 0);
    igraph_matrix_int_destroy(&merges);
    igraph_vector_int_destroy(&groups);
    igraph_vector_destroy(&scores);
    igraph_destroy(&graph);
    return 0;
}

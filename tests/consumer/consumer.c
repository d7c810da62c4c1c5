/* Reads records and prints who is in them with their PageRank, as a program of
 * somebody else's would. */
#include <kith/kith.h>

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    kith_error err = {0};
    kith_graph *graph = NULL;
    kith_diagnostics *problems = kith_diagnostics_new(10);
    const kith_read_options options = {
        .inputs = (const char *const *)argv + 1,
        .input_count = (size_t)argc - 1,
    };
    if (kith_graph_read(&graph, &options, problems, &err) != KITH_OK) {
        fprintf(stderr, "consumer: %s\n", err.message);
        kith_diagnostics_free(problems);
        return 1;
    }
    const size_t count = kith_graph_entity_count(graph);
    double *rank = calloc(count + 1, sizeof *rank);
    const kith_measure *pagerank = kith_measure_of("pagerank");
    double sum = 0;
    if (rank &&
        kith_measure_run(pagerank, graph, NULL, rank, &err) == KITH_OK) {
        for (kith_id e = 0; e < count; e++) {
            printf("%.6f  %s\n", rank[e], kith_graph_entity_name(graph, e));
            sum += rank[e];
        }
    }
    free(rank);
    kith_graph_free(graph);
    kith_diagnostics_free(problems);
    return sum > 0.999999 && sum < 1.000001 ? 0 : 1;
}

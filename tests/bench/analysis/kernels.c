/* Times kith's analyses inside a process, on a graph that is read once.
 *
 *     kernels FILE.jsonl TASK ROUNDS [THREADS]
 *
 * Prints a line a round, as timing.h says. Directions are ignored but by
 * "lists-in". "lists" are what kernels go over, "lists-in" those of one
 * direction, "adjacency" what knows the relation of each place; all are built
 * from the ends of the relations, on a selection of everything, which has none
 * yet. Exits with 4 where kith has no such task.
 * THREADS 0, the default, is as many as kith sees fit. */
#include "analysis/parts.h"
#include "analysis/triangles.h"
#include "graph/lists.h"
#include "timing.h"

#include <kith/analysis.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NO_SUCH_TASK = 4 };

typedef struct {
    kith_graph *graph;
    double *score;
    kith_measure_options options;
} subject;

typedef struct {
    const char *name;
    const char *measure; /* its row in the registry, if it is a measure */
    size_t sample;
    double (*answer)(const double *score, size_t count);
    double (*run)(subject *s, timing *taken); /* if it is not */
} task;

static void stop_if(kith_status st, const kith_error *err)
{
    if (st == KITH_OK)
        return;
    fprintf(stderr, "kernels: %s\n", err->message);
    exit(3);
}

static double sum(const double *score, size_t count)
{
    double total = 0;
    for (size_t v = 0; v < count; v++)
        total += score[v];
    return total;
}

static double highest(const double *score, size_t count)
{
    double most = 0;
    for (size_t v = 0; v < count; v++)
        most = fmax(most, score[v]);
    return most;
}

/* A graph without adjacency yet: a selection of everything. */
static kith_graph *fresh_copy(const subject *s)
{
    const kith_selection everything = {0};
    kith_graph *fresh = NULL;
    kith_error err = {0};
    stop_if(kith_graph_select(&fresh, s->graph, &everything, &err), &err);
    return fresh;
}

static double adjacency(subject *s, timing *taken)
{
    kith_graph *fresh = fresh_copy(s);
    kith_adjacency lists = {0};
    kith_error err = {0};
    *taken = timing_start();
    stop_if(kith_graph_adjacency(fresh, KITH_BOTH, &lists, &err), &err);
    timing_stop(taken);
    const double places = lists.first[kith_graph_entity_count(fresh)];
    kith_graph_free(fresh);
    return places;
}

static double lists_of(subject *s, kith_direction way, timing *taken)
{
    kith_graph *fresh = fresh_copy(s);
    kith_lists made = {0};
    kith_error err = {0};
    *taken = timing_start();
    stop_if(kith_graph_lists(fresh, way, &made, &err), &err);
    timing_stop(taken);
    const double places = made.first[made.count];
    kith_graph_free(fresh);
    return places;
}

static double lists(subject *s, timing *taken)
{
    return lists_of(s, KITH_BOTH, taken);
}

/* What a measure that follows directions goes over, such as PageRank. */
static double lists_in(subject *s, timing *taken)
{
    return lists_of(s, KITH_IN, taken);
}

static double triangles(subject *s, timing *taken)
{
    kith_triangles found = {0};
    kith_error err = {0};
    double corners = 0;
    *taken = timing_start();
    stop_if(kith_triangles_find(&found, s->graph, s->options.threads, &err),
            &err);
    timing_stop(taken);
    for (size_t v = 0; v < found.lists.count; v++)
        corners += (double)found.through[v];
    kith_triangles_clear(&found);
    return corners / 3;
}

static double group(subject *s, const kith_group_options *how, timing *taken)
{
    kith_groups *groups = NULL;
    kith_error err = {0};
    *taken = timing_start();
    stop_if(kith_groups_find(&groups, s->graph, how, &err), &err);
    timing_stop(taken);
    const double answer = how->runs ? kith_groups_figures(groups).modularity
                                    : (double)kith_groups_count(groups);
    kith_groups_free(groups);
    return answer;
}

/* The kernel; as groups they are also put in order. */
static double components(subject *s, timing *taken)
{
    kith_id *part = calloc(kith_graph_entity_count(s->graph) + 1, sizeof *part);
    *taken = timing_start();
    const size_t count = part ? kith_components(s->graph, part) : 0;
    timing_stop(taken);
    free(part);
    return (double)count;
}

static double component_groups(subject *s, timing *taken)
{
    const kith_group_options how = {.method = "components"};
    return group(s, &how, taken);
}

static double leiden(subject *s, timing *taken)
{
    const kith_group_options how = {.method = "leiden",
                                    .runs = 1,
                                    .threads = s->options.threads};
    return group(s, &how, taken);
}

/* Iterations that PageRank's tolerance takes, counted by the textbook's loop
 * (uniform start, dangling entities spread evenly). */
static unsigned pagerank_rounds(kith_graph *graph)
{
    const double d = 0.85;
    const size_t count = kith_graph_entity_count(graph);
    double *x = calloc(2 * count, sizeof *x);
    double *next = x + count;
    kith_adjacency lists = {0};
    kith_error err = {0};
    double change = 1;
    unsigned rounds = 0;
    stop_if(kith_graph_adjacency(graph, KITH_BOTH, &lists, &err), &err);
    for (size_t v = 0; v < count; v++)
        x[v] = 1 / (double)count;
    for (; change > 1e-10 * (1 - d) / d; rounds++) {
        double dangling = 0;
        change = 0;
        for (size_t v = 0; v < count; v++) {
            next[v] = 0;
            for (uint32_t i = lists.first[v]; i < lists.first[v + 1]; i++) {
                const kith_id u = lists.neighbour[i];
                next[v] += x[u] / (lists.first[u + 1] - lists.first[u]);
            }
            dangling += lists.first[v] == lists.first[v + 1] ? x[v] : 0;
        }
        for (size_t v = 0; v < count; v++) {
            const double score =
                (1 - d + d * dangling) / (double)count + d * next[v];
            change += fabs(score - x[v]);
            x[v] = score;
        }
    }
    free(x);
    return rounds;
}

static const task tasks[] = {
    {"adjacency",        NULL,          0,   NULL,    adjacency       },
    {"betweenness",      "betweenness", 0,   sum,     NULL            },
    {"betweenness-256",  "betweenness", 256, sum,     NULL            },
    {"closeness",        "closeness",   0,   sum,     NULL            },
    {"components",       NULL,          0,   NULL,    components      },
    {"component-groups", NULL,          0,   NULL,    component_groups},
    {"coreness",         "coreness",    0,   sum,     NULL            },
    {"harmonic",         "harmonic",    0,   sum,     NULL            },
    {"leiden",           NULL,          0,   NULL,    leiden          },
    {"lists",            NULL,          0,   NULL,    lists           },
    {"lists-in",         NULL,          0,   NULL,    lists_in        },
    {"pagerank",         "pagerank",    0,   highest, NULL            },
    {"triangles",        NULL,          0,   NULL,    triangles       },
    {NULL,               NULL,          0,   NULL,    NULL            },
};

static const task *task_of(const char *name)
{
    for (const task *t = tasks; t->name; t++) {
        if (!strcmp(t->name, name))
            return t;
    }
    return NULL;
}

static double measure(subject *s, const task *t, timing *taken)
{
    const kith_measure *row = kith_measure_of(t->measure);
    kith_error err = {0};
    if (!row)
        exit(NO_SUCH_TASK);
    s->options.sample = t->sample;
    *taken = timing_start();
    const kith_status st =
        kith_measure_run(row, s->graph, &s->options, s->score, &err);
    timing_stop(taken);
    if (st == KITH_E_UNSUPPORTED)
        exit(NO_SUCH_TASK);
    stop_if(st, &err);
    return t->answer(s->score, kith_graph_entity_count(s->graph));
}

static void read_records(subject *s, const char *file)
{
    const kith_read_options options = {.inputs = &file, .input_count = 1};
    kith_diagnostics *problems = kith_diagnostics_new(1);
    kith_lists made = {0};
    kith_error err = {0};
    stop_if(kith_graph_read(&s->graph, &options, problems, &err), &err);
    kith_diagnostics_free(problems);
    const size_t count = kith_graph_entity_count(s->graph);
    s->score = calloc(count + 1, sizeof *s->score);
    stop_if(kith_graph_lists(s->graph, KITH_BOTH, &made, &err), &err);
}

int main(int argc, char **argv)
{
    const task *t = argc == 4 || argc == 5 ? task_of(argv[2]) : NULL;
    if (argc < 4) {
        fputs("usage: kernels FILE.jsonl TASK ROUNDS [THREADS]\n", stderr);
        return 2;
    }
    if (!t)
        return NO_SUCH_TASK;
    subject s = {.options = {.undirected = true}};
    if (argc == 5)
        s.options.threads = (unsigned)strtoul(argv[4], NULL, 10);
    read_records(&s, argv[1]);
    if (!strcmp(t->name, "pagerank"))
        printf("rounds %u\n", pagerank_rounds(s.graph));
    for (unsigned long round = strtoul(argv[3], NULL, 10); round > 0; round--) {
        timing taken = {0};
        const double answer =
            t->run ? t->run(&s, &taken) : measure(&s, t, &taken);
        timing_print(&taken, answer);
    }
    kith_graph_free(s.graph);
    free(s.score);
    return 0;
}

/* Times igraph's analyses, as kernels.c times kith's.
 *
 *     peer_igraph FILE.pairs TASK ROUNDS
 *
 * Where all searches would take too long it makes some of them, says so in a
 * line "scaled FACTOR", and multiplies the time. Entities without relations,
 * whose searches cost nothing, are not among them. */
#include "timing.h"

#include <igraph/igraph.h>

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NO_SUCH_TASK = 4, SAMPLE = 256, ALL_UP_TO = 20000, MANY = 1024 };

typedef struct {
    igraph_t graph;
    igraph_vector_int_t ends;
    igraph_integer_t entities;
    igraph_vector_t score;
    igraph_vector_int_t number; /* of each entity: its group, its core */
    igraph_vector_int_t some;   /* entities that have relations */
    double scale;               /* 1: all searches are made */
} subject;

typedef struct {
    const char *name;
    void (*run)(subject *s);
    igraph_real_t (*answer)(const subject *s);
    bool searches; /* from every entity; scaled where they are too many */
} task;

static void adjacency(subject *s)
{
    igraph_create(&s->graph, &s->ends, s->entities, IGRAPH_UNDIRECTED);
}

static igraph_vs_t searched(const subject *s)
{
    return s->scale == 1 ? igraph_vss_all() : igraph_vss_vector(&s->some);
}

static void betweenness(subject *s)
{
    if (s->scale == 1) {
        igraph_betweenness(&s->graph, &s->score, igraph_vss_all(),
                           IGRAPH_UNDIRECTED, NULL);
        return;
    }
    igraph_betweenness_subset(&s->graph, &s->score, igraph_vss_all(),
                              IGRAPH_UNDIRECTED, searched(s), igraph_vss_all(),
                              NULL);
}

static void betweenness_sample(subject *s)
{
    igraph_vector_int_t sources;
    const igraph_integer_t count = igraph_vector_int_size(&s->some);
    igraph_vector_int_view(&sources, VECTOR(s->some),
                           count < SAMPLE ? count : SAMPLE);
    igraph_betweenness_subset(&s->graph, &s->score, igraph_vss_all(),
                              IGRAPH_UNDIRECTED, igraph_vss_vector(&sources),
                              igraph_vss_all(), NULL);
}

static void closeness(subject *s)
{
    igraph_closeness(&s->graph, &s->score, NULL, NULL, searched(s), IGRAPH_ALL,
                     NULL, false);
}

static void harmonic(subject *s)
{
    igraph_harmonic_centrality(&s->graph, &s->score, searched(s), IGRAPH_ALL,
                               NULL, false);
}

static void pagerank(subject *s)
{
    igraph_real_t value = 0;
    igraph_pagerank(&s->graph, IGRAPH_PAGERANK_ALGO_PRPACK, &s->score, &value,
                    igraph_vss_all(), IGRAPH_UNDIRECTED, 0.85, NULL, NULL);
}

static void components(subject *s)
{
    igraph_connected_components(&s->graph, &s->number, NULL, NULL, IGRAPH_WEAK);
}

static void coreness(subject *s)
{
    igraph_coreness(&s->graph, &s->number, IGRAPH_ALL);
}

static void triangles(subject *s)
{
    igraph_adjacent_triangles(&s->graph, &s->score, igraph_vss_all());
}

/* One run, as the peers make it; modularity with resolution 1. */
static void leiden(subject *s)
{
    igraph_vector_t degree;
    igraph_real_t quality = 0;
    igraph_integer_t groups = 0;
    igraph_vector_init(&degree, 0);
    igraph_strength(&s->graph, &degree, igraph_vss_all(), IGRAPH_ALL, true,
                    NULL);
    igraph_community_leiden(&s->graph, NULL, &degree,
                            0.5 / (double)igraph_ecount(&s->graph), 0.01, false,
                            2, &s->number, &groups, &quality);
    igraph_vector_destroy(&degree);
}

static igraph_real_t places(const subject *s)
{
    return 2.0 * (double)igraph_ecount(&s->graph);
}

static igraph_real_t relations(const subject *s)
{
    return (igraph_real_t)igraph_ecount(&s->graph);
}

static igraph_real_t sum(const subject *s)
{
    return igraph_vector_sum(&s->score);
}

static igraph_real_t third(const subject *s)
{
    return igraph_vector_sum(&s->score) / 3;
}

static igraph_real_t highest(const subject *s)
{
    return igraph_vector_max(&s->score);
}

static igraph_real_t sum_of_numbers(const subject *s)
{
    return (igraph_real_t)igraph_vector_int_sum(&s->number);
}

static igraph_real_t groups(const subject *s)
{
    return (igraph_real_t)igraph_vector_int_max(&s->number) + 1;
}

static igraph_real_t modularity(const subject *s)
{
    igraph_real_t quality = 0;
    igraph_modularity(&s->graph, &s->number, NULL, 1, false, &quality);
    return quality;
}

static const task tasks[] = {
    {"adjacency",        adjacency,          places,         false},
    {"betweenness",      betweenness,        sum,            true },
    {"betweenness-256",  betweenness_sample, sum,            false},
    {"closeness",        closeness,          sum,            true },
    {"component-groups", components,         groups,         false},
    {"components",       components,         groups,         false},
    {"coreness",         coreness,           sum_of_numbers, false},
    {"harmonic",         harmonic,           sum,            true },
    {"leiden",           leiden,             modularity,     false},
    {"lists",            adjacency,          places,         false},
    {"lists-in",         adjacency,          relations,      false},
    {"pagerank",         pagerank,           highest,        false},
    {"triangles",        triangles,          third,          false},
    {NULL,               NULL,               NULL,           false},
};

static const task *task_of(const char *name)
{
    for (const task *t = tasks; t->name; t++) {
        if (!strcmp(t->name, name))
            return t;
    }
    return NULL;
}

static void read_pairs(subject *s, const char *file)
{
    unsigned entities = 0;
    unsigned relations = 0;
    unsigned *ends = NULL;
    pairs_read(file, &entities, &relations, &ends);
    s->entities = entities;
    igraph_vector_int_init(&s->ends, 2 * (igraph_integer_t)relations);
    for (size_t i = 0; i < 2 * (size_t)relations; i++)
        VECTOR(s->ends)[i] = ends[i];
    free(ends);
    igraph_vector_init(&s->score, 0);
    igraph_vector_int_init(&s->number, 0);
    igraph_rng_seed(igraph_rng_default(), 1);
    igraph_create(&s->graph, &s->ends, s->entities, IGRAPH_UNDIRECTED);
}

/* Choose the entities that searches start from. */
static void choose(subject *s)
{
    igraph_integer_t lively = 0;
    igraph_vector_int_init(&s->some, 0);
    igraph_degree(&s->graph, &s->number, igraph_vss_all(), IGRAPH_ALL, true);
    for (igraph_integer_t v = 0; v < s->entities; v++) {
        lively += VECTOR(s->number)[v] > 0;
        if (VECTOR(s->number)[v] > 0 && lively <= MANY)
            igraph_vector_int_push_back(&s->some, v);
    }
    s->scale =
        s->entities > ALL_UP_TO && lively > MANY ? (double)lively / MANY : 1;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: peer_igraph FILE.pairs TASK ROUNDS\n", stderr);
        return 2;
    }
    const task *t = task_of(argv[2]);
    subject s = {0};
    if (!t)
        return NO_SUCH_TASK;
    read_pairs(&s, argv[1]);
    choose(&s);
    const double scale = t->searches ? s.scale : 1;
    if (scale != 1)
        printf("scaled %.3g\n", scale);
    for (unsigned long round = strtoul(argv[3], NULL, 10); round > 0; round--) {
        if (t->run == adjacency)
            igraph_destroy(&s.graph);
        timing taken = timing_start();
        t->run(&s);
        timing_stop(&taken);
        taken.wall *= scale;
        taken.processor *= scale;
        timing_print(&taken, scale == 1 ? t->answer(&s) : (double)NAN);
    }
    igraph_destroy(&s.graph);
    igraph_vector_int_destroy(&s.ends);
    igraph_vector_destroy(&s.score);
    igraph_vector_int_destroy(&s.number);
    igraph_vector_int_destroy(&s.some);
    return 0;
}

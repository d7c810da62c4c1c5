/* Which engine suits a graph, and which style its nodes get.
 *
 * Measured on skewed graphs: dot needs a second for 200 nodes and does not end
 * for 1,000; neato 0.4 s for 300, 10 s for 1,000; sfdp 0.7 s for 1,000, 25 s
 * for 10,000. Where neato is quick it is the better one: sfdp presses a dense
 * middle together and throws chains far out. */
#include "draw/engine.h"

#define MOST_NODES   20000 /* for any engine that computes places */
#define MOST_CARDS   60    /* beyond, text inside nodes is too much */
#define MOST_STRESS  300   /* nodes for neato */
#define MOST_LAYERED 40    /* nodes for dot */
#define MOST_LAYERS  8     /* of one or two nodes: beyond, dot's is a strip */
#define MOST_FAN                                                           \
 24                        /* relations of one node before dot's column of \
                            * neighbours is taller than a page */
#define LEAST_CLUSTER   3  /* members that make a box */
#define MOST_WORDS      60 /* on lines, before a legend is easier to read */
#define MOST_KEYED_DOTS 150

/* A walk along the directions of edges. */
typedef struct walk {
    const draw_scene *scene;
    enum { NEW, OPEN, DONE } state[MOST_LAYERED];
    size_t depth[MOST_LAYERED]; /* nodes on the longest way from this one */
    size_t back;                /* edges to a node from which the walk came */
} walk;

/* The depth is bounded by MOST_LAYERED. NOLINTNEXTLINE(misc-no-recursion) */
static void visit(walk *way, size_t node)
{
    way->state[node] = OPEN;
    way->depth[node] = 1;
    for (size_t i = 0; i < way->scene->edge_count; i++) {
        const draw_edge *edge = &way->scene->edges[i];
        if (edge->source != node || !edge->directed)
            continue;
        if (way->state[edge->target] == OPEN) {
            way->back++;
            continue;
        }
        if (way->state[edge->target] == NEW)
            visit(way, edge->target);
        if (way->depth[node] <= way->depth[edge->target])
            way->depth[node] = way->depth[edge->target] + 1;
    }
    way->state[node] = DONE;
}

/* Most relations point one way, few lead back, and the layers are not a strip:
 * many with hardly anybody in each. */
static bool flows(const draw_scene *scene)
{
    walk way = {.scene = scene};
    size_t directed = 0;
    size_t layers = 0;
    for (size_t i = 0; i < scene->edge_count; i++)
        directed += scene->edges[i].directed;
    for (size_t i = 0; i < scene->node_count; i++) {
        if (way.state[i] == NEW)
            visit(&way, i);
        layers = way.depth[i] > layers ? way.depth[i] : layers;
    }
    return directed * 3 >= scene->edge_count * 2 &&
           way.back * 10 <= scene->edge_count &&
           (layers <= MOST_LAYERS || layers * 2 <= scene->node_count);
}

static size_t largest_fan(const draw_scene *scene)
{
    size_t fan[MOST_LAYERED] = {0};
    size_t largest = 0;
    for (size_t i = 0; i < scene->edge_count; i++) {
        fan[scene->edges[i].source]++;
        fan[scene->edges[i].target]++;
    }
    for (size_t i = 0; i < scene->node_count; i++)
        largest = fan[i] > largest ? fan[i] : largest;
    return largest;
}

static bool is_layered(const draw_scene *scene)
{
    return scene->node_count <= MOST_LAYERED && scene->edge_count > 0 &&
           scene->edge_count <= 2 * scene->node_count && flows(scene) &&
           largest_fan(scene) <= MOST_FAN;
}

static draw_engine choose(const draw_scene *scene)
{
    if (scene->engine != DRAW_ENGINE_AUTO)
        return scene->engine;
    if (is_layered(scene))
        return DRAW_ENGINE_DOT;
    if (scene->node_count > MOST_STRESS)
        return DRAW_ENGINE_SFDP;
    return scene->boxed ? DRAW_ENGINE_FDP : DRAW_ENGINE_NEATO;
}

bool draw_is_boxed(const draw_cluster *cluster)
{
    return cluster->members >= LEAST_CLUSTER;
}

/* A single box around everything says nothing. */
static bool has_clusters(const draw_scene *scene)
{
    size_t boxes = 0;
    for (size_t i = 0; i < scene->cluster_count; i++)
        boxes += draw_is_boxed(&scene->clusters[i]);
    return boxes >= 2;
}

/* Dots have no words on their lines: colours tell there while they are not
 * needed for something else and lines can be told apart. */
static bool has_colours_for_lines(const draw_scene *scene)
{
    return scene->node_count <= MOST_KEYED_DOTS && scene->key_count == 0;
}

/* Whether a legend explains the lines in place of words on them. One colour for
 * all says nothing, nor does a legend of numbers that lines between dots have
 * no room for. */
static bool is_keyed(const draw_scene *scene, bool cards)
{
    size_t words = 0;
    if (scene->labels == DRAW_LABELS_ALL || scene->kind_count < 2 ||
        (scene->theme == DRAW_MONO && !cards))
        return false;
    if (scene->labels == DRAW_LABELS_LEGEND)
        return true;
    for (size_t i = 0; i < scene->edge_count; i++)
        words += scene->edges[i].kind != DRAW_NONE && !scene->edges[i].faded;
    return cards ? words > MOST_WORDS : has_colours_for_lines(scene);
}

draw_status draw_plan_make(draw_plan *plan,
                           const draw_scene *scene,
                           draw_problem *problem)
{
    if (scene->node_count > MOST_NODES && scene->engine != DRAW_ENGINE_GIVEN) {
        return draw_fail(problem, DRAW_INVALID,
                         "%zu nodes are too many to lay out; draw at most %d, "
                         "or give their places with the engine 'given'",
                         scene->node_count, MOST_NODES);
    }
    plan->engine = choose(scene);
    plan->cards = scene->node_count <= MOST_CARDS;
    plan->keyed = is_keyed(scene, plan->cards);
    plan->clusters =
        (plan->engine == DRAW_ENGINE_DOT || plan->engine == DRAW_ENGINE_FDP) &&
        has_clusters(scene);
    return DRAW_OK;
}

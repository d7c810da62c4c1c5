/* The graph that is laid out: engine settings, clusters, and putting nodes
 * and edges in place. What they look like is decided in nodes.c and edges.c. */
#include "draw/picture.h"

#include "draw/buffer.h"
#include "draw/edges.h"
#include "draw/labels.h"
#include "draw/markup.h"
#include "draw/names.h"
#include "draw/nodes.h"

#include <math.h>
#include <stdlib.h>

/* Points across up to which a picture is read without growing text. */
#define PAGE_WIDTH 1000.0

/* Text in a picture of the largest size; beyond, it covers what it names. */
#define MOST_SCALE 6.0

#define NAME_GROWTH 0.75 /* of the growth of other text */

typedef struct setting {
    const char *name;
    const char *value;
} setting;

static const setting dot_settings[] = {
    {"newrank", "true"},
    {NULL,      NULL  },
};

static const setting neato_settings[] = {
    {"mode",            "major" },
    {"nodesep",         "0.25"  },
    {"overlap",         "prism" },
    {"overlap_scaling", "-2.8"  },
    {"sep",             "+16,12"},
    {"start",           "7"     },
    {NULL,              NULL    },
};

static const setting sfdp_settings[] = {
    {"overlap",         "prism"},
    {"overlap_scaling", "-6"   },
    {"sep",             "+8"   },
    {"K",               "0.8"  },
    {"repulsiveforce",  "1.2"  },
    {"start",           "7"    },
    {NULL,              NULL   },
};

static const setting fdp_settings[] = {
    {"nodesep", "0.25"  },
    {"overlap", "prism" },
    {"sep",     "+24,18"},
    {"K",       "1.2"   },
    {"start",   "7"     },
    {NULL,      NULL    },
};

static const setting ring_settings[] = {
    {"nodesep",         "0.25"  },
    {"overlap",         "prism" },
    {"overlap_scaling", "-3"    },
    {"sep",             "+16,12"},
    {"ranksep",         "2.4"   },
    {"mindist",         "2.2"   },
    {"start",           "7"     },
    {NULL,              NULL    },
};

static const setting given_settings[] = {
    {"overlap", "true"},
    {NULL,      NULL  },
};

/* `layout` is what Graphviz calls it: "nop" keeps the places of the nodes. */
static const struct {
    const char *layout;
    const setting *settings;
} engines[] = {
    [DRAW_ENGINE_AUTO] = {"neato", neato_settings},
    [DRAW_ENGINE_DOT] = {"dot",   dot_settings  },
    [DRAW_ENGINE_NEATO] = {"neato", neato_settings},
    [DRAW_ENGINE_SFDP] = {"sfdp",  sfdp_settings },
    [DRAW_ENGINE_FDP] = {"fdp",   fdp_settings  },
    [DRAW_ENGINE_CIRCO] = {"circo", ring_settings },
    [DRAW_ENGINE_TWOPI] = {"twopi", ring_settings },
    [DRAW_ENGINE_GIVEN] = {"nop",   given_settings},
};

/* Rooms that are tried until all labels have theirs, with up to so many lines:
 * with more it takes long, and some are always left. Beside the length of lines
 * (labels.c) these gaps grow, of those that an engine has. */
static const double rooms[] = {1, 1.4, 1.9, 2.5};
#define MOST_RETRIED 400
static const struct {
    const char *name;
    double power; /* of the room, with which it grows in all engines but dot:
                   * there nodesep is what parallel lines and loops keep, which
                   * have to gain on the labels between them */
} gaps[] = {
    {"nodesep", 2},
    {"ranksep", 1},
    {"K",       1},
};

static void set_engine(draw_picture *picture)
{
    const draw_scene *scene = picture->scene;
    Agraph_t *graph = picture->graph;
    const setting *settings = engines[picture->plan.engine].settings;
    for (; settings->name; settings++)
        draw_default(graph, AGRAPH, settings->name, settings->value);
    /* what an average line is to an average node: names beside dots want room
     */
    if (!picture->plan.cards && picture->plan.engine == DRAW_ENGINE_NEATO)
        draw_default(graph, AGRAPH, "overlap_scaling", "-5");
    if (picture->plan.cards && picture->plan.engine == DRAW_ENGINE_SFDP)
        draw_default(graph, AGRAPH, "overlap_scaling", "-3.2");
    /* boxes multiply what lies between nodes */
    if (picture->plan.clusters && picture->plan.engine == DRAW_ENGINE_FDP)
        draw_default(graph, AGRAPH, "K", picture->plan.cards ? "0.3" : "0.2");
    const bool dot = picture->plan.engine == DRAW_ENGINE_DOT;
    const bool bent = picture->plan.cards || dot;
    draw_default(graph, AGRAPH, "splines", bent ? "spline" : "line");
    draw_default(graph, AGRAPH, "esep", picture->plan.cards ? "+6,6" : "+3");
    if (!dot)
        return;
    const bool across = scene->direction == DRAW_LEFT_RIGHT;
    draw_default(graph, AGRAPH, "rankdir", across ? "LR" : "TB");
    draw_default(graph, AGRAPH, "nodesep", across ? "0.22" : "0.3");
    draw_default(graph, AGRAPH, "ranksep", across ? "0.7" : "0.5");
}

static void set_defaults(draw_picture *picture)
{
    Agraph_t *graph = picture->graph;
    const draw_tokens *tokens = draw_tokens_of(picture->scene->theme);
    draw_colour_text colour;
    draw_default(graph, AGRAPH, "charset", "UTF-8");
    draw_default(graph, AGRAPH, "outputorder", "edgesfirst");
    draw_default(graph, AGRAPH, "pad", "0.25");
    draw_default(graph, AGRAPH, "bgcolor",
                 draw_colour_put(colour, tokens->background));
    draw_default(graph, AGRAPH, "forcelabels", "false");
    for (int kind = AGRAPH; kind <= AGEDGE; kind++) {
        const bool ink = kind == AGNODE;
        draw_default(graph, kind, "fontname", DRAW_FONTS);
        draw_default(graph, kind, "fontsize", kind == AGEDGE ? "9" : "11");
        draw_colour_put(colour, ink ? tokens->ink : tokens->muted);
        draw_default(graph, kind, "fontcolor", colour);
        draw_default(graph, kind, "label", "");
    }
    draw_default(graph, AGEDGE, "color", draw_colour_put(colour, tokens->edge));
    draw_default(graph, AGEDGE, "arrowhead", "vee");
}

const char *draw_cluster_name_put(draw_cluster_name name, size_t cluster)
{
    snprintf(name, sizeof(draw_cluster_name), "cluster_%zu", cluster);
    return name;
}

static void set_cluster(Agraph_t *cluster,
                        const draw_scene *scene,
                        size_t index)
{
    const draw_tokens *tokens = draw_tokens_of(scene->theme);
    draw_colour_text colour;
    draw_buffer html = {0};
    draw_puts(&html, "<font>");
    if (scene->clusters[index].label)
        draw_label_put(&html, scene->clusters[index].label, 60, 1, "");
    draw_puts(&html, "</font>");
    draw_setf(cluster, "id", "c-%zu", index);
    draw_set(cluster, "class", "cluster-box");
    draw_set_html(cluster, "label", draw_text(&html));
    draw_set(cluster, "labeljust", "l");
    draw_set(cluster, "style", "filled,rounded");
    draw_set(cluster, "color", draw_colour_put(colour, tokens->hairline));
    draw_set(cluster, "fillcolor", draw_colour_put(colour, tokens->panel));
    draw_set(cluster, "margin", "12");
    draw_buffer_free(&html);
}

static void add_clusters(draw_picture *picture)
{
    const draw_scene *scene = picture->scene;
    for (size_t i = 0; i < scene->cluster_count; i++) {
        if (!draw_is_boxed(&scene->clusters[i]))
            continue;
        draw_cluster_name name;
        draw_cluster_name_put(name, i);
        set_cluster(draw_subgraph_get(picture->graph, name), scene, i);
    }
    for (size_t i = 0; i < scene->node_count; i++) {
        const size_t cluster = scene->nodes[i].cluster;
        if (cluster == DRAW_NONE || !draw_is_boxed(&scene->clusters[cluster]))
            continue;
        draw_cluster_name name;
        draw_cluster_name_put(name, cluster);
        agsubnode(draw_subgraph_get(picture->graph, name), picture->nodes[i],
                  1);
    }
}

void draw_link_set(void *drawn,
                   const draw_picture *picture,
                   const char *sentence,
                   const char *url)
{
    draw_buffer text = {0};
    if (url || picture->plan.editable) {
        draw_tooltip_put(&text, sentence);
        draw_set(drawn, "tooltip", draw_text(&text));
    }
    if (url) {
        draw_clear(&text);
        draw_url_put(&text, url);
        draw_set(drawn, "URL", draw_text(&text));
    }
    draw_buffer_free(&text);
}

void draw_picture_init(draw_picture *picture,
                       const draw_scene *scene,
                       draw_plan plan,
                       GVC_t *graphviz)
{
    *picture =
        (draw_picture){.scene = scene, .plan = plan, .graphviz = graphviz};
    picture->room = rooms[0];
    picture->graph = draw_graph_new();
    picture->nodes = draw_take(scene->node_count, sizeof(Agnode_t *));
    picture->edges = draw_take(scene->edge_count, sizeof(Agedge_t *));
    picture->label_sizes = draw_take(scene->edge_count, sizeof(draw_point));
    set_defaults(picture);
    set_engine(picture);
    for (size_t i = 0; i < scene->node_count; i++) {
        char name[32];
        snprintf(name, sizeof name, "n%zu", i);
        picture->nodes[i] = draw_node_get(picture->graph, name);
        draw_node_style(picture, i);
    }
    draw_names_set(picture->nodes, scene);
    if (plan.clusters)
        add_clusters(picture);
    for (size_t i = 0; i < scene->edge_count; i++)
        picture->edges[i] = draw_edge_add(picture, i);
}

void draw_picture_free(draw_picture *picture)
{
    free(picture->nodes);
    free(picture->edges);
    free(picture->label_sizes);
    if (picture->graph)
        agclose(picture->graph);
    *picture = (draw_picture){0};
}

static draw_rectangle box_of_given(const draw_scene *scene)
{
    draw_rectangle box = {
        {scene->nodes[0].x, scene->nodes[0].y},
        {scene->nodes[0].x, scene->nodes[0].y}
    };
    for (size_t i = 1; i < scene->node_count; i++) {
        const draw_node *node = &scene->nodes[i];
        box.low.x = fmin(box.low.x, node->x);
        box.low.y = fmin(box.low.y, node->y);
        box.high.x = fmax(box.high.x, node->x);
        box.high.y = fmax(box.high.y, node->y);
    }
    return box;
}

double draw_picture_scale(const draw_picture *picture)
{
    draw_rectangle box = draw_graph_box(picture->graph);
    if (picture->plan.engine == DRAW_ENGINE_GIVEN)
        box = box_of_given(picture->scene);
    const double across = fmax(box.high.x - box.low.x, box.high.y - box.low.y);
    return fmin(fmax(across / PAGE_WIDTH, 1), MOST_SCALE);
}

double draw_picture_growth(const draw_picture *picture)
{
    return 1 + (draw_picture_scale(picture) - 1) * NAME_GROWTH;
}

static bool *find_isolated(const draw_picture *picture, size_t *count)
{
    const draw_scene *scene = picture->scene;
    bool *isolated = draw_take(scene->node_count, sizeof *isolated);
    for (size_t i = 0; i < scene->node_count; i++) {
        const size_t cluster = scene->nodes[i].cluster;
        isolated[i] = !picture->plan.clusters || cluster == DRAW_NONE ||
                      !draw_is_boxed(&scene->clusters[cluster]);
    }
    for (size_t i = 0; i < scene->edge_count; i++) {
        isolated[scene->edges[i].source] = false;
        isolated[scene->edges[i].target] = false;
    }
    for (size_t i = 0; i < scene->node_count; i++)
        *count += isolated[i];
    return isolated;
}

/* dot puts whatever has no relation into its first layer, a tall column. Lines
 * that nobody sees make rows of it, about as many as are in each. */
static void line_up_isolated(draw_picture *picture)
{
    size_t count = 0;
    bool *isolated = find_isolated(picture, &count);
    const size_t length = (size_t)ceil(sqrt((double)count));
    Agnode_t *last = NULL;
    size_t place = 0;
    for (size_t i = 0; i < picture->scene->node_count; i++) {
        if (!isolated[i])
            continue;
        if (place++ % length > 0) {
            draw_set(draw_edge_new(picture->graph, last, picture->nodes[i]),
                     "style", "invis");
        }
        last = picture->nodes[i];
    }
    free(isolated);
}

static void widen(draw_picture *picture, double room)
{
    const bool dot = picture->plan.engine == DRAW_ENGINE_DOT;
    const double more = room / picture->room;
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        const double gap = strtod(draw_get(picture->graph, gaps[i].name), NULL);
        if (gap > 0) {
            draw_setf(picture->graph, gaps[i].name, "%.3f",
                      gap * (dot ? more : pow(more, gaps[i].power)));
        }
    }
    picture->room = room;
}

/* What an earlier layout left would be taken for wishes. */
static void forget_places(draw_picture *picture)
{
    for (size_t i = 0; i < picture->scene->node_count; i++)
        draw_set(picture->nodes[i], "pos", "");
    for (size_t i = 0; i < picture->scene->edge_count; i++) {
        draw_set(picture->edges[i], "pos", "");
        draw_set(picture->edges[i], "label", "");
    }
}

static draw_status lay_out(draw_picture *picture, draw_problem *problem)
{
    if (picture->plan.cards && draw_labels_measure(picture, problem) != DRAW_OK)
        return problem->status;
    const draw_status st =
        draw_layout(picture->graphviz, picture->graph,
                    engines[picture->plan.engine].layout, problem);
    if (st == DRAW_OK && picture->plan.cards)
        draw_labels_place(picture);
    return st;
}

static draw_status lay_out_again(draw_picture *picture,
                                 double room,
                                 draw_problem *problem)
{
    forget_places(picture);
    widen(picture, room);
    return lay_out(picture, problem);
}

draw_status draw_picture_arrange(draw_picture *picture, draw_problem *problem)
{
    if (picture->plan.engine == DRAW_ENGINE_DOT)
        line_up_isolated(picture);
    draw_status st = lay_out(picture, problem);
    size_t fewest = picture->unlabelled;
    double best = rooms[0];
    if (picture->plan.engine == DRAW_ENGINE_GIVEN ||
        picture->scene->edge_count > MOST_RETRIED)
        return st;
    for (size_t i = 1; st == DRAW_OK && i < sizeof rooms / sizeof *rooms &&
                       picture->unlabelled > 0;
         i++) {
        st = lay_out_again(picture, rooms[i], problem);
        if (picture->unlabelled < fewest) {
            fewest = picture->unlabelled;
            best = rooms[i];
        }
    }
    if (st == DRAW_OK && picture->room != best)
        st = lay_out_again(picture, best, problem);
    return st;
}

#ifndef KITH_DRAW_SCENE_H
#define KITH_DRAW_SCENE_H

#include "draw/palette.h"
#include "draw/problem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define DRAW_NONE ((size_t)-1) /**< no type, no cluster, no such index */

typedef enum draw_engine {
    DRAW_ENGINE_AUTO,
    DRAW_ENGINE_DOT,
    DRAW_ENGINE_NEATO,
    DRAW_ENGINE_SFDP,
    DRAW_ENGINE_FDP,
    DRAW_ENGINE_CIRCO,
    DRAW_ENGINE_TWOPI,
    DRAW_ENGINE_GIVEN /**< every node brings its place */
} draw_engine;

typedef enum draw_direction { DRAW_LEFT_RIGHT, DRAW_TOP_DOWN } draw_direction;

/** How the names of relations are told: on lines, or by the colours of lines
 *  and a legend; auto: on lines where they are few. */
typedef enum draw_label_style {
    DRAW_LABELS_AUTO,
    DRAW_LABELS_ALL,
    DRAW_LABELS_LEGEND
} draw_label_style;

/** How the scene spells them, in the order of the enums; they end with NULL. */
extern const char *const draw_engine_names[];
extern const char *const draw_direction_names[];
extern const char *const draw_theme_names[];
extern const char *const draw_label_style_names[];

/** A row of the legend, and the look of the nodes that have this type. */
typedef struct draw_type {
    const char *label;
    double count; /**< negative: not told */
    const draw_shape *shape;
    size_t colour;    /**< row of the palette */
    draw_colour fill; /**< the user's own; DRAW_NO_COLOUR: none */
} draw_type;

/** What a colour means, where it is not the type: a group, or a place on a
 *  scale. */
typedef struct draw_key {
    const char *label;
    double count;  /**< negative: not told */
    size_t colour; /**< row of the palette */
    double level;  /**< 0 to 1; negative: it is the row that counts */
    bool dashed;   /**< so is what it explains */
} draw_key;

/** What a line can stand for. */
typedef struct draw_kind {
    const char *label;
    double count;  /**< negative: not told */
    size_t colour; /**< row of the palette */
} draw_kind;

typedef struct draw_cluster {
    const char *label; /**< NULL: none */
    size_t members;    /**< nodes in it */
} draw_cluster;

typedef struct draw_node {
    const char *id;
    const char *label;   /**< NULL: the id serves */
    const char *tooltip; /**< NULL: none */
    const char *url;     /**< NULL: none, or of a scheme that is not safe */
    size_t type;         /**< DRAW_NONE: none */
    size_t cluster;      /**< DRAW_NONE: none */
    size_t key;          /**< its group's row of the keys; DRAW_NONE: none */
    double level;        /**< 0 to 1 on the scale; negative: none */
    double count;        /**< how many entities this card stands for */
    double score;        /**< 0 to 1 */
    double x;            /**< points, to the right; only for "given" */
    double y;            /**< points, downwards */
    bool dashed;
    bool emphasis;
    bool faded;
} draw_node;

typedef struct draw_edge {
    size_t source;
    size_t target;
    const char *label;   /**< NULL: none */
    const char *dates;   /**< when it holds, in up to 3 lines; NULL: not said */
    const char *tooltip; /**< NULL: none */
    const char *url;     /**< as for nodes */
    size_t kind;         /**< DRAW_NONE: none */
    size_t key;          /**< row of the keys with its colour; DRAW_NONE */
    double count;        /**< how many relations this line stands for */
    bool directed;
    bool dashed;
    bool emphasis;
    bool faded;
    bool turned; /**< laid out from the target to the source */
} draw_edge;

/** What is to be drawn. Strings are borrowed from `document`. */
typedef struct draw_scene {
    const char *title;       /**< NULL: none */
    const char *subtitle;    /**< NULL: none */
    const char *description; /**< NULL: none */
    const char *layout;      /**< who found the given places; NULL: "given" */
    const char *boxes;       /**< what boxes are, as "communities"; NULL */
    draw_theme theme;
    draw_engine engine;
    draw_direction direction;
    draw_label_style labels;
    bool legend;
    bool boxed;   /**< "auto" is to be an engine that draws boxes */
    bool remarks; /**< in the subtitle: what only the drawn picture tells */
    double dpi;
    draw_type *types;
    size_t type_count;
    draw_key *keys; /**< none: colours tell types */
    size_t key_count;
    draw_kind *kinds;
    size_t kind_count;
    draw_cluster *clusters;
    size_t cluster_count;
    draw_node *nodes;
    size_t node_count;
    draw_edge *edges;
    size_t edge_count;
    void *document; /**< the parsed JSON */
} draw_scene;

/** Read and check a scene.
 *
 *  @param[out] scene filled; give it to draw_scene_free() in every case
 *  @return DRAW_OK; DRAW_INVALID (not JSON, not a scene, over a limit);
 *          DRAW_SYSTEM (cannot read)
 */
draw_status draw_scene_read(draw_scene *scene,
                            FILE *from,
                            draw_problem *problem);

/** Release everything; accepts a zeroed scene. */
void draw_scene_free(draw_scene *scene);

/** What to call a node: its label, else its id. */
const char *draw_name_of(const draw_node *node);

#endif /* KITH_DRAW_SCENE_H */

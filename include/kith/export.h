/** @file
 *  Graphs and tables as text for people and for other tools.
 */
#ifndef KITH_EXPORT_H
#define KITH_EXPORT_H

#include <kith/graph.h>
#include <kith/vocabulary.h>

#include <stdio.h>

/** A computed column that goes with the entities. Borrowed. */
typedef struct kith_export_column {
    const char *name;     /**< "pagerank" */
    const double *score;  /**< of each entity, NaN where there is none; or NULL,
                               and then */
    const kith_id *group; /**< its group, from 0; written from 1 on, as people
                               count, or KITH_NONE */
} kith_export_column;

/** What a writer of graphs may use. All zero is valid. Arrays are as long as
 *  the graph has entities, and borrowed. Formats that cannot hold columns or
 *  positions leave them out: see kith_format.takes_columns. */
typedef struct kith_export_options {
    const kith_vocabulary *vocabulary; /**< for labels and colours, or NULL */
    const char *title;                 /**< NULL = the graph's own */
    const kith_export_column *columns; /**< or NULL */
    size_t column_count;
    const double *x; /**< where the entities stand, in the units of */
    const double *y; /**< kith_layout_find(); both or neither */
} kith_export_options;

/** One row of the registry of graph formats. */
typedef struct kith_format {
    const char *name;      /**< "dot" */
    const char *extension; /**< "dot" */
    const char *summary;   /**< one sentence for people */
    bool takes_columns;    /**< writes computed columns and positions */
    size_t most_entities;  /**< more are written, but whoever opens it has to */
    size_t most_relations; /**< wait long or runs out of memory; 0 = any */
    kith_status (*write)(kith_graph *graph,
                         const kith_export_options *options,
                         FILE *out,
                         kith_error *err);
} kith_format;

/** Every graph format, ended by a row whose name is NULL: json (kith's own
 *  records, nothing lost), node-link, dot, html (a page to explore, whole in
 *  one file; meant for up to 50,000 entities; without positions they stand in
 *  a spiral). */
KITH_API const kith_format *kith_formats(void);

/** How tables are written. */
typedef enum kith_table_format {
    KITH_TABLE_JSON = 0,
    KITH_TABLE_JSONL,
    KITH_TABLE_CSV,
    KITH_TABLE_TSV,
    KITH_TABLE_MARKDOWN
} kith_table_format;

/** Write a table.
 *
 *  JSON: an array of objects, one a row, keys in column order, numbers at full
 *  precision, absent cells null. CSV: RFC 4180 with a header line.
 *
 *  @return KITH_OK; KITH_E_IO
 */
KITH_API KITH_NODISCARD kith_status kith_table_write(const kith_table *table,
                                                     kith_table_format format,
                                                     FILE *out,
                                                     kith_error *err);

/** How a diagram is to look. All zero is valid. */
typedef struct kith_scene_options {
    const kith_vocabulary *vocabulary; /**< labels, shapes, colours; or NULL */
    const char *title;                 /**< NULL = the graph's own */
    const char *subtitle;              /**< NULL = counts */
    const char *theme;                 /**< "light" (NULL), "dark", "mono" */
    const char *engine;     /**< "auto" (NULL), "dot", "neato", …; "given":
                                 every entity has a place */
    const double *x;        /**< places in points, to the right, and */
    const double *y;        /**< downwards; NULL unless "given" */
    const char *direction;  /**< "LR" (NULL) or "TB" */
    const double *score;    /**< size of each entity, or NULL: degree */
    const char *score_name; /**< what `score` is, for the subtitle */
    const kith_id *group;   /**< cluster of each entity, or NULL */
    size_t group_count;
    unsigned dpi;                 /**< 0 = 144 */
    const bool *strong_entities;  /**< which to set off, or NULL */
    const bool *strong_relations; /**< which to set off, or NULL */
    const bool *turned_relations; /**< which are to be read from the target to
                                       the source, or NULL */
    const kith_id *card;          /**< on whose card each entity is drawn, from
                                       kith_leaves_find(); NULL = each on its own */
    const kith_id *colour_group;  /**< colour by group in place of type; NULL */
    size_t colour_group_count;
    const double *colour_value; /**< colour by this measure; NULL */
    const char *colour_name;    /**< what it is, for the legend */
    const bool *faded_entities; /**< which to draw faintly, or NULL */
    const bool *faded_relations;
    bool dates; /**< since and until on the labels of relations */
    bool no_legend;
    bool no_labels; /**< no relation labels */
} kith_scene_options;

/** Find entities that can share a card in a diagram: at least three that have
 *  one relation each, to the same entity, and are alike in their type and in
 *  type and direction of that relation.
 *
 *  @param kept        which are to keep a card of their own, or NULL
 *  @param[out] card   caller's array of length kith_graph_entity_count(): the
 *                     first of those that share it, or the entity itself
 *  @param[out] hidden entities that lose their own card
 *  @return KITH_OK; KITH_E_MEMORY
 *
 *  Cost: O(V + E + L log L) for L entities of one relation.
 */
KITH_API KITH_NODISCARD kith_status kith_leaves_find(const kith_graph *graph,
                                                     const bool *kept,
                                                     kith_id *card,
                                                     size_t *hidden,
                                                     kith_error *err);

/** Write the scene that kith-draw lays out and renders.
 *
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status
kith_scene_write(kith_graph *graph,
                 const kith_scene_options *options,
                 FILE *out,
                 kith_error *err);

#endif /* KITH_EXPORT_H */

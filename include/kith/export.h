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

/** What a format may be unable to hold. */
typedef enum kith_loss {
    KITH_LOSS_UNDIRECTED = 0, /**< relations without a direction */
    KITH_LOSS_DIRECTED,       /**< relations with a direction */
    KITH_LOSS_PARALLEL,       /**< relations beside one of the same ends */
    KITH_LOSS_RELATION,       /**< whole relations */
    KITH_LOSS_RELATION_ID,    /**< the relations' own ids */
    KITH_LOSS_ID,             /**< ids of entities */
    KITH_LOSS_NAME,           /**< names of entities */
    KITH_LOSS_TYPE,           /**< types as they are called */
    KITH_LOSS_MORE_TYPES,     /**< types of an entity after the first */
    KITH_LOSS_ALIAS,
    KITH_LOSS_TIME, /**< since, until */
    KITH_LOSS_WEIGHT,
    KITH_LOSS_CONFIDENCE,
    KITH_LOSS_PROPERTY, /**< properties of entities, and members of one's own */
    KITH_LOSS_RELATION_PROPERTY, /**< those of relations */
    KITH_LOSS_EVIDENCE,          /**< evidence of a record */
    KITH_LOSS_DOCUMENT,          /**< documents that the evidence cites */
    KITH_LOSS_GRAPH_MEMBER,      /**< members beside the records, as "title" */
    KITH_LOSS_LIST,              /**< lists of values */
    KITH_LOSS_NESTED,            /**< objects, and lists of such */
    KITH_LOSS_NULL,
    KITH_LOSS_MIXED,     /**< attributes whose values are of several types */
    KITH_LOSS_NUMBER,    /**< numbers out of range */
    KITH_LOSS_RENAMED,   /**< attributes that had to be called otherwise */
    KITH_LOSS_ATTRIBUTE, /**< attributes that are too many */
    KITH_LOSS_CHARACTER, /**< characters that the format does not allow */
    KITH_LOSS_LINE_END,
    KITH_LOSS_FORMULA, /**< cells that a spreadsheet would compute */
    KITH_LOSS_COLUMN,  /**< computed columns, and positions */
    KITH_LOSS_KINDS    /**< how many kinds there are */
} kith_loss;

/** Names that are kept of each kind of loss. */
enum { KITH_LOST_NAMES = 8 };

/** How often something was lost that has a name: an attribute, a member, a type
 *  or a column. */
typedef struct kith_lost {
    char name[56]; /**< cut off where it is longer; "" = no more of them */
    uint64_t count;
} kith_lost;

/** What was lost in writing, counted; a caller starts it from {0}. */
typedef struct kith_losses {
    uint64_t count[KITH_LOSS_KINDS];
    kith_lost names[KITH_LOSS_KINDS][KITH_LOST_NAMES]; /**< of these, where
                           names tell more than the kind; not always all */
} kith_losses;

/** What is counted, in words: "undirected relations", or for one "undirected
 *  relation". */
KITH_API const char *kith_loss_name(kith_loss kind, uint64_t count);

/** Files that appear together, as a folder, or not at all: they are written
 *  into a folder beside it, which gets its name when all is written. */
typedef struct kith_outputs kith_outputs;

/** Begin a folder.
 *
 *  @param[out] out  owned by the caller, who ends it with kith_outputs_keep()
 * or kith_outputs_drop(); NULL on failure
 *  @param folder    where the files are to be; nothing, or an empty folder
 *  @param into      it may be a folder with files in it: those of the same
 * names are replaced one by one, others stay
 *  @return KITH_OK; KITH_E_INVALID (something else is there); KITH_E_IO;
 *          KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status kith_outputs_begin(kith_outputs **out,
                                                       const char *folder,
                                                       bool into,
                                                       kith_error *err);

/** The folder that is to be removed if the program ends before it is kept. */
KITH_API const char *kith_outputs_temporary(const kith_outputs *outputs);

/** Open a new file in the folder.
 *
 *  @param name      may have slashes: folders in the folder are made
 *  @param[out] file to be closed by kith_outputs_close()
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status kith_outputs_open(kith_outputs *outputs,
                                                      const char *name,
                                                      FILE **file,
                                                      kith_error *err);

/** Close a file. NULL is allowed.
 *
 *  @return KITH_OK; KITH_E_IO (not all bytes are in it)
 */
KITH_API KITH_NODISCARD kith_status kith_outputs_close(kith_outputs *outputs,
                                                       FILE *file,
                                                       kith_error *err);

/** Put the folder in its place, and end it in any case.
 *
 *  @return KITH_OK; KITH_E_IO
 */
KITH_API KITH_NODISCARD kith_status kith_outputs_keep(kith_outputs *outputs,
                                                      kith_error *err);

/** Remove what was written, and end it. NULL is allowed. */
KITH_API void kith_outputs_drop(kith_outputs *outputs);

/** One file of a format that is several. */
typedef enum kith_export_part {
    KITH_PART_ALL = 0,
    KITH_PART_NODES,
    KITH_PART_EDGES
} kith_export_part;

/** What a writer of graphs may use. All zero is valid. Arrays are as long as
 *  the graph has entities, and borrowed. Formats that cannot hold columns or
 *  positions leave them out: see kith_format.takes_columns. */
typedef struct kith_export_options {
    const kith_vocabulary *vocabulary; /**< for labels and colours, or NULL */
    const char *title;                 /**< NULL = the graph's own */
    const kith_export_column *columns; /**< or NULL */
    size_t column_count;
    const double *x;          /**< where the entities stand, in the units of */
    const double *y;          /**< kith_layout_find(); both or neither */
    kith_losses *losses;      /**< gets what the format cannot hold, or NULL */
    const char *gexf_version; /**< "1.3" (NULL) or "1.2" */
    const char *base;         /**< IRI that ids are put after, in formats of
                                   linked data; NULL = "urn:kith:" */
    bool rdf_reify;           /**< linked data: a statement about each relation,
                                   which holds all that its record says */
    bool force;               /**< write what the target's limits forbid */
    bool spreadsheet;         /**< CSV: no cell is to be taken for a formula */
    kith_export_part part;    /**< for kith_format.write_part */
    kith_date at;             /**< diagrams: relations that end before are
                                   over; 0 = all that end */
} kith_export_options;

/** One row of the registry of graph formats. `most_entities` and
 *  `most_relations` are limits of the target, which options->force lifts. */
typedef struct kith_format {
    const char *name;       /**< "dot" */
    const char *extensions; /**< by which it is chosen, of no other format:
                                 "dot gv"; or NULL */
    const char *summary;    /**< one sentence for people */
    bool takes_columns;     /**< writes computed columns and positions */
    bool wants_places;      /**< is little use without positions */
    size_t most_entities;  /**< more are written, but whoever opens it has to */
    size_t most_relations; /**< wait long or runs out of memory; 0 = any */
    bool takes_gexf_version;
    bool takes_base;
    bool takes_reify;
    bool takes_spreadsheet;
    const char *const *losses; /**< what it does, by kith_loss, in place of
                                    what it cannot hold: "left out", or NULL
                                    where it loses nothing; NULL = never */
    kith_status (*write)(kith_graph *graph,
                         const kith_export_options *options,
                         FILE *out,
                         kith_error *err); /**< one file; or NULL, and then */
    kith_status (*write_files)(kith_graph *graph,
                               const kith_export_options *options,
                               kith_outputs *outputs,
                               kith_error *err); /**< several, in a folder */
    kith_status (*write_part)(kith_graph *graph,
                              const kith_export_options *options,
                              FILE *out,
                              kith_error *err); /**< options->part alone; or
                                                     NULL */
    const char *next; /**< what to run in the folder, for people; or NULL */
} kith_format;

/** Every graph format, ended by NULL: json and jsonl (kith's own
 *  records, nothing lost), node-link, dot, html (a page to explore, whole in
 *  one file; meant for up to 50,000 entities; without positions they stand in
 *  a spiral). */
KITH_API const kith_format *const *kith_formats(void);

/** What a format cannot hold and does instead, for people: "lists, nested
 * values written as JSON text; documents left out".
 *
 *  @param[out] out  `size` bytes, "" if nothing is lost; cut off if it is
 * longer
 *  @return the bytes written, without the NUL
 */
KITH_API size_t kith_format_losses(const kith_format *format,
                                   char *out,
                                   size_t size);

/** What was lost of a kind, for people: "6 properties left out: 'role' (3),
 *  'rank' (2) and others".
 *
 *  @param[out] out  `size` bytes, "" if nothing was lost; cut off if it is
 *                   longer
 *  @return the bytes written, without the NUL
 */
KITH_API size_t kith_losses_say(const kith_losses *losses,
                                const kith_format *format,
                                kith_loss kind,
                                char *out,
                                size_t size);

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
    const char *selection;  /**< what was selected, for the subtitle; NULL */
    const char *theme;      /**< "light" (NULL), "dark", "mono" */
    const char *engine;     /**< "auto" (NULL), "dot", "neato", …; "given":
                                 every entity has a place */
    const double *x;        /**< places in points, to the right, and */
    const double *y;        /**< downwards; NULL unless "given" */
    const char *direction;  /**< "LR" (NULL) or "TB" */
    const double *score;    /**< size of each entity, or NULL: degree */
    const char *score_name; /**< what `score` is, for the subtitle */
    const kith_id *group;   /**< cluster of each entity, or NULL */
    size_t group_count;
    const char *group_name;       /**< "communities": what boxes are; or NULL */
    bool group_by_type;           /**< clusters are types, and named so */
    bool boxed;                   /**< take an engine that draws boxes */
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
    bool dates;   /**< since and until on the labels of relations */
    kith_date at; /**< relations that end before are over; 0 = all that end */
    bool no_legend;
    bool no_labels;     /**< no relation labels */
    const char *labels; /**< names of relations on lines: "all"; "legend": lines
                             have colours that a legend explains; "auto" (NULL):
                             a legend where there are too many */
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

/** Write the scene of what two graphs say differently: what is added, gone or
 *  changed, with its entities, each marked by a colour and a sign.
 *
 *  @param changes  of kith_graph_diff()
 *  @param options  vocabulary, title, theme, engine, dpi and no_legend count
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status
kith_scene_write_changes(const kith_graph *before,
                         const kith_graph *after,
                         const kith_changes *changes,
                         const kith_scene_options *options,
                         FILE *out,
                         kith_error *err);

#endif /* KITH_EXPORT_H */

#ifndef KITH_CLI_OPTIONS_H
#define KITH_CLI_OPTIONS_H

#include <kith/records.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What the value of an option is, and the C type that it fills. */
typedef enum kith_option_type {
    KITH_OPTION_SWITCH = 0, /**< no value; sets a bool */
    KITH_OPTION_OFF,        /**< no value; clears a bool */
    KITH_OPTION_PRESET,     /**< no value; sets an unsigned to `least`, for
                                 another option of the same field */
    KITH_OPTION_TEXT,       /**< const char * */
    KITH_OPTION_PATH,       /**< const char *, completed as a file name */
    KITH_OPTION_TEXTS,      /**< kith_list, one value each time */
    KITH_OPTION_PAIRS,      /**< kith_list, two values each time */
    KITH_OPTION_NAMES,      /**< kith_list, commas between values */
    KITH_OPTION_CHOICES,    /**< kith_list of choices, commas between them */
    KITH_OPTION_CHOICE,     /**< unsigned: 1 = the first choice, 0 = none */
    KITH_OPTION_INTEGER,    /**< uint64_t */
    KITH_OPTION_SIZE,       /**< uint64_t bytes, with K, M or G */
    KITH_OPTION_REAL,       /**< double */
    KITH_OPTION_DATE,       /**< kith_date; 0 = not given */
    KITH_OPTION_SPAN        /**< kith_span, from two values */
} kith_option_type;

/** A NULL-ended list of texts; `items` is NULL while it is empty. */
typedef struct kith_list {
    const char **items;
    size_t count;
} kith_list;

/** Two dates, either of which may be a month or a year; 0 = not given. */
typedef struct kith_span {
    kith_date first;
    kith_date last;
} kith_span;

/** How a result is printed: the choices of --format, counted from 1. */
typedef enum kith_result_format {
    KITH_RESULT_TABLE = 1,
    KITH_RESULT_JSON,
    KITH_RESULT_JSONL,
    KITH_RESULT_CSV,
    KITH_RESULT_TSV,
    KITH_RESULT_MARKDOWN,
    KITH_RESULT_SARIF,                      /**< `check` only */
    KITH_RESULT_RECORDS = KITH_RESULT_SARIF /**< `path` only */
} kith_result_format;

/** The choices of --color. */
typedef enum kith_color {
    KITH_COLOR_AUTO = 1,
    KITH_COLOR_ALWAYS,
    KITH_COLOR_NEVER
} kith_color;

/** The choices of --weight-as. */
typedef enum kith_weight_as {
    KITH_WEIGHT_AS_DISTANCE = 1,
    KITH_WEIGHT_AS_STRENGTH
} kith_weight_as;

/** The choices of --component. */
typedef enum kith_component {
    KITH_COMPONENT_ALL = 1,
    KITH_COMPONENT_MAIN
} kith_component;

/** The choices of --cluster. */
typedef enum kith_clustering {
    KITH_CLUSTER_AUTO = 1,
    KITH_CLUSTER_NONE,
    KITH_CLUSTER_LEIDEN,
    KITH_CLUSTER_TYPE,
    KITH_CLUSTER_COMPONENTS
} kith_clustering;

/** The choices of --collapse. */
typedef enum kith_collapse {
    KITH_COLLAPSE_NONE = 1,
    KITH_COLLAPSE_LEAVES
} kith_collapse;

/** The first choices of --color-by; the rows of the registry of measures
 *  follow. */
typedef enum kith_color_by {
    KITH_COLOR_BY_AUTO = 1,
    KITH_COLOR_BY_TYPE,
    KITH_COLOR_BY_GROUP,
    KITH_COLOR_BY_MEASURE /**< the first of them */
} kith_color_by;

/** Every setting that an option can fill. One struct for all commands, so that
 *  an option shared by two of them is one row of one table. Grouped as the
 *  tables are, switches at the end. */
typedef struct kith_settings {
    unsigned color;  /**< kith_color */
    unsigned format; /**< kith_result_format, or a row of the command's own
                          choices; 0 = not given */
    const char *output;

    unsigned from; /**< row of the table of dialects, from 1; 0 = not given */
    const char *map;
    uint64_t threads;
    uint64_t most_record_size;
    const char *vocabulary;

    kith_list entity_types;
    kith_list relation_types;
    kith_list around;
    uint64_t depth;
    kith_date at;
    kith_span between;
    double least_confidence;
    unsigned component; /**< kith_component */
    uint64_t top;
    unsigned by; /**< row of the registry of measures, from 1 */

    kith_list measures;
    unsigned weight_as; /**< kith_weight_as */
    double damping;
    double alpha;
    const char *explain;
    kith_list seeds;
    uint64_t sample;
    uint64_t random_seed;
    double cutoff;

    uint64_t limit;
    const char *clean;
    const char *rejects;

    kith_list to;
    kith_list via;
    kith_list connect;
    kith_list along;
    kith_list avoid;
    uint64_t shortest;
    uint64_t within;
    uint64_t group;      /**< number of a group; 0 = not given */
    uint64_t with_group; /**< of the other; 0 = not given */
    uint64_t most;
    uint64_t effort; /**< million relations */
    const char *drawing;

    unsigned method; /**< row of the registry of methods, from 1 */
    unsigned print;  /**< kith_groups_print; 0 = not given */
    double resolution;
    uint64_t seed;
    uint64_t runs;
    uint64_t steps;
    uint64_t core;
    uint64_t least;
    uint64_t each;

    unsigned theme;
    unsigned engine;
    unsigned direction;
    unsigned cluster;  /**< kith_clustering */
    unsigned size_by;  /**< row of the registry of measures, from 1 */
    unsigned color_by; /**< kith_color_by */
    unsigned collapse; /**< kith_collapse */
    unsigned labels;   /**< choice of --labels; 0 = not given */
    kith_list highlights;
    kith_list highlight_paths; /**< pairs of ends */
    const char *title;
    const char *subtitle;
    uint64_t dpi;
    double timeout;
    uint64_t memory;

    kith_list with;
    unsigned gexf_version; /**< row of the choices, from 1; 0 = not given */
    const char *base;
    bool rdf_reify;
    int part; /**< kith_export_part */

    const char *directory;

    kith_list ids;
    kith_list types;
    kith_list documents;

    kith_list parameters;
    const char *query_file;
    uint64_t most_rows;

    /* Switches. */
    bool help;
    bool version;
    bool quiet;
    bool implicit;
    bool unsound;
    bool erase;
    bool all;
    bool directed;
    bool undirected;
    bool weighted;
    bool surest;
    bool distinct;
    bool avoid_hubs;
    bool normalised;
    bool members;
    bool patient;
    bool no_legend;
    bool no_labels;
    bool dates;
    bool infer;
    bool force;
    bool spreadsheet;
    bool no_open;
    bool keep;
    bool as_graph;
    bool no_history;
    bool explain_plan;
    bool profile;
} kith_settings;

/** The name of choice `index`, or NULL past the last. */
typedef const char *kith_choice_at(size_t index);

/** One option. Parsing, --help, completion and the manual all read this row;
 *  tables end with a row whose name is NULL. */
typedef struct kith_option {
    const char *name; /**< without dashes */
    char letter;      /**< or 0 */
    kith_option_type type;
    const char *value; /**< placeholder: "FILE"; NULL for switches */
    size_t offset;     /**< of the field in kith_settings */
    double least;      /**< range of a number; least = most = 0 if it is free */
    double most;
    const char *const *choices; /**< NULL-ended; or */
    kith_choice_at *choice_at;  /**< the rows of a registry */
    const char *otherwise;      /**< default as text, or NULL */
    const char *implied; /**< what is done without it, where no one value is
                              the default; or NULL */
    const char *help;    /**< lower case, no full stop */
} kith_option;

/** Where an option of `kith_settings` is kept. */
#define KITH_AT(field) offsetof(kith_settings, field)

/** The row of --json, for every table that has --format with the choices of
 *  kith_result_format. */
#define KITH_JSON_OPTION                                                 \
 {                                                                       \
  .name = "json", .type = KITH_OPTION_PRESET, .offset = KITH_AT(format), \
  .least = KITH_RESULT_JSON, .help = "short for --format json"           \
 }

/** A titled table of options that commands share. */
typedef struct kith_option_group {
    const char *title;
    const kith_option *options;
} kith_option_group;

extern const kith_option_group kith_dialect_group;
extern const kith_option_group kith_reading_group;
extern const kith_option_group kith_selection_group;
extern const kith_option_group kith_top_group;
extern const kith_option_group kith_format_group;
extern const kith_option_group kith_output_group;
extern const kith_option_group kith_file_group; /**< not standard output */
extern const kith_option_group kith_remarks_group;
extern const kith_option_group kith_common_group;

/** Groups of commands that print a table of a graph, NULL-ended. */
extern const kith_option_group *const kith_table_groups[];

/** The same without --top and --by, for commands that have their own. */
extern const kith_option_group *const kith_table_groups_without_top[];

/** Groups of commands that have formats of their own. */
extern const kith_option_group *const kith_graph_groups[];

/** Groups of commands that read no records. */
extern const kith_option_group *const kith_plain_groups[];

/** Name of choice `index` of an option, or NULL past the last. */
const char *kith_option_choice(const kith_option *option, size_t index);

/** Write the choices of an option as "a, b or c"; "" if it has none. Where
 *  there is no room for all, "…" stands for the rest. */
void kith_option_join(const kith_option *option, char *out, size_t size);

/** Name of row `index` of the registry of measures, or NULL. */
const char *kith_measure_choice(size_t index);

/** Name of dialect `index`, or NULL. */
const char *kith_dialect_choice(size_t index);

/** The same for measures of entities only. */
const char *kith_entity_measure_choice(size_t index);

/** Whether the option takes two values. */
bool kith_option_takes_two(const kith_option *option);

/** Whether the option takes a value. */
bool kith_option_takes_value(const kith_option *option);

#endif /* KITH_CLI_OPTIONS_H */

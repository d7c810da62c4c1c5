/** @file
 *  The query language: openCypher, its reading part, over a graph.
 *
 *  A session holds what the queries of one graph share; a query is compiled in
 *  it, run, and hands out rows of values.
 *
 *  What the language sees: entities are nodes, their types labels; relations
 *  are relationships. The properties of a node or relationship are the
 *  `properties` of its record, then the record's own members (`id`, `name`,
 *  `since`, …) where `properties` has none of that name. A relation that says
 *  `"directed": false` matches a pattern of either direction.
 */
#ifndef KITH_QUERY_H
#define KITH_QUERY_H

#include <kith/graph.h>

#include <stdio.h>

/* -- values -------------------------------------------------------------- */

typedef enum kith_value_kind {
    KITH_VALUE_NULL = 0,
    KITH_VALUE_BOOLEAN,
    KITH_VALUE_INTEGER,
    KITH_VALUE_FLOAT,
    KITH_VALUE_STRING,
    KITH_VALUE_LIST,
    KITH_VALUE_MAP,
    KITH_VALUE_NODE,
    KITH_VALUE_RELATION,
    KITH_VALUE_PATH,
    KITH_VALUE_TEMPORAL /**< a date, a time, both, or a duration */
} kith_value_kind;

/** A value of a row; borrowed for the call that gets it. */
typedef struct kith_value kith_value;

KITH_API kith_value_kind kith_value_kind_of(const kith_value *value);

/** Truth of a boolean; false for other kinds. */
KITH_API bool kith_value_truth(const kith_value *value);

/** An integer; 0 for other kinds. */
KITH_API int64_t kith_value_integer(const kith_value *value);

/** A number as a real; NaN for other kinds. */
KITH_API double kith_value_real(const kith_value *value);

/** Text of a string; absent for other kinds. */
KITH_API kith_text kith_value_text(const kith_value *value);

/** Items of a list, members of a map, nodes and relations of a path; 0 for
 *  other kinds. */
KITH_API size_t kith_value_size(const kith_value *value);

/** Item of a list or value of a map's member, by place; members come in order
 *  of key. `index` must be less than the size. */
KITH_API const kith_value *kith_value_item(const kith_value *value,
                                           size_t index);

/** Key of a map's member. */
KITH_API kith_text kith_value_key(const kith_value *value, size_t index);

/** Entity of a node, relation of a relation; KITH_NONE for other kinds. */
KITH_API kith_id kith_value_id(const kith_value *value);

/** Part `index` of a path: entities at even, relations at odd places. */
KITH_API kith_id kith_value_step(const kith_value *value, size_t index);

/* -- sessions ------------------------------------------------------------ */

/** What the queries of a graph share: adjacency by type, indexes, and columns
 *  of properties, each built when a query first needs it. One thread at a
 *  time. */
typedef struct kith_session kith_session;

/** Begin a session; the graph is borrowed and must outlive it. One that is read
 *  by need is changed by the queries: ids in their rows hold for the call that
 *  gets the row.
 *
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status kith_session_new(kith_session **out,
                                                     kith_graph *graph,
                                                     kith_error *err);

/** Release a session, after its queries. NULL is allowed. */
KITH_API void kith_session_free(kith_session *session);

/** Read all of a graph that is read by need (kith_store_load_by_need()), as a
 *  query does that looks at all of it. Ids of its entities are others then.
 *
 *  @return as kith_graph_complete()
 */
KITH_API KITH_NODISCARD kith_status kith_session_complete(kith_session *session,
                                                          kith_error *err);

/** A measure or a grouping that queries can call: `CALL name() YIELD node,
 *  column`. Valid while it is registered. */
typedef struct kith_procedure {
    const char *name;
    const char *summary; /**< one line, lower case, no full stop */
    const char *column;  /**< what it yields beside `node`: "score" */
    bool is_integer;     /**< the values are whole numbers */
    /** Fill `out` for every entity of the graph, NaN where there is none;
     *  `which` is the row. */
    kith_status (*fill)(const struct kith_procedure *which,
                        kith_graph *graph,
                        double *out,
                        kith_error *err);
    const void *context;
} kith_procedure;

/** Let the queries of a session call procedures; the array is borrowed. */
KITH_API void kith_session_procedures(kith_session *session,
                                      const kith_procedure *procedures,
                                      size_t count);

/* -- queries ------------------------------------------------------------- */

/** A compiled query. */
typedef struct kith_query kith_query;

/** `$name` of a query, as JSON text. */
typedef struct kith_parameter {
    kith_text name;
    kith_text json;
} kith_parameter;

/** Limits of a run, and parameters. All zero is valid: no limits. */
typedef struct kith_query_options {
    const kith_parameter *parameters;
    size_t parameter_count;
    uint64_t most_rows; /**< rows of the result; more is KITH_E_LIMIT */
    double timeout;     /**< seconds of a run; longer is KITH_E_LIMIT */
    size_t memory;      /**< bytes beside the graph; more is KITH_E_LIMIT */
    /** Asked now and then; true ends the run with KITH_E_LIMIT. */
    bool (*is_stopped)(void *context);
    void *context;
} kith_query_options;

/** What a query begins with. */
typedef enum kith_query_mode {
    KITH_QUERY_ROWS = 0,
    KITH_QUERY_EXPLAIN, /**< EXPLAIN: show the plan, run nothing */
    KITH_QUERY_PROFILE  /**< PROFILE: run, then show the plan with counts */
} kith_query_mode;

/** Compile a query: parse, check, plan.
 *
 *  @param text  UTF-8; copied
 *  @param name  what to call it in errors: "<query>"; borrowed
 *  @return KITH_OK; KITH_E_SYNTAX, KITH_E_INVALID (the message begins with
 *          openCypher's type and detail, `SyntaxError: UndefinedVariable: …`;
 *          place and length say where); KITH_E_UNSUPPORTED (it writes);
 *          KITH_E_LIMIT (nested too deep); KITH_E_MEMORY
 *
 *  Cost: O(length of the text).
 */
KITH_API KITH_NODISCARD kith_status
kith_query_compile(kith_query **out,
                   kith_session *session,
                   kith_text text,
                   const char *name,
                   const kith_query_options *options,
                   kith_error *err);

/** Give a compiled query other parameters, all that it needs; it is then run
 *  with them. The array is borrowed until then.
 *
 *  @return KITH_OK; KITH_E_INVALID (one has no value), KITH_E_SYNTAX (not
 *          JSON, or a number beyond a float), after which it must be bound
 *          again before it is run; KITH_E_LIMIT; KITH_E_MEMORY
 *
 *  Cost: O(length of the values); text and plan stay as they are.
 */
KITH_API KITH_NODISCARD kith_status
kith_query_bind(kith_query *query,
                const kith_parameter *parameters,
                size_t count,
                kith_error *err);

/** Release a query. NULL is allowed. */
KITH_API void kith_query_free(kith_query *query);

/** Bytes that a query holds: its text and plan, and while it runs what it
 * keeps. Who keeps rows on top of it can bound both together. */
KITH_API size_t kith_query_memory(const kith_query *query);

KITH_API kith_query_mode kith_query_mode_of(const kith_query *query);

/** Columns of the result, and their names. */
KITH_API size_t kith_query_columns(const kith_query *query);
KITH_API kith_text kith_query_column(const kith_query *query, size_t column);

/** What is probably not meant: a type that the graph does not have, and after
 *  a run a property that no record has. Remark `index`, with place, message and
 *  hint; false past the last. */
KITH_API bool kith_query_remark(const kith_query *query,
                                size_t index,
                                kith_error *out);

/** Called with each row, `columns` values; return false to stop. */
typedef bool kith_row_visitor(void *context,
                              const kith_value *const *row,
                              size_t columns);

/** Run a query, from the beginning each time; rows come as they are found.
 *
 *  @return KITH_OK; KITH_E_INVALID (TypeError, ArgumentError … at run time);
 *          KITH_E_LIMIT; KITH_E_IO (an input has changed); KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status kith_query_run(kith_query *query,
                                                   kith_row_visitor *visit,
                                                   void *context,
                                                   kith_error *err);

/** Write the plan, an operator a line, last one first; after a run with
 *  `profile` with the rows that each gave. Failures stay in the stream. */
KITH_API void kith_query_put_plan(const kith_query *query,
                                  bool profile,
                                  FILE *file);

/* -- values as text ------------------------------------------------------ */

/** Write a value as JSON on one line.
 *
 *  Integers have no decimal point and floats do; NaN and the infinities are
 *  strings; graph values are {"$node": …}, {"$relation": …}, {"$path": […]}.
 *
 *  @return KITH_OK; KITH_E_IO (an input has changed); KITH_E_MEMORY. Failures
 *          to write stay in the stream.
 */
KITH_API KITH_NODISCARD kith_status kith_value_put_json(kith_session *session,
                                                        const kith_value *value,
                                                        FILE *file,
                                                        kith_error *err);

/** Write a value as the language writes it, for people: a node as `id (name)`,
 *  or `id` if it has no name; a relation as its type, a path as an arrow
 *  diagram; a string without quotes. Returns what kith_value_put_json() does.
 */
KITH_API KITH_NODISCARD kith_status kith_value_put_text(kith_session *session,
                                                        const kith_value *value,
                                                        FILE *file,
                                                        kith_error *err);

/** The same for programs: a node as `({id: "…", name: "…"})`, which is taken
 * for no other and can be put into a query. */
KITH_API KITH_NODISCARD kith_status
kith_value_put_exact(kith_session *session,
                     const kith_value *value,
                     FILE *file,
                     kith_error *err);

/* -- what the language has ----------------------------------------------- */

/** A function of the language. */
typedef struct kith_function_help {
    const char *name;
    const char *group;     /**< "strings", "lists", … */
    const char *signature; /**< "substring(text, start [, length])" */
    const char *summary;   /**< one line, lower case, no full stop */
} kith_function_help;

/** Function `index` of the language, by group; false past the last. */
KITH_API bool kith_query_function(size_t index, kith_function_help *out);

#endif /* KITH_QUERY_H */

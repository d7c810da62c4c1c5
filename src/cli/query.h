#ifndef KITH_CLI_QUERY_H
#define KITH_CLI_QUERY_H

#include "base/sink.h"
#include "cli/command.h"

#include <kith/query.h>

/** A call of `kith query`. */
typedef struct kith_query_call {
    kith_call *call;
    const char *text; /**< of the query */
    size_t length;
    char *owned;      /**< the text if it comes from a file */
    const char *name; /**< what to call it in errors */
    kith_text script; /**< what the text is one statement of, or absent */
    kith_parameter *parameters; /**< in the call's arena */
    size_t parameter_count;
    kith_procedure *procedures; /**< in the call's arena */
    size_t procedure_count;
    kith_session *session;
    kith_query *query; /**< compiled, also of the statement before */
    char *compiled;    /**< its text; owned, NULL if there is none */
    size_t compiled_size;
    const char
        *before;     /**< to put before the answer once it is there, or NULL */
    bool listed;     /**< JSON: the answer is an item, without an end of line */
    bool gathers;    /**< answers need not leave the buffer one by one */
    size_t remarks;  /**< printed so far */
    uint64_t shown;  /**< rows to write at most; 0 = all */
    uint64_t rows;   /**< [out] of the result */
    uint64_t hidden; /**< [out] of these, rows that were not written */
    bool has_rows;   /**< [out] the answer is rows and not a plan */
} kith_query_call;

/** Begin the session that the queries share; the graph has been read. */
KITH_NODISCARD kith_status kith_query_open(kith_query_call *q);

/** Compile and run q->text and write the answer. The text of the statement
 *  before is not compiled again. */
KITH_NODISCARD kith_status kith_query_answer(kith_query_call *q);

/** Release the compiled query and the session. */
void kith_query_close(kith_query_call *q);

/** A sink on the output for an answer that is there, q->before being put. */
KITH_NODISCARD kith_status kith_query_begin(kith_query_call *q, kith_sink *out);

/** Let the answers that are still in the buffer go out, before something is
 *  said of them beside it. A failure comes out when the output is kept. */
void kith_query_flush(const kith_query_call *q);

/** Print the error of the call, with the line that it is about. */
void kith_query_report(kith_query_call *q);

/** Add or replace a parameter, given as NAME=JSON; `text` must stay. */
KITH_NODISCARD kith_status kith_query_set_parameter(kith_query_call *q,
                                                    const char *text);

/** Fill in the procedures: every measure, every method of
 *  grouping. */
KITH_NODISCARD kith_status kith_query_procedures(kith_query_call *q);

/** A procedure for help: `index` goes on after the functions of the language.
 */
kith_topic kith_query_procedure_topic(kith_arena *arena, size_t index);

/** Run the query and write its rows in the format that is asked for. */
KITH_NODISCARD kith_status kith_query_put_rows(kith_query_call *q);

/** Run the query and write the nodes and relations of its rows as records. */
KITH_NODISCARD kith_status kith_query_put_graph(kith_query_call *q);

#endif /* KITH_CLI_QUERY_H */

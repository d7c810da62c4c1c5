#ifndef KITH_CLI_QUERY_H
#define KITH_CLI_QUERY_H

#include "cli/command.h"

#include <kith/query.h>

/** A call of `kith query`. */
typedef struct kith_query_call {
    kith_call *call;
    const char *text; /**< of the query */
    size_t length;
    char *owned;      /**< the text if it comes from a file */
    const char *name; /**< what to call it in errors */
    kith_parameter *parameters;
    kith_procedure *procedures; /**< in the call's arena */
    size_t procedure_count;
    kith_session *session;
    kith_query *query;
    size_t remarks; /**< printed so far */
} kith_query_call;

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

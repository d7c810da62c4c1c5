#ifndef KITH_UNIT_INPUTS_H
#define KITH_UNIT_INPUTS_H

/** Inputs made for one test, and what reading them comes to. */

#include <kith/graph.h>

enum { MOST_INPUTS = 8 };

/** Start from zero; release with outcome_free(). */
typedef struct outcome {
    char paths[MOST_INPUTS][64];
    const char *inputs[MOST_INPUTS];
    size_t input_count;
    kith_graph *graph;
    kith_diagnostics *problems;
    kith_status status;
    kith_error err;
} outcome;

/** Add a temporary file with these bytes. */
void outcome_add(outcome *o, const void *bytes, size_t length);

/** Add a temporary file with this text. */
void outcome_add_text(outcome *o, const char *text);

/** Read the inputs; `options` gives all but the inputs, NULL = unsound. */
void outcome_read(outcome *o, const kith_read_options *options);

/** Read one text, all else being usual, and unsound records left out. */
void outcome_of(outcome *o, const char *text);

/** Forget what was read, and keep the inputs. */
void outcome_clear(outcome *o);

/** Forget everything, and remove the inputs. */
void outcome_free(outcome *o);

/** How many problems of a rule there are. */
size_t outcome_count(const outcome *o, kith_rule rule);

/** How many records the outcome accounts for: those in the graph, those merged
 *  into them, those noted as duplicates and those left out. */
size_t outcome_records(const outcome *o);

/** How many errors. */
size_t outcome_errors(const outcome *o);

/** Fail unless two outcomes are the same in everything that a graph tells and
 *  in every problem; names of inputs do not count. */
void assert_same_outcome(const outcome *a, const outcome *b);

/** Fail unless every problem stands at the line and column that counting
 *  newlines and code points in `text`, the only input, gives. */
void assert_places(const outcome *o, const char *text, size_t length);

#endif /* KITH_UNIT_INPUTS_H */

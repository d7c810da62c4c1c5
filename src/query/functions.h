#ifndef KITH_QUERY_FUNCTIONS_H
#define KITH_QUERY_FUNCTIONS_H

/** The functions of the language, as a table. */

#include "query/run.h"

/** Kinds that an argument may have, as bits of kith_value_kind. */
#define KITH_KIND_BIT(kind) (1u << (kind))
#define KITH_ANY_KIND       0xFFFFu

typedef struct kith_function {
    const char *name; /**< as it is written in help; case does not count */
    const char *group;
    const char *signature;
    const char *summary; /**< NULL = another name, which help leaves out */
    uint8_t least;       /**< arguments */
    uint8_t most;
    bool takes_null;  /**< otherwise a null argument gives null */
    uint16_t accepts; /**< kinds of the first argument; 0 = any, checked by
                           the function where it says so */
    kith_static result;
    kith_value (*call)(kith_run *run,
                       const kith_expr *expr,
                       const kith_value *args,
                       size_t count);
} kith_function;

/** Functions by group; each ends with a row whose name is NULL. */
extern const kith_function kith_scalar_functions[];
extern const kith_function kith_string_functions[];
extern const kith_function kith_list_functions[];
extern const kith_function kith_number_functions[];
extern const kith_function kith_graph_functions[];
extern const kith_function kith_temporal_functions[];

/** Row `index` of all tables together; NULL past the last. */
const kith_function *kith_function_at(size_t index);

/** The function of a name, or NULL. */
const kith_function *kith_function_of(kith_text name);

/** Whether a value known as `type` can be one of the kinds. */
bool kith_static_fits(kith_static type, unsigned kinds);

/* -- aggregates ---------------------------------------------------------- */

typedef enum kith_aggregate_kind {
    KITH_AGGREGATE_COUNT = 0,
    KITH_AGGREGATE_SUM,
    KITH_AGGREGATE_AVG,
    KITH_AGGREGATE_MIN,
    KITH_AGGREGATE_MAX,
    KITH_AGGREGATE_COLLECT,
    KITH_AGGREGATE_PERCENTILE_DISC,
    KITH_AGGREGATE_PERCENTILE_CONT,
    KITH_AGGREGATE_STDEV,
    KITH_AGGREGATE_STDEVP
} kith_aggregate_kind;

typedef struct kith_aggregate {
    const char *name;
    const char *signature;
    const char *summary;
    uint8_t arguments;
    kith_aggregate_kind kind;
    kith_static result;
} kith_aggregate;

extern const kith_aggregate kith_aggregates[];

const kith_aggregate *kith_aggregate_of(kith_text name);

/** What an aggregate knows of the values so far. Start from zero. */
typedef struct kith_tally {
    uint64_t count;
    bool real;       /**< a float was among them */
    bool overflow;   /**< of the integer sum */
    int64_t integer; /**< sum of integers */
    bool mixed;      /**< `sum` and `lost` hold the sum; until then it is
                          `integer`, which a double can hold */
    double sum;      /**< of all, compensated */
    double lost;     /**< what the sum lost by rounding */
    double mean;     /**< Welford's, for deviations */
    double squares;
    kith_value best;    /**< least or greatest so far */
    kith_value rank;    /**< of percentiles */
    kith_value *values; /**< collected */
    size_t value_count;
    size_t value_room;
    struct kith_set *seen; /**< for DISTINCT */
} kith_tally;

/** Add the row's value of an aggregate; memory comes from `heap`. */
void kith_tally_add(kith_run *run,
                    kith_tally *tally,
                    const kith_expr *expr,
                    kith_heap *heap);

/** The aggregate's value. */
kith_value kith_tally_value(kith_run *run,
                            const kith_tally *tally,
                            const kith_expr *expr,
                            kith_heap *heap);

/* -- sets of rows -------------------------------------------------------- */

/** Rows of `width` values, each once, by equivalence; with `extra` bytes for
 *  each. Open addressing; rows keep the order in which they came. */
typedef struct kith_set {
    kith_heap *heap;
    size_t width;
    size_t extra;
    size_t count;
    uint64_t mask;
    uint32_t *slots; /**< row + 1, or 0 */
    char **rows;     /**< hash, values, extra bytes */
    size_t room;
} kith_set;

/** Find or add a row; `*added` says which. NULL, and the run fails, if out of
 *  memory. Returns the extra bytes, zeroed when they are new. */
void *kith_set_add(kith_run *run,
                   kith_set *set,
                   const kith_value *row,
                   bool *added);

kith_value *kith_set_row(const kith_set *set, size_t index);
void *kith_set_extra(const kith_set *set, size_t index);

#endif /* KITH_QUERY_FUNCTIONS_H */

#ifndef KITH_QUERY_PATTERN_CODE_H
#define KITH_QUERY_PATTERN_CODE_H

/** A regular expression as a program for an automaton. */

#include "base/unicode.h"
#include "query/run.h"

/** Instructions of a program at most, and ranges of its classes. */
#define KITH_MOST_CODE 20000

typedef enum kith_opcode {
    KITH_CODE_ONE,   /**< the code point `low` */
    KITH_CODE_ANY,   /**< but a line end */
    KITH_CODE_CLASS, /**< ranges low .. high - 1 of the table */
    KITH_CODE_SPLIT, /**< go on at low and at high */
    KITH_CODE_JUMP,  /**< go on at low */
    KITH_CODE_START,
    KITH_CODE_END,
    KITH_CODE_MATCH
} kith_opcode;

typedef struct kith_code {
    kith_opcode op;
    bool negated;
    uint32_t low;
    uint32_t high;
} kith_code;

typedef struct kith_code_range {
    uint32_t low;
    uint32_t high;
} kith_code_range;

typedef struct kith_program {
    kith_run *run;
    const kith_expr *expr;
    kith_text text; /**< of the expression */
    size_t at;
    bool fold; /**< (?i) */
    kith_code *program;
    size_t count;
    kith_code_range *ranges;
    size_t range_count;
    unsigned depth;
} kith_program;

/** Compile an expression into a program, whose arrays have room for
 *  KITH_MOST_CODE; false, and the run fails, if there is something wrong. */
bool kith_program_compile(kith_program *c);

/** A code point as it is compared: in small letters under (?i). */
static inline uint32_t kith_program_fold(const kith_program *c, uint32_t point)
{
    return c->fold ? kith_code_lower(point) : point;
}

#endif /* KITH_QUERY_PATTERN_CODE_H */

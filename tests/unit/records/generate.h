#ifndef KITH_UNIT_GENERATE_H
#define KITH_UNIT_GENERATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Records by chance, some of them with faults: text released by the caller,
 *  with room for more. */
typedef struct generated {
    char *text;
    size_t length;
    size_t records;
    size_t faults; /**< records with a fault that was put in */
} generated;

/** How records are to be written. */
typedef struct generation {
    uint64_t seed;
    size_t records;
    unsigned faults; /**< in a thousand records */
    bool document;   /**< one document, not JSON Lines */
    bool windows;    /**< lines end in CR LF */
    bool pretty;     /**< of a document: many lines */
} generation;

generated generate(const generation *how);

#endif /* KITH_UNIT_GENERATE_H */

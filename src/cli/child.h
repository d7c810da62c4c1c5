#ifndef KITH_CLI_CHILD_H
#define KITH_CLI_CHILD_H

#include <kith/status.h>

#include <stdint.h>
#include <stdio.h>

/** How a child ended. */
typedef enum kith_child_end {
    KITH_CHILD_DONE = 0,
    KITH_CHILD_REFUSED,  /**< exit status 2: it cannot use its input */
    KITH_CHILD_FAILED,   /**< another exit status */
    KITH_CHILD_KILLED,   /**< a signal that we did not send */
    KITH_CHILD_TOO_LONG, /**< it was ended at the time limit */
    KITH_CHILD_MISSING   /**< the program could not be started */
} kith_child_end;

/** A program to run with a file as its input and a file as its output. */
typedef struct kith_child {
    const char *program;    /**< path */
    char *const *arguments; /**< NULL-ended, the program's name first */
    FILE *input;            /**< read from its beginning */
    FILE *output;           /**< emptied, then written */
    double seconds;         /**< time limit; 0 = none */
    uint64_t memory;        /**< address space in bytes; 0 = no limit */
} kith_child;

/** Run a child to its end.
 *
 *  @param[out] end  how it ended
 *  @return KITH_OK; KITH_E_IO
 */
KITH_NODISCARD kith_status kith_child_run(const kith_child *child,
                                          kith_child_end *end,
                                          kith_error *err);

/** Find a program of ours: beside the one that runs, in ../libexec/kith from
 *  there, or in PATH.
 *
 *  @param[out] out  path, at least 4096 bytes
 *  @return KITH_OK; KITH_E_IO (it is nowhere)
 */
KITH_NODISCARD kith_status kith_child_find(const char *name,
                                           char *out,
                                           size_t size,
                                           kith_error *err);

#endif /* KITH_CLI_CHILD_H */

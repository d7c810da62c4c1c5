#ifndef KITH_CLI_LEFTOVERS_H
#define KITH_CLI_LEFTOVERS_H

#include <stdbool.h>

/** What follows the name of a result while it is written: for mkstemp(). */
#define KITH_UNFINISHED ".unfinished-XXXXXX"

/** Mark an open file as being written, until it is closed. */
void kith_leftovers_guard(int file);

/** Remove unfinished files beside `path` that a power failure or a SIGKILL left
 *  there, and say so: regular files of ours, named as above, that no process
 *  is writing, nor has within the last minute. */
void kith_leftovers_remove(const char *path, bool quiet);

#endif /* KITH_CLI_LEFTOVERS_H */

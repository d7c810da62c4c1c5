#ifndef KITH_CLI_OUTPUT_H
#define KITH_CLI_OUTPUT_H

#include <kith/status.h>

#include <stdbool.h>
#include <stdio.h>

/** Where a result goes. A file appears under its name whole or not at all: it
 *  is written beside its place and renamed when all is in it. Devices and
 *  pipes are written directly. Valid when zeroed, for kith_output_drop(). */
typedef struct kith_output {
    FILE *file;      /**< to write to; NULL while it is not open */
    char *path;      /**< final place; NULL for standard output */
    char *temporary; /**< where it stands meanwhile; NULL if written directly */
} kith_output;

/** What follows the last point in the name of a file, or NULL, as of "a.d/b"
 *  and ".b"; NULL for NULL. */
const char *kith_output_extension(const char *path);

/** Open `path`; NULL and "-" are standard output.
 *
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_output_open(kith_output *output,
                                            const char *path,
                                            kith_error *err);

/** Write out what is pending and put the file in its place.
 *
 *  @return KITH_OK; KITH_E_IO, and there is no new file
 */
KITH_NODISCARD kith_status kith_output_keep(kith_output *output,
                                            kith_error *err);

/** Close and remove what is not kept. */
void kith_output_drop(kith_output *output);

#endif /* KITH_CLI_OUTPUT_H */

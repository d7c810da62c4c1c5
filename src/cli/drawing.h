#ifndef KITH_CLI_DRAWING_H
#define KITH_CLI_DRAWING_H

#include "cli/picture.h"

/** A diagram beside the result, in a file whose name says what it is to be. */

/** How to draw into a file of this name, or NULL. */
const char *kith_drawing_format(const char *path);

/** Extension `index` of such names, without the point; NULL past the last. */
const char *kith_drawing_extension(size_t index);

/** Take --output for the drawing if its name says so and nothing else says
 *  what is to be written: a diagram may be all that is asked for. Returns
 *  whether it is. */
bool kith_drawing_takes_output(kith_call *call);

/** Check that the name of --draw says it.
 *
 *  @return KITH_OK; KITH_E_INVALID
 */
KITH_NODISCARD kith_status kith_drawing_check(kith_call *call);

/** Draw into that file, and release the picture. */
KITH_NODISCARD kith_status kith_drawing_make(kith_call *call,
                                             kith_picture *picture);

#endif /* KITH_CLI_DRAWING_H */

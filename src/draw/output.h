#ifndef KITH_DRAW_OUTPUT_H
#define KITH_DRAW_OUTPUT_H

#include "draw/buffer.h"
#include "draw/problem.h"

/** Write everything or nothing.
 *
 *  @param path NULL or "-": standard output. A plain file is written beside
 *              its place and moved there at the end; a device or a pipe is
 *              written directly
 *  @return DRAW_OK; DRAW_SYSTEM (cannot be written; nothing is left behind)
 */
draw_status draw_output_write(const char *path,
                              const draw_buffer *bytes,
                              draw_problem *problem);

#endif /* KITH_DRAW_OUTPUT_H */

#ifndef KITH_DRAW_OPTIONS_H
#define KITH_DRAW_OPTIONS_H

#include "draw/formats.h"

/** What the command line asked for. */
typedef struct draw_options {
    const draw_format *format;
    const char *output; /**< NULL: standard output */
    bool help;
    bool version;
    bool quiet;
} draw_options;

/** Read the command line.
 *
 *  @return DRAW_OK; DRAW_INVALID (unknown option or format)
 */
draw_status draw_options_read(draw_options *options,
                              int argc,
                              char **argv,
                              draw_problem *problem);

/** Print what the program does and how to call it. */
void draw_options_help(void);

#endif /* KITH_DRAW_OPTIONS_H */

#ifndef KITH_DRAW_FORMATS_H
#define KITH_DRAW_FORMATS_H

#include "draw/buffer.h"
#include "draw/picture.h"

/** One format of the result; rows of draw_formats. */
typedef struct draw_format {
    const char *name;     /**< also the extension of its files */
    const char *graphviz; /**< Graphviz's name of it, if Graphviz writes it */
    bool editable;        /**< the graph itself, not laid out */
    draw_status (*write)(draw_picture *picture,
                         const struct draw_format *format,
                         draw_buffer *out,
                         draw_problem *problem);
} draw_format;

/** All formats; ends with a row whose `name` is NULL. */
extern const draw_format draw_formats[];

/** Format by name of `length` bytes; NULL if there is none. */
const draw_format *draw_format_find(const char *name, size_t length);

#endif /* KITH_DRAW_FORMATS_H */

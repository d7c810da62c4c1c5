#ifndef KITH_EXPORT_STYLE_H
#define KITH_EXPORT_STYLE_H

/** What a vocabulary makes of the types of a graph. */

#include "base/arena.h"

#include <kith/export.h>

/** A type of entity as it is drawn. Texts are borrowed. */
typedef struct kith_style {
    const kith_entity_type *known; /**< the vocabulary's type, or NULL */
    const char *label;             /**< "organisation" */
    const char *colour;            /**< "#RRGGBB", its own or that of the
                                        nearest parent with one; or NULL */
    const char *shape;             /**< likewise */
} kith_style;

/** Labels and looks of all types that a graph uses, by the graph's numbers. A
 *  label is the vocabulary's, else the name with spaces for underscores. */
typedef struct kith_styles {
    kith_arena arena;
    kith_style *entities;
    const char **relations; /**< labels */
} kith_styles;

/** Fill `styles`, which starts as {0}; `vocabulary` may be NULL and is borrowed
 *  otherwise. Release with kith_styles_free().
 *
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_styles_make(kith_styles *styles,
                                            const kith_graph *graph,
                                            const kith_vocabulary *vocabulary,
                                            kith_error *err);

void kith_styles_free(kith_styles *styles);

#endif /* KITH_EXPORT_STYLE_H */

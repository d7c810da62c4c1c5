/* Labels, colours and shapes of the types in a graph. */
#include "export/style.h"

#include "base/error.h"
#include "export/pieces.h"

#include <string.h>

/* The vocabulary's label, or the name with spaces for underscores; NULL if out
 * of memory. */
static const char *label_of(kith_arena *arena,
                            const char *name,
                            const char *known)
{
    if (known && strcmp(known, name) != 0)
        return known;
    char *label = kith_arena_text(arena, name, strlen(name));
    for (char *at = label; at && *at; at++) {
        if (*at == '_')
            *at = ' ';
    }
    return label;
}

static kith_style style_of(kith_arena *arena,
                           const char *name,
                           const kith_vocabulary *vocabulary)
{
    kith_style style = {0};
    if (vocabulary)
        style.known = kith_vocabulary_entity(vocabulary, kith_text_of(name));
    for (const kith_entity_type *t = style.known; t; t = t->parent) {
        style.colour = style.colour ? style.colour : t->colour;
        style.shape = style.shape ? style.shape : t->shape;
    }
    style.label =
        label_of(arena, name, style.known ? style.known->label : NULL);
    return style;
}

static const char *relation_label(kith_arena *arena,
                                  const char *name,
                                  const kith_vocabulary *vocabulary)
{
    const kith_relation_type *known =
        vocabulary ? kith_vocabulary_relation(vocabulary, kith_text_of(name))
                   : NULL;
    return label_of(arena, name, known ? known->label : NULL);
}

kith_status kith_styles_make(kith_styles *styles,
                             const kith_graph *graph,
                             const kith_vocabulary *vocabulary,
                             kith_error *err)
{
    const size_t entities = kith_graph_entity_type_count(graph);
    const size_t relations = kith_graph_relation_type_count(graph);
    kith_arena *arena = &styles->arena;
    styles->entities = KITH_ARENA_NEW(arena, kith_style, entities + 1);
    styles->relations = KITH_ARENA_NEW(arena, const char *, relations + 1);
    if (!styles->entities || !styles->relations)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (kith_id i = 0; i < entities; i++) {
        styles->entities[i] =
            style_of(arena, kith_graph_entity_type_name(graph, i), vocabulary);
        if (!styles->entities[i].label)
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    for (kith_id i = 0; i < relations; i++) {
        styles->relations[i] =
            relation_label(arena, kith_graph_relation_type_name(graph, i),
                           vocabulary);
        if (!styles->relations[i])
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
    return KITH_OK;
}

void kith_styles_free(kith_styles *styles)
{
    kith_arena_free(&styles->arena);
}

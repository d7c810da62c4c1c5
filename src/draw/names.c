/* Ids inside the SVG, by which scripts and style sheets find a node. */
#include "draw/names.h"

#include "draw/buffer.h"
#include "draw/glyphs.h"
#include "draw/graphviz.h"

/* Long enough for people's ids; a 10 kB id would make a 10 kB attribute. */
#define MOST_CODES 64

static void slug_put(draw_buffer *slug, const char *id)
{
    draw_puts(slug, "n-");
    for (int i = 0; *id && i < MOST_CODES; i++) {
        const uint32_t code = draw_code_next(&id);
        draw_code_put(slug, draw_is_name_code(code) ? code : '_');
    }
}

/* A graph's nodes serve as the set of the names taken. */
static bool is_taken(Agraph_t *taken, draw_buffer *slug)
{
    return agnode(taken, slug->bytes, 0) != NULL;
}

void draw_names_set(Agnode_t **nodes, const draw_scene *scene)
{
    Agraph_t *taken = draw_graph_new();
    draw_buffer slug = {0};
    for (size_t i = 0; i < scene->node_count; i++) {
        draw_clear(&slug);
        slug_put(&slug, scene->nodes[i].id);
        while (is_taken(taken, &slug))
            draw_putf(&slug, ".%zu", i);
        draw_node_get(taken, draw_text(&slug));
        draw_set(nodes[i], "id", draw_text(&slug));
    }
    draw_buffer_free(&slug);
    agclose(taken);
}

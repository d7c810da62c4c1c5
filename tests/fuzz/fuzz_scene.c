/* Any bytes as a scene: refused in one line, or drawn as DOT that Graphviz
 * reads back with every node and edge. Layouts take too long to be run here. */
#include "draw/glyphs.h"
#include "draw/header.h"
#include "draw/markup.h"
#include "draw/source.h"
#include "fuzz.h"

#include <graphviz/cgraph.h>

#include <stdlib.h>
#include <string.h>

enum { MOST_NODES = 200, MOST_EDGES = 400, COLUMNS = 22 };

/* What is shown of a text: one line of whole characters, in lines of a label
 * that are not too wide, nothing of it markup. */
static void check_text(const char *text)
{
    draw_buffer clean = {0};
    draw_buffer markup = {0};
    draw_lines lines;
    draw_clean_put(&clean, text, DRAW_MOST_LABEL);
    for (const char *at = draw_text(&clean); *at;) {
        assert((unsigned char)*at >= 0x20 && *at != 0x7F);
        const char *before = at;
        (void)draw_code_next(&at);
        assert(at > before);
    }
    draw_wrap(&lines, draw_text(&clean), COLUMNS, DRAW_MOST_LINES);
    assert(lines.count <= DRAW_MOST_LINES);
    for (size_t i = 0; i < lines.count; i++) {
        const char *at = lines.line[i].start;
        const char *const end = at + lines.line[i].length;
        size_t columns = 0;
        while (at < end) {
            size_t width = 0;
            at = draw_glyph_next(at, &width);
            columns += width;
        }
        assert(at == end && columns <= COLUMNS);
    }
    draw_label_put(&markup, text, COLUMNS, DRAW_MOST_LINES, "\n");
    assert(markup.length > 0 && !strpbrk(markup.bytes, "<>\"]"));
    draw_buffer_free(&clean);
    draw_buffer_free(&markup);
}

static void check_scene(const draw_scene *scene)
{
    assert(scene->node_count > 0);
    for (size_t i = 0; i < scene->node_count; i++) {
        const draw_node *node = &scene->nodes[i];
        assert(node->type == DRAW_NONE || node->type < scene->type_count);
        assert(node->key == DRAW_NONE || node->key < scene->key_count);
        assert(node->cluster == DRAW_NONE ||
               node->cluster < scene->cluster_count);
        assert(node->score >= 0 && node->score <= 1 && node->level <= 1);
        assert(!node->url || !strncasecmp(node->url, "http", 4) ||
               !strncasecmp(node->url, "mailto:", 7));
        check_text(draw_name_of(node));
    }
    for (size_t i = 0; i < scene->edge_count; i++) {
        assert(scene->edges[i].source < scene->node_count);
        assert(scene->edges[i].target < scene->node_count);
        if (scene->edges[i].label)
            check_text(scene->edges[i].label);
    }
}

static bool has_legend(const draw_scene *scene)
{
    bool any = scene->legend && scene->key_count > 0;
    for (size_t i = 0; i < scene->type_count; i++)
        any = any || draw_is_in_legend(scene, i);
    return any;
}

static void check_source(const draw_scene *scene, draw_plan plan)
{
    draw_problem problem = {0};
    draw_picture picture;
    draw_buffer out = {0};
    draw_picture_init(&picture, scene, plan, NULL);
    assert(draw_source_put(&out, &picture, &problem) == DRAW_OK);
    Agraph_t *graph = agmemread(out.bytes);
    assert(graph);
    assert((size_t)agnnodes(graph) == scene->node_count + has_legend(scene));
    assert((size_t)agnedges(graph) == scene->edge_count);
    agclose(graph);
    draw_buffer_free(&out);
    draw_picture_free(&picture);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[32];
    const int file = kith_fuzz_file(data, size, path);
    FILE *from = fopen(path, "rb");
    draw_scene scene = {0};
    draw_problem problem = {0};
    draw_plan plan = {.editable = true};
    assert(from);
    if (draw_scene_read(&scene, from, &problem) == DRAW_OK) {
        if (scene.node_count <= MOST_NODES && scene.edge_count <= MOST_EDGES) {
            check_scene(&scene);
            assert(draw_plan_make(&plan, &scene, &problem) == DRAW_OK);
            check_source(&scene, plan);
        }
    } else {
        assert(problem.status == DRAW_INVALID && problem.text[0]);
        assert(!strpbrk(problem.text, "\n\r\x1b"));
    }
    draw_scene_free(&scene);
    (void)fclose(from);
    close(file);
    return 0;
}

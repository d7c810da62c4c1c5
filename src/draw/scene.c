/* The scene: from JSON on standard input to checked arrays. */
#include "draw/scene.h"

#include "draw/buffer.h"
#include "draw/fields.h"
#include "draw/glyphs.h"

#include <cjson/cJSON.h>

#include <stdlib.h>
#include <string.h>

/* About a hundred thousand nodes with their edges; more is not a picture. */
#define MOST_BYTES ((size_t)64 << 20)

#define IN_SCENE(member)   offsetof(draw_scene, member)
#define IN_TYPE(member)    offsetof(draw_type, member)
#define IN_KEY(member)     offsetof(draw_key, member)
#define IN_KIND(member)    offsetof(draw_kind, member)
#define IN_CLUSTER(member) offsetof(draw_cluster, member)
#define IN_NODE(member)    offsetof(draw_node, member)
#define IN_EDGE(member)    offsetof(draw_edge, member)

const char *const draw_theme_names[] = {"light", "dark", "mono", NULL};
const char *const draw_direction_names[] = {"LR", "TB", NULL};
const char *const draw_label_style_names[] = {"auto", "all", "legend", NULL};
const char *const draw_engine_names[] = {
    [DRAW_ENGINE_AUTO] = "auto",
    [DRAW_ENGINE_DOT] = "dot",
    [DRAW_ENGINE_NEATO] = "neato",
    [DRAW_ENGINE_SFDP] = "sfdp",
    [DRAW_ENGINE_FDP] = "fdp",
    [DRAW_ENGINE_CIRCO] = "circo",
    [DRAW_ENGINE_TWOPI] = "twopi",
    [DRAW_ENGINE_GIVEN] = "given",
    NULL,
};

static const draw_field scene_fields[] = {
    {"title",       FIELD_TEXT,   false, 0, IN_SCENE(title)      },
    {"subtitle",    FIELD_TEXT,   false, 0, IN_SCENE(subtitle)   },
    {"description", FIELD_TEXT,   false, 0, IN_SCENE(description)},
    {"layout",      FIELD_TEXT,   false, 0, IN_SCENE(layout)     },
    {"boxes",       FIELD_TEXT,   false, 0, IN_SCENE(boxes)      },
    {"labels",      FIELD_LABELS, false, 0, IN_SCENE(labels)     },
    {"theme",       FIELD_THEME,  false, 0, IN_SCENE(theme)      },
    {"engine",      FIELD_ENGINE, false, 0, IN_SCENE(engine)     },
    {"direction",   FIELD_FLOW,   false, 0, IN_SCENE(direction)  },
    {"legend",      FIELD_FLAG,   false, 0, IN_SCENE(legend)     },
    {"boxed",       FIELD_FLAG,   false, 0, IN_SCENE(boxed)      },
    {"remarks",     FIELD_FLAG,   false, 0, IN_SCENE(remarks)    },
    {"dpi",         FIELD_DPI,    false, 0, IN_SCENE(dpi)        },
    {NULL,          FIELD_TEXT,   false, 0, 0                    },
};

const char *draw_name_of(const draw_node *node)
{
    if (node->label && !draw_is_blank(node->label))
        return node->label;
    return draw_is_blank(node->id) ? "(no name)" : node->id;
}

static draw_status read_types(draw_scene *scene,
                              const cJSON *root,
                              draw_problem *problem)
{
    const draw_field fields[] = {
        {"label",  FIELD_TEXT,   true,  0,            IN_TYPE(label) },
        {"count",  FIELD_COUNT,  false, 0,            IN_TYPE(count) },
        {"shape",  FIELD_SHAPE,  false, 0,            IN_TYPE(shape) },
        {"colour", FIELD_INDEX,  false, DRAW_COLOURS, IN_TYPE(colour)},
        {"fill",   FIELD_COLOUR, false, 0,            IN_TYPE(fill)  },
        {NULL,     FIELD_TEXT,   false, 0,            0              },
    };
    const draw_type plain = {.count = -1,
                             .colour = DRAW_COLOURS - 1,
                             .fill = DRAW_NO_COLOUR};
    const draw_records form = {"types", fields, sizeof plain, &plain};
    void *types = NULL;
    const draw_status st =
        draw_records_read(&form, root, &types, &scene->type_count, problem);
    scene->types = types;
    for (size_t i = 0; st == DRAW_OK && i < scene->type_count; i++) {
        if (!scene->types[i].shape)
            scene->types[i].shape = draw_shape_of(scene->types[i].colour);
    }
    return st;
}

static draw_status read_keys(draw_scene *scene,
                             const cJSON *root,
                             draw_problem *problem)
{
    const draw_field fields[] = {
        {"label",  FIELD_TEXT,  true,  0,            IN_KEY(label) },
        {"count",  FIELD_COUNT, false, 0,            IN_KEY(count) },
        {"colour", FIELD_INDEX, false, DRAW_COLOURS, IN_KEY(colour)},
        {"level",  FIELD_SHARE, false, 0,            IN_KEY(level) },
        {"dashed", FIELD_FLAG,  false, 0,            IN_KEY(dashed)},
        {NULL,     FIELD_TEXT,  false, 0,            0             },
    };
    const draw_key plain = {.count = -1,
                            .colour = DRAW_COLOURS - 1,
                            .level = -1};
    const draw_records form = {"colours", fields, sizeof plain, &plain};
    void *keys = NULL;
    const draw_status st =
        draw_records_read(&form, root, &keys, &scene->key_count, problem);
    scene->keys = keys;
    return st;
}

static draw_status read_kinds(draw_scene *scene,
                              const cJSON *root,
                              draw_problem *problem)
{
    const draw_field fields[] = {
        {"label",  FIELD_TEXT,  true,  0,            IN_KIND(label) },
        {"count",  FIELD_COUNT, false, 0,            IN_KIND(count) },
        {"colour", FIELD_INDEX, false, DRAW_COLOURS, IN_KIND(colour)},
        {NULL,     FIELD_TEXT,  false, 0,            0              },
    };
    const draw_kind plain = {.count = -1, .colour = DRAW_COLOURS - 1};
    const draw_records form = {"kinds", fields, sizeof plain, &plain};
    void *kinds = NULL;
    const draw_status st =
        draw_records_read(&form, root, &kinds, &scene->kind_count, problem);
    scene->kinds = kinds;
    return st;
}

static draw_status read_clusters(draw_scene *scene,
                                 const cJSON *root,
                                 draw_problem *problem)
{
    const draw_field fields[] = {
        {"label", FIELD_TEXT, false, 0, IN_CLUSTER(label)},
        {NULL,    FIELD_TEXT, false, 0, 0                },
    };
    const draw_cluster plain = {.label = NULL};
    const draw_records form = {"clusters", fields, sizeof plain, &plain};
    void *clusters = NULL;
    const draw_status st = draw_records_read(&form, root, &clusters,
                                             &scene->cluster_count, problem);
    scene->clusters = clusters;
    return st;
}

static draw_status read_nodes(draw_scene *scene,
                              const cJSON *root,
                              draw_problem *problem)
{
    const bool given = scene->engine == DRAW_ENGINE_GIVEN;
    const size_t types = scene->type_count;
    const size_t clusters = scene->cluster_count;
    const size_t keys = scene->key_count;
    const draw_field fields[] = {
        {"id",       FIELD_TEXT,  true,  0,        IN_NODE(id)      },
        {"label",    FIELD_TEXT,  false, 0,        IN_NODE(label)   },
        {"tooltip",  FIELD_TEXT,  false, 0,        IN_NODE(tooltip) },
        {"url",      FIELD_URL,   false, 0,        IN_NODE(url)     },
        {"type",     FIELD_INDEX, false, types,    IN_NODE(type)    },
        {"cluster",  FIELD_INDEX, false, clusters, IN_NODE(cluster) },
        {"colour",   FIELD_INDEX, false, keys,     IN_NODE(key)     },
        {"level",    FIELD_SHARE, false, 0,        IN_NODE(level)   },
        {"count",    FIELD_COUNT, false, 0,        IN_NODE(count)   },
        {"score",    FIELD_SHARE, false, 0,        IN_NODE(score)   },
        {"x",        FIELD_PLACE, given, 0,        IN_NODE(x)       },
        {"y",        FIELD_PLACE, given, 0,        IN_NODE(y)       },
        {"dashed",   FIELD_FLAG,  false, 0,        IN_NODE(dashed)  },
        {"emphasis", FIELD_FLAG,  false, 0,        IN_NODE(emphasis)},
        {"faded",    FIELD_FLAG,  false, 0,        IN_NODE(faded)   },
        {NULL,       FIELD_TEXT,  false, 0,        0                },
    };
    const draw_node plain = {.type = DRAW_NONE,
                             .cluster = DRAW_NONE,
                             .key = DRAW_NONE,
                             .level = -1,
                             .count = 1};
    const draw_records form = {"nodes", fields, sizeof plain, &plain};
    void *nodes = NULL;
    const draw_status st =
        draw_records_read(&form, root, &nodes, &scene->node_count, problem);
    scene->nodes = nodes;
    for (size_t i = 0; st == DRAW_OK && i < scene->node_count; i++) {
        const size_t cluster = scene->nodes[i].cluster;
        if (cluster != DRAW_NONE)
            scene->clusters[cluster].members++;
    }
    return st;
}

static draw_status read_edges(draw_scene *scene,
                              const cJSON *root,
                              draw_problem *problem)
{
    const size_t nodes = scene->node_count;
    const size_t kinds = scene->kind_count;
    const size_t keys = scene->key_count;
    const draw_field fields[] = {
        {"source",   FIELD_INDEX, true,  nodes, IN_EDGE(source)  },
        {"target",   FIELD_INDEX, true,  nodes, IN_EDGE(target)  },
        {"label",    FIELD_TEXT,  false, 0,     IN_EDGE(label)   },
        {"dates",    FIELD_TEXT,  false, 0,     IN_EDGE(dates)   },
        {"tooltip",  FIELD_TEXT,  false, 0,     IN_EDGE(tooltip) },
        {"url",      FIELD_URL,   false, 0,     IN_EDGE(url)     },
        {"kind",     FIELD_INDEX, false, kinds, IN_EDGE(kind)    },
        {"colour",   FIELD_INDEX, false, keys,  IN_EDGE(key)     },
        {"count",    FIELD_COUNT, false, 0,     IN_EDGE(count)   },
        {"directed", FIELD_FLAG,  false, 0,     IN_EDGE(directed)},
        {"dashed",   FIELD_FLAG,  false, 0,     IN_EDGE(dashed)  },
        {"emphasis", FIELD_FLAG,  false, 0,     IN_EDGE(emphasis)},
        {"faded",    FIELD_FLAG,  false, 0,     IN_EDGE(faded)   },
        {"turned",   FIELD_FLAG,  false, 0,     IN_EDGE(turned)  },
        {NULL,       FIELD_TEXT,  false, 0,     0                },
    };
    const draw_edge plain = {.kind = DRAW_NONE,
                             .key = DRAW_NONE,
                             .count = 1,
                             .directed = true};
    const draw_records form = {"edges", fields, sizeof plain, &plain};
    void *edges = NULL;
    const draw_status st =
        draw_records_read(&form, root, &edges, &scene->edge_count, problem);
    scene->edges = edges;
    return st;
}

static draw_status read_all(draw_buffer *text,
                            FILE *from,
                            draw_problem *problem)
{
    char chunk[65536];
    size_t length = 0;
    while ((length = fread(chunk, 1, sizeof chunk, from)) > 0) {
        draw_put(text, chunk, length);
        if (text->length > MOST_BYTES) {
            return draw_fail(problem, DRAW_INVALID,
                             "scene is larger than %zu MiB; draw fewer "
                             "entities",
                             MOST_BYTES >> 20);
        }
    }
    if (ferror(from))
        return draw_fail(problem, DRAW_SYSTEM, "cannot read standard input");
    if (text->length == 0) {
        return draw_fail(problem, DRAW_INVALID,
                         "scene is empty; give it on standard input, see "
                         "--help");
    }
    return DRAW_OK;
}

static draw_status parse(draw_scene *scene,
                         const draw_buffer *text,
                         draw_problem *problem)
{
    const char *end = text->bytes;
    scene->document =
        cJSON_ParseWithLengthOpts(text->bytes, text->length, &end, 0);
    if (scene->document)
        end += strspn(end, " \t\r\n");
    const size_t read = (size_t)(end - text->bytes);
    if (!scene->document || read < text->length) {
        return draw_fail(problem, DRAW_INVALID, "scene is not JSON at byte %zu",
                         read);
    }
    return DRAW_OK;
}

draw_status draw_scene_read(draw_scene *scene,
                            FILE *from,
                            draw_problem *problem)
{
    typedef draw_status read_part(draw_scene *, const cJSON *, draw_problem *);
    static read_part *const parts[] = {read_types,    read_keys,  read_kinds,
                                       read_clusters, read_nodes, read_edges};
    *scene = (draw_scene){.legend = true, .remarks = true, .dpi = 144};
    draw_buffer text = {0};
    draw_status st = read_all(&text, from, problem);
    if (st == DRAW_OK)
        st = parse(scene, &text, problem);
    draw_buffer_free(&text);
    if (st == DRAW_OK) {
        st =
            draw_fields_read(scene_fields, scene->document, "", scene, problem);
    }
    for (size_t i = 0; st == DRAW_OK && i < sizeof parts / sizeof *parts; i++)
        st = parts[i](scene, scene->document, problem);
    if (st == DRAW_OK && scene->node_count == 0) {
        st = draw_fail(problem, DRAW_INVALID,
                       "scene has no nodes; select at least one entity");
    }
    return st;
}

void draw_scene_free(draw_scene *scene)
{
    free(scene->types);
    free(scene->keys);
    free(scene->kinds);
    free(scene->clusters);
    free(scene->nodes);
    free(scene->edges);
    cJSON_Delete(scene->document);
    *scene = (draw_scene){0};
}

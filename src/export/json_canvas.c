/* JSON Canvas 1.0, as Obsidian opens it: a card for each entity where the
 * layout has put it, a frame for each group, an arrow for each relation. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/unicode.h"
#include "export/grouping.h"
#include "export/markdown.h"
#include "export/pieces.h"
#include "export/style.h"
#include "export/unwritten.h"
#include "export/writers.h"
#include "graph/fetch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Points between entities that want room for one; cards are wider than high. */
#define STEP_X 480
#define STEP_Y 240

/* What a card takes beside its text, a letter, a line, and how wide it is. */
#define PADDING     40
#define LETTER      8
#define LINE        24
#define LEAST_WIDTH 160
#define MOST_WIDTH  340

/* What our own ids begin with. */
#define OWN "kith:"

/* Room between a frame and the cards in it. */
#define MARGIN 40

/* A card in points. */
typedef struct box {
    long x;
    long y;
    long width;
    long height;
} box;

/* The canvas on its way. */
typedef struct canvas {
    kith_sink sink;
    const kith_graph *graph;
    const kith_export_options *options;
    kith_styles styles;
    kith_grouping grouping;
    kith_draft draft;
    box *boxes;
    bool has_own_ids;   /* of entities */
    const char *before; /* what stands before the next node or edge */
} canvas;

/* Without positions entities stand in rows of a square. */
static box box_of(const canvas *c, kith_id e)
{
    const kith_text name = kith_text_of(kith_graph_entity_name(c->graph, e));
    const long columns = (long)kith_display_width(name);
    const long side =
        (long)ceil(sqrt((double)kith_graph_entity_count(c->graph)));
    long width = columns * LETTER + PADDING;
    width = width < LEAST_WIDTH ? LEAST_WIDTH : width;
    width = width > MOST_WIDTH ? MOST_WIDTH : width;
    const long a_line = (width - PADDING) / LETTER;
    const long lines = 1 + columns / a_line +
                       (kith_graph_entity_type(c->graph, e) != KITH_NONE);
    const double x = c->options->x ? c->options->x[e] : (double)(e % side);
    const double y = c->options->y ? c->options->y[e] : (double)(e / side);
    return (box){lround(x * STEP_X) - width / 2, lround(y * STEP_Y), width,
                 lines * LINE + PADDING};
}

/* Whether any entity is called as our own ids are. */
static bool has_own_ids(const kith_graph *graph)
{
    bool any = false;
    for (kith_id e = 0; !any && e < kith_graph_entity_count(graph); e++)
        any = !strncmp(kith_graph_entity_id(graph, e), OWN, sizeof OWN - 1);
    return any;
}

/* What makes an id of our own one that no entity has. */
static void put_end_of_id(canvas *c, const char *kind, size_t number)
{
    char id[64];
    size_t length = (size_t)snprintf(id, sizeof id, OWN "%s:%zu", kind, number);
    while (length < sizeof id - 1 &&
           kith_graph_entity_of_id(c->graph, (kith_text){id, length}) !=
               KITH_NONE) {
        id[length++] = '+';
        kith_put_char(&c->sink, '+');
    }
}

/* An id of our own, which no entity has. */
static void put_own_id(canvas *c, const char *kind, size_t number)
{
    kith_put(&c->sink, c->before);
    kith_put(&c->sink, "{\"id\":\"" OWN);
    kith_put(&c->sink, kind);
    kith_put_char(&c->sink, ':');
    kith_put_unsigned(&c->sink, number);
    if (c->has_own_ids)
        put_end_of_id(c, kind, number);
    kith_put_char(&c->sink, '"');
    c->before = ",\n";
}

static void put_long(canvas *c, const char *key, long value)
{
    kith_put(&c->sink, key);
    if (value < 0)
        kith_put_char(&c->sink, '-');
    kith_put_unsigned(&c->sink, (uint64_t)labs(value));
}

static void put_box(canvas *c, const box *b)
{
    put_long(c, ",\"x\":", b->x);
    put_long(c, ",\"y\":", b->y);
    put_long(c, ",\"width\":", b->width);
    put_long(c, ",\"height\":", b->height);
}

static void put_frame(canvas *c, size_t group)
{
    const kith_grouping *grouping = &c->grouping;
    const size_t begin = grouping->first[group];
    const size_t end = grouping->first[group + 1];
    box frame = {0};
    long right = 0;
    long bottom = 0;
    for (size_t i = begin; i < end; i++) {
        const box *b = &c->boxes[grouping->members[i]];
        const bool first = i == begin;
        frame.x = first || b->x < frame.x ? b->x : frame.x;
        frame.y = first || b->y < frame.y ? b->y : frame.y;
        right = first || b->x + b->width > right ? b->x + b->width : right;
        bottom = first || b->y + b->height > bottom ? b->y + b->height : bottom;
    }
    frame = (box){frame.x - MARGIN, frame.y - MARGIN,
                  right - frame.x + 2 * MARGIN, bottom - frame.y + 2 * MARGIN};
    put_own_id(c, "group", group + 1);
    kith_put(&c->sink, ",\"type\":\"group\"");
    put_box(c, &frame);
    kith_putf(&c->sink, ",\"label\":\"%s %zu\"}", grouping->column->name,
              group + 1);
}

/* The name, and below it what it is. */
static void put_card(canvas *c, kith_id e)
{
    const kith_id type = kith_graph_entity_type(c->graph, e);
    const kith_style *style =
        type == KITH_NONE ? NULL : &c->styles.entities[type];
    kith_put(&c->sink, c->before);
    kith_put(&c->sink, "{\"id\":");
    kith_put_json(&c->sink, kith_text_of(kith_graph_entity_id(c->graph, e)));
    kith_put(&c->sink, ",\"type\":\"text\"");
    put_box(c, &c->boxes[e]);
    kith_draft_add_markdown(&c->draft,
                            kith_text_of(kith_graph_entity_name(c->graph, e)));
    if (style) {
        kith_draft_add(&c->draft, "\n");
        kith_draft_add_markdown(&c->draft, kith_text_of(style->label));
    }
    kith_put(&c->sink, ",\"text\":");
    kith_draft_put(&c->draft, &c->sink);
    if (style && style->colour)
        kith_putf(&c->sink, ",\"color\":\"%s\"", style->colour);
    kith_put_char(&c->sink, '}');
    c->before = ",\n";
}

/* The sides that face each other. */
static void put_sides(canvas *c, const box *from, const box *to)
{
    static const char *const sides[] = {"left", "right", "top", "bottom"};
    const long across = to->x + to->width / 2 - from->x - from->width / 2;
    const long down = to->y - from->y;
    const bool level = labs(across) * STEP_Y > labs(down) * STEP_X;
    const int from_side = level ? across > 0 : 2 + (down > 0);
    kith_put(&c->sink, ",\"fromSide\":\"");
    kith_put(&c->sink, sides[from_side]);
    kith_put(&c->sink, "\",\"toSide\":\"");
    kith_put(&c->sink, sides[from_side ^ 1]);
    kith_put_char(&c->sink, '"');
}

static void put_edge(canvas *c, kith_id id)
{
    const kith_relation r = kith_graph_relation(c->graph, id);
    kith_fetch_ends(c->graph, id);
    put_own_id(c, "relation", (size_t)id + 1);
    kith_put(&c->sink, ",\"fromNode\":");
    kith_put_json(&c->sink,
                  kith_text_of(kith_graph_entity_id(c->graph, r.source)));
    kith_put(&c->sink, ",\"toNode\":");
    kith_put_json(&c->sink,
                  kith_text_of(kith_graph_entity_id(c->graph, r.target)));
    put_sides(c, &c->boxes[r.source], &c->boxes[r.target]);
    kith_put(&c->sink,
             r.directed ? ",\"label\":" : ",\"toEnd\":\"none\",\"label\":");
    kith_put_json(&c->sink, kith_text_of(c->styles.relations[r.type]));
    kith_put_char(&c->sink, '}');
}

/* Frames come first: what comes later lies above. */
static void put_canvas(canvas *c)
{
    const kith_grouping *grouping = &c->grouping;
    const size_t entities = kith_graph_entity_count(c->graph);
    for (kith_id e = 0; e < entities; e++)
        c->boxes[e] = box_of(c, e);
    c->has_own_ids = has_own_ids(c->graph);
    kith_put(&c->sink, "{\"nodes\":[");
    c->before = "\n";
    for (size_t g = 0; g < grouping->count; g++) {
        if (grouping->first[g] < grouping->first[g + 1])
            put_frame(c, g);
    }
    for (kith_id e = 0; e < entities; e++)
        put_card(c, e);
    kith_put(&c->sink, "\n],\n\"edges\":[");
    c->before = "\n";
    for (kith_id r = 0; r < kith_graph_relation_count(c->graph); r++)
        put_edge(c, r);
    kith_put(&c->sink, "\n]}\n");
}

static kith_status write_json_canvas(kith_graph *graph,
                                     const kith_export_options *options,
                                     FILE *out,
                                     kith_error *err)
{
    char buffer[KITH_SINK_BUFFER];
    canvas c = {.sink = kith_sink_gather(out, buffer),
                .graph = graph,
                .options = options};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_styles_make(&c.styles, graph, options->vocabulary, err),
             done);
    KITH_TRY(st, kith_grouping_make(&c.grouping, graph, options, err), done);
    c.boxes = KITH_NEW(box, kith_graph_entity_count(graph));
    if (c.boxes)
        put_canvas(&c);
    if (!c.boxes || c.draft.out_of_memory) {
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
        goto done;
    }
    KITH_TRY(st, kith_sink_finish(&c.sink, err), done);
    st = kith_note_unwritten(graph, options,
                             &(kith_written){.groups = true, .places = true},
                             err);
done:
    kith_release(c.boxes);
    kith_draft_free(&c.draft);
    kith_grouping_free(&c.grouping);
    kith_styles_free(&c.styles);
    return st;
}

static const char *const losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_RELATION_ID] = "left out",
    [KITH_LOSS_MORE_TYPES] = "left out but for the first type",
    [KITH_LOSS_ALIAS] = "left out",
    [KITH_LOSS_TIME] = "left out",
    [KITH_LOSS_WEIGHT] = "left out",
    [KITH_LOSS_CONFIDENCE] = "left out",
    [KITH_LOSS_PROPERTY] = "left out",
    [KITH_LOSS_RELATION_PROPERTY] = "left out",
    [KITH_LOSS_EVIDENCE] = "left out",
    [KITH_LOSS_DOCUMENT] = "left out",
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_COLUMN] = "left out but for the first groups",
};

const kith_format kith_format_json_canvas = {
    .name = "json-canvas",
    .extensions = "canvas",
    .summary = "a canvas of cards for Obsidian",
    .takes_columns = true,
    .wants_places = true,
    .losses = losses,
    .write = write_json_canvas,
};

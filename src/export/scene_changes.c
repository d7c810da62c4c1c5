/* The scene of what two graphs say differently: what is added, gone or changed,
 * and the entities that it is between. Colours tell what has become of it, and
 * so do signs and dashes, for who sees no colours. */
#include "base/alloc.h"
#include "base/error.h"
#include "export/draft.h"
#include "export/legend.h"
#include "export/pieces.h"

#include <kith/export.h>

#include <string.h>

enum { SIDES = 2 }; /* of before, of after */

/* What a change looks like: a row of kith-draw's palette and a sign. */
static const struct {
    const char *name;
    const char *sign;
    unsigned colour;
    bool dashed;
} marks[] = {
    [KITH_SAME] = {"the same", "",     0, false},
    [KITH_ADDED] = {"added",    "+ ",   2, false},
    [KITH_GONE] = {"gone",     "− ", 1, true },
    [KITH_CHANGED] = {"changed",  "~ ",   4, false},
};

enum { MARKS = sizeof marks / sizeof *marks };

typedef struct {
    const kith_graph *graph;
    const unsigned char *entities; /* what has become of each */
    const unsigned char *relations;
    kith_styles styles;
    kith_legend legend;
    kith_id *place; /* which node an entity is; KITH_NONE = it is not drawn */
} side;

typedef struct {
    side sides[SIDES];
    kith_sink sink;
    kith_draft draft;
    const char **types; /* labels, in the order in which they are met */
    size_t type_count;
    unsigned key_of[MARKS]; /* which row of the legend */
    size_t entities[MARKS];
    size_t relations[MARKS];
    kith_id nodes;
} drawing;

/* -- what is drawn ------------------------------------------------------- */

/* The entity as the newer graph has it, if it does. */
static kith_id *node_of(drawing *d, size_t from, kith_id e)
{
    const char *id = kith_graph_entity_id(d->sides[from].graph, e);
    const kith_id there =
        from ? e : kith_graph_entity_of_id(d->sides[1].graph, kith_text_of(id));
    return there == KITH_NONE ? &d->sides[0].place[e]
                              : &d->sides[1].place[there];
}

/* Of what has changed, the newer graph says it; what is gone, only the older.
 */
static bool is_drawn(size_t at, unsigned char mark)
{
    return at ? mark != KITH_SAME : mark == KITH_GONE;
}

static void want(kith_id *place)
{
    *place = 0; /* numbered when all are known */
}

static void choose(drawing *d, size_t at)
{
    const side *s = &d->sides[at];
    for (kith_id e = 0; e < kith_graph_entity_count(s->graph); e++) {
        if (is_drawn(at, s->entities[e]))
            want(node_of(d, at, e));
    }
    for (kith_id r = 0; r < kith_graph_relation_count(s->graph); r++) {
        const kith_relation it = kith_graph_relation(s->graph, r);
        if (!is_drawn(at, s->relations[r]))
            continue;
        want(node_of(d, at, it.source));
        want(node_of(d, at, it.target));
        d->relations[s->relations[r]]++;
    }
}

static void number_nodes(drawing *d)
{
    for (size_t at = SIDES; at-- > 0;) {
        side *s = &d->sides[at];
        for (kith_id e = 0; e < kith_graph_entity_count(s->graph); e++) {
            if (s->place[e] == KITH_NONE)
                continue;
            s->place[e] = d->nodes++;
            d->entities[s->entities[e]]++;
        }
    }
}

static kith_status prepare(drawing *d,
                           const kith_vocabulary *vocabulary,
                           kith_error *err)
{
    size_t types = 0;
    kith_status st = KITH_OK;
    for (size_t at = 0; at < SIDES; at++) {
        side *s = &d->sides[at];
        const size_t count = kith_graph_entity_count(s->graph);
        KITH_TRY(st, kith_styles_make(&s->styles, s->graph, vocabulary, err),
                 done);
        KITH_TRY(st, kith_legend_make(&s->legend, s->graph, &s->styles, err),
                 done);
        types += s->legend.count;
        s->place = KITH_NEW(kith_id, count);
        if (!s->place)
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
        memset(s->place, 0xFF, count * sizeof *s->place);
    }
    d->types = KITH_NEW(const char *, types);
    if (!d->types)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    choose(d, 0);
    choose(d, 1);
    number_nodes(d);
done:
    return st;
}

static void release(drawing *d)
{
    for (size_t at = 0; at < SIDES; at++) {
        kith_styles_free(&d->sides[at].styles);
        kith_legend_free(&d->sides[at].legend);
        kith_release(d->sides[at].place);
    }
    kith_release(d->types);
    kith_draft_free(&d->draft);
}

/* -- the head ------------------------------------------------------------ */

static void put_text(drawing *d, const char *key, const char *text)
{
    kith_put(&d->sink, key);
    kith_put_json(&d->sink, kith_text_of(text));
}

/* "2 entities added, 1 gone"; nothing if there are none. */
static void add_counts(drawing *d,
                       const size_t counts[MARKS],
                       const char *before,
                       const char *one,
                       const char *several)
{
    bool first = true;
    for (size_t m = KITH_ADDED; m < MARKS; m++) {
        if (!counts[m])
            continue;
        kith_draft_add(&d->draft, first ? before : ", ");
        kith_draft_add_size(&d->draft, counts[m]);
        kith_draft_add(&d->draft, " ");
        if (first) {
            kith_draft_add(&d->draft, counts[m] == 1 ? one : several);
            kith_draft_add(&d->draft, " ");
        }
        kith_draft_add(&d->draft, marks[m].name);
        first = false;
    }
}

static void add_all_counts(drawing *d)
{
    add_counts(d, d->entities, "", "entity", "entities");
    add_counts(d, d->relations, d->draft.length ? " · " : "", "relation",
               "relations");
}

static void put_head(drawing *d, const kith_scene_options *options)
{
    put_text(d, "{\"title\": ", options->title ? options->title : "Changes");
    kith_put(&d->sink, ", \"subtitle\": ");
    add_all_counts(d);
    kith_draft_put(&d->draft, &d->sink);
    kith_put(&d->sink, ",\n \"description\": ");
    add_all_counts(d);
    kith_draft_put(&d->draft, &d->sink);
    put_text(d, ",\n \"theme\": ", options->theme ? options->theme : "light");
    put_text(d, ", \"engine\": ", options->engine ? options->engine : "auto");
    kith_put(&d->sink, ", \"labels\": \"all\", \"remarks\": false");
    kith_putf(&d->sink, ", \"legend\": %s, \"dpi\": %u",
              options->no_legend ? "false" : "true",
              options->dpi ? options->dpi : 144);
}

/* The rows of the legend, in the words of its signs. */
static void put_keys(drawing *d)
{
    unsigned count = 0;
    kith_put(&d->sink, ",\n \"colours\": [");
    for (size_t m = KITH_ADDED; m < MARKS; m++) {
        if (d->entities[m] + d->relations[m] == 0)
            continue;
        kith_put(&d->sink, count ? ",\n  {\"label\": " : "\n  {\"label\": ");
        kith_draft_add(&d->draft, marks[m].sign);
        kith_draft_add(&d->draft, marks[m].name);
        kith_draft_put(&d->draft, &d->sink);
        kith_putf(&d->sink, ", \"colour\": %u%s}", marks[m].colour,
                  marks[m].dashed ? ", \"dashed\": true" : "");
        d->key_of[m] = count++;
    }
    kith_put(&d->sink, "]");
}

/* -- nodes and edges ----------------------------------------------------- */

/* Types are the same by their labels; of each the first graph says the shape,
 * unless another type has it: colours do not tell types here. */
static size_t type_of(drawing *d, const side *s, kith_id type, bool *is_new)
{
    const char *label = s->styles.entities[type].label;
    size_t at = 0;
    while (at < d->type_count && strcmp(d->types[at], label) != 0)
        at++;
    *is_new = at == d->type_count;
    if (*is_new)
        d->types[d->type_count++] = label;
    return at;
}

static void put_types(drawing *d)
{
    unsigned shapes = 0;
    kith_put(&d->sink, ",\n \"types\": [");
    for (size_t at = SIDES; at-- > 0;) {
        const side *s = &d->sides[at];
        for (kith_id e = 0; e < kith_graph_entity_count(s->graph); e++) {
            const kith_id type = kith_graph_entity_type(s->graph, e);
            bool is_new = false;
            if (s->place[e] == KITH_NONE || type == KITH_NONE)
                continue;
            const size_t row = type_of(d, s, type, &is_new);
            if (!is_new)
                continue;
            put_text(d, row ? ",\n  {\"label\": " : "\n  {\"label\": ",
                     d->types[row]);
            put_text(d, ", \"shape\": ",
                     kith_shape_take(s->legend.rows[s->legend.row_of[type]]
                                         .shape,
                                     &shapes));
            kith_put(&d->sink, "}");
        }
    }
    kith_put(&d->sink, "]");
}

static void put_mark(drawing *d, unsigned char mark)
{
    if (mark != KITH_SAME)
        kith_putf(&d->sink, ", \"colour\": %u", d->key_of[mark]);
    kith_put(&d->sink, marks[mark].dashed ? ", \"dashed\": true" : "");
}

/* "+ Tashkent", or "added: Tashkent". */
static void put_marked(drawing *d,
                       const char *key,
                       const char *before,
                       const char *between,
                       const char *text)
{
    kith_put(&d->sink, key);
    kith_draft_add(&d->draft, before);
    kith_draft_add(&d->draft, between);
    kith_draft_add(&d->draft, text);
    kith_draft_put(&d->draft, &d->sink);
}

static void put_node(drawing *d, const side *s, kith_id e)
{
    const unsigned char mark = s->entities[e];
    const kith_id type = kith_graph_entity_type(s->graph, e);
    const char *name = kith_graph_entity_name(s->graph, e);
    bool is_new = false;
    put_text(d, s->place[e] ? ",\n  {\"id\": " : "\n  {\"id\": ",
             kith_graph_entity_id(s->graph, e));
    put_marked(d, ", \"label\": ", marks[mark].sign, "", name);
    put_marked(d, ", \"tooltip\": ", marks[mark].name, ": ", name);
    if (type != KITH_NONE)
        kith_putf(&d->sink, ", \"type\": %zu", type_of(d, s, type, &is_new));
    put_mark(d, mark);
    kith_put(&d->sink, "}");
}

static void put_edge(drawing *d, size_t at, kith_id r, bool first)
{
    const side *s = &d->sides[at];
    const kith_relation it = kith_graph_relation(s->graph, r);
    const unsigned char mark = s->relations[r];
    const char *label = s->styles.relations[it.type];
    kith_putf(&d->sink, "%s{\"source\": %u, \"target\": %u",
              first ? "\n  " : ",\n  ", (unsigned)*node_of(d, at, it.source),
              (unsigned)*node_of(d, at, it.target));
    put_marked(d, ", \"label\": ", marks[mark].sign, "", label);
    put_mark(d, mark);
    kith_put(&d->sink, it.directed ? "}" : ", \"directed\": false}");
}

static void put_graph(drawing *d)
{
    bool first = true;
    put_types(d);
    kith_put(&d->sink, ",\n \"nodes\": [");
    for (size_t at = SIDES; at-- > 0;) {
        const side *s = &d->sides[at];
        for (kith_id e = 0; e < kith_graph_entity_count(s->graph); e++) {
            if (s->place[e] != KITH_NONE)
                put_node(d, s, e);
        }
    }
    kith_put(&d->sink, "],\n \"edges\": [");
    for (size_t at = SIDES; at-- > 0;) {
        const side *s = &d->sides[at];
        for (kith_id r = 0; r < kith_graph_relation_count(s->graph); r++) {
            if (!is_drawn(at, s->relations[r]))
                continue;
            put_edge(d, at, r, first);
            first = false;
        }
    }
    kith_put(&d->sink, "]}\n");
}

kith_status kith_scene_write_changes(const kith_graph *before,
                                     const kith_graph *after,
                                     const kith_changes *changes,
                                     const kith_scene_options *options,
                                     FILE *out,
                                     kith_error *err)
{
    drawing d = {.sink = {.file = out}};
    const kith_graph *const graphs[SIDES] = {before, after};
    for (size_t at = 0; at < SIDES; at++) {
        d.sides[at].graph = graphs[at];
        d.sides[at].entities = changes->entities[at];
        d.sides[at].relations = changes->relations[at];
    }
    kith_status st = prepare(&d, options->vocabulary, err);
    if (st == KITH_OK) {
        put_head(&d, options);
        put_keys(&d);
        put_graph(&d);
        st = d.draft.out_of_memory
                 ? kith_fail(err, KITH_E_MEMORY, "out of memory")
                 : kith_sink_finish(&d.sink, err);
    }
    release(&d);
    return st;
}

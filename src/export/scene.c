/* The scene that kith-draw renders: what the graph says, with every word that
 * is to be read in the picture. Where things go is kith-draw's business. */
#include "export/scene.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/number.h"
#include "export/pieces.h"

#include <math.h>

#define USUAL_DPI 144

static void count_degrees(kith_scene *s)
{
    const kith_id *sources = kith_graph_sources(s->graph);
    const kith_id *targets = kith_graph_targets(s->graph);
    for (size_t r = 0; r < kith_graph_relation_count(s->graph); r++) {
        s->degree[sources[r]]++;
        s->degree[targets[r]]++;
    }
}

/* Scores as shares of the largest; what is not a number counts as nothing. */
static void scale_scores(kith_scene *s)
{
    const size_t count = kith_graph_entity_count(s->graph);
    double most = 0;
    for (size_t e = 0; e < count; e++) {
        const double given =
            s->options->score ? s->options->score[e] : s->degree[e];
        s->score[e] = isfinite(given) ? fmax(given, 0) : 0;
        most = fmax(most, s->score[e]);
    }
    for (size_t e = 0; e < count; e++) {
        s->score[e] = most > 0 ? s->score[e] / most : 0;
        s->scaled = s->scaled || s->score[e] != s->score[0];
    }
}

static kith_status prepare(kith_scene *s, kith_error *err)
{
    const size_t count = kith_graph_entity_count(s->graph);
    kith_status st = KITH_OK;
    s->degree = KITH_NEW(uint32_t, count);
    s->score = KITH_NEW(double, count);
    if (!s->degree || !s->score)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    count_degrees(s);
    scale_scores(s);
    KITH_TRY(st,
             kith_styles_make(&s->styles, s->graph, s->options->vocabulary,
                              err),
             done);
    KITH_TRY(st, kith_legend_make(&s->legend, s->graph, &s->styles, err), done);
    KITH_TRY(st, kith_cards_make(&s->cards, s->graph, s->options->card, err),
             done);
    KITH_TRY(st,
             kith_lines_make(&s->lines, s->graph, &s->cards, s->options->at,
                             err),
             done);
    KITH_TRY(st, kith_kinds_make(&s->kinds, s->graph, err), done);
    KITH_TRY(st,
             kith_colouring_make(&s->colouring, s->graph, s->options, s->degree,
                                 err),
             done);
    KITH_TRY(st,
             kith_clusters_make(&s->clusters, s->graph, s->options, s->degree,
                                err),
             done);
    st = kith_addresses_make(&s->addresses, s->graph, err);
done:
    return st;
}

static void release(kith_scene *s)
{
    kith_release(s->degree);
    kith_release(s->score);
    kith_styles_free(&s->styles);
    kith_legend_free(&s->legend);
    kith_cards_free(&s->cards);
    kith_lines_free(&s->lines);
    kith_kinds_free(&s->kinds);
    kith_colouring_free(&s->colouring);
    kith_clusters_free(&s->clusters);
    kith_addresses_free(&s->addresses);
    kith_draft_free(&s->draft);
}

static void put_text(kith_scene *s, const char *key, const char *text)
{
    if (!text)
        return;
    kith_put(&s->sink, key);
    kith_put_json(&s->sink, kith_text_of(text));
}

static void put_number(kith_scene *s, const char *key, double value, int digits)
{
    char text[KITH_NUMBER_SIZE];
    kith_put(&s->sink, key);
    kith_put(&s->sink, kith_number_fixed(value, digits, text));
}

static void put_head(kith_scene *s)
{
    const kith_scene_options *options = s->options;
    kith_put(&s->sink, "{\"subtitle\": ");
    kith_scene_put_subtitle(s);
    put_text(s, ", \"title\": ",
             options->title ? options->title : kith_graph_title(s->graph));
    kith_put(&s->sink, ",\n \"description\": ");
    kith_scene_put_description(s);
    put_text(s, ",\n \"theme\": ", options->theme ? options->theme : "light");
    put_text(s, ", \"engine\": ", options->engine ? options->engine : "auto");
    put_text(s, ", \"layout\": ", options->x ? "kith" : NULL);
    put_text(s, ", \"labels\": ", options->no_labels ? NULL : options->labels);
    put_text(s, ", \"boxes\": ", options->group ? options->group_name : NULL);
    if (options->boxed)
        kith_put(&s->sink, ", \"boxed\": true");
    if (options->subtitle)
        kith_put(&s->sink, ", \"remarks\": false");
    put_text(s, ", \"direction\": ",
             options->direction ? options->direction : "LR");
    kith_putf(&s->sink, ", \"legend\": %s, \"dpi\": %u",
              options->no_legend ? "false" : "true",
              options->dpi ? options->dpi : USUAL_DPI);
}

size_t kith_scene_untyped(const kith_scene *s)
{
    size_t count = 0;
    for (kith_id e = 0; e < kith_graph_entity_count(s->graph); e++)
        count += kith_graph_entity_type(s->graph, e) == KITH_NONE;
    return count;
}

/* The quiet grey that kith-draw gives to what has no type. */
static void put_untyped(kith_scene *s)
{
    const size_t count = s->legend.count ? kith_scene_untyped(s) : 0;
    if (count) {
        kith_putf(&s->sink,
                  ",\n  {\"label\": \"without type\", \"count\": %zu, "
                  "\"colour\": %d, \"shape\": \"rounded\"}",
                  count, KITH_MOST_COLOURS - 1);
    }
}

static void put_types(kith_scene *s)
{
    kith_put(&s->sink, ",\n \"types\": [");
    for (size_t i = 0; i < s->legend.count; i++) {
        const kith_legend_row *row = &s->legend.rows[i];
        const kith_style *style = &s->styles.entities[row->type];
        put_text(s, i ? ",\n  {\"label\": " : "\n  {\"label\": ", style->label);
        kith_putf(&s->sink, ", \"count\": %zu, \"colour\": %u", row->count,
                  row->colour);
        put_text(s, ", \"shape\": ", row->shape);
        put_text(s, ", \"fill\": ", style->colour);
        kith_put(&s->sink, "}");
    }
    put_untyped(s);
    kith_put(&s->sink, "]");
}

static void put_colours(kith_scene *s)
{
    if (!s->colouring.count)
        return;
    kith_put(&s->sink, ",\n \"colours\": [");
    for (size_t i = 0; i < s->colouring.count; i++) {
        kith_put(&s->sink, i ? ",\n  {\"label\": " : "\n  {\"label\": ");
        (s->colouring.row_of
             ? kith_scene_put_group_key
             : kith_scene_put_scale_key)(s, &s->colouring.rows[i]);
        kith_put(&s->sink, "}");
    }
    kith_put(&s->sink, "]");
}

static void put_colour(kith_scene *s, kith_id e)
{
    if (!s->colouring.count)
        return;
    if (s->colouring.row_of) {
        const kith_id row = s->colouring.row_of[s->options->colour_group[e]];
        kith_putf(&s->sink, ", \"colour\": %u", (unsigned)row);
        return;
    }
    const double level =
        kith_colouring_level(&s->colouring, s->options->colour_value[e]);
    if (isfinite(level))
        put_number(s, ", \"level\": ", level, 4);
}

/* Rows of kith-draw's palette in the order in which relations take them: those
 * that no type of entity has come first, so that a colour means one thing while
 * there are enough. The last but one is too near to another in thin lines. */
static void order_colours(const kith_scene *s, unsigned *order)
{
    bool used[KITH_MOST_COLOURS] = {false};
    size_t count = 0;
    for (size_t i = 0; i < s->legend.count && !s->colouring.count; i++)
        used[s->legend.rows[i].colour] = true;
    for (int taken = 0; taken < 2; taken++) {
        for (unsigned c = 0; c + 1 < KITH_MOST_KINDS; c++) {
            if (used[c] == taken)
                order[count++] = c;
        }
    }
}

/* The last row of kith-draw's palette is a quiet grey. */
static void put_kinds(kith_scene *s)
{
    unsigned order[KITH_MOST_KINDS] = {0};
    if (s->options->no_labels)
        return;
    order_colours(s, order);
    kith_put(&s->sink, ",\n \"kinds\": [");
    for (size_t i = 0; i < s->kinds.count; i++) {
        const kith_kind *kind = &s->kinds.rows[i];
        put_text(s, i ? ",\n  {\"label\": " : "\n  {\"label\": ",
                 kind->type == KITH_NONE ? "other"
                                         : s->styles.relations[kind->type]);
        kith_putf(&s->sink, ", \"count\": %zu, \"colour\": %u}", kind->count,
                  i + 1 < KITH_MOST_KINDS ? order[i] : KITH_MOST_COLOURS - 1U);
    }
    kith_put(&s->sink, "]");
}

/* Whom a box is named after, or the type that all in it have. */
static const char *cluster_name(const kith_scene *s, size_t cluster)
{
    const kith_id leader = s->clusters.leader[cluster];
    const kith_id type = kith_graph_entity_type(s->graph, leader);
    if (!s->options->group_by_type)
        return kith_graph_entity_name(s->graph, leader);
    return type == KITH_NONE ? "without type" : s->styles.entities[type].label;
}

static void put_clusters(kith_scene *s)
{
    kith_put(&s->sink, ",\n \"clusters\": [");
    for (size_t i = 0; i < s->clusters.count; i++) {
        put_text(s, i ? ",\n  {\"label\": " : "\n  {\"label\": ",
                 cluster_name(s, i));
        kith_put(&s->sink, "}");
    }
    kith_put(&s->sink, "]");
}

static kith_status put_address(kith_scene *s,
                               kith_record_kind kind,
                               kith_id id,
                               bool *found,
                               kith_error *err)
{
    const char *url = NULL;
    const kith_status st =
        kith_address_of(&s->addresses, s->graph, kind, id, &url, err);
    put_text(s, ", \"url\": ", url);
    *found = url != NULL;
    return st;
}

static void put_marks(kith_scene *s, kith_id e)
{
    if (s->options->strong_entities && s->options->strong_entities[e])
        kith_put(&s->sink, ", \"emphasis\": true");
    if (s->options->faded_entities && s->options->faded_entities[e])
        kith_put(&s->sink, ", \"faded\": true");
}

static kith_status put_node(kith_scene *s, kith_id e, kith_error *err)
{
    const kith_id type = kith_graph_entity_type(s->graph, e);
    kith_status st = KITH_OK;
    bool found = false;
    put_text(s, "{\"id\": ", kith_graph_entity_id(s->graph, e));
    kith_scene_put_label(s, e);
    put_marks(s, e);
    put_colour(s, e);
    put_number(s, ", \"score\": ", s->score[e], 4);
    if (s->options->x) {
        put_number(s, ", \"x\": ", s->options->x[e], 2);
        put_number(s, ", \"y\": ", s->options->y[e], 2);
    }
    if (s->clusters.count) {
        const kith_id cluster = s->clusters.of_group[s->options->group[e]];
        if (cluster != KITH_NONE)
            kith_putf(&s->sink, ", \"cluster\": %u", (unsigned)cluster);
    }
    if (type != KITH_NONE)
        kith_putf(&s->sink, ", \"type\": %zu", s->legend.row_of[type]);
    kith_scene_put_tooltip(s, e);
    if (s->cards.members[e] == 1)
        st = put_address(s, KITH_RECORD_ENTITY, e, &found, err);
    kith_put(&s->sink, "}");
    return st;
}

/* How many relations of a line are marked. */
static size_t marked(const kith_scene *s,
                     const kith_line *line,
                     const bool *marks)
{
    size_t count = 0;
    for (size_t i = 0; marks && i < line->count; i++)
        count += marks[s->lines.relations[line->first + i]];
    return count;
}

static kith_status put_edge(kith_scene *s,
                            const kith_line *line,
                            kith_error *err)
{
    const kith_id *relations = &s->lines.relations[line->first];
    const kith_relation r = kith_graph_relation(s->graph, relations[0]);
    kith_status st = KITH_OK;
    bool found = false;
    kith_putf(&s->sink, "{\"source\": %u, \"target\": %u",
              (unsigned)s->cards.number[kith_cards_of(&s->cards, r.source)],
              (unsigned)s->cards.number[kith_cards_of(&s->cards, r.target)]);
    kith_scene_put_line_label(s, line);
    if (!s->options->no_labels)
        kith_putf(&s->sink, ", \"kind\": %zu", s->kinds.row_of[r.type]);
    kith_put(&s->sink, r.directed ? "" : ", \"directed\": false");
    kith_put(&s->sink, line->tentative ? ", \"dashed\": true" : "");
    if (marked(s, line, s->options->strong_relations))
        kith_put(&s->sink, ", \"emphasis\": true");
    if (marked(s, line, s->options->faded_relations) == line->count)
        kith_put(&s->sink, ", \"faded\": true");
    if (marked(s, line, s->options->turned_relations))
        kith_put(&s->sink, ", \"turned\": true");
    if (line->count > 1)
        kith_putf(&s->sink, ", \"count\": %zu", line->count);
    kith_put(&s->sink, ", \"tooltip\": ");
    kith_scene_put_sentence(s, line);
    for (size_t i = 0; st == KITH_OK && i < line->count && !found; i++)
        st = put_address(s, KITH_RECORD_RELATION, relations[i], &found, err);
    kith_put(&s->sink, "}");
    return st;
}

static kith_status put_graph(kith_scene *s, kith_error *err)
{
    const size_t entities = kith_graph_entity_count(s->graph);
    kith_status st = KITH_OK;
    kith_put(&s->sink, ",\n \"nodes\": [");
    for (kith_id e = 0; st == KITH_OK && e < entities; e++) {
        if (!s->cards.members[e])
            continue;
        kith_put(&s->sink, s->cards.number[e] ? ",\n  " : "\n  ");
        st = put_node(s, e, err);
    }
    kith_put(&s->sink, "],\n \"edges\": [");
    for (size_t i = 0; st == KITH_OK && i < s->lines.count; i++) {
        kith_put(&s->sink, i ? ",\n  " : "\n  ");
        st = put_edge(s, &s->lines.lines[i], err);
    }
    kith_put(&s->sink, "]}\n");
    return st;
}

kith_status kith_scene_write(kith_graph *graph,
                             const kith_scene_options *options,
                             FILE *out,
                             kith_error *err)
{
    kith_scene s = {.graph = graph, .options = options, .sink = {.file = out}};
    kith_status st = KITH_OK;
    KITH_TRY(st, prepare(&s, err), done);
    put_head(&s);
    put_types(&s);
    put_colours(&s);
    put_clusters(&s);
    put_kinds(&s);
    KITH_TRY(st, put_graph(&s, err), done);
    st = s.draft.out_of_memory ? kith_fail(err, KITH_E_MEMORY, "out of memory")
                               : kith_sink_finish(&s.sink, err);
done:
    release(&s);
    return st;
}

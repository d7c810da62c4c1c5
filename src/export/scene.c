/* The scene that kith-draw renders: what the graph says, with every word that
 * is to be read in the picture. Where things go is kith-draw's business. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/number.h"
#include "export/address.h"
#include "export/cluster.h"
#include "export/draft.h"
#include "export/fold.h"
#include "export/legend.h"
#include "export/pieces.h"

#include <math.h>

#define USUAL_DPI 144

/* Types that the description names before "and other". */
#define MOST_DESCRIBED 6

typedef struct scene {
    const kith_graph *graph;
    const kith_scene_options *options;
    kith_sink sink;
    kith_styles styles;
    kith_legend legend;
    kith_lines lines;
    kith_clusters clusters;
    kith_addresses addresses;
    uint32_t *degree;
    double *score; /* 0 to 1 */
    bool scaled;   /* scores differ */
    kith_draft draft;
} scene;

/* -- what is to be known first ------------------------------------------- */

static void count_degrees(scene *s)
{
    const kith_id *sources = kith_graph_sources(s->graph);
    const kith_id *targets = kith_graph_targets(s->graph);
    for (size_t r = 0; r < kith_graph_relation_count(s->graph); r++) {
        s->degree[sources[r]]++;
        s->degree[targets[r]]++;
    }
}

/* Scores as shares of the largest; what is not a number counts as nothing. */
static void scale_scores(scene *s)
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

static kith_status prepare(scene *s, kith_error *err)
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
    KITH_TRY(st, kith_lines_make(&s->lines, s->graph, err), done);
    KITH_TRY(st,
             kith_clusters_make(&s->clusters, s->graph, s->options, s->degree,
                                err),
             done);
    st = kith_addresses_make(&s->addresses, s->graph, err);
done:
    return st;
}

static void release(scene *s)
{
    kith_release(s->degree);
    kith_release(s->score);
    kith_styles_free(&s->styles);
    kith_legend_free(&s->legend);
    kith_lines_free(&s->lines);
    kith_clusters_free(&s->clusters);
    kith_addresses_free(&s->addresses);
    kith_draft_free(&s->draft);
}

/* -- words --------------------------------------------------------------- */

/* "21 entities" */
static void add_count(kith_draft *draft,
                      size_t count,
                      const char *one,
                      const char *many)
{
    kith_draft_add_size(draft, count);
    kith_draft_add(draft, " ");
    kith_draft_add(draft, count == 1 ? one : many);
}

static void add_entities(scene *s)
{
    add_count(&s->draft, kith_graph_entity_count(s->graph), "entity",
              "entities");
}

static void add_relations(scene *s)
{
    add_count(&s->draft, kith_graph_relation_count(s->graph), "relation",
              "relations");
}

/* "21 entities · 24 relations · larger = higher degree" */
static void put_subtitle(scene *s)
{
    const char *measure = s->options->score_name;
    if (s->options->subtitle) {
        kith_draft_add(&s->draft, s->options->subtitle);
    } else {
        add_entities(s);
        kith_draft_add(&s->draft, " · ");
        add_relations(s);
        if (s->scaled) {
            kith_draft_add(&s->draft, " · larger = higher ");
            kith_draft_add(&s->draft, measure ? measure : "degree");
        }
    }
    kith_draft_put(&s->draft, &s->sink);
}

/* For who cannot see the picture: "A diagram of 21 entities (9 × country, …)
 * and 24 relations." */
static void put_description(scene *s)
{
    const size_t types = s->legend.count;
    kith_draft_add(&s->draft, "A diagram of ");
    add_entities(s);
    for (size_t i = 0; i < types && i < MOST_DESCRIBED; i++) {
        const kith_legend_row *row = &s->legend.rows[i];
        kith_draft_add(&s->draft, i ? ", " : " (");
        kith_draft_add_size(&s->draft, row->count);
        kith_draft_add(&s->draft, " × ");
        kith_draft_add(&s->draft, s->styles.entities[row->type].label);
    }
    kith_draft_add(&s->draft, types > MOST_DESCRIBED ? ", and other" : "");
    kith_draft_add(&s->draft, types ? ") and " : " and ");
    add_relations(s);
    kith_draft_add(&s->draft, ".");
    kith_draft_put(&s->draft, &s->sink);
}

/* " (since 2017)" */
static void add_dates(kith_draft *draft, const kith_relation *r)
{
    const bool begins = r->since != KITH_NO_DATE;
    const bool ends = r->until != KITH_NO_DATE;
    char date[16];
    if (begins) {
        kith_date_format(r->since, date);
        kith_draft_add(draft, ends ? " (" : " (since ");
        kith_draft_add(draft, date);
    }
    if (ends) {
        kith_date_format(r->until, date);
        kith_draft_add(draft, begins ? " to " : " (until ");
        kith_draft_add(draft, date);
    }
    kith_draft_add(draft, begins || ends ? ")" : "");
}

/* "A leads B (since 2017)" */
static void put_sentence(scene *s, const kith_line *line)
{
    const kith_relation r =
        kith_graph_relation(s->graph, s->lines.relations[line->first]);
    kith_draft_add(&s->draft, kith_graph_entity_name(s->graph, r.source));
    kith_draft_add(&s->draft, " ");
    kith_draft_add(&s->draft, s->styles.relations[r.type]);
    kith_draft_add(&s->draft, " ");
    kith_draft_add(&s->draft, kith_graph_entity_name(s->graph, r.target));
    if (line->count == 1) {
        add_dates(&s->draft, &r);
    } else {
        kith_draft_add(&s->draft, " (");
        add_count(&s->draft, line->count, "relation", "relations");
        kith_draft_add(&s->draft, ")");
    }
    kith_draft_put(&s->draft, &s->sink);
}

/* -- parts --------------------------------------------------------------- */

static void put_text(scene *s, const char *key, const char *text)
{
    if (!text)
        return;
    kith_put(&s->sink, key);
    kith_put_json(&s->sink, kith_text_of(text));
}

static void put_number(scene *s, const char *key, double value, int digits)
{
    char text[KITH_NUMBER_SIZE];
    kith_put(&s->sink, key);
    kith_put(&s->sink, kith_number_fixed(value, digits, text));
}

static void put_head(scene *s)
{
    const kith_scene_options *options = s->options;
    kith_put(&s->sink, "{\"subtitle\": ");
    put_subtitle(s);
    put_text(s, ", \"title\": ",
             options->title ? options->title : kith_graph_title(s->graph));
    kith_put(&s->sink, ",\n \"description\": ");
    put_description(s);
    put_text(s, ",\n \"theme\": ", options->theme ? options->theme : "light");
    put_text(s, ", \"engine\": ", options->engine ? options->engine : "auto");
    put_text(s, ", \"direction\": ",
             options->direction ? options->direction : "LR");
    kith_putf(&s->sink, ", \"legend\": %s, \"dpi\": %u",
              options->no_legend ? "false" : "true",
              options->dpi ? options->dpi : USUAL_DPI);
}

static void put_types(scene *s)
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
    kith_put(&s->sink, "]");
}

static void put_clusters(scene *s)
{
    kith_put(&s->sink, ",\n \"clusters\": [");
    for (size_t i = 0; i < s->clusters.count; i++) {
        put_text(s, i ? ",\n  {\"label\": " : "\n  {\"label\": ",
                 kith_graph_entity_name(s->graph, s->clusters.leader[i]));
        kith_put(&s->sink, "}");
    }
    kith_put(&s->sink, "]");
}

static kith_status put_address(scene *s,
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

static kith_status put_node(scene *s, kith_id e, kith_error *err)
{
    const kith_id type = kith_graph_entity_type(s->graph, e);
    const char *name = kith_graph_entity_name(s->graph, e);
    bool found = false;
    put_text(s, "{\"id\": ", kith_graph_entity_id(s->graph, e));
    put_text(s, ", \"label\": ", name);
    if (s->options->strong_entities && s->options->strong_entities[e])
        kith_put(&s->sink, ", \"emphasis\": true");
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
    if (type != KITH_NONE) {
        kith_putf(&s->sink, ", \"type\": %zu", s->legend.row_of[type]);
        kith_draft_add(&s->draft, s->styles.entities[type].label);
        kith_draft_add(&s->draft, ": ");
    }
    kith_draft_add(&s->draft, name);
    kith_put(&s->sink, ", \"tooltip\": ");
    kith_draft_put(&s->draft, &s->sink);
    const kith_status st = put_address(s, KITH_RECORD_ENTITY, e, &found, err);
    kith_put(&s->sink, "}");
    return st;
}

/* Whether any relation of a line is marked. */
static bool is_marked(const scene *s, const kith_line *line, const bool *marks)
{
    bool any = false;
    for (size_t i = 0; marks && i < line->count && !any; i++)
        any = marks[s->lines.relations[line->first + i]];
    return any;
}

static kith_status put_edge(scene *s, const kith_line *line, kith_error *err)
{
    const kith_id *relations = &s->lines.relations[line->first];
    const kith_relation r = kith_graph_relation(s->graph, relations[0]);
    kith_status st = KITH_OK;
    bool found = false;
    kith_putf(&s->sink, "{\"source\": %u, \"target\": %u", (unsigned)r.source,
              (unsigned)r.target);
    if (!s->options->no_labels)
        put_text(s, ", \"label\": ", s->styles.relations[r.type]);
    kith_put(&s->sink, r.directed ? "" : ", \"directed\": false");
    kith_put(&s->sink, line->tentative ? ", \"dashed\": true" : "");
    if (is_marked(s, line, s->options->strong_relations))
        kith_put(&s->sink, ", \"emphasis\": true");
    if (is_marked(s, line, s->options->turned_relations))
        kith_put(&s->sink, ", \"turned\": true");
    if (line->count > 1)
        kith_putf(&s->sink, ", \"count\": %zu", line->count);
    kith_put(&s->sink, ", \"tooltip\": ");
    put_sentence(s, line);
    for (size_t i = 0; st == KITH_OK && i < line->count && !found; i++)
        st = put_address(s, KITH_RECORD_RELATION, relations[i], &found, err);
    kith_put(&s->sink, "}");
    return st;
}

static kith_status put_graph(scene *s, kith_error *err)
{
    const size_t entities = kith_graph_entity_count(s->graph);
    kith_status st = KITH_OK;
    kith_put(&s->sink, ",\n \"nodes\": [");
    for (kith_id e = 0; st == KITH_OK && e < entities; e++) {
        kith_put(&s->sink, e ? ",\n  " : "\n  ");
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
    scene s = {.graph = graph, .options = options, .sink = {.file = out}};
    kith_status st = KITH_OK;
    KITH_TRY(st, prepare(&s, err), done);
    put_head(&s);
    put_types(&s);
    put_clusters(&s);
    KITH_TRY(st, put_graph(&s, err), done);
    st = s.draft.out_of_memory ? kith_fail(err, KITH_E_MEMORY, "out of memory")
                               : kith_sink_finish(&s.sink, err);
done:
    release(&s);
    return st;
}

/* The columns that a page is drawn from: types, entities, computed columns,
 * relations, each an array. What most graphs do not have is left out. */
#include "base/error.h"
#include "export/html.h"
#include "export/html_text.h"
#include "export/pieces.h"

#include <math.h>
#include <string.h>

/* Units of the page to the room that one entity wants: places are whole
 * numbers, which are half as long. */
#define UNITS 100

/* The angle by which each entity of a spiral stands further than the one
 * before, so that none hides another (Vogel, 1979). */
#define GOLDEN_ANGLE 2.399963229728653

/* Everything that the parts below write from. */
typedef struct page_graph {
    kith_sink *sink;
    const kith_graph *graph;
    const kith_export_options *options;
    const kith_styles *styles;
} page_graph;

static void put_name(kith_sink *sink, const char *key, const char *text)
{
    kith_put(sink, key);
    kith_put_script_string(sink, kith_text_of(text));
}

/* `key` with a text, or nothing. */
static void put_if(kith_sink *sink, const char *key, const char *text)
{
    if (text)
        put_name(sink, key, text);
}

static void put_types(const page_graph *p)
{
    const size_t count = kith_graph_entity_type_count(p->graph);
    kith_put(p->sink, ",\n\"entityTypes\":[");
    for (kith_id t = 0; t < count; t++) {
        const kith_style *style = &p->styles->entities[t];
        kith_put(p->sink, t ? ",\n" : "\n");
        put_name(p->sink,
                 "{\"name\":", kith_graph_entity_type_name(p->graph, t));
        put_name(p->sink, ",\"label\":", style->label);
        put_if(p->sink, ",\"colour\":", style->colour);
        put_if(p->sink, ",\"shape\":", style->shape);
        kith_put_char(p->sink, '}');
    }
    kith_put(p->sink, "]");
}

static void put_relation_types(const page_graph *p)
{
    const size_t count = kith_graph_relation_type_count(p->graph);
    const kith_vocabulary *vocabulary = p->options->vocabulary;
    kith_put(p->sink, ",\n\"relationTypes\":[");
    for (kith_id t = 0; t < count; t++) {
        const char *name = kith_graph_relation_type_name(p->graph, t);
        const kith_relation_type *known =
            vocabulary
                ? kith_vocabulary_relation(vocabulary, kith_text_of(name))
                : NULL;
        kith_put(p->sink, t ? ",\n" : "\n");
        put_name(p->sink, "{\"name\":", name);
        put_name(p->sink, ",\"label\":", p->styles->relations[t]);
        put_if(p->sink, ",\"inverse\":", known ? known->inverse : NULL);
        kith_put(p->sink,
                 known && known->symmetric ? ",\"symmetric\":true}" : "}");
    }
    kith_put(p->sink, "]");
}

/* -- values of one entity or relation ----------------------------------------
 */

typedef void put_value(const page_graph *p, kith_id id);

static void put_id(const page_graph *p, kith_id e)
{
    kith_put_script_string(p->sink,
                           kith_text_of(kith_graph_entity_id(p->graph, e)));
}

/* null where the id serves as the name. */
static void put_entity_name(const page_graph *p, kith_id e)
{
    const char *name = kith_graph_entity_name(p->graph, e);
    if (strcmp(name, kith_graph_entity_id(p->graph, e)) != 0)
        kith_put_script_string(p->sink, kith_text_of(name));
    else
        kith_put(p->sink, "null");
}

static void put_type(const page_graph *p, kith_id e)
{
    const kith_id type = kith_graph_entity_type(p->graph, e);
    kith_putf(p->sink, "%ld", type == KITH_NONE ? -1L : (long)type);
}

/* The page knows what most entities want; a spiral gives them as much. */
static double spiral(kith_id e, double (*along)(double))
{
    const double turn = (double)e * GOLDEN_ANGLE;
    return sqrt((double)e) * 0.6 * along(turn);
}

static void put_x(const page_graph *p, kith_id e)
{
    const double *x = p->options->x;
    kith_putf(p->sink, "%ld", lround((x ? x[e] : spiral(e, cos)) * UNITS));
}

static void put_y(const page_graph *p, kith_id e)
{
    const double *y = p->options->y;
    kith_putf(p->sink, "%ld", lround((y ? y[e] : spiral(e, sin)) * UNITS));
}

static void put_source(const page_graph *p, kith_id r)
{
    kith_put_unsigned(p->sink, kith_graph_sources(p->graph)[r]);
}

static void put_target(const page_graph *p, kith_id r)
{
    kith_put_unsigned(p->sink, kith_graph_targets(p->graph)[r]);
}

static void put_kind(const page_graph *p, kith_id r)
{
    kith_put_unsigned(p->sink, kith_graph_relation_type(p->graph, r));
}

static void put_weight(const page_graph *p, kith_id r)
{
    kith_put_short_number(p->sink, kith_graph_weights(p->graph)[r]);
}

static void put_confidence(const page_graph *p, kith_id r)
{
    kith_put_short_number(p->sink, kith_graph_relation(p->graph, r).confidence);
}

/* Year, month and day as one decimal number. */
static void put_date(kith_sink *sink, kith_date date)
{
    if (date == KITH_NO_DATE) {
        kith_put(sink, "null");
        return;
    }
    kith_putf(sink, "%d",
              date / 512 * 10000 + date / 32 % 16 * 100 + date % 32);
}

static void put_since(const page_graph *p, kith_id r)
{
    put_date(p->sink, kith_graph_relation(p->graph, r).since);
}

static void put_until(const page_graph *p, kith_id r)
{
    put_date(p->sink, kith_graph_relation(p->graph, r).until);
}

/* -- whether any relation has it
 * ----------------------------------------------- */

typedef bool has_value(const kith_relation *relation);

static bool has_confidence(const kith_relation *relation)
{
    return !isnan(relation->confidence);
}

static bool has_since(const kith_relation *relation)
{
    return relation->since != KITH_NO_DATE;
}

static bool has_until(const kith_relation *relation)
{
    return relation->until != KITH_NO_DATE;
}

static bool any_has(const kith_graph *graph, has_value *has)
{
    const size_t count = kith_graph_relation_count(graph);
    for (kith_id r = 0; r < count; r++) {
        const kith_relation relation = kith_graph_relation(graph, r);
        if (has(&relation))
            return true;
    }
    return false;
}

/* -- arrays
 * --------------------------------------------------------------------- */

static void put_array(const page_graph *p,
                      const char *before,
                      const char *name,
                      size_t count,
                      put_value *put)
{
    kith_putf(p->sink, "%s\"%s\":[", before, name);
    for (kith_id id = 0; id < count; id++) {
        if (id)
            kith_put_char(p->sink, ',');
        put(p, id);
    }
    kith_put_char(p->sink, ']');
}

static void put_entities(const page_graph *p)
{
    static const struct {
        const char *name;
        put_value *put;
    } arrays[] = {
        {"id",   put_id         },
        {"name", put_entity_name},
        {"type", put_type       },
        {"x",    put_x          },
        {"y",    put_y          },
    };
    kith_put(p->sink, ",\n\"entities\":{");
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        put_array(p, i ? ",\n" : "\n", arrays[i].name,
                  kith_graph_entity_count(p->graph), arrays[i].put);
    }
    kith_put_char(p->sink, '}');
}

static void put_undirected(const page_graph *p)
{
    const size_t count = kith_graph_relation_count(p->graph);
    const char *before = "";
    kith_put(p->sink, "\n\"undirected\":[");
    for (kith_id r = 0; r < count; r++) {
        if (kith_graph_relation_directed(p->graph, r))
            continue;
        kith_putf(p->sink, "%s%u", before, (unsigned)r);
        before = ",";
    }
    kith_put_char(p->sink, ']');
}

static void put_relations(const page_graph *p)
{
    static const struct {
        const char *name;
        put_value *put;
        has_value *has; /* or NULL: every relation has it */
    } arrays[] = {
        {"source",     put_source,     NULL          },
        {"target",     put_target,     NULL          },
        {"type",       put_kind,       NULL          },
        {"confidence", put_confidence, has_confidence},
        {"since",      put_since,      has_since     },
        {"until",      put_until,      has_until     },
    };
    const size_t count = kith_graph_relation_count(p->graph);
    kith_put(p->sink, ",\n\"relations\":{");
    put_undirected(p);
    if (kith_graph_weights(p->graph))
        put_array(p, ",\n", "weight", count, put_weight);
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        if (!arrays[i].has || any_has(p->graph, arrays[i].has))
            put_array(p, ",\n", arrays[i].name, count, arrays[i].put);
    }
    kith_put_char(p->sink, '}');
}

static void put_column(const page_graph *p, const kith_export_column *column)
{
    const size_t count = kith_graph_entity_count(p->graph);
    put_name(p->sink, "{\"name\":", column->name);
    kith_putf(p->sink, ",\"kind\":\"%s\",\"values\":[",
              column->score ? "score" : "group");
    for (size_t e = 0; e < count; e++) {
        if (e)
            kith_put_char(p->sink, ',');
        if (column->score)
            kith_put_short_number(p->sink, column->score[e]);
        else if (column->group[e] == KITH_NONE)
            kith_put(p->sink, "null");
        else
            kith_putf(p->sink, "%u", (unsigned)column->group[e]);
    }
    kith_put(p->sink, "]}");
}

kith_status kith_html_put_graph(kith_sink *sink,
                                kith_graph *graph,
                                const kith_export_options *options,
                                kith_error *err)
{
    kith_styles styles = {0};
    const page_graph p = {sink, graph, options, &styles};
    const char *title = kith_export_title(graph, options);
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_styles_make(&styles, graph, options->vocabulary, err),
             done);
    put_name(sink, "{\"title\":", title ? title : "Graph");
    put_types(&p);
    put_relation_types(&p);
    kith_put(sink, ",\n\"columns\":[");
    for (size_t i = 0; i < options->column_count; i++) {
        kith_put(sink, i ? ",\n" : "\n");
        put_column(&p, &options->columns[i]);
    }
    kith_put_char(sink, ']');
    put_entities(&p);
    put_relations(&p);
    kith_put_char(sink, '}');
done:
    kith_styles_free(&styles);
    return st;
}

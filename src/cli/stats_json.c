/* kith stats as one JSON object. */
#include "cli/stats.h"

#include <math.h>

static void write_types(const kith_figures *f, kith_writer *w)
{
    const kith_graph *graph = f->call->graph;
    kith_write_key(w, "entity_types");
    kith_write_open(w, '[');
    for (size_t i = 0; i < f->entities.size; i++) {
        const kith_tally_row *row = &f->entities.rows[i];
        kith_write_open_row(w, '{');
        kith_write_key(w, "type");
        kith_write_text(w, kith_tally_entity_name(graph, row->source));
        kith_write_key(w, "count");
        kith_write_size(w, row->count);
        kith_write_close(w, '}');
    }
    kith_write_close(w, ']');
    kith_write_key(w, "relation_types");
    kith_write_open(w, '[');
    for (size_t i = 0; i < f->relations.size; i++) {
        const kith_tally_row *row = &f->relations.rows[i];
        kith_write_open_row(w, '{');
        kith_write_key(w, "source_type");
        kith_write_text(w, kith_tally_entity_name(graph, row->source));
        kith_write_key(w, "type");
        kith_write_text(w, kith_tally_relation_name(graph, row->type));
        kith_write_key(w, "target_type");
        kith_write_text(w, kith_tally_entity_name(graph, row->target));
        kith_write_key(w, "count");
        kith_write_size(w, row->count);
        kith_write_close(w, '}');
    }
    kith_write_close(w, ']');
}

static void write_size(kith_writer *w, const char *key, size_t value)
{
    kith_write_key(w, key);
    kith_write_size(w, value);
}

static void write_number(kith_writer *w, const char *key, double value)
{
    kith_write_key(w, key);
    kith_write_number(w, value);
}

static void write_degrees(const kith_statistics *s, kith_writer *w)
{
    write_size(w, "least_degree", s->least_degree);
    write_number(w, "mean_degree", s->mean_degree);
    write_size(w, "most_degree", s->most_degree);
    write_size(w, "different_degrees", s->degree_count);
    kith_write_key(w, "degrees");
    kith_write_open(w, '[');
    for (size_t i = 0; i < s->degree_count; i++) {
        kith_write_open_row(w, '{');
        write_size(w, "degree", s->degrees[i].degree);
        write_size(w, "count", s->degrees[i].entities);
        kith_write_close(w, '}');
    }
    kith_write_close(w, ']');
}

static void write_distances(const kith_statistics *s, kith_writer *w)
{
    const bool measured = isfinite(s->mean_distance);
    const double none = (double)NAN;
    write_number(w, "diameter", measured ? (double)s->diameter : none);
    write_number(w, "diameter_at_most",
                 measured ? (double)s->most_diameter : none);
    write_number(w, "mean_distance", s->mean_distance);
    write_number(w, "mean_distance_error",
                 measured ? s->mean_distance_error : none);
    kith_write_key(w, "distances");
    kith_write_text(w, s->estimated ? "estimated" : "exact");
}

void kith_stats_json(const kith_figures *f, kith_sink *sink)
{
    const kith_graph *graph = f->call->graph;
    const kith_statistics *s = &f->s;
    kith_writer w = kith_result_writer(f->call, sink);
    kith_write_open(&w, '{');
    write_size(&w, "entities", kith_graph_entity_count(graph));
    write_size(&w, "relations", kith_graph_relation_count(graph));
    write_size(&w, "documents", kith_graph_document_records(graph));
    write_types(f, &w);
    write_size(&w, "components", s->components);
    write_size(&w, "largest_component", s->largest_component);
    write_size(&w, "strong_components", s->strong_components);
    write_size(&w, "largest_strong_component", s->largest_strong_component);
    write_size(&w, "bridges", s->bridges);
    write_size(&w, "cut_points", s->cut_points);
    write_number(&w, "density", s->density);
    write_number(&w, "reciprocity", s->reciprocity);
    write_number(&w, "transitivity", s->transitivity);
    write_number(&w, "mean_clustering", s->clustering);
    write_number(&w, "degree_assortativity", s->assortativity);
    write_size(&w, "isolated_entities", s->isolated);
    write_size(&w, "self_relations", s->self_relations);
    write_size(&w, "parallel_relations", s->parallel_relations);
    write_degrees(s, &w);
    write_distances(s, &w);
    kith_write_close(&w, '}');
}

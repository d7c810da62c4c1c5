/* A vocabulary from data: the types in use, and between which ends. */
#include "cli/infer.h"

#include "base/error.h"
#include "cli/result.h"
#include "cli/tally.h"

#include <string.h>

typedef struct inference {
    kith_call *call;
    kith_writer w;
    size_t *mains;    /* entities by main type */
    size_t *others;   /* entities by further types */
    kith_tally ends;  /* relations by type and by the types of their ends */
    kith_tally types; /* relations by type */
    bool *directed;   /* by relation type: whether any is */
} inference;

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

static void member(kith_writer *w, const char *key, const char *text)
{
    if (!text)
        return;
    kith_write_key(w, key);
    kith_write_text(w, text);
}

/* "leads" and "speaks at": the name, underscores read as spaces. */
static void label(inference *f, const char *known, const char *name)
{
    char *words = kith_arena_text(&f->call->arena, name, strlen(name));
    for (char *c = words; c && *c; c++) {
        if (*c == '_')
            *c = ' ';
    }
    member(&f->w, "label", known && strcmp(known, name) != 0 ? known : words);
}

static void describe(inference *f,
                     size_t count,
                     const char *one,
                     const char *several)
{
    char text[64];
    snprintf(text, sizeof text, "%zu %s", count, count == 1 ? one : several);
    member(&f->w, "description", text);
}

static kith_status count_entities(inference *f)
{
    const kith_graph *graph = f->call->graph;
    const size_t types = kith_graph_entity_type_count(graph);
    f->mains = KITH_ARENA_NEW(&f->call->arena, size_t, types + 1);
    f->others = KITH_ARENA_NEW(&f->call->arena, size_t, types + 1);
    if (!f->mains || !f->others)
        return kith_fail(&f->call->err, KITH_E_MEMORY, "out of memory");
    for (size_t e = 0; e < kith_graph_entity_count(graph); e++) {
        kith_id type = kith_graph_entity_type(graph, (kith_id)e);
        if (type != KITH_NONE)
            f->mains[type]++;
        for (size_t i = 0; type != KITH_NONE; i++) {
            type = kith_graph_entity_more_type(graph, (kith_id)e, i);
            if (type != KITH_NONE)
                f->others[type]++;
        }
    }
    return KITH_OK;
}

static kith_status count_relations(inference *f)
{
    kith_call *call = f->call;
    const kith_graph *graph = call->graph;
    kith_status st = KITH_OK;
    f->directed = KITH_ARENA_NEW(&call->arena, bool,
                                 kith_graph_relation_type_count(graph) + 1);
    if (!f->directed)
        return kith_fail(&call->err, KITH_E_MEMORY, "out of memory");
    for (size_t r = 0; r < kith_graph_relation_count(graph); r++) {
        if (kith_graph_relation_directed(graph, (kith_id)r))
            f->directed[kith_graph_relation_type(graph, (kith_id)r)] = true;
    }
    KITH_TRY(st, kith_tally_relations(&f->types, graph, false, &call->err),
             done);
    st = kith_tally_relations(&f->ends, graph, true, &call->err);
done:
    return st;
}

static void write_entity_types(inference *f)
{
    const kith_graph *graph = f->call->graph;
    kith_writer *w = &f->w;
    kith_write_key(w, "entity_types");
    kith_write_open(w, '{');
    for (size_t t = 0; t < kith_graph_entity_type_count(graph); t++) {
        const char *name = kith_graph_entity_type_name(graph, (kith_id)t);
        const kith_entity_type *known =
            kith_vocabulary_entity(f->call->vocabulary, text_of(name));
        if (!f->mains[t] && !f->others[t])
            continue;
        kith_write_key(w, name);
        kith_write_open_row(w, '{');
        label(f, known ? known->label : NULL, name);
        member(w, "colour", known ? known->colour : NULL);
        member(w, "shape", known ? known->shape : NULL);
        describe(f, f->mains[t] + f->others[t], "entity", "entities");
        kith_write_close(w, '}');
    }
    kith_write_close(w, '}');
}

/* The types at one end of the relations of a type; nothing is written if an
 * end has no type, since no list could allow it. */
static void write_ends(inference *f, kith_id type, bool sources)
{
    const kith_graph *graph = f->call->graph;
    const size_t types = kith_graph_entity_type_count(graph);
    bool *seen = KITH_ARENA_NEW(&f->call->arena, bool, types + 1);
    if (!seen)
        return;
    for (size_t i = 0; i < f->ends.size; i++) {
        const kith_tally_row *row = &f->ends.rows[i];
        const kith_id end = sources ? row->source : row->target;
        if (row->type != type)
            continue;
        if (end == KITH_NONE)
            return;
        seen[end] = true;
    }
    kith_write_key(&f->w, sources ? "source" : "target");
    kith_write_open(&f->w, '[');
    for (size_t t = 0; t < types; t++) {
        if (seen[t]) {
            kith_write_text(&f->w,
                            kith_graph_entity_type_name(graph, (kith_id)t));
        }
    }
    kith_write_close(&f->w, ']');
}

static void write_relation_types(inference *f)
{
    const kith_graph *graph = f->call->graph;
    kith_writer *w = &f->w;
    kith_write_key(w, "relation_types");
    kith_write_open(w, '{');
    for (size_t i = 0; i < f->types.size; i++) {
        const kith_id type = f->types.rows[i].type;
        const char *name = kith_graph_relation_type_name(graph, type);
        const kith_relation_type *known =
            kith_vocabulary_relation(f->call->vocabulary, text_of(name));
        kith_write_key(w, name);
        kith_write_open_row(w, '{');
        label(f, known ? known->label : NULL, name);
        member(w, "inverse", known ? known->inverse : NULL);
        write_ends(f, type, true);
        write_ends(f, type, false);
        if (!f->directed[type] || (known && known->symmetric)) {
            kith_write_key(w, "symmetric");
            kith_write_bool(w, true);
        }
        describe(f, f->types.rows[i].count, "relation", "relations");
        kith_write_close(w, '}');
    }
    kith_write_close(w, '}');
}

kith_status kith_infer(kith_call *call)
{
    inference f = {.call = call};
    kith_sink sink = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st, count_entities(&f), done);
    KITH_TRY(st, count_relations(&f), done);
    KITH_TRY(st, kith_result_sink(call, &sink), done);
    f.w = (kith_writer){.sink = &sink};
    kith_write_open(&f.w, '{');
    member(&f.w, "title", kith_graph_title(call->graph));
    write_entity_types(&f);
    write_relation_types(&f);
    kith_write_close(&f.w, '}');
    st = kith_sink_finish(&sink, &call->err);
done:
    kith_tally_free(&f.ends);
    kith_tally_free(&f.types);
    return st;
}

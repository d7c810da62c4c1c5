/* From a graph to statements: the vocabulary in use, entities with what goes
 * out from them, relations with their sources, documents. */
#include "export/rdf.h"

#include "base/error.h"
#include "export/pieces.h"
#include "graph/fetch.h"

#include <string.h>

#define DEFAULT_BASE "urn:kith:"

/* -- the vocabulary in use ----------------------------------------------- */

static void say_text(kith_rdf *rdf,
                     kith_rdf_space space,
                     const char *local,
                     kith_rdf_kind kind,
                     kith_text text)
{
    const kith_rdf_object object = {.kind = kind, .text = text};
    kith_rdf_say(rdf, kith_rdf_named(space, local), &object);
}

static void say_name(kith_rdf *rdf,
                     kith_rdf_space space,
                     const char *local,
                     kith_rdf_name name)
{
    const kith_rdf_object object = {.kind = KITH_RDF_NAME, .name = name};
    kith_rdf_say(rdf, kith_rdf_named(space, local), &object);
}

static void add_entity(kith_rdf *rdf, kith_id e)
{
    const kith_rdf_object object = {
        .name = kith_rdf_named(KITH_RDF_ENTITY,
                               kith_graph_entity_id(rdf->graph, e))};
    kith_rdf_add(rdf, &object);
}

static void say_label(kith_rdf *rdf, const char *label)
{
    say_text(rdf, KITH_RDF_RDFS, "label", KITH_RDF_STRING, kith_text_of(label));
}

static void put_vocabulary(kith_rdf *rdf)
{
    const kith_graph *graph = rdf->graph;
    for (kith_id t = 0; t < kith_graph_entity_type_count(graph); t++) {
        const kith_style *style = &rdf->styles.entities[t];
        kith_rdf_open(rdf,
                      kith_rdf_named(KITH_RDF_TYPE,
                                     kith_graph_entity_type_name(graph, t)));
        say_name(rdf, KITH_RDF_RDF, "type",
                 kith_rdf_named(KITH_RDF_RDFS, "Class"));
        say_label(rdf, style->label);
        if (style->known && style->known->parent) {
            say_name(rdf, KITH_RDF_RDFS, "subClassOf",
                     kith_rdf_named(KITH_RDF_TYPE, style->known->parent->name));
        }
        kith_rdf_close(rdf);
    }
    for (kith_id t = 0; t < kith_graph_relation_type_count(graph); t++) {
        kith_rdf_open(rdf,
                      kith_rdf_named(KITH_RDF_RELATION,
                                     kith_graph_relation_type_name(graph, t)));
        say_name(rdf, KITH_RDF_RDF, "type",
                 kith_rdf_named(KITH_RDF_RDF, "Property"));
        say_label(rdf, rdf->styles.relations[t]);
        kith_rdf_close(rdf);
    }
}

/* The graph itself is named by the base. */
static void put_title(kith_rdf *rdf)
{
    const char *title = kith_export_title(rdf->graph, rdf->options);
    if (!title)
        return;
    kith_rdf_open(rdf, kith_rdf_named(KITH_RDF_WHOLE, rdf->base));
    say_text(rdf, KITH_RDF_DCTERMS, "title", KITH_RDF_STRING,
             kith_text_of(title));
    kith_rdf_close(rdf);
}

/* -- entities ------------------------------------------------------------ */

static void say_types(kith_rdf *rdf, kith_id e)
{
    const kith_graph *graph = rdf->graph;
    kith_id type = kith_graph_entity_type(graph, e);
    if (type == KITH_NONE)
        return;
    const bool many = kith_graph_entity_more_type(graph, e, 0) != KITH_NONE;
    kith_rdf_predicate(rdf, kith_rdf_named(KITH_RDF_RDF, "type"), many);
    for (size_t i = 0; type != KITH_NONE; i++) {
        const kith_rdf_object object = {
            .name = kith_rdf_named(KITH_RDF_TYPE,
                                   kith_graph_entity_type_name(graph, type))};
        kith_rdf_add(rdf, &object);
        type = kith_graph_entity_more_type(graph, e, i);
    }
}

static void say_aliases(kith_rdf *rdf, kith_id e)
{
    const char *alias = kith_graph_entity_alias(rdf->graph, e, 0);
    if (!alias)
        return;
    kith_rdf_predicate(rdf, kith_rdf_named(KITH_RDF_SKOS, "altLabel"),
                       kith_graph_entity_alias(rdf->graph, e, 1) != NULL);
    for (size_t i = 0; alias; i++) {
        const kith_rdf_object object = {.kind = KITH_RDF_STRING,
                                        .text = kith_text_of(alias)};
        kith_rdf_add(rdf, &object);
        alias = kith_graph_entity_alias(rdf->graph, e, i + 1);
    }
}

/* Members that mean something to kith, and are one value of a known type. */
static const struct {
    const char *local; /* NULL: written otherwise */
    kith_rdf_kind kind;
} roles[KITH_ROLES] = {
    [KITH_ROLE_ID] = {"id",         KITH_RDF_STRING},
    [KITH_ROLE_SINCE] = {"since",      KITH_RDF_DATE  },
    [KITH_ROLE_UNTIL] = {"until",      KITH_RDF_DATE  },
    [KITH_ROLE_WEIGHT] = {"weight",     KITH_RDF_DOUBLE},
    [KITH_ROLE_CONFIDENCE] = {"confidence", KITH_RDF_DOUBLE},
};

/* Where attributes have their names, so that none is in the way of another. */
static const kith_rdf_space attribute_spaces[] = {
    [KITH_ATTRIBUTE_MEMBER] = KITH_RDF_MEMBER,
    [KITH_ATTRIBUTE_PROPERTY] = KITH_RDF_PROPERTY,
    [KITH_ATTRIBUTE_COLUMN] = KITH_RDF_COMPUTED,
    [KITH_ATTRIBUTE_PLACE] = KITH_RDF_COMPUTED,
};

static bool is_computed(const kith_attribute *attribute)
{
    return attribute_spaces[attribute->source] == KITH_RDF_COMPUTED;
}

/* Scores and places are real numbers, also where they are whole. */
static void say_computed(kith_rdf *rdf, const kith_row_value *value)
{
    const kith_attribute *attribute = value->attribute;
    const bool real = attribute->type == KITH_ATTRIBUTE_REAL;
    if (!kith_json_is_null(value->json))
        say_text(rdf, KITH_RDF_COMPUTED, attribute->key,
                 real ? KITH_RDF_DOUBLE : KITH_RDF_INTEGER, value->json);
}

static void say_value(kith_rdf *rdf, const kith_row_value *value)
{
    const kith_attribute *attribute = value->attribute;
    kith_rdf_kind kind = roles[attribute->role].kind;
    if (is_computed(attribute)) {
        say_computed(rdf, value);
    } else if (attribute->role == KITH_ROLE_NONE) {
        kith_rdf_say_json(rdf,
                          kith_rdf_named(attribute_spaces[attribute->source],
                                         attribute->key),
                          value->json);
    } else if (roles[attribute->role].local &&
               !kith_json_is_null(value->json)) {
        const kith_text text = kith_rows_text(&rdf->rows, value->json);
        if (kind == KITH_RDF_DATE && kith_date_parse(text) == KITH_NO_DATE)
            kind = KITH_RDF_STRING;
        say_text(rdf, KITH_RDF_TERM, roles[attribute->role].local, kind, text);
    }
}

static kith_text evidence_of(const kith_rdf *rdf)
{
    return kith_rows_value(&rdf->rows,
                           rdf->attributes.of_role[KITH_ROLE_EVIDENCE]);
}

static void say_row(kith_rdf *rdf)
{
    for (size_t i = 0; i < rdf->rows.count; i++)
        say_value(rdf, &rdf->rows.values[i]);
    kith_rdf_say_evidence(rdf, evidence_of(rdf));
}

static void say_relations(kith_rdf *rdf, kith_id e)
{
    const kith_graph *graph = rdf->graph;
    const kith_goal *goals = rdf->by_source.goals;
    const size_t *first = rdf->by_source.first;
    const size_t begin = first[e];
    const size_t end = first[(size_t)e + 1];
    const size_t last = first[kith_graph_entity_count(graph)];
    for (size_t i = begin; i < end; i++) {
        const kith_id type = kith_goal_type(goals[i]);
        if (i + KITH_FETCH_AHEAD < last)
            kith_fetch_id(graph, kith_goal_target(goals[i + KITH_FETCH_AHEAD]),
                          kith_goal_target(goals[i + KITH_FETCH_AHEAD / 2]));
        if (i == begin || kith_goal_type(goals[i - 1]) != type) {
            const char *name = kith_graph_relation_type_name(graph, type);
            kith_rdf_predicate(rdf, kith_rdf_named(KITH_RDF_RELATION, name),
                               i + 1 < end &&
                                   kith_goal_type(goals[i + 1]) == type);
        }
        add_entity(rdf, kith_goal_target(goals[i]));
    }
}

static kith_status put_entity(kith_rdf *rdf, kith_id e, kith_error *err)
{
    const kith_graph *graph = rdf->graph;
    const kith_status st = kith_rows_read(&rdf->rows, e, err);
    if (st != KITH_OK)
        return st;
    kith_rdf_open(rdf, kith_rdf_named(KITH_RDF_ENTITY,
                                      kith_graph_entity_id(graph, e)));
    say_types(rdf, e);
    say_label(rdf, kith_graph_entity_name(graph, e));
    say_aliases(rdf, e);
    say_row(rdf);
    if (!rdf->form->has_graphs)
        say_relations(rdf, e);
    kith_rdf_close(rdf);
    kith_rdf_put_evidence(rdf, evidence_of(rdf));
    return KITH_OK;
}

/* -- relations ----------------------------------------------------------- */

/* The relation once in the graph of each document that it is known from. */
static void put_quads(kith_rdf *rdf, kith_id id)
{
    const kith_graph *graph = rdf->graph;
    const kith_relation r = kith_graph_relation(graph, id);
    const kith_text evidence = evidence_of(rdf);
    kith_text cited = {0};
    size_t at = 0;
    bool more = evidence.data && *evidence.data == '[' &&
                kith_rdf_next_cited(evidence, &at, &cited);
    kith_rdf_open(rdf, kith_rdf_named(KITH_RDF_ENTITY,
                                      kith_graph_entity_id(graph, r.source)));
    do {
        if (more) {
            rdf->source = (kith_rdf_name){KITH_RDF_DOCUMENT,
                                          kith_rows_text(&rdf->rows, cited)};
        }
        say_name(rdf, KITH_RDF_RELATION,
                 kith_graph_relation_type_name(graph, r.type),
                 kith_rdf_named(KITH_RDF_ENTITY,
                                kith_graph_entity_id(graph, r.target)));
        more = more && kith_rdf_next_cited(evidence, &at, &cited);
    } while (more);
    rdf->source = (kith_rdf_name){0};
    kith_rdf_close(rdf);
}

static void put_statement(kith_rdf *rdf, kith_id id)
{
    const kith_graph *graph = rdf->graph;
    const kith_relation r = kith_graph_relation(graph, id);
    char name[32];
    snprintf(name, sizeof name, "b%zu", ++rdf->blanks);
    kith_rdf_open(rdf, kith_rdf_named(KITH_RDF_BLANK, name));
    say_name(rdf, KITH_RDF_RDF, "type",
             kith_rdf_named(KITH_RDF_RDF, "Statement"));
    say_name(rdf, KITH_RDF_RDF, "subject",
             kith_rdf_named(KITH_RDF_ENTITY,
                            kith_graph_entity_id(graph, r.source)));
    say_name(rdf, KITH_RDF_RDF, "predicate",
             kith_rdf_named(KITH_RDF_RELATION,
                            kith_graph_relation_type_name(graph, r.type)));
    say_name(rdf, KITH_RDF_RDF, "object",
             kith_rdf_named(KITH_RDF_ENTITY,
                            kith_graph_entity_id(graph, r.target)));
    if (!r.directed)
        say_text(rdf, KITH_RDF_TERM, "directed", KITH_RDF_BOOLEAN,
                 kith_text_of("false"));
    say_row(rdf);
    kith_rdf_close(rdf);
    kith_rdf_put_evidence(rdf, evidence_of(rdf));
}

/* -- the whole ----------------------------------------------------------- */

static kith_status put_relation(kith_rdf *rdf, kith_id id, kith_error *err)
{
    const kith_status st = kith_rows_read(&rdf->rows, id, err);
    if (st != KITH_OK)
        return st;
    kith_fetch_ends(rdf->graph, id);
    if (rdf->form->has_graphs)
        put_quads(rdf, id);
    if (rdf->options->rdf_reify)
        put_statement(rdf, id);
    return KITH_OK;
}

/* What is not written of the attributes that were found. */
static void note_attributes(const kith_rdf *rdf, bool entities)
{
    const kith_attributes *attributes = &rdf->attributes;
    const kith_attribute *evidence = attributes->of_role[KITH_ROLE_EVIDENCE];
    kith_losses *losses = rdf->options->losses;
    if (!entities && !rdf->options->rdf_reify) {
        kith_losses_add_attributes(losses, attributes, 0);
        return;
    }
    kith_losses_add(losses, KITH_LOSS_ATTRIBUTE, attributes->left_out);
    if (evidence && !rdf->options->rdf_reify)
        kith_losses_add(losses, KITH_LOSS_EVIDENCE, evidence->count);
}

/* Write all records of a kind, or only find out what they have. */
static kith_status put_records(kith_rdf *rdf,
                               kith_record_kind kind,
                               bool written,
                               kith_error *err)
{
    const bool entities = kind == KITH_RECORD_ENTITY;
    const size_t count = entities ? kith_graph_entity_count(rdf->graph)
                                  : kith_graph_relation_count(rdf->graph);
    kith_attributes *attributes = &rdf->attributes;
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_attributes_find(attributes, rdf->graph, rdf->options, kind,
                                  NULL, err),
             done);
    note_attributes(rdf, entities);
    KITH_TRY(st,
             kith_rows_open(&rdf->rows, attributes, rdf->graph, rdf->options,
                            kind, err),
             done);
    for (kith_id id = 0; written && id < count && !rdf->sink.failed; id++)
        KITH_TRY(st, (entities ? put_entity : put_relation)(rdf, id, err),
                 done);
done:
    kith_rows_close(&rdf->rows);
    kith_attributes_free(attributes);
    return st;
}

static void note_losses(const kith_rdf *rdf)
{
    const kith_graph *graph = rdf->graph;
    kith_losses *losses = rdf->options->losses;
    kith_losses_add_graph_members(losses, graph);
    if (rdf->options->rdf_reify || !losses)
        return;
    kith_losses_add(losses, KITH_LOSS_PARALLEL, rdf->by_source.repeats);
    for (kith_id r = 0; r < kith_graph_relation_count(graph); r++)
        kith_losses_add(losses, KITH_LOSS_UNDIRECTED,
                        !kith_graph_relation_directed(graph, r));
}

static kith_status put_all(kith_rdf *rdf, kith_error *err)
{
    const bool relations = rdf->form->has_graphs || rdf->options->rdf_reify;
    kith_status st = KITH_OK;
    if (rdf->form->begin)
        rdf->form->begin(rdf);
    put_title(rdf);
    put_vocabulary(rdf);
    KITH_TRY(st, put_records(rdf, KITH_RECORD_ENTITY, true, err), done);
    if (relations || rdf->options->losses)
        KITH_TRY(st, put_records(rdf, KITH_RECORD_RELATION, relations, err),
                 done);
    KITH_TRY(st, kith_rdf_put_documents(rdf, err), done);
    if (rdf->form->end)
        rdf->form->end(rdf);
    if (rdf->draft.out_of_memory)
        st = kith_fail(err, KITH_E_MEMORY, "out of memory");
done:
    return st;
}

kith_status kith_rdf_write(const kith_rdf_form *form,
                           const kith_graph *graph,
                           const kith_export_options *options,
                           FILE *out,
                           kith_error *err)
{
    char buffer[KITH_SINK_BUFFER];
    kith_rdf rdf = {
        .sink = kith_sink_gather(out, buffer),
        .form = form,
        .graph = graph,
        .options = options,
        .base = options->base ? options->base : DEFAULT_BASE,
    };
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_rdf_check_base(rdf.base, err), done);
    KITH_TRY(st, kith_styles_make(&rdf.styles, graph, options->vocabulary, err),
             done);
    KITH_TRY(st, kith_by_source_make(&rdf.by_source, graph, err), done);
    KITH_TRY(st, put_all(&rdf, err), done);
    note_losses(&rdf);
    st = kith_sink_finish(&rdf.sink, err);
done:
    kith_rows_close(&rdf.rows);
    kith_draft_free(&rdf.draft);
    kith_by_source_free(&rdf.by_source);
    kith_styles_free(&rdf.styles);
    return st;
}

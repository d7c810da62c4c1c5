/* Notes for Obsidian: one an entity, which says in sentences what it has to do
 * with others, links to them, and quotes the evidence. */
#include "base/error.h"
#include "base/number.h"
#include "export/notes.h"
#include "export/pieces.h"
#include "json/scan.h"

#include <math.h>
#include <string.h>

/* Keys of the front matter that are the format's own, or mean something to
 * Obsidian. */
static const char *const entity_names[] = {"id",         "name",     "type",
                                           "tags",       "tag",      "alias",
                                           "cssclasses", "cssclass", "publish",
                                           "permalink",  "cover",    NULL};

/* What a sentence says of a relation, which its list does not say again. */
#define SAID                                                               \
 (1u << KITH_ROLE_SINCE | 1u << KITH_ROLE_UNTIL | 1u << KITH_ROLE_WEIGHT | \
  1u << KITH_ROLE_CONFIDENCE | 1u << KITH_ROLE_EVIDENCE)

/* Each relation stands in two notes, far apart: input up to so many bytes is
 * held while they are written. */
#define MOST_HELD ((size_t)64 << 20)

static void put_md_text(kith_notes *n, const char *text)
{
    kith_notes_put(n, kith_text_of(text));
}

/* -- values -------------------------------------------------------------- */

/* Whether a list is of simple values, as front matter has them. */
static bool is_simple(kith_text json)
{
    kith_text element;
    if (*json.data == '{')
        return false;
    for (size_t at = 0;
         *json.data == '[' && kith_json_each_element(json, &at, &element);) {
        if (strchr("{[n", *element.data))
            return false;
    }
    return true;
}

static void put_yaml(kith_notes *n, kith_text json)
{
    if (*json.data == '"') {
        kith_put_yaml_string(&n->w.sink, kith_rows_text(&n->w.entity, json));
    } else if (strchr("tfn", *json.data)) {
        kith_put_bytes(&n->w.sink, json.data, json.length);
    } else {
        kith_put_yaml_number(&n->w.sink, json);
    }
}

static void put_yaml_list(kith_notes *n, kith_text json)
{
    kith_text element;
    bool any = false;
    kith_put_char(&n->w.sink, '[');
    for (size_t at = 0; kith_json_each_element(json, &at, &element);) {
        kith_put(&n->w.sink, any ? ", " : "");
        put_yaml(n, element);
        any = true;
    }
    kith_put_char(&n->w.sink, ']');
}

static void put_front_value(kith_notes *n, const kith_row_value *value)
{
    const kith_text json = value->json;
    if (value->attribute->role == KITH_ROLE_EVIDENCE)
        return;
    kith_put_yaml_key(&n->w.sink, kith_text_of(value->attribute->name));
    if (!is_simple(json)) {
        kith_losses_add_value(n->w.losses, KITH_LOSS_NESTED, value->attribute);
        kith_put_yaml_string(&n->w.sink, json);
    } else if (*json.data == '[') {
        put_yaml_list(n, json);
    } else {
        put_yaml(n, json);
    }
    kith_put_char(&n->w.sink, '\n');
}

static void put_front_text(kith_notes *n, const char *key, const char *text)
{
    kith_put(&n->w.sink, key);
    kith_put_yaml_string(&n->w.sink, kith_text_of(text));
    kith_put_char(&n->w.sink, '\n');
}

static void put_front(kith_notes *n, kith_id e)
{
    const kith_graph *graph = n->w.graph;
    const kith_id type = kith_graph_entity_type(graph, e);
    kith_put(&n->w.sink, "---\n");
    put_front_text(n, "id: ", kith_graph_entity_id(graph, e));
    if (kith_has_name(graph, e))
        put_front_text(n, "name: ", kith_graph_entity_name(graph, e));
    if (type != KITH_NONE)
        put_front_text(n, "type: ", kith_graph_entity_type_name(graph, type));
    for (size_t i = 0; i < n->w.entity.count; i++)
        put_front_value(n, &n->w.entity.values[i]);
    kith_put(&n->w.sink, "---\n");
}

static kith_text evidence_of(const kith_rows *rows,
                             const kith_attributes *attributes)
{
    return kith_rows_value(rows, attributes->of_role[KITH_ROLE_EVIDENCE]);
}

/* -- relations ----------------------------------------------------------- */

/* "A leads [[B]]", "B is led by [[A]]", or "[[A]] leads B" where there are no
 * words for the other way round. */
static void put_words(kith_notes *n, kith_id e, const kith_relation *r)
{
    const kith_graph *graph = n->w.graph;
    const kith_vocabulary *vocabulary = n->w.options->vocabulary;
    const char *type = kith_graph_relation_type_name(graph, r->type);
    const kith_relation_type *known =
        vocabulary ? kith_vocabulary_relation(vocabulary, kith_text_of(type))
                   : NULL;
    const char *name = kith_graph_entity_name(graph, e);
    const bool forward = r->source == e || !r->directed;
    const char *inverse = known ? known->inverse : NULL;
    const kith_id other = r->source == e ? r->target : r->source;
    if (forward || inverse) {
        put_md_text(n, name);
        kith_put_char(&n->w.sink, ' ');
        put_md_text(n, forward ? n->w.styles.relations[r->type] : inverse);
        kith_put_char(&n->w.sink, ' ');
        kith_notes_put_link(n, other);
    } else {
        kith_notes_put_link(n, other);
        kith_put_char(&n->w.sink, ' ');
        put_md_text(n, n->w.styles.relations[r->type]);
        kith_put_char(&n->w.sink, ' ');
        put_md_text(n, name);
    }
}

static void put_detail(kith_notes *n,
                       bool *any,
                       const char *word,
                       const char *text)
{
    kith_put(&n->w.sink, *any ? ", " : " (");
    kith_put(&n->w.sink, word);
    kith_put(&n->w.sink, text);
    *any = true;
}

static void put_details(kith_notes *n, const kith_relation *r)
{
    char text[KITH_NUMBER_SIZE];
    bool any = false;
    if (r->since != KITH_NO_DATE) {
        kith_date_format(r->since, text);
        put_detail(n, &any, "since ", text);
    }
    if (r->until != KITH_NO_DATE) {
        kith_date_format(r->until, text);
        put_detail(n, &any, "until ", text);
    }
    if (isfinite(r->confidence))
        put_detail(n, &any, "confidence ",
                   kith_number_format(r->confidence, text));
    if (r->weight != 1)
        put_detail(n, &any, "weight ", kith_number_format(r->weight, text));
    kith_put(&n->w.sink, any ? ")\n" : "\n");
}

/* What else the record says, a member a line. */
static void put_members(kith_notes *n)
{
    kith_rows *rows = &n->w.relation;
    for (size_t i = 0; i < rows->count; i++) {
        const kith_row_value *value = &rows->values[i];
        if (SAID >> value->attribute->role & 1)
            continue;
        if (kith_json_is_null(value->json)) {
            kith_losses_add_value(n->w.losses, KITH_LOSS_NULL,
                                  value->attribute);
            continue;
        }
        kith_put(&n->w.sink, "  - ");
        put_md_text(n, value->attribute->name);
        kith_put(&n->w.sink, ": ");
        kith_notes_put_value(n, rows, value->json);
        kith_put_char(&n->w.sink, '\n');
    }
}

static kith_status put_relation(kith_notes *n,
                                kith_id e,
                                kith_id id,
                                kith_error *err)
{
    const kith_relation r = kith_graph_relation(n->w.graph, id);
    const kith_status st = kith_rows_read(&n->w.relation, id, err);
    if (st != KITH_OK)
        return st;
    kith_put(&n->w.sink, "- ");
    put_words(n, e, &r);
    put_details(n, &r);
    put_members(n);
    kith_notes_put_evidence(n, &n->w.relation,
                            evidence_of(&n->w.relation, &n->w.relations), "  ");
    return KITH_OK;
}

/* -- notes --------------------------------------------------------------- */

static kith_status put_note(kith_notes *n, kith_id e, kith_error *err)
{
    const kith_graph *graph = n->w.graph;
    const kith_id type = kith_graph_entity_type(graph, e);
    const size_t end = n->around.first[(size_t)e + 1];
    const kith_text evidence = evidence_of(&n->w.entity, &n->w.entities);
    kith_status st = KITH_OK;
    put_front(n, e);
    kith_put(&n->w.sink, "\n# ");
    put_md_text(n, kith_graph_entity_name(graph, e));
    kith_put_char(&n->w.sink, '\n');
    if (type != KITH_NONE) {
        kith_put_char(&n->w.sink, '\n');
        put_md_text(n, n->w.styles.entities[type].label);
        kith_put(&n->w.sink, " · [[" KITH_NOTES_INDEX "]]\n");
    }
    if (n->around.first[e] < end)
        kith_put(&n->w.sink, "\n## Relations\n\n");
    for (size_t i = n->around.first[e]; st == KITH_OK && i < end; i++)
        st = put_relation(n, e, n->around.relation[i], err);
    if (evidence.data) {
        kith_put(&n->w.sink, "\n## Evidence\n\n");
        kith_notes_put_evidence(n, &n->w.entity, evidence, "");
    }
    return st;
}

/* -- files --------------------------------------------------------------- */

/* Write one file; `e` is KITH_NONE for the index. */
static kith_status put_file(kith_notes *n, kith_id e, kith_error *err)
{
    FILE *file = NULL;
    const char *name = e == KITH_NONE ? KITH_NOTES_INDEX : n->names[e].file;
    kith_draft path = {0};
    kith_draft_add(&path, name);
    kith_draft_add_bytes(&path, ".md", sizeof ".md");
    kith_status st = path.out_of_memory
                         ? kith_fail(err, KITH_E_MEMORY, "out of memory")
                         : kith_outputs_open(n->outputs, path.data, &file, err);
    kith_draft_free(&path);
    if (st != KITH_OK)
        return st;
    n->w.sink = kith_sink_gather(file, n->w.buffer);
    st = e == KITH_NONE ? kith_notes_put_index(n, err) : put_note(n, e, err);
    if (st == KITH_OK)
        st = kith_sink_finish(&n->w.sink, err);
    n->w.sink = (kith_sink){0};
    const kith_status closed =
        kith_outputs_close(n->outputs, file, st == KITH_OK ? err : NULL);
    return st == KITH_OK ? closed : st;
}

static kith_status put_all(kith_notes *n, kith_error *err)
{
    kith_status st = KITH_OK;
    for (kith_id e = 0; e < kith_graph_entity_count(n->w.graph); e++) {
        KITH_TRY(st, kith_rows_read(&n->w.entity, e, err), done);
        KITH_TRY(st, put_file(n, e, err), done);
        if (n->w.entity.failed || n->w.relation.failed ||
            n->draft.out_of_memory) {
            st = kith_fail(err, KITH_E_MEMORY, "out of memory");
            goto done;
        }
    }
    st = put_file(n, KITH_NONE, err);
done:
    return st;
}

static kith_status write_obsidian(kith_graph *graph,
                                  const kith_export_options *options,
                                  kith_outputs *outputs,
                                  kith_error *err)
{
    static const kith_writing_plan plan = {
        .entity_names = entity_names,
        .edge_ids = KITH_EDGE_IDS_OWN,
    };
    kith_notes n = {.outputs = outputs};
    kith_status st = KITH_OK;
    KITH_TRY(st, kith_writing_begin(&n.w, graph, options, &plan, NULL, err),
             done);
    KITH_TRY(st,
             kith_note_names_make(&n.names, &n.arena, graph, KITH_NOTES_INDEX,
                                  err),
             done);
    KITH_TRY(st, kith_graph_adjacency(graph, KITH_BOTH, &n.around, err), done);
    KITH_TRY(st, kith_notes_find_documents(&n, err), done);
    KITH_TRY(st, kith_cited_find(&n.cited, graph, err), done);
    KITH_TRY(st, kith_rows_hold(&n.w.relation, MOST_HELD, err), done);
    KITH_TRY(st, put_all(&n, err), done);
    kith_losses_add_graph_members(options->losses, graph);
done:
    kith_cited_free(&n.cited);
    kith_draft_free(&n.draft);
    kith_arena_free(&n.arena);
    return kith_writing_end(&n.w, st, err);
}

static const char *const obsidian_losses[KITH_LOSS_KINDS] = {
    [KITH_LOSS_GRAPH_MEMBER] = "left out",
    [KITH_LOSS_NESTED] = "written as JSON text",
    [KITH_LOSS_NULL] = "of relations left out",
    [KITH_LOSS_RENAMED] = "renamed, as 'properties.id' (their names are taken)",
    [KITH_LOSS_ATTRIBUTE] = "left out",
};

const kith_format kith_format_obsidian = {
    .name = "obsidian",
    .summary = "notes that link to each other, one an entity",
    .takes_columns = true,
    .most_entities = 50000,
    .most_relations = 250000,
    .losses = obsidian_losses,
    .write_files = write_obsidian,
};

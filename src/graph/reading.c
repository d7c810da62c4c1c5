/* What stays behind a graph: released, shown as arrays, read again. */
#include "graph/reading.h"

#include "base/alloc.h"
#include "base/error.h"
#include "graph/parts.h"
#include "records/members.h"

#include <string.h>

kith_reading *kith_reading_new(void)
{
    kith_reading *reading = KITH_NEW(kith_reading, 1);
    if (!reading)
        return NULL;
    reading->entities.texts = &reading->texts;
    reading->entity_types.texts = &reading->texts;
    reading->relation_types.texts = &reading->texts;
    reading->documents.texts = &reading->texts;
    return reading;
}

void kith_reading_free(kith_reading *reading)
{
    if (!reading)
        return;
    kith_pages *const pages[] = {
        &reading->entity_names,   &reading->entity_type,
        &reading->entity_origins, &reading->entity_facts,
        &reading->more_types,     &reading->aliases,
        &reading->again,          &reading->again_documents,
        &reading->sources_of,     &reading->targets_of,
        &reading->relation_type,  &reading->relation_origins,
        &reading->relation_facts, &reading->relation_ids,
        &reading->undirected,     &reading->weights,
        &reading->confidences,    &reading->since,
        &reading->until,          &reading->document_origins,
        &reading->rejects,        &reading->cited_at,
        &reading->members,
    };
    kith_intern_free(&reading->entities);
    kith_intern_free(&reading->entity_types);
    kith_intern_free(&reading->relation_types);
    kith_intern_free(&reading->documents);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        kith_pages_free(pages[i]);
    kith_texts_free(&reading->texts);
    kith_texts_free(&reading->member_texts);
    kith_sources_free(reading->sources);
    if (reading->backing)
        reading->backing->close(reading->backing->context);
    kith_release(reading->title);
    kith_release(reading);
}

/* The set ends with the last relation that is undirected, and is asked about
 * those behind it, too. */
static bool cover_relations(kith_reading *reading)
{
    kith_pages *bits = &reading->undirected;
    const size_t need = (reading->relation_count / 64 + 1) * sizeof(uint64_t);
    return !bits->data || need <= bits->used ||
           kith_pages_room(bits, need - bits->used);
}

bool kith_reading_show(kith_reading *reading, kith_graph *graph)
{
    if (!cover_relations(reading))
        return false;
    graph->reading = reading;
    graph->texts = reading->texts.keys.data;
    graph->entity_count = reading->entity_origins.used / sizeof(kith_origin);
    graph->entity_ids = reading->entities.refs.data;
    graph->entity_names = reading->entity_names.data;
    graph->entity_types = reading->entity_type.data;
    graph->entity_origins = reading->entity_origins.data;
    graph->more_types = reading->more_types.data;
    graph->more_type_count = reading->more_types.used / sizeof(kith_extra);
    graph->aliases = reading->aliases.data;
    graph->alias_count = reading->aliases.used / sizeof(kith_extra);
    graph->relation_count = reading->relation_count;
    graph->sources = reading->sources_of.data;
    graph->targets = reading->targets_of.data;
    graph->relation_types = reading->relation_type.data;
    graph->relation_origins = reading->relation_origins.data;
    graph->undirected = reading->undirected.data;
    graph->weights = reading->weights.data;
    graph->confidences = reading->confidences.data;
    graph->since = reading->since.data;
    graph->until = reading->until.data;
    graph->entity_type_names = reading->entity_types.refs.data;
    graph->entity_type_count = reading->entity_types.count;
    graph->relation_type_names = reading->relation_types.refs.data;
    graph->relation_type_count = reading->relation_types.count;
    return true;
}

/* More titles than these say less than none. */
enum { MOST_TITLES = 3 };

static const char between_titles[] = "; ";

/* Different titles among the members, as JSON without the quotes; how many,
 * MOST_TITLES + 1 if there are too many. */
static size_t collect_titles(const kith_reading *reading,
                             kith_text titles[MOST_TITLES])
{
    const kith_document_member *members = reading->members.data;
    const size_t count = reading->members.used / sizeof *members;
    size_t found = 0;
    for (size_t i = 0; i < count && found <= MOST_TITLES; i++) {
        const char *key = kith_texts_at(&reading->member_texts, members[i].key);
        const char *value =
            kith_texts_at(&reading->member_texts, members[i].value);
        const kith_text inside = {value + 1, strlen(value) - 2};
        size_t same = 0;
        if (strcmp(key, "title") != 0 || inside.length == 0)
            continue;
        while (same < found &&
               (titles[same].length != inside.length ||
                memcmp(titles[same].data, inside.data, inside.length) != 0))
            same++;
        if (same < found)
            continue;
        if (found < MOST_TITLES)
            titles[found] = inside;
        found++;
    }
    return found;
}

kith_status kith_reading_take_title(kith_reading *reading, kith_error *err)
{
    kith_text titles[MOST_TITLES];
    const size_t count = collect_titles(reading, titles);
    size_t size = 0;
    if (count == 0 || count > MOST_TITLES)
        return KITH_OK;
    for (size_t i = 0; i < count; i++)
        size += titles[i].length + sizeof between_titles;
    char *at = reading->title = KITH_NEW(char, size);
    if (!at)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t i = 0; i < count; i++) {
        if (i)
            at = stpcpy(at, between_titles);
        at += kith_json_unescape(titles[i], at);
        *at = '\0';
    }
    return KITH_OK;
}

uint32_t kith_reading_find(const kith_reading *reading,
                           kith_record_kind kind,
                           kith_text id)
{
    const kith_intern *among =
        kind == KITH_RECORD_DOCUMENT ? &reading->documents : &reading->entities;
    return reading->backing
               ? reading->backing->find(reading->backing->context, kind, id)
               : kith_intern_find(among, id, kith_intern_hash(id));
}

/* -- records read again -------------------------------------------------- */

static kith_source *source_of(const kith_reading *reading, kith_origin origin)
{
    return kith_sources_at(reading->sources, (size_t)(origin >> 48));
}

static uint64_t offset_of(kith_origin origin)
{
    return origin & (((kith_origin)1 << 48) - 1);
}

/* Where the line at the start of `text` ends, without white space: 0 if it goes
 * on. */
static size_t line_end(const char *text, size_t length, bool whole)
{
    const char *newline = memchr(text, '\n', length);
    if (!newline && !whole)
        return 0;
    size_t end = newline ? (size_t)(newline - text) : length;
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t' ||
                       text[end - 1] == '\r'))
        end--; /* a NUL stays */
    return end;
}

/* Where the record at the start of `text` ends: 0 if it goes on. JSON that is
 * broken in the middle of a line ends with the line. */
static size_t record_end(const char *text, size_t length, bool whole)
{
    const char *end = kith_json_end(text, text + length, whole);
    if (end)
        return (size_t)(end - text);
    return whole ? line_end(text, length, whole) : 0;
}

kith_status kith_reading_record(const kith_reading *reading,
                                kith_origin origin,
                                char **out,
                                size_t *length,
                                kith_error *err)
{
    kith_status st = KITH_OK;
    char *text = NULL;
    bool whole = false;
    *out = NULL;
    *length = 0;
    if (reading->backing)
        return reading->backing->record(reading->backing->context, origin, out,
                                        length, err);
    kith_source *source = source_of(reading, origin);
    for (size_t room = 1024; st == KITH_OK && *length == 0 && !whole;
         room *= 4) {
        size_t got = 0;
        char *larger = kith_grow_array(text, room + KITH_PADDING, 1);
        if (!larger) {
            st = kith_fail(err, KITH_E_MEMORY, "out of memory");
            break;
        }
        text = larger;
        st =
            kith_source_again(source, offset_of(origin), text, room, &got, err);
        memset(text + got, 0, KITH_PADDING);
        whole = got < room;
        if (st == KITH_OK)
            *length = kith_source_has_lines(source)
                          ? line_end(text, got, whole)
                          : record_end(text, got, whole);
    }
    if (st != KITH_OK) {
        kith_release(text);
        return st;
    }
    memset(text + *length, 0, KITH_PADDING);
    *out = text;
    return KITH_OK;
}

bool kith_reading_describe(kith_reading *reading,
                           kith_record_kind kind,
                           kith_origin origin,
                           char *out,
                           size_t room)
{
    char *text = NULL;
    size_t length = 0;
    kith_members members;
    bool good = false;
    if (kith_reading_record(reading, origin, &text, &length, NULL) != KITH_OK)
        return false;
    kith_scan scan = {.at = text, .end = text + length};
    if (*text == '{' && kith_members_scan(&members, &scan)) {
        if (kind == KITH_RECORD_RELATION &&
            !kith_members_have(&members, KITH_MEMBER_SOURCE))
            kind = KITH_RECORD_ENTITY; /* it cites a document, too */
        kith_members_describe(&members, kind, out, room);
        good = true;
    }
    kith_scan_release(&scan);
    kith_release(text);
    return good;
}

kith_problem *kith_reading_report(kith_reading *reading,
                                  kith_rule rule,
                                  kith_record_kind kind,
                                  kith_origin origin)
{
    char description[KITH_DESCRIPTION_SIZE];
    kith_problem *problem =
        kith_diagnostics_add(reading->diagnostics, rule, origin);
    if (!problem)
        return NULL;
    problem->error.place =
        kith_source_place(source_of(reading, origin), offset_of(origin));
    /* the list may outlive the reading */
    problem->error.place.source =
        kith_diagnostics_keep(reading->diagnostics,
                              problem->error.place.source);
    if (kith_reading_describe(reading, kind, origin, description,
                              sizeof description))
        problem->record =
            kith_diagnostics_keep(reading->diagnostics, description);
    return problem;
}

/* -- what the graph tells of its inputs ---------------------------------- */

kith_reading *kith_graph_reading(const kith_graph *graph)
{
    while (graph->parent)
        graph = graph->parent;
    return graph->reading;
}

const char *kith_graph_title(const kith_graph *graph)
{
    return kith_graph_reading(graph)->title;
}

uint64_t kith_graph_bytes(const kith_graph *graph)
{
    return kith_graph_reading(graph)->bytes;
}

size_t kith_graph_input_count(const kith_graph *graph)
{
    const kith_reading *reading = kith_graph_reading(graph);
    return reading->backing ? 1 : kith_sources_count(reading->sources);
}

size_t kith_graph_document_count(const kith_graph *graph)
{
    return kith_graph_reading(graph)->documents.count;
}

size_t kith_graph_document_records(const kith_graph *graph)
{
    const kith_origin *origins =
        kith_graph_reading(graph)->document_origins.data;
    size_t count = 0;
    for (size_t d = 0; d < kith_graph_document_count(graph); d++)
        count += kith_is_defined(origins[d]);
    return count;
}

const char *kith_graph_document_id(const kith_graph *graph, kith_id d)
{
    return kith_intern_text(&kith_graph_reading(graph)->documents, d);
}

static kith_id or_none(uint32_t id)
{
    return id == KITH_INTERN_NONE ? KITH_NONE : id;
}

kith_id kith_graph_document_of_id(const kith_graph *graph, kith_text id)
{
    return or_none(
        kith_reading_find(kith_graph_reading(graph), KITH_RECORD_DOCUMENT, id));
}

/* In a selection ids are in the order of the graph it was made from. */
static kith_id entity_by_ref(const kith_graph *graph, kith_ref ref)
{
    for (kith_id e = 0; e < graph->entity_count; e++) {
        if (graph->entity_ids[e] == ref)
            return e;
    }
    return KITH_NONE;
}

kith_id kith_graph_entity_of_id(const kith_graph *graph, kith_text id)
{
    const kith_reading *reading = kith_graph_reading(graph);
    const uint32_t found = kith_reading_find(reading, KITH_RECORD_ENTITY, id);
    if (found == KITH_INTERN_NONE || !graph->parent)
        return or_none(found);
    return entity_by_ref(graph, ((const kith_ref *)
                                     reading->entities.refs.data)[found]);
}

bool kith_graph_member(const kith_graph *graph,
                       size_t index,
                       kith_text *key,
                       kith_text *value)
{
    const kith_reading *reading = kith_graph_reading(graph);
    const kith_document_member *members = reading->members.data;
    if (index >= reading->members.used / sizeof *members)
        return false;
    const char *key_text =
        kith_texts_at(&reading->member_texts, members[index].key);
    const char *value_text =
        kith_texts_at(&reading->member_texts, members[index].value);
    *key = (kith_text){key_text, strlen(key_text)};
    *value = (kith_text){value_text, strlen(value_text)};
    return true;
}

kith_origin kith_graph_origin(const kith_graph *graph,
                              kith_record_kind kind,
                              kith_id id)
{
    switch (kind) {
    case KITH_RECORD_ENTITY:
        return graph->entity_origins[id];
    case KITH_RECORD_RELATION:
        return graph->relation_origins
                   ? graph->relation_origins[id]
                   : kith_row_origin(kind, (uint64_t)id + 1);
    case KITH_RECORD_DOCUMENT:
        break;
    }
    const kith_origin *origins =
        kith_graph_reading(graph)->document_origins.data;
    return origins[id];
}

kith_place kith_graph_place(const kith_graph *graph,
                            kith_record_kind kind,
                            kith_id id)
{
    const kith_reading *reading = kith_graph_reading(graph);
    const kith_origin origin = kith_graph_origin(graph, kind, id);
    if (!kith_is_defined(origin))
        return (kith_place){0};
    if (reading->backing)
        return (kith_place){reading->backing->name, 0, 1, 1};
    return kith_source_place(source_of(reading, origin), offset_of(origin));
}

void kith_free(void *text)
{
    kith_release(text);
}

size_t kith_graph_reject_count(const kith_graph *graph)
{
    return kith_graph_reading(graph)->rejects.used / sizeof(kith_origin);
}

kith_status kith_graph_reject(const kith_graph *graph,
                              size_t index,
                              char **out,
                              size_t *length,
                              kith_place *place,
                              kith_error *err)
{
    const kith_reading *reading = kith_graph_reading(graph);
    const kith_origin origin =
        ((const kith_origin *)reading->rejects.data)[index];
    *place = kith_source_place(source_of(reading, origin), offset_of(origin));
    return kith_reading_record(reading, origin, out, length, err);
}

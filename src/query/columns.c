/* Properties as columns: what queries ask for is taken from all records in one
 * pass, numbers and texts straight from the JSON text.
 *
 * A property is a member of `properties`; where that has no such member it is
 * the record's own. A few single look-ups in a large graph read their records
 * alone, so that a query about one relation does not read them all. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/hash.h"
#include "graph/each_record.h"
#include "graph/portion.h"
#include "graph/reading.h"
#include "json/scan.h"
#include "query/session.h"

#include <string.h>

/* Look-ups of single records before all are read, in a graph of more. */
#define SINGLE_READS 200

uint32_t kith_session_column(kith_session *session, kith_text name)
{
    for (size_t i = 0; i < session->column_count; i++) {
        const kith_text known = session->columns[i].name;
        if (known.length == name.length &&
            !memcmp(known.data, name.data, name.length))
            return (uint32_t)i;
    }
    if (session->column_count == session->column_room) {
        const size_t room = session->column_room ? session->column_room * 2 : 8;
        kith_column *columns =
            kith_grow_array(session->columns, room, sizeof *columns);
        if (!columns)
            return KITH_NO_COLUMN;
        session->columns = columns;
        session->column_room = room;
    }
    char *copy = kith_heap_take(&session->names, name.length + 1);
    if (!copy)
        return KITH_NO_COLUMN;
    memcpy(copy, name.data, name.length);
    copy[name.length] = '\0';
    session->columns[session->column_count] = (kith_column){
        .name = {copy, name.length}
    };
    return (uint32_t)session->column_count++;
}

/* -- one record ---------------------------------------------------------- */

static bool is_key(kith_text key, const char *name)
{
    return key.length == strlen(name) && !memcmp(key.data, name, key.length);
}

/* Whether a key as it is written, escapes and all, means `name`. */
static bool means(kith_text key, kith_text name)
{
    char room[256];
    if (!memchr(key.data, '\\', key.length))
        return key.length == name.length &&
               !memcmp(key.data, name.data, name.length);
    if (key.length > sizeof room)
        return false;
    const size_t length = kith_json_unescape(key, room);
    return length == name.length && !memcmp(room, name.data, length);
}

/* Member `name` of an object; absent if there is none. */
static kith_text member(kith_text object, kith_text name)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);) {
        if (means(key, name))
            return value;
    }
    return (kith_text){0};
}

static kith_text property_of(kith_text record, kith_text name)
{
    const kith_text properties = member(record, (kith_text){"properties", 10});
    kith_text found = {0};
    if (properties.data && *properties.data == '{')
        found = member(properties, name);
    return found.data ? found : member(record, name);
}

/* -- a pass over all ----------------------------------------------------- */

typedef struct pass {
    kith_session *session;
    kith_owner owner;
    uint32_t *wanted; /* columns that are filled */
    size_t count;
    bool ok;
} pass;

/* The id and name of an entity lie in the graph already. */
static kith_value own_text(const pass *p, kith_text name, kith_id id)
{
    const kith_graph *graph = p->session->graph;
    const char *text = NULL;
    if (p->owner == KITH_OF_ENTITY && is_key(name, "id"))
        text = kith_graph_entity_id(graph, id);
    return text ? kith_string(text, strlen(text)) : kith_null();
}

static void take_member(pass *p,
                        kith_id id,
                        kith_text key,
                        kith_text value,
                        bool own)
{
    for (size_t i = 0; i < p->count; i++) {
        kith_column *column = &p->session->columns[p->wanted[i]];
        kith_value *place = &column->values[p->owner][id];
        if (!means(key, column->name))
            continue;
        column->present[p->owner] = true;
        *place = own ? own_text(p, column->name, id) : kith_null();
        if (kith_is_null(*place))
            *place = kith_value_read(&p->session->heap, value, &p->ok);
    }
}

/* Own members first: those of `properties` replace them. */
static bool take_record(void *context, kith_id id, kith_text record)
{
    pass *p = context;
    kith_text properties = {0};
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(record, &at, &key, &value);) {
        if (is_key(key, "properties"))
            properties = value;
        take_member(p, id, key, value, true);
    }
    if (properties.data && *properties.data == '{') {
        for (size_t at = 0;
             kith_json_each_member(properties, &at, &key, &value);)
            take_member(p, id, key, value, false);
    }
    return p->ok;
}

static size_t rows_of(const kith_session *session, kith_owner owner)
{
    return owner == KITH_OF_ENTITY ? kith_graph_entity_count(session->graph)
                                   : kith_graph_relation_count(session->graph);
}

/* Whether the ids of entities are all that their records can say of `name`. */
static bool is_known(const pass *p, kith_text name)
{
    const kith_reading *reading = p->session->graph->reading;
    return p->owner == KITH_OF_ENTITY && is_key(name, "id") && reading &&
           reading->plain_ids;
}

static bool make_column(pass *p, uint32_t at)
{
    kith_column *column = &p->session->columns[at];
    const size_t rows = rows_of(p->session, p->owner);
    kith_value *values = KITH_HEAP_NEW(&p->session->heap, kith_value, rows);
    if (!values)
        return false;
    memset(values, 0, rows * sizeof *values);
    /* entities without a record still have their id */
    for (kith_id id = 0; is_key(column->name, "id") && id < rows; id++)
        values[id] = own_text(p, column->name, id);
    column->values[p->owner] = values;
    if (is_known(p, column->name)) {
        column->present[p->owner] = rows > 0;
    } else {
        p->wanted[p->count++] = at;
    }
    return true;
}

kith_status kith_session_read_columns(kith_session *session,
                                      kith_owner owner,
                                      kith_error *err)
{
    pass p = {
        .session = session,
        .owner = owner,
        .wanted = KITH_NEW(uint32_t, session->column_count),
        .ok = true,
    };
    kith_status st = KITH_OK;
    p.ok = p.wanted != NULL;
    for (uint32_t i = 0; p.ok && i < session->column_count; i++) {
        const kith_column *column = &session->columns[i];
        if (column->wanted[owner] && !column->values[owner])
            p.ok = make_column(&p, i);
    }
    if (p.ok && p.count) {
        st = kith_graph_each_record(session->graph,
                                    owner == KITH_OF_ENTITY
                                        ? KITH_RECORD_ENTITY
                                        : KITH_RECORD_RELATION,
                                    take_record, &p, err);
    }
    if (st == KITH_OK && !p.ok)
        st = kith_heap_fail(&session->heap, err);
    for (size_t i = 0; st != KITH_OK && i < p.count; i++)
        session->columns[p.wanted[i]].values[owner] = NULL;
    kith_release(p.wanted);
    return st;
}

/* -- single look-ups ----------------------------------------------------- */

static kith_status read_record(kith_session *session,
                               kith_owner owner,
                               kith_id id,
                               char **out,
                               kith_error *err)
{
    return kith_graph_record(session->graph,
                             owner == KITH_OF_ENTITY ? KITH_RECORD_ENTITY
                                                     : KITH_RECORD_RELATION,
                             id, out, err);
}

static kith_value read_alone(kith_session *session,
                             kith_owner owner,
                             kith_id id,
                             uint32_t column,
                             kith_error *err)
{
    char *text = NULL;
    kith_value value = kith_null();
    bool ok = true;
    if (read_record(session, owner, id, &text, err) != KITH_OK)
        return value;
    const kith_text found = property_of((kith_text){text, strlen(text)},
                                        session->columns[column].name);
    session->columns[column].present[owner] |= found.data != NULL;
    if (found.data) {
        value = kith_value_read(&session->heap, found, &ok);
    } else {
        const pass p = {.session = session, .owner = owner};
        value = own_text(&p, session->columns[column].name, id);
    }
    if (!ok)
        (void)kith_heap_fail(&session->heap, err);
    kith_free(text);
    return value;
}

/* In a portion records are read as they are asked for, each once. */
static kith_value read_kept(kith_session *session,
                            kith_owner owner,
                            kith_id id,
                            uint32_t column,
                            kith_error *err)
{
    kith_column *c = &session->columns[column];
    const size_t rows = rows_of(session, owner);
    if (!c->is_kept[owner]) {
        c->kept[owner] = KITH_HEAP_NEW(&session->heap, kith_value, rows);
        c->is_kept[owner] = KITH_HEAP_NEW(&session->heap, uint8_t, rows);
        if (!c->kept[owner] || !c->is_kept[owner]) {
            c->is_kept[owner] = NULL;
            (void)kith_heap_fail(&session->heap, err);
            return kith_null();
        }
        memset(c->is_kept[owner], 0, rows);
    }
    if (!c->is_kept[owner][id]) {
        c->kept[owner][id] = read_alone(session, owner, id, column, err);
        c->is_kept[owner][id] = err->status == KITH_OK;
    }
    return c->kept[owner][id];
}

void kith_session_ask(kith_session *session, kith_owner owner, uint32_t column)
{
    if (session->columns[column].asked[owner])
        return;
    session->columns[column].wanted[owner] = true;
    for (size_t i = 0; i < session->column_count; i++)
        session->columns[i].asked[owner] |= session->columns[i].wanted[owner];
}

kith_value kith_session_read_property(kith_session *session,
                                      kith_owner owner,
                                      kith_id id,
                                      uint32_t column,
                                      kith_error *err)
{
    const bool portion = session->graph->portion != NULL;
    if (!session->columns[column].asked[owner] &&
        kith_session_size(session, owner) > 16 * SINGLE_READS &&
        session->single_reads++ < SINGLE_READS)
        return read_alone(session, owner, id, column, err);
    if (portion) {
        kith_session_ask(session, owner, column);
        return read_kept(session, owner, id, column, err);
    }
    session->columns[column].wanted[owner] = true;
    if (kith_session_read_columns(session, owner, err) != KITH_OK)
        return kith_null();
    return session->columns[column].values[owner][id];
}

kith_status kith_session_properties(kith_session *session,
                                    kith_owner owner,
                                    kith_id id,
                                    kith_heap *heap,
                                    kith_value *out,
                                    kith_error *err)
{
    char *text = NULL;
    bool ok = true;
    *out = kith_map_of(NULL, 0);
    const kith_status st = read_record(session, owner, id, &text, err);
    if (st != KITH_OK)
        return st;
    const kith_text properties =
        member((kith_text){text, strlen(text)}, (kith_text){"properties", 10});
    if (properties.data && *properties.data == '{')
        *out = kith_value_read(heap, properties, &ok);
    kith_free(text);
    return ok ? KITH_OK : kith_heap_fail(heap, err);
}

kith_status kith_session_own_id(kith_session *session,
                                kith_id relation,
                                kith_heap *heap,
                                kith_value *out,
                                kith_error *err)
{
    char *text = NULL;
    bool ok = true;
    *out = kith_null();
    const kith_status st =
        read_record(session, KITH_OF_RELATION, relation, &text, err);
    if (st != KITH_OK)
        return st;
    const kith_text id =
        member((kith_text){text, strlen(text)}, (kith_text){"id", 2});
    if (id.data)
        *out = kith_value_read(heap, id, &ok);
    kith_free(text);
    return ok ? KITH_OK : kith_heap_fail(heap, err);
}

/* -- entities by value --------------------------------------------------- */

/* Chained hashing: `next` has a place for each entity. */
struct kith_index {
    kith_id *first;
    kith_id *next;
    uint64_t mask;
};

kith_status kith_session_index(kith_session *session,
                               uint32_t column,
                               kith_error *err)
{
    kith_column *c = &session->columns[column];
    const size_t rows = rows_of(session, KITH_OF_ENTITY);
    uint64_t size = 16;
    c->looked_up = true;
    if (c->index)
        return KITH_OK;
    c->wanted[KITH_OF_ENTITY] = true;
    if (!c->values[KITH_OF_ENTITY]) {
        const kith_status st =
            kith_session_read_columns(session, KITH_OF_ENTITY, err);
        if (st != KITH_OK)
            return st;
    }
    while (size < rows * 2)
        size *= 2;
    struct kith_index *index =
        KITH_HEAP_NEW(&session->heap, struct kith_index, 1);
    kith_id *first = KITH_HEAP_NEW(&session->heap, kith_id, size);
    kith_id *next = KITH_HEAP_NEW(&session->heap, kith_id, rows);
    if (!index || !first || !next)
        return kith_heap_fail(&session->heap, err);
    memset(first, 0xFF, size * sizeof *first);
    *index = (struct kith_index){first, next, size - 1};
    for (size_t e = rows; e-- > 0;) {
        const kith_value value = c->values[KITH_OF_ENTITY][e];
        if (kith_is_null(value))
            continue;
        kith_id *place = &first[kith_value_hash(value) & index->mask];
        next[e] = *place;
        *place = (kith_id)e;
    }
    c->index = index;
    return KITH_OK;
}

kith_id kith_session_next(const kith_session *session,
                          uint32_t column,
                          kith_value value,
                          kith_id before)
{
    const kith_column *c = &session->columns[column];
    const struct kith_index *index = c->index;
    kith_id e = before == KITH_NONE
                    ? index->first[kith_value_hash(value) & index->mask]
                    : index->next[before];
    while (e != KITH_NONE &&
           kith_equals(c->values[KITH_OF_ENTITY][e], value) != KITH_YES)
        e = index->next[e];
    return e;
}

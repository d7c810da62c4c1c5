/* Records to arrays, in order; what they name has been looked up in parallel.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "graph/lookup.h"

#include <string.h>

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* Arrays that run along with the ids of entities. */
static bool cover_entity(kith_reading *reading, kith_id entity)
{
    static const uint16_t no_type = UINT16_MAX;
    static const kith_origin no_origin = KITH_NO_ORIGIN;
    if (entity < reading->entity_origins.used / sizeof(kith_origin))
        return true;
    return kith_pages_take(&reading->entity_names, sizeof(kith_ref)) &&
           kith_pages_add(&reading->entity_type, &no_type, sizeof no_type) &&
           kith_pages_take(&reading->entity_facts, sizeof(uint32_t)) &&
           kith_pages_add(&reading->entity_origins, &no_origin,
                          sizeof no_origin);
}

static bool add_entity(kith_reading *reading,
                       kith_text id,
                       uint64_t hash,
                       uint32_t known,
                       kith_id *out)
{
    *out = known != KITH_INTERN_NONE
               ? known
               : kith_intern_add(&reading->entities, id, hash);
    return *out != KITH_INTERN_NONE && cover_entity(reading, *out);
}

/* As many as an array of uint16_t tells apart, with one for none. */
enum { MOST_TYPES = UINT16_MAX - 1 };

static kith_status too_many_types(kith_error *err)
{
    kith_fail(err, KITH_E_LIMIT, "more than %d types", MOST_TYPES);
    kith_hint(err, "put what differs from record to record in a property");
    return KITH_E_LIMIT;
}

static kith_status add_type(kith_intern *types,
                            const kith_record *record,
                            const kith_resolved *from,
                            uint16_t *out,
                            kith_error *err)
{
    *out = UINT16_MAX;
    if (!record->type.data)
        return KITH_OK;
    const uint32_t id =
        from->type != KITH_INTERN_NONE
            ? from->type
            : kith_intern_add(types, record->type, from->type_hash);
    if (id == KITH_INTERN_NONE)
        return no_memory(err);
    if (id >= MOST_TYPES)
        return too_many_types(err);
    *out = (uint16_t)id;
    return KITH_OK;
}

static kith_ref keep_name(kith_reading *reading, const kith_record *record)
{
    return record->name.data ? kith_texts_keep(&reading->texts, record->name)
                             : 0;
}

static bool is_kept_text(const kith_reading *reading,
                         kith_ref ref,
                         kith_text text)
{
    const char *kept = kith_texts_at(&reading->texts, ref);
    if (!kept || !text.data)
        return !kept && !text.data;
    return strlen(kept) == text.length && !memcmp(kept, text.data, text.length);
}

/* The id is defined already: note where this record is, for merging. */
static bool add_again(kith_reading *reading,
                      kith_id entity,
                      const kith_record *record,
                      uint16_t type)
{
    const uint32_t *facts = reading->entity_facts.data;
    const kith_ref *names = reading->entity_names.data;
    const uint16_t *types = reading->entity_type.data;
    const kith_again again = {.id = entity,
                              .origin = record->origin,
                              .same = facts[entity] == record->facts &&
                                      types[entity] == type &&
                                      is_kept_text(reading, names[entity],
                                                   record->name)};
    return kith_pages_add(&reading->again, &again, sizeof again);
}

static kith_status mark_unsound(kith_origin *origin)
{
    if (!kith_is_defined(*origin))
        *origin = KITH_UNSOUND_ORIGIN;
    return KITH_OK;
}

static kith_status take_entity(kith_reading *reading,
                               const kith_record *record,
                               const kith_resolved *from,
                               kith_error *err)
{
    kith_id entity = KITH_NONE;
    uint16_t type = UINT16_MAX;
    const kith_status st =
        add_type(&reading->entity_types, record, from, &type, err);
    if (st != KITH_OK)
        return st;
    if (!add_entity(reading, record->id, from->hash[0], from->id[0], &entity))
        return no_memory(err);
    kith_origin *origins = reading->entity_origins.data;
    if (!record->sound)
        return mark_unsound(&origins[entity]);
    if (kith_is_defined(origins[entity]))
        return add_again(reading, entity, record, type) ? KITH_OK
                                                        : no_memory(err);
    const kith_ref name = keep_name(reading, record);
    if (record->name.data && !name)
        return no_memory(err);
    origins[entity] = record->origin;
    ((kith_ref *)reading->entity_names.data)[entity] = name;
    ((uint16_t *)reading->entity_type.data)[entity] = type;
    ((uint32_t *)reading->entity_facts.data)[entity] = record->facts;
    if (!kith_builder_add_lists(reading, entity, record->aliases,
                                record->types))
        return no_memory(err);
    return reading->entity_types.count > MOST_TYPES ? too_many_types(err)
                                                    : KITH_OK;
}

static bool add_relation_id(kith_reading *reading, const kith_record *record)
{
    if (!record->id.data)
        return true;
    const kith_relation_id id = {kith_intern_hash(record->id),
                                 (kith_id)reading->relation_count};
    return kith_pages_add(&reading->relation_ids, &id, sizeof id);
}

static kith_status take_relation(kith_reading *reading,
                                 const kith_record *record,
                                 const kith_resolved *from,
                                 kith_error *err)
{
    kith_id source = KITH_NONE;
    kith_id target = KITH_NONE;
    uint16_t type = UINT16_MAX;
    const kith_status st =
        add_type(&reading->relation_types, record, from, &type, err);
    if (st != KITH_OK)
        return st;
    if (reading->relation_count >= KITH_NONE - 1)
        return kith_fail(err, KITH_E_LIMIT, "more than %u relations",
                         KITH_NONE - 1);
    const bool good =
        add_entity(reading, record->source, from->hash[0], from->id[0],
                   &source) &&
        add_entity(reading, record->target, from->hash[1], from->id[1],
                   &target) &&
        kith_pages_add(&reading->relation_facts, &record->facts,
                       sizeof record->facts) &&
        add_relation_id(reading, record) &&
        kith_builder_add_relation(reading, source, target, type, record);
    return good ? KITH_OK : no_memory(err);
}

static bool add_document(kith_reading *reading,
                         kith_text id,
                         uint64_t hash,
                         uint32_t known,
                         kith_id *out)
{
    static const kith_origin none = KITH_NO_ORIGIN;
    *out = known != KITH_INTERN_NONE
               ? known
               : kith_intern_add(&reading->documents, id, hash);
    if (*out == KITH_INTERN_NONE)
        return false;
    return *out < reading->document_origins.used / sizeof none ||
           (kith_pages_add(&reading->document_origins, &none, sizeof none) &&
            kith_pages_add(&reading->cited_at, &none, sizeof none));
}

static kith_status take_document(kith_reading *reading,
                                 const kith_record *record,
                                 const kith_resolved *from,
                                 kith_error *err)
{
    kith_id document = KITH_NONE;
    if (!add_document(reading, record->id, from->hash[0], from->id[0],
                      &document))
        return no_memory(err);
    kith_origin *origins = reading->document_origins.data;
    if (!record->sound)
        return mark_unsound(&origins[document]);
    if (!kith_is_defined(origins[document])) {
        origins[document] = record->origin;
        return KITH_OK;
    }
    const kith_again again = {.id = document, .origin = record->origin};
    return kith_pages_add(&reading->again_documents, &again, sizeof again)
               ? KITH_OK
               : no_memory(err);
}

static kith_status take_citations(kith_reading *reading,
                                  const kith_batch *batch,
                                  kith_error *err)
{
    const kith_looked_up *from = kith_cited_of(batch);
    for (size_t i = 0; i < batch->citation_count; i++) {
        const kith_citation *citation = &batch->citations[i];
        kith_id document = KITH_NONE;
        if (!add_document(reading, citation->document, from[i].hash, from[i].id,
                          &document))
            return no_memory(err);
        kith_origin *cited_at = reading->cited_at.data;
        if (cited_at[document] == KITH_NO_ORIGIN)
            cited_at[document] = batch->records[citation->record].origin;
    }
    return KITH_OK;
}

static kith_status take(void *context, kith_batch *batch, kith_error *err)
{
    kith_reading *reading = context;
    const kith_resolved *from = kith_resolved_of(batch);
    kith_status st = KITH_OK;
    if (batch->out_of_memory)
        return no_memory(err);
    reading->bytes += batch->length;
    reading->inner_ids |= batch->scan.inner_id;
    for (size_t i = 0; i < batch->reject_count; i++) {
        if (!kith_pages_add(&reading->rejects, &batch->rejects[i],
                            sizeof *batch->rejects))
            return no_memory(err);
    }
    for (size_t i = 0; st == KITH_OK && i < batch->record_count; i++) {
        const kith_record *record = &batch->records[i];
        switch (record->kind) {
        case KITH_RECORD_ENTITY:
            st = take_entity(reading, record, &from[i], err);
            break;
        case KITH_RECORD_RELATION:
            st = take_relation(reading, record, &from[i], err);
            break;
        case KITH_RECORD_DOCUMENT:
            st = take_document(reading, record, &from[i], err);
            break;
        }
    }
    return st == KITH_OK && batch->citation_count
               ? take_citations(reading, batch, err)
               : st;
}

/* Members are found while another thread may be taking records, so they wait
 * in a place of their own. */
static bool take_member(void *context, kith_text key, kith_text value)
{
    kith_reading *reading = context;
    const kith_document_member member = {kith_texts_keep(&reading->member_texts,
                                                         key),
                                         kith_texts_keep(&reading->member_texts,
                                                         value)};
    return member.key && member.value &&
           kith_pages_add(&reading->members, &member, sizeof member);
}

static void prepare(void *context, kith_batch *batch)
{
    kith_lookup_batch(context, batch);
}

kith_consumer kith_builder(kith_reading *reading)
{
    return (kith_consumer){prepare, take, take_member, reading};
}

/* Records to arrays: ids are looked up in parallel and given out in order. */
#include "base/alloc.h"
#include "base/error.h"
#include "graph/reading.h"

#include <math.h>
#include <string.h>

/* What a record's texts came to, looked up ahead of the batch's turn. An id
 * that was not there yet is KITH_INTERN_NONE. */
typedef struct {
    uint64_t hash[2]; /* entity or document: id; relation: source, target */
    uint64_t type_hash;
    uint32_t id[2];
    uint32_t type;
} resolved;

typedef struct {
    uint64_t hash;
    uint32_t id;
} cited;

/* Slots are fetched so many records before the texts they lead to, and those so
 * many before they are compared. */
enum { AHEAD = 16 };

/* -- looking up, in parallel --------------------------------------------- */

/* The two texts to look up, the second absent but for relations. */
static kith_text key_of(const kith_record *record, int which)
{
    if (record->kind != KITH_RECORD_RELATION)
        return which == 0 ? record->id : (kith_text){0};
    return which == 0 ? record->source : record->target;
}

static const kith_intern *intern_of(const kith_reading *reading,
                                    const kith_record *record)
{
    return record->kind == KITH_RECORD_DOCUMENT ? &reading->documents
                                                : &reading->entities;
}

static const kith_intern *types_of(const kith_reading *reading,
                                   const kith_record *record)
{
    return record->kind == KITH_RECORD_RELATION ? &reading->relation_types
                                                : &reading->entity_types;
}

static void hash_ahead(const kith_reading *reading,
                       const kith_record *record,
                       resolved *to)
{
    for (int which = 0; which < 2; which++) {
        const kith_text key = key_of(record, which);
        if (!key.data)
            break;
        to->hash[which] = kith_intern_hash(key);
        kith_intern_prefetch_slot(intern_of(reading, record), to->hash[which]);
    }
}

static void fetch_texts(const kith_reading *reading,
                        const kith_record *record,
                        const resolved *from)
{
    for (int which = 0; which < 2 && key_of(record, which).data; which++)
        kith_intern_prefetch_text(intern_of(reading, record),
                                  from->hash[which]);
}

static void look_up(const kith_reading *reading,
                    const kith_record *record,
                    resolved *to)
{
    for (int which = 0; which < 2; which++) {
        const kith_text key = key_of(record, which);
        to->id[which] = KITH_INTERN_NONE;
        if (key.data)
            to->id[which] = kith_intern_find(intern_of(reading, record), key,
                                             to->hash[which]);
    }
    to->type = KITH_INTERN_NONE;
    if (record->type.data) {
        to->type_hash = kith_intern_hash(record->type);
        to->type = kith_intern_find(types_of(reading, record), record->type,
                                    to->type_hash);
    }
}

static bool extra_room(kith_batch *batch)
{
    const size_t size = batch->record_count * sizeof(resolved) +
                        batch->citation_count * sizeof(cited);
    if (size <= batch->extra_room)
        return true;
    void *extra = kith_grow_array(batch->extra, size, 1);
    if (!extra) {
        batch->out_of_memory = true;
        return false;
    }
    batch->extra = extra;
    batch->extra_room = size;
    return true;
}

static resolved *resolved_of(const kith_batch *batch)
{
    return batch->extra;
}

static cited *cited_of(const kith_batch *batch)
{
    return (void *)(resolved_of(batch) + batch->record_count);
}

static void prepare(void *context, kith_batch *batch)
{
    const kith_reading *reading = context;
    if (batch->record_count == 0 || !extra_room(batch))
        return;
    resolved *to = resolved_of(batch);
    const size_t count = batch->record_count;
    const kith_record *records = batch->records;
    for (size_t i = 0; i < count + 2 * AHEAD; i++) {
        if (i < count)
            hash_ahead(reading, &records[i], &to[i]);
        if (i >= AHEAD && i - AHEAD < count)
            fetch_texts(reading, &records[i - AHEAD], &to[i - AHEAD]);
        if (i >= 2 * AHEAD)
            look_up(reading, &records[i - 2 * AHEAD], &to[i - 2 * AHEAD]);
    }
    cited *citations = cited_of(batch);
    for (size_t i = 0; i < batch->citation_count; i++) {
        const kith_text document = batch->citations[i].document;
        const uint64_t hash = kith_intern_hash(document);
        citations[i] = (cited){hash, kith_intern_find(&reading->documents,
                                                      document, hash)};
    }
}

/* -- taking, in order ---------------------------------------------------- */

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

static kith_status add_type(kith_intern *types,
                            const kith_record *record,
                            const resolved *from,
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
    if (id >= UINT16_MAX) {
        kith_fail(err, KITH_E_LIMIT, "more than %d types", UINT16_MAX - 1);
        kith_hint(err, "put what differs from record to record in a property");
        return KITH_E_LIMIT;
    }
    *out = (uint16_t)id;
    return KITH_OK;
}

/* Each text of an array of texts that is known to be sound. */
typedef bool each_text(kith_reading *reading, kith_id entity, kith_text text);

static bool for_each_text(kith_reading *reading,
                          kith_id entity,
                          kith_text array,
                          each_text *take)
{
    kith_scan scan = {.at = array.data + 1, .end = array.data + array.length};
    bool good = true;
    for (;;) {
        kith_json_type type = KITH_JSON_NULL;
        kith_text text;
        bool escaped = false;
        kith_scan_space(&scan);
        scan.at += *scan.at == ',';
        kith_scan_space(&scan);
        if (!good || *scan.at == ']' ||
            !kith_scan_value(&scan, &type, &text, &escaped))
            return good;
        if (!escaped) {
            good = take(reading, entity, text);
            continue;
        }
        char *plain = kith_new_array(text.length, 1);
        good =
            plain && take(reading, entity,
                          (kith_text){plain, kith_json_unescape(text, plain)});
        kith_release(plain);
    }
}

static bool add_alias(kith_reading *reading, kith_id entity, kith_text text)
{
    const kith_ref ref = kith_texts_keep(&reading->texts, text);
    const kith_extra alias = {entity, ref};
    return ref && kith_pages_add(&reading->aliases, &alias, sizeof alias);
}

static bool add_more_type(kith_reading *reading, kith_id entity, kith_text text)
{
    const uint32_t type =
        kith_intern_add(&reading->entity_types, text, kith_intern_hash(text));
    const uint16_t *main = reading->entity_type.data;
    const kith_extra more = {entity, type};
    if (type >= UINT16_MAX)
        return false;
    return type == main[entity] ||
           kith_pages_add(&reading->more_types, &more, sizeof more);
}

bool kith_builder_add_lists(kith_reading *reading,
                            kith_id entity,
                            kith_text aliases,
                            kith_text types)
{
    return (!aliases.data ||
            for_each_text(reading, entity, aliases, add_alias)) &&
           (!types.data ||
            for_each_text(reading, entity, types, add_more_type));
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
                               const resolved *from,
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
    return kith_builder_add_lists(reading, entity, record->aliases,
                                  record->types)
               ? KITH_OK
               : no_memory(err);
}

/* A column that is made when the first record needs it: everything before it
 * gets `usual`. */
static bool add_rare(kith_pages *pages,
                     size_t before,
                     bool needed,
                     const void *value,
                     const void *usual,
                     size_t size)
{
    if (pages->used == 0 && !needed)
        return true;
    while (pages->used < before * size) {
        if (!kith_pages_add(pages, usual, size))
            return false;
    }
    return kith_pages_add(pages, value, size);
}

static bool add_undirected(kith_reading *reading, size_t relation)
{
    const size_t need = (relation / 64 + 1) * sizeof(uint64_t);
    while (reading->undirected.used < need) {
        if (!kith_pages_take(&reading->undirected, sizeof(uint64_t)))
            return false;
    }
    kith_set_bit(reading->undirected.data, relation);
    return true;
}

static bool add_rare_facts(kith_reading *reading, const kith_record *record)
{
    static const double one = 1;
    const double unsaid = (double)NAN;
    const kith_date no_date = KITH_NO_DATE;
    const size_t before = reading->relation_count;
    return (record->directed || add_undirected(reading, before)) &&
           add_rare(&reading->weights, before, record->weight != 1,
                    &record->weight, &one, sizeof one) &&
           add_rare(&reading->confidences, before, !isnan(record->confidence),
                    &record->confidence, &unsaid, sizeof unsaid) &&
           add_rare(&reading->since, before, record->since != no_date,
                    &record->since, &no_date, sizeof no_date) &&
           add_rare(&reading->until, before, record->until != no_date,
                    &record->until, &no_date, sizeof no_date);
}

bool kith_builder_add_relation(kith_reading *reading,
                               kith_id source,
                               kith_id target,
                               uint16_t type,
                               const kith_record *record)
{
    const bool good =
        kith_pages_add(&reading->sources_of, &source, sizeof source) &&
        kith_pages_add(&reading->targets_of, &target, sizeof target) &&
        kith_pages_add(&reading->relation_type, &type, sizeof type) &&
        kith_pages_add(&reading->relation_origins, &record->origin,
                       sizeof record->origin) &&
        add_rare_facts(reading, record);
    reading->relation_count += good;
    return good;
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
                                 const resolved *from,
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
                                 const resolved *from,
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
    const cited *from = cited_of(batch);
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
    const resolved *from = resolved_of(batch);
    kith_status st = KITH_OK;
    if (batch->out_of_memory)
        return no_memory(err);
    reading->bytes += batch->length;
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

kith_consumer kith_builder(kith_reading *reading)
{
    return (kith_consumer){prepare, take, take_member, reading};
}

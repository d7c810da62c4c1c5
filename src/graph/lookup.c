/* Texts of a batch to the ids that they have already: on any thread, ahead of
 * the batch's turn. */
#include "graph/lookup.h"

#include "base/alloc.h"

/* Slots are fetched so many records before the texts they lead to, and those so
 * many before they are compared. */
enum { AHEAD = 16 };

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
                       kith_resolved *to)
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
                        const kith_resolved *from)
{
    for (int which = 0; which < 2 && key_of(record, which).data; which++)
        kith_intern_prefetch_text(intern_of(reading, record),
                                  from->hash[which]);
}

static void look_up(const kith_reading *reading,
                    const kith_record *record,
                    kith_resolved *to)
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
    const size_t size = batch->record_count * sizeof(kith_resolved) +
                        batch->citation_count * sizeof(kith_looked_up);
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

void kith_lookup_batch(const kith_reading *reading, kith_batch *batch)
{
    if (batch->record_count == 0 || !extra_room(batch))
        return;
    kith_resolved *to = kith_resolved_of(batch);
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
    kith_looked_up *citations = kith_cited_of(batch);
    for (size_t i = 0; i < batch->citation_count; i++) {
        const kith_text document = batch->citations[i].document;
        const uint64_t hash = kith_intern_hash(document);
        citations[i] =
            (kith_looked_up){hash, kith_intern_find(&reading->documents,
                                                    document, hash)};
    }
}

/* Further records of entities and documents: compared with what the ones before
 * them say together, kept if they add to it, or reported. */
#include "base/alloc.h"
#include "base/error.h"
#include "graph/merge.h"
#include "graph/repeats.h"
#include "json/scan.h"
#include "records/members.h"

#include <stdlib.h>
#include <string.h>

static kith_status no_memory(kith_error *err)
{
    return kith_fail(err, KITH_E_MEMORY, "out of memory");
}

/* -- what a record adds to an entity ------------------------------------- */

/* A string's text, escapes undone; released by the caller, NULL if out of
 * memory. */
static char *plain_of(kith_text text, size_t *length)
{
    char *plain = KITH_NEW(char, text.length);
    *length = plain ? kith_json_unescape(text, plain) : 0;
    return plain;
}

static bool take_name(kith_reading *reading,
                      kith_id entity,
                      const kith_members *members)
{
    kith_ref *name = (kith_ref *)reading->entity_names.data + entity;
    size_t length = 0;
    if (*name || !kith_members_have(members, KITH_MEMBER_NAME))
        return true;
    char *plain = plain_of(members->values[KITH_MEMBER_NAME].text, &length);
    if (plain)
        *name = kith_texts_keep(&reading->texts, (kith_text){plain, length});
    kith_release(plain);
    return *name != 0;
}

/* The main type as it is written: `type`, or the first of `types`. */
static kith_text main_type(const kith_members *members)
{
    kith_text first = {0};
    size_t at = 0;
    if (kith_members_have(members, KITH_MEMBER_TYPE))
        return members->values[KITH_MEMBER_TYPE].text;
    if (!kith_members_have(members, KITH_MEMBER_TYPES) ||
        !kith_json_each_element(members->values[KITH_MEMBER_TYPES].text, &at,
                                &first))
        return first;
    return (kith_text){first.data + 1, first.length - 2};
}

static bool take_type(kith_reading *reading,
                      kith_id entity,
                      const kith_members *members)
{
    uint16_t *type = (uint16_t *)reading->entity_type.data + entity;
    const kith_text written = main_type(members);
    size_t length = 0;
    if (!written.data)
        return true;
    char *plain = plain_of(written, &length);
    if (!plain)
        return false;
    const kith_text text = {plain, length};
    /* it was interned when its record was read */
    const uint32_t id =
        kith_intern_find(&reading->entity_types, text, kith_intern_hash(text));
    const kith_extra more = {entity, id};
    kith_release(plain);
    if (*type == UINT16_MAX) {
        *type = (uint16_t)id;
        return true;
    }
    return id == *type ||
           kith_pages_add(&reading->more_types, &more, sizeof more);
}

static bool take_over(kith_reading *reading, kith_id entity, kith_text record)
{
    kith_members members;
    kith_scan scan = {.at = record.data, .end = record.data + record.length};
    const bool good = kith_members_scan(&members, &scan);
    const kith_text none = {0};
    kith_scan_release(&scan);
    if (!good || !take_name(reading, entity, &members) ||
        !take_type(reading, entity, &members))
        return false;
    const bool aliases = kith_members_have(&members, KITH_MEMBER_ALIASES);
    const bool types = kith_members_have(&members, KITH_MEMBER_TYPES);
    return kith_builder_add_lists(reading, entity,
                                  aliases
                                      ? members.values[KITH_MEMBER_ALIASES].text
                                      : none,
                                  types ? members.values[KITH_MEMBER_TYPES].text
                                        : none) &&
           reading->entity_types.count < UINT16_MAX;
}

/* -- one more record ----------------------------------------------------- */

/* True in `*adds` if the record agrees with those before and adds facts. */
static kith_status settle_one(kith_pair *pair,
                              kith_merger **merger,
                              const kith_again *again,
                              bool *adds,
                              kith_error *err)
{
    kith_status st = KITH_OK;
    bool agrees = true;
    *adds = false;
    pair->second_origin = again->origin;
    KITH_TRY(st, kith_pair_read(pair, err), done);
    /* a hash that is the same only says where to look first */
    if (again->same &&
        kith_json_is_same(kith_pair_first(pair), kith_pair_second(pair))) {
        kith_repeat_note(pair->reading, pair->kind, again->origin,
                         pair->first_origin);
        goto done;
    }
    if (!*merger)
        KITH_TRY(st, kith_merger_new(merger, kith_pair_first(pair), err), done);
    KITH_TRY(st,
             kith_merger_look(*merger, kith_pair_second(pair), kith_pair_report,
                              pair, &agrees, err),
             done);
    if (!agrees) {
        if (!kith_repeat_reject(pair->reading, again->origin))
            st = no_memory(err);
        goto done;
    }
    KITH_TRY(st, kith_merger_take(*merger, adds, err), done);
    if (!*adds) {
        kith_repeat_note(pair->reading, pair->kind, again->origin,
                         pair->first_origin);
    } else if (pair->kind == KITH_RECORD_ENTITY &&
               !take_over(pair->reading, again->id, kith_pair_second(pair))) {
        st = no_memory(err);
    }
done:
    kith_release(pair->second);
    pair->second = NULL;
    return st;
}

static int by_id_then_origin(const void *a, const void *b)
{
    const kith_again *x = a;
    const kith_again *y = b;
    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return x->origin < y->origin ? -1 : x->origin > y->origin;
}

/* Settle all records of one thing, from `*next` on; those that add facts go to
 * `kept`. */
static kith_status settle_thing(kith_pair *pair,
                                const kith_pages *list,
                                size_t *next,
                                size_t *kept,
                                kith_error *err)
{
    kith_again *again = list->data;
    const size_t count = list->used / sizeof *again;
    const kith_id id = again[*next].id;
    kith_merger *merger = NULL; /* made when a record is not just repeated */
    kith_status st = KITH_OK;
    pair->further = again + *kept;
    for (; *next < count && again[*next].id == id; ++*next) {
        bool adds = false;
        KITH_TRY(st, settle_one(pair, &merger, &again[*next], &adds, err),
                 done);
        if (adds) {
            again[(*kept)++] = again[*next];
            pair->further_count++;
        }
    }
done:
    kith_merger_free(merger);
    kith_pair_release(pair);
    return st;
}

static kith_status settle(kith_reading *reading,
                          kith_record_kind kind,
                          kith_pages *list,
                          const kith_pages *origins,
                          kith_error *err)
{
    kith_again *again = list->data;
    const kith_origin *first = origins->data;
    const size_t count = list->used / sizeof *again;
    size_t kept = 0;
    if (count > 1)
        qsort(again, count, sizeof *again, by_id_then_origin);
    for (size_t next = 0; next < count;) {
        kith_pair pair = {.reading = reading,
                          .kind = kind,
                          .first_origin = first[again[next].id]};
        const kith_status st = settle_thing(&pair, list, &next, &kept, err);
        if (st != KITH_OK)
            return st;
    }
    list->used = kept * sizeof *again;
    return KITH_OK;
}

kith_status kith_reading_settle(kith_reading *reading, kith_error *err)
{
    const kith_status st = settle(reading, KITH_RECORD_ENTITY, &reading->again,
                                  &reading->entity_origins, err);
    if (st != KITH_OK)
        return st;
    return settle(reading, KITH_RECORD_DOCUMENT, &reading->again_documents,
                  &reading->document_origins, err);
}

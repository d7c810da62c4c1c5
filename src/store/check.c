/* Whether arrays that came out of a file make a graph. */
#include "store/check.h"

#include "base/error.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>

typedef struct {
    kith_reading *reading;
    size_t entities;
    size_t relations;
} sizes;

static size_t count_of(const kith_pages *pages, size_t size)
{
    return pages->used / size;
}

/* -- texts --------------------------------------------------------------- */

static bool is_ascii(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return !(word & 0x8080808080808080u);
}

/* The arena has 16 readable bytes after its end. */
static bool are_texts(const kith_pages *texts)
{
    const char *at = texts->data;
    if (texts->used == 0)
        return true;
    const char *const end = at + texts->used;
    if (end[-1] != '\0')
        return false;
    while (at < end) {
        if (is_ascii(at)) {
            at += 8;
            continue;
        }
        const size_t length = kith_utf8_length(at, (size_t)(end - at));
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

/* References that lead to the start of a text: what stands before it is the end
 * of another. */
static bool are_refs(const kith_pages *texts,
                     const char *data,
                     size_t count,
                     size_t step,
                     bool needed)
{
    const size_t limit = texts->used / 4;
    const char *bytes = texts->data;
    for (size_t i = 0; i < count; i++) {
        kith_ref ref;
        memcpy(&ref, data + i * step, sizeof ref);
        if (ref == 0 ? needed
                     : ref >= limit || bytes[4 * (size_t)ref - 1] != '\0')
            return false;
    }
    return true;
}

static bool are_all_refs(kith_reading *reading)
{
    const kith_pages *texts = &reading->texts.keys;
    for (const kith_part *part = kith_parts; part->name; part++) {
        const kith_pages *pages = kith_part_pages(reading, part);
        const size_t skip =
            part->kind == KITH_PART_EXTRAS ? sizeof(kith_id) : 0;
        const bool named = pages == &reading->entity_names;
        if (part->kind >= KITH_PART_REFS && pages->used &&
            !are_refs(texts, (const char *)pages->data + skip,
                      count_of(pages, part->size), part->size, !named))
            return false;
    }
    return true;
}

/* -- numbers ------------------------------------------------------------- */

static bool are_below(const kith_pages *pages, size_t limit)
{
    const uint32_t *numbers = pages->data;
    uint32_t most = 0;
    const size_t count = count_of(pages, sizeof *numbers);
    for (size_t i = 0; i < count; i++)
        most = numbers[i] > most ? numbers[i] : most;
    return count == 0 || most < limit;
}

static bool are_types(const kith_pages *pages, size_t limit, bool none_allowed)
{
    const uint16_t *types = pages->data;
    const size_t count = count_of(pages, sizeof *types);
    bool good = true;
    for (size_t i = 0; i < count; i++)
        good = good &&
               (types[i] < limit || (none_allowed && types[i] == UINT16_MAX));
    return good;
}

/* Sorted by entity, and of entities that are there. */
static bool are_extras(const kith_pages *pages, size_t entities, size_t limit)
{
    const kith_extra *extras = pages->data;
    const size_t count = count_of(pages, sizeof *extras);
    for (size_t i = 0; i < count; i++) {
        if (extras[i].entity >= entities || extras[i].value >= limit ||
            (i && extras[i].entity < extras[i - 1].entity))
            return false;
    }
    return true;
}

static bool are_rising(const kith_pages *pages)
{
    const uint32_t *numbers = pages->data;
    const size_t count = count_of(pages, sizeof *numbers);
    for (size_t i = 1; i < count; i++) {
        if (numbers[i] <= numbers[i - 1])
            return false;
    }
    return true;
}

/* Places that never fall, up to the end of the list. */
static bool are_lists(const kith_pages *from, size_t end)
{
    const uint32_t *places = from->data;
    const size_t count = count_of(from, sizeof *places);
    for (size_t i = 1; i < count; i++) {
        if (places[i] < places[i - 1])
            return false;
    }
    return count == 0 || (places[0] == 0 && places[count - 1] == end);
}

static bool are_dates(const kith_pages *pages)
{
    const kith_date *dates = pages->data;
    const size_t count = count_of(pages, sizeof *dates);
    for (size_t i = 0; i < count; i++) {
        const kith_date date = dates[i];
        if (date != KITH_NO_DATE &&
            (date < 0 || date / 512 > 9999 || date / 32 % 16 > 12))
            return false;
    }
    return true;
}

static bool are_weights(const kith_pages *pages)
{
    const double *weights = pages->data;
    bool good = true;
    for (size_t i = 0; i < count_of(pages, sizeof *weights); i++)
        good = good && weights[i] >= 0 && isfinite(weights[i]);
    return good;
}

static bool are_confidences(const kith_pages *pages)
{
    const double *shares = pages->data;
    bool good = true;
    for (size_t i = 0; i < count_of(pages, sizeof *shares); i++)
        good = good && (isnan(shares[i]) || (shares[i] >= 0 && shares[i] <= 1));
    return good;
}

/* -- all of it ----------------------------------------------------------- */

/* An array of one element a thing, or none where that is allowed. */
static bool fits(const kith_pages *pages, size_t size, size_t count, bool rare)
{
    return pages->used == count * size || (rare && pages->used == 0);
}

static bool fit(const sizes *s, const kith_pack *pack)
{
    const kith_reading *r = s->reading;
    const size_t documents = count_of(&r->documents.refs, sizeof(kith_ref));
    const size_t undirected = count_of(&r->undirected, sizeof(uint64_t));
    const kith_pages *own = pack->own;
    return fits(&r->entity_names, sizeof(kith_ref), s->entities, false) &&
           fits(&r->entity_type, sizeof(uint16_t), s->entities, false) &&
           fits(&own[KITH_PACK_SOURCE_FROM], sizeof(uint32_t), s->entities + 1,
                s->relations == 0) &&
           fits(&own[KITH_PACK_TARGETS], sizeof(uint32_t), s->relations,
                false) &&
           fits(&r->relation_type, sizeof(uint16_t), s->relations, false) &&
           fits(&r->weights, sizeof(double), s->relations, true) &&
           fits(&r->confidences, sizeof(double), s->relations, true) &&
           fits(&r->since, sizeof(kith_date), s->relations, true) &&
           fits(&r->until, sizeof(kith_date), s->relations, true) &&
           undirected <= s->relations / 64 + 1 &&
           fits(&own[KITH_PACK_ENTITY_NUMBER], sizeof(uint32_t), s->entities,
                true) &&
           fits(&own[KITH_PACK_RELATION_NUMBER], sizeof(uint32_t), s->relations,
                true) &&
           fits(&own[KITH_PACK_DOCUMENT_NUMBER], sizeof(uint32_t), documents,
                true) &&
           fits(&own[KITH_PACK_IMPLICIT], sizeof(uint64_t),
                s->entities / 64 + 1, true) &&
           fits(&own[KITH_PACK_CITED], sizeof(uint64_t), documents / 64 + 1,
                true);
}

static bool are_numbers(const sizes *s, const kith_pack *pack)
{
    const kith_reading *r = s->reading;
    const size_t types = count_of(&r->entity_types.refs, sizeof(kith_ref));
    return are_below(&pack->own[KITH_PACK_TARGETS], s->entities) &&
           are_below(&pack->own[KITH_PACK_BY_SOURCE], s->relations) &&
           are_lists(&pack->own[KITH_PACK_SOURCE_FROM], s->relations) &&
           are_types(&r->entity_type, types, true) &&
           are_types(&r->relation_type,
                     count_of(&r->relation_types.refs, sizeof(kith_ref)),
                     false) &&
           are_extras(&r->more_types, s->entities, types) &&
           are_extras(&r->aliases, s->entities, UINT32_MAX) &&
           are_dates(&r->since) && are_dates(&r->until) &&
           are_weights(&r->weights) && are_confidences(&r->confidences) &&
           are_rising(&pack->own[KITH_PACK_ENTITY_NUMBER]) &&
           are_rising(&pack->own[KITH_PACK_RELATION_NUMBER]) &&
           are_rising(&pack->own[KITH_PACK_DOCUMENT_NUMBER]);
}

/* A relation that no list has joins the first entity with itself: sizes fit, so
 * another one is there twice, and the file is forged. */
static bool place_ends(const sizes *s, const kith_pack *pack)
{
    const uint32_t *from = pack->own[KITH_PACK_SOURCE_FROM].data;
    const uint32_t *list = pack->own[KITH_PACK_BY_SOURCE].data;
    const uint32_t *target = pack->own[KITH_PACK_TARGETS].data;
    const size_t size = s->relations * sizeof(kith_id);
    if (s->relations == 0)
        return true;
    kith_id *sources = kith_pages_take(&s->reading->sources_of, size);
    kith_id *targets = kith_pages_take(&s->reading->targets_of, size);
    if (!sources || !targets)
        return false;
    for (kith_id e = 0; e < s->entities; e++) {
        for (uint32_t i = from[e]; i < from[e + 1]; i++) {
            sources[list[i]] = e;
            targets[list[i]] = target[i];
        }
    }
    return true;
}

kith_status kith_pack_check(const kith_store *store,
                            kith_reading *reading,
                            const kith_pack *pack,
                            kith_error *err)
{
    const sizes s = {
        .reading = reading,
        .entities = count_of(&reading->entities.refs, sizeof(kith_ref)),
        .relations =
            count_of(&pack->own[KITH_PACK_BY_SOURCE], sizeof(uint32_t)),
    };
    if (!fit(&s, pack))
        return kith_store_damaged(store, "parts do not fit each other", err);
    if (!are_numbers(&s, pack))
        return kith_store_damaged(store, "a part has a number that cannot be",
                                  err);
    if (!are_texts(&reading->texts.keys) || !are_all_refs(reading))
        return kith_store_damaged(store, "its texts are not sound", err);
    return place_ends(&s, pack)
               ? KITH_OK
               : kith_fail(err, KITH_E_MEMORY, "out of memory");
}

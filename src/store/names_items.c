/* Words, lists and texts of the index of names: what an item says by itself,
 * and what it says by the items before it in its group. */
#include "base/utf8.h"
#include "store/names.h"

#include <string.h>

bool kith_names_is_utf8(kith_text text)
{
    for (size_t at = 0, length; at < text.length; at += length) {
        length = kith_utf8_length(text.data + at, text.length - at);
        if (length == 0)
            return false;
    }
    return true;
}

static bool is_first(const kith_names_part *part)
{
    return part->next % KITH_NAMES_GROUP == 0;
}

/* -- words --------------------------------------------------------------- */

static bool is_latin(kith_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] < 'a' || text.data[i] > 'z')
            return false;
    }
    return true;
}

/* Take the folded word off the front of an item; what is left is the sound. */
static bool take_folded(kith_names *names,
                        kith_text *item,
                        bool first,
                        uint64_t *how)
{
    uint64_t head;
    uint64_t length;
    if (!kith_take_varint(item, &head))
        return false;
    *how = head & 3;
    const uint64_t shared = head >> 2;
    if (*how < KITH_SOUND_OTHER) {
        length = item->length;
    } else if (!kith_take_varint(item, &length) || length > item->length) {
        return false;
    }
    if (shared > (first ? 0 : names->folded_length) ||
        length > sizeof names->folded - shared)
        return false;
    memcpy(names->folded + shared, item->data, (size_t)length);
    names->folded_length = (size_t)(shared + length);
    *item = (kith_text){item->data + length, item->length - length};
    return true;
}

kith_status kith_names_word_at(kith_names *names,
                               uint32_t number,
                               kith_names_word *out,
                               kith_error *err)
{
    kith_names_part *part = &names->parts[KITH_NAMES_WORD];
    kith_text item = {0};
    uint64_t how = KITH_SOUND_NONE;
    const kith_status st = kith_names_seek(names, KITH_NAMES_WORD, number, err);
    if (st != KITH_OK)
        return st;
    while (part->next <= number) {
        const bool first = is_first(part);
        if (!kith_names_next(part, &item) ||
            !take_folded(names, &item, first, &how))
            return kith_names_damaged(names->store, err);
    }
    out->folded = (kith_text){names->folded, names->folded_length};
    out->sound = how == KITH_SOUND_NONE   ? (kith_text){0}
                 : how == KITH_SOUND_SAME ? out->folded
                                          : item;
    out->consonants = how == KITH_SOUND_CONSONANTS;
    return out->folded.length && kith_names_is_utf8(out->folded) &&
                   is_latin(out->sound)
               ? KITH_OK
               : kith_names_damaged(names->store, err);
}

/* -- lists --------------------------------------------------------------- */

kith_status kith_names_list_at(kith_names *names,
                               uint32_t word,
                               kith_text *list,
                               kith_error *err)
{
    kith_names_part *part = &names->parts[KITH_NAMES_NAME];
    const kith_status st = kith_names_seek(names, KITH_NAMES_NAME, word, err);
    if (st != KITH_OK)
        return st;
    while (part->next <= word) {
        if (!kith_names_next(part, list))
            return kith_names_damaged(names->store, err);
    }
    return KITH_OK;
}

bool kith_names_take_group(kith_text *list, uint32_t *letters, uint64_t *count)
{
    uint64_t head;
    *count = 1;
    if (!kith_take_varint(list, &head) || head >> 1 > KITH_WORDS_ROOM ||
        (!(head & 1) && !kith_take_varint(list, count)))
        return false;
    *letters += (uint32_t)(head >> 1);
    return *letters > 0 && *letters <= KITH_WORDS_ROOM;
}

/* -- texts --------------------------------------------------------------- */

static bool take_words(kith_names *names, kith_names_list *list, kith_text item)
{
    const size_t known = list->count;
    for (list->count = 0; item.length; list->count++) {
        uint64_t word;
        if (list->count == KITH_WORDS_MOST || !kith_take_varint(&item, &word) ||
            word > names->about.words || (!word && list->count >= known))
            return false;
        if (word)
            list->words[list->count] = (uint32_t)word - 1;
    }
    return true;
}

static bool take_order(kith_text *item, uint64_t kind, kith_names_text *out)
{
    uint64_t order = kind == KITH_NAMES_KIND_JOINED;
    if (kind == KITH_NAMES_KIND_OTHER &&
        (!kith_take_varint(item, &order) || order >> 1 >= UINT32_MAX))
        return false;
    out->order =
        kind == KITH_NAMES_KIND_ID ? KITH_NAMES_ID : (uint32_t)(order >> 1);
    out->joined = order & 1;
    return true;
}

static bool take_text(kith_names *names,
                      kith_text item,
                      bool first,
                      kith_names_text *out)
{
    uint64_t head;
    uint64_t letters;
    if (first) {
        names->entity = 0;
        names->last[0].count = names->last[1].count = 0;
    }
    if (!kith_take_varint(&item, &head) ||
        head >> 2 > names->about.upto - names->entity ||
        !take_order(&item, head & 3, out) ||
        !kith_take_varint(&item, &letters) || letters == 0 ||
        letters > KITH_WORDS_ROOM)
        return false;
    kith_names_list *list = &names->last[out->order == KITH_NAMES_ID];
    names->entity += (uint32_t)(head >> 2);
    out->entity = names->entity;
    out->letters = (uint32_t)letters;
    out->list = list;
    return take_words(names, list, item);
}

kith_status kith_names_text_at(kith_names *names,
                               uint32_t number,
                               kith_names_text *out,
                               kith_error *err)
{
    kith_names_part *part = &names->parts[KITH_NAMES_TEXT];
    const kith_status st = kith_names_seek(names, KITH_NAMES_TEXT, number, err);
    if (st != KITH_OK)
        return st;
    while (part->next <= number) {
        const bool first = is_first(part);
        kith_text item;
        if (!kith_names_next(part, &item) ||
            !take_text(names, item, first, out))
            return kith_names_damaged(names->store, err);
    }
    return KITH_OK;
}

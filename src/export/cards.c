/* Cards of a diagram: one an entity, or one for several that are alike. */
#include "export/cards.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

static void fill(kith_cards *out, size_t count)
{
    for (kith_id e = (kith_id)count; e-- > 0;) {
        const kith_id card = kith_cards_of(out, e);
        out->members[card]++;
        /* until there are numbers, the first of the others on the card, which
         * come before it in this order */
        out->next[e] = out->number[card];
        if (card != e)
            out->number[card] = e;
    }
    for (kith_id e = 0; e < count; e++) {
        if (kith_cards_of(out, e) == e)
            out->number[e] = (kith_id)out->count++;
    }
}

kith_status kith_cards_make(kith_cards *out,
                            const kith_graph *graph,
                            const kith_id *card,
                            kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    out->card = card;
    out->number = KITH_NEW(kith_id, count);
    out->next = KITH_NEW(kith_id, count);
    out->members = KITH_NEW(uint32_t, count);
    if (!out->number || !out->next || !out->members)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (size_t e = 0; e < count; e++)
        out->number[e] = KITH_NONE;
    fill(out, count);
    return KITH_OK;
}

void kith_cards_free(kith_cards *cards)
{
    kith_release(cards->number);
    kith_release(cards->next);
    kith_release(cards->members);
}

kith_id kith_cards_of(const kith_cards *cards, kith_id entity)
{
    return cards->card ? cards->card[entity] : entity;
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* The English plural, as far as it follows rules; false if the label does not
 * look like an English noun. */
static bool add_plural(kith_draft *draft, const char *label)
{
    const size_t length = strlen(label);
    const char last = length ? label[length - 1] : 0;
    const char before = length > 1 ? label[length - 2] : 0;
    if (!is_letter(last) || !is_letter(before))
        return false;
    if (!strcmp(label, "person")) {
        kith_draft_add(draft, "people");
        return true;
    }
    if (last == 'y' && !strchr("aeiou", before)) {
        kith_draft_add_bytes(draft, label, length - 1);
        kith_draft_add(draft, "ies");
        return true;
    }
    const bool hisses = strchr("sxz", last) ||
                        (last == 'h' && (before == 'c' || before == 's'));
    kith_draft_add(draft, label);
    kith_draft_add(draft, hisses ? "es" : "s");
    return true;
}

void kith_cards_add_name(const kith_cards *cards,
                         kith_draft *draft,
                         const kith_graph *graph,
                         const kith_styles *styles,
                         kith_id entity)
{
    const kith_id type = kith_graph_entity_type(graph, entity);
    const uint32_t members = cards->members[entity];
    if (members == 1) {
        kith_draft_add(draft, kith_graph_entity_name(graph, entity));
        return;
    }
    const char *label =
        type == KITH_NONE ? "entity" : styles->entities[type].label;
    kith_draft_add_size(draft, members);
    kith_draft_add(draft, " ");
    if (!add_plural(draft, label)) {
        kith_draft_add(draft, "× ");
        kith_draft_add(draft, label);
    }
}

void kith_cards_add_members(const kith_cards *cards,
                            kith_draft *draft,
                            const kith_graph *graph,
                            kith_id entity,
                            size_t most)
{
    kith_id e = entity;
    for (size_t i = 0; e != KITH_NONE && i < most; i++, e = cards->next[e]) {
        kith_draft_add(draft, i ? ", " : "");
        kith_draft_add(draft, kith_graph_entity_name(graph, e));
    }
    kith_draft_add(draft, e == KITH_NONE ? "" : ", …");
}

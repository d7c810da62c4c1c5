/* The ledger of losses: counts, names, and what is lost of every graph. */
#include "export/losses.h"

#include "export/pieces.h"
#include "graph/quote.h"

#include <string.h>

/* -- names --------------------------------------------------------------- */

/* How much of a name is kept. */
static size_t length_kept(kith_text name)
{
    const size_t most = sizeof((kith_lost *)NULL)->name - 1;
    return name.length <= most ? name.length
                               : (size_t)kith_quoted(name.data, most);
}

static bool is_named(const kith_lost *lost, kith_text name, size_t length)
{
    return !strncmp(lost->name, name.data, length) && !lost->name[length];
}

/* Count a name. Where there is no room for another, the one that is counted
 * least makes way for one that is counted more at once. */
static void note_name(kith_lost *names, size_t count, kith_text name)
{
    const size_t length = length_kept(name);
    kith_lost *least = names;
    for (size_t i = 0; i < KITH_LOST_NAMES; i++) {
        kith_lost *lost = &names[i];
        if (is_named(lost, name, length)) {
            lost->count += count;
            return;
        }
        least = lost->count < least->count ? lost : least;
    }
    if (least->count >= count)
        return;
    memcpy(least->name, name.data, length);
    memset(least->name + length, 0, sizeof least->name - length);
    least->count = count;
}

void kith_losses_add_named(kith_losses *losses,
                           kith_loss kind,
                           size_t count,
                           kith_text name)
{
    if (!losses || count == 0)
        return;
    losses->count[kind] += count;
    if (name.length)
        note_name(losses->names[kind], count, name);
}

void kith_losses_add_value(kith_losses *losses,
                           kith_loss kind,
                           const kith_attribute *attribute)
{
    kith_losses_add_named(losses, kind, 1, kith_text_of(attribute->key));
}

void kith_losses_add_null(kith_losses *losses, const kith_attribute *attribute)
{
    if (attribute->role == KITH_ROLE_NONE &&
        attribute->source != KITH_ATTRIBUTE_COLUMN)
        kith_losses_add_value(losses, KITH_LOSS_NULL, attribute);
}

/* -- what is lost of every graph ----------------------------------------- */

void kith_losses_add_attributes(kith_losses *losses,
                                const kith_attributes *attributes,
                                unsigned written)
{
    static const struct {
        kith_loss kind;
        bool named; /* it is not one attribute alone */
    } rows[KITH_ROLES] = {
        [KITH_ROLE_NONE] = {KITH_LOSS_PROPERTY,    true },
        [KITH_ROLE_ID] = {KITH_LOSS_RELATION_ID, false},
        [KITH_ROLE_TYPES] = {KITH_LOSS_MORE_TYPES,  false},
        [KITH_ROLE_ALIASES] = {KITH_LOSS_ALIAS,       false},
        [KITH_ROLE_SINCE] = {KITH_LOSS_TIME,        true },
        [KITH_ROLE_UNTIL] = {KITH_LOSS_TIME,        true },
        [KITH_ROLE_WEIGHT] = {KITH_LOSS_WEIGHT,      false},
        [KITH_ROLE_CONFIDENCE] = {KITH_LOSS_CONFIDENCE,  false},
        [KITH_ROLE_EVIDENCE] = {KITH_LOSS_EVIDENCE,    false},
    };
    for (size_t i = 0; i < attributes->count; i++) {
        const kith_attribute *a = &attributes->items[i];
        const bool computed = a->source == KITH_ATTRIBUTE_COLUMN ||
                              a->source == KITH_ATTRIBUTE_PLACE;
        if (computed || written >> a->role & 1)
            continue;
        kith_losses_add_named(losses,
                              a->role == KITH_ROLE_NONE
                                  ? kith_loss_of_property(attributes)
                                  : rows[a->role].kind,
                              a->count,
                              rows[a->role].named ? kith_text_of(a->key)
                                                  : (kith_text){0});
    }
}

void kith_losses_add_documents(kith_losses *losses, const kith_graph *graph)
{
    kith_losses_add(losses, KITH_LOSS_DOCUMENT,
                    kith_graph_document_records(graph));
}

void kith_losses_add_graph_members(kith_losses *losses, const kith_graph *graph)
{
    kith_text key;
    kith_text value;
    for (size_t i = 0; kith_graph_member(graph, i, &key, &value); i++) {
        if (!kith_json_is_key(key, kith_text_of("title")))
            kith_losses_add_named(losses, KITH_LOSS_GRAPH_MEMBER, 1, key);
    }
}

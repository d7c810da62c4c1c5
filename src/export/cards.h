#ifndef KITH_EXPORT_CARDS_H
#define KITH_EXPORT_CARDS_H

#include "export/draft.h"
#include "export/style.h"

/** The entities that are drawn, where some share a card. */
typedef struct kith_cards {
    const kith_id *card; /**< by entity: whose card it is on; NULL = its own */
    kith_id *number;     /**< by entity that is drawn: its place in the scene */
    kith_id *next;       /**< the next entity on the same card, or KITH_NONE */
    uint32_t *members;   /**< by entity that is drawn */
    size_t count;        /**< cards */
} kith_cards;

/** Count the cards. `out` starts as {0} and is released with
 *  kith_cards_free().
 *
 *  @param card  from kith_leaves_find(), borrowed; or NULL
 *  @return KITH_OK; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_cards_make(kith_cards *out,
                                           const kith_graph *graph,
                                           const kith_id *card,
                                           kith_error *err);

void kith_cards_free(kith_cards *cards);

/** On whose card an entity is. */
kith_id kith_cards_of(const kith_cards *cards, kith_id entity);

/** Append what a card is called: the entity's name, or "9 countries". */
void kith_cards_add_name(const kith_cards *cards,
                         kith_draft *draft,
                         const kith_graph *graph,
                         const kith_styles *styles,
                         kith_id entity);

/** Append at most `most` of the names on a card, parted by commas. */
void kith_cards_add_members(const kith_cards *cards,
                            kith_draft *draft,
                            const kith_graph *graph,
                            kith_id entity,
                            size_t most);

#endif /* KITH_EXPORT_CARDS_H */

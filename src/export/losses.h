#ifndef KITH_EXPORT_LOSSES_H
#define KITH_EXPORT_LOSSES_H

/** The ledger in which a writer notes what its format cannot hold. */

#include "export/attributes.h"

/** Note `count` more of a kind; `losses` may be NULL. A writer notes only kinds
 *  that its row of the registry explains. */
static inline void kith_losses_add(kith_losses *losses,
                                   kith_loss kind,
                                   size_t count)
{
    if (losses)
        losses->count[kind] += count;
}

/** The same, with the name of what it is the loss of. */
void kith_losses_add_named(kith_losses *losses,
                           kith_loss kind,
                           size_t count,
                           kith_text name);

/** Note one more value of an attribute. */
void kith_losses_add_value(kith_losses *losses,
                           kith_loss kind,
                           const kith_attribute *attribute);

/** What it is to lose properties of what has these attributes. */
static inline kith_loss kith_loss_of_property(const kith_attributes *attributes)
{
    return attributes->kind == KITH_RECORD_ENTITY ? KITH_LOSS_PROPERTY
                                                  : KITH_LOSS_RELATION_PROPERTY;
}

/** Note a null that is left out, if that is a loss: an end of a span that is
 *  open is none, and what is computed may have no value. */
void kith_losses_add_null(kith_losses *losses, const kith_attribute *attribute);

/** Note everything in `attributes` that is not written: all but computed ones
 *  and those whose roles are among `written`, a sum of 1 << role. Without
 *  KITH_ROLE_NONE among them properties count, too. */
void kith_losses_add_attributes(kith_losses *losses,
                                const kith_attributes *attributes,
                                unsigned written);

/** Note the documents that have records. */
void kith_losses_add_documents(kith_losses *losses, const kith_graph *graph);

/** Note the members of the graph but for its title. */
void kith_losses_add_graph_members(kith_losses *losses,
                                   const kith_graph *graph);

#endif /* KITH_EXPORT_LOSSES_H */

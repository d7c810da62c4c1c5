#ifndef KITH_STORE_FOLLOW_H
#define KITH_STORE_FOLLOW_H

/** What goes with records that go. The temporary tables gone_entities,
 *  gone_relations and gone_documents have the numbers of rows that go and are
 *  still there. */

#include "store/links.h"

/** Note what goes with what is noted: relations of entities, what rests on
 *  documents alone, entities that only relations named which go. */
KITH_NODISCARD kith_status kith_follow(const kith_store *store,
                                       kith_links *links,
                                       kith_error *err);

/** Note documents that have no record and that nothing cites any more. */
KITH_NODISCARD kith_status kith_follow_cited(const kith_store *store,
                                             kith_error *err);

/** Take what goes out of table "degrees". */
KITH_NODISCARD kith_status kith_follow_degrees(const kith_store *store,
                                               kith_links *links,
                                               kith_error *err);

#endif /* KITH_STORE_FOLLOW_H */

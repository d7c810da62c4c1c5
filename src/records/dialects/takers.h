#ifndef KITH_RECORDS_DIALECTS_TAKERS_H
#define KITH_RECORDS_DIALECTS_TAKERS_H

/** The members of a record that have a place of their own, out of fields that
 *  have roles. */

#include "records/dialects/mapping.h"

/** Write those members, and mark the fields that they say all of as used.
 *
 *  @param type    of a relation that names none
 *  @param has_id  the id was written before
 */
void kith_put_roles(kith_translation *t,
                    kith_record_kind kind,
                    const char *type,
                    bool has_id);

/** What an array of one says, and anything else itself. */
kith_field kith_field_only(const kith_field *field);

#endif /* KITH_RECORDS_DIALECTS_TAKERS_H */

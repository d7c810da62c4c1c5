#ifndef KITH_EXPORT_DELIMITER_H
#define KITH_EXPORT_DELIMITER_H

/** What delimits the elements of lists in the cells of a table. */

#include "export/writing.h"

typedef struct kith_delimiter {
    const char *text;
    const char *option; /**< as neo4j-admin is told, quoted for a shell */
    const char *space;  /**< of ids, in headers: tells kith which it is */
} kith_delimiter;

/** Whether values of an attribute are written as lists: of values of one type.
 */
bool kith_is_delimited(const kith_attribute *attribute);

/** Choose the best delimiter that no element of such a list has in it, and no
 *  type of an entity.
 *
 *  @param w  begun; another row is in it afterwards
 *  @return KITH_OK; KITH_E_UNSUPPORTED (each of them is in something);
 *          KITH_E_IO; KITH_E_MEMORY
 *
 *  Cost: another pass over the records of what has lists.
 */
KITH_NODISCARD kith_status kith_delimiter_choose(const kith_delimiter **out,
                                                 kith_writing *w,
                                                 kith_error *err);

#endif /* KITH_EXPORT_DELIMITER_H */

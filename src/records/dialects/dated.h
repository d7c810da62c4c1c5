#ifndef KITH_RECORDS_DIALECTS_DATED_H
#define KITH_RECORDS_DIALECTS_DATED_H

/** Tables whose columns "from" and "to" say when, not from whom to whom. */

#include "records/dialects/rows.h"

/** Whether the first rows of a table have dates in both columns.
 *
 *  Whole years are dates only where two other columns hold texts, as ids may
 *  be such numbers as well.
 */
bool kith_csv_is_dated(kith_text bytes, char delimiter);

#endif /* KITH_RECORDS_DIALECTS_DATED_H */

#ifndef KITH_UNIT_MOMENTS_H
#define KITH_UNIT_MOMENTS_H

/** Values in time for tests, written "date:2015-07-21". */

#include "query/temporal.h"

/** A context with the zones of zone_files.h, UTC by default, in which it is
 *  2015-07-21T21:40:32.142Z. */
typedef struct moments {
    char *folder;
    kith_temporal_context context;
} moments;

void moments_init(moments *m);
void moments_free(moments *m);

/** The kind that a word such as "localtime" names. */
kith_temporal_kind kind_named(const char *name);

/** What a word means; the test fails if it means nothing. */
kith_temporal moment_of(const moments *m, const char *word);

/** Parse a word; fills `err` where it fails. */
kith_status try_moment(kith_temporal *out,
                       const moments *m,
                       const char *word,
                       kith_error *err);

/** Fail unless the value is written so. */
void assert_shown(const kith_temporal *value, const char *text);

/** Fail unless a failure is KITH_E_INVALID and its message, behind the kind and
 *  the detail, begins with `text`. */
void assert_no_moment(kith_status st, const kith_error *err, const char *text);

#endif /* KITH_UNIT_MOMENTS_H */

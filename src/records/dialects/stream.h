#ifndef KITH_RECORDS_DIALECTS_STREAM_H
#define KITH_RECORDS_DIALECTS_STREAM_H

/** JSON from front to back without holding it: into objects and arrays as far
 *  as a dialect knows them, and whole values where it wants one. */

#include "records/dialects/translation.h"

/** What stands next, white space passed over: its first byte, 0 at the end. */
char kith_stream_peek(kith_translation *t);

/** Whether nothing but white space is left; complains otherwise. */
bool kith_stream_ends(kith_translation *t);

/** Enter the object or array that stands next. */
void kith_stream_enter(kith_translation *t);

/** Whether another item follows before `close`, on which reading then stands;
 *  past `close` if not. `*first` is set before the first call. */
bool kith_stream_next(kith_translation *t, char close, bool *first);

/** Take a key and its colon; `out` gets the key unescaped, cut at `room`. */
bool kith_stream_key(kith_translation *t, char *out, size_t room);

/** Take a whole value. Its text, which is not checked, holds until the next
 *  call; its place is that of the record in hand. */
bool kith_stream_value(kith_translation *t, kith_text *value);

/** Look for a later member of the object in hand, reading standing on the value
 *  of a member of it: both are then in the window, and nothing is taken.
 *
 *  @param[out] value  its text, not checked; holds until the next call
 *  @return false if there is none, or none within the length of a record
 *
 *  Cost: one pass over what is between; the window grows to hold it.
 */
bool kith_stream_find_later(kith_translation *t,
                            const char *key,
                            kith_text *value);

/** Take a line without its end; false if there is none. */
bool kith_stream_line(kith_translation *t, kith_text *line);

/** Complain about what stands next: the rest cannot be read. Returns false. */
bool kith_stream_fault(kith_translation *t, const char *message);

#endif /* KITH_RECORDS_DIALECTS_STREAM_H */

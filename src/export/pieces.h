#ifndef KITH_EXPORT_PIECES_H
#define KITH_EXPORT_PIECES_H

/** What several formats write in the same way. */

#include "base/sink.h"

#include <kith/export.h>

#include <string.h>

/** A NUL-terminated text by place and length. */
static inline kith_text kith_text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

/** The title asked for, or the graph's own; NULL if neither is there. */
const char *kith_export_title(const kith_graph *graph,
                              const kith_export_options *options);

/** Whether a valid JSON text is a value, or a list of values of one kind, which
 *  is more than many formats hold: no object, and no null in a list. */
bool kith_json_is_flat(kith_text json);

/** Write valid JSON text as it is, but without line ends and the spaces around
 *  them. */
void kith_put_json_line(kith_sink *sink, kith_text json);

/** Member `*at` of the graph, or the next one whose key no earlier one has:
 *  of members that several inputs have the first is taken. `*at` stands after
 *  it; false past the last. */
bool kith_next_member(const kith_graph *graph,
                      size_t *at,
                      kith_text *key,
                      kith_text *value);

/** Write the members that stand beside the records in the inputs, `"key":
 *  value`, the title of the whole in place of theirs. Of other members that
 *  several inputs have the first is taken.
 *
 *  @param before  what to write before the first member and before the others
 *  @return whether there are any
 */
bool kith_put_members(kith_sink *sink,
                      const kith_graph *graph,
                      const kith_export_options *options,
                      const char *const before[2]);

/** The same without the member that has this name. */
bool kith_put_members_but(kith_sink *sink,
                          const kith_graph *graph,
                          const kith_export_options *options,
                          const char *const before[2],
                          const char *but);

#endif /* KITH_EXPORT_PIECES_H */

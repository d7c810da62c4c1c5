#ifndef KITH_QUERY_MESSAGE_H
#define KITH_QUERY_MESSAGE_H

/** Errors of the query language: openCypher's type and detail, and the place in
 *  the query. */

#include <kith/status.h>
#include <kith/text.h>

#include <stdint.h>

/** The text of a query and what to call it. */
typedef struct kith_query_source {
    kith_text text;
    const char *name;
} kith_query_source;

/** A stretch of the text, in bytes. */
typedef struct kith_span {
    uint32_t start;
    uint32_t end;
} kith_span;

/** Fill `err` with "SyntaxError: DETAIL: message" at a span. */
kith_status kith_query_fail(kith_error *err,
                            const kith_query_source *source,
                            kith_span span,
                            const char *detail,
                            const char *format,
                            ...) KITH_PRINTF(5, 6);

/** Fill `err` with "TYPE: DETAIL: message": an error of a run. `type` is
 *  "TypeError", "ArgumentError", …; `source` may be NULL. */
kith_status kith_query_fail_running(kith_error *err,
                                    const kith_query_source *source,
                                    kith_span span,
                                    const char *type,
                                    const char *detail,
                                    const char *format,
                                    ...) KITH_PRINTF(6, 7);

/** Say where in the text the failure in `err` is. */
void kith_query_place(kith_error *err,
                      const kith_query_source *source,
                      kith_span span);

#endif /* KITH_QUERY_MESSAGE_H */

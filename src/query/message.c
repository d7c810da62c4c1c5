/* Errors of the query language, put into words and places. */
#include "query/message.h"

#include "base/error.h"
#include "base/utf8.h"
#include "json/scan.h"

#include <stdarg.h>
#include <stdio.h>

void kith_query_place(kith_error *err,
                      const kith_query_source *source,
                      kith_span span)
{
    if (!err || err->place.line || !source)
        return;
    kith_fail_at(err, kith_json_place(source->text, source->name, span.start));
    err->length = span.end > span.start ? span.end - span.start : 1;
}

static kith_status fail(kith_error *err,
                        kith_status st,
                        const char *type,
                        const char *detail,
                        const char *format,
                        va_list args) KITH_PRINTF(5, 0);

static kith_status fail(kith_error *err,
                        kith_status st,
                        const char *type,
                        const char *detail,
                        const char *format,
                        va_list args)
{
    char message[sizeof err->message];
    kith_utf8_format(message, sizeof message, format, args);
    return kith_fail(err, st, "%s: %s: %s", type, detail, message);
}

kith_status kith_query_fail(kith_error *err,
                            const kith_query_source *source,
                            kith_span span,
                            const char *detail,
                            const char *format,
                            ...)
{
    va_list args;
    va_start(args, format);
    const kith_status st =
        fail(err, KITH_E_SYNTAX, "SyntaxError", detail, format, args);
    va_end(args);
    kith_query_place(err, source, span);
    return st;
}

kith_status kith_query_fail_running(kith_error *err,
                                    const kith_query_source *source,
                                    kith_span span,
                                    const char *type,
                                    const char *detail,
                                    const char *format,
                                    ...)
{
    va_list args;
    va_start(args, format);
    const kith_status st =
        fail(err, KITH_E_INVALID, type, detail, format, args);
    va_end(args);
    kith_query_place(err, source, span);
    return st;
}

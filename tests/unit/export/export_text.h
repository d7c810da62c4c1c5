/* What a writer wrote, as text in memory. */
#ifndef KITH_UNIT_EXPORT_TEXT_H
#define KITH_UNIT_EXPORT_TEXT_H

#include "base/sink.h"
#include "export/writers.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** The text that `format` makes of a graph; the caller's to free(). */
static inline char *export_text(const kith_format *format,
                                kith_graph *graph,
                                const kith_export_options *options)
{
    const kith_export_options plain = {0};
    kith_error err = {0};
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    assert_int_equal(format->write(graph, options ? options : &plain, out,
                                   &err),
                     KITH_OK);
    (void)fclose(out);
    return text;
}

/** How often `part` stands in `text`. */
static inline size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (; (text = strstr(text, part)); text += strlen(part))
        count++;
    return count;
}

#endif /* KITH_UNIT_EXPORT_TEXT_H */

/* kith: forum.json:12:7: relation 'leads' has no 'target'
 *   hint: each relation needs 'source', 'type' and 'target' */
#include "cli/report.h"

#include "base/unicode.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

/* Problems that a command other than `check` prints. */
#define MOST_PRINTED 5

static void put_place(kith_sink *sink, const kith_place *place)
{
    if (place->source) {
        kith_put_clean(sink, place->source);
        if (place->line)
            kith_putf(sink, ":%u:%u", place->line, place->column);
        kith_put(sink, ": ");
    }
}

static void put_hint(kith_sink *sink, const kith_error *err)
{
    if (!err->hint[0])
        return;
    kith_put(sink, "  hint: ");
    kith_put_clean(sink, err->hint);
    kith_put_char(sink, '\n');
}

static void put_pointer(kith_sink *sink, const kith_error *err)
{
    if (!err->path[0])
        return;
    kith_put(sink, "  at ");
    kith_put_clean(sink, err->path);
    kith_put_char(sink, '\n');
}

void kith_report(const kith_error *err, unsigned color)
{
    kith_sink sink = {.file = stderr};
    const kith_terminal screen = kith_terminal_of(stderr, color);
    kith_put_look(&sink, &screen, KITH_BOLD, "kith: ");
    if (err->place.line)
        put_place(&sink, &err->place);
    kith_put_clean(&sink, err->message[0] ? err->message
                                          : kith_status_name(err->status));
    kith_put_char(&sink, '\n');
    put_pointer(&sink, err);
    put_hint(&sink, err);
}

/* Columns that an excerpt may take. */
#define EXCERPT 76

static size_t columns_of(const char *text, size_t length)
{
    return kith_display_width((kith_text){text, length});
}

/* The line around the place, or as much of it as fits, and marks under it. */
static void put_excerpt(kith_sink *sink,
                        const kith_terminal *screen,
                        const kith_error *err,
                        kith_text text)
{
    size_t start =
        err->place.offset < text.length ? err->place.offset : text.length;
    const size_t at = start;
    size_t end = start;
    while (start > 0 && text.data[start - 1] != '\n' &&
           at - start < EXCERPT / 2)
        start--;
    while (start < at && (text.data[start] & 0xC0) == 0x80)
        start++;
    while (end < text.length && text.data[end] != '\n' && end - start < EXCERPT)
        end++;
    while (end < text.length && end > at && (text.data[end] & 0xC0) == 0x80)
        end--;
    char line[2 * EXCERPT];
    (void)snprintf(line, sizeof line, "%.*s", (int)(end - start),
                   text.data + start);
    kith_put(sink, "  ");
    kith_put_clean(sink, line);
    kith_put(sink, "\n  ");
    const size_t blanks = columns_of(text.data + start, at - start);
    const size_t marked = err->length < end - at ? err->length : end - at;
    const size_t width = columns_of(text.data + at, marked);
    for (size_t i = 0; i < blanks; i++)
        kith_put_char(sink, ' ');
    char marks[EXCERPT + 2] = "^";
    for (size_t i = 1; i < width && i < EXCERPT; i++)
        marks[i] = '~';
    kith_put_look(sink, screen, KITH_RED, marks);
    kith_put_char(sink, '\n');
}

void kith_report_excerpt(const kith_error *err, kith_text text, unsigned color)
{
    kith_sink sink = {.file = stderr};
    const kith_terminal screen = kith_terminal_of(stderr, color);
    kith_put_look(&sink, &screen, KITH_BOLD, "kith: ");
    put_place(&sink, &err->place);
    kith_put_clean(&sink, err->message);
    kith_put_char(&sink, '\n');
    put_excerpt(&sink, &screen, err, text);
    put_hint(&sink, err);
}

void kith_remark(bool quiet, const char *format, ...)
{
    if (quiet)
        return;
    char text[512];
    va_list args;
    va_start(args, format);
    kith_utf8_format(text, sizeof text, format, args);
    va_end(args);
    kith_sink sink = {.file = stderr};
    kith_put(&sink, "kith: ");
    kith_put_clean(&sink, text);
    kith_put_char(&sink, '\n');
}

void kith_put_problem(kith_sink *sink,
                      const kith_terminal *screen,
                      const kith_problem *problem)
{
    static const kith_look looks[] = {
        [KITH_ERROR] = KITH_RED,
        [KITH_WARNING] = KITH_YELLOW,
        [KITH_NOTE] = KITH_CYAN,
    };
    const kith_severity severity = kith_rule_severity(problem->rule);
    put_place(sink, &problem->error.place);
    if (!problem->error.place.line && problem->record) {
        kith_put_clean(sink, problem->record);
        kith_put(sink, ": ");
    }
    kith_put_look(sink, screen, looks[severity], kith_severity_name(severity));
    kith_put(sink, ": ");
    kith_put_clean(sink, problem->error.message);
    kith_putf(sink, " [%s]\n", kith_rule_name(problem->rule));
    put_hint(sink, &problem->error);
}

void kith_report_errors(const kith_diagnostics *diagnostics,
                        const char *inputs,
                        unsigned color)
{
    kith_sink sink = {.file = stderr};
    const kith_terminal screen = kith_terminal_of(stderr, color);
    const size_t errors = kith_diagnostics_count(diagnostics, KITH_ERROR);
    size_t printed = 0;
    for (size_t i = 0; i < kith_diagnostics_size(diagnostics); i++) {
        const kith_problem *problem = kith_diagnostics_at(diagnostics, i);
        if (kith_rule_severity(problem->rule) != KITH_ERROR)
            continue;
        if (printed == MOST_PRINTED)
            break;
        kith_put_look(&sink, &screen, KITH_BOLD, "kith: ");
        kith_put_problem(&sink, &screen, problem);
        printed++;
    }
    kith_put_look(&sink, &screen, KITH_BOLD, "kith: ");
    if (errors > printed) {
        kith_putf(&sink, "%zu more %s; see 'kith check ", errors - printed,
                  errors - printed == 1 ? "problem" : "problems");
    } else {
        kith_put_count(&sink, errors, "error", "errors");
        kith_put(&sink, "; see 'kith check ");
    }
    kith_put_clean(&sink, inputs);
    kith_put(&sink, "', or go on without these records by --unsound\n");
}

void kith_put_count(kith_sink *sink,
                    size_t count,
                    const char *one,
                    const char *several)
{
    kith_putf(sink, "%zu %s", count, count == 1 ? one : several);
}

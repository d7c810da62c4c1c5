/* One line that says what went wrong, and the exit code that goes with it. */
#include "draw/problem.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Labels, ids and messages of other libraries end up in the text: what would
 * break the one line, or drive the terminal, becomes a space. */
static void keep_one_line(char *text)
{
    for (; *text; text++) {
        const unsigned char byte = (unsigned char)*text;
        if (byte < 0x20 || byte == 0x7F)
            *text = ' ';
    }
}

static bool is_tail(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

int draw_quoted(const char *text, int most)
{
    int length = (int)strnlen(text, (size_t)most + 1);
    if (length <= most)
        return length;
    while (--length > 0 && is_tail(text[length])) {
    }
    return length;
}

draw_status draw_fail(draw_problem *problem,
                      draw_status status,
                      const char *format,
                      ...)
{
    if (problem->status != DRAW_OK)
        return problem->status;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(problem->text, sizeof problem->text, format, arguments);
    va_end(arguments);
    keep_one_line(problem->text);
    problem->status = status;
    return status;
}

void draw_remark(bool quiet, const char *format, ...)
{
    va_list arguments;
    if (quiet)
        return;
    va_start(arguments, format);
    fputs("kith-draw: ", stderr);
    vfprintf(stderr, format, arguments);
    fputs("\n", stderr);
    va_end(arguments);
}

void draw_report(const draw_problem *problem)
{
    fprintf(stderr, "kith-draw: %s\n", problem->text);
}

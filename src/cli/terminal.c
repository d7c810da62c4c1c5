/* What a terminal can show: its width, its colours, and text that is safe on
 * it whatever a record holds. */
#include "cli/terminal.h"

#include "base/unicode.h"
#include "base/utf8.h"
#include "cli/options.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define DEFAULT_WIDTH 80

static bool may_colour(bool is_terminal, unsigned color)
{
    if (color != KITH_COLOR_AUTO)
        return color == KITH_COLOR_ALWAYS;
    const char *refused = getenv("NO_COLOR");
    const char *kind = getenv("TERM");
    return is_terminal && !(refused && *refused) && kind &&
           strcmp(kind, "dumb") != 0;
}

static size_t width_of(int descriptor)
{
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
        return size.ws_col;
    return DEFAULT_WIDTH;
}

kith_terminal kith_terminal_of(FILE *stream, unsigned color)
{
    const int descriptor = fileno(stream);
    const bool is_terminal = isatty(descriptor) == 1;
    return (kith_terminal){
        .is_terminal = is_terminal,
        .colour = may_colour(is_terminal, color),
        .width = is_terminal ? width_of(descriptor) : DEFAULT_WIDTH,
    };
}

void kith_put_look(kith_sink *sink,
                   const kith_terminal *screen,
                   kith_look look,
                   const char *text)
{
    static const char *const codes[] = {
        [KITH_PLAIN] = "",          [KITH_BOLD] = "\033[1m",
        [KITH_DIM] = "\033[2m",     [KITH_RED] = "\033[31m",
        [KITH_YELLOW] = "\033[33m", [KITH_CYAN] = "\033[36m",
    };
    const bool dressed = screen->colour && look != KITH_PLAIN;
    kith_put(sink, dressed ? codes[look] : "");
    kith_put(sink, text);
    kith_put(sink, dressed ? "\033[0m" : "");
}

/* Control characters, and those that turn the direction of what follows. */
static bool is_harmful(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) ||
           (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

/* Bytes of the harmless beginning of `text`. */
static size_t clean_length(const char *text)
{
    const char *at = text;
    const char *const end = text + strlen(text);
    while (at < end) {
        size_t length = 1;
        if ((unsigned char)*at >= 0x80) {
            length = kith_utf8_length(at, (size_t)(end - at));
            if (!length || is_harmful(kith_utf8_decode(at, &length)))
                break;
        } else if (is_harmful((unsigned char)*at)) {
            break;
        }
        at += length;
    }
    return (size_t)(at - text);
}

/* What stands for the harmful bytes at `at`; `*length` gets their number. */
static kith_text substitute(const char *at, size_t *length)
{
    static const char unknown[] = "\xEF\xBF\xBD"; /* U+FFFD */
    const size_t sequence = kith_utf8_length(at, strlen(at));
    *length = sequence ? sequence : 1;
    if (strchr("\t\n\r", *at))
        return (kith_text){" ", 1};
    return (kith_text){unknown, sizeof unknown - 1};
}

const char *kith_clean_text(kith_arena *arena, const char *text)
{
    size_t clean = clean_length(text);
    if (!text[clean])
        return text;
    /* A harmful byte grows to three at most; the arena's memory is zero. */
    char *const copy = kith_arena_take(arena, 3 * strlen(text) + 1);
    for (char *to = copy; copy; clean = clean_length(text)) {
        memcpy(to, text, clean);
        to += clean;
        text += clean;
        if (!*text)
            break;
        size_t length = 0;
        const kith_text instead = substitute(text, &length);
        memcpy(to, instead.data, instead.length);
        to += instead.length;
        text += length;
    }
    return copy;
}

void kith_put_clean(kith_sink *sink, const char *text)
{
    for (;;) {
        const size_t clean = clean_length(text);
        kith_put_bytes(sink, text, clean);
        text += clean;
        if (!*text)
            break;
        size_t length = 0;
        const kith_text instead = substitute(text, &length);
        kith_put_bytes(sink, instead.data, instead.length);
        text += length;
    }
}

void kith_put_wrapped(kith_sink *sink,
                      const char *text,
                      size_t column,
                      size_t indent,
                      size_t width)
{
    bool fresh = true;
    while (*text) {
        const size_t length = strcspn(text, " \n");
        const size_t columns = kith_display_width((kith_text){text, length});
        if (!fresh && column + 1 + columns > width) {
            kith_putf(sink, "\n%*s", (int)indent, "");
            column = indent;
            fresh = true;
        }
        if (!fresh && length) {
            kith_put_char(sink, ' ');
            column++;
        }
        kith_put_bytes(sink, text, length);
        column += columns;
        fresh = fresh && !length;
        text += length;
        if (*text == '\n') {
            kith_put_char(sink, '\n');
            if (text[1] && text[1] != '\n')
                kith_putf(sink, "%*s", (int)indent, "");
            column = indent;
            fresh = true;
        }
        text += *text != '\0';
    }
    kith_put_char(sink, '\n');
}

void kith_break_lines(char *text, size_t width)
{
    size_t column = 0;
    for (char *at = text; *at;) {
        const size_t length = strcspn(at, " ");
        const size_t columns = kith_display_width((kith_text){at, length});
        if (column && column + 1 + columns > width) {
            at[-1] = '\n';
            column = 0;
        }
        column += (column ? 1 : 0) + columns;
        at += length + (at[length] == ' ');
    }
}

/* Output with a sticky failure, and the two escapes that all writers share. */
#include "base/sink.h"

#include "base/error.h"
#include "base/number.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

static void note_failure(kith_sink *sink)
{
    sink->failed = errno ? errno : EIO;
    sink->left = 0;
}

static void hand_on(kith_sink *sink, const char *bytes, size_t length)
{
    if (sink->failed || length == 0)
        return;
    errno = 0;
    /* a sink belongs to one thread; without the lock DOT is a fifth faster */
    if (fwrite_unlocked(bytes, 1, length, sink->file) != length)
        note_failure(sink);
}

/* Hand on what has been gathered, and begin anew. */
static void empty(kith_sink *sink)
{
    if (!sink->buffer)
        return;
    hand_on(sink, sink->buffer, (size_t)(sink->at - sink->buffer));
    sink->at = sink->buffer;
    sink->left = sink->failed ? 0 : KITH_SINK_BUFFER;
}

void kith_put_rest(kith_sink *sink, const char *bytes, size_t length)
{
    if (sink->failed || length == 0)
        return;
    empty(sink);
    if (length >= sink->left) {
        hand_on(sink, bytes, length);
    } else {
        kith_put_bytes(sink, bytes, length);
    }
}

void kith_put_unsigned(kith_sink *sink, uint64_t value)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    kith_put_bytes(sink, digits + at, sizeof digits - at);
}

/* Whether it has been put into the buffer, since it fits. */
KITH_PRINTF(2, 0)
static bool gather(kith_sink *sink, const char *format, va_list args)
{
    if (!sink->left)
        return false;
    const int length = vsnprintf(sink->at, sink->left, format, args);
    if (length < 0 || (size_t)length >= sink->left)
        return false;
    sink->at += length;
    sink->left -= (size_t)length;
    return true;
}

KITH_PRINTF(2, 0)
static void print(kith_sink *sink, const char *format, va_list args)
{
    empty(sink);
    if (sink->failed)
        return;
    errno = 0;
    if (vfprintf(sink->file, format, args) < 0)
        note_failure(sink);
}

void kith_putf(kith_sink *sink, const char *format, ...)
{
    va_list args;
    if (sink->failed)
        return;
    va_start(args, format);
    const bool gathered = gather(sink, format, args);
    va_end(args);
    if (gathered)
        return;
    va_start(args, format);
    print(sink, format, args);
    va_end(args);
}

static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

/* The escape of one ASCII byte that is not plain. */
static void put_escape(kith_sink *sink, unsigned char byte)
{
    static const char *const short_forms[] = {
        ['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n",  ['\f'] = "\\f",
        ['\r'] = "\\r", ['"'] = "\\\"", ['\\'] = "\\\\",
    };
    const size_t count = sizeof short_forms / sizeof *short_forms;
    if (byte < count && short_forms[byte]) {
        kith_put(sink, short_forms[byte]);
    } else {
        kith_putf(sink, "\\u%04x", (unsigned)byte);
    }
}

/* The end of what stands for itself: plain ASCII and valid UTF-8. */
static const char *plain_end(const char *at, const char *end)
{
    while (at < end) {
        size_t length = is_plain((unsigned char)*at);
        if ((unsigned char)*at >= 0x80)
            length = kith_utf8_length(at, (size_t)(end - at));
        if (!length)
            break;
        at += length;
    }
    return at;
}

void kith_put_json_part(kith_sink *sink, kith_text text)
{
    const char *at = text.data;
    const char *const end = text.data ? text.data + text.length : NULL;
    while (at < end) {
        const char *const start = at;
        at = plain_end(at, end);
        kith_put_bytes(sink, start, (size_t)(at - start));
        if (at == end)
            break;
        if ((unsigned char)*at < 0x80) {
            put_escape(sink, (unsigned char)*at);
        } else {
            kith_put(sink, "\\ufffd");
        }
        at++;
    }
}

void kith_put_json(kith_sink *sink, kith_text text)
{
    kith_put_char(sink, '"');
    kith_put_json_part(sink, text);
    kith_put_char(sink, '"');
}

void kith_put_number(kith_sink *sink, double value)
{
    char text[KITH_NUMBER_SIZE];
    kith_put(sink, kith_number_format(value, text));
}

/* End of the string that begins at `at`, after its closing quote. */
static size_t string_end(kith_text json, size_t at)
{
    for (at++; at < json.length && json.data[at] != '"'; at++)
        at += json.data[at] == '\\';
    return at < json.length ? at + 1 : json.length;
}

void kith_put_one_line(kith_sink *sink, kith_text json, bool spaced)
{
    size_t at = 0;
    while (at < json.length) {
        const char byte = json.data[at];
        if (byte == '"') {
            const size_t end = string_end(json, at);
            kith_put_bytes(sink, json.data + at, end - at);
            at = end;
            continue;
        }
        if (byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r')
            kith_put_char(sink, byte);
        if (spaced && (byte == ',' || byte == ':'))
            kith_put_char(sink, ' ');
        at++;
    }
}

kith_status kith_sink_finish(kith_sink *sink, kith_error *err)
{
    empty(sink);
    errno = 0;
    if (!sink->failed && fflush(sink->file) != 0)
        note_failure(sink);
    if (!sink->failed)
        return KITH_OK;
    return kith_fail(err, KITH_E_IO, "cannot write output: %s",
                     strerror(sink->failed));
}

/* Places in JSON text and walks over it: where values end, which line a byte
 * is on, the members of an object. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"
#include "json/scan.h"

#include <string.h>

/* -- the end of a value -------------------------------------------------- */

/* Which of the 64 bits are escaped by a backslash, given the backslashes;
 * `*carry` says whether the first one is, and then the one after the last. */
static uint64_t escaped_bits(uint64_t slashes, uint64_t *carry)
{
    uint64_t escaped = *carry;
    slashes &= ~*carry;
    *carry = 0;
    while (slashes) {
        const int at = __builtin_ctzll(slashes);
        if (at == 63) {
            *carry = 1;
            break;
        }
        escaped |= (uint64_t)2 << at;
        slashes &= ~((uint64_t)3 << at);
    }
    return escaped;
}

/* Bit i is the parity of bits 0..i: set from a quote to the one before its
 * partner. */
static uint64_t between_quotes(uint64_t quotes)
{
    for (int shift = 1; shift < 64; shift *= 2)
        quotes ^= quotes << shift;
    return quotes;
}

/* The bracket that closes the one at `at`, 64 bytes a step. */
static const char *container_end(const char *at, const char *end)
{
    uint64_t escape = 0;
    uint64_t inside = 0; /* all ones while a string is open */
    uint32_t depth = 0;
    for (; at < end; at += 64) {
        const uint64_t slashes = kith_bytes_equal(at, '\\');
        uint64_t quotes = kith_bytes_equal(at, '"');
        if (slashes | escape)
            quotes &= ~escaped_bits(slashes, &escape);
        const uint64_t string = between_quotes(quotes) ^ inside;
        inside = string >> 63 ? UINT64_MAX : 0;
        const uint64_t open = kith_bytes_bracket(at, '{') & ~string;
        uint64_t both = open | (kith_bytes_bracket(at, '}') & ~string);
        for (; both; both &= both - 1) {
            const int bit = __builtin_ctzll(both);
            depth += open >> bit & 1 ? 1u : UINT32_MAX;
            if (depth == 0)
                return at + bit + 1 <= end ? at + bit + 1 : NULL;
        }
    }
    return NULL;
}

static const char *string_end(const char *at, const char *end)
{
    for (at++; at < end; at++) {
        if (*at == '\\') {
            at++;
        } else if (*at == '"') {
            return at + 1;
        }
    }
    return NULL;
}

const char *kith_json_end(const char *at, const char *end, bool whole)
{
    /* what stands after a number or a literal, or after the whole text */
    static const bool after[256] = {
        [','] = true,  [']'] = true,  ['}'] = true,  [' '] = true,
        ['\n'] = true, ['\r'] = true, ['\t'] = true, ['\0'] = true,
    };
    if (at >= end)
        return NULL;
    if (*at == '{' || *at == '[')
        return container_end(at, end);
    if (*at == '"')
        return string_end(at, end);
    while (at < end && !after[(unsigned char)*at])
        at++;
    return at < end || whole ? at : NULL;
}

/* -- places -------------------------------------------------------------- */

kith_place kith_json_place(kith_text text, const char *name, size_t offset)
{
    kith_place place = {.source = name, .offset = offset, .line = 1};
    const char *line = text.data;
    const char *const at = text.data + offset;
    for (const char *next = NULL;
         line < at && (next = memchr(line, '\n', (size_t)(at - line)));
         line = next + 1)
        place.line++;
    place.column =
        1 + (uint32_t)kith_utf8_count((kith_text){line, (size_t)(at - line)});
    return place;
}

kith_status kith_json_check(kith_text text, const char *name, kith_error *err)
{
    kith_scan scan = {0};
    kith_status st = KITH_OK;
    char *padded = kith_new_array(text.length + KITH_PADDING, 1);
    if (!padded)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    if (text.length)
        memcpy(padded, text.data, text.length);
    scan.at = padded;
    scan.end = padded + text.length;
    if (kith_scan_skip(&scan)) {
        kith_scan_space(&scan);
        if (scan.at < scan.end)
            kith_scan_object_to(&scan, KITH_FAULT_SYNTAX, scan.at,
                                "more text after the value");
    }
    if (scan.fault == KITH_FAULT_NONE && scan.repeated)
        kith_scan_object_to(&scan, KITH_FAULT_SYNTAX, scan.repeated - 1,
                            "this key is repeated");
    if (scan.fault != KITH_FAULT_NONE) {
        st = scan.fault == KITH_FAULT_MEMORY  ? KITH_E_MEMORY
             : scan.fault == KITH_FAULT_DEPTH ? KITH_E_LIMIT
                                              : KITH_E_SYNTAX;
        kith_fail(err, st, "%s", scan.fault_message);
        kith_fail_at(err, kith_json_place(text, name,
                                          (size_t)(scan.fault_at - padded)));
    }
    kith_scan_release(&scan);
    kith_release(padded);
    return st;
}

/* -- members and elements in valid text ---------------------------------- */

static bool is_between(char c)
{
    return c == ' ' || c == ',' || c == ':' || c == '\n' || c == '\r' ||
           c == '\t';
}

static size_t skip_space(kith_text text, size_t at)
{
    while (at < text.length && is_between(text.data[at]))
        at++;
    return at;
}

/* The end of the value at `at`, in valid text without padding. */
static size_t value_end(kith_text text, size_t at)
{
    size_t depth = 0;
    do {
        const char c = text.data[at];
        if (c == '"') {
            const char *end =
                string_end(text.data + at, text.data + text.length);
            at = end ? (size_t)(end - text.data) : text.length;
        } else if (c == '{' || c == '[') {
            depth++;
            at++;
        } else if (c == '}' || c == ']') {
            depth--;
            at++;
        } else if (depth) {
            at++;
        } else {
            while (at < text.length && !strchr(",]} \n\r\t", text.data[at]))
                at++;
        }
    } while (depth && at < text.length);
    return at;
}

bool kith_json_each_element(kith_text array, size_t *at, kith_text *value)
{
    if (*at == 0)
        *at = skip_space(array, 0) + 1; /* past the opening bracket */
    const size_t start = skip_space(array, *at);
    if (start >= array.length || array.data[start] == ']')
        return false;
    *at = value_end(array, start);
    *value = (kith_text){array.data + start, *at - start};
    return true;
}

bool kith_json_each_member(kith_text object,
                           size_t *at,
                           kith_text *key,
                           kith_text *value)
{
    if (*at == 0)
        *at = skip_space(object, 0) + 1; /* past the opening brace */
    const size_t start = skip_space(object, *at);
    if (start >= object.length || object.data[start] != '"')
        return false;
    const size_t key_end = value_end(object, start);
    const size_t value_start = skip_space(object, key_end);
    *key = (kith_text){object.data + start + 1, key_end - start - 2};
    *at = value_end(object, value_start);
    *value = (kith_text){object.data + value_start, *at - value_start};
    return true;
}

/* The strict scanner: every rule of RFC 8259, and nothing built. */
#include "json/scan.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/number.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>

bool kith_scan_object_to(kith_scan *scan,
                         kith_json_fault fault,
                         const char *at,
                         const char *message)
{
    if (scan->fault == KITH_FAULT_NONE) {
        scan->fault = fault;
        scan->fault_at = at < scan->end ? at : scan->end;
        scan->fault_message = message;
    }
    return false;
}

/* Object to what stands at `at`, or to the end of the text if that is there. */
static bool unexpected(kith_scan *scan, const char *at, const char *message)
{
    return kith_scan_object_to(scan, KITH_FAULT_SYNTAX, at,
                               at < scan->end ? message
                                              : "the text ends too early");
}

void kith_scan_release(kith_scan *scan)
{
    kith_release(scan->keys);
    *scan = (kith_scan){0};
}

/* -- strings ------------------------------------------------------------- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* The four digits of \uXXXX at `at`, or -1. */
static int32_t hex_unit(const char *at)
{
    int32_t unit = 0;
    for (int i = 0; i < 4; i++) {
        const int digit = hex_digit(at[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

/* Check the escape at `at`, which stands at its backslash; NULL if wrong. */
static const char *skip_escape(kith_scan *scan, const char *at)
{
    if (at[1] != 'u') {
        if (at[1] != '\0' && strchr("\"\\/bfnrt", at[1]))
            return at + 2;
        unexpected(scan, at + 1 < scan->end ? at : at + 1, "unknown escape");
        return NULL;
    }
    const int32_t unit = hex_unit(at + 2);
    if (unit < 0) {
        unexpected(scan, at, "'\\u' needs four hexadecimal digits");
        return NULL;
    }
    if (unit < 0xD800 || unit > 0xDFFF)
        return at + 6;
    const int32_t low =
        unit < 0xDC00 && at[6] == '\\' && at[7] == 'u' ? hex_unit(at + 8) : -1;
    if (low >= 0xDC00 && low <= 0xDFFF)
        return at + 12;
    kith_scan_object_to(scan, KITH_FAULT_ENCODING, at,
                        "half of a surrogate pair stands alone");
    return NULL;
}

/* Skip what is not ASCII, from `at`; NULL if it is not UTF-8. */
static const char *skip_beyond_ascii(kith_scan *scan, const char *at)
{
    while ((signed char)*at < 0) {
        const unsigned char lead = (unsigned char)at[0];
        const unsigned char next = (unsigned char)at[1];
        /* only faster: two-byte letters, the bulk of Cyrillic and Greek */
        if (lead >= 0xC2 && lead < 0xE0 && (next & 0xC0) == 0x80) {
            at += 2;
            continue;
        }
        const size_t length =
            at < scan->end ? kith_utf8_length(at, (size_t)(scan->end - at)) : 0;
        if (length == 0) {
            kith_scan_object_to(scan, KITH_FAULT_ENCODING, at,
                                "bytes that are not UTF-8");
            return NULL;
        }
        at += length;
    }
    return at;
}

bool kith_scan_string_rest(kith_scan *scan,
                           const char *at,
                           kith_text *text,
                           bool *escaped)
{
    while (*at != '"') {
        if (*at == '\\') {
            *escaped = true;
            at = skip_escape(scan, at);
        } else if ((signed char)*at < 0) {
            at = skip_beyond_ascii(scan, at);
        } else if ((unsigned char)*at < 0x20) {
            return unexpected(scan, at, "control character in a string");
        } else {
            at++;
        }
        if (!at)
            return false;
    }
    if (at >= scan->end)
        return unexpected(scan, at, "");
    text->length = (size_t)(at - text->data);
    scan->at = at + 1;
    return true;
}

static size_t unescape_unit(const char *at, char *out, size_t *taken)
{
    uint32_t code = (uint32_t)hex_unit(at + 2);
    *taken = 6;
    if (code >= 0xD800 && code < 0xDC00) {
        const uint32_t low = (uint32_t)hex_unit(at + 8);
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        *taken = 12;
    }
    return kith_utf8_encode(code, out);
}

size_t kith_json_unescape(kith_text text, char *out)
{
    static const char meaning[] = {
        ['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
        ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t',
    };
    const char *at = text.data;
    const char *const end = at + text.length;
    char *to = out;
    while (at < end) {
        if (*at != '\\') {
            *to++ = *at++;
        } else if (at[1] != 'u') {
            *to++ = meaning[(unsigned char)at[1]];
            at += 2;
        } else {
            size_t taken = 0;
            to += unescape_unit(at, to, &taken);
            at += taken;
        }
    }
    return (size_t)(to - out);
}

/* -- numbers and literals ------------------------------------------------ */

static const char *skip_digits(const char *at)
{
    while (*at >= '0' && *at <= '9')
        at++;
    return at;
}

/* Numbers whose value a double does not hold are noted, not refused. */
static void note_size(kith_scan *scan, kith_text text, bool integer)
{
    const size_t safe = 15; /* digits that always fit */
    if (text.length <= safe)
        return;
    const double value = kith_number_parse(text);
    if (!isfinite(value)) {
        if (!scan->beyond_double)
            scan->beyond_double = text.data;
    } else if (integer && fabs(value) > 9007199254740991.0) {
        if (!scan->large_integer)
            scan->large_integer = text.data;
    }
}

static bool scan_number(kith_scan *scan, kith_text *text)
{
    const char *const start = scan->at;
    const char *at = start + (*start == '-');
    const char *const digits = at;
    at = skip_digits(at);
    if (at == digits)
        return unexpected(scan, at, "a value was expected here");
    if (*digits == '0' && at > digits + 1)
        return unexpected(scan, digits, "a number must not begin with 0");
    bool integer = true;
    if (*at == '.') {
        const char *const point = at;
        at = skip_digits(at + 1);
        integer = false;
        if (at == point + 1)
            return unexpected(scan, at, "a digit must follow the point");
    }
    bool exponent = false;
    if (*at == 'e' || *at == 'E') {
        at += 1 + (at[1] == '+' || at[1] == '-');
        const char *const first = at;
        at = skip_digits(at);
        exponent = true;
        if (at == first)
            return unexpected(scan, at, "a digit must follow the exponent");
    }
    *text = (kith_text){start, (size_t)(at - start)};
    scan->at = at;
    if (exponent && !isfinite(kith_number_parse(*text)) && !scan->beyond_double)
        scan->beyond_double = start;
    note_size(scan, *text, integer && !exponent);
    return true;
}

static bool scan_literal(kith_scan *scan,
                         const char *word,
                         kith_json_type meaning,
                         kith_json_type *type,
                         kith_text *text)
{
    const size_t length = strlen(word);
    if (memcmp(scan->at, word, length) != 0)
        return unexpected(scan, scan->at, "a value was expected here");
    *type = meaning;
    *text = (kith_text){scan->at, length};
    scan->at += length;
    return true;
}

/* -- keys ---------------------------------------------------------------- */

static bool room_for_key(kith_scan *scan)
{
    if (scan->keys_used < scan->keys_room)
        return true;
    const size_t room = scan->keys_room ? scan->keys_room * 2 : 64;
    kith_key *keys = kith_grow_array(scan->keys, room, sizeof *keys);
    if (!keys)
        return kith_scan_object_to(scan, KITH_FAULT_MEMORY, scan->at,
                                   "out of memory");
    scan->keys = keys;
    scan->keys_room = room;
    return true;
}

/* Escapes are undone first: "a" and "\u0061" are one key. */
static bool hash_of_key(kith_scan *scan, kith_text key, uint64_t *hash)
{
    char *plain = kith_new_array(key.length, 1);
    if (!plain)
        return kith_scan_object_to(scan, KITH_FAULT_MEMORY, scan->at,
                                   "out of memory");
    *hash = kith_hash(plain, kith_json_unescape(key, plain), 0);
    kith_release(plain);
    return true;
}

bool kith_scan_note_key(kith_scan *scan, kith_text key, bool escaped)
{
    uint64_t hash = 0;
    if (!room_for_key(scan))
        return false;
    if (!escaped) {
        hash = kith_hash(key.data, key.length, 0);
    } else if (!hash_of_key(scan, key, &hash)) {
        return false;
    }
    scan->keys[scan->keys_used++] = (kith_key){hash, key.data};
    scan->inner_id |= escaped || (key.length == 2 && key.data[0] == 'i' &&
                                  key.data[1] == 'd');
    return true;
}

static int by_hash_then_place(const void *a, const void *b)
{
    const kith_key *x = a;
    const kith_key *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

static void note_repeated(kith_scan *scan, const char *at)
{
    if (!scan->repeated || at < scan->repeated)
        scan->repeated = at;
}

void kith_scan_close_keys(kith_scan *scan, size_t keys_before)
{
    enum { FEW = 12 }; /* up to here comparing all pairs is faster */
    if (scan->keys_used == keys_before)
        return;
    kith_key *const keys = scan->keys + keys_before;
    const size_t count = scan->keys_used - keys_before;
    scan->keys_used = keys_before;
    if (count > FEW) {
        qsort(keys, count, sizeof *keys, by_hash_then_place);
        for (size_t i = 1; i < count; i++) {
            if (keys[i].hash == keys[i - 1].hash)
                note_repeated(scan, keys[i].at);
        }
        return;
    }
    for (size_t i = 1; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (keys[i].hash == keys[j].hash)
                note_repeated(scan, keys[i].at);
        }
    }
}

/* -- values -------------------------------------------------------------- */

static bool scan_key(kith_scan *scan)
{
    kith_text key;
    bool escaped = false;
    kith_scan_space(scan);
    if (*scan->at != '"')
        return unexpected(scan, scan->at,
                          "a key in double quotes was expected");
    if (!kith_scan_string(scan, &key, &escaped) ||
        !kith_scan_note_key(scan, key, escaped))
        return false;
    kith_scan_space(scan);
    if (*scan->at != ':')
        return unexpected(scan, scan->at, "':' was expected after the key");
    scan->at++;
    return true;
}

static bool deeper(kith_scan *scan)
{
    if (++scan->depth <= KITH_JSON_DEPTH)
        return true;
    return kith_scan_object_to(scan, KITH_FAULT_DEPTH, scan->at - 1,
                               "nested deeper than 512 levels");
}

/* After an element: on past a comma, or out past `close`. */
static bool more_elements(kith_scan *scan, char close, bool *more)
{
    kith_scan_space(scan);
    *more = *scan->at == ',';
    if (*more || *scan->at == close) {
        scan->at++;
        return true;
    }
    return unexpected(scan, scan->at,
                      close == '}' ? "',' or '}' was expected here"
                                   : "',' or ']' was expected here");
}

/* Elements up to `close`; recursion is bounded by KITH_JSON_DEPTH. */
static bool scan_elements(kith_scan *scan, char close)
{
    const size_t keys_before = scan->keys_used;
    bool more = true;
    scan->at++;
    if (!deeper(scan))
        return false;
    kith_scan_space(scan);
    if (*scan->at == close) {
        scan->at++;
        more = false;
    }
    while (more) {
        if (close == '}' && !scan_key(scan))
            return false;
        if (!kith_scan_skip(scan) || !more_elements(scan, close, &more))
            return false;
    }
    if (close == '}')
        kith_scan_close_keys(scan, keys_before);
    scan->depth--;
    return true;
}

static bool scan_container(kith_scan *scan, char close, kith_text *text)
{
    const char *const start = scan->at;
    if (!scan_elements(scan, close))
        return false;
    *text = (kith_text){start, (size_t)(scan->at - start)};
    return true;
}

bool kith_scan_value(kith_scan *scan,
                     kith_json_type *type,
                     kith_text *text,
                     bool *escaped)
{
    kith_scan_space(scan);
    *escaped = false;
    switch (*scan->at) {
    case '"':
        *type = KITH_JSON_STRING;
        return kith_scan_string(scan, text, escaped);
    case '{':
        *type = KITH_JSON_OBJECT;
        return scan_container(scan, '}', text);
    case '[':
        *type = KITH_JSON_ARRAY;
        return scan_container(scan, ']', text);
    case 't':
        return scan_literal(scan, "true", KITH_JSON_TRUE, type, text);
    case 'f':
        return scan_literal(scan, "false", KITH_JSON_FALSE, type, text);
    case 'n':
        return scan_literal(scan, "null", KITH_JSON_NULL, type, text);
    default:
        *type = KITH_JSON_NUMBER;
        return scan_number(scan, text);
    }
}

bool kith_scan_skip(kith_scan *scan)
{
    kith_json_type type = KITH_JSON_NULL;
    kith_text text = {0};
    bool escaped = false;
    return kith_scan_value(scan, &type, &text, &escaped);
}

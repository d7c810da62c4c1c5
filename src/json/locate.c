/* Where the value at a JSON Pointer stands in its text. */
#include "json/locate.h"

#include "base/alloc.h"
#include "json/scan.h"

#include <stdio.h>
#include <string.h>

/* Undo a pointer's escapes: "~1" is "/", "~0" is "~". */
static void unescape_token(char *token)
{
    char *to = token;
    for (const char *at = token; *at; to++) {
        const bool escaped = at[0] == '~' && (at[1] == '0' || at[1] == '1');
        *to = *at;
        if (escaped)
            *to = at[1] == '1' ? '/' : '~';
        at += escaped ? 2 : 1;
    }
    *to = '\0';
}

/* Scan the key at `scan->at` and its colon. `room` holds any key's bytes. */
static bool scan_key(kith_scan *scan, char *room, kith_text *key)
{
    bool escaped = false;
    if (*scan->at != '"' || !kith_scan_string(scan, key, &escaped))
        return false;
    *key = (kith_text){room, kith_json_unescape(*key, room)};
    kith_scan_space(scan);
    scan->at++;
    return true;
}

/* Set `scan->at` from a container to its member or element `token`. */
static bool enter(kith_scan *scan, const char *token, char *room)
{
    char number[24];
    const bool object = *scan->at == '{';
    const char close = object ? '}' : ']';
    if (!object && *scan->at != '[')
        return false;
    for (size_t index = 0; *scan->at != close; index++) {
        kith_text key = {number, 0};
        scan->at++; /* the opening bracket or a comma */
        kith_scan_space(scan);
        if (*scan->at == close)
            return false;
        if (!object) {
            key.length = (size_t)snprintf(number, sizeof number, "%zu", index);
        } else if (!scan_key(scan, room, &key)) {
            return false;
        }
        kith_scan_space(scan);
        if (key.length == strlen(token) && !memcmp(key.data, token, key.length))
            return scan->at < scan->end;
        if (!kith_scan_skip(scan))
            return false;
        kith_scan_space(scan);
    }
    return false;
}

/* Walk along `pointer`, which is taken apart on the way. */
static bool walk(kith_scan *scan, char *pointer, char *room)
{
    kith_scan_space(scan);
    while (*pointer == '/') {
        char *token = pointer + 1;
        const size_t length = strcspn(token, "/");
        const char after = token[length];
        token[length] = '\0';
        unescape_token(token);
        if (!enter(scan, token, room))
            return false;
        pointer = token + length;
        *pointer = after;
    }
    return *pointer == '\0';
}

kith_place kith_json_locate(kith_text text,
                            const char *name,
                            const char *pointer)
{
    kith_place place = {0};
    kith_scan scan = {0};
    char *padded = KITH_NEW(char, text.length + KITH_PADDING);
    char *room = KITH_NEW(char, text.length + 1);
    const size_t length = strlen(pointer);
    char *tokens = KITH_NEW(char, length + 1);
    if (padded && room && tokens && text.length) {
        memcpy(padded, text.data, text.length);
        memcpy(tokens, pointer, length + 1);
        scan.at = padded;
        scan.end = padded + text.length;
        if (walk(&scan, tokens, room))
            place = kith_json_place(text, name, (size_t)(scan.at - padded));
    }
    kith_scan_release(&scan);
    kith_release(tokens);
    kith_release(room);
    kith_release(padded);
    return place;
}

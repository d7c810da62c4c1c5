/* Relative IRIs beside their base, as RFC 3986 has it (5.2.2 to 5.2.4). */
#include "records/dialects/iri.h"

#include <stdbool.h>
#include <string.h>

/* Where the first of `marks` stands from `at` on, or the end. */
static size_t find(kith_text iri, size_t at, const char *marks)
{
    while (at < iri.length && !memchr(marks, iri.data[at], strlen(marks)))
        at++;
    return at;
}

static bool has_scheme(kith_text iri)
{
    const size_t at = find(iri, 0, ":/?#");
    return at < iri.length && iri.data[at] == ':';
}

/* Where the path begins: past the scheme and the host. */
static size_t path_of(kith_text iri)
{
    const size_t at = has_scheme(iri) ? find(iri, 0, ":") + 1 : 0;
    return iri.length - at >= 2 && !memcmp(iri.data + at, "//", 2)
               ? find(iri, at + 2, "/?#")
               : at;
}

/* How much of the base stays before what is relative. */
static size_t kept_of(kith_text base, kith_text iri)
{
    const size_t path = path_of(base);
    size_t end = find(base, path, "?#");
    if (!iri.length || *iri.data == '#')
        return find(base, path, "#");
    if (*iri.data == '?')
        return end;
    if (iri.length > 1 && !memcmp(iri.data, "//", 2))
        return has_scheme(base) ? find(base, 0, ":") + 1 : 0;
    if (*iri.data == '/')
        return path;
    while (end > path && base.data[end - 1] != '/')
        end--;
    return end;
}

/* Undo "." and ".." in the path that begins at `from`; the new length. */
static size_t undo_dots(char *iri, size_t from, size_t length)
{
    const size_t end = find((kith_text){iri, length}, from, "?#");
    size_t out = from;
    for (size_t at = from, stop; at < end; at = stop) {
        stop = at + 1;
        while (stop < end && iri[stop] != '/')
            stop++;
        const size_t size = stop - at;
        const bool up = size == 3 && !memcmp(iri + at, "/..", 3);
        if (!up && !(size == 2 && iri[at + 1] == '.')) {
            memmove(iri + out, iri + at, size);
            out += size;
            continue;
        }
        while (up && out > from && iri[--out] != '/')
            continue;
        if (stop == end)
            iri[out++] = '/';
    }
    memmove(iri + out, iri + end, length - end);
    return out + length - end;
}

kith_text kith_iri_resolve(kith_text base, kith_text iri, kith_arena *arena)
{
    if (!base.length || has_scheme(iri))
        return iri;
    size_t length = kept_of(base, iri);
    char *out = kith_arena_take(arena, length + iri.length + 2);
    if (!out)
        return (kith_text){0};
    const size_t path = path_of(base);
    const bool host = path > 2 && memmem(base.data, path, "//", 2);
    memcpy(out, base.data, length);
    if (host && length == path && iri.length &&
        !memchr("/?#", *iri.data, strlen("/?#")))
        out[length++] = '/';
    if (iri.length)
        memcpy(out + length, iri.data, iri.length);
    length += iri.length;
    const kith_text whole = {out, length};
    const size_t from = path_of(whole);
    const bool path_said = iri.length && !memchr("?#", *iri.data, 2);
    if (path_said && from < length && out[from] == '/')
        length = undo_dots(out, from, length);
    return (kith_text){out, length};
}

/* Where vocabularies come from: a file, or the one that is built in. */
#include "base/alloc.h"
#include "base/error.h"
#include "vocabulary/embedded.h"
#include "vocabulary/model.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* A vocabulary is written by hand; more than this is some other file. */
enum { MOST_BYTES = 16 << 20, FIRST_ROOM = 16 << 10 };

static kith_status cannot_read(const char *path, kith_error *err)
{
    return kith_fail(err, KITH_E_IO, "cannot read '%s': %s", path,
                     strerror(errno));
}

/* All bytes of `file`; released with kith_release(). */
static kith_status read_all(char **out,
                            size_t *length,
                            FILE *file,
                            const char *path,
                            kith_error *err)
{
    size_t room = 0;
    *length = 0;
    do {
        room = room ? room * 2 : FIRST_ROOM;
        char *larger = kith_grow_array(*out, room, 1);
        if (!larger)
            return kith_fail(err, KITH_E_MEMORY, "out of memory");
        *out = larger;
        errno = 0;
        *length += fread(*out + *length, 1, room - *length, file);
        if (ferror(file))
            return cannot_read(path, err);
    } while (*length == room && room < MOST_BYTES);
    if (*length == room) {
        return kith_fail(err, KITH_E_LIMIT,
                         "'%s' is larger than a vocabulary may be, 16 MiB",
                         path);
    }
    return KITH_OK;
}

kith_status kith_vocabulary_read(kith_vocabulary **out,
                                 const char *path,
                                 kith_error *err)
{
    kith_status st = KITH_OK;
    char *text = NULL;
    size_t length = 0;
    *out = NULL;
    FILE *file = fopen(path, "rb");
    if (!file)
        return cannot_read(path, err);
    KITH_TRY(st, read_all(&text, &length, file, path, err), done);
    KITH_TRY(st,
             kith_vocabulary_parse(out, (kith_text){text, length}, path, err),
             done);
done:
    kith_release(text);
    fclose(file);
    return st;
}

kith_status kith_vocabulary_default(kith_vocabulary **out, kith_error *err)
{
    const kith_text text = {(const char *)kith_default_vocabulary,
                            kith_default_vocabulary_size};
    return kith_vocabulary_parse(out, text, "<built-in vocabulary>", err);
}

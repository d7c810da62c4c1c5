/* The wall round ICU, which is loaded while the program runs and only when it
 * is needed: it takes longer to load than most answers take.
 *
 * Its functions bear its version in their names, "utrans_openU_72". */
#include "base/romanize.h"

#include "base/alloc.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

enum {
    NEWEST = 99, /* versions that are looked for */
    OLDEST = 60,
    ROOM = 1024, /* UTF-16 units of a word in Latin */
    HAN_FIRST = 0x3400,
    HAN_COUNT = 0xA000 - HAN_FIRST,
    HAN_LETTERS = 7 /* "zhuang" and its length */
};

/* As ICU declares them; a status above 0 is a failure. */
typedef void *open_function(const uint16_t *id,
                            int32_t id_length,
                            int direction,
                            const uint16_t *rules,
                            int32_t rules_length,
                            void *parse_error,
                            int *status);
typedef void trans_function(void *transliterator,
                            uint16_t *text,
                            int32_t *length,
                            int32_t room,
                            int32_t start,
                            int32_t *limit,
                            int *status);
typedef void close_function(void *transliterator);
typedef void version_function(uint8_t version[4]);

struct kith_romanizer {
    bool tried;
    void *library;
    void *any_latin;
    trans_function *trans;
    close_function *close;
    char version[16];
    char (*han)[HAN_LETTERS]; /* of each character asked for: length + 1, then
                                 letters */
};

bool kith_is_han(uint32_t code)
{
    return (code >= HAN_FIRST && code < HAN_FIRST + HAN_COUNT) ||
           (code >= 0xF900 && code < 0xFB00) ||
           (code >= 0x20000 && code < 0x32000);
}

kith_romanizer *kith_romanizer_new(void)
{
    return KITH_NEW(kith_romanizer, 1);
}

void kith_romanizer_free(kith_romanizer *romanizer)
{
    if (!romanizer)
        return;
    if (romanizer->any_latin)
        romanizer->close(romanizer->any_latin);
    kith_release(romanizer->han);
    kith_release(romanizer);
    /* the library stays: it has handlers that run when the program ends */
}

/* -- loading ------------------------------------------------------------- */

static void *symbol(void *library, const char *name, int version)
{
    char whole[64];
    snprintf(whole, sizeof whole, "%s_%d", name, version);
    return dlsym(library, whole);
}

/* POSIX gives functions as pointers to objects, which C knows no cast for. */
static bool take(void *function, void *library, const char *name, int version)
{
    void *found = symbol(library, name, version);
    memcpy(function, &found, sizeof found);
    return found != NULL;
}

static void open_any_latin(kith_romanizer *r, int version)
{
    static const uint16_t id[] = {'A', 'n', 'y', '-', 'L', 'a', 't', 'i', 'n'};
    open_function *open = NULL;
    version_function *tell = NULL;
    int status = 0;
    if (!take(&open, r->library, "utrans_openU", version) ||
        !take(&r->trans, r->library, "utrans_transUChars", version) ||
        !take(&r->close, r->library, "utrans_close", version) ||
        !take(&tell, r->library, "u_getVersion", version))
        return;
    r->any_latin = open(id, sizeof id / sizeof *id, 0, NULL, -1, NULL, &status);
    if (status > 0)
        r->any_latin = NULL;
    if (r->any_latin) {
        uint8_t parts[4];
        tell(parts);
        snprintf(r->version, sizeof r->version, "%d.%d", parts[0], parts[1]);
    }
}

static bool load(kith_romanizer *r)
{
    if (!r || r->tried)
        return r && r->any_latin;
    r->tried = true;
    for (int version = NEWEST; version >= OLDEST && !r->library; version--) {
        char name[32];
        snprintf(name, sizeof name, "libicui18n.so.%d", version);
        r->library = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
        if (r->library)
            open_any_latin(r, version);
    }
    return r->any_latin != NULL;
}

const char *kith_romanizer_used(const kith_romanizer *romanizer)
{
    return romanizer && romanizer->tried ? romanizer->version : NULL;
}

/* -- words --------------------------------------------------------------- */

static int32_t to_utf16(kith_text word, uint16_t *out, int32_t room)
{
    int32_t used = 0;
    for (size_t at = 0, length; at < word.length && used + 2 <= room;
         at += length) {
        const uint32_t code = kith_utf8_decode(word.data + at, &length);
        if (code >= 0x10000) {
            out[used++] = (uint16_t)(0xD800 + ((code - 0x10000) >> 10));
            out[used++] = (uint16_t)(0xDC00 + ((code - 0x10000) & 0x3FF));
        } else {
            out[used++] = (uint16_t)code;
        }
    }
    return used;
}

/* The letters a to z of UTF-16 text, without their marks. */
static size_t plain_letters(const uint16_t *text,
                            int32_t length,
                            char out[KITH_ROMAN_SIZE])
{
    size_t used = 0;
    for (int32_t i = 0; i < length; i++) {
        char folded[KITH_FOLD_SIZE];
        if (text[i] >= 0xD800 && text[i] < 0xE000)
            return 0; /* a script that ICU left as it is */
        const size_t bytes = kith_fold_code(text[i], folded);
        for (size_t j = 0; j < bytes && used < KITH_ROMAN_SIZE; j++) {
            if (folded[j] >= 'a' && folded[j] <= 'z')
                out[used++] = folded[j];
        }
    }
    return used;
}

static size_t whole_word(const kith_romanizer *r,
                         kith_text word,
                         char out[KITH_ROMAN_SIZE])
{
    uint16_t text[ROOM];
    int32_t length = to_utf16(word, text, ROOM / 8);
    int32_t limit = length;
    int status = 0;
    r->trans(r->any_latin, text, &length, ROOM, 0, &limit, &status);
    return status > 0 || length > ROOM ? 0 : plain_letters(text, length, out);
}

/* Most characters have one reading, and 10 µs is long: each is asked for once.
 */
static size_t han_character(kith_romanizer *r,
                            uint32_t code,
                            kith_text character,
                            char out[KITH_ROMAN_SIZE])
{
    if (code < HAN_FIRST || code >= HAN_FIRST + HAN_COUNT)
        return whole_word(r, character, out);
    if (!r->han)
        r->han = kith_new_array(HAN_COUNT, sizeof *r->han);
    if (!r->han)
        return 0;
    char *known = r->han[code - HAN_FIRST];
    if (!known[0]) {
        size_t length = whole_word(r, character, out);
        length = length < HAN_LETTERS - 1 ? length : HAN_LETTERS - 1;
        known[0] = (char)(length + 1);
        memcpy(known + 1, out, length);
    }
    const size_t length = (size_t)known[0] - 1;
    memcpy(out, known + 1, length);
    return length;
}

size_t kith_romanize(kith_romanizer *romanizer,
                     kith_text word,
                     char out[KITH_ROMAN_SIZE])
{
    size_t length = 0;
    if (word.length == 0 || !load(romanizer))
        return 0;
    if (!kith_is_han(kith_utf8_decode(word.data, &length)))
        return whole_word(romanizer, word, out);
    size_t used = 0;
    for (size_t at = 0; at < word.length; at += length) {
        char letters[KITH_ROMAN_SIZE];
        const uint32_t code = kith_utf8_decode(word.data + at, &length);
        const kith_text character = {word.data + at, length};
        const size_t count =
            kith_is_han(code)
                ? han_character(romanizer, code, character, letters)
                : whole_word(romanizer, character, letters);
        if (used + count > KITH_ROMAN_SIZE)
            break;
        memcpy(out + used, letters, count);
        used += count;
    }
    return used;
}

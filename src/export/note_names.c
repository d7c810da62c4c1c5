/* From names of entities to names of files: code point by code point, then what
 * systems keep for themselves, then one for each. */
#include "export/note_names.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/intern.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "export/draft.h"
#include "export/pieces.h"

#include <string.h>
#include <strings.h>

/* Systems take 255 bytes, some of them after taking letters apart; a name and
 * an id leave room for what stands around the id, and for ".md". */
#define MOST_BYTES      200
#define MOST_ID_BYTES   60
#define MOST_BYTES_BOTH 235

/* Names so far, folded. */
typedef struct naming {
    kith_arena *arena;
    kith_texts texts;
    kith_intern used;
    kith_draft draft;
    kith_draft id;
    bool failed; /* out of memory */
} naming;

/* What stands in a file name for an ASCII character; 0 for nothing. */
static char stand_in(char byte)
{
    static const char from[] = "/\\:|<>[]\"`\n\t*?#^";
    static const char into[] = "----()()''    ";
    const char *at = byte ? strchr(from, byte) : NULL;
    if (at && (size_t)(at - from) < sizeof into - 1)
        return into[at - from];
    return at || (unsigned char)byte < 0x20 || byte == 0x7F ? 0 : byte;
}

/* Code points that do not show, turn the direction of what follows, or are no
 * characters at all. */
static bool is_hidden(uint32_t code)
{
    static const struct {
        uint32_t first;
        uint32_t last;
    } ranges[] = {
        {0x80,   0x9F  },
        {0xAD,   0xAD  },
        {0x200B, 0x200F},
        {0x2028, 0x202E},
        {0x2060, 0x206F},
        {0xE000, 0xF8FF},
        {0xFDD0, 0xFDEF},
        {0xFEFF, 0xFEFF},
        {0xFFF0, 0xFFFF},
    };
    bool hidden = (code & 0xFFFE) == 0xFFFE;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        hidden |= code >= ranges[i].first && code <= ranges[i].last;
    return hidden;
}

/* Append a code point, but no second space or per cent sign in a row, which
 * would begin a comment in Obsidian. */
static void add_code(kith_draft *draft, const char *at, size_t length)
{
    char byte = *at;
    if (length > 1) {
        size_t bytes = 0;
        if (!is_hidden(kith_utf8_decode(at, &bytes)))
            kith_draft_add_bytes(draft, at, length);
        return;
    }
    byte = stand_in(byte);
    const char last = draft->length ? draft->data[draft->length - 1] : ' ';
    if (byte && !((byte == ' ' || byte == '%') && byte == last))
        kith_draft_add_bytes(draft, &byte, 1);
}

/* Whether Windows keeps the name, whatever follows its first dot. */
static bool is_device(const char *text, size_t length)
{
    static const char *const names[] = {"CON",    "PRN",    "AUX",    "NUL",
                                        "CLOCK$", "CONIN$", "CONOUT$"};
    const char *dot = memchr(text, '.', length);
    size_t size = dot ? (size_t)(dot - text) : length;
    while (size && text[size - 1] == ' ')
        size--;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (size == strlen(names[i]) && !strncasecmp(text, names[i], size))
            return true;
    }
    return size == 4 && text[3] >= '0' && text[3] <= '9' &&
           (!strncasecmp(text, "COM", 3) || !strncasecmp(text, "LPT", 3));
}

/* Cut to whole letters, and take dots and spaces off the ends. */
static void trim(kith_draft *draft, size_t most)
{
    size_t begin = 0;
    size_t end = draft->length;
    if (end > most) {
        end = most;
        while (end && ((unsigned char)draft->data[end] & 0xC0) == 0x80)
            end--;
    }
    while (end && strchr(" .", draft->data[end - 1]))
        end--;
    while (begin < end && strchr(" .", draft->data[begin]))
        begin++;
    if (begin)
        memmove(draft->data, draft->data + begin, end - begin);
    draft->length = end - begin;
}

/* A text as (part of) a file name; empty if nothing is left of it. */
static void clean(kith_draft *draft, const char *text, size_t most)
{
    const char *const end = text + strlen(text);
    draft->length = 0;
    while (text < end && draft->length < 4 * most) {
        const size_t length = kith_utf8_length(text, (size_t)(end - text));
        if (length)
            add_code(draft, text, length);
        text += length ? length : 1;
    }
    trim(draft, most);
}

/* Whether no file is called so; from now on one is. */
static bool take(naming *n, const char *file)
{
    char *folded = kith_fold(kith_text_of(file));
    if (!folded) {
        n->failed = true;
        return true;
    }
    const kith_text text = kith_text_of(folded);
    const uint32_t before = n->used.count;
    n->failed |= kith_intern_add(&n->used, text, kith_intern_hash(text)) ==
                 KITH_INTERN_NONE;
    kith_release(folded);
    return n->failed || n->used.count > before;
}

/* The name, the name and the id, the name, the id and a number. */
static kith_note_name name_of(naming *n, const char *name, const char *id)
{
    clean(&n->draft, name, MOST_BYTES);
    if (!n->draft.length)
        kith_draft_add(&n->draft, "note");
    if (n->draft.length && is_device(n->draft.data, n->draft.length)) {
        kith_draft_add(&n->draft, " ");
        memmove(n->draft.data + 1, n->draft.data, n->draft.length - 1);
        n->draft.data[0] = '_';
    }
    clean(&n->id, id, MOST_ID_BYTES);
    const size_t size = n->draft.length + n->id.length + 32;
    char *file = kith_arena_take(n->arena, size);
    n->failed |= !file || n->draft.out_of_memory || n->id.out_of_memory;
    for (unsigned i = 0; !n->failed; i++) {
        const int id_length = (int)n->id.length;
        if (i == 1)
            trim(&n->draft, MOST_BYTES_BOTH - n->id.length);
        const size_t shown = n->draft.length;
        memcpy(file, n->draft.data, shown);
        file[shown] = 0;
        if (i == 1)
            snprintf(file + shown, size - shown, " (%.*s)", id_length,
                     n->id.length ? n->id.data : "");
        if (i > 1)
            snprintf(file + shown, size - shown, " (%.*s %u)", id_length,
                     n->id.length ? n->id.data : "", i);
        if (take(n, file))
            break;
    }
    return (kith_note_name){file, n->draft.length};
}

kith_status kith_note_names_make(kith_note_name **names,
                                 kith_arena *arena,
                                 const kith_graph *graph,
                                 const char *taken,
                                 kith_error *err)
{
    const size_t count = kith_graph_entity_count(graph);
    naming n = {.arena = arena};
    n.used.texts = &n.texts;
    *names = KITH_ARENA_NEW(arena, kith_note_name, count + 1);
    n.failed = !*names;
    if (!n.failed)
        (void)take(&n, taken); /* the first is always free */
    for (kith_id e = 0; !n.failed && e < count; e++) {
        (*names)[e] = name_of(&n, kith_graph_entity_name(graph, e),
                              kith_graph_entity_id(graph, e));
    }
    kith_intern_free(&n.used);
    kith_texts_free(&n.texts);
    kith_draft_free(&n.draft);
    kith_draft_free(&n.id);
    return n.failed ? kith_fail(err, KITH_E_MEMORY, "out of memory") : KITH_OK;
}

/* The paths in the first bytes of JSON: a tolerant walk that stops early. */
#include "records/dialects/look.h"

#include "base/hash.h"

#include <string.h>

/* How much of a container is looked at: the rest is like the first. */
enum { MOST_ELEMENTS = 12, MOST_MEMBERS = 48, DEEPEST = 6, LONGEST = 120 };

typedef struct {
    kith_look *look;
    const char *at;
    const char *end;
    char path[LONGEST + 40];
    size_t length;
} looking;

/* -- the set of paths ---------------------------------------------------- */

/* The slot of a path, or the empty one where it belongs: there are more slots
 * than paths. */
static size_t slot_of(const kith_look *look, const char *path, size_t length)
{
    size_t i = (size_t)kith_hash(path, length, 1) % KITH_LOOK_SLOTS;
    for (;; i = (i + 1) % KITH_LOOK_SLOTS) {
        const uint16_t slot = look->slots[i];
        if (!slot)
            return i;
        const char *text = look->text + 2 * (size_t)(slot - 1);
        if (!strncmp(text, path, length) && !text[length])
            return i;
    }
}

static void note(looking *l, const char *more, size_t more_length)
{
    kith_look *look = l->look;
    if (l->length + more_length >= sizeof l->path ||
        look->count == KITH_LOOK_PATHS)
        return;
    memcpy(l->path + l->length, more, more_length);
    const size_t length = l->length + more_length;
    uint16_t *slot = &look->slots[slot_of(look, l->path, length)];
    const size_t size = (length + 2) & ~(size_t)1;
    if (*slot || look->used + size > sizeof look->text)
        return;
    memcpy(look->text + look->used, l->path, length);
    look->text[look->used + length] = '\0';
    *slot = (uint16_t)(1 + look->used / 2);
    look->used += size;
    look->count++;
}

bool kith_look_has(const kith_look *look, const char *path, size_t length)
{
    return look->slots[slot_of(look, path, length)] != 0;
}

bool kith_look_fits(const kith_look *look, const char *paths)
{
    while (*paths) {
        const size_t length = strcspn(paths, " ");
        const bool not = *paths == '!';
        if (kith_look_has(look, paths + not, length - not ) == not )
            return false;
        paths += length;
        paths += strspn(paths, " ");
    }
    return true;
}

/* -- the walk ------------------------------------------------------------ */

static void skip_space(looking *l)
{
    while (l->at < l->end && (*l->at == ' ' || *l->at == '\n' ||
                              *l->at == '\r' || *l->at == '\t'))
        l->at++;
}

/* Past the string that stands here; its inside. */
static kith_text take_string(looking *l)
{
    const char *const from = ++l->at;
    while (l->at < l->end && *l->at != '"')
        l->at += 1 + (*l->at == '\\');
    if (l->at > l->end)
        l->at = l->end;
    const kith_text inside = {from, (size_t)(l->at - from)};
    l->at += l->at < l->end;
    return inside;
}

static void look_at_value(looking *l, kith_text key, unsigned depth);

static bool is_any(kith_text key)
{
    static const char *const names[] = {"properties", "metadata", "attributes",
                                        "nodes"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strlen(names[i]) == key.length &&
            !memcmp(names[i], key.data, key.length))
            return true;
    }
    return false;
}

static void push(looking *l, const char *text, size_t length)
{
    if (l->length + length >= LONGEST)
        length = LONGEST - l->length; /* such a path is in no table */
    memcpy(l->path + l->length, text, length);
    l->length += length;
}

/* To the end of what is open; strings may hold brackets. */
static void pass_over(looking *l, unsigned open)
{
    while (l->at < l->end && open > 0) {
        if (*l->at == '"') {
            take_string(l);
            continue;
        }
        open += *l->at == '{' || *l->at == '[';
        open -= *l->at == '}' || *l->at == ']';
        l->at++;
    }
}

static void look_at_object(looking *l, kith_text name, unsigned depth)
{
    const size_t length = l->length;
    const bool any = is_any(name);
    l->at++;
    for (unsigned i = 0; i < MOST_MEMBERS; i++) {
        skip_space(l);
        if (l->at < l->end && *l->at == ',')
            l->at++;
        skip_space(l);
        if (l->at == l->end || *l->at != '"')
            break;
        const kith_text key = take_string(l);
        skip_space(l);
        if (l->at < l->end && *l->at == ':')
            l->at++;
        if (length)
            push(l, ".", 1);
        push(l, any ? "*" : key.data, any ? 1 : key.length);
        look_at_value(l, key, depth);
        l->length = length;
    }
    pass_over(l, 1);
}

static void look_at_array(looking *l, unsigned depth)
{
    const size_t length = l->length;
    l->at++;
    push(l, "[]", 2);
    for (unsigned i = 0; i < MOST_ELEMENTS; i++) {
        skip_space(l);
        if (l->at < l->end && *l->at == ',')
            l->at++;
        skip_space(l);
        if (l->at == l->end || *l->at == ']')
            break;
        look_at_value(l, (kith_text){"", 0}, depth);
    }
    l->length = length;
    pass_over(l, 1);
}

static void look_at_string(looking *l, kith_text key)
{
    enum { SHORT = 24 };
    char more[SHORT + 1] = "=";
    const kith_text text = take_string(l);
    note(l, ":s", 2);
    if (key.length != 4 || memcmp(key.data, "type", 4) != 0 ||
        text.length >= SHORT)
        return;
    memcpy(more + 1, text.data, text.length);
    note(l, more, 1 + text.length);
}

/* Recursion is bounded by DEEPEST. */
static void look_at_value(looking *l, kith_text key, unsigned depth)
{
    static const char *const marks[] =
        {['{'] = ":o", ['['] = ":a", ['t'] = ":b", ['f'] = ":b", ['n'] = ":z"};
    skip_space(l);
    if (l->at == l->end)
        return;
    const unsigned char c = (unsigned char)*l->at;
    note(l, "", 0);
    if (c == '"') {
        look_at_string(l, key);
        return;
    }
    note(l, c < sizeof marks / sizeof *marks && marks[c] ? marks[c] : ":n", 2);
    if (c != '{' && c != '[') {
        while (l->at < l->end && !strchr(",]} \n\r\t", *l->at))
            l->at++;
        if (l->at < l->end && !*l->at)
            l->at++; /* a NUL is in no JSON, and ends nothing */
    } else if (depth == DEEPEST) {
        l->at++;
        pass_over(l, 1);
    } else if (c == '{') {
        look_at_object(l, key, depth + 1);
    } else {
        look_at_array(l, depth + 1);
    }
}

void kith_look_at(kith_look *look, kith_text bytes)
{
    static const char mark[] = {'\xEF', '\xBB', '\xBF'};
    looking l = {.look = look,
                 .at = bytes.data,
                 .end = bytes.data + bytes.length};
    if (bytes.length >= sizeof mark && !memcmp(l.at, mark, sizeof mark))
        l.at += sizeof mark;
    skip_space(&l);
    look->json = l.at < l.end && (*l.at == '{' || *l.at == '[');
    while (look->json && look->values < MOST_ELEMENTS) {
        const char *const before = l.at;
        l.length = 0;
        look_at_value(&l, (kith_text){"", 0}, 0);
        look->values++;
        skip_space(&l);
        if (l.at == before || l.at == l.end || (*l.at != '{' && *l.at != '['))
            break;
    }
}

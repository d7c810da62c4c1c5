/* What may be typed next, as a list of names. */
#include "cli/prompt_offers.h"

#include "base/alloc.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static void add(kith_offers *names, const char *text, size_t length)
{
    for (size_t i = 0; i < names->count; i++) {
        if (!strncmp(names->items[i], text, length) && !names->items[i][length])
            return;
    }
    const char **items = kith_make_room(names->items, names->count,
                                        &names->room, sizeof *names->items);
    char *copy = kith_arena_text(&names->arena, text, length);
    if (items)
        names->items = items;
    if (items && copy)
        names->items[names->count++] = copy;
}

static bool fits(const kith_offers *names, const char *name)
{
    return !names->prefix.length ||
           !strncasecmp(name, names->prefix.data, names->prefix.length);
}

void kith_offers_add(kith_offers *names, const char *name, const char *suffix)
{
    char text[256];
    if (!fits(names, name))
        return;
    const int length = snprintf(text, sizeof text, "%s%s", name, suffix);
    if (length > 0 && (size_t)length < sizeof text)
        add(names, text, (size_t)length);
}

static bool is_plain(const char *name)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    static const char all[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
    return *name && strchr(letters, *name) && !name[strspn(name, all)];
}

/* A backtick inside a name is doubled, so it only grows by these. */
void kith_offers_add_quoted(kith_offers *names, const char *name, bool quoted)
{
    if (!fits(names, name))
        return;
    if (!quoted && is_plain(name)) {
        add(names, name, strlen(name));
        return;
    }
    char *text = kith_arena_take(&names->arena, 2 * strlen(name) + 3);
    if (!text)
        return;
    char *to = text;
    if (!quoted)
        *to++ = '`';
    for (; *name; name++) {
        if (*name == '`')
            *to++ = '`';
        *to++ = *name;
    }
    *to++ = '`';
    add(names, text, (size_t)(to - text));
}

void kith_offers_clear(kith_offers *names)
{
    kith_arena_free(&names->arena);
    kith_release(names->items);
    *names = (kith_offers){0};
}

/* The registry of graph formats, explained for the help of `kith export`. */
#include "cli/format_help.h"

#include <kith/export.h>

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { TEXT_SIZE = 4096 };

/* The options that the format takes, each after the word `takes`. */
static size_t put_taken(const kith_format *format, char *out, size_t size)
{
    const struct {
        bool taken;
        const char *option;
    } rows[] = {
        {format->takes_columns,                           "--with"        },
        {format->takes_gexf_version,                      "--gexf-version"},
        {format->takes_base,                              "--base"        },
        {format->write_part,                              "--part"        },
        {format->takes_reify,                             "--rdf-reify"   },
        {format->takes_spreadsheet,                       "--spreadsheet" },
        {format->most_entities || format->most_relations, "--force"       },
    };
    size_t length = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!rows[i].taken)
            continue;
        length += (size_t)snprintf(out + length, size - length, "%s%s",
                                   length ? ", " : "\ntakes: ", rows[i].option);
    }
    return length;
}

kith_topic kith_format_topic(kith_arena *arena, size_t index)
{
    const kith_format *format = kith_formats()[index];
    if (!format)
        return (kith_topic){0};
    char *text = kith_arena_take(arena, TEXT_SIZE);
    if (text) {
        size_t length = (size_t)
            snprintf(text, TEXT_SIZE, "%s%s", format->summary,
                     format->write
                         ? ""
                         : "\nfiles: several, in the folder of --output");
        length += put_taken(format, text + length, TEXT_SIZE - length);
        if (format->losses)
            length += (size_t)snprintf(text + length, TEXT_SIZE - length,
                                       "\nlosses: ");
        (void)kith_format_losses(format, text + length, TEXT_SIZE - length);
    }
    return (kith_topic){format->name, text};
}

/* Whether `word` is one of `words`, in any letter case. */
static bool is_among(const char *words, const char *word)
{
    const size_t length = strlen(word);
    while (words) {
        const size_t its = strcspn(words, " ");
        if (its == length && !strncasecmp(words, word, length))
            return true;
        words = words[its] ? words + its + 1 : NULL;
    }
    return false;
}

static bool is_meant(const kith_format_filter *filter,
                     const kith_format *format)
{
    return (!filter->takes || filter->takes(format)) &&
           (!filter->extension ||
            is_among(format->extensions, filter->extension));
}

size_t kith_format_count(const kith_format_filter *filter,
                         const kith_format **first)
{
    size_t count = 0;
    for (const kith_format *const *f = kith_formats(); *f; f++) {
        if (is_meant(filter, *f) && count++ == 0)
            *first = *f;
    }
    return count;
}

const char *kith_format_list(kith_arena *arena,
                             const kith_format_filter *filter)
{
    const kith_format *first = NULL;
    char *out = kith_arena_take(arena, TEXT_SIZE);
    size_t left = kith_format_count(filter, &first);
    size_t length = 0;
    for (const kith_format *const *f = kith_formats(); out && *f; f++) {
        if (!is_meant(filter, *f))
            continue;
        left--;
        length += (size_t)snprintf(out + length, TEXT_SIZE - length, "%s%s",
                                   (*f)->name,
                                   left > 1    ? ", "
                                   : left == 1 ? " or "
                                               : "");
    }
    return out;
}

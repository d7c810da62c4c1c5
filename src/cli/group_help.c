/* The registry of methods of grouping, explained for the help of `kith groups`.
 */
#include "cli/group_help.h"

#include <kith/analysis.h>

#include <stdio.h>

enum { TEXT_SIZE = 512 };

/* The options that the method heeds, each after the word `takes`. */
static void put_heeded(const kith_group_method *method, char *out, size_t size)
{
    static const struct {
        kith_group_heed heed;
        const char *options;
    } rows[] = {
        {KITH_HEEDS_RESOLUTION, "--resolution"           },
        {KITH_HEEDS_SEED,       "--seed, --runs"         },
        {KITH_HEEDS_WEIGHTS,    "--weighted, --weight-as"},
        {KITH_HEEDS_DIRECTION,  "--directed"             },
        {KITH_HEEDS_STEPS,      "--steps"                },
        {KITH_HEEDS_CORE,       "--k"                    },
        {KITH_HEEDS_LEAST,      "--least, --most"        },
    };
    size_t length = 0;
    out[0] = '\0';
    for (size_t i = 0; i < sizeof rows / sizeof *rows && length < size; i++) {
        if (!(method->heeds & (unsigned)rows[i].heed))
            continue;
        length +=
            (size_t)snprintf(out + length, size - length, "%s%s",
                             length ? ", " : "\ntakes: ", rows[i].options);
    }
}

kith_topic kith_group_method_topic(kith_arena *arena, size_t index)
{
    static const kith_topic legend = {
        "cost",
        "steps for V entities and E relations",
    };
    char heeded[160];
    if (index == 0)
        return legend;
    const kith_group_method *method = &kith_group_methods()[index - 1];
    if (!method->name)
        return (kith_topic){0};
    char *text = kith_arena_take(arena, TEXT_SIZE);
    if (text) {
        put_heeded(method, heeded, sizeof heeded);
        (void)snprintf(text, TEXT_SIZE, "%s%s\ncost: %s", method->summary,
                       heeded, method->cost);
    }
    return (kith_topic){method->name, text};
}

/* The registry of measures, explained for the help of `kith rank`. */
#include "cli/measure_help.h"

#include <kith/analysis.h>

#include <stdio.h>

enum { TEXT_SIZE = 1024 };

static const char *weights_of(const kith_measure *measure)
{
    static const char *const texts[] = {
        [KITH_WEIGHTS_NONE] = "",
        [KITH_WEIGHTS_NATURAL] = "",
        [KITH_WEIGHTS_STRENGTH] = "\nweights: strengths",
        [KITH_WEIGHTS_DISTANCE] = "\nweights: distances",
    };
    return texts[measure->weights];
}

/* The options that the measure takes, each after the word `takes`. */
static size_t put_taken(const kith_measure *measure, char *out, size_t size)
{
    const struct {
        bool taken;
        const char *option;
    } rows[] = {
        {measure->takes_damping, "--damping"},
        {measure->takes_alpha,   "--alpha"  },
        {measure->takes_seeds,   "--seed"   },
        {measure->takes_sample,  "--sample" },
        {measure->takes_cutoff,  "--cutoff" },
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

static const char *text_of(kith_arena *arena, const kith_measure *measure)
{
    char taken[128] = "";
    char *out = kith_arena_take(arena, TEXT_SIZE);
    if (!out)
        return NULL;
    (void)put_taken(measure, taken, sizeof taken);
    (void)snprintf(out, TEXT_SIZE,
                   "%s%s\ndirected: %s\nundirected: %s%s%s%s%s\ncost: %s; "
                   "memory: %s",
                   measure->summary,
                   measure->least_first ? "\norder: the least first; 0, which "
                                          "says nothing, last"
                                        : "",
                   measure->directed, measure->undirected,
                   measure->normalised ? "\nnormalised: divided by " : "",
                   measure->normalised ? measure->normalised : "",
                   weights_of(measure), taken, measure->cost, measure->memory);
    return out;
}

kith_topic kith_measure_topic(kith_arena *arena, size_t index)
{
    static const kith_topic legend = {
        "cost, memory",
        "steps, and bytes beside the graph, for V entities, E relations, k "
        "sampled entities and T threads",
    };
    if (index == 0)
        return legend;
    const kith_measure *measure = &kith_measures()[index - 1];
    if (!measure->name)
        return (kith_topic){0};
    return (kith_topic){measure->name, text_of(arena, measure)};
}

/* Which computed columns of a knowledge base are the ones that are asked for.
 */
#include "cli/keep.h"

#include "base/number.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void put(char out[KITH_KEEP_SIZE], const char *name, double value)
{
    char number[KITH_NUMBER_SIZE];
    const size_t used = strlen(out);
    (void)snprintf(out + used, KITH_KEEP_SIZE - used, "%s%s %s",
                   used ? ", " : "", name, kith_number_format(value, number));
}

void kith_keep_how(const kith_measure_options *options,
                   char out[KITH_KEEP_SIZE])
{
    const double usual_damping = 0.85;
    const struct {
        const char *name;
        double value;
    } given[] = {
        {"undirected", options->undirected                                     },
        {"weights",    options->weights                                        },
        {"normalised", options->normalised                                     },
        {"damping",    options->damping == usual_damping ? 0 : options->damping},
        {"alpha",      options->alpha                                          },
        {"cutoff",     options->cutoff                                         },
        {"sample",     (double)options->sample                                 },
        {"seed",       options->sample ? (double)options->random_seed : 0      },
    };
    out[0] = '\0';
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        if (given[i].value != 0)
            put(out, given[i].name, given[i].value);
    }
}

const char *kith_keep_base(const kith_call *call)
{
    return call->graph == call->whole ? call->base : NULL;
}

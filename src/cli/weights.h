#ifndef KITH_CLI_WEIGHTS_H
#define KITH_CLI_WEIGHTS_H

#include "cli/options.h"

#include <kith/analysis.h>

/** The choices of --weight-as. */
extern const char *const kith_weight_as_choices[];

/** What --weight-as and --weighted say weights are.
 *
 *  @param plain  what --weighted means alone
 */
kith_weights kith_weights_asked(const kith_settings *settings,
                                kith_weights plain);

#endif /* KITH_CLI_WEIGHTS_H */

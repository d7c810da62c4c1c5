#ifndef KITH_CLI_KEEP_H
#define KITH_CLI_KEEP_H

#include "cli/command.h"

#include <kith/analysis.h>

/** Room for the text of kith_keep_how(). */
#define KITH_KEEP_SIZE 160

/** Write what tells scores of a measure apart from those taken otherwise: every
 *  option that is not the usual one. Threads make no difference. */
void kith_keep_how(const kith_measure_options *options,
                   char out[KITH_KEEP_SIZE]);

/** The knowledge base that the call is about, if all of it is; or NULL. */
const char *kith_keep_base(const kith_call *call);

#endif /* KITH_CLI_KEEP_H */

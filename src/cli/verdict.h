#ifndef KITH_CLI_VERDICT_H
#define KITH_CLI_VERDICT_H

#include "cli/command.h"

/** How many of the kept problems are to be printed: as --limit says. */
size_t kith_verdict_size(const kith_call *call);

/** Print what `kith check` found, for people: the problems by rule, how many
 *  are left out, and a line that sums up. */
void kith_verdict_put_text(const kith_call *call, kith_sink *sink);

/** Print it as one JSON object. */
void kith_verdict_put_json(const kith_call *call, kith_sink *sink);

/** Print the problems as a table. */
KITH_NODISCARD kith_status kith_verdict_put_table(kith_call *call);

#endif /* KITH_CLI_VERDICT_H */

#ifndef KITH_CLI_SARIF_H
#define KITH_CLI_SARIF_H

#include "base/sink.h"

#include <kith/diagnostics.h>

/** Write the first `size` problems as SARIF 2.1.0 (OASIS, 2020), which code
 *  hosts and editors show beside the lines they are about. Failures stay in
 *  the sink. */
void kith_put_sarif(kith_sink *sink,
                    const kith_diagnostics *diagnostics,
                    size_t size);

#endif /* KITH_CLI_SARIF_H */

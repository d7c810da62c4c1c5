#ifndef KITH_CLI_EXPLANATION_H
#define KITH_CLI_EXPLANATION_H

#include "cli/ranking.h"

/** Print why the entity of --explain has its scores, as text or JSON. The
 *  ranking has been taken.
 *
 *  @return KITH_OK; KITH_E_UNSUPPORTED (the measure cannot be explained, or not
 *          in this format); KITH_E_MEMORY; KITH_E_IO
 */
KITH_NODISCARD kith_status kith_explanation_print(const kith_ranking *ranking);

/** Check before anything is computed: what can be explained, in which format.
 *
 *  @return KITH_OK; KITH_E_UNSUPPORTED; KITH_E_INVALID (relations) */
KITH_NODISCARD kith_status kith_explanation_check(const kith_ranking *ranking);

#endif /* KITH_CLI_EXPLANATION_H */

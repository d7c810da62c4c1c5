#ifndef KITH_ANALYSIS_LEIDEN_H
#define KITH_ANALYSIS_LEIDEN_H

#include "analysis/group_methods.h"

/** One run of the Leiden method: every group is connected, and none of its
 *  nodes gains by moving to another group. */
kith_status kith_leiden(const kith_network *network,
                        const kith_group_options *options,
                        uint64_t seed,
                        kith_clock *clock,
                        kith_partition *out,
                        kith_error *err);

/** One run of the Louvain method. */
kith_status kith_louvain(const kith_network *network,
                         const kith_group_options *options,
                         uint64_t seed,
                         kith_clock *clock,
                         kith_partition *out,
                         kith_error *err);

#endif /* KITH_ANALYSIS_LEIDEN_H */

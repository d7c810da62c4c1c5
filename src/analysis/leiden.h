#ifndef KITH_ANALYSIS_LEIDEN_H
#define KITH_ANALYSIS_LEIDEN_H

#include "analysis/group_methods.h"

/** One run of the Leiden method: every group is connected, and none of its
 *  nodes gains by moving to another group. */
kith_group_run kith_leiden;

/** One run of the Louvain method. */
kith_group_run kith_louvain;

#endif /* KITH_ANALYSIS_LEIDEN_H */

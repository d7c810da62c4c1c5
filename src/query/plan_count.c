/* What can be counted without being listed. */
#include "query/plan.h"

void kith_plan_counts(kith_planner *planner, kith_chain *chain)
{
    (void)planner;
    (void)chain;
}

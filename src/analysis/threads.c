/* How many threads a kernel starts; its result does not depend on it. */
#include "analysis/threads.h"

#include "base/par.h"

unsigned kith_threads_for(double work)
{
    return kith_par_threads(work);
}

unsigned kith_threads_wanted(unsigned wanted, double work)
{
    return wanted ? wanted : kith_threads_for(work);
}

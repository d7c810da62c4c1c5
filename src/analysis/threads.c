/* How many threads a kernel starts; its result does not depend on it. */
#include "analysis/threads.h"

#include <unistd.h>

/* Starting and joining a thread takes about 30 microseconds. */
static const double worth_a_thread = 2e5;

unsigned kith_threads_for(double work)
{
    enum { MOST = 8 };
    if (work < worth_a_thread)
        return 1;
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (processors < 1)
        return 1;
    return processors < MOST ? (unsigned)processors : MOST;
}

unsigned kith_threads_wanted(unsigned wanted, double work)
{
    return wanted ? wanted : kith_threads_for(work);
}

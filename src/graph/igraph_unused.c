/* Stands in for the six ARPACK routines that igraph's archive refers to.
 *
 * kith calls no igraph function that reaches them, but they share sections with
 * functions that it does call. With the real library every start would load
 * ARPACK, LAPACK, BLAS and Fortran's run time: 3.3 ms instead of 0.8 ms for a
 * whole process (an empty program: 0.7 ms). Linked into the programs only. */
#include <stdlib.h>

#define UNREACHABLE(name) \
 void name(void);         \
 void name(void)          \
 {                        \
  abort();                \
 }

UNREACHABLE(dnaupd_)
UNREACHABLE(dneupd_)
UNREACHABLE(dsaupd_)
UNREACHABLE(dseupd_)
UNREACHABLE(dsortc_)
UNREACHABLE(dsortr_)

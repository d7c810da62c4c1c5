/** @file
 *  Who matters, which groups there are, how things are connected, where they
 *  stand in a picture: all analyses.
 */
#ifndef KITH_ANALYSIS_H
#define KITH_ANALYSIS_H

#include <kith/groups.h>
#include <kith/layout.h>
#include <kith/measures.h>
#include <kith/paths.h>
#include <kith/statistics.h>

#endif /* KITH_ANALYSIS_H */

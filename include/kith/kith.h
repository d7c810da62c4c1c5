/** @file
 *  All of kith.
 *
 *  Ownership: what you get through `**out` is yours to free; what a function
 *  returns is borrowed from its first argument and lives as long as it; what
 *  you pass in is only read unless the name says `take`.
 */
#ifndef KITH_KITH_H
#define KITH_KITH_H

#include <kith/analysis.h>
#include <kith/diagnostics.h>
#include <kith/dialects.h>
#include <kith/export.h>
#include <kith/graph.h>
#include <kith/json.h>
#include <kith/query.h>
#include <kith/records.h>
#include <kith/status.h>
#include <kith/store.h>
#include <kith/table.h>
#include <kith/text.h>
#include <kith/vocabulary.h>

#endif /* KITH_KITH_H */

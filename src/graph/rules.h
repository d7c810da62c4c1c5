#ifndef KITH_GRAPH_RULES_H
#define KITH_GRAPH_RULES_H

#include <kith/diagnostics.h>
#include <kith/graph.h>
#include <kith/vocabulary.h>

/** Called for each record that breaks a rule; the texts last for the call,
 *  `hint` may be "". */
typedef void kith_rule_report(void *context,
                              kith_rule rule,
                              kith_record_kind kind,
                              kith_id id,
                              const char *message,
                              const char *hint);

/** Check what a vocabulary asks of a whole graph: that types are known, what
 *  relations of a type may join, and how many may meet in an entity.
 *
 *  Entities are reported first, then relations, each in order. An entity whose
 *  type is unknown is not blamed for standing where that type may not. Too many
 *  relations are reported once for each entity, type and end, at the first one
 *  beyond the limit; in a symmetric type both ends count alike. Relations with
 *  a bit in `dropped`, which may be NULL, do not count.
 *
 *  @return KITH_OK, also if rules are broken; KITH_E_MEMORY
 *
 *  Cost: O(entities + relations), and types of relations * types of entities.
 */
KITH_NODISCARD kith_status
kith_graph_check_rules(const kith_graph *graph,
                       const uint64_t *dropped,
                       const kith_vocabulary *vocabulary,
                       kith_rule_report *report,
                       void *context,
                       kith_error *err);

#endif /* KITH_GRAPH_RULES_H */

#ifndef KITH_ANALYSIS_PATH_FILTER_H
#define KITH_ANALYSIS_PATH_FILTER_H

#include <kith/analysis.h>

/** Which relations and entities a path may use. Free with
 *  kith_path_filter_clear(). */
typedef struct kith_path_filter {
    bool *shut_types;              /**< by relation type; NULL = none is shut */
    bool *shut_entities;           /**< by entity; NULL = none is shut */
    unsigned char *shut_relations; /**< by relation, kith_path_way; NULL = none
                                        is shut */
} kith_path_filter;

/** Ways in which a relation is shut. */
enum kith_path_way {
    KITH_SHUT_TO_TARGET = 1,
    KITH_SHUT_TO_SOURCE = 2,
    KITH_SHUT = 3
};

/** Look up the names in `along` and `avoid`. A name in `avoid` is a relation
 *  type, else an entity type, else an entity. The ends of the path are never
 *  shut: who asks for a way between two persons that avoids persons means
 *  those between them. The same goes for whatever else is named.
 *
 *  @param named  `named_count` entities that stay open
 *  @return KITH_OK; KITH_E_NOT_FOUND (unknown name, the nearest one is the
 *          hint); KITH_E_INVALID (a name that fits several); KITH_E_MEMORY
 */
kith_status kith_path_filter_init(kith_path_filter *filter,
                                  const kith_graph *graph,
                                  const kith_id *named,
                                  size_t named_count,
                                  const kith_path_options *options,
                                  kith_error *err);

void kith_path_filter_clear(kith_path_filter *filter);

#endif /* KITH_ANALYSIS_PATH_FILTER_H */

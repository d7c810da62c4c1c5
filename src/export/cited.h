#ifndef KITH_EXPORT_CITED_H
#define KITH_EXPORT_CITED_H

#include <kith/graph.h>

/** Which documents go with a graph: all that there are with a whole one, with
 *  a selection those that its records cite. Starts as {0}, which is all. */
typedef struct kith_cited_documents {
    bool *marks; /**< by document, or NULL for all */
} kith_cited_documents;

/** Find out. Release with kith_cited_free(), also after a failure.
 *
 *  @return KITH_OK; KITH_E_IO or KITH_E_SYNTAX (an input has changed);
 *          KITH_E_MEMORY
 *
 *  Cost: of a selection every record is read.
 */
KITH_NODISCARD kith_status kith_cited_find(kith_cited_documents *out,
                                           const kith_graph *graph,
                                           kith_error *err);

bool kith_cited_has(const kith_cited_documents *cited, kith_id document);

/** How many there are. */
size_t kith_cited_count(const kith_cited_documents *cited,
                        const kith_graph *graph);

void kith_cited_free(kith_cited_documents *cited);

#endif /* KITH_EXPORT_CITED_H */

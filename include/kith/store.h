/** @file
 *  The knowledge base: a graph with its records in one SQLite file.
 *
 *  src/store/schema.sql documents the file. Any number of programs may read a
 *  base at once, beside one that writes.
 */
#ifndef KITH_STORE_H
#define KITH_STORE_H

#include <kith/graph.h>
#include <kith/table.h>

/** What a file is, by its first bytes. */
typedef enum kith_store_kind {
    KITH_STORE_NONE = 0, /**< no SQLite database, or it cannot be read */
    KITH_STORE_FOREIGN,  /**< a SQLite database of another program */
    KITH_STORE_BASE      /**< a knowledge base */
} kith_store_kind;

/** Look at the first 100 bytes of a file. */
KITH_API kith_store_kind kith_store_kind_of(const char *path);

/** Write a graph and all its records into a new base.
 *
 *  The file is whole only when this returns; it is not synchronised with the
 *  disk.
 *
 *  @param path      a file that is empty or not there
 *  @param graph     as it was read; no selection
 *  @param progress  called with records done and in all; or NULL
 *  @return KITH_OK; KITH_E_IO (also for records that have changed since they
 *          were read); KITH_E_LIMIT (progress asked to stop); KITH_E_MEMORY
 *
 *  Cost: about 1 µs a record on two processors; memory is that of the graph and
 *  50 MB.
 */
KITH_API KITH_NODISCARD kith_status kith_store_build(const char *path,
                                                     kith_graph *graph,
                                                     kith_progress *progress,
                                                     void *progress_context,
                                                     kith_error *err);

/** Open a base as a graph. Records are read from the base when they are asked
 *  for, and are those of the moment of opening: a program that writes to the
 *  base waits for the graph to be freed.
 *
 *  @param threads   see kith_read_options
 *  @return KITH_OK; KITH_E_IO (cannot be read, in use for too long);
 *          KITH_E_SYNTAX (no base, or a damaged one); KITH_E_UNSUPPORTED (a
 *          newer version); KITH_E_MEMORY
 *
 *  Cost: one pass over 22 bytes a relation and about 60 an entity.
 */
KITH_API KITH_NODISCARD kith_status kith_store_load(kith_graph **out,
                                                    const char *path,
                                                    unsigned threads,
                                                    kith_error *err);

/** Open a base as a graph that is read by need: queries of a session, which
 *  read what they look at. For anything else kith_graph_complete() comes first;
 *  until then the graph has only types. What is said of kith_store_load()
 * holds.
 *
 *  @return as kith_store_load(); KITH_E_NOT_FOUND if the base has to be loaded:
 *          an older one, or one of which much is newer than its packed arrays
 *
 *  Cost: some ms, and about 1 µs for each relation that is newer; later some 10
 *  µs for each entity whose relations are looked at, and 0.1 µs for each of
 *  these.
 */
KITH_API KITH_NODISCARD kith_status kith_store_load_by_need(kith_graph **out,
                                                            const char *path,
                                                            unsigned threads,
                                                            kith_error *err);

/** Look whether a base is whole: what SQLite's integrity_check says, every
 *  checksum, the sum over the rows of each table, the schema, and whether the
 *  packed arrays say what the rows do. Loading checks
 *  what it reads, and neither relations that are gone from the rows nor what no
 *  analysis needs.
 *
 *  @return KITH_OK; KITH_E_SYNTAX (damaged, and how); KITH_E_IO;
 *          KITH_E_UNSUPPORTED; KITH_E_MEMORY
 *
 *  Cost: every page is read; memory is that of two graphs.
 */
KITH_API KITH_NODISCARD kith_status kith_store_verify(const char *path,
                                                      kith_error *err);

/** Open only an entity with its relations and neighbours, as a graph in which
 *  `show` finds what it needs, without loading the base.
 *
 *  @param name  an id; or a name or an alias, written so, of one entity only
 *  @return as kith_store_load(); KITH_E_NOT_FOUND if the name is not found so,
 *          or if there are so many relations that loading the base is as quick
 *
 *  Cost: some 20 µs a relation.
 */
KITH_API KITH_NODISCARD kith_status kith_store_load_around(kith_graph **out,
                                                           const char *path,
                                                           const char *name,
                                                           kith_error *err);

/** Open only the shortest paths between two entities, whichever way relations
 *  lead: all of them, and nothing else.
 *
 *  @return as kith_store_load_around(); KITH_E_NOT_FOUND also if there is no
 *          path, or finding one takes so many looks that loading the base is as
 *          quick
 */
KITH_API KITH_NODISCARD kith_status kith_store_load_between(kith_graph **out,
                                                            const char *path,
                                                            const char *from,
                                                            const char *to,
                                                            kith_error *err);

/** What was put into a base or taken out of it. */
typedef struct kith_store_change {
    size_t entities;
    size_t relations;
    size_t documents;
    size_t changed; /**< entities and documents that say more, or less, now */
    size_t bare;    /**< of those, what stays without any evidence */
    bool packed;    /**< the arrays of the base were written anew */
} kith_store_change;

/** Put more records into a base, as if they had been read behind those that it
 *  has: what is there already is left out, what adds to a record is merged into
 *  it, what contradicts it is reported and, with options->unsound, left out.
 *
 *  All of it is one transaction: the base has the old or the new state,
 * whatever happens. A second writer waits up to half a minute for the first.
 *
 *  @param options      says what to read, and how
 *  @param diagnostics  gets every problem; must not be NULL
 *  @param[out] change  what was put in
 *  @return KITH_OK; KITH_E_INVALID (there were errors; see diagnostics);
 *          KITH_E_IO; KITH_E_SYNTAX; KITH_E_UNSUPPORTED; KITH_E_LIMIT;
 *          KITH_E_MEMORY
 *
 *  Cost: that of reading the new records twice and of looking up what they
 *  touch; the base is packed again when an eighth of it is new, or if it is
 *  small.
 */
KITH_API KITH_NODISCARD kith_status
kith_store_add(const char *path,
               const kith_read_options *options,
               kith_diagnostics *diagnostics,
               kith_store_change *change,
               kith_error *err);

/** What to take out of a base. Lists are NULL-ended; NULL = none. */
typedef struct kith_store_removal {
    const char *const *ids;       /**< entities, and relations that have ids */
    const char *const *types;     /**< all entities and relations of a type */
    const char *const *documents; /**< documents, with all that rests on them
                                       alone; elsewhere they are no longer
                                       cited */
    bool erase; /**< overwrite what is gone in the packed arrays at once */
} kith_store_removal;

/** Take records out of a base, with the relations of entities that go, and with
 *  entities and documents that have no record and that nothing names any more.
 *  Rows that are gone are overwritten in the file; packed arrays and the index
 *  of names are when they are made anew, as kith_store_add() does it.
 *
 *  One transaction, as for kith_store_add().
 *
 *  @param[out] change  what was taken out, and how many records cite less now
 *  @return KITH_OK; KITH_E_NOT_FOUND (no such id, type or document, with the
 *          nearest one as a hint); KITH_E_IO; KITH_E_SYNTAX;
 *          KITH_E_UNSUPPORTED; KITH_E_MEMORY
 *
 *  Cost: that of looking up what goes; a pass over the rows by type; as
 *  kith_store_add() where the base is packed again.
 */
KITH_API KITH_NODISCARD kith_status
kith_store_remove(const char *path,
                  const kith_store_removal *removal,
                  kith_store_change *change,
                  kith_error *err);

/** Room for what kith_store_find() has to say. */
#define KITH_STORE_REMARK_SIZE 512

/** Entities of a base called something like `query`: what kith_graph_search()
 *  finds in it as a graph, without reading more of the base than the answer
 *  needs.
 *
 *  @param query     valid UTF-8
 *  @param most      rows at most; 0 = all
 *  @param[out] said what the user is to know, a sentence without a full stop:
 *                   names were folded otherwise when the base was made; "" if
 *                   there is nothing
 *  @return KITH_OK; KITH_E_IO, KITH_E_SYNTAX and KITH_E_UNSUPPORTED as
 *          kith_store_load(); KITH_E_MEMORY
 *
 *  Cost: some ms in a million names; 1 µs more for each entity that was added
 *  or changed since names were indexed.
 */
KITH_API KITH_NODISCARD kith_status
kith_store_find(const char *path,
                const char *query,
                size_t most,
                kith_table **out,
                char said[KITH_STORE_REMARK_SIZE],
                kith_error *err);

/** How often records of a base have been added or removed.
 *
 *  @return as kith_store_load()
 */
KITH_API KITH_NODISCARD kith_status kith_store_changes(const char *path,
                                                       int64_t *out,
                                                       kith_error *err);

/** Keep a computed column in a base: a value for each entity, in the order in
 *  which kith_store_load() numbers them. One of that name and `how` is
 * replaced. It is stale as soon as records change. A graph of the same base
 * must have been freed: this would wait for it.
 *
 *  @param changes what kith_store_changes() said before the base was loaded
 *  @param name    of a measure, say
 *  @param how     with what options: columns that differ in it are different
 *  @param values  NaN where there is none
 *  @return KITH_OK; KITH_E_INVALID (the base has changed since); KITH_E_IO;
 * KITH_E_SYNTAX; KITH_E_UNSUPPORTED; KITH_E_MEMORY. Cost: some 0.5 µs an
 * entity.
 */
KITH_API KITH_NODISCARD kith_status kith_store_keep(const char *path,
                                                    int64_t changes,
                                                    const char *name,
                                                    const char *how,
                                                    const double *values,
                                                    size_t count,
                                                    kith_error *err);

/** Read a column that is kept and not stale.
 *
 *  @param[out] values  caller's array of `count`
 *  @param[out] found   false if there is none for so many entities
 *  @return as kith_store_load(). Cost: some 0.2 µs an entity.
 */
KITH_API KITH_NODISCARD kith_status kith_store_kept(const char *path,
                                                    const char *name,
                                                    const char *how,
                                                    double *values,
                                                    size_t count,
                                                    bool *found,
                                                    kith_error *err);

#endif /* KITH_STORE_H */

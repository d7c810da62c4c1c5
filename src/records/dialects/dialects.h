#ifndef KITH_RECORDS_DIALECTS_DIALECTS_H
#define KITH_RECORDS_DIALECTS_DIALECTS_H

/** The table of dialects, and which of them some bytes are in. */

#include "records/dialects/document.h"
#include "records/dialects/look.h"

#include <kith/dialects.h>

/** Kinds of evidence that a dialect can have. */
enum { KITH_MOST_EVIDENCE = 10 };

/** A dialect: how it is told, and how it becomes records. */
typedef struct kith_dialect_row {
    kith_dialect is;
    /** JSON: paths of kith_look_fits(), any of which makes sure; those that
     *  begin with "~" only make it likely. */
    const char *evidence[KITH_MOST_EVIDENCE];
    /** Not JSON: how sure its first bytes make, and what shows it. */
    kith_sureness (*sniff)(kith_text bytes, const char **evidence);
    /** By a table, or by a function. */
    const kith_section *sections;
    void (*translate)(kith_translation *t);
    bool implicit; /**< its relations may name entities that have no record */
    bool table;    /**< rows with a header */
} kith_dialect_row;

/** What some first bytes are in. */
typedef struct kith_choice {
    const kith_dialect_row *row;   /**< NULL: none, as far as can be told */
    const kith_dialect_row *other; /**< as likely; or NULL */
    kith_sureness sureness;
    const char *evidence; /**< the paths, or NULL */
} kith_choice;

/** Tell the dialect of an input by its first bytes; what is no JSON is a table
 *  if `map` says what its columns are, unless it surely is something else. */
kith_choice kith_dialect_choose(kith_text bytes, const char *map);

/** A dialect that JSON bytes would be in if they had one thing more.
 *
 *  @param[out] missing  its path, or NULL; `*length` bytes
 *  @return its name, or NULL if there is none so near
 */
const char *kith_dialect_nearly(kith_text bytes,
                                const char **missing,
                                size_t *length);

/** The hint that goes with it: name, length and path, and the name again. */
#define KITH_NEARLY \
 "it is nearly %s: '%.*s' is missing; see 'kith sniff', or say --from %s"

/** The dialect called `name`, or NULL with a hint in `err`. */
const kith_dialect_row *kith_dialect_named(const char *name, kith_error *err);

/** Whether a dialect is to be translated. */
bool kith_dialect_is_foreign(const kith_dialect_row *row);

/** Translate the whole input; failures are in t->status. */
void kith_dialect_translate(const kith_dialect_row *row, kith_translation *t);

/** Whether a table has a column that --map names, or may have. */
bool kith_csv_map_fits(kith_text bytes, const char *map);

extern const kith_dialect_row kith_dialect_agent_memory;
extern const kith_dialect_row kith_dialect_csv;
extern const kith_dialect_row kith_dialect_cytoscape;
extern const kith_dialect_row kith_dialect_ftm;
extern const kith_dialect_row kith_dialect_ftm_statements;
extern const kith_dialect_row kith_dialect_gexf;
extern const kith_dialect_row kith_dialect_graphml;
extern const kith_dialect_row kith_dialect_graphology;
extern const kith_dialect_row kith_dialect_json_graph;
extern const kith_dialect_row kith_dialect_json_ld;
extern const kith_dialect_row kith_dialect_kgx;
extern const kith_dialect_row kith_dialect_kumu;
extern const kith_dialect_row kith_dialect_n_quads;
extern const kith_dialect_row kith_dialect_n_triples;
extern const kith_dialect_row kith_dialect_neo4j_csv;
extern const kith_dialect_row kith_dialect_neo4j_json;
extern const kith_dialect_row kith_dialect_node_link;
extern const kith_dialect_row kith_dialect_pg_json;
extern const kith_dialect_row kith_dialect_pg_jsonl;
extern const kith_dialect_row kith_dialect_tsv;
extern const kith_dialect_row kith_dialect_turtle;
extern const kith_dialect_row kith_dialect_vis_network;

#endif /* KITH_RECORDS_DIALECTS_DIALECTS_H */

#ifndef KITH_EXPORT_RDF_H
#define KITH_EXPORT_RDF_H

/** Graphs as statements of linked data, for the formats that write such.
 *
 *  Names are a base and an id with everything but letters, digits and `-._~`
 *  as percent escapes, so that any id makes a valid IRI and two ids make two.
 *  Types, relations, properties and documents have names of their own below
 *  the base: `type/person`; no id has a bare slash. */

#include "base/sink.h"
#include "export/by_source.h"
#include "export/draft.h"
#include "export/losses.h"
#include "export/rows.h"
#include "export/style.h"

/** Where names stand. */
typedef enum kith_rdf_space {
    KITH_RDF_ENTITY = 0,
    KITH_RDF_TYPE,
    KITH_RDF_RELATION,
    KITH_RDF_PROPERTY, /**< of `properties` */
    KITH_RDF_MEMBER,   /**< a member beside them that kith does not know */
    KITH_RDF_COMPUTED,
    KITH_RDF_DOCUMENT,
    KITH_RDF_TERM, /**< kith's own words */
    KITH_RDF_RDF,
    KITH_RDF_RDFS,
    KITH_RDF_SKOS,
    KITH_RDF_DCTERMS,
    KITH_RDF_XSD,
    KITH_RDF_PREFIXED, /**< how many of them have a prefix */
    KITH_RDF_BLANK = KITH_RDF_PREFIXED,
    KITH_RDF_WHOLE /**< the IRI itself, valid */
} kith_rdf_space;

/** A name; `local` as the graph calls it. */
typedef struct kith_rdf_name {
    kith_rdf_space space;
    kith_text local;
} kith_rdf_name;

typedef enum kith_rdf_kind {
    KITH_RDF_NAME = 0,
    KITH_RDF_STRING,
    KITH_RDF_INTEGER,
    KITH_RDF_DOUBLE,
    KITH_RDF_BOOLEAN,
    KITH_RDF_DATE, /**< YYYY, YYYY-MM or YYYY-MM-DD */
    KITH_RDF_JSON  /**< any JSON text */
} kith_rdf_kind;

/** What a statement says of its subject. */
typedef struct kith_rdf_object {
    kith_rdf_kind kind;
    kith_rdf_name name; /**< of kind KITH_RDF_NAME */
    kith_text text;     /**< of all others: the value, without any escapes */
} kith_rdf_object;

typedef struct kith_rdf kith_rdf;

/** How a format writes statements, which come subject by subject, each once but
 *  for relations in formats that have a graph for each source. */
typedef struct kith_rdf_form {
    bool has_graphs; /**< writes rdf->source */
    void (*object)(kith_rdf *rdf, const kith_rdf_object *object);
    /* the rest may be NULL */
    void (*begin)(kith_rdf *rdf);
    void (*open)(kith_rdf *rdf, kith_rdf_name subject);
    void (*predicate)(kith_rdf *rdf, kith_rdf_name predicate, bool many);
    void (*close)(kith_rdf *rdf); /**< the subject */
    void (*end)(kith_rdf *rdf);
} kith_rdf_form;

/** A graph on its way into statements. */
struct kith_rdf {
    kith_sink sink;
    const kith_rdf_form *form;
    const kith_graph *graph;
    const kith_export_options *options;
    const char *base;
    kith_styles styles;
    kith_by_source by_source;
    kith_attributes attributes; /**< of entities, then of relations */
    kith_rows rows;
    kith_draft draft;      /**< a key without its escapes */
    size_t blanks;         /**< used so far */
    kith_rdf_name subject; /**< at hand, */
    kith_rdf_name verb;    /**< and the predicate */
    kith_rdf_name source;  /**< the graph of the statement, if it has `local` */
    bool many; /**< the predicate has several objects; in form->predicate(),
                    the one before */
    size_t subjects;   /**< so far */
    size_t predicates; /**< of the subject so far */
    size_t objects;    /**< of the predicate so far */
};

/** Write a whole graph.
 *
 *  @return KITH_OK; KITH_E_INVALID (the base is no IRI); KITH_E_IO;
 *          KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_rdf_write(const kith_rdf_form *form,
                                          const kith_graph *graph,
                                          const kith_export_options *options,
                                          FILE *out,
                                          kith_error *err);

/** Begin a subject, say something of it, and end it. These keep count in `rdf`
 *  and call the format. */
void kith_rdf_open(kith_rdf *rdf, kith_rdf_name subject);
void kith_rdf_predicate(kith_rdf *rdf, kith_rdf_name predicate, bool many);
void kith_rdf_add(kith_rdf *rdf, const kith_rdf_object *object);
void kith_rdf_close(kith_rdf *rdf);

/** A predicate with one object. */
void kith_rdf_say(kith_rdf *rdf,
                  kith_rdf_name predicate,
                  const kith_rdf_object *object);

/** A predicate with what a JSON text says: lists of simple values as several
 *  objects, nested ones as JSON; null says nothing. */
void kith_rdf_say_json(kith_rdf *rdf, kith_rdf_name predicate, kith_text json);

/** What the evidence of a record cites, and in detail if statements are asked
 *  for; kith_rdf_put_evidence() writes that, after the subject is closed. */
void kith_rdf_say_evidence(kith_rdf *rdf, kith_text evidence);
void kith_rdf_put_evidence(kith_rdf *rdf, kith_text evidence);

/** The document that a piece of evidence cites, as a JSON string; no data if it
 *  cites none. */
kith_text kith_rdf_cited(kith_text piece);

/** Walk the documents that evidence cites, without one that is cited twice in a
 *  row: start with 0 and {0}; false past the last. */
bool kith_rdf_next_cited(kith_text evidence, size_t *at, kith_text *cited);

/** Write statements about the documents.
 *
 *  @return KITH_OK; KITH_E_IO; KITH_E_MEMORY
 */
KITH_NODISCARD kith_status kith_rdf_put_documents(kith_rdf *rdf,
                                                  kith_error *err);

/* -- names and values as text -------------------------------------------- */

/** Whether names can stand after `base`.
 *
 *  @return KITH_OK; KITH_E_INVALID
 */
KITH_NODISCARD kith_status kith_rdf_check_base(const char *base,
                                               kith_error *err);

/** The prefix of a space, as "e". */
const char *kith_rdf_prefix(kith_rdf_space space);

/** A name in the given space, by NUL-terminated text. */
kith_rdf_name kith_rdf_named(kith_rdf_space space, const char *local);

/** The datatype of a value; "" where none is written. */
const char *kith_rdf_datatype(const kith_rdf_object *object);

/** Write the IRI that a space begins with. */
void kith_put_rdf_space(kith_rdf *rdf, kith_rdf_space space);

/** Write a whole IRI in its brackets, or a blank node. */
void kith_put_rdf_name(kith_rdf *rdf, kith_rdf_name name);

/** Write the part of a name after its space, with percent escapes. */
void kith_put_rdf_local(kith_sink *sink, kith_text local);

/** Write a text in quotes with the escapes of N-Triples and Turtle. */
void kith_put_rdf_string(kith_sink *sink, kith_text text);

#endif /* KITH_EXPORT_RDF_H */

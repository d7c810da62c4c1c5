#ifndef KITH_RECORDS_DIALECTS_LD_PARTS_H
#define KITH_RECORDS_DIALECTS_LD_PARTS_H

/** What the files that read JSON-LD share: keywords, terms, values. */

#include "records/dialects/ld_node.h"

/** Nodes may nest this deep. */
enum { KITH_LD_DEEPEST = 64 };

/** The members of an object that are keywords; absent ones have no data. */
typedef struct kith_ld_keywords {
    kith_text context;
    kith_text id;
    kith_text type;
    kith_text value;
    kith_text language;
    kith_text direction;
    kith_text list;
    kith_text set;
    kith_text graph;
    kith_text index;
    kith_text reverse;
    kith_text included;
    size_t count;      /**< of all members */
    const char *twice; /**< a keyword that stands twice; or NULL */
    const char *wrong; /**< a keyword whose value is of the wrong kind */
} kith_ld_keywords;

/** What the values of a member are about. */
typedef struct kith_ld_saying {
    const kith_term *subject;
    kith_term predicate;
    const kith_term *graph;
    const kith_context_term *term; /**< or NULL */
    bool keyed;     /**< values are found by a key in an object of values */
    bool listed;    /**< values are elements of an array, and thus no such
                         object */
    kith_text id;   /**< which is the id of nodes without one; JSON */
    kith_term says; /**< or is said of nodes, by this predicate */
    kith_term said;
    unsigned depth;
    bool reverse;
    bool nested; /**< nodes inside, and not what is beside them */
} kith_ld_saying;

/** Walk over the elements of an array, or a value alone; start with 0. */
bool kith_ld_each(kith_text json, size_t *at, kith_text *element);

/* -- looking ------------------------------------------------------------- */

/** The keyword or the IRI of a key, escapes left in; absent if it means
 *  nothing. */
kith_text kith_ld_key(kith_ld_reading *r, kith_text key);

/** Enter an object, and note its keywords: the context that the term brings
 *  along, its own, then those of its types hold until the contexts are set
 *  back. What is wrong with its own is said when nodes inside are taken.
 *
 *  @param s  what it is a value of; NULL: of a graph
 */
void kith_ld_enter(kith_ld_reading *r,
                   kith_text object,
                   const kith_ld_saying *s,
                   kith_ld_keywords *k);

/** Set back `context` and `types`, as they were before. */
void kith_ld_leave(kith_ld_reading *r, const kith_context outer[2]);

/** Report what is wrong with the keywords of an object. */
void kith_ld_complain(kith_ld_reading *r, const kith_ld_keywords *k);

/* -- terms --------------------------------------------------------------- */

kith_term kith_ld_named(const char *iri);

/** The term that an id, which is JSON, stands for; none if it is no id. */
kith_term kith_ld_id(kith_ld_reading *r, kith_text json);

/** The same for a type, or a name that follows the vocabulary. */
kith_term kith_ld_type(kith_ld_reading *r,
                       kith_context *context,
                       kith_text json);

/** What a graph without a name that stands as a value is called. */
kith_term kith_ld_graph(kith_ld_reading *r, kith_text json);

/** What a node object is called: one without a name by where it stands, so
 *  that it has the same one whenever it is looked at. */
kith_term kith_ld_subject(kith_ld_reading *r,
                          kith_text object,
                          const kith_ld_keywords *k);

/** A number, a truth value or a text, under a datatype of its own if it has
 *  one. */
kith_term kith_ld_literal(kith_ld_reading *r,
                          kith_text json,
                          kith_text datatype);

/** JSON that stays JSON. */
kith_term kith_ld_json(kith_text json);

/** {"@value": …, "@type": …, "@language": …}; none if it is null. */
kith_term kith_ld_literal_of(kith_ld_reading *r, const kith_ld_keywords *k);

/* -- statements ---------------------------------------------------------- */

/** Take the values of a member. */
void kith_ld_value(kith_ld_reading *r, const kith_ld_saying *s, kith_text json);

/** Take the members of a node: first what is said of the node itself, then the
 *  nodes in it, so that what is said of one subject comes together. */
void kith_ld_members(kith_ld_reading *r,
                     kith_text object,
                     const kith_term *subject,
                     const kith_term *graph,
                     unsigned depth);

#endif /* KITH_RECORDS_DIALECTS_LD_PARTS_H */

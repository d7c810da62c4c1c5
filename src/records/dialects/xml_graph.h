#ifndef KITH_RECORDS_DIALECTS_XML_GRAPH_H
#define KITH_RECORDS_DIALECTS_XML_GRAPH_H

/** Nodes and edges that XML builds up: attributes that are declared first, and
 *  one record in hand whose fields come one after another. */

#include "records/dialects/mapping.h"
#include "records/dialects/xml.h"

/** What the values of an attribute are. */
typedef enum kith_xml_type {
    KITH_XML_TEXT = 0,
    KITH_XML_NUMBER,
    KITH_XML_TRUTH,
    KITH_XML_LIST
} kith_xml_type;

/** An attribute of nodes or edges. */
typedef struct kith_xml_key {
    const char *id;
    kith_text name;
    kith_record_kind kind; /**< KITH_RECORD_DOCUMENT: of the graph itself */
    bool both;             /**< of nodes and of edges */
    kith_xml_type type;
    const char *otherwise;  /**< its value where none is given; or NULL */
    unsigned char roles[2]; /**< what it is to a record of each kind; set by
                                 kith_xml_declare(), as are the ranks */
    unsigned char ranks[2];
} kith_xml_key;

/** A graph that is read. Start from zero with `t` set; release with
 *  kith_xml_graph_clear(). */
typedef struct kith_xml_graph {
    kith_translation *t;
    kith_arena texts; /**< of the keys */
    kith_xml_key *keys;
    size_t key_count;
    size_t key_room;
    size_t
        next_key; /**< after the one of the last value: values come in order */
    bool open;    /**< a record is in hand */
    kith_record_kind kind;
    kith_place place; /**< where it begins */
    char *text;       /**< what stands in the element that is gathered */
    size_t text_length;
    size_t text_room;
    bool gathers;
} kith_xml_graph;

void kith_xml_graph_clear(kith_xml_graph *graph);

/** Declare an attribute; the last one is graph->keys[graph->key_count - 1]. */
void kith_xml_declare(kith_xml_graph *graph, const kith_xml_key *key);

/** A copy of a text for as long as the graph; "" if out of memory. */
const char *kith_xml_keep(kith_xml_graph *graph,
                          const char *text,
                          size_t length);

/** The same of a text that is a key: the inside of a JSON string. */
kith_text kith_xml_keep_key(kith_xml_graph *graph, const char *name);

/** Begin a record; one that is still in hand is written first. */
void kith_xml_begin(kith_xml_graph *graph, kith_record_kind kind);

/** Add a field with a role; NULL values are passed over. */
void kith_xml_field(kith_xml_graph *graph,
                    kith_role role,
                    const char *key,
                    kith_xml_type type,
                    const char *value);

/** Add the value of a declared attribute; of several the last one counts, and
 *  that is remarked on. */
void kith_xml_value(kith_xml_graph *graph, const char *id, const char *value);

/** The attribute that is declared by an id for one kind alone, or NULL. */
kith_xml_key *kith_xml_key_of(const kith_xml_graph *graph,
                              const char *id,
                              kith_record_kind kind);

/** Set what a field says from the text of a value. */
void kith_xml_set(kith_translation *t,
                  kith_field *field,
                  kith_xml_type type,
                  const char *value);

/** Keep the value of an attribute of the graph itself, which is declared as one
 *  of KITH_RECORD_DOCUMENT: a member of the whole, or the documents that kith
 *  wrote. The id may be NULL. */
void kith_xml_keep_value(kith_xml_graph *graph,
                         const char *id,
                         const char *value);

/** Write the record in hand, with what attributes are otherwise. */
void kith_xml_finish(kith_xml_graph *graph);

/** Begin to gather text, add to it, and end: NUL-ended, until the next. */
void kith_xml_gather(kith_xml_graph *graph);
void kith_xml_add_text(kith_xml_graph *graph, const char *text, size_t length);
const char *kith_xml_gathered(kith_xml_graph *graph);

#endif /* KITH_RECORDS_DIALECTS_XML_GRAPH_H */

#ifndef KITH_RECORDS_DIALECTS_DOCUMENT_H
#define KITH_RECORDS_DIALECTS_DOCUMENT_H

/** Dialects that are JSON documents or JSON Lines, told by a table: where in
 *  the document which kind of object stands. */

#include "records/dialects/mapping.h"

/** What stands at a path. */
typedef enum kith_section_kind {
    KITH_SECTION_RECORDS = 0, /**< an array of objects, or an object of objects
                                   by id */
    KITH_SECTION_LINES,       /**< one object a line; the path is "" */
    KITH_SECTION_UNDIRECTED,  /**< `mappings` is NULL; relations have no
                                   direction if this is `value` */
    KITH_SECTION_LOST,        /**< an array of what kith has no record for */
    KITH_SECTION_DOCUMENT,    /**< an object of members of the document */
    KITH_SECTION_DROP         /**< says nothing that is needed */
} kith_section_kind;

/** A place in a document: keys with dots between them, "[]" for the elements of
 *  an array, as "graphs[].nodes". Tables end with a row of NULL. */
typedef struct kith_section {
    const char *path;
    kith_section_kind kind;
    const kith_mapping *mappings;
    size_t mapping_count;
    const char *value;   /**< JSON text, or "one" of what is lost */
    const char *several; /**< of what is lost */
    /** How records of the section are mapped, if not by kith_map(). */
    void (*map)(kith_translation *t,
                const kith_mapping *mapping,
                kith_text text);
    bool otherwise; /**< passed over if there were relations before */
} kith_section;

/** Translate by a table of sections. Members of the document that are in none
 *  are kept. */
void kith_translate_document(kith_translation *t, const kith_section *sections);

#endif /* KITH_RECORDS_DIALECTS_DOCUMENT_H */

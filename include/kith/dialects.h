/** @file
 *  Dialects: the forms of graph data of other tools that kith reads.
 */
#ifndef KITH_DIALECTS_H
#define KITH_DIALECTS_H

#include <kith/records.h>
#include <kith/status.h>

/** A form of graph data that kith can read. */
typedef struct kith_dialect {
    const char *name;    /**< "cytoscape" */
    const char *summary; /**< one line, lower case, no full stop */
    const char *endings; /**< of file names, spaces between them, as a hint;
                              may be "" */
} kith_dialect;

/** How sure it is that an input is in a dialect. */
typedef enum kith_sureness {
    KITH_SURE_NOT = 0,
    KITH_SURE_LIKELY, /**< nothing speaks against it */
    KITH_SURE,        /**< only this dialect looks so */
    KITH_SURE_TOLD    /**< the caller says it */
} kith_sureness;

/** "no", "likely", "sure" or "told". */
KITH_API const char *kith_sureness_name(kith_sureness sureness);

/** Dialect `index`, kith's own records first; NULL past the last. */
KITH_API const kith_dialect *kith_dialect_at(size_t index);

/** What an input was seen to be. Release with kith_sniffing_clear(). */
typedef struct kith_sniffing {
    const kith_dialect *dialect; /**< NULL if it is none */
    const kith_dialect *other;   /**< what it may be as well; or NULL */
    kith_sureness sureness;
    char saw[200];        /**< what tells: "nodes[].key", "an XML root" */
    char *examples[2];    /**< foreign text of the first entity and the first
                               relation; NULL if there is none near the
                               beginning. Owned */
    char *records[2];     /**< the records that they become. Owned */
    kith_error problem;   /**< why it cannot be read, if it cannot, though
                               `dialect` may be known */
    char remarks[3][200]; /**< what its beginning loses, or how it is taken;
                               "" at the end */
} kith_sniffing;

/** Say which dialect the only input of `options` is in, by its beginning.
 *
 *  @param[out] out  filled; release with kith_sniffing_clear()
 *  @return KITH_OK; KITH_E_IO; KITH_E_NOT_FOUND (no such dialect, no input);
 *          KITH_E_MEMORY
 */
KITH_API KITH_NODISCARD kith_status kith_sniff(kith_sniffing *out,
                                               const kith_read_options *options,
                                               kith_error *err);

KITH_API void kith_sniffing_clear(kith_sniffing *sniffing);

#endif /* KITH_DIALECTS_H */

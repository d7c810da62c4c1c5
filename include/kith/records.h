/** @file
 *  Records as they are read: validated one by one, handed on in order.
 */
#ifndef KITH_RECORDS_H
#define KITH_RECORDS_H

#include <kith/diagnostics.h>
#include <kith/status.h>
#include <kith/text.h>

#include <stdbool.h>
#include <stdint.h>

/** A day, month or year: year * 512 + month * 32 + day, with 0 for the parts
 *  that are not given. KITH_NO_DATE means that there is none. */
typedef int32_t kith_date;
#define KITH_NO_DATE INT32_MIN

typedef enum kith_record_kind {
    KITH_RECORD_ENTITY = 0,
    KITH_RECORD_RELATION,
    KITH_RECORD_DOCUMENT
} kith_record_kind;

/** Where a record stands: the input's number in the upper 16 bits, the byte
 *  offset in the lower 48. */
typedef uint64_t kith_origin;
#define KITH_NO_ORIGIN UINT64_MAX

/** One record. Texts are unescaped and borrowed for the call that gets
 *  them; the spans are JSON text as it was written. */
typedef struct kith_record {
    kith_record_kind kind;
    bool sound;    /**< false: it has errors, and only kind and id are filled */
    bool directed; /**< relations; true unless the record says false */
    uint32_t facts;       /**< hash of all members, whatever their order */
    kith_origin origin;   /**< where the record begins */
    kith_text id;         /**< absent for most relations */
    kith_text type;       /**< the main type; absent for untyped entities */
    kith_text name;       /**< entities */
    kith_text source;     /**< relations: id of the source */
    kith_text target;     /**< relations: id of the target */
    double weight;        /**< relations; 1 if not given */
    double confidence;    /**< relations; NaN if not given */
    kith_date since;      /**< relations */
    kith_date until;      /**< relations */
    kith_text types;      /**< span: the array `types`, or absent */
    kith_text aliases;    /**< span: the array `aliases`, or absent */
    kith_text properties; /**< span: an object, or absent */
    kith_text evidence;   /**< span: an array, or absent */
} kith_record;

/** The inputs of a command, opened once and read again for details. */
typedef struct kith_sources kith_sources;

/** Called while reading with bytes done and bytes in all (0 = not known);
 *  from one thread at a time. Return false to stop with KITH_E_LIMIT. */
typedef bool kith_progress(void *context, uint64_t done, uint64_t total);

/** An input that is open already: a regular file of plain JSON, read from its
 *  start. Borrowed as long as the graph lives. */
typedef struct kith_given_input {
    const char *name; /**< what to call it */
    int file;         /**< descriptor; its position is moved */
    bool unlined;     /**< nobody can look at its lines, as it stands for a
                           knowledge base: places in it are the name only */
} kith_given_input;

/** How to read. All zero is valid: one thread, the built-in limits. */
typedef struct kith_read_options {
    const char *const *inputs; /**< files, folders, "-" for standard input */
    size_t input_count;
    const kith_given_input *given; /**< inputs that are read before these */
    size_t given_count;
    unsigned threads;        /**< 0 = as many as processors, at most 8 */
    size_t most_record_size; /**< bytes; 0 = 64 MiB */
    bool implicit;           /**< make entities that only relations name */
    bool unsound;            /**< build also when there are errors: records
                                  with errors are left out */
    const struct kith_vocabulary *vocabulary; /**< NULL = any type is allowed */
    const char *temporary_folder; /**< for what comes from pipes or is packed,
                                       borrowed while reading; NULL = /tmp */
    kith_progress *progress;      /**< or NULL */
    void *progress_context;
    const char *from; /**< dialect of all inputs, see kith_dialect_at(); NULL =
                           told by the content of each */
    const char *map;  /**< which columns of CSV are what: "source=A,target=B";
                           NULL = told by their names */
} kith_read_options;

/** Parse "YYYY", "YYYY-MM" or "YYYY-MM-DD"; KITH_NO_DATE if it is not that. */
KITH_API kith_date kith_date_parse(kith_text text);

/** Write a date back; `out` holds at least 16 bytes. */
KITH_API void kith_date_format(kith_date date, char *out);

/** First day that a date can mean: "2017" gives 2017-01-01. */
KITH_API kith_date kith_date_first(kith_date date);

/** Last day that a date can mean: "2017" gives 2017-12-31. */
KITH_API kith_date kith_date_last(kith_date date);

#endif /* KITH_RECORDS_H */

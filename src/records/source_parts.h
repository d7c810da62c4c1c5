#ifndef KITH_RECORDS_SOURCE_PARTS_H
#define KITH_RECORDS_SOURCE_PARTS_H

/** What inputs are made of, for the files that list them and read them. */

#include "base/arena.h"
#include "records/source.h"
#include "records/unpack.h"

#include <sys/stat.h>

/* Where a byte is; places between marks are counted from the one before. */
typedef struct {
    uint64_t offset;
    uint32_t line;
    uint32_t column;
} kith_mark;

struct kith_source {
    const char *path; /* NULL for standard input */
    const char *name;
    kith_sources *all;
    int given;    /* open already and borrowed; -1 if not */
    int file;     /* being read; -1 if not */
    int again;    /* opened for reading again; -1 if not */
    bool unlined; /* its lines are nowhere to be seen */
    bool spooled;
    bool lines;           /* of JSON Lines */
    uint64_t spool_start; /* in the spool, if spooled */
    kith_unpack *unpack;
    kith_translated translated;
    struct stat identity;
    uint64_t size;
    uint64_t taken;
    kith_mark *marks;
    size_t mark_count;
    size_t mark_room;
};

struct kith_sources {
    kith_arena texts;
    kith_source *items;
    size_t count;
    size_t room;
    uint64_t total;
    kith_spool spool;             /* unpacked copies, one after another */
    kith_spool places;            /* where the lines of translations are from */
    const kith_dialect_row *from; /* of all inputs; NULL: each tells */
    const char *map;
    size_t most_record;
    size_t again_count;        /* files open for being read again */
    kith_diagnostics *remarks; /* on what was listed */
    size_t passed_over; /* files of the folder in hand that are no records */
    const char *first_passed;
};

/** Close a file, but not standard input. */
void kith_close_descriptor(int *file);

#endif /* KITH_RECORDS_SOURCE_PARTS_H */

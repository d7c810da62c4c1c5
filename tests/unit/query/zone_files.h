#ifndef KITH_UNIT_ZONE_FILES_H
#define KITH_UNIT_ZONE_FILES_H

/** Time zone files made for tests, so that no test depends on the system's. */

#include <stddef.h>
#include <stdint.h>

/** What a file says. */
typedef struct zone_plan {
    const int64_t *times; /**< when the offset changes */
    const uint8_t *kinds; /**< to which of `offsets` */
    size_t changes;
    const int32_t *offsets; /**< seconds east of UTC; the first one at first */
    size_t offset_count;
    const char *rule; /**< for ever after; "" = none */
} zone_plan;

enum { ZONE_FILE_SIZE = 1024 };

/** Write a file of version 2 into ZONE_FILE_SIZE bytes; returns its length. */
size_t zone_bytes(const zone_plan *plan, unsigned char *out);

/** A zone with a local mean time of +00:53:28 until 1893-04-01T00:00 there,
 *  then at +01:00, since 1980 with summer time by the rule of central Europe:
 *  from the last Sunday of March to that of October, at 01:00 UTC. */
extern const zone_plan zone_of_europe;

/** A new folder with Test/Europe, Test/Fixed (-03:00) and Test/Broken (no such
 *  file, but text); release with zone_folder_free(). */
char *zone_folder_new(void);
void zone_folder_free(char *folder);

#endif /* KITH_UNIT_ZONE_FILES_H */

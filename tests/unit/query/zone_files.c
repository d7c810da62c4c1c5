/* Writes time zone files (RFC 8536, version 2). */
#include "zone_files.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const int64_t europe_times[] = {-2422054408, 323226000, 341370000};
static const uint8_t europe_kinds[] = {1, 2, 1};
static const int32_t europe_offsets[] = {3208, 3600, 7200};

const zone_plan zone_of_europe = {.times = europe_times,
                                  .kinds = europe_kinds,
                                  .changes = 3,
                                  .offsets = europe_offsets,
                                  .offset_count = 3,
                                  .rule = "CET-1CEST,M3.5.0,M10.5.0/3"};

static const int32_t fixed_offsets[] = {-10800};
static const zone_plan fixed = {.offsets = fixed_offsets,
                                .offset_count = 1,
                                .rule = "<-03>3"};

static unsigned char *store(unsigned char *at, uint64_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        at[i] = (unsigned char)(value >> 8 * (bytes - 1 - i));
    return at + bytes;
}

/* A header and what it announces; nothing but one kind for `plan` NULL. */
static unsigned char *store_block(unsigned char *at, const zone_plan *plan)
{
    static const int32_t utc[] = {0};
    const size_t changes = plan ? plan->changes : 0;
    const size_t count = plan ? plan->offset_count : 1;
    const int32_t *offsets = plan ? plan->offsets : utc;
    const size_t sizes[] = {0, 0, 0, changes, count, 4};
    memcpy(at, "TZif2", 5);
    memset(at + 5, 0, 15);
    at += 20;
    for (size_t i = 0; i < 6; i++)
        at = store(at, sizes[i], 4);
    for (size_t i = 0; i < changes; i++)
        at = store(at, (uint64_t)plan->times[i], 8);
    for (size_t i = 0; i < changes; i++)
        *at++ = plan->kinds[i];
    for (size_t i = 0; i < count; i++) {
        at = store(at, (uint32_t)offsets[i], 4);
        at = store(at, 0, 2);
    }
    memcpy(at, "ABC", 4);
    return at + 4;
}

size_t zone_bytes(const zone_plan *plan, unsigned char *out)
{
    unsigned char *at = store_block(out, NULL);
    at = store_block(at, plan);
    return (size_t)(at - out) +
           (size_t)sprintf((char *)at, "\n%s\n", plan->rule);
}

static void write_file(const char *folder,
                       const char *name,
                       const void *bytes,
                       size_t length)
{
    char path[128];
    snprintf(path, sizeof path, "%s/Test/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static const char *const names[] = {"Europe", "Fixed", "Broken"};

char *zone_folder_new(void)
{
    char path[64] = "/tmp/kith-zones-XXXXXX";
    unsigned char bytes[ZONE_FILE_SIZE];
    char *folder = mkdtemp(path) ? strdup(path) : NULL;
    assert_non_null(folder);
    char inner[96];
    snprintf(inner, sizeof inner, "%s/Test", folder);
    mkdir(inner, 0700);
    write_file(folder, names[0], bytes, zone_bytes(&zone_of_europe, bytes));
    write_file(folder, names[1], bytes, zone_bytes(&fixed, bytes));
    write_file(folder, names[2], "no zone at all", 14);
    return folder;
}

void zone_folder_free(char *folder)
{
    char path[128];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/Test/%s", folder, names[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/Test", folder);
    rmdir(path);
    rmdir(folder);
    free(folder);
}

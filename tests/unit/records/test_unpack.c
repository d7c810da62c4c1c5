/* Packed bytes come out as they went in, or there is a clean failure. */
#include "base/alloc.h"
#include "chance.h"
#include "records/unpack.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

enum { SIZE = 700000, ROOM = SIZE + 4096 };

static char *plain; /* SIZE bytes, half of which repeat */

static int make_plain(void **state)
{
    uint64_t seed = 51;
    (void)state;
    plain = malloc(SIZE);
    if (!plain)
        return -1;
    for (size_t i = 0; i < SIZE; i++)
        plain[i] =
            i % 3000 < 1500 ? 'a' : (char)('0' + chance_below(&seed, 64));
    return 0;
}

static int free_plain(void **state)
{
    (void)state;
    free(plain);
    return 0;
}

/* -- packing ------------------------------------------------------------- */

static size_t gzip(const char *from, size_t length, char *to, size_t room)
{
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)from,
                       .avail_in = (uInt)length,
                       .next_out = (Bytef *)to,
                       .avail_out = (uInt)room};
    assert_int_equal(deflateInit2(&stream, 6, Z_DEFLATED, 31, 8,
                                  Z_DEFAULT_STRATEGY),
                     Z_OK);
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    deflateEnd(&stream);
    return room - stream.avail_out;
}

static size_t zstd(const char *from, size_t length, char *to, size_t room)
{
    const size_t size = ZSTD_compress(to, room, from, length, 3);
    assert_false(ZSTD_isError(size));
    return size;
}

static size_t copy(const char *from, size_t length, char *to, size_t room)
{
    assert_true(length <= room);
    memcpy(to, from, length);
    return length;
}

typedef size_t packer(const char *from, size_t length, char *to, size_t room);

static packer *const packers[] = {copy, gzip, zstd};
enum { PACKERS = sizeof packers / sizeof *packers };

/* -- unpacking ----------------------------------------------------------- */

static int file_of(const char *bytes, size_t length)
{
    char path[] = "/tmp/kith-test-XXXXXX";
    const int file = mkstemp(path);
    assert_true(file >= 0);
    unlink(path);
    assert_int_equal(write(file, bytes, length), length);
    assert_int_equal(lseek(file, 0, SEEK_SET), 0);
    return file;
}

/* Unpack in pieces; `*got` bytes come out before the end or the failure. */
static kith_status unpack(const char *bytes,
                          size_t length,
                          size_t piece,
                          char *out,
                          size_t *got)
{
    const int file = file_of(bytes, length);
    kith_unpack *unpack = kith_unpack_new(file, "test");
    kith_status st = KITH_OK;
    size_t count = 1;
    assert_non_null(unpack);
    *got = 0;
    while (st == KITH_OK && count > 0) {
        kith_error err = {0};
        const size_t room = ROOM - *got < piece ? ROOM - *got : piece;
        assert_true(room > 0);
        st = kith_unpack_read(unpack, out + *got, room, &count, &err);
        assert_int_equal(st, err.status);
        *got += count;
    }
    if (st == KITH_OK)
        assert_int_equal(kith_unpack_taken(unpack), length);
    kith_unpack_free(unpack);
    close(file);
    return st;
}

TEST(bytes_come_out_as_they_went_in)
{
    static char packed[ROOM];
    static char out[ROOM];
    static const size_t pieces[] = {997, 65536, SIZE, ROOM};
    size_t got = 0;
    for (size_t i = 0; i < PACKERS; i++) {
        const size_t size = packers[i](plain, SIZE, packed, ROOM);
        for (size_t j = 0; j < sizeof pieces / sizeof *pieces; j++) {
            assert_int_equal(unpack(packed, size, pieces[j], out, &got),
                             KITH_OK);
            assert_int_equal(got, SIZE);
            assert_memory_equal(out, plain, SIZE);
        }
    }
}

TEST(short_texts_come_out_byte_by_byte)
{
    char packed[256];
    static char out[ROOM];
    size_t got = 0;
    for (size_t i = 0; i < PACKERS; i++) {
        for (size_t length = 0; length < 40; length++) {
            const size_t size = packers[i](plain, length, packed, 256);
            assert_int_equal(unpack(packed, size, 1, out, &got), KITH_OK);
            assert_int_equal(got, length);
            assert_memory_equal(out, plain, length);
        }
    }
}

TEST(several_members_follow_one_another)
{
    static char packed[2 * ROOM];
    static char out[ROOM];
    size_t got = 0;
    for (size_t i = 1; i < PACKERS; i++) {
        size_t size = 0;
        for (size_t at = 0; at < SIZE; at += SIZE / 7)
            size += packers[i](plain + at, SIZE / 7, packed + size,
                               sizeof packed - size);
        assert_int_equal(unpack(packed, size, 10000, out, &got), KITH_OK);
        assert_int_equal(got, SIZE);
        assert_memory_equal(out, plain, SIZE);
    }
}

/* An empty beginning is an empty file, not a packed one. */
TEST(every_truncation_is_a_failure)
{
    char packed[512];
    static char out[ROOM];
    size_t got = 0;
    for (size_t i = 1; i < PACKERS; i++) {
        const size_t magic = i == 1 ? 2 : 4;
        const size_t size = packers[i](plain, 200, packed, 512);
        for (size_t length = magic; length < size; length++)
            assert_int_equal(unpack(packed, length, 64, out, &got), KITH_E_IO);
        for (size_t length = 0; length < magic; length++) {
            assert_int_equal(unpack(packed, length, 64, out, &got), KITH_OK);
            assert_int_equal(got, length);
        }
    }
}

TEST(long_packed_data_that_is_cut_is_a_failure)
{
    static char packed[ROOM];
    static char out[ROOM];
    size_t got = 0;
    for (size_t i = 1; i < PACKERS; i++) {
        const size_t size = packers[i](plain, SIZE, packed, ROOM);
        for (size_t part = 1; part < 10; part++) {
            assert_int_equal(unpack(packed, size * part / 10, 50000, out, &got),
                             KITH_E_IO);
            assert_memory_equal(out, plain, got);
        }
    }
}

TEST(damage_is_a_failure_or_changes_nothing)
{
    char packed[512];
    static char out[ROOM];
    size_t got = 0;
    for (size_t i = 1; i < PACKERS; i++) {
        const size_t size = packers[i](plain + 1400, 200, packed, 512);
        size_t failures = 0;
        for (size_t at = 4; at < size; at++) {
            packed[at] ^= 0x40;
            failures += unpack(packed, size, 64, out, &got) != KITH_OK;
            packed[at] ^= 0x40;
        }
        if (i == 1) /* gzip has a checksum; Zstandard had none asked for */
            assert_true(failures > size / 2);
    }
}

TEST(garbage_after_packed_data_is_a_failure)
{
    char packed[512];
    static char out[ROOM];
    size_t got = 0;
    for (size_t i = 1; i < PACKERS; i++) {
        const size_t size = packers[i](plain, 200, packed, 512);
        memcpy(packed + size, "garbage!", 8);
        assert_int_equal(unpack(packed, size + 8, 64, out, &got), KITH_E_IO);
    }
}

TEST(what_only_looks_packed_at_first_is_read_as_it_is)
{
    static const char *const texts[] = {"\x1F", "\x1F{", "\x28\xB5", "(",
                                        "\x28\xB5\x2F"};
    static char out[ROOM];
    size_t got = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(unpack(texts[i], strlen(texts[i]), 64, out, &got),
                         KITH_OK);
        assert_string_equal((out[got] = '\0', out), texts[i]);
    }
}

TEST(a_descriptor_that_cannot_be_read_is_said)
{
    char out[16];
    size_t got = 0;
    kith_error err = {0};
    kith_unpack *unpack = kith_unpack_new(-1, "nothing");
    assert_int_equal(kith_unpack_read(unpack, out, sizeof out, &got, &err),
                     KITH_E_IO);
    assert_non_null(strstr(err.message, "nothing"));
    kith_unpack_free(unpack);
    kith_unpack_free(NULL);
    kith_alloc_fail_after(0);
    assert_null(kith_unpack_new(0, "x"));
    assert_true(kith_alloc_fail_after(SIZE_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(bytes_come_out_as_they_went_in),
        CASE(short_texts_come_out_byte_by_byte),
        CASE(several_members_follow_one_another),
        CASE(every_truncation_is_a_failure),
        CASE(long_packed_data_that_is_cut_is_a_failure),
        CASE(damage_is_a_failure_or_changes_nothing),
        CASE(garbage_after_packed_data_is_a_failure),
        CASE(what_only_looks_packed_at_first_is_read_as_it_is),
        CASE(a_descriptor_that_cannot_be_read_is_said),
    };
    return cmocka_run_group_tests_name("records/unpack", tests, make_plain,
                                       free_plain);
}

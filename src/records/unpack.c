/* Reading a descriptor through gzip, Zstandard or nothing; one row of a table
 * each. */
#include "records/unpack.h"

#include "base/alloc.h"
#include "base/error.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

enum { BUFFER_SIZE = 128 << 10, MAGIC_SIZE = 4 };

/* A small file that is made to fill disks: what people pack becomes a tenth to
 * a hundredth of its size, and gzip cannot do better than a thousandth. */
static const uint64_t most_times = 1100;
static const uint64_t harmless = (uint64_t)1 << 30;

typedef struct method method;

struct kith_unpack {
    int file;
    const char *name;
    const method *how; /* NULL until the first bytes are seen */
    bool at_end;       /* of the descriptor */
    bool in_frame;     /* packed data has begun and not ended */
    uint64_t taken;
    uint64_t given;
    size_t from; /* unread bytes of buffer: [from, to) */
    size_t to;
    z_stream gzip;
    ZSTD_DStream *zstd;
    char buffer[BUFFER_SIZE];
};

struct method {
    const char *magic;
    size_t magic_length;
    bool (*begin)(kith_unpack *unpack);
    void (*end)(kith_unpack *unpack);
    /* Unpack from the buffer into [out, out + room); NULL if all is well. */
    const char *(*step)(kith_unpack *unpack,
                        char *out,
                        size_t room,
                        size_t *got);
};

static kith_status take_into(kith_unpack *unpack,
                             char *to,
                             size_t room,
                             size_t *got,
                             kith_error *err)
{
    ssize_t count = 0;
    do {
        count = read(unpack->file, to, room);
    } while (count < 0 && errno == EINTR);
    if (count < 0)
        return kith_fail(err, KITH_E_IO, "cannot read '%s': %s", unpack->name,
                         strerror(errno));
    *got = (size_t)count;
    unpack->taken += (uint64_t)count;
    unpack->at_end = count == 0;
    return KITH_OK;
}

static kith_status take(kith_unpack *unpack, kith_error *err)
{
    size_t got = 0;
    const kith_status st =
        take_into(unpack, unpack->buffer + unpack->to,
                  sizeof unpack->buffer - unpack->to, &got, err);
    unpack->to += got;
    return st;
}

/* -- nothing ------------------------------------------------------------- */

static const char *copy_step(kith_unpack *unpack,
                             char *out,
                             size_t room,
                             size_t *got)
{
    const size_t held = unpack->to - unpack->from;
    *got = held < room ? held : room;
    memcpy(out, unpack->buffer + unpack->from, *got);
    unpack->from += *got;
    return NULL;
}

/* -- gzip ---------------------------------------------------------------- */

static bool gzip_begin(kith_unpack *unpack)
{
    enum { GZIP_ONLY = 16 + MAX_WBITS };
    return inflateInit2(&unpack->gzip, GZIP_ONLY) == Z_OK;
}

static void gzip_end(kith_unpack *unpack)
{
    inflateEnd(&unpack->gzip);
}

/* A gzip file may be several members one after another. */
static const char *gzip_step(kith_unpack *unpack,
                             char *out,
                             size_t room,
                             size_t *got)
{
    z_stream *stream = &unpack->gzip;
    const uInt held = (uInt)(unpack->to - unpack->from);
    const uInt asked = room > (1u << 30) ? 1u << 30 : (uInt)room;
    stream->next_in = (Bytef *)unpack->buffer + unpack->from;
    stream->avail_in = held;
    stream->next_out = (Bytef *)out;
    stream->avail_out = asked;
    unpack->in_frame = true;
    const int result = inflate(stream, Z_NO_FLUSH);
    unpack->from += held - stream->avail_in;
    *got = asked - stream->avail_out;
    if (result == Z_STREAM_END) {
        unpack->in_frame = false;
        inflateReset(stream);
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
        return stream->msg ? stream->msg : "not gzip data";
    }
    return NULL;
}

/* -- Zstandard ----------------------------------------------------------- */

static bool zstd_begin(kith_unpack *unpack)
{
    unpack->zstd = ZSTD_createDStream();
    return unpack->zstd != NULL;
}

static void zstd_end(kith_unpack *unpack)
{
    ZSTD_freeDStream(unpack->zstd);
}

static const char *zstd_step(kith_unpack *unpack,
                             char *out,
                             size_t room,
                             size_t *got)
{
    ZSTD_inBuffer in = {unpack->buffer, unpack->to, unpack->from};
    ZSTD_outBuffer to = {out, room, 0};
    const size_t result = ZSTD_decompressStream(unpack->zstd, &to, &in);
    unpack->from = in.pos;
    *got = to.pos;
    unpack->in_frame = result != 0;
    return ZSTD_isError(result) ? ZSTD_getErrorName(result) : NULL;
}

/* -- the table ----------------------------------------------------------- */

static const method methods[] = {
    {"\x1F\x8B",         2, gzip_begin, gzip_end, gzip_step},
    {"\x28\xB5\x2F\xFD", 4, zstd_begin, zstd_end, zstd_step},
    {"",                 0, NULL,       NULL,     copy_step},
};

static kith_status choose(kith_unpack *unpack, kith_error *err)
{
    while (unpack->to < MAGIC_SIZE && !unpack->at_end) {
        const kith_status st = take(unpack, err);
        if (st != KITH_OK)
            return st;
    }
    const method *row = methods;
    while (unpack->to < row->magic_length ||
           memcmp(unpack->buffer, row->magic, row->magic_length) != 0)
        row++;
    if (row->begin && !row->begin(unpack))
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    unpack->how = row;
    return KITH_OK;
}

kith_unpack *kith_unpack_new(int file, const char *name)
{
    kith_unpack *unpack = KITH_NEW(kith_unpack, 1);
    if (unpack) {
        unpack->file = file;
        unpack->name = name;
    }
    return unpack;
}

void kith_unpack_free(kith_unpack *unpack)
{
    if (unpack && unpack->how && unpack->how->end)
        unpack->how->end(unpack);
    kith_release(unpack);
}

bool kith_unpack_is_packed(const kith_unpack *unpack)
{
    return unpack->how && unpack->how->magic_length > 0;
}

uint64_t kith_unpack_taken(const kith_unpack *unpack)
{
    return unpack->taken;
}

/* Everything in the buffer is used up: take more. */
static kith_status refill(kith_unpack *unpack, kith_error *err)
{
    unpack->from = unpack->to = 0;
    return take(unpack, err);
}

static kith_status end(const kith_unpack *unpack, kith_error *err)
{
    if (!unpack->in_frame)
        return KITH_OK;
    kith_fail(err, KITH_E_IO, "'%s' ends in the middle of its packed data",
              unpack->name);
    kith_hint(err, "it is cut short: get it again");
    return KITH_E_IO;
}

/* Unpack what is in hand; nothing comes out while only a header was read. */
static kith_status step(kith_unpack *unpack,
                        char *buffer,
                        size_t room,
                        size_t *got,
                        kith_error *err)
{
    const char *fault = unpack->how->step(unpack, buffer, room, got);
    if (fault)
        return kith_fail(err, KITH_E_IO, "cannot unpack '%s': %s", unpack->name,
                         fault);
    unpack->given += *got;
    if (unpack->given <= harmless ||
        unpack->given <= most_times * unpack->taken)
        return KITH_OK;
    kith_fail(err, KITH_E_LIMIT,
              "'%s' unpacks to more than %" PRIu64 " times its size",
              unpack->name, most_times);
    kith_hint(err, "unpack it with gzip or zstd first, if that is meant");
    return KITH_E_LIMIT;
}

kith_status kith_unpack_read(kith_unpack *unpack,
                             char *buffer,
                             size_t room,
                             size_t *got,
                             kith_error *err)
{
    kith_status st = KITH_OK;
    *got = 0;
    if (!unpack->how)
        st = choose(unpack, err);
    /* only faster: what is not packed need not pass through the buffer */
    if (st == KITH_OK && !kith_unpack_is_packed(unpack) &&
        unpack->from == unpack->to && !unpack->at_end)
        return take_into(unpack, buffer, room, got, err);
    while (st == KITH_OK && *got == 0) {
        if (unpack->from == unpack->to && !unpack->at_end)
            st = refill(unpack, err);
        if (st != KITH_OK)
            break;
        if (unpack->from == unpack->to && unpack->at_end)
            return end(unpack, err);
        st = step(unpack, buffer, room, got, err);
    }
    return st;
}

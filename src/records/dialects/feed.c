/* A window over a foreign input that counts lines as it moves on. */
#include "records/dialects/feed.h"

#include "base/alloc.h"
#include "base/error.h"
#include "records/source.h"

#include <string.h>

enum { WINDOW = 256 << 10 };

static bool fail(kith_feed *feed)
{
    feed->status = kith_fail(feed->err, KITH_E_MEMORY, "out of memory");
    feed->whole = true;
    return false;
}

static bool make_room(kith_feed *feed, size_t room)
{
    if (room <= feed->room)
        return true;
    char *data = kith_grow_array(feed->data, room + KITH_PADDING, 1);
    if (!data)
        return fail(feed);
    feed->data = data;
    feed->room = room;
    return true;
}

bool kith_feed_open(kith_feed *feed, const char *bytes, size_t length)
{
    static const char mark[] = {'\xEF', '\xBB', '\xBF'};
    feed->line = feed->column = 1;
    if (!make_room(feed, length > WINDOW ? length : WINDOW))
        return false;
    if (length)
        memcpy(feed->data, bytes, length);
    memset(feed->data + length, 0, KITH_PADDING);
    feed->end = length;
    if (length >= sizeof mark && !memcmp(feed->data, mark, sizeof mark))
        feed->at = feed->counted = sizeof mark;
    return true;
}

void kith_feed_close(kith_feed *feed)
{
    kith_release(feed->data);
    feed->data = NULL;
}

static void count_to(kith_feed *feed, size_t at)
{
    kith_source_count(&feed->line, &feed->column, feed->data + feed->counted,
                      feed->data + at);
    feed->counted = at;
}

static void give_up_what_was_read(kith_feed *feed)
{
    if (feed->counted < feed->at)
        count_to(feed, feed->at);
    const size_t from = feed->at;
    memmove(feed->data, feed->data + from, feed->end - from);
    feed->start += from;
    feed->end -= from;
    feed->counted -= from;
    feed->at = 0;
}

bool kith_feed_more(kith_feed *feed)
{
    size_t got = 0;
    if (feed->whole)
        return false;
    if (feed->at > 0)
        give_up_what_was_read(feed);
    if (feed->end >= feed->room / 2 && !make_room(feed, feed->room * 2))
        return false;
    feed->status = feed->read(feed->context, feed->data + feed->end,
                              feed->room - feed->end, &got, feed->err);
    feed->end += got;
    memset(feed->data + feed->end, 0, KITH_PADDING);
    feed->whole = got == 0;
    return got > 0;
}

kith_place kith_feed_place(kith_feed *feed, size_t at)
{
    uint32_t line = feed->line;
    uint32_t column = feed->column;
    if (at >= feed->counted) {
        count_to(feed, at);
        line = feed->line;
        column = feed->column;
    }
    return (
        kith_place){.offset = feed->start + at, .line = line, .column = column};
}

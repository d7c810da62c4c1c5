/* JSON from front to back through a window. */
#include "records/dialects/stream.h"

#include <string.h>

bool kith_stream_fault(kith_translation *t, const char *message)
{
    kith_feed *feed = &t->feed;
    if (feed->status != KITH_OK || t->status != KITH_OK || t->broken)
        return false;
    t->broken = true;
    const bool at_end = feed->at == feed->end;
    kith_translation_at(t, feed->at);
    kith_problem *problem = kith_translation_report(t, KITH_RULE_SYNTAX);
    kith_problem_say(problem, "%s",
                     at_end ? "the text ends too early" : message);
    if (!at_end)
        kith_problem_hint(problem, "mend this first: the rest of the file was "
                                   "not read");
    feed->whole = true; /* nothing more is to be read */
    feed->at = feed->end;
    return false;
}

char kith_stream_peek(kith_translation *t)
{
    kith_feed *feed = &t->feed;
    for (;;) {
        while (feed->at < feed->end &&
               strchr(" \t\r\n", feed->data[feed->at]) && feed->data[feed->at])
            feed->at++;
        if (feed->at < feed->end)
            return feed->data[feed->at];
        if (!kith_feed_more(feed))
            return '\0';
    }
}

bool kith_stream_ends(kith_translation *t)
{
    if (kith_stream_peek(t) == '\0' && t->feed.at == t->feed.end)
        return true;
    return kith_stream_fault(t, "more text after the document");
}

void kith_stream_enter(kith_translation *t)
{
    t->feed.at++;
}

bool kith_stream_next(kith_translation *t, char close, bool *first)
{
    const char next = kith_stream_peek(t);
    const bool comma = next == ',' && !*first;
    if (!kith_translation_goes_on(t))
        return false;
    if (next == close) {
        t->feed.at++;
        return false;
    }
    if (!comma && !*first)
        return kith_stream_fault(t, close == '}'
                                        ? "',' or '}' was expected here"
                                        : "',' or ']' was expected here");
    *first = false;
    t->feed.at += comma;
    if (comma && kith_stream_peek(t) == close)
        return kith_stream_fault(t, "a comma stands before this bracket");
    return kith_stream_peek(t) != '\0' ||
           kith_stream_fault(t, "the text ends too early");
}

static bool too_long(kith_translation *t)
{
    kith_problem *problem =
        kith_translation_report(t, KITH_RULE_RECORD_TOO_LONG);
    kith_problem_say(problem, "this is longer than %zu bytes", t->most_record);
    kith_problem_hint(problem, "raise --max-record to read it");
    t->feed.whole = true;
    t->feed.at = t->feed.end;
    return false;
}

bool kith_stream_value(kith_translation *t, kith_text *value)
{
    kith_feed *feed = &t->feed;
    if (kith_stream_peek(t) == '\0')
        return kith_stream_fault(t, "a value was expected here");
    kith_translation_at(t, feed->at);
    const char *end = NULL;
    for (;;) {
        end = kith_json_end(feed->data + feed->at, feed->data + feed->end,
                            feed->whole);
        if (end)
            break;
        if (feed->end - feed->at > t->most_record)
            return too_long(t);
        if (kith_feed_more(feed) || !feed->whole)
            continue;
        if (!kith_translation_goes_on(t))
            return false;
        end =
            kith_json_end(feed->data + feed->at, feed->data + feed->end, true);
        if (end)
            break;
        feed->at = feed->end;
        return kith_stream_fault(t, "the text ends too early");
    }
    *value = (kith_text){feed->data + feed->at,
                         (size_t)(end - feed->data) - feed->at};
    if (value->length == 0)
        return kith_stream_fault(t, "a value was expected here");
    if (value->length > t->most_record)
        return too_long(t);
    feed->at += value->length;
    return true;
}

bool kith_stream_key(kith_translation *t, char *out, size_t room)
{
    kith_text key;
    if (kith_stream_peek(t) != '"')
        return kith_stream_fault(t, "a key in double quotes was expected");
    if (!kith_stream_value(t, &key))
        return false;
    kith_scan scan = {.at = key.data, .end = key.data + key.length};
    bool escaped = false;
    kith_text inside;
    const bool sound = kith_scan_string(&scan, &inside, &escaped);
    const char *const fault = scan.fault_message;
    kith_scan_release(&scan);
    if (!sound) {
        t->feed.at -= key.length;
        return kith_stream_fault(t, fault);
    }
    if (inside.length >= room)
        inside.length = room - 1; /* no name that is looked for is so long */
    out[escaped ? kith_json_unescape(inside, out) : inside.length] = '\0';
    if (!escaped)
        memcpy(out, inside.data, inside.length);
    if (kith_stream_peek(t) != ':')
        return kith_stream_fault(t, "':' was expected after the key");
    t->feed.at++;
    return true;
}

/* -- looking ahead ------------------------------------------------------- */

/* What stands `*ahead` bytes further, white space passed over; 0 at the end of
 * what may be looked at. */
static char peek_ahead(kith_translation *t, size_t *ahead)
{
    kith_feed *feed = &t->feed;
    for (;;) {
        for (; feed->at + *ahead < feed->end; ++*ahead) {
            const char byte = feed->data[feed->at + *ahead];
            if (byte != ' ' && byte != '\t' && byte != '\r' && byte != '\n')
                return byte;
        }
        if (*ahead > t->most_record || !kith_feed_more(feed))
            return '\0';
    }
}

/* Past the value that stands there; false if it does not end. */
static bool pass_ahead(kith_translation *t, size_t *ahead)
{
    kith_feed *feed = &t->feed;
    if (!peek_ahead(t, ahead))
        return false;
    for (;;) {
        const char *const from = feed->data + feed->at + *ahead;
        const char *const end =
            kith_json_end(from, feed->data + feed->end, feed->whole);
        if (end) {
            *ahead += (size_t)(end - from);
            return end > from;
        }
        if (feed->end - feed->at > t->most_record || !kith_feed_more(feed))
            return false;
    }
}

bool kith_stream_find_later(kith_translation *t,
                            const char *key,
                            kith_text *value)
{
    const kith_feed *feed = &t->feed;
    const size_t length = strlen(key);
    size_t ahead = 0;
    while (pass_ahead(t, &ahead) && peek_ahead(t, &ahead) == ',') {
        ahead++;
        const char quote = peek_ahead(t, &ahead);
        const size_t name = ahead + 1;
        if (quote != '"' || !pass_ahead(t, &ahead))
            return false;
        const bool found = ahead == name + length + 1 &&
                           !memcmp(feed->data + feed->at + name, key, length);
        if (peek_ahead(t, &ahead) != ':')
            return false;
        ahead++;
        (void)peek_ahead(t, &ahead);
        const size_t from = ahead;
        if (!found)
            continue;
        if (!pass_ahead(t, &ahead))
            return false;
        *value = (kith_text){feed->data + feed->at + from, ahead - from};
        return true;
    }
    return false;
}

bool kith_stream_line(kith_translation *t, kith_text *line)
{
    kith_feed *feed = &t->feed;
    size_t seen = 0;
    for (;;) {
        const char *from = feed->data + feed->at;
        const size_t held = feed->end - feed->at;
        const char *newline =
            held > seen ? memchr(from + seen, '\n', held - seen) : NULL;
        if (!newline && !feed->whole && held <= t->most_record) {
            seen = held;
            (void)kith_feed_more(feed);
            continue;
        }
        if (!newline && held == 0)
            return false;
        kith_translation_at(t, feed->at);
        if (!newline && !feed->whole)
            return too_long(t);
        *line = (kith_text){from, newline ? (size_t)(newline - from) : held};
        feed->at += line->length + (newline != NULL);
        return feed->status == KITH_OK;
    }
}

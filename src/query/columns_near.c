/* The property that was probably meant: a pass over all records for the names
 * that they use. */
#include "base/near.h"
#include "graph/each_record.h"
#include "query/session.h"

#include <string.h>

typedef struct search {
    kith_session *session;
    kith_nearest nearest;
} search;

static void see_key(search *s, kith_text key)
{
    const uint32_t before = s->nearest.edits;
    char room[64];
    if (key.length >= sizeof room || kith_edits(key, s->nearest.wanted, 2) > 2)
        return;
    memcpy(room, key.data, key.length);
    room[key.length] = '\0';
    const char *best = s->nearest.best;
    kith_nearest_see(&s->nearest, room);
    if (s->nearest.best == room) {
        char *kept = kith_heap_take(&s->session->heap, key.length + 1);
        s->nearest.best = kept ? memcpy(kept, room, key.length + 1) : best;
        s->nearest.edits = kept ? s->nearest.edits : before;
    }
}

static void see_members(search *s, kith_text object, bool outer)
{
    kith_text key;
    kith_text value;
    for (size_t at = 0; kith_json_each_member(object, &at, &key, &value);) {
        const bool inner =
            outer && key.length == 10 && !memcmp(key.data, "properties", 10);
        if (inner && value.data[0] == '{')
            see_members(s, value, false);
        if (!inner)
            see_key(s, key);
    }
}

static bool see_record(void *context, kith_id id, kith_text record)
{
    search *s = context;
    (void)id;
    see_members(s, record, true);
    return s->nearest.edits != 1 || !s->nearest.best;
}

const char *kith_session_near(kith_session *session, uint32_t column)
{
    search s = {
        .session = session,
        .nearest.wanted = session->columns[column].name,
    };
    kith_error err = {0};
    kith_status st = kith_graph_each_record(session->graph, KITH_RECORD_ENTITY,
                                            see_record, &s, &err);
    if (st == KITH_OK && !s.nearest.best)
        st = kith_graph_each_record(session->graph, KITH_RECORD_RELATION,
                                    see_record, &s, &err);
    return st == KITH_OK ? s.nearest.best : NULL;
}

/* Entities that may have an id or a name as a property, and whether a record
 * may have a property at all.
 *
 * A property is a member of 'properties', or else one of the record: an entity
 * whose properties have an "id" hides its own. Those are few, and in an index;
 * they are among what is found for any value. */
#include "base/alloc.h"
#include "base/error.h"
#include "json/scan.h"
#include "store/named.h"
#include "store/numbers.h"
#include "store/supply.h"

#include <string.h>

/* Entities with hidden members, at most: with more all is loaded. */
enum { MOST_SHADOWS = 256 };

static const char by_id[] = "SELECT number FROM entities WHERE id = ?1"
                            " LIMIT ?2";

static const char shadows[] =
    "SELECT number FROM entities INDEXED BY entity_shadows WHERE"
    " (instr(properties, '\"id\"') OR instr(properties, '\"name\"') OR"
    " instr(properties, '\\u006') OR written IS NOT NULL) AND ?1 IS NOT NULL"
    " LIMIT ?2";

/* Add what a statement finds; KITH_E_NOT_FOUND if that is more than `most`. */
static kith_status add(kith_places *p,
                       const char *sql,
                       int most,
                       kith_sought *sought,
                       kith_error *err)
{
    const kith_store *store = p->links.peek.store;
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    if (kith_store_prepare(store, &select, sql, NULL) != KITH_OK)
        return kith_fail(err, KITH_E_NOT_FOUND, "the base has no such index");
    kith_bind_text(select, 1, sought->text);
    sqlite3_bind_int(select, 2, most + 1);
    for (int found = 0;; found++) {
        uint32_t number = 0;
        uint32_t place = 0;
        KITH_TRY(st, kith_store_step(store, select, &row, err), done);
        if (!row)
            break;
        if (found == most) {
            st = kith_fail(err, KITH_E_NOT_FOUND, "too many have the property");
            goto done;
        }
        KITH_TRY(st, kith_store_number(store, select, 0, &number, err), done);
        KITH_TRY(st, kith_places_find(p, number, &place, err), done);
        if (!kith_pages_add(&sought->places, &place, sizeof place)) {
            st = kith_fail(err, KITH_E_MEMORY, "out of memory");
            goto done;
        }
    }
done:
    sqlite3_finalize(select);
    return st;
}

static kith_status add_named(kith_places *p,
                             kith_sought *sought,
                             kith_error *err)
{
    uint32_t found[2] = {0};
    uint32_t place = 0;
    kith_status st = KITH_OK;
    if (memchr(sought->text.data, '\0', sought->text.length))
        return kith_fail(err, KITH_E_NOT_FOUND, "no name has a NUL");
    KITH_TRY(st,
             kith_named_find(p->links.peek.store, sought->text.data,
                             KITH_NAMED_BY_NAME, found, err),
             done);
    if (found[1]) {
        st = kith_fail(err, KITH_E_NOT_FOUND, "too many have the name");
    } else if (found[0]) {
        KITH_TRY(st, kith_places_find(p, found[0], &place, err), done);
        if (!kith_pages_add(&sought->places, &place, sizeof place))
            st = kith_fail(err, KITH_E_MEMORY, "out of memory");
    }
done:
    return st;
}

kith_status kith_supply_seek(kith_places *places,
                             kith_sought *sought,
                             kith_error *err)
{
    kith_status st = KITH_OK;
    sought->places.used = 0;
    KITH_TRY(st,
             sought->by == KITH_SEEK_ID ? add(places, by_id, 1, sought, err)
                                        : add_named(places, sought, err),
             done);
    KITH_TRY(st, add(places, shadows, MOST_SHADOWS, sought, err), done);
    (void)kith_numbers_sort(&sought->places);
done:
    return st;
}

/* -- properties ---------------------------------------------------------- */

/* Records that may have it are looked at, at most. */
enum { MOST_LOOKS = 200 };

/* Those whose text has the key somewhere, or that have a column for it. An own
 * column is named like its member. */
static const char *const mentioning[2] = {
    [KITH_RECORD_ENTITY] =
        "SELECT number FROM entities WHERE instr(properties, ?1) OR"
        " instr(more, ?1) OR instr(written, ?1) OR (?1 = '\"id\"' AND shape IS"
        " NOT NULL) OR (?1 = '\"name\"' AND name IS NOT NULL) OR"
        " (?1 = '\"type\"' AND type IS NOT NULL) LIMIT ?2",
    [KITH_RECORD_RELATION] =
        "SELECT number FROM relations WHERE instr(properties, ?1) OR"
        " instr(more, ?1) OR instr(written, ?1) OR (?1 = '\"id\"' AND id IS NOT"
        " NULL) OR (?1 = '\"since\"' AND since IS NOT NULL) OR (?1 ="
        " '\"until\"' AND until IS NOT NULL) OR (?1 = '\"weight\"' AND weight"
        " IS NOT NULL) OR ?1 IN ('\"source\"', '\"type\"', '\"target\"')"
        " LIMIT ?2",
};

/* Whether a record has a member, or its properties do. */
static bool has_member(kith_text record, kith_text name, bool inside)
{
    static const kith_text properties = {"properties", 10};
    kith_text key = {0};
    kith_text value = {0};
    for (size_t at = 0; kith_json_each_member(record, &at, &key, &value);) {
        if (kith_json_is_key(key, name) ||
            (!inside && kith_json_is_key(key, properties) &&
             *value.data == '{' && has_member(value, name, true)))
            return true;
    }
    return false;
}

static kith_status look(kith_keeper *keeper,
                        kith_record_kind kind,
                        uint32_t number,
                        kith_text property,
                        bool *out,
                        kith_error *err)
{
    char *record = NULL;
    size_t length = 0;
    const kith_status st =
        kith_keeper_record(keeper, kind, number, &record, &length, err);
    *out = st == KITH_OK &&
           has_member((kith_text){record, length}, property, false);
    kith_release(record);
    return st;
}

static kith_status look_at_each(const kith_store *store,
                                kith_keeper *keeper,
                                kith_record_kind kind,
                                kith_text quoted,
                                bool *out,
                                kith_error *err)
{
    const kith_text property = {quoted.data + 1, quoted.length - 2};
    sqlite3_stmt *select = NULL;
    bool row = false;
    kith_status st = KITH_OK;
    *out = false;
    KITH_TRY(st, kith_store_prepare(store, &select, mentioning[kind], err),
             done);
    kith_bind_text(select, 1, quoted);
    sqlite3_bind_int(select, 2, MOST_LOOKS);
    while (!*out) {
        uint32_t number = 0;
        KITH_TRY(st, kith_store_step(store, select, &row, err), done);
        if (!row)
            break;
        KITH_TRY(st, kith_store_number(store, select, 0, &number, err), done);
        KITH_TRY(st, look(keeper, kind, number, property, out, err), done);
    }
done:
    sqlite3_finalize(select);
    return st;
}

kith_status kith_supply_mentions(const kith_store *store,
                                 kith_keeper *keeper,
                                 kith_record_kind kind,
                                 kith_text property,
                                 bool *out,
                                 kith_error *err)
{
    char *quoted = KITH_NEW(char, property.length + 3);
    if (!quoted)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    quoted[0] = quoted[property.length + 1] = '"';
    memcpy(quoted + 1, property.data, property.length);
    const kith_text text = {quoted, property.length + 2};
    const kith_status st = look_at_each(store, keeper, kind, text, out, err);
    kith_release(quoted);
    return st;
}

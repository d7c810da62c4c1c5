/* Values in time for tests. */
#include "moments.h"

#include "test.h"
#include "zone_files.h"

#include <string.h>

void moments_init(moments *m)
{
    m->folder = zone_folder_new();
    m->context = (kith_temporal_context){.seconds = 1437514832,
                                         .nanoseconds = 142000000};
    assert_int_equal(kith_zones_new(&m->context.zones, m->folder, NULL),
                     KITH_OK);
}

void moments_free(moments *m)
{
    kith_zones_free(m->context.zones);
    zone_folder_free(m->folder);
}

static kith_temporal_kind kind_of(const char *word, size_t length)
{
    kith_temporal_kind kind = KITH_TEMPORAL_DATETIME;
    while (strncmp(word, kith_temporal_kind_name(kind), length) != 0 ||
           kith_temporal_kind_name(kind)[length] != '\0') {
        assert_true(kind < KITH_TEMPORAL_DURATION);
        kind++;
    }
    return kind;
}

kith_temporal_kind kind_named(const char *name)
{
    return kind_of(name, strlen(name));
}

kith_status try_moment(kith_temporal *out,
                       const moments *m,
                       const char *word,
                       kith_error *err)
{
    const size_t length = strcspn(word, ":");
    const char *text = word + length + 1;
    *err = (kith_error){0};
    const kith_status st =
        kith_temporal_parse(out, kind_of(word, length),
                            (kith_text){text, strlen(text)}, &m->context, err);
    assert_int_equal(st, err->status);
    return st;
}

kith_temporal moment_of(const moments *m, const char *word)
{
    kith_temporal value;
    kith_error err;
    if (try_moment(&value, m, word, &err) != KITH_OK)
        fail_msg("%s: %s", word, err.message);
    return value;
}

void assert_shown(const kith_temporal *value, const char *text)
{
    char shown[KITH_TEMPORAL_SIZE];
    const size_t length = kith_temporal_format(value, shown);
    assert_int_equal(length, strlen(shown));
    assert_string_equal(shown, text);
}

void assert_no_moment(kith_status st, const kith_error *err, const char *text)
{
    assert_int_equal(st, KITH_E_INVALID);
    assert_int_equal(err->status, st);
    const char *detail = strstr(err->message, "Error: ");
    assert_non_null(detail);
    const char *message = strstr(detail + strlen("Error: "), ": ");
    assert_non_null(message);
    if (strncmp(message + 2, text, strlen(text)) != 0)
        fail_msg("refused because of: %s", message + 2);
}

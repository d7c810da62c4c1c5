/* Texts to ids: the same ids always, and look-ups beside one writer. */
#include "base/alloc.h"
#include "base/intern.h"
#include "chance.h"
#include "test.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

static uint32_t add(kith_intern *names, kith_text text)
{
    return kith_intern_add(names, text, kith_intern_hash(text));
}

static uint32_t find(const kith_intern *names, kith_text text)
{
    return kith_intern_find(names, text, kith_intern_hash(text));
}

static void free_all(kith_intern *names)
{
    kith_texts *texts = names->texts;
    kith_intern_free(names);
    kith_texts_free(texts);
}

TEST(ids_are_given_in_the_order_of_adding)
{
    kith_texts texts = {0};
    kith_intern names = {.texts = &texts};
    assert_int_equal(find(&names, text_of("a")), KITH_INTERN_NONE);
    assert_int_equal(add(&names, text_of("a")), 0);
    assert_int_equal(add(&names, text_of("b")), 1);
    assert_int_equal(add(&names, text_of("a")), 0);
    assert_int_equal(add(&names, text_of("")), 2);
    assert_int_equal(add(&names, text_of("")), 2);
    assert_int_equal(find(&names, text_of("b")), 1);
    assert_int_equal(find(&names, text_of("c")), KITH_INTERN_NONE);
    assert_string_equal(kith_intern_text(&names, 1), "b");
    assert_int_equal(names.count, 3);
    free_all(&names);
}

TEST(a_million_texts_keep_their_ids_while_the_table_grows)
{
    enum { COUNT = 1000000 };
    kith_texts texts = {0};
    kith_intern names = {.texts = &texts};
    char text[24];
    for (uint32_t i = 0; i < COUNT; i++) {
        snprintf(text, sizeof text, "id-%u", i * 7u);
        assert_int_equal(add(&names, text_of(text)), i);
    }
    for (uint32_t i = 0; i < COUNT; i++) {
        snprintf(text, sizeof text, "id-%u", i * 7u);
        assert_int_equal(find(&names, text_of(text)), i);
        assert_string_equal(kith_intern_text(&names, i), text);
        snprintf(text, sizeof text, "id-%u", i * 7u + 1);
        assert_int_equal(find(&names, text_of(text)), KITH_INTERN_NONE);
    }
    kith_intern_settle(&names);
    assert_int_equal(find(&names, text_of("id-7")), 1);
    free_all(&names);
}

/* Every length around the steps of hashing and comparing, and texts that differ
 * in one byte or are the beginning of one another. */
TEST(texts_of_every_length_are_told_apart)
{
    enum { MOST = 80 };
    kith_texts texts = {0};
    kith_intern names = {.texts = &texts};
    char text[MOST];
    uint32_t next = 0;
    memset(text, 'a', sizeof text);
    for (size_t length = 0; length <= MOST; length++)
        assert_int_equal(add(&names, (kith_text){text, length}), next++);
    for (size_t length = 1; length <= MOST; length++) {
        for (size_t at = 0; at < length; at++) {
            text[at] = 'b';
            assert_int_equal(add(&names, (kith_text){text, length}), next++);
            text[at] = 'a';
        }
    }
    assert_int_equal(names.count, next);
    free_all(&names);
}

TEST(texts_of_megabytes_are_kept_whole)
{
    enum { SIZE = 3 << 20 };
    kith_texts texts = {0};
    kith_intern names = {.texts = &texts};
    char *text = malloc(SIZE);
    assert_non_null(text);
    memset(text, 'x', SIZE);
    assert_int_equal(add(&names, (kith_text){text, SIZE}), 0);
    assert_int_equal(add(&names, (kith_text){text, SIZE - 1}), 1);
    text[SIZE - 1] = 'y';
    assert_int_equal(add(&names, (kith_text){text, SIZE}), 2);
    assert_int_equal(strlen(kith_intern_text(&names, 2)), SIZE);
    assert_memory_equal(kith_intern_text(&names, 2), text, SIZE);
    free(text);
    free_all(&names);
}

/* All texts under one hash: slow, and still right. */
TEST(texts_with_the_same_hash_are_told_apart)
{
    kith_texts texts = {0};
    kith_intern names = {.texts = &texts};
    char text[24];
    for (uint32_t i = 0; i < 2000; i++) {
        snprintf(text, sizeof text, "%u", i);
        assert_int_equal(kith_intern_add(&names, text_of(text), 42), i);
    }
    for (uint32_t i = 0; i < 2000; i++) {
        snprintf(text, sizeof text, "%u", i);
        assert_int_equal(kith_intern_find(&names, text_of(text), 42), i);
    }
    assert_int_equal(kith_intern_find(&names, text_of("x"), 42),
                     KITH_INTERN_NONE);
    free_all(&names);
}

TEST(several_tables_may_share_their_texts)
{
    kith_texts texts = {0};
    kith_intern names = {.texts = &texts};
    kith_intern types = {.texts = &texts};
    for (uint32_t i = 0; i < 5000; i++) {
        char text[24];
        snprintf(text, sizeof text, "%u", i);
        assert_int_equal(add(&names, text_of(text)), i);
        if (i % 3 == 0)
            assert_int_equal(add(&types, text_of(text)), i / 3);
    }
    assert_int_equal(find(&types, text_of("3")), 1);
    assert_int_equal(find(&types, text_of("4")), KITH_INTERN_NONE);
    assert_string_equal(kith_intern_text(&types, 2), "6");
    kith_intern_free(&types);
    free_all(&names);
}

enum { SHARED = 200000, READERS = 4 };

typedef struct {
    const kith_intern *names;
    _Atomic uint32_t *added;
    uint64_t seed;
    size_t wrong;
    size_t missed;
} reader;

static void text_of_id(uint32_t id, char *out)
{
    snprintf(out, 24, "entity-%u", id * 2654435761u);
}

/* What was there before the look-up must be found, under its own id. */
static void *look_up(void *argument)
{
    reader *r = argument;
    char text[24];
    uint32_t added = 0;
    while (added < SHARED) {
        added = atomic_load_explicit(r->added, memory_order_acquire);
        const uint32_t wanted = chance_below(&r->seed, SHARED);
        text_of_id(wanted, text);
        const uint32_t found = find(r->names, text_of(text));
        r->missed += found == KITH_INTERN_NONE && wanted < added;
        r->wrong += found != KITH_INTERN_NONE && found != wanted;
    }
    return NULL;
}

TEST(four_threads_look_up_while_one_adds)
{
    kith_texts texts = {0};
    kith_intern names = {.texts = &texts};
    _Atomic uint32_t added = 0;
    pthread_t threads[READERS];
    reader readers[READERS];
    char text[24];
    for (uint32_t i = 0; i < READERS; i++) {
        readers[i] = (reader){.names = &names, .added = &added, .seed = i};
        assert_int_equal(pthread_create(&threads[i], NULL, look_up,
                                        &readers[i]),
                         0);
    }
    for (uint32_t i = 0; i < SHARED; i++) {
        text_of_id(i, text);
        assert_int_equal(add(&names, text_of(text)), i);
        atomic_store_explicit(&added, i + 1, memory_order_release);
    }
    for (size_t i = 0; i < READERS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(readers[i].wrong, 0);
        assert_int_equal(readers[i].missed, 0);
    }
    free_all(&names);
}

TEST(each_allocation_may_fail)
{
    for (size_t left = 0;; left++) {
        kith_texts texts = {0};
        kith_intern names = {.texts = &texts};
        char text[24];
        uint32_t i = 0;
        kith_alloc_fail_after(left);
        for (; i < 3000; i++) {
            text_of_id(i, text);
            if (add(&names, text_of(text)) != i)
                break;
        }
        const bool failed = kith_alloc_fail_after(SIZE_MAX);
        assert_int_equal(failed, i < 3000);
        for (uint32_t j = 0; j < i; j++) { /* what was added stays */
            text_of_id(j, text);
            assert_int_equal(find(&names, text_of(text)), j);
        }
        text_of_id(i, text);
        if (failed)
            assert_int_equal(add(&names, text_of(text)), i);
        free_all(&names);
        if (!failed)
            break;
    }
}

RUN("base/intern",
    CASE(ids_are_given_in_the_order_of_adding),
    CASE(a_million_texts_keep_their_ids_while_the_table_grows),
    CASE(texts_of_every_length_are_told_apart),
    CASE(texts_of_megabytes_are_kept_whole),
    CASE(texts_with_the_same_hash_are_told_apart),
    CASE(several_tables_may_share_their_texts),
    CASE(four_threads_look_up_while_one_adds),
    CASE(each_allocation_may_fail))

/* Any bytes as a vocabulary: refused with words and a place, or usable. */
#include "fuzz.h"

#include <kith/vocabulary.h>

#include <string.h>

static kith_text text_of(const char *text)
{
    return (kith_text){text, strlen(text)};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[32];
    const int file = kith_fuzz_file(data, size, path);
    kith_vocabulary *vocabulary = NULL;
    kith_error err = {0};
    if (kith_vocabulary_read(&vocabulary, path, &err) == KITH_OK) {
        for (size_t i = 0; i < kith_vocabulary_entities(vocabulary); i++) {
            const kith_entity_type *type =
                kith_vocabulary_entity_at(vocabulary, i);
            assert(kith_vocabulary_entity(vocabulary, text_of(type->name)) ==
                   type);
            const char *const itself[] = {type->name, NULL};
            assert(kith_vocabulary_allows(vocabulary, itself,
                                          text_of(type->name)));
        }
        for (size_t i = 0; i < kith_vocabulary_relations(vocabulary); i++) {
            const kith_relation_type *type =
                kith_vocabulary_relation_at(vocabulary, i);
            assert(kith_vocabulary_relation(vocabulary, text_of(type->name)) ==
                   type);
        }
    } else {
        assert(!vocabulary && err.message[0]);
    }
    kith_vocabulary_free(vocabulary);
    close(file);
    return 0;
}

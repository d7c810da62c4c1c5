#ifndef KITH_VOCABULARY_EMBEDDED_H
#define KITH_VOCABULARY_EMBEDDED_H

#include <stddef.h>

/** The bytes of schemas/vocabulary.json, made into a C file by the build. */
extern const unsigned char kith_default_vocabulary[];
extern const size_t kith_default_vocabulary_size;

#endif /* KITH_VOCABULARY_EMBEDDED_H */

/* A chain of growing blocks; taking memory bumps an offset.
 *
 * Under AddressSanitizer the unused tail of a block is poisoned and each piece
 * is followed by a poisoned gap, so an overrun inside the arena is still
 * reported. */
#include "base/arena.h"

#include "base/alloc.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
# if __has_feature(address_sanitizer)
#  define KITH_ASAN 1
# endif
#endif
#if defined(__SANITIZE_ADDRESS__)
# define KITH_ASAN 1
#endif

#ifdef KITH_ASAN
# include <sanitizer/asan_interface.h>
# define HIDE(p, n)   __asan_poison_memory_region((p), (n))
# define REVEAL(p, n) __asan_unpoison_memory_region((p), (n))
enum { GAP = 16 };
#else
# define HIDE(p, n)   ((void)(p), (void)(n))
# define REVEAL(p, n) ((void)(p), (void)(n))
enum { GAP = 0 };
#endif

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20, KEPT_BLOCK = 64 << 10 };

struct kith_arena_block {
    struct kith_arena_block *older;
    size_t size; /* of bytes[] */
    size_t used; /* of bytes[] */
    alignas(max_align_t) unsigned char bytes[];
};

static size_t aligned(size_t size)
{
    const size_t step = alignof(max_align_t);
    return (size + step - 1) / step * step;
}

static struct kith_arena_block *add_block(kith_arena *arena, size_t need)
{
    size_t size = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_BLOCK)
        size = LARGEST_BLOCK;
    if (size < need)
        size = need;
    struct kith_arena_block *block =
        kith_alloc_fails() ? NULL : malloc(sizeof *block + size);
    if (!block)
        return NULL;
    *block = (struct kith_arena_block){.older = arena->blocks, .size = size};
    HIDE(block->bytes, size);
    arena->blocks = block;
    return block;
}

void *kith_arena_take(kith_arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        return NULL;
    const size_t need = aligned(size + GAP);
    struct kith_arena_block *block = arena->blocks;
    if (!block || block->size - block->used < need)
        block = add_block(arena, need);
    if (!block)
        return NULL;
    void *piece = block->bytes + block->used;
    block->used += need;
    arena->used += size;
    REVEAL(piece, size);
    return memset(piece, 0, size);
}

void *kith_arena_take_array(kith_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    return kith_arena_take(arena, count * size);
}

char *kith_arena_text(kith_arena *arena, const char *text, size_t length)
{
    char *copy = kith_arena_take(arena, length + 1);
    return copy ? memcpy(copy, text, length) : NULL;
}

static void free_blocks(struct kith_arena_block *block)
{
    while (block) {
        struct kith_arena_block *older = block->older;
        REVEAL(block->bytes, block->size);
        free(block);
        block = older;
    }
}

void kith_arena_free(kith_arena *arena)
{
    free_blocks(arena->blocks);
    *arena = (kith_arena){0};
}

void kith_arena_clear(kith_arena *arena)
{
    struct kith_arena_block *newest = arena->blocks;
    if (!newest || newest->size > KEPT_BLOCK) {
        kith_arena_free(arena);
        return;
    }
    free_blocks(newest->older);
    *newest = (struct kith_arena_block){.size = newest->size};
    HIDE(newest->bytes, newest->size);
    arena->used = 0;
}

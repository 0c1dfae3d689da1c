/* memory_use.h: random use of a cache, checked against a naive recount. */
#ifndef TEST_MEMORY_USE_H
#define TEST_MEMORY_USE_H

#include "memory/allocator.h"
#include "support/memory_random.h"

typedef struct block {
    unsigned char *data;
    size_t bytes;
    unsigned char mark;
} block;

/* Takes a block of b->bytes and marks it; false when there is no memory. */
bool memory_take(tni_cache *cache, block *b);
/* Whether nobody else wrote to the block, which is given back. */
bool memory_give(tni_cache *cache, block *b);

/* Uses the cache for so many steps, with its figures checked in the end; gives what is reserved
 * then, and leaves no block behind. Fails the test. */
uint64_t memory_stir(tni_cache *cache, uint64_t seed, int steps);
/* The same from several threads. */
void memory_stir_by_threads(tni_cache *cache);

#endif

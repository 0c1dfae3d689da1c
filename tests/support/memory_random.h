/* memory_random.h: numbers for random use of memory. */
#ifndef TEST_MEMORY_RANDOM_H
#define TEST_MEMORY_RANDOM_H

#include <stdint.h>

/* xorshift64; a state is not 0. */
static inline uint64_t memory_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

#endif

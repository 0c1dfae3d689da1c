/* order_oracle.h: streams on a device that only writes down what it is told, and an oracle that
 * looks at each launch.
 *
 * The oracle knows nothing of stamps. It keeps the happens-before order that events and waits give
 * (a vector clock a stream), and which launches touched each piece of memory. Before a launch runs,
 *   - whatever touched its memory before, one of the two writing, must come before it;
 *   - no wait made for it is given by another one, and without any of them something would be
 *     missing;
 *   - a wait for work that was marked covers no later work.
 * Memory comes from the caching allocator, so reuse is judged by the same rule: an address that was
 * another tensor's is no different. One thing more may be waited for, and nothing else: neighbours
 * are one run (or in one slab) while they are free, so a block owes, until it is written, what used
 * any part of the run that it was cut from. */
#ifndef TEST_ORDER_ORACLE_H
#define TEST_ORDER_ORACLE_H

#include "memory/allocator.h"
#include "schedule/launch.h"

enum {
    ORDER_STREAMS = 3,
    ORDER_SLOTS = 14,
    ORDER_PIECE_BYTES = 32 << 10, /* what the oracle can tell apart */
    ORDER_TOUCHED_MAX = 4,
};

typedef struct vector_clock {
    uint64_t at[ORDER_STREAMS];
} vector_clock;

typedef struct block {
    const char *data; /* NULL: none */
    size_t bytes;
    tni_stamps stamps;
    vector_clock owed; /* nothing once it is written */
} block;

typedef struct order_oracle {
    tn_stream *streams[ORDER_STREAMS];
    block slots[ORDER_SLOTS]; /* given back when a program ends */
    tni_cache *cache;
    char fault[256]; /* "" while all is well */
    uint64_t n_launches, n_waits;
} order_oracle;
extern order_oracle oracle;

void order_set_up(void);
void order_take(block *b, int s, size_t bytes);
void order_give(block *b);
void order_launch(int s, block *const *written, int n_written, block *const *read, int n_read);
/* Starts over: nothing is under way and no memory is in use. */
void order_end_program(void);

#endif

/* replay.h: what an allocator does, apart from memory: for playing recorded events to it. */
#ifndef TNI_REPLAY_H
#define TNI_REPLAY_H

#include "core/core.h"

/* When a block is made and freed, by number of event. */
typedef struct tni_life {
    uint64_t bytes;
    uint64_t live; /* bytes that are live when it is made, without it */
    int64_t start, end;
} tni_life;

/* Work of a stream: all events that name it so far. */
typedef struct tni_player_stream {
    uint32_t number;
    tni_clock *clock; /* what it waited for, itself included; policies that wait raise it */
} tni_player_stream;

typedef struct tni_policy {
    const char *name;
    void *(*open)(uint64_t capacity); /* most bytes to reserve, 0: any. NULL with an error */
    void (*close)(void *state);       /* all is freed */
    /* Where a block lies that the stream uses; false when it does not fit. */
    bool (*take)(void *state, uint64_t bytes, const tni_player_stream *stream, uint64_t *place);
    /* `last`: the work that used it. */
    void (*give)(void *state, uint64_t place, uint64_t bytes, const tni_stamp *last);
    uint64_t (*reserved_peak)(void *state);
    /* NULL: it does not look ahead. Else what comes, before it does: blocks in the order of their
     * starts. False with an error. */
    bool (*plan)(void *state, const tni_life *lives, int64_t n);
} tni_policy;

enum { TNI_FIT_UNIT = 512 }; /* bytes that blocks are rounded to, of all policies but ours */
static inline uint64_t tni_fit_bytes(uint64_t bytes) {
    return (bytes + TNI_FIT_UNIT - 1) / TNI_FIT_UNIT * TNI_FIT_UNIT;
}

/* fit_policy.c: one range, neighbours joined. */
extern const tni_policy tni_best_fit_policy, tni_first_fit_policy;
/* cache_policy.c: the allocator of this library, over pages of 2 MiB. */
extern const tni_policy tni_cache_policy;
/* pytorch_policy.c: PyTorch's allocator for CUDA as it is by default. */
extern const tni_policy tni_pytorch_policy;
/* offline_policy.c: places chosen by who knows all that comes. */
extern const tni_policy tni_offline_policy;

#endif

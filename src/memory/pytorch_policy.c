/* pytorch_policy.c: what PyTorch's caching allocator for CUDA does by default (c10/cuda,
 * CUDACachingAllocator): blocks of up to 1 MiB come from segments of 2 MiB; larger ones from
 * segments of 20 MiB, or of their own size in units of 2 MiB from 10 MiB on. A stream reuses what
 * itself freed only; wholly free segments go back when there is no more memory, never before.
 * A block that other streams used is free at once here, where PyTorch first has to see their work
 * done: the record does not tell when that was.
 *
 * Invariant: the blocks of a segment are linked in the order of their addresses, no two free
 * neighbours; a block is in the tree of its pool exactly when it is free. */
#include "memory/ordered.h"
#include "memory/replay.h"

#define KIB ((uint64_t)1 << 10)
#define MIB ((uint64_t)1 << 20)

static const uint64_t small_bytes = 1 * MIB, small_segment = 2 * MIB, middle_bytes = 10 * MIB,
                      middle_segment = 20 * MIB, large_unit = 2 * MIB;

typedef struct block {
    tni_ordered by_bytes; /* first: key: its bytes; tie: its address */
    struct block *left, *right;
    uint64_t address, bytes;
    int pool;
    bool is_free;
} block;

enum { POOLS = 2 * TNI_STREAMS_MAX };

typedef struct segments {
    tni_ordered *free[POOLS]; /* of each stream the small and the large ones */
    uint64_t next_address, reserved, peak, capacity;
} segments;

static void *open_segments(uint64_t capacity) {
    segments *s = tni_host_alloc_zeroed(sizeof *s);
    if (s) {
        s->capacity = capacity;
    }
    return s;
}

static void add_free(segments *s, block *b) {
    b->is_free = true;
    b->by_bytes = (tni_ordered){.key = b->bytes, .tie = b->address};
    tni_ordered_insert(&s->free[b->pool], &b->by_bytes);
}

static void remove_free(segments *s, block *b) {
    tni_ordered_remove(&s->free[b->pool], &b->by_bytes);
    b->is_free = false;
}

/* Wholly free segments go back. */
static void release_free(segments *s) {
    for (int pool = 0; pool < POOLS; pool++) {
        block *b = (block *)tni_ordered_from(s->free[pool], 0, 0);
        while (b) {
            block *next = (block *)tni_ordered_from(s->free[pool], b->bytes, b->address + 1);
            if (!b->left && !b->right) {
                remove_free(s, b);
                s->reserved -= b->bytes;
                tni_host_free(b);
            }
            b = next;
        }
    }
}

static void close_segments(void *state) {
    segments *s = state;
    release_free(s);
    tni_host_free(s);
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

static uint64_t segment_bytes(uint64_t bytes) {
    if (bytes <= small_bytes) {
        return small_segment;
    }
    return bytes < middle_bytes ? middle_segment
                                : (bytes + large_unit - 1) / large_unit * large_unit;
}

/* NULL when it does not fit, or with an error. */
static block *new_segment(segments *s, uint64_t wanted, int pool) {
    const uint64_t bytes = segment_bytes(wanted);
    if (s->capacity && s->reserved + bytes > s->capacity) {
        release_free(s);
    }
    if (s->capacity && s->reserved + bytes > s->capacity) {
        return NULL;
    }
    block *b = tni_host_alloc_zeroed(sizeof *b);
    if (b) {
        b->pool = pool;
        b->bytes = bytes;
        b->address = s->next_address;
        s->next_address += bytes;
        s->reserved += bytes;
        s->peak = s->reserved > s->peak ? s->reserved : s->peak;
    }
    return b;
}

/* The end of a block that is too large becomes one of its own; false with an error. */
static bool split(segments *s, block *b, uint64_t bytes) {
    const uint64_t rest_bytes = b->bytes - bytes;
    const bool is_small = b->pool % 2 == 0;
    if (is_small ? rest_bytes < TNI_FIT_UNIT : rest_bytes <= small_bytes) {
        return true;
    }
    block *rest = tni_host_alloc_zeroed(sizeof *rest);
    if (!rest) {
        return false;
    }
    *rest = (block){.left = b,
                    .right = b->right,
                    .address = b->address + bytes,
                    .bytes = rest_bytes,
                    .pool = b->pool};
    if (rest->right) {
        rest->right->left = rest;
    }
    b->right = rest;
    b->bytes = bytes;
    add_free(s, rest);
    return true;
}

static bool take(void *state, uint64_t bytes, const tni_player_stream *stream, uint64_t *place) {
    segments *s = state;
    bytes = tni_fit_bytes(bytes);
    const int pool = 2 * (int)stream->number + (bytes > small_bytes);
    block *b = (block *)tni_ordered_from(s->free[pool], bytes, 0);
    if (b) {
        remove_free(s, b);
    } else {
        b = new_segment(s, bytes, pool);
    }
    if (!b) {
        return false;
    }
    if (!split(s, b, bytes)) {
        add_free(s, b);
        return false;
    }
    *place = (uint64_t)(uintptr_t)b;
    return true;
}

/* Takes the right neighbour over, which is in no tree. */
static void swallow_right(block *b) {
    block *gone = b->right;
    b->bytes += gone->bytes;
    b->right = gone->right;
    if (b->right) {
        b->right->left = b;
    }
    tni_host_free(gone);
}

static void give(void *state, uint64_t place, uint64_t bytes, const tni_stamp *last) {
    (void)bytes, (void)last;
    segments *s = state;
    block *b = (block *)(uintptr_t)place; /* as take() gave it */
    if (b->right && b->right->is_free) {
        remove_free(s, b->right);
        swallow_right(b);
    }
    if (b->left && b->left->is_free) {
        b = b->left;
        remove_free(s, b);
        swallow_right(b);
    }
    add_free(s, b);
}

static uint64_t reserved_peak(void *state) {
    return ((segments *)state)->peak;
}

const tni_policy tni_pytorch_policy = {.name = "pytorch",
                                       .open = open_segments,
                                       .close = close_segments,
                                       .take = take,
                                       .give = give,
                                       .reserved_peak = reserved_peak};

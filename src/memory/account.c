/* account.c: figures of memory: kept by those who change it, and what they mean. */
#include "memory/account.h"

/* ---- Changes --------------------------------------------------------------------------------- */

void tni_account_begin(tni_shown_pool *a) {
    for (int tries = 0;; tries++) {
        uint64_t even = tni_load(&a->sequence) & ~(uint64_t)1;
        if (__atomic_compare_exchange_n(&a->sequence, &even, even + 1, false, __ATOMIC_ACQ_REL,
                                        __ATOMIC_RELAXED)) {
            tni_store_in_order();
            return;
        }
        if (tries > 100) {
            sched_yield();
        }
    }
}

typedef struct values {
    uint64_t of[TN_MEMORY_METRICS][TN_MEMORY_SIDES];
} values;

/* What holds now. Pieces are all there is of segments: slabs lie in them. */
static values values_of(const tni_shown_pool *a, uint64_t requested, uint64_t small) {
    enum { ALL = TN_MEMORY_ALL, LARGE = TN_MEMORY_LARGE, SMALL = TN_MEMORY_SMALL };
    values v;
    v.of[TN_MEMORY_ALLOCATED_BYTES][LARGE] = tni_load(&a->large.bytes);
    v.of[TN_MEMORY_ALLOCATED_BYTES][SMALL] = tni_packed_bytes(small);
    v.of[TN_MEMORY_ACTIVE_BYTES][LARGE] =
        tni_load(&a->large.bytes) + tni_load(&a->large.waiting_bytes);
    v.of[TN_MEMORY_ACTIVE_BYTES][SMALL] =
        tni_packed_bytes(small) + tni_load(&a->small.waiting_bytes);
    v.of[TN_MEMORY_REQUESTED_BYTES][LARGE] = tni_load(&a->large.requested);
    v.of[TN_MEMORY_REQUESTED_BYTES][SMALL] = requested;
    v.of[TN_MEMORY_RESERVED_BYTES][LARGE] =
        tni_rest(tni_load(&a->reserved), tni_load(&a->slab_bytes));
    v.of[TN_MEMORY_RESERVED_BYTES][SMALL] = tni_load(&a->slab_bytes);
    v.of[TN_MEMORY_INACTIVE_SPLIT_BYTES][LARGE] = tni_load(&a->large.split_bytes);
    v.of[TN_MEMORY_INACTIVE_SPLIT_BYTES][SMALL] =
        tni_rest(tni_load(&a->slab_block_bytes), tni_packed_bytes(small));
    v.of[TN_MEMORY_ALLOCATION][LARGE] = tni_load(&a->large.blocks);
    v.of[TN_MEMORY_ALLOCATION][SMALL] = tni_packed_count(small);
    v.of[TN_MEMORY_ACTIVE][LARGE] = tni_load(&a->large.blocks) + tni_load(&a->large.waiting);
    v.of[TN_MEMORY_ACTIVE][SMALL] = tni_packed_count(small) + tni_load(&a->small.waiting);
    v.of[TN_MEMORY_SEGMENT][LARGE] = tni_load(&a->pieces);
    v.of[TN_MEMORY_SEGMENT][SMALL] = tni_load(&a->slabs);
    v.of[TN_MEMORY_INACTIVE_SPLIT][LARGE] = tni_load(&a->large.split);
    v.of[TN_MEMORY_INACTIVE_SPLIT][SMALL] =
        tni_rest(tni_load(&a->slab_blocks), tni_packed_count(small));
    for (int m = 0; m < TN_MEMORY_METRICS; m++) {
        v.of[m][ALL] = v.of[m][LARGE] + (m == TN_MEMORY_SEGMENT ? 0 : v.of[m][SMALL]);
    }
    return v;
}

typedef struct thresholds {
    uint64_t of[TN_MEMORY_METRICS];
} thresholds;

static uint64_t least(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

/* Raises peaks; what small blocks have to exceed then. Live ones are active, too, so that a look at
 * what is live will do for both. */
static thresholds raise_peaks(tni_shown_pool *a, const values *v) {
    thresholds t;
    for (int m = 0; m < TN_MEMORY_METRICS; m++) {
        for (int side = 0; side < TN_MEMORY_SIDES; side++) {
            tni_raise(&a->peaks[m][side], v->of[m][side]);
        }
        const uint64_t all =
            tni_load(&a->peaks[m][TN_MEMORY_ALL]) - v->of[m][TN_MEMORY_LARGE]; /* at least small */
        t.of[m] = least(tni_load(&a->peaks[m][TN_MEMORY_SMALL]), all);
    }
    t.of[TN_MEMORY_ALLOCATED_BYTES] =
        least(t.of[TN_MEMORY_ALLOCATED_BYTES], t.of[TN_MEMORY_ACTIVE_BYTES]);
    t.of[TN_MEMORY_ALLOCATION] = least(t.of[TN_MEMORY_ALLOCATION], t.of[TN_MEMORY_ACTIVE]);
    return t;
}

/* What a thread in the account has set meanwhile stays: it is by what large blocks are now. */
void tni_account_raise(tni_shown_pool *a, uint64_t requested, uint64_t small) {
    thresholds before;
    for (int m = 0; m < TN_MEMORY_METRICS; m++) {
        before.of[m] = __atomic_load_n(&a->raised_above[m], __ATOMIC_ACQUIRE);
    }
    const values v = values_of(a, requested, small);
    const thresholds now = raise_peaks(a, &v);
    for (int m = 0; m < TN_MEMORY_METRICS; m++) {
        if (now.of[m] != before.of[m]) {
            __atomic_compare_exchange_n(&a->raised_above[m], &before.of[m], now.of[m], false,
                                        __ATOMIC_RELAXED, __ATOMIC_RELAXED);
        }
    }
}

/* Adds what a figure rose by since the account was left last, and more than `by`, to `ever`. */
static void count_rise(uint64_t *ever, uint64_t *before, uint64_t now, uint64_t by) {
    const uint64_t known = tni_load(before) + by;
    if (now > known) {
        tni_count(ever, now - known);
    }
    tni_store(before, now);
}

static uint64_t advance(uint64_t *before, uint64_t now) {
    const uint64_t by = now - tni_load(before);
    tni_store(before, now);
    return by;
}

/* Of a side that has so many live blocks. On the host, whose threads count small blocks themselves,
 * no small one ever waits, so that none is found to have come to wait. */
static void count_rises(tni_shown_side *side, uint64_t live, uint64_t live_bytes) {
    const uint64_t freed = advance(&side->freed_before, side->blocks_ever - live);
    const uint64_t bytes = advance(&side->freed_bytes_before, side->bytes_ever - live_bytes);
    count_rise(&side->joined_ever, &side->waiting_before, side->waiting, freed);
    count_rise(&side->joined_bytes_ever, &side->waiting_bytes_before, side->waiting_bytes, bytes);
    count_rise(&side->split_ever, &side->split_before, side->split, 0);
    count_rise(&side->split_bytes_ever, &side->split_bytes_before, side->split_bytes, 0);
}

void tni_account_end(tni_shown_pool *a) {
    const uint64_t small = tni_load(&a->small_blocks);
    const values v = values_of(a, tni_load(&a->small_requested), small);
    count_rises(&a->large, a->large.blocks, a->large.bytes);
    count_rises(&a->small, tni_packed_count(small), tni_packed_bytes(small));
    const thresholds t = raise_peaks(a, &v);
    for (int m = 0; m < TN_MEMORY_METRICS; m++) {
        tni_store_last(&a->raised_above[m], t.of[m]);
    }
    const uint64_t now = __atomic_load_n(&a->small_blocks, __ATOMIC_SEQ_CST);
    if (TNI_UNLIKELY(now != small)) { /* others looked at what had to be exceeded before */
        tni_account_raise(a, tni_load(&a->small_requested), now);
    }
    tni_store_last(&a->sequence, tni_load(&a->sequence) + 1);
}

void tni_account_reset_peaks(tni_shown_pool *a) {
    tni_account_begin(a);
    for (int m = 0; m < TN_MEMORY_METRICS; m++) {
        for (int side = 0; side < TN_MEMORY_SIDES; side++) {
            tni_store(&a->peaks[m][side], 0);
        }
    }
    tni_store(&a->oversize_allocations.peak, a->oversize_allocations.now);
    tni_store(&a->oversize_segments.peak, a->oversize_segments.now);
    tni_account_end(a);
}

/* ---- Reading --------------------------------------------------------------------------------- */

bool tni_account_copy(const tni_shown_pool *a, tni_shown_pool *out, int tries) {
    enum { WORDS = sizeof *a / sizeof(uint64_t), SPINS = 100 };
    _Static_assert(sizeof *a % sizeof(uint64_t) == 0, "words");
    const uint64_t *from = (const uint64_t *)(const void *)a;
    uint64_t *to = (uint64_t *)(void *)out;
    for (int i = 0; i < tries; i++) {
        const uint64_t before = __atomic_load_n(&a->sequence, __ATOMIC_ACQUIRE);
        for (int k = 0; k < WORDS; k++) {
            to[k] = __atomic_load_n(&from[k], __ATOMIC_ACQUIRE);
        }
        if (before % 2 == 0 && tni_load(&a->sequence) == before) {
            return true;
        }
        if (i > SPINS) {
            sched_yield();
        }
    }
    return false;
}

void tni_account_add_thread(tni_shown_pool *copy, const tni_shown_thread *thread) {
    copy->small.blocks_ever += tni_load(&thread->blocks);
    copy->small.bytes_ever += tni_load(&thread->bytes);
    copy->small.requested_ever += tni_load(&thread->requested);
}

/* What each figure ever rose by. Memory becomes active when it is allocated, or comes to wait
 * otherwise; of slabs what is free rises when a slab is made and when a block is freed. */
static values ever_of(const tni_shown_pool *a, const values *now) {
    enum { ALL = TN_MEMORY_ALL, LARGE = TN_MEMORY_LARGE, SMALL = TN_MEMORY_SMALL };
    values v;
    const tni_shown_side *sides[] = {[LARGE] = &a->large, [SMALL] = &a->small};
    for (int side = LARGE; side <= SMALL; side++) {
        v.of[TN_MEMORY_ALLOCATED_BYTES][side] = sides[side]->bytes_ever;
        v.of[TN_MEMORY_ACTIVE_BYTES][side] =
            sides[side]->bytes_ever + sides[side]->joined_bytes_ever;
        v.of[TN_MEMORY_REQUESTED_BYTES][side] = sides[side]->requested_ever;
        v.of[TN_MEMORY_ALLOCATION][side] = sides[side]->blocks_ever;
        v.of[TN_MEMORY_ACTIVE][side] = sides[side]->blocks_ever + sides[side]->joined_ever;
    }
    v.of[TN_MEMORY_RESERVED_BYTES][LARGE] = /* slabs come from it and go back to it */
        a->reserved_ever + a->slab_bytes_ever - a->slab_bytes;
    v.of[TN_MEMORY_RESERVED_BYTES][SMALL] = a->slab_bytes_ever;
    v.of[TN_MEMORY_SEGMENT][LARGE] = a->pieces_ever;
    v.of[TN_MEMORY_SEGMENT][SMALL] = a->slabs_ever;
    v.of[TN_MEMORY_INACTIVE_SPLIT_BYTES][LARGE] = a->large.split_bytes_ever;
    v.of[TN_MEMORY_INACTIVE_SPLIT_BYTES][SMALL] =
        a->slab_block_bytes_ever + a->small.bytes_ever - now->of[TN_MEMORY_ALLOCATED_BYTES][SMALL];
    v.of[TN_MEMORY_INACTIVE_SPLIT][LARGE] = a->large.split_ever;
    v.of[TN_MEMORY_INACTIVE_SPLIT][SMALL] =
        a->slab_blocks_ever + a->small.blocks_ever - now->of[TN_MEMORY_ALLOCATION][SMALL];
    for (int m = 0; m < TN_MEMORY_METRICS; m++) {
        v.of[m][ALL] = v.of[m][LARGE] + (m == TN_MEMORY_SEGMENT ? 0 : v.of[m][SMALL]);
    }
    v.of[TN_MEMORY_RESERVED_BYTES][ALL] = a->reserved_ever;
    return v;
}

void tni_figures_of(const tni_shown_pool *a, tn_memory_figures *out) {
    const values now = values_of(a, a->small_requested, a->small_blocks), ever = ever_of(a, &now);
    *out = (tn_memory_figures){.raw_allocations = a->pieces_ever,
                               .limit_bytes = a->limit_bytes,
                               .oversize_allocations = a->oversize_allocations,
                               .oversize_segments = a->oversize_segments,
                               .waiting_bytes = a->large.waiting_bytes + a->small.waiting_bytes,
                               .lent_bytes = a->lent_bytes,
                               .lent_bytes_ever = a->lent_bytes_ever,
                               .graph_bytes = a->graph_bytes,
                               .page_bytes = a->page_bytes,
                               .pages_mapped = a->pages_mapped,
                               .pages_unmapped = a->pages_unmapped,
                               .failures = a->failures};
    memcpy(out->calls, a->calls, sizeof out->calls);
    for (int m = 0; m < TN_MEMORY_METRICS; m++) {
        for (int side = 0; side < TN_MEMORY_SIDES; side++) {
            const uint64_t n = now.of[m][side], all = ever.of[m][side];
            out->rows[m][side] = (tn_memory_row){n, a->peaks[m][side], all, all > n ? all - n : 0};
        }
    }
    const tn_memory_row *requested = &out->rows[TN_MEMORY_REQUESTED_BYTES][TN_MEMORY_ALL],
                        *reserved = &out->rows[TN_MEMORY_RESERVED_BYTES][TN_MEMORY_ALL],
                        *blocks = &out->rows[TN_MEMORY_ALLOCATION][TN_MEMORY_ALL];
    out->live_bytes = requested->now;
    out->live_bytes_peak = requested->peak;
    out->reserved_bytes = reserved->now;
    out->reserved_bytes_peak = reserved->peak;
    out->allocations = blocks->allocated;
    out->frees = blocks->freed;
    out->free_bytes = reserved->now - out->rows[TN_MEMORY_ALLOCATED_BYTES][TN_MEMORY_ALL].now;
}

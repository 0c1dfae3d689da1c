/* arena.c: gradients in buckets: memory, and sums in the order of the canonical tree.
 *
 * On the host they are summed in place by plain loops, on other devices by the op that adds: the
 * same additions in the same order. Invariant: padding is zero, for it is summed, too. */
#include "dist/bucket.h"

#include "memory/allocator.h"

#include <tenon/ops.h>

#include <assert.h>

/* In a dry run there is nothing to sum; ops leave their work out by themselves. */
static bool is_dry(const tni_plan *plan) {
    return tni_is_dry(plan->device);
}

static bool is_host(const tni_plan *plan) {
    return plan->device.type != TN_DEVICE_CUDA;
}

/* ---- Memory ---------------------------------------------------------------------------------- */

/* In memory for collectives. */
static tn_tensor *device_tensor(const tni_plan *plan, const tni_bucket *bucket) {
    const int64_t elements = tni_bucket_elements(bucket), stride = 1;
    tni_storage *storage = tni_storage_new_of(TNI_FIXED_MEMORY, plan->device, bucket->bytes);
    return storage ? tni_over_storage(storage, bucket->dtype, 1, &elements, &stride) : NULL;
}

static tn_tensor *bucket_tensor(const tni_plan *plan, const tni_bucket *bucket) {
    TN_SCOPE(s);
    const tni_meta meta = {.dtype = bucket->dtype,
                           .device = TN_CPU,
                           .shape = {.ndim = 1, .sizes = {tni_bucket_elements(bucket)}}};
    tn_tensor *t = is_host(plan) ? tni_new(&meta) : device_tensor(plan, bucket);
    if (t && is_host(plan)) {
        if (!is_dry(plan)) {
            memset(tni_ptr(t), 0, (size_t)bucket->bytes);
        }
    } else if (t) {
        t = tn_zero_(t);
    }
    return tn_keep(t);
}

tn_status tni_arena_open(tni_arena *arena, const tni_plan *plan) {
    arena->buckets = tni_host_alloc_zeroed(((size_t)plan->n_buckets + 1) * sizeof *arena->buckets);
    if (!arena->buckets) {
        return tni_fail(TN_ERR_MEMORY, "no memory for %d buckets", plan->n_buckets);
    }
    for (int b = 0; b < plan->n_buckets; b++) {
        arena->buckets[b] = bucket_tensor(plan, &plan->buckets[b]);
        if (!arena->buckets[b]) {
            return tni_pending();
        }
    }
    return TN_OK;
}

void tni_arena_close(tni_arena *arena, const tni_plan *plan) {
    for (int b = 0; b < plan->n_buckets && arena->buckets; b++) {
        tn_drop(arena->buckets[b]);
    }
    tni_host_free(arena->buckets);
    arena->buckets = NULL;
}

tn_tensor *tni_arena_view(const tni_arena *arena, const tni_slot *slot) {
    const tn_ints sizes = tn_sizes(slot->tensor);
    int64_t strides[TN_MAX_DIMS];
    tni_contiguous_strides(sizes.data, (int)sizes.count, strides);
    return tni_view(arena->buckets[slot->bucket], (int)sizes.count, sizes.data, strides,
                    slot->offset / (int64_t)tn_dtype_bytes(slot->dtype));
}

/* ---- One tensor ------------------------------------------------------------------------------ */

/* Zeros are added, not skipped: -0 + 0 is 0, whichever rank does it. */
static void add_zeros(char *to, const tni_slot *slot) {
    static const char ZEROS[4096];
    for (int64_t at = 0; at < slot->bytes; at += (int64_t)sizeof ZEROS) {
        const int64_t left = slot->bytes - at;
        const int64_t length = left < (int64_t)sizeof ZEROS ? left : (int64_t)sizeof ZEROS;
        tni_tree_add(to + at, ZEROS, length / (int64_t)tn_dtype_bytes(slot->dtype), slot->dtype);
    }
}

static bool put_on_device(const tni_arena *arena, const tni_slot *slot, tn_tensor *from,
                          bool adds) {
    tn_tensor *to = tni_arena_view(arena, slot);
    if (!from) {
        return (adds ? tn_add_(to, 0) : tn_zero_(to)) != NULL;
    }
    return (adds ? tn_add_(to, from) : tn_copy_(to, from)) != NULL;
}

bool tni_arena_put(const tni_arena *arena, const tni_plan *plan, const tni_slot *slot,
                   tn_tensor *from, bool adds) {
    if (slot->numel == 0) {
        return true;
    }
    TN_SCOPE(s);
    if (!is_host(plan)) {
        return put_on_device(arena, slot, from, adds);
    }
    char *to = tni_arena_at(arena, slot);
    if (is_dry(plan)) {
        return !from || tn_contiguous(from) != NULL;
    }
    if (!from) {
        if (adds) {
            add_zeros(to, slot);
        } else {
            memset(to, 0, (size_t)slot->bytes);
        }
        return true;
    }
    tn_tensor *dense = tn_contiguous(from);
    if (!dense) {
        return false;
    }
    assert(tn_dtype_of(dense) == slot->dtype && tn_numel(dense) == slot->numel);
    if (adds) {
        tni_tree_add(to, tni_ptr(dense), slot->numel, slot->dtype);
    } else {
        memcpy(to, tni_ptr(dense), (size_t)slot->bytes);
    }
    return true;
}

/* ---- One bucket ------------------------------------------------------------------------------ */

bool tni_arena_add(const tni_arena *to, const tni_arena *from, const tni_plan *plan, int b) {
    const tni_bucket *bucket = &plan->buckets[b];
    if (!is_host(plan)) {
        TN_SCOPE(s);
        return tn_add_(to->buckets[b], from->buckets[b]) != NULL;
    }
    if (is_dry(plan)) {
        return true;
    }
    tni_tree_add(tni_ptr(to->buckets[b]), tni_ptr(from->buckets[b]), tni_bucket_elements(bucket),
                 bucket->dtype);
    return true;
}

bool tni_arenas_join(tni_arena *arenas, int count, const tni_plan *plan, int b, void **parts) {
    const tni_bucket *bucket = &plan->buckets[b];
    for (int i = 0; i < count; i++) {
        parts[i] = is_host(plan) ? (void *)tni_ptr(arenas[i].buckets[b]) : arenas[i].buckets[b];
    }
    if (!is_host(plan)) {
        return tni_tree_reduce_tensors((tn_tensor *const *)parts, count);
    }
    if (is_dry(plan)) {
        return true;
    }
    tni_tree_reduce(parts, count, tni_bucket_elements(bucket), bucket->dtype);
    return true;
}

/* ---- Looking --------------------------------------------------------------------------------- */

static bool has_zeros_only(const char *data, int64_t bytes) {
    for (int64_t i = 0; i < bytes; i++) {
        if (data[i]) {
            return false;
        }
    }
    return true;
}

bool tni_arena_is_zero(const tni_arena *arena, const tni_plan *plan, const tni_slot *slot) {
    if (is_dry(plan)) {
        return false;
    }
    if (is_host(plan)) {
        return has_zeros_only(tni_arena_at(arena, slot), slot->bytes);
    }
    TN_SCOPE(s);
    return tn_item(tn_count_nonzero(tni_arena_view(arena, slot))) == 0;
}

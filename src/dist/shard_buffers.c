/* shard_buffers.c: running statistics: what each shard starts from, what a step makes of them.
 *
 * Invariant: every shard starts from the values before the step and leaves values of its own;
 * floats become their mean over the tree of shards, integers grow by the mean of what shards added
 * (upwards: a step counts once, also when some shards are empty), bools are or-ed. All three are
 * sums that travel with the gradients: the same on all ranks and for any number of them.
 *
 * Shards that run at once need tensors of their own: threads but the first one work on copies,
 * which modules give out instead of their buffers. */
#include "dist/bucket.h"

#include "nn/buffer_copies.h"

/* ---- Opening --------------------------------------------------------------------------------- */

tn_status tni_buffers_open(tn_parallel *p, tn_named_list list) {
    p->buffers = tni_host_alloc_zeroed(((size_t)list.count + 1) * sizeof *p->buffers);
    p->saved = tni_host_alloc_zeroed(((size_t)list.count + 1) * sizeof *p->saved);
    if (!p->buffers || !p->saved) {
        return tni_fail(TN_ERR_MEMORY, "no memory for %lld buffers", (long long)list.count);
    }
    for (int64_t i = 0; i < list.count; i++) {
        int64_t bytes = 0;
        tn_tensor *t = list.data[i].tensor;
        if (!tni_bytes(tn_numel(t), tn_dtype_of(t), &bytes) ||
            !(p->saved[i] = tni_host_alloc((size_t)bytes + 1))) {
            return tni_fail(TN_ERR_MEMORY, "no memory for a copy of %s", list.data[i].name);
        }
        p->buffers[i] = tn_keep(t);
        p->n_buffers++;
    }
    return TN_OK;
}

tn_status tni_buffers_copy(tn_parallel *p) {
    const int n = p->n_buffers * (p->threads - 1);
    if (!p->copies && !(p->copies = tni_host_alloc_zeroed(((size_t)n + 1) * sizeof *p->copies))) {
        return tni_fail(TN_ERR_MEMORY, "no memory for copies of buffers");
    }
    TN_SCOPE(s);
    for (int i = 0; i < n && tni_pending() == TN_OK; i++) {
        if (!p->copies[i]) {
            const tni_meta meta = tni_meta_of(p->buffers[i % p->n_buffers]);
            p->copies[i] = tn_keep(tni_new(&meta));
        }
    }
    return tni_pending();
}

void tni_buffers_close(tn_parallel *p) {
    for (int i = 0; i < p->n_buffers * (p->threads - 1) && p->copies; i++) {
        tn_drop(p->copies[i]);
    }
    for (int i = 0; i < p->n_buffers; i++) {
        tn_drop(p->buffers[i]);
        tni_host_free(p->saved[i]);
    }
    tni_host_free(p->copies);
    tni_host_free(p->buffers);
    tni_host_free(p->saved);
}

/* ---- Around shards --------------------------------------------------------------------------- */

tn_tensor *const *tni_buffers_of(const tn_parallel *p, int thread) {
    return thread == 0 ? p->buffers : p->copies + (ptrdiff_t)(thread - 1) * p->n_buffers;
}

void tni_buffers_use(const tn_parallel *p, int thread) {
    tni_use_buffer_copies(thread == 0 ? (tni_buffer_copies){0}
                                      : (tni_buffer_copies){.of = p->buffers,
                                                            .copies = tni_buffers_of(p, thread),
                                                            .n = p->n_buffers});
}

/* 0 for tensors without data (meta, empty). */
static size_t data_bytes(const tn_tensor *t) {
    return tni_ptr(t) ? (size_t)tn_numel(t) * tn_dtype_bytes(tn_dtype_of(t)) : 0;
}

void tni_save_buffers(tn_parallel *p) {
    for (int i = 0; i < p->n_buffers; i++) {
        if (data_bytes(p->buffers[i])) {
            memcpy(p->saved[i], tni_ptr(p->buffers[i]), data_bytes(p->buffers[i]));
        }
    }
}

void tni_restore_buffers(tn_parallel *p, int thread) {
    tn_tensor *const *buffers = tni_buffers_of(p, thread);
    for (int i = 0; i < p->n_buffers; i++) {
        if (data_bytes(buffers[i])) {
            memcpy(tni_ptr(buffers[i]), p->saved[i], data_bytes(buffers[i]));
            tni_bump(buffers[i]);
        }
    }
}

/* ---- Sums ------------------------------------------------------------------------------------ */

static int64_t count_at(const char *data, int64_t i, tn_dtype dtype) {
    return tni_value_int(tni_load_value(data + (size_t)i * tn_dtype_bytes(dtype), dtype));
}

static void set_count(char *data, int64_t i, tn_dtype dtype, int64_t value) {
    tni_store_value(data + (size_t)i * tn_dtype_bytes(dtype), dtype, tn_value_int(value));
}

void tni_put_counter(const tn_parallel *p, const tni_slot *slot, char *to, const tn_tensor *now,
                     bool adds) {
    const char *before = p->saved[slot->buffer], *after = tni_ptr(now);
    for (int64_t i = 0; i < slot->numel; i++) {
        const int64_t added = count_at(after, i, slot->dtype) - count_at(before, i, slot->dtype);
        set_count(to, i, slot->dtype, added + (adds ? count_at(to, i, slot->dtype) : 0));
    }
}

/* f32 and f64 are divided in their own precision; halves go through f32. */
static void divide(void *data, int64_t n, tn_dtype dtype, int divisor) {
    const size_t bytes = tn_dtype_bytes(dtype);
    for (int64_t i = 0; i < n; i++) {
        char *at = (char *)data + (size_t)i * bytes;
        if (dtype == TN_F32) {
            *(float *)at /= (float)divisor;
        } else {
            const double value = tni_value_real(tni_load_value(at, dtype));
            tni_store_value(at, dtype, tn_value_float(value / divisor));
        }
    }
}

/* What was counted before, and the mean of what was added, away from zero. */
static void count_once(char *sums, const char *before, int64_t n, tn_dtype dtype, int shards) {
    for (int64_t i = 0; i < n; i++) {
        const int64_t sum = count_at(sums, i, dtype);
        const int64_t mean = sum / shards + (sum % shards > 0) - (sum % shards < 0);
        set_count(sums, i, dtype, count_at(before, i, dtype) + mean);
    }
}

void tni_store_buffers(tn_parallel *p) {
    const int shards = p->plan.shards;
    for (int i = p->plan.n_parameters; i < p->plan.n_slots; i++) {
        const tni_slot *slot = &p->plan.slots[i];
        char *sum = tni_arena_at(&p->roots[0], slot);
        if (tni_is_integral(slot->dtype, false)) {
            count_once(sum, p->saved[slot->buffer], slot->numel, slot->dtype, shards);
        } else if (slot->dtype != TN_BOOL) {
            const int parts = tni_is_complex(slot->dtype) ? 2 : 1;
            divide(sum, slot->numel * parts, tni_real_of(slot->dtype), shards);
        }
        if (slot->bytes) {
            memcpy(tni_ptr(slot->tensor), sum, (size_t)slot->bytes);
        }
        tni_bump(slot->tensor);
    }
}

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
#include "schedule/launch.h"

#include <tenon/ops.h>

/* ---- Opening --------------------------------------------------------------------------------- */

tn_status tni_buffers_open(tn_parallel *p, tn_named_list list) {
    p->buffers = tni_host_alloc_zeroed(((size_t)list.count + 1) * sizeof *p->buffers);
    p->saved = tni_host_alloc_zeroed(((size_t)list.count + 1) * sizeof *p->saved);
    if (!p->buffers || !p->saved) {
        return tni_fail(TN_ERR_MEMORY, "no memory for %lld buffers", (long long)list.count);
    }
    TN_SCOPE(s);
    for (int64_t i = 0; i < list.count; i++) {
        tn_tensor *t = list.data[i].tensor;
        const tni_meta meta = tni_meta_of(t);
        if (p->plan.device.type != TN_DEVICE_META && !(p->saved[i] = tn_keep(tni_new(&meta)))) {
            return tni_pending();
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
        tn_drop(p->saved[i]);
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

/* Not an op: it has to work while an error is pending, too. Tensors without data (meta, empty) have
 * nothing to copy. */
static void copy_contents(tn_tensor *to, const tn_tensor *from) {
    const size_t bytes =
        tni_ptr(to) && from ? (size_t)tn_numel(to) * tn_dtype_bytes(tn_dtype_of(to)) : 0;
    tni_submit_copy((tni_copy_end){tn_device_of(to), tni_ptr(to), &to->storage->stamps},
                    (tni_copy_end){tn_device_of(to), bytes ? tni_ptr(from) : NULL,
                                   bytes ? &from->storage->stamps : NULL},
                    bytes);
}

void tni_save_buffers(tn_parallel *p) {
    for (int i = 0; i < p->n_buffers; i++) {
        if (p->saved[i]) {
            copy_contents(p->saved[i], p->buffers[i]);
        }
    }
}

void tni_restore_buffers(tn_parallel *p, int thread) {
    tn_tensor *const *buffers = tni_buffers_of(p, thread);
    for (int i = 0; i < p->n_buffers; i++) {
        if (tni_ptr(buffers[i])) {
            copy_contents(buffers[i], p->saved[i]);
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

tn_tensor *tni_buffer_share(const tn_parallel *p, const tni_slot *slot, int thread) {
    tn_tensor *now = tni_buffers_of(p, thread)[slot->buffer];
    return tni_is_integral(slot->dtype, false) ? tn_sub(now, p->saved[slot->buffer]) : now;
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

static void store_on_host(const tn_parallel *p, const tni_slot *slot) {
    const int shards = p->plan.shards;
    char *sum = tni_arena_at(&p->roots[0], slot);
    if (tni_is_integral(slot->dtype, false)) {
        count_once(sum, tni_ptr(p->saved[slot->buffer]), slot->numel, slot->dtype, shards);
    } else if (slot->dtype != TN_BOOL) {
        const int parts = tni_is_complex(slot->dtype) ? 2 : 1;
        divide(sum, slot->numel * parts, tni_real_of(slot->dtype), shards);
    }
    if (slot->bytes) {
        memcpy(tni_ptr(slot->tensor), sum, (size_t)slot->bytes);
    }
    tni_bump(slot->tensor);
}

/* The same with ops. */
static void store_on_device(const tn_parallel *p, const tni_slot *slot) {
    TN_SCOPE(s);
    const int shards = p->plan.shards;
    tn_tensor *sum = tni_arena_view(&p->roots[0], slot);
    if (tni_is_integral(slot->dtype, false)) {
        tn_tensor *mean = tn_add(tn_trunc_divide(sum, shards), tn_sign(tn_fmod(sum, shards)));
        sum = tn_add(p->saved[slot->buffer], mean);
    } else if (tni_is_complex(slot->dtype)) {
        sum = tn_view_as_complex(tn_div(tn_view_as_real(sum), shards));
    } else if (slot->dtype != TN_BOOL) {
        sum = tn_div(sum, shards);
    }
    tn_copy_(slot->tensor, sum);
}

void tni_store_buffers(tn_parallel *p) {
    for (int i = p->plan.n_parameters; i < p->plan.n_slots; i++) {
        const tni_slot *slot = &p->plan.slots[i];
        if (p->plan.device.type == TN_DEVICE_CPU && tni_is_dry(TN_CPU)) {
            tni_bump(slot->tensor);
        } else if (p->plan.device.type == TN_DEVICE_CPU) {
            store_on_host(p, slot);
        } else {
            store_on_device(p, slot);
        }
    }
}

/* bucket_reduce.c: sums all buckets over ranks, with several in flight.
 *
 * Invariant: every rank starts the same collectives in one order: all all-to-alls, then the
 * all-gathers bucket by bucket. While the pieces of one bucket are summed, the next ones travel. */
#include "dist/bucket.h"

static void wait_text(tn_parallel *p, uint64_t step, int b, const char *what) {
    const tni_bucket *bucket = &p->plan.buckets[b];
    tni_group_waits(p->group, "%s of bucket %d (%s to %s), step %llu", what, b,
                    p->plan.slots[bucket->first].name,
                    p->plan.slots[bucket->first + bucket->count - 1].name,
                    (unsigned long long)step);
}

static void sum_pieces(tn_parallel *p, int b) {
    const tni_bucket *bucket = &p->plan.buckets[b];
    const int ranks = p->group->size;
    const int64_t piece_bytes = bucket->bytes / ranks;
    for (int r = 0; r < ranks; r++) {
        p->parts[r] = tni_ptr(p->wire.buckets[b]) + r * piece_bytes;
    }
    tni_tree_reduce(p->parts, ranks, tni_bucket_elements(bucket) / ranks, bucket->dtype);
}

static tn_status start_scatter(tn_parallel *p, uint64_t step, int b) {
    wait_text(p, step, b, "sum");
    return tni_start_all_to_all(p->group, tni_ptr(p->roots[0].buckets[b]),
                                tni_ptr(p->wire.buckets[b]),
                                p->plan.buckets[b].bytes / p->group->size, &p->flights[b]);
}

static tn_status start_gather(tn_parallel *p, uint64_t step, int b) {
    wait_text(p, step, b, "sum");
    tn_status status = tni_finish(p->group, &p->flights[b]);
    if (status != TN_OK) {
        return status;
    }
    sum_pieces(p, b);
    return tni_start_all_gather(
        p->group, tni_ptr(p->wire.buckets[b]), tni_ptr(p->roots[0].buckets[b]),
        p->plan.buckets[b].bytes / p->group->size, &p->flights[p->plan.n_buckets + b]);
}

static tn_status finish_gather(tn_parallel *p, uint64_t step, int b) {
    wait_text(p, step, b, "gathering");
    return tni_finish(p->group, &p->flights[p->plan.n_buckets + b]);
}

tn_status tni_reduce_buckets(tn_parallel *p, uint64_t step) {
    if (!p->group->comm) {
        return TN_OK;
    }
    static tn_status (*const PHASES[])(tn_parallel *, uint64_t, int) = {start_scatter, start_gather,
                                                                        finish_gather};
    const int n = p->plan.n_buckets;
    memset(p->flights, 0, 2 * (size_t)n * sizeof *p->flights);
    tn_status status = TN_OK;
    for (int phase = 0; phase < 3; phase++) {
        for (int b = 0; b < n && status == TN_OK; b++) {
            status = PHASES[phase](p, step, b);
        }
    }
    if (status != TN_OK) {
        p->is_lost |= !tni_drain(p->group, p->flights, 2 * n);
    }
    return status;
}

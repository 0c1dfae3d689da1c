/* bucket_reduce.c: sums buckets over ranks, each as soon as its gradients are there.
 *
 * Invariant: every rank takes the same events in one order, whatever becomes ready first: the vote
 * that opens the step; then, bucket by bucket, start of the all-to-all, its end, the local sum and
 * start of the all-gather; the vote that closes the step; the ends of the all-gathers. Between the
 * nodes of backward the next event is taken if it has come; after backward it is waited for. So a
 * bucket that is ready before its predecessor waits, and which call of the library is the k-th does
 * not depend on timing.
 *
 * The opening vote travels beside the forward pass. It stands before the first bucket because data
 * may only move when all ranks are in the same call with storages to move it to; it also carries
 * the errors that a rank brings along. A rank that fails later sends what it has, and says so in
 * the closing vote: the others never wait for it.
 *
 * MPI moves data only when it is called, and there is no thread for that: on the host its copies
 * would cost the core that computes. Polls between nodes do it (measured, 2 ranks on 2 cores: all
 * transport of a step of the CNN takes under 1 ms of 32).
 *
 * Among devices a bucket's whole journey is given to the communication stream at once. */
#include "dist/bucket.h"

static tni_flight *scatter_of(tn_parallel *p, int b) {
    return &p->flights[1 + b];
}

static tni_flight *gather_of(tn_parallel *p, int b) {
    return &p->flights[1 + p->plan.n_buckets + b];
}

static void wait_text(tn_parallel *p, int b, const char *what) {
    const tni_bucket *bucket = &p->plan.buckets[b];
    tni_group_waits(p->group, "%s of bucket %d (%s to %s), step %llu", what, b,
                    p->plan.slots[bucket->first].name,
                    p->plan.slots[bucket->first + bucket->count - 1].name,
                    (unsigned long long)p->reduction.step);
}

/* ---- Local sums ------------------------------------------------------------------------------ */

static bool has_arrived(const tn_parallel *p, int b) {
    return atomic_load_explicit(&p->reduction.arrived[b], memory_order_acquire) == p->units;
}

void tni_bucket_arrives(tn_parallel *p, int b) {
    atomic_fetch_add_explicit(&p->reduction.arrived[b], 1, memory_order_release);
}

/* The units' sums are the leaves of this rank's subtree (alone: of the whole tree). */
static bool join_units(tn_parallel *p, int b) {
    return tni_arenas_join(p->roots, p->units, &p->plan, b, p->parts);
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

/* ---- Events ---------------------------------------------------------------------------------- */

/* Ends a flight; without waiting, *has_come tells whether it did. */
static tn_status end_flight(tn_parallel *p, tni_flight *flight, bool waits, bool *has_come) {
    return waits ? tni_finish(p->group, flight) : tni_look(p->group, flight, has_come);
}

static tn_status take_votes(tn_parallel *p, bool waits, bool *has_come) {
    if (waits) {
        tni_group_waits(p->group, "start of step %llu", (unsigned long long)p->reduction.step);
    }
    const tn_status status = end_flight(p, &p->flights[0], waits, has_come);
    if (status != TN_OK || !*has_come) {
        return status;
    }
    p->reduction.stage = TNI_STAGE_SEND;
    for (int r = 0; r < p->group->size; r++) {
        p->reduction.asks |= p->group->votes[r].numbers[0] != 0;
    }
    return tni_judge_votes(p->group);
}

/* What has not arrived when its turn is waited for belongs to a shard that failed: its place is
 * sent as it is. */
static tn_status start_scatter(tn_parallel *p, int b, bool waits, bool *has_come) {
    *has_come = waits || has_arrived(p, b);
    if (!*has_come) {
        return TN_OK;
    }
    if (has_arrived(p, b) && !join_units(p, b)) {
        return tni_pending();
    }
    if (waits) {
        wait_text(p, b, "sum");
    }
    if (p->group->device_comm && p->plan.device.type == TN_DEVICE_CUDA) {
        p->reduction.bucket++;
        return tni_device_all_reduce(p->group, p->roots[0].buckets[b], p->wire.buckets[b])
                   ? TN_OK
                   : tni_pending();
    }
    p->reduction.stage = TNI_STAGE_SUM;
    return tni_start_all_to_all(p->group, tni_ptr(p->roots[0].buckets[b]),
                                tni_ptr(p->wire.buckets[b]),
                                p->plan.buckets[b].bytes / p->group->size, scatter_of(p, b));
}

static tn_status start_gather(tn_parallel *p, int b, bool waits, bool *has_come) {
    if (waits) {
        wait_text(p, b, "sum");
    }
    const tn_status status = end_flight(p, scatter_of(p, b), waits, has_come);
    if (status != TN_OK || !*has_come) {
        return status;
    }
    sum_pieces(p, b);
    p->reduction.stage = TNI_STAGE_SEND;
    p->reduction.bucket++;
    return tni_start_all_gather(p->group, tni_ptr(p->wire.buckets[b]),
                                tni_ptr(p->roots[0].buckets[b]),
                                p->plan.buckets[b].bytes / p->group->size, gather_of(p, b));
}

/* Takes events until one has not come, or the closing vote is next. */
static tn_status take_events(tn_parallel *p, bool waits) {
    tni_reduction *r = &p->reduction;
    tn_status status = TN_OK;
    bool has_come = true;
    while (status == TN_OK && has_come) {
        if (r->stage == TNI_STAGE_OPEN) {
            status = take_votes(p, waits, &has_come);
        } else if (r->bucket == p->plan.n_buckets) {
            break;
        } else if (r->stage == TNI_STAGE_SEND) {
            status = start_scatter(p, r->bucket, waits, &has_come);
        } else {
            status = start_gather(p, r->bucket, waits, &has_come);
        }
    }
    return status;
}

/* ---- A step ---------------------------------------------------------------------------------- */

void tni_reduce_open(tn_parallel *p, uint64_t step, bool asks) {
    tni_reduction *r = &p->reduction;
    r->step = step;
    r->asks = asks;
    r->bucket = 0;
    r->stage = TNI_STAGE_OPEN;
    for (int b = 0; b < p->plan.n_buckets; b++) {
        atomic_store(&r->arrived[b], 0);
    }
    if (!p->group->comm) {
        return;
    }
    memset(p->flights, 0, (2 * (size_t)p->plan.n_buckets + 1) * sizeof *p->flights);
    r->opening = (tni_vote){.numbers = {asks}};
    if (tni_start_vote(p->group, &r->opening, "step", step, &p->flights[0]) != TN_OK) {
        tn_error_take(&r->error);
        atomic_store(&r->has_failed, true);
    }
}

void tni_reduce_some(tn_parallel *p) {
    tni_reduction *r = &p->reduction;
    if (!p->group->comm || atomic_load(&r->has_failed) || tni_pending()) {
        return;
    }
    if (take_events(p, false) != TN_OK) {
        tn_error_take(&r->error); /* not an error of the shard that computes here */
        atomic_store(&r->has_failed, true);
    } else if (r->bucket > 0 && p->group->comm->progress) {
        p->group->comm->progress();
    }
}

/* Ends what can be ended after a failure of the communication. */
static tn_status give_up(tn_parallel *p) {
    p->is_lost |= !tni_drain(p->group, p->flights, 2 * p->plan.n_buckets + 1);
    return tni_pending();
}

tn_status tni_reduce_rest(tn_parallel *p) {
    tni_reduction *r = &p->reduction;
    if (!p->group->comm) {
        for (int b = 0; b < p->plan.n_buckets && tni_pending() == TN_OK && join_units(p, b); b++) {}
        return TN_OK;
    }
    if (atomic_load(&r->has_failed)) {
        atomic_store(&r->has_failed, false);
        if (!tni_pending()) {
            tni_error_restore(&r->error);
        }
        return give_up(p);
    }
    return take_events(p, true) == TN_OK ? TN_OK : give_up(p);
}

tn_status tni_reduce_end(tn_parallel *p) {
    if (!p->group->comm) {
        return TN_OK;
    }
    tn_status status = p->group->out_of_step ? TN_ERR_COMM : TN_OK;
    for (int b = 0; b < p->plan.n_buckets && status == TN_OK; b++) {
        wait_text(p, b, "gathering");
        status = tni_finish(p->group, gather_of(p, b));
    }
    return status == TN_OK ? TN_OK : give_up(p);
}

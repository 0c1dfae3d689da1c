/* parallel.c: tn_parallel: data-parallel steps, the same bits for any number of ranks.
 *
 * Invariant: gradients travel while shards run, but nothing that a caller sees changes before the
 * vote that closes the step. Whatever can fail on one rank alone happens before it, so that a step
 * either happens on all ranks or on none. The vote also carries losses and the caller's sums: they
 * cost no message of their own. */
#include "dist/bucket.h"

#include <tenon/autograd.h>

#include <stdlib.h>

enum { DEFAULT_SHARDS = 8, MAX_VALUES = TNI_VOTE_NUMBERS - 1 };
static const int64_t DEFAULT_BUCKET_BYTES = (int64_t)1 << 20;

/* ---- Planning -------------------------------------------------------------------------------- */

/* Units: the division of the rank's shards into subtrees that keeps the threads busiest, and of
 * those the coarsest. */
static void choose_units(tn_parallel *p) {
    const int shards = p->end - p->begin;
    int groups, levels, best = shards;
    tni_tree_split(shards, &groups, &levels);
    for (int units = groups; units <= shards; units *= 2) {
        const int rounds = (units + p->threads - 1) / p->threads;
        const int length = rounds * (shards / units);
        if (length < best || units == groups) {
            best = length;
            p->units = units;
        }
    }
    p->unit_shards = shards / p->units;
    p->threads = p->threads < p->units ? p->threads : p->units;
}

static tn_status plan_locally(tn_parallel *p, const tn_parallel_args *args) {
    if (args->shards < 0 || args->bucket_bytes < 0 || args->threads < 0) {
        return tni_fail(TN_ERR_ARGUMENT,
                        "shards %d, threads %d and bucket_bytes %lld must not be negative",
                        args->shards, args->threads, (long long)args->bucket_bytes);
    }
    const int shards = args->shards ? args->shards : DEFAULT_SHARDS;
    const int64_t bucket_bytes = args->bucket_bytes ? args->bucket_bytes : DEFAULT_BUCKET_BYTES;
    const int ranks = p->group->size;
    if (tn_shards_check(shards, ranks) != TN_OK ||
        tni_plan_open(&p->plan, args, shards, bucket_bytes) != TN_OK ||
        tni_buffers_open(p, args->buffers) != TN_OK) {
        return tni_pending();
    }
    p->begin = shards / ranks * p->group->rank;
    p->end = p->begin + shards / ranks;
    const bool in_turn = p->n_buffers && !args->buffers_in_modules;
    const bool on_host = p->plan.device.type != TN_DEVICE_CUDA;
    p->threads = in_turn || !on_host ? 1 : args->threads ? args->threads : tn_num_threads();
    choose_units(p);
    const size_t parts = (size_t)(p->end - p->begin > ranks ? p->end - p->begin : ranks);
    p->parts = tni_host_alloc_zeroed(parts * sizeof *p->parts);
    p->flights = tni_host_alloc_zeroed(((size_t)p->plan.n_buckets * 2 + 1) * sizeof *p->flights);
    p->reduction.arrived = tni_host_alloc_zeroed(((size_t)p->plan.n_buckets + 1) * sizeof(int));
    return p->parts && p->flights && p->reduction.arrived
               ? TN_OK
               : tni_fail(TN_ERR_MEMORY, "no memory for the plan");
}

tn_parallel *tni_parallel_make(tni_group *group, const tn_parallel_args *args) {
    TNI_CALL("parallel_new", args->at);
    if (tni_dry && group->comm) {
        return TNI_FAIL_NULL(TN_ERR_UNSUPPORTED,
                             "a dry run is one of a single rank, and this job has %d; ask in a "
                             "program without mpirun",
                             group->size);
    }
    tn_parallel *p = tni_host_alloc_zeroed(sizeof *p);
    if (!p) {
        tni_fail(TN_ERR_MEMORY, "no memory for the plan");
        tni_group_vote(group, &(tni_vote){0}, "agree on the plan", 0);
        return NULL;
    }
    p->group = group;
    if (tni_pending() == TN_OK) {
        plan_locally(p, args);
    }
    tni_plan_agree(&p->plan, group);
    const bool on_devices = tn_ok() && p->plan.device.type == TN_DEVICE_CUDA;
    if (!tn_ok() || (on_devices && tni_group_open_device(group, p->plan.device) != TN_OK)) {
        tn_parallel_delete(p);
        return NULL;
    }
    return p;
}

tn_parallel *tn_parallel_new_with(const tn_parallel_args *args) {
    return tni_parallel_make(tni_world(), args);
}

/* ---- Storages -------------------------------------------------------------------------------- */

static void close_views(tn_parallel *p) {
    for (int i = 0; i < p->plan.n_parameters && p->views; i++) {
        tn_drop(p->views[i]);
    }
    tni_host_free(p->views);
    p->views = NULL;
}

static tn_status fill_views(tn_parallel *p) {
    p->views = tni_host_alloc_zeroed(((size_t)p->plan.n_parameters + 1) * sizeof *p->views);
    if (!p->views) {
        return tni_fail(TN_ERR_MEMORY, "no memory for %d gradients", p->plan.n_parameters);
    }
    TN_SCOPE(s);
    for (int i = 0; i < p->plan.n_parameters; i++) {
        const tni_slot *slot = &p->plan.slots[i];
        p->views[i] = tn_keep(tni_arena_view(&p->roots[0], slot));
        if (!p->views[i]) {
            return tni_pending();
        }
        if (!tn_grad(slot->tensor)) { /* makes room: after the vote nothing may fail */
            tn_set_grad(slot->tensor, p->views[i]);
            tn_set_grad(slot->tensor, NULL);
        }
    }
    return tni_pending();
}

/* All or none: the next step must not meet a list with holes. */
static tn_status open_views(tn_parallel *p) {
    if (fill_views(p) != TN_OK) {
        close_views(p);
    }
    return tni_pending();
}

/* Made by the first step, so that planning alone costs no memory. */
static tn_status open_storages(tn_parallel *p) {
    if (p->views) {
        return TN_OK;
    }
    if (!p->roots && !(p->roots = tni_host_alloc_zeroed((size_t)p->units * sizeof *p->roots))) {
        return tni_fail(TN_ERR_MEMORY, "no memory for %d partial sums", p->units);
    }
    for (int u = 0; u < p->units; u++) {
        if (!p->roots[u].buckets && tni_arena_open(&p->roots[u], &p->plan) != TN_OK) {
            tni_arena_close(&p->roots[u], &p->plan);
            return tni_pending();
        }
    }
    if (p->group->comm && !p->wire.buckets && tni_arena_open(&p->wire, &p->plan) != TN_OK) {
        tni_arena_close(&p->wire, &p->plan);
        return tni_pending();
    }
    return open_views(p);
}

static void close_scratch(tn_parallel *p) {
    for (int i = 0; i < p->threads * p->depth && p->scratch; i++) {
        tni_arena_close(&p->scratch[i], &p->plan);
    }
    tni_host_free(p->scratch);
    p->scratch = NULL;
    p->depth = 0;
}

tn_status tni_scratch_grow(tn_parallel *p, int depth) {
    if (depth <= p->depth) {
        return TN_OK;
    }
    close_scratch(p);
    const int n = p->threads * depth;
    p->scratch = tni_host_alloc_zeroed((size_t)n * sizeof *p->scratch);
    if (!p->scratch) {
        return tni_fail(TN_ERR_MEMORY, "no memory for %d partial sums", n);
    }
    p->depth = depth;
    for (int i = 0; i < n; i++) {
        if (tni_arena_open(&p->scratch[i], &p->plan) != TN_OK) {
            close_scratch(p);
            return tni_pending();
        }
    }
    return TN_OK;
}

static void close_storages(tn_parallel *p) {
    close_views(p);
    for (int u = 0; u < p->units && p->roots; u++) {
        tni_arena_close(&p->roots[u], &p->plan);
    }
    close_scratch(p);
    tni_arena_close(&p->wire, &p->plan);
    tni_host_free(p->roots);
    tni_numbers_close(p);
}

void tn_parallel_delete(tn_parallel *p) {
    if (!p || p->is_lost) { /* MPI may still write into what it holds */
        return;
    }
    close_storages(p);
    tni_buffers_close(p);
    tni_host_free(p->parts);
    tni_host_free(p->flights);
    tni_host_free(p->reduction.arrived);
    tni_plan_close(&p->plan);
    tni_host_free(p);
}

/* ---- Before and after a step ----------------------------------------------------------------- */

/* The caller's arguments with defaults filled in; raises. */
static tn_parallel_step_args checked(const tn_parallel_step_args *given) {
    tn_parallel_step_args args = *given;
    args.micro_steps = args.micro_steps ? args.micro_steps : 1;
    if (!args.function) {
        tni_fail(TN_ERR_ARGUMENT, "the shard function is NULL; give one");
    } else if (args.n_values < 0 || args.n_values > MAX_VALUES || (args.n_values && !args.values)) {
        tni_fail(TN_ERR_ARGUMENT, "asked for %d values; give room for 0 to %d", args.n_values,
                 MAX_VALUES);
    } else if (args.micro_steps < 0) {
        tni_fail(TN_ERR_ARGUMENT, "asked for %d micro-steps; use 1 or more", args.micro_steps);
    }
    if (args.parallel->plan.device.type == TN_DEVICE_META && tn_ok()) {
        tni_fail(TN_ERR_UNSUPPORTED, "the parameters have no data (meta device); plans can be made "
                                     "of such tensors, steps cannot");
    }
    for (int i = 0; i < args.parallel->plan.n_slots && tn_ok(); i++) {
        tni_may_change(args.parallel->plan.slots[i].tensor);
    }
    return args;
}

static tn_parallel_step_args prepare(const tn_parallel_step_args *given, const char *name,
                                     bool with_gradients) {
    TNI_CALL(name, given->at);
    const tn_parallel_step_args args = checked(given);
    tn_parallel *p = args.parallel;
    tni_save_buffers(p);
    if (tn_ok()) {
        tni_buffers_copy(p);
    }
    if (tn_ok()) {
        tni_numbers_open(p);
    }
    if (with_gradients && tn_ok()) {
        open_storages(p);
    }
    tni_group_computes(p->group, "shards %d to %d of step %llu", p->begin, p->end - 1,
                       (unsigned long long)args.step);
    return args;
}

/* One warning a parameter, on rank 0. What this rank did not use another may have: then its sum
 * over all ranks is hardly zero. */
static void report_unused(tn_parallel *p) {
    for (int i = 0; i < p->plan.n_parameters && p->group->rank == 0; i++) {
        tni_slot *slot = &p->plan.slots[i];
        if (!slot->is_used && !slot->was_reported &&
            tni_arena_is_zero(&p->roots[0], &p->plan, slot)) {
            tni_warn("no loss depends on parameter %s: its gradient is zero", slot->name);
            slot->was_reported = true;
        }
    }
}

/* All ranks learn whether all are well, and the sums of all numbers. */
static tn_status vote(tn_parallel *p, const tn_parallel_step_args *args, const char *name,
                      const double *numbers) {
    tni_vote mine = {0};
    memcpy(mine.numbers, numbers, sizeof mine.numbers);
    const tn_status status = tni_group_vote(p->group, &mine, name, args->step);
    if (status != TN_OK) {
        return status;
    }
    for (int r = 0; r < p->group->size; r++) {
        p->parts[r] = p->group->votes[r].numbers;
    }
    tni_tree_reduce(p->parts, p->group->size, TNI_VOTE_NUMBERS, TN_F64);
    const double *sums = p->group->votes[0].numbers;
    if (args->loss) {
        *args->loss = sums[0];
    }
    for (int i = 0; i < args->n_values; i++) {
        args->values[i] = sums[1 + i];
    }
    return TN_OK;
}

static tn_status attach_gradients(tn_parallel *p) {
    for (int i = 0; i < p->plan.n_parameters; i++) {
        tni_bump(p->views[i]);
        if (tn_set_grad(p->plan.slots[i].tensor, p->views[i]) != TN_OK) {
            break;
        }
    }
    return tni_pending();
}

/* ---- Steps ----------------------------------------------------------------------------------- */

static tn_status finish_step(tn_parallel *p, const tn_parallel_step_args *args,
                             double numbers[TNI_VOTE_NUMBERS]) {
    TNI_CALL("parallel_step", args->at);
    tn_status status = tni_reduce_rest(p);
    if (status == TN_OK) {
        if (args->read_later) {
            tni_numbers_keep(p, args->step, numbers);
        }
        if (p->reduction.asks) {
            tni_numbers_read(p, numbers);
        }
        const tn_status voted = vote(p, args, "end of step", numbers);
        const tn_status reduced = tni_reduce_end(p);
        status = voted != TN_OK ? voted : reduced;
    }
    if (status == TN_OK) {
        report_unused(p);
        tni_store_buffers(p);
        status = attach_gradients(p);
    } else {
        tni_restore_buffers(p, 0);
    }
    tni_group_computes(p->group, "after step %llu", (unsigned long long)args->step);
    return status;
}

/* Shards run outside a frame: their errors carry the name and the place of the user's calls. */
tn_status tn_parallel_step_with(const tn_parallel_step_args *given) {
    if (!given->parallel) {
        TNI_CALL("parallel_step", given->at);
        return tni_fail(TN_ERR_ARGUMENT, "the plan is NULL; make one with tn_parallel_new");
    }
    const tn_parallel_step_args args = prepare(given, "parallel_step", true);
    tn_parallel *p = args.parallel;
    double numbers[TNI_VOTE_NUMBERS] = {0};
    tni_reduce_open(p, args.step, args.loss || args.n_values > 0);
    if (tn_ok() && !atomic_load(&p->reduction.has_failed)) {
        tni_run_shards(p, &args, true, numbers);
    }
    return finish_step(p, &args, numbers);
}

/* A rank that does not know the step votes with its error, so that all learn of it. */
tn_status tn_parallel_read(tn_parallel *p, uint64_t step, double *loss, double *values, int n) {
    TNI_CALL("parallel_read", ((tn_site){0}));
    if (!p) {
        return tni_fail(TN_ERR_ARGUMENT, "the plan is NULL; make one with tn_parallel_new");
    }
    if (n < 0 || n > MAX_VALUES || (n && !values)) {
        tni_fail(TN_ERR_ARGUMENT, "asked for %d values; give room for 0 to %d", n, MAX_VALUES);
    }
    static const double nothing[TNI_VOTE_NUMBERS] = {0};
    const double *numbers = tni_numbers_kept(p, step);
    const tn_parallel_step_args args = {
        .step = step, .loss = loss, .values = values, .n_values = n};
    return vote(p, &args, "read", numbers ? numbers : nothing);
}

static tn_status finish_evaluation(tn_parallel *p, const tn_parallel_step_args *args,
                                   double numbers[TNI_VOTE_NUMBERS]) {
    TNI_CALL("parallel_evaluate", args->at);
    tni_restore_buffers(p, 0);
    tni_numbers_read(p, numbers);
    const tn_status status = vote(p, args, "evaluate", numbers);
    tni_group_computes(p->group, "after evaluation %llu", (unsigned long long)args->step);
    return status;
}

tn_status tn_parallel_evaluate_with(const tn_parallel_step_args *given) {
    if (!given->parallel) {
        TNI_CALL("parallel_evaluate", given->at);
        return tni_fail(TN_ERR_ARGUMENT, "the plan is NULL; make one with tn_parallel_new");
    }
    const tn_parallel_step_args args = prepare(given, "parallel_evaluate", false);
    double numbers[TNI_VOTE_NUMBERS] = {0};
    if (tn_ok()) {
        tni_run_shards(args.parallel, &args, false, numbers);
    }
    return finish_evaluation(args.parallel, &args, numbers);
}

/* ---- The rest -------------------------------------------------------------------------------- */

static tn_status broadcast_tensor(tn_parallel *p, tn_tensor *t, const char *name) {
    int64_t bytes = 0;
    tni_flight flight;
    if (!tni_bytes(tn_numel(t), tn_dtype_of(t), &bytes) || bytes == 0) {
        return tni_pending();
    }
    tni_group_waits(p->group, "broadcast of %s", name);
    if (p->plan.device.type == TN_DEVICE_CUDA) {
        return tni_device_broadcast(p->group, t, 0) ? TN_OK : tni_pending();
    }
    tn_status status = tni_start_broadcast(p->group, tni_ptr(t), bytes, 0, &flight);
    status = status == TN_OK ? tni_finish(p->group, &flight) : status;
    if (status == TN_OK) {
        tni_bump(t);
    }
    return status;
}

tn_status tn_parallel_synchronize(tn_parallel *p) {
    TNI_CALL("parallel_synchronize", ((tn_site){0}));
    if (!p) {
        return tni_fail(TN_ERR_ARGUMENT, "the plan is NULL; make one with tn_parallel_new");
    }
    tn_status status = tni_group_vote(p->group, &(tni_vote){0}, "synchronize", 0);
    if (!p->group->comm) {
        return status;
    }
    for (int i = 0; i < p->plan.n_parameters && status == TN_OK; i++) {
        status = broadcast_tensor(p, p->plan.slots[i].tensor, p->plan.slots[i].name);
    }
    for (int i = 0; i < p->n_buffers && status == TN_OK; i++) {
        status = broadcast_tensor(p, p->buffers[i], "a buffer");
    }
    return status;
}

void tn_parallel_shards(const tn_parallel *p, int *begin, int *end, int *shards) {
    if (begin) {
        *begin = p ? p->begin : 0;
    }
    if (end) {
        *end = p ? p->end : 0;
    }
    if (shards) {
        *shards = p ? p->plan.shards : 0;
    }
}

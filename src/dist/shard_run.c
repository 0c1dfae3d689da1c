/* shard_run.c: runs the shards of a rank and sums their gradients over its part of the tree.
 *
 * The rank's shards are cut into units, aligned subtrees of equal size; a thread takes whole units.
 * Within a unit a binary counter of partial sums needs one arena a level, not one a shard: after
 * each shard, neighbouring sums of equal size are added. Invariant: which sums are added does not
 * depend on units or threads, because all of them are subtrees of the canonical tree.
 *
 * A gradient goes into its bucket as soon as backward has it, so that none is held longer. In the
 * last shard of a unit a bucket whose gradients are all there is summed at once: its journey to the
 * other ranks starts while backward goes on.
 *
 * Kernels run on one thread while shards run on several. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "dist/bucket.h"

#include "autograd/each_gradient.h"
#include "memory/allocator.h"

#include <tenon/ops.h>

#include <assert.h>
#include <omp.h>
#include <stdlib.h>
#include <time.h>

enum { MAX_LEVELS = 24, POLL_NS = 100 * 1000 };

/* One thread's work. */
typedef struct worker {
    tn_parallel *parallel;
    const tn_parallel_step_args *args;
    tni_dry_run *dry; /* that of the caller: all of its threads are in it */
    bool with_gradients;
    int id;
    double (*unit_numbers)[TNI_VOTE_NUMBERS]; /* one a unit, shared */
    _Atomic bool *has_failed;                 /* shared: others stop early */
    _Atomic int *running;                     /* shared: threads that are not done */
    tn_tensor **inputs;                       /* one a parameter */
    /* Where the gradients of the micro-step that runs go. */
    int level;
    bool adds;     /* to what is there */
    bool is_final; /* the last one of the unit: buckets that are complete travel */
    bool *is_put;  /* one a parameter */
    int *missing;  /* tensors, one a bucket */
    /* The stack of partial sums: sizes in shards. */
    int top; /* entries */
    int sizes[MAX_LEVELS];
    double numbers[MAX_LEVELS][TNI_VOTE_NUMBERS];
    int unit;
    /* The first error of this thread. */
    int failed_shard; /* -1: none */
    tn_error error;
} worker;

/* ---- Partial sums ---------------------------------------------------------------------------- */

static tni_arena *arena_of(const worker *w, int level) {
    const tn_parallel *p = w->parallel;
    return level == 0 ? &p->roots[w->unit] : &p->scratch[w->id * p->depth + level - 1];
}

static bool add_bucket(const worker *w, int to, int from, int b) {
    return tni_arena_add(arena_of(w, to), arena_of(w, from), &w->parallel->plan, b);
}

/* Adds neighbours of equal size until there are none. After the last shard of a unit all are:
 * bucket by bucket, by finish_bucket(). */
static bool merge(worker *w) {
    bool fine = true;
    while (w->top > 1 && w->sizes[w->top - 1] == w->sizes[w->top - 2]) {
        const int from = --w->top, to = from - 1;
        for (int b = 0; b < w->parallel->plan.n_buckets && w->with_gradients && !w->is_final; b++) {
            fine = fine && add_bucket(w, to, from, b);
        }
        tni_tree_add(w->numbers[to], w->numbers[from], TNI_VOTE_NUMBERS, TN_F64);
        w->sizes[to] *= 2;
    }
    return fine;
}

/* The last shard's tensors are in the bucket: sums of equal size are added down to the root. */
static bool finish_bucket(worker *w, int b) {
    for (int from = w->level; from > 0; from--) {
        if (!add_bucket(w, from - 1, from, b)) {
            return false;
        }
    }
    tni_bucket_arrives(w->parallel, b);
    return true;
}

static bool put_slot(worker *w, const tni_slot *slot, tn_tensor *from, bool adds) {
    if (!tni_arena_put(arena_of(w, w->level), &w->parallel->plan, slot, from, adds)) {
        return false;
    }
    return !w->is_final || --w->missing[slot->bucket] > 0 || finish_bucket(w, slot->bucket);
}

/* A gradient is final; NULL is zeros. */
static bool put_gradient(void *context, int64_t i, tn_tensor *grad) {
    worker *w = context;
    tni_slot *slot = &w->parallel->plan.slots[i];
    if (grad) {
        atomic_store_explicit(&slot->is_used, true, memory_order_relaxed);
    }
    w->is_put[i] = true;
    return put_slot(w, slot, grad, w->adds);
}

/* Running statistics are what the shard leaves behind. */
static bool put_buffers(worker *w, bool adds) {
    const tn_parallel *p = w->parallel;
    bool fine = true;
    for (int i = p->plan.n_parameters; i < p->plan.n_slots && fine; i++) {
        TN_SCOPE(s);
        const tni_slot *slot = &p->plan.slots[i];
        tn_tensor *share = tni_buffer_share(p, slot, w->id);
        fine = share && put_slot(w, slot, share, adds);
    }
    return fine;
}

/* ---- One shard ------------------------------------------------------------------------------- */

/* Calls the user's function; *loss is NULL for an empty shard. Numbers: the loss, then values. */
static bool call_function(worker *w, int index, int micro, double *numbers, tn_tensor **loss) {
    const tn_parallel_step_args *args = w->args;
    tn_tensor *sums = tni_numbers_of(w->parallel, index);
    const tn_shard shard = {.index = index,
                            .count = w->parallel->plan.shards,
                            .micro = micro,
                            .micro_steps = args->micro_steps,
                            .step = args->step,
                            .values = numbers + 1,
                            .sums = sums};
    tni_rng_set((tni_rng_state){
        .seed = args->seed, .step = args->step, .shard = (uint64_t)micro << 32 | (uint64_t)index});
    *loss = args->function(&shard, args->context);
    if (*loss && tn_numel(*loss) != 1) {
        tni_fail(TN_ERR_SHAPE, "the loss of shard %d has %lld elements; a shard function gives one",
                 index, (long long)tn_numel(*loss));
    }
    return tn_ok() && tni_numbers_add_loss(sums, numbers, *loss);
}

/* MPI moves data only when it is called; only the thread that called it before does so. */
static void between_nodes(void *context) {
    const worker *w = context;
    if (w->id == 0) {
        tni_reduce_some(w->parallel);
    }
}

/* All gradients of the loss, zeros for those that it does not depend on (NULL: for all). */
static bool put_gradients(worker *w, tn_tensor *loss) {
    const int n = w->parallel->plan.n_parameters;
    const tni_each_gradient_args args = {.output = loss,
                                         .inputs = {w->inputs, n},
                                         .ready = put_gradient,
                                         .between = between_nodes,
                                         .context = w};
    memset(w->is_put, 0, (size_t)n * sizeof *w->is_put);
    if (loss && n > 0 && tni_each_gradient(&args) != TN_OK) {
        return false;
    }
    for (int i = 0; i < n; i++) {
        if (!w->is_put[i] && !put_gradient(w, i, NULL)) {
            return false;
        }
    }
    return true;
}

/* One micro-step of a shard: numbers and gradients go to w->level. */
static bool run_micro(worker *w, int index, int micro, bool joins) {
    TN_SCOPE(s);
    double numbers[TNI_VOTE_NUMBERS] = {0};
    tn_tensor *loss = NULL;
    if (!call_function(w, index, micro, numbers, &loss)) {
        return false;
    }
    w->adds = joins || micro > 0;
    if (w->adds) {
        tni_tree_add(w->numbers[w->level], numbers, TNI_VOTE_NUMBERS, TN_F64);
    } else {
        memcpy(w->numbers[w->level], numbers, sizeof numbers);
    }
    if (!w->with_gradients) {
        return true;
    }
    const bool is_last = micro == w->args->micro_steps - 1;
    return (!is_last || put_buffers(w, joins)) && put_gradients(w, loss);
}

/* The last shard of a unit completes its buckets with its last micro-step. */
static void expect_tensors(worker *w, bool is_final) {
    const tni_plan *plan = &w->parallel->plan;
    w->is_final = is_final && w->with_gradients;
    for (int b = 0; b < plan->n_buckets; b++) {
        w->missing[b] = plan->buckets[b].count;
    }
}

/* A shard of one micro-step is added to its left neighbour without an arena of its own. */
static bool run_shard(worker *w, int index, bool is_last) {
    const bool joins = w->args->micro_steps == 1 && w->top > 0 && w->sizes[w->top - 1] == 1;
    w->level = joins ? w->top - 1 : w->top;
    tni_restore_buffers(w->parallel, w->id);
    for (int micro = 0; micro < w->args->micro_steps; micro++) {
        expect_tensors(w, is_last && micro == w->args->micro_steps - 1);
        if (!run_micro(w, index, micro, joins)) {
            return false;
        }
    }
    w->sizes[w->level] = joins ? 2 : 1;
    w->top = w->level + 1;
    return merge(w);
}

/* ---- Threads --------------------------------------------------------------------------------- */

static bool run_unit(worker *w, int unit) {
    tn_parallel *p = w->parallel;
    w->unit = unit;
    w->top = 0;
    for (int i = 0; i < p->unit_shards; i++) {
        const int index = p->begin + unit * p->unit_shards + i;
        if (atomic_load_explicit(w->has_failed, memory_order_relaxed) ||
            atomic_load_explicit(&p->reduction.has_failed, memory_order_relaxed)) {
            return false;
        }
        if (!run_shard(w, index, i == p->unit_shards - 1)) {
            w->failed_shard = index;
            tn_error_take(&w->error);
            atomic_store_explicit(w->has_failed, true, memory_order_relaxed);
            return false;
        }
    }
    memcpy(w->unit_numbers[unit], w->numbers[0], sizeof w->numbers[0]);
    return true;
}

/* What a shard sees is the same on every thread: its random region, recording as asked. */
static void run_units(worker *w, int stride) {
    tn_parallel *p = w->parallel;
    const tni_rng_state former_rng = tni_rng_get();
    const tni_dry_guest guest = tni_dry_join(w->dry);
    const int former_threads = p->threads > 1 ? tni_override_threads(1) : 0;
    tn_grad_mode mode = tn_grad_mode_enter(w->with_gradients);
    tni_buffers_use(p, w->id);
    for (int u = w->id; u < p->units && run_unit(w, u); u += stride) {}
    tni_buffers_use(p, 0);
    tn_grad_mode_leave(&mode);
    if (p->threads > 1) {
        tni_override_threads(former_threads);
    }
    tni_rng_set(former_rng);
    tni_dry_part(&guest);
    atomic_fetch_sub(w->running, 1);
}

/* The thread that communicates does so until the last one is done. */
static void attend(const worker *w) {
    while (w->with_gradients && w->parallel->group->comm && atomic_load(w->running) > 0) {
        tni_reduce_some(w->parallel);
        nanosleep(&(struct timespec){.tv_nsec = POLL_NS}, NULL);
    }
}

static void run_workers(worker *workers, int threads) {
    if (threads == 1) {
        run_units(workers, 1);
        return;
    }
#pragma omp parallel num_threads(threads)
    {
        worker *w = &workers[omp_get_thread_num()];
#pragma omp single
        atomic_store(w->running, omp_get_num_threads());
        run_units(w, omp_get_num_threads());
        if (w->id == 0) {
            attend(w);
        }
    }
}

static void free_workers(worker *workers, int n) {
    for (int i = 0; i < n && workers; i++) {
        tni_host_free(workers[i].inputs);
        tni_host_free(workers[i].is_put);
        tni_host_free(workers[i].missing);
    }
    tni_host_free(workers);
}

static worker *make_workers(tn_parallel *p, const worker *model) {
    TNI_CALL(model->with_gradients ? "parallel_step" : "parallel_evaluate", model->args->at);
    worker *workers = tni_host_alloc_zeroed((size_t)p->threads * sizeof *workers);
    for (int i = 0; i < p->threads && workers; i++) {
        workers[i] = *model;
        workers[i].id = i;
        workers[i].inputs =
            tni_host_alloc_zeroed(((size_t)p->plan.n_parameters + 1) * sizeof(tn_tensor *));
        workers[i].is_put = tni_host_alloc_zeroed((size_t)p->plan.n_parameters + 1);
        workers[i].missing = tni_host_alloc_zeroed(((size_t)p->plan.n_buckets + 1) * sizeof(int));
        if (!workers[i].inputs || !workers[i].is_put || !workers[i].missing) {
            free_workers(workers, p->threads);
            return NULL;
        }
        for (int k = 0; k < p->plan.n_parameters; k++) {
            workers[i].inputs[k] = p->plan.slots[k].tensor;
        }
    }
    return workers;
}

/* The error of the lowest shard becomes this thread's. */
static tn_status collect_errors(const worker *workers, int n) {
    const worker *first = NULL;
    for (int i = 0; i < n; i++) {
        if (workers[i].failed_shard >= 0 &&
            (!first || workers[i].failed_shard < first->failed_shard)) {
            first = &workers[i];
        }
    }
    if (first) {
        tni_error_restore(&first->error);
    }
    return tni_pending();
}

/* ---- All shards ------------------------------------------------------------------------------ */

static void join_numbers(tn_parallel *p, double (*unit_numbers)[TNI_VOTE_NUMBERS]) {
    for (int u = 0; u < p->units; u++) {
        p->parts[u] = unit_numbers[u];
    }
    tni_tree_reduce(p->parts, p->units, TNI_VOTE_NUMBERS, TN_F64);
}

/* Levels of the stack beside the root's: one fewer when shards join their neighbour directly. */
static int scratch_levels(const tn_parallel *p, int micro_steps) {
    int groups, levels;
    tni_tree_split(p->unit_shards, &groups, &levels);
    return micro_steps > 1 || levels == 0 ? levels : levels - 1;
}

/* What all shards need: the partial sums, and numbers for each unit. */
static double (*make_room(tn_parallel *p, const tn_parallel_step_args *args,
                          bool with_gradients))[TNI_VOTE_NUMBERS] {
    TNI_CALL(with_gradients ? "parallel_step" : "parallel_evaluate", args->at);
    if (with_gradients && tni_scratch_grow(p, scratch_levels(p, args->micro_steps)) != TN_OK) {
        return NULL;
    }
    return tni_host_alloc_zeroed((size_t)p->units * TNI_VOTE_NUMBERS * sizeof(double));
}

tn_status tni_run_shards(tn_parallel *p, const tn_parallel_step_args *args, bool with_gradients,
                         double numbers[TNI_VOTE_NUMBERS]) {
    double(*unit_numbers)[TNI_VOTE_NUMBERS] = make_room(p, args, with_gradients);
    if (!unit_numbers) {
        return tni_pending();
    }
    for (int i = 0; i < p->plan.n_slots; i++) {
        p->plan.slots[i].is_used = false;
    }
    _Atomic bool has_failed = false;
    _Atomic int running = 1;
    const worker model = {.parallel = p,
                          .args = args,
                          .dry = tni_dry,
                          .with_gradients = with_gradients,
                          .unit_numbers = unit_numbers,
                          .has_failed = &has_failed,
                          .running = &running,
                          .failed_shard = -1};
    worker *workers = make_workers(p, &model);
    tn_status status;
    if (workers) {
        run_workers(workers, p->threads);
        status = collect_errors(workers, p->threads);
    } else {
        status = tni_fail(TN_ERR_MEMORY, "no memory for %d threads", p->threads);
    }
    if (status == TN_OK) {
        join_numbers(p, unit_numbers);
        memcpy(numbers, unit_numbers[0], sizeof unit_numbers[0]);
    }
    free_workers(workers, p->threads);
    tni_host_free(unit_numbers);
    return status;
}

/* dist.h: ranks, and data-parallel training with the same bits for any number of ranks.
 *
 * One program, alone or under mpirun or srun:
 *
 *     tn_dist_init();
 *     tn_parallel *parallel = tn_parallel_new(tn_module_parameters(net), .shards = 8);
 *     for (int64_t step = 0; step < steps; step++) {
 *         tn_parallel_step(parallel, shard_loss, &batch, .seed = 1, .step = step, .loss = &loss);
 *         tn_optim_step(optimizer); // tn_grad() of every parameter is set
 *     }
 *     tn_parallel_delete(parallel);
 *     tn_dist_finalize();
 *
 * The global batch is cut into `shards` virtual shards. A rank owns a contiguous run of them; their
 * gradients are summed over one binary tree, whatever the number of ranks.
 *
 * All functions that talk to other ranks are collective: every rank calls them, in one order. A
 * rank with a pending error enters them too and tells the others, so that all ranks fail together:
 * the others get the error of the lowest failing rank, "rank 1 failed: ...". After an error of
 * the communication itself (TN_ERR_COMM on one rank only) the process has to end: the launcher then
 * ends the others. */
#ifndef TENON_DIST_H
#define TENON_DIST_H

#include <tenon/tensor.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Ranks ----------------------------------------------------------------------------------- */

/* Joins the job: rank and number of ranks come from MPI where mpirun or srun started the process;
 * alone it is rank 0 of 1 and no MPI is loaded. Starting it again does nothing. */
TN_API tn_status tn_dist_init(void);
/* Leaves the job, together with the other ranks; works with an error pending, which ranks that go
 * on hear of. What goes wrong here, or what another rank leaves with, is pending afterwards. After
 * a failed collective the other ranks may be out of step, and MPI is left as it is: the launcher
 * then ends the job. */
TN_API void tn_dist_finalize(void);
/* Ends all ranks of the job at once. Alone it does nothing. */
TN_API void tn_dist_abort(int code);
/* 0 and 1 before tn_dist_init(). */
TN_API int tn_dist_rank(void);
TN_API int tn_dist_size(void);
/* Position among the ranks of this machine. */
TN_API int tn_dist_local_rank(void);
/* What the launcher's variables say, whether or not this process joins the job: true when it was
 * started as one of several ranks. Then *rank is which, *size how many there are, 0 where the
 * launcher does not say; otherwise 0 and 1. Pointers may be NULL. */
TN_API bool tn_dist_launched(int *rank, int *size);
/* "Open MPI v4.1.4", or "none" alone. Static storage. */
TN_API const char *tn_dist_library(void);

/* ---- Collectives ----------------------------------------------------------------------------- */

TN_API tn_status tn_dist_barrier(void);
/* Gives t of every rank the contents that it has on root. Contiguous tensors of one size,
 * all on the CPU or all on CUDA devices, which NCCL connects; there the call does not wait. */
TN_API tn_status tn_dist_broadcast(tn_tensor *t, int root);
TN_API tn_status tn_dist_broadcast_bytes(void *data, int64_t bytes, int root);
/* t becomes its sum over ranks, in place, in the order of the canonical tree. bool: logical or. */
TN_API tn_status tn_dist_all_reduce(tn_tensor *t);
/* *flag becomes true on all ranks when it is true on any ("did one of us get a signal?"). */
TN_API tn_status tn_dist_any(bool *flag);

/* ---- Virtual shards -------------------------------------------------------------------------- */

/* shards = m * 2^k (m odd) run on 1 and on m * 2^j ranks, j <= k. Raises TN_ERR_ARGUMENT that
 * lists the valid numbers when `ranks` is none of them. */
TN_API tn_status tn_shards_check(int shards, int ranks);
/* The contiguous samples of one shard: [*begin, *end) of `samples`; sizes differ by at most 1. */
TN_API void tn_shard_range(int64_t samples, int shard, int shards, int64_t *begin, int64_t *end);

/* ---- Data-parallel steps --------------------------------------------------------------------- */

typedef struct tn_parallel tn_parallel;

typedef struct tn_parallel_args {
    /* tn_module_parameters(), say: in one order on all ranks. Those that require no gradient now
     * are left out. Contiguous tensors on one device of a rank's own. */
    tn_named_list parameters;
    /* Running statistics that a forward pass changes in place: each shard starts from the values
     * before the step; floats become the mean over shards, integers grow by the mean of what shards
     * added (rounded away from zero: a step counts once), bools are or-ed. */
    tn_named_list buffers;
    /* Shard functions reach buffers through tn_module_tensor() alone, as layers do: then shards of
     * a rank run on several threads, with copies. Otherwise, with buffers, one after another. */
    bool buffers_in_modules;
    int shards;           /* 0: 8 */
    int threads;          /* that run shards of this rank at once; 0: tn_num_threads() */
    int64_t bucket_bytes; /* gradients that are reduced together; 0: 1 MiB */
    tn_site at;
} tn_parallel_args;
/* Plans buckets and agrees on the plan with all ranks: different parameters or options are an
 * error that names the first difference and the rank. NULL with an error. */
#ifndef __cplusplus
#define tn_parallel_new(...)  tn_parallel_new_(__VA_ARGS__, .at = TN_HERE)
#define tn_parallel_new_(...) tn_parallel_new_with(&(tn_parallel_args){.parameters = __VA_ARGS__})
#endif
TN_API tn_parallel *tn_parallel_new_with(const tn_parallel_args *args);
TN_API void tn_parallel_delete(tn_parallel *parallel);
/* The shards that this rank runs: [*begin, *end) of *shards. Pointers may be NULL. */
TN_API void tn_parallel_shards(const tn_parallel *parallel, int *begin, int *end, int *shards);
/* Parameters and buffers of all ranks become those of rank 0. */
TN_API tn_status tn_parallel_synchronize(tn_parallel *parallel);

/* One call of the shard function. */
typedef struct tn_shard {
    int index, count;       /* shard `index` of `count` */
    int micro, micro_steps; /* the part of an accumulated step */
    uint64_t step;
    double *values;  /* 8 numbers, 0 at first: what is added here is summed over shards */
    tn_tensor *sums; /* of tn_shard_add(): values on the GPU; NULL: there are none */
} tn_shard;
/* Adds a tensor's one element to value i (below 8) without waiting for it: with parameters on a GPU
 * `values[i] += tn_item(x)` would wait in each shard. No gradient flows through it. On meta it does
 * nothing. */
TN_API tn_status tn_shard_add(const tn_shard *shard, int i, tn_tensor *x);

/* Computes the loss of a shard's samples: their sum over the number of samples of the whole step,
 * so that shards add up. One element, scope-owned. NULL without an error: the shard is empty.
 * Runs on any thread, several at once; random ops depend on (seed, step, shard) only. */
typedef tn_tensor *tn_shard_loss(const tn_shard *shard, void *context);

typedef struct tn_parallel_step_args {
    tn_parallel *parallel;
    tn_shard_loss *function;
    void *context;
    uint64_t seed, step;
    int micro_steps; /* gradients accumulated over so many calls a shard; 0: 1 */
    int n_values;    /* at most 8 */
    double *values;  /* out: sums over shards, the same on all ranks */
    double *loss; /* out: the sum of losses, the same on all ranks; may be NULL. With parameters on
                   * a GPU the host waits for the shards of the step when a rank asks for either,
                   * and for nothing when none does. */
    bool read_later; /* tn_parallel_read() may ask for them */
    tn_site at;
} tn_parallel_step_args;
/* Runs function on each shard of this rank, sums gradients over all shards and sets tn_grad() of
 * every parameter. Gradients live in bucket storages that the next step overwrites. A parameter
 * that no loss depends on gets zeros, and is named once in a warning. On an error all ranks fail
 * and no tn_grad() is set. */
#ifndef __cplusplus
#define tn_parallel_step(...) tn_parallel_step_(__VA_ARGS__, .at = TN_HERE)
#define tn_parallel_step_(...) \
    tn_parallel_step_with(&(tn_parallel_step_args){.parallel = __VA_ARGS__})
#endif
TN_API tn_status tn_parallel_step_with(const tn_parallel_step_args *args);
/* The sum of losses and the first `n` sums of values of a step that was taken with .read_later, the
 * same on all ranks, which call it together; pointers may be NULL. The latest two such steps are
 * known: who reads one when the next is given never holds a GPU up. TN_ERR_ARGUMENT for another. */
TN_API tn_status tn_parallel_read(tn_parallel *parallel, uint64_t step, double *loss,
                                  double *values, int n);
/* The same without gradients and without changing buffers: sums of losses and values. */
#ifndef __cplusplus
#define tn_parallel_evaluate(...) tn_parallel_evaluate_(__VA_ARGS__, .at = TN_HERE)
#define tn_parallel_evaluate_(...) \
    tn_parallel_evaluate_with(&(tn_parallel_step_args){.parallel = __VA_ARGS__})
#endif
TN_API tn_status tn_parallel_evaluate_with(const tn_parallel_step_args *args);

/* What a step costs, known without running one. */
typedef struct tn_parallel_cost {
    int buckets;
    int64_t parameters, elements; /* tensors; numbers in them */
    int64_t gradient_bytes;       /* of all buckets, padding included */
    int64_t wire_bytes;           /* sent by each rank in a step */
    int64_t working_bytes;        /* bucket storages and partial sums of this rank */
    int threads;                  /* shards of this rank that run at once */
} tn_parallel_cost;
TN_API tn_parallel_cost tn_parallel_cost_of(const tn_parallel *parallel);

/* Bytes at the peak of a shard's forward and backward pass, beside parameters, buffers and the
 * storages of buckets. Runs the function for the largest shard of args.step, here alone, without
 * data: the plan and all tensors that the function makes must be on the meta device. -1 with an
 * error. */
#ifndef __cplusplus
#define tn_parallel_shard_bytes(...) tn_parallel_shard_bytes_(__VA_ARGS__, .at = TN_HERE)
#define tn_parallel_shard_bytes_(...) \
    tn_parallel_shard_bytes_with(&(tn_parallel_step_args){.parallel = __VA_ARGS__})
#endif
TN_API int64_t tn_parallel_shard_bytes_with(const tn_parallel_step_args *args);

typedef struct tn_bucket_info {
    int64_t bytes, parameters;
    const char *first, *last; /* names of parameters, in the order of reduction */
    tn_dtype dtype;
} tn_bucket_info;
/* Bucket i; false past the last one. */
TN_API bool tn_parallel_bucket(const tn_parallel *parallel, int i, tn_bucket_info *out);

#ifdef __cplusplus
} /* extern "C" */

inline tn_parallel *tn_parallel_new(tn_named_list parameters,
                                    tn_parallel_args options = tn_parallel_args(),
                                    tn_site at = TN_CALLER) {
    options.parameters = parameters;
    options.at = at;
    return tn_parallel_new_with(&options);
}
inline tn_status tn_parallel_step(tn_parallel *parallel, tn_shard_loss *function, void *context,
                                  tn_parallel_step_args options = tn_parallel_step_args(),
                                  tn_site at = TN_CALLER) {
    options.parallel = parallel;
    options.function = function;
    options.context = context;
    options.at = at;
    return tn_parallel_step_with(&options);
}
inline tn_status tn_parallel_evaluate(tn_parallel *parallel, tn_shard_loss *function, void *context,
                                      tn_parallel_step_args options = tn_parallel_step_args(),
                                      tn_site at = TN_CALLER) {
    options.parallel = parallel;
    options.function = function;
    options.context = context;
    options.at = at;
    return tn_parallel_evaluate_with(&options);
}
inline int64_t tn_parallel_shard_bytes(tn_parallel *parallel, tn_shard_loss *function,
                                       void *context,
                                       tn_parallel_step_args options = tn_parallel_step_args(),
                                       tn_site at = TN_CALLER) {
    options.parallel = parallel;
    options.function = function;
    options.context = context;
    options.at = at;
    return tn_parallel_shard_bytes_with(&options);
}
#endif

#endif

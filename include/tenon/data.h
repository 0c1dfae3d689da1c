/* data.h: datasets and the loader that cuts them into batches.
 *
 *     tn_dataset *train = tn_dataset_fashion_mnist(true);
 *     tn_loader *loader =
 *         tn_loader_new(train, .batch = 128, .seed = 1, .mean = 0.286, .std = 0.353);
 *     for (int64_t step = 0; step < steps; step++) {
 *         TN_SCOPE(s);
 *         tn_batch batch;
 *         tn_loader_shard(loader, step, shard, 8, &batch);
 *         train_on(batch.inputs, batch.targets);
 *     }
 *     tn_loader_free(loader);
 *     tn_dataset_free(train);
 *
 * The order of rows is a function of seed and epoch, and a shard's rows one of step and shard: not
 * of ranks, threads or what was asked before. So a run resumes in mid-epoch by asking for the next
 * step. */
#ifndef TENON_DATA_H
#define TENON_DATA_H

#include <tenon/tensor.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Datasets -------------------------------------------------------------------------------- */

/* Rows of inputs with their targets. Does not change once made; several loaders may share it. */
typedef struct tn_dataset tn_dataset;

/* Rows along dim 0 of two CPU tensors with as many rows, which it keeps (copied when they are not
 * contiguous); targets may be NULL. NULL with an error, as all of these. */
TN_API tn_dataset *tn_dataset_tensors(tn_tensor *inputs, tn_tensor *targets);
/* Images and labels of a folder with the four IDX files of MNIST, gzip'd or not: inputs become f32
 * [rows, 1, height, width], targets i64 [rows]. */
TN_API tn_dataset *tn_dataset_idx(const char *folder, bool train);
/* The same from where Debian's dataset-fashion-mnist puts it. */
TN_API tn_dataset *tn_dataset_fashion_mnist(bool train);
/* A file as bytes for language models: row i is bytes [i * length, (i + 1) * length) as i64, its
 * targets are the bytes that follow each. Memory-mapped. */
TN_API tn_dataset *tn_dataset_text(const char *path, int64_t length);
/* Rows [begin, end) of another dataset, which may be freed before. */
TN_API tn_dataset *tn_dataset_slice(const tn_dataset *dataset, int64_t begin, int64_t end);
/* Loaders that use it must be freed before. NULL is allowed. */
TN_API void tn_dataset_free(tn_dataset *dataset);
TN_API int64_t tn_dataset_rows(const tn_dataset *dataset);
/* Of one row of a batch: dtype and shape, without the rows. Borrowed from the dataset. */
TN_API tn_ints tn_dataset_input_size(const tn_dataset *dataset);
/* Values that targets take: 1 + the largest of integer targets, 256 for text, 0 for others. */
TN_API int64_t tn_dataset_classes(const tn_dataset *dataset);

/* ---- The loader ------------------------------------------------------------------------------ */

typedef struct tn_loader tn_loader;

typedef struct tn_loader_args {
    const tn_dataset *dataset; /* borrowed until tn_loader_free() */
    int64_t batch;             /* rows of a global batch; 0: 32 */
    uint64_t seed;
    bool no_shuffle; /* rows in the order of the dataset */
    bool drop_last;  /* leave out the last batch of an epoch when it is not full */
    /* Image inputs: (value - mean) / std, where u8 values are divided by 255 first. std 0 means 1.
     * Tensor datasets are normalised when `normalize` is set, text never is. */
    bool normalize;
    double mean, std;
    tn_device device; /* where batches go; default: the CPU */
    tn_site at;
} tn_loader_args;
#ifndef __cplusplus
#define tn_loader_new(...)  tn_loader_new_(__VA_ARGS__, .at = TN_HERE)
#define tn_loader_new_(...) tn_loader_new_with(&(tn_loader_args){.dataset = __VA_ARGS__})
#endif
TN_API tn_loader *tn_loader_new_with(const tn_loader_args *args);
/* Ends prefetching; what it made and nobody took is dropped. NULL is allowed. */
TN_API void tn_loader_free(tn_loader *loader);

TN_API int64_t tn_loader_steps_per_epoch(const tn_loader *loader);
/* Rows of the global batch of a step: fewer than `batch` in the last step of an epoch. */
TN_API int64_t tn_loader_batch_rows(const tn_loader *loader, int64_t step);
/* Row `i` of the dataset's order in that epoch: what comes i-th. -1 and an error out of range. */
TN_API int64_t tn_loader_order(tn_loader *loader, int64_t epoch, int64_t i);

typedef struct tn_batch {
    tn_tensor *inputs;  /* scope-owned, [rows, …] */
    tn_tensor *targets; /* scope-owned; NULL when the dataset has none */
    int64_t rows;       /* of this shard; may be 0 */
    int64_t total_rows; /* of the global batch */
    int64_t epoch;
} tn_batch;

/* The rows of virtual shard `shard` of `shards` in global step `step` (counted over epochs):
 * [floor(rows * shard / shards), floor(rows * (shard + 1) / shards)) of the global batch.
 * Thread-safe. On an error *out is all zero. */
TN_API tn_status tn_loader_shard(tn_loader *loader, int64_t step, int shard, int shards,
                                 tn_batch *out);

typedef struct tn_prefetch_args {
    tn_loader *loader;
    int64_t step;       /* the first one */
    int64_t steps;      /* 0: without end */
    int shard, n_shard; /* shards [shard, shard + n_shard) of every step; 0: all */
    int shards;         /* 0: 1 */
    int threads;        /* 0: 1 */
    int depth;          /* steps to make ahead; 0: 2 */
    tn_site at;
} tn_prefetch_args;
/* Makes the shards of coming steps on threads of its own; tn_loader_shard takes them from there,
 * and makes itself what is not there: results are the same with and without. An error met while
 * making a shard is raised where that shard is asked for. Replaces a former prefetch. */
#ifndef __cplusplus
#define tn_loader_prefetch(...)  tn_loader_prefetch_(__VA_ARGS__, .at = TN_HERE)
#define tn_loader_prefetch_(...) tn_loader_prefetch_with(&(tn_prefetch_args){.loader = __VA_ARGS__})
#endif
TN_API tn_status tn_loader_prefetch_with(const tn_prefetch_args *args);

#ifdef __cplusplus
} /* extern "C" */

inline tn_loader *tn_loader_new(const tn_dataset *dataset,
                                tn_loader_args options = tn_loader_args(), tn_site at = TN_CALLER) {
    options.dataset = dataset;
    options.at = at;
    return tn_loader_new_with(&options);
}
inline tn_status tn_loader_prefetch(tn_loader *loader,
                                    tn_prefetch_args options = tn_prefetch_args(),
                                    tn_site at = TN_CALLER) {
    options.loader = loader;
    options.at = at;
    return tn_loader_prefetch_with(&options);
}
#endif

#endif

/* loader.h: the insides of datasets and loaders. */
#ifndef TNI_LOADER_H
#define TNI_LOADER_H

#include <tenon/data.h>

#include "tensor/handle.h"

#include <pthread.h>

/* ---- dataset.c ------------------------------------------------------------------------------- */

typedef enum tni_rows_kind {
    TNI_ROWS_TENSORS, /* as they are, normalised on request */
    TNI_ROWS_IMAGES,  /* inputs to f32, targets to i64 */
    TNI_ROWS_TEXT,    /* inputs are one long row of bytes; both become i64 */
} tni_rows_kind;

struct tn_dataset {
    tni_rows_kind kind;
    tn_tensor *inputs, *targets; /* kept; contiguous, on the CPU */
    int64_t first, rows;         /* rows [first, first + rows) of them */
    tni_shape row;               /* of one row of a batch */
    int64_t classes;
};

/* ---- order.c --------------------------------------------------------------------------------- */

/* The rows of one epoch in their order; counted, because the loader moves on while shards of the
 * former epoch are still being made. */
typedef struct tni_order {
    _Atomic int32_t refs;
    int64_t epoch;
    int64_t rows[];
} tni_order;
/* A permutation of `rows` rows that depends on (seed, epoch) only; NULL with an error. */
tni_order *tni_order_new(uint64_t seed, int64_t epoch, int64_t rows, bool shuffled);
void tni_order_drop(tni_order *order);

/* ---- batch.c --------------------------------------------------------------------------------- */

typedef struct tni_normalizer {
    bool active;
    float mean, std;
} tni_normalizer;
/* Inputs and targets of n rows of the dataset, scope-owned. False with an error. */
bool tni_batch_make(const tn_dataset *dataset, const tni_normalizer *normalizer, tn_device device,
                    const int64_t *rows, int64_t n, tn_batch *out);

/* ---- loader.c -------------------------------------------------------------------------------- */

enum { TNI_ORDERS_KEPT = 2 };
struct tn_loader {
    const tn_dataset *dataset;
    int64_t batch, steps_per_epoch;
    uint64_t seed;
    bool shuffled;
    tni_normalizer normalizer;
    tn_device device;
    pthread_mutex_t lock; /* guards orders */
    tni_order *orders[TNI_ORDERS_KEPT];
    struct tni_prefetch *prefetch;
};

/* Makes a shard on this thread. False with an error. */
bool tni_loader_make(tn_loader *loader, int64_t step, int shard, int shards, tn_batch *out);
/* Raises an error for a place that is not there. */
bool tni_loader_check(const tn_loader *loader, int64_t step, int shard, int shards);

/* ---- prefetch.c ------------------------------------------------------------------------------ */

typedef struct tni_prefetch tni_prefetch;
tni_prefetch *tni_prefetch_new(const tn_prefetch_args *args);
void tni_prefetch_free(tni_prefetch *prefetch);
/* Whether the shard came from the prefetch: then *out is filled, or the error that its thread met
 * is raised. */
bool tni_prefetch_take(tni_prefetch *prefetch, int64_t step, int shard, int shards, tn_batch *out);

#endif

/* loader.c: which rows belong to which step and shard.
 *
 * Invariant: what tn_loader_shard returns depends on its arguments and the loader's options alone,
 * not on earlier calls, threads or prefetching. */
#include "data/loader.h"

#include <math.h>

/* ---- Making and freeing ---------------------------------------------------------------------- */

static bool check_options(const tn_loader_args *args) {
    const char *bad = args->batch < 0                                 ? "batch is negative"
                      : !isfinite(args->mean) || !isfinite(args->std) ? "mean or std is not finite"
                                                                      : NULL;
    if (bad) {
        tni_fail(TN_ERR_ARGUMENT, "%s", bad);
        return false;
    }
    if (args->normalize && args->dataset->kind == TNI_ROWS_TENSORS &&
        tni_is_complex((tn_dtype)args->dataset->inputs->dtype)) {
        tni_fail(TN_ERR_DTYPE, "complex inputs cannot be normalised to f32; leave .normalize out");
        return false;
    }
    return true;
}

static int64_t steps_of(int64_t rows, int64_t batch, bool drop_last) {
    return rows / batch + (!drop_last && rows % batch != 0);
}

static tn_loader *loader_new(const tn_loader_args *args) {
    const tn_dataset *d = args->dataset;
    const int64_t batch = args->batch ? args->batch : 32;
    const int64_t steps = steps_of(d->rows, batch, args->drop_last);
    if (steps == 0) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "%lld rows do not make one batch of %lld",
                             (long long)d->rows, (long long)batch);
    }
    tn_loader *loader = tni_host_alloc_zeroed(sizeof *loader);
    if (!loader) {
        return NULL;
    }
    loader->dataset = d;
    loader->batch = batch;
    loader->steps_per_epoch = steps;
    loader->seed = args->seed;
    loader->shuffled = !args->no_shuffle;
    loader->device = args->device;
    loader->normalizer = (tni_normalizer){
        .active = d->kind == TNI_ROWS_IMAGES || (d->kind == TNI_ROWS_TENSORS && args->normalize),
        .mean = (float)args->mean,
        .std = args->std == 0 ? 1.0f : (float)args->std};
    pthread_mutex_init(&loader->lock, NULL);
    return loader;
}

tn_loader *tn_loader_new_with(const tn_loader_args *args) {
    TNI_CALL("loader_new", args->at);
    return tni_pending() || !args->dataset || !check_options(args) ? NULL : loader_new(args);
}

void tn_loader_free(tn_loader *loader) {
    if (!loader) {
        return;
    }
    tni_prefetch_free(loader->prefetch);
    for (int i = 0; i < TNI_ORDERS_KEPT; i++) {
        tni_order_drop(loader->orders[i]);
    }
    pthread_mutex_destroy(&loader->lock);
    tni_host_free(loader);
}

/* ---- Order ----------------------------------------------------------------------------------- */

/* Shards of neighbouring epochs are made at the same time: even and odd ones have a place each. */
static tni_order *order_of(tn_loader *loader, int64_t epoch) {
    pthread_mutex_lock(&loader->lock);
    tni_order **place = &loader->orders[epoch % TNI_ORDERS_KEPT];
    if (!*place || (*place)->epoch != epoch) {
        tni_order_drop(*place);
        *place = tni_order_new(loader->seed, epoch, loader->dataset->rows, loader->shuffled);
    }
    tni_order *order = *place;
    if (order) {
        atomic_fetch_add_explicit(&order->refs, 1, memory_order_relaxed);
    }
    pthread_mutex_unlock(&loader->lock);
    return order;
}

int64_t tn_loader_order(tn_loader *loader, int64_t epoch, int64_t i) {
    TNI_CALL("loader_order", ((tn_site){0}));
    if (tni_pending() || !loader) {
        return -1;
    }
    if (epoch < 0 || i < 0 || i >= loader->dataset->rows) {
        tni_fail(TN_ERR_ARGUMENT, "row %lld of epoch %lld was asked for; an epoch has %lld",
                 (long long)i, (long long)epoch, (long long)loader->dataset->rows);
        return -1;
    }
    tni_order *order = order_of(loader, epoch);
    const int64_t row = order ? order->rows[i] : -1;
    tni_order_drop(order);
    return row;
}

int64_t tn_loader_steps_per_epoch(const tn_loader *loader) {
    return loader ? loader->steps_per_epoch : 0;
}

int64_t tn_loader_batch_rows(const tn_loader *loader, int64_t step) {
    if (!loader || step < 0) {
        return 0;
    }
    const int64_t left = loader->dataset->rows - step % loader->steps_per_epoch * loader->batch;
    return left < loader->batch ? left : loader->batch;
}

/* ---- Shards ---------------------------------------------------------------------------------- */

/* floor(rows * shard / shards) without overflow. */
static int64_t cut(int64_t rows, int shard, int shards) {
    return rows / shards * shard + rows % shards * shard / shards;
}

bool tni_loader_check(const tn_loader *loader, int64_t step, int shard, int shards) {
    if (step < 0 || shards < 1 || shard < 0 || shard >= shards) {
        tni_fail(TN_ERR_ARGUMENT,
                 "shard %d of %d at step %lld does not exist (batches have %lld "
                 "rows)",
                 shard, shards, (long long)step, (long long)loader->batch);
        return false;
    }
    return true;
}

bool tni_loader_make(tn_loader *loader, int64_t step, int shard, int shards, tn_batch *out) {
    const int64_t epoch = step / loader->steps_per_epoch;
    tni_order *order = order_of(loader, epoch);
    if (!order) {
        return false;
    }
    const int64_t first = step % loader->steps_per_epoch * loader->batch;
    const int64_t total = tn_loader_batch_rows(loader, step);
    const int64_t begin = cut(total, shard, shards), end = cut(total, shard + 1, shards);
    *out = (tn_batch){.rows = end - begin, .total_rows = total, .epoch = epoch};
    const bool made = tni_batch_make(loader->dataset, &loader->normalizer, loader->device,
                                     order->rows + first + begin, end - begin, out);
    tni_order_drop(order);
    return made;
}

tn_status tn_loader_shard(tn_loader *loader, int64_t step, int shard, int shards, tn_batch *out) {
    TNI_CALL("loader_shard", ((tn_site){0}));
    if (out) {
        *out = (tn_batch){0};
    }
    if (tni_pending()) {
        return tni_pending();
    }
    if (!loader || !out) {
        return tni_fail(TN_ERR_ARGUMENT, "the %s is NULL", loader ? "batch" : "loader");
    }
    if (!tni_loader_check(loader, step, shard, shards)) {
        return tni_pending();
    }
    if (!loader->prefetch || !tni_prefetch_take(loader->prefetch, step, shard, shards, out)) {
        tni_loader_make(loader, step, shard, shards, out);
    }
    if (tni_pending()) {
        *out = (tn_batch){0};
    }
    return tni_pending();
}

/* ---- Prefetching ----------------------------------------------------------------------------- */

tn_status tn_loader_prefetch_with(const tn_prefetch_args *args) {
    TNI_CALL("loader_prefetch", args->at);
    if (tni_pending()) {
        return tni_pending();
    }
    if (!args->loader) {
        return tni_fail(TN_ERR_ARGUMENT, "the loader is NULL");
    }
    tni_prefetch_free(args->loader->prefetch);
    args->loader->prefetch = tni_prefetch_new(args);
    return tni_pending();
}

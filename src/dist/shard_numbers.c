/* shard_numbers.c: losses and values of shards on a device, where reading one would make the host
 * wait for the shard.
 *
 * Invariant: each local shard has a row of float64 sums, zero when a step begins: its loss, then
 * its values. They come to the host once, when the step is over and a rank asks for numbers, and
 * are summed over shards in the order of the tree. */
#include "dist/bucket.h"

#include <tenon/autograd.h>
#include <tenon/ops.h>

/* On a device: the number `i` of a row grows by the element of x. */
static bool add_number(tn_tensor *row, int i, tn_tensor *x) {
    TN_SCOPE(s);
    TN_NO_GRAD(quiet);
    tn_tensor *number = tn_select(row, 0, i);
    return number && tn_add_(number, tn_reshape(x, TN_SHAPE_0D));
}

tn_status tni_numbers_open(tn_parallel *p) {
    if (p->plan.device.type != TN_DEVICE_CUDA) {
        return TN_OK;
    }
    TN_SCOPE(s);
    if (p->numbers) {
        tn_zero_(p->numbers);
    } else {
        p->numbers = tn_keep(tn_zeros(TN_SHAPE(p->end - p->begin, TNI_VOTE_NUMBERS),
                                      .dtype = TN_F64, .device = p->plan.device));
    }
    return tni_pending();
}

tn_tensor *tni_numbers_of(const tn_parallel *p, int shard) {
    return p->numbers ? tn_select(p->numbers, 0, shard - p->begin) : NULL;
}

bool tni_numbers_add_loss(tn_tensor *row, double *numbers, tn_tensor *loss) {
    if (!loss) {
        return tn_ok();
    }
    if (row) {
        return add_number(row, 0, loss);
    }
    numbers[0] += tn_item(loss);
    return tn_ok();
}

tn_status tn_shard_add(const tn_shard *shard, int i, tn_tensor *x) {
    TNI_CALL("shard_add", ((tn_site){0}));
    if (tni_pending()) {
        return tni_pending();
    }
    if (!shard || !x || i < 0 || i >= TNI_VOTE_NUMBERS - 1 || tn_numel(x) != 1) {
        return tni_fail(TN_ERR_ARGUMENT,
                        "asked to add %lld elements to value %d of %s; give one element, the "
                        "shard, and a value from 0 to %d",
                        x ? (long long)tn_numel(x) : 0, i, shard ? "a shard" : "no shard",
                        TNI_VOTE_NUMBERS - 2);
    }
    if (shard->sums) {
        add_number(shard->sums, 1 + i, x);
    } else if (tn_device_of(x).type != TN_DEVICE_META) {
        shard->values[i] += tn_item(x);
    }
    return tni_pending();
}

/* ---- The end of a step ----------------------------------------------------------------------- */

static size_t rows_bytes(const tn_parallel *p) {
    return (size_t)(p->end - p->begin) * TNI_VOTE_NUMBERS * sizeof(double);
}

static void sum_rows(tn_parallel *p, double *rows, double numbers[TNI_VOTE_NUMBERS]) {
    const int shards = p->end - p->begin;
    for (int i = 0; i < shards; i++) {
        p->parts[i] = rows + (size_t)i * TNI_VOTE_NUMBERS;
    }
    tni_tree_reduce(p->parts, shards, TNI_VOTE_NUMBERS, TN_F64);
    for (int k = 0; k < TNI_VOTE_NUMBERS; k++) {
        numbers[k] += rows[k];
    }
}

static double *new_rows(const tn_parallel *p) {
    double *rows = tni_host_alloc(rows_bytes(p));
    if (!rows && !tni_pending()) {
        tni_fail(TN_ERR_MEMORY, "no memory for the losses of %d shards", p->end - p->begin);
    }
    return rows;
}

tn_status tni_numbers_read(tn_parallel *p, double numbers[TNI_VOTE_NUMBERS]) {
    double *rows = p->numbers && !tni_pending() ? new_rows(p) : NULL;
    if (rows && tn_copy_to_host(p->numbers, rows, rows_bytes(p)) == TN_OK) {
        sum_rows(p, rows, numbers);
    }
    tni_host_free(rows);
    return tni_pending();
}

/* ---- Steps that are read later --------------------------------------------------------------- */

static void forget(tni_kept_numbers *kept) {
    tn_fetch_end(kept->fetch, NULL, 0);
    *kept = (tni_kept_numbers){0};
}

tn_status tni_numbers_keep(tn_parallel *p, uint64_t step, const double *numbers) {
    tni_kept_numbers *kept = &p->kept[p->next_kept++ % TNI_KEPT_STEPS];
    forget(kept);
    kept->fetch = p->numbers ? tn_fetch_begin(p->numbers) : NULL;
    kept->is_there = tni_pending() == TN_OK;
    kept->step = step;
    memcpy(kept->numbers, numbers, sizeof kept->numbers);
    return tni_pending();
}

static tni_kept_numbers *find_kept(tn_parallel *p, uint64_t step) {
    for (int i = 0; i < TNI_KEPT_STEPS; i++) {
        if (p->kept[i].is_there && p->kept[i].step == step) {
            return &p->kept[i];
        }
    }
    return TNI_FAIL_NULL(TN_ERR_ARGUMENT,
                         "step %llu is none of the latest %d that were taken with .read_later",
                         (unsigned long long)step, TNI_KEPT_STEPS);
}

const double *tni_numbers_kept(tn_parallel *p, uint64_t step) {
    tni_kept_numbers *kept = tni_pending() ? NULL : find_kept(p, step);
    if (!kept || !kept->fetch) {
        return kept ? kept->numbers : NULL;
    }
    double *rows = new_rows(p);
    const tn_status status = tn_fetch_end(kept->fetch, rows, rows_bytes(p));
    kept->fetch = NULL;
    kept->is_there = status == TN_OK;
    if (status == TN_OK) {
        sum_rows(p, rows, kept->numbers);
    }
    tni_host_free(rows);
    return status == TN_OK ? kept->numbers : NULL;
}

void tni_numbers_close(tn_parallel *p) {
    for (int i = 0; i < TNI_KEPT_STEPS; i++) {
        forget(&p->kept[i]);
    }
    tn_drop(p->numbers);
}

/* Datasets and the loader: order, shards, uneven batches, resume, and prefetch against direct. */
#include "io_support.h"

#include <tenon/data.h>

enum { ROWS = 103, BATCH = 10, EPOCH = 11 };

/* Row i of inputs is {i, 2 i}, its target i. */
static tn_dataset *numbered(int64_t rows) {
    TN_SCOPE(s);
    const int64_t sizes[] = {rows, 2};
    tn_tensor *inputs = counting(TN_F32, sizes, 2), *targets = counting(TN_I64, sizes, 1);
    for (int64_t i = 0; i < rows; i++) {
        ((float *)tn_data(inputs))[2 * i] = (float)i;
        ((float *)tn_data(inputs))[2 * i + 1] = (float)(2 * i);
        ((int64_t *)tn_data(targets))[i] = i;
    }
    tn_dataset *d = tn_dataset_tensors(inputs, targets);
    cr_assert(d);
    return d;
}

static const int64_t *targets_of(const tn_batch *b) {
    return tn_const_data(b->targets);
}

static void expect_batches_equal(const tn_batch *a, const tn_batch *b) {
    cr_expect_eq(a->rows, b->rows);
    cr_expect_eq(a->total_rows, b->total_rows);
    cr_expect_eq(a->epoch, b->epoch);
    expect_same(a->inputs, b->inputs);
    expect_same(a->targets, b->targets);
}

/* ---- Order ----------------------------------------------------------------------------------- */

Test(loader, visits_every_row_once_an_epoch) {
    tn_dataset *d = numbered(ROWS);
    tn_loader *loader = tn_loader_new(d, .batch = BATCH, .seed = 5);
    cr_expect_eq(tn_loader_steps_per_epoch(loader), EPOCH);
    for (int epoch = 0; epoch < 3; epoch++) {
        int seen[ROWS] = {0};
        for (int step = 0; step < EPOCH; step++) {
            TN_SCOPE(s);
            tn_batch b;
            cr_assert_eq(tn_loader_shard(loader, epoch * EPOCH + step, 0, 1, &b), TN_OK);
            cr_expect_eq(b.epoch, epoch);
            cr_expect_eq(b.rows, step == EPOCH - 1 ? 3 : BATCH);
            for (int64_t i = 0; i < b.rows; i++) {
                const int64_t row = targets_of(&b)[i];
                seen[row]++;
                cr_expect_eq(((const float *)tn_const_data(b.inputs))[2 * i + 1],
                             2.0f * (float)row);
                cr_expect_eq(tn_loader_order(loader, epoch, step * BATCH + i), row);
            }
        }
        for (int i = 0; i < ROWS; i++) {
            cr_expect_eq(seen[i], 1);
        }
    }
    tn_loader_free(loader);
    tn_dataset_free(d);
    expect_ok();
}

Test(loader, orders_by_seed_and_epoch_only) {
    tn_dataset *d = numbered(ROWS);
    tn_loader *a = tn_loader_new(d, .batch = BATCH, .seed = 5);
    tn_loader *b = tn_loader_new(d, .batch = 7, .seed = 5);
    tn_loader *c = tn_loader_new(d, .batch = BATCH, .seed = 6);
    int epochs_differ = 0, seeds_differ = 0;
    for (int64_t i = 0; i < ROWS; i++) {
        const int64_t row = tn_loader_order(a, 3, i);
        cr_expect_eq(tn_loader_order(b, 3, i), row);
        epochs_differ += tn_loader_order(a, 4, i) != row;
        seeds_differ += tn_loader_order(c, 3, i) != row;
    }
    cr_expect_gt(epochs_differ, ROWS / 2);
    cr_expect_gt(seeds_differ, ROWS / 2);
    tn_loader_free(a);
    tn_loader_free(b);
    tn_loader_free(c);
    tn_dataset_free(d);
}

/* The order is part of what a checkpoint promises: a later version must not change it. */
Test(loader, keeps_its_order_from_version_to_version) {
    tn_dataset *d = numbered(8);
    tn_loader *loader = tn_loader_new(d, .batch = 8, .seed = 1);
    char order[9] = "";
    for (int64_t i = 0; i < 8; i++) {
        order[i] = (char)('0' + tn_loader_order(loader, 0, i));
    }
    cr_expect_str_eq(order, "30524716");
    tn_loader_free(loader);
    tn_dataset_free(d);
}

Test(loader, puts_every_row_in_every_place_equally_often) {
    enum { N = 5, EPOCHS = 20000 };
    tn_dataset *d = numbered(N);
    tn_loader *loader = tn_loader_new(d, .batch = N, .seed = 3);
    int count[N][N] = {{0}};
    for (int64_t epoch = 0; epoch < EPOCHS; epoch++) {
        for (int64_t i = 0; i < N; i++) {
            count[tn_loader_order(loader, epoch, i)][i]++;
        }
    }
    for (int i = 0; i < N * N; i++) { /* 4000 expected; 5 standard deviations are 283 */
        cr_expect(abs(count[i / N][i % N] - EPOCHS / N) < 283, "%d", count[i / N][i % N]);
    }
    tn_loader_free(loader);
    tn_dataset_free(d);
}

Test(loader, keeps_the_order_of_rows_without_shuffle) {
    TN_SCOPE(s);
    tn_dataset *d = numbered(ROWS);
    tn_loader *loader = tn_loader_new(d, .batch = BATCH, .no_shuffle = true);
    tn_batch b;
    tn_loader_shard(loader, EPOCH + 2, 0, 1, &b);
    cr_expect_eq(targets_of(&b)[3], 23);
    tn_loader_free(loader);
    tn_dataset_free(d);
}

Test(loader, drops_the_last_batch_on_request) {
    tn_dataset *d = numbered(ROWS);
    tn_loader *loader = tn_loader_new(d, .batch = BATCH, .drop_last = true);
    cr_expect_eq(tn_loader_steps_per_epoch(loader), EPOCH - 1);
    cr_expect_eq(tn_loader_batch_rows(loader, EPOCH - 2), BATCH);
    tn_loader_free(loader);
    tn_dataset_free(d);
}

/* ---- Shards ---------------------------------------------------------------------------------- */

/* The shards of a step, one after another, are its batch: for any number of shards. */
static void check_shards(int shards) {
    tn_dataset *d = numbered(ROWS);
    tn_loader *loader = tn_loader_new(d, .batch = BATCH, .seed = 9);
    for (int64_t step = 0; step < EPOCH; step++) {
        TN_SCOPE(s);
        tn_batch whole, part;
        int64_t at = 0;
        tn_loader_shard(loader, step, 0, 1, &whole);
        for (int k = 0; k < shards; k++) {
            cr_assert_eq(tn_loader_shard(loader, step, k, shards, &part), TN_OK);
            cr_expect_eq(part.total_rows, whole.rows);
            cr_expect_eq(tn_size(part.inputs, 0), part.rows);
            cr_expect(part.rows - whole.rows / shards <= 1);
            for (int64_t i = 0; i < part.rows; i++) {
                cr_expect_eq(targets_of(&part)[i], targets_of(&whole)[at++]);
            }
        }
        cr_expect_eq(at, whole.rows);
    }
    tn_loader_free(loader);
    tn_dataset_free(d);
    expect_ok();
}

#define SHARDS_TEST(n)                             \
    Test(loader, cuts_batches_into_##n##_shards) { \
        check_shards(n);                           \
    }
SHARDS_TEST(1)
SHARDS_TEST(2)
SHARDS_TEST(3)
SHARDS_TEST(4)
SHARDS_TEST(8)
SHARDS_TEST(16)

Test(loader, resumes_in_mid_epoch) {
    TN_SCOPE(s);
    tn_dataset *d = numbered(ROWS);
    tn_loader *a = tn_loader_new(d, .batch = BATCH, .seed = 2);
    tn_batch x, y;
    for (int64_t step = 0; step <= 17; step++) {
        tn_loader_shard(a, step, 1, 4, &x);
    }
    tn_loader *b = tn_loader_new(d, .batch = BATCH, .seed = 2);
    tn_loader_shard(b, 17, 1, 4, &y);
    expect_batches_equal(&x, &y);
    tn_loader_free(a);
    tn_loader_free(b);
    tn_dataset_free(d);
}

/* ---- Datasets -------------------------------------------------------------------------------- */

static void put_be32(char *out, uint32_t value) {
    for (int i = 0; i < 4; i++) {
        out[i] = (char)(value >> (24 - 8 * i));
    }
}

/* A folder of 6 images of 2x2 pixels with value 10 i + j, and their labels i % 3. */
static const char *image_folder(void) {
    char images[16 + 24] = "\0\0\10\3", labels[8 + 6] = "\0\0\10\1";
    put_be32(images + 4, 6);
    put_be32(images + 8, 2);
    put_be32(images + 12, 2);
    put_be32(labels + 4, 6);
    for (int i = 0; i < 24; i++) {
        images[16 + i] = (char)(10 * (i / 4) + i % 4);
        labels[8 + i / 4] = (char)(i / 4 % 3);
    }
    write_file(scratch("train-images-idx3-ubyte"), images, sizeof images);
    write_file(scratch("train-labels-idx1-ubyte"), labels, sizeof labels);
    return scratch_folder;
}

Test(dataset, reads_a_folder_of_images) {
    TN_SCOPE(s);
    tn_dataset *d = tn_dataset_idx(image_folder(), true);
    expect_ok();
    cr_assert(d);
    cr_expect_eq(tn_dataset_rows(d), 6);
    cr_expect_eq(tn_dataset_classes(d), 3);
    cr_expect_eq(tn_dataset_input_size(d).count, 3);
    tn_loader *loader = tn_loader_new(d, .batch = 6, .no_shuffle = true, .mean = 0.25, .std = 0.5);
    tn_batch b;
    cr_assert_eq(tn_loader_shard(loader, 0, 0, 1, &b), TN_OK);
    cr_expect_eq(tn_dtype_of(b.inputs), TN_F32);
    cr_expect_eq(tn_ndim(b.inputs), 4);
    cr_expect_eq(tn_size(b.inputs, 1), 1);
    const float *x = tn_const_data(b.inputs);
    for (int i = 0; i < 24; i++) {
        const int pixel = 10 * (i / 4) + i % 4;
        cr_expect_eq(x[i], ((float)pixel / 255.0f - 0.25f) / 0.5f);
    }
    cr_expect_eq(targets_of(&b)[5], 2);
    tn_loader_free(loader);
    tn_dataset_free(d);
    scratch_remove();
}

Test(dataset, names_what_a_folder_lacks) {
    scratch("");
    cr_expect_null(tn_dataset_idx(scratch_folder, true));
    expect_error(TN_ERR_IO, "neither 'train-images-idx3-ubyte' nor 'train-images-idx3-ubyte.gz'");
    image_folder();
    cr_expect_null(tn_dataset_idx(scratch_folder, false));
    expect_error(TN_ERR_IO, "neither 't10k-images-idx3-ubyte'");
    write_file(scratch("train-labels-idx1-ubyte"), "\0\0\10\1\0\0\0\2ab", 10);
    cr_expect_null(tn_dataset_idx(scratch_folder, true));
    expect_error(TN_ERR_SHAPE, "inputs have 6 rows and targets 2");
    scratch_remove();
}

Test(dataset, reads_fashion_mnist) {
    tn_dataset *d = tn_dataset_fashion_mnist(false);
    expect_ok();
    cr_expect_eq(tn_dataset_rows(d), 10000);
    cr_expect_eq(tn_dataset_classes(d), 10);
    tn_dataset_free(d);
}

Test(dataset, cuts_text_into_rows_with_the_bytes_that_follow) {
    TN_SCOPE(s);
    write_file(scratch("text"), "abcdefghij", 10);
    tn_dataset *d = tn_dataset_text(scratch("text"), 3);
    cr_expect_eq(tn_dataset_rows(d), 3);
    cr_expect_eq(tn_dataset_classes(d), 256);
    tn_loader *loader = tn_loader_new(d, .batch = 3, .no_shuffle = true);
    tn_batch b;
    cr_assert_eq(tn_loader_shard(loader, 0, 0, 1, &b), TN_OK);
    const int64_t *x = tn_const_data(b.inputs), *y = targets_of(&b);
    for (int i = 0; i < 9; i++) {
        cr_expect_eq(x[i], 'a' + i);
        cr_expect_eq(y[i], 'b' + i);
    }
    tn_loader_free(loader);
    tn_dataset_free(d);
    cr_expect_null(tn_dataset_text(scratch("text"), 10));
    expect_error(TN_ERR_ARGUMENT, "has 10 bytes, too few for one row of 10");
    cr_expect_null(tn_dataset_text(scratch("text"), 0));
    expect_error(TN_ERR_ARGUMENT, "makes no rows");
    scratch_remove();
}

Test(dataset, slices_rows) {
    TN_SCOPE(s);
    tn_dataset *d = numbered(ROWS), *part = tn_dataset_slice(d, 20, 23);
    tn_dataset *inner = tn_dataset_slice(part, 1, 3);
    tn_dataset_free(d);
    tn_dataset_free(part);
    cr_expect_eq(tn_dataset_rows(inner), 2);
    tn_loader *loader = tn_loader_new(inner, .batch = 2, .no_shuffle = true);
    tn_batch b;
    tn_loader_shard(loader, 0, 0, 1, &b);
    cr_expect_eq(targets_of(&b)[0], 21);
    cr_expect_eq(targets_of(&b)[1], 22);
    cr_expect_null(tn_dataset_slice(inner, 1, 3));
    expect_error(TN_ERR_ARGUMENT, "rows [1, 3) were asked for, there are 2");
    tn_loader_free(loader);
    tn_dataset_free(inner);
}

Test(dataset, copies_strided_tensors) {
    TN_SCOPE(s);
    const int64_t sizes[] = {2, 3};
    tn_tensor *t = counting(TN_I32, sizes, 2);
    tn_tensor *turned = tni_view(t, 2, (int64_t[]){3, 2}, (int64_t[]){1, 3}, 0);
    tn_dataset *d = tn_dataset_tensors(turned, NULL);
    tn_loader *loader = tn_loader_new(d, .batch = 3, .no_shuffle = true);
    tn_batch b;
    cr_assert_eq(tn_loader_shard(loader, 0, 0, 1, &b), TN_OK);
    expect_same(b.inputs, turned);
    cr_expect_null(b.targets);
    tn_loader_free(loader);
    tn_dataset_free(d);
}

Test(dataset, normalises_tensors_on_request) {
    TN_SCOPE(s);
    tn_dataset *d = numbered(4);
    tn_loader *loader =
        tn_loader_new(d, .batch = 4, .no_shuffle = true, .normalize = true, .mean = 1, .std = 2);
    tn_batch b;
    cr_assert_eq(tn_loader_shard(loader, 0, 0, 1, &b), TN_OK);
    cr_expect_eq(((const float *)tn_const_data(b.inputs))[7], (6.0f - 1) / 2);
    tn_loader_free(loader);
    tn_dataset_free(d);
}

Test(loader, refuses_what_makes_no_batches) {
    TN_SCOPE(s);
    tn_dataset *d = numbered(4);
    tn_batch b;
    cr_expect_null(tn_loader_new(d, .batch = -1));
    expect_error(TN_ERR_ARGUMENT, "batch is negative");
    cr_expect_null(tn_loader_new(d, .batch = 5, .drop_last = true));
    expect_error(TN_ERR_ARGUMENT, "4 rows do not make one batch of 5");
    tn_loader *loader = tn_loader_new(d, .batch = 2);
    cr_expect_eq(tn_loader_shard(loader, 0, 3, 3, &b), TN_ERR_ARGUMENT);
    expect_error(TN_ERR_ARGUMENT, "shard 3 of 3 at step 0 does not exist");
    cr_expect_eq(tn_loader_shard(loader, -1, 0, 1, &b), TN_ERR_ARGUMENT);
    expect_error(TN_ERR_ARGUMENT, "at step -1");
    cr_expect_eq(tn_loader_order(loader, 0, 4), -1);
    expect_error(TN_ERR_ARGUMENT, "row 4 of epoch 0");
    cr_expect_eq(tn_loader_prefetch(loader, .shards = 2, .shard = 1, .n_shard = 2),
                 TN_ERR_ARGUMENT);
    expect_error(TN_ERR_ARGUMENT, "shard 2 of 2");
    tn_loader_free(loader);
    const int64_t sizes[] = {3};
    cr_expect_null(tn_dataset_tensors(counting(TN_F32, sizes, 0), NULL));
    expect_error(TN_ERR_SHAPE, "inputs has none");
    cr_expect_null(
        tn_dataset_tensors(counting(TN_F32, sizes, 1), counting(TN_F32, (int64_t[]){4}, 1)));
    expect_error(TN_ERR_SHAPE, "inputs have 3 rows and targets 4");
    tn_dataset_free(d);
}

Test(loader, takes_null_for_nothing) {
    tn_dataset_free(NULL);
    tn_loader_free(NULL);
    cr_expect_null(tn_dataset_tensors(NULL, NULL));
    cr_expect_null(tn_loader_new(NULL));
    cr_expect_eq(tn_dataset_rows(NULL), 0);
    cr_expect_eq(tn_loader_steps_per_epoch(NULL), 0);
    expect_ok();
}

/* ---- Prefetch -------------------------------------------------------------------------------- */

/* Two epochs with and without: the same batches, whatever the threads and the order of asking. */
static void check_prefetch(int threads, int depth, bool backwards) {
    enum { SHARDS = 4 };
    tn_dataset *d = numbered(ROWS);
    tn_loader *direct = tn_loader_new(d, .batch = BATCH, .seed = 4);
    tn_loader *ahead = tn_loader_new(d, .batch = BATCH, .seed = 4);
    cr_assert_eq(tn_loader_prefetch(ahead, .shards = SHARDS, .threads = threads, .depth = depth),
                 TN_OK);
    for (int64_t step = 0; step < 2 * EPOCH; step++) {
        for (int k = 0; k < SHARDS; k++) {
            TN_SCOPE(s);
            tn_batch x, y;
            const int shard = backwards ? SHARDS - 1 - k : k;
            cr_assert_eq(tn_loader_shard(direct, step, shard, SHARDS, &x), TN_OK);
            cr_assert_eq(tn_loader_shard(ahead, step, shard, SHARDS, &y), TN_OK);
            expect_batches_equal(&x, &y);
        }
    }
    tn_loader_free(ahead);
    tn_loader_free(direct);
    tn_dataset_free(d);
    expect_ok();
}

Test(prefetch, equals_direct_with_one_thread, .timeout = 60) {
    check_prefetch(1, 1, false);
}

Test(prefetch, equals_direct_with_three_threads, .timeout = 60) {
    check_prefetch(3, 2, false);
}

Test(prefetch, equals_direct_when_shards_are_asked_for_backwards, .timeout = 60) {
    check_prefetch(2, 1, true);
}

Test(prefetch, makes_only_the_shards_of_a_rank, .timeout = 60) {
    tn_dataset *d = numbered(ROWS);
    tn_loader *loader = tn_loader_new(d, .batch = BATCH, .seed = 4);
    tn_loader_prefetch(loader, .step = 3, .steps = 2, .shards = 4, .shard = 2, .n_shard = 2);
    tn_loader *direct = tn_loader_new(d, .batch = BATCH, .seed = 4);
    for (int64_t step = 2; step < 7; step++) {
        for (int k = 0; k < 4; k++) {
            TN_SCOPE(s);
            tn_batch x, y;
            tn_loader_shard(loader, step, k, 4, &x);
            tn_loader_shard(direct, step, k, 4, &y);
            expect_batches_equal(&x, &y);
        }
    }
    tn_loader_free(loader);
    tn_loader_free(direct);
    tn_dataset_free(d);
}

Test(prefetch, gives_a_shard_twice_when_it_is_asked_for_twice, .timeout = 60) {
    TN_SCOPE(s);
    tn_dataset *d = numbered(ROWS);
    tn_loader *loader = tn_loader_new(d, .batch = BATCH, .seed = 4);
    tn_batch x, y;
    tn_loader_prefetch(loader, .depth = 3);
    tn_loader_shard(loader, 1, 0, 1, &x);
    tn_loader_shard(loader, 1, 0, 1, &y);
    expect_batches_equal(&x, &y);
    tn_loader_shard(loader, 900, 0, 1, &x);
    expect_ok();
    tn_loader_free(loader);
    tn_dataset_free(d);
}

Test(prefetch, ends_while_threads_wait_and_work, .timeout = 60) {
    tn_dataset *d = numbered(ROWS);
    for (int i = 0; i < 50; i++) {
        tn_loader *loader = tn_loader_new(d, .batch = BATCH);
        tn_loader_prefetch(loader, .threads = 3, .depth = 4);
        if (i % 2) {
            tn_loader_prefetch(loader, .threads = 2, .step = 5);
        }
        tn_loader_free(loader);
    }
    tn_dataset_free(d);
    expect_ok();
}

Test(prefetch, raises_an_error_where_its_shard_is_asked_for, .timeout = 60) {
    TN_SCOPE(s);
    tn_dataset *d = numbered(ROWS);
    tn_loader *loader = tn_loader_new(d, .batch = BATCH, .device = TN_CUDA(77));
    tn_batch b;
    tn_loader_prefetch(loader, .threads = 2);
    expect_ok();
    for (int64_t step = 0; step < 3; step++) {
        cr_expect_neq(tn_loader_shard(loader, step, 0, 1, &b), TN_OK);
        cr_expect_null(b.inputs);
        cr_expect(tn_error_take(NULL));
    }
    tn_loader_free(loader);
    tn_dataset_free(d);
}

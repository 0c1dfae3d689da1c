/* Launches raise the stamps of the storages that they touch: written ones and read ones. */
#include "schedule/launch.h"
#include "tensor/handle.h"

#include <tenon/autograd.h>
#include <tenon/ops.h>
#include <tenon/optim.h>

#include <criterion/criterion.h>

static tn_tensor *numbers(int64_t rows, int64_t columns) {
    tn_tensor *t = tn_empty(TN_SHAPE(rows, columns));
    for (int64_t i = 0; i < rows * columns; i++) {
        ((float *)tn_data(t))[i] = (float)(i * 7 % 11);
    }
    return t;
}

static uint64_t host_count(void) {
    return tni_launch_count(TN_DEVICE_CPU);
}

static uint64_t written(const tn_tensor *t) {
    return tni_stamp_count(&t->storage->stamps.written, TNI_HOST_STREAM);
}

static uint64_t read_at(const tn_tensor *t) {
    return tni_stamp_count(&t->storage->stamps.read, TNI_HOST_STREAM);
}

/* ---- One op ---------------------------------------------------------------------------------- */

Test(stamps, a_new_storage_has_none) {
    TN_SCOPE(s);
    tn_tensor *t = tn_empty(TN_SHAPE(3));
    cr_assert_eq(written(t), 0u);
    cr_assert_eq(read_at(t), 0u);
}

Test(stamps, whatever_lay_there_before_is_gone) {
    tni_stamps stamps;
    memset(&stamps, 0xff, sizeof stamps);
    tni_stamps_init(&stamps);
    cr_expect_eq(tni_stamp_count(&stamps.written, TNI_HOST_STREAM), 0u);
    cr_expect_eq(tni_stamp_count(&stamps.read, TNI_HOST_STREAM), 0u);
    cr_expect_eq(tni_stamps_last(&stamps).n, 0u);
    cr_expect_eq(tni_stamps_written(&stamps).n, 0u);
}

Test(stamps, an_op_writes_its_result_and_reads_its_operands) {
    TN_SCOPE(s);
    tn_tensor *a = numbers(2, 3), *b = numbers(2, 3);
    tn_tensor *c = tn_add(a, b);
    const uint64_t count = host_count();
    cr_assert_eq(written(c), count);
    cr_assert_eq(read_at(a), count);
    cr_assert_eq(read_at(b), count);
    cr_assert_eq(read_at(c), 0u);
    cr_assert_eq(written(a), 0u);
}

Test(stamps, later_launches_have_greater_counts) {
    TN_SCOPE(s);
    tn_tensor *a = numbers(2, 3);
    tn_tensor *b = tn_exp(a), *c = tn_exp(b);
    cr_assert_gt(written(c), written(b));
    cr_assert_eq(read_at(b), written(c));
}

Test(stamps, an_in_place_op_writes_its_operand) {
    TN_SCOPE(s);
    tn_tensor *a = numbers(2, 3), *b = numbers(2, 3);
    tn_mul_(a, b);
    cr_assert_eq(written(a), host_count());
    cr_assert_eq(read_at(b), host_count());
    cr_assert_eq(written(b), 0u);
}

Test(stamps, views_share_those_of_their_storage) {
    TN_SCOPE(s);
    tn_tensor *a = numbers(4, 4);
    tn_fill_(tn_narrow(a, 0, 1, 2), 3.0);
    cr_assert_eq(written(a), host_count());
}

Test(stamps, numbers_have_none_and_broadcast_operands_do) {
    TN_SCOPE(s);
    tn_tensor *a = numbers(4, 4), *row = numbers(1, 4);
    tn_tensor *b = tn_add(tn_mul(a, 2.0), row);
    cr_assert_eq(read_at(row), written(b));
    cr_assert_gt(read_at(a), 0u);
}

/* ---- Every kernel family --------------------------------------------------------------------- */

typedef struct touched {
    tn_tensor *out, *in, *other; /* other may be NULL */
} touched;

static touched product(void) {
    tn_tensor *a = numbers(3, 4), *b = numbers(4, 2);
    return (touched){tn_matmul(a, b), a, b};
}
static touched total(void) {
    tn_tensor *a = numbers(3, 4);
    return (touched){tn_sum(a, .dim = TN_DIMS(1)), a, NULL};
}
static touched running(void) {
    tn_tensor *a = numbers(3, 4);
    return (touched){tn_cumsum(a, 1), a, NULL};
}
static touched soft(void) {
    tn_tensor *a = numbers(3, 4);
    return (touched){tn_softmax(a, 1), a, NULL};
}
static touched normed(void) {
    tn_tensor *a = numbers(3, 4), *weight = numbers(1, 4);
    return (touched){tn_layer_norm(a, TN_SHAPE(4), 1e-5, .weight = tn_view(weight, TN_SHAPE(4))), a,
                     weight};
}
static touched sorted(void) {
    tn_tensor *a = numbers(3, 4);
    return (touched){tn_sort(a, 1).indices, a, NULL};
}
static touched picked(void) {
    tn_tensor *a = numbers(3, 4), *index = tn_zeros(TN_SHAPE(2), .dtype = TN_I64);
    return (touched){tn_index_select(a, 0, index), a, index};
}
static touched gathered(void) {
    tn_tensor *a = numbers(3, 4), *index = tn_zeros(TN_SHAPE(2, 2), .dtype = TN_I64);
    return (touched){tn_gather(a, 1, index), a, index};
}
static touched scattered(void) {
    tn_tensor *a = numbers(3, 4), *index = tn_zeros(TN_SHAPE(2, 2), .dtype = TN_I64);
    tn_tensor *from = numbers(2, 2);
    return (touched){tn_scatter_add_(a, 1, index, from), from, index};
}
static touched convolved(void) {
    tn_tensor *x = tn_view(numbers(4, 4), TN_SHAPE(1, 1, 4, 4));
    tn_tensor *weight = tn_view(numbers(3, 3), TN_SHAPE(1, 1, 3, 3));
    return (touched){tn_conv2d(x, weight), x, weight};
}
static touched pooled(void) {
    tn_tensor *x = tn_view(numbers(4, 4), TN_SHAPE(1, 1, 4, 4));
    return (touched){tn_max_pool2d_with_indices(x, TN_SHAPE(2)).indices, x, NULL};
}
static touched searched(void) {
    tn_tensor *edges = tn_arange(5.0), *values = numbers(2, 3);
    return (touched){tn_searchsorted(edges, values), edges, values};
}
static touched ranged(void) {
    return (touched){tn_arange(5.0), NULL, NULL};
}
static touched random_numbers(void) {
    return (touched){tn_randn(TN_SHAPE(5)), NULL, NULL};
}
static touched filled(void) {
    return (touched){tn_ones(TN_SHAPE(5)), NULL, NULL};
}
static touched copied(void) {
    tn_tensor *a = numbers(3, 4);
    return (touched){tn_contiguous(tn_t(a)), a, NULL};
}

static void check(touched (*run)(void)) {
    TN_SCOPE(s);
    const uint64_t before = host_count();
    const touched t = run();
    cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
    cr_assert(written(t.out) > before && written(t.out) <= host_count());
    const tn_tensor *const in[] = {t.in, t.other};
    for (int i = 0; i < 2; i++) {
        cr_assert(!in[i] || (read_at(in[i]) > before && read_at(in[i]) <= host_count()),
                  "operand %d was not read", i);
    }
}

#define FAMILY(name, run)                                 \
    Test(stamps, name##_stamps_its_result_and_operands) { \
        check(run);                                       \
    }
FAMILY(matmul, product)
FAMILY(reduce, total)
FAMILY(scan, running)
FAMILY(softmax, soft)
FAMILY(norm, normed)
FAMILY(sort, sorted)
FAMILY(rows, picked)
FAMILY(gather, gathered)
FAMILY(scatter, scattered)
FAMILY(conv, convolved)
FAMILY(pool, pooled)
FAMILY(search, searched)
FAMILY(range, ranged)
FAMILY(random, random_numbers)
FAMILY(fill, filled)
FAMILY(copy, copied)

Test(stamps, an_optimiser_writes_parameters_and_reads_gradients) {
    TN_SCOPE(s);
    tn_tensor *p = tn_set_requires_grad(numbers(2, 3), true);
    const tn_named list[] = {{"p", p}};
    const tn_optim_options options = tn_adamw_defaults();
    tn_optim *optim = tn_optim_new((tn_named_list){list, 1}, &options);
    tn_backward(tn_sum(tn_mul(p, p)));
    cr_assert_eq(tn_optim_step(optim), TN_OK);
    cr_assert_eq(written(p), host_count());
    cr_assert_eq(read_at(tn_grad(p)), host_count());
    tn_optim_free(optim);
}

/* ---- Records --------------------------------------------------------------------------------- */

static uint32_t n_stamps, n_written;

static void watch(const tni_launch_record *record, void *context) {
    (void)context;
    n_stamps = record->n_operands;
    n_written = record->n_written;
}

Test(stamps, records_name_what_is_written_first) {
    TN_SCOPE(s);
    tn_tensor *a = numbers(2, 3), *b = numbers(2, 3);
    tni_observe_launches(watch, NULL);
    tn_add(a, b);
    cr_assert_eq(n_written, 1u);
    cr_assert_eq(n_stamps, 3u);
    tn_max_dim(a, 1);
    cr_assert_eq(n_written, 2u);
    tni_observe_launches(NULL, NULL);
}

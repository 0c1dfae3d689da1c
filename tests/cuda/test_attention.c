/* Attention in half floats on tensor cores against the host's in f64, within what rounding weights
 * and results to their dtype may cost, and where its operands lie. */
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>

#include <math.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};

typedef struct shapes {
    int64_t queries, keys, size, value_size;
    bool causal, masked;
} shapes;

/* Several tiles of 64 each way, with and without a rest; rows that are no multiple of 16 bytes. */
static const shapes CASES[] = {{70, 130, 64, 64, .masked = false},
                               {130, 70, 128, 80, .causal = true},
                               {65, 150, 20, 36, .causal = true},
                               {33, 100, 7, 3, .masked = true},
                               {129, 65, 100, 128, .masked = true}};
enum { N_CASES = sizeof CASES / sizeof CASES[0] };

/* The numbers of dtype, held in f64. */
static tn_tensor *rounded(int64_t rows, int64_t columns, tn_dtype dtype) {
    return tn_to(tn_to(tn_randn(TN_SHAPE(2, rows, columns)), .dtype = dtype), .dtype = TN_F64);
}

static tn_tensor *on_cuda(tn_tensor *t, tn_dtype dtype) {
    return tn_to(t, .dtype = dtype, .device = CUDA);
}

/* Largest |found - wanted| / (1 + |wanted|). */
static double distance(tn_tensor *found, tn_tensor *wanted) {
    tn_tensor *off = tn_sub(tn_to(found, .dtype = TN_F64, .device = TN_CPU), wanted);
    return tn_item(tn_max(tn_div(tn_abs(off), tn_add(tn_abs(wanted), 1.0))));
}

static void compare(shapes s, tn_dtype dtype, double unit) {
    TN_SCOPE(scope);
    const double scale = 1 / sqrt((double)s.size);
    tn_tensor *q = rounded(s.queries, s.size, dtype), *k = rounded(s.keys, s.size, dtype);
    tn_tensor *v = rounded(s.keys, s.value_size, dtype);
    tn_tensor *grad = rounded(s.queries, s.value_size, dtype);
    tn_tensor *mask = s.masked ? tn_randn(TN_SHAPE(s.queries, s.keys)) : NULL;
    tn_tensor *far = mask ? tn_to(mask, .device = CUDA) : NULL;
    const tn_native_attention_result wanted = tn_native_attention(q, k, v, mask, s.causal, scale);
    const tn_native_attention_backward_result grads = tn_native_attention_backward(
        grad, q, k, v, mask, wanted.result, wanted.logsumexp, s.causal, scale);
    q = on_cuda(q, dtype);
    k = on_cuda(k, dtype);
    v = on_cuda(v, dtype);
    const tn_native_attention_result found = tn_native_attention(q, k, v, far, s.causal, scale);
    const tn_native_attention_backward_result far_grads = tn_native_attention_backward(
        on_cuda(grad, dtype), q, k, v, far, found.result, found.logsumexp, s.causal, scale);
    cr_assert(tn_ok());
    cr_expect_lt(distance(found.result, wanted.result), 2 * unit);
    cr_expect_lt(distance(found.logsumexp, wanted.logsumexp), 2e-6);
    cr_expect_lt(distance(far_grads.query, grads.query), 4 * unit);
    cr_expect_lt(distance(far_grads.key, grads.key), 4 * unit);
    cr_expect_lt(distance(far_grads.value, grads.value), 4 * unit);
}

Test(cuda_attention, half_floats_are_near_the_same_in_f64) {
    need_devices(1);
    tn_manual_seed(5);
    for (int i = 0; i < N_CASES; i++) {
        compare(CASES[i], TN_F16, 0x1p-11);
        compare(CASES[i], TN_BF16, 0x1p-8);
    }
    expect_no_fault();
}

static void expect_nan_row(tn_dtype dtype) {
    TN_SCOPE(scope);
    tn_tensor *x = tn_randn(TN_SHAPE(1, 3, 4), .dtype = dtype, .device = CUDA);
    const bool looks[] = {true, false, true, false, false, false, true, true, true};
    tn_tensor *mask = tn_from(looks, TN_SHAPE(3, 3), TN_BOOL, .device = CUDA);
    const tn_native_attention_result r = tn_native_attention(x, x, x, mask, false, 0.5);
    tn_tensor *is_nan = tn_all(tn_isnan(r.result), .dim = TN_DIMS(0, 2));
    cr_assert(tn_ok());
    for (int64_t row = 0; row < 3; row++) {
        cr_expect_eq(tn_item(tn_select(is_nan, 0, row)) != 0, row == 1);
    }
    cr_expect_eq(tn_item(tn_select(r.logsumexp, 1, 1)), -INFINITY);
}

Test(cuda_attention, a_row_of_no_seen_key_alone_is_nan) {
    need_devices(1);
    expect_nan_row(TN_F32);
    expect_nan_row(TN_F64);
    expect_nan_row(TN_F16);
    expect_nan_row(TN_BF16);
    expect_no_fault();
}

Test(cuda_attention, heads_of_one_projection_are_read_where_they_lie) {
    need_devices(1);
    TN_SCOPE(scope);
    tn_tensor *all = tn_randn(TN_SHAPE(2, 70, 3, 2, 16), .dtype = TN_BF16, .device = CUDA);
    tn_tensor *part[3], *dense[3];
    for (int i = 0; i < 3; i++) {
        part[i] = tn_transpose(tn_select(all, 2, i), 1, 2);
        dense[i] = tn_contiguous(part[i]);
    }
    const uint64_t before = is_simulated() ? sim()->get_counts().launches : 0;
    tn_tensor *found = tn_native_attention(part[0], part[1], part[2], NULL, true, 0.25).result;
    cr_expect(!is_simulated() || sim()->get_counts().launches == before + 1);
    tn_tensor *wanted = tn_native_attention(dense[0], dense[1], dense[2], NULL, true, 0.25).result;
    cr_expect_eq(tn_item(tn_max(tn_abs(tn_sub(found, wanted)))), 0);
    cr_assert(tn_ok());
    expect_no_fault();
}

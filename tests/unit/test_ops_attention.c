/* test_ops_attention.c: attention over several blocks of queries against the plain formula, and the
 * memory that it keeps. */
#include <criterion/criterion.h>

#include <tenon/tenon.h>

#include <math.h>

typedef struct inputs {
    tn_tensor *q, *k, *v;
} inputs;

static inputs make(int64_t heads, int64_t length, int64_t size, tn_dtype dtype) {
    tn_manual_seed(3);
    const tn_ints shape = TN_SHAPE(heads, length, size);
    return (inputs){tn_randn(shape, .dtype = dtype, .requires_grad = true),
                    tn_randn(shape, .dtype = dtype, .requires_grad = true),
                    tn_randn(shape, .dtype = dtype, .requires_grad = true)};
}

static tn_tensor *plain(inputs in, bool causal) {
    const int64_t length = tn_size(in.q, 1);
    tn_tensor *scores = tn_div(tn_matmul(in.q, tn_mT(in.k)), sqrt((double)tn_size(in.q, 2)));
    if (causal) {
        tn_tensor *looks = tn_tril(tn_ones(TN_SHAPE(length, length), .dtype = TN_BOOL));
        scores = tn_where(looks, scores, -INFINITY);
    }
    return tn_matmul(tn_softmax(scores, -1), in.v);
}

static double difference(tn_tensor *a, tn_tensor *b) {
    return tn_item(tn_max(tn_abs(tn_sub(a, b))));
}

static void compare(bool causal) {
    TN_SCOPE(scope);
    const inputs in = make(2, 300, 8, TN_F64);
    tn_tensor *wanted = plain(in, causal);
    tn_tensor *found = tn_scaled_dot_product_attention(in.q, in.k, in.v, .is_causal = causal);
    cr_assert_lt(difference(wanted, found), 1e-12);
    tn_tensor *a[3], *b[3];
    const tn_tensors leaves = TN_TENSORS(in.q, in.k, in.v);
    tn_autograd_grad(TN_TENSORS(tn_sum(tn_mul(wanted, wanted))), leaves, a);
    tn_autograd_grad(TN_TENSORS(tn_sum(tn_mul(found, found))), leaves, b);
    for (int i = 0; i < 3; i++) {
        cr_assert_lt(difference(a[i], b[i]), 1e-11, "gradient %d", i);
    }
    cr_assert(tn_ok());
}

Test(ops_attention, blocks_agree_with_the_plain_formula) {
    compare(false);
}

Test(ops_attention, causal_blocks_agree_with_the_plain_formula) {
    compare(true);
}

Test(ops_attention, no_matrix_of_queries_by_keys_is_kept) {
    TN_SCOPE(scope);
    const int64_t length = 4096;
    const inputs in = make(1, length, 16, TN_F32);
    tn_memory_stats before, after;
    cr_assert_eq(tn_memory_reset_peaks(TN_CPU), TN_OK);
    cr_assert_eq(tn_memory_get_stats(TN_CPU, &before), TN_OK);
    tn_backward(tn_sum(tn_scaled_dot_product_attention(in.q, in.k, in.v, .is_causal = true)));
    cr_assert_eq(tn_memory_get_stats(TN_CPU, &after), TN_OK);
    cr_assert(tn_ok());
    const uint64_t matrix = (uint64_t)(length * length) * sizeof(float);
    cr_assert_lt(after.live_bytes_peak - before.live_bytes, matrix / 4);
}

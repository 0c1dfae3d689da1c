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

/* A float mask is an operand like the others, whatever of it is broadcast. */
static void compare_mask(tn_ints size) {
    TN_SCOPE(scope);
    const inputs in = make(2, 300, 8, TN_F64);
    tn_tensor *mask = tn_randn(size, .dtype = TN_F64, .requires_grad = true), *wanted, *found;
    tn_tensor *scores = tn_div(tn_matmul(in.q, tn_mT(in.k)), sqrt(8.0));
    tn_tensor *plain_out = tn_matmul(tn_softmax(tn_add(scores, mask), -1), in.v);
    tn_tensor *out = tn_scaled_dot_product_attention(in.q, in.k, in.v, .attn_mask = mask);
    cr_assert_lt(difference(plain_out, out), 1e-12);
    tn_autograd_grad(TN_TENSORS(tn_sum(tn_mul(plain_out, plain_out))), TN_TENSORS(mask), &wanted);
    tn_autograd_grad(TN_TENSORS(tn_sum(tn_mul(out, out))), TN_TENSORS(mask), &found);
    cr_assert(tn_ok());
    cr_expect_lt(difference(wanted, found), 1e-11);
}

Test(ops_attention, blocks_give_a_mask_its_gradient) {
    compare_mask(TN_SHAPE(300, 300));
}

Test(ops_attention, blocks_give_a_mask_of_batches_its_gradient) {
    compare_mask(TN_SHAPE(2, 1, 300));
}

Test(ops_attention, blocks_give_a_mask_of_keys_its_gradient) {
    compare_mask(TN_SHAPE(300));
}

/* All queries look at one key: its value's gradient is a sum of ones, which in bf16 would stop at
 * 32,768, where a block's 128 is half of what the last bit stands for. */
Test(ops_attention, gradients_of_bf16_keys_and_values_are_summed_wider) {
    TN_SCOPE(scope);
    const int64_t length = 1 << 16;
    tn_tensor *q = tn_ones(TN_SHAPE(1, length, 1), .dtype = TN_BF16), *grad;
    tn_tensor *k = tn_ones(TN_SHAPE(1, 1, 1), .dtype = TN_BF16);
    tn_tensor *v = tn_ones(TN_SHAPE(1, 1, 1), .dtype = TN_BF16, .requires_grad = true);
    tn_tensor *out = tn_scaled_dot_product_attention(q, k, v);
    tn_autograd_grad(TN_TENSORS(tn_sum(out, .dtype = TN_F32)), TN_TENSORS(v), &grad);
    cr_assert(tn_ok());
    cr_expect_eq(tn_item(grad), (double)length);
}

Test(ops_attention, no_matrix_of_queries_by_keys_is_kept) {
    TN_SCOPE(scope);
    const int64_t length = 4096;
    const inputs in = make(1, length, 16, TN_F32);
    tn_memory_figures before, after;
    cr_assert_eq(tn_memory_reset_peaks(TN_CPU), TN_OK);
    cr_assert_eq(tn_memory_stats(TN_CPU, &before), TN_OK);
    tn_backward(tn_sum(tn_scaled_dot_product_attention(in.q, in.k, in.v, .is_causal = true)));
    cr_assert_eq(tn_memory_stats(TN_CPU, &after), TN_OK);
    cr_assert(tn_ok());
    const uint64_t matrix = (uint64_t)(length * length) * sizeof(float);
    cr_assert_lt(after.live_bytes_peak - before.live_bytes, matrix / 4);
}

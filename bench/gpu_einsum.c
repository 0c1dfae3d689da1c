/* gpu_einsum.c: contractions by equation: plain products, those that need a copy, small ones. */
#include "gpu_cases.h"

static const char *equation;

static bool two(const char *text, tn_dtype dtype, tn_ints a, tn_ints b) {
    equation = text;
    return gpu_make(0, dtype, a, 1, false) && gpu_make(1, dtype, b, 1, false);
}

/* Of a dim: its extent at full size, and in tiny shapes. */
static int64_t size(int64_t full, int64_t tiny) {
    return gpu_small ? tiny : full;
}

static bool product(tn_dtype dtype) {
    const int64_t batch = size(16, 2), n = size(1024, 16);
    return two("bij,bjk->bik", dtype, TN_SHAPE(batch, n, n), TN_SHAPE(batch, n, n));
}

static bool product_f32(void) {
    return product(TN_F32);
}

static bool product_bf16(void) {
    return product(TN_BF16);
}

static bool scores(tn_dtype dtype) {
    const int64_t batch = size(8, 2), heads = size(16, 2), length = size(512, 8);
    return two("bhqd,bkhd->bhqk", dtype, TN_SHAPE(batch, heads, length, 64),
               TN_SHAPE(batch, length, heads, 64));
}

static bool scores_f32(void) {
    return scores(TN_F32);
}

static bool scores_bf16(void) {
    return scores(TN_BF16);
}

static bool four_dims(void) {
    const int64_t outer = size(256, 4), b = size(16, 2), c = size(32, 4);
    return two("abcd,cdbe->ae", TN_F32, TN_SHAPE(outer, b, c, c), TN_SHAPE(c, c, b, outer));
}

static bool dots(void) {
    const int64_t batch = size(4096, 4), n = size(32, 8);
    return two("bij,bij->b", TN_F32, TN_SHAPE(batch, n, n), TN_SHAPE(batch, n, n));
}

static bool vectors(void) {
    const int64_t batch = size(256, 2), n = size(32, 4);
    return two("bic,bicf->bif", TN_F32, TN_SHAPE(batch, n, n), TN_SHAPE(batch, n, n, n));
}

static bool weights(void) {
    const int64_t n = size(64, 4);
    return two("ij,ijkl->kl", TN_F32, TN_SHAPE(n, n), TN_SHAPE(n, n, n, n));
}

static bool tiny(void) {
    const int64_t batch = size(100000, 8);
    return two("bij,bjk->bik", TN_F32, TN_SHAPE(batch, 4, 4), TN_SHAPE(batch, 4, 4));
}

static tn_tensor *contract(void) {
    return tn_einsum(equation, gpu_in[0], gpu_in[1]);
}

const gpu_case gpu_einsum_cases[] = {
    {"einsum_bij_bjk_f32", product_f32, contract, NULL},
    {"einsum_bij_bjk_bf16", product_bf16, contract, NULL},
    {"einsum_bhqd_bkhd_f32", scores_f32, contract, NULL},
    {"einsum_bhqd_bkhd_bf16", scores_bf16, contract, NULL},
    {"einsum_abcd_cdbe", four_dims, contract, NULL},
    {"einsum_bij_bij", dots, contract, NULL},
    {"einsum_bic_bicf", vectors, contract, NULL},
    {"einsum_ij_ijkl", weights, contract, NULL},
    {"einsum_tiny_4x4", tiny, contract, NULL},
};
const int gpu_n_einsum = sizeof gpu_einsum_cases / sizeof gpu_einsum_cases[0];

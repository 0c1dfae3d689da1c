/* kernel_case.c: see kernel_case.h. */
#include "kernel_case.h"

int case_code(const char *name) {
    for (int code = TN_EW_NONE + 1; code < TN_EW_COUNT; code++) {
        if (strcmp(tni_ew_row(code)->name, name) == 0) {
            return code;
        }
    }
    cr_assert_fail("no elementwise function is called %s", name);
    return 0;
}

tn_k_elementwise case_block(int code, tn_dtype compute, int64_t n, tn_dtype out_dtype, void *out,
                            int n_in, const case_operand *in) {
    tn_k_elementwise k = {.code = (uint16_t)code,
                          .n_in = (uint8_t)n_in,
                          .compute = (uint8_t)compute,
                          .ndim = 1,
                          .numel = n,
                          .extents = {n}};
    k.data[0] = out;
    k.dtype[0] = (uint8_t)out_dtype;
    k.strides[0][0] = 1;
    for (int i = 0; i < n_in; i++) {
        k.dtype[i + 1] = (uint8_t)in[i].dtype;
        k.strides[i + 1][0] = 1;
        memcpy(&k.data[i + 1], &in[i].data, sizeof(void *));
    }
    return k;
}

void case_run(const tn_k_elementwise *block) {
    const int status = tni_host_elementwise(block, NULL);
    cr_assert_eq(status, TN_OK, "%s: %s", tni_ew_row(block->code)->name, tn_kernel_error());
}

double case_ulps_f32(float a, float b) {
    if (isnan(a) || isnan(b)) {
        return isnan(a) && isnan(b) ? 0 : 1e30;
    }
    const int64_t x = (int32_t)tn_bits_f32(a), y = (int32_t)tn_bits_f32(b);
    return fabs((double)((x < 0 ? INT32_MIN - x : x) - (y < 0 ? INT32_MIN - y : y)));
}

double case_ulps_f64(double a, double b) {
    if (isnan(a) || isnan(b)) {
        return isnan(a) && isnan(b) ? 0 : 1e30;
    }
    const int64_t x = (int64_t)tn_bits_f64(a), y = (int64_t)tn_bits_f64(b);
    const int64_t p = x < 0 ? INT64_MIN - x : x, q = y < 0 ? INT64_MIN - y : y;
    const uint64_t steps = p > q ? (uint64_t)p - (uint64_t)q : (uint64_t)q - (uint64_t)p;
    return (double)steps;
}

int case_next_isa(int isa) {
    for (isa++; isa < TNI_ISA_COUNT && !tni_host_set_isa((tni_isa)isa); isa++) {}
    return isa;
}

uint64_t case_bits(uint64_t i) {
    uint64_t x = i * 0x9e3779b97f4a7c15u + 0x2545f4914f6cdd1du;
    x ^= x >> 30;
    x *= 0xbf58476d1ce4e5b9u;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

double case_uniform(uint64_t i, double lo, double hi) {
    return lo + (hi - lo) * ((double)(case_bits(i) >> 11) * 0x1p-53);
}

/* Matrix products of every dtype and layout against sums in long double. */
#include "host/openblas.h"
#include "host/openblas_pool.h"
#include "kernel_case.h"

#include <complex.h>
#include <dlfcn.h>

enum { MAX_SIDE = 130, MAX_BATCH = 3, MAX_N = MAX_SIDE * MAX_SIDE * MAX_BATCH };

static double _Complex va[MAX_N], vb[MAX_N], vc[MAX_N];
static unsigned char a[MAX_N * 16], b[MAX_N * 16], c[MAX_N * 16], again[MAX_N * 16];

static void fill(tn_dtype dtype, double _Complex *values, unsigned char *stored, uint64_t seed) {
    for (uint64_t i = 0; i < MAX_N; i++) {
        const double re = case_uniform(2 * i + seed, -3, 3);
        const double im = tni_is_complex(dtype) ? case_uniform(2 * i + 1 + seed, -3, 3) : 0;
        values[i] = tni_is_float(dtype) || tni_is_complex(dtype) ? re + im * _Complex_I
                    : dtype == TN_U8                             ? trunc(fabs(re))
                                                                 : trunc(re);
        const tn_value v = tn_value_complex(creal(values[i]), cimag(values[i]));
        tni_store_value(stored + i * tn_dtype_bytes(dtype), dtype,
                        tni_is_complex(dtype) ? v : tn_value_float(creal(values[i])));
        values[i] = tni_value_complex(tni_load_value(stored + i * tn_dtype_bytes(dtype), dtype));
    }
}

typedef struct shape {
    int64_t batch, m, n, k;
} shape;

static tn_k_matmul block_of(tn_dtype dtype, shape s, bool ta, bool tb) {
    return (tn_k_matmul){.dtype = (uint8_t)dtype,
                         .batch = s.batch,
                         .m = s.m,
                         .n = s.n,
                         .k = s.k,
                         .a = a,
                         .b = b,
                         .c = c,
                         .a_batch = s.m * s.k,
                         .b_batch = s.k * s.n,
                         .c_batch = s.m * s.n,
                         .a_row = ta ? 1 : s.k,
                         .a_col = ta ? s.m : 1,
                         .b_row = tb ? 1 : s.n,
                         .b_col = tb ? s.k : 1,
                         .c_row = s.n,
                         .alpha = {1, 0}};
}

static void check(tn_k_matmul k, double tolerance) {
    const tn_dtype dtype = (tn_dtype)k.dtype;
    fill(dtype, va, a, 1);
    fill(dtype, vb, b, 1000003);
    const size_t bytes = tn_dtype_bytes(dtype) * (size_t)(k.batch * k.m * k.n);
    for (CASE_EACH_ISA(isa)) {
        fill(dtype, vc, c, 2000003);
        tn_set_num_threads(1);
        cr_assert_eq(tni_host_matmul(&k, NULL), TN_OK, "%s", tn_kernel_error());
        memcpy(again, c, bytes);
        fill(dtype, vc, c, 2000003);
        tn_set_num_threads(3);
        cr_assert_eq(tni_host_matmul(&k, NULL), TN_OK);
        cr_assert_arr_eq(again, c, bytes, "the product depends on the threads");
        for (int64_t i = 0; i < k.batch * k.m * k.n; i++) {
            const int64_t q = i / (k.m * k.n), row = i / k.n % k.m, col = i % k.n;
            double _Complex want = 0;
            double size = 1;
            for (int64_t p = 0; p < k.k; p++) {
                const double _Complex x = va[q * k.a_batch + row * k.a_row + p * k.a_col];
                const double _Complex y = vb[q * k.b_batch + p * k.b_row + col * k.b_col];
                want += (k.conj_a ? conj(x) : x) * (k.conj_b ? conj(y) : y);
                size += cabs(x) * cabs(y);
            }
            want *= k.alpha[0] + k.alpha[1] * _Complex_I;
            if (k.beta[0] != 0 || k.beta[1] != 0) {
                want +=
                    (k.beta[0] + k.beta[1] * _Complex_I) * vc[q * k.c_batch + row * k.c_row + col];
            }
            const size_t at = (size_t)(q * k.c_batch + row * k.c_row + col);
            const double _Complex got =
                tni_value_complex(tni_load_value(c + at * tn_dtype_bytes(dtype), dtype));
            cr_assert_leq(cabs(got - want), tolerance * (size + cabs(want)),
                          "[%d, %d, %d]: %g%+gi, not %g%+gi (%s)", (int)q, (int)row, (int)col,
                          creal(got), cimag(got), creal(want), cimag(want),
                          tni_isa_name((tni_isa)isa));
        }
    }
}

static const shape shapes[] = {{1, 1, 1, 1},    {1, 8, 8, 8},    {1, 5, 7, 3},    {1, 16, 17, 19},
                               {1, 40, 50, 60}, {1, 1, 130, 99}, {1, 130, 1, 99}, {1, 130, 120, 1},
                               {3, 9, 10, 11},  {3, 50, 40, 30}, {2, 1, 129, 130}};

static void check_all(tn_dtype dtype, double tolerance) {
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        for (int layout = 0; layout < 4; layout++) {
            check(block_of(dtype, shapes[i], layout & 1, layout & 2), tolerance);
        }
    }
}

Test(matmul, products_of_f32) {
    check_all(TN_F32, 1e-6);
}
Test(matmul, products_of_f64) {
    check_all(TN_F64, 1e-15);
}
Test(matmul, products_of_c64) {
    check_all(TN_C64, 1e-6);
}
Test(matmul, products_of_c128) {
    check_all(TN_C128, 1e-15);
}
Test(matmul, products_of_f16_round_once) {
    check_all(TN_F16, 1e-3);
}
Test(matmul, products_of_bf16_round_once) {
    check_all(TN_BF16, 8e-3);
}
Test(matmul, products_of_i32) {
    check_all(TN_I32, 0);
}
Test(matmul, products_of_i64) {
    check_all(TN_I64, 0);
}
Test(matmul, products_of_i16) {
    check_all(TN_I16, 0);
}

Test(matmul, products_of_u8_wrap) {
    const uint8_t x[2] = {200, 100}, y[2] = {2, 3};
    uint8_t out = 0;
    tn_k_matmul k = block_of(TN_U8, (shape){1, 1, 1, 2}, false, false);
    k.a = x;
    k.b = y;
    k.c = &out;
    cr_assert_eq(tni_host_matmul(&k, NULL), TN_OK);
    cr_expect_eq(out, (uint8_t)700);
}

Test(matmul, alpha_and_beta_scale) {
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        tn_k_matmul k = block_of(TN_F64, shapes[i], false, false);
        k.alpha[0] = 0.5;
        k.beta[0] = -2;
        check(k, 1e-15);
        k = block_of(TN_F32, shapes[i], false, true);
        k.alpha[0] = 0.5;
        k.beta[0] = -2;
        check(k, 1e-6);
        k = block_of(TN_C128, shapes[i], false, true);
        k.alpha[1] = 0.5;
        k.beta[1] = -2;
        check(k, 1e-15);
        k = block_of(TN_F16, shapes[i], false, true);
        k.beta[0] = 1;
        check(k, 1e-3);
        k = block_of(TN_I64, shapes[i], false, true);
        k.alpha[0] = 3;
        k.beta[0] = -2;
        check(k, 0);
    }
}

Test(matmul, beta_of_zero_does_not_read_the_output) {
    const shape small = {1, 4, 4, 4}, large = {1, 60, 60, 60};
    for (int i = 0; i < 2; i++) {
        fill(TN_F32, va, a, 1);
        fill(TN_F32, vb, b, 2);
        for (int j = 0; j < 3600; j++) {
            ((float *)(void *)c)[j] = NAN;
        }
        const tn_k_matmul k = block_of(TN_F32, i ? large : small, false, false);
        cr_assert_eq(tni_host_matmul(&k, NULL), TN_OK);
        for (int64_t j = 0; j < k.m * k.n; j++) {
            cr_assert_not(isnan(((float *)(void *)c)[j]));
        }
    }
}

Test(matmul, operands_are_conjugated_on_the_way) {
    for (int flags = 1; flags < 4; flags++) {
        for (int layout = 0; layout < 4; layout++) {
            tn_k_matmul k = block_of(TN_C128, shapes[4], layout & 1, layout & 2);
            k.conj_a = flags & 1;
            k.conj_b = flags & 2;
            check(k, 1e-15);
            k = block_of(TN_C64, shapes[2], layout & 1, layout & 2);
            k.conj_a = flags & 1;
            k.conj_b = flags & 2;
            check(k, 1e-6);
        }
    }
}

Test(matmul, one_matrix_serves_a_whole_batch) {
    tn_k_matmul k = block_of(TN_F32, (shape){3, 20, 30, 70}, false, false);
    k.b_batch = 0;
    check(k, 1e-6);
    k = block_of(TN_F64, (shape){3, 50, 60, 70}, false, false);
    k.a_batch = 0;
    check(k, 1e-15);
}

Test(matmul, an_expanded_matrix_is_one_row_repeated) {
    tn_k_matmul k = block_of(TN_F32, (shape){1, 60, 70, 80}, false, false);
    k.a_row = 0;
    check(k, 1e-6);
    k = block_of(TN_F32, (shape){1, 60, 70, 80}, false, false);
    k.b_row = 0;
    check(k, 1e-6);
}

Test(matmul, an_empty_inner_dim_gives_zeros) {
    tn_k_matmul k = block_of(TN_F32, (shape){1, 3, 4, 0}, false, false);
    memset(c, 0xff, 48);
    cr_assert_eq(tni_host_matmul(&k, NULL), TN_OK);
    for (int i = 0; i < 12; i++) {
        cr_expect_eq(((float *)(void *)c)[i], 0.0f);
    }
}

Test(matmul, panels_give_the_same_bits_for_any_thread_count) {
    enum { SIDE = 600 };
    const size_t bytes = sizeof(float) * SIDE * SIDE;
    float *x = tni_host_alloc(bytes), *one = tni_host_alloc(bytes), *four = tni_host_alloc(bytes);
    for (int i = 0; i < SIDE * SIDE; i++) {
        x[i] = (float)case_uniform((uint64_t)i, -1, 1);
    }
    tn_k_matmul k = block_of(TN_F32, (shape){1, SIDE, SIDE, SIDE}, false, true);
    k.a = k.b = x;
    k.c = one;
    tn_set_num_threads(1);
    cr_assert_eq(tni_host_matmul(&k, NULL), TN_OK);
    k.c = four;
    tn_set_num_threads(4);
    cr_assert_eq(tni_host_matmul(&k, NULL), TN_OK);
    cr_expect_arr_eq(one, four, bytes);
    tni_host_free(x);
    tni_host_free(one);
    tni_host_free(four);
}

/* ---- The lock for a serial OpenBLAS ---------------------------------------------------------- */

Test(matmul, a_library_without_a_pool_of_buffers_gets_no_lock) {
    void *library = dlopen("libm.so.6", RTLD_NOW | RTLD_LOCAL);
    cr_assert(library);
    cr_assert_not(tni_openblas_lock_pool(library));
    dlclose(library);
}

/* The test of product_threads.c would pass with turns, too. */
Test(matmul, a_serial_openblas_serves_several_callers) {
    int (*parallel)(void) = NULL;
    void *symbol = tni_openblas_symbol("openblas_get_parallel");
    memcpy(&parallel, &symbol, sizeof symbol);
    if (!parallel || parallel() != 0) {
        cr_skip("no serial OpenBLAS is installed");
    }
    cr_assert(strstr(tni_openblas_status(), "under our lock"), "%s", tni_openblas_status());
}

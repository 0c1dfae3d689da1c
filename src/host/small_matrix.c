/* small_matrix.c: which functions of simd/ serve, and moving matrices into lanes and back. */
#include "host/small_matrix.h"

#define FUNCTIONS(S, isa)                                  \
    tni_lanes_svd tni_small_svd_##S##_##isa;               \
    tni_lanes_eigh tni_small_eigh_##S##_##isa;             \
    tni_lanes_cholesky tni_small_cholesky_##S##_##isa;     \
    tni_lanes_lu tni_small_lu_##S##_##isa;                 \
    tni_lanes_qr tni_small_qr_##S##_##isa;                 \
    tni_lanes_make tni_small_make_##S##_##isa;             \
    tni_lanes_triangular tni_small_triangular_##S##_##isa; \
    static const tni_lanes lanes_##S##_##isa = {           \
        .svd = tni_small_svd_##S##_##isa,                  \
        .eigh = tni_small_eigh_##S##_##isa,                \
        .cholesky = tni_small_cholesky_##S##_##isa,        \
        .lu = tni_small_lu_##S##_##isa,                    \
        .qr = tni_small_qr_##S##_##isa,                    \
        .make = tni_small_make_##S##_##isa,                \
        .triangular = tni_small_triangular_##S##_##isa,    \
        .lanes = (TNI_ISA_##isa == TNI_ISA_avx512 ? 64     \
                  : TNI_ISA_##isa == TNI_ISA_avx2 ? 32     \
                                                  : 16) /  \
                 BYTES_##S,                                \
    };
enum { BYTES_f32 = 4, BYTES_f64 = 8 };
enum { TNI_ISA_base = TNI_ISA_BASE, TNI_ISA_avx2 = TNI_ISA_AVX2, TNI_ISA_avx512 = TNI_ISA_AVX512 };
FUNCTIONS(f32, base)
FUNCTIONS(f32, avx2)
FUNCTIONS(f32, avx512)
FUNCTIONS(f64, base)
FUNCTIONS(f64, avx2)
FUNCTIONS(f64, avx512)

const tni_lanes *tni_lanes_of(tn_dtype dtype) {
    static const tni_lanes *const f32[] = {&lanes_f32_base, &lanes_f32_avx2, &lanes_f32_avx512};
    static const tni_lanes *const f64[] = {&lanes_f64_base, &lanes_f64_avx2, &lanes_f64_avx512};
    return dtype == TN_F32 ? f32[tni_host_isa()] : dtype == TN_F64 ? f64[tni_host_isa()] : NULL;
}

#define MOVES(T, S)                                                                         \
    static void to_##S(int lanes, T *to, const T *from, int64_t rows, int64_t columns,      \
                       int64_t row, int64_t column, int64_t matrix, int count) {            \
        for (int l = 0; l < lanes; l++) {                                                   \
            const T *x = from + l * matrix;                                                 \
            T *y = to + l;                                                                  \
            for (int64_t i = 0; i < rows; i++) {                                            \
                for (int64_t j = 0; j < columns; j++) {                                     \
                    y[(i * columns + j) * lanes] = l < count ? x[i * row + j * column] : 0; \
                }                                                                           \
            }                                                                               \
        }                                                                                   \
    }                                                                                       \
    static void from_##S(int lanes, T *to, const T *from, int64_t rows, int64_t columns,    \
                         int64_t row, int64_t column, int64_t matrix, int count) {          \
        for (int l = 0; l < count; l++) {                                                   \
            T *x = to + l * matrix;                                                         \
            const T *y = from + l;                                                          \
            for (int64_t i = 0; i < rows; i++) {                                            \
                for (int64_t j = 0; j < columns; j++) {                                     \
                    x[i * row + j * column] = y[(i * columns + j) * lanes];                 \
                }                                                                           \
            }                                                                               \
        }                                                                                   \
    }
MOVES(float, f32)
MOVES(double, f64)

void tni_to_lanes(const tni_lanes *lanes, tn_dtype dtype, void *to, const void *from, int64_t rows,
                  int64_t columns, int64_t row, int64_t column, int64_t matrix, int count) {
    if (dtype == TN_F32) {
        to_f32(lanes->lanes, to, from, rows, columns, row, column, matrix, count);
    } else {
        to_f64(lanes->lanes, to, from, rows, columns, row, column, matrix, count);
    }
}

void tni_from_lanes(const tni_lanes *lanes, tn_dtype dtype, void *to, const void *from,
                    int64_t rows, int64_t columns, int64_t row, int64_t column, int64_t matrix,
                    int count) {
    if (dtype == TN_F32) {
        from_f32(lanes->lanes, to, from, rows, columns, row, column, matrix, count);
    } else {
        from_f64(lanes->lanes, to, from, rows, columns, row, column, matrix, count);
    }
}

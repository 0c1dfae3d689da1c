/* small_matrix.c: which functions of simd/ serve, and moving matrices into lanes and back. */
#include "host/small_matrix.h"

#include <math.h>

#define FUNCTIONS(S, isa)                                  \
    tni_lanes_spread tni_small_spread_##S##_##isa;         \
    tni_lanes_collect tni_small_collect_##S##_##isa;       \
    tni_lanes_largest tni_small_largest_##S##_##isa;       \
    tni_lanes_scale tni_small_scale_##S##_##isa;           \
    tni_lanes_scale tni_small_divide_##S##_##isa;          \
    tni_lanes_svd tni_small_svd_##S##_##isa;               \
    tni_lanes_eigh tni_small_eigh_##S##_##isa;             \
    tni_lanes_cholesky tni_small_cholesky_##S##_##isa;     \
    tni_lanes_lu tni_small_lu_##S##_##isa;                 \
    tni_lanes_qr tni_small_qr_##S##_##isa;                 \
    tni_lanes_make tni_small_make_##S##_##isa;             \
    tni_lanes_triangular tni_small_triangular_##S##_##isa; \
    static const tni_lanes lanes_##S##_##isa = {           \
        .spread = tni_small_spread_##S##_##isa,            \
        .collect = tni_small_collect_##S##_##isa,          \
        .largest = tni_small_largest_##S##_##isa,          \
        .scale = tni_small_scale_##S##_##isa,              \
        .divide = tni_small_divide_##S##_##isa,            \
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

#define SCALES(T, S, LEAST)                                                                       \
    static uint32_t scale_##S(const tni_lanes *lanes, int64_t count, T *a, int *exponents) {      \
        _Alignas(64) T largest[TNI_LANES_MAX], factors[TNI_LANES_MAX];                            \
        uint32_t lost = 0;                                                                        \
        bool scales = false;                                                                      \
        lanes->largest(count, a, largest);                                                        \
        for (int l = 0; l < lanes->lanes; l++) {                                                  \
            const bool finite = largest[l] == largest[l];                                         \
            int exponent = 0;                                                                     \
            frexp((double)(finite ? largest[l] : 0), &exponent);                                  \
            exponent = exponent > -20 && exponent < 20 ? 0 : exponent < LEAST ? LEAST : exponent; \
            exponents[l] = exponent;                                                              \
            factors[l] = finite ? (T)ldexp(1, -exponent) : 0;                                     \
            lost |= (uint32_t)!finite << l;                                                       \
            scales = scales || exponent != 0;                                                     \
        }                                                                                         \
        for (int l = 0; lost && l < lanes->lanes; l++) {                                          \
            for (int64_t i = 0; (lost >> l & 1) && i < count; i++) {                              \
                a[i * lanes->lanes + l] = 0;                                                      \
            }                                                                                     \
        }                                                                                         \
        if (scales) {                                                                             \
            lanes->scale(count, a, factors);                                                      \
        }                                                                                         \
        return lost;                                                                              \
    }
SCALES(float, f32, -120)
SCALES(double, f64, -1000)

uint32_t tni_scale_lanes(const tni_lanes *lanes, tn_dtype dtype, int64_t count, void *a,
                         int *exponents) {
    return dtype == TN_F32 ? scale_f32(lanes, count, a, exponents)
                           : scale_f64(lanes, count, a, exponents);
}

/* Lines of elements that lie side by side in a matrix: one for all of it, or one for each of its
 * rows. */
typedef struct lines {
    int64_t count, length; /* elements of a line */
    int64_t apart;         /* elements from one line to the next in the matrix */
    int64_t lane_step;     /* the same between elements of a line, in lanes */
    int64_t lane_apart;    /* and between lines */
} lines;

static lines lines_of(int64_t rows, int64_t columns, int64_t row, int64_t column) {
    if (column == 1 && row == columns) {
        return (lines){1, rows * columns, 0, 1, 0};
    }
    return column == 1 ? (lines){rows, columns, row, 1, columns}
                       : (lines){columns, rows, column, columns, 1}; /* row is 1 */
}

tni_ahead tni_ahead_of(const void *in, const void *out, int64_t bytes, int64_t steps) {
    const int64_t lines = (bytes + 63) / 64;
    return (tni_ahead){.in = (uintptr_t)in + (uintptr_t)bytes,
                       .out = (uintptr_t)out,
                       .lines = steps > 0 ? (lines + steps - 1) / steps : 0};
}

/* What the next matrices have comes near while these are worked on: a row of many matrices at a
 * time, as transposing goes through them, is nothing that a processor foresees. */
static void fetch_next(const void *these, int64_t bytes) {
    const uintptr_t next = (uintptr_t)these + (uintptr_t)bytes;
    for (int64_t at = 0; at < bytes; at += 64) {
        __builtin_prefetch((const void *)(next + (uintptr_t)at), 0, 2);
    }
}

void tni_to_lanes_only(const tni_lanes *lanes, tn_dtype dtype, void *to, const void *from,
                       int64_t rows, int64_t columns, int64_t row, int64_t column, int64_t matrix,
                       int count) {
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype), width = lanes->lanes;
    const lines l = lines_of(rows, columns, row, column);
    if (count < width) {
        memset(to, 0, (size_t)(rows * columns * width * bytes));
    }
    for (int64_t i = 0; i < l.count; i++) {
        char *line = (char *)to + i * l.lane_apart * width * bytes;
        const char *first = (const char *)from + i * l.apart * bytes;
        if (count == width) {
            lanes->spread(l.length, first, matrix, line, l.lane_step);
        } else {
            tni_host_transpose(line, l.lane_step * width, first, matrix, count, (int)l.length,
                               (int)bytes);
        }
    }
}

void tni_from_lanes_only(const tni_lanes *lanes, tn_dtype dtype, void *to, const void *from,
                         int64_t rows, int64_t columns, int64_t row, int64_t column, int64_t matrix,
                         int count) {
    const int64_t bytes = (int64_t)tn_dtype_bytes(dtype), width = lanes->lanes;
    const lines l = lines_of(rows, columns, row, column);
    for (int64_t i = 0; i < l.count; i++) {
        const char *line = (const char *)from + i * l.lane_apart * width * bytes;
        char *first = (char *)to + i * l.apart * bytes;
        if (count == width) {
            lanes->collect(l.length, line, l.lane_step, first, matrix);
        } else {
            tni_host_transpose(first, matrix, line, l.lane_step * width, (int)l.length, count,
                               (int)bytes);
        }
    }
}

void tni_to_lanes(const tni_lanes *lanes, tn_dtype dtype, void *to, const void *from, int64_t rows,
                  int64_t columns, int64_t row, int64_t column, int64_t matrix, int count) {
    fetch_next(from, count * matrix * (int64_t)tn_dtype_bytes(dtype));
    tni_to_lanes_only(lanes, dtype, to, from, rows, columns, row, column, matrix, count);
}

void tni_from_lanes(const tni_lanes *lanes, tn_dtype dtype, void *to, const void *from,
                    int64_t rows, int64_t columns, int64_t row, int64_t column, int64_t matrix,
                    int count) {
    fetch_next(to, count * matrix * (int64_t)tn_dtype_bytes(dtype));
    tni_from_lanes_only(lanes, dtype, to, from, rows, columns, row, column, matrix, count);
}

/* gather_host.c: elements picked along one dim by a tensor of indices. A line along that dim is one
 * thread's and is worked through in order: the last of equal indices wins, sums have one order. */
#include "host/host.h"

#include <complex.h>

/* ---- Combining one element ------------------------------------------------------------------- */

typedef void combine_function(void *to, const void *from);

#define DEFINE_COMBINE(name, T, U)                             \
    static void sum_##name(void *to, const void *from) {       \
        *(T *)to = (T)((U) * (T *)to + (U) * (const T *)from); \
    }                                                          \
    static void prod_##name(void *to, const void *from) {      \
        *(T *)to = (T)((U) * (T *)to * (U) * (const T *)from); \
    }
#define DEFINE_ORDER(name, T)                             \
    static void amax_##name(void *to, const void *from) { \
        const T a = *(T *)to, b = *(const T *)from;       \
        *(T *)to = a >= b || a != a ? a : b;              \
    }                                                     \
    static void amin_##name(void *to, const void *from) { \
        const T a = *(T *)to, b = *(const T *)from;       \
        *(T *)to = a <= b || a != a ? a : b;              \
    }
#define DEFINE_REAL(name, T, U) DEFINE_COMBINE(name, T, U) DEFINE_ORDER(name, T)
DEFINE_REAL(u8, uint8_t, unsigned)
DEFINE_REAL(i8, int8_t, unsigned)
DEFINE_REAL(i16, int16_t, unsigned)
DEFINE_REAL(i32, int32_t, uint32_t)
DEFINE_REAL(i64, int64_t, uint64_t)
DEFINE_REAL(f32, float, float)
DEFINE_REAL(f64, double, double)
DEFINE_COMBINE(c64, float _Complex, float _Complex)
DEFINE_COMBINE(c128, double _Complex, double _Complex)

#define DEFINE_HALF(name)                                                            \
    static void half_##name(void *to, const void *from, combine_function *combine) { \
        float a = tni_##name##_to_f32(*(uint16_t *)to);                              \
        const float b = tni_##name##_to_f32(*(const uint16_t *)from);                \
        combine(&a, &b);                                                             \
        *(uint16_t *)to = tni_f32_to_##name(a);                                      \
    }                                                                                \
    static void sum_##name(void *to, const void *from) {                             \
        half_##name(to, from, sum_f32);                                              \
    }                                                                                \
    static void prod_##name(void *to, const void *from) {                            \
        half_##name(to, from, prod_f32);                                             \
    }                                                                                \
    static void amax_##name(void *to, const void *from) {                            \
        half_##name(to, from, amax_f32);                                             \
    }                                                                                \
    static void amin_##name(void *to, const void *from) {                            \
        half_##name(to, from, amin_f32);                                             \
    }
DEFINE_HALF(f16)
DEFINE_HALF(bf16)

static void sum_bool(void *to, const void *from) {
    *(uint8_t *)to |= *(const uint8_t *)from;
}

static void prod_bool(void *to, const void *from) {
    *(uint8_t *)to &= *(const uint8_t *)from;
}

#define ENTRY(DTYPE, name)                           \
    [TN_##DTYPE] = {[TN_SCATTER_ADD] = sum_##name,   \
                    [TN_SCATTER_PROD] = prod_##name, \
                    [TN_SCATTER_AMAX] = amax_##name, \
                    [TN_SCATTER_AMIN] = amin_##name}
static combine_function *const combiners[TN_DTYPE_COUNT][TN_SCATTER_AMIN + 1] = {
    [TN_BOOL] = {[TN_SCATTER_ADD] = sum_bool,
                 [TN_SCATTER_PROD] = prod_bool,
                 [TN_SCATTER_AMAX] = sum_bool,
                 [TN_SCATTER_AMIN] = prod_bool},
    ENTRY(U8, u8),
    ENTRY(I8, i8),
    ENTRY(I16, i16),
    ENTRY(I32, i32),
    ENTRY(I64, i64),
    ENTRY(F16, f16),
    ENTRY(BF16, bf16),
    ENTRY(F32, f32),
    ENTRY(F64, f64),
    [TN_C64] = {[TN_SCATTER_ADD] = sum_c64, [TN_SCATTER_PROD] = prod_c64},
    [TN_C128] = {[TN_SCATTER_ADD] = sum_c128, [TN_SCATTER_PROD] = prod_c128}};

/* ---- Lines ----------------------------------------------------------------------------------- */

/* Starts of a line: coordinates of every dim but `dim`. */
static void line_start(const tn_k_gather *p, int64_t line, int64_t *index, int64_t *table,
                       int64_t *picked) {
    int64_t inner = 1; /* stride of the contiguous index tensor */
    *index = *table = *picked = 0;
    for (int d = p->ndim - 1; d >= 0; d--) {
        if (d != p->dim) {
            const int64_t i = line % p->extents[d];
            line /= p->extents[d];
            *index += i * inner;
            *table += i * p->table_strides[d];
            *picked += i * p->picked_strides[d];
        }
        inner *= p->extents[d];
    }
}

static int64_t index_stride(const tn_k_gather *p) {
    int64_t stride = 1;
    for (int d = p->dim + 1; d < p->ndim; d++) {
        stride *= p->extents[d];
    }
    return stride;
}

static void run_line(const tn_k_gather *p, int64_t line) {
    const size_t width = tn_dtype_bytes((tn_dtype)p->dtype);
    const int64_t step = index_stride(p);
    combine_function *combine = combiners[p->dtype][p->code];
    int64_t index, table, picked;
    line_start(p, line, &index, &table, &picked);
    for (int64_t k = 0; k < p->extents[p->dim]; k++) {
        const int64_t at = table + p->index[index + k * step] * p->table_strides[p->dim];
        char *entry = (char *)p->table + (size_t)at * width;
        char *other = (char *)p->picked + (size_t)(picked + k * p->picked_strides[p->dim]) * width;
        if (p->code == TN_GATHER) {
            memcpy(other, entry, width);
        } else if (p->code == TN_SCATTER) {
            memcpy(entry, other, width);
        } else {
            combine(entry, other);
        }
    }
}

int tni_host_gather(const void *params, void *stream) {
    (void)stream;
    const tn_k_gather *p = params;
    int64_t numel = 1;
    for (int d = 0; d < p->ndim; d++) {
        numel *= p->extents[d];
    }
    for (int64_t i = 0; i < numel; i++) {
        if (p->index[i] < 0 || p->index[i] >= p->size) {
            return tn_kernel_fail(
                TN_ERR_ARGUMENT,
                "index %lld must be at least 0 and less than %lld, the size of dim %d",
                (long long)p->index[i], (long long)p->size, p->dim);
        }
    }
    const int64_t lines = numel / p->extents[p->dim];
    const int threads = tni_host_threads(numel);
#pragma omp parallel for num_threads(threads) schedule(static) if (threads > 1)
    for (int64_t line = 0; line < lines; line++) {
        run_line(p, line);
    }
    return 0;
}

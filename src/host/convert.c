/* convert.c: elements between storage dtypes and the types that loops compute in.
 *
 * Six inner types (bool as bytes, i32, i64, f32, f64 and the two complex ones) meet twelve storage
 * dtypes here and nowhere else, so that loops exist once per compute type. Conversions follow
 * PyTorch: bool is "not zero", floats truncate, integers wrap. */
#include "host/host.h"

#include "kernels/complex_math.h"

#include <emmintrin.h>

#ifdef __clang__
#pragma clang diagnostic ignored "-Wpass-failed"
#endif

#undef I

tn_dtype tni_compute_dtype(tn_dtype dtype) {
    switch (dtype) {
    case TN_U8:
    case TN_I8:
    case TN_I16:
        return TN_I32;
    case TN_F16:
    case TN_BF16:
        return TN_F32;
    default:
        return dtype;
    }
}

/* ---- One element ---------------------------------------------------------------------------- */

/* READ_<storage>(x): a value that C converts to any real compute type without surprise. */
#define READ_BOOL(x) ((x) != 0)
#define READ_U8(x)   (x)
#define READ_I8(x)   (x)
#define READ_I16(x)  (x)
#define READ_I32(x)  (x)
#define READ_I64(x)  (x)
#define READ_F16(x)  tn_f16_to_f32(x)
#define READ_BF16(x) tn_bf16_to_f32(x)
#define READ_F32(x)  (x)
#define READ_F64(x)  (x)

/* TO_<compute>_<class of source>(x) */
#define TO_BOOL_EXACT(x) ((uint8_t)((x) != 0))
#define TO_BOOL_FLOAT(x) ((uint8_t)((x) != 0))
#define TO_I32_EXACT(x)  ((int32_t)(x))
#define TO_I32_FLOAT(x)  tn_f64_to_i32((double)(x))
#define TO_I64_EXACT(x)  ((int64_t)(x))
#define TO_I64_FLOAT(x)  tn_f64_to_i64((double)(x))
#define TO_F32_EXACT(x)  ((float)(x))
#define TO_F32_FLOAT(x)  ((float)(x))
#define TO_F64_EXACT(x)  ((double)(x))
#define TO_F64_FLOAT(x)  ((double)(x))
#define TO_C64_EXACT(x)  \
    (tn_c64) {           \
        (float)(x), 0.0f \
    }
#define TO_C64_FLOAT(x) TO_C64_EXACT(x)
#define TO_C128_EXACT(x) \
    (tn_c128) {          \
        (double)(x), 0.0 \
    }
#define TO_C128_FLOAT(x) TO_C128_EXACT(x)

/* ---- Loops ---------------------------------------------------------------------------------- */

/* The compiler splits the unit stride off and vectorises it. */
#define LOAD(STORAGE, S, CLASS, COMPUTE, C)                                       \
    static void load_##STORAGE##_##COMPUTE(int64_t n, void *dst, const void *src, \
                                           int64_t stride) {                      \
        C *d = dst;                                                               \
        const S *s = src;                                                         \
        if (stride == 1) {                                                        \
            _Pragma("omp simd") for (int64_t i = 0; i < n; i++) {                 \
                d[i] = TO_##COMPUTE##_##CLASS(READ_##STORAGE(s[i]));              \
            }                                                                     \
        } else {                                                                  \
            for (int64_t i = 0; i < n; i++) {                                     \
                d[i] = TO_##COMPUTE##_##CLASS(READ_##STORAGE(s[i * stride]));     \
            }                                                                     \
        }                                                                         \
    }
#define STORE(STORAGE, S, COMPUTE, C, ...)                                         \
    static void store_##COMPUTE##_##STORAGE(int64_t n, void *dst, const void *src, \
                                            int64_t stride) {                      \
        S *d = dst;                                                                \
        const C *s = src;                                                          \
        if (stride == 1) {                                                         \
            _Pragma("omp simd") for (int64_t i = 0; i < n; i++) {                  \
                const C x = s[i];                                                  \
                d[i] = __VA_ARGS__;                                                \
            }                                                                      \
        } else {                                                                   \
            for (int64_t i = 0; i < n; i++) {                                      \
                const C x = s[i];                                                  \
                d[i * stride] = __VA_ARGS__;                                       \
            }                                                                      \
        }                                                                          \
    }

/* X(STORAGE, C type, class): the real storages. */
#define REAL_STORAGES(X, ...)             \
    X(BOOL, uint8_t, EXACT, __VA_ARGS__)  \
    X(U8, uint8_t, EXACT, __VA_ARGS__)    \
    X(I8, int8_t, EXACT, __VA_ARGS__)     \
    X(I16, int16_t, EXACT, __VA_ARGS__)   \
    X(I32, int32_t, EXACT, __VA_ARGS__)   \
    X(I64, int64_t, EXACT, __VA_ARGS__)   \
    X(F16, uint16_t, FLOAT, __VA_ARGS__)  \
    X(BF16, uint16_t, FLOAT, __VA_ARGS__) \
    X(F32, float, FLOAT, __VA_ARGS__)     \
    X(F64, double, FLOAT, __VA_ARGS__)

#define LOAD_ROW(STORAGE, S, CLASS, COMPUTE, C) LOAD(STORAGE, S, CLASS, COMPUTE, C)
REAL_STORAGES(LOAD_ROW, BOOL, uint8_t)
REAL_STORAGES(LOAD_ROW, I32, int32_t)
REAL_STORAGES(LOAD_ROW, I64, int64_t)
REAL_STORAGES(LOAD_ROW, F32, float)
REAL_STORAGES(LOAD_ROW, F64, double)
REAL_STORAGES(LOAD_ROW, C64, tn_c64)
REAL_STORAGES(LOAD_ROW, C128, tn_c128)

/* How a real value v of class EXACT or FLOAT is stored. f64 reaches a half float through f32, as
 * PyTorch does. */
#define WRITE_BOOL_EXACT(v) ((v) != 0)
#define WRITE_BOOL_FLOAT(v) ((v) != 0)
#define WRITE_U8_EXACT(v)   ((uint8_t)(v))
#define WRITE_U8_FLOAT(v)   ((uint8_t)tn_f64_to_i64((double)(v)))
#define WRITE_I8_EXACT(v)   ((int8_t)(v))
#define WRITE_I8_FLOAT(v)   ((int8_t)tn_f64_to_i64((double)(v)))
#define WRITE_I16_EXACT(v)  ((int16_t)(v))
#define WRITE_I16_FLOAT(v)  ((int16_t)tn_f64_to_i64((double)(v)))
#define WRITE_I32_EXACT(v)  ((int32_t)(v))
#define WRITE_I32_FLOAT(v)  tn_f64_to_i32((double)(v))
#define WRITE_I64_EXACT(v)  ((int64_t)(v))
#define WRITE_I64_FLOAT(v)  tn_f64_to_i64((double)(v))
#define WRITE_F16_EXACT(v)  tn_f32_to_f16((float)(v))
#define WRITE_F16_FLOAT(v)  tn_f32_to_f16((float)(v))
#define WRITE_BF16_EXACT(v) tn_f32_to_bf16((float)(v))
#define WRITE_BF16_FLOAT(v) tn_f32_to_bf16((float)(v))
#define WRITE_F32_EXACT(v)  ((float)(v))
#define WRITE_F32_FLOAT(v)  ((float)(v))
#define WRITE_F64_EXACT(v)  ((double)(v))
#define WRITE_F64_FLOAT(v)  ((double)(v))

#define STORE_EXACT(STORAGE, S, CLASS, COMPUTE, C) \
    STORE(STORAGE, S, COMPUTE, C, WRITE_##STORAGE##_EXACT(x))
#define STORE_FLOAT(STORAGE, S, CLASS, COMPUTE, C) \
    STORE(STORAGE, S, COMPUTE, C, WRITE_##STORAGE##_FLOAT(x))
#define STORE_RE(STORAGE, S, CLASS, COMPUTE, C) \
    STORE(STORAGE, S, COMPUTE, C, WRITE_##STORAGE##_FLOAT(x.re))
REAL_STORAGES(STORE_EXACT, BOOL, uint8_t)
REAL_STORAGES(STORE_EXACT, I32, int32_t)
REAL_STORAGES(STORE_EXACT, I64, int64_t)
REAL_STORAGES(STORE_FLOAT, F32, float)
REAL_STORAGES(STORE_FLOAT, F64, double)
REAL_STORAGES(STORE_RE, C64, tn_c64)
REAL_STORAGES(STORE_RE, C128, tn_c128)

#define STORE_COMPLEX(COMPUTE, C, RE, IM)                              \
    STORE(C64, tn_c64, COMPUTE, C, (tn_c64){(float)(RE), (float)(IM)}) \
    STORE(C128, tn_c128, COMPUTE, C, (tn_c128){(double)(RE), (double)(IM)})
STORE_COMPLEX(BOOL, uint8_t, x, 0)
STORE_COMPLEX(I32, int32_t, x, 0)
STORE_COMPLEX(I64, int64_t, x, 0)
STORE_COMPLEX(F32, float, x, 0)
STORE_COMPLEX(F64, double, x, 0)
STORE_COMPLEX(C64, tn_c64, x.re, x.im)
STORE_COMPLEX(C128, tn_c128, x.re, x.im)

/* Complex storage into a complex compute type; and its real part, where an op discards the other.
 */
#define LOAD_COMPLEX(STORAGE, S, COMPUTE, C, ...)                                 \
    static void load_##STORAGE##_##COMPUTE(int64_t n, void *dst, const void *src, \
                                           int64_t stride) {                      \
        C *d = dst;                                                               \
        const S *s = src;                                                         \
        for (int64_t i = 0; i < n; i++) {                                         \
            const S x = s[i * stride];                                            \
            d[i] = __VA_ARGS__;                                                   \
        }                                                                         \
    }
LOAD_COMPLEX(C64, tn_c64, C64, tn_c64, x)
LOAD_COMPLEX(C64, tn_c64, C128, tn_c128, (tn_c128){x.re, x.im})
LOAD_COMPLEX(C128, tn_c128, C64, tn_c64, (tn_c64){(float)x.re, (float)x.im})
LOAD_COMPLEX(C128, tn_c128, C128, tn_c128, x)

LOAD_COMPLEX(C64, tn_c64, BOOL, uint8_t, tn_true_c64(x))
LOAD_COMPLEX(C128, tn_c128, BOOL, uint8_t, tn_true_c128(x))

/* ---- Tables --------------------------------------------------------------------------------- */

#define LOAD_AT(STORAGE, S, CLASS, COMPUTE) [TN_##STORAGE] = load_##STORAGE##_##COMPUTE,
#define LOADS(COMPUTE)                      [TN_##COMPUTE] = {REAL_STORAGES(LOAD_AT, COMPUTE)}
static tni_convert *const loads[TN_DTYPE_COUNT][TN_DTYPE_COUNT] = {
    [TN_BOOL] = {REAL_STORAGES(LOAD_AT, BOOL)[TN_C64] = load_C64_BOOL, [TN_C128] = load_C128_BOOL},
    LOADS(I32),
    LOADS(I64),
    LOADS(F32),
    LOADS(F64),
    [TN_C64] = {REAL_STORAGES(LOAD_AT, C64)[TN_C64] = load_C64_C64, [TN_C128] = load_C128_C64},
    [TN_C128] = {REAL_STORAGES(LOAD_AT, C128)[TN_C64] = load_C64_C128, [TN_C128] = load_C128_C128},
};
#define STORE_AT(STORAGE, S, CLASS, COMPUTE) [TN_##STORAGE] = store_##COMPUTE##_##STORAGE,
#define STORES(COMPUTE)                                                                 \
    [TN_##COMPUTE] = {REAL_STORAGES(STORE_AT, COMPUTE)[TN_C64] = store_##COMPUTE##_C64, \
                      [TN_C128] = store_##COMPUTE##_C128}
static tni_convert *const stores[TN_DTYPE_COUNT][TN_DTYPE_COUNT] = {
    STORES(BOOL), STORES(I32), STORES(I64), STORES(F32), STORES(F64), STORES(C64), STORES(C128),
};

tni_convert *tni_host_load(tn_dtype storage, tn_dtype compute) {
    return loads[compute][storage];
}
tni_convert *tni_host_store(tn_dtype compute, tn_dtype storage) {
    return stores[compute][storage];
}

/* ---- Tiles and streams ---------------------------------------------------------------------- */

typedef struct pair16 {
    uint64_t half[2];
} pair16;

#define TRANSPOSE(type)                                  \
    for (int r = 0; r < rows; r++) {                     \
        const type *s = (const type *)src + r * src_row; \
        type *d = (type *)dst + r;                       \
        for (int c = 0; c < cols; c++) {                 \
            d[c * dst_row] = s[c];                       \
        }                                                \
    }

/* Four by four floats in registers: a quarter of the stores. */
static void transpose_4x4(float *dst, int64_t dst_row, const float *src, int64_t src_row) {
    __m128 a = _mm_loadu_ps(src), b = _mm_loadu_ps(src + src_row);
    __m128 c = _mm_loadu_ps(src + 2 * src_row), d = _mm_loadu_ps(src + 3 * src_row);
    _MM_TRANSPOSE4_PS(a, b, c, d);
    _mm_storeu_ps(dst, a);
    _mm_storeu_ps(dst + dst_row, b);
    _mm_storeu_ps(dst + 2 * dst_row, c);
    _mm_storeu_ps(dst + 3 * dst_row, d);
}

/* Two by two doubles. */
static void transpose_2x2(double *dst, int64_t dst_row, const double *src, int64_t src_row) {
    const __m128d a = _mm_loadu_pd(src), b = _mm_loadu_pd(src + src_row);
    _mm_storeu_pd(dst, _mm_unpacklo_pd(a, b));
    _mm_storeu_pd(dst + dst_row, _mm_unpackhi_pd(a, b));
}

/* The part of rows and columns that whole tiles cover. */
static void transpose_tiles(void *dst, int64_t dst_row, const void *src, int64_t src_row, int rows,
                            int cols, int element_bytes) {
    const int tile = 16 / element_bytes;
    for (int r = 0; r < rows; r += tile) {
        for (int c = 0; c < cols; c += tile) {
            if (element_bytes == 4) {
                transpose_4x4((float *)dst + c * dst_row + r, dst_row,
                              (const float *)src + r * src_row + c, src_row);
            } else {
                transpose_2x2((double *)dst + c * dst_row + r, dst_row,
                              (const double *)src + r * src_row + c, src_row);
            }
        }
    }
}

static void transpose_each(void *dst, int64_t dst_row, const void *src, int64_t src_row, int rows,
                           int cols, int element_bytes);
void tni_host_transpose(void *dst, int64_t dst_row, const void *src, int64_t src_row, int rows,
                        int cols, int element_bytes) {
    if (element_bytes != 4 && element_bytes != 8) {
        transpose_each(dst, dst_row, src, src_row, rows, cols, element_bytes);
        return;
    }
    const int tile = 16 / element_bytes, r = rows - rows % tile, c = cols - cols % tile;
    transpose_tiles(dst, dst_row, src, src_row, r, c, element_bytes);
    if (c < cols) { /* beside the tiles, then below them */
        transpose_each((char *)dst + c * dst_row * element_bytes, dst_row,
                       (const char *)src + (int64_t)c * element_bytes, src_row, r, cols - c,
                       element_bytes);
    }
    if (r < rows) {
        transpose_each((char *)dst + (int64_t)r * element_bytes, dst_row,
                       (const char *)src + r * src_row * element_bytes, src_row, rows - r, cols,
                       element_bytes);
    }
}

static void transpose_each(void *dst, int64_t dst_row, const void *src, int64_t src_row, int rows,
                           int cols, int element_bytes) {
    switch (element_bytes) {
    case 1:
        TRANSPOSE(uint8_t)
        break;
    case 2:
        TRANSPOSE(uint16_t)
        break;
    case 4:
        TRANSPOSE(uint32_t)
        break;
    case 8:
        TRANSPOSE(uint64_t)
        break;
    default:
        TRANSPOSE(pair16)
        break;
    }
}

void tni_host_stream_copy(void *dst, const void *src, int64_t bytes) {
    char *d = dst;
    const char *s = src;
    const int64_t head = -(intptr_t)d & 15;
    const int64_t first = head < bytes ? head : bytes;
    memcpy(d, s, (size_t)first);
    int64_t i = first;
    for (; i + 16 <= bytes; i += 16) {
        _mm_stream_si128((__m128i *)(void *)(d + i),
                         _mm_loadu_si128((const __m128i *)(const void *)(s + i)));
    }
    memcpy(d + i, s + i, (size_t)(bytes - i));
}

/* matmul_host.c: batched matrix products.
 *
 * Large products of floats are OpenBLAS' GEMM, one serial call a panel; small ones, integers and
 * machines without OpenBLAS take the loops of matmul_loops.h on packed operands. f16 and bf16
 * are widened to f32 and rounded once at the end; small integers compute in i32 and wrap.
 * Invariant: panels are fixed by the shape, so that results do not depend on the threads. */
#include "device/crossover.h"
#include "host/host.h"
#include "host/openblas.h"

#include "kernels/complex_math.h"

#include <limits.h>

#undef I

enum {
    PACK_BYTES = 8192,    /* an operand that needs packing and fits stays on the stack */
    PANEL = 256,          /* rows (columns) of C a BLAS call, */
    WIDE_PANEL = 512,     /* and of a large C: each call packs the other operand again */
    PANEL_WORK = 4 << 20, /* m * n * k up to which C is one panel */
};

typedef void packed_product(int64_t m, int64_t n, int64_t k, const void *a, int64_t lda,
                            const void *b, int64_t ldb, void *c, int64_t ldc, const void *alpha,
                            const void *beta);
#define LOOPS(type) tni_matmul_##type##_base, tni_matmul_##type##_avx2, tni_matmul_##type##_avx512
extern packed_product LOOPS(f32), LOOPS(f64), LOOPS(i32), LOOPS(i64);

/* A number of any compute dtype. */
typedef union number {
    float f32;
    double f64;
    int32_t i32;
    int64_t i64;
    float c64[2];
    double c128[2];
} number;

/* One matrix product, in the compute dtype. */
typedef struct product {
    tn_dtype dtype;
    int bytes;
    bool conj_a, conj_b;
    int64_t m, n, k;
    const char *a, *b;
    char *c;
    int64_t a_row, a_col, b_row, b_col, c_row;
    number alpha, beta;
} product;

static number number_of(tn_dtype dtype, const double value[2]) {
    switch (dtype) {
    case TN_F32:
        return (number){.f32 = (float)value[0]};
    case TN_F64:
        return (number){.f64 = value[0]};
    case TN_I32:
        return (number){.i32 = tn_f64_to_i32(value[0])};
    case TN_I64:
        return (number){.i64 = tn_f64_to_i64(value[0])};
    case TN_C64:
        return (number){.c64 = {(float)value[0], (float)value[1]}};
    default:
        return (number){.c128 = {value[0], value[1]}};
    }
}

/* ---- Loops over packed operands -------------------------------------------------------------- */

static packed_product *loops_of(tn_dtype dtype) {
    static packed_product *const table[4][TNI_ISA_COUNT] = {
        {LOOPS(f32)}, {LOOPS(f64)}, {LOOPS(i32)}, {LOOPS(i64)}};
    const int row = dtype == TN_F32 ? 0 : dtype == TN_F64 ? 1 : dtype == TN_I32 ? 2 : 3;
    return table[row][tni_host_isa()];
}

#define COMPLEX_PRODUCT(T, S, FIELD)                                                      \
    static void complex_product_##S(const product *p) {                                   \
        const T *a = (const T *)p->a, *b = (const T *)p->b;                               \
        const T alpha = {p->alpha.FIELD[0], p->alpha.FIELD[1]};                           \
        const T beta = {p->beta.FIELD[0], p->beta.FIELD[1]};                              \
        for (int64_t i = 0; i < p->m; i++) {                                              \
            T *c = (T *)p->c + i * p->c_row;                                              \
            for (int64_t j = 0; j < p->n; j++) {                                          \
                T sum = {0, 0};                                                           \
                for (int64_t q = 0; q < p->k; q++) {                                      \
                    const T x = a[i * p->a_row + q * p->a_col];                           \
                    const T y = b[q * p->b_row + j * p->b_col];                           \
                    sum = tn_add_##S(sum, tn_mul_##S(p->conj_a ? tn_conj_##S(x) : x,      \
                                                     p->conj_b ? tn_conj_##S(y) : y));    \
                }                                                                         \
                sum = tn_mul_##S(alpha, sum);                                             \
                c[j] = tn_true_##S(beta) ? tn_add_##S(sum, tn_mul_##S(beta, c[j])) : sum; \
            }                                                                             \
        }                                                                                 \
    }
COMPLEX_PRODUCT(tn_c64, c64, c64)
COMPLEX_PRODUCT(tn_c128, c128, c128)

/* rows x cols elements as contiguous rows. */
static void pack(const product *p, void *to, const char *from, int64_t rows, int64_t cols,
                 int64_t row_stride, int64_t col_stride) {
    tni_convert *load = tni_host_load(p->dtype, p->dtype);
    for (int64_t i = 0; i < rows; i++) {
        load(cols, (char *)to + i * cols * p->bytes, from + i * row_stride * p->bytes, col_stride);
    }
}

/* An operand with contiguous rows: as it is, packed in buffer, or in *owned. NULL: no memory. */
static const void *rows_of(const product *p, const char *x, int64_t rows, int64_t cols,
                           int64_t row_stride, int64_t col_stride, int64_t *ld, void *buffer,
                           void **owned) {
    *ld = row_stride;
    if (rows == 0 || cols == 0) {
        return buffer; /* an empty tensor has no data */
    }
    if (col_stride == 1 || cols == 1) {
        return x;
    }
    const int64_t bytes = rows * cols * p->bytes;
    void *to = bytes <= PACK_BYTES ? buffer : (*owned = tni_host_alloc((size_t)bytes));
    if (to) {
        pack(p, to, x, rows, cols, row_stride, col_stride);
    }
    *ld = cols;
    return to;
}

static int plain_product(const product *p) {
    if (p->dtype == TN_C64 || p->dtype == TN_C128) {
        (p->dtype == TN_C64 ? complex_product_c64 : complex_product_c128)(p);
        return TN_OK;
    }
    _Alignas(64) unsigned char packed_a[PACK_BYTES], packed_b[PACK_BYTES];
    void *owned_a = NULL, *owned_b = NULL;
    int64_t lda, ldb;
    const void *a = rows_of(p, p->a, p->m, p->k, p->a_row, p->a_col, &lda, packed_a, &owned_a);
    const void *b = rows_of(p, p->b, p->k, p->n, p->b_row, p->b_col, &ldb, packed_b, &owned_b);
    if (a && b) {
        loops_of(p->dtype)(p->m, p->n, p->k, a, lda, b, ldb, p->c, p->c_row, &p->alpha, &p->beta);
    }
    tni_host_free(owned_b);
    tni_host_free(owned_a);
    return a && b ? TN_OK : TN_ERR_MEMORY;
}

/* ---- BLAS ------------------------------------------------------------------------------------ */

/* Transposition and leading dimension of an operand as CBLAS wants them; false when it cannot take
 * the strides (expanded dims, huge ones). */
static bool blas_layout(int64_t rows, int64_t cols, int64_t row, int64_t col, bool conj, int *trans,
                        int *ld) {
    if (col == 1 || cols == 1) {
        const int64_t least = cols > 1 ? cols : 1, lead = rows == 1 ? least : row;
        *trans = conj ? TNI_CONJ : TNI_NO_TRANS;
        *ld = (int)lead;
        return lead >= least && lead <= INT_MAX;
    }
    const int64_t least = rows > 1 ? rows : 1, lead = cols == 1 ? least : col;
    *trans = conj ? TNI_CONJ_TRANS : TNI_TRANS;
    *ld = (int)lead;
    return (row == 1 || rows == 1) && lead >= least && lead <= INT_MAX;
}

typedef struct layout {
    int ta, tb, lda, ldb;
} layout;

static bool blas_takes(const product *p, layout *l) {
    const bool floats = tni_is_float(p->dtype) || tni_is_complex(p->dtype);
    return floats && p->m <= INT_MAX && p->n <= INT_MAX && p->k <= INT_MAX && p->k > 0 &&
           p->c_row <= INT_MAX && (p->c_row >= p->n || p->m == 1) &&
           blas_layout(p->m, p->k, p->a_row, p->a_col, p->conj_a, &l->ta, &l->lda) &&
           blas_layout(p->k, p->n, p->b_row, p->b_col, p->conj_b, &l->tb, &l->ldb);
}

static int ld_of_c(const product *p) {
    return (int)(p->c_row >= p->n ? p->c_row : p->n);
}

static void gemm(const tni_openblas *blas, const product *p, const layout *l) {
    const int m = (int)p->m, n = (int)p->n, k = (int)p->k;
    const void *a = p->a, *b = p->b;
    switch (p->dtype) {
    case TN_F32:
        blas->sgemm(TNI_ROW_MAJOR, l->ta, l->tb, m, n, k, p->alpha.f32, a, l->lda, b, l->ldb,
                    p->beta.f32, (float *)p->c, ld_of_c(p));
        break;
    case TN_F64:
        blas->dgemm(TNI_ROW_MAJOR, l->ta, l->tb, m, n, k, p->alpha.f64, a, l->lda, b, l->ldb,
                    p->beta.f64, (double *)p->c, ld_of_c(p));
        break;
    case TN_C64:
        blas->cgemm(TNI_ROW_MAJOR, l->ta, l->tb, m, n, k, p->alpha.c64, a, l->lda, b, l->ldb,
                    p->beta.c64, p->c, ld_of_c(p));
        break;
    default:
        blas->zgemm(TNI_ROW_MAJOR, l->ta, l->tb, m, n, k, p->alpha.c128, a, l->lda, b, l->ldb,
                    p->beta.c128, p->c, ld_of_c(p));
        break;
    }
}

/* Matrix times vector: GEMM would pack the matrix first. */
static bool gemv(const tni_openblas *blas, const product *p, const layout *l) {
    const bool column = p->n == 1;
    if ((!column && p->m != 1) || (p->dtype != TN_F32 && p->dtype != TN_F64)) {
        return false;
    }
    /* y = A x, or y^T = x^T B as y = B^T x; the matrix is stored as rows x cols of its layout. */
    const int t = column ? l->ta : l->tb, ld = column ? l->lda : l->ldb;
    const int64_t op_rows = column ? p->m : p->n;
    const bool flip = column ? t != TNI_NO_TRANS : t == TNI_NO_TRANS;
    const int rows = (int)(flip ? p->k : op_rows), cols = (int)(flip ? op_rows : p->k);
    const int64_t incx = column ? p->b_row : p->a_col, incy = column ? p->c_row : 1;
    const void *matrix = column ? p->a : p->b, *x = column ? p->b : p->a;
    if ((incx <= 0 && p->k > 1) || incx > INT_MAX || (incy <= 0 && op_rows > 1)) {
        return false;
    }
    const int ix = incx > 0 ? (int)incx : 1, iy = incy > 0 ? (int)incy : 1;
    const int trans = flip ? TNI_TRANS : TNI_NO_TRANS;
    if (p->dtype == TN_F32) {
        blas->sgemv(TNI_ROW_MAJOR, trans, rows, cols, p->alpha.f32, matrix, ld, x, ix, p->beta.f32,
                    (float *)p->c, iy);
    } else {
        blas->dgemv(TNI_ROW_MAJOR, trans, rows, cols, p->alpha.f64, matrix, ld, x, ix, p->beta.f64,
                    (double *)p->c, iy);
    }
    return true;
}

/* ---- Panels ---------------------------------------------------------------------------------- */

/* C is cut along its longer side: the other operand is what each call packs again. */
static bool cuts_rows(const product *p) {
    return p->m >= p->n;
}
static int64_t panel_side(const product *p) {
    return (cuts_rows(p) ? p->m : p->n) < 2L * WIDE_PANEL ? PANEL : WIDE_PANEL;
}

static int64_t panel_count(const product *p) {
    const int64_t side = cuts_rows(p) ? p->m : p->n, step = panel_side(p);
    const double work = (double)p->m * (double)p->n * (double)p->k;
    return work <= PANEL_WORK ? 1 : (side + step - 1) / step;
}

static product panel_of(const product *p, int64_t panel, int64_t panels) {
    product part = *p;
    if (panels == 1) {
        return part;
    }
    const int64_t step = panel_side(p), first = panel * step;
    if (cuts_rows(p)) {
        part.m = p->m - first < step ? p->m - first : step;
        part.a += first * p->a_row * p->bytes;
        part.c += first * p->c_row * p->bytes;
    } else {
        part.n = p->n - first < step ? p->n - first : step;
        part.b += first * p->b_col * p->bytes;
        part.c += first * p->bytes;
    }
    return part;
}

/* m * n * k up to which a BLAS call costs more than the product. */
static int64_t small_work(void) {
    return tni_crossover(TN_CPU, TNI_CROSS_blas_work);
}

static int run_panel(const product *p) {
    const tni_openblas *blas;
    layout l;
    if (p->m * p->n * p->k <= small_work() || !(blas = tni_openblas_get()) || !blas_takes(p, &l)) {
        return plain_product(p);
    }
    tni_openblas_enter();
    if (!gemv(blas, p, &l)) {
        gemm(blas, p, &l);
    }
    tni_openblas_leave();
    return TN_OK;
}

/* ---- Half floats and small integers ---------------------------------------------------------- */

static void widen(const tn_k_matmul *k, tn_dtype compute, void *to, const char *from, int64_t rows,
                  int64_t cols, int64_t row_stride, int64_t col_stride) {
    const int64_t in = (int64_t)tn_dtype_bytes(k->dtype), out = (int64_t)tn_dtype_bytes(compute);
    tni_convert *load = tni_host_load(k->dtype, compute);
    for (int64_t i = 0; i < rows; i++) {
        load(cols, (char *)to + i * cols * out, from + i * row_stride * in, col_stride);
    }
}

/* p holds the storage's pointers; its result goes back rounded once. */
static int run_widened(const tn_k_matmul *k, product p) {
    char *c = p.c;
    const int64_t c_row = p.c_row, in = (int64_t)tn_dtype_bytes(k->dtype);
    const size_t a_bytes = (size_t)(p.m * p.k * p.bytes), b_bytes = (size_t)(p.k * p.n * p.bytes);
    char *wide = tni_host_alloc(a_bytes + b_bytes + (size_t)(p.m * p.n * p.bytes));
    if (!wide) {
        return TN_ERR_MEMORY;
    }
    widen(k, p.dtype, wide, p.a, p.m, p.k, p.a_row, p.a_col);
    widen(k, p.dtype, wide + a_bytes, p.b, p.k, p.n, p.b_row, p.b_col);
    p.a = wide;
    p.b = wide + a_bytes;
    p.c = wide + a_bytes + b_bytes;
    p.a_row = p.k;
    p.b_row = p.c_row = p.n;
    p.a_col = p.b_col = 1;
    if (k->beta[0] != 0) {
        widen(k, p.dtype, p.c, c, p.m, p.n, c_row, 1);
    }
    int failed = 0;
    const int64_t panels = panel_count(&p);
    const int threads = tni_host_threads(p.m * p.n * p.k);
#pragma omp parallel for schedule(static) num_threads(threads) \
    reduction(|                                                \
              : failed) if (threads > 1)
    for (int64_t i = 0; i < panels; i++) {
        const product part = panel_of(&p, i, panels);
        failed |= run_panel(&part);
    }
    tni_convert *store = tni_host_store(p.dtype, k->dtype);
    for (int64_t i = 0; i < p.m && !failed; i++) {
        store(p.n, c + i * c_row * in, p.c + i * p.n * p.bytes, 1);
    }
    tni_host_free(wide);
    return failed ? TN_ERR_MEMORY : TN_OK;
}

/* ---- The kernel ------------------------------------------------------------------------------ */

/* NULL, the data of an empty factor, stays NULL. */
static const char *at(const void *data, int64_t bytes) {
    return data ? (const char *)data + bytes : NULL;
}

static product product_of(const tn_k_matmul *k, int64_t batch) {
    const tn_dtype compute = tni_compute_dtype(k->dtype == TN_BOOL ? TN_U8 : (tn_dtype)k->dtype);
    const int64_t bytes = (int64_t)tn_dtype_bytes(k->dtype);
    const bool complex_numbers = tni_is_complex(compute);
    return (product){
        .dtype = compute,
        .bytes = (int)tn_dtype_bytes(compute),
        .conj_a = k->conj_a && complex_numbers,
        .conj_b = k->conj_b && complex_numbers,
        .m = k->m,
        .n = k->n,
        .k = k->k,
        .a = at(k->a, batch * k->a_batch * bytes),
        .b = at(k->b, batch * k->b_batch * bytes),
        .c = (char *)k->c + batch * k->c_batch * bytes,
        .a_row = k->a_row,
        .a_col = k->a_col,
        .b_row = k->b_row,
        .b_col = k->b_col,
        .c_row = k->c_row,
        .alpha = number_of(compute, k->alpha),
        .beta = number_of(compute, k->beta),
    };
}

static int run_one(const tn_k_matmul *k, const product *first, int64_t i, int64_t panels) {
    const product whole = i < panels ? *first : product_of(k, i / panels);
    const product part = panel_of(&whole, i % panels, panels);
    return run_panel(&part);
}

/* One small product of floats in rows: the loops at once, which are what it would end in. */
static bool run_small(const tn_k_matmul *k) {
    const int64_t limit = small_work();
    if (k->batch != 1 || (k->dtype != TN_F32 && k->dtype != TN_F64) || k->a_col != 1 ||
        k->b_col != 1 || k->m > limit || k->n > limit || k->k > limit ||
        k->m * k->n * k->k > limit || k->k == 0) {
        return false;
    }
    const number alpha = number_of(k->dtype, k->alpha), beta = number_of(k->dtype, k->beta);
    loops_of(k->dtype)(k->m, k->n, k->k, k->a, k->a_row, k->b, k->b_row, k->c, k->c_row, &alpha,
                       &beta);
    return true;
}

int tni_host_matmul(const void *params, void *stream) {
    const tn_k_matmul *k = params;
    (void)stream;
    if (k->batch <= 0 || k->m <= 0 || k->n <= 0) {
        return TN_OK;
    }
    if (run_small(k)) {
        return TN_OK;
    }
    const product first = product_of(k, 0);
    int failed = 0;
    if (first.dtype != (tn_dtype)k->dtype) {
        for (int64_t i = 0; i < k->batch && !failed; i++) {
            failed = run_widened(k, product_of(k, i));
        }
        return failed;
    }
    const int64_t panels = panel_count(&first), tasks = panels * k->batch;
    const double work = (double)k->m * (double)k->n * (double)k->k * (double)k->batch;
    const int threads = tasks > 1 && work > 1e6 ? tn_num_threads() : 1;
    if (threads == 1) {
        for (int64_t i = 0; i < tasks && !failed; i++) {
            failed = run_one(k, &first, i, panels);
        }
    } else {
#pragma omp parallel for schedule(dynamic) num_threads(threads) reduction(| : failed)
        for (int64_t i = 0; i < tasks; i++) {
            failed |= run_one(k, &first, i, panels);
        }
    }
    return failed ? TN_ERR_MEMORY : TN_OK;
}

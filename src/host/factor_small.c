/* factor_small.c: Cholesky, LU and QR factors, products of reflectors and triangular solves of
 * small matrices, several at once (small_matrix.h). */
#include "host/factor_small.h"

#include "host/small_matrix.h"

#include <math.h>

const char tni_small_text[] =
    "several matrices at once in the lanes of vectors: they are real and no wider than the "
    "crossover lanes_factor";

static bool is_few(int64_t width, int64_t batch) {
    return width > 8 && batch < 4;
}

static bool is_small(uint8_t dtype, int64_t longer, int64_t batch) {
    return tni_lanes_of((tn_dtype)dtype) &&
           longer <= tni_crossover(TN_CPU, TNI_CROSS_lanes_factor) && !is_few(longer, batch);
}

tni_why_alone tni_why_alone_of(uint8_t dtype, int64_t width, int64_t batch) {
    return !tni_lanes_of((tn_dtype)dtype)                          ? TNI_COMPLEX
           : width > tni_crossover(TN_CPU, TNI_CROSS_lanes_factor) ? TNI_WIDE
           : is_few(width, batch)                                  ? TNI_FEW
                                                                   : TNI_LONG;
}

/* What a piece works with: matrices first to first + count. */
typedef struct piece {
    const tni_lanes *lanes;
    tn_dtype dtype;
    int64_t first, bytes; /* bytes: of an element */
    int count;
    bool asks; /* the work between asks for the next matrices itself */
} piece;

static piece piece_of(const tni_lanes *lanes, uint8_t dtype, int64_t batch, int64_t i) {
    const int64_t first = i * lanes->lanes, left = batch - first;
    return (piece){.lanes = lanes,
                   .dtype = (tn_dtype)dtype,
                   .first = first,
                   .bytes = (int64_t)tn_dtype_bytes((tn_dtype)dtype),
                   .count = left < lanes->lanes ? (int)left : lanes->lanes};
}

/* Rows of contiguous matrices (by columns: their columns) to lanes, and back. */
static void load(const piece *w, void *to, const void *from, int64_t m, int64_t n, bool columns) {
    (w->asks ? tni_to_lanes_only : tni_to_lanes)(
        w->lanes, w->dtype, to, (const char *)from + w->first * m * n * w->bytes, columns ? n : m,
        columns ? m : n, columns ? 1 : n, columns ? n : 1, m * n, w->count);
}
static void store(const piece *w, void *to, const void *from, int64_t m, int64_t n, bool columns) {
    (w->asks ? tni_from_lanes_only : tni_from_lanes)(
        w->lanes, w->dtype, (char *)to + w->first * m * n * w->bytes, from, columns ? n : m,
        columns ? m : n, columns ? 1 : n, columns ? n : 1, m * n, w->count);
}

/* Of matrices of `size` elements: the next ones to come in, and where these go. */
static tni_ahead ahead_of(piece *w, const void *in, const void *out, int64_t size, int64_t steps) {
    w->asks = true;
    const int64_t first = w->first * size * w->bytes;
    return tni_ahead_of((const char *)in + first, (const char *)out + first,
                        w->count * size * w->bytes, steps);
}

static int run(const void *params, uint8_t dtype, int64_t batch, int64_t elements, int64_t work,
               tni_matrix_work *each) {
    const tni_lanes *lanes = tni_lanes_of((tn_dtype)dtype);
    const int64_t bytes = (int64_t)tn_dtype_bytes((tn_dtype)dtype) * lanes->lanes;
    return tni_each_matrix(&(tni_matrix_loop){.count = (batch + lanes->lanes - 1) / lanes->lanes,
                                              .work = work * lanes->lanes,
                                              .scratch_bytes = elements * bytes,
                                              .each = each,
                                              .params = params,
                                              .context = lanes});
}

/* ---- Cholesky -------------------------------------------------------------------------------- */

bool tni_cholesky_is_small(const tn_k_cholesky *p) {
    return is_small(p->dtype, p->n, p->batch);
}

/* U is the transpose of L: read and written by columns. */
static int cholesky_lanes(const void *params, const void *context, int64_t i, char *scratch) {
    const tn_k_cholesky *p = params;
    piece w = piece_of(context, p->dtype, p->batch, i);
    int32_t info[TNI_LANES_MAX];
    tni_ahead next = ahead_of(&w, p->in, p->out, p->n * p->n, p->n);
    load(&w, scratch, p->in, p->n, p->n, p->upper);
    w.lanes->cholesky((int)p->n, scratch, info, &next);
    const int64_t row = w.lanes->lanes * w.bytes;
    for (int64_t r = 0; r < p->n; r++) {
        memset(scratch + (r * p->n + r + 1) * row, 0, (size_t)((p->n - r - 1) * row));
    }
    store(&w, p->out, scratch, p->n, p->n, p->upper);
    memcpy(p->info + w.first, info, (size_t)w.count * sizeof *info);
    return 0;
}

int tni_cholesky_small(const tn_k_cholesky *p) {
    return run(p, p->dtype, p->batch, p->n * p->n, p->n * p->n * (p->n / 3 + 4), cholesky_lanes);
}

/* ---- LU -------------------------------------------------------------------------------------- */

bool tni_lu_is_small(const tn_k_lu *p) {
    return is_small(p->dtype, p->m > p->n ? p->m : p->n, p->batch);
}

static int lu_lanes(const void *params, const void *context, int64_t i, char *scratch) {
    const tn_k_lu *p = params;
    piece w = piece_of(context, p->dtype, p->batch, i);
    const int64_t k = p->m < p->n ? p->m : p->n;
    const int lanes = w.lanes->lanes;
    int32_t info[TNI_LANES_MAX], pivots[TNI_SMALL_FACTOR * TNI_LANES_MAX];
    tni_ahead next = ahead_of(&w, p->in, p->out, p->m * p->n, k);
    load(&w, scratch, p->in, p->m, p->n, false);
    w.lanes->lu((int)p->m, (int)p->n, scratch, pivots, info, &next);
    store(&w, p->out, scratch, p->m, p->n, false);
    memcpy(p->info + w.first, info, (size_t)w.count * sizeof *info);
    for (int l = 0; l < w.count; l++) {
        for (int64_t r = 0; r < k; r++) {
            p->pivots[(w.first + l) * k + r] = pivots[r * lanes + l];
        }
    }
    return 0;
}

int tni_lu_small(const tn_k_lu *p) {
    return run(p, p->dtype, p->batch, p->m * p->n, p->m * p->n * (p->n / 2 + 4), lu_lanes);
}

/* ---- Triangles ------------------------------------------------------------------------------- */

bool tni_triangular_is_small(const tn_k_triangular *p) {
    return is_small(p->dtype, p->n, p->batch) && p->columns <= 2 * TNI_SMALL_FACTOR;
}

/* a: one for all where batch is 0. */
static void load_factor(const piece *w, char *to, const void *a, int64_t n, int64_t batch) {
    tni_to_lanes(w->lanes, w->dtype, to, (const char *)a + w->first * batch * w->bytes, n, n, n, 1,
                 batch, w->count);
}

static int triangular_lanes(const void *params, const void *context, int64_t i, char *scratch) {
    const tn_k_triangular *p = params;
    const piece w = piece_of(context, p->dtype, p->batch, i);
    char *b = scratch + p->n * p->n * w.bytes * w.lanes->lanes;
    load_factor(&w, scratch, p->a, p->n, p->a_batch);
    load(&w, b, p->b, p->n, p->columns, false);
    w.lanes->triangular((int)p->n, (int)p->columns, scratch, b, p->upper, p->unit,
                        p->transpose != TN_NO_TRANSPOSE);
    store(&w, p->b, b, p->n, p->columns, false);
    return 0;
}

int tni_triangular_small(const tn_k_triangular *p) {
    return run(p, p->dtype, p->batch, p->n * (p->n + p->columns),
               p->n * p->n * (p->columns / 2 + 4), triangular_lanes);
}

/* ---- Solving with LU ------------------------------------------------------------------------- */

bool tni_lu_solve_is_small(const tn_k_lu_solve *p) {
    return is_small(p->dtype, p->n, p->batch) && p->columns <= 2 * TNI_SMALL_FACTOR;
}

/* Where each row of a lane's right-hand side goes; false for pivots that are none. */
static bool order_of(const tn_k_lu_solve *p, const int32_t *pivots, int *order) {
    for (int r = 0; r < p->n; r++) {
        order[r] = r;
    }
    for (int r = 0; r < p->n; r++) {
        const int other = pivots[r] - 1, held = order[r];
        if (other < 0 || other >= p->n) {
            return false;
        }
        order[r] = order[other];
        order[other] = held;
    }
    return true;
}

/* Moves the rows of a lane of b [n][columns], which begins there: row i becomes what was
 * order[i], or the other way round. */
#define REORDER(T, S)                                                                          \
    static void reorder_##S(T *b, int64_t lanes, int64_t n, int64_t columns, const int *order, \
                            bool back) {                                                       \
        T held[TNI_SMALL_FACTOR];                                                              \
        for (int64_t c = 0; c < columns; c++) {                                                \
            T *column = b + c * lanes;                                                         \
            for (int64_t r = 0; r < n; r++) {                                                  \
                held[r] = column[r * columns * lanes];                                         \
            }                                                                                  \
            for (int64_t r = 0; r < n; r++) {                                                  \
                column[(back ? order[r] : r) * columns * lanes] = held[back ? r : order[r]];   \
            }                                                                                  \
        }                                                                                      \
    }
REORDER(float, f32)
REORDER(double, f64)

static void reorder(const piece *w, char *b, int l, int64_t n, int64_t columns, const int *order,
                    bool back) {
    const int lanes = w->lanes->lanes;
    if (w->dtype == TN_F32) {
        reorder_f32((float *)(void *)b + l, lanes, n, columns, order, back);
    } else {
        reorder_f64((double *)(void *)b + l, lanes, n, columns, order, back);
    }
}

static int lu_solve_lanes(const void *params, const void *context, int64_t i, char *scratch) {
    const tn_k_lu_solve *p = params;
    const piece w = piece_of(context, p->dtype, p->batch, i);
    const int n = (int)p->n, columns = (int)p->columns;
    char *b = scratch + p->n * p->n * w.bytes * w.lanes->lanes;
    const bool transpose = p->transpose != TN_NO_TRANSPOSE;
    int orders[TNI_LANES_MAX][TNI_SMALL_FACTOR];
    load_factor(&w, scratch, p->lu, p->n, p->lu_batch);
    load(&w, b, p->b, p->n, p->columns, false);
    for (int l = 0; l < w.count; l++) {
        if (!order_of(p, p->pivots + (w.first + l) * p->pivots_batch, orders[l])) {
            return tn_kernel_fail(TN_ERR_ARGUMENT,
                                  "pivots of matrix %lld must be in 1 to %d, the rows",
                                  (long long)(w.first + l), n);
        }
        if (!transpose) {
            reorder(&w, b, l, p->n, p->columns, orders[l], false);
        }
    }
    w.lanes->triangular(n, columns, scratch, b, transpose, !transpose, transpose);
    w.lanes->triangular(n, columns, scratch, b, !transpose, transpose, transpose);
    for (int l = 0; transpose && l < w.count; l++) {
        reorder(&w, b, l, p->n, p->columns, orders[l], true);
    }
    store(&w, p->b, b, p->n, p->columns, false);
    return 0;
}

int tni_lu_solve_small(const tn_k_lu_solve *p) {
    return run(p, p->dtype, p->batch, p->n * (p->n + p->columns), p->n * p->n * (p->columns + 4),
               lu_solve_lanes);
}

/* ---- QR -------------------------------------------------------------------------------------- */

bool tni_qr_is_small(const tn_k_qr *p) {
    return is_small(p->dtype, p->n, p->batch) && p->m <= 4 * TNI_SMALL_FACTOR;
}

/* Lanes whose largest element is hardly normal, or not, are scaled up by powers of two, since
 * products of theirs would vanish; R is scaled back. */
#define SCALING(T, S, LDEXP, LEAST, POWER)                                               \
    static void scale_up_##S(const tni_lanes *lanes, int64_t count, T *a, int *powers) { \
        _Alignas(64) T largest[TNI_LANES_MAX], factors[TNI_LANES_MAX];                   \
        bool scales = false;                                                             \
        lanes->largest(count, a, largest);                                               \
        for (int l = 0; l < lanes->lanes; l++) {                                         \
            powers[l] = largest[l] > 0 && largest[l] < LEAST ? POWER : 0;                \
            factors[l] = LDEXP(1, powers[l]);                                            \
            scales = scales || powers[l];                                                \
        }                                                                                \
        if (scales) {                                                                    \
            lanes->scale(count, a, factors);                                             \
        }                                                                                \
    }                                                                                    \
    static void scale_back_##S(const tni_lanes *lanes, int64_t m, int64_t n, T *a,       \
                               const int *powers) {                                      \
        for (int l = 0; l < lanes->lanes; l++) {                                         \
            for (int64_t j = 0; powers[l] && j < n; j++) {                               \
                for (int64_t i = 0; i <= j && i < m; i++) {                              \
                    T *at = a + (j * m + i) * lanes->lanes + l;                          \
                    *at = LDEXP(*at, -powers[l]);                                        \
                }                                                                        \
            }                                                                            \
        }                                                                                \
    }
SCALING(float, f32, ldexpf, 0x1p-80f, 100)
SCALING(double, f64, ldexp, 0x1p-900, 1000)

static int qr_lanes(const void *params, const void *context, int64_t i, char *scratch) {
    const tn_k_qr *p = params;
    const piece w = piece_of(context, p->dtype, p->batch, i);
    const int64_t k = p->m < p->n ? p->m : p->n;
    char *tau = scratch + p->m * p->n * w.bytes * w.lanes->lanes;
    int powers[TNI_LANES_MAX];
    load(&w, scratch, p->in, p->m, p->n, true);
    if (w.dtype == TN_F32) {
        scale_up_f32(w.lanes, p->m * p->n, (float *)(void *)scratch, powers);
    } else {
        scale_up_f64(w.lanes, p->m * p->n, (double *)(void *)scratch, powers);
    }
    w.lanes->qr((int)p->m, (int)p->n, scratch, tau);
    if (w.dtype == TN_F32) {
        scale_back_f32(w.lanes, p->m, p->n, (float *)(void *)scratch, powers);
    } else {
        scale_back_f64(w.lanes, p->m, p->n, (double *)(void *)scratch, powers);
    }
    store(&w, p->out, scratch, p->m, p->n, true);
    store(&w, p->tau, tau, 1, k, false);
    return 0;
}

int tni_qr_small(const tn_k_qr *p) {
    return run(p, p->dtype, p->batch, p->m * p->n + p->n, p->m * p->n * (2 * p->n + 4), qr_lanes);
}

bool tni_make_is_small(const tn_k_reflect *p) {
    return p->code == TN_REFLECT_MAKE && is_small(p->dtype, p->columns, p->batch) &&
           p->m <= 4 * TNI_SMALL_FACTOR;
}

static int make_lanes(const void *params, const void *context, int64_t i, char *scratch) {
    const tn_k_reflect *p = params;
    const piece w = piece_of(context, p->dtype, p->batch, i);
    const int64_t element = w.bytes * w.lanes->lanes;
    char *tau = scratch + p->m * p->count * element, *q = tau + p->count * element;
    tni_to_lanes(w.lanes, w.dtype, scratch,
                 (const char *)p->reflectors + w.first * p->m * p->row * w.bytes, p->count, p->m, 1,
                 p->row, p->m * p->row, w.count);
    load(&w, tau, p->tau, 1, p->count, false);
    w.lanes->make((int)p->m, (int)p->columns, (int)p->count, scratch, tau, q);
    store(&w, p->out, q, p->m, p->columns, true);
    return 0;
}

int tni_make_small(const tn_k_reflect *p) {
    return run(p, p->dtype, p->batch, p->m * (p->count + p->columns) + p->count,
               p->m * p->columns * (2 * p->count + 4), make_lanes);
}

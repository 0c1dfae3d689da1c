/* svd_small.c: singular value decompositions of small matrices, several at once by one-sided Jacobi
 * (small_matrix.h). Each is scaled by a power of two first, so that squares neither overflow nor
 * vanish; vectors of zero values are completed by Gram and Schmidt. */
#include "host/small_matrix.h"
#include "host/svd_host.h"

#include <math.h>

bool tni_svd_is_small(const tn_k_svd *p) {
    const int64_t k = p->m < p->n ? p->m : p->n, longer = p->m < p->n ? p->n : p->m;
    const bool one_by_one = k > 8 && p->batch < 4;
    return tni_lanes_of((tn_dtype)p->dtype) && k <= tni_crossover(TN_CPU, TNI_CROSS_lanes_svd) &&
           longer <= TNI_SMALL_TALL && (p->wanted != TN_SVD_FULL || p->m == p->n) &&
           p->driver != TN_SVD_GESVD && (p->driver == TN_SVD_GESVDJ || !one_by_one);
}

typedef struct small {
    const tni_lanes *lanes;
    int64_t tall, k;
    int64_t v, squares; /* bytes before them in the scratch */
} small;

/* ---- One lane's results ---------------------------------------------------------------------- */

#define RESULTS(T, S, SQRT, LDEXP, SMALLEST)                                                    \
    /* The length of column x, whose square may have vanished. */                               \
    static T length_##S(const T *x, int64_t m, int lanes, T square) {                           \
        T largest = 0, sum = 0;                                                                 \
        if (square >= SMALLEST) {                                                               \
            return SQRT(square);                                                                \
        }                                                                                       \
        for (int64_t i = 0; i < m; i++) {                                                       \
            const T size = x[i * lanes] < 0 ? -x[i * lanes] : x[i * lanes];                     \
            largest = size > largest ? size : largest;                                          \
        }                                                                                       \
        for (int64_t i = 0; largest > 0 && i < m; i++) {                                        \
            sum += x[i * lanes] / largest * (x[i * lanes] / largest);                           \
        }                                                                                       \
        return largest * SQRT(sum);                                                             \
    }                                                                                           \
    /* x [m, k] gets column j, orthonormal to those before it and to what has been set. */      \
    static void complete_##S(T *x, int64_t m, int64_t k, int64_t row, int64_t column,           \
                             const bool *set, int64_t j) {                                      \
        for (int64_t unit = 0; unit < m; unit++) {                                              \
            for (int64_t i = 0; i < m; i++) {                                                   \
                x[i * row + j * column] = i == unit;                                            \
            }                                                                                   \
            T left = 1;                                                                         \
            for (int pass = 0; pass < 2; pass++) {                                              \
                left = 0;                                                                       \
                for (int64_t other = 0; other < k; other++) {                                   \
                    T dot = 0;                                                                  \
                    for (int64_t i = 0; set[other] && i < m; i++) {                             \
                        dot += x[i * row + other * column] * x[i * row + j * column];           \
                    }                                                                           \
                    for (int64_t i = 0; set[other] && i < m; i++) {                             \
                        x[i * row + j * column] -= dot * x[i * row + other * column];           \
                    }                                                                           \
                }                                                                               \
                for (int64_t i = 0; i < m; i++) {                                               \
                    left += x[i * row + j * column] * x[i * row + j * column];                  \
                }                                                                               \
            }                                                                                   \
            if (left * (T)(4 * m) >= 1) {                                                       \
                for (int64_t i = 0; i < m; i++) {                                               \
                    x[i * row + j * column] /= SQRT(left);                                      \
                }                                                                               \
                return;                                                                         \
            }                                                                                   \
        }                                                                                       \
    }                                                                                           \
    /* Values fall; tall's columns are a's over their lengths, the others are v's. */           \
    static void give_##S(const small *d, const tni_svd_place *at, bool is_tall, const T *a,     \
                         const T *v, const T *squares, int exponent) {                          \
        const int lanes = d->lanes->lanes;                                                      \
        const int64_t k = d->k, m = d->tall;                                                    \
        T size[TNI_SMALL_SVD];                                                                  \
        int order[TNI_SMALL_SVD];                                                               \
        bool set[TNI_SMALL_SVD];                                                                \
        for (int j = 0; j < k; j++) {                                                           \
            size[j] = length_##S(a + j * m * lanes, m, lanes, squares[j * lanes]);              \
            int place = j;                                                                      \
            for (; place > 0 && size[order[place - 1]] < size[j]; place--) {                    \
                order[place] = order[place - 1];                                                \
            }                                                                                   \
            order[place] = j;                                                                   \
        }                                                                                       \
        /* U by rows where the matrix is tall, else V^H by rows. */                             \
        T *x = (T *)(void *)(is_tall ? at->u : at->vh);                                         \
        T *y = (T *)(void *)(is_tall ? at->vh : at->u);                                         \
        const int64_t x_row = is_tall ? k : 1, x_column = is_tall ? 1 : m;                      \
        const int64_t y_row = is_tall ? 1 : k, y_column = is_tall ? k : 1;                      \
        for (int j = 0; j < k; j++) {                                                           \
            const int from = order[j];                                                          \
            const T s = size[from], divisor = s > 0 ? s : 1;                                    \
            const T *column = a + from * m * lanes, *other = v + from * k * lanes;              \
            ((T *)(void *)at->s)[j] = LDEXP(s, exponent);                                       \
            set[j] = s > 0;                                                                     \
            for (int64_t i = 0; x && i < m; i++) {                                              \
                x[i * x_row + j * x_column] = column[i * lanes] / divisor;                      \
            }                                                                                   \
            for (int64_t i = 0; x && i < k; i++) {                                              \
                y[i * y_row + j * y_column] = other[i * lanes];                                 \
            }                                                                                   \
        }                                                                                       \
        for (int j = 0; x && j < k; j++) {                                                      \
            if (!set[j]) {                                                                      \
                complete_##S(x, m, k, x_row, x_column, set, j);                                 \
                set[j] = true;                                                                  \
            }                                                                                   \
        }                                                                                       \
    }                                                                                           \
    /* All lanes at once, where their values fall already and can be divided by. */             \
    static bool give_all_##S(const small *d, const tn_k_svd *p, int64_t first, int count, T *a, \
                             const T *v, const T *squares, const int *exponents) {              \
        const int lanes = d->lanes->lanes;                                                      \
        const int64_t k = d->k, m = d->tall;                                                    \
        _Alignas(64) T divisors[TNI_LANES_MAX];                                                 \
        for (int64_t j = 0; j < k * lanes; j++) {                                               \
            const bool rises = j >= lanes && squares[j - lanes] < squares[j];                   \
            if (j % lanes < count && (!(squares[j] >= SMALLEST) || rises)) {                    \
                return false;                                                                   \
            }                                                                                   \
        }                                                                                       \
        for (int64_t j = 0; j < k; j++) {                                                       \
            for (int l = 0; l < lanes; l++) {                                                   \
                const T s = SQRT(squares[j * lanes + l]);                                       \
                divisors[l] = s > 0 ? s : 1;                                                    \
                if (l < count) {                                                                \
                    T *out = (T *)(void *)p->s + (first + l) * k;                               \
                    out[j] = exponents[l] ? LDEXP(s, exponents[l]) : s;                         \
                }                                                                               \
            }                                                                                   \
            if (p->u) {                                                                         \
                d->lanes->divide(m, a + j * m * lanes, divisors);                               \
            }                                                                                   \
        }                                                                                       \
        if (p->u) {                                                                             \
            const bool is_tall = p->m >= p->n;                                                  \
            T *x = (T *)(is_tall ? p->u : p->vh) + first * m * k;                               \
            T *y = (T *)(is_tall ? p->vh : p->u) + first * k * k;                               \
            tni_from_lanes(d->lanes, (tn_dtype)p->dtype, x, a, k, m, is_tall ? 1 : m,           \
                           is_tall ? k : 1, m *k, count);                                       \
            tni_from_lanes(d->lanes, (tn_dtype)p->dtype, y, v, k, k, is_tall ? k : 1,           \
                           is_tall ? 1 : k, k *k, count);                                       \
        }                                                                                       \
        return true;                                                                            \
    }
RESULTS(float, f32, sqrtf, ldexpf, 1e-30f)
RESULTS(double, f64, sqrt, ldexp, 1e-280)

/* ---- The lanes ------------------------------------------------------------------------------- */

static int decompose_lanes(const void *params, const void *context, int64_t piece, char *scratch) {
    const tn_k_svd *p = params;
    const small *d = context;
    const tn_dtype dtype = (tn_dtype)p->dtype;
    const size_t bytes = tn_dtype_bytes(dtype);
    const int lanes = d->lanes->lanes;
    const int64_t first = piece * lanes, left = p->batch - first, size = p->m * p->n;
    const int count = left < lanes ? (int)left : lanes;
    const bool is_tall = p->m >= p->n, vectors = p->wanted != TN_SVD_VALUES;
    char *a = scratch, *v = scratch + d->v, *squares = scratch + d->squares;
    int exponents[TNI_LANES_MAX] = {0};
    tni_to_lanes(d->lanes, dtype, a, (const char *)p->in + first * size * (int64_t)bytes, d->k,
                 d->tall, is_tall ? 1 : p->n, is_tall ? p->n : 1, size, count);
    uint32_t lost = tni_scale_lanes(d->lanes, dtype, size, a, exponents);
    lost |= d->lanes->svd((int)d->tall, (int)d->k, a, vectors ? v : NULL, squares);
    const bool given =
        !lost &&
        (dtype == TN_F32 ? give_all_f32(d, p, first, count, (float *)(void *)a, (float *)(void *)v,
                                        (float *)(void *)squares, exponents)
                         : give_all_f64(d, p, first, count, (double *)(void *)a,
                                        (double *)(void *)v, (double *)(void *)squares, exponents));
    if (given) {
        memset(p->info + first, 0, (size_t)count * sizeof *p->info);
        return 0;
    }
    for (int l = 0; l < count; l++) {
        if (lost >> l & 1) {
            tni_svd_give_up(p, first + l, (int)d->k + 1);
            continue;
        }
        const tni_svd_place at = tni_svd_place_of(p, first + l);
        p->info[first + l] = 0;
        if (dtype == TN_F32) {
            give_f32(d, &at, is_tall, (float *)(void *)a + l, (float *)(void *)v + l,
                     (float *)(void *)squares + l, exponents[l]);
        } else {
            give_f64(d, &at, is_tall, (double *)(void *)a + l, (double *)(void *)v + l,
                     (double *)(void *)squares + l, exponents[l]);
        }
    }
    return 0;
}

int tni_svd_small(const tn_k_svd *p) {
    small d = {.lanes = tni_lanes_of((tn_dtype)p->dtype),
               .tall = p->m > p->n ? p->m : p->n,
               .k = p->m > p->n ? p->n : p->m};
    const int64_t element = (int64_t)tn_dtype_bytes((tn_dtype)p->dtype) * d.lanes->lanes;
    d.v = tni_aligned_bytes(d.tall * d.k * element);
    d.squares = d.v + tni_aligned_bytes(d.k * d.k * element);
    return tni_each_matrix(
        &(tni_matrix_loop){.count = (p->batch + d.lanes->lanes - 1) / d.lanes->lanes,
                           .work = tni_svd_work(p) * d.lanes->lanes,
                           .scratch_bytes = d.squares + d.k * element,
                           .each = decompose_lanes,
                           .params = p,
                           .context = &d});
}

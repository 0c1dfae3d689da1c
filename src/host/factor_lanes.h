/* factor_lanes.h: Cholesky, LU and QR factors and triangular solves on lanes, as LAPACK defines
 * them. */

/* Of count elements each lane's largest magnitude; NaN where one is not finite. */
void EXPORTED(tni_small_largest)(int64_t count, const void *data, void *result) {
    const vec *a = data, most = all(sizeof(T) == 4 ? (T)FLT_MAX : (T)DBL_MAX);
    vec largest = all(0);
    mask finite = ~(mask)all(0);
    for (int64_t i = 0; i < count; i++) {
        const vec here = size_of(a[i]);
        finite &= here <= most;
        largest = choose(here > largest, here, largest);
    }
    *(vec *)result = choose(finite, largest, (vec) ~(mask)all(0));
}

/* Multiplies each lane of count elements by its own factor. */
void EXPORTED(tni_small_scale)(int64_t count, void *data, const void *factors) {
    vec *a = data;
    const vec factor = *(const vec *)factors;
    for (int64_t i = 0; i < count; i++) {
        a[i] *= factor;
    }
}

void EXPORTED(tni_small_divide)(int64_t count, void *data, const void *divisors) {
    vec *a = data;
    const vec divisor = *(const vec *)divisors;
    for (int64_t i = 0; i < count; i++) {
        a[i] /= divisor;
    }
}

static void LOCAL(note)(mask failed, int32_t *info, int32_t number) {
    for (int l = 0; l < LANES; l++) {
        info[l] = failed[l] && !info[l] ? number : info[l];
    }
}

void EXPORTED(tni_small_cholesky)(int n, void *data, int32_t *info, tni_ahead *next) {
    vec *a = data;
    for (int l = 0; l < LANES; l++) {
        info[l] = 0;
    }
    for (int j = 0; j < n; j++) {
        vec *row = a + j * n, pivot = row[j];
        tni_ask(next);
        for (int k = 0; k < j; k++) {
            pivot -= row[k] * row[k];
        }
        const mask bad = ~(pivot > all(0));
        if (any(bad)) {
            LOCAL(note)(bad, info, j + 1);
        }
        const vec diagonal = root(pivot);
        row[j] = diagonal;
        for (int i = j + 1; i < n; i++) {
            vec *below = a + i * n, sum = below[j];
            for (int k = 0; k < j; k++) {
                sum -= below[k] * row[k];
            }
            below[j] = sum / diagonal;
        }
    }
}

void EXPORTED(tni_small_lu)(int m, int n, void *data, int32_t *pivots, int32_t *info,
                            tni_ahead *next) {
    vec *a = data;
    const int steps = m < n ? m : n;
    for (int l = 0; l < LANES; l++) {
        info[l] = 0;
    }
    for (int k = 0; k < steps; k++) {
        vec largest = size_of(a[k * n + k]);
        mask at = (mask)all(0) + (WORD)k;
        tni_ask(next);
        for (int i = k + 1; i < m; i++) {
            const vec here = size_of(a[i * n + k]);
            const mask more = here > largest;
            largest = choose(more, here, largest);
            at = (at & ~more) | (((mask)all(0) + (WORD)i) & more);
        }
        for (int l = 0; l < LANES; l++) {
            pivots[k * LANES + l] = (int32_t)at[l] + 1;
        }
        for (int i = k + 1; i < m; i++) {
            const mask here = at == (mask)all(0) + (WORD)i;
            if (any(here)) {
                for (int j = 0; j < n; j++) {
                    exchange(here, &a[k * n + j], &a[i * n + j]);
                }
            }
        }
        const vec pivot = a[k * n + k];
        const mask zero = pivot == all(0);
        if (any(zero)) {
            LOCAL(note)(zero, info, k + 1);
        }
        const vec divisor = choose(zero, all(1), pivot);
        for (int i = k + 1; i < m; i++) {
            vec *row = a + i * n;
            const vec factor = row[k] / divisor, *top = a + k * n;
            row[k] = factor;
            for (int j = k + 1; j < n; j++) {
                row[j] -= factor * top[j];
            }
        }
    }
}

/* In four sums: what rounding costs grows with the length of a sum. */
static inline vec LOCAL(product)(int n, const vec *a, const vec *b) {
    vec sums[4] = {all(0), all(0), all(0), all(0)};
    int i = 0;
    for (; i + 3 < n; i += 4) {
        sums[0] += a[i] * b[i];
        sums[1] += a[i + 1] * b[i + 1];
        sums[2] += a[i + 2] * b[i + 2];
        sums[3] += a[i + 3] * b[i + 3];
    }
    for (int rest = 0; i < n; i++, rest++) {
        sums[rest] += a[i] * b[i];
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/* x -= tau v (v . x), v's first element being 1. */
static inline void LOCAL(reflect)(int m, const vec *v, vec tau, vec *x) {
    const vec sum = tau * (x[0] + LOCAL(product)(m - 1, v + 1, x + 1));
    x[0] -= sum;
    for (int i = 1; i < m; i++) {
        x[i] -= v[i] * sum;
    }
}

/* The length of x and of what is below its first element, relative to a power of two near the
 * largest element, so that squares neither overflow nor vanish. */
typedef struct LOCAL(lengths) {
    vec all, below, scale; /* times scale */
} LOCAL(lengths);

static LOCAL(lengths) LOCAL(lengths_of)(int m, const vec *x, vec *scaled) {
    vec largest = size_of(x[0]);
    for (int i = 1; i < m; i++) {
        const vec here = size_of(x[i]);
        largest = choose(~(here <= largest), here, largest);
    }
    const vec least = all(sizeof(T) == 4 ? (T)FLT_MIN : (T)DBL_MIN);
    vec scale = inverse_power(largest);
    scale = choose(scale < least, least, scale);
    for (int i = 0; i < m; i++) {
        scaled[i] = x[i] * scale;
    }
    const vec below = LOCAL(product)(m - 1, scaled + 1, scaled + 1);
    return (LOCAL(lengths)){root(scaled[0] * scaled[0] + below), below, scale};
}

void EXPORTED(tni_small_qr)(int m, int n, void *data, void *factors) {
    vec *a = data, *tau = factors;
    vec scaled[4 * TNI_SMALL_FACTOR];
    const int steps = m < n ? m : n;
    for (int k = 0; k < steps; k++) {
        vec *x = a + k * m + k;
        const LOCAL(lengths) length = LOCAL(lengths_of)(m - k, x, scaled);
        /* Nothing below the diagonal: H is the identity. */
        const mask turns = ~(length.below == all(0)); /* NaN spreads */
        const vec beta = signed_as(length.all, -scaled[0]), top = scaled[0] - beta;
        const vec factor = choose(turns, -top / choose(turns, beta, all(1)), all(0));
        const vec divisor = choose(turns, top, all(1));
        for (int i = 1; i < m - k; i++) {
            x[i] = choose(turns, scaled[i] / divisor, x[i]);
        }
        x[0] = choose(turns, beta / length.scale, x[0]);
        tau[k] = factor;
        for (int j = k + 1; j < n; j++) {
            LOCAL(reflect)(m - k, x, factor, a + j * m + k);
        }
    }
}

void EXPORTED(tni_small_make)(int m, int columns, int count, const void *data, const void *factors,
                              void *product) {
    const vec *a = data, *tau = factors;
    vec *q = product;
    for (int j = 0; j < columns; j++) {
        for (int i = 0; i < m; i++) {
            q[j * m + i] = all(i == j);
        }
    }
    for (int k = count - 1; k >= 0; k--) {
        for (int j = k; j < columns; j++) {
            LOCAL(reflect)(m - k, a + k * m + k, tau[k], q + j * m + k);
        }
    }
}

/* Element [i][j] of op(A). */
static inline vec LOCAL(element)(const vec *a, int n, int i, int j, bool transpose) {
    return transpose ? a[j * n + i] : a[i * n + j];
}

void EXPORTED(tni_small_triangular)(int n, int columns, const void *data, void *right, bool upper,
                                    bool unit, bool transpose) {
    const vec *a = data;
    vec *b = right;
    const bool last_first = upper != transpose;
    for (int step = 0; step < n; step++) {
        const int i = last_first ? n - 1 - step : step;
        const int first = last_first ? i + 1 : 0, end = last_first ? n : i;
        vec *x = b + i * columns;
        for (int k = first; k < end; k++) {
            const vec factor = LOCAL(element)(a, n, i, k, transpose), *y = b + k * columns;
            for (int c = 0; c < columns; c++) {
                x[c] -= factor * y[c];
            }
        }
        const vec diagonal = a[i * n + i];
        for (int c = 0; c < columns && !unit; c++) {
            x[c] /= diagonal;
        }
    }
}

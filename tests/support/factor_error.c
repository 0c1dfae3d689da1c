#include "support/factor_error.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

double epsilon_of_numbers(tn_dtype dtype) {
    return dtype == TN_F32 || dtype == TN_C64 ? 0x1p-23 : 0x1p-52;
}

/* Rows of numbers; of complex ones the real parts of a row, then the imaginary parts. */
typedef struct wide {
    int64_t rows, length, parts;
    long double *x;
} wide;

static long double *row_of(wide w, int64_t i) {
    return w.x + i * w.length * w.parts;
}

static long double number_at(tn_tensor *t, int64_t i) {
    const tn_dtype dtype = tn_dtype_of(t);
    return dtype == TN_F32 || dtype == TN_C64 ? (long double)((const float *)tn_data(t))[i]
                                              : (long double)((const double *)tn_data(t))[i];
}

/* Matrix b of t, or its transpose. */
static wide widened(tn_tensor *t, int64_t b, bool transposed) {
    const int64_t m = tn_size(t, 1), n = tn_size(t, 2);
    wide w = {transposed ? n : m, transposed ? m : n,
              tn_dtype_category(tn_dtype_of(t)) == TN_CATEGORY_COMPLEX ? 2 : 1, NULL};
    w.x = calloc((size_t)(m * n * w.parts + 1), sizeof *w.x);
    for (int64_t i = 0; i < m; i++) {
        for (int64_t j = 0; j < n; j++) {
            for (int64_t part = 0; part < w.parts; part++) {
                const int64_t row = transposed ? j : i, at = transposed ? i : j;
                row_of(w, row)[at + part * w.length] =
                    number_at(t, ((b * m + i) * n + j) * w.parts + part);
            }
        }
    }
    return w;
}

/* Four sums at once, since each addition waits for the one before. */
static long double dot(const long double *a, const long double *b, int64_t n) {
    long double sums[4] = {0};
    int64_t i = 0;
    for (; i + 4 <= n; i += 4) {
        sums[0] += a[i] * b[i];
        sums[1] += a[i + 1] * b[i + 1];
        sums[2] += a[i + 2] * b[i + 2];
        sums[3] += a[i + 3] * b[i + 3];
    }
    for (; i < n; i++) {
        sums[0] += a[i] * b[i];
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/* |target - sum of a_i b_i|^2, with conj(a_i) where asked. */
static long double off_by(long double re, long double im, wide a, int64_t i, wide b, int64_t j,
                          bool conjugated) {
    const int64_t n = a.length;
    const long double *x = row_of(a, i), *y = row_of(b, j);
    if (a.parts == 1) {
        re -= dot(x, y, n);
        return re * re;
    }
    const long double sign = conjugated ? -1 : 1;
    re -= dot(x, y, n) - sign * dot(x + n, y + n, n);
    im -= dot(x, y + n, n) + sign * dot(x + n, y, n);
    return re * re + im * im;
}

/* Rows of q against each other: off the diagonal pairs count twice. */
static double from_orthonormal_rows(wide q, double epsilon) {
    long double sum = 0;
    for (int64_t i = 0; i < q.rows; i++) {
        sum += off_by(1, 0, q, i, q, i, true);
        for (int64_t j = 0; j < i; j++) {
            sum += 2 * off_by(0, 0, q, i, q, j, true);
        }
    }
    return (double)(sqrtl(sum) / (long double)epsilon);
}

static double residual_of(wide a, wide left, wide right_columns, double epsilon) {
    long double sum = 0, size = 0;
    for (int64_t i = 0; i < a.rows; i++) {
        const long double *x = row_of(a, i);
        for (int64_t j = 0; j < a.length; j++) {
            const long double im = a.parts == 2 ? x[a.length + j] : 0;
            sum += off_by(x[j], im, left, i, right_columns, j, false);
            size += x[j] * x[j] + im * im;
        }
    }
    return size > 0 ? (double)(sqrtl(sum / size) / (long double)epsilon) : (double)sqrtl(sum);
}

factor_error factor_error_of(tn_tensor *t, tn_tensor *l, tn_tensor *values, tn_tensor *r,
                             right_factor kind, int64_t b) {
    const double epsilon = epsilon_of_numbers(tn_dtype_of(t));
    wide a = widened(t, b, false), left = widened(l, b, false), columns = widened(l, b, true);
    wide rows = widened(r, b, false), right_columns = widened(r, b, true);
    for (int64_t i = 0; values && i < left.rows; i++) {
        for (int64_t j = 0; j < left.length * left.parts; j++) {
            row_of(left, i)[j] *= number_at(values, b * left.length + j % left.length);
        }
    }
    const factor_error e = {
        .residual = residual_of(a, left, right_columns, epsilon),
        .left = from_orthonormal_rows(columns, epsilon),
        .right = kind == RIGHT_ROWS ? from_orthonormal_rows(rows, epsilon) : 0,
    };
    free(a.x);
    free(left.x);
    free(columns.x);
    free(rows.x);
    free(right_columns.x);
    return e;
}

static void add_one(double *largest, double *mean, double value, double count) {
    *largest = value > *largest || isnan(value) ? value : *largest;
    *mean = sqrt((*mean * *mean * count + value * value) / (count + 1));
}

void add_sample(sample_errors *all, factor_error e) {
    const double count = (double)all->count++;
    add_one(&all->largest.residual, &all->mean.residual, e.residual, count);
    add_one(&all->largest.left, &all->mean.left, e.left, count);
    add_one(&all->largest.right, &all->mean.right, e.right, count);
}

/* ---- Exact values ---------------------------------------------------------------------------- */

static bool make_orthogonal(wide x, int64_t p, int64_t q) {
    long double *a = row_of(x, p), *b = row_of(x, q);
    const long double g = dot(a, b, x.length), aa = dot(a, a, x.length), bb = dot(b, b, x.length);
    if (!(fabsl(g) > LDBL_EPSILON * sqrtl(aa) * sqrtl(bb))) {
        return false;
    }
    const long double zeta = (bb - aa) / (2 * g);
    const long double t = (zeta < 0 ? -1 : 1) / (fabsl(zeta) + sqrtl(1 + zeta * zeta));
    const long double c = 1 / sqrtl(1 + t * t), s = c * t;
    for (int64_t i = 0; i < x.length; i++) {
        const long double held = a[i];
        a[i] = c * held - s * b[i];
        b[i] = s * held + c * b[i];
    }
    return fabsl(g) > 8 * LDBL_EPSILON * sqrtl(aa) * sqrtl(bb);
}

static int falling(const void *a, const void *b) {
    const long double x = *(const long double *)a, y = *(const long double *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

void exact_singular_values(tn_tensor *t, int64_t b, long double *values) {
    wide x = widened(t, b, true);
    bool moved = true;
    for (int sweep = 0; moved && sweep < 60; sweep++) {
        moved = false;
        for (int64_t p = 0; p < x.rows; p++) {
            for (int64_t q = p + 1; q < x.rows; q++) {
                moved |= make_orthogonal(x, p, q);
            }
        }
    }
    for (int64_t j = 0; j < x.rows; j++) {
        values[j] = sqrtl(dot(row_of(x, j), row_of(x, j), x.length));
    }
    qsort(values, (size_t)x.rows, sizeof *values, falling);
    free(x.x);
}

double relative_error(tn_tensor *found, int64_t b, const long double *exact) {
    const int64_t n = tn_size(found, -1);
    double worst = 0;
    for (int64_t j = 0; j < n; j++) {
        const double value = tn_item(tn_select(tn_select(found, 0, b), 0, j));
        worst = fmax(worst, fabs((double)(((long double)value - exact[j]) / exact[j])));
    }
    return worst / epsilon_of_numbers(tn_dtype_of(found));
}

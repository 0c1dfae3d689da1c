/* The simulated cuSOLVER: factors by their residuals. */
#include "solver_case.h"

#include <criterion/criterion.h>
#include <math.h>

static const cudaDataType_t TYPES[] = {CUDA_R_32F, CUDA_R_64F, CUDA_C_32F, CUDA_C_64F};
static const int SHAPES[][2] = {{1, 1}, {5, 5}, {12, 12}, {7, 4}, {9, 1}, {1, 6}, {4, 11}};
enum { N_TYPES = 4, N_SHAPES = sizeof SHAPES / sizeof *SHAPES };

/* ---- QR -------------------------------------------------------------------------------------- */

/* cusolverDn?orgqr or ?ungqr, with all of its workspace. */
#define ORGQR(name, T)                                                                            \
    do {                                                                                          \
        int elements = 0;                                                                         \
        TRY(name##_bufferSize(handle, m, n, k, (const T *)a, lda, (const T *)tau, &elements));    \
        w.bytes = (size_t)elements * sizeof(T);                                                   \
        take(&w);                                                                                 \
        TRY(name(handle, m, n, k, (T *)a, lda, (const T *)tau, (T *)w.device, elements, w.info)); \
    } while (0)

static void form_q(int type, int m, int n, int k, void *a, int lda, const void *tau) {
    workspace w = {0};
    if (type == CUDA_R_32F) {
        ORGQR(cusolverDnSorgqr, float);
    } else if (type == CUDA_R_64F) {
        ORGQR(cusolverDnDorgqr, double);
    } else if (type == CUDA_C_32F) {
        ORGQR(cusolverDnCungqr, float2);
    } else {
        ORGQR(cusolverDnZungqr, double2);
    }
    expect_info(&w, 0);
}

/* Of the reflectors, as many columns as the matrix has, or all m where it has more memory. */
static void check_qr(cudaDataType_t type, int m, int n) {
    const int k = m < n ? m : n;
    matrix a = random_matrix(m, n, type);
    a = rounded(&a, type);
    void *d = upload(&a, type), *tau = device_memory((size_t)k * bytes_of(type), NULL);
    workspace w = {0};
    TRY(cusolverDnXgeqrf_bufferSize(handle, params, m, n, type, d, m + GAP, type, tau, type,
                                    &w.bytes, &w.host_bytes));
    take(&w);
    TRY(cusolverDnXgeqrf(handle, params, m, n, type, d, m + GAP, type, tau, type, WORK));
    expect_info(&w, 0);
    const matrix factors = download(d, m, n, type), r = triangle(&factors, false, false);
    for (int full = 0; full < 2; full++) {
        matrix reflectors = factors;
        reflectors.cols = full ? m : k;
        void *q_memory = upload(&reflectors, type);
        form_q(type, m, reflectors.cols, k, q_memory, m + GAP, tau);
        matrix q = download(q_memory, m, reflectors.cols, type);
        expect_orthonormal(&q, type, "Q");
        q.cols = k;
        const matrix got = product(&q, &r);
        expect_near(&got, &a, type, "QR");
        cuda()->cudaFree(q_memory);
    }
    for (int i = 0; i < k; i++) {
        cr_expect_eq(cimag(at(&r, i, i)), 0.0, "the diagonal of R is real");
    }
    cuda()->cudaFree(d);
    cuda()->cudaFree(tau);
}

Test(libraries, q_is_orthonormal_and_qr_the_matrix) {
    open_solver();
    for (int t = 0; t < N_TYPES; t++) {
        for (int s = 0; s < N_SHAPES; s++) {
            check_qr(TYPES[t], SHAPES[s][0], SHAPES[s][1]);
        }
    }
    expect_no_fault();
}

/* ---- Cholesky -------------------------------------------------------------------------------- */

/* Positive definite; the triangle that is not given holds NaN. */
static matrix definite_matrix(int n, int type) {
    const matrix b = random_matrix(n, n, type), back = turned(&b, true);
    matrix a = product(&b, &back);
    for (int i = 0; i < n; i++) {
        a.x[i * SIDE + i] = creal(a.x[i * SIDE + i]) + 1;
    }
    return a;
}

static matrix half_of(const matrix *a, cublasFillMode_t fill) {
    matrix h = *a;
    for (int i = 0; i < a->rows; i++) {
        for (int j = 0; j < a->cols; j++) {
            if (fill == CUBLAS_FILL_MODE_LOWER ? i < j : i > j) {
                h.x[j * SIDE + i] = NAN;
            }
        }
    }
    return h;
}

static workspace factor_cholesky(cudaDataType_t type, cublasFillMode_t fill, int n, void *d) {
    workspace w = {0};
    TRY(cusolverDnXpotrf_bufferSize(handle, params, fill, n, type, d, n + GAP, type, &w.bytes,
                                    &w.host_bytes));
    take(&w);
    TRY(cusolverDnXpotrf(handle, params, fill, n, type, d, n + GAP, type, WORK));
    return w;
}

static void check_cholesky(cudaDataType_t type, cublasFillMode_t fill, int n) {
    const bool is_lower = fill == CUBLAS_FILL_MODE_LOWER;
    matrix whole = definite_matrix(n, type);
    whole = rounded(&whole, type);
    const matrix half = half_of(&whole, fill);
    void *d = upload(&half, type);
    workspace w = factor_cholesky(type, fill, n, d);
    expect_info(&w, 0);
    const matrix factor = download(d, n, n, type), l = triangle(&factor, is_lower, false);
    const matrix back = turned(&l, true);
    const matrix got = is_lower ? product(&l, &back) : product(&back, &l);
    expect_near(&got, &whole, type, "L L^H");
    for (int i = 0; i < n * n; i++) {
        const int row = i % n, col = i / n;
        cr_expect(row == col || (is_lower ? row > col : row < col) ||
                      isnan(creal(at(&factor, row, col))),
                  "the other triangle is written");
    }
    const matrix x = random_matrix(n, 3, type), b = product(&whole, &x);
    void *right = upload(&b, type);
    workspace v = {0};
    take(&v);
    TRY(cusolverDnXpotrs(handle, params, fill, n, 3, type, d, n + GAP, type, right, n + GAP,
                         v.info));
    expect_info(&v, 0);
    const matrix solution = download(right, n, 3, type), again = product(&whole, &solution);
    expect_near(&again, &b, type, "A X");
    cuda()->cudaFree(d);
    cuda()->cudaFree(right);
}

Test(libraries, cholesky_factors_give_the_matrix_and_solutions) {
    open_solver();
    for (int t = 0; t < N_TYPES; t++) {
        for (int n = 1; n < SIDE; n += 3) {
            check_cholesky(TYPES[t], CUBLAS_FILL_MODE_LOWER, n);
            check_cholesky(TYPES[t], CUBLAS_FILL_MODE_UPPER, n);
        }
    }
    expect_no_fault();
}

Test(libraries, cholesky_says_which_minor_is_not_positive) {
    open_solver();
    for (int wrong = 0; wrong < 4; wrong++) {
        matrix a = definite_matrix(4, CUDA_C_64F);
        a.x[wrong * SIDE + wrong] = -1;
        void *d = upload(&a, CUDA_C_64F);
        workspace w = factor_cholesky(CUDA_C_64F, CUBLAS_FILL_MODE_UPPER, 4, d);
        expect_info(&w, wrong + 1);
    }
    expect_no_fault();
}

/* ---- LU -------------------------------------------------------------------------------------- */

static workspace factor_lu(cudaDataType_t type, int m, int n, void *d, int64_t *pivots) {
    workspace w = {0};
    TRY(cusolverDnXgetrf_bufferSize(handle, params, m, n, type, d, m + GAP, type, &w.bytes,
                                    &w.host_bytes));
    take(&w);
    TRY(cusolverDnXgetrf(handle, params, m, n, type, d, m + GAP, pivots, type, WORK));
    return w;
}

static void swap_back(matrix *a, const int64_t *pivots, int n) {
    for (int i = n; i-- > 0;) {
        for (int j = 0; j < a->cols; j++) {
            const double _Complex kept = at(a, i, j);
            a->x[j * SIDE + i] = at(a, (int)pivots[i] - 1, j);
            a->x[j * SIDE + (int)pivots[i] - 1] = kept;
        }
    }
}

static void check_solutions(cudaDataType_t type, const matrix *a, const void *factors,
                            const int64_t *pivots) {
    const matrix turns[] = {*a, turned(a, false), turned(a, true)};
    for (int op = CUBLAS_OP_N; op <= CUBLAS_OP_C; op++) {
        const int n = a->rows;
        const matrix b = random_matrix(n, 2, type);
        void *right = upload(&b, type);
        workspace w = {0};
        take(&w);
        TRY(cusolverDnXgetrs(handle, params, (cublasOperation_t)op, n, 2, type, factors, n + GAP,
                             pivots, type, right, n + GAP, w.info));
        expect_info(&w, 0);
        const matrix x = download(right, n, 2, type), got = product(&turns[op], &x);
        expect_near(&got, &b, type, "op(A) X");
        cuda()->cudaFree(right);
    }
}

static void check_lu(cudaDataType_t type, int m, int n, bool has_pivots) {
    const int k = m < n ? m : n;
    matrix a = random_matrix(m, n, type);
    for (int i = 0; i < k && (!has_pivots || m == n); i++) {
        a.x[i * SIDE + (has_pivots ? m - 1 - i : i)] += 4; /* far from singular */
    }
    a = rounded(&a, type);
    void *d = upload(&a, type);
    int64_t pivots[SIDE], *memory = has_pivots ? device_memory((size_t)k * 8, NULL) : NULL;
    workspace w = factor_lu(type, m, n, d, memory);
    expect_info(&w, 0);
    const matrix factors = download(d, m, n, type), l = triangle(&factors, true, true);
    const matrix u = triangle(&factors, false, false);
    matrix got = product(&l, &u);
    if (has_pivots) {
        fetch(pivots, memory, (size_t)k * 8, stream);
        swap_back(&got, pivots, k);
        for (int i = 0; i < l.rows * l.cols; i++) {
            cr_expect_leq(cabs(at(&l, i % l.rows, i / l.rows)), 1 + 1e-6);
        }
    }
    expect_near(&got, &a, type, "P L U");
    if (m == n) {
        check_solutions(type, &a, d, memory);
    }
    cuda()->cudaFree(d);
    cuda()->cudaFree(memory);
}

Test(libraries, lu_factors_give_the_matrix_and_solutions) {
    open_solver();
    for (int t = 0; t < N_TYPES; t++) {
        for (int s = 0; s < N_SHAPES; s++) {
            check_lu(TYPES[t], SHAPES[s][0], SHAPES[s][1], true);
            check_lu(TYPES[t], SHAPES[s][0], SHAPES[s][1], false);
        }
    }
    expect_no_fault();
}

Test(libraries, lu_says_which_pivot_is_zero) {
    open_solver();
    for (int zero = 0; zero < 4; zero++) {
        matrix a = random_matrix(4, 4, CUDA_R_32F);
        for (int i = 0; i < 4; i++) {
            a.x[zero * SIDE + i] = a.x[3 * SIDE + i] = 0; /* the first counts */
        }
        void *d = upload(&a, CUDA_R_32F);
        workspace w = factor_lu(CUDA_R_32F, 4, 4, d, device_memory(32, NULL));
        expect_info(&w, zero + 1);
    }
    expect_no_fault();
}

/* ---- Eigenvalues ----------------------------------------------------------------------------- */

/* Columns times numbers. */
static matrix scaled(const matrix *a, const double _Complex *by) {
    matrix s = *a;
    for (int j = 0; j < a->cols; j++) {
        for (int i = 0; i < a->rows; i++) {
            s.x[j * SIDE + i] *= by[j];
        }
    }
    return s;
}

static void expect_order(const matrix *values, bool is_ascending) {
    for (int i = 1; i < values->rows; i++) {
        const double step = creal(values->x[i]) - creal(values->x[i - 1]);
        cr_expect(is_ascending ? step >= 0 : step <= 0, "values are not in order");
    }
}

static void check_eigenvalues(cudaDataType_t type, cublasFillMode_t fill, const matrix *whole) {
    const int n = whole->rows;
    const matrix half = half_of(whole, fill);
    matrix values[2];
    for (int vectors = 0; vectors < 2; vectors++) {
        const cusolverEigMode_t mode = (cusolverEigMode_t)vectors;
        void *d = upload(&half, type);
        void *w_memory = device_memory((size_t)n * bytes_of(real_of(type)), NULL);
        workspace w = {0};
        TRY(cusolverDnXsyevd_bufferSize(handle, params, mode, fill, n, type, d, n + GAP,
                                        real_of(type), w_memory, type, &w.bytes, &w.host_bytes));
        take(&w);
        TRY(cusolverDnXsyevd(handle, params, mode, fill, n, type, d, n + GAP, real_of(type),
                             w_memory, type, WORK));
        expect_info(&w, 0);
        values[vectors] = download(w_memory, n, 1, real_of(type));
        expect_order(&values[vectors], true);
        const matrix v = download(d, n, n, type);
        if (vectors) {
            expect_orthonormal(&v, type, "V");
            const matrix back = turned(&v, true), left = scaled(&v, values[1].x);
            const matrix got = product(&left, &back);
            expect_near(&got, whole, type, "V W V^H");
        } else {
            cr_expect(cabs(at(&v, 0, 0) - at(whole, 0, 0)) > 1e-6, "A is left as it was");
        }
        cuda()->cudaFree(d);
        cuda()->cudaFree(w_memory);
    }
    expect_near(&values[0], &values[1], type, "W");
}

Test(libraries, eigenvectors_and_values_give_the_matrix) {
    open_solver();
    for (int t = 0; t < N_TYPES; t++) {
        for (int n = 1; n <= SIDE; n += n < 3 ? 1 : 3) {
            const matrix b = random_matrix(n, n, TYPES[t]), back = turned(&b, true);
            matrix a = b, one = identity(n);
            for (int i = 0; i < AREA; i++) {
                a.x[i] = n > 1 ? b.x[i] + back.x[i] : creal(b.x[i]);
            }
            a = rounded(&a, TYPES[t]);
            check_eigenvalues(TYPES[t], CUBLAS_FILL_MODE_LOWER, &a);
            check_eigenvalues(TYPES[t], CUBLAS_FILL_MODE_UPPER, &a);
            check_eigenvalues(TYPES[t], CUBLAS_FILL_MODE_UPPER, &one); /* all are the same */
        }
    }
    expect_no_fault();
}

/* ---- Singular values ------------------------------------------------------------------------- */

/* The parts of one call: U and V as columns. */
static void expect_svd(const matrix *a, const matrix *u, const matrix *s, const matrix *v,
                       cudaDataType_t type) {
    const int least = a->rows < a->cols ? a->rows : a->cols;
    expect_order(s, false);
    cr_expect_geq(creal(s->x[least - 1]), 0.0);
    expect_orthonormal(u, type, "U");
    expect_orthonormal(v, type, "V");
    matrix left = scaled(u, s->x), right = turned(v, true);
    left.cols = right.rows = least;
    const matrix got = product(&left, &right);
    expect_near(&got, a, type, "U S V^H");
}

/* U alone: A^H U = V S, whose columns are orthogonal and as long as the values say; here the first
 * is 1 long. */
static void expect_half_svd(const matrix *a, const matrix *u, const matrix *s,
                            cudaDataType_t type) {
    expect_orthonormal(u, type, "U");
    const matrix back = turned(a, true);
    matrix sides = product(&back, u);
    for (int i = 0; i < AREA; i++) {
        sides.x[i] /= s->x[0];
    }
    const matrix again = turned(&sides, true), got = product(&again, &sides);
    matrix want = {.rows = u->cols, .cols = u->cols};
    for (int i = 0; i < s->rows && i < u->cols; i++) {
        want.x[i * SIDE + i] = s->x[i] * s->x[i] / (s->x[0] * s->x[0]);
    }
    expect_near(&got, &want, type, "U^H A A^H U");
}

static void expect_same_squares(const matrix *a, const matrix *values) {
    double sum = 0, squares = 0;
    for (int i = 0; i < values->rows; i++) {
        sum += creal(values->x[i]) * creal(values->x[i]);
    }
    for (int i = 0; i < a->rows * a->cols; i++) {
        const double _Complex x = at(a, i % a->rows, i / a->rows);
        squares += creal(x * conj(x));
    }
    cr_expect_float_eq(sum, squares, 1e-5 * squares);
}

/* Of the vectors, those that the jobs want: all, as many as the matrix has columns, or none. */
static void check_gesvd(cudaDataType_t type, const matrix *a, char job_u, char job_vt) {
    const int m = a->rows, n = a->cols, u_cols = job_u == 'A' ? m : n;
    const signed char ju = (signed char)job_u, jvt = (signed char)job_vt;
    const cudaDataType_t real = real_of(type);
    matrix u_shape = {.rows = m, .cols = u_cols}, v_shape = {.rows = n, .cols = n};
    void *d = upload(a, type), *s = device_memory((size_t)n * bytes_of(real), NULL);
    void *u = upload(&u_shape, type), *vt = upload(&v_shape, type);
    workspace w = {0};
    TRY(cusolverDnXgesvd_bufferSize(handle, params, ju, jvt, m, n, type, d, m + GAP, real, s, type,
                                    u, m + GAP, type, vt, n + GAP, type, &w.bytes, &w.host_bytes));
    take(&w);
    TRY(cusolverDnXgesvd(handle, params, ju, jvt, m, n, type, d, m + GAP, real, s, type,
                         job_u == 'N' ? NULL : u, m + GAP, type, job_vt == 'N' ? NULL : vt, n + GAP,
                         type, WORK));
    expect_info(&w, 0);
    const matrix values = download(s, n, 1, real), left = download(u, m, u_cols, type);
    const matrix right = download(vt, n, n, type), v = turned(&right, true);
    if (job_u != 'N' && job_vt != 'N') {
        expect_svd(a, &left, &values, &v, type);
    } else if (job_u != 'N') {
        expect_half_svd(a, &left, &values, type);
    } else if (job_vt != 'N') {
        const matrix back = turned(a, true);
        expect_half_svd(&back, &v, &values, type);
    }
    expect_same_squares(a, &values);
    const matrix spoiled = download(d, m, n, type);
    cr_expect(cabs(at(&spoiled, 0, 0) - at(a, 0, 0)) > 1e-6, "A is left as it was");
    void *const all[] = {d, s, u, vt};
    for (int i = 0; i < 4; i++) {
        cuda()->cudaFree(all[i]);
    }
}

static void check_gesvdp(cudaDataType_t type, const matrix *a, cusolverEigMode_t mode,
                         bool is_economical) {
    const int m = a->rows, n = a->cols, least = m < n ? m : n;
    const bool wants = mode == CUSOLVER_EIG_MODE_VECTOR;
    const cudaDataType_t real = real_of(type);
    matrix u_shape = {.rows = m, .cols = is_economical ? least : m};
    matrix v_shape = {.rows = n, .cols = is_economical ? least : n};
    void *d = upload(a, type), *s = device_memory((size_t)least * bytes_of(real), NULL);
    void *u = wants ? upload(&u_shape, type) : NULL, *v = wants ? upload(&v_shape, type) : NULL;
    workspace w = {0};
    double error = -1;
    TRY(cusolverDnXgesvdp_bufferSize(handle, params, mode, is_economical, m, n, type, d, m + GAP,
                                     real, s, type, u, m + GAP, type, v, n + GAP, type, &w.bytes,
                                     &w.host_bytes));
    take(&w);
    TRY(cusolverDnXgesvdp(handle, params, mode, is_economical, m, n, type, d, m + GAP, real, s,
                          type, u, m + GAP, type, v, n + GAP, type, WORK, &error));
    cr_expect_eq(error, 0.0);
    const sim_counts after = sim()->get_counts();
    cr_expect_eq(after.latest_awaited, after.latest_given, "what the host is told has not ended");
    expect_info(&w, 0);
    const matrix values = download(s, least, 1, real);
    expect_order(&values, false);
    expect_same_squares(a, &values);
    if (wants) {
        const matrix left = download(u, m, u_shape.cols, type);
        const matrix right = download(v, n, v_shape.cols, type);
        expect_svd(a, &left, &values, &right, type);
    }
    void *const all[] = {d, s, u, v};
    for (int i = 0; i < 4; i++) {
        cuda()->cudaFree(all[i]);
    }
}

static void check_svd(cudaDataType_t type, const matrix *a) {
    for (const char *u = "ASN"; *u && a->rows >= a->cols; u++) {
        for (const char *vt = "ASN"; *vt; vt++) {
            check_gesvd(type, a, *u, *vt);
        }
    }
    for (int economical = 0; economical < 2; economical++) {
        check_gesvdp(type, a, CUSOLVER_EIG_MODE_VECTOR, economical);
        check_gesvdp(type, a, CUSOLVER_EIG_MODE_NOVECTOR, economical);
    }
}

Test(libraries, singular_vectors_and_values_give_the_matrix) {
    open_solver();
    for (int t = 0; t < N_TYPES; t++) {
        for (int s = t % 2; s < N_SHAPES; s += 2) {
            const int m = SHAPES[s][0], n = SHAPES[s][1];
            matrix a = random_matrix(m, n, TYPES[t]);
            a = rounded(&a, TYPES[t]);
            check_svd(TYPES[t], &a);
            for (int i = 1; i < m * n; i++) { /* of rank 1 */
                const int row = i % m, col = i / m;
                a.x[col * SIDE + row] = a.x[0] * (1 + col) * (1 + row) / 16;
            }
            a = rounded(&a, TYPES[t]);
            check_svd(TYPES[t], &a);
        }
    }
    expect_no_fault();
}

/* What OpenBLAS gets wrong: divide and conquer that ends in NaN, with an error or without one,
 * gives way to another routine. The program is linked with --wrap=tni_openblas_symbol. */
#include "host/host.h"
#include "linalg_matrices.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

typedef enum fault { NO_FAULT, NAN_VALUES, NAN_VECTORS, TOLD, FAULTS, NOTHING_SOLVES } fault;

static fault wanted_fault;
static int faults_met;
static void (*real_routine)(void), (*unused)(void);

void *__real_tni_openblas_symbol(const char *name);
void *__wrap_tni_openblas_symbol(const char *name);

/* Matrices are of f32 and c64. */
static void spoil(float *values, float *vectors, int *info, bool has_vectors) {
    faults_met++;
    *info = wanted_fault >= TOLD;
    if (wanted_fault == NAN_VALUES) {
        values[0] = NAN;
    } else if (wanted_fault == NAN_VECTORS && has_vectors) {
        vectors[1] = NAN;
    }
}

static void syevd(const char *job, const char *uplo, const int *n, float *a, const int *lda,
                  float *w, void *work, const int *lwork, int *iwork, const int *liwork, int *info,
                  size_t one, size_t other) {
    ((void (*)(const char *, const char *, const int *, float *, const int *, float *, void *,
               const int *, int *, const int *, int *, size_t, size_t))real_routine)(
        job, uplo, n, a, lda, w, work, lwork, iwork, liwork, info, one, other);
    if (*lwork != -1) {
        spoil(w, a, info, *job == 'V');
    }
}

static void heevd(const char *job, const char *uplo, const int *n, float *a, const int *lda,
                  float *w, void *work, const int *lwork, void *rwork, const int *lrwork,
                  int *iwork, const int *liwork, int *info, size_t one, size_t other) {
    ((void (*)(const char *, const char *, const int *, float *, const int *, float *, void *,
               const int *, void *, const int *, int *, const int *, int *, size_t,
               size_t))real_routine)(job, uplo, n, a, lda, w, work, lwork, rwork, lrwork, iwork,
                                     liwork, info, one, other);
    if (*lwork != -1) {
        spoil(w, a, info, *job == 'V');
    }
}

static void syev(const char *job, const char *uplo, const int *n, float *a, const int *lda,
                 float *w, void *work, const int *lwork, int *info, size_t one, size_t other) {
    (void)job, (void)uplo, (void)a, (void)lda, (void)w, (void)work, (void)lwork, (void)one;
    (void)other;
    *info = *n - 1;
}

static void gesdd(const char *job, const int *m, const int *n, float *a, const int *lda, float *s,
                  float *u, const int *ldu, float *vt, const int *ldvt, void *work,
                  const int *lwork, int *iwork, int *info, size_t one) {
    ((void (*)(const char *, const int *, const int *, float *, const int *, float *, float *,
               const int *, float *, const int *, void *, const int *, int *, int *,
               size_t))real_routine)(job, m, n, a, lda, s, u, ldu, vt, ldvt, work, lwork, iwork,
                                     info, one);
    if (*lwork != -1) {
        memset(a, 0xff, (size_t)*m * (size_t)*n * sizeof *a);
        spoil(s, vt, info, *job != 'N');
    }
}

void *__wrap_tni_openblas_symbol(const char *name) {
    static const struct {
        const char *name;
        void (*fake)(void);
    } fakes[] = {{"ssyevd_", (void (*)(void))syevd},
                 {"cheevd_", (void (*)(void))heevd},
                 {"sgesdd_", (void (*)(void))gesdd},
                 {"ssyev_", (void (*)(void))syev}};
    void *found = __real_tni_openblas_symbol(name);
    const size_t some = wanted_fault == NO_FAULT ? 0 : wanted_fault == NOTHING_SOLVES ? 4 : 3;
    for (size_t i = 0; found && i < some; i++) {
        if (strcmp(name, fakes[i].name) == 0) {
            memcpy(i < 3 ? &real_routine : &unused, &found, sizeof found);
            memcpy(&found, &fakes[i].fake, sizeof found);
            break;
        }
    }
    return found;
}

static tn_tensor *difference(tn_tensor *a, tn_tensor *b) {
    return tn_sub(tn_to(a, .dtype = TN_C128), tn_to(b, .dtype = TN_C128));
}

static void check_eigh(tn_dtype dtype, const char *uplo, int64_t n) {
    TN_SCOPE(scope);
    tn_tensor *a = hermitian_of(RANK_DEFICIENT, dtype, 3, n, false);
    tn_tensor *half = *uplo == 'U' ? tn_triu(a) : tn_tril(a); /* nobody reads the other one */
    const tn_linalg_eigh_result r = tn_linalg_eigh(half, .UPLO = uplo);
    tn_tensor *values = tn_linalg_eigvalsh(half, .UPLO = uplo);
    cr_assert(r.eigenvectors && values, "%s", tn_error_pending()->message);
    tn_tensor *v = r.eigenvectors;
    tn_tensor *again = tn_matmul(times_columns(v, r.eigenvalues), adjoint(v));
    const double bound = 8 * sqrt((double)n) * eps_of(dtype);
    cr_expect_leq(size_of(difference(again, a)), bound, "n %d, %s", (int)n, uplo);
    cr_expect_leq(from_orthonormal(v), bound, "n %d, %s", (int)n, uplo);
    cr_expect_leq(size_of(difference(values, r.eigenvalues)), bound, "n %d, %s", (int)n, uplo);
}

Test(linalg_faults, eigenvalues_that_are_nan_are_computed_in_another_way, .timeout = 60) {
    static const int64_t sizes[] = {33, 40, 70};
    for (int f = NAN_VALUES; f < FAULTS; f++) {
        for (int i = 0; i < 6; i++) {
            wanted_fault = (fault)f;
            faults_met = 0;
            check_eigh(i % 2 ? TN_C64 : TN_F32, i / 2 % 2 ? "U" : "L", sizes[i % 3]);
            cr_expect(faults_met > 0);
        }
    }
    wanted_fault = NO_FAULT;
}

Test(linalg_faults, singular_values_that_are_nan_are_computed_in_another_way, .timeout = 60) {
    static const int64_t shapes[][2] = {{40, 40}, {70, 33}, {33, 90}};
    for (int f = NAN_VALUES; f < FAULTS; f++) {
        for (int i = 0; i < 6; i++) {
            TN_SCOPE(scope);
            const bool reduced = i / 3;
            const int64_t m = shapes[i % 3][0], n = shapes[i % 3][1], k = m < n ? m : n;
            tn_tensor *a = matrices_of(RANK_DEFICIENT, TN_F32, 2, m, n);
            wanted_fault = (fault)f;
            faults_met = 0;
            const tn_linalg_svd_result r =
                tn_linalg_svd(a, .no_full_matrices = reduced, .driver = "gesdd");
            tn_tensor *values = tn_linalg_svdvals(a, .driver = "gesdd");
            cr_assert(r.S && values, "%s", tn_error_pending()->message);
            cr_expect(faults_met > 0);
            tn_tensor *u = tn_narrow(r.U, -1, 0, k), *vh = tn_narrow(r.Vh, -2, 0, k);
            const double bound = 8 * sqrt((double)(m > n ? m : n)) * eps_of(TN_F32);
            tn_tensor *again = tn_matmul(times_columns(u, r.S), vh);
            cr_expect_leq(size_of(difference(again, a)), bound, "%dx%d", (int)m, (int)n);
            cr_expect_leq(from_orthonormal(r.U), bound, "%dx%d", (int)m, (int)n);
            cr_expect_leq(from_orthonormal(adjoint(r.Vh)), bound, "%dx%d", (int)m, (int)n);
            cr_expect_leq(size_of(difference(values, r.S)), bound, "%dx%d", (int)m, (int)n);
        }
    }
    wanted_fault = NO_FAULT;
}

Test(linalg_faults, what_no_routine_solves_is_told) {
    TN_SCOPE(scope);
    wanted_fault = NOTHING_SOLVES;
    tn_tensor *a = hermitian_of(CONDITION_10, TN_F32, 3, 40, true);
    const tn_native_eigh_result r = tn_native_eigh(a, false, true);
    for (int64_t i = 0; i < 3; i++) {
        cr_expect_eq(tn_item(tn_select(r.info, 0, i)), 39);
    }
    cr_expect(tn_item(tn_all(tn_isnan(r.eigenvectors))) != 0);
    tn_error e = {0};
    cr_expect_null(tn_linalg_eigh(a).eigenvalues);
    cr_expect(tn_error_take(&e) && strstr(e.message, "matrix 0"), "%s", e.message);
    wanted_fault = NO_FAULT;
}

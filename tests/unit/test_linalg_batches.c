/* Batches: a matrix's bits depend on no neighbour, no place and no thread; what is wrong with
 * one is told with its number. */
#include "host/host.h"
#include "linalg_matrices.h"

#include <criterion/criterion.h>
#include <dlfcn.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>

typedef struct everything {
    tn_tensor *t[16];
    int n;
} everything;

static void keep(everything *e, tn_tensor *t) {
    cr_assert(t, "%s", tn_error_pending() ? tn_error_pending()->message : "NULL");
    e->t[e->n++] = t;
}

static everything factors_of(tn_tensor *a, tn_tensor *h) {
    everything e = {.n = 0};
    const tn_linalg_svd_result s = tn_linalg_svd(a, .no_full_matrices = true);
    const tn_linalg_svd_result j = tn_linalg_svd(a, .driver = "gesvdj");
    const tn_linalg_qr_result q = tn_linalg_qr(a);
    const tn_linalg_eigh_result w = tn_linalg_eigh(h);
    const tn_linalg_lu_factor_result f = tn_linalg_lu_factor(a);
    keep(&e, s.U);
    keep(&e, s.S);
    keep(&e, s.Vh);
    keep(&e, j.S);
    keep(&e, j.U);
    keep(&e, q.Q);
    keep(&e, q.R);
    keep(&e, w.eigenvalues);
    keep(&e, w.eigenvectors);
    keep(&e, f.LU);
    keep(&e, tn_linalg_cholesky(h));
    keep(&e, tn_linalg_solve(h, a));
    keep(&e, tn_linalg_inv(h));
    return e;
}

static const struct {
    tn_dtype dtype;
    int64_t m, n;
} cases[] = {{TN_F32, 3, 3},   {TN_F32, 8, 5},   {TN_F64, 16, 16}, {TN_F32, 40, 30},
             {TN_F64, 80, 60}, {TN_C64, 12, 12}, {TN_C128, 9, 4}};

Test(linalg_batches, one_and_two_threads_give_the_same_bits, .timeout = 60) {
    const int threads = tn_num_threads();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        TN_SCOPE(scope);
        const int64_t batch = cases[i].m < 20 ? 300 : 20;
        tn_tensor *a = tn_randn(TN_SHAPE(batch, cases[i].m, cases[i].n), .dtype = cases[i].dtype);
        tn_tensor *h = hermitian_of(CONDITION_10, cases[i].dtype, batch, cases[i].m, true);
        tn_set_num_threads(1);
        const everything one = factors_of(a, h);
        tn_set_num_threads(2);
        const everything two = factors_of(a, h);
        for (int k = 0; k < one.n; k++) {
            cr_expect(same_bits(one.t[k], two.t[k]), "case %zu, result %d", i, k);
        }
    }
    tn_set_num_threads(threads);
}

/* The libblas.so.3 beside the OpenBLAS that we open has copies of its functions: loaded first, that
 * is bound to them, and takes its buffers without our lock. */
Test(linalg_batches, a_blas_that_was_loaded_before_gives_the_same_bits, .timeout = 60) {
    if (!dlopen("/usr/lib/x86_64-linux-gnu/openblas-serial/libblas.so.3", RTLD_NOW | RTLD_LOCAL)) {
        cr_skip_test("no libblas.so.3 of libopenblas0-serial");
    }
    for (int round = 0; round < 150; round++) {
        TN_SCOPE(scope);
        tn_tensor *a = tn_randn(TN_SHAPE(2, 33, 33), .dtype = TN_C128);
        tn_set_num_threads(1);
        tn_tensor *one = tn_linalg_eigh(a).eigenvectors;
        tn_set_num_threads(2);
        tn_tensor *two = tn_linalg_eigh(a).eigenvectors;
        cr_assert(one && two && same_bits(one, two), "round %d", round);
    }
}

/* The last matrices of the batch come first; beside others, and in another lane. */
Test(linalg_batches, a_place_in_the_batch_changes_no_bits) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        TN_SCOPE(scope);
        const int64_t batch = 21;
        tn_tensor *a = tn_randn(TN_SHAPE(batch, cases[i].m, cases[i].n), .dtype = cases[i].dtype);
        tn_tensor *h = hermitian_of(CONDITION_10, cases[i].dtype, batch, cases[i].m, true);
        const everything whole = factors_of(a, h);
        const everything part = factors_of(tn_narrow(a, 0, 10, 11), tn_narrow(h, 0, 10, 11));
        for (int k = 0; k < whole.n; k++) {
            cr_expect(same_bits(tn_narrow(whole.t[k], 0, 10, 11), part.t[k]), "case %zu, result %d",
                      i, k);
        }
    }
}

static void expect_told(const char *what, const char *part) {
    tn_error e = {0};
    cr_assert(tn_error_take(&e), "%s: no error", what);
    cr_expect(strstr(e.message, part), "%s: %s", what, e.message);
}

Test(linalg_batches, explain_tells_the_way_and_refuses_what_has_none) {
    TN_SCOPE(scope);
    tn_tensor *small = tn_zeros(TN_SHAPE(9, 8, 8)), *large = tn_zeros(TN_SHAPE(100, 100));
    cr_expect(strstr(tn_linalg_explain("svd", small, NULL), "several matrices at once"));
    cr_expect(strstr(tn_linalg_explain("linalg_svd", large, "gesvdj"), "gesvj"));
    cr_expect(strstr(tn_linalg_explain("svdvals", large, "gesvd"), "gesvd ("));
    cr_expect(strstr(tn_linalg_explain("solve", large, NULL), "lu_solve: "));
    cr_expect(strstr(tn_linalg_explain("eigh", tn_to(small, .dtype = TN_C64), NULL), "heevd"));
    cr_expect(tn_ok());
    cr_expect_null(tn_linalg_explain("matmul", small, NULL));
    expect_told("explain", "an op of linear algebra");
    cr_expect_null(tn_linalg_explain("svd", small, "fast"));
    expect_told("explain", "driver must be");
    cr_expect_null(tn_linalg_explain("svd", tn_zeros(TN_SHAPE(3)), NULL));
    expect_told("explain", "at least 2 dims");
}

/* Of what is done several at once. */
Test(linalg_batches, instruction_sets_give_the_same_bits) {
    for (int i = 0; i < 3; i++) { /* small real ones */
        TN_SCOPE(scope);
        const tni_isa best = tni_host_isa();
        tn_tensor *a = tn_randn(TN_SHAPE(19, cases[i].m, cases[i].n), .dtype = cases[i].dtype);
        tn_tensor *h = tn_to(tn_mul(tn_eye(cases[i].m), 3), .dtype = cases[i].dtype);
        h = tn_add(h, tn_zeros(TN_SHAPE(19, cases[i].m, cases[i].m), .dtype = cases[i].dtype));
        const everything wanted = factors_of(a, h);
        for (int isa = TNI_ISA_BASE; isa < TNI_ISA_COUNT; isa++) {
            if (!tni_host_set_isa((tni_isa)isa)) {
                continue;
            }
            const everything found = factors_of(a, h);
            for (int k = 0; k < wanted.n; k++) {
                cr_expect(same_bits(wanted.t[k], found.t[k]), "case %d, result %d, %s", i, k,
                          tni_isa_name((tni_isa)isa));
            }
        }
        tni_host_set_isa(best);
    }
}

Test(linalg_batches, what_is_not_finite_touches_no_other) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        TN_SCOPE(scope);
        const int64_t m = cases[i].m, n = cases[i].n;
        tn_tensor *a = tn_randn(TN_SHAPE(7, m, n), .dtype = cases[i].dtype);
        tn_tensor *h = hermitian_of(CONDITION_10, cases[i].dtype, 7, m, true);
        tn_tensor *bad = tn_clone(a), *bad_h = tn_clone(h);
        tn_fill_(tn_select(tn_select(tn_select(bad, 0, 4), 0, 0), 0, 0), NAN);
        tn_fill_(tn_select(tn_select(tn_select(bad_h, 0, 4), 0, m - 1), 0, 0), INFINITY);
        const tn_native_svd_result r = tn_native_svd(a, false, true);
        const tn_native_svd_result s = tn_native_svd(bad, false, true);
        const tn_native_eigh_result w = tn_native_eigh(h, false, true);
        const tn_native_eigh_result v = tn_native_eigh(bad_h, false, true);
        for (int64_t k = 0; k < 7; k++) {
            const bool is_bad = k == 4;
            cr_expect((tn_item(tn_select(s.info, 0, k)) != 0) == is_bad, "svd, matrix %d", (int)k);
            cr_expect((tn_item(tn_select(v.info, 0, k)) != 0) == is_bad, "eigh, matrix %d", (int)k);
            cr_expect(is_bad || (same_bits(tn_select(r.U, 0, k), tn_select(s.U, 0, k)) &&
                                 same_bits(tn_select(w.eigenvectors, 0, k),
                                           tn_select(v.eigenvectors, 0, k))),
                      "matrix %d", (int)k);
        }
        cr_expect(tn_item(tn_all(tn_isnan(tn_select(s.S, 0, 4)))) != 0);
        tn_linalg_svd(bad);
        expect_told("svd", "matrix 4");
        tn_linalg_eigh(bad_h);
        expect_told("eigh", "matrix 4");
        tn_linalg_cholesky(tn_mul(bad_h, -1));
        expect_told("cholesky", "matrix 0");
    }
}

Test(linalg_batches, a_singular_matrix_is_told_with_its_number) {
    TN_SCOPE(scope);
    for (int64_t n = 2; n < 40; n += 30) {
        tn_tensor *a = tn_randn(TN_SHAPE(6, n, n), .dtype = TN_F64);
        tn_zero_(tn_select(tn_select(a, 0, 3), 0, n - 1));
        tn_linalg_inv(a);
        expect_told("inv", "matrix 3");
        tn_linalg_solve(a, a);
        expect_told("solve", "matrix 3");
        const tn_linalg_inv_ex_result r = tn_linalg_inv_ex(a);
        cr_expect(tn_ok() && tn_item(tn_select(r.info, 0, 3)) == (double)n);
        tn_tensor *wide = tn_randn(TN_SHAPE(5, n, n), .dtype = TN_F64);
        tn_zero_(tn_select(tn_mT(tn_select(wide, 0, 2)), 0, 0));
        tn_linalg_lstsq(wide, wide, .driver = "gels");
        expect_told("gels", "matrix 2");
    }
}

Test(linalg_batches, what_is_not_finite_below_the_diagonal_spreads_in_qr) {
    TN_SCOPE(s);
    const double values[] = {1, NAN, 1, INFINITY, 1, 2};
    tn_tensor *a = tn_from(values, TN_SHAPE(3, 2, 1), TN_F64);
    tn_tensor *r = tn_linalg_qr(a, .mode = "r").R;
    cr_expect(!isfinite(tn_item(tn_select(r, 0, 0))) && !isfinite(tn_item(tn_select(r, 0, 1))));
    cr_expect_lt(fabs(fabs(tn_item(tn_select(r, 0, 2))) - sqrt(5)), 1e-15);
}

Test(linalg_batches, pivots_that_nobody_made_are_refused) {
    TN_SCOPE(s);
    tn_tensor *a = tn_eye(3), *b = tn_ones(TN_SHAPE(3, 1));
    static const int32_t wrong[][3] = {{0, 0, 0}, {1, 2, 99}, {1, 2, -3}, {-2, -3, 3}};
    for (int i = 0; i < 4; i++) {
        tn_tensor *pivots = tn_from(wrong[i], TN_SHAPE(3), TN_I32);
        tn_error e = {0};
        cr_expect_null(tn_linalg_ldl_solve(a, pivots, b));
        cr_expect(tn_error_take(&e) && e.code == TN_ERR_ARGUMENT &&
                      strstr(e.message, "pivots of matrix 0"),
                  "%s", e.message);
    }
}

Test(linalg_batches, empty_matrices_have_empty_or_unit_factors) {
    TN_SCOPE(scope);
    const tn_linalg_svd_result s = tn_linalg_svd(tn_zeros(TN_SHAPE(2, 0, 3)));
    cr_expect(tn_numel(s.U) == 0 && tn_numel(s.S) == 0 && tn_numel(s.Vh) == 18);
    cr_expect(from_orthonormal(s.Vh) == 0);
    const tn_linalg_qr_result q = tn_linalg_qr(tn_zeros(TN_SHAPE(2, 3, 0)), .mode = "complete");
    cr_expect(tn_numel(q.Q) == 18 && from_orthonormal(q.Q) == 0);
    cr_expect(tn_item(tn_linalg_det(tn_zeros(TN_SHAPE(0, 0)))) == 1);
    cr_expect(tn_numel(tn_linalg_solve(tn_zeros(TN_SHAPE(0, 3, 3)), tn_zeros(TN_SHAPE(0, 3, 2)))) ==
              0);
    cr_expect(tn_numel(tn_linalg_pinv(tn_zeros(TN_SHAPE(2, 0, 3)))) == 0);
    cr_expect(tn_item(tn_linalg_matrix_rank(tn_zeros(TN_SHAPE(0, 3)))) == 0);
    cr_expect(tn_ok());
}

/* ---- Memory that ends ------------------------------------------------------------------------ */

int tni_host_svd(const void *params, void *stream);

/* `bytes` that end where a page begins that nobody may read. */
static void *before_a_wall(size_t bytes) {
    const size_t page = 4096, room = (bytes + page - 1) / page * page;
    char *at = mmap(NULL, room + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    cr_assert(at != MAP_FAILED && mprotect(at + room, page, PROT_NONE) == 0);
    return at + room - bytes;
}

/* OpenBLAS reads an element of a row past its end. */
Test(linalg_batches, factors_of_complex_matrices_may_end_where_memory_does) {
    static const tn_dtype dtypes[] = {TN_C64, TN_C128, TN_F64};
    for (int d = 0; d < 3; d++) {
        for (int64_t n = 3; n < 45; n++) {
            for (int way = 0; way < 4; way++) {
                TN_SCOPE(s);
                const int64_t m = way % 2 ? n + 4 : n, bytes = (int64_t)tn_dtype_bytes(dtypes[d]);
                tn_tensor *a = tn_randn(TN_SHAPE(m, n), .dtype = dtypes[d], .device = TN_CPU);
                int32_t info = -1;
                const tn_k_svd p = {.dtype = (uint8_t)dtypes[d],
                                    .driver = way / 2 ? TN_SVD_GESVD : TN_SVD_DEFAULT,
                                    .wanted = way % 2 ? TN_SVD_FULL : TN_SVD_REDUCED,
                                    .batch = 1,
                                    .m = m,
                                    .n = n,
                                    .in = tn_data(a),
                                    .u = before_a_wall((size_t)(m * m * bytes)),
                                    .s = before_a_wall((size_t)(n * bytes)),
                                    .vh = before_a_wall((size_t)(n * n * bytes)),
                                    .info = &info};
                cr_assert_eq(tni_host_svd(&p, NULL), 0);
                cr_assert_eq(info, 0);
            }
        }
    }
}

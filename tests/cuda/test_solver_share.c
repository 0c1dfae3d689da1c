/* Which decompositions cuSOLVER gets, and that they are the same there. */
#include "matrix_case.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void give_all_to_cusolver(void) {
    setenv("TENON_CUSOLVER", "all", 1);
    sim();
}

static int live_solvers(void) {
    return sim()->get_counts().live_solvers;
}

Test(cuda_solver, decompositions_by_cusolver_give_the_matrix, .timeout = 300) {
    static const int shapes[][2] = {{1, 1}, {5, 5}, {7, 4}, {4, 7}, {12, 3}};
    give_all_to_cusolver();
    for (int d = 0; d < 4; d++) {
        for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
            TN_SCOPE(s);
            tn_tensor *a = normal_matrices(MATRIX_DTYPES[d], 2, shapes[i][0], shapes[i][1]);
            check_lu(a, 60);
            check_qr(a, 60);
            check_svd(a, false, 60);
            check_svd(a, true, 60);
            check_cholesky(definite_matrices(MATRIX_DTYPES[d], 2, shapes[i][0]), 60);
            check_eigh(hermitian_matrices(MATRIX_DTYPES[d], 2, shapes[i][0]), "L", 60);
            check_eigh(hermitian_matrices(MATRIX_DTYPES[d], 2, shapes[i][0]), "U", 60);
        }
    }
    cr_expect_gt(live_solvers(), 0);
    cr_expect(strstr(tn_device_numerics(TN_CUDA(0)), "cuSOLVER 12.1.0 for all decompositions"),
              "%s", tn_device_numerics(TN_CUDA(0)));
    expect_no_fault();
}

/* Values that squares of would overflow, NaN and infinity: what our own kernels say. */
Test(cuda_solver, a_matrix_that_is_not_finite_is_told_and_nan) {
    give_all_to_cusolver();
    for (int shape = 0; shape < 3; shape++) {
        TN_SCOPE(s);
        tn_tensor *a = normal_matrices(TN_C64, 3, shape == 1 ? 4 : 5, shape == 2 ? 3 : 5);
        tn_tensor *h = hermitian_matrices(TN_F64, 3, 5);
        tn_fill_(tn_select(tn_select(tn_select(a, 0, 1), 0, 2), 0, 1), INFINITY);
        tn_fill_(tn_select(tn_select(tn_select(h, 0, 2), 0, 3), 0, 1), NAN);
        const tn_native_svd_result svd = tn_native_svd(to_cuda(a), true, true);
        const tn_native_eigh_result eigh = tn_native_eigh(to_cuda(h), false, true);
        cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
        for (int b = 0; b < 3; b++) {
            cr_expect_eq(is_all_nan(tn_select(svd.U, 0, b)), b == 1);
            cr_expect_eq(is_all_nan(tn_select(svd.S, 0, b)), b == 1);
            cr_expect_eq(is_all_nan(tn_select(svd.Vh, 0, b)), b == 1);
            cr_expect_eq(tn_item(tn_select(svd.info, 0, b)) > 0, b == 1);
            cr_expect_eq(is_all_nan(tn_select(eigh.eigenvalues, 0, b)), b == 2);
            cr_expect_eq(is_all_nan(tn_select(eigh.eigenvectors, 0, b)), b == 2);
            cr_expect_eq(tn_item(tn_select(eigh.info, 0, b)) > 0, b == 2);
        }
    }
}

static void decompose_small_and_large(int wanted) {
    TN_SCOPE(s);
    tn_linalg_svdvals(to_cuda(normal_matrices(TN_F32, 1, 9, 9)));
    cr_expect_eq(live_solvers(), 0, "a small matrix is ours");
    tn_linalg_cholesky(to_cuda(tn_eye(513, .dtype = TN_F32, .device = TN_CPU)));
    tn_synchronize(TN_CUDA(0));
    cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
    cr_expect_eq(live_solvers() > 0, wanted);
}

Test(cuda_solver, only_single_large_matrices_are_cusolvers, .timeout = 120) {
    sim();
    decompose_small_and_large(1);
}

Test(cuda_solver, the_option_gives_it_none, .timeout = 120) {
    setenv("TENON_CUSOLVER", "off", 1);
    sim();
    decompose_small_and_large(0);
    cr_expect(strstr(tn_device_numerics(TN_CUDA(0)), "own decompositions"), "%s",
              tn_device_numerics(TN_CUDA(0)));
}

Test(cuda_solver, our_kernels_serve_where_it_is_absent, .timeout = 120) {
    setenv("SIM_WITHOUT", "libcusolver.so", 1);
    sim();
    decompose_small_and_large(0);
}

typedef struct recorded {
    tn_tensor *matrix, *values;
} recorded;

static void find_values(void *context) {
    recorded *r = context;
    tn_set(&r->values, tn_linalg_svdvals(r->matrix));
}

/* What a stream records is ours: cuSOLVER refuses it. */
Test(cuda_solver, a_stream_that_records_gets_our_kernels) {
    give_all_to_cusolver();
    recorded r = {0};
    tn_tensor *a = tn_keep(normal_matrices(TN_F64, 1, 6, 6));
    tn_set(&r.matrix, to_cuda(a));
    tn_graph *g = tn_graph_capture(TN_CUDA(0), find_values, &r);
    cr_assert(g, "%s", tn_ok() ? "" : tn_error_pending()->message);
    cr_expect_eq(tn_graph_replay(g), TN_OK);
    expect_close(tn_unsqueeze(r.values, 0), tn_unsqueeze(tn_linalg_svdvals(a), 0), TN_F64, 50,
                 "values");
    tn_graph_free(g);
    tn_drop(r.matrix);
    tn_drop(r.values);
    tn_drop(a);
    expect_no_fault();
}

Test(cuda_solver, each_call_that_fails_is_an_error_that_names_it, .timeout = 300) {
    give_all_to_cusolver();
    int named = 0;
    for (uint64_t k = 1; k < 200; k++) {
        TN_SCOPE(s);
        tn_tensor *a = to_cuda(hermitian_matrices(TN_F32, 1, 5));
        tn_synchronize(TN_CUDA(0));
        sim()->fail_call(k, 0);
        tn_linalg_eigvalsh(a);
        const bool failed = *sim()->failed_calls();
        sim()->fail_call(0, 0);
        tn_error e = {0};
        const bool raised = tn_error_take(&e);
        if (!failed) {
            break;
        }
        cr_expect(!raised || strstr(e.message, "cuda") || strstr(e.message, "cusolver"),
                  "call %d: %s", (int)k, e.message);
        if (raised && strstr(e.message, "cusolver")) {
            named++;
            cr_expect(strstr(e.message, "cuda_solver.c:") &&
                          strstr(e.message, "TENON_CUSOLVER=off"),
                      "%s", e.message);
        }
        sim()->clear();
    }
    cr_expect_geq(named, 4, "%d calls are named", named);
}

static void expect_way(const char *op, int64_t batch, int64_t m, int64_t n, tn_dtype dtype,
                       const char *part) {
    TN_SCOPE(s);
    const char *text = tn_linalg_explain(
        op, tn_empty(TN_SHAPE(batch, m, n), .dtype = dtype, .device = {TN_DEVICE_CUDA, 0}), NULL);
    cr_assert(text, "%s", tn_ok() ? "" : tn_error_pending()->message);
    cr_expect(strstr(text, part), "%s lacks %s", text, part);
}

Test(cuda_solver, the_way_that_is_taken_is_told) {
    need_devices(1);
    expect_way("svd", 5, 4, 3, TN_F32, "a thread a matrix");
    expect_way("svd", 5, 60, 30, TN_C64, "a warp a matrix");
    expect_way("svd", 5, 40, 40, TN_F32, "a block a matrix");
    expect_way("svd", 5, 300, 200, TN_F64, "too long for shared memory");
    expect_way("svd", 5, 300, 300, TN_F64, "in the workspace");
    expect_way("eigh", 5, 4, 4, TN_F32, "a thread a matrix");
    expect_way("eigh", 5, 32, 32, TN_C128, "a warp a matrix");
    expect_way("eigh", 5, 300, 300, TN_F64, "in the workspace");
    expect_way("cholesky", 5, 600, 600, TN_F64, "panel after panel");
    expect_way("solve_triangular", 5, 9, 9, TN_F64, "Tenon's own kernels");
    if (is_simulated()) {
        expect_way("svd", 1, 600, 600, TN_F64, "larger than the crossover cusolver_svd");
        expect_way("eigh", 1, 600, 600, TN_F64, "larger than the crossover cusolver_eigh");
        expect_way("qr", 1, 600, 600, TN_F64, "larger than the crossover cusolver_qr");
        cr_expect_eq(tn_crossover_set(TN_CUDA(0), "cusolver_lu", 600), TN_OK);
        expect_way("lu", 1, 600, 600, TN_F64, "panel after panel");
        expect_way("lu", 1, 601, 601, TN_F64, "larger than the crossover cusolver_lu");
    }
}

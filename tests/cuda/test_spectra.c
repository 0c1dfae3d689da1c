/* Singular values and eigenvalues on CUDA devices: by a thread, a warp, a block, in the workspace
 * and by QR first, by residuals and orthogonality. */
#include "matrix_case.h"
#include "memory/sanitize.h"

#include <criterion/criterion.h>
#include <math.h>

/* ---- Singular values ------------------------------------------------------------------------- */

/* Up to 4: a thread; up to 32 columns: a warp; a block; 65 rows and more of a full U: by QR. A real
 * and a complex dtype each, wide ones and narrow ones in turn. */
Test(cuda_linalg, singular_values_and_vectors_give_the_matrix, .timeout = 600) {
    static const int shapes[][3] = {{5, 1, 1},  {3, 2, 3},   {40, 3, 3},  {2, 4, 2},  {3, 4, 4},
                                    {6, 5, 5},  {2, 9, 4},   {2, 3, 11},  {1, 1, 7},  {5, 16, 16},
                                    {1, 40, 8}, {1, 34, 33}, {1, 33, 36}, {2, 70, 3}, {1, 2, 66}};
    need_devices(1);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        for (size_t d = i % 2; d < 4; d += 2) {
            TN_SCOPE(s);
            tn_tensor *a =
                normal_matrices(MATRIX_DTYPES[d], shapes[i][0], shapes[i][1], shapes[i][2]);
            check_svd(a, false, 100);
            check_svd(a, true, 100);
        }
    }
    expect_no_fault();
}

/* c128 of 56 columns is too large for the shared memory of a block. */
Test(cuda_linalg, singular_values_of_larger_matrices_are_found_in_the_workspace, .timeout = 600) {
    need_devices(1);
    TN_SCOPE(s);
    check_svd(normal_matrices(TN_C128, 1, 56, 56), false, 300);
    check_svd(normal_matrices(TN_F32, 1, 150, 82), false, 300);
    check_svd(normal_matrices(TN_C128, 1, 40, 60), true, 300);
    expect_no_fault();
}

/* Columns of zeros, equal ones, and ranks that are not full: U and V are orthonormal all the
 * same. */
Test(cuda_linalg, vectors_of_zero_complete_the_basis) {
    need_devices(1);
    for (int d = 0; d < 4; d++) {
        for (int n = 3; n <= 7; n += 2) {
            TN_SCOPE(s);
            tn_tensor *left = normal_matrices(MATRIX_DTYPES[d], 2, n + 1, 2);
            tn_tensor *right = normal_matrices(MATRIX_DTYPES[d], 2, 2, n);
            tn_tensor *a = tn_matmul(left, right);
            check_svd(a, true, 100);
            check_svd(tn_zeros_like(a), true, 100);
            check_svd(tn_ones_like(a), true, 100);
            check_svd(tn_adjoint(a), true, 100);
        }
    }
}

/* Near both ends of the exponents' range, where squares overflow or vanish. */
Test(cuda_linalg, matrices_are_scaled_before_their_squares_are_taken) {
    static const double scales[] = {1e37, 1e-37, 1e-42};
    need_devices(1);
    for (int i = 0; i < 3; i++) {
        for (int n = 3; n <= 6; n += 3) {
            TN_SCOPE(s);
            tn_tensor *a = tn_mul(normal_matrices(TN_F64, 1, n, n), scales[i] / 4);
            tn_tensor *narrow = tn_to(a, .dtype = TN_F32);
            tn_tensor *got = tn_linalg_svdvals(to_cuda(narrow));
            tn_tensor *want = tn_linalg_svdvals(tn_to(narrow, .dtype = TN_F64));
            const double off = largest(tn_sub(to_exact(got), want));
            /* A denormal result is rounded to a multiple of 2^-149. */
            cr_expect(off <= 20 * epsilon_of(TN_F32) * largest(want) + ldexp(1, -149), "%g: %g",
                      scales[i], off);
        }
    }
}

/* Columns that are scaled by 1 to 1e-24: each value is as exact as the largest. */
Test(cuda_linalg, small_singular_values_of_scaled_columns_are_relatively_exact) {
    enum { N = 8 };
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *powers = tn_mul(tn_arange(N, .dtype = TN_F64, .device = TN_CPU), -3.0);
    tn_tensor *scale = tn_pow(tn_full_like(powers, 10.0), powers);
    tn_tensor *well = tn_add(tn_mul(normal_matrices(TN_F64, 1, N, N), 0.1),
                             tn_eye(N, .dtype = TN_F64, .device = TN_CPU));
    tn_tensor *a = tn_mul(well, tn_unsqueeze(scale, 0));
    tn_tensor *by_columns = tn_linalg_svdvals(to_cuda(a), .driver = "gesvdj");
    /* Values of the inverse are the reciprocals: D^-1 is exact, and W^-1 is well conditioned. */
    tn_tensor *inverse = tn_div(tn_linalg_inv(well), tn_unsqueeze(scale, -1));
    tn_tensor *back = tn_linalg_svdvals(to_cuda(tn_mT(inverse)), .driver = "gesvdj");
    tn_tensor *one = tn_mul(to_exact(by_columns), tn_flip(to_exact(back), TN_DIMS(-1)));
    const double off = largest(tn_sub(one, 1.0));
    cr_expect(off < 200 * epsilon_of(TN_F64), "%g", off / epsilon_of(TN_F64));
}

Test(cuda_linalg, a_matrix_that_is_not_finite_touches_no_other) {
    static const int shapes[][2] = {{3, 3}, {6, 5}, {5, 6}, {40, 36}, {70, 4}};
    need_devices(1);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        TN_SCOPE(s);
        tn_tensor *a = normal_matrices(TN_F32, 3, shapes[i][0], shapes[i][1]);
        const tn_native_svd_result good = tn_native_svd(to_cuda(a), true, true);
        tn_fill_(tn_select(tn_select(tn_select(a, 0, 1), 0, 1), 0, 2), i % 2 ? NAN : INFINITY);
        const tn_native_svd_result bad = tn_native_svd(to_cuda(a), true, true);
        cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
        cr_expect(is_all_nan(tn_select(bad.U, 0, 1)) && is_all_nan(tn_select(bad.S, 0, 1)) &&
                      is_all_nan(tn_select(bad.Vh, 0, 1)),
                  "all results are NaN");
        cr_expect(tn_item(tn_select(bad.info, 0, 1)) > 0, "info is more than 0");
        for (int b = 0; b < 3; b += 2) {
            cr_expect(is_same(tn_select(good.U, 0, b), tn_select(bad.U, 0, b)) &&
                          is_same(tn_select(good.S, 0, b), tn_select(bad.S, 0, b)) &&
                          is_same(tn_select(good.Vh, 0, b), tn_select(bad.Vh, 0, b)),
                      "others are what they were");
            cr_expect_eq(tn_item(tn_select(bad.info, 0, b)), 0);
        }
    }
}

Test(cuda_linalg, a_result_does_not_depend_on_its_place_in_the_batch) {
    enum { BATCH = TNI_ASAN ? 3 : 6 };
    static const int sides[] = {3, 7, 35};
    need_devices(1);
    for (int i = 0; i < 3; i++) {
        TN_SCOPE(s);
        tn_tensor *a = normal_matrices(TN_C64, 1, sides[i], sides[i]);
        tn_tensor *many = tn_contiguous(tn_expand(a, TN_SHAPE(BATCH, sides[i], sides[i])));
        const tn_linalg_svd_result r = tn_linalg_svd(to_cuda(many));
        const tn_linalg_eigh_result e = tn_linalg_eigh(to_cuda(many));
        for (int b = 1; b < BATCH; b++) {
            cr_expect(is_same(tn_select(r.U, 0, 0), tn_select(r.U, 0, b)), "U");
            cr_expect(is_same(tn_select(e.eigenvectors, 0, 0), tn_select(e.eigenvectors, 0, b)),
                      "eigenvectors");
        }
    }
}

/* ---- Eigenvalues ----------------------------------------------------------------------------- */

Test(cuda_linalg, eigenvalues_and_vectors_give_the_matrix, .timeout = 600) {
    static const int sides[] = {1, 2, 3, 4, 5, 16, 33};
    need_devices(1);
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        for (size_t d = i % 2; d < 4; d += 2) {
            TN_SCOPE(s);
            tn_tensor *a = hermitian_matrices(MATRIX_DTYPES[d], 3, sides[i]);
            check_eigh(a, "L", 200);
            check_eigh(a, "U", 200);
        }
    }
    expect_no_fault();
}

Test(cuda_linalg, eigenvalues_of_larger_matrices_are_found_in_the_workspace, .timeout = 600) {
    need_devices(1);
    TN_SCOPE(s);
    check_eigh(hermitian_matrices(TN_C128, 1, 78), "L", 1000);
    expect_no_fault();
}

/* Equal values, those of both signs, zeros, and a diagonal, which stays what it is. */
Test(cuda_linalg, equal_eigenvalues_have_orthonormal_vectors) {
    need_devices(1);
    for (int n = 3; n <= 9; n += 3) {
        TN_SCOPE(s);
        tn_tensor *q = tn_linalg_qr(normal_matrices(TN_F64, 2, n, n)).Q;
        tn_tensor *sign = tn_sub(tn_remainder(tn_arange(n, .dtype = TN_F64), 2.0), 0.5);
        tn_tensor *a = tn_matmul(tn_mul(q, tn_unsqueeze(sign, 0)), tn_mT(q));
        check_eigh(a, "L", 100);
        check_eigh(tn_zeros_like(a), "L", 100);
        check_eigh(tn_ones_like(a), "U", 100);
        tn_tensor *d = tn_sort(tn_exp(tn_mul(normal_matrices(TN_F64, 1, 1, n), 9.0)), -1).values;
        tn_tensor *w = tn_linalg_eigvalsh(to_cuda(tn_diag(tn_reshape(d, TN_SHAPE(n)))));
        cr_expect(is_same(w, tn_reshape(d, TN_SHAPE(n))), "a diagonal is its own values");
    }
}

/* ---- Of general matrices --------------------------------------------------------------------- */

static void check_eig(tn_tensor *a, double units) {
    const tn_dtype dtype = tn_dtype_of(a);
    const tn_linalg_eig_result r = tn_linalg_eig(to_cuda(a));
    tn_tensor *values = tn_linalg_eigvals(to_cuda(a));
    cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
    tn_tensor *v = to_exact(r.eigenvectors), *w = to_exact(r.eigenvalues);
    tn_tensor *exact = tn_to(to_exact(a), .dtype = TN_C128);
    tn_tensor *off = tn_sub(tn_matmul(exact, v), tn_mul(v, tn_unsqueeze(w, -2)));
    const double size = largest(a) * (double)tn_size(a, 1);
    cr_expect(largest(off) <= units * epsilon_of(dtype) * size, "A V of %s is off by %g units",
              tn_dtype_name(dtype), largest(off) / epsilon_of(dtype) / size);
    tn_tensor *squares = tn_sum(tn_square(tn_abs(v)), .dim = TN_DIMS(-2));
    cr_expect(largest(tn_sub(squares, 1.0)) <= units * epsilon_of(dtype), "vectors have norm 1");
    expect_close(tn_unsqueeze(values, 0), tn_unsqueeze(w, 0), dtype, units, "values alone");
}

/* c128 of 60 does not fit into shared memory; Jordan blocks have fewer vectors than values. */
Test(cuda_linalg, eigenvalues_of_general_matrices_have_their_vectors, .timeout = 300) {
    static const int sides[] = {1, 2, 3, 7, 30};
    need_devices(1);
    for (int d = 0; d < 4; d++) {
        for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
            TN_SCOPE(s);
            check_eig(normal_matrices(MATRIX_DTYPES[d], 2, sides[i], sides[i]), 30);
        }
        TN_SCOPE(s);
        tn_tensor *one = tn_ones(TN_SHAPE(1, 5, 5), .dtype = MATRIX_DTYPES[d], .device = TN_CPU);
        check_eig(tn_sub(tn_triu(one), tn_triu(one, .diagonal = 2)), 30);
        check_eig(tn_zeros_like(one), 1);
    }
    TN_SCOPE(s);
    check_eig(normal_matrices(TN_C128, 1, 60, 60), 30);
    expect_no_fault();
}

/* Real matrices have them exactly, the one of positive imaginary part first. */
Test(cuda_linalg, complex_eigenvalues_of_real_matrices_are_conjugate_pairs) {
    need_devices(1);
    TN_SCOPE(s);
    const tn_linalg_eig_result r = tn_linalg_eig(to_cuda(normal_matrices(TN_F64, 1, 9, 9)));
    tn_tensor *w = to_exact(tn_select(r.eigenvalues, 0, 0));
    tn_tensor *v = to_exact(tn_select(r.eigenvectors, 0, 0));
    for (int i = 0; i < 9; i++) {
        const double imaginary = tn_item(tn_imag(tn_select(w, 0, i)));
        if (imaginary == 0) {
            cr_expect_eq(largest(tn_imag(tn_select(v, 1, i))), 0.0, "its vector is real");
            continue;
        }
        cr_expect_gt(imaginary, 0);
        cr_assert_lt(++i, 9);
        cr_expect_eq(largest(tn_sub(tn_conj(tn_select(w, 0, i)), tn_select(w, 0, i - 1))), 0.0);
        cr_expect_eq(largest(tn_sub(tn_conj(tn_select(v, 1, i)), tn_select(v, 1, i - 1))), 0.0);
    }
}

/* Factors and systems on CUDA devices: small ones by a team, larger ones panel by panel. */
#include "matrix_case.h"

#include <criterion/criterion.h>
#include <string.h>

/* Of one panel, of several, of one more column; of reflectors in blocks. */
static const int SHAPES[][3] = {{3, 1, 1},   {2, 5, 5},   {3, 7, 4},   {2, 4, 7},  {1, 32, 32},
                                {2, 33, 33}, {1, 70, 35}, {1, 35, 70}, {2, 40, 3}, {1, 3, 40}};
enum { N_SHAPES = sizeof SHAPES / sizeof *SHAPES };

static tn_tensor *moved_back(tn_tensor *x) {
    return tn_to(x, .device = TN_CPU);
}

Test(cuda_linalg, lu_factors_give_the_matrix, .timeout = 600) {
    need_devices(1);
    for (int d = 0; d < 4; d++) {
        for (int i = 0; i < N_SHAPES; i++) {
            TN_SCOPE(s);
            check_lu(normal_matrices(MATRIX_DTYPES[d], SHAPES[i][0], SHAPES[i][1], SHAPES[i][2]),
                     100);
        }
    }
    expect_no_fault();
}

/* The same pivots as the host's. */
Test(cuda_linalg, rows_are_exchanged_as_lapack_does) {
    need_devices(1);
    for (int d = 0; d < 4; d++) {
        TN_SCOPE(s);
        tn_tensor *a = normal_matrices(MATRIX_DTYPES[d], 2, 45, 45);
        const tn_linalg_lu_factor_result there = tn_linalg_lu_factor(to_cuda(a));
        const tn_linalg_lu_factor_result here = tn_linalg_lu_factor(a);
        cr_expect(is_same(there.pivots, here.pivots), "pivots");
        expect_close(there.LU, here.LU, MATRIX_DTYPES[d], 1000, "L and U");
    }
}

Test(cuda_linalg, what_cannot_be_factored_is_told_for_each_matrix, .timeout = 300) {
    need_devices(1);
    for (int n = 6; n <= 40; n += 34) {
        TN_SCOPE(s);
        tn_tensor *a = normal_matrices(TN_F64, 3, n, n);
        tn_tensor *definite =
            tn_add(tn_matmul(a, tn_mT(a)), tn_eye(n, .dtype = TN_F64, .device = TN_CPU));
        tn_fill_(tn_select(tn_select(a, 0, 1), 1, n - 2), 0.0);
        tn_fill_(tn_select(tn_select(tn_select(definite, 0, 2), 0, n - 3), 0, n - 3), -1.0);
        const tn_linalg_lu_factor_ex_result lu = tn_linalg_lu_factor_ex(to_cuda(a));
        const tn_linalg_cholesky_ex_result l = tn_linalg_cholesky_ex(to_cuda(definite));
        cr_assert(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
        for (int b = 0; b < 3; b++) {
            cr_expect_eq(tn_item(tn_select(lu.info, 0, b)), b == 1 ? n - 1 : 0);
            cr_expect_eq(tn_item(tn_select(l.info, 0, b)), b == 2 ? n - 2 : 0);
        }
        tn_linalg_cholesky(to_cuda(definite));
        tn_synchronize(TN_CUDA(0));
        cr_assert(!tn_ok(), "an error is told when the device is waited for");
        cr_expect(strstr(tn_error_pending()->message, "matrix 2 of"), "%s",
                  tn_error_pending()->message);
        tn_error_take(NULL);
    }
}

Test(cuda_linalg, cholesky_factors_give_the_matrix, .timeout = 600) {
    static const int sides[] = {1, 5, 32, 33, 70};
    need_devices(1);
    for (int d = 0; d < 4; d++) {
        for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
            TN_SCOPE(s);
            check_cholesky(definite_matrices(MATRIX_DTYPES[d], 2, sides[i]), 60);
        }
    }
    expect_no_fault();
}

Test(cuda_linalg, qr_factors_give_the_matrix, .timeout = 600) {
    need_devices(1);
    for (int d = 0; d < 4; d++) {
        for (int i = 0; i < N_SHAPES; i++) {
            TN_SCOPE(s);
            check_qr(normal_matrices(MATRIX_DTYPES[d], SHAPES[i][0], SHAPES[i][1], SHAPES[i][2]),
                     100);
        }
        TN_SCOPE(s);
        check_qr(normal_matrices(MATRIX_DTYPES[d], 1, 270, 34), 200); /* reflectors in blocks */
        check_qr(tn_zeros(TN_SHAPE(1, 5, 3), .dtype = MATRIX_DTYPES[d], .device = TN_CPU), 10);
    }
    expect_no_fault();
}

/* Q, Q^H on the left and on the right, of few reflectors and in blocks. */
Test(cuda_linalg, products_with_q_are_those_of_the_host, .timeout = 300) {
    static const int shapes[][2] = {{9, 4}, {260, 34}};
    need_devices(1);
    for (int d = 0; d < 4; d++) {
        for (int i = 0; i < 2; i++) {
            TN_SCOPE(s);
            const int m = shapes[i][0];
            tn_tensor *a = normal_matrices(MATRIX_DTYPES[d], 1, m, shapes[i][1]);
            const tn_geqrf_result packed = tn_geqrf(a);
            for (int way = 0; way < 4; way++) {
                const bool left = way % 2, turned = way / 2;
                tn_tensor *c = left ? normal_matrices(MATRIX_DTYPES[d], 1, m, 5)
                                    : normal_matrices(MATRIX_DTYPES[d], 1, 5, m);
                tn_tensor *there = tn_ormqr(to_cuda(packed.a), to_cuda(packed.tau), to_cuda(c),
                                            .no_left = !left, .transpose = turned);
                tn_tensor *here =
                    tn_ormqr(packed.a, packed.tau, c, .no_left = !left, .transpose = turned);
                expect_close(there, here, MATRIX_DTYPES[d], 100, "product");
            }
        }
    }
}

/* Every triangle of every op, in one block and in several. */
Test(cuda_linalg, triangular_systems_are_solved, .timeout = 600) {
    static const int shapes[][2] = {{1, 1}, {5, 3}, {32, 33}, {33, 2}, {70, 40}};
    need_devices(1);
    for (int d = 0; d < 4; d++) {
        for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
            for (int way = 0; way < 8; way++) {
                TN_SCOPE(s);
                const int n = shapes[i][0], columns = shapes[i][1];
                const bool upper = way & 1, left = way & 2, unit = way & 4;
                tn_tensor *a = tn_add(tn_div(normal_matrices(MATRIX_DTYPES[d], 2, n, n), n + 0.0),
                                      tn_eye(n, .dtype = MATRIX_DTYPES[d], .device = TN_CPU));
                tn_tensor *b = left ? normal_matrices(MATRIX_DTYPES[d], 2, n, columns)
                                    : normal_matrices(MATRIX_DTYPES[d], 2, columns, n);
                tn_tensor *x = to_exact(tn_linalg_solve_triangular(
                    to_cuda(a), to_cuda(b), upper, .no_left = !left, .unitriangular = unit));
                tn_tensor *t = to_exact(upper ? tn_triu(a, .diagonal = unit)
                                              : tn_tril(a, .diagonal = unit ? -1 : 0));
                t = unit ? tn_add(t, tn_eye(n, .dtype = tn_dtype_of(t), .device = TN_CPU)) : t;
                expect_close(left ? tn_matmul(t, x) : tn_matmul(x, t), b, MATRIX_DTYPES[d], 100,
                             "A X");
            }
        }
    }
    expect_no_fault();
}

Test(cuda_linalg, ldl_factors_are_those_of_lapack_and_solve, .timeout = 300) {
    static const int sides[] = {1, 6, 21, 60};
    need_devices(1);
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        for (size_t d = i % 2; d < 4; d += 2) {
            for (int hermitian = 0; hermitian < 2; hermitian++) {
                TN_SCOPE(s);
                tn_tensor *b = normal_matrices(MATRIX_DTYPES[d], 2, sides[i], sides[i]);
                tn_tensor *a = tn_add(b, hermitian ? tn_adjoint(b) : tn_mT(b));
                const tn_linalg_ldl_factor_ex_result there =
                    tn_linalg_ldl_factor_ex(to_cuda(a), .hermitian = hermitian);
                const tn_linalg_ldl_factor_ex_result here =
                    tn_linalg_ldl_factor_ex(a, .hermitian = hermitian);
                cr_expect(is_same(there.pivots, here.pivots), "pivots");
                expect_close(tn_tril(moved_back(there.LD)), tn_tril(here.LD), MATRIX_DTYPES[d],
                             1000, "L and D");
                tn_tensor *right = normal_matrices(MATRIX_DTYPES[d], 2, sides[i], 3);
                tn_tensor *x = to_exact(tn_linalg_ldl_solve(there.LD, there.pivots, to_cuda(right),
                                                            .hermitian = hermitian));
                tn_tensor *back = tn_matmul(to_exact(a), x);
                const double size = largest(x) * largest(a) * sides[i];
                cr_expect(largest(tn_sub(back, to_exact(right))) <=
                              10 * epsilon_of(MATRIX_DTYPES[d]) * size,
                          "A X is B");
            }
        }
    }
    expect_no_fault();
}

Test(cuda_linalg, empty_matrices_give_empty_results) {
    need_devices(1);
    static const int shapes[][3] = {{0, 3, 3}, {2, 0, 0}, {2, 0, 3}, {2, 3, 0}};
    for (int i = 0; i < 4; i++) {
        TN_SCOPE(s);
        tn_tensor *a = to_cuda(normal_matrices(TN_F32, shapes[i][0], shapes[i][1], shapes[i][2]));
        tn_linalg_svd(a);
        tn_linalg_qr(a);
        tn_linalg_lu(a);
        if (shapes[i][1] == shapes[i][2]) {
            tn_linalg_eigh(a);
            tn_linalg_cholesky(a);
            tn_linalg_inv(a);
        }
        cr_expect(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
    }
}

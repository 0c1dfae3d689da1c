/* Decompositions on CUDA devices against LAPACK's on LAPACK's own matrices
 * (support/factor_case.h): by a thread, a warp, a block and in the workspace. */
#include "matrix_case.h"
#include "support/factor_case.h"
#include "support/factor_error.h"

#include <criterion/criterion.h>
#include <math.h>

static void need_generators(void) {
    const char *reason = why_no_generators();
    if (reason) {
        cr_skip_test("%s", reason);
    }
}

static void check(factor_case c) {
    char text[256];
    cr_expect(is_as_accurate_as_lapack(&c, text, sizeof text), "%s", text);
}

/* Samples, rows and columns. A real and a complex dtype each in turn, all classes. */
static void check_shapes(decomposition what, const int (*shapes)[3], int count, double times) {
    need_devices(1);
    need_generators();
    for (int i = 0; i < count; i++) {
        for (int kind = 0; kind < MATRIX_CLASSES; kind++) {
            for (int d = (i + kind) % 2; d < 4; d += 2) {
                check((factor_case){what, (matrix_class)kind, MATRIX_DTYPES[d], shapes[i][0],
                                    shapes[i][1], shapes[i][2], TN_CUDA(0), times});
            }
        }
    }
    expect_no_fault();
}
#define CHECK_SHAPES(what, shapes, times) \
    check_shapes(what, shapes, sizeof(shapes) / sizeof *(shapes), times)

Test(cuda_accuracy, svd_is_as_accurate_as_lapacks, .timeout = 1200) {
    static const int shapes[][3] = {{60, 2, 2},   {60, 3, 3},  {40, 4, 4}, {20, 5, 5}, {12, 12, 7},
                                    {10, 16, 16}, {1, 33, 33}, {4, 70, 3}, {4, 3, 11}, {1, 40, 20}};
    CHECK_SHAPES(SVD, shapes, 1);
}

/* Blocks of columns meet many times: residuals are half as much again. Where half of the values are
 * 0, sweeps of blocks do not end in time. */
Test(cuda_accuracy, svd_in_the_workspace_is_nearly_as_accurate_as_lapacks, .timeout = 1200) {
    static const matrix_class kinds[] = {CLASS_CONDITION_1E6, CLASS_CLUSTERED, CLASS_HUGE};
    need_devices(1);
    need_generators();
    for (int i = 0; i < 3; i++) {
        check((factor_case){SVD, kinds[i], TN_C128, 1, 58, 58, TN_CUDA(0), 1.5});
    }
    expect_no_fault();
}

/* Complex elements have sums of twice the length: half as much again. */
Test(cuda_accuracy, qr_is_nearly_as_accurate_as_lapacks, .timeout = 1200) {
    static const int shapes[][3] = {{60, 2, 2},   {60, 3, 3},  {60, 5, 5},  {20, 12, 7},
                                    {10, 16, 16}, {1, 40, 40}, {80, 90, 3}, {40, 3, 11}};
    CHECK_SHAPES(QR, shapes, 1.5);
}

/* The shift that makes eigenvalues lengths is felt by every pair of vectors, also by those of small
 * values: residuals, not right angles, are up to four times LAPACK's where few values are large. */
Test(cuda_accuracy, eigh_is_of_the_order_of_lapacks, .timeout = 1200) {
    static const int shapes[][3] = {{60, 2, 2}, {60, 3, 3},   {40, 4, 4},
                                    {20, 5, 5}, {10, 16, 16}, {1, 33, 33}};
    CHECK_SHAPES(EIGH, shapes, 4);
}

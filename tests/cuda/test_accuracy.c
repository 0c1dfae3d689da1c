/* Decompositions on CUDA devices against LAPACK's on LAPACK's own matrices
 * (support/factor_case.h): by a thread, a warp, a block and in the workspace. */
#include "matrix_case.h"
#include "memory/sanitize.h"
#include "support/factor_case.h"
#include "support/factor_error.h"

#include <criterion/criterion.h>
#include <math.h>

/* AddressSanitizer looks at where kernels read and write, which is the same for all classes: there
 * each fourth case is enough. */
enum { STRIDE = TNI_ASAN ? 4 : 1 };

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
static void check_shapes(decomposition what, const int (*shapes)[3], int count) {
    need_devices(1);
    need_generators();
    for (int i = 0; i < count; i++) {
        for (int kind = i / 2 % STRIDE; kind < MATRIX_CLASSES; kind += STRIDE) {
            for (int d = (i + kind) % 2; d < 4; d += 2) {
                check((factor_case){what, (matrix_class)kind, MATRIX_DTYPES[d], shapes[i][0],
                                    shapes[i][1], shapes[i][2], TN_CUDA(0)});
            }
        }
    }
    expect_no_fault();
}
#define CHECK_SHAPES(what, shapes) check_shapes(what, shapes, sizeof(shapes) / sizeof *(shapes))

Test(cuda_accuracy, svd_is_as_accurate_as_lapacks, .timeout = 1200) {
    static const int shapes[][3] = {{60, 2, 2},  {60, 3, 3},   {40, 4, 4},  {20, 5, 5},
                                    {12, 12, 7}, {10, 16, 16}, {1, 33, 33}, {4, 70, 3},
                                    {4, 3, 11},  {1, 40, 20},  {1, 50, 36}};
    CHECK_SHAPES(SVD, shapes);
}

/* By a block and in the workspace. Where half of the values are 0, or some are small, Jacobi of the
 * matrix itself would take more sweeps than there are. */
Test(cuda_accuracy, svd_of_many_columns_is_as_accurate_as_lapacks, .timeout = 1200) {
    static const struct {
        matrix_class kind;
        tn_dtype dtype;
        int64_t n;
    } cases[] = {{CLASS_CONDITION_1E6, TN_C128, 58},  {CLASS_CLUSTERED, TN_C128, 58},
                 {CLASS_HUGE, TN_C128, 58},           {CLASS_RANK_DEFICIENT, TN_C128, 60},
                 {CLASS_RANK_DEFICIENT, TN_C64, 79},  {CLASS_RANK_DEFICIENT, TN_F64, 79},
                 {CLASS_RANK_DEFICIENT, TN_F32, 111}, {CLASS_CONDITION_1E12, TN_F64, 77}};
    need_devices(1);
    need_generators();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i += STRIDE) {
        const int64_t n = cases[i].n;
        check((factor_case){SVD, cases[i].kind, cases[i].dtype, 1, n, n, TN_CUDA(0)});
    }
    expect_no_fault();
}

Test(cuda_accuracy, qr_is_as_accurate_as_lapacks, .timeout = 1200) {
    static const int shapes[][3] = {{200, 2, 2},  {200, 3, 3},  {200, 5, 5},  {60, 12, 7},
                                    {30, 16, 16}, {10, 40, 40}, {200, 90, 3}, {100, 3, 11}};
    CHECK_SHAPES(QR, shapes);
}

Test(cuda_accuracy, qr_in_blocks_is_as_accurate_as_lapacks, .timeout = 1200) {
    need_devices(1);
    need_generators();
    check((factor_case){QR, CLASS_CONDITION_1E6, TN_C128, 1, 300, 300, TN_CUDA(0)});
    check((factor_case){QR, CLASS_CONDITION_10, TN_F32, 1, 300, 300, TN_CUDA(0)});
    expect_no_fault();
}

Test(cuda_accuracy, eigh_is_as_accurate_as_lapacks, .timeout = 1200) {
    static const int shapes[][3] = {{60, 2, 2}, {60, 3, 3},   {60, 4, 4},
                                    {20, 5, 5}, {10, 16, 16}, {1, 33, 33}};
    CHECK_SHAPES(EIGH, shapes);
}

/* Clusters of values need more than a sweep of what is left of A between vectors. */
Test(cuda_accuracy, eigh_in_the_workspace_is_as_accurate_as_lapacks, .timeout = 1200) {
    static const matrix_class kinds[] = {CLASS_CONDITION_1E12, CLASS_CLUSTERED,
                                         CLASS_RANK_DEFICIENT};
    if (TNI_ASAN) {
        cr_skip_test("AddressSanitizer sees eigh in the workspace in cuda_linalg");
    }
    need_devices(1);
    need_generators();
    for (int i = 0; i < 3; i++) {
        check((factor_case){EIGH, kinds[i], TN_C128, 1, 79, 79, TN_CUDA(0)});
    }
    expect_no_fault();
}

/* Of well-conditioned columns that are scaled by 1 to 2^-30 (2^-60) each value is as exact as the
 * largest one, by a thread, a warp, a block and in the workspace, where QR comes first. */
Test(cuda_accuracy, jacobi_keeps_small_values_of_graded_matrices, .timeout = 1200) {
    static const struct {
        tn_dtype dtype;
        int64_t m, n;
    } cases[] = {{TN_F32, 3, 3},   {TN_F64, 4, 4},   {TN_F32, 12, 8},   {TN_F64, 16, 16},
                 {TN_F32, 33, 33}, {TN_F64, 79, 79}, {TN_F32, 111, 111}};
    need_devices(1);
    need_generators();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i += STRIDE) {
        TN_SCOPE(scope);
        long double exact[111];
        tn_tensor *a = generated(CLASS_GRADED, cases[i].dtype, 1, cases[i].m, cases[i].n, false);
        tn_tensor *there = tn_to(a, .device = TN_CUDA(0));
        exact_singular_values(a, 0, exact);
        const double off = relative_error(tn_linalg_svdvals(there, .driver = "gesvdj"), 0, exact),
                     with_vectors = relative_error(
                         tn_linalg_svd(there, .driver = "gesvdj", .no_full_matrices = true).S, 0,
                         exact);
        const double most = 2 + (double)cases[i].n;
        cr_expect(off <= most && with_vectors <= most, "%s [%d, %d]: %.1f and %.1f epsilon",
                  tn_dtype_name(cases[i].dtype), (int)cases[i].m, (int)cases[i].n, off,
                  with_vectors);
    }
    expect_no_fault();
}

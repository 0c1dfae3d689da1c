/* cuda_matmul.c: which matrix products are cuBLAS's and which are those of kernels/matmul.cu.
 *
 * Invariant: who computes a product follows from its block, the GPU, the libraries of the machine
 * and TENON_CUBLAS, and never from what happened before: a call of cuBLAS that fails is an error,
 * not a reason to compute otherwise. */
#include "cuda/cuda_plugin.h"

#include "cuda/cuda_blas.h"
#include "cuda/cuda_services.h"
#include "cuda/cuda_share.h"
#include "device/crossover.h"

#include <stdio.h>

/* No algorithm asks for more; storages are aligned to more, so that it depends on offsets alone. */
enum { ALIGNMENT = 16 };

int tn_cuda_matmul(const void *params, void *stream);

/* ---- Who computes ---------------------------------------------------------------------------- */

static bool has_cublas(void) {
    bool found = false;
    tni_blas_library(&found);
    return found;
}

const char *tni_cuda_matmul_numerics(void) {
    bool found = false;
    const char *text = tni_share_of(TNI_CUBLAS) == TNI_SHARE_OFF ? "" : tni_blas_library(&found);
    static char all[192];
    if (found && tni_share_of(TNI_CUBLAS) == TNI_SHARE_ALL) {
        snprintf(all, sizeof all, "%s for all products", text);
        return all;
    }
    return found ? text : "own products";
}

/* Whether m * n * k * batch is more than the crossover, by default one tile of our kernel; by
 * divisions, since the product may overflow. */
static bool is_large(const tn_k_matmul *k, int device) {
    const int64_t factors[] = {k->m, k->n, k->k, k->batch};
    int64_t left = tni_cuda_services.crossover(device, TNI_CROSS_cublas_work);
    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++) {
        left /= factors[i];
    }
    return left == 0;
}

static bool has_size(const tn_k_matmul *k) {
    const int64_t sizes[] = {k->m, k->n, k->k, k->batch};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (sizes[i] < 1 || sizes[i] > INT32_MAX) {
            return false;
        }
    }
    return true;
}

/* ---- In cuBLAS's terms ----------------------------------------------------------------------- */

static bool set_type(tni_blas_problem *p, const tn_k_matmul *k) {
    static const struct {
        tn_dtype dtype;
        cudaDataType_t type;
        cublasComputeType_t compute;
    } types[] = {
        {TN_F16, CUDA_R_16F, CUBLAS_COMPUTE_32F}, {TN_BF16, CUDA_R_16BF, CUBLAS_COMPUTE_32F},
        {TN_F32, CUDA_R_32F, CUBLAS_COMPUTE_32F}, {TN_F64, CUDA_R_64F, CUBLAS_COMPUTE_64F},
        {TN_C64, CUDA_C_32F, CUBLAS_COMPUTE_32F}, {TN_C128, CUDA_C_64F, CUBLAS_COMPUTE_64F}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (types[i].dtype == (tn_dtype)k->dtype) {
            p->type = types[i].type;
            p->compute = k->tf32 && types[i].dtype == TN_F32 ? CUBLAS_COMPUTE_32F_FAST_TF32
                                                             : types[i].compute;
            return true;
        }
    }
    return false;
}

static uint32_t alignment_of(const void *data) {
    const uintptr_t last = (uintptr_t)data & -(uintptr_t)data;
    return last < ALIGNMENT ? (uint32_t)last : ALIGNMENT;
}

/* What is stored row by row is, column by column, the transpose; so op is none for it, and the
 * transpose for what lies column by column. Only the latter can be conjugated. */
static bool set_operand(tni_blas_matrix *m, const void *data, int64_t rows, int64_t cols,
                        int64_t row, int64_t col, bool conjugate) {
    m->alignment = alignment_of(data);
    if (!conjugate && (col == 1 || cols == 1) && (row >= cols || rows == 1)) {
        m->rows = cols;
        m->cols = rows;
        m->ld = row > cols ? row : cols;
        m->op = CUBLAS_OP_N;
        return true;
    }
    m->rows = rows;
    m->cols = cols;
    m->ld = col > rows ? col : rows;
    m->op = conjugate ? CUBLAS_OP_C : CUBLAS_OP_T;
    return (row == 1 || rows == 1) && (col >= rows || cols == 1);
}

/* C = A B by rows is C' = B' A' by columns: B comes first. Nobody says that results of a batch may
 * lie between each other. */
static bool set_matrices(tni_blas_problem *p, const tn_k_matmul *k) {
    const bool is_complex = k->dtype == TN_C64 || k->dtype == TN_C128;
    const bool are_apart = k->batch == 1 || k->c_batch >= (k->m - 1) * k->c_row + k->n;
    p->a.batch_stride = k->b_batch;
    p->b.batch_stride = k->a_batch;
    p->d = (tni_blas_matrix){.rows = k->n,
                             .cols = k->m,
                             .ld = k->c_row > k->n ? k->c_row : k->n,
                             .batch_stride = k->c_batch,
                             .alignment = alignment_of(k->c)};
    return are_apart && (k->c_row >= k->n || k->m == 1) &&
           set_operand(&p->a, k->b, k->k, k->n, k->b_row, k->b_col, is_complex && k->conj_b) &&
           set_operand(&p->b, k->a, k->m, k->k, k->a_row, k->a_col, is_complex && k->conj_a);
}

/* The plan of a product that is cuBLAS's; NULL for one that is not. */
static tn_status take_plan(const tn_k_matmul *k, tni_blas_plan **plan) {
    tni_blas_problem p = {.batch = (int32_t)k->batch};
    const tni_share s = tni_share_of(TNI_CUBLAS);
    *plan = NULL;
    if (cudaGetDevice(&p.device) != cudaSuccess) {
        cudaGetLastError();
        return (tn_status)tn_kernel_fail(TN_ERR_DEVICE, "cudaGetDevice failed");
    }
    if (s == TNI_SHARE_OFF || !has_size(k) || !(s == TNI_SHARE_ALL || is_large(k, p.device)) ||
        !set_type(&p, k) || !set_matrices(&p, k) || !has_cublas()) {
        return TN_OK;
    }
    return tni_blas_take(&p, plan);
}

/* ---- The family ------------------------------------------------------------------------------ */

int64_t tni_cuda_matmul_workspace(const void *params) {
    tni_blas_plan *plan;
    const tn_status status = take_plan(params, &plan);
    if (!plan) {
        return -(int64_t)status;
    }
    const int64_t bytes = tni_blas_workspace_bytes(plan);
    tni_blas_leave(plan);
    return bytes;
}

int tni_cuda_matmul(const void *params, void *stream) {
    const tn_k_matmul *k = params;
    tni_blas_plan *plan;
    tn_status status = take_plan(k, &plan);
    if (status != TN_OK || !plan) {
        return status != TN_OK ? (int)status : tn_cuda_matmul(params, stream);
    }
    status = tni_blas_run(plan, k->alpha, k->b, k->a, k->beta, k->c, k->workspace, stream);
    tni_blas_leave(plan);
    return (int)status;
}

/* cuda_kernels.c: the table of families that the .cu files of kernels/ fill. */
#include "cuda/cuda_plugin.h"

int tn_cuda_attention(const void *params, void *stream);
int tn_cuda_check(const void *params, void *stream);
int tn_cuda_contract(const void *params, void *stream);
int tn_cuda_conv(const void *params, void *stream);
int tn_cuda_eig(const void *params, void *stream);
int tn_cuda_elementwise(const void *params, void *stream);
int tn_cuda_fft_conv(const void *params, void *stream);
int tn_cuda_fill(const void *params, void *stream);
int tn_cuda_gather(const void *params, void *stream);
int tn_cuda_grads(const void *params, void *stream);
int tn_cuda_ldl(const void *params, void *stream);
int tn_cuda_ldl_solve(const void *params, void *stream);
int tn_cuda_lu_solve(const void *params, void *stream);
int tn_cuda_norm(const void *params, void *stream);
int tn_cuda_optim(const void *params, void *stream);
int tn_cuda_pivots(const void *params, void *stream);
int tn_cuda_pool(const void *params, void *stream);
int tn_cuda_random(const void *params, void *stream);
int tn_cuda_range(const void *params, void *stream);
int tn_cuda_ravel(const void *params, void *stream);
int tn_cuda_reduce(const void *params, void *stream);
int tn_cuda_rows(const void *params, void *stream);
int tn_cuda_scan(const void *params, void *stream);
int tn_cuda_search(const void *params, void *stream);
int tn_cuda_softmax(const void *params, void *stream);
int tn_cuda_sort(const void *params, void *stream);
int tn_cuda_triangular(const void *params, void *stream);
int64_t tn_cuda_attention_workspace(const void *params);
int64_t tn_cuda_contract_workspace(const void *params);
int64_t tn_cuda_conv_workspace(const void *params);
int64_t tn_cuda_eig_workspace(const void *params);
int64_t tn_cuda_fft_conv_workspace(const void *params);
int64_t tn_cuda_gather_workspace(const void *params);
int64_t tn_cuda_grads_workspace(const void *params);
int64_t tn_cuda_norm_workspace(const void *params);
int64_t tn_cuda_reduce_workspace(const void *params);
int64_t tn_cuda_rows_workspace(const void *params);
int64_t tn_cuda_scan_workspace(const void *params);
int64_t tn_cuda_sort_workspace(const void *params);
const char *tn_cuda_contract_explain(const void *params);

const tn_kernels tni_cuda_kernels = {
    .size = sizeof(tn_kernels),
    .run = {[TN_K_attention] = tn_cuda_attention,
            [TN_K_check] = tn_cuda_check,
            [TN_K_cholesky] = tni_cuda_cholesky,
            [TN_K_contract] = tn_cuda_contract,
            [TN_K_conv] = tn_cuda_conv,
            [TN_K_eig] = tn_cuda_eig,
            [TN_K_eigh] = tni_cuda_eigh,
            [TN_K_elementwise] = tn_cuda_elementwise,
            [TN_K_fft] = tni_cuda_fft,
            [TN_K_fft_conv] = tn_cuda_fft_conv,
            [TN_K_fill] = tn_cuda_fill,
            [TN_K_gather] = tn_cuda_gather,
            [TN_K_grads] = tn_cuda_grads,
            [TN_K_ldl] = tn_cuda_ldl,
            [TN_K_ldl_solve] = tn_cuda_ldl_solve,
            [TN_K_lu] = tni_cuda_lu,
            [TN_K_lu_solve] = tn_cuda_lu_solve,
            [TN_K_matmul] = tni_cuda_matmul,
            [TN_K_norm] = tn_cuda_norm,
            [TN_K_optim] = tn_cuda_optim,
            [TN_K_pivots] = tn_cuda_pivots,
            [TN_K_pool] = tn_cuda_pool,
            [TN_K_qr] = tni_cuda_qr,
            [TN_K_random] = tn_cuda_random,
            [TN_K_range] = tn_cuda_range,
            [TN_K_ravel] = tn_cuda_ravel,
            [TN_K_reduce] = tn_cuda_reduce,
            [TN_K_reflect] = tni_cuda_reflect,
            [TN_K_rows] = tn_cuda_rows,
            [TN_K_scan] = tn_cuda_scan,
            [TN_K_search] = tn_cuda_search,
            [TN_K_softmax] = tn_cuda_softmax,
            [TN_K_sort] = tn_cuda_sort,
            [TN_K_svd] = tni_cuda_svd,
            [TN_K_triangular] = tn_cuda_triangular},
    .workspace = {[TN_K_attention] = tn_cuda_attention_workspace,
                  [TN_K_cholesky] = tni_cuda_cholesky_workspace,
                  [TN_K_contract] = tn_cuda_contract_workspace,
                  [TN_K_conv] = tn_cuda_conv_workspace,
                  [TN_K_fft] = tni_cuda_fft_workspace,
                  [TN_K_fft_conv] = tn_cuda_fft_conv_workspace,
                  [TN_K_eig] = tn_cuda_eig_workspace,
                  [TN_K_eigh] = tni_cuda_eigh_workspace,
                  [TN_K_gather] = tn_cuda_gather_workspace,
                  [TN_K_grads] = tn_cuda_grads_workspace,
                  [TN_K_lu] = tni_cuda_lu_workspace,
                  [TN_K_matmul] = tni_cuda_matmul_workspace,
                  [TN_K_norm] = tn_cuda_norm_workspace,
                  [TN_K_qr] = tni_cuda_qr_workspace,
                  [TN_K_reduce] = tn_cuda_reduce_workspace,
                  [TN_K_reflect] = tni_cuda_reflect_workspace,
                  [TN_K_rows] = tn_cuda_rows_workspace,
                  [TN_K_scan] = tn_cuda_scan_workspace,
                  [TN_K_sort] = tn_cuda_sort_workspace,
                  [TN_K_svd] = tni_cuda_svd_workspace},
    .explain = {[TN_K_cholesky] = tni_cuda_cholesky_explain,
                [TN_K_contract] = tn_cuda_contract_explain,
                [TN_K_eigh] = tni_cuda_eigh_explain,
                [TN_K_lu] = tni_cuda_lu_explain,
                [TN_K_qr] = tni_cuda_qr_explain,
                [TN_K_reflect] = tni_cuda_reflect_explain,
                [TN_K_svd] = tni_cuda_svd_explain},
};

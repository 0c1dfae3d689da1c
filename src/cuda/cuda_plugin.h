/* cuda_plugin.h: what the files of the CUDA plug-in share. The plug-in is linked to CUDA's runtime
 * and to nothing of the library: errors travel through the services that it is opened with. */
#ifndef TNI_CUDA_PLUGIN_H
#define TNI_CUDA_PLUGIN_H

#include "device/device_table.h"
#include "kernels/kernels.h"

#include <cuda_runtime.h>

enum { TNI_CUDA_DEVICES = 16 }; /* at most */

extern const tn_kernels tni_cuda_kernels;
extern const tni_page_calls tni_cuda_pages;
extern const tni_side_memory tni_cuda_side_memory;
extern const tni_collectives tni_cuda_collectives;
extern const tni_graph_calls tni_cuda_graphs;

/* cuda_ranges.c: ranges of NVTX, whose headers not every toolkit has. */
#if __has_include(<nvtx3/nvToolsExt.h>)
extern const tni_range_calls tni_cuda_ranges;
#define TNI_CUDA_RANGES &tni_cuda_ranges
#else
#define TNI_CUDA_RANGES NULL
#endif

/* Matrix products: cuBLAS's where it serves, else those of kernels/matmul.cu. */
int tni_cuda_matmul(const void *params, void *stream);
int64_t tni_cuda_matmul_workspace(const void *params);
/* Who computes them: a text for `numerics`. Static. */
const char *tni_cuda_matmul_numerics(void);

/* Fourier transforms, the same way: cuFFT's, or those of kernels/fft.cu. */
int tni_cuda_fft(const void *params, void *stream);
int64_t tni_cuda_fft_workspace(const void *params);
const char *tni_cuda_fft_numerics(void);

/* Decompositions: cuSOLVER's where it serves, else those of kernels. */
#define TNI_FACTOR_FAMILIES(X) X(cholesky) X(lu) X(qr) X(reflect) X(svd) X(eigh)
#define TNI_FACTOR(family)                                     \
    int tni_cuda_##family(const void *params, void *stream);   \
    int64_t tni_cuda_##family##_workspace(const void *params); \
    const char *tni_cuda_##family##_explain(const void *params);
TNI_FACTOR_FAMILIES(TNI_FACTOR)
#undef TNI_FACTOR
const char *tni_cuda_factor_numerics(void);

/* Makes the device the calling thread's. */
tn_status tni_cuda_enter(int index);

/* Memory that NCCL made for the thread's device, where a job has opened NCCL; NULL where it has
 * not, or NCCL cannot. */
void *tni_nccl_alloc(size_t bytes);
void tni_nccl_free(void *data);

/* Raises TN_ERR_DEVICE (TN_ERR_MEMORY when memory ran out) with the call and CUDA's reason. */
tn_status tni_cuda_check(cudaError_t error, const char *call, const char *file, int line);
#define TNI_CUDA(call) tni_cuda_check((call), #call, __FILE__, __LINE__)
/* Whether a call gave memory. That there is none is no error: whoever asked reports it. */
bool tni_cuda_gave(cudaError_t error, const char *call, const char *file, int line);
#define TNI_CUDA_GAVE(call) tni_cuda_gave((call), #call, __FILE__, __LINE__)

/* Raises what kernels of device `index` found wrong; the host has waited for them. */
tn_status tni_cuda_take_fault(int index);

/* The slots `describe` and `library_at` of the table. */
void tni_cuda_describe(int index, tn_device_description *out);
bool tni_cuda_library_at(int i, tn_library_info *out);

#endif

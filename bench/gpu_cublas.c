/* gpu_cublas.c: the same matrix products by cuBLAS itself, opened at run time: what a program gets
 * that calls it directly, on the library's stream and memory. Rows of ours are its columns, so that
 * the product of b by a in its terms is that of a by b in ours. */
#include "gpu_cases.h"

#include <dlfcn.h>
#include <stdio.h>

enum { OK = 0, NOT_TRANSPOSED = 0, R_32F = 0, R_16BF = 14, COMPUTE_32F = 68, BEST_ALGORITHM = -1 };

static struct {
    int (*create)(void **handle);
    int (*set_stream)(void *handle, void *stream);
    int (*gemm)(void *handle, int op_a, int op_b, int m, int n, int k, const void *alpha,
                const void *a, int type_a, int lda, const void *b, int type_b, int ldb,
                const void *beta, void *c, int type_c, int ldc, int compute, int algorithm);
} cublas;
static void *handle;

static bool take(void *library, void *slot, const char *name) {
    void *symbol = dlsym(library, name);
    *(void **)slot = symbol;
    return symbol != NULL;
}

static void *open_newest(void) {
    char name[32];
    void *library = NULL;
    for (int major = 13; major >= 11 && !library; major--) {
        snprintf(name, sizeof name, "libcublas.so.%d", major);
        library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    }
    return library;
}

static bool open_cublas(void) {
    void *library = handle ? NULL : open_newest();
    if (library && take(library, &cublas.create, "cublasCreate_v2") &&
        take(library, &cublas.set_stream, "cublasSetStream_v2") &&
        take(library, &cublas.gemm, "cublasGemmEx") && cublas.create(&handle) != OK) {
        handle = NULL;
    }
    if (!handle) {
        tn_raise(TN_HERE, TN_ERR_UNSUPPORTED, "libcublas.so of CUDA 11 to 13 cannot be used");
    }
    return handle != NULL;
}

/* ---- Cases ----------------------------------------------------------------------------------- */

static bool squares(tn_dtype dtype) {
    const int64_t n = gpu_small ? 48 : 4096;
    for (int i = 0; i < 3; i++) {
        if (!gpu_make(i, dtype, TN_SHAPE(n, n), 1, false)) {
            return false;
        }
    }
    return open_cublas();
}

static bool squares_f32(void) {
    return squares(TN_F32);
}

static bool squares_bf16(void) {
    return squares(TN_BF16);
}

static bool multiply(tn_stream *stream, const void *a, const void *b, void *c) {
    static const float one = 1, zero = 0;
    const int n = (int)tn_size(gpu_in[0], 0);
    const int type = tn_dtype_of(gpu_in[0]) == TN_F32 ? R_32F : R_16BF;
    return cublas.set_stream(handle, tn_stream_native(stream)) == OK &&
           cublas.gemm(handle, NOT_TRANSPOSED, NOT_TRANSPOSED, n, n, n, &one, b, type, n, a, type,
                       n, &zero, c, type, n, COMPUTE_32F, BEST_ALGORITHM) == OK;
}

static tn_tensor *matmul(void) {
    tn_stream *stream = tn_current_stream(tn_default_device());
    const void *a = tn_borrow(gpu_in[0], stream, TN_READ), *b = NULL;
    b = a ? tn_borrow(gpu_in[1], stream, TN_READ) : NULL;
    void *c = b ? tn_borrow(gpu_in[2], stream, TN_WRITE) : NULL;
    if (!c || !multiply(stream, a, b, c)) {
        return tn_raise(TN_HERE, TN_ERR_LIBRARY, "cuBLAS refuses the product"), NULL;
    }
    tn_return(gpu_in[2], stream, TN_WRITE);
    tn_return(gpu_in[1], stream, TN_READ);
    tn_return(gpu_in[0], stream, TN_READ);
    return gpu_in[2];
}

const gpu_case gpu_cublas_cases[] = {
    {"cublas_f32_4096", squares_f32, matmul, NULL},
    {"cublas_bf16_4096", squares_bf16, matmul, NULL},
};
const int gpu_n_cublas = sizeof gpu_cublas_cases / sizeof gpu_cublas_cases[0];

/* tune_cases.c: the ops that `tenon tune` measures. Batches are chosen so that a call is some
 * hundred microseconds of work; single matrices are what cuSOLVER gets. */
#include "tune_cases.h"

static tn_tensor *matrices(int64_t batch, int64_t n, tn_dtype dtype, tn_device device) {
    return tn_randn(TN_SHAPE(batch, n, n), .dtype = dtype, .device = device);
}

/* Symmetric and positive definite. */
static tn_tensor *definite(int64_t batch, int64_t n, tn_device device) {
    tn_tensor *a = matrices(batch, n, TN_F32, device);
    return tn_add(tn_matmul(a, tn_mT(a)),
                  tn_mul(tn_eye(n, .dtype = TN_F32, .device = device), (double)n));
}

static int64_t batch_of(int64_t n) {
    return n < 64 ? (int64_t)64 * 64 * 4 / (n * n) : 4;
}

static tn_tensor *make_square(int64_t n, tn_device device) {
    return tn_randn(TN_SHAPE(n, n), .dtype = TN_F32, .device = device);
}
static tn_tensor *make_batch(int64_t n, tn_device device) {
    return matrices(batch_of(n), n, TN_F32, device);
}
static tn_tensor *make_definite_batch(int64_t n, tn_device device) {
    return definite(batch_of(n), n, device);
}
static tn_tensor *make_definite(int64_t n, tn_device device) {
    return definite(1, n, device);
}
static tn_tensor *make_single(int64_t n, tn_device device) {
    return matrices(1, n, TN_F32, device);
}
static tn_tensor *lines(int64_t n, tn_dtype dtype, tn_device device) {
    enum { POINTS = 1 << 20 };
    return tn_randn(TN_SHAPE(n < POINTS ? POINTS / n : 1, n), .dtype = dtype, .device = device);
}
static tn_tensor *make_c64_lines(int64_t n, tn_device device) {
    return lines(n, TN_C64, device);
}
static tn_tensor *make_c128_lines(int64_t n, tn_device device) {
    return lines(n, TN_C128, device);
}

static void run_product(tn_tensor *x) {
    tn_matmul(x, x);
}
static void run_svd(tn_tensor *x) {
    tn_linalg_svd(x);
}
static void run_eigh(tn_tensor *x) {
    tn_linalg_eigh(x);
}
static void run_qr(tn_tensor *x) {
    tn_linalg_qr(x);
}
static void run_lu(tn_tensor *x) {
    tn_linalg_lu_factor(x);
}
static void run_cholesky(tn_tensor *x) {
    tn_linalg_cholesky(x);
}
static void run_factors(tn_tensor *x) {
    run_cholesky(x);
    run_lu(x);
    run_qr(x);
}
static void run_fft(tn_tensor *x) {
    tn_fft_fft(x, -1);
}

#define SMALL_SIDES \
    { 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 32, }
#define LARGE_SIDES \
    { 32, 64, 128, 256, 512, 1024, 2048, }
#define LENGTHS \
    { 1 << 8, 1 << 10, 1 << 12, 1 << 13, 1 << 14, 1 << 15, 1 << 16, 1 << 18 }

const tune_case tune_cases[] = {
    {"blas_work",
     "OpenBLAS",
     NULL,
     "f32 [n, n] times [n, n]",
     {4, 8, 12, 16, 20, 24, 32, 40, 48, 64, 96, 128},
     true,
     make_square,
     run_product},
    {"lanes_svd", "OpenBLAS", NULL, "batched f32 [n, n]", SMALL_SIDES, false, make_batch, run_svd},
    {"lanes_eigh", "OpenBLAS", NULL, "batched f32 [n, n]", SMALL_SIDES, false, make_definite_batch,
     run_eigh},
    {"lanes_factor",
     "OpenBLAS",
     NULL,
     "batched f32 [n, n]",
     {2, 3, 4, 6, 8, 10, 12, 16, 20, 24},
     false,
     make_definite_batch,
     run_factors},
    {"cublas_work",
     "cuBLASLt",
     "TENON_CUBLAS",
     "f32 [n, n] times [n, n]",
     {16, 32, 48, 64, 96, 128, 192, 256, 512, 1024},
     true,
     make_square,
     run_product},
    {"cufft_c64", "cuFFT", "TENON_CUFFT", "c64, lines of n", LENGTHS, false, make_c64_lines,
     run_fft},
    {"cufft_c128", "cuFFT", "TENON_CUFFT", "c128, lines of n", LENGTHS, false, make_c128_lines,
     run_fft},
    {"cusolver_svd", "cuSOLVER", "TENON_CUSOLVER", "f32 [n, n]", LARGE_SIDES, false, make_single,
     run_svd},
    {"cusolver_eigh", "cuSOLVER", "TENON_CUSOLVER", "f32 [n, n]", LARGE_SIDES, false, make_definite,
     run_eigh},
    {"cusolver_qr", "cuSOLVER", "TENON_CUSOLVER", "f32 [n, n]", LARGE_SIDES, false, make_single,
     run_qr},
    {"cusolver_lu", "cuSOLVER", "TENON_CUSOLVER", "f32 [n, n]", LARGE_SIDES, false, make_single,
     run_lu},
    {"cusolver_cholesky", "cuSOLVER", "TENON_CUSOLVER", "f32 [n, n]", LARGE_SIDES, false,
     make_definite, run_cholesky},
    {0}};

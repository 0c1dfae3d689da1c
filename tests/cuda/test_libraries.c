/* What the simulated libraries have in common. */
#include "fourier_case.h"
#include "solver_case.h"

#include "cuda/cublas_api.h"

#include <criterion/criterion.h>
#include <stdlib.h>

Test(libraries, each_is_there_in_two_versions_unless_it_is_missing) {
    static const struct {
        const char *library, *name;
        int version;
    } all[] = {{"libcufft.so.12", "cufftGetVersion", 12100},
               {"libcufft.so.11", "cufftGetVersion", 11401},
               {"libcusolver.so.12", "cusolverGetVersion", 12100},
               {"libcusolver.so.11", "cusolverGetVersion", 11705}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        int (*get_version)(int *version) = NULL;
        int version = 0;
        *(void **)&get_version = simulated_function(all[i].library, all[i].name);
        cr_expect_eq(get_version(&version), 0);
        cr_expect_eq(version, all[i].version);
        setenv("SIM_WITHOUT", all[i].library, 1);
        cr_expect_null(sim()->function(all[i].library, all[i].name));
        setenv("SIM_WITHOUT", all[i].name, 1);
        cr_expect_null(sim()->function(all[i].library, all[i].name));
        unsetenv("SIM_WITHOUT");
    }
    cr_expect_null(sim()->function("libcufft.so.10", "cufftGetVersion"));
}

/* Of none of them is an error one of the runtime, nor does it end one that nobody has read. */
Test(libraries, the_runtimes_last_error_is_its_own) {
    cublasStatus_t (*destroy_blas)(cublasLtHandle_t handle);
    *(void **)&destroy_blas = simulated_function("libcublasLt.so.13", "cublasLtDestroy");
    open_cufft();
    open_solver();
    for (int pending = 0; pending < 2; pending++) {
        void *memory = NULL;
        const cudaError_t wanted = pending ? cudaErrorMemoryAllocation : cudaSuccess;
        cr_assert_eq(pending ? cuda()->cudaMalloc(&memory, (size_t)1 << 50) : cudaSuccess, wanted);
        cr_expect_eq(fft.cufftXtExec(0, NULL, NULL, CUFFT_FORWARD), CUFFT_INVALID_PLAN);
        cr_expect_eq(cuda()->cudaPeekAtLastError(), wanted);
        cr_expect_eq(solver.cusolverDnDestroy(NULL), CUSOLVER_STATUS_INVALID_VALUE);
        cr_expect_eq(cuda()->cudaPeekAtLastError(), wanted);
        cr_expect_eq(destroy_blas(NULL), CUBLAS_STATUS_INVALID_VALUE);
        cr_expect_eq(cuda()->cudaPeekAtLastError(), wanted);
        cr_expect_eq(solver.cusolverDnSetStream(handle, NULL), CUSOLVER_STATUS_INVALID_VALUE);
        cr_expect_eq(cuda()->cudaPeekAtLastError(), wanted);
        for (int k = 1; k < 3; k++) { /* the first call fails, or the one that takes back */
            cufftHandle plan = 0;
            sim()->fail_only("cufft", -1);
            sim()->fail_call((uint64_t)k, 0);
            cr_expect_eq(fft.cufftCreate(&plan), k == 1 ? CUFFT_INTERNAL_ERROR : CUFFT_SUCCESS);
            cr_expect_eq(k == 1 ? CUFFT_INTERNAL_ERROR : fft.cufftDestroy(plan),
                         CUFFT_INTERNAL_ERROR);
            cr_expect_eq(cuda()->cudaPeekAtLastError(), wanted);
        }
        cr_expect_eq(cuda()->cudaGetLastError(), wanted);
        cr_expect_eq(cuda()->cudaGetLastError(), cudaSuccess);
    }
    sim()->clear();
}

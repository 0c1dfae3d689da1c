/* What the simulated cuSOLVER says of calls that the real one would take badly. */
#include "solver_case.h"

#include <criterion/criterion.h>
#include <string.h>

enum { N = 6 };

/* A QR of N x N numbers of f64. */
typedef struct stage {
    cusolverDnHandle_t handle;
    cusolverDnParams_t params;
    int lda;
    cudaDataType_t compute;
    char *a, *tau;
    workspace w;
} stage;

static stage stage_of(void) {
    open_solver();
    const matrix a = random_matrix(N, N, CUDA_R_64F);
    stage s = {
        handle, params, N + GAP, CUDA_R_64F, upload(&a, CUDA_R_64F), device_memory(N * 8, NULL),
        {0}};
    TRY(cusolverDnXgeqrf_bufferSize(handle, params, N, N, CUDA_R_64F, s.a, s.lda, CUDA_R_64F, s.tau,
                                    CUDA_R_64F, &s.w.bytes, &s.w.host_bytes));
    take(&s.w);
    return s;
}

static cusolverStatus_t factor(const stage *s) {
    const workspace w = s->w;
    return solver.cusolverDnXgeqrf(s->handle, s->params, N, N, CUDA_R_64F, s->a, s->lda, CUDA_R_64F,
                                   s->tau, s->compute, WORK);
}

static void expect_refused(stage s, const char *fault) {
    cr_expect_eq(factor(&s), CUSOLVER_STATUS_INVALID_VALUE, "%s", fault);
    cr_expect_eq(cuda()->cudaPeekAtLastError(), cudaSuccess, "it is not the runtime's");
    expect_fault(fault);
}

#define REFUSED(fault, ...)         \
    do {                            \
        stage bad = s;              \
        bad.__VA_ARGS__;            \
        expect_refused(bad, fault); \
    } while (0)

Test(libraries, workspaces_of_cusolver_are_checked) {
    const stage s = stage_of();
    REFUSED("on the device, but it wants", w.bytes -= 1);
    REFUSED("on the device, but it wants", w.device = NULL);
    REFUSED("the workspace is not aligned to 16 bytes", w.device = (char *)bad.w.device + 8);
    REFUSED("the workspace is not inside of a live block", w.device = s.tau);
    REFUSED("A overlaps the workspace", a = bad.w.device, bad.lda = N);
    REFUSED("info is not inside of a live block", w.info = NULL);
    REFUSED("info is not inside of a live block", w.info = (int *)&bad.w);
    cuda()->cudaFree(s.tau);
    REFUSED("tau is not inside of a live block", lda = N);
    cr_expect_eq(sim()->get_counts().factorisations, 0u);
}

Test(libraries, host_workspaces_of_cusolver_are_checked) {
    const stage s = stage_of();
    double memory[64] = {0};
    workspace w = s.w;
    TRY(cusolverDnXgetrf_bufferSize(handle, params, N, N, CUDA_R_64F, s.a, N, CUDA_R_64F, &w.bytes,
                                    &w.host_bytes));
    cr_assert(w.host_bytes > 0 && w.host_bytes <= sizeof memory);
    const size_t wanted = w.host_bytes;
    for (int i = 0; i < 3; i++) {
        w.host = i == 1 ? NULL : memory;
        w.host_bytes = wanted - (i == 0);
        cr_expect_eq(solver.cusolverDnXgetrf(handle, params, N, N, CUDA_R_64F, s.a, N, NULL,
                                             CUDA_R_64F, WORK),
                     i < 2 ? CUSOLVER_STATUS_INVALID_VALUE : CUSOLVER_STATUS_SUCCESS);
        if (i < 2) {
            expect_fault("on the host, but it wants");
        }
    }
    cr_expect_eq(sim()->get_counts().factorisations, 1u);
    int64_t *const pivots = (int64_t *)memory;
    cr_expect_eq(
        solver.cusolverDnXgetrf(handle, params, N, N, CUDA_R_64F, s.a, N, pivots, CUDA_R_64F, WORK),
        CUSOLVER_STATUS_INVALID_VALUE);
    expect_fault("ipiv is not inside of a live block");
    cr_expect(memory[0] != 0 && memory[wanted / 8 - 1] != 0 && memory[wanted / 8] == 0);
    cuda()->cudaDeviceSynchronize();
    expect_no_fault();
}

Test(libraries, shapes_and_types_of_cusolver_are_checked) {
    const stage s = stage_of();
    REFUSED("a leading dimension is less than the rows", lda = N - 1);
    REFUSED("the types do not fit", compute = CUDA_R_32F);
    const workspace w = s.w;
    const cudaDataType_t t = CUDA_R_64F;
    cr_expect_eq(solver.cusolverDnXgesvd(handle, params, 'N', 'N', 4, 5, t, s.a, 4, t, s.tau, t,
                                         NULL, 4, t, NULL, 5, t, WORK),
                 CUSOLVER_STATUS_INVALID_VALUE);
    expect_fault("cusolverDnXgesvd: there are fewer rows than columns");
    cr_expect_eq(solver.cusolverDnXgesvd(handle, params, 'O', 'N', 5, 5, t, s.a, 5, t, s.tau, t,
                                         NULL, 5, t, NULL, 5, t, WORK),
                 CUSOLVER_STATUS_INVALID_VALUE);
    expect_fault("a job that is not A, S or N is not simulated");
    cr_expect_eq(solver.cusolverDnDorgqr(handle, 5, 3, 4, (double *)s.a, 5, (double *)s.tau,
                                         w.device, (int)(w.bytes / 8), w.info),
                 CUSOLVER_STATUS_INVALID_VALUE);
    expect_fault("there are more reflectors than columns");
    cr_expect_eq(solver.cusolverDnDorgqr(handle, 5, 3, 3, (double *)s.a, 5, (double *)s.tau,
                                         w.device, -1, w.info),
                 CUSOLVER_STATUS_INVALID_VALUE);
    expect_fault("cusolverDnDorgqr: a workspace of -1 elements");
    size_t bytes = 0, host_bytes = 0;
    cr_expect_eq(solver.cusolverDnXsyevd_bufferSize(
                     handle, params, CUSOLVER_EIG_MODE_VECTOR, CUBLAS_FILL_MODE_LOWER, 4,
                     CUDA_C_64F, NULL, 4, CUDA_C_64F, NULL, CUDA_C_64F, &bytes, &host_bytes),
                 CUSOLVER_STATUS_INVALID_VALUE);
    expect_fault("cusolverDnXsyevd_bufferSize: the types do not fit");
    cr_expect_eq(solver.cusolverDnXpotrf_bufferSize(handle, params, CUBLAS_FILL_MODE_LOWER, 0, t,
                                                    NULL, 4, t, &bytes, &host_bytes),
                 CUSOLVER_STATUS_INVALID_VALUE);
    expect_fault("a matrix is empty");
}

Test(libraries, handles_of_cusolver_are_checked) {
    sim()->set_devices(2);
    stage s = stage_of();
    cusolverDnHandle_t bare = NULL;
    TRY(cusolverDnCreate(&bare));
    REFUSED("the default stream is not simulated", handle = bare);
    TRY(cusolverDnDestroy(bare));
    REFUSED("there is no such handle", handle = bare);
    TRY(cusolverDnDestroyParams(params));
    REFUSED("there are no such parameters", params = s.params);
    REFUSED("on the device, but it wants", params = NULL, bad.w.bytes = 0); /* the default */
    cr_expect_eq(solver.cusolverDnDestroyParams(params), CUSOLVER_STATUS_INVALID_VALUE);
    expect_fault("cusolverDnDestroyParams: nothing is destroyed");
    s.params = params = NULL;
    cuda()->cudaSetDevice(1);
    expect_refused(s, "the handle and the thread are of several devices");
    cudaStream_t there = new_stream();
    void *far = device_memory(N * 8, NULL);
    cuda()->cudaSetDevice(0);
    REFUSED("tau is not memory of device 0", tau = far);
    cr_expect_eq(solver.cusolverDnSetStream(handle, there), CUSOLVER_STATUS_INVALID_VALUE);
    expect_fault("the handle and the stream are of several devices");
}

/* What another stream does with memory of the call: a fault where neither waits. */
static void write_meanwhile(const stage *s, void *memory, const char *fault, bool waits) {
    static cudaStream_t other;
    other = other ? other : new_stream();
    cuda()->cudaMemsetAsync(memory, 0, 4, other);
    if (waits) {
        wait_for(other, stream);
    }
    cr_expect_eq(factor(s), CUSOLVER_STATUS_SUCCESS);
    cuda()->cudaDeviceSynchronize();
    if (fault) {
        expect_fault(fault);
    } else {
        expect_no_fault();
    }
}

Test(libraries, streams_that_do_not_wait_for_cusolver_are_named) {
    const stage s = stage_of();
    void *const touched[] = {s.a, s.a + (N * s.lda - GAP - 1) * 8, s.tau, s.w.device, s.w.info};
    for (int i = 0; i < 5; i++) {
        write_meanwhile(&s, touched[i], "missing wait", false);
        write_meanwhile(&s, touched[i], NULL, true);
    }
    write_meanwhile(&s, s.a + N * 8, NULL, false); /* below the first column */
}

Test(libraries, cusolver_takes_no_part_in_graphs) {
    const stage s = stage_of();
    cudaGraph_t graph = NULL;
    cuda()->cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal);
    cr_expect_eq(factor(&s), CUSOLVER_STATUS_INVALID_VALUE);
    expect_fault("cusolverDnXgeqrf: the stream records a graph");
    cuda()->cudaStreamEndCapture(stream, &graph);
    cuda()->cudaGraphDestroy(graph);
}

/* ---- Failures -------------------------------------------------------------------------------- */

/* Whether all went well; it ends what it began. */
static bool factor_once(void *a, void *tau, const workspace *w) {
    cusolverDnHandle_t h = NULL;
    cusolverDnParams_t p = NULL;
    size_t bytes = 0, host_bytes = 0;
    const cudaDataType_t t = CUDA_R_64F;
    bool is_fine =
        !solver.cusolverDnCreate(&h) && !solver.cusolverDnCreateParams(&p) &&
        !solver.cusolverDnSetStream(h, stream) &&
        !solver.cusolverDnXgeqrf_bufferSize(h, p, N, N, t, a, N, t, tau, t, &bytes, &host_bytes) &&
        !solver.cusolverDnXgeqrf(h, p, N, N, t, a, N, t, tau, t, w->device, bytes, NULL, 0,
                                 w->info) &&
        !solver.cusolverDnDorgqr(h, N, N, N, a, N, tau, w->device, (int)(bytes / 8), w->info);
    is_fine = (!p || !solver.cusolverDnDestroyParams(p)) && is_fine;
    return (!h || !solver.cusolverDnDestroy(h)) && is_fine;
}

Test(libraries, each_call_of_cusolver_may_fail) {
    const stage s = stage_of();
    const sim_counts before = sim()->get_counts();
    cr_expect_eq(before.live_solvers, 2);
    uint64_t k = 0;
    bool failed = true;
    sim()->fail_only("cusolver", -1);
    while (failed) {
        sim()->fail_call(++k, 0);
        const bool is_fine = factor_once(s.a, s.tau, &s.w);
        failed = *sim()->failed_calls();
        cr_expect_eq(is_fine, !failed, "call %d: %s", (int)k, sim()->failed_calls());
        cr_expect_eq(sim()->get_counts().live_solvers, before.live_solvers);
        cr_expect_eq(sim()->get_counts().used_bytes, before.used_bytes);
    }
    cr_expect_eq(k, 9u, "8 calls can fail, and did");
    sim()->fail_call(0, 0);
    cuda()->cudaDeviceSynchronize();
    expect_no_fault();
}

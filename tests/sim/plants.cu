/* plants.cu: kernels and uses of streams with a fault that can be switched off. */
#include "plants.h"

#include "libraries.hpp"

#include "cuda/cublas_api.h"
#include "cuda/nccl_api.h"
#include "kernels/ptx.cuh"

#include <csignal>
#include <cstdio>
#include <thread>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr int threads = 64;
constexpr int numbers = 1024;

/* ---- Kernels --------------------------------------------------------------------------------- */

__global__ void reverse_block(float *x, bool faulty) {
    __shared__ float held[threads];
    held[threadIdx.x] = x[threadIdx.x];
    if (!faulty) {
        __syncthreads();
    }
    x[threadIdx.x] = held[threads - 1 - threadIdx.x];
}

__global__ void reverse_warps(float *x, bool faulty) {
    __shared__ float held[threads];
    held[threadIdx.x] = x[threadIdx.x];
    if (!faulty) {
        __syncwarp();
    }
    x[threadIdx.x] = held[threadIdx.x ^ 31];
}

/* A word by one thread and a byte of it by another; each byte by its own thread is no fault. */
__global__ void write_bytes(float *x, bool faulty) {
    if (faulty && threadIdx.x == 32) {
        x[0] = 1;
    } else if (threadIdx.x < 32) {
        reinterpret_cast<unsigned char *>(x)[threadIdx.x] = 1;
    }
}

__global__ void shift(float *x, bool faulty) {
    x[threadIdx.x] = x[threadIdx.x + (faulty ? numbers - threads + 1 : 0)];
}

__global__ void shift_shared(float *x, bool faulty) {
    TN_DYNAMIC_SHARED(float, held);
    held[threadIdx.x + (faulty ? 1 : 0)] = x[threadIdx.x];
    __syncthreads();
    x[threadIdx.x] = held[threadIdx.x];
}

__global__ void copy_quads(float *x, bool faulty) {
    const float4 quad = tn::load_vector<float4>(x + (faulty ? 1 : 0));
    x[threads + threadIdx.x] = quad.x;
}

__global__ void branch_to_barrier(float *x, bool faulty) {
    if (!faulty || threadIdx.x < 32) {
        __syncthreads();
    }
    x[threadIdx.x] = 0;
    if (faulty) {
        __syncthreads();
    }
}

__global__ void shuffle_half(float *x, bool faulty) {
    if (threadIdx.x % 32 < 16) {
        x[threadIdx.x] = __shfl_sync(faulty ? 0xffffffffu : 0x0000ffffu, x[threadIdx.x], 3);
    }
}

/* Two halves of a warp, of which a lane each names the other one. */
__global__ void shuffle_two_halves(float *x, bool faulty) {
    const bool upper = threadIdx.x % 32 >= 16;
    const unsigned mask = upper ? 0xffff0000u : 0x0000ffffu;
    const unsigned other = upper ? 0x00000001u : 0x00010000u;
    x[threadIdx.x] = __shfl_sync(faulty ? mask | other : mask, x[threadIdx.x], upper ? 19 : 3);
}

__global__ void shuffle_beside_a_vote(float *x, bool faulty) {
    if (faulty && threadIdx.x % 32 >= 16) {
        x[threadIdx.x] = static_cast<float>(__ballot_sync(0xffffffffu, 1));
    } else {
        x[threadIdx.x] = __shfl_sync(0xffffffffu, x[threadIdx.x], 3);
    }
}

__global__ void wait_for_an_ended_lane(float *x, bool faulty) {
    if (!faulty || threadIdx.x % 32 != 7) {
        __syncwarp();
        x[threadIdx.x] = 0;
    }
}

/* What a thread copies is read by another one. */
__device__ void copy_across(float *x, bool waits, bool waits_late) {
    __shared__ float held[threads];
    tn::cp_async_4(held + threadIdx.x, x + threadIdx.x);
    tn::cp_async_commit_group();
    if (waits) {
        tn::cp_async_wait_group<0>();
    }
    __syncthreads();
    x[threads + threadIdx.x] = held[threads - 1 - threadIdx.x];
    if (waits_late) {
        tn::cp_async_wait_group<0>();
    }
}

__global__ void copy_without_end(float *x, bool faulty) {
    copy_across(x, !faulty, false);
}

__global__ void copy_with_late_end(float *x, bool faulty) {
    copy_across(x, !faulty, faulty);
}

__global__ void copy_over_what_is_read(float *x, bool faulty) {
    __shared__ float held[threads];
    held[threadIdx.x] = x[threadIdx.x];
    __syncthreads();
    x[threadIdx.x] = held[threads - 1 - threadIdx.x];
    if (!faulty) {
        __syncthreads();
    }
    tn::cp_async_4(held + threadIdx.x, x + threads + threadIdx.x);
    tn::cp_async_commit_group();
    tn::cp_async_wait_group<0>();
}

__device__ void load_rows(float *x, int shift, int bytes_a_row) {
    alignas(16) __shared__ unsigned char held[threads * 16 + 16];
    for (int i = 0; i < 16; i++) {
        held[threadIdx.x * 16 + i] = 0;
    }
    __syncthreads();
    uint32_t d[4];
    const unsigned char *first = held; /* an array's end would be seen by UBSan before ours */
    tn::ldmatrix_x4(d, first + threadIdx.x * bytes_a_row + shift);
    x[threadIdx.x] = static_cast<float>(d[0] + d[1] + d[2] + d[3]);
}

__global__ void load_shifted_rows(float *x, bool faulty) {
    load_rows(x, faulty ? 8 : 0, 16);
}

__global__ void load_rows_outside(float *x, bool faulty) {
    load_rows(x, 0, faulty ? 32 : 16);
}

__global__ void multiply_with_half_a_warp(float *x, bool faulty) {
    const uint32_t a[4] = {}, b[2] = {};
    float d[4] = {};
    if (!faulty || threadIdx.x % 32 < 16) {
        tn::mma_m16n8k16_f16(d, a, b);
    }
    __syncthreads();
    x[threadIdx.x] = d[0];
}

__global__ void multiply_unrounded(float *x, bool faulty) {
    const float number = x[threadIdx.x] + 1.0f / 3;
    const uint32_t word = faulty ? tn_bits_f32(number) : tn::cvt_rna_tf32(number);
    const uint32_t a[4] = {word, word, word, word}, b[2] = {word, word};
    float d[4] = {};
    tn::mma_m16n8k8_tf32(d, a, b);
    x[threadIdx.x] = d[0];
}

__global__ void increment(float *x, int n) {
    const int64_t i = tn::first_item();
    if (i < n) {
        x[i] += 1;
    }
}

/* ---- Programs -------------------------------------------------------------------------------- */

/* A device, two streams and some memory; whatever is left over ends with it. */
struct stage {
    cudaStream_t a = nullptr, b = nullptr;
    cudaEvent_t event = nullptr;
    float *x = nullptr;

    stage() {
        cudaSetDevice(0);
        cudaStreamCreateWithFlags(&a, cudaStreamNonBlocking);
        cudaStreamCreateWithFlags(&b, cudaStreamNonBlocking);
        cudaEventCreateWithFlags(&event, cudaEventDisableTiming);
        cudaMalloc(reinterpret_cast<void **>(&x), numbers * sizeof(float));
        cudaMemsetAsync(x, 0, numbers * sizeof(float), a);
        cudaStreamSynchronize(a);
    }
    stage(const stage &) = delete;
    stage &operator=(const stage &) = delete;
    ~stage() {
        if (x) {
            cudaFree(x);
        }
        cudaEventDestroy(event);
        cudaStreamDestroy(a);
        cudaStreamDestroy(b);
    }
};

template <void (*kernel)(float *, bool)> void run_kernel(bool faulty) {
    stage s;
    tn::launch(kernel, dim3(1), dim3(threads), threads * sizeof(float), s.a, s.x, faulty);
    cudaStreamSynchronize(s.a);
}

void increment_on(cudaStream_t stream, float *x) {
    sim_increment(stream, x, threads);
}

void use_without_wait(bool faulty) {
    stage s;
    increment_on(s.a, s.x);
    cudaEventRecord(s.event, s.a);
    if (!faulty) {
        cudaStreamWaitEvent(s.b, s.event, 0);
    }
    increment_on(s.b, s.x);
    cudaDeviceSynchronize();
}

void copy_without_wait(bool faulty) {
    stage s;
    float *const y = s.x + threads;
    cudaMemcpyAsync(y, s.x, threads * sizeof(float), cudaMemcpyDeviceToDevice, s.a);
    cudaEventRecord(s.event, s.a);
    if (!faulty) {
        cudaStreamWaitEvent(s.b, s.event, 0);
    }
    cudaMemsetAsync(y, 0, threads * sizeof(float), s.b);
    cudaDeviceSynchronize();
}

/* The event was recorded before the work that it is meant to stand for. */
void wait_for_stale_event(bool faulty) {
    stage s;
    cudaEventRecord(s.event, s.a);
    increment_on(s.a, s.x);
    if (!faulty) {
        cudaEventRecord(s.event, s.a);
    }
    cudaStreamWaitEvent(s.b, s.event, 0);
    increment_on(s.b, s.x);
    cudaDeviceSynchronize();
}

char heard[512]; /* what a plant says in another way */

/* The event stands for more than what is needed: work that was given after that. */
void wait_for_late_event(bool faulty) {
    stage s;
    float *y = nullptr;
    const size_t bytes = threads * sizeof(float);
    cudaMalloc(reinterpret_cast<void **>(&y), bytes);
    cudaMemsetAsync(s.x, 0, bytes, s.a);
    if (!faulty) {
        cudaEventRecord(s.event, s.a);
    }
    cudaMemsetAsync(y, 0, bytes, s.a);
    if (faulty) {
        cudaEventRecord(s.event, s.a);
    }
    cudaStreamWaitEvent(s.b, s.event, 0);
    cudaMemsetAsync(s.x, 1, bytes, s.b);
    cudaDeviceSynchronize();
    snprintf(heard, sizeof heard, "%s", sim_waste());
    cudaFree(y);
}

template <class... A> ncclResult_t nccl(const char *name, A... arguments) {
    return reinterpret_cast<ncclResult_t (*)(A...)>(sim::nccl_functions().at(name))(arguments...);
}

/* One of two ranks, which are threads of one process. */
void broadcast_to_ranks(int rank, ncclUniqueId id, size_t bytes) {
    void *x = nullptr;
    cudaStream_t stream;
    ncclComm_t comm = nullptr;
    cudaSetDevice(rank);
    cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);
    cudaMalloc(&x, threads);
    nccl("ncclCommInitRank", &comm, 2, id, rank);
    nccl("ncclBroadcast", static_cast<const void *>(x), x, bytes, ncclUint8, 0, comm, stream);
    cudaStreamSynchronize(stream);
    nccl("ncclCommDestroy", comm);
    cudaStreamDestroy(stream);
    cudaFree(x);
}

void mismatch_collectives(bool faulty) {
    ncclUniqueId id;
    nccl("ncclGetUniqueId", &id);
    std::thread other(broadcast_to_ranks, 1, id, size_t(faulty ? threads / 2 : threads));
    broadcast_to_ranks(0, id, threads);
    other.join();
    cudaSetDevice(0);
}

/* ---- Products of cuBLASLt -------------------------------------------------------------------- */

template <class... A> cublasStatus_t blas(const char *name, A... arguments) {
    return reinterpret_cast<cublasStatus_t (*)(A...)>(sim::cublas_functions(13).at(name))(
        arguments...);
}

struct wrongs {
    int64_t ld = 32, shape = 32; /* of the right matrix; the shape that the algorithm is for */
    size_t bytes_missing = 0;    /* of the workspace */
    bool waits = true;           /* for what the left matrix is */
};

/* Of 32 x 32 matrices: the left one is set on one stream, the product is work of the other. */
void multiply(const wrongs &w) {
    stage s;
    constexpr size_t bytes = numbers * sizeof(float);
    constexpr uint64_t room = 2 * bytes, side = 32;
    char *memory = nullptr;
    cudaMalloc(reinterpret_cast<void **>(&memory), 4 * bytes);
    cublasLtHandle_t handle = nullptr;
    cublasLtMatmulDesc_t product = nullptr;
    cublasLtMatrixLayout_t all = nullptr, right = nullptr, chosen = nullptr;
    cublasLtMatmulPreference_t preference = nullptr;
    blas("cublasLtCreate", &handle);
    blas("cublasLtMatmulDescCreate", &product, CUBLAS_COMPUTE_32F, CUDA_R_32F);
    blas("cublasLtMatrixLayoutCreate", &all, CUDA_R_32F, side, side, int64_t(side));
    blas("cublasLtMatrixLayoutCreate", &right, CUDA_R_32F, side, side, w.ld);
    blas("cublasLtMatrixLayoutCreate", &chosen, CUDA_R_32F, side, side, w.shape);
    blas("cublasLtMatmulPreferenceCreate", &preference);
    const uint32_t schemes = CUBLASLT_REDUCTION_SCHEME_COMPUTE_TYPE;
    blas("cublasLtMatmulPreferenceSetAttribute", preference,
         CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, static_cast<const void *>(&room), sizeof room);
    blas("cublasLtMatmulPreferenceSetAttribute", preference,
         CUBLASLT_MATMUL_PREF_REDUCTION_SCHEME_MASK, static_cast<const void *>(&schemes),
         sizeof schemes);
    cublasLtMatmulHeuristicResult_t result = {};
    int found = 0;
    blas("cublasLtMatmulAlgoGetHeuristic", handle, product, all, chosen, all, all, preference, 1,
         &result, &found);
    cudaMemsetAsync(s.x, 1, bytes, s.a);
    cudaEventRecord(s.event, s.a);
    if (w.waits) {
        cudaStreamWaitEvent(s.b, s.event, 0);
    }
    const float alpha = 1, beta = 0;
    blas("cublasLtMatmul", handle, product, static_cast<const void *>(&alpha),
         static_cast<const void *>(s.x), all, static_cast<const void *>(memory), right,
         static_cast<const void *>(&beta), static_cast<const void *>(memory + bytes), all,
         static_cast<void *>(memory + bytes), all,
         const_cast<const cublasLtMatmulAlgo_t *>(&result.algo),
         static_cast<void *>(memory + 2 * bytes), size_t(room - w.bytes_missing), s.b);
    cudaDeviceSynchronize();
    blas("cublasLtMatmulPreferenceDestroy", preference);
    for (cublasLtMatrixLayout_t layout : {all, right, chosen}) {
        blas("cublasLtMatrixLayoutDestroy", layout);
    }
    blas("cublasLtMatmulDescDestroy", product);
    blas("cublasLtDestroy", handle);
    cudaFree(memory);
}

void multiply_with_short_columns(bool faulty) {
    multiply({.ld = faulty ? 31 : 32});
}
void multiply_without_room(bool faulty) {
    multiply({.bytes_missing = faulty ? 1u : 0u});
}
void multiply_without_wait(bool faulty) {
    multiply({.waits = !faulty});
}
void multiply_by_other_algorithm(bool faulty) {
    multiply({.shape = faulty ? 36 : 32});
}

/* ---- Uses of memory -------------------------------------------------------------------------- */

void use_host_memory(bool faulty) {
    stage s;
    float *const held = new float[threads]();
    increment_on(s.a, faulty ? held : s.x);
    cudaStreamSynchronize(s.a);
    delete[] held;
}

void use_after_free(bool faulty) {
    stage s;
    float *const x = s.x;
    if (faulty) {
        cudaFree(x);
        s.x = nullptr;
    }
    increment_on(s.a, x);
    cudaStreamSynchronize(s.a);
}

void free_twice(bool faulty) {
    stage s;
    float *const x = s.x;
    cudaFree(x);
    s.x = nullptr;
    if (faulty) {
        cudaFree(x);
    }
}

void launch_on_other_device(bool faulty) {
    stage s;
    cudaSetDevice(faulty ? 1 : 0);
    increment_on(s.a, s.x);
    cudaSetDevice(0);
    cudaStreamSynchronize(s.a);
}

/* It ends the process: a child runs it, and what that says is read. */
void follow_device_pointer(bool faulty) {
    int ends[2];
    heard[0] = 0;
    if (pipe(ends) != 0) {
        return;
    }
    stage s;
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        const float first = faulty ? *static_cast<volatile float *>(s.x) : 0.0f;
        _exit(first == 0.0f ? 0 : 1);
    }
    close(ends[1]);
    const ssize_t n = read(ends[0], heard, sizeof heard - 1);
    heard[n < 0 ? 0 : n] = 0;
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
}

struct plant {
    sim_plant_info info;
    void (*run)(bool faulty);
};
const plant plants[] = {
    {{"missing barrier of the block", true, "race in shared memory"}, run_kernel<reverse_block>},
    {{"missing barrier of the warp", true, "race in shared memory"}, run_kernel<reverse_warps>},
    {{"bytes of a word without a barrier", true, "race in global memory"}, run_kernel<write_bytes>},
    {{"global memory out of bounds", true, "out of bounds"}, run_kernel<shift>},
    {{"shared memory out of bounds", true, "out of bounds"}, run_kernel<shift_shared>},
    {{"misaligned vector", false, "misaligned access"}, run_kernel<copy_quads>},
    {{"divergent barrier", false, "divergent barrier"}, run_kernel<branch_to_barrier>},
    {{"wrong mask", false, "wrong mask 0xffffffff"}, run_kernel<shuffle_half>},
    {{"masks that overlap", false, "waits with mask 0x"}, run_kernel<shuffle_two_halves>},
    {{"two operations of a warp", false, "waits with mask 0xffffffff in __"},
     run_kernel<shuffle_beside_a_vote>},
    {{"lane that has ended", false, "lane 7 has ended"}, run_kernel<wait_for_an_ended_lane>},
    {{"copy that nobody waits for", false, "ends without waiting for 1"},
     run_kernel<copy_without_end>},
    {{"copy that is waited for late", true, "race in shared memory"},
     run_kernel<copy_with_late_end>},
    {{"copy over what is read", true, "race in shared memory"}, run_kernel<copy_over_what_is_read>},
    {{"misaligned row of a matrix", false, "misaligned access"}, run_kernel<load_shifted_rows>},
    {{"row of a matrix out of bounds", false, "out of bounds"}, run_kernel<load_rows_outside>},
    {{"product by half a warp", false, "waits in mma_m16n8k16_f16"},
     run_kernel<multiply_with_half_a_warp>},
    {{"product of unrounded numbers", false, "no tf32 number"}, run_kernel<multiply_unrounded>},
    {{"kernels without a wait", true, "missing wait"}, use_without_wait},
    {{"copies without a wait", false, "missing wait"}, copy_without_wait},
    {{"stale event", true, "missing wait"}, wait_for_stale_event},
    {{"late event", false, "late event: stream"}, wait_for_late_event},
    {{"mismatched collectives", false, "mismatched collectives: rank"}, mismatch_collectives},
    {{"product of overlapping columns", false, "a leading dimension of 31"},
     multiply_with_short_columns},
    {{"product in a small workspace", false, "the algorithm wants 8192"}, multiply_without_room},
    {{"product without a wait", false, "missing wait"}, multiply_without_wait},
    {{"product by an algorithm for another", false, "chosen for another problem"},
     multiply_by_other_algorithm},
    {{"host memory in a kernel", true, "host memory is accessed"}, use_host_memory},
    {{"use after free", true, "in no live block"}, use_after_free},
    {{"free of a free block", false, "cudaFree"}, free_twice},
    {{"launch on another device's stream", false, "the stream is of device 0"},
     launch_on_other_device},
    {{"host follows a device pointer", false, "dereferences a device pointer"},
     follow_device_pointer},
};

} // namespace

void *sim_new_stream(void) {
    cudaStream_t stream = nullptr;
    cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);
    return stream;
}
void sim_free_stream(void *stream) {
    cudaStreamDestroy(static_cast<cudaStream_t>(stream));
}
void sim_increment(void *stream, float *data, int n) {
    tn::launch(increment, tn::one_visit_blocks(n, threads), dim3(threads), 0, stream, data, n);
}

const sim_plant_info *sim_plant_at(int i) {
    constexpr int n = sizeof plants / sizeof *plants;
    return i >= 0 && i < n ? &plants[i].info : nullptr;
}

const char *sim_plant_run(int i, bool faulty) {
    sim_clear();
    heard[0] = 0;
    plants[i].run(faulty);
    static char said[512];
    snprintf(said, sizeof said, "%s", heard[0] ? heard : sim_fault());
    sim_clear();
    return said;
}

/* bare_cuda.h: simulated CUDA and its libraries without Tenon: what a program does that calls them
 * itself. Tests that use it are skipped on real devices. */
#ifndef TEST_CUDA_BARE_CUDA_H
#define TEST_CUDA_BARE_CUDA_H

#include "simulator.h"

#include <complex.h>
#include <cuda_runtime.h>

#define BARE_CUDA_CALLS(X)       \
    X(cudaMalloc)                \
    X(cudaFree)                  \
    X(cudaMemcpyAsync)           \
    X(cudaMemsetAsync)           \
    X(cudaSetDevice)             \
    X(cudaGetLastError)          \
    X(cudaPeekAtLastError)       \
    X(cudaDeviceSynchronize)     \
    X(cudaStreamCreateWithFlags) \
    X(cudaStreamDestroy)         \
    X(cudaStreamSynchronize)     \
    X(cudaStreamWaitEvent)       \
    X(cudaEventCreateWithFlags)  \
    X(cudaEventRecord)           \
    X(cudaEventDestroy)          \
    X(cudaStreamBeginCapture)    \
    X(cudaStreamEndCapture)      \
    X(cudaGraphInstantiate)      \
    X(cudaGraphLaunch)           \
    X(cudaGraphDestroy)          \
    X(cudaGraphExecDestroy)

typedef struct bare_cuda {
#define MEMBER(name) __typeof__(&name) name;
    BARE_CUDA_CALLS(MEMBER)
#undef MEMBER
} bare_cuda;
const bare_cuda *cuda(void);

/* One that ends with the test of the suite `libraries`, or before. */
cudaStream_t new_stream(void);
void free_stream(cudaStream_t stream);
/* Called when the test of that suite ends, before its streams do. */
void end_with_test(void (*end)(void));
/* Device memory, filled with 0xee, or with what `data` holds. */
void *device_memory(size_t bytes, const void *data);
/* What device memory holds when the stream's work has ended. */
void fetch(void *to, const void *from, size_t bytes, cudaStream_t stream);
/* The second stream waits for what the first was given. */
void wait_for(cudaStream_t first, cudaStream_t second);
/* The simulator has named a fault of which this is a part; forgets it. */
void expect_fault(const char *part);

/* Elements of a cudaDataType_t: the i-th of an array, and how exact one is. */
size_t bytes_of(int type);
bool is_complex_type(int type);
double _Complex element(const void *data, size_t i, int type);
void put_element(void *data, size_t i, int type, double _Complex value);
double unit_of(int type);
/* The same numbers in each run, between -1 and 1. */
double next_number(void);

#endif

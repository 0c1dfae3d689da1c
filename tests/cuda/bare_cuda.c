#include "bare_cuda.h"

#include "kernels/scalar.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

const bare_cuda *cuda(void) {
    static bare_cuda found;
    if (!found.cudaMalloc) {
#define FIND(name) *(void **)&found.name = simulated_function(NULL, #name);
        BARE_CUDA_CALLS(FIND)
#undef FIND
    }
    return &found;
}

static cudaStream_t streams[32]; /* that no test has ended */

cudaStream_t new_stream(void) {
    int i = 0;
    while (i < (int)(sizeof streams / sizeof *streams) - 1 && streams[i]) {
        i++;
    }
    cr_assert_null(streams[i]);
    cr_assert_eq(cuda()->cudaStreamCreateWithFlags(&streams[i], cudaStreamNonBlocking),
                 cudaSuccess);
    return streams[i];
}

void free_stream(cudaStream_t stream) {
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        streams[i] = streams[i] == stream ? NULL : streams[i];
    }
    cuda()->cudaStreamDestroy(stream);
}

static void (*latest_end)(void);

void end_with_test(void (*end)(void)) {
    latest_end = end;
}

static void end_test(void) {
    if (latest_end) {
        latest_end();
    }
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        if (streams[i]) {
            free_stream(streams[i]);
        }
    }
}
TestSuite(libraries, .fini = end_test);

static void wait(cudaStream_t stream) {
    cr_assert_eq(cuda()->cudaStreamSynchronize(stream), cudaSuccess, "%s", sim()->fault());
}

void *device_memory(size_t bytes, const void *data) {
    void *memory = NULL;
    cudaStream_t stream = new_stream();
    cr_assert_eq(cuda()->cudaMalloc(&memory, bytes), cudaSuccess);
    cuda()->cudaMemsetAsync(memory, 0xee, bytes, stream);
    if (data) {
        cuda()->cudaMemcpyAsync(memory, data, bytes, cudaMemcpyHostToDevice, stream);
    }
    wait(stream);
    free_stream(stream);
    return memory;
}

void fetch(void *to, const void *from, size_t bytes, cudaStream_t stream) {
    cuda()->cudaMemcpyAsync(to, from, bytes, cudaMemcpyDeviceToHost, stream);
    wait(stream);
}

void wait_for(cudaStream_t first, cudaStream_t second) {
    cudaEvent_t event = NULL;
    cuda()->cudaEventCreateWithFlags(&event, cudaEventDisableTiming);
    cuda()->cudaEventRecord(event, first);
    cuda()->cudaStreamWaitEvent(second, event, 0);
    cuda()->cudaEventDestroy(event);
}

void expect_fault(const char *part) {
    cr_expect(strstr(sim()->fault(), part), "'%s' instead of '%s'", sim()->fault(), part);
    sim()->clear();
}

/* ---- Elements -------------------------------------------------------------------------------- */

/* What tests/sim/operands.cpp does, written again on purpose: neither trusts the other. */

static int part_type(int type) {
    return type == CUDA_C_64F    ? CUDA_R_64F
           : type == CUDA_C_32F  ? CUDA_R_32F
           : type == CUDA_C_16F  ? CUDA_R_16F
           : type == CUDA_C_16BF ? CUDA_R_16BF
                                 : type;
}

bool is_complex_type(int type) {
    return part_type(type) != type;
}

size_t bytes_of(int type) {
    const int part = part_type(type);
    const size_t bytes = part == CUDA_R_64F ? 8 : part == CUDA_R_32F ? 4 : 2;
    return is_complex_type(type) ? 2 * bytes : bytes;
}

static double real_number(const void *data, size_t i, int type) {
    return type == CUDA_R_64F   ? ((const double *)data)[i]
           : type == CUDA_R_32F ? (double)((const float *)data)[i]
           : type == CUDA_R_16F ? (double)tn_f16_to_f32(((const uint16_t *)data)[i])
                                : (double)tn_bf16_to_f32(((const uint16_t *)data)[i]);
}

static void put_real(void *data, size_t i, int type, double value) {
    switch (type) {
    case CUDA_R_64F:
        ((double *)data)[i] = value;
        break;
    case CUDA_R_32F:
        ((float *)data)[i] = (float)value;
        break;
    case CUDA_R_16F:
        ((uint16_t *)data)[i] = tn_f32_to_f16((float)value);
        break;
    default:
        ((uint16_t *)data)[i] = tn_f32_to_bf16((float)value);
    }
}

double _Complex element(const void *data, size_t i, int type) {
    const int part = part_type(type);
    return is_complex_type(type)
               ? real_number(data, 2 * i, part) + real_number(data, 2 * i + 1, part) * I
               : real_number(data, i, part);
}

void put_element(void *data, size_t i, int type, double _Complex value) {
    const int part = part_type(type);
    if (is_complex_type(type)) {
        put_real(data, 2 * i, part, creal(value));
        put_real(data, 2 * i + 1, part, cimag(value));
    } else {
        put_real(data, i, part, creal(value));
    }
}

double unit_of(int type) {
    const int part = part_type(type);
    return part == CUDA_R_64F   ? 0x1p-53
           : part == CUDA_R_32F ? 0x1p-24
           : part == CUDA_R_16F ? 0x1p-11
                                : 0x1p-8;
}

double next_number(void) {
    static uint64_t state = 1;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (double)(int64_t)state * 0x1p-63;
}

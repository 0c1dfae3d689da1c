#include "fourier_case.h"

#include <criterion/criterion.h>
#include <string.h>

cufft_functions fft;

void open_cufft(void) {
#define FIND(name, parameters) *(void **)&fft.name = simulated_function("libcufft.so.12", #name);
    TNI_CUFFT_CALLS(FIND)
#undef FIND
}

size_t count_of(const long long n[3], int rank) {
    size_t count = 1;
    for (int d = 0; d < rank; d++) {
        count *= (size_t)n[d];
    }
    return count;
}

int complex_of(int type) {
    return type == CUDA_R_64F    ? CUDA_C_64F
           : type == CUDA_R_32F  ? CUDA_C_32F
           : type == CUDA_R_16F  ? CUDA_C_16F
           : type == CUDA_R_16BF ? CUDA_C_16BF
                                 : type;
}

static const struct {
    int rank;
    long long n[3];
} shapes[] = {{1, {1}},    {1, {2}},    {1, {7}},       {1, {16}},      {1, {13}},
              {1, {30}},   {1, {64}},   {2, {3, 4}},    {2, {4, 3}},    {2, {1, 6}},
              {2, {5, 1}}, {2, {8, 8}}, {3, {2, 3, 5}}, {3, {4, 2, 4}}, {3, {3, 1, 2}}};
_Static_assert(sizeof shapes / sizeof *shapes == N_SHAPES, "all");

fft_case case_of(int shape, int in, int out, int direction, long long batch) {
    fft_case c = {.rank = shapes[shape].rank, .direction = direction, .batch = batch};
    const int last = c.rank - 1;
    memcpy(c.n, shapes[shape].n, sizeof c.n);
    c.in.type = in;
    c.out.type = out;
    layout *const sides[] = {&c.in, &c.out};
    for (int i = 0; i < 2; i++) {
        layout *l = sides[i];
        memcpy(l->n, c.n, sizeof l->n);
        l->n[last] = is_complex_type(in) == is_complex_type(out) || !is_complex_type(l->type)
                         ? c.n[last]
                         : c.n[last] / 2 + 1;
        memcpy(l->embed, l->n, sizeof l->embed);
        l->stride = 1;
        l->distance = (long long)count_of(l->n, c.rank);
    }
    return c;
}

cufftResult make_plan(cufftHandle plan, fft_case *c, size_t *bytes) {
    return fft.cufftXtMakePlanMany(
        plan, c->rank, c->n, c->is_packed ? NULL : c->in.embed, c->in.stride, c->in.distance,
        (cudaDataType_t)c->in.type, c->is_packed ? NULL : c->out.embed, c->out.stride,
        c->out.distance, (cudaDataType_t)c->out.type, c->batch, bytes,
        (cudaDataType_t)(c->compute ? c->compute : complex_of(c->in.type)));
}

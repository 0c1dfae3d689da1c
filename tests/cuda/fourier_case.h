/* fourier_case.h: cuFFT as the plug-in finds it, and transforms to try it with. */
#ifndef TEST_CUDA_FOURIER_CASE_H
#define TEST_CUDA_FOURIER_CASE_H

#include "bare_cuda.h"

#include "cuda/cufft_api.h"

typedef struct cufft_functions {
#define MEMBER(name, parameters) cufftResult(*name) parameters;
    TNI_CUFFT_CALLS(MEMBER)
#undef MEMBER
} cufft_functions;
extern cufft_functions fft;
void open_cufft(void);
#define TRY_FFT(call) cr_assert_eq(fft.call, CUFFT_SUCCESS, #call ": %s", sim()->fault())

/* Element (i, j, k) of transform b is at
 * b * distance + ((i * embed[1] + j) * embed[2] + k) * stride. */
typedef struct layout {
    int type;
    long long n[3], embed[3], stride, distance;
} layout;

typedef struct fft_case {
    int rank, direction;
    long long n[3], batch;
    layout in, out;
    bool is_packed, in_place;
    int compute; /* 0: as its types */
} fft_case;

size_t count_of(const long long n[3], int rank);
int complex_of(int type);
/* Packed transforms of one shape of N_SHAPES, in the order of 1, 2 and 3 dims. */
enum { N_SHAPES = 15 };
fft_case case_of(int shape, int in, int out, int direction, long long batch);
cufftResult make_plan(cufftHandle plan, fft_case *c, size_t *area_bytes);

#endif

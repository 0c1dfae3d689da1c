/* elementwise_f32.cu: the elementwise functions computed in f32 (f16 and bf16 too). */
#include "kernels/elementwise_plan.cuh"

#define T         float
#define R         float
#define S         f32
#define PS        c64
#define COMPLEX_T tn_c64
#define EW_FLOAT
#define TABLE tn_cuda_elementwise_f32
#include "kernels/elementwise.cuh"

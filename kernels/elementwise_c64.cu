/* elementwise_c64.cu: the elementwise functions computed in c64. */
#include "kernels/elementwise_plan.cuh"

#define T         tn_c64
#define R         float
#define S         c64
#define PS        c64
#define COMPLEX_T tn_c64
#define EW_COMPLEX
#define TABLE tn_cuda_elementwise_c64
#include "kernels/elementwise.cuh"

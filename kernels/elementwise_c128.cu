/* elementwise_c128.cu: the elementwise functions computed in c128. */
#include "kernels/elementwise_plan.cuh"

#define T         tn_c128
#define R         double
#define S         c128
#define PS        c128
#define COMPLEX_T tn_c128
#define EW_COMPLEX
#define TABLE tn_cuda_elementwise_c128
#include "kernels/elementwise.cuh"

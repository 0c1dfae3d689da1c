/* elementwise_f64.cu: the elementwise functions computed in f64. */
#include "kernels/elementwise_plan.cuh"

#define T         double
#define R         double
#define S         f64
#define PS        c128
#define COMPLEX_T tn_c128
#define EW_FLOAT
#define TABLE tn_cuda_elementwise_f64
#include "kernels/elementwise.cuh"

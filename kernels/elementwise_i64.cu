/* elementwise_i64.cu: the elementwise functions computed in i64. */
#include "kernels/elementwise_plan.cuh"

#define T         int64_t
#define R         int64_t
#define U         uint64_t
#define S         i64
#define PS        c128
#define COMPLEX_T tn_c128
#define EW_INT
#define TABLE tn_cuda_elementwise_i64
#include "kernels/elementwise.cuh"

/* elementwise_bool.cu: the elementwise functions computed in bool. */
#include "kernels/elementwise_plan.cuh"

#define T         uint8_t
#define R         uint8_t
#define S         bool
#define PS        c64
#define COMPLEX_T tn_c64
#define EW_BOOL
#define TABLE tn_cuda_elementwise_bool
#include "kernels/elementwise.cuh"

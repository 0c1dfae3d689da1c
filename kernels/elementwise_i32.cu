/* elementwise_i32.cu: the elementwise functions computed in i32 (u8, i8 and i16 too). */
#include "kernels/elementwise_plan.cuh"

#define T         int32_t
#define R         int32_t
#define U         uint32_t
#define S         i32
#define PS        c64
#define COMPLEX_T tn_c64
#define EW_INT
#define TABLE tn_cuda_elementwise_i32
#include "kernels/elementwise.cuh"

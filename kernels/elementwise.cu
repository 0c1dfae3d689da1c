/* elementwise.cu: from an elementwise block to the kernel of its function and compute type. */
#include "kernels/elementwise_plan.cuh"

#define LAUNCHERS(type) tn::elementwise_launcher *tn_cuda_elementwise_##type(int code);
LAUNCHERS(bool)
LAUNCHERS(i32)
LAUNCHERS(i64)
LAUNCHERS(f32)
LAUNCHERS(f64)
LAUNCHERS(c64)
LAUNCHERS(c128)
#undef LAUNCHERS

/* Narrow integers compute in i32 and half floats in f32, as on the host. */
static tn::elementwise_launcher *launcher_of(int code, int dtype) {
    switch (dtype) {
    case TN_BOOL:
        return tn_cuda_elementwise_bool(code);
    case TN_U8:
    case TN_I8:
    case TN_I16:
    case TN_I32:
        return tn_cuda_elementwise_i32(code);
    case TN_I64:
        return tn_cuda_elementwise_i64(code);
    case TN_F16:
    case TN_BF16:
    case TN_F32:
        return tn_cuda_elementwise_f32(code);
    case TN_F64:
        return tn_cuda_elementwise_f64(code);
    case TN_C64:
        return tn_cuda_elementwise_c64(code);
    default:
        return tn_cuda_elementwise_c128(code);
    }
}

extern "C" int tn_cuda_elementwise(const void *params, void *stream) {
    const tn_k_elementwise *k = static_cast<const tn_k_elementwise *>(params);
    if (k->numel == 0) {
        return 0;
    }
    tn::elementwise_launcher *run = launcher_of(k->code, k->compute);
    return run ? run(k, stream)
               : tn_kernel_fail(TN_ERR_DTYPE, "function %d is not defined for dtype %d", k->code,
                                k->compute);
}

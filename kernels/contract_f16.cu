/* contract_f16.cu: contractions of f16, in f32 or on tensor cores. */
#include "kernels/contract_direct.cuh"
#include "kernels/contract_mma.cuh"

int tn_cuda_contract_f16(const tn_k_contract *k, void *stream) {
    return tn::suits_tensor_cores(k) ? tn::contract_mma<tn::mma_f16>(k, stream)
                                     : tn::launch_direct<tn::stored_f16>(k, stream);
}

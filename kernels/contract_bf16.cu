/* contract_bf16.cu: contractions of bf16, in f32 or on tensor cores. */
#include "kernels/contract_direct.cuh"
#include "kernels/contract_mma.cuh"

int tn_cuda_contract_bf16(const tn_k_contract *k, void *stream) {
    return tn::suits_tensor_cores(k) ? tn::contract_mma<tn::mma_bf16>(k, stream)
                                     : tn::launch_direct<tn::stored_bf16>(k, stream);
}

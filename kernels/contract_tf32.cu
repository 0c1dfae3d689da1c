/* contract_tf32.cu: contractions of f32, rounded to TF32, on tensor cores. */
#include "kernels/contract_mma.cuh"

int tn_cuda_contract_tf32(const tn_k_contract *k, void *stream) {
    return tn::contract_mma<tn::mma_tf32>(k, stream);
}

/* contract_f32.cu: contractions of f32. */
#include "kernels/contract_any.cuh"

int tn_cuda_contract_f32(const tn_k_contract *k, void *stream) {
    return tn::contract_any<float>(k, stream);
}

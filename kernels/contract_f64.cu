/* contract_f64.cu: contractions of f64. */
#include "kernels/contract_any.cuh"

int tn_cuda_contract_f64(const tn_k_contract *k, void *stream) {
    return tn::contract_any<double>(k, stream);
}

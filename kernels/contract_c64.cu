/* contract_c64.cu: contractions of c64. */
#include "kernels/contract_any.cuh"

int tn_cuda_contract_c64(const tn_k_contract *k, void *stream) {
    return tn::contract_any<tn_c64>(k, stream);
}

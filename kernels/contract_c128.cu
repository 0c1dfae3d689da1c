/* contract_c128.cu: contractions of c128. */
#include "kernels/contract_any.cuh"

int tn_cuda_contract_c128(const tn_k_contract *k, void *stream) {
    return tn::contract_any<tn_c128>(k, stream);
}

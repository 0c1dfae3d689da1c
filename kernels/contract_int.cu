/* contract_int.cu: contractions of integers, which wrap; small ones are added in i32. */
#include "kernels/contract_any.cuh"

int tn_cuda_contract_int(const tn_k_contract *k, void *stream) {
    switch (k->dtype) {
    case TN_U8:
        return tn::contract_any<tn::stored_u8>(k, stream);
    case TN_I8:
        return tn::contract_any<int8_t>(k, stream);
    case TN_I16:
        return tn::contract_any<int16_t>(k, stream);
    case TN_I32:
        return tn::contract_any<int32_t>(k, stream);
    default:
        return tn::contract_any<int64_t>(k, stream);
    }
}

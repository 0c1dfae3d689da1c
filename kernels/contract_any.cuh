/* contract_any.cuh: a contraction by multiply-adds, thin or not. */
#ifndef TN_CONTRACT_ANY_CUH
#define TN_CONTRACT_ANY_CUH

#include "kernels/contract_direct.cuh"
#include "kernels/contract_tile.cuh"

namespace tn {

template <class S> int contract_any(const tn_k_contract *k, void *stream) {
    return tn_contract_is_thin(k->count) ? launch_direct<S>(k, stream) : launch_tiled<S>(k, stream);
}

} // namespace tn

#endif

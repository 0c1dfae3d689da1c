/* contract.cu: sums of products of two operands that are read where they lie. Thin contractions are
 * a thread's or a team's a result (contract_direct.cuh), all others go by tiles: those of half
 * floats, and of f32 that may be rounded to TF32, on tensor cores (contract_mma.cuh), the others by
 * multiply-adds (contract_tile.cuh). */
#include "kernels/contract_direct.cuh"
#include "kernels/contract_mma.cuh"
#include "kernels/contract_tile.cuh"

#define CONTRACT(type) int tn_cuda_contract_##type(const tn_k_contract *k, void *stream);
CONTRACT(f16)
CONTRACT(bf16)
CONTRACT(tf32)
CONTRACT(f32)
CONTRACT(f64)
CONTRACT(c64)
CONTRACT(c128)
CONTRACT(int)
#undef CONTRACT

namespace {

bool is_half(const tn_k_contract *k) {
    return k->dtype == TN_F16 || k->dtype == TN_BF16;
}

bool uses_tensor_cores(const tn_k_contract *k) {
    return tn::suits_tensor_cores(k) && (is_half(k) || (k->dtype == TN_F32 && k->tf32));
}

/* Half floats have no tiles of multiply-adds. */
bool uses_tiles(const tn_k_contract *k) {
    return !tn_contract_is_thin(k->count) && !is_half(k);
}

template <class S> int64_t workspace_of(const tn_k_contract *k) {
    const int64_t results = tn::args_of(k, {}, {}).results;
    const tn::contract_pieces cut = uses_tensor_cores(k) ? tn::cut_mma(k)
                                    : uses_tiles(k)      ? tn::cut_tiles<S>(k)
                                                         : tn::plan_direct(k).cut;
    return tn::bytes_of_pieces<S>(cut, results);
}

} // namespace

extern "C" int64_t tn_cuda_contract_workspace(const void *params) {
    const tn_k_contract *k = static_cast<const tn_k_contract *>(params);
    using namespace tn; /* the names of storages */
    switch (k->dtype) {
#define BYTES(dtype, S) \
    case dtype:         \
        return workspace_of<S>(k);
        TN_STORAGES(BYTES)
#undef BYTES
    }
    return 0;
}

extern "C" const char *tn_cuda_contract_explain(const void *params) {
    const tn_k_contract *k = static_cast<const tn_k_contract *>(params);
    if (uses_tensor_cores(k) || uses_tiles(k)) {
        return uses_tensor_cores(k) ? "tiles on tensor cores" : "tiles of multiply-adds";
    }
    return tn::plan_direct(k).by_terms ? "threads share the terms of a result"
                                       : "neighbouring threads take neighbouring results";
}

extern "C" int tn_cuda_contract(const void *params, void *stream) {
    const tn_k_contract *k = static_cast<const tn_k_contract *>(params);
    switch (k->dtype) {
    case TN_F16:
        return tn_cuda_contract_f16(k, stream);
    case TN_BF16:
        return tn_cuda_contract_bf16(k, stream);
    case TN_F32:
        return uses_tensor_cores(k) ? tn_cuda_contract_tf32(k, stream)
                                    : tn_cuda_contract_f32(k, stream);
    case TN_F64:
        return tn_cuda_contract_f64(k, stream);
    case TN_C64:
        return tn_cuda_contract_c64(k, stream);
    case TN_C128:
        return tn_cuda_contract_c128(k, stream);
    case TN_U8:
    case TN_I8:
    case TN_I16:
    case TN_I32:
    case TN_I64:
        return tn_cuda_contract_int(k, stream);
    }
    return tn_kernel_fail(TN_ERR_UNSUPPORTED, "no contraction of dtype %d", k->dtype);
}

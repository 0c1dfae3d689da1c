/* contract_direct.cuh: contractions without tiles, a thread or a team of threads a result, for
 * results that read hardly anything in common.
 *
 * Neighbouring threads take neighbouring results, and others of the block further terms, where
 * neighbours lie closer together along results than along terms; else neighbours take neighbouring
 * terms of a result. Each thread adds its terms in order, then the threads of a result join in a
 * tree: the order follows from shape and strides. */
#ifndef TN_CONTRACT_DIRECT_CUH
#define TN_CONTRACT_DIRECT_CUH

#include "kernels/contract.cuh"
#include "kernels/team.cuh"

namespace tn {

/* ---- The plan -------------------------------------------------------------------------------- */

constexpr int direct_threads = column_threads;

struct direct_plan {
    contract_dims dims; /* all dims of results are those of a batch */
    bool by_terms;      /* neighbours take terms of one result */
    int width;          /* threads of a result, or results side by side: a power of two */
    int64_t blocks;     /* of a piece */
    contract_pieces cut;
};

/* Dims of results as the operand that is read once lies in memory; as the result does, where there
 * are few terms to read or both operands are read again and again. */
inline void sort_results(tn_k_contract *k) {
    const bool is_row = k->count[row_dims] == 1, is_column = k->count[column_dims] == 1;
    const bool streams = (is_row || is_column) && k->count[inner_dims] > 4;
    int64_t *const lists[] = {k->extents, k->a_strides, k->b_strides, k->out_strides};
    const int64_t *const by = streams ? lists[is_row && !is_column ? 2 : 1] : k->out_strides;
    for (int i = 1; i < k->first[inner_dims]; i++) {
        for (int d = i; d > 0 && by[d - 1] < by[d]; d--) {
            for (int64_t *list : lists) {
                const int64_t moved = list[d];
                list[d] = list[d - 1];
                list[d - 1] = moved;
            }
        }
    }
}

inline int power_of_two_for(int64_t n, int most) {
    int power = 1;
    while (power < n && power < most) {
        power *= 2;
    }
    return power;
}

inline void plan_terms(direct_plan *p, int64_t results, int64_t inner) {
    const bool is_long = inner >= 4096 || (inner > 512 && results < 2048);
    p->width = is_long ? direct_threads : power_of_two_for(divide_up(inner, 4), 32);
    p->blocks = divide_up(results, direct_threads / p->width);
    p->cut = cut_terms(inner, p->blocks, results, 8192);
}

/* As many threads share the terms of a result as keep a GPU busy. */
inline void plan_results(direct_plan *p, int64_t results, int64_t inner) {
    constexpr int64_t enough = 256;
    p->width = power_of_two_for(results, direct_threads);
    while (p->width > 32 && divide_up(results, p->width) < enough &&
           direct_threads / p->width * 8 < inner) {
        p->width /= 2;
    }
    p->blocks = divide_up(results, p->width);
    p->cut = cut_terms(inner, p->blocks, results, direct_threads / p->width * 32);
}

inline direct_plan plan_direct(const tn_k_contract *k) {
    tn_k_contract sorted = *k;
    direct_plan p = {};
    int64_t results = 1;
    sort_results(&sorted);
    for (int g = batch_dims; g < inner_dims; g++) {
        results *= k->count[g];
        sorted.count[g] = 1;
    }
    sorted.count[batch_dims] = results;
    sorted.first[row_dims] = sorted.first[column_dims] = sorted.first[inner_dims];
    p.dims = dims_of(&sorted);
    const int64_t by_terms =
        innermost(p.dims, inner_dims, p.dims.a) + innermost(p.dims, inner_dims, p.dims.b);
    const int64_t by_results =
        innermost(p.dims, batch_dims, p.dims.a) + innermost(p.dims, batch_dims, p.dims.b);
    p.by_terms = results == 1 || (k->count[inner_dims] > 4 && by_terms < by_results);
    if (p.by_terms) {
        plan_terms(&p, results, k->count[inner_dims]);
    } else {
        plan_results(&p, results, k->count[inner_dims]);
    }
    return p;
}

/* ---- The kernel ------------------------------------------------------------------------------ */

template <class T> struct sum_fold {
    using cell = T;
    static __device__ __forceinline__ T join(T a, T b) {
        return add(a, b);
    }
};

/* The terms from, from + step, … below `to`, four being read at a time. */
template <class S>
__device__ __forceinline__ number_for<S> sum_terms(const contract_args &k,
                                                   const contract_place &result, int64_t from,
                                                   int64_t step, int64_t to) {
    constexpr int together = 4;
    number_for<S> sum = {};
    for (; from < to; from += step * together) {
        number_for<S> x[together], y[together];
#pragma unroll
        for (int i = 0; i < together; i++) {
            const int64_t at = from + i * step < to ? from + i * step : from;
            const contract_place term = place_of(k.dims, inner_dims, at);
            x[i] = read_factor<S>(k.a, result.a + term.a, k.conj_a);
            y[i] = read_factor<S>(k.b, result.b + term.b, k.conj_b);
        }
#pragma unroll
        for (int i = 0; i < together; i++) {
            if (from + i * step < to) {
                add_product(sum, x[i], y[i]);
            }
        }
    }
    return sum;
}

template <class S>
__global__ void __launch_bounds__(direct_threads)
    direct_contract(const contract_args k, bool by_terms, int width) {
    using fold = sum_fold<number_for<S>>;
    const int t = static_cast<int>(threadIdx.x), others = direct_threads / width;
    const int64_t first = int64_t{blockIdx.x} * (by_terms ? others : width);
    const int64_t i = first + (by_terms ? t / width : t % width);
    const int team = by_terms ? width : others, rank = by_terms ? t % width : t / width;
    const int64_t from = blockIdx.y * k.depth, inner = k.dims.count[inner_dims];
    const int64_t to = from + k.depth < inner ? from + k.depth : inner;
    const bool is_inside = i < k.results;
    const contract_place result = place_of(k.dims, batch_dims, is_inside ? i : 0);
    number_for<S> sum = {};
    if (is_inside) {
        sum = sum_terms<S>(k, result, from + rank, team, to);
    }
    sum = by_terms ? join_team<fold>(sum, width) : join_column<fold>(sum, width);
    if (is_inside && rank == 0) {
        store_sum<S>(k, blockIdx.y, result.out, sum);
    }
}

template <class S> int launch_direct(const tn_k_contract *k, void *stream) {
    const direct_plan p = plan_direct(k);
    const contract_args args = args_of(k, p.dims, p.cut);
    dim3 grid = one_visit_blocks(p.blocks, 1);
    grid.y = static_cast<unsigned>(p.cut.count);
    const int status = launch(direct_contract<S>, grid, dim3(direct_threads), 0, stream, args,
                              p.by_terms, p.width);
    return join_pieces_of<S>(args, status, stream);
}

} // namespace tn

#endif

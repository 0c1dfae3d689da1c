/* blas_product.hpp: a product of matrices as simulated cuBLASLt computes it, column by column. */
#ifndef SIM_BLAS_PRODUCT_HPP
#define SIM_BLAS_PRODUCT_HPP

#include "operands.hpp"

#include "cuda/cublas_api.h"

#include <cstddef>
#include <cstdint>

namespace sim {

struct blas_layout {
    int32_t type, batch;
    int64_t rows, cols, ld, stride;
};
struct blas_description {
    int32_t compute, scale, op_a, op_b;
};
/* In place: three parts of a sum, added in an order of chance. In parts: two, which are kept in the
 * workspace and added in order. */
enum class blas_way : uint64_t { in_place, in_parts, straight };

struct blas_product {
    blas_description what;
    blas_layout a, b, d;
    const char *from_a, *from_b;
    char *to, *workspace;
    double alpha[2], beta[2];
    blas_way how;
};

int64_t depth_of(const blas_description &what, const blas_layout &a);
/* What blas_way::in_parts keeps. */
size_t kept_bytes(const blas_layout &d);
std::vector<operand> operands_of(const blas_product &p);
/* Runs on its stream. */
void run_product(const blas_product &p);

} // namespace sim

#endif

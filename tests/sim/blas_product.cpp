/* blas_product.cpp: products of matrices in f32 or f64, in order of k. */
#include "blas_product.hpp"

#include "stream.hpp"

#include "kernels/scalar.h"

#include <cmath>
#include <complex>
#include <cstring>

namespace sim {

namespace {

struct f16 {
    uint16_t bits;
};
struct bf16 {
    uint16_t bits;
};

float number_of(f16 x) {
    return tn_f16_to_f32(x.bits);
}
float number_of(bf16 x) {
    return tn_bf16_to_f32(x.bits);
}
template <class T> T number_of(T x) {
    return x;
}
void put(f16 *to, float x) {
    to->bits = tn_f32_to_f16(x);
}
void put(bf16 *to, float x) {
    to->bits = tn_f32_to_bf16(x);
}
template <class T> void put(T *to, T x) {
    *to = x;
}

/* 10 bits behind the point, ties to the even neighbour. */
float rounded_to_tf32(float x) {
    const uint32_t bits = tn_bits_f32(x);
    return std::isfinite(x) ? tn_float_of((bits + 0xfffu + ((bits >> 13) & 1u)) & ~0x1fffu) : x;
}
template <class T> T rounded_to_tf32(T x) {
    return x;
}

template <class T> T conjugate(T x) {
    return x;
}
template <class T> std::complex<T> conjugate(std::complex<T> x) {
    return std::conj(x);
}

template <class T> T with_product(T sum, T x, T y) {
    return std::fma(x, y, sum);
}
template <class T>
std::complex<T> with_product(std::complex<T> sum, std::complex<T> x, std::complex<T> y) {
    return {std::fma(-x.imag(), y.imag(), std::fma(x.real(), y.real(), sum.real())),
            std::fma(x.imag(), y.real(), std::fma(x.real(), y.imag(), sum.imag()))};
}

template <class T> T scale(const double parts[2], T) {
    return T(parts[0]);
}
template <class T> std::complex<T> scale(const double parts[2], std::complex<T>) {
    return {T(parts[0]), T(parts[1])};
}

/* Element (row, col) of op(m). */
template <class S>
auto element(const char *data, const blas_layout &m, int op, bool tf32, int64_t row, int64_t col) {
    const int64_t at = op == CUBLAS_OP_N ? col * m.ld + row : row * m.ld + col;
    S stored;
    memcpy(&stored, data + size_t(at) * sizeof stored, sizeof stored);
    const auto x = tf32 ? rounded_to_tf32(number_of(stored)) : number_of(stored);
    return op == CUBLAS_OP_C ? conjugate(x) : x;
}

template <class S> using number_for = decltype(number_of(S{}));

/* One matrix of the batch, and what is kept of its sums. */
template <class S> struct one_product {
    const blas_product &p;
    const char *a, *b;
    S *d;
    number_for<S> *kept; /* two of each element, where the sum is cut */

    number_for<S> part(int64_t row, int64_t col, int64_t from, int64_t to) const {
        const bool tf32 = p.what.compute == CUBLAS_COMPUTE_32F_FAST_TF32;
        number_for<S> sum = {};
        for (int64_t k = from; k < to; k++) {
            sum = with_product(sum, element<S>(a, p.a, p.what.op_a, tf32, row, k),
                               element<S>(b, p.b, p.what.op_b, tf32, k, col));
        }
        return sum;
    }

    number_for<S> sum(int64_t row, int64_t col) const {
        const int64_t depth = depth_of(p.what, p.a), third = depth / 3;
        if (p.how == blas_way::straight) {
            return part(row, col, 0, depth);
        }
        if (p.how == blas_way::in_parts) {
            number_for<S> *parts = kept + 2 * (col * p.d.rows + row);
            parts[0] = part(row, col, 0, depth / 2);
            parts[1] = part(row, col, depth / 2, depth);
            return parts[0] + parts[1];
        }
        const number_for<S> parts[] = {part(row, col, 0, third), part(row, col, third, 2 * third),
                                       part(row, col, 2 * third, depth)};
        const uint64_t first = next_random() % 3;
        return (parts[first] + parts[(first + 1) % 3]) + parts[(first + 2) % 3];
    }

    void run() const {
        const auto alpha = scale(p.alpha, number_for<S>{}), beta = scale(p.beta, number_for<S>{});
        const bool adds = p.beta[0] != 0 || p.beta[1] != 0; /* else D is not read */
        for (int64_t col = 0; col < p.d.cols; col++) {
            for (int64_t row = 0; row < p.d.rows; row++) {
                S *to = &d[col * p.d.ld + row];
                const auto value = alpha * sum(row, col);
                put(to, adds ? with_product(value, beta, number_of(*to)) : value);
            }
        }
    }
};

template <class S> void run_all_of(const blas_product &p) {
    for (int64_t i = 0; i < p.d.batch; i++) {
        const int64_t bytes = i * int64_t(sizeof(S)), kept = 2 * i * p.d.rows * p.d.cols;
        const one_product<S> one = {p, p.from_a + p.a.stride * bytes, p.from_b + p.b.stride * bytes,
                                    reinterpret_cast<S *>(p.to + p.d.stride * bytes),
                                    p.how == blas_way::in_parts
                                        ? reinterpret_cast<number_for<S> *>(p.workspace) + kept
                                        : nullptr};
        one.run();
    }
}

std::vector<stretch> parts_of(const blas_layout &m) {
    const size_t element = element_bytes(m.type);
    std::vector<stretch> parts;
    for (int64_t batch = 0; batch < (m.stride ? m.batch : 1); batch++) {
        for (int64_t col = 0; col < m.cols; col++) {
            parts.push_back(
                {size_t(batch * m.stride + col * m.ld) * element, size_t(m.rows) * element});
        }
    }
    return joined(std::move(parts));
}

} // namespace

int64_t depth_of(const blas_description &what, const blas_layout &a) {
    return what.op_a == CUBLAS_OP_N ? a.cols : a.rows;
}

size_t kept_bytes(const blas_layout &d) {
    const size_t number = element_bytes(d.type) < 4 ? 4 : element_bytes(d.type);
    return 2 * size_t(d.rows * d.cols) * size_t(d.batch) * number;
}

std::vector<operand> operands_of(const blas_product &p) {
    return {{"A", p.from_a, parts_of(p.a), use::read},
            {"B", p.from_b, parts_of(p.b), use::read},
            {"D", p.to, parts_of(p.d), use::written},
            workspace_operand("the workspace", p.workspace,
                              p.how == blas_way::in_parts ? kept_bytes(p.d) : 0)};
}

void run_product(const blas_product &p) {
    switch (p.d.type) {
    case CUDA_R_16F:
        return run_all_of<f16>(p);
    case CUDA_R_16BF:
        return run_all_of<bf16>(p);
    case CUDA_R_32F:
        return run_all_of<float>(p);
    case CUDA_R_64F:
        return run_all_of<double>(p);
    case CUDA_C_32F:
        return run_all_of<std::complex<float>>(p);
    default:
        return run_all_of<std::complex<double>>(p);
    }
}

} // namespace sim

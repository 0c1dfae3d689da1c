/* fourier.hpp: discrete Fourier transforms of any length and up to any rank, in f64. */
#ifndef SIM_FOURIER_HPP
#define SIM_FOURIER_HPP

#include "number.hpp"

#include <cstdint>
#include <vector>

namespace sim {

using complex_array = std::vector<number>; /* row-major */
using array_lengths = std::vector<int64_t>;

int64_t product_of(const array_lengths &lengths);
/* Along each dim, in place and without a factor; sign is that of the exponent. */
void transform(complex_array *data, const array_lengths &lengths, int sign);
/* The whole of what a real array is transformed to, from the columns up to lengths.back() / 2. */
complex_array completed(const complex_array &half, const array_lengths &lengths);

} // namespace sim

#endif

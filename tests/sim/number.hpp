/* number.hpp: what transforms and decompositions are computed in. */
#ifndef SIM_NUMBER_HPP
#define SIM_NUMBER_HPP

#include <complex>

namespace sim {

using number = std::complex<double>;

} // namespace sim

#endif

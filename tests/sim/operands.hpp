/* operands.hpp: what a call of a simulated library is given: elements by type, where operands lie,
 * and which bytes of them are touched. */
#ifndef SIM_OPERANDS_HPP
#define SIM_OPERANDS_HPP

#include <cuda_runtime.h>

#include <complex>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace sim {

/* ---- Elements: of a cudaDataType_t ----------------------------------------------------------- */

size_t element_bytes(int32_t type);
bool is_complex(int32_t type);
std::complex<double> load_element(const void *from, int32_t type);
void store_element(void *to, int32_t type, std::complex<double> value);

/* ---- Operands -------------------------------------------------------------------------------- */

struct stretch {
    size_t offset, bytes;
};
/* In order, and those that meet are one. */
std::vector<stretch> joined(std::vector<stretch> parts);
/* What the others, which are joined as it is, leave of it. */
std::vector<stretch> without(const std::vector<stretch> &all, const std::vector<stretch> &taken);

/* What is spoiled holds a pattern afterwards: nobody may count on what the real one leaves. */
enum class use { read, written, spoiled };

struct operand {
    std::string name;
    const void *data;
    std::vector<stretch> parts; /* what is touched of it, joined */
    use how;
    size_t alignment = 1;
};
/* What a library keeps things in for a while; aligned to 16 bytes. */
operand workspace_operand(const std::string &name, const void *data, size_t bytes);

/* "" or what is wrong with where they lie: each is live memory of the device, and what is written
 * overlaps nothing. */
std::string fault_of(const std::vector<operand> &all, int device);
/* Work of the stream that touches them; a fault when memory is gone by then. */
void submit_on(cudaStream_t stream, const char *function, std::vector<operand> all,
               std::function<void()> run);
/* A caller's mistake, which leaves the runtime's own last error alone. */
void refuse_call(const char *function, const std::string &what);
/* Anything else is refused. */
bool is_live_stream(cudaStream_t stream, const char *function);
/* Whether the call fails because a test wants it to, or because the device is broken. */
bool fails(const char *function);
/* The same of a function that takes something back, and has done so whatever it says. */
bool fails_after(const char *function);

} // namespace sim

#endif

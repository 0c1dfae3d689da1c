/* solver_call.hpp: a call of simulated cuSOLVER: matrices in device memory, what the function
 * expects of them and of its workspaces, and what it does when its turn comes. */
#ifndef SIM_SOLVER_CALL_HPP
#define SIM_SOLVER_CALL_HPP

#include "decompositions.hpp"
#include "operands.hpp"

#include "cuda/cusolver_api.h"

#include <map>
#include <memory>

struct cusolverDnContext {
    int device;
    cudaStream_t stream;
};
struct cusolverDnParams {};

namespace sim {

/* Those that live. */
template <class T> using owned = std::map<T *, std::unique_ptr<T>>;
extern owned<cusolverDnContext> solver_handles;
extern owned<cusolverDnParams> solver_params;

/* ---- Matrices in device memory --------------------------------------------------------------- */

enum class part { all, lower, upper };

part part_of(cublasFillMode_t fill);

struct stored {
    void *data;
    int32_t type;
    int64_t rows, cols, ld;
    part which = part::all;

    int64_t first(int64_t col) const {
        return which == part::lower ? col : 0;
    }
    int64_t end(int64_t col) const {
        return which == part::upper ? col + 1 : rows;
    }
    char *at(int64_t row, int64_t col) const {
        return static_cast<char *>(data) + size_t(col * ld + row) * element_bytes(type);
    }
};

stored vector_of(void *data, int32_t type, int64_t n);
matrix load(const stored &s);
/* A Hermitian matrix, of which one triangle is stored. */
matrix load_hermitian(const stored &s);
/* As much of it as there is room for. */
void store(const stored &s, const matrix &m);
void store(const stored &s, const std::vector<double> &values);

/* ---- Calls ----------------------------------------------------------------------------------- */

struct solver_call {
    const char *function;
    cusolverDnHandle_t handle;
    std::string fault; /* the first thing that is not as expected */
    std::vector<operand> operands;
    size_t element = 0, work_bytes = 0, host_bytes = 0;
    std::function<int64_t()> run; /* gives what info becomes */

    void expect(bool is_fine, const char *otherwise);
    void expect_types(int32_t type, std::initializer_list<int32_t> same);
    /* That of the parts of a type. */
    void expect_real(int32_t real, int32_t type);
    void add(const char *name, const stored &s, use how);
    void add_pivots(const int64_t *pivots, int64_t n, use how);
    void need_room(const stored &a, bool on_host);
};

/* One of this thread, when the handle and the parameters live. */
solver_call begin_call(cusolverDnHandle_t handle, cusolverDnParams_t params = nullptr);
cusolverStatus_t refuse_solver(const char *function, const std::string &what);
/* What the function's _bufferSize says. */
cusolverStatus_t tell_room(const solver_call &c, size_t *work_bytes, size_t *host_bytes);
/* To the handle's stream. */
cusolverStatus_t give(solver_call c, void *work, size_t work_bytes, void *host, size_t host_bytes,
                      int *info);

} // namespace sim

#endif

/* libraries.hpp: the libraries that the plug-in opens at run time, simulated. */
#ifndef SIM_LIBRARIES_HPP
#define SIM_LIBRARIES_HPP

#include <map>
#include <string>
#include <type_traits>
#include <utility>

namespace sim {

/* A type of functions, but for what pointers promise not to write to. */
template <class T> struct without_const { using type = T; };
template <class T> struct without_const<const T *> { using type = T *; };
template <class Result, class... Args> struct without_const<Result (*)(Args...)> {
    using type = Result (*)(typename without_const<Args>::type...);
};

/* Of a library's table: a function, which has to have the type that its header gives it. */
template <class Wanted, class Function>
std::pair<const std::string, void *> entry_of(const char *name, Function *function) {
    static_assert(std::is_same_v<typename without_const<Wanted>::type,
                                 typename without_const<Function *>::type>,
                  "the simulator's function has another type");
    return {name, reinterpret_cast<void *>(function)};
}
/* Such a type, as a member of `signatures`, and what looks it up there. */
#define SIGNATURE(result, name, parameters) result(*name) parameters;
#define FUNCTION(name, ...)                 entry_of<decltype(signatures::name)>(#name, __VA_ARGS__)

/* Functions by name. */
const std::map<std::string, void *> &nccl_functions();
const std::map<std::string, void *> &cublas_functions(int major);
const std::map<std::string, void *> &cufft_functions(int major);
const std::map<std::string, void *> &cusolver_functions(int major);
const std::map<std::string, void *> &cupti_functions();
/* Whether ncclMemAlloc made the block, so that cudaFree may not take it. */
bool is_of_nccl(const void *data);

} // namespace sim

/* In the place of dlopen, dlsym and dlerror in src/cuda (sim.mk). */
extern "C" void *sim_dlopen(const char *name, int flags);
extern "C" void *sim_dlsym(void *library, const char *name);
extern "C" char *sim_dlerror(void);

#endif

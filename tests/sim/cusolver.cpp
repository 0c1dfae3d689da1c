/* cusolver.cpp: simulated cuSOLVER: factorisations are work of streams, and their operands are
 * checked.
 *
 * As the real one, it takes no part in graphs, keeps the caller's workspaces to the byte, and says
 * how it went in device memory. Invariant: what a function leaves undefined is spoiled. */
#include "entry.hpp"
#include "libraries.hpp"
#include "solver_call.hpp"
#include "stream.hpp"

#include <algorithm>

namespace sim {

namespace {

/* The functions of a routine, from the one that says what it does. */
template <auto describe> struct routine;
template <class... A, void (*describe)(solver_call *, A...)> struct routine<describe> {
    template <class... Params> static solver_call call(cusolverDnHandle_t h, Params... p, A... a) {
        solver_call c = begin_call(h, p...);
        describe(&c, a...);
        return c;
    }
    static cusolverStatus_t room(cusolverDnHandle_t h, cusolverDnParams_t p, A... a,
                                 size_t *work_bytes, size_t *host_bytes) {
        LOCKED;
        return tell_room(call<cusolverDnParams_t>(h, p, a...), work_bytes, host_bytes);
    }
    static cusolverStatus_t run(cusolverDnHandle_t h, cusolverDnParams_t p, A... a, void *work,
                                size_t work_bytes, void *host, size_t host_bytes, int *info) {
        LOCKED;
        return give(call<cusolverDnParams_t>(h, p, a...), work, work_bytes, host, host_bytes, info);
    }
    static cusolverStatus_t run_and_wait(cusolverDnHandle_t h, cusolverDnParams_t p, A... a,
                                         void *work, size_t work_bytes, void *host,
                                         size_t host_bytes, int *info, double *host_error) {
        LOCKED;
        const cusolverStatus_t status = run(h, p, a..., work, work_bytes, host, host_bytes, info);
        if (status == CUSOLVER_STATUS_SUCCESS) {
            drain(h->stream);
            *host_error = 0;
        }
        return status;
    }
    static cusolverStatus_t run_without_room(cusolverDnHandle_t h, cusolverDnParams_t p, A... a,
                                             int *info) {
        return run(h, p, a..., nullptr, 0, nullptr, 0, info);
    }
    /* Of the older interface, whose workspace is counted in elements. */
    static cusolverStatus_t older_room(cusolverDnHandle_t h, A... a, int *elements) {
        LOCKED;
        const solver_call c = call<>(h, a...);
        size_t bytes = 0, host_bytes = 0;
        const cusolverStatus_t status = tell_room(c, &bytes, &host_bytes);
        *elements = int(bytes / c.element);
        return status;
    }
    template <class T>
    static cusolverStatus_t older_run(cusolverDnHandle_t h, A... a, T *work, int elements,
                                      int *info) {
        LOCKED;
        solver_call c = call<>(h, a...);
        const std::string fault = "a workspace of " + std::to_string(elements) + " elements";
        c.expect(elements >= 0, fault.c_str());
        return give(c, work, size_t(elements) * c.element, nullptr, 0, info);
    }
};

/* ---- Factors --------------------------------------------------------------------------------- */

void do_geqrf(solver_call *c, int64_t m, int64_t n, cudaDataType_t type, void *a, int64_t lda,
              cudaDataType_t tau_type, void *tau, cudaDataType_t compute) {
    const stored x = {a, type, m, n, lda}, factors = vector_of(tau, type, std::min(m, n));
    c->function = "cusolverDnXgeqrf";
    c->expect_types(type, {tau_type, compute});
    c->add("A", x, use::written);
    c->add("tau", factors, use::written);
    c->need_room(x, false);
    c->run = [=] {
        matrix q = load(x);
        store(factors, geqrf(&q));
        store(x, q);
        return 0;
    };
}

template <class T> constexpr std::pair<int32_t, const char *> older_name = {};
template <> constexpr auto older_name<float> = std::make_pair(CUDA_R_32F, "cusolverDnSorgqr");
template <> constexpr auto older_name<double> = std::make_pair(CUDA_R_64F, "cusolverDnDorgqr");
template <> constexpr auto older_name<float2> = std::make_pair(CUDA_C_32F, "cusolverDnCungqr");
template <> constexpr auto older_name<double2> = std::make_pair(CUDA_C_64F, "cusolverDnZungqr");

template <class T> void do_orgqr(solver_call *c, int m, int n, int k, T *a, int lda, const T *tau) {
    const stored x = {a, older_name<T>.first, m, n, lda};
    const stored factors = vector_of(const_cast<T *>(tau), x.type, k);
    c->function = older_name<T>.second;
    c->expect(k <= n && n <= m, "there are more reflectors than columns, or columns than rows");
    c->add("A", x, use::written);
    c->add("tau", factors, use::read);
    c->need_room(x, false);
    c->run = [=] {
        store(x, orgqr(load(x), load(factors), k, n));
        return 0;
    };
}

void do_potrf(solver_call *c, cublasFillMode_t fill, int64_t n, cudaDataType_t type, void *a,
              int64_t lda, cudaDataType_t compute) {
    const stored x = {a, type, n, n, lda, part_of(fill)};
    c->function = "cusolverDnXpotrf";
    c->expect_types(type, {compute});
    c->add("A", x, use::written);
    c->need_room(x, false);
    c->run = [=] {
        matrix lower = load_hermitian(x);
        const int64_t minor = potrf(&lower);
        store(x, fill == CUBLAS_FILL_MODE_LOWER ? lower : adjoint(lower));
        return minor;
    };
}

void do_potrs(solver_call *c, cublasFillMode_t fill, int64_t n, int64_t columns,
              cudaDataType_t type, void *a, int64_t lda, cudaDataType_t b_type, void *b,
              int64_t ldb) {
    const stored x = {a, type, n, n, lda, part_of(fill)}, y = {b, type, n, columns, ldb};
    c->function = "cusolverDnXpotrs";
    c->expect_types(type, {b_type});
    c->add("A", x, use::read);
    c->add("B", y, use::written);
    c->run = [=] {
        const matrix lower = fill == CUBLAS_FILL_MODE_LOWER ? load(x) : adjoint(load(x));
        matrix right = load(y);
        solve(lower, true, false, &right);
        solve(adjoint(lower), false, false, &right);
        store(y, right);
        return 0;
    };
}

void do_getrf(solver_call *c, int64_t m, int64_t n, cudaDataType_t type, void *a, int64_t lda,
              int64_t *pivots, cudaDataType_t compute) {
    const stored x = {a, type, m, n, lda};
    c->function = "cusolverDnXgetrf";
    c->expect_types(type, {compute});
    c->add("A", x, use::written);
    c->add_pivots(pivots, std::min(m, n), use::written);
    c->need_room(x, true);
    c->run = [=] {
        matrix factors = load(x);
        std::vector<int64_t> swaps;
        const int64_t singular = getrf(&factors, pivots ? &swaps : nullptr);
        store(x, factors);
        std::copy(swaps.begin(), swaps.end(), pivots);
        return singular;
    };
}
/* What its _bufferSize takes: no pivots. */
void do_getrf_without_pivots(solver_call *c, int64_t m, int64_t n, cudaDataType_t type, void *a,
                             int64_t lda, cudaDataType_t compute) {
    do_getrf(c, m, n, type, a, lda, nullptr, compute);
}

/* Swaps rows as those of the factors were, or back. */
void swap_rows(matrix *b, const int64_t *pivots, bool is_back) {
    for (int64_t step = 0; pivots && step < b->rows; step++) {
        const int64_t i = is_back ? b->rows - 1 - step : step;
        for (int64_t col = 0; col < b->cols; col++) {
            std::swap((*b)(i, col), (*b)(pivots[i] - 1, col));
        }
    }
}

void do_getrs(solver_call *c, cublasOperation_t op, int64_t n, int64_t columns, cudaDataType_t type,
              void *a, int64_t lda, const int64_t *pivots, cudaDataType_t b_type, void *b,
              int64_t ldb) {
    const stored x = {a, type, n, n, lda}, y = {b, type, n, columns, ldb};
    c->function = "cusolverDnXgetrs";
    c->expect_types(type, {b_type});
    c->add("A", x, use::read);
    c->add("B", y, use::written);
    c->add_pivots(pivots, n, use::read);
    c->run = [=] {
        const bool is_plain = op == CUBLAS_OP_N;
        const matrix lu = load(x), m = is_plain            ? lu
                                       : op == CUBLAS_OP_T ? transposed(lu)
                                                           : adjoint(lu);
        matrix right = load(y);
        if (is_plain) {
            swap_rows(&right, pivots, false);
        }
        solve(m, true, is_plain, &right);
        solve(m, false, !is_plain, &right);
        if (!is_plain) {
            swap_rows(&right, pivots, true);
        }
        store(y, right);
        return 0;
    };
}

/* ---- Eigenvalues and singular values --------------------------------------------------------- */

void do_syevd(solver_call *c, cusolverEigMode_t vectors, cublasFillMode_t fill, int64_t n,
              cudaDataType_t type, void *a, int64_t lda, cudaDataType_t w_type, void *w,
              cudaDataType_t compute) {
    const bool keeps = vectors == CUSOLVER_EIG_MODE_VECTOR;
    const stored from = {a, type, n, n, lda, part_of(fill)}, values = vector_of(w, w_type, n);
    const stored to = {a, type, n, n, lda, keeps ? part::all : from.which};
    c->function = "cusolverDnXsyevd";
    c->expect_types(type, {compute});
    c->expect_real(w_type, type);
    c->add("A", to, keeps ? use::written : use::spoiled);
    c->add("W", values, use::written);
    c->need_room(to, true);
    c->run = [=] {
        matrix m = load_hermitian(from);
        store(values, syevd(&m));
        store(to, m);
        return 0;
    };
}

/* Of U and V, the columns that are wanted. */
struct stored_svd {
    stored a, s, u, v;
    bool is_adjoint; /* what stands for V */
};

void do_svd(solver_call *c, const stored_svd &all, std::initializer_list<int32_t> types) {
    c->expect_types(all.a.type, types);
    c->expect_real(all.s.type, all.a.type);
    c->add("A", all.a, use::spoiled);
    c->add("S", all.s, use::written);
    if (all.u.cols) {
        c->add("U", all.u, use::written);
    }
    if (all.v.cols) {
        c->add("V", all.v, use::written);
    }
    c->need_room(all.a, true);
    c->run = [=] {
        matrix u(0, 0), v(0, 0);
        store(all.s, gesvd(load(all.a), &u, &v));
        store(all.u, u);
        store(all.v, all.is_adjoint ? adjoint(v) : v);
        return 0;
    };
}

void do_gesvd(solver_call *c, signed char job_u, signed char job_vt, int64_t m, int64_t n,
              cudaDataType_t type, void *a, int64_t lda, cudaDataType_t s_type, void *s,
              cudaDataType_t u_type, void *u, int64_t ldu, cudaDataType_t vt_type, void *vt,
              int64_t ldvt, cudaDataType_t compute) {
    const auto is_job = [](signed char job) { return job == 'A' || job == 'S' || job == 'N'; };
    c->function = "cusolverDnXgesvd";
    c->expect(m >= n, "there are fewer rows than columns");
    c->expect(is_job(job_u) && is_job(job_vt), "a job that is not A, S or N is not simulated");
    do_svd(c,
           {{a, type, m, n, lda},
            vector_of(s, s_type, n),
            {u, type, m,
             job_u == 'N'   ? 0
             : job_u == 'A' ? m
                            : n,
             ldu},
            {vt, type, n, job_vt == 'N' ? 0 : n, ldvt},
            true},
           {u_type, vt_type, compute});
}

void do_gesvdp(solver_call *c, cusolverEigMode_t vectors, int is_economical, int64_t m, int64_t n,
               cudaDataType_t type, void *a, int64_t lda, cudaDataType_t s_type, void *s,
               cudaDataType_t u_type, void *u, int64_t ldu, cudaDataType_t v_type, void *v,
               int64_t ldv, cudaDataType_t compute) {
    const int64_t least = std::min(m, n);
    const auto cols = [=](int64_t all) {
        return vectors != CUSOLVER_EIG_MODE_VECTOR ? 0 : is_economical ? least : all;
    };
    c->function = "cusolverDnXgesvdp";
    do_svd(c,
           {{a, type, m, n, lda},
            vector_of(s, s_type, least),
            {u, type, m, cols(m), ldu},
            {v, type, n, cols(n), ldv},
            false},
           {u_type, v_type, compute});
}

} // namespace

} // namespace sim

using namespace sim;

#define ENTER(function) ENTER_LIBRARY(function, CUSOLVER_STATUS_INTERNAL_ERROR)

/* ---- Handles --------------------------------------------------------------------------------- */

template <int number> static cusolverStatus_t version(int *out) {
    *out = number;
    return CUSOLVER_STATUS_SUCCESS;
}

template <class T>
static cusolverStatus_t create(const char *function, owned<T> *all, T **object, T made) {
    ENTER(function);
    auto kept = std::make_unique<T>(made);
    *object = kept.get();
    (*all)[*object] = std::move(kept);
    counts().live_solvers++;
    return CUSOLVER_STATUS_SUCCESS;
}
static cusolverStatus_t create_handle(cusolverDnHandle_t *handle) {
    return create("cusolverDnCreate", &solver_handles, handle, {current_device(), nullptr});
}
static cusolverStatus_t create_params(cusolverDnParams_t *params) {
    return create("cusolverDnCreateParams", &solver_params, params, {});
}

template <class T> static cusolverStatus_t destroy(const char *function, owned<T> *all, T *object) {
    LOCKED;
    if (all->erase(object) == 0) {
        return refuse_solver(function, "nothing is destroyed");
    }
    counts().live_solvers--;
    return fails_after(function) ? CUSOLVER_STATUS_INTERNAL_ERROR : CUSOLVER_STATUS_SUCCESS;
}
static cusolverStatus_t destroy_handle(cusolverDnHandle_t handle) {
    return destroy("cusolverDnDestroy", &solver_handles, handle);
}
static cusolverStatus_t destroy_params(cusolverDnParams_t params) {
    return destroy("cusolverDnDestroyParams", &solver_params, params);
}

static cusolverStatus_t set_stream(cusolverDnHandle_t handle, cudaStream_t stream) {
    ENTER("cusolverDnSetStream");
    solver_call c = begin_call(handle);
    if (c.fault.empty() && !is_live_stream(stream, "cusolverDnSetStream")) {
        return CUSOLVER_STATUS_INVALID_VALUE;
    }
    c.expect(!c.fault.empty() || stream->device == handle->device,
             "the handle and the stream are of several devices");
    if (!c.fault.empty()) {
        return refuse_solver("cusolverDnSetStream", c.fault);
    }
    handle->stream = stream;
    return CUSOLVER_STATUS_SUCCESS;
}

/* ---- The library ----------------------------------------------------------------------------- */

namespace {

struct signatures {
#define MEMBER(name, parameters) SIGNATURE(cusolverStatus_t, name, parameters)
    TNI_CUSOLVER_CALLS(MEMBER)
#undef MEMBER
};

} // namespace

static std::map<std::string, void *> functions_of(cusolverStatus_t (*version)(int *)) {
    return {
        FUNCTION(cusolverGetVersion, version),
        FUNCTION(cusolverDnCreate, create_handle),
        FUNCTION(cusolverDnDestroy, destroy_handle),
        FUNCTION(cusolverDnSetStream, set_stream),
        FUNCTION(cusolverDnCreateParams, create_params),
        FUNCTION(cusolverDnDestroyParams, destroy_params),
        FUNCTION(cusolverDnXgeqrf_bufferSize, routine<do_geqrf>::room),
        FUNCTION(cusolverDnXgeqrf, routine<do_geqrf>::run),
        FUNCTION(cusolverDnXpotrf_bufferSize, routine<do_potrf>::room),
        FUNCTION(cusolverDnXpotrf, routine<do_potrf>::run),
        FUNCTION(cusolverDnXpotrs, routine<do_potrs>::run_without_room),
        FUNCTION(cusolverDnXgetrf_bufferSize, routine<do_getrf_without_pivots>::room),
        FUNCTION(cusolverDnXgetrf, routine<do_getrf>::run),
        FUNCTION(cusolverDnXgetrs, routine<do_getrs>::run_without_room),
        FUNCTION(cusolverDnXsyevd_bufferSize, routine<do_syevd>::room),
        FUNCTION(cusolverDnXsyevd, routine<do_syevd>::run),
        FUNCTION(cusolverDnXgesvd_bufferSize, routine<do_gesvd>::room),
        FUNCTION(cusolverDnXgesvd, routine<do_gesvd>::run),
        FUNCTION(cusolverDnXgesvdp_bufferSize, routine<do_gesvdp>::room),
        FUNCTION(cusolverDnXgesvdp, routine<do_gesvdp>::run_and_wait),
        FUNCTION(cusolverDnSorgqr_bufferSize, routine<do_orgqr<float>>::older_room),
        FUNCTION(cusolverDnSorgqr, routine<do_orgqr<float>>::older_run<float>),
        FUNCTION(cusolverDnDorgqr_bufferSize, routine<do_orgqr<double>>::older_room),
        FUNCTION(cusolverDnDorgqr, routine<do_orgqr<double>>::older_run<double>),
        FUNCTION(cusolverDnCungqr_bufferSize, routine<do_orgqr<float2>>::older_room),
        FUNCTION(cusolverDnCungqr, routine<do_orgqr<float2>>::older_run<float2>),
        FUNCTION(cusolverDnZungqr_bufferSize, routine<do_orgqr<double2>>::older_room),
        FUNCTION(cusolverDnZungqr, routine<do_orgqr<double2>>::older_run<double2>),
    };
}

const std::map<std::string, void *> &sim::cusolver_functions(int major) {
    static const std::map<std::string, void *> newer = functions_of(version<12100>);
    static const std::map<std::string, void *> older = functions_of(version<11705>);
    return major == 12 ? newer : older;
}

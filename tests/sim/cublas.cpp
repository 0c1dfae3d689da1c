/* cublas.cpp: simulated cuBLASLt: products are work of streams, and their descriptions are checked.
 *
 * It proposes three algorithms, as the real one does: one that adds parts of a sum in place in an
 * order of chance, one that keeps parts in the workspace, and one that goes straight through.
 * Invariant: an algorithm is for the problem that it was proposed for, and whoever gives it another
 * one, or less workspace or alignment than was promised, has made a fault that is named. */
#include "blas_product.hpp"
#include "entry.hpp"
#include "libraries.hpp"
#include "stream.hpp"

#include <cstring>

struct cublasLtContext {
    int device;
};

namespace sim {

namespace {

struct preference {
    uint64_t workspace_max;
    uint32_t schemes, alignment[4]; /* of A, B, C and D */
};

struct algorithm {
    blas_way how;
    uint64_t workspace_bytes, problem, alignment[3]; /* of A, B and D */
};

template <class T, class Opaque> T *inside(Opaque *opaque) {
    static_assert(sizeof(T) <= sizeof(Opaque), "it fits");
    return reinterpret_cast<T *>(opaque);
}

cublasStatus_t refuse_blas(const char *function, const std::string &what) {
    refuse_call(function, what);
    return CUBLAS_STATUS_INVALID_VALUE;
}

uint64_t hash_of(const blas_description &what, const blas_layout &a, const blas_layout &b,
                 const blas_layout &d) {
    uint64_t hash = 0;
    const auto add = [&](const void *data, size_t bytes) {
        for (size_t i = 0; i < bytes; i++) {
            hash = (hash ^ static_cast<const unsigned char *>(data)[i]) * 0x100000001b3u;
        }
    };
    add(&what, sizeof what);
    add(&a, sizeof a);
    add(&b, sizeof b);
    add(&d, sizeof d);
    return hash;
}

/* ---- What makes a problem -------------------------------------------------------------------- */

bool is_known(const blas_description &what, int32_t type) {
    const bool is_half = type == CUDA_R_16F || type == CUDA_R_16BF;
    const bool is_wide = type == CUDA_R_64F || type == CUDA_C_64F;
    const bool is_tf32 = type == CUDA_R_32F && what.compute == CUBLAS_COMPUTE_32F_FAST_TF32;
    return (is_tf32 || what.compute == (is_wide ? CUBLAS_COMPUTE_64F : CUBLAS_COMPUTE_32F)) &&
           what.scale == (is_half ? CUDA_R_32F : type);
}

/* "" or what is wrong. */
std::string fault_of(const blas_description &what, const blas_layout &a, const blas_layout &b,
                     const blas_layout &c, const blas_layout &d) {
    const blas_layout *const all[] = {&a, &b, &c, &d};
    for (const blas_layout *m : all) {
        if (m->rows <= 0 || m->cols <= 0 || m->ld < m->rows) {
            return "a leading dimension of " + std::to_string(m->ld) + " is less than the " +
                   std::to_string(m->rows) + " rows";
        }
        if (m->type != d.type || m->batch != d.batch) {
            return "the matrices differ in type or batch";
        }
    }
    const int64_t rows = what.op_a == CUBLAS_OP_N ? a.rows : a.cols;
    const int64_t cols = what.op_b == CUBLAS_OP_N ? b.cols : b.rows;
    const int64_t depth = what.op_b == CUBLAS_OP_N ? b.rows : b.cols;
    if (rows != d.rows || cols != d.cols || depth != depth_of(what, a) || c.rows != d.rows ||
        c.cols != d.cols) {
        return "the shapes do not fit";
    }
    return d.batch > 1 && d.stride < (d.cols - 1) * d.ld + d.rows ? "the results overlap" : "";
}

bool is_aligned(const void *data, uint64_t bytes) {
    return reinterpret_cast<uintptr_t>(data) % bytes == 0;
}

/* "" or what is wrong with where the operands lie. */
std::string fault_of(const blas_product &p, const algorithm &algo, size_t workspace_bytes,
                     int device) {
    if (!is_aligned(p.from_a, algo.alignment[0]) || !is_aligned(p.from_b, algo.alignment[1]) ||
        !is_aligned(p.to, algo.alignment[2])) {
        return "an operand is aligned to less than the algorithm was chosen for";
    }
    if (workspace_bytes < algo.workspace_bytes || (algo.workspace_bytes && !p.workspace)) {
        return "a workspace of " + std::to_string(workspace_bytes) +
               " bytes, but the algorithm wants " + std::to_string(algo.workspace_bytes);
    }
    return fault_of(operands_of(p), device);
}

void add_proposal(cublasLtMatmulHeuristicResult_t *results, int wanted, int *n,
                  const algorithm &algo) {
    if (*n < wanted) {
        results[*n] = {};
        *inside<algorithm>(&results[*n].algo) = algo;
        results[*n].workspaceSize = algo.workspace_bytes;
        (*n)++;
    }
}

} // namespace

} // namespace sim

using namespace sim;

#define ENTER(function) ENTER_LIBRARY(function, CUBLAS_STATUS_INTERNAL_ERROR)

/* ---- Handles and descriptions ---------------------------------------------------------------- */

static size_t version_13(void) {
    return 130100;
}
static size_t version_12(void) {
    return 120900;
}

static const char *status_name(cublasStatus_t status) {
    return status == CUBLAS_STATUS_INVALID_VALUE   ? "CUBLAS_STATUS_INVALID_VALUE"
           : status == CUBLAS_STATUS_NOT_SUPPORTED ? "CUBLAS_STATUS_NOT_SUPPORTED"
                                                   : "CUBLAS_STATUS_INTERNAL_ERROR";
}
static const char *status_string(cublasStatus_t status) {
    return status == CUBLAS_STATUS_INVALID_VALUE   ? "an unsupported value or parameter"
           : status == CUBLAS_STATUS_NOT_SUPPORTED ? "the functionality is not supported"
                                                   : "an internal operation failed";
}

static cublasStatus_t create(cublasLtHandle_t *handle) {
    ENTER("cublasLtCreate");
    *handle = new cublasLtContext{current_device()};
    counts().live_blas++;
    return CUBLAS_STATUS_SUCCESS;
}

static const char *destroyer(cublasLtHandle_t) {
    return "cublasLtDestroy";
}
static const char *destroyer(cublasLtMatrixLayout_t) {
    return "cublasLtMatrixLayoutDestroy";
}
static const char *destroyer(cublasLtMatmulDesc_t) {
    return "cublasLtMatmulDescDestroy";
}
static const char *destroyer(cublasLtMatmulPreference_t) {
    return "cublasLtMatmulPreferenceDestroy";
}

template <class T> static cublasStatus_t destroy(T object) {
    LOCKED;
    if (!object) {
        return refuse_blas("cuBLASLt", "nothing is destroyed");
    }
    delete object;
    counts().live_blas--;
    return fails_after(destroyer(object)) ? CUBLAS_STATUS_INTERNAL_ERROR : CUBLAS_STATUS_SUCCESS;
}

static cublasStatus_t layout_create(cublasLtMatrixLayout_t *out, cudaDataType_t type, uint64_t rows,
                                    uint64_t cols, int64_t ld) {
    ENTER("cublasLtMatrixLayoutCreate");
    *out = new cublasLtMatrixLayoutOpaque_t{};
    *inside<blas_layout>(*out) = {type, 1, int64_t(rows), int64_t(cols), ld, 0};
    counts().live_blas++;
    return CUBLAS_STATUS_SUCCESS;
}

/* The value, of exactly this size. */
template <class T> static cublasStatus_t set(T *to, const void *value, size_t bytes) {
    if (!value || bytes != sizeof *to) {
        return refuse_blas("cuBLASLt", "an attribute of " + std::to_string(sizeof *to) +
                                           " bytes is given " + std::to_string(bytes));
    }
    memcpy(to, value, bytes);
    return CUBLAS_STATUS_SUCCESS;
}

static cublasStatus_t layout_set(cublasLtMatrixLayout_t m,
                                 cublasLtMatrixLayoutAttribute_t attribute, const void *value,
                                 size_t bytes) {
    ENTER("cublasLtMatrixLayoutSetAttribute");
    blas_layout *to = inside<blas_layout>(m);
    return attribute == CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT ? set(&to->batch, value, bytes)
                                                           : set(&to->stride, value, bytes);
}

static cublasStatus_t desc_create(cublasLtMatmulDesc_t *out, cublasComputeType_t compute,
                                  cudaDataType_t scale) {
    ENTER("cublasLtMatmulDescCreate");
    *out = new cublasLtMatmulDescOpaque_t{};
    *inside<blas_description>(*out) = {compute, scale, CUBLAS_OP_N, CUBLAS_OP_N};
    counts().live_blas++;
    return CUBLAS_STATUS_SUCCESS;
}

static cublasStatus_t desc_set(cublasLtMatmulDesc_t desc, cublasLtMatmulDescAttributes_t attribute,
                               const void *value, size_t bytes) {
    ENTER("cublasLtMatmulDescSetAttribute");
    blas_description *to = inside<blas_description>(desc);
    return set(attribute == CUBLASLT_MATMUL_DESC_TRANSA ? &to->op_a : &to->op_b, value, bytes);
}

static cublasStatus_t preference_create(cublasLtMatmulPreference_t *out) {
    ENTER("cublasLtMatmulPreferenceCreate");
    *out = new cublasLtMatmulPreferenceOpaque_t{};
    *inside<preference>(*out) = {0, CUBLASLT_REDUCTION_SCHEME_MASK, {256, 256, 256, 256}};
    counts().live_blas++;
    return CUBLAS_STATUS_SUCCESS;
}

static cublasStatus_t preference_set(cublasLtMatmulPreference_t p,
                                     cublasLtMatmulPreferenceAttributes_t attribute,
                                     const void *value, size_t bytes) {
    ENTER("cublasLtMatmulPreferenceSetAttribute");
    preference *to = inside<preference>(p);
    switch (attribute) {
    case CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES:
        return set(&to->workspace_max, value, bytes);
    case CUBLASLT_MATMUL_PREF_REDUCTION_SCHEME_MASK:
        return set(&to->schemes, value, bytes);
    default:
        return set(&to->alignment[attribute - CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES], value,
                   bytes);
    }
}

/* ---- Products -------------------------------------------------------------------------------- */

/* Half floats move in pairs. */
static bool has_algorithm(const blas_layout &m, uint32_t alignment) {
    return element_bytes(m.type) > 2 || (alignment % 4 == 0 && m.ld % 2 == 0);
}

static cublasStatus_t
get_heuristic(cublasLtHandle_t handle, cublasLtMatmulDesc_t desc, cublasLtMatrixLayout_t a_layout,
              cublasLtMatrixLayout_t b_layout, cublasLtMatrixLayout_t c_layout,
              cublasLtMatrixLayout_t d_layout, cublasLtMatmulPreference_t p, int wanted,
              cublasLtMatmulHeuristicResult_t results[], int *found) {
    ENTER("cublasLtMatmulAlgoGetHeuristic");
    *found = 0;
    if (!handle || !desc || !a_layout || !b_layout || !c_layout || !d_layout || wanted < 1) {
        return refuse_blas("cublasLtMatmulAlgoGetHeuristic", "something is NULL");
    }
    const blas_description what = *inside<blas_description>(desc);
    const blas_layout a = *inside<blas_layout>(a_layout), b = *inside<blas_layout>(b_layout);
    const blas_layout d = *inside<blas_layout>(d_layout);
    const preference wishes = *inside<preference>(p);
    const std::string fault = fault_of(what, a, b, *inside<blas_layout>(c_layout), d);
    if (!fault.empty()) {
        return refuse_blas("cublasLtMatmulAlgoGetHeuristic", fault);
    }
    if (!is_known(what, d.type) || !has_algorithm(a, wishes.alignment[0]) ||
        !has_algorithm(b, wishes.alignment[1]) || !has_algorithm(d, wishes.alignment[3])) {
        return CUBLAS_STATUS_NOT_SUPPORTED;
    }
    algorithm algo = {blas_way::in_place,
                      0,
                      hash_of(what, a, b, d),
                      {wishes.alignment[0], wishes.alignment[1], wishes.alignment[3]}};
    const bool is_deep = depth_of(what, a) >= 16;
    if (is_deep && (wishes.schemes & CUBLASLT_REDUCTION_SCHEME_INPLACE)) {
        add_proposal(results, wanted, found, algo);
    }
    algo.how = blas_way::in_parts;
    algo.workspace_bytes = kept_bytes(d);
    if (is_deep && (wishes.schemes & CUBLASLT_REDUCTION_SCHEME_COMPUTE_TYPE) &&
        algo.workspace_bytes <= wishes.workspace_max) {
        add_proposal(results, wanted, found, algo);
    }
    algo.how = blas_way::straight;
    algo.workspace_bytes = 0;
    add_proposal(results, wanted, found, algo);
    return CUBLAS_STATUS_SUCCESS;
}

static void read_scale(const blas_description &what, const void *from, double to[2]) {
    const bool is_complex = what.scale == CUDA_C_32F || what.scale == CUDA_C_64F;
    const bool is_wide = what.scale == CUDA_R_64F || what.scale == CUDA_C_64F;
    for (int i = 0; i < (is_complex ? 2 : 1); i++) {
        to[i] = is_wide ? static_cast<const double *>(from)[i]
                        : double(static_cast<const float *>(from)[i]);
    }
}

static cublasStatus_t matmul(cublasLtHandle_t handle, cublasLtMatmulDesc_t desc, const void *alpha,
                             const void *a, cublasLtMatrixLayout_t a_layout, const void *b,
                             cublasLtMatrixLayout_t b_layout, const void *beta, const void *c,
                             cublasLtMatrixLayout_t c_layout, void *d,
                             cublasLtMatrixLayout_t d_layout, const cublasLtMatmulAlgo_t *chosen,
                             void *workspace, size_t workspace_bytes, cudaStream_t stream) {
    ENTER("cublasLtMatmul");
    if (!handle || !desc || !alpha || !a || !a_layout || !b || !b_layout || !beta || !c ||
        !c_layout || !d || !d_layout || !chosen) {
        return refuse_blas("cublasLtMatmul",
                           "something is NULL; without an algorithm it would choose "
                           "one by itself");
    }
    if (!is_live_stream(stream, "cublasLtMatmul")) {
        return CUBLAS_STATUS_INVALID_VALUE;
    }
    const algorithm algo = *inside<const algorithm>(chosen);
    blas_product p = {*inside<blas_description>(desc),
                      *inside<blas_layout>(a_layout),
                      *inside<blas_layout>(b_layout),
                      *inside<blas_layout>(d_layout),
                      static_cast<const char *>(a),
                      static_cast<const char *>(b),
                      static_cast<char *>(d),
                      static_cast<char *>(workspace),
                      {},
                      {},
                      algo.how};
    read_scale(p.what, alpha, p.alpha);
    read_scale(p.what, beta, p.beta);
    std::string fault = handle->device != stream->device || handle->device != current_device()
                            ? "the handle, the stream and the thread are of several devices"
                        : c != d ? "a result beside what is added to it is not simulated"
                                 : fault_of(p.what, p.a, p.b, *inside<blas_layout>(c_layout), p.d);
    if (fault.empty() && algo.problem != hash_of(p.what, p.a, p.b, p.d)) {
        fault = "the algorithm was chosen for another problem";
    }
    fault = fault.empty() ? fault_of(p, algo, workspace_bytes, stream->device) : fault;
    if (!fault.empty()) {
        return refuse_blas("cublasLtMatmul", fault);
    }
    counts().products++;
    submit_on(stream, "cublasLtMatmul", operands_of(p), [=] { run_product(p); });
    return CUBLAS_STATUS_SUCCESS;
}

/* ---- The library ----------------------------------------------------------------------------- */

namespace {

struct signatures {
#define MEMBER(name, parameters) SIGNATURE(cublasStatus_t, name, parameters)
    TNI_CUBLAS_CALLS(MEMBER)
#undef MEMBER
    size_t (*cublasLtGetVersion)(void);
    const char *(*cublasLtGetStatusName)(cublasStatus_t status);
    const char *(*cublasLtGetStatusString)(cublasStatus_t status);
};

} // namespace

static std::map<std::string, void *> functions_of(size_t (*version)(void)) {
    return {
        FUNCTION(cublasLtGetVersion, version),
        FUNCTION(cublasLtGetStatusName, status_name),
        FUNCTION(cublasLtGetStatusString, status_string),
        FUNCTION(cublasLtCreate, create),
        FUNCTION(cublasLtDestroy, destroy<cublasLtHandle_t>),
        FUNCTION(cublasLtMatrixLayoutCreate, layout_create),
        FUNCTION(cublasLtMatrixLayoutDestroy, destroy<cublasLtMatrixLayout_t>),
        FUNCTION(cublasLtMatrixLayoutSetAttribute, layout_set),
        FUNCTION(cublasLtMatmulDescCreate, desc_create),
        FUNCTION(cublasLtMatmulDescDestroy, destroy<cublasLtMatmulDesc_t>),
        FUNCTION(cublasLtMatmulDescSetAttribute, desc_set),
        FUNCTION(cublasLtMatmulPreferenceCreate, preference_create),
        FUNCTION(cublasLtMatmulPreferenceDestroy, destroy<cublasLtMatmulPreference_t>),
        FUNCTION(cublasLtMatmulPreferenceSetAttribute, preference_set),
        FUNCTION(cublasLtMatmulAlgoGetHeuristic, get_heuristic),
        FUNCTION(cublasLtMatmul, matmul),
    };
}

const std::map<std::string, void *> &sim::cublas_functions(int major) {
    static const std::map<std::string, void *> newer = functions_of(version_13);
    static const std::map<std::string, void *> older = functions_of(version_12);
    return major == 13 ? newer : older;
}

/* cuda_blas.c: cuBLASLt, opened when the first product needs it, and the algorithms that it chose.
 *
 * Invariant: an algorithm follows from the problem and the GPU alone. It is the first that cuBLAS
 * proposes under a limit of workspace that is fixed for the GPU, for the alignment that the problem
 * states, and without those that add parts of a sum in place, in whatever order they end. So a plan
 * that is forgotten comes back as it was, and the table of plans is a matter of speed. */
#include "cuda/cuda_blas.h"

#include "cuda/cuda_plugin.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* Major versions whose functions are those of cublas_api.h, down from the runtime's own. */
enum { OLDEST = 11 };
enum { PROPOSALS = 8, SETS = 128, WAYS = 8 };

static struct {
#define MEMBER(name, parameters) cublasStatus_t(*name) parameters;
    TNI_CUBLAS_CALLS(MEMBER)
#undef MEMBER
    size_t (*cublasLtGetVersion)(void);
    const char *(*cublasLtGetStatusName)(cublasStatus_t status);
    const char *(*cublasLtGetStatusString)(cublasStatus_t status);
    char text[160]; /* "cuBLASLt 13.1.0", or why there is none */
    bool found;
} blas;

struct tni_blas_plan {
    tni_blas_problem problem;
    int users; /* under the lock; the table is one of them */
    bool serves;
    cublasLtMatmulDesc_t product;
    cublasLtMatrixLayout_t a, b, d;
    cublasLtMatmulAlgo_t algo;
    size_t workspace_bytes;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static tni_blas_plan *plans[SETS][WAYS]; /* of a set, the last used first */
/* Handles last as long as the process, as the contexts that they belong to. */
static struct {
    cublasLtHandle_t handle;
    uint64_t workspace_max;
} devices[TNI_CUDA_DEVICES];

/* ---- The library ----------------------------------------------------------------------------- */

static bool find(void *library, const char *name, void *slot) {
    void *function = dlsym(library, name);
    if (!function) {
        snprintf(blas.text, sizeof blas.text, "libcublasLt has no function %s", name);
    }
    *(void **)slot = function;
    return function != NULL;
}

/* NULL, and the text says why the newest one cannot be opened. */
static void *open_newest(void) {
    int runtime = 0;
    cudaRuntimeGetVersion(&runtime);
    for (int major = runtime / 1000; major >= OLDEST; major--) {
        char name[32];
        snprintf(name, sizeof name, "libcublasLt.so.%d", major);
        void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
        const char *why = library ? NULL : dlerror();
        if (library) {
            return library;
        }
        if (blas.text[0] == 0) {
            snprintf(blas.text, sizeof blas.text, "%s cannot be opened: %s", name, why ? why : "?");
        }
    }
    return NULL;
}

static void open_library(void) {
    void *library = open_newest();
    bool found = library && find(library, "cublasLtGetVersion", &blas.cublasLtGetVersion) &&
                 find(library, "cublasLtGetStatusName", &blas.cublasLtGetStatusName) &&
                 find(library, "cublasLtGetStatusString", &blas.cublasLtGetStatusString);
#define FIND(name, parameters) found = found && find(library, #name, &blas.name);
    TNI_CUBLAS_CALLS(FIND)
#undef FIND
    if (found) {
        const int version = (int)blas.cublasLtGetVersion();
        const int unit =
            version < 100000 ? 1000 : 10000; /* a major version's; that of 11 is less */
        snprintf(blas.text, sizeof blas.text, "cuBLASLt %d.%d.%d", version / unit,
                 version % unit / 100, version % 100);
        blas.found = true;
    }
}

const char *tni_blas_library(bool *found) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_library);
    *found = blas.found;
    return blas.text;
}

static tn_status checked(cublasStatus_t code, const char *call, const char *file, int line) {
    if (TNI_LIKELY(code == CUBLAS_STATUS_SUCCESS)) {
        return TN_OK;
    }
    const tn_status status = code == CUBLAS_STATUS_ALLOC_FAILED ? TN_ERR_MEMORY : TN_ERR_DEVICE;
    tn_kernel_fail(status, "%.*s failed (%s:%d): %s (%s); TENON_CUBLAS=off computes without cuBLAS",
                   (int)strcspn(call, "("), call, file, line, blas.cublasLtGetStatusString(code),
                   blas.cublasLtGetStatusName(code));
    return status;
}
#define CHECKED(call) checked(blas.call, #call, __FILE__, __LINE__)
#define TRY(call)                                \
    do {                                         \
        const tn_status status_ = CHECKED(call); \
        if (TNI_UNLIKELY(status_ != TN_OK)) {    \
            return status_;                      \
        }                                        \
    } while (0)

/* ---- Choosing an algorithm ------------------------------------------------------------------- */

/* NVIDIA's advice for cublasSetWorkspace: 32 MiB on Hopper and the large Blackwell, else 4. */
static tn_status open_device(int index) {
    int major = 0;
    if (devices[index].handle) {
        return TN_OK;
    }
    if (cudaDeviceGetAttribute(&major, cudaDevAttrComputeCapabilityMajor, index) != cudaSuccess) {
        cudaGetLastError();
        return (tn_status)tn_kernel_fail(TN_ERR_DEVICE, "cudaDeviceGetAttribute failed");
    }
    cublasLtHandle_t handle = NULL;
    TRY(cublasLtCreate(&handle));
    devices[index].workspace_max = (uint64_t)(major == 9 || major == 10 ? 32 : 4) << 20;
    devices[index].handle = handle;
    return TN_OK;
}

static tn_status make_layout(const tni_blas_problem *p, const tni_blas_matrix *m,
                             cublasLtMatrixLayout_t *layout) {
    TRY(cublasLtMatrixLayoutCreate(layout, (cudaDataType_t)p->type, (uint64_t)m->rows,
                                   (uint64_t)m->cols, m->ld));
    TRY(cublasLtMatrixLayoutSetAttribute(*layout, CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT, &p->batch,
                                         sizeof p->batch));
    return CHECKED(cublasLtMatrixLayoutSetAttribute(*layout,
                                                    CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET,
                                                    &m->batch_stride, sizeof m->batch_stride));
}

/* Alpha and beta are as wide as the sums. */
static cudaDataType_t scale_of(const tni_blas_problem *p) {
    return p->type == CUDA_R_16F || p->type == CUDA_R_16BF ? CUDA_R_32F : (cudaDataType_t)p->type;
}

static tn_status describe(tni_blas_plan *plan) {
    const tni_blas_problem *p = &plan->problem;
    TRY(cublasLtMatmulDescCreate(&plan->product, (cublasComputeType_t)p->compute, scale_of(p)));
    TRY(cublasLtMatmulDescSetAttribute(plan->product, CUBLASLT_MATMUL_DESC_TRANSA, &p->a.op,
                                       sizeof p->a.op));
    TRY(cublasLtMatmulDescSetAttribute(plan->product, CUBLASLT_MATMUL_DESC_TRANSB, &p->b.op,
                                       sizeof p->b.op));
    tn_status status = make_layout(p, &p->a, &plan->a);
    status = status == TN_OK ? make_layout(p, &p->b, &plan->b) : status;
    return status == TN_OK ? make_layout(p, &p->d, &plan->d) : status;
}

static tn_status prefer(const tni_blas_problem *p, cublasLtMatmulPreference_t preference) {
    /* Sums that are cut along k: added in order, out of the workspace. Uncut ones have no bit. */
    const uint32_t schemes = CUBLASLT_REDUCTION_SCHEME_COMPUTE_TYPE;
    const struct {
        cublasLtMatmulPreferenceAttributes_t attribute;
        const void *value;
        size_t bytes;
    } wishes[] = {{CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, &devices[p->device].workspace_max, 8},
                  {CUBLASLT_MATMUL_PREF_REDUCTION_SCHEME_MASK, &schemes, 4},
                  {CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES, &p->a.alignment, 4},
                  {CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_B_BYTES, &p->b.alignment, 4},
                  {CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_C_BYTES, &p->d.alignment, 4},
                  {CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_D_BYTES, &p->d.alignment, 4}};
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) {
        TRY(cublasLtMatmulPreferenceSetAttribute(preference, wishes[i].attribute, wishes[i].value,
                                                 wishes[i].bytes));
    }
    return TN_OK;
}

/* That there is none is an answer, too. */
static tn_status ask(tni_blas_plan *plan, cublasLtMatmulPreference_t preference) {
    cublasLtMatmulHeuristicResult_t proposals[PROPOSALS];
    int n = 0;
    const cublasStatus_t code = blas.cublasLtMatmulAlgoGetHeuristic(
        devices[plan->problem.device].handle, plan->product, plan->a, plan->b, plan->d, plan->d,
        preference, PROPOSALS, proposals, &n);
    if (code == CUBLAS_STATUS_NOT_SUPPORTED) {
        return TN_OK;
    }
    for (int i = 0; i < n && code == CUBLAS_STATUS_SUCCESS && !plan->serves; i++) {
        if (proposals[i].state == CUBLAS_STATUS_SUCCESS) {
            plan->serves = true;
            plan->algo = proposals[i].algo;
            plan->workspace_bytes = proposals[i].workspaceSize;
        }
    }
    return checked(code, "cublasLtMatmulAlgoGetHeuristic", __FILE__, __LINE__);
}

static tn_status choose(tni_blas_plan *plan) {
    cublasLtMatmulPreference_t preference = NULL;
    TRY(cublasLtMatmulPreferenceCreate(&preference));
    tn_status status = prefer(&plan->problem, preference);
    status = status == TN_OK ? ask(plan, preference) : status;
    blas.cublasLtMatmulPreferenceDestroy(preference);
    return status;
}

/* ---- Plans ----------------------------------------------------------------------------------- */

/* Nothing is to be done about what cannot be given back. */
static void free_plan(tni_blas_plan *plan) {
    cublasLtMatrixLayout_t layouts[] = {plan->a, plan->b, plan->d};
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        if (layouts[i]) {
            blas.cublasLtMatrixLayoutDestroy(layouts[i]);
        }
    }
    if (plan->product) {
        blas.cublasLtMatmulDescDestroy(plan->product);
    }
    free(plan);
}

static tn_status make_plan(const tni_blas_problem *problem, tni_blas_plan **out) {
    tn_status status = open_device(problem->device);
    if (status != TN_OK) {
        return status;
    }
    tni_blas_plan *plan = calloc(1, sizeof *plan);
    if (!plan) {
        return (tn_status)tn_kernel_fail(TN_ERR_MEMORY, "no memory for a plan of cuBLAS");
    }
    plan->problem = *problem;
    status = describe(plan);
    status = status == TN_OK ? choose(plan) : status;
    if (status != TN_OK) {
        free_plan(plan);
        return status;
    }
    *out = plan;
    return TN_OK;
}

static void leave(tni_blas_plan *plan) {
    if (plan && --plan->users == 0) {
        free_plan(plan);
    }
}

static tni_blas_plan **set_of(const tni_blas_problem *problem) {
    uint64_t words[sizeof *problem / sizeof(uint64_t)], hash = 0;
    _Static_assert(sizeof words == sizeof *problem, "whole words");
    memcpy(words, problem, sizeof words);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        hash = (hash ^ words[i]) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 32;
    }
    return plans[hash % SETS];
}

/* The plan comes to the front of its set; a new one takes the place of the last. */
static tn_status find_plan(const tni_blas_problem *problem, tni_blas_plan **out) {
    tni_blas_plan **set = set_of(problem), *plan = NULL;
    int way = 0;
    while (way < WAYS && !(set[way] && memcmp(&set[way]->problem, problem, sizeof *problem) == 0)) {
        way++;
    }
    if (way < WAYS) {
        plan = set[way];
    } else {
        const tn_status status = make_plan(problem, &plan);
        if (status != TN_OK) {
            return status;
        }
        plan->users = 1;
        leave(set[--way]);
    }
    memmove(set + 1, set, (size_t)way * sizeof *set);
    *out = set[0] = plan;
    return TN_OK;
}

tn_status tni_blas_take(const tni_blas_problem *problem, tni_blas_plan **plan) {
    tni_blas_plan *found = NULL;
    pthread_mutex_lock(&lock);
    const tn_status status = find_plan(problem, &found);
    const bool serves = status == TN_OK && found->serves;
    found = serves ? found : NULL;
    if (found) {
        found->users++;
    }
    pthread_mutex_unlock(&lock);
    *plan = found;
    return status;
}

void tni_blas_leave(tni_blas_plan *plan) {
    pthread_mutex_lock(&lock);
    leave(plan);
    pthread_mutex_unlock(&lock);
}

int64_t tni_blas_workspace_bytes(const tni_blas_plan *plan) {
    return (int64_t)plan->workspace_bytes;
}

/* ---- Products -------------------------------------------------------------------------------- */

typedef union number {
    float narrow[2];
    double wide[2];
} number;

static number number_of(const tni_blas_problem *p, const double parts[2]) {
    return p->compute == CUBLAS_COMPUTE_64F
               ? (number){.wide = {parts[0], parts[1]}}
               : (number){.narrow = {(float)parts[0], (float)parts[1]}};
}

tn_status tni_blas_run(const tni_blas_plan *plan, const double alpha[2], const void *a,
                       const void *b, const double beta[2], void *d, void *workspace,
                       cudaStream_t stream) {
    const tni_blas_problem *p = &plan->problem;
    const number times = number_of(p, alpha), plus = number_of(p, beta);
    return CHECKED(cublasLtMatmul(devices[p->device].handle, plan->product, &times, a, plan->a, b,
                                  plan->b, &plus, d, plan->d, d, plan->d, &plan->algo, workspace,
                                  plan->workspace_bytes, stream));
}

/* cuda_solver.c: cuSOLVER, opened when the first decomposition needs it.
 *
 * Invariant: a handle is one call's at a time, because its stream is part of it; so are the
 * bytes of host memory that a routine works in. What is given to a stream is given under the
 * lock, in order, and stays valid: the host's part of a routine is over when the call returns. */
#include "cuda/cuda_solver.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Major versions whose functions are those of cusolver_api.h: CUDA 13 comes with 12, 12 with 11. */
enum { NEWEST = 12, OLDEST = 11 };

static struct {
#define MEMBER(name, parameters) cusolverStatus_t(*name) parameters;
    TNI_CUSOLVER_CALLS(MEMBER)
#undef MEMBER
    char text[160];
    bool found;
} solver;

/* They last as long as the process, as the contexts that they belong to. */
static struct {
    cusolverDnHandle_t handle;
    cusolverDnParams_t params;
    void *host;
    size_t host_bytes;
} devices[TNI_CUDA_DEVICES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* ---- The library ----------------------------------------------------------------------------- */

static bool find(void *library, const char *name, void *slot) {
    void *function = dlsym(library, name);
    if (!function) {
        snprintf(solver.text, sizeof solver.text, "libcusolver has no function %s", name);
    }
    *(void **)slot = function;
    return function != NULL;
}

/* NULL, and the text says why the newest one cannot be opened. */
static void *open_newest(void) {
    for (int major = NEWEST; major >= OLDEST; major--) {
        char name[32];
        snprintf(name, sizeof name, "libcusolver.so.%d", major);
        void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
        const char *why = library ? NULL : dlerror();
        if (library) {
            return library;
        }
        if (solver.text[0] == 0) {
            snprintf(solver.text, sizeof solver.text, "%s cannot be opened: %s", name,
                     why ? why : "?");
        }
    }
    return NULL;
}

static void open_library(void) {
    void *library = open_newest();
    bool found = library != NULL;
    int version = 0;
#define FIND(name, parameters) found = found && find(library, #name, &solver.name);
    TNI_CUSOLVER_CALLS(FIND)
#undef FIND
    if (found && solver.cusolverGetVersion(&version) == CUSOLVER_STATUS_SUCCESS) {
        snprintf(solver.text, sizeof solver.text, "cuSOLVER %d.%d.%d", version / 1000,
                 version % 1000 / 100, version % 100);
        solver.found = true;
    }
}

const char *tni_solver_library(bool *found) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_library);
    *found = solver.found;
    return solver.text;
}

static tn_status checked(cusolverStatus_t code, const char *call, const char *file, int line) {
    if (TNI_LIKELY(code == CUSOLVER_STATUS_SUCCESS)) {
        return TN_OK;
    }
    const tn_status status = code == CUSOLVER_STATUS_ALLOC_FAILED ? TN_ERR_MEMORY : TN_ERR_DEVICE;
    tn_kernel_fail(
        status, "%.*s failed (%s:%d) with status %d; TENON_CUSOLVER=off computes without cuSOLVER",
        (int)strcspn(call, "("), call, file, line, (int)code);
    return status;
}
#define CHECKED(call) checked(solver.call, #call, __FILE__, __LINE__)
#define TRY(call)                                \
    do {                                         \
        const tn_status status_ = CHECKED(call); \
        if (TNI_UNLIKELY(status_ != TN_OK)) {    \
            return status_;                      \
        }                                        \
    } while (0)

static tn_status open_device(int *index) {
    if (cudaGetDevice(index) != cudaSuccess || *index < 0 || *index >= TNI_CUDA_DEVICES) {
        cudaGetLastError();
        return (tn_status)tn_kernel_fail(TN_ERR_DEVICE, "cudaGetDevice failed");
    }
    if (!devices[*index].handle) {
        cusolverDnHandle_t handle = NULL;
        TRY(cusolverDnCreate(&handle));
        devices[*index].handle = handle;
    }
    if (!devices[*index].params) {
        TRY(cusolverDnCreateParams(&devices[*index].params));
    }
    return TN_OK;
}

/* ---- Routines -------------------------------------------------------------------------------- */

static cudaDataType_t type_of(tn_dtype dtype) {
    return dtype == TN_F32   ? CUDA_R_32F
           : dtype == TN_F64 ? CUDA_R_64F
           : dtype == TN_C64 ? CUDA_C_32F
                             : CUDA_C_64F;
}
static cudaDataType_t real_of(tn_dtype dtype) {
    return dtype == TN_F32 || dtype == TN_C64 ? CUDA_R_32F : CUDA_R_64F;
}
static size_t bytes_of(tn_dtype dtype) {
    return dtype == TN_F32 ? 4 : dtype == TN_C128 ? 16 : 8;
}

/* What a task is with a device's handle. */
typedef struct job {
    cusolverDnHandle_t handle;
    cusolverDnParams_t params;
    const tni_solver_task *t;
    cudaDataType_t type, real;
    size_t device_bytes, host_bytes;
    void *host;
} job;

#define FILL   (t->upper ? CUBLAS_FILL_MODE_UPPER : CUBLAS_FILL_MODE_LOWER)
#define MODE   (t->vectors ? CUSOLVER_EIG_MODE_VECTOR : CUSOLVER_EIG_MODE_NOVECTOR)
#define JOB_U  (signed char)(t->columns == 0 ? 'N' : t->columns == t->n ? 'S' : 'A')
#define JOB_VT (signed char)(t->columns == 0 ? 'N' : t->columns == t->n ? 'S' : 'A')
#define ROOMS  &j->device_bytes, &j->host_bytes
#define WORK   t->work, j->device_bytes, j->host, j->host_bytes, t->info

static tn_status orgqr_room(job *j) {
    const tni_solver_task *t = j->t;
    const int m = (int)t->m, n = (int)t->n, k = (int)t->count;
    int elements = 0;
    if (t->dtype == TN_F32) {
        TRY(cusolverDnSorgqr_bufferSize(j->handle, m, n, k, t->a, m, t->values, &elements));
    } else if (t->dtype == TN_F64) {
        TRY(cusolverDnDorgqr_bufferSize(j->handle, m, n, k, t->a, m, t->values, &elements));
    } else if (t->dtype == TN_C64) {
        TRY(cusolverDnCungqr_bufferSize(j->handle, m, n, k, t->a, m, t->values, &elements));
    } else {
        TRY(cusolverDnZungqr_bufferSize(j->handle, m, n, k, t->a, m, t->values, &elements));
    }
    j->device_bytes = (size_t)elements * bytes_of(t->dtype);
    return TN_OK;
}

static tn_status orgqr_run(job *j) {
    const tni_solver_task *t = j->t;
    const int m = (int)t->m, n = (int)t->n, k = (int)t->count;
    const int room = (int)(j->device_bytes / bytes_of(t->dtype));
    if (t->dtype == TN_F32) {
        return CHECKED(
            cusolverDnSorgqr(j->handle, m, n, k, t->a, m, t->values, t->work, room, t->info));
    }
    if (t->dtype == TN_F64) {
        return CHECKED(
            cusolverDnDorgqr(j->handle, m, n, k, t->a, m, t->values, t->work, room, t->info));
    }
    if (t->dtype == TN_C64) {
        return CHECKED(
            cusolverDnCungqr(j->handle, m, n, k, t->a, m, t->values, t->work, room, t->info));
    }
    return CHECKED(
        cusolverDnZungqr(j->handle, m, n, k, t->a, m, t->values, t->work, room, t->info));
}

static tn_status room_of(job *j) {
    const tni_solver_task *t = j->t;
    switch (t->routine) {
    case TNI_SOLVER_POTRF:
        return CHECKED(cusolverDnXpotrf_bufferSize(j->handle, j->params, FILL, t->n, j->type, t->a,
                                                   t->n, j->type, ROOMS));
    case TNI_SOLVER_GETRF:
        return CHECKED(cusolverDnXgetrf_bufferSize(j->handle, j->params, t->m, t->n, j->type, t->a,
                                                   t->m, j->type, ROOMS));
    case TNI_SOLVER_GEQRF:
        return CHECKED(cusolverDnXgeqrf_bufferSize(j->handle, j->params, t->m, t->n, j->type, t->a,
                                                   t->m, j->type, t->values, j->type, ROOMS));
    case TNI_SOLVER_ORGQR:
        return orgqr_room(j);
    case TNI_SOLVER_SYEVD:
        return CHECKED(cusolverDnXsyevd_bufferSize(j->handle, j->params, MODE, FILL, t->n, j->type,
                                                   t->a, t->n, j->real, t->values, j->type, ROOMS));
    case TNI_SOLVER_GESVD:
        return CHECKED(cusolverDnXgesvd_bufferSize(
            j->handle, j->params, JOB_U, JOB_VT, t->m, t->n, j->type, t->a, t->m, j->real,
            t->values, j->type, t->u, t->m, j->type, t->vt, t->n, j->type, ROOMS));
    }
    return TN_OK;
}

static tn_status run(job *j) {
    const tni_solver_task *t = j->t;
    switch (t->routine) {
    case TNI_SOLVER_POTRF:
        return CHECKED(
            cusolverDnXpotrf(j->handle, j->params, FILL, t->n, j->type, t->a, t->n, j->type, WORK));
    case TNI_SOLVER_GETRF:
        return CHECKED(cusolverDnXgetrf(j->handle, j->params, t->m, t->n, j->type, t->a, t->m,
                                        t->pivots, j->type, WORK));
    case TNI_SOLVER_GEQRF:
        return CHECKED(cusolverDnXgeqrf(j->handle, j->params, t->m, t->n, j->type, t->a, t->m,
                                        j->type, t->values, j->type, WORK));
    case TNI_SOLVER_ORGQR:
        return orgqr_run(j);
    case TNI_SOLVER_SYEVD:
        return CHECKED(cusolverDnXsyevd(j->handle, j->params, MODE, FILL, t->n, j->type, t->a, t->n,
                                        j->real, t->values, j->type, WORK));
    case TNI_SOLVER_GESVD:
        return CHECKED(cusolverDnXgesvd(j->handle, j->params, JOB_U, JOB_VT, t->m, t->n, j->type,
                                        t->a, t->m, j->real, t->values, j->type, t->u, t->m,
                                        j->type, t->vt, t->n, j->type, WORK));
    }
    return TN_OK;
}

/* ---- Tasks ----------------------------------------------------------------------------------- */

static tn_status begin(const tni_solver_task *task, job *j, int *index) {
    const tn_status status = open_device(index);
    if (status != TN_OK) {
        return status;
    }
    *j = (job){.handle = devices[*index].handle,
               .params = devices[*index].params,
               .t = task,
               .type = type_of(task->dtype),
               .real = real_of(task->dtype)};
    return room_of(j);
}

tn_status tni_solver_room(const tni_solver_task *task, size_t *bytes) {
    job j;
    int index = -1;
    pthread_mutex_lock(&lock);
    const tn_status status = begin(task, &j, &index);
    pthread_mutex_unlock(&lock);
    *bytes = status == TN_OK ? j.device_bytes : 0;
    return status;
}

static tn_status make_host_room(int index, job *j) {
    if (j->host_bytes > devices[index].host_bytes) {
        void *more = realloc(devices[index].host, j->host_bytes);
        if (!more) {
            return (tn_status)tn_kernel_fail(
                TN_ERR_MEMORY, "no %zu bytes of host memory for cuSOLVER", j->host_bytes);
        }
        devices[index].host = more;
        devices[index].host_bytes = j->host_bytes;
    }
    j->host = devices[index].host;
    return TN_OK;
}

static tn_status run_locked(const tni_solver_task *task, cudaStream_t stream) {
    job j;
    int index = -1;
    tn_status status = begin(task, &j, &index);
    status = status == TN_OK ? make_host_room(index, &j) : status;
    if (status == TN_OK && j.device_bytes > task->work_bytes) {
        status = (tn_status)tn_kernel_fail(TN_ERR_DEVICE, "cuSOLVER asks for %zu bytes, %zu before",
                                           j.device_bytes, task->work_bytes);
    }
    status = status == TN_OK ? CHECKED(cusolverDnSetStream(j.handle, stream)) : status;
    return status == TN_OK ? run(&j) : status;
}

tn_status tni_solver_run(const tni_solver_task *task, cudaStream_t stream) {
    pthread_mutex_lock(&lock);
    const tn_status status = run_locked(task, stream);
    pthread_mutex_unlock(&lock);
    return status;
}

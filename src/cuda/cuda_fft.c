/* cuda_fft.c: which Fourier transforms are cuFFT's and which are those of kernels/fft.cu.
 *
 * Invariant: who computes a transform follows from its block, the libraries of the machine and
 * TENON_CUFFT, and never from what happened before: a call of cuFFT that fails is an error, not a
 * reason to compute otherwise. A plan serves one call at a time, under the lock, since stream and
 * work area are its own. Of those that no graph holds, the ones used last are kept. */
#include "cuda/cuda_plugin.h"

#include "cuda/cuda_services.h"
#include "cuda/cuda_share.h"
#include "cuda/cufft_api.h"
#include "device/crossover.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* Major versions whose functions are those of cufft_api.h. */
enum { NEWEST = 12, OLDEST = 11 };
enum { ALIGNMENT = 256, MAX_PLANS = 64 };

int tn_cuda_fft(const void *params, void *stream);
int64_t tn_cuda_fft_workspace(const void *params);
int tn_cuda_elementwise(const void *params, void *stream);

/* ---- The library ----------------------------------------------------------------------------- */

static struct {
#define MEMBER(name, parameters) cufftResult(*name) parameters;
    TNI_CUFFT_CALLS(MEMBER)
#undef MEMBER
    char text[64]; /* "cuFFT 12.1.0" */
    bool found;
} fft;

static void open_library(void) {
    void *library = NULL;
    for (int major = NEWEST; major >= OLDEST && !library; major--) {
        char name[32];
        snprintf(name, sizeof name, "libcufft.so.%d", major);
        library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    }
    bool found = library != NULL;
#define FIND(name, parameters)                                     \
    if (found) {                                                   \
        void *function = dlsym(library, #name);                    \
        memcpy(&fft.name, &function, sizeof function); /* ISO C */ \
        found = function != NULL;                                  \
    }
    TNI_CUFFT_CALLS(FIND)
#undef FIND
    int version = 0;
    if (found && fft.cufftGetVersion(&version) == CUFFT_SUCCESS) {
        snprintf(fft.text, sizeof fft.text, "cuFFT %d.%d.%d", version / 1000, version % 1000 / 100,
                 version % 100);
        fft.found = true;
    }
}

static bool has_cufft(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_library);
    return fft.found;
}

static tn_status checked(cufftResult code, const char *call, int line) {
    if (TNI_LIKELY(code == CUFFT_SUCCESS)) {
        return TN_OK;
    }
    const tn_status status = code == CUFFT_ALLOC_FAILED ? TN_ERR_MEMORY : TN_ERR_DEVICE;
    tn_kernel_fail(status, "%.*s failed (%s:%d) with %d; TENON_CUFFT=off computes without cuFFT",
                   (int)strcspn(call, "("), call, __FILE__, line, (int)code);
    return status;
}
#define TRY(call)                                                     \
    do {                                                              \
        const tn_status status_ = checked(fft.call, #call, __LINE__); \
        if (TNI_UNLIKELY(status_ != TN_OK)) {                         \
            return status_;                                           \
        }                                                             \
    } while (0)

/* ---- Who computes ---------------------------------------------------------------------------- */

const char *tni_cuda_fft_numerics(void) {
    return tni_share_of(TNI_CUFFT) != TNI_SHARE_OFF && has_cufft() ? fft.text : "own transforms";
}

static size_t number_bytes(const tn_k_fft *p) {
    return p->dtype == TN_C128 ? 16 : 8;
}

/* Elements of a line on either side. */
static int64_t points_in(const tn_k_fft *p) {
    return p->code == TN_FFT_C2R ? p->n / 2 + 1 : p->n;
}
static int64_t points_out(const tn_k_fft *p) {
    return p->code == TN_FFT_R2C ? p->n / 2 + 1 : p->n;
}

/* Bytes from one `outer` to the next. */
static size_t outer_in(const tn_k_fft *p) {
    return (size_t)(points_in(p) * p->inner) * number_bytes(p) / (p->code == TN_FFT_R2C ? 2 : 1);
}
static size_t outer_out(const tn_k_fft *p) {
    return (size_t)(points_out(p) * p->inner) * number_bytes(p) / (p->code == TN_FFT_C2R ? 2 : 1);
}

/* Real numbers, too, must be where complex ones could be. */
static bool is_aligned(const tn_k_fft *p) {
    const size_t mask = number_bytes(p) - 1;
    const bool apart = p->inner > 1 && p->outer > 1; /* calls that begin at each `outer` */
    return ((uintptr_t)p->in & mask) == 0 && ((uintptr_t)p->out & mask) == 0 &&
           (!apart || ((outer_in(p) & mask) == 0 && (outer_out(p) & mask) == 0));
}

/* By default what ours take more than one pass for. */
static bool is_long(const tn_k_fft *p) {
    int device = 0;
    if (cudaGetDevice(&device) != cudaSuccess) {
        cudaGetLastError(); /* the launch will say it */
    }
    return p->n > tni_cuda_services.crossover(device, p->dtype == TN_C128 ? TNI_CROSS_cufft_c128
                                                                          : TNI_CROSS_cufft_c64);
}

static bool is_half(const tn_k_fft *p) {
    return p->real == TN_F16 || p->real == TN_BF16;
}

/* Without gaps, zeros behind lines or lines that overlap; without a window. */
static bool is_side(const tn_k_fft *p, const tn_k_fft_side *s, int64_t points) {
    return (p->inner == 1 || s->inner == 1) && s->step == p->inner &&
           (p->outer == 1 || s->outer == points * p->inner);
}
static bool has_whole_lines(const tn_k_fft *p) {
    return !p->window && p->given == points_in(p) && is_side(p, &p->from, points_in(p)) &&
           is_side(p, &p->to, points_out(p));
}

/* Of other than whole lines cuFFT would need copies, so they are ours; which of the two is faster
 * nobody has measured. */
static bool is_cuffts(const tn_k_fft *p) {
    const tni_share s = tni_share_of(TNI_CUFFT);
    return s != TNI_SHARE_OFF && (s == TNI_SHARE_ALL || is_long(p)) && !p->whole && !is_half(p) &&
           has_whole_lines(p) && is_aligned(p) && has_cufft();
}

/* ---- Plans ----------------------------------------------------------------------------------- */

typedef struct plan {
    int device;
    uint8_t code, dtype;
    bool is_recorded; /* a graph may hold what it points to: it lasts as long as the process */
    int64_t n, inner, batch;
    cufftHandle handle;
    cudaEvent_t used; /* after its last call */
    size_t area_bytes;
    struct plan *next;
} plan;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static plan *plans; /* under the lock: the one used last comes first */

/* Lines of one call: all of them, or those of one `outer`. */
static int64_t batch_of(const tn_k_fft *p) {
    return p->inner > 1 ? p->inner : p->outer;
}

static tn_status make_plan(const tn_k_fft *p, plan *made) {
    const bool is_wide = p->dtype == TN_C128;
    const cudaDataType_t real = is_wide ? CUDA_R_64F : CUDA_R_32F;
    const cudaDataType_t number = is_wide ? CUDA_C_64F : CUDA_C_32F;
    long long n = p->n, in = points_in(p), out = points_out(p);
    const cudaError_t error = cudaEventCreateWithFlags(&made->used, cudaEventDisableTiming);
    if (error != cudaSuccess) {
        cudaGetLastError();
        return (tn_status)tn_kernel_fail(TN_ERR_DEVICE, "cudaEventCreateWithFlags: %s",
                                         cudaGetErrorString(error));
    }
    TRY(cufftCreate(&made->handle));
    TRY(cufftSetAutoAllocation(made->handle, 0));
    TRY(cufftXtMakePlanMany(made->handle, 1, &n, &in, p->inner, p->inner > 1 ? 1 : in,
                            p->code == TN_FFT_R2C ? real : number, &out, p->inner,
                            p->inner > 1 ? 1 : out, p->code == TN_FFT_C2R ? real : number,
                            made->batch, &made->area_bytes, number));
    return TN_OK;
}

/* Whoever waits for its last call may let it go; nothing is to be done where that fails. */
static void drop_plan(plan *f) {
    if (f->used) {
        cudaEventSynchronize(f->used);
        cudaEventDestroy(f->used);
    }
    if (f->handle) {
        fft.cufftDestroy(f->handle);
    }
    free(f);
}

/* Makes room for one more: the longest unused of those that may go does, if there are many. */
static void drop_oldest(void) {
    int n = 0;
    plan **oldest = NULL;
    for (plan **at = &plans; *at; at = &(*at)->next) {
        if (!(*at)->is_recorded) {
            oldest = at;
            n++;
        }
    }
    if (n >= MAX_PLANS) {
        plan *gone = *oldest;
        *oldest = gone->next;
        drop_plan(gone);
    }
}

static bool serves(const plan *f, const plan *key) {
    return f->device == key->device && f->code == key->code && f->dtype == key->dtype &&
           f->n == key->n && f->inner == key->inner && f->batch == key->batch;
}

/* Under the lock. */
static tn_status find_plan(const tn_k_fft *p, plan **out) {
    plan key = {.code = p->code, .dtype = p->dtype, .n = p->n, .inner = p->inner};
    key.batch = batch_of(p);
    if (cudaGetDevice(&key.device) != cudaSuccess) {
        cudaGetLastError();
        return (tn_status)tn_kernel_fail(TN_ERR_DEVICE, "cudaGetDevice failed");
    }
    plan **at = &plans;
    while (*at && !serves(*at, &key)) {
        at = &(*at)->next;
    }
    plan *f = *at;
    if (f) {
        *at = f->next;
    } else {
        f = malloc(sizeof *f);
        if (!f) {
            return (tn_status)tn_kernel_fail(TN_ERR_MEMORY, "no memory for a plan of cuFFT");
        }
        *f = key;
        const tn_status status = make_plan(p, f);
        if (status != TN_OK) {
            drop_plan(f);
            return status;
        }
        drop_oldest();
    }
    f->next = plans;
    *out = plans = f;
    return TN_OK;
}

/* Behind a call of the plan: its end is marked, unless a graph keeps it. */
static tn_status mark_used(plan *f, cudaStream_t stream) {
    enum cudaStreamCaptureStatus status = cudaStreamCaptureStatusNone;
    cudaError_t error = cudaStreamIsCapturing(stream, &status);
    if (error == cudaSuccess && status != cudaStreamCaptureStatusNone) {
        f->is_recorded = true;
    } else if (error == cudaSuccess) {
        error = cudaEventRecord(f->used, stream);
    }
    if (error == cudaSuccess) {
        return TN_OK;
    }
    cudaGetLastError();
    return (tn_status)tn_kernel_fail(TN_ERR_DEVICE, "marking a plan of cuFFT: %s",
                                     cudaGetErrorString(error));
}

/* ---- The family ------------------------------------------------------------------------------ */

static size_t rounded(size_t bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* A transform to real numbers spoils its input: it gets a copy. */
static size_t copy_bytes(const tn_k_fft *p) {
    return p->code == TN_FFT_C2R ? rounded((size_t)p->outer * outer_in(p)) : 0;
}

int64_t tni_cuda_fft_workspace(const void *params) {
    const tn_k_fft *p = params;
    if (!is_cuffts(p)) {
        return tn_cuda_fft_workspace(params);
    }
    plan *f = NULL;
    pthread_mutex_lock(&lock);
    const tn_status status = find_plan(p, &f);
    const size_t area = status == TN_OK ? f->area_bytes : 0;
    pthread_mutex_unlock(&lock);
    return status == TN_OK ? (int64_t)(copy_bytes(p) + area) : -(int64_t)status;
}

/* Under the lock. */
static tn_status run(const tn_k_fft *p, cudaStream_t stream) {
    plan *f = NULL;
    const tn_status status = find_plan(p, &f);
    if (status != TN_OK) {
        return status;
    }
    const char *in = p->in;
    char *out = p->out;
    if (copy_bytes(p) > 0) {
        in = p->workspace;
        const cudaError_t error = cudaMemcpyAsync(
            p->workspace, p->in, (size_t)p->outer * outer_in(p), cudaMemcpyDeviceToDevice, stream);
        if (error != cudaSuccess) {
            cudaGetLastError();
            return (tn_status)tn_kernel_fail(TN_ERR_DEVICE, "cudaMemcpyAsync: %s",
                                             cudaGetErrorString(error));
        }
    }
    const int direction = p->code == TN_FFT_C2R || p->inverse ? CUFFT_INVERSE : CUFFT_FORWARD;
    TRY(cufftSetStream(f->handle, stream));
    if (f->area_bytes > 0) {
        TRY(cufftSetWorkArea(f->handle, (char *)p->workspace + copy_bytes(p)));
    }
    for (int64_t o = 0; o < (p->inner > 1 ? p->outer : 1); o++) {
        TRY(cufftXtExec(f->handle, (void *)(in + (size_t)o * outer_in(p)),
                        out + (size_t)o * outer_out(p), direction));
    }
    return mark_used(f, stream);
}

/* Results times the scale, as real numbers. */
static int scale_results(const tn_k_fft *p, void *stream) {
    const bool is_wide = p->dtype == TN_C128;
    tn_k_elementwise k = {.code = TN_EW_mul,
                          .n_in = 2,
                          .compute = is_wide ? TN_F64 : TN_F32,
                          .ndim = 1,
                          .numbers = 1 << 2};
    k.numel = p->outer * points_out(p) * p->inner * (p->code == TN_FFT_C2R ? 1 : 2);
    k.extents[0] = k.numel;
    k.data[0] = k.data[1] = p->out;
    k.strides[0][0] = k.strides[1][0] = 1;
    k.data[2] = k.number[2];
    for (int i = 0; i < 3; i++) {
        k.dtype[i] = k.compute;
    }
    const float narrow = (float)p->scale;
    memcpy(k.number[2], is_wide ? (const void *)&p->scale : (const void *)&narrow,
           is_wide ? sizeof p->scale : sizeof narrow);
    return tn_cuda_elementwise(&k, stream);
}

int tni_cuda_fft(const void *params, void *stream) {
    const tn_k_fft *p = params;
    if (!is_cuffts(p)) {
        return tn_cuda_fft(params, stream);
    }
    pthread_mutex_lock(&lock);
    const tn_status status = run(p, stream);
    pthread_mutex_unlock(&lock);
    return status != TN_OK || p->scale == 1 ? (int)status : scale_results(p, stream);
}

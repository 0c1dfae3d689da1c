/* cuda_fault.c: what kernels found wrong after their launch had succeeded.
 *
 * Invariant: a fault is read after the host waited for the kernel that wrote it, and is raised
 * once, whoever else waits at the same time: it is taken under a lock. */
#include "cuda/cuda_plugin.h"

#include "cuda/cuda_services.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

static tn_kernel_fault *_Atomic faults[TNI_CUDA_DEVICES];
static pthread_mutex_t taking = PTHREAD_MUTEX_INITIALIZER;

tn_kernel_fault *tn_cuda_fault(void) {
    int index = -1;
    if (cudaGetDevice(&index) != cudaSuccess || index < 0 || index >= TNI_CUDA_DEVICES) {
        cudaGetLastError();
        return NULL;
    }
    tn_kernel_fault *known = atomic_load_explicit(&faults[index], memory_order_acquire);
    if (TNI_LIKELY(known != NULL)) {
        return known;
    }
    void *fresh = NULL;
    if (cudaHostAlloc(&fresh, sizeof *known, cudaHostAllocPortable | cudaHostAllocMapped) !=
        cudaSuccess) {
        cudaGetLastError();
        return NULL;
    }
    memset(fresh, 0, sizeof *known);
    if (!atomic_compare_exchange_strong(&faults[index], &known, fresh)) {
        cudaFreeHost(fresh); /* another thread was faster */
        return known;
    }
    return fresh;
}

static const char *family_name(uint32_t family) {
    static const char *const names[TN_K_COUNT] = {
#define NAME(family) [TN_K_##family] = #family,
        TN_KERNEL_FAMILIES(NAME)
#undef NAME
    };
    return family < TN_K_COUNT ? names[family] : "?";
}

static bool was_found(const tn_kernel_fault *fault) {
    return __atomic_load_n(&fault->family, __ATOMIC_ACQUIRE) != 0;
}

/* The next kernel that finds something writes its numbers once nobody claims the place. */
static tn_kernel_fault take(tn_kernel_fault *fault) {
    tn_kernel_fault found = {0};
    pthread_mutex_lock(&taking);
    if (was_found(fault)) {
        found = *fault;
        __atomic_store_n(&fault->family, 0, __ATOMIC_RELEASE);
        __atomic_store_n(&fault->is_claimed, 0, __ATOMIC_RELEASE);
    }
    pthread_mutex_unlock(&taking);
    return found;
}

/* What could not be done with a matrix; its number in the batch is `index`, LAPACK's is `size`. */
static void raise_check(int device, const tn_kernel_fault *found) {
    static const char *const reasons[] = {
        [TN_CHECK_CHOLESKY] = "it must be positive definite, but the leading minor of that order "
                              "is not",
        [TN_CHECK_LU] = "it is singular, and must not be: that element of U's diagonal is zero",
        [TN_CHECK_LDL] = "it is singular, and must not be: that block of D is zero",
        [TN_CHECK_SVD] = "its singular values did not converge, or it is not finite; all elements "
                         "must be",
        [TN_CHECK_EIGH] = "its eigenvalues did not converge, or it is not finite; all elements "
                          "must be",
        [TN_CHECK_EIG] = "its eigenvalues did not converge, or it is not finite; all elements must "
                         "be",
        [TN_CHECK_LSTSQ] = "it must have full rank for driver \"gels\": that element of R's "
                           "diagonal is zero; use driver \"gelsd\"",
        [TN_CHECK_SVD_GAUGE] = "the loss must not depend on the choice of singular vectors, which "
                               "are determined only up to a phase, and up to a rotation where "
                               "values are equal; there is no such gradient",
        [TN_CHECK_EIGH_GAUGE] = "the loss must not depend on the choice of eigenvectors, which are "
                                "determined only up to a phase, and up to a rotation where values "
                                "are equal; there is no such gradient",
        [TN_CHECK_EIG_GAUGE] = "the loss must not depend on the choice of eigenvectors, which are "
                               "determined only up to a phase; there is no such gradient",
    };
    const bool is_known = found->code < sizeof reasons / sizeof *reasons;
    tni_cuda_services.raise((tn_site){.file = __FILE__, .line = __LINE__}, TN_ERR_ARGUMENT,
                            "matrix %lld of a batch on cuda:%d (%lld): %s. What was computed since "
                            "is not to be trusted",
                            (long long)found->index, device, (long long)found->size,
                            is_known ? reasons[found->code] : "it cannot be worked with");
}

static void raise_index(int device, const tn_kernel_fault *found) {
    char who[64], dim[32] = "";
    if (found->call) {
        snprintf(who, sizeof who, "%s", found->call);
    } else {
        snprintf(who, sizeof who, "a %s kernel", family_name(found->family - 1));
    }
    if (found->dim >= 0) {
        snprintf(dim, sizeof dim, " of dim %d", (int)found->dim);
    }
    tni_cuda_services.raise((tn_site){.file = __FILE__, .line = __LINE__}, TN_ERR_ARGUMENT,
                            "%s on cuda:%d met index %lld%s, which must be at least %lld and less "
                            "than %lld; the element was left out. What was computed since is not "
                            "to be trusted: look at the indices given to %s",
                            who, device, (long long)found->index, dim, (long long)found->least,
                            (long long)found->size, found->call ? "it" : "the ops before this one");
}

/* Pivots that a call was given; `index` is their matrix's number in the batch, of `size` rows. */
static bool is_of_pivots(uint32_t family) {
    return family == TN_K_ldl_solve || family == TN_K_lu_solve || family == TN_K_pivots;
}

static void raise_pivots(int device, const tn_kernel_fault *found) {
    const bool is_ldl = found->family - 1 == TN_K_ldl_solve;
    tni_cuda_services.raise(
        (tn_site){.file = __FILE__, .line = __LINE__}, TN_ERR_ARGUMENT,
        "the pivots of matrix %lld of a batch on cuda:%d must be %s1 to %lld%s; "
        "others were left out. What was computed since is not to be trusted",
        (long long)found->index, device, is_ldl ? "as linalg_ldl_factor gives them: " : "in ",
        (long long)found->size, is_ldl ? ", or twice the same negative number" : ", the rows");
}

tn_status tni_cuda_take_fault(int index) {
    tn_kernel_fault *fault = atomic_load_explicit(&faults[index], memory_order_acquire);
    if (TNI_LIKELY(!fault || !was_found(fault))) {
        return TN_OK;
    }
    const tn_kernel_fault found = take(fault);
    if (found.family == 0) {
        return TN_OK;
    }
    if (found.family - 1 == TN_K_check) {
        raise_check(index, &found);
        return TN_ERR_ARGUMENT;
    }
    if (is_of_pivots(found.family - 1)) {
        raise_pivots(index, &found);
        return TN_ERR_ARGUMENT;
    }
    raise_index(index, &found);
    return TN_ERR_ARGUMENT;
}

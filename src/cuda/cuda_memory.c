/* cuda_memory.c: memory besides that of tensors: on the device for collectives and programs, and
 * pinned memory of the host.
 *
 * Memory that NCCL made is placed and aligned as its transports want it, and other devices can map
 * it; it is not registered with a communicator. A job that has no NCCL, or an old one, is served by
 * CUDA. Invariant: what NCCL made is in the list `blocks`, so that it goes back there. */
#include "cuda/cuda_plugin.h"

#include <pthread.h>
#include <stdlib.h>

typedef struct nccl_block {
    struct nccl_block *next;
    void *data;
} nccl_block;

static nccl_block *blocks; /* under the lock */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* NULL when NCCL has none. */
static void *alloc_from_nccl(size_t bytes) {
    nccl_block *block = malloc(sizeof *block);
    void *data = block ? tni_nccl_alloc(bytes) : NULL;
    if (!data) {
        free(block);
        return NULL;
    }
    pthread_mutex_lock(&lock);
    *block = (nccl_block){blocks, data};
    blocks = block;
    pthread_mutex_unlock(&lock);
    return data;
}

/* Whether it was NCCL's; it is not listed any more. */
static bool unlist(const void *data) {
    pthread_mutex_lock(&lock);
    nccl_block **link = &blocks;
    while (*link && (*link)->data != data) {
        link = &(*link)->next;
    }
    nccl_block *found = *link;
    if (found) {
        *link = found->next;
    }
    pthread_mutex_unlock(&lock);
    free(found);
    return found != NULL;
}

static void *alloc_fixed(int index, size_t bytes) {
    if (tni_cuda_enter(index) != TN_OK) {
        return NULL;
    }
    void *data = alloc_from_nccl(bytes);
    return data || TNI_CUDA_GAVE(cudaMalloc(&data, bytes)) ? data : NULL;
}

static void free_fixed(int index, void *data, size_t bytes) {
    (void)bytes;
    if (tni_cuda_enter(index) != TN_OK) {
        return;
    }
    if (unlist(data)) {
        tni_nccl_free(data);
    } else {
        TNI_CUDA(cudaFree(data));
    }
}

static void *alloc_pinned(int index, size_t bytes) {
    void *data = NULL;
    return tni_cuda_enter(index) == TN_OK &&
                   TNI_CUDA_GAVE(cudaHostAlloc(&data, bytes, cudaHostAllocPortable))
               ? data
               : NULL;
}

static void free_pinned(int index, void *data, size_t bytes) {
    (void)bytes;
    if (tni_cuda_enter(index) == TN_OK) {
        TNI_CUDA(cudaFreeHost(data));
    }
}

const tni_side_memory tni_cuda_side_memory = {.alloc_fixed = alloc_fixed,
                                              .free_fixed = free_fixed,
                                              .alloc_pinned = alloc_pinned,
                                              .free_pinned = free_pinned};

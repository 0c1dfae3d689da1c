/* cuda_comm.c: collectives among devices: NCCL, opened when a job first needs it.
 *
 * Invariant: each call of NCCL goes through CHECKED, which turns its code into an error with call,
 * place and device. A collective returns when the stream has it; what goes wrong later is asked for
 * by `check`. */
#include "cuda/cuda_plugin.h"

#include "cuda/cuda_services.h"
#include "cuda/nccl_api.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct tni_device_comm {
    ncclComm_t nccl;
    int device, size;
};

static struct {
#define MEMBER(name, parameters) ncclResult_t(*name) parameters;
    TNI_NCCL_CALLS(MEMBER)
    TNI_NCCL_OPTIONAL_CALLS(MEMBER)
#undef MEMBER
    const char *(*ncclGetErrorString)(ncclResult_t error);
    char text[160]; /* "NCCL 2.28.3", or why there is none */
    atomic_bool found;
} nccl;

static bool find(void *library, const char *name, void *slot) {
    void *function = dlsym(library, name);
    if (!function) {
        snprintf(nccl.text, sizeof nccl.text, "libnccl.so.2 has no function %s", name);
    }
    *(void **)slot = function;
    return function != NULL;
}

static void open_library(void) {
    void *library = dlopen("libnccl.so.2", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        const char *why = dlerror();
        snprintf(nccl.text, sizeof nccl.text, "libnccl.so.2 cannot be opened: %s", why ? why : "?");
        return;
    }
    bool found = find(library, "ncclGetErrorString", &nccl.ncclGetErrorString);
#define FIND(name, parameters) found = found && find(library, #name, &nccl.name);
    TNI_NCCL_CALLS(FIND)
#undef FIND
#define FIND(name, parameters) *(void **)&nccl.name = dlsym(library, #name);
    TNI_NCCL_OPTIONAL_CALLS(FIND)
#undef FIND
    int version = 0;
    if (found && nccl.ncclGetVersion(&version) == ncclSuccess) {
        snprintf(nccl.text, sizeof nccl.text, "NCCL %d.%d.%d", version / 10000, version / 100 % 100,
                 version % 100);
        nccl.found = true;
    }
}

static const char *library(bool *found) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_library);
    *found = nccl.found;
    return nccl.text;
}

/* ---- Memory ---------------------------------------------------------------------------------- */

void *tni_nccl_alloc(size_t bytes) {
    void *data = NULL;
    const bool can = atomic_load(&nccl.found) && nccl.ncclMemAlloc && nccl.ncclMemFree;
    if (can && nccl.ncclMemAlloc(&data, bytes) != ncclSuccess) {
        cudaGetLastError(); /* the allocator reports what it asked for */
        return NULL;
    }
    return data;
}

void tni_nccl_free(void *data) {
    nccl.ncclMemFree(data);
}

/* ---- Errors ---------------------------------------------------------------------------------- */

static tn_status checked(ncclResult_t code, const char *call, int device, const char *file,
                         int line) {
    if (TNI_LIKELY(code == ncclSuccess)) {
        return TN_OK;
    }
    tni_cuda_services.raise((tn_site){file, line}, TN_ERR_COMM,
                            "%.*s failed on cuda:%d (%s:%d): %s", (int)strcspn(call, "("), call,
                            device, file, line, nccl.ncclGetErrorString(code));
    return TN_ERR_COMM;
}
#define CHECKED(device, call) checked(nccl.call, #call, (device), __FILE__, __LINE__)

/* ---- Joining and leaving --------------------------------------------------------------------- */

static tn_status make_id(void *id) {
    _Static_assert(sizeof(ncclUniqueId) == TNI_COMM_ID_BYTES, "as NCCL's");
    return CHECKED(-1, ncclGetUniqueId(id));
}

static tni_device_comm *open_comm(int device, const void *id, int rank, int size) {
    tni_device_comm *comm = calloc(1, sizeof *comm);
    ncclUniqueId given;
    memcpy(&given, id, sizeof given);
    if (!comm) {
        tni_cuda_services.raise((tn_site){__FILE__, __LINE__}, TN_ERR_MEMORY,
                                "no memory for a communicator");
        return NULL;
    }
    comm->device = device;
    comm->size = size;
    if (tni_cuda_enter(device) != TN_OK ||
        CHECKED(device, ncclCommInitRank(&comm->nccl, size, given, rank)) != TN_OK) {
        free(comm);
        return NULL;
    }
    return comm;
}

static void close_comm(tni_device_comm *comm, bool waits) {
    if (waits) {
        CHECKED(comm->device, ncclCommDestroy(comm->nccl));
    } else {
        nccl.ncclCommAbort(comm->nccl);
    }
    free(comm);
}

static tn_status check(tni_device_comm *comm) {
    ncclResult_t later = ncclSuccess;
    const tn_status status = CHECKED(comm->device, ncclCommGetAsyncError(comm->nccl, &later));
    return status != TN_OK || later == ncclInProgress
               ? status
               : checked(later, "a collective", comm->device, __FILE__, __LINE__);
}

/* ---- Collectives ----------------------------------------------------------------------------- */

static tn_status broadcast(tni_device_comm *comm, void *data, int64_t bytes, int root,
                           void *stream) {
    return CHECKED(comm->device,
                   ncclBroadcast(data, data, (size_t)bytes, ncclUint8, root, comm->nccl, stream));
}

static tn_status all_gather(tni_device_comm *comm, const void *send, void *recv,
                            int64_t piece_bytes, void *stream) {
    return CHECKED(comm->device,
                   ncclAllGather(send, recv, (size_t)piece_bytes, ncclUint8, comm->nccl, stream));
}

/* One group of sends and receives: what NCCL has for it. */
static tn_status all_to_all(tni_device_comm *comm, const void *send, void *recv,
                            int64_t piece_bytes, void *stream) {
    const size_t bytes = (size_t)piece_bytes;
    tn_status status = CHECKED(comm->device, ncclGroupStart());
    if (status != TN_OK) {
        return status; /* there is no group to end */
    }
    for (int r = 0; r < comm->size && status == TN_OK; r++) {
        status = CHECKED(comm->device, ncclSend((const char *)send + r * piece_bytes, bytes,
                                                ncclUint8, r, comm->nccl, stream));
        if (status == TN_OK) {
            status = CHECKED(comm->device, ncclRecv((char *)recv + r * piece_bytes, bytes,
                                                    ncclUint8, r, comm->nccl, stream));
        }
    }
    const tn_status ended = CHECKED(comm->device, ncclGroupEnd());
    return status != TN_OK ? status : ended;
}

const tni_collectives tni_cuda_collectives = {.library = library,
                                              .make_id = make_id,
                                              .open = open_comm,
                                              .close = close_comm,
                                              .check = check,
                                              .broadcast = broadcast,
                                              .all_gather = all_gather,
                                              .all_to_all = all_to_all};

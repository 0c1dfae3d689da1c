/* mpi_comm.c: the communicator table over MPI, loaded as libtenon_mpi.so.
 *
 * Invariant: every call of MPI goes through CHECKED, which counts it, lets the k-th one fail on
 * demand and turns MPI's error code into an error with call, place and rank. A polled completion
 * counts once, when it is done, so that the count does not depend on timing.
 *
 * The job's communicator is a duplicate of MPI_COMM_WORLD: a program that uses MPI itself keeps its
 * own messages and its own error handler. */
#include "device/comm.h"

#include "build_id.h"

#include <limits.h>
#include <mpi.h>
#include <stdio.h>
#include <string.h>

struct tni_request {
    MPI_Request mpi;
    tni_request *next; /* while it is free */
};

/* Pieces are sent in units of this many bytes where they divide, so that int counts reach 128 GiB.
 */
enum { UNIT_BYTES = 64 };
enum { FIRST_REQUESTS = 64 };

static struct {
    tni_comm_services services;
    MPI_Comm comm;
    MPI_Datatype unit;
    int rank, size;
    bool owns_mpi; /* we called MPI_Init, so we call MPI_Finalize */
    uint64_t calls, fail_at;
    tni_request *free; /* requests that were done: those after the first come from the library */
    tni_request first[FIRST_REQUESTS];
    int n_first;
    char library[MPI_MAX_LIBRARY_VERSION_STRING];
} job = {.comm = MPI_COMM_NULL, .unit = MPI_DATATYPE_NULL};

/* ---- Checking -------------------------------------------------------------------------------- */

/* "MPI_Ialltoall" of "MPI_Ialltoall(send, …)". */
static int name_length(const char *call) {
    return (int)strcspn(call, "(");
}

/* True when this call is the one that is to fail. */
static bool is_injected(const char *call, const char *file, int line) {
    job.calls++;
    if (job.calls != job.fail_at) {
        return false;
    }
    job.services.raise((tn_site){file, line}, TN_ERR_COMM,
                       "%.*s fails on rank %d (%s:%d): TENON_FAIL_MPI=%llu asks for it",
                       name_length(call), call, job.rank, file, line,
                       (unsigned long long)job.fail_at);
    return true;
}

static tn_status checked(int code, const char *call, const char *file, int line) {
    if (code == MPI_SUCCESS) {
        return TN_OK;
    }
    char text[MPI_MAX_ERROR_STRING];
    int length = 0;
    if (MPI_Error_string(code, text, &length) != MPI_SUCCESS) {
        length = snprintf(text, sizeof text, "error %d", code);
    }
    job.services.raise((tn_site){file, line}, TN_ERR_COMM, "%.*s failed on rank %d (%s:%d): %.*s",
                       name_length(call), call, job.rank, file, line, length, text);
    return TN_ERR_COMM;
}

#define CHECKED(call)                                     \
    (is_injected(#call, __FILE__, __LINE__) ? TN_ERR_COMM \
                                            : checked((call), #call, __FILE__, __LINE__))
#define TRY(call)                                \
    do {                                         \
        const tn_status status_ = CHECKED(call); \
        if (status_ != TN_OK) {                  \
            return status_;                      \
        }                                        \
    } while (0)

static uint64_t mpi_fail_at(uint64_t k) {
    const uint64_t calls = job.calls;
    job.calls = 0;
    job.fail_at = k;
    return calls;
}

/* ---- Requests -------------------------------------------------------------------------------- */

/* Once a rank has agreed to a collective it must not fail for want of memory, or the others wait:
 * so the first requests are there from the start. */
static tni_request *request_new(void) {
    tni_request *request = job.free;
    if (request) {
        job.free = request->next;
    } else if (job.n_first < FIRST_REQUESTS) {
        request = &job.first[job.n_first++];
    } else {
        request = job.services.alloc(sizeof *request);
    }
    return request;
}

static void request_free(tni_request *request) {
    request->next = job.free;
    job.free = request;
}

/* Back to none, when no collective is in flight. */
static void requests_close(void) {
    while (job.free) {
        tni_request *next = job.free->next;
        if (job.free < job.first || job.free >= job.first + FIRST_REQUESTS) {
            job.services.release(job.free);
        }
        job.free = next;
    }
    job.n_first = 0;
}

/* ---- Start and end --------------------------------------------------------------------------- */

static tn_status start_mpi(void) {
    int running = 0;
    TRY(MPI_Initialized(&running));
    if (running) {
        return TN_OK;
    }
    int provided = MPI_THREAD_SINGLE;
    TRY(MPI_Init_thread(NULL, NULL, MPI_THREAD_SERIALIZED, &provided));
    job.owns_mpi = true;
    /* Errors of requests go to this handler, whatever communicator they belong to. */
    TRY(MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN));
    return TN_OK;
}

/* The first line of MPI's version text, which may go on with build details. */
static tn_status name_library(void) {
    int length = 0;
    TRY(MPI_Get_library_version(job.library, &length));
    job.library[strcspn(job.library, ",\n")] = 0;
    return TN_OK;
}

static tn_status open_communicator(void) {
    TRY(MPI_Comm_dup(MPI_COMM_WORLD, &job.comm));
    TRY(MPI_Comm_set_errhandler(job.comm, MPI_ERRORS_RETURN));
    TRY(MPI_Comm_rank(job.comm, &job.rank));
    TRY(MPI_Comm_size(job.comm, &job.size));
    TRY(MPI_Type_contiguous(UNIT_BYTES, MPI_BYTE, &job.unit));
    TRY(MPI_Type_commit(&job.unit));
    return name_library();
}

static void close_communicator(void) {
    if (job.unit != MPI_DATATYPE_NULL) {
        CHECKED(MPI_Type_free(&job.unit));
        job.unit = MPI_DATATYPE_NULL;
    }
    if (job.comm != MPI_COMM_NULL) {
        CHECKED(MPI_Comm_free(&job.comm));
        job.comm = MPI_COMM_NULL;
    }
}

static void mpi_finalize(void) {
    close_communicator();
    requests_close();
    if (job.owns_mpi) {
        CHECKED(MPI_Finalize());
        job.owns_mpi = false;
    }
}

static tn_status mpi_init(const tni_comm_services *services, int *rank, int *size) {
    job.services = *services;
    job.calls = 0;
    job.fail_at = services->fail_at;
    tn_status status = start_mpi();
    if (status == TN_OK && (status = open_communicator()) != TN_OK) {
        close_communicator(); /* MPI itself stays: it cannot be started twice */
    }
    *rank = job.rank;
    *size = job.size;
    return status;
}

static void mpi_abort(int code) {
    MPI_Abort(job.comm == MPI_COMM_NULL ? MPI_COMM_WORLD : job.comm, code);
}

/* MPI answers this before it runs, too. */
static const char *mpi_library(void) {
    if (!job.library[0]) {
        name_library();
    }
    return job.library;
}

/* ---- Starting and testing -------------------------------------------------------------------- */

/* START(request, MPI_Ibarrier, comm): a request of our own around MPI's. */
#define START(request, function, ...)                                         \
    do {                                                                      \
        tni_request *new_ = request_new();                                    \
        if (!new_) {                                                          \
            return TN_ERR_MEMORY;                                             \
        }                                                                     \
        const tn_status status_ = CHECKED(function(__VA_ARGS__, &new_->mpi)); \
        if (status_ != TN_OK) {                                               \
            request_free(new_);                                               \
            return status_;                                                   \
        }                                                                     \
        *(request) = new_;                                                    \
        return TN_OK;                                                         \
    } while (0)

/* A datatype and a count that cover `bytes`. */
static tn_status cover(int64_t bytes, MPI_Datatype *type, int *count) {
    const bool in_units = bytes % UNIT_BYTES == 0;
    const int64_t n = in_units ? bytes / UNIT_BYTES : bytes;
    if (n < 0 || n > INT_MAX) {
        job.services.raise(TN_HERE, TN_ERR_COMM,
                           "a message of %lld bytes is too long on rank %d; use smaller buckets",
                           (long long)bytes, job.rank);
        return TN_ERR_COMM;
    }
    *type = in_units ? job.unit : MPI_BYTE;
    *count = (int)n;
    return TN_OK;
}

static tn_status mpi_test(tni_request **request, bool *done) {
    *done = true;
    if (!*request) {
        return TN_OK;
    }
    int finished = 0;
    const int code = MPI_Test(&(*request)->mpi, &finished, MPI_STATUS_IGNORE);
    if (code == MPI_SUCCESS && !finished) {
        *done = false;
        return TN_OK;
    }
    request_free(*request);
    *request = NULL;
    return is_injected("MPI_Test", __FILE__, __LINE__) /* counted now: polls are not */
               ? TN_ERR_COMM
               : checked(code, "MPI_Test", __FILE__, __LINE__);
}

/* A probe drives MPI's engine and takes nothing from it. Its outcome is of no use, and it is not
 * counted: how often it runs depends on timing. */
static void mpi_progress(void) {
    int any;
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, job.comm, &any, MPI_STATUS_IGNORE);
}

/* ---- Collectives ----------------------------------------------------------------------------- */

static tn_status mpi_barrier(tni_request **request) {
    START(request, MPI_Ibarrier, job.comm);
}

static tn_status mpi_broadcast(void *data, int64_t bytes, int root, tni_request **request) {
    MPI_Datatype type;
    int count;
    const tn_status status = cover(bytes, &type, &count);
    if (status != TN_OK) {
        return status;
    }
    START(request, MPI_Ibcast, data, count, type, root, job.comm);
}

static MPI_Datatype number_type(tn_dtype dtype) {
    switch (dtype) {
    case TN_U8:
        return MPI_UINT8_T;
    case TN_I64:
        return MPI_INT64_T;
    case TN_F32:
        return MPI_FLOAT;
    case TN_F64:
        return MPI_DOUBLE;
    default:
        return MPI_DATATYPE_NULL;
    }
}

static tn_status mpi_all_reduce(void *data, int64_t count, tn_dtype dtype, tni_reduce_op op,
                                tni_request **request) {
    static const char *const OPS[] = {"sum", "max", "min"};
    const MPI_Op mpi_op = op == TNI_REDUCE_SUM ? MPI_SUM : op == TNI_REDUCE_MAX ? MPI_MAX : MPI_MIN;
    const MPI_Datatype type = number_type(dtype);
    if (type == MPI_DATATYPE_NULL || count < 0 || count > INT_MAX) {
        job.services.raise(TN_HERE, TN_ERR_COMM,
                           "MPI cannot take the %s of %lld elements of dtype number %d on rank %d; "
                           "it takes f32, f64, i64 and u8",
                           OPS[op], (long long)count, (int)dtype, job.rank);
        return TN_ERR_COMM;
    }
    START(request, MPI_Iallreduce, MPI_IN_PLACE, data, (int)count, type, mpi_op, job.comm);
}

static tn_status mpi_all_to_all(const void *send, void *recv, int64_t piece_bytes,
                                tni_request **request) {
    MPI_Datatype type;
    int count;
    const tn_status status = cover(piece_bytes, &type, &count);
    if (status != TN_OK) {
        return status;
    }
    START(request, MPI_Ialltoall, send, count, type, recv, count, type, job.comm);
}

static tn_status mpi_all_gather(const void *send, void *recv, int64_t piece_bytes,
                                tni_request **request) {
    MPI_Datatype type;
    int count;
    const tn_status status = cover(piece_bytes, &type, &count);
    if (status != TN_OK) {
        return status;
    }
    START(request, MPI_Iallgather, send, count, type, recv, count, type, job.comm);
}

/* ---- The table ------------------------------------------------------------------------------- */

TN_API const tni_comm_table tenon_plugin_mpi;
const tni_comm_table tenon_plugin_mpi = {
    .size = sizeof(tni_comm_table),
    .abi_version = TNI_COMM_ABI,
    .build_id = TNI_BUILD_ID,
    .library = mpi_library,
    .init = mpi_init,
    .finalize = mpi_finalize,
    .abort = mpi_abort,
    .fail_at = mpi_fail_at,
    .barrier = mpi_barrier,
    .broadcast = mpi_broadcast,
    .all_reduce = mpi_all_reduce,
    .all_to_all = mpi_all_to_all,
    .all_gather = mpi_all_gather,
    .test = mpi_test,
    .progress = mpi_progress,
};

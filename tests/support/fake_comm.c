/* fake_comm.c: a communicator table whose ranks are threads.
 *
 * The last rank to arrive at a collective moves the data of all: buffers belong to the
 * communicator until then, as with MPI. Ranks that arrive with different collectives abort the
 * job, which every waiting rank sees as an error. */
#include "support/fake_comm.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { RING = 256, LOG_BYTES = 1024 };

typedef enum kind { KIND_BARRIER, KIND_BROADCAST, KIND_SUM, KIND_TO_ALL, KIND_GATHER } kind;

typedef struct collective {
    int arrived;
    bool done;
    kind kind;
    int64_t bytes;
    int root;
    const void *send[FAKE_MAX_RANKS];
    void *recv[FAKE_MAX_RANKS];
} collective;

struct tni_request {
    uint64_t number;
};

static struct {
    pthread_mutex_t lock;
    int ranks;
    bool is_aborted;
    collective ring[RING];
    int failing_rank;
    uint64_t fail_at;
} job = {.lock = PTHREAD_MUTEX_INITIALIZER, .failing_rank = -1};

static _Thread_local struct {
    int rank;
    uint64_t started, calls, fail_at;
    char log[LOG_BYTES];
} self;

/* ---- Moving data ----------------------------------------------------------------------------- */

static void move_all(collective *c) {
    const size_t n = (size_t)c->bytes;
    for (int to = 0; to < job.ranks; to++) {
        for (int from = 0; from < job.ranks; from++) {
            char *recv = (char *)c->recv[to] + (size_t)from * n;
            switch (c->kind) {
            case KIND_TO_ALL:
                memcpy(recv, (const char *)c->send[from] + (size_t)to * n, n);
                break;
            case KIND_GATHER:
                memcpy(recv, c->send[from], n);
                break;
            case KIND_BROADCAST:
                if (from == c->root && from != to) {
                    memcpy(c->recv[to], c->recv[from], n);
                }
                break;
            default:
                break;
            }
        }
    }
}

/* Sums f32 in rank order: a plain all-reduce, as the control of the canonical tree. */
static void sum_all(const collective *c) {
    const int64_t n = c->bytes / 4;
    for (int64_t i = 0; i < n; i++) {
        float sum = 0;
        for (int r = 0; r < job.ranks; r++) {
            sum += ((const float *)c->recv[r])[i];
        }
        for (int r = 0; r < job.ranks; r++) {
            ((float *)c->recv[r])[i] = sum;
        }
    }
}

static bool is_failing(void) {
    if (++self.calls != self.fail_at) {
        return false;
    }
    tn_raise(TN_HERE, TN_ERR_COMM, "call %llu fails on rank %d", (unsigned long long)self.calls,
             self.rank);
    return true;
}

static tn_status enter(kind kind, const void *send, void *recv, int64_t bytes, int root,
                       tni_request **request) {
    if (is_failing()) {
        return TN_ERR_COMM;
    }
    tni_request *made = malloc(sizeof *made);
    if (!made) {
        tn_raise(TN_HERE, TN_ERR_MEMORY, "no memory for a request on rank %d", self.rank);
        return TN_ERR_MEMORY;
    }
    const uint64_t number = self.started++;
    const size_t length = strlen(self.log);
    snprintf(self.log + length, sizeof self.log - length, "%c%lld ", "bcsag"[kind],
             (long long)bytes);
    pthread_mutex_lock(&job.lock);
    collective *c = &job.ring[number % RING];
    if (c->arrived == 0) {
        *c = (collective){.kind = kind, .bytes = bytes, .root = root};
    }
    job.is_aborted |= c->kind != kind || c->bytes != bytes || c->root != root;
    c->send[self.rank] = send;
    c->recv[self.rank] = recv;
    if (++c->arrived == job.ranks && !job.is_aborted) {
        if (kind == KIND_SUM) {
            sum_all(c);
        } else {
            move_all(c);
        }
        c->done = true;
        job.ring[(number + RING / 2) % RING].arrived = 0;
    }
    pthread_mutex_unlock(&job.lock);
    made->number = number;
    *request = made;
    return TN_OK;
}

/* ---- The table ------------------------------------------------------------------------------- */

static tn_status fake_barrier(tni_request **request) {
    return enter(KIND_BARRIER, NULL, NULL, 0, 0, request);
}

static tn_status fake_broadcast(void *data, int64_t bytes, int root, tni_request **request) {
    return enter(KIND_BROADCAST, NULL, data, bytes, root, request);
}

static tn_status fake_all_reduce(void *data, int64_t count, tn_dtype dtype, tni_reduce_op op,
                                 tni_request **request) {
    (void)dtype;
    (void)op;
    return enter(KIND_SUM, NULL, data, count * 4, 0, request);
}

static tn_status fake_all_to_all(const void *send, void *recv, int64_t piece_bytes,
                                 tni_request **request) {
    return enter(KIND_TO_ALL, send, recv, piece_bytes, 0, request);
}

static tn_status fake_all_gather(const void *send, void *recv, int64_t piece_bytes,
                                 tni_request **request) {
    return enter(KIND_GATHER, send, recv, piece_bytes, 0, request);
}

static tn_status fake_test(tni_request **request, bool *done) {
    *done = true;
    if (!*request) {
        return TN_OK;
    }
    pthread_mutex_lock(&job.lock);
    const bool is_done = job.ring[(*request)->number % RING].done;
    const bool is_aborted = job.is_aborted;
    pthread_mutex_unlock(&job.lock);
    *done = is_done || is_aborted;
    if (!*done) {
        return TN_OK;
    }
    free(*request);
    *request = NULL;
    if (!is_done) {
        tn_raise(TN_HERE, TN_ERR_COMM, "the job was aborted");
        return TN_ERR_COMM;
    }
    return is_failing() ? TN_ERR_COMM : TN_OK;
}

static void fake_abort(int code) {
    (void)code;
    pthread_mutex_lock(&job.lock);
    job.is_aborted = true;
    pthread_mutex_unlock(&job.lock);
}

static const tni_comm_table FAKE = {
    .size = sizeof(tni_comm_table),
    .abi_version = TNI_COMM_ABI,
    .abort = fake_abort,
    .barrier = fake_barrier,
    .broadcast = fake_broadcast,
    .all_reduce = fake_all_reduce,
    .all_to_all = fake_all_to_all,
    .all_gather = fake_all_gather,
    .test = fake_test,
};

/* ---- Running --------------------------------------------------------------------------------- */

typedef struct start {
    int rank;
    int64_t timeout_ms;
    tni_board *board;
    fake_body *body;
    void *context;
} start;

static void *run_rank(void *argument) {
    const start *s = argument;
    self.rank = s->rank;
    const bool is_failing_rank = job.failing_rank == FAKE_ALL_RANKS || job.failing_rank == s->rank;
    self.fail_at = is_failing_rank ? job.fail_at : 0;
    tni_group group;
    if (tni_group_open(&group, &FAKE, s->rank, job.ranks) != TN_OK) {
        return NULL;
    }
    group.timeout_ms = s->timeout_ms;
    group.board = s->board;
    s->body(&group, s->context);
    tn_error_take(NULL);
    group.board = NULL;
    tni_group_close(&group);
    return NULL;
}

bool fake_run(int ranks, int64_t timeout_ms, fake_body *body, void *context) {
    pthread_t threads[FAKE_MAX_RANKS];
    start starts[FAKE_MAX_RANKS];
    tni_board *board = tni_board_new(ranks);
    memset(job.ring, 0, sizeof job.ring);
    job.ranks = ranks;
    job.is_aborted = false;
    for (int r = 0; r < ranks; r++) {
        starts[r] = (start){r, timeout_ms, board, body, context};
        pthread_create(&threads[r], NULL, run_rank, &starts[r]);
    }
    for (int r = 0; r < ranks; r++) {
        pthread_join(threads[r], NULL);
    }
    tni_board_delete(board);
    job.failing_rank = -1;
    return job.is_aborted;
}

void fake_log(char *text, size_t bytes) {
    snprintf(text, bytes, "%s", self.log);
}

void fake_fail_at(int rank, uint64_t k) {
    job.failing_rank = k ? rank : -1;
    job.fail_at = k;
}

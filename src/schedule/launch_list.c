/* launch_list.c: copies of launch records that can be compared and given later.
 *
 * Invariant: what a copy holds beyond its block's fields is 0, so that equal launches are equal
 * bytes: ops leave what a kernel does not read as it was, and so do compilers between fields. */
#include "schedule/launch_list.h"

#include "device/device_work.h"

#include <stddef.h>

/* Which number of a random op its place in memory replaces. One can: a step's number or the op's
 * ordinal, as the kernels have it. */
typedef enum moves { MOVES_UNKNOWN, MOVES_STEP, MOVES_ORDINAL } moves;

typedef struct entry {
    tn_kernel *run; /* NULL: a copy */
    const char *op; /* the call that it belongs to */
    tn_site at;
    tn_device device;
    uint32_t bytes; /* from the block to the next entry */
    uint8_t family, moves;
    uint32_t giver;            /* that work is told with */
    _Alignas(16) char block[]; /* the family's, or a memory_copy; a list of tensors follows */
} entry;

typedef struct memory_copy {
    void *to;
    const void *from;
    size_t bytes;
} memory_copy;

static size_t aligned(size_t bytes) {
    return (bytes + 15) / 16 * 16;
}

static entry *first_of(const tni_launch_list *list) {
    return (entry *)(void *)list->data;
}

static entry *next_of(const entry *e) {
    return (entry *)(void *)(e->block + e->bytes);
}

static const tn_k_random *random_of(const entry *e) {
    return (const tn_k_random *)(const void *)e->block;
}

static const tn_k_optim *optim_of(const entry *e) {
    return (const tn_k_optim *)(const void *)e->block;
}

static tn_k_optim_tensor *tensors_of(const entry *e) {
    return (tn_k_optim_tensor *)(void *)(e->block + aligned(sizeof(tn_k_optim)));
}

static tn_k_grads_tensor *gradients_of(const entry *e) {
    return (tn_k_grads_tensor *)(void *)(e->block + aligned(sizeof(tn_k_grads)));
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

/* Bytes between two fields. Families that are not here have none, or are compared by field. */
typedef struct gap {
    uint16_t begin, end;
} gap;
#define END_OF(block, field) (offsetof(block, field) + sizeof((block *)0)->field)
#define GAP(block, before, behind) \
    { END_OF(block, before), offsetof(block, behind) }

static const gap gaps[TN_K_COUNT][2] = {
    [TN_K_fill] = {GAP(tn_k_fill, dtype, ndim)},
    [TN_K_reduce] = {GAP(tn_k_reduce, reduced_ndim, kept_numel)},
    [TN_K_matmul] = {GAP(tn_k_matmul, tf32, batch)},
    [TN_K_conv] = {GAP(tn_k_conv, tf32, batch)},
    [TN_K_pool] = {GAP(tn_k_pool, count_padding, planes)},
    [TN_K_rows] = {GAP(tn_k_rows, unordered, outer)},
    [TN_K_gather] = {GAP(tn_k_gather, is_copy, ndim), GAP(tn_k_gather, dim, size)},
    [TN_K_softmax] = {GAP(tn_k_softmax, dtype, outer)},
    [TN_K_norm] = {GAP(tn_k_norm, rms, rows)},
    [TN_K_scan] = {GAP(tn_k_scan, out_dtype, outer)},
    [TN_K_range] = {GAP(tn_k_range, whole, n)},
    [TN_K_sort] = {GAP(tn_k_sort, descending, rows)},
    [TN_K_search] = {GAP(tn_k_search, right, rows)},
    [TN_K_fft] = {GAP(tn_k_fft, whole, outer)},
    [TN_K_fft_conv] = {GAP(tn_k_fft_conv, dtype, signal)},
    [TN_K_cholesky] = {GAP(tn_k_cholesky, upper, batch)},
    [TN_K_lu] = {GAP(tn_k_lu, dtype, batch)},
    [TN_K_ldl] = {GAP(tn_k_ldl, hermitian, batch)},
    [TN_K_qr] = {GAP(tn_k_qr, dtype, batch)},
    [TN_K_reflect] = {GAP(tn_k_reflect, transpose, batch)},
    [TN_K_triangular] = {GAP(tn_k_triangular, unit, batch)},
    [TN_K_svd] = {GAP(tn_k_svd, wanted, batch)},
    [TN_K_eigh] = {GAP(tn_k_eigh, upper, batch)},
    [TN_K_eig] = {GAP(tn_k_eig, vectors, batch)},
    [TN_K_lu_solve] = {GAP(tn_k_lu_solve, transpose, batch)},
    [TN_K_ldl_solve] = {GAP(tn_k_ldl_solve, hermitian, batch)},
    [TN_K_check] = {GAP(tn_k_check, code, batch)},
};

static void clear_gaps(char *block, int family) {
    for (int i = 0; i < 2; i++) {
        const gap g = gaps[family][i];
        memset(block + g.begin, 0, (size_t)(g.end - g.begin));
    }
}

/* Only what is in use was written. A number is read from its own place. */
static void copy_elementwise(tn_k_elementwise *to, const tn_k_elementwise *from) {
    const size_t dims = (size_t)from->ndim * sizeof from->extents[0];
    memset(to, 0, sizeof *to);
    to->code = from->code;
    to->n_in = from->n_in;
    to->compute = from->compute;
    to->ndim = from->ndim;
    to->numel = from->numel;
    to->numbers = from->numbers;
    memcpy(to->extents, from->extents, dims);
    for (int k = 0; k <= from->n_in; k++) {
        to->dtype[k] = from->dtype[k];
        memcpy(to->strides[k], from->strides[k], dims);
        if (from->numbers >> k & 1) {
            memcpy(to->number[k], from->number[k], tn_dtype_bytes((tn_dtype)from->dtype[k]));
        } else {
            to->data[k] = from->data[k];
        }
    }
}

static void copy_optim(entry *e, const tn_k_optim *from) {
    memcpy(e->block, from, sizeof *from);
    tn_k_optim_tensor *to = tensors_of(e);
    for (int64_t i = 0; i < from->n; i++) {
        const size_t used = END_OF(tn_k_optim_tensor, dtype);
        memcpy(&to[i], &from->tensors[i], used);
        memset((char *)&to[i] + used, 0, sizeof to[i] - used);
    }
}

static void copy_grads(entry *e, const tn_k_grads *from) {
    tn_k_grads *to = (tn_k_grads *)(void *)e->block;
    memset(e->block, 0, e->bytes);
    to->code = from->code;
    to->max_norm = from->max_norm;
    to->n = from->n;
    to->total = from->total;
    to->workspace = from->workspace;
    for (int64_t i = 0; i < from->n; i++) {
        memcpy(&gradients_of(e)[i], &from->tensors[i], END_OF(tn_k_grads_tensor, dtype));
    }
}

static void copy_block(entry *e, const tni_launch_record *r) {
    if (r->family == TN_K_elementwise) {
        copy_elementwise((tn_k_elementwise *)(void *)e->block, r->params);
    } else if (r->family == TN_K_optim) {
        copy_optim(e, r->params);
    } else if (r->family == TN_K_grads) {
        copy_grads(e, r->params);
    } else {
        memcpy(e->block, r->params, r->bytes);
        memset(e->block + r->bytes, 0, e->bytes - r->bytes);
        clear_gaps(e->block, r->family);
    }
}

/* ---- Adding ---------------------------------------------------------------------------------- */

static entry *append(tni_launch_list *list, size_t block_bytes) {
    enum { FIRST_ROOM = 64 << 10 };
    const size_t bytes = aligned(block_bytes), whole = sizeof(entry) + bytes;
    if (whole > list->room - list->bytes) {
        const size_t wished = list->room ? 2 * list->room : FIRST_ROOM;
        const size_t room = wished > list->bytes + whole ? wished : list->bytes + 2 * whole;
        char *data = tni_host_realloc(list->data, room);
        if (!data) {
            return NULL;
        }
        list->data = data;
        list->room = room;
    }
    entry *e = (entry *)(void *)(list->data + list->bytes);
    const tni_frame *frame = tni_frame_outermost();
    *e = (entry){.op = frame ? frame->name : "",
                 .at = frame ? frame->at : (tn_site){0},
                 .bytes = (uint32_t)bytes,
                 .giver = tni_wants(TN_TRACE_DEVICE_KERNEL) ? tni_giver_now() : 0};
    list->bytes += whole;
    list->n++;
    return e;
}

static size_t block_bytes(const tni_launch_record *r) {
    const tn_k_optim *p = r->params;
    const tn_k_grads *q = r->params;
    return r->family == TN_K_optim   ? aligned(sizeof *p) + (size_t)p->n * sizeof *p->tensors
           : r->family == TN_K_grads ? aligned(sizeof *q) + (size_t)q->n * sizeof *q->tensors
                                     : r->bytes;
}

bool tni_list_add(tni_launch_list *list, const tni_launch_record *r, tn_kernel *run) {
    entry *e = append(list, block_bytes(r));
    if (!e) {
        return false;
    }
    e->run = run;
    e->device = r->device;
    e->family = (uint8_t)r->family;
    copy_block(e, r);
    return true;
}

bool tni_list_add_copy(tni_launch_list *list, tni_copy_end to, tni_copy_end from, size_t bytes) {
    const memory_copy copy = {to.data, from.data, bytes};
    entry *e = append(list, sizeof copy);
    if (!e) {
        return false;
    }
    e->device = to.device;
    e->family = TN_K_COUNT;
    memset(e->block, 0, e->bytes);
    memcpy(e->block, &copy, sizeof copy);
    return true;
}

void tni_list_clear(tni_launch_list *list) {
    list->bytes = 0;
    list->n = 0;
}

void tni_list_free(tni_launch_list *list) {
    tni_host_free(list->data);
    *list = (tni_launch_list){0};
}

/* ---- Comparing ------------------------------------------------------------------------------- */

static bool random_is_alike(const entry *known, const entry *now) {
    const tn_k_random *p = random_of(known), *q = random_of(now);
    const bool same_step = p->step == q->step, same_ordinal = p->ordinal == q->ordinal;
    const bool moves_one = known->moves == MOVES_STEP      ? same_ordinal
                           : known->moves == MOVES_ORDINAL ? same_step
                                                           : same_step || same_ordinal;
    return moves_one && p->code == q->code && p->dtype == q->dtype && p->numel == q->numel &&
           p->out == q->out && p->seed == q->seed && p->shard == q->shard && p->a == q->a &&
           p->b == q->b && p->low == q->low && p->high == q->high;
}

/* Which optimiser's options they are does not matter: all of them move. */
static bool optim_is_alike(const entry *known, const entry *now) {
    const tn_k_optim *p = optim_of(known), *q = optim_of(now);
    return p->code == q->code && p->nesterov == q->nesterov && p->centered == q->centered &&
           p->n == q->n &&
           memcmp(tensors_of(known), tensors_of(now), (size_t)p->n * sizeof *p->tensors) == 0;
}

static bool is_alike(const entry *known, const entry *now) {
    if (known->family != now->family || known->bytes != now->bytes) {
        return false;
    }
    return known->family == TN_K_random  ? random_is_alike(known, now)
           : known->family == TN_K_optim ? optim_is_alike(known, now)
                                         : memcmp(known->block, now->block, known->bytes) == 0;
}

bool tni_lists_are_alike(const tni_launch_list *known, const tni_launch_list *now) {
    bool alike = known->n == now->n && known->bytes == now->bytes;
    const entry *e = first_of(known), *other = first_of(now);
    for (uint32_t i = 0; i < now->n && alike; i++) {
        alike = is_alike(e, other);
        e = next_of(e);
        other = next_of(other);
    }
    return alike;
}

/* ---- What moves ------------------------------------------------------------------------------ */

void tni_list_learn(tni_launch_list *known, const tni_launch_list *now) {
    entry *e = first_of(known);
    const entry *other = first_of(now);
    for (uint32_t i = 0; i < now->n; i++) {
        if (e->family == TN_K_random) {
            const bool same = random_of(e)->ordinal == random_of(other)->ordinal;
            e->moves = same ? MOVES_STEP : MOVES_ORDINAL;
        }
        e = next_of(e);
        other = next_of(other);
    }
}

/* Of numbers in the order of the list. */
static size_t numbers_bytes(const entry *e) {
    return e->family == TN_K_random  ? 2 * sizeof(uint64_t)
           : e->family == TN_K_optim ? aligned(sizeof(tn_k_optim))
                                     : 0;
}

static void write_numbers(const entry *e, char *place) {
    if (e->family == TN_K_random) {
        const uint64_t numbers[2] = {random_of(e)->step, random_of(e)->ordinal};
        memcpy(place, numbers, sizeof numbers);
    } else if (e->family == TN_K_optim) {
        tn_k_optim p = *optim_of(e);
        p.tensors = NULL;
        memcpy(place, &p, sizeof p);
    }
}

size_t tni_list_numbers(const tni_launch_list *list, char *numbers, size_t room) {
    size_t used = 0;
    const entry *e = first_of(list);
    for (uint32_t i = 0; i < list->n; i++) {
        const size_t bytes = numbers_bytes(e);
        if (bytes > room - used) {
            return SIZE_MAX;
        }
        write_numbers(e, numbers + used);
        used += bytes;
        e = next_of(e);
    }
    return used;
}

/* ---- Giving ---------------------------------------------------------------------------------- */

static int run_random(const entry *e, void *stream, const char *moving) {
    tn_k_random p = *random_of(e);
    if (moving) {
        p.moving = (const uint64_t *)(const void *)moving;
        p.relative = e->moves == MOVES_ORDINAL;
        *(p.relative ? &p.ordinal : &p.step) = 0;
    }
    return e->run(&p, stream);
}

static int run_optim(const entry *e, void *stream, const char *moving) {
    tn_k_optim p = *optim_of(e);
    p.tensors = tensors_of(e);
    p.moving = (const tn_k_optim *)(const void *)moving;
    return e->run(&p, stream);
}

static int run_grads(const entry *e, void *stream) {
    tn_k_grads p = *(const tn_k_grads *)(const void *)e->block;
    p.tensors = gradients_of(e);
    return e->run(&p, stream);
}

static bool give_one(const entry *e, const tni_device_table *table, void *stream,
                     const char *moving) {
    if (!e->run) {
        const memory_copy *c = (const memory_copy *)(const void *)e->block;
        return table->copy(stream, e->device, c->to, e->device, c->from, c->bytes) == TN_OK;
    }
    const int status = e->family == TN_K_random  ? run_random(e, stream, moving)
                       : e->family == TN_K_optim ? run_optim(e, stream, moving)
                       : e->family == TN_K_grads ? run_grads(e, stream)
                                                 : e->run(e->block, stream);
    return TNI_LIKELY(status == 0) ||
           tni_kernel_failed((tn_kernel_family)e->family, e->device, status);
}

/* As if the call ran now, and nothing else did. */
static bool give_as_called(const entry *e, const tni_device_table *table, void *stream) {
    const tni_frame *outer = tni_frame_top;
    tni_frame_top = NULL;
    tni_frame frame = {.name = e->op, .at = e->at};
    tni_frame_enter(&frame);
    const uint32_t former = e->giver ? tni_giver_set(e->giver) : 0;
    const bool fine = give_one(e, table, stream, NULL);
    if (e->giver) {
        tni_giver_set(former);
    }
    tni_frame_leave(&frame);
    tni_frame_top = outer;
    return fine;
}

bool tni_list_give(const tni_launch_list *list, const tni_device_table *table, void *stream,
                   const char *moving) {
    bool fine = true;
    const entry *e = first_of(list);
    for (uint32_t i = 0; i < list->n && fine; i++) {
        if (moving) {
            fine = give_one(e, table, stream, moving);
            moving += numbers_bytes(e);
        } else {
            fine = give_as_called(e, table, stream);
        }
        e = next_of(e);
    }
    return fine;
}

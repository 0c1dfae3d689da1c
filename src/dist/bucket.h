/* bucket.h: the bucket plan, arenas laid out by it, and the insides of tn_parallel. */
#ifndef TNI_BUCKET_H
#define TNI_BUCKET_H

#include "dist/group.h"
#include "tensor/handle.h"

/* ---- bucket.c: the plan ---------------------------------------------------------------------- */

/* A tensor's place in the buckets. */
typedef struct tni_slot {
    char *name;        /* own copy */
    tn_tensor *tensor; /* kept */
    tn_dtype dtype;
    int64_t numel, bytes;
    int64_t offset; /* bytes from the start of its bucket; a multiple of 64 */
    int bucket;
    bool is_buffer;    /* of statistics, not a gradient */
    int buffer;        /* which one */
    bool was_reported; /* as unused */
    _Atomic bool is_used;
} tni_slot;

/* Slots that travel together: one dtype, one storage in each arena. */
typedef struct tni_bucket {
    int first, count;
    tn_dtype dtype;
    int64_t bytes; /* padded: divides into 64-byte units for every valid number of ranks */
} tni_bucket;

/* Parameters in reverse order (the order in which backward ends), then buffers by dtype. */
typedef struct tni_plan {
    tni_slot *slots;
    tni_bucket *buckets;
    int n_slots, n_parameters, n_buckets;
    int shards;
    tn_device device; /* of all tensors, and of the arenas */
    int64_t bucket_bytes, total_bytes;
} tni_plan;

tn_status tni_plan_open(tni_plan *plan, const tn_parallel_args *args, int shards,
                        int64_t bucket_bytes);
void tni_plan_close(tni_plan *plan);
/* All ranks compare plans; the first difference is named. Enters with a pending error, too. */
tn_status tni_plan_agree(const tni_plan *plan, tni_group *group);

/* ---- arena.c --------------------------------------------------------------------------------- */

/* One tensor for each bucket. */
typedef struct tni_arena {
    tn_tensor **buckets;
} tni_arena;

tn_status tni_arena_open(tni_arena *arena, const tni_plan *plan);
void tni_arena_close(tni_arena *arena, const tni_plan *plan);
/* A slot's elements in its tensor's shape. NULL with an error. */
tn_tensor *tni_arena_view(const tni_arena *arena, const tni_slot *slot);
/* Writes or adds the contents of one tensor; NULL is zeros. False with an error, as those below. */
bool tni_arena_put(const tni_arena *arena, const tni_plan *plan, const tni_slot *slot,
                   tn_tensor *from, bool adds);
/* to[b] += from[b] */
bool tni_arena_add(const tni_arena *to, const tni_arena *from, const tni_plan *plan, int b);
/* The sum of bucket b of all arenas into the first one, in the order of the tree; the others
 * change. `parts` has room for `count` pointers. */
bool tni_arenas_join(tni_arena *arenas, int count, const tni_plan *plan, int b, void **parts);
/* Whether all elements of the slot are zero. */
bool tni_arena_is_zero(const tni_arena *arena, const tni_plan *plan, const tni_slot *slot);
/* On the host only. */
static inline char *tni_arena_at(const tni_arena *arena, const tni_slot *slot) {
    return tni_ptr(arena->buckets[slot->bucket]) + slot->offset;
}
static inline int64_t tni_bucket_elements(const tni_bucket *bucket) {
    return bucket->bytes / (int64_t)tn_dtype_bytes(bucket->dtype);
}

/* ---- parallel.c, shard_run.c, bucket_reduce.c ------------------------------------------------ */

/* What is next in the communication of a step. */
typedef enum tni_reduce_stage {
    TNI_STAGE_OPEN, /* the end of the opening vote */
    TNI_STAGE_SEND, /* the all-to-all of `bucket`, once its gradients are there */
    TNI_STAGE_SUM,  /* its end, and the start of the all-gather */
} tni_reduce_stage;

typedef struct tni_reduction {
    uint64_t step;
    tni_reduce_stage stage;
    int bucket;
    _Atomic int *arrived;    /* units whose sum is complete, one a bucket */
    _Atomic bool has_failed; /* shards need not go on: the reason is in error */
    tn_error error;
    tni_vote opening;
    bool asks; /* a rank asks for losses or values */
} tni_reduction;

/* What a rank's shards summed up in a step. */
typedef struct tni_kept_numbers {
    bool is_there;
    uint64_t step;
    double numbers[TNI_VOTE_NUMBERS]; /* of the host */
    tn_fetch *fetch;                  /* those of the device, on their way; NULL: added */
} tni_kept_numbers;
enum { TNI_KEPT_STEPS = 2 };

/* tn_parallel_new for a group of one's own. */
tn_parallel *tni_parallel_make(tni_group *group, const tn_parallel_args *args);

struct tn_parallel {
    tni_group *group;
    tni_plan plan;
    int begin, end;         /* shards of this rank */
    int threads;            /* that run them */
    int units, unit_shards; /* aligned subtrees, the work of one thread at a time */
    int depth;              /* levels of scratch for each thread that exist */
    tni_arena *roots;       /* one a unit; roots[0] holds the gradients in the end */
    tni_arena *scratch;     /* threads * depth partial sums */
    tni_arena wire;         /* what other ranks sent */
    tn_tensor **views;      /* of roots[0], one a parameter slot: what tn_grad() gives */
    tn_tensor *numbers;     /* on a device: shard_numbers.c; NULL: none yet, or on the host */
    tni_kept_numbers kept[TNI_KEPT_STEPS];
    int next_kept;
    void **parts;        /* room for one pointer a shard or rank */
    tni_flight *flights; /* the opening vote, all-to-alls, all-gathers */
    tni_reduction reduction;
    /* Buffers, and their values before the step. */
    tn_tensor **buffers, **copies; /* copies: of all buffers, for every thread but the first */
    tn_tensor **saved;
    int n_buffers;
    bool is_lost; /* MPI may still write into the arenas: they are never freed */
};

/* Runs this rank's shards: numbers get loss and values, roots[0] the local sum of gradients. */
tn_status tni_run_shards(tn_parallel *parallel, const tn_parallel_step_args *args,
                         bool with_gradients, double numbers[TNI_VOTE_NUMBERS]);
/* Partial sums for each thread: levels of the tree within a unit. */
tn_status tni_scratch_grow(tn_parallel *parallel, int depth);
/* The sum of a unit of shards is complete in bucket b of its root; on any thread. */
void tni_bucket_arrives(tn_parallel *parallel, int b);
/* Starts the opening vote of a step; `asks`: this rank asks for numbers. A failure shows in
 * tni_reduce_rest(), after which reduction.asks holds for all ranks. */
void tni_reduce_open(tn_parallel *parallel, uint64_t step, bool asks);
/* Takes the communication on as far as it goes without waiting. On the thread that opened it. */
void tni_reduce_some(tn_parallel *parallel);
/* Starts all that is left, also with an error pending; an error only when the communication failed
 * or a rank was not well at the start. Then no vote follows. */
tn_status tni_reduce_rest(tn_parallel *parallel);
/* After the closing vote: roots[0] becomes its sum over ranks. */
tn_status tni_reduce_end(tn_parallel *parallel);

/* ---- shard_numbers.c: losses and values that stay on a device until they are asked for ------- */

/* No sums yet, for a step that begins; on the host it does nothing. */
tn_status tni_numbers_open(tn_parallel *parallel);
/* The sums of a shard, scope-owned; NULL on the host, and with an error. */
tn_tensor *tni_numbers_of(const tn_parallel *parallel, int shard);
/* Adds a loss (NULL: none) to a shard's sums, or on the host to numbers[0]. False with an error. */
bool tni_numbers_add_loss(tn_tensor *row, double *numbers, tn_tensor *loss);
/* Adds what all shards summed up; waits for them. On the host it does nothing. */
tn_status tni_numbers_read(tn_parallel *parallel, double numbers[TNI_VOTE_NUMBERS]);
/* Keeps the sums of a step in the place of the oldest: those of the host, which are `numbers`, and
 * what the device has by then, which the host does not wait for. */
tn_status tni_numbers_keep(tn_parallel *parallel, uint64_t step, const double *numbers);
/* The sums that were kept; waits for that step at most. NULL with an error. */
const double *tni_numbers_kept(tn_parallel *parallel, uint64_t step);
void tni_numbers_close(tn_parallel *parallel);

/* ---- shard_buffers.c: running statistics ----------------------------------------------------- */

/* Buffers of any dtype, with room for their values. */
tn_status tni_buffers_open(tn_parallel *parallel, tn_named_list list);
/* Copies for threads, when there are none yet. */
tn_status tni_buffers_copy(tn_parallel *parallel);
void tni_buffers_close(tn_parallel *parallel);
/* What shards on a thread change: 0 the buffers themselves. */
tn_tensor *const *tni_buffers_of(const tn_parallel *parallel, int thread);
/* Modules give out those of `thread` on this thread. */
void tni_buffers_use(const tn_parallel *parallel, int thread);
/* Remembers the values before a step, and puts them back. */
void tni_save_buffers(tn_parallel *parallel);
void tni_restore_buffers(tn_parallel *parallel, int thread);
/* What a shard on `thread` makes of a buffer: its values, or what it added to integers. NULL with
 * an error. */
tn_tensor *tni_buffer_share(const tn_parallel *parallel, const tni_slot *slot, int thread);
/* From the sums over all shards in roots[0] to the buffers. */
void tni_store_buffers(tn_parallel *parallel);

#endif

/* published.h: what a process shows of its memory to others, and how to read it.
 *
 * Each process that allocates has a file /dev/shm/tenon.<pid> (TENON_PUBLISH=off: none) that only
 * its user can read. It is written as things happen, without a system call but where it grows, and
 * without waiting for readers. A process that ends by itself takes it away; of one that was killed,
 * or called _exit, its last state is still there. A child of fork() shows nothing of its own when
 * its parent does. Where containers share /dev/shm, two processes may have one number: the second
 * one's file is /dev/shm/tenon.<pid>.<namespace>, by the inode of its pid namespace.
 *
 *     tn_published *view = tn_published_open("1234");
 *     tn_published_pool pool;
 *     for (int i = 0; tn_published_pool_at(view, i, &pool); i++) {
 *         show(tn_device_name(pool.device), pool.figures.live_bytes);
 *     }
 *     tn_published_close(view);
 */
#ifndef TENON_PUBLISHED_H
#define TENON_PUBLISHED_H

#include <tenon/memory.h>
#include <tenon/memory_trace.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TN_PUBLISHED_MAGIC "TENONMEM" /* what a file of it begins with */

typedef struct tn_published tn_published;

/* Opens what a process publishes (its number, "1234", with its namespace, "1.4026532201", or the
 * path of its file in /dev/shm) or a file that was saved. NULL with an error: there is none or it
 * is another user's (TN_ERR_IO), of another version or not whole (TN_ERR_FORMAT), or processes of
 * several namespaces have the number (TN_ERR_ARGUMENT). Close it. One thread at a time uses it. */
TN_API tn_published *tn_published_open(const char *pid_or_path);
TN_API void tn_published_close(tn_published *view); /* NULL is nothing */

typedef struct tn_published_info {
    int64_t pid;
    bool alive;          /* the process, told by when it started and not by its number alone */
    bool complete;       /* it ended by itself */
    bool copy;           /* this is a file that tn_published_save wrote */
    bool elsewhere;      /* of another pid namespace, so nobody can look for it: it counts as alive
                            until it ended by itself */
    int64_t rank, world; /* of its job; -1: none */
    uint64_t wall_ns;    /* when it began to publish, since 1970 */
    uint64_t time_ns;    /* the same on the clock of records */
    uint64_t events;     /* that there ever were; the last `event_capacity` are kept */
    uint64_t event_capacity;
    uint64_t events_dropped; /* of them, which were never written: two threads were a round apart */
    bool full; /* there was no room for all blocks: figures count them, but they are not listed */
    const char *program, *recorder; /* recorder: TENON_RECORD of its environment. Until it is
                                       closed */
} tn_published_info;
/* False when either is NULL. */
TN_API bool tn_published_get_info(const tn_published *view, tn_published_info *out);

/* The memory of one device, or pinned host memory. */
typedef struct tn_published_pool {
    tn_device device;
    bool pinned;
    bool recounted; /* the process died, or was stopped, while figures changed: current ones are
                       those of blocks */
    tn_memory_figures figures;
} tn_published_pool;
/* Pool i as it is now; false past the last one. */
TN_API bool tn_published_pool_at(tn_published *view, int i, tn_published_pool *out);

typedef enum tn_block_state {
    TN_BLOCK_LIVE,
    TN_BLOCK_FREE, /* a run; what is free in slabs is not listed */
    TN_BLOCK_HOLE, /* addresses without memory */
    TN_BLOCK_SLAB  /* a run that is cut into small blocks; those that live are listed, too */
} tn_block_state;
typedef struct tn_block {
    uint64_t address, bytes; /* as they were rounded */
    uint64_t requested;      /* of a live one */
    uint64_t time_ns;        /* when it was made; 0 of small ones, of which nobody knows */
    /* Of a free one: streams whose work may still use it, a bit each, as far as the process looked
     * when it was freed. */
    uint64_t waits_for;
    tn_block_state state;
    int pool;
    uint32_t stream; /* of a live one: that it was made for; 0: the host's */
    uint32_t origin; /* who asked: the number of a name */
} tn_block;
/* Fills at most n blocks of all pools from *at on, which is 0 at first and moves on; returns how
 * many, 0 at the end. Of blocks that change meanwhile the old or the new state is given, or none.*/
TN_API int tn_published_blocks(tn_published *view, uint64_t *at, tn_block *out, int n);

/* Who asked for memory. Texts stay until the view is closed; "" where nobody knows. */
typedef struct tn_origin {
    const char *op, *file;
    int line;               /* 0: unknown */
    const char *region;     /* of tn_memory_tag: "encoder/attention" */
    uint32_t region_origin; /* its number */
} tn_origin;
TN_API tn_origin tn_published_origin(tn_published *view, uint32_t origin);

/* Fills at most n events that come after number *after, which moves on; *lost, which may be NULL,
 * is raised by how many were overwritten first, or never written since their place was in use.
 * Returns how many, 0 when there are no more yet. */
TN_API int tn_published_events(tn_published *view, uint64_t *after, tn_trace_record *out, int n,
                               uint64_t *lost);

typedef struct tn_published_file {
    int64_t pid; /* as its namespace counts */
    char path[64];
} tn_published_file;
/* Files of the processes that publish on this machine and that this user may read, dead ones too,
 * in the order of numbers; returns how many there are, of which the first n are stored. */
TN_API int tn_published_files(tn_published_file *files, int n);
/* Takes away what a process left that has ended. TN_ERR_STATE when it lives, or may live in another
 * namespace, TN_ERR_FORMAT when the file is none of a process, TN_ERR_IO when there is none or it
 * cannot be removed, TN_ERR_ARGUMENT when several have the number. */
TN_API tn_status tn_published_remove(const char *pid_or_path);
/* Writes what is open to a file, whole or not at all: tn_published_open() reads it. TN_ERR_IO when
 * it cannot be written, TN_ERR_FORMAT when what is open was cut meanwhile. */
TN_API tn_status tn_published_save(tn_published *view, const char *path);

#ifdef __cplusplus
}
#endif

#endif

/* segment.c: the file in /dev/shm that others look at.
 *
 * Invariant: the mapping stays at its address until the process ends, so that pointers into it hold
 * whatever grows. Room is reserved in the file before it is written to: a file system that fills up
 * is a failed call and no signal. A child of fork() has its own memory in place of the mapping and
 * shows nothing. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "publish/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    CHUNK = TNI_SHOWN_CHUNK_BYTES,
    FIXED_BYTES = 2 * CHUNK, /* header, pools and threads: what a child of fork() keeps */
    GROWTH = 4 * CHUNK,
    EVENTS = 4096,
    EVENTS_OF_HISTORY = 1 << 20 /* a third of a second of small blocks, while a recorder waits for
                                    its turn; a quarter of them where /dev/shm is too small */
};
static const size_t span_bytes = TNI_SHOWN_SPAN;

tni_shown_header *tni_shown;
static pthread_mutex_t growing = PTHREAD_MUTEX_INITIALIZER; /* guards what follows */
static char path[64];
static struct stat identity; /* of the file: its name may come to mean another one */
static size_t used;          /* of the file */
static bool is_private;      /* a child of fork(): nobody sees it */

/* ---- Room ------------------------------------------------------------------------------------ */

/* Whether a file may become that long: beyond the limit a signal would end the process. */
static bool may_be_long(size_t bytes) {
    struct rlimit limit;
    return getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY ||
           bytes <= limit.rlim_cur;
}

/* Room in the file. Signals come later: one would end the call, and those of a profiler come again
 * and again. An errno. */
static int reserve_room(int file, size_t from, size_t bytes) {
    sigset_t all, former;
    if (!may_be_long(from + bytes)) {
        return EFBIG;
    }
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &former);
    const int problem = posix_fallocate(file, (off_t)from, (off_t)bytes);
    pthread_sigmask(SIG_SETMASK, &former, NULL);
    return problem;
}

/* Makes the file longer, and maps what is new; an errno. */
static int lengthen(void *first, int file, size_t from, size_t bytes) {
    const int problem = reserve_room(file, from, bytes);
    if (problem) {
        return problem;
    }
    char *at = (char *)first + from;
    const bool mapped = mmap(at, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file,
                             (off_t)from) != MAP_FAILED;
    if (mapped && from > 0) {
        madvise(at, bytes, MADV_DONTFORK);
    }
    return mapped ? 0 : errno;
}

/* The file again, if its name still means it; else -1. No descriptor stays open: programs close
 * those that they do not know. */
static int reopen(void) {
    struct stat now;
    const int file = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    if (file >= 0 && (fstat(file, &now) != 0 || now.st_ino != identity.st_ino ||
                      now.st_dev != identity.st_dev)) {
        close(file);
        errno = ENOENT;
        return -1;
    }
    return file;
}

static void stop_growing(int problem) {
    if (!__atomic_exchange_n(&tni_shown->is_full, 1, __ATOMIC_RELAXED) && !is_private) {
        tni_warn("%s cannot grow (%s): what is allocated from now on is counted, but not listed",
                 path, strerror(problem));
    }
}

static bool grow(size_t bytes) {
    const size_t more = (bytes + GROWTH - 1) / GROWTH * GROWTH;
    const uint64_t size = tni_load(&tni_shown->bytes);
    if (tni_load(&tni_shown->is_full)) {
        return false;
    }
    const bool has_span = size + more <= span_bytes;
    const int file = is_private || !has_span ? -1 : reopen();
    const int problem = !has_span    ? EFBIG
                        : is_private ? 0
                        : file < 0   ? errno
                                     : lengthen(tni_shown, file, size, more);
    if (file >= 0) {
        close(file);
    }
    if (problem) {
        stop_growing(problem);
        return false;
    }
    tni_store_last(&tni_shown->bytes, size + more);
    return true;
}

static uint64_t take_room(size_t bytes) {
    const size_t alignment = bytes < CHUNK ? bytes : CHUNK;
    const size_t at = (used + alignment - 1) / alignment * alignment;
    if (at + bytes > tni_load(&tni_shown->bytes) &&
        !grow(at + bytes - (size_t)tni_load(&tni_shown->bytes))) {
        return 0;
    }
    used = at + bytes;
    return at;
}

uint64_t tni_show_more(size_t bytes) {
    pthread_mutex_lock(&growing);
    const uint64_t at = tni_shown ? take_room(bytes) : 0;
    pthread_mutex_unlock(&growing);
    return at;
}

void *tni_show_entry(const tni_shown_table *table, uint64_t number) {
    const uint64_t chunk = number / table->chunk_entries;
    if (chunk >= TNI_SHOWN_CHUNKS) {
        stop_growing(EFBIG);
        return NULL;
    }
    uint64_t at = tni_load(&table->chunks[chunk]);
    if (at == 0) {
        pthread_mutex_lock(&growing);
        at = tni_load(&table->chunks[chunk]);
        at = at ? at : take_room(CHUNK);
        tni_store_last(&table->chunks[chunk], at);
        pthread_mutex_unlock(&growing);
    }
    if (at == 0) {
        return NULL;
    }
    uint64_t n = tni_load(table->n);
    while (n <= number && !__atomic_compare_exchange_n(table->n, &n, number + 1, false,
                                                       __ATOMIC_RELEASE, __ATOMIC_RELAXED)) {}
    return (char *)tni_shown_at(at) + number % table->chunk_entries * table->entry_bytes;
}

/* ---- Whose file it is ------------------------------------------------------------------------ */

/* Its command line, as far as there is room, arguments parted by blanks. */
static void name_program(char *name, size_t room) {
    FILE *file = fopen("/proc/self/cmdline", "re");
    size_t n = file ? fread(name, 1, room - 1, file) : 0;
    if (file) {
        fclose(file);
    }
    while (n > 0 && name[n - 1] == 0) {
        n--;
    }
    for (size_t i = 0; i < n; i++) {
        name[i] = (unsigned char)name[i] < ' ' ? ' ' : name[i];
    }
    name[n] = 0;
}

/* ---- Beginning ------------------------------------------------------------------------------- */

/* /dev/shm/tenon.PID; with the number of its pid namespace behind it where that name is taken. */
static void name_file(uint64_t space) {
    snprintf(path, sizeof path, space ? "/dev/shm/tenon.%ld.%llu" : "/dev/shm/tenon.%ld",
             (long)getpid(), (unsigned long long)space);
}

/* Whose a file of this process's number is: EARLIER, of a process that ended, or of this one before
 * it ran another program; ELSEWHERE, of another pid namespace, which counts processes by itself.
 * One without a head yet may be that, too. */
typedef enum owner { EARLIER, ELSEWHERE, SOMEBODY } owner;

static owner owner_of_file(void) {
    static const char none[sizeof TNI_SHOWN_MAGIC - 1];
    tni_shown_header found = {.version = 0};
    struct stat about;
    const int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    const bool is_users = file >= 0 && fstat(file, &about) == 0 && S_ISREG(about.st_mode) &&
                          about.st_uid == geteuid();
    const ssize_t got = is_users ? read(file, &found, sizeof found) : -1;
    if (file >= 0) {
        close(file);
    }
    if (got >= 0 && memcmp(found.magic, none, sizeof none) == 0) {
        return ELSEWHERE;
    }
    if (got < (ssize_t)sizeof found || memcmp(found.magic, TNI_SHOWN_MAGIC, sizeof none) != 0) {
        return SOMEBODY;
    }
    return found.pid_space != tni_pid_space() ? ELSEWHERE
           : found.pid == (uint64_t)getpid()  ? EARLIER
                                              : SOMEBODY;
}

/* -1 with errno. */
static int make_file(void) {
    const int flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    name_file(tni_pid_space());
    if (owner_of_file() == EARLIER) {
        unlink(path);
    }
    name_file(0);
    int file = open(path, flags, 0600);
    if (file < 0 && errno == EEXIST) {
        const owner who = owner_of_file();
        if (who == ELSEWHERE) {
            name_file(tni_pid_space());
        }
        if (who == ELSEWHERE || (who == EARLIER && unlink(path) == 0)) {
            file = open(path, flags, 0600);
        } else {
            errno = EEXIST;
        }
    }
    return file;
}

static void set_places(tni_shown_header *h, uint64_t events) {
    h->pools_at = (sizeof *h + 63) / 64 * 64;
    h->threads_at = h->pools_at + TNI_SHOWN_POOLS * sizeof(tni_shown_pool);
    h->events_at = FIXED_BYTES;
    h->event_capacity = events;
    h->n_origins = 1; /* 0 is nobody */
}

/* Where things lie, and who this is; what makes it a file that others read comes last. */
static void fill_header(tni_shown_header *h, uint64_t events) {
    struct timespec wall;
    h->version = TNI_SHOWN_VERSION;
    h->header_bytes = sizeof *h;
    h->pid = (uint64_t)getpid();
    h->pid_space = tni_pid_space();
    h->start = tni_process_start((uint64_t)getpid());
    clock_gettime(CLOCK_REALTIME, &wall);
    h->wall_ns = (uint64_t)wall.tv_sec * 1000000000u + (uint64_t)wall.tv_nsec;
    h->time_ns = tni_time_ns();
    h->rank = h->world = -1;
    name_program(h->program, sizeof h->program);
    snprintf(h->recorder, sizeof h->recorder, "%s", tni_env("TENON_RECORD"));
    set_places(h, events);
    used = FIXED_BYTES + h->event_capacity * sizeof(tn_trace_record);
    __atomic_thread_fence(__ATOMIC_RELEASE);
    memcpy(h->magic, TNI_SHOWN_MAGIC, sizeof h->magic);
}
_Static_assert((sizeof(tni_shown_header) + 63) / 64 * 64 +
                       TNI_SHOWN_POOLS * sizeof(tni_shown_pool) +
                       TNI_SHOWN_THREADS * sizeof(tni_shown_thread) <=
                   FIXED_BYTES,
               "they fit, and a child of fork() copies no more");

/* An errno. */
static int open_segment(uint64_t events) {
    const int file = make_file();
    if (file < 0) {
        return errno;
    }
    const size_t bytes = FIXED_BYTES + GROWTH + events * sizeof(tn_trace_record);
    void *span =
        mmap(NULL, span_bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    int problem = span == MAP_FAILED || fstat(file, &identity) != 0 ? errno : 0;
    if (!problem) {
        problem = lengthen(span, file, 0, FIXED_BYTES);
        problem = problem ? problem : lengthen(span, file, FIXED_BYTES, bytes - FIXED_BYTES);
    }
    close(file);
    if (problem) {
        if (span != MAP_FAILED) {
            munmap(span, span_bytes);
        }
        unlink(path);
        return problem;
    }
    ((tni_shown_header *)span)->bytes = bytes;
    fill_header(span, events);
    tni_shown = span; /* last: others look at it, and a thread may fork before */
    return 0;
}

/* The first event of a page would cost what all of that page's do. */
static void map_events(void) {
#ifdef MADV_POPULATE_WRITE
    madvise(tni_shown_at(tni_shown->events_at), tni_shown->event_capacity * sizeof(tn_trace_record),
            MADV_POPULATE_WRITE);
#endif
}

static void begin(void) {
    enum { OFF, ON, HISTORY, PROFILE, MODES };
    static const char *const names[MODES] = {"off", "on", "history", "profile"};
    int mode = ON;
    tni_env_choice("TENON_PUBLISH", names, MODES, &mode);
    if (mode == OFF) {
        return;
    }
    tni_clock_begin();
    int problem = open_segment(mode >= HISTORY ? EVENTS_OF_HISTORY : EVENTS);
    if ((problem == ENOSPC || problem == EFBIG) && mode >= HISTORY) {
        problem = open_segment(EVENTS_OF_HISTORY / 4);
    }
    if (problem == EEXIST) {
        tni_warn("%s is there and not this process's: its memory is not published", path);
    } else if (problem) {
        tni_warn("%s cannot be made (%s): memory of this process is not published", path,
                 strerror(problem));
    } else {
        const uint32_t rare = 1u << TN_TRACE_ALLOC | 1u << TN_TRACE_FREE | 1u << TN_TRACE_CAPTURE |
                              1u << TN_TRACE_TAG | 1u << TN_TRACE_FAILURE;
        const uint32_t timed = 1u << TN_TRACE_OP | 1u << TN_TRACE_COPY | 1u << TN_TRACE_COLLECTIVE |
                               1u << TN_TRACE_DEVICE_KERNEL | 1u << TN_TRACE_DEVICE_COPY |
                               1u << TN_TRACE_DEVICE_SET | 1u << TN_TRACE_DEVICE_LOST;
        if (mode >= HISTORY) {
            map_events();
        }
        tni_events_wanted = mode == PROFILE ? UINT32_MAX : mode == HISTORY ? ~timed : rare;
    }
}

void tni_publish(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, begin);
}

/* ---- Ending ---------------------------------------------------------------------------------- */

static void *inherited; /* what a child gets of the figures; NULL: nothing */

/* Figures of large blocks do not change now, as every cache's lock is held; once the fork is done
 * they do. Threads may take and give small ones meanwhile, which the child then counts as they
 * were. */
static void before_fork(void) {
    pthread_mutex_lock(&growing);
    void *copy = tni_shown && !is_private ? mmap(NULL, FIXED_BYTES, PROT_READ | PROT_WRITE,
                                                 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                                          : MAP_FAILED;
    inherited = copy != MAP_FAILED ? memcpy(copy, tni_shown, FIXED_BYTES) : NULL;
}

static void forget_inherited(void) {
    if (inherited) {
        munmap(inherited, FIXED_BYTES);
        inherited = NULL;
    }
}

static void after_fork(void) {
    forget_inherited();
    pthread_mutex_unlock(&growing);
}

/* The mapping is the parent's: in its place comes memory of the child's own with the figures; of
 * the tables, which the child did not inherit, nothing. */
static void after_fork_in_child(void) {
    if (tni_shown && !is_private) {
        if (mmap(tni_shown, span_bytes, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0) == MAP_FAILED) {
            abort(); /* it would write into its parent's figures */
        }
        if (inherited) {
            memcpy(tni_shown, inherited, FIXED_BYTES);
        } else { /* figures begin anew */
            set_places(tni_shown, EVENTS);
        }
        is_private = true;
        tni_events_wanted = 0;
    }
    forget_inherited();
    pthread_mutex_unlock(&growing);
}

/* Before the caches' handlers, which write figures in the child. */
__attribute__((constructor(1000))) static void watch_forks(void) {
    pthread_atfork(before_fork, after_fork, after_fork_in_child);
}

/* Who records this process takes the file away when it has read it: "PID.SPACE.…". One of another
 * pid namespace cannot be looked for, and counts as living. */
static bool recorder_lives(void) {
    char *end;
    const long pid = strtol(tni_shown->recorder, &end, 10);
    const uint64_t space = *end == '.' ? strtoull(end + 1, NULL, 10) : 0;
    return pid > 0 && (space != tni_pid_space() || tni_process_start((uint64_t)pid) > 0);
}

static bool is_still_ours(void) {
    struct stat now;
    return lstat(path, &now) == 0 && now.st_ino == identity.st_ino && now.st_dev == identity.st_dev;
}

/* After all others, which still free memory. */
__attribute__((destructor(1000))) static void end(void) {
    if (tni_shown && !is_private) {
        tni_store_last(&tni_shown->complete, 1);
        if (!recorder_lives() && is_still_ours()) {
            unlink(path);
        }
    }
}

/* ---- Places of pools and threads ------------------------------------------------------------- */

tni_shown_pool *tni_show_pool(tn_device device, bool pinned) {
    tni_shown_pool *pool = NULL;
    pthread_mutex_lock(&growing);
    if (tni_shown && tni_shown->n_pools < TNI_SHOWN_POOLS) {
        pool = (tni_shown_pool *)tni_shown_at(tni_shown->pools_at) + tni_shown->n_pools;
        pool->pinned = pinned;
        pool->device_type = device.type;
        pool->device_index = device.index;
        tni_store_last(&tni_shown->n_pools, tni_shown->n_pools + 1);
    }
    pthread_mutex_unlock(&growing);
    return pool;
}

uint8_t tni_shown_pool_of(tn_device device) {
    const tni_shown_pool *pools = tni_shown ? tni_shown_at(tni_shown->pools_at) : NULL;
    for (uint8_t i = 0; pools && i < tni_load(&tni_shown->n_pools); i++) {
        if (pools[i].device_type == device.type && pools[i].device_index == device.index &&
            !pools[i].pinned) {
            return i;
        }
    }
    return TN_TRACE_NO_POOL;
}

uint32_t tni_shown_pool_number(const tni_shown_pool *pool) {
    const uintptr_t first = tni_shown ? (uintptr_t)tni_shown_at(tni_shown->pools_at) : 0;
    const uintptr_t at = ((uintptr_t)pool - first) / sizeof *pool;
    return tni_shown && at < TNI_SHOWN_POOLS ? (uint32_t)at : 0;
}

tni_shown_thread *tni_show_thread(void) {
    tni_shown_thread *threads = tni_shown ? tni_shown_at(tni_shown->threads_at) : NULL;
    for (int i = 0; threads && i < TNI_SHOWN_THREADS; i++) {
        uint64_t none = 0;
        if (__atomic_compare_exchange_n(&threads[i].in_use, &none, (uint64_t)gettid(), false,
                                        __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
            return &threads[i];
        }
    }
    return NULL;
}

void tni_show_rank(int rank, int world) {
    tni_publish();
    if (tni_shown) {
        __atomic_store_n(&tni_shown->world, world, __ATOMIC_RELAXED);
        __atomic_store_n(&tni_shown->rank, rank, __ATOMIC_RELEASE);
    }
}

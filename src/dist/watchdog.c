/* watchdog.c: who keeps everyone waiting.
 *
 * The ranks of a machine share one page with a seat for each; a rank writes into its own seat how
 * many collectives it has started and what it is doing, and reads the others only when its own
 * patience has ended. Invariant: a seat has one writer; readers never block it (a sequence number
 * tells torn text). The page has no name in the file system once all have mapped it.
 *
 * There is no watching thread: who waits polls and looks at the clock, which needs no second thread
 * inside MPI. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "dist/group.h"

#include <stdarg.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

enum { TEXT_WORDS = TNI_WHERE_BYTES / 8, NAME_BYTES = 64, GRACE_S = 1 };
static const double SILENT_S = 0.5; /* a poll takes microseconds */

typedef struct seat {
    _Atomic uint64_t posted;
    _Atomic int64_t since_ns; /* CLOCK_MONOTONIC, one for all processes of a machine */
    _Atomic int64_t beat_ns;  /* when it was last heard of */
    _Atomic uint32_t waits, taken;
    _Atomic uint32_t sequence; /* odd while text is written */
    _Atomic uint64_t text[TEXT_WORDS];
} seat;

struct tni_board {
    seat *seats;
    int count;
    bool is_mapped;
};

static int64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* ---- Writing and reading seats --------------------------------------------------------------- */

void tni_board_write(tni_board *board, int rank, uint64_t posted, bool waits, const char *text) {
    if (!board) {
        return;
    }
    uint64_t words[TEXT_WORDS] = {0};
    memcpy(words, text, strnlen(text, sizeof words - 1));
    seat *s = &board->seats[rank];
    const uint32_t sequence = atomic_load_explicit(&s->sequence, memory_order_relaxed);
    atomic_store(&s->sequence, sequence + 1);
    for (int i = 0; i < TEXT_WORDS; i++) {
        atomic_store_explicit(&s->text[i], words[i], memory_order_relaxed);
    }
    atomic_store_explicit(&s->posted, posted, memory_order_relaxed);
    atomic_store_explicit(&s->waits, waits, memory_order_relaxed);
    const int64_t now = now_ns();
    atomic_store_explicit(&s->since_ns, now, memory_order_relaxed);
    atomic_store_explicit(&s->beat_ns, now, memory_order_relaxed);
    atomic_store_explicit(&s->taken, 1, memory_order_relaxed);
    atomic_store(&s->sequence, sequence + 2);
}

void tni_board_beat(tni_board *board, int rank) {
    if (board) {
        atomic_store_explicit(&board->seats[rank].beat_ns, now_ns(), memory_order_relaxed);
    }
}

typedef struct reading {
    uint64_t posted;
    bool waits, taken;
    double seconds; /* since the seat was written */
    double silent;  /* seconds since the last beat */
    char text[TNI_WHERE_BYTES];
} reading;

static reading read_seat(seat *s) {
    reading r;
    for (int tries = 0; tries < 1000; tries++) {
        const uint32_t before = atomic_load(&s->sequence);
        uint64_t words[TEXT_WORDS];
        for (int i = 0; i < TEXT_WORDS; i++) {
            words[i] = atomic_load_explicit(&s->text[i], memory_order_relaxed);
        }
        memcpy(r.text, words, sizeof r.text);
        r.text[sizeof r.text - 1] = 0;
        r.posted = atomic_load(&s->posted);
        r.waits = atomic_load(&s->waits);
        r.taken = atomic_load(&s->taken);
        const int64_t now = now_ns();
        r.seconds = (double)(now - atomic_load(&s->since_ns)) * 1e-9;
        r.silent = (double)(now - atomic_load(&s->beat_ns)) * 1e-9;
        if (before % 2 == 0 && before == atomic_load(&s->sequence)) {
            break;
        }
    }
    return r;
}

/* ---- Opening --------------------------------------------------------------------------------- */

static size_t page_bytes(int seats) {
    return (size_t)seats * sizeof(seat);
}

static tni_board *board_over(seat *seats, int count, bool is_mapped) {
    tni_board *board = tni_host_alloc(sizeof *board);
    if (board) {
        *board = (tni_board){.seats = seats, .count = count, .is_mapped = is_mapped};
    }
    return board;
}

tni_board *tni_board_new(int seats) {
    seat *page = tni_host_alloc_zeroed((size_t)seats * sizeof *page);
    tni_board *board = page ? board_over(page, seats, false) : NULL;
    if (!board) {
        tni_host_free(page);
    }
    return board;
}

void tni_board_delete(tni_board *board) {
    if (!board) {
        return;
    }
    if (board->is_mapped) {
        munmap(board->seats, page_bytes(board->count));
    } else {
        tni_host_free(board->seats);
    }
    tni_host_free(board);
}

/* A new shared page with an unguessable name; -1 where there is none. Space is reserved, so that a
 * full file system shows here and not as a signal later. */
static int create_page(char *name, size_t bytes) {
    uint64_t random;
    if (getrandom(&random, sizeof random, GRND_NONBLOCK) != (ssize_t)sizeof random) {
        return -1;
    }
    snprintf(name, NAME_BYTES, "/tenon.ranks.%ld.%016llx", (long)getpid(),
             (unsigned long long)random);
    const int fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
    if (fd < 0) {
        return -1;
    }
    if (posix_fallocate(fd, 0, (off_t)bytes) != 0) {
        shm_unlink(name);
        close(fd);
        return -1;
    }
    return fd;
}

static tni_board *map_page(int fd, int seats) {
    void *page = mmap(NULL, page_bytes(seats), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (page == MAP_FAILED) {
        return NULL;
    }
    tni_board *board = board_over(page, seats, true);
    if (!board) {
        munmap(page, page_bytes(seats));
    }
    return board;
}

/* Gathers one name from each rank into the `what` of the votes. */
static tn_status gather_names(tni_group *group, const char *name) {
    tni_vote mine = {0};
    snprintf(mine.message, sizeof mine.message, "%s", name);
    return tni_group_vote(group, &mine, "start", (uint64_t)group->size);
}

/* The first rank on this machine; counts the ranks before this one. Host names come by vote. */
static tn_status find_leader(tni_group *group, int *leader) {
    char host[NAME_BYTES] = "";
    if (gethostname(host, sizeof host - 1) != 0) {
        host[0] = 0;
    }
    const tn_status status = gather_names(group, host);
    *leader = group->rank;
    group->local_rank = 0;
    for (int r = group->rank - 1; r >= 0 && status == TN_OK; r--) {
        if (strcmp(group->votes[r].message, host) == 0) {
            *leader = r;
            group->local_rank++;
        }
    }
    return status;
}

tn_status tni_board_open(tni_group *group) {
    int leader;
    tn_status status = find_leader(group, &leader);
    if (status != TN_OK) {
        return status;
    }
    char name[NAME_BYTES] = "";
    int fd = leader == group->rank ? create_page(name, page_bytes(group->size)) : -1;
    const bool has_made = fd >= 0;
    status = gather_names(group, has_made ? name : "");
    const char *shared = group->votes[leader].message;
    if (status == TN_OK && !has_made && shared[0]) {
        fd = shm_open(shared, O_RDWR, 0);
    }
    tni_board *board = status == TN_OK && fd >= 0 ? map_page(fd, group->size) : NULL;
    if (status == TN_OK) {
        status = gather_names(group, ""); /* all have opened it */
    }
    if (has_made) {
        shm_unlink(name);
    }
    if (fd >= 0) {
        close(fd);
    }
    group->board = board;
    return status;
}

/* ---- Reporting ------------------------------------------------------------------------------- */

/* Appends to text, cutting at `bytes`. */
static void append(char *text, size_t bytes, const char *format, ...) TN_PRINTF(3, 4);
static void append(char *text, size_t bytes, const char *format, ...) {
    const size_t length = strlen(text);
    va_list args;
    va_start(args, format);
    vsnprintf(text + length, bytes - length, format, args);
    va_end(args);
}

typedef bool is_missing_fn(const reading *r, uint64_t number);

static bool is_behind(const reading *r, uint64_t number) {
    return r->posted < number;
}
static bool is_elsewhere(const reading *r, uint64_t number) {
    return r->posted >= number && !r->waits;
}
/* Stopped while it waited itself: who waits is heard of all the time. */
static bool is_silent(const reading *r, uint64_t number) {
    (void)number;
    return r->silent > SILENT_S;
}

static int list_missing(const tni_group *group, uint64_t number, is_missing_fn *judge, char *text,
                        size_t bytes) {
    int missing = 0;
    for (int r = 0; r < group->size && group->board; r++) {
        const reading seat_of = read_seat(&group->board->seats[r]);
        const bool is_missing = judge(&seat_of, number);
        if (r == group->rank || !seat_of.taken || !is_missing) {
            continue;
        }
        append(text, bytes, "%srank %d (for %.0f s in: %s)", missing++ ? ", " : "", r,
               seat_of.seconds, seat_of.text);
    }
    return missing;
}

void tni_watchdog_report(const tni_group *group, uint64_t number, char *text, size_t bytes) {
    text[0] = 0;
    append(text, bytes, "rank %d has waited %.0f s in: %s; it waits for ", group->rank,
           (double)group->timeout_ms * 1e-3, group->where);
    if (!list_missing(group, number, is_behind, text, bytes) &&
        !list_missing(group, number, is_elsewhere, text, bytes) &&
        !list_missing(group, number, is_silent, text, bytes)) {
        append(text, bytes, "%s", group->board ? "no rank of this machine" : "an unknown rank");
    }
}

tn_status tni_watchdog_expire(tni_group *group, uint64_t number) {
    char text[TN_ERROR_MESSAGE_BYTES - 128];
    tni_watchdog_report(group, number, text, sizeof text);
    tni_warn("%s; ending the job (TENON_COMM_TIMEOUT)", text);
    /* The others have about the same patience: let them say whom they wait for. */
    nanosleep(&(struct timespec){.tv_sec = GRACE_S}, NULL);
    group->comm->abort(1);
    return tni_fail(TN_ERR_COMM, "%s; see why it does not come, or raise TENON_COMM_TIMEOUT", text);
}

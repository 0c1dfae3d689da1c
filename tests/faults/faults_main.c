/* faults_main.c: the k-th allocation or file call fails, for every k, in a whole training run: an
 * error that names the place, nothing leaked, and the same process then trains to the right hash.
 *
 * Without arguments it is the driver, which sweeps alone and starts itself under mpirun, where the
 * k-th request fails on all ranks together, and writes TAP. Every k is tried in the plain build;
 * where AddressSanitizer looks for leaks one in STRIDE is, from TENON_TEST_SEED on, because a run
 * takes many times as long there. Faults of MPI's calls have a sweep of their own in
 * tests/mpi; a fault on one rank of several ends the job and needs a job a fault: see
 * tests/cli/faults_on_one_rank.py. */
#include "core/core.h"
#include "fault_training.h"
#include "io/file.h"
#include "tensor/handle.h"

#include <tenon/dist.h>
#include <tenon/memory.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SLOW 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SLOW 1
#endif
#endif
#ifdef SLOW
enum { STRIDE = 11 };
#else
enum { STRIDE = 1 };
#endif

typedef struct counter {
    const char *name;
    void (*fail_at)(uint64_t k);
    uint64_t (*count)(void);
    tn_status code;
} counter;

static const counter COUNTERS[] = {
    {"allocations", tni_memory_fail_at, tni_memory_requests, TN_ERR_MEMORY},
    {"file calls", tni_file_fail_at, tni_file_calls, TN_ERR_IO},
};
enum { N_COUNTERS = sizeof COUNTERS / sizeof COUNTERS[0] };

enum { MAX_FAILED = 10 }; /* then a sweep ends */

static uint64_t expected;

/* ---- One fault ------------------------------------------------------------------------------- */

/* What a run must give back. */
typedef struct held {
    uint64_t handles, live_bytes;
    int descriptors;
} held;

static held look(void) {
    tn_memory_figures stats;
    tn_memory_stats(TN_CPU, &stats);
    return (held){tni_scope_handles(), stats.live_bytes, fault_descriptors()};
}

static bool is_same(held a, held b) {
    return a.handles == b.handles && a.live_bytes == b.live_bytes && a.descriptors == b.descriptors;
}

/* On all ranks, whether any says so. */
static bool any(bool flag) {
    tn_dist_any(&flag);
    return flag;
}

/* What is wrong with an error that a fault led to; NULL: nothing. */
static const char *problem_with_error(const counter *c, const tn_error *e) {
    if (!e->message[0] || !e->op[0]) {
        return "the error names no place";
    }
    return tn_dist_size() == 1 && e->code != c->code ? "the error has another code" : NULL;
}

/* The story of what went wrong with fault k; NULL when all is well. A rank that was not hit must
 * have heard of the one that was. All ranks ask one another the same questions, whatever they
 * find. */
static const char *problem_with(const counter *c, uint64_t k, tn_error *e) {
    const held before = look();
    c->fail_at(k);
    const uint64_t hash = fault_train();
    const bool is_hit = c->count() >= k;
    c->fail_at(0);
    *e = fault_seen;
    const bool is_same_now = is_same(before, look());
    const bool any_hit = any(is_hit), any_error = any(e->code != TN_OK);
    const bool is_right_next = fault_train() == expected;
    const char *problem = e->code != TN_OK ? problem_with_error(c, e) : NULL;
    return problem                    ? problem
           : any_hit && !any_error    ? "it went by without an error"
           : hash && hash != expected ? "the run ended with another hash"
           : !hash && !any_error      ? "the run ended without a hash"
           : !is_same_now             ? "something is left"
           : !is_right_next           ? "the next run gives another hash"
                                      : NULL;
}

/* Every k until no rank makes so many requests; gives how many were tried, 0 with a failure. */
static uint64_t sweep(const counter *c, uint64_t first) {
    uint64_t tried = 0, failed = 0;
    c->fail_at(UINT64_MAX);
    fault_train();
    const uint64_t requests = c->count();
    c->fail_at(0);
    for (uint64_t k = first; failed < MAX_FAILED && any(k <= requests); k += STRIDE) {
        tn_error e;
        const char *problem = problem_with(c, k, &e);
        if (problem) {
            printf("rank %d, %s, fault %llu of %llu: %s: %s: %s\n", tn_dist_rank(), c->name,
                   (unsigned long long)k, (unsigned long long)requests, problem, e.op, e.message);
            fflush(stdout);
        }
        failed += any(problem != NULL);
        tried++;
    }
    return failed ? 0 : tried;
}

/* ---- Processes ------------------------------------------------------------------------------- */

/* The first k of a sweep, from the seed: as many seeds as STRIDE try every k. */
static uint64_t first_fault(unsigned seed) {
    return 1 + seed % STRIDE;
}

static unsigned seed_of_run(void) {
    const char *given = getenv("TENON_TEST_SEED");
    return given ? (unsigned)strtoul(given, NULL, 10) : 1;
}

/* The two runs before make what lasts as long as the process. */
static bool warm_up(void) {
    expected = fault_train();
    return expected != 0 && fault_train() == expected;
}

static int run_rank(const char *folder, unsigned seed) {
    bool good = tn_dist_init() == TN_OK && fault_folder_open(folder) && warm_up();
    for (int i = 0; i < N_COUNTERS && good; i++) {
        const uint64_t tried = sweep(&COUNTERS[i], first_fault(seed));
        good = tried > 0;
        if (tn_dist_rank() == 0) {
            printf("%s: %llu faults\n", COUNTERS[i].name, (unsigned long long)tried);
            fflush(stdout);
        }
    }
    fault_folder_close();
    tn_dist_finalize();
    return !good;
}

static int count, failures;

static void report(bool is_ok, const char *name) {
    printf("%s %d - %s\n", is_ok ? "ok" : "not ok", ++count, name);
    fflush(stdout);
    failures += !is_ok;
}

static void sweep_alone(unsigned seed) {
    const bool is_ready = fault_folder_open("alone") && warm_up();
    report(is_ready, "a run without faults ends well");
    for (int i = 0; i < N_COUNTERS && is_ready; i++) {
        char name[120];
        const uint64_t tried = sweep(&COUNTERS[i], first_fault(seed));
        snprintf(name, sizeof name, "%s fail one by one, alone", COUNTERS[i].name);
        printf("# %llu faults, every %d, seed %u\n", (unsigned long long)tried, STRIDE, seed);
        report(tried > 0, name);
    }
    fault_folder_close();
}

static void sweep_ranks(const char *self, unsigned seed) {
    static const char NAME[] = "allocations and file calls fail one by one on both ranks";
    if (system("command -v mpirun >/dev/null 2>&1") != 0) {
        printf("ok %d - %s # SKIP there is no mpirun (openmpi-bin)\n", ++count, NAME);
        return;
    }
    char program[PATH_MAX], command[3 * PATH_MAX];
    if (!realpath(self, program)) {
        report(false, NAME);
        return;
    }
    snprintf(command, sizeof command,
             "PLUGINS=$(dirname '%s')/../lib; TENON_PLUGIN_PATH=${TENON_PLUGIN_PATH:-$PLUGINS} "
             "OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 "
             "ASAN_OPTIONS=$ASAN_OPTIONS:fast_unwind_on_malloc=0 timeout 250 "
             "mpirun --oversubscribe --bind-to none -n 2 '%s' rank %u 2>&1",
             program, program, seed);
    fflush(stdout);
    report(system(command) == 0, NAME);
}

int main(int argc, char **argv) {
    setenv("OMP_NUM_THREADS", "1", 1);
    if (argc > 2) {
        return run_rank("rank", (unsigned)strtoul(argv[2], NULL, 10));
    }
    const unsigned seed = seed_of_run();
    sweep_alone(seed);
    sweep_ranks(argv[0], seed);
    printf("1..%d\n", count);
    return failures != 0;
}

/* mpi_main.c: ranks under the real mpirun. Without arguments it is the driver: it starts itself
 * under mpirun, compares what the ranks print and writes TAP. With a case it is a rank. An mpirun
 * costs about half a second, so each one answers several questions. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "dist/group.h"
#include "support/tiny_model.h"

#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STEPS = 20, CONTROL_STEPS = 100, OUTPUT_BYTES = 1 << 16, MAX_FAULTS = 400 };

/* ---- Ranks ----------------------------------------------------------------------------------- */

static void say(const char *name, uint64_t hash) {
    if (tn_dist_rank() == 0) {
        printf("%s %016llx\n", name, (unsigned long long)hash);
        fflush(stdout);
    }
}

static void print_error(void) {
    tn_error error;
    if (tn_error_take(&error)) {
        printf("rank %d: %s\n", tn_dist_rank(), error.message);
        fflush(stdout);
    }
}

static int train_and_say(const char *name, const tiny_options *options) {
    const uint64_t hash = tiny_train(tni_world(), options, STEPS);
    print_error();
    say(name, hash);
    return hash == 0;
}

/* Bits follow the number of ranks when a step is what naive code makes it. */
static int control(void) {
    const tiny_options options = {.shards = 8, .threads = 1};
    const uint64_t hash = tiny_train_plainly(tni_world(), &options, CONTROL_STEPS);
    print_error();
    say("control", hash);
    return hash == 0;
}

/* Broadcast, sum and flag; each rank checks what it got. */
static int collectives(void) {
    TN_SCOPE(s);
    const int rank = tn_dist_rank(), size = tn_dist_size();
    float values[7];
    for (int i = 0; i < 7; i++) {
        values[i] = (float)(rank * 10 + i);
    }
    tn_tensor *sum = tn_from(values, TN_SHAPE(7), TN_F32);
    tn_tensor *copy = tn_from(values, TN_SHAPE(7), TN_F32);
    bool flag = rank == size - 1;
    tn_dist_all_reduce(sum);
    tn_dist_broadcast(copy, size - 1);
    tn_dist_any(&flag);
    bool right = tn_dist_barrier() == TN_OK && flag;
    for (int i = 0; i < 7 && right; i++) {
        const float ranks = (float)size;
        right &= ((float *)tn_data(sum))[i] == ranks * (ranks - 1) * 5 + ranks * (float)i;
        right &= ((float *)tn_data(copy))[i] == (float)((size - 1) * 10 + i);
    }
    print_error();
    printf("collectives %s\n", right ? "right" : "wrong");
    return !right;
}

static int bits(const char *shards) {
    tiny_options options = {.shards = atoi(shards), .threads = 1, .has_buffers = true};
    int failed = train_and_say("buffers", &options);
    options.has_buffers = false;
    failed |= train_and_say("plain", &options);
    options.bucket_bytes = 100;
    options.threads = 2;
    failed |= train_and_say("small_buckets", &options);
    options.micro_steps = 2;
    failed |= train_and_say("accumulated", &options);
    return failed | (options.shards == 8 ? control() : 0) | collectives();
}

static int plan(void) {
    const tiny_options options = {.bucket_bytes = tn_dist_rank() == 1 ? 512 : 1024};
    tiny_model m;
    const bool is_open = tiny_open(&m, tni_world(), &options);
    print_error();
    tiny_close(&m);
    return is_open;
}

/* A shard of the last rank fails in step 2; the step is repeated, training ends as ever. */
static int failing(void) {
    tiny_model m;
    if (!tiny_open(&m, tni_world(), &(tiny_options){.failing_shard = 8, .failing_step = 2})) {
        return 1;
    }
    for (uint64_t step = 0; step < STEPS; step++) {
        if (tiny_step(&m, step) != TN_OK) {
            print_error();
            m.options.failing_shard = 0;
            step--;
        }
    }
    say("after", tiny_hash(&m));
    tiny_close(&m);
    return 0;
}

/* Rank 1 computes for longer than the others' patience. */
static int late(void) {
    tiny_model m;
    bool goes_on = tiny_open(&m, tni_world(), &(tiny_options){.shards = 8});
    goes_on = goes_on && tiny_step(&m, 0) == TN_OK;
    if (tn_dist_rank() == 1) {
        tni_group_computes(tni_world(), "shards 4 to 7 of step 1");
        sleep(30);
    }
    goes_on = goes_on && tiny_step(&m, 1) == TN_OK;
    print_error();
    tiny_close(&m);
    return !goes_on;
}

static int die(void) {
    tiny_model m;
    tiny_open(&m, tni_world(), &(tiny_options){.shards = 8});
    for (uint64_t step = 0; step < 1000000; step++) {
        if (step == 50 && tn_dist_rank() == 1) {
            raise(SIGKILL);
        }
        if (tiny_step(&m, step) != TN_OK) {
            return 1;
        }
    }
    return 0;
}

/* Every call of MPI fails once on all ranks together; the repeated step must give the same bits. */
static int faults(void) {
    const tni_comm_table *comm = tni_world()->comm;
    const tiny_options options = {.shards = 8, .threads = 1, .bucket_bytes = 100};
    const uint64_t expected = tiny_train(tni_world(), &options, 3);
    comm->fail_at(0);
    tiny_train(tni_world(), &options, 3);
    const uint64_t calls = comm->fail_at(0);
    for (uint64_t k = 1; k <= calls && k < MAX_FAULTS; k++) {
        comm->fail_at(k);
        const uint64_t failed = tiny_train(tni_world(), &options, 3);
        tn_error error;
        const bool is_named = tn_error_take(&error) && strstr(error.message, "MPI_") &&
                              strstr(error.message, "TENON_FAIL_MPI");
        comm->fail_at(0);
        const uint64_t hash = tiny_train(tni_world(), &options, 3);
        if (failed || !is_named || hash != expected) {
            print_error();
            printf("fault %d on rank %d: %s\n", (int)k, tn_dist_rank(), error.message);
            return 1;
        }
    }
    say("faults", calls);
    return 0;
}

static int train_alone(void) {
    return train_and_say("plain", &(tiny_options){.shards = 8, .threads = 1});
}

static int run_case(const char *name, const char *argument) {
    if (tn_dist_init() != TN_OK) {
        print_error();
        return 3;
    }
    int code = 2;
    if (strcmp(name, "bits") == 0) {
        code = bits(argument);
    }
    static const struct {
        const char *name;
        int (*run)(void);
    } CASES[] = {{"plan", plan}, {"failing", failing}, {"late", late},
                 {"die", die},   {"faults", faults},   {"train", train_alone}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        if (strcmp(name, CASES[i].name) == 0) {
            code = CASES[i].run();
        }
    }
    tn_dist_finalize();
    return code;
}

/* ---- The driver ------------------------------------------------------------------------------ */

static char program[PATH_MAX];
static int count, failures;

typedef struct result {
    int code; /* exit status of mpirun */
    double seconds;
    char output[OUTPUT_BYTES];
} result;

/* Runs `arguments` after mpirun's own and collects what all ranks print. */
static result start(const char *arguments) {
    static result r;
    char command[2 * PATH_MAX];
    snprintf(command, sizeof command, "timeout 60 mpirun --oversubscribe --bind-to none %s 2>&1",
             arguments);
    struct timespec begin, end;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    FILE *pipe = popen(command, "r");
    const size_t length = pipe ? fread(r.output, 1, sizeof r.output - 1, pipe) : 0;
    r.output[length] = 0;
    const int status = pipe ? pclose(pipe) : -1;
    clock_gettime(CLOCK_MONOTONIC, &end);
    r.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    r.seconds = (double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec);
    return r;
}

static result start_case(int ranks, const char *name) {
    char arguments[PATH_MAX + 64];
    snprintf(arguments, sizeof arguments, "-n %d %s %s", ranks, program, name);
    return start(arguments);
}

static void report(bool is_ok, const char *name, const result *r) {
    printf("%s %d - %s\n", is_ok ? "ok" : "not ok", ++count, name);
    failures += !is_ok;
    if (!is_ok) {
        printf("  exit status %d after %.1f s, output:\n  %.2000s\n", r->code, r->seconds,
               r->output);
    }
    fflush(stdout);
}

/* The hash that rank 0 printed after `name`; "" when it did not. */
static void hash_after(const result *r, const char *name, char out[20]) {
    char key[64];
    snprintf(key, sizeof key, "%s ", name);
    const char *at = strstr(r->output, key);
    out[0] = 0;
    if (at) {
        snprintf(out, 17, "%s", at + strlen(key));
    }
}

static void compare(const result *first, const result *other, int ranks, int shards,
                    const char *what) {
    char a[20], b[20], name[120];
    hash_after(first, what, a);
    hash_after(other, what, b);
    snprintf(name, sizeof name, "%d ranks have the bits of one, %d shards, %s", ranks, shards,
             what);
    report(a[0] && strcmp(a, b) == 0, name, other);
}

static void check_bits(int shards, const int *ranks, int n) {
    static const char *const KINDS[] = {"buffers", "plain", "small_buckets", "accumulated"};
    char argument[32];
    snprintf(argument, sizeof argument, "bits %d", shards);
    static result one, other;
    one = start_case(1, argument);
    for (int i = 0; i < n; i++) {
        other = start_case(ranks[i], argument);
        for (int k = 0; k < 4; k++) {
            compare(&one, &other, ranks[i], shards, KINDS[k]);
        }
        char name[80], a[20], b[20];
        snprintf(name, sizeof name, "collectives are right on %d ranks", ranks[i]);
        report(other.code == 0 && !strstr(other.output, "wrong"), name, &other);
        hash_after(&one, "control", a);
        hash_after(&other, "control", b);
        if (shards == 8) {
            snprintf(name, sizeof name, "a plain all-reduce differs on %d ranks", ranks[i]);
            report(a[0] && b[0] && strcmp(a, b) != 0, name, &other);
        }
    }
}

static void check_failures(void) {
    static result r, plain;
    r = start_case(2, "plan");
    report(strstr(r.output, "rank 0: ") && strstr(r.output, "rank 1: ") &&
               strstr(r.output, "bucket_bytes is 1024 on rank 0 but 512 on rank 1"),
           "different plans are named on all ranks", &r);

    r = start_case(2, "failing");
    report(strstr(r.output, "rank 0: ") && strstr(r.output, "rank 1 failed: ") &&
               strstr(r.output, "shard 7 cannot go on"),
           "a failing shard fails all ranks with its message", &r);
    plain = start_case(2, "train");
    char a[20], b[20];
    hash_after(&r, "after", a);
    hash_after(&plain, "plain", b);
    report(a[0] && strcmp(a, b) == 0, "the repeated step gives the same bits", &r);

    r = start_case(2, "faults");
    report(r.code == 0 && strstr(r.output, "faults "),
           "every MPI call that fails on all ranks is named and can be repeated", &r);
}

static void check_deaths(void) {
    static result r;
    char arguments[3 * PATH_MAX];
    snprintf(arguments, sizeof arguments, "-x TENON_COMM_TIMEOUT=3 -n 2 %s late", program);
    r = start(arguments);
    report(r.code != 0 && r.seconds < 25 && strstr(r.output, "it waits for rank 1 (for ") &&
               strstr(r.output, "in: shards 4 to 7 of step 1)"),
           "the watchdog names the rank that everyone waits for and ends the job", &r);

    r = start_case(2, "die");
    report(r.code != 0 && r.seconds < 10, "a killed rank ends the job", &r);

    for (int k = 20; k <= 60; k += 20) {
        snprintf(arguments, sizeof arguments, "-n 1 %s train : -n 1 -x TENON_FAIL_MPI=%d %s train",
                 program, k, program);
        r = start(arguments);
        char name[80];
        snprintf(name, sizeof name, "MPI call %d that fails on one rank ends the job", k);
        report(r.code != 0 && r.seconds < 10 && strstr(r.output, "TENON_FAIL_MPI"), name, &r);
    }
}

static void set_up(void) {
    setenv("OMPI_ALLOW_RUN_AS_ROOT", "1", 1);
    setenv("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1", 1);
    setenv("OMP_NUM_THREADS", "1", 1);
    char folder[PATH_MAX], plugins[PATH_MAX + 16];
    snprintf(folder, sizeof folder, "%s", program);
    snprintf(plugins, sizeof plugins, "%s/../lib", dirname(folder));
    setenv("TENON_PLUGIN_PATH", plugins, 0);
    /* Leaks inside MPI are recognised by their callers, which only a slow unwinder finds. */
    char sanitizer[1024];
    const char *given = getenv("ASAN_OPTIONS");
    snprintf(sanitizer, sizeof sanitizer, "%s:fast_unwind_on_malloc=0", given ? given : "");
    setenv("ASAN_OPTIONS", sanitizer, 1);
}

int main(int argc, char **argv) {
    if (argc > 1) {
        return run_case(argv[1], argc > 2 ? argv[2] : "");
    }
    if (!realpath(argv[0], program)) {
        return 1;
    }
    set_up();
    if (system("command -v mpirun >/dev/null 2>&1") != 0) {
        printf("ok 1 - ranks under mpirun # SKIP there is no mpirun (openmpi-bin)\n1..1\n");
        return 0;
    }
    check_bits(8, (const int[]){2, 4, 8}, 3);
    check_bits(12, (const int[]){3, 6}, 2);
    check_failures();
    check_deaths();
    printf("1..%d\n", count);
    return failures != 0;
}

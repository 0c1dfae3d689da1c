/* cmd_profile.c: tenon profile: runs a program and says what it did with its time. */
#include "command.h"
#include "plain_text.h"
#include "profile.h"
#include "recorder.h"
#include "seconds.h"
#include "whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct profile_request {
    const char *output;
    bool summary;
    int64_t rows;
} profile_request;

const command_option profile_options[] = {
    {"o,output", "FILE", "a trace for ui.perfetto.dev (JSON)", NULL, OPTION_TEXT,
     offsetof(profile_request, output)},
    {"summary", NULL, "print the ops that took most time, also without --output", NULL, OPTION_FLAG,
     offsetof(profile_request, summary)},
    {"rows", "N", "ops of the summary, 0: all (default 20)", NULL, OPTION_INT,
     offsetof(profile_request, rows)},
    {0}};

/* What becomes of the records. */
typedef struct profile {
    FILE *trace; /* NULL: none is wanted */
    int n;       /* processes so far */
    profile_summary summary;
} profile;

static bool use(profile *p, trace_file *f, const char *at, size_t bytes) {
    if (!trace_file_open(f, at, bytes)) {
        return false;
    }
    if (p->trace && !profile_trace_add(f, p->n++, p->trace)) {
        return false;
    }
    trace_file_rewind(f);
    return profile_summary_add(&p->summary, f);
}

/* A record is used and goes. */
static bool take(const char *path, uint64_t events, uint64_t lost, void *context) {
    struct stat about;
    trace_file *f = calloc(1, sizeof *f);
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    void *at = file >= 0 && fstat(file, &about) == 0
                   ? mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, file, 0)
                   : MAP_FAILED;
    bool fine = f && at != MAP_FAILED;
    if (!fine) {
        fprintf(stderr, "tenon profile: %s: %s\n", plain_of(path).at, strerror(errno));
    } else if (!use(context, f, at, (size_t)about.st_size)) {
        fprintf(stderr, "tenon profile: %s: %s\n", plain_of(path).at, f->problem);
        fine = false;
    }
    if (lost > 0) {
        fprintf(stderr, "tenon profile: %llu of %llu events were lost\n", (unsigned long long)lost,
                (unsigned long long)events + (unsigned long long)lost);
    }
    if (at != MAP_FAILED) {
        munmap(at, (size_t)about.st_size);
    }
    if (file >= 0) {
        close(file);
    }
    if (f) {
        trace_file_close(f);
    }
    free(f);
    unlink(path);
    return fine;
}

/* Read and written, by the best of some copies with all threads; 0 when that cannot be told. */
static double bytes_a_second_of(tn_device device, int64_t elements) {
    enum { TRIES = 5 };
    tn_tensor *from = tn_ones(TN_SHAPE(elements), .device = device), *to = tn_clone(from);
    double best = 0;
    for (int i = 0; i < TRIES && tn_ok(); i++) {
        tn_synchronize(device);
        const double begin = seconds_now();
        tn_copy_(to, from);
        tn_synchronize(device);
        const double taken = seconds_now() - begin;
        best = best == 0 || taken < best ? taken : best;
    }
    tn_release(from);
    tn_release(to);
    tn_error_take(NULL);
    return best > 0 ? 2.0 * (double)elements * sizeof(float) / best : 0;
}

/* What a device's memory moves here: what no cache holds, but where that would take too long. */
static double limit_of(tn_device device) {
    enum { SMALL = 1 << 18, LARGE = 32 << 20 };
    const double slow = 1e9, rate = bytes_a_second_of(device, SMALL);
    return rate > slow ? bytes_a_second_of(device, LARGE) : rate;
}

static void summarise(profile_summary *s, int64_t rows) {
    const bool by_device = profile_summary_has_device_times(s);
    const profile_limits limits = {.host = limit_of(TN_CPU),
                                   .device = by_device ? limit_of(TN_CUDA((int16_t)s->device)) : 0};
    profile_summary_print(s, rows, limits);
}

static void say_what_is_lost(const profile_summary *s) {
    if (s->device_lost > 0) {
        fprintf(stderr,
                "tenon profile: %llu pieces of devices' work have no times: CUPTI had no room for "
                "them, or they were not done when the program ended\n",
                (unsigned long long)s->device_lost);
    }
}

static int run(const profile_request *request, char **program) {
    profile p = {.trace = NULL};
    whole_file out = {.out = NULL};
    char records[] = "/tmp/tenon-profile.XXXXXX", path[sizeof records + 16];
    const rank_path place = path_of_rank(request->output ? request->output : "");
    if (request->output && !whole_file_open(&out, place.at)) {
        fprintf(stderr, "tenon profile: %s: %s\n", place.at, strerror(errno));
        return 1;
    }
    if (!mkdtemp(records)) {
        fprintf(stderr, "tenon profile: %s: %s\n", records, strerror(errno));
        whole_file_close(&out, false);
        return 1;
    }
    p.trace = out.out;
    if (p.trace) {
        profile_trace_begin(p.trace);
    }
    snprintf(path, sizeof path, "%s/record", records);
    int status = record_program("profile", program, "profile", path, take, &p);
    rmdir(records);
    if (p.trace) {
        profile_trace_end(p.trace);
        if (!whole_file_close(&out, p.n > 0)) {
            fprintf(stderr, "tenon profile: %s: %s\n", place.at, strerror(errno));
            status = status ? status : 1;
        }
    }
    if (request->summary || !request->output) {
        summarise(&p.summary, request->rows);
    }
    say_what_is_lost(&p.summary);
    profile_summary_close(&p.summary);
    return status;
}

int cmd_profile(const command *self, int argc, char **argv) {
    profile_request request = {.rows = 20};
    const int next = command_parse(self, argc, argv, &request);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (next == argc || request.rows < 0) {
        fprintf(stderr,
                "tenon %s: which program? tenon %s [-o FILE] -- PROGRAM [ARGUMENT]...; "
                "--rows is 0 or more\n",
                self->name, self->name);
        return 2;
    }
    return run(&request, argv + next);
}

/* cmd_tune.c: tenon tune: where libraries begin to be faster than Tenon's kernels on this machine.
 *
 * Both sides of a size are timed in turn, and the median of their ratios counts. The crossover is
 * the size up to which Tenon's own kernels cost least over all sizes: the one with the largest sum
 * of logarithms of what they gain. */
#include "command.h"
#include "tune_cases.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct tune_request {
    const char *device, *only;
    double seconds;
    bool dry_run;
} tune_request;

const command_option tune_options[] = {{"device", "D",
                                        "what to measure: cpu or cuda:N (default: TENON_DEVICE)",
                                        NULL, OPTION_TEXT, offsetof(tune_request, device)},
                                       {"only", "NAME", "measure this crossover alone", NULL,
                                        OPTION_TEXT, offsetof(tune_request, only)},
                                       {"seconds", "S", "about how long to measure (default 20)",
                                        NULL, OPTION_REAL, offsetof(tune_request, seconds)},
                                       {"dry-run", NULL, "say what was measured, write nothing",
                                        NULL, OPTION_FLAG, offsetof(tune_request, dry_run)},
                                       {0}};

/* A ratio below this, twice in a row, ends a series, and so does a call that takes as long as the
 * whole series should: what is larger would be slower still. */
#define HOPELESS      0.25
#define TRIAL_SECONDS 0.0005
enum { MIN_ROUNDS = 3, MAX_ROUNDS = 101, MAX_CALLS = 1000 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- Measuring ------------------------------------------------------------------------------- */

typedef struct side {
    const tune_case *of;
    tn_device device;
    tn_tensor *x;
} side;

/* Seconds of `calls` calls with the crossover at `value`. */
static double time_calls(const side *s, int64_t value, int calls) {
    if (tn_crossover_set(s->device, s->of->crossover, value) != TN_OK ||
        tn_synchronize(s->device) != TN_OK) {
        return NAN;
    }
    const double start = now();
    for (int i = 0; i < calls; i++) {
        TN_SCOPE(call);
        s->of->run(s->x);
    }
    tn_synchronize(s->device);
    return now() - start;
}

static int by_value(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The library's time over ours, and *once, the seconds of a call of ours; NAN with an error. */
static double ratio_of(const tune_case *c, const tn_crossover *x, tn_device device, int64_t n,
                       double seconds, double *once) {
    TN_SCOPE(all);
    const side s = {c, device, c->make(n, device)};
    double ratios[MAX_ROUNDS];
    int rounds = 0;
    time_calls(&s, x->most, 1); /* what is made once */
    time_calls(&s, 0, 1);
    *once = time_calls(&s, x->most, 1);
    const double end = now() + seconds;
    const int calls = *once > TRIAL_SECONDS               ? 1
                      : *once * MAX_CALLS < TRIAL_SECONDS ? MAX_CALLS
                                                          : (int)(TRIAL_SECONDS / *once) + 1;
    while (tn_ok() && rounds < MAX_ROUNDS && (rounds < MIN_ROUNDS || now() < end)) {
        const double own = time_calls(&s, x->most, calls);
        ratios[rounds++] = time_calls(&s, 0, calls) / own;
    }
    qsort(ratios, (size_t)rounds, sizeof *ratios, by_value);
    return tn_ok() ? ratios[rounds / 2] : NAN;
}

static int64_t value_of(const tune_case *c, int64_t n) {
    return c->cubed ? n * n * n : n;
}

/* Prints a row: the ratios, then the value that was found, which the device then has. */
static bool tune_one(const tune_case *c, const tn_crossover *x, tn_device device, double seconds) {
    int hopeless = 0, n_sizes = 0;
    int64_t best = 0;
    double gain = 0, most_gain = 0, once = 0;
    while (n_sizes < TUNE_MAX_SIZES && c->sizes[n_sizes]) {
        n_sizes++;
    }
    printf("%s (%s; %s over ours)\n ", c->crossover, c->what, c->library);
    for (int i = 0; i < n_sizes && hopeless < 2 && once < seconds; i++) {
        const double ratio = ratio_of(c, x, device, c->sizes[i], seconds / n_sizes, &once);
        if (!tn_ok()) {
            putchar('\n');
            return false;
        }
        printf(" %lld: %.2f ", (long long)c->sizes[i], ratio);
        fflush(stdout);
        gain += log(ratio);
        hopeless = ratio < HOPELESS ? hopeless + 1 : 0;
        if (gain > most_gain) {
            most_gain = gain;
            best = value_of(c, c->sizes[i]);
        }
    }
    printf("\n  %lld, the default is %lld\n", (long long)best, (long long)x->fallback);
    return tn_crossover_set(device, c->crossover, best) == TN_OK;
}

/* ---- What there is to measure ---------------------------------------------------------------- */

static bool has_library(const char *name) {
    tn_library_info library;
    for (int i = 0; tn_library_at(i, &library); i++) {
        if (strcmp(library.name, name) == 0) {
            return library.found;
        }
    }
    return false;
}

/* The value of an environment option that is not "auto"; NULL when it is. */
static const char *forced(const char *option) {
    tn_env_option o;
    for (int i = 0; option && tn_env_option_at(i, &o); i++) {
        if (strcmp(o.name, option) == 0) {
            return o.value && !o.is_ignored && strcmp(o.value, "auto") != 0 ? o.value : NULL;
        }
    }
    return NULL;
}

static const tune_case *case_of(const char *crossover) {
    const tune_case *c = tune_cases;
    while (c->crossover && strcmp(c->crossover, crossover) != 0) {
        c++;
    }
    return c->crossover ? c : NULL;
}

/* Whether it can be measured; says why not. */
static bool is_measurable(const tune_case *c) {
    if (!has_library(c->library)) {
        printf("%s: %s is not there; left as it is\n", c->crossover, c->library);
    } else if (forced(c->option)) {
        printf("%s: %s=%s decides; unset it to measure\n", c->crossover, c->option,
               forced(c->option));
    } else {
        return true;
    }
    return false;
}

static int unknown(const tune_request *r, tn_device device) {
    fprintf(stderr, "tenon tune: %s has no crossover '%s'; it has", tn_device_name(device),
            r->only);
    tn_crossover x;
    for (int i = 0; tn_crossover_at(device, i, &x); i++) {
        fprintf(stderr, "%s %s", i ? "," : "", x.name);
    }
    fputc('\n', stderr);
    return 2;
}

static int tune(const tune_request *r, tn_device device) {
    int wanted = 0, measured = 0;
    tn_crossover x;
    for (int i = 0; tn_crossover_at(device, i, &x); i++) {
        wanted += !r->only || strcmp(r->only, x.name) == 0;
    }
    if (!tn_ok()) {
        return command_fail("tune");
    }
    if (wanted == 0) {
        return unknown(r, device);
    }
    printf("%s: %s, %d threads\n", tn_device_name(device), tn_device_model(device),
           tn_num_threads());
    for (int i = 0; tn_crossover_at(device, i, &x); i++) {
        const tune_case *c = case_of(x.name);
        if ((r->only && strcmp(r->only, x.name) != 0) || !c || !is_measurable(c)) {
            continue;
        }
        if (!tune_one(c, &x, device, r->seconds / wanted)) {
            return command_fail("tune");
        }
        measured++;
    }
    if (r->dry_run || measured == 0) {
        printf("nothing was written\n");
    } else if (tn_crossovers_save(device) != TN_OK) {
        return command_fail("tune");
    } else {
        printf("written to %s\n", tn_crossovers_file());
    }
    return tn_ok() ? 0 : command_fail("tune");
}

int cmd_tune(const command *self, int argc, char **argv) {
    tune_request r = {.seconds = 20};
    const int next = command_parse(self, argc, argv, &r);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    tn_device device = tn_default_device();
    if (next < argc) {
        fprintf(stderr, "tenon tune: it takes no arguments, got '%s'\n", argv[next]);
        return 2;
    }
    if (r.device && (!tn_device_parse(r.device, &device) || device.type == TN_DEVICE_META)) {
        fprintf(stderr, "tenon tune: --device must be cpu or cuda:N, got '%s'\n", r.device);
        return 2;
    }
    if (!(r.seconds > 0)) {
        fprintf(stderr, "tenon tune: --seconds must be more than 0, got %g\n", r.seconds);
        return 2;
    }
    return tune(&r, device);
}

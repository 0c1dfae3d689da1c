/* cmd_mem_watch.c: tenon mem watch: figures of a process as they change, a line each time. */
#include "seconds.h"
#include "shown_process.h"

#include <math.h>
#include <time.h>

typedef struct watch_request {
    double every;
    int64_t count;
    bool csv;
} watch_request;

const command_option mem_watch_options[] = {{"every", "SECONDS", "time between lines (default 1)",
                                             NULL, OPTION_REAL, offsetof(watch_request, every)},
                                            {"count", "N",
                                             "end after N times, 0: with the process (default 0)",
                                             NULL, OPTION_INT, offsetof(watch_request, count)},
                                            {"csv", NULL, "CSV, which is the only form there is",
                                             NULL, OPTION_FLAG, offsetof(watch_request, csv)},
                                            {0}};

static void print_lines(tn_published *view, double seconds) {
    tn_published_pool pool;
    for (int i = 0; tn_published_pool_at(view, i, &pool); i++) {
        const tn_memory_figures *f = &pool.figures;
        printf("%.3f,%s,%llu,%llu,%llu,%llu,%llu,%llu,%llu,%llu\n", seconds,
               shown_pool_name(&pool).at, (unsigned long long)f->live_bytes,
               (unsigned long long)f->live_bytes_peak, (unsigned long long)f->reserved_bytes,
               (unsigned long long)f->free_bytes, (unsigned long long)f->free_run_bytes_max,
               (unsigned long long)f->allocations, (unsigned long long)f->frees,
               (unsigned long long)f->failures);
    }
}

static int watch(tn_published *view, const watch_request *request) {
    const double begin = seconds_now();
    tn_published_info info = {.alive = true};
    puts("time_s,pool,live_bytes,live_bytes_peak,reserved_bytes,free_bytes,largest_free_bytes,"
         "allocations,frees,num_ooms");
    for (int64_t i = 0; info.alive && (request->count == 0 || i < request->count); i++) {
        const double wait = i > 0 ? begin + (double)i * request->every - seconds_now() : 0;
        if (wait > 0) {
            const double whole = floor(wait);
            nanosleep(&(struct timespec){(time_t)whole, (long)((wait - whole) * 1e9)}, NULL);
        }
        tn_published_get_info(view, &info);
        print_lines(view, seconds_now() - begin);
        if (fflush(stdout) != 0) {
            return 1; /* nobody reads it any more */
        }
    }
    return 0;
}

int cmd_mem_watch(const command *self, int argc, char **argv) {
    watch_request request = {.every = 1};
    const int next = command_parse(self, argc, argv, &request);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (argc - next > 1 || !(request.every > 0 && request.every < 1e6) || request.count < 0) {
        fprintf(stderr,
                "tenon %s: it takes one process, --every above 0 and --count from 0 on; see "
                "tenon %s --help\n",
                self->name, self->name);
        return 2;
    }
    tn_published *view = shown_open(self, next < argc ? argv[next] : NULL);
    if (!view) {
        return 1;
    }
    const int status = watch(view, &request);
    tn_published_close(view);
    return status;
}

/* cmd_mem_ps.c: tenon mem ps: every process that publishes its memory, and what dead ones left. */
#include "byte_text.h"
#include "shown_process.h"

#include <stdlib.h>

typedef struct ps_request {
    bool clean, json;
} ps_request;

const command_option mem_ps_options[] = {
    {"clean", NULL, "take away what processes left that have ended", NULL, OPTION_FLAG,
     offsetof(ps_request, clean)},
    {"json", NULL, "print an array of objects instead of lines", NULL, OPTION_FLAG,
     offsetof(ps_request, json)},
    {0}};

/* One pool of a process, as it is listed. */
typedef struct ps_row {
    const tn_published_info *info;
    origin_text pool;
    uint64_t allocated, reserved, stranded, largest_free, failures;
    uint64_t driver, explained; /* what the driver says, and what of that was reserved */
    bool has_driver;            /* it says something */
} ps_row;

static bool is_gpu(const tn_published_pool *pool) {
    return !pool->pinned && pool->device.type == TN_DEVICE_CUDA;
}

/* The driver says what a process uses of all GPUs together: that stands in the line of its first
 * one. */
static void ask_driver(ps_row *row, tn_published *view, int number, const tn_published_pool *pool) {
    tn_published_pool other;
    bool is_first = true;
    row->explained = row->reserved;
    for (int i = 0; is_gpu(pool) && tn_published_pool_at(view, i, &other); i++) {
        is_first = is_first && (i >= number || !is_gpu(&other));
        row->explained += i != number && is_gpu(&other) ? other.figures.reserved_bytes : 0;
    }
    row->has_driver = is_first && shown_driver_bytes(row->info, pool, &row->driver);
}

static ps_row row_of(const tn_published_info *info, tn_published *view, int number,
                     const tn_published_pool *pool) {
    const tn_memory_figures *f = &pool->figures;
    ps_row row = {.info = info,
                  .pool = shown_pool_name(pool),
                  .allocated = f->live_bytes,
                  .reserved = f->reserved_bytes,
                  .stranded = f->rows[TN_MEMORY_INACTIVE_SPLIT_BYTES][TN_MEMORY_ALL].now,
                  .largest_free = f->free_run_bytes_max,
                  .failures = f->failures};
    ask_driver(&row, view, number, pool);
    return row;
}

/* What the driver counts and nobody reserved: contexts, code, libraries, other allocators. */
static uint64_t unexplained(const ps_row *row) {
    return row->driver > row->explained ? row->driver - row->explained : 0;
}

static void print_row(const ps_row *row) {
    char rank[24] = "-";
    if (row->info->rank >= 0) {
        snprintf(rank, sizeof rank, "%lld", (long long)row->info->rank);
    }
    printf("%8lld  %-7s %4s  %-7s %10s %10s %10s %10s %10s %11s %4llu  %s\n",
           (long long)row->info->pid, shown_state(row->info), rank, row->pool.at,
           bytes_of(row->allocated).at, bytes_of(row->reserved).at, bytes_of(row->stranded).at,
           bytes_of(row->largest_free).at, row->has_driver ? bytes_of(row->driver).at : "-",
           row->has_driver ? bytes_of(unexplained(row)).at : "-", (unsigned long long)row->failures,
           plain_of(row->info->program).at);
}

static void print_json(const ps_row *row, bool is_first) {
    printf("%s{\"pid\": %lld, \"state\": \"%s\", \"rank\": ", is_first ? "" : ",\n ",
           (long long)row->info->pid, shown_state(row->info));
    if (row->info->rank >= 0) {
        printf("%lld", (long long)row->info->rank);
    } else {
        fputs("null", stdout);
    }
    printf(", \"pool\": \"%s\", \"allocated_bytes\": %llu, \"reserved_bytes\": %llu, "
           "\"stranded_bytes\": %llu, \"largest_free_bytes\": %llu, ",
           row->pool.at, (unsigned long long)row->allocated, (unsigned long long)row->reserved,
           (unsigned long long)row->stranded, (unsigned long long)row->largest_free);
    if (row->has_driver) {
        printf("\"driver_bytes\": %llu, \"unexplained_bytes\": %llu",
               (unsigned long long)row->driver, (unsigned long long)unexplained(row));
    } else {
        fputs("\"driver_bytes\": null, \"unexplained_bytes\": null", stdout);
    }
    printf(", \"num_ooms\": %llu, \"program\": \"", (unsigned long long)row->failures);
    print_plain(row->info->program, true);
    fputs("\"}", stdout);
}

/* Rows of one process; how many. One that has ended meanwhile is no error. */
static int print_process(int64_t pid, bool json, int printed) {
    char name[24];
    snprintf(name, sizeof name, "%lld", (long long)pid);
    tn_published *view = tn_published_open(name);
    if (!view) {
        tn_error error;
        tn_error_take(&error);
        return 0;
    }
    tn_published_info info;
    tn_published_get_info(view, &info);
    tn_published_pool pool;
    int rows = 0;
    for (; tn_published_pool_at(view, rows, &pool); rows++) {
        const ps_row row = row_of(&info, view, rows, &pool);
        if (json) {
            print_json(&row, printed + rows == 0);
        } else {
            print_row(&row);
        }
    }
    tn_published_close(view);
    return rows;
}

/* Says how many were taken away, and which could not be; the exit status. */
static int clean(const command *self, const int64_t *pids, int n) {
    int removed = 0, status = 0;
    for (int i = 0; i < n; i++) {
        tn_error error = {.code = TN_OK};
        if (tn_published_remove(pids[i]) == TN_OK) {
            removed++;
        } else if (tn_error_take(&error) && error.code != TN_ERR_STATE) {
            fprintf(stderr, "tenon %s: %s\n", self->name, plain_of(error.message).at);
            status = 1;
        }
    }
    printf("%d file%s taken away\n", removed, removed == 1 ? "" : "s");
    return status;
}

static void list(const ps_request *request, const int64_t *pids, int n) {
    int rows = 0;
    if (request->json) {
        putchar('[');
    } else {
        printf("%8s  %-7s %4s  %-7s %10s %10s %10s %10s %10s %11s %4s  %s\n", "pid", "state",
               "rank", "pool", "allocated", "reserved", "stranded", "largest", "driver",
               "unexplained", "oom", "program");
    }
    for (int i = 0; i < n; i++) {
        rows += print_process(pids[i], request->json, rows);
    }
    fputs(request->json ? "]\n" : "", stdout);
}

int cmd_mem_ps(const command *self, int argc, char **argv) {
    ps_request request = {.clean = false};
    const int next = command_parse(self, argc, argv, &request);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (next < argc) {
        fprintf(stderr, "tenon %s: it takes no '%s'; see tenon %s --help\n", self->name, argv[next],
                self->name);
        return 2;
    }
    const int room = tn_published_pids(NULL, 0) + 64; /* more may come meanwhile */
    int64_t *pids = malloc((size_t)room * sizeof *pids);
    const int found = pids ? tn_published_pids(pids, room) : 0;
    const int n = found < room ? found : room;
    int status = pids ? 0 : 1;
    if (request.clean) {
        status = clean(self, pids, n);
    } else if (pids) {
        list(&request, pids, n);
    }
    free(pids);
    return status;
}

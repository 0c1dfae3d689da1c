/* cmd_mem_ps.c: tenon mem ps: every process that publishes its memory, and what dead ones left. */
#include "byte_text.h"
#include "shown_process.h"

#include <stdlib.h>
#include <string.h>

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
    const char *name; /* its number, with that of its namespace where it has that in its file's */
    origin_text pool;
    uint64_t allocated, reserved, stranded, largest_free, failures;
    uint64_t driver, explained; /* what the driver says, and what of that is known */
    bool has_driver;            /* it says something */
} ps_row;

static bool is_gpu(const tn_published_pool *pool) {
    return !pool->pinned && pool->device.type == TN_DEVICE_CUDA;
}

/* Of the process's memory: its last events, for others to read. */
static uint64_t ring_bytes(const tn_published_info *info) {
    return info->event_capacity * sizeof(tn_trace_record);
}

/* The driver says what a process uses of all GPUs together: that stands in the line of its first
 * one. */
static void ask_driver(ps_row *row, tn_published *view, int number, const tn_published_pool *pool) {
    tn_published_pool other;
    bool is_first = true;
    row->explained = row->reserved + (is_gpu(pool) ? 0 : ring_bytes(row->info));
    for (int i = 0; is_gpu(pool) && tn_published_pool_at(view, i, &other); i++) {
        is_first = is_first && (i >= number || !is_gpu(&other));
        row->explained += i != number && is_gpu(&other) ? other.figures.reserved_bytes : 0;
    }
    row->has_driver = is_first && shown_driver_bytes(row->info, pool, &row->driver);
}

static ps_row row_of(const tn_published_info *info, const char *name, tn_published *view,
                     int number, const tn_published_pool *pool) {
    const tn_memory_figures *f = &pool->figures;
    ps_row row = {.info = info,
                  .name = name,
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

static void print_row(const ps_row *row, int name_columns) {
    char rank[24] = "-";
    if (row->info->rank >= 0) {
        snprintf(rank, sizeof rank, "%lld", (long long)row->info->rank);
    }
    printf("%*s  %-7s %4s  %-7s %10s %10s %10s %10s %10s %11s %4llu  %s\n", name_columns, row->name,
           shown_state(row->info), rank, row->pool.at, bytes_of(row->allocated).at,
           bytes_of(row->reserved).at, bytes_of(row->stranded).at, bytes_of(row->largest_free).at,
           row->has_driver ? bytes_of(row->driver).at : "-",
           row->has_driver ? bytes_of(unexplained(row)).at : "-", (unsigned long long)row->failures,
           plain_of(row->info->program).at);
}

static void print_json(const ps_row *row, bool is_first) {
    printf("%s{\"pid\": %lld, \"name\": \"%s\", \"state\": \"%s\", \"rank\": ",
           is_first ? "" : ",\n ", (long long)row->info->pid, row->name, shown_state(row->info));
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

/* What its file has behind "tenon.". */
static const char *name_of(const tn_published_file *file) {
    return strchr(file->path, '.') + 1;
}

/* Rows of one process; how many. One that has ended meanwhile is no error. */
static int print_process(const tn_published_file *file, int name_columns, bool json, int printed) {
    tn_published *view = tn_published_open(file->path);
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
        const ps_row row = row_of(&info, name_of(file), view, rows, &pool);
        if (json) {
            print_json(&row, printed + rows == 0);
        } else {
            print_row(&row, name_columns);
        }
    }
    tn_published_close(view);
    return rows;
}

/* Says how many were taken away, and which could not be; the exit status. */
static int clean(const command *self, const tn_published_file *files, int n) {
    int removed = 0, status = 0;
    for (int i = 0; i < n; i++) {
        tn_error error = {.code = TN_OK};
        if (tn_published_remove(files[i].path) == TN_OK) {
            removed++;
        } else if (tn_error_take(&error) && error.code != TN_ERR_STATE) {
            fprintf(stderr, "tenon %s: %s\n", self->name, plain_of(error.message).at);
            status = 1;
        }
    }
    printf("%d file%s taken away\n", removed, removed == 1 ? "" : "s");
    return status;
}

static void list(const ps_request *request, const tn_published_file *files, int n) {
    int rows = 0, name_columns = 8;
    for (int i = 0; i < n; i++) {
        const int length = (int)strlen(name_of(&files[i]));
        name_columns = length > name_columns ? length : name_columns;
    }
    if (request->json) {
        putchar('[');
    } else {
        printf("%*s  %-7s %4s  %-7s %10s %10s %10s %10s %10s %11s %4s  %s\n", name_columns, "pid",
               "state", "rank", "pool", "allocated", "reserved", "stranded", "largest", "driver",
               "unexplained", "oom", "program");
    }
    for (int i = 0; i < n; i++) {
        rows += print_process(&files[i], name_columns, request->json, rows);
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
    const int room = tn_published_files(NULL, 0) + 64; /* more may come meanwhile */
    tn_published_file *files = malloc((size_t)room * sizeof *files);
    const int found = files ? tn_published_files(files, room) : 0;
    const int n = found < room ? found : room;
    int status = files ? 0 : 1;
    if (request.clean) {
        status = clean(self, files, n);
    } else if (files) {
        list(&request, files, n);
    }
    free(files);
    return status;
}

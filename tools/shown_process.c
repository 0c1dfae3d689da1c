/* shown_process.c: finding and naming what processes publish of their memory. */
#include "shown_process.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The file of the only process that publishes; NULL with the reason said. */
static const char *only_process(const command *self, tn_published_file *file) {
    const int n = tn_published_files(file, 1);
    if (n != 1) {
        fprintf(stderr, "tenon %s: %s\n", self->name,
                n == 0 ? "no process publishes its memory here (TENON_PUBLISH=off?)"
                       : "several processes publish their memory: name one; tenon mem ps lists "
                         "them");
        return NULL;
    }
    return file->path;
}

/* A process that is none of ours may cut its file while it is read. */
static void end_cut_off(int number) {
    static const char text[] = "tenon mem: the file of the process was cut while it was read\n";
    (void)number;
    (void)!write(STDERR_FILENO, text, sizeof text - 1);
    _exit(1);
}

tn_published *shown_open(const command *self, const char *pid_or_path) {
    tn_published_file file;
    signal(SIGBUS, end_cut_off);
    const char *wanted = pid_or_path ? pid_or_path : only_process(self, &file);
    tn_published *view = wanted ? tn_published_open(wanted) : NULL;
    tn_error error;
    if (!view && tn_error_take(&error)) {
        fprintf(stderr, "tenon %s: %s\n", self->name, plain_of(error_reason(error.message)).at);
    }
    return view;
}

origin_text shown_pool_name(const tn_published_pool *pool) {
    origin_text name;
    snprintf(name.at, sizeof name.at, "%s", pool->pinned ? "pinned" : tn_device_name(pool->device));
    return name;
}

const char *shown_state(const tn_published_info *info) {
    return info->copy        ? "snapshot"
           : info->complete  ? "ended"
           : info->elsewhere ? "foreign"
           : info->alive     ? "running"
                             : "killed";
}

/* ---- What the system says -------------------------------------------------------------------- */

static bool resident_bytes(int64_t pid, uint64_t *bytes) {
    char path[48];
    unsigned long long total, resident;
    snprintf(path, sizeof path, "/proc/%lld/statm", (long long)pid);
    FILE *file = fopen(path, "r");
    const bool read = file && fscanf(file, "%llu %llu", &total, &resident) == 2;
    if (file) {
        fclose(file);
    }
    *bytes = read ? resident * (uint64_t)sysconf(_SC_PAGESIZE) : 0;
    return read;
}

bool shown_driver_bytes(const tn_published_info *info, const tn_published_pool *pool,
                        uint64_t *bytes) {
    *bytes = 0;
    if (!info->alive || info->elsewhere || pool->pinned) { /* its number is another's here */
        return false;
    }
    return pool->device.type == TN_DEVICE_CUDA ? nvml_process_bytes(info->pid, bytes)
                                               : resident_bytes(info->pid, bytes);
}

/* recorder.c: follows what programs publish, from outside: events are copied from their rings to
 * files in the format of include/tenon/memory_trace.h. Names and pools are written before the first
 * event that means them. */
#include "recorder.h"

#include "plain_text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { AT_ONCE = 4096, BUFFER_BYTES = 1 << 20 };

/* ---- Writing --------------------------------------------------------------------------------- */

static bool put(recorder *r, recorded *p, const void *data, size_t bytes) {
    if (!p->failed && fwrite(data, 1, bytes, p->out) != bytes) {
        fprintf(stderr, "tenon %s: %s: %s; the rest of process %lld is not recorded\n", r->command,
                p->part, strerror(errno), (long long)p->pid);
        p->failed = r->failed = true;
    }
    return !p->failed;
}

/* Of a program that did not join its job: what the launcher said, to which the program belongs as
 * this process does. */
static void name_rank(const recorder *r, tn_published_info *info) {
    if (info->rank < 0) {
        info->rank = r->rank;
        info->world = r->world;
    }
}

static void put_header(recorder *r, recorded *p, const tn_published_info *info) {
    tn_trace_header h = {.version = TN_TRACE_VERSION,
                         .header_bytes = sizeof h,
                         .record_bytes = sizeof(tn_trace_record),
                         .pid = info->pid,
                         .rank = info->rank,
                         .world = info->world,
                         .wall_ns = info->wall_ns,
                         .time_ns = info->time_ns};
    memcpy(h.magic, TN_TRACE_MAGIC, sizeof h.magic);
    snprintf(h.program, sizeof h.program, "%s", info->program);
    put(r, p, &h, sizeof h);
}

static void put_pools(recorder *r, recorded *p) {
    tn_published_pool pool;
    for (; p->n_pools <= UINT8_MAX && tn_published_pool_at(p->view, (int)p->n_pools, &pool);
         p->n_pools++) {
        const tn_trace_record record = {.kind = TN_TRACE_POOL,
                                        .pool = (uint8_t)p->n_pools,
                                        .address = (uint64_t)pool.device.type,
                                        .bytes = (uint64_t)pool.device.index,
                                        .rounded = pool.pinned};
        put(r, p, &record, sizeof record);
    }
}

static bool lacks_name(const recorded *p, uint32_t origin) {
    return origin > 0 && origin < 8 * sizeof p->is_named &&
           !(p->is_named[origin / 8] >> origin % 8 & 1);
}

/* Its region's name comes first. */
static void put_name(recorder *r, recorded *p, uint32_t origin) {
    p->is_named[origin / 8] |= (uint8_t)(1u << origin % 8);
    const tn_origin o = tn_published_origin(p->view, origin);
    const bool is_region = o.region_origin == origin;
    if (!is_region && lacks_name(p, o.region_origin)) {
        put_name(r, p, o.region_origin);
    }
    const tn_trace_record record = {.kind = TN_TRACE_NAME,
                                    .origin = origin,
                                    .address = is_region ? 0 : o.region_origin,
                                    .bytes = (uint64_t)o.line,
                                    .value = is_region};
    char text[TN_TRACE_TEXT_BYTES] = {0};
    const int n = snprintf(text, sizeof text - 1, "%s", is_region ? o.region : o.op);
    if (n >= 0 && (size_t)n < sizeof text - 2) {
        snprintf(text + n + 1, sizeof text - 1 - (size_t)n, "%s", o.file);
    }
    put(r, p, &record, sizeof record);
    put(r, p, text, sizeof text);
}

/* ---- Following ------------------------------------------------------------------------------- */

/* The last program that is recorded of a file; NULL: none is. */
static recorded *recorded_of(const recorder *r, const char *path) {
    recorded *found = NULL;
    for (int i = 0; i < r->n; i++) {
        found = strcmp(r->all[i]->path, path) == 0 ? r->all[i] : found;
    }
    return found;
}

static recorder_other *other_of(recorder *r, const char *path) {
    recorder_other *found = NULL;
    for (int i = 0; i < r->n_others; i++) {
        found = strcmp(r->others[i].path, path) == 0 ? &r->others[i] : found;
    }
    return found;
}

static void leave_out(recorder *r, const char *path, uint64_t file) {
    recorder_other *other = other_of(r, path);
    if (!other && r->n_others < RECORDED_MAX) {
        other = &r->others[r->n_others++];
    }
    if (other) {
        snprintf(other->path, sizeof other->path, "%s", path);
        other->file = file;
    }
}

/* One that belongs to this recording. False when it does not, or cannot be followed. */
static bool follow(recorder *r, const tn_published_file *at, uint64_t file, tn_published *view) {
    tn_published_info info;
    recorded *p = tn_published_get_info(view, &info) && strcmp(info.recorder, r->token) == 0 &&
                          r->n < RECORDED_MAX
                      ? calloc(1, sizeof *p)
                      : NULL;
    if (!p) {
        return false;
    }
    *p = (recorded){.pid = at->pid, .file = file, .began_ns = info.time_ns, .view = view};
    snprintf(p->path, sizeof p->path, "%s", at->path);
    snprintf(p->part, sizeof p->part, "%.3900s.%s.%d.part", path_of_rank(r->path).at,
             strchr(at->path, '.') + 1, r->n);
    p->out = fopen(p->part, "wb");
    if (!p->out) {
        fprintf(stderr, "tenon %s: %s: %s\n", r->command, plain_of(p->part).at, strerror(errno));
        r->failed = true;
        free(p);
        return false;
    }
    setvbuf(p->out, NULL, _IOFBF, BUFFER_BYTES);
    name_rank(r, &info);
    put_header(r, p, &info);
    r->all[r->n++] = p;
    return true;
}

/* What tells the file that a process publishes from one that takes its place; 0: there is none. */
static uint64_t number_of_file(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 ? (uint64_t)about.st_ino : 0;
}

/* Follows a process that is new, or has run another program. */
static void look_at(recorder *r, const tn_published_file *at) {
    recorded *former = recorded_of(r, at->path);
    const uint64_t file = number_of_file(at->path); /* first: one that comes meanwhile differs */
    const recorder_other *other = other_of(r, at->path);
    if ((other && other->file == file) || (former && former->file == file)) {
        return;
    }
    tn_published_info info;
    tn_published *view = tn_published_open(at->path);
    tn_error_take(NULL); /* it has ended, or is being made */
    if (view && former && tn_published_get_info(view, &info) && info.time_ns == former->began_ns) {
        former->file = file;
        tn_published_close(view);
    } else if (view && !follow(r, at, file, view)) {
        tn_published_close(view);
        leave_out(r, at->path, file);
    }
}

static void look_for_more(recorder *r) {
    const int found = tn_published_files(r->found, RECORDED_MAX);
    for (int i = 0; i < found && i < RECORDED_MAX; i++) {
        look_at(r, &r->found[i]);
    }
}

static int64_t drain(recorder *r, recorded *p) {
    tn_trace_record events[AT_ONCE];
    int64_t written = 0;
    for (int n; (n = tn_published_events(p->view, &p->after, events, AT_ONCE, &p->lost)) > 0;) {
        put_pools(r, p);
        int begin = 0; /* of those that stand together */
        for (int i = 0; i < n; i++) {
            const bool has_kernel =
                events[i].kind == TN_TRACE_LAUNCH || events[i].kind == TN_TRACE_DEVICE_KERNEL;
            const uint32_t names[] = {events[i].origin,
                                      has_kernel ? (uint32_t)events[i].address : 0};
            for (int k = 0; k < 2; k++) {
                if (lacks_name(p, names[k])) {
                    put(r, p, &events[begin], (size_t)(i - begin) * sizeof events[0]);
                    put_name(r, p, names[k]);
                    begin = i;
                }
            }
        }
        put(r, p, &events[begin], (size_t)(n - begin) * sizeof events[0]);
        written += n;
    }
    p->written += (uint64_t)written;
    return written;
}

int64_t recorder_drain(recorder *r) {
    int64_t written = 0;
    look_for_more(r);
    for (int i = 0; i < r->n; i++) {
        written += drain(r, r->all[i]);
    }
    return written;
}

/* ---- Ending ---------------------------------------------------------------------------------- */

rank_path path_of_rank(const char *path) {
    rank_path place;
    int rank;
    snprintf(place.at, sizeof place.at, "%s", path);
    if (tn_dist_launched(&rank, NULL)) {
        snprintf(place.at, sizeof place.at, "%s.%d", path, rank);
    }
    return place;
}

/* Where it goes; no two files of a recording go to one place. */
static void choose_place(const recorder *r, recorded *p, const tn_published_info *info) {
    char name[4000];
    if (info->rank >= 0 && info->world > 1) {
        snprintf(name, sizeof name, "%s.%lld", r->path, (long long)info->rank);
    } else if (r->n > 1) {
        snprintf(name, sizeof name, "%.3900s.%lld", path_of_rank(r->path).at, (long long)p->pid);
    } else {
        snprintf(name, sizeof name, "%.3900s", path_of_rank(r->path).at);
    }
    snprintf(p->place, sizeof p->place, "%s", name);
    for (int i = 0, copies = 1; r->all[i] != p; i++) {
        if (strcmp(r->all[i]->place, p->place) == 0) {
            snprintf(p->place, sizeof p->place, "%s.%d", name, ++copies);
            i = -1;
        }
    }
}

/* The header again, now that it is known which rank this was. */
static bool finish(recorder *r, recorded *p) {
    tn_published_info info;
    tn_published_get_info(p->view, &info);
    choose_place(r, p, &info);
    name_rank(r, &info);
    rewind(p->out);
    put_header(r, p, &info);
    if (fclose(p->out) != 0 && !p->failed) {
        fprintf(stderr, "tenon %s: %s: %s\n", r->command, plain_of(p->part).at, strerror(errno));
        p->failed = true;
    }
    if (!p->failed && rename(p->part, p->place) != 0) {
        fprintf(stderr, "tenon %s: %s: %s\n", r->command, plain_of(p->place).at, strerror(errno));
        p->failed = true;
    }
    if (p->failed) {
        unlink(p->part);
    }
    return !p->failed;
}

bool recorder_check(const recorder *r) {
    struct stat about;
    char part[4096];
    if (stat(r->path, &about) == 0 && !S_ISREG(about.st_mode)) {
        fprintf(stderr, "tenon %s: %s is there and no file: give the name of a new one with -o\n",
                r->command, plain_of(r->path).at);
        return false;
    }
    snprintf(part, sizeof part, "%.3900s.%lld.part", path_of_rank(r->path).at, (long long)getpid());
    FILE *file = fopen(part, "wb");
    if (!file) {
        fprintf(stderr, "tenon %s: %s: %s; nothing was run\n", r->command, plain_of(part).at,
                strerror(errno));
        return false;
    }
    fclose(file);
    unlink(part);
    return true;
}

bool recorder_close(recorder *r, recorder_kept *kept, void *context) {
    for (int i = 0; i < r->n; i++) {
        recorded *p = r->all[i];
        const bool fine = finish(r, p) && kept(p->place, p->written, p->lost, context);
        r->failed = r->failed || !fine;
        tn_published_close(p->view);
        tn_published_remove(p->path); /* one that still runs keeps it */
        tn_error_take(NULL);
    }
    for (int i = 0; i < r->n; i++) {
        free(r->all[i]);
    }
    return !r->failed;
}

/* profile_summary.c: kernels of a program added up by the ops that launched them: by the time that
 * devices say they took, where they do. */
#include "byte_text.h"
#include "profile.h"

#include <stdlib.h>
#include <string.h>

/* NULL when memory ran out. */
static profile_op *op_named(profile_summary *s, const char *name) {
    for (int64_t i = 0; i < s->n; i++) {
        if (strcmp(s->ops[i].name, name) == 0) {
            return &s->ops[i];
        }
    }
    if (s->n == s->room) {
        const int64_t room = 2 * s->room + 64;
        profile_op *ops = realloc(s->ops, (size_t)room * sizeof *ops);
        if (!ops) {
            return NULL;
        }
        s->ops = ops;
        s->room = room;
    }
    profile_op *op = &s->ops[s->n++];
    *op = (profile_op){.calls = 0};
    snprintf(op->name, sizeof op->name, "%s", name);
    return op;
}

/* What the program did for an op. */
static void add_launch(profile_summary *s, const trace_file *f, const tn_trace_record *e) {
    const char *name = trace_file_op(f, e->origin);
    profile_op *op = op_named(s, *name ? name : trace_file_op(f, e->address));
    if (op) {
        op->calls++;
        op->bytes += e->bytes + e->rounded;
        op->given += e->stream != 0;
        *(e->stream ? &op->given_ns : &op->ns) += e->value;
    }
}

/* What a device did for one. */
static void add_device_work(profile_summary *s, const trace_file *f, const tn_trace_record *e) {
    const char *name = trace_file_op(f, e->origin);
    const char *kernel = e->kind == TN_TRACE_DEVICE_KERNEL ? trace_file_op(f, e->address) : "set";
    profile_op *op = op_named(s, *name ? name : kernel);
    if (op) {
        op->device_work++;
        op->device_ns += e->value;
        s->device = (int64_t)(e->rounded / 256);
    }
}

static void add_event(profile_summary *s, const trace_file *f, const tn_trace_record *e) {
    switch (e->kind) {
    case TN_TRACE_LAUNCH:
        add_launch(s, f, e);
        break;
    case TN_TRACE_COPY:
        s->copies++;
        s->copied_bytes += e->bytes;
        s->copy_ns += e->value;
        break;
    case TN_TRACE_COLLECTIVE:
        s->collectives++;
        s->collective_ns += e->value;
        break;
    case TN_TRACE_DEVICE_KERNEL:
    case TN_TRACE_DEVICE_SET:
        add_device_work(s, f, e);
        break;
    case TN_TRACE_DEVICE_COPY:
        s->device_copies++;
        s->device_copied_bytes += e->bytes;
        s->device_copy_ns += e->value;
        break;
    case TN_TRACE_DEVICE_LOST:
        s->device_lost += e->value;
        break;
    default:
        break;
    }
}

bool profile_summary_add(profile_summary *s, trace_file *f) {
    for (const tn_trace_record *e; (e = trace_file_next(f)) != NULL;) {
        s->begin_ns = s->begin_ns && s->begin_ns < e->time_ns ? s->begin_ns : e->time_ns;
        s->end_ns = s->end_ns > e->time_ns ? s->end_ns : e->time_ns;
        add_event(s, f, e);
    }
    return !f->problem[0];
}

bool profile_summary_has_device_times(const profile_summary *s) {
    bool has = false;
    for (int64_t i = 0; i < s->n && !has; i++) {
        has = s->ops[i].device_work > 0;
    }
    return has;
}

/* ---- The table ------------------------------------------------------------------------------- */

/* By the device's clock where that is known. */
static uint64_t time_of(const profile_op *op) {
    return op->ns + (op->device_work > 0 ? op->device_ns : op->given_ns);
}

static int by_time(const void *a, const void *b) {
    const profile_op *x = a, *y = b;
    const uint64_t t = time_of(x), u = time_of(y);
    return t != u ? (t < u) - (t > u) : strcmp(x->name, y->name);
}

static void print_op(const profile_op *op, uint64_t all_ns, profile_limits limits) {
    const uint64_t ns = time_of(op), calls = op->calls ? op->calls : op->device_work;
    const double rate = ns > 0 ? (double)op->bytes / ((double)ns * 1e-9) : 0;
    const double limit = op->device_work > 0 ? limits.device : limits.host;
    const bool is_until_given = op->given > 0 && op->device_work == 0;
    printf("%10.3f  %5.1f%%  %8llu  %11s", (double)ns / 1e6,
           all_ns ? 100.0 * (double)ns / (double)all_ns : 0, (unsigned long long)calls,
           bytes_of(op->bytes).at);
    if (is_until_given || op->calls == 0) { /* how long it ran, or what it moved, nobody knows */
        printf("  %8s  %6s  %s\n", "-", "-", op->name);
    } else if (limit > 0) {
        printf("  %8.1f  %5.1f%%  %s\n", rate / 1e9, 100 * rate / limit, op->name);
    } else {
        printf("  %8.1f  %6s  %s\n", rate / 1e9, "-", op->name);
    }
}

/* Of several ops as if they were one. */
static void add_op(profile_op *sum, const profile_op *op) {
    sum->calls += op->calls;
    sum->bytes += op->bytes;
    sum->given += op->given;
    sum->ns += time_of(op);
    sum->device_work += op->device_work;
}

static void print_clocks(const profile_summary *s, const profile_op *all, profile_limits limits) {
    printf("%.3f ms from the first to the last event, %.3f ms in kernels; this machine's memory "
           "moves %.1f GB/s\n",
           (double)(s->end_ns - s->begin_ns) / 1e6, (double)all->ns / 1e6, limits.host / 1e9);
    if (all->device_work > 0) {
        printf("what devices did is timed by their own clocks (CUPTI)");
        if (limits.device > 0) {
            printf("; the memory of cuda:%lld moves %.1f GB/s", (long long)s->device,
                   limits.device / 1e9);
        }
        puts("");
    } else if (all->given > 0) {
        puts("what devices did is timed by the host's clock, until they were given it");
    }
}

static void print_others(const profile_summary *s) {
    if (s->copies > 0) {
        printf("copies: %llu of %s, %.3f ms\n", (unsigned long long)s->copies,
               bytes_of(s->copied_bytes).at, (double)s->copy_ns / 1e6);
    }
    if (s->device_copies > 0) {
        printf("copies by devices: %llu of %s, %.3f ms by their own clocks\n",
               (unsigned long long)s->device_copies, bytes_of(s->device_copied_bytes).at,
               (double)s->device_copy_ns / 1e6);
    }
    if (s->collectives > 0) {
        printf("collectives: %llu, %.3f ms\n", (unsigned long long)s->collectives,
               (double)s->collective_ns / 1e6);
    }
}

void profile_summary_print(profile_summary *s, int64_t rows, profile_limits limits) {
    profile_op all = {.name = "all"}, rest = {.name = "others"};
    if (s->n > 0) {
        qsort(s->ops, (size_t)s->n, sizeof *s->ops, by_time);
    }
    for (int64_t i = 0; i < s->n; i++) {
        add_op(&all, &s->ops[i]);
    }
    print_clocks(s, &all, limits);
    printf("%10s  %6s  %8s  %11s  %8s  %6s  %s\n", "ms", "share", "calls", "bytes", "GB/s", "limit",
           "op");
    for (int64_t i = 0; i < s->n; i++) {
        if (rows == 0 || i < rows) {
            print_op(&s->ops[i], all.ns, limits);
        } else {
            add_op(&rest, &s->ops[i]);
        }
    }
    if (rest.calls + rest.device_work > 0) {
        print_op(&rest, all.ns, limits);
    }
    print_others(s);
}

void profile_summary_close(profile_summary *s) {
    free(s->ops);
}

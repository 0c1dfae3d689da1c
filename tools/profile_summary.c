/* profile_summary.c: kernels of a program added up by the ops that launched them. */
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

bool profile_summary_add(profile_summary *s, trace_file *f) {
    for (const tn_trace_record *e; (e = trace_file_next(f)) != NULL;) {
        s->begin_ns = s->begin_ns && s->begin_ns < e->time_ns ? s->begin_ns : e->time_ns;
        s->end_ns = s->end_ns > e->time_ns ? s->end_ns : e->time_ns;
        if (e->kind == TN_TRACE_LAUNCH) {
            const char *name = trace_file_op(f, e->origin);
            profile_op *op = op_named(s, *name ? name : trace_file_op(f, e->address));
            if (op) {
                op->calls++;
                op->ns += e->value;
                op->bytes += e->bytes + e->rounded;
                op->given += e->stream != 0;
            }
        } else if (e->kind == TN_TRACE_COPY) {
            s->copies++;
            s->copied_bytes += e->bytes;
            s->copy_ns += e->value;
        } else if (e->kind == TN_TRACE_COLLECTIVE) {
            s->collectives++;
            s->collective_ns += e->value;
        }
    }
    return !f->problem[0];
}

static int by_time(const void *a, const void *b) {
    const profile_op *x = a, *y = b;
    return x->ns != y->ns ? (x->ns < y->ns) - (x->ns > y->ns) : strcmp(x->name, y->name);
}

static void print_op(const profile_op *op, uint64_t all_ns, double limit) {
    const double rate = op->ns > 0 ? (double)op->bytes / ((double)op->ns * 1e-9) : 0;
    printf("%10.3f  %5.1f%%  %8llu  %11s", (double)op->ns / 1e6,
           all_ns ? 100.0 * (double)op->ns / (double)all_ns : 0, (unsigned long long)op->calls,
           bytes_of(op->bytes).at);
    if (op->given > 0) { /* how long it ran nobody knows */
        printf("  %8s  %6s  %s\n", "-", "-", op->name);
    } else {
        printf("  %8.1f  %5.1f%%  %s\n", rate / 1e9, limit > 0 ? 100 * rate / limit : 0, op->name);
    }
}

void profile_summary_print(profile_summary *s, int64_t rows, double bytes_a_second) {
    uint64_t ns = 0;
    if (s->n > 0) {
        qsort(s->ops, (size_t)s->n, sizeof *s->ops, by_time);
    }
    for (int64_t i = 0; i < s->n; i++) {
        ns += s->ops[i].ns;
    }
    printf("%.3f ms from the first to the last event, %.3f ms in kernels; this machine's memory "
           "moves %.1f GB/s\n",
           (double)(s->end_ns - s->begin_ns) / 1e6, (double)ns / 1e6, bytes_a_second / 1e9);
    printf("%10s  %6s  %8s  %11s  %8s  %6s  %s\n", "ms", "share", "calls", "bytes", "GB/s", "limit",
           "op");
    profile_op rest = {.name = "others"};
    for (int64_t i = 0; i < s->n; i++) {
        if (rows == 0 || i < rows) {
            print_op(&s->ops[i], ns, bytes_a_second);
        } else {
            rest.calls += s->ops[i].calls;
            rest.ns += s->ops[i].ns;
            rest.bytes += s->ops[i].bytes;
            rest.given += s->ops[i].given;
        }
    }
    if (rest.calls > 0) {
        print_op(&rest, ns, bytes_a_second);
    }
    if (s->copies > 0) {
        printf("copies: %llu of %s, %.3f ms\n", (unsigned long long)s->copies,
               bytes_of(s->copied_bytes).at, (double)s->copy_ns / 1e6);
    }
    if (s->collectives > 0) {
        printf("collectives: %llu, %.3f ms\n", (unsigned long long)s->collectives,
               (double)s->collective_ns / 1e6);
    }
}

void profile_summary_close(profile_summary *s) {
    free(s->ops);
}

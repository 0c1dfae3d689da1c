/* cmd_mem_replay.c: tenon mem replay: what other allocators would have needed. */
#include "block_groups.h"
#include "byte_text.h"
#include "mem.h"
#include "plain_text.h"

#include <string.h>

typedef struct replay_request {
    const char *policies, *capacity;
    int64_t device;
    bool json;
} replay_request;

const command_option mem_replay_options[] = {
    {"policy", "LIST", "the policies, with commas between them (default: all)", NULL, OPTION_TEXT,
     offsetof(replay_request, policies)},
    {"capacity", "BYTES", "most bytes to reserve, as 80G (default: any)", NULL, OPTION_TEXT,
     offsetof(replay_request, capacity)},
    MEM_DEVICE_OPTION(replay_request),
    {"json", NULL, "print an array of objects instead of lines", NULL, OPTION_FLAG,
     offsetof(replay_request, json)},
    {0}};

/* ---- Policies -------------------------------------------------------------------------------- */

enum { POLICIES_MAX = 16 };

typedef struct policy_list {
    const char *names[POLICIES_MAX];
    int n;
} policy_list;

/* The library's name of a policy, of which `n` letters are given; NULL: there is none. */
static const char *policy_named(const char *text, size_t n) {
    const char *name;
    for (int i = 0; (name = tn_memory_policy_at(i)) != NULL; i++) {
        if (strlen(name) == n && strncmp(name, text, n) == 0) {
            return name;
        }
    }
    return NULL;
}

static bool refuse_policy(const command *self, const char *text, size_t n) {
    fprintf(stderr, "tenon %s: --policy must be of", self->name);
    const char *name;
    for (int i = 0; (name = tn_memory_policy_at(i)) != NULL; i++) {
        fprintf(stderr, "%s %s", i ? "," : "", name);
    }
    fprintf(stderr, "; got '%.*s'\n", (int)n, text);
    return false;
}

static bool list_policies(const command *self, const char *text, policy_list *out) {
    const char *name;
    for (int i = 0; !text && (name = tn_memory_policy_at(i)) != NULL; i++) {
        out->names[out->n++] = name;
    }
    while (text) {
        const size_t n = strcspn(text, ",");
        name = policy_named(text, n);
        if (!name || out->n == POLICIES_MAX) {
            return refuse_policy(self, text, n);
        }
        out->names[out->n++] = name;
        text = text[n] ? text + n + 1 : NULL;
    }
    return true;
}

/* ---- Results --------------------------------------------------------------------------------- */

static void print_head(const trace *t, const char *name, uint64_t peak) {
    int64_t blocks = 0;
    for (int64_t i = 0; i < t->n; i++) {
        blocks += t->events[i].kind == TN_MEMORY_ALLOC;
    }
    printf("%s (%s): %lld events, %lld blocks, at most %s live\n", name, t->kind, (long long)t->n,
           (long long)blocks, bytes_of(peak).at);
    printf("%-10s  %14s  %9s\n", "policy", "peak reserved", "over live");
}

static void print_result(const char *policy, const tn_replay_result *r) {
    if (r->failed_at < 0) {
        printf("%-10s  %14s  %9.3f\n", policy, bytes_of(r->reserved_bytes_peak).at,
               (double)r->reserved_bytes_peak / (double)r->live_bytes_peak);
    } else {
        printf("%-10s  %14s  does not fit\n", policy, bytes_of(r->reserved_bytes_peak).at);
    }
}

static void print_json(const char *policy, const tn_replay_result *r, uint64_t peak, bool first) {
    printf("%s{\"policy\": \"%s\", \"reserved_bytes_peak\": %llu, \"live_bytes_peak\": %llu, "
           "\"failed_at\": ",
           first ? "" : ",\n ", policy, (unsigned long long)r->reserved_bytes_peak,
           (unsigned long long)peak);
    if (r->failed_at < 0) {
        printf("null}");
    } else {
        printf("%lld}", (long long)r->failed_at);
    }
}

static void say_failed(const command *self, const trace *t, const char *policy,
                       const tn_replay_result *r, uint64_t capacity) {
    const tn_memory_event *e = &t->events[r->failed_at];
    fprintf(stderr, "tenon %s: %s: event %lld, %s for block %llu, does not fit", self->name, policy,
            (long long)r->failed_at, bytes_of(e->bytes).at, (unsigned long long)e->id);
    if (capacity > 0) {
        fprintf(stderr, " into %s", bytes_of(capacity).at);
    }
    fprintf(stderr, ": %s were reserved, and at most %s live\n",
            bytes_of(r->reserved_bytes_peak).at, bytes_of(r->live_bytes_peak).at);
}

/* The exit status of a policy, whose result is printed. */
static int replay_one(const command *self, const replay_request *request, const trace *t,
                      const char *policy, uint64_t capacity, uint64_t peak, bool first) {
    tn_replay_result r;
    if (tn_memory_replay(policy, t->events, t->n, capacity, &r) != TN_OK) {
        return command_fail(self->name);
    }
    if (request->json) {
        print_json(policy, &r, peak, first);
    } else {
        print_result(policy, &r);
    }
    if (r.failed_at >= 0) {
        fflush(stdout);
        say_failed(self, t, policy, &r, capacity);
    }
    return r.failed_at >= 0;
}

static int replay(const command *self, const replay_request *request, const policy_list *policies,
                  const trace *t, const char *path, uint64_t capacity) {
    uint64_t peak;
    int status = 0;
    trace_peak(t, &peak);
    if (t->n_streams > TRACE_REPLAY_STREAMS) {
        fprintf(stderr,
                "tenon %s: the trace is about more than %d streams, which are not told "
                "apart here\n",
                self->name, TRACE_REPLAY_STREAMS);
        return 1;
    }
    if (request->json) {
        putchar('[');
    } else {
        print_head(t, path, peak);
    }
    for (int i = 0; i < policies->n; i++) {
        status |= replay_one(self, request, t, policies->names[i], capacity, peak, i == 0);
    }
    fputs(request->json ? "]\n" : "", stdout);
    return status;
}

int cmd_mem_replay(const command *self, int argc, char **argv) {
    replay_request request = {.device = MEM_ANY_DEVICE};
    policy_list policies = {.n = 0};
    uint64_t capacity = 0;
    const int next = command_parse(self, argc, argv, &request);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (!mem_check(self, argc - next, 1, request.device, 0)) {
        return 2;
    }
    if (request.capacity && (!bytes_parse(request.capacity, &capacity) || capacity == 0)) {
        fprintf(stderr, "tenon %s: --capacity must be a number of bytes, as 80G, got '%s'\n",
                self->name, request.capacity);
        return 2;
    }
    if (!list_policies(self, request.policies, &policies)) {
        return 2;
    }
    trace t;
    const plain_line name = plain_of(argv[next]);
    const int status = mem_read(self, argv[next], request.device, &t)
                           ? replay(self, &request, &policies, &t, name.at, capacity)
                           : 1;
    trace_close(&t);
    return status;
}

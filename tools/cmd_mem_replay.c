/* cmd_mem_replay.c: tenon mem replay: what other allocators would have needed. */
#include "byte_text.h"
#include "command.h"
#include "trace.h"

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
    {"device", "N", "the GPU, where the trace has several (default: with most events)", NULL,
     OPTION_INT, offsetof(replay_request, device)},
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

/* The most that lived at once, of all of it, which a replay that failed did not see. */
static uint64_t live_peak(const trace *t, const tn_replay_result *played) {
    tn_replay_result r = *played;
    if (r.failed_at >= 0) {
        tn_memory_replay("best-fit", t->events, t->n, 0, &r);
    }
    return r.live_bytes_peak;
}

static void print_head(const trace *t, const char *path, const tn_replay_result *played) {
    int64_t blocks = 0;
    for (int64_t i = 0; i < t->n; i++) {
        blocks += t->events[i].kind == TN_MEMORY_ALLOC;
    }
    printf("%s (%s): %lld events, %lld blocks, at most %s live\n", path, t->kind, (long long)t->n,
           (long long)blocks, bytes_of(live_peak(t, played)).at);
    if (t->left_out > 0) {
        printf("left out: %lld free%s of blocks that were made before it began\n",
               (long long)t->left_out, t->left_out == 1 ? "" : "s");
    }
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

static void print_json(const char *policy, const tn_replay_result *r, bool first) {
    printf("%s {\"policy\": \"%s\", \"reserved_bytes_peak\": %llu, \"live_bytes_peak\": %llu, "
           "\"failed_at\": ",
           first ? "[" : ",\n ", policy, (unsigned long long)r->reserved_bytes_peak,
           (unsigned long long)r->live_bytes_peak);
    if (r->failed_at < 0) {
        printf("null}");
    } else {
        printf("%lld}", (long long)r->failed_at);
    }
}

static void say_failed(const command *self, const trace *t, const char *policy,
                       const tn_replay_result *r, uint64_t capacity) {
    const tn_memory_event *e = &t->events[r->failed_at];
    fprintf(stderr,
            "tenon %s: %s: event %lld, %s for block %llu, does not fit into %s: %s were reserved, "
            "and at most %s live\n",
            self->name, policy, (long long)r->failed_at, bytes_of(e->bytes).at,
            (unsigned long long)e->id, bytes_of(capacity).at, bytes_of(r->reserved_bytes_peak).at,
            bytes_of(r->live_bytes_peak).at);
}

static int replay(const command *self, const replay_request *request, const policy_list *policies,
                  const trace *t, const char *path, uint64_t capacity) {
    int status = 0;
    for (int i = 0; i < policies->n; i++) {
        tn_replay_result r;
        if (tn_memory_replay(policies->names[i], t->events, t->n, capacity, &r) != TN_OK) {
            return command_fail(self->name);
        }
        if (!request->json && i == 0) {
            print_head(t, path, &r);
        }
        if (request->json) {
            print_json(policies->names[i], &r, i == 0);
        } else {
            print_result(policies->names[i], &r);
        }
        if (r.failed_at >= 0) {
            fflush(stdout);
            say_failed(self, t, policies->names[i], &r, capacity);
            status = 1;
        }
    }
    fputs(request->json ? "]\n" : "", stdout);
    return status;
}

int cmd_mem_replay(const command *self, int argc, char **argv) {
    replay_request request = {.device = -1};
    policy_list policies = {.n = 0};
    uint64_t capacity = 0;
    const int next = command_parse(self, argc, argv, &request);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (next + 1 != argc) {
        fprintf(stderr, "tenon %s: it takes one trace, got %d; see tenon %s --help\n", self->name,
                argc - next, self->name);
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
    int status = 1;
    if (trace_read(&t, argv[next], (int)request.device)) {
        status = replay(self, &request, &policies, &t, argv[next], capacity);
    } else {
        fprintf(stderr, "tenon %s: %s\n", self->name, t.problem);
    }
    trace_close(&t);
    return status;
}

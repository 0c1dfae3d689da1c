/* out_of_memory.c: what is said when no memory could be had, whatever was tried: what would have
 * fitted, what is free and who used it last, and who holds the most. */
#include "memory/cache.h"

#include "device/device_table.h"

enum { ROOM = TNI_BYTES_TEXT, SITES_MAX = 256 };

/* ---- Looking --------------------------------------------------------------------------------- */

static void count_waiting(tni_cache_use *use, const tni_stamp *last, uint64_t bytes) {
    for (uint32_t i = 0; i < last->n; i++) {
        use->waiting_bytes[last->at[i].stream] += bytes;
    }
}

static bool is_same(const struct tni_user *user, const run *r) {
    return user->op == r->op && user->at.file == r->at.file && user->at.line == r->at.line;
}

/* More than SITES_MAX of them are not told apart. */
static int count_user(struct tni_user *all, int n, const run *r) {
    int i = 0;
    while (i < n && !is_same(&all[i], r)) {
        i++;
    }
    if (i == n && n < SITES_MAX) {
        all[n++] = (struct tni_user){.op = r->op, .at = r->at};
    }
    if (i < n) {
        all[i].bytes += r->bytes;
    }
    return n;
}

static void keep_largest(tni_cache_use *use, struct tni_user *all, int n) {
    for (; use->n_users < TNI_USERS && use->n_users < n; use->n_users++) {
        int largest = 0;
        for (int i = 1; i < n; i++) {
            largest = all[i].bytes > all[largest].bytes ? i : largest;
        }
        use->users[use->n_users] = all[largest];
        all[largest].bytes = 0;
    }
}

/* Who holds what of one cache or more. */
typedef struct users {
    struct tni_user all[SITES_MAX];
    int n;
} users;

static void look_at_runs(const tni_cache *cache, tni_cache_use *use, users *users) {
    uint64_t movable = 0;
    for (const segment *s = cache->segments; s; s = s->next) {
        for (const run *r = s->first; r; r = r->right) {
            if (r->state == RUN_FREE) {
                use->free_bytes += r->bytes;
                count_waiting(use, &r->last, r->bytes);
                const size_t lead = s->pages ? tni_run_lead(r, cache->page_bytes) : r->bytes;
                movable +=
                    r->bytes > lead ? (r->bytes - lead) / cache->page_bytes * cache->page_bytes : 0;
            } else if (r->state == RUN_LIVE && !r->slab) {
                users->n = count_user(users->all, users->n, r);
            }
        }
    }
    const uint64_t largest = tni_bins_largest(cache);
    use->fit_bytes = largest > movable ? largest : movable;
}

void tni_cache_get_use(tni_cache *cache, tni_cache_use *out) {
    *out = (tni_cache_use){0};
    users users = {.n = 0};
    tni_cache *beside = atomic_load(&cache->beside);
    if (beside) {
        tni_enter(beside);
        look_at_runs(beside, out, &users);
        out->beside_bytes = beside->reserved_bytes;
        out->beside = !beside->is_second
                          ? "tensors"
                          : "collectives and tn_memory_alloc, which stay where they are";
        tni_leave(beside);
    }
    tni_enter(cache);
    look_at_runs(cache, out, &users);
    tni_leave(cache);
    keep_largest(out, users.all, users.n);
}

/* ---- Saying ---------------------------------------------------------------------------------- */

static const char *file_name(const char *path) {
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path;
}

static void say_beside(const tni_cache_use *use) {
    char text[ROOM];
    if (use->beside_bytes > 0) {
        tni_error_append("; of what is reserved %s are for %s",
                         tni_bytes_text(use->beside_bytes, text), use->beside);
    }
}

static void say_waiting(const tni_cache_use *use) {
    char text[ROOM];
    for (uint32_t stream = 1; stream < TNI_STREAMS_MAX; stream++) {
        if (use->waiting_bytes[stream] > 0) {
            tni_error_append("; %s free after stream %u",
                             tni_bytes_text(use->waiting_bytes[stream], text), stream);
        }
    }
}

static void say_users(const tni_cache_use *use) {
    char text[ROOM];
    for (int i = 0; i < use->n_users; i++) {
        const struct tni_user *u = &use->users[i];
        tni_error_append("%s %s by %s", i ? "," : "; held:", tni_bytes_text(u->bytes, text),
                         u->op ? u->op : "?");
        if (u->at.file) {
            tni_error_append(" (%s:%d)", file_name(u->at.file), u->at.line);
        }
    }
}

void tni_out_of_memory(tni_cache *cache, tn_device device, int64_t bytes) {
    char asked[ROOM], live[ROOM], reserved[ROOM], fit[ROOM], free_run[ROOM], limit[ROOM];
    tn_memory_figures s;
    tni_cache_use use;
    tni_cache_count_failure(cache, (size_t)bytes);
    tni_cache_get_figures(cache, &s);
    tni_cache_get_use(cache, &use);
    tni_fail(
        TN_ERR_MEMORY,
        "asked for %s (%lld bytes) on %s: %s live, %s reserved, limit %s; %s would have fitted, "
        "largest free run %s",
        tni_bytes_text((uint64_t)bytes, asked), (long long)bytes, tni_device_text(device),
        tni_bytes_text(s.live_bytes, live), tni_bytes_text(s.reserved_bytes, reserved),
        s.limit_bytes ? tni_bytes_text(s.limit_bytes, limit) : "none",
        tni_bytes_text(use.fit_bytes, fit), tni_bytes_text(s.free_run_bytes_max, free_run));
    say_beside(&use);
    say_waiting(&use);
    say_users(&use);
    tni_error_append("; free tensors, use smaller batches%s",
                     !s.limit_bytes                 ? ""
                     : device.type == TN_DEVICE_CPU ? " or raise TENON_MEMORY_LIMIT"
                                                    : " or raise TENON_CUDA_MEMORY_LIMIT");
}

/* tensor_hook.c: what runs when a gradient is known: hooks on tensors, hooks after accumulation,
 * and gradients retained for tensors that are no leaves.
 *
 * Hooks of a leaf live in its variable; those of a computed tensor live with the node that made it
 * (the tensor may be gone when backward runs), and its variable keeps the same list. Invariant:
 * lists and entries change only under `lock`, and hooks are called without it, from a copy. */
#include "autograd/tape.h"

#include <pthread.h>

typedef struct hook {
    struct hook *next;
    _Atomic int32_t refs;
    uint64_t id;
    uint32_t slot;
    tn_grad_hook *function;
    tn_accumulated_hook *accumulated;
    void *context;
    tn_destructor *destroy;
    tni_variable *retains; /* keeps the gradient there; not counted */
} hook;

struct tni_hooks {
    _Atomic int32_t refs;
    hook *first;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* ---- Lists ----------------------------------------------------------------------------------- */

static tni_hooks *hooks_new(void) {
    tni_hooks *hooks = tni_pool_alloc(sizeof *hooks);
    if (!hooks) {
        return TNI_FAIL_NULL(TN_ERR_MEMORY, "no memory for a hook");
    }
    atomic_init(&hooks->refs, 1);
    hooks->first = NULL;
    return hooks;
}

static void hook_drop(hook *h) {
    if (atomic_fetch_sub(&h->refs, 1) != 1) {
        return;
    }
    if (h->destroy) {
        h->destroy(h->context);
    }
    tni_pool_free(h, sizeof *h);
}

static void drop_chain(hook *first) {
    while (first) {
        hook *next = first->next;
        hook_drop(first);
        first = next;
    }
}

void tni_hooks_drop(tni_hooks *hooks) {
    if (!hooks || atomic_fetch_sub(&hooks->refs, 1) != 1) {
        return;
    }
    drop_chain(hooks->first);
    tni_pool_free(hooks, sizeof *hooks);
}

/* The list that *place holds, made when there is none. Under lock. */
static tni_hooks *hooks_at(tni_hooks **place) {
    if (!*place) {
        *place = hooks_new();
    }
    return *place;
}

/* The list of v's node, shared with v; of a leaf, v's own. Under lock. */
static tni_hooks *hooks_of(tni_variable *v) {
    if (!v->node) {
        return hooks_at(&v->hooks);
    }
    tni_hooks *hooks = atomic_load(&v->node->hooks);
    if (!hooks) {
        hooks = hooks_new();
        atomic_store(&v->node->hooks, hooks);
    }
    if (hooks && v->hooks != hooks) {
        tni_hooks *former = v->hooks;
        atomic_fetch_add(&hooks->refs, 1);
        v->hooks = hooks;
        tni_hooks_drop(former);
    }
    return hooks;
}

/* Appends a copy of *what; false with an error. */
static bool append(tni_hooks *hooks, const hook *what) {
    hook *h = hooks ? tni_pool_alloc(sizeof *h) : NULL;
    if (!h) {
        tni_fail(TN_ERR_MEMORY, "no memory for a hook");
        return false;
    }
    memcpy(h, what, sizeof *h);
    atomic_init(&h->refs, 1);
    h->next = NULL;
    hook **end = &hooks->first;
    while (*end) {
        end = &(*end)->next;
    }
    *end = h;
    return true;
}

static hook *unlink_id(tni_hooks *hooks, uint64_t id) {
    for (hook **at = hooks ? &hooks->first : NULL; at && *at; at = &(*at)->next) {
        if ((*at)->id == id) {
            hook *found = *at;
            *at = found->next;
            return found;
        }
    }
    return NULL;
}

/* ---- Running --------------------------------------------------------------------------------- */

enum { AT_ONCE = 32 };

/* Copies up to AT_ONCE hooks from position `from` on, with counts; returns how many. */
static int copy_hooks(tni_hooks *hooks, int from, hook **out) {
    int n = 0, position = 0;
    pthread_mutex_lock(&lock);
    for (hook *h = hooks->first; h && n < AT_ONCE; h = h->next) {
        if (position++ >= from) {
            atomic_fetch_add(&h->refs, 1);
            out[n++] = h;
        }
    }
    pthread_mutex_unlock(&lock);
    return n;
}

static void retain(const hook *h, tn_tensor *grad) {
    tn_tensor *former = NULL;
    pthread_mutex_lock(&lock);
    if (h->retains) {
        former = h->retains->grad;
        h->retains->grad = tn_keep(grad);
    }
    pthread_mutex_unlock(&lock);
    if (former) {
        tn_drop(former);
    }
}

tn_tensor *tni_hooks_run(tni_hooks *hooks, uint32_t slot, tn_tensor *grad) {
    hook *batch[AT_ONCE];
    for (int retaining = 0; hooks && retaining < 2; retaining++) {
        int n, from = 0;
        do {
            n = copy_hooks(hooks, from, batch);
            for (int i = 0; i < n; i++) {
                hook *h = batch[i];
                if (h->slot == slot && grad && retaining && h->retains) {
                    retain(h, grad);
                } else if (h->slot == slot && grad && !retaining && h->function) {
                    const tni_meta meta = tni_meta_of(grad);
                    tn_tensor *changed = h->function(grad, h->context);
                    grad = changed ? tni_grad_fit(changed, meta, "the result of a hook") : grad;
                    grad = tni_pending() ? NULL : grad;
                }
                hook_drop(h);
            }
            from += n;
        } while (n == AT_ONCE);
    }
    return grad;
}

void tni_hooks_run_accumulated(tni_hooks *hooks, tn_tensor *leaf) {
    hook *batch[AT_ONCE];
    int n, from = 0;
    do {
        n = copy_hooks(hooks, from, batch);
        for (int i = 0; i < n; i++) {
            batch[i]->accumulated(leaf, batch[i]->context);
            hook_drop(batch[i]);
        }
        from += n;
    } while (n == AT_ONCE);
}

/* ---- Registering ----------------------------------------------------------------------------- */

static uint64_t next_id(void) {
    static _Atomic uint64_t last;
    return atomic_fetch_add(&last, 1) + 1;
}

/* t's variable, its history up to date; NULL with an error. */
static tni_variable *current_variable(tn_tensor *t) {
    tni_edge edge;
    if (!tni_edge_to(t, &edge)) {
        return NULL;
    }
    tni_edge_drop(edge);
    return tni_variable_make(t);
}

uint64_t tn_register_hook(tn_tensor *t, tn_grad_hook *function, void *context,
                          tn_destructor *destroy) {
    if (!t || tni_pending()) {
        return 0;
    }
    TNI_CALL("register_hook", (tn_site){0});
    if (!function || !tni_records(t)) {
        tni_fail(TN_ERR_ARGUMENT, function ? "the tensor does not require a gradient; call "
                                             "tn_set_requires_grad(t, true) first"
                                           : "the hook is NULL");
        return 0;
    }
    tni_variable *v = current_variable(t);
    if (!v) {
        return 0;
    }
    const hook what = {.id = next_id(),
                       .slot = v->node ? v->slot : 0,
                       .function = function,
                       .context = context,
                       .destroy = destroy};
    pthread_mutex_lock(&lock);
    const bool done = append(hooks_of(v), &what);
    pthread_mutex_unlock(&lock);
    return done ? what.id : 0;
}

uint64_t tn_register_accumulated_hook(tn_tensor *leaf, tn_accumulated_hook *function, void *context,
                                      tn_destructor *destroy) {
    if (!leaf || tni_pending()) {
        return 0;
    }
    TNI_CALL("register_accumulated_hook", (tn_site){0});
    if (!function || !(leaf->flags & TNI_REQUIRES_GRAD)) {
        tni_fail(TN_ERR_ARGUMENT, function ? "only leaves that require a gradient accumulate one"
                                           : "the hook is NULL");
        return 0;
    }
    tni_variable *v = tni_variable_make(leaf);
    if (!v) {
        return 0;
    }
    const hook what = {
        .id = next_id(), .accumulated = function, .context = context, .destroy = destroy};
    pthread_mutex_lock(&lock);
    const bool done = append(hooks_at(&v->accumulated), &what);
    pthread_mutex_unlock(&lock);
    return done ? what.id : 0;
}

void tn_remove_hook(tn_tensor *t, uint64_t id) {
    tni_variable *v = t ? tni_variable_of(t) : NULL;
    if (!v || !id) {
        return;
    }
    pthread_mutex_lock(&lock);
    hook *found = unlink_id(v->hooks, id);
    if (!found) {
        found = unlink_id(v->accumulated, id);
    }
    pthread_mutex_unlock(&lock);
    if (found) {
        hook_drop(found);
    }
}

/* ---- Retained gradients ---------------------------------------------------------------------- */

bool tni_retain(tni_variable *v) {
    const hook what = {.id = next_id(), .slot = v->slot, .retains = v};
    pthread_mutex_lock(&lock);
    const bool done = append(hooks_of(v), &what);
    v->retains = done;
    pthread_mutex_unlock(&lock);
    return done;
}

void tni_retain_forget(tni_variable *v) {
    pthread_mutex_lock(&lock);
    for (hook *h = v->hooks ? v->hooks->first : NULL; h; h = h->next) {
        if (h->retains == v) {
            h->retains = NULL;
        }
    }
    v->retains = false;
    pthread_mutex_unlock(&lock);
}

void tn_retain_grad(tn_tensor *t) {
    if (!t || tni_pending()) {
        return;
    }
    TNI_CALL("retain_grad", (tn_site){0});
    if (!tni_records(t)) {
        tni_fail(TN_ERR_STATE, "the tensor does not require a gradient; call "
                               "tn_set_requires_grad(t, true) before computing with it");
        return;
    }
    tni_variable *v = t->flags & TNI_REQUIRES_GRAD ? NULL : current_variable(t);
    if (v && !v->retains) {
        tni_retain(v);
    }
}

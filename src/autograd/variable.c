/* variable.c: what a tensor knows about its history and its gradient.
 *
 * Most tensors know nothing: the variable is made when there is something to remember. A leaf that
 * requires a gradient needs none either, until it gets its gradient. */
#include "autograd/tape.h"

#include <assert.h>
#include <pthread.h>

/* ---- The variable ---------------------------------------------------------------------------- */

tni_variable *tni_variable_make(tn_tensor *t) {
    if (t->autograd) {
        return tni_variable_of(t);
    }
    tni_variable *v = tni_pool_alloc(sizeof *v);
    if (!v) {
        return TNI_FAIL_NULL(TN_ERR_MEMORY, "no memory for %zu bytes of history", sizeof *v);
    }
    memset(v, 0, sizeof *v);
    t->autograd = v;
    return v;
}

/* Called when the tensor's count reached zero. */
void tni_variable_free(void *variable) {
    tni_variable *v = variable;
    if (!v) {
        return;
    }
    if (v->retains) {
        tni_retain_forget(v);
    }
    tni_hooks_drop(v->hooks);
    tni_hooks_drop(v->accumulated);
    tni_node_drop(v->node);
    if (v->grad) {
        tn_drop(v->grad);
    }
    if (v->base) {
        tn_drop(v->base);
    }
    tni_pool_free(v, sizeof *v);
}

bool tni_set_history(tn_tensor *t, tni_node *node, uint32_t slot) {
    tni_variable *v = tni_variable_make(t);
    if (!v) {
        return false;
    }
    tni_node *former = v->node;
    v->node = tni_node_keep(node);
    v->slot = slot;
    tni_node_drop(former);
    return true;
}

/* ---- Recording ------------------------------------------------------------------------------- */

static uint64_t version_of(const tn_tensor *t) {
    return atomic_load_explicit(&t->storage->version, memory_order_relaxed);
}

/* A view made before its base was changed in place: its own history is out of date. */
static bool is_outdated(const tn_tensor *t, const tni_variable *v) {
    return v->base && atomic_load_explicit(&v->view_version, memory_order_acquire) != version_of(t);
}

bool tni_records(const tn_tensor *t) {
    if (t->flags & TNI_REQUIRES_GRAD) {
        return true;
    }
    const tni_variable *v = tni_variable_of(t);
    return v && (v->node || (is_outdated(t, v) && tni_records(v->base)));
}

bool tni_edge_to(tn_tensor *t, tni_edge *out) {
    *out = (tni_edge){0};
    if (t->flags & TNI_REQUIRES_GRAD) {
        out->leaf = tn_keep(t);
        return true;
    }
    tni_variable *v = tni_variable_of(t);
    if (!v) {
        return true;
    }
    if (is_outdated(t, v) && tni_records(v->base) && !tni_renew_view(t)) {
        return false;
    }
    out->node = tni_node_keep(v->node);
    out->slot = v->slot;
    return true;
}

/* ---- Leaves and gradients -------------------------------------------------------------------- */

enum { LEAF_LOCKS = 16 };
static pthread_mutex_t leaf_locks[LEAF_LOCKS] = {
    PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
    PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
    PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
    PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
    PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
    PTHREAD_MUTEX_INITIALIZER,
};

static pthread_mutex_t *lock_of(const tn_tensor *leaf) {
    return &leaf_locks[((uintptr_t)leaf >> 6) % LEAF_LOCKS];
}

void tni_leaf_lock(const tn_tensor *leaf) {
    pthread_mutex_lock(lock_of(leaf));
}

void tni_leaf_unlock(const tn_tensor *leaf) {
    pthread_mutex_unlock(lock_of(leaf));
}

bool tn_requires_grad(const tn_tensor *t) {
    return t && tni_records(t);
}

bool tn_is_leaf(const tn_tensor *t) {
    return t && ((t->flags & TNI_REQUIRES_GRAD) || !tni_records(t));
}

tn_tensor *tn_set_requires_grad(tn_tensor *t, bool requires_grad) {
    if (!t || tni_pending()) {
        return NULL;
    }
    TNI_CALL("set_requires_grad", (tn_site){0});
    if (requires_grad && !tni_is_float((tn_dtype)t->dtype) && !tni_is_complex((tn_dtype)t->dtype)) {
        return TNI_FAIL_NULL(TN_ERR_DTYPE,
                             "only float and complex tensors can require a gradient, this one is "
                             "%s; cast it first",
                             tn_dtype_name((tn_dtype)t->dtype));
    }
    if (!tn_is_leaf(t)) {
        if (requires_grad) {
            return t;
        }
        return TNI_FAIL_NULL(TN_ERR_STATE, "a tensor that was computed cannot stop requiring a "
                                           "gradient; use tn_detach for one without history");
    }
    t->flags = (uint16_t)(requires_grad ? t->flags | TNI_REQUIRES_GRAD
                                        : t->flags & ~(unsigned)TNI_REQUIRES_GRAD);
    return t;
}

tn_tensor *tn_grad(const tn_tensor *t) {
    if (!t || tni_pending() || !t->autograd) {
        return NULL;
    }
    tni_leaf_lock(t);
    tn_tensor *grad = tni_variable_of(t)->grad;
    if (grad) {
        tn_keep(grad);
    }
    tni_leaf_unlock(t);
    if (!grad) {
        return NULL;
    }
    tn_borrow_handle(grad);
    tn_drop(grad);
    return tni_pending() ? NULL : grad;
}

static bool same_kind(const tn_tensor *t, const tn_tensor *grad) {
    return t->dtype == grad->dtype && t->ndim == grad->ndim &&
           memcmp(t->sizes, grad->sizes, (size_t)t->ndim * sizeof t->sizes[0]) == 0 &&
           t->storage->device.type == grad->storage->device.type &&
           t->storage->device.index == grad->storage->device.index;
}

tn_status tn_set_grad(tn_tensor *t, tn_tensor *grad) {
    if (tni_pending()) {
        return tni_pending();
    }
    TNI_CALL("set_grad", (tn_site){0});
    if (!t) {
        return tni_fail(TN_ERR_ARGUMENT, "the tensor is NULL");
    }
    if (grad && !same_kind(t, grad)) {
        return tni_fail(TN_ERR_SHAPE,
                        "a gradient must have its tensor's shape, dtype and device: the tensor is "
                        "%s %s, the gradient %s %s",
                        tn_dtype_name((tn_dtype)t->dtype), tni_shape_text(t->sizes, t->ndim),
                        tn_dtype_name((tn_dtype)grad->dtype),
                        tni_shape_text(grad->sizes, grad->ndim));
    }
    if (!grad && !t->autograd) {
        return TN_OK;
    }
    tni_variable *v = tni_may_change(t) ? tni_variable_make(t) : NULL;
    if (!v) {
        return tni_pending();
    }
    tn_tensor *kept = grad ? tn_keep(grad) : NULL;
    tni_leaf_lock(t);
    tn_tensor *former = v->grad;
    v->grad = kept;
    tni_leaf_unlock(t);
    if (former) {
        tn_drop(former);
    }
    return TN_OK;
}

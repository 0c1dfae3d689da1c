/* saved_tensor.c: tensors kept for backward, and the check that nobody changed them since.
 *
 * A leaf that requires a gradient is kept as it is (changing it in place is an error anyway).
 * Everything else is kept as an alias without history: were the tensor itself kept, a later
 * in-place change could give it a history that leads to the node that keeps it, and neither would
 * ever be freed. The alias gets its history back, from the node's edge, when it is unpacked. */
#include "autograd/tape.h"

#include <stdio.h>

static tn_tensor *alias_of(const tn_tensor *t) {
    tn_tensor *alias = tni_alias(t);
    if (alias) {
        tn_keep(alias);
        tn_release(alias);
    }
    return alias;
}

bool tni_save(tni_saved_tensor *saved, tn_tensor *t) {
    const bool leaf = (t->flags & TNI_REQUIRES_GRAD) != 0;
    tn_tensor *kept = leaf ? tn_keep(t) : alias_of(t);
    if (!kept) {
        return false;
    }
    if (!leaf) { /* leaves are shared by threads: not even the same value is written */
        kept->flags |= t->flags & TNI_WRAPPED_NUMBER;
    }
    saved->version = atomic_load_explicit(&t->storage->version, memory_order_relaxed);
    saved->tensor = kept;
    return true;
}

void tni_unsave(tni_saved_tensor *saved) {
    tn_tensor *t = saved->tensor;
    saved->tensor = NULL;
    if (t) {
        tn_drop(t);
    }
}

static const char *place_text(tn_site at, char *buffer, size_t bytes) {
    if (!at.file) {
        return "an unknown place";
    }
    snprintf(buffer, bytes, "%s:%d", at.file, at.line);
    return buffer;
}

static const char *name_text(tni_saved_name name, char *buffer, size_t bytes) {
    if (name.name) {
        snprintf(buffer, bytes, "%s '%s'", name.what, name.name);
    } else {
        snprintf(buffer, bytes, "%s %d", name.what, name.number);
    }
    return buffer;
}

static void fail_version(const tni_node *node, const tni_saved_tensor *saved, uint64_t version,
                         tni_saved_name name) {
    char saver[192], writer[192], what[96];
    const tn_tensor *t = saved->tensor;
    tni_fail(TN_ERR_VERSION,
             "%s of %s (%s %s), saved for backward at %s, was changed in place by %s at %s: it is "
             "at version %llu, version %llu was saved; change a clone instead, or change it after "
             "backward",
             name_text(name, what, sizeof what), node->name, tn_dtype_name((tn_dtype)t->dtype),
             tni_shape_text(t->sizes, t->ndim), place_text(node->at, saver, sizeof saver),
             t->storage->writer ? t->storage->writer : "the caller",
             place_text(t->storage->written_at, writer, sizeof writer), (unsigned long long)version,
             (unsigned long long)saved->version);
}

tn_tensor *tni_unpack(const tni_node *node, const tni_saved_tensor *saved, tni_edge edge,
                      tni_saved_name name) {
    char what[96];
    if (tni_pending()) {
        return NULL;
    }
    tn_tensor *t = saved->tensor;
    if (!t) {
        return TNI_FAIL_NULL(
            TN_ERR_STATE,
            "%s of %s was freed by an earlier backward pass: going backward a second time through "
            "the same graph needs .retain_graph = true in the first pass",
            name_text(name, what, sizeof what), node->name);
    }
    const uint64_t version = atomic_load_explicit(&t->storage->version, memory_order_relaxed);
    if (version != saved->version) {
        fail_version(node, saved, version, name);
        return NULL;
    }
    if (!tni_grad_mode() || !edge.node) {
        return tn_borrow_handle(t);
    }
    tn_tensor *with_history = tni_alias(t);
    if (with_history) {
        with_history->flags |= t->flags & TNI_WRAPPED_NUMBER;
    }
    if (with_history && !tni_set_history(with_history, edge.node, edge.slot)) {
        return NULL;
    }
    return with_history;
}

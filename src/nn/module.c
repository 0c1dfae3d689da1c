/* module.c: the tree of modules: registered names, traversal, state dicts. Invariant: names in one
 * module are unique over parameters, buffers and children, and hold no dots, so that a dotted path
 * names one thing. */
#include "nn/module.h"

#include "nn/buffer_copies.h"
#include "tensor/named.h"

#include <stdio.h>

/* ---- Life ------------------------------------------------------------------------------------ */

tn_module *tn_module_new(const char *kind, tn_forward_function *forward) {
    TNI_CALL("module_new", ((tn_site){0}));
    if (tni_pending() != TN_OK) {
        return NULL;
    }
    if (!kind || !forward) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "needs a kind and a forward function");
    }
    tn_module *m = tni_host_alloc_zeroed(sizeof *m);
    if (!m) {
        return NULL;
    }
    m->kind = tni_host_text(kind);
    m->forward = forward;
    m->training = true;
    if (!m->kind) {
        tn_module_free(m);
        return NULL;
    }
    return m;
}

void tn_module_free(tn_module *m) {
    if (!m) {
        return;
    }
    for (int i = 0; i < m->n_entries; i++) {
        tn_drop(m->entries[i].tensor);
        tn_module_free(m->entries[i].child);
        tni_host_free(m->entries[i].name);
    }
    tni_host_free(m->entries);
    tni_host_free(m->state);
    tni_host_free(m->kind);
    tni_host_free(m);
}

const char *tn_module_kind(const tn_module *m) {
    return m ? m->kind : NULL;
}

void *tn_module_state(tn_module *m, size_t bytes) {
    if (!m) {
        return NULL;
    }
    TNI_CALL("module_state", ((tn_site){0}));
    if (!m->state) {
        m->state = tni_host_alloc_zeroed(bytes);
        m->state_bytes = bytes;
    }
    if (m->state && m->state_bytes != bytes) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "the state of '%s' has %zu bytes, asked for %zu",
                             m->kind, m->state_bytes, bytes);
    }
    return m->state;
}

/* ---- Registration ---------------------------------------------------------------------------- */

static tni_module_entry *find(const tn_module *m, const char *name) {
    for (int i = 0; m && name && i < m->n_entries; i++) {
        if (strcmp(m->entries[i].name, name) == 0) {
            return &m->entries[i];
        }
    }
    return NULL;
}

static tni_module_entry *add(tn_module *m, const char *name, tni_entry_role role) {
    if (!name || !*name || strchr(name, '.')) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "module '%s': '%s' is no name; give one without dots",
                             m->kind, name ? name : "NULL");
    }
    if (find(m, name)) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "module '%s' has '%s' already; choose another name",
                             m->kind, name);
    }
    if (m->n_entries == m->capacity) {
        const int capacity = m->capacity ? 2 * m->capacity : 4;
        tni_module_entry *grown =
            tni_host_realloc(m->entries, (size_t)capacity * sizeof *m->entries);
        if (!grown) {
            return NULL;
        }
        m->entries = grown;
        m->capacity = capacity;
    }
    char *copy = tni_host_text(name);
    if (!copy) {
        return NULL;
    }
    tni_module_entry *entry = &m->entries[m->n_entries++];
    *entry = (tni_module_entry){.name = copy, .role = role};
    return entry;
}

static tn_tensor *add_tensor(tn_module *m, const char *name, tn_tensor *t, tni_entry_role role) {
    if (tni_pending() != TN_OK) {
        return NULL;
    }
    if (!m || !t) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "cannot register '%s': %s is NULL",
                             name ? name : "NULL", m ? "the tensor" : "the module");
    }
    tni_module_entry *entry = add(m, name, role);
    if (!entry) {
        return NULL;
    }
    entry->tensor = tn_keep(t);
    return t;
}

tn_tensor *tn_module_add_parameter(tn_module *m, const char *name, tn_tensor *t) {
    TNI_CALL("module_add_parameter", ((tn_site){0}));
    const tn_category category = t ? tn_dtype_category(tn_dtype_of(t)) : TN_CATEGORY_FLOAT;
    if (category != TN_CATEGORY_FLOAT && category != TN_CATEGORY_COMPLEX) {
        return TNI_FAIL_NULL(TN_ERR_DTYPE,
                             "parameter '%.200s' is %s; only floats and complex numbers have "
                             "gradients: cast it, or add a buffer",
                             name ? name : "NULL", tn_dtype_name(tn_dtype_of(t)));
    }
    return tn_set_requires_grad(add_tensor(m, name, t, TNI_PARAMETER), true);
}

tn_tensor *tn_module_add_buffer(tn_module *m, const char *name, tn_tensor *t) {
    TNI_CALL("module_add_buffer", ((tn_site){0}));
    return add_tensor(m, name, t, TNI_BUFFER);
}

tn_module *tn_module_add_child(tn_module *m, const char *name, tn_module *child) {
    TNI_CALL("module_add_child", ((tn_site){0}));
    tni_module_entry *entry = m && child && tni_pending() == TN_OK ? add(m, name, TNI_CHILD) : NULL;
    if (!entry) {
        if (tni_pending() == TN_OK) {
            tni_fail(TN_ERR_ARGUMENT, "cannot add child '%s': %s is NULL", name ? name : "NULL",
                     m ? "the child" : "the module");
        }
        tn_module_free(child);
        return NULL;
    }
    entry->child = child;
    return child;
}

static TNI_THREAD_LOCAL tni_buffer_copies in_use;

void tni_use_buffer_copies(tni_buffer_copies copies) {
    in_use = copies;
}

tn_tensor *tn_module_tensor(const tn_module *m, const char *name) {
    const tni_module_entry *entry = find(m, name);
    for (int i = 0; entry && entry->role == TNI_BUFFER && i < in_use.n; i++) {
        if (in_use.of[i] == entry->tensor) {
            return in_use.copies[i];
        }
    }
    return entry ? entry->tensor : NULL;
}

tn_module *tn_module_child(const tn_module *m, const char *name) {
    const tni_module_entry *entry = find(m, name);
    return entry ? entry->child : NULL;
}

int tn_module_n_children(const tn_module *m) {
    int n = 0;
    for (int i = 0; m && i < m->n_entries; i++) {
        n += m->entries[i].role == TNI_CHILD;
    }
    return n;
}

tn_module *tn_module_child_at(const tn_module *m, int at) {
    for (int i = 0; m && i < m->n_entries; i++) {
        if (m->entries[i].role == TNI_CHILD && at-- == 0) {
            return m->entries[i].child;
        }
    }
    return NULL;
}

/* ---- Calls and modes ------------------------------------------------------------------------- */

tn_tensor *tn_forward(tn_module *m, tn_tensor *input) {
    if (!m || !input || tni_pending() != TN_OK) {
        return NULL;
    }
    tn_scope scope = tn_scope_open();
    tn_tensor *output = m->forward(m, input);
    if (output) {
        /* The function may return what it was given: the caller gets a hold of its own. */
        TNI_CALL("forward", ((tn_site){0}));
        output = tn_escape(&scope, tn_borrow_handle(output));
    }
    tn_scope_close(&scope);
    return output;
}

void tn_module_train(tn_module *m, bool training) {
    if (!m) {
        return;
    }
    m->training = training;
    for (int i = 0; i < m->n_entries; i++) {
        tn_module_train(m->entries[i].child, training);
    }
}

bool tn_module_training(const tn_module *m) {
    return m && m->training;
}

/* ---- Lists ----------------------------------------------------------------------------------- */

enum { PATH_BYTES = 256 };

typedef struct collector {
    tn_named *data; /* NULL while counting */
    int64_t n;
    char path[PATH_BYTES];
} collector;

static bool seen(const collector *c, const tn_tensor *t) {
    for (int64_t i = 0; c->data && i < c->n; i++) {
        if (c->data[i].tensor == t) {
            return true;
        }
    }
    return false;
}

static bool take(collector *c, const tni_module_entry *entry) {
    if (seen(c, entry->tensor)) {
        return true;
    }
    if (c->data) {
        const size_t bytes = strlen(c->path) + 1;
        char *name = tni_scope_bytes(bytes);
        if (!name) {
            return false;
        }
        memcpy(name, c->path, bytes);
        c->data[c->n] = (tn_named){name, entry->tensor};
    }
    c->n++;
    return true;
}

static bool walk(collector *c, const tn_module *m, tni_entry_role role) {
    const size_t length = strlen(c->path);
    for (int i = 0; i < m->n_entries; i++) {
        const tni_module_entry *entry = &m->entries[i];
        const int wrote =
            snprintf(c->path + length, PATH_BYTES - length, "%s%s", length ? "." : "", entry->name);
        if (wrote < 0 || (size_t)wrote >= PATH_BYTES - length) {
            tni_fail(TN_ERR_ARGUMENT, "the path of '%s' is longer than %d bytes", entry->name,
                     PATH_BYTES - 1);
            return false;
        }
        const bool done = entry->role == role        ? take(c, entry)
                          : entry->role == TNI_CHILD ? walk(c, entry->child, role)
                                                     : true;
        c->path[length] = 0;
        if (!done) {
            return false;
        }
    }
    return true;
}

static bool collect(collector *c, const tn_module *m, bool parameters, bool buffers) {
    c->n = 0;
    return (!parameters || walk(c, m, TNI_PARAMETER)) && (!buffers || walk(c, m, TNI_BUFFER));
}

static tn_named_list list(const tn_module *m, bool parameters, bool buffers) {
    collector c = {0};
    if (!m || tni_pending() != TN_OK || !collect(&c, m, parameters, buffers)) {
        return (tn_named_list){0};
    }
    c.data = tni_scope_bytes(((size_t)c.n + 1) * sizeof *c.data);
    if (!c.data || !collect(&c, m, parameters, buffers)) {
        return (tn_named_list){0};
    }
    return (tn_named_list){c.data, c.n};
}

tn_named_list tn_module_parameters(const tn_module *m) {
    TNI_CALL("module_parameters", ((tn_site){0}));
    return list(m, true, false);
}

tn_named_list tn_module_buffers(const tn_module *m) {
    TNI_CALL("module_buffers", ((tn_site){0}));
    return list(m, false, true);
}

tn_named_list tn_module_state_dict(const tn_module *m) {
    TNI_CALL("module_state_dict", ((tn_site){0}));
    return list(m, true, true);
}

int64_t tn_module_numel(const tn_module *m) {
    TN_SCOPE(scope);
    const tn_named_list all = tn_module_parameters(m);
    int64_t n = 0;
    for (int64_t i = 0; i < all.count; i++) {
        n += tn_numel(all.data[i].tensor);
    }
    return n;
}

/* ---- Loading --------------------------------------------------------------------------------- */

static bool check_state(tn_named_list own, tn_named_list given, bool strict) {
    for (int64_t i = 0; i < own.count; i++) {
        const bool is_there = tni_named_find(given, own.data[i].name) != NULL;
        if ((strict || is_there) && !tni_named_fits(&own.data[i], given)) {
            return false;
        }
    }
    for (int64_t i = 0; i < given.count && strict; i++) {
        if (!tni_named_find(own, given.data[i].name)) {
            tni_fail(TN_ERR_ARGUMENT, "the module has no '%s'", given.data[i].name);
            return false;
        }
    }
    return true;
}

tn_status tn_module_load_state_dict(tn_module *m, tn_named_list state, bool strict) {
    if (tni_pending() != TN_OK) {
        return tni_pending();
    }
    TNI_CALL("module_load_state_dict", ((tn_site){0}));
    TN_SCOPE(scope);
    TN_NO_GRAD(quiet);
    const tn_named_list own = tn_module_state_dict(m);
    if (!tni_named_check(state) || !check_state(own, state, strict)) {
        return tni_pending();
    }
    for (int64_t i = 0; i < own.count; i++) {
        const tn_named *partner = tni_named_find(state, own.data[i].name);
        if (partner) {
            tn_copy_(own.data[i].tensor, partner->tensor);
        }
    }
    return tni_pending();
}

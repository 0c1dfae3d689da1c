/* backward_pass.c: one walk over the tape, from results to leaves.
 *
 * First the reachable part of the graph is found, and how many gradients each node waits for; then
 * nodes run when all of theirs are there, the one recorded last first. Contributions to one
 * gradient are added in the order in which their nodes run, so results have the same bits every
 * time. Leaves take their gradient as soon as it is complete, which lets communication start early.
 *
 * Invariant: everything that a pass holds is in its arrays; the graph itself is only read (but for
 * saved tensors, released when the graph is not kept), so several passes may run at once. */
#include "autograd/tape.h"

#include <assert.h>

/* A node or a leaf on the way. */
typedef struct task {
    tni_node *node; /* or */
    tn_tensor *leaf;
    uint32_t waits;        /* edges that lead here and have not delivered */
    uint32_t first_buffer; /* one a result; one for a leaf */
    uint16_t cursor;       /* next edge, while the graph is walked */
    bool visited;
    bool captured; /* a gradient here is asked for */
    bool needed;   /* leads to a captured one, or is one */
    bool runs;     /* its function must run */
} task;

typedef struct buffer {
    tn_tensor *grad; /* kept */
    bool own;        /* made by this pass: may be added to in place */
} buffer;

enum { FEW = 16, FEW_SLOTS = 32 };

typedef struct pass {
    const tni_backward_pass *asked;
    task *tasks;
    buffer *buffers;
    uint32_t *table; /* task + 1 by address; a power of two of slots */
    uint32_t *stack; /* walk, then heap of ready nodes */
    uint32_t n_tasks, task_room, n_buffers, buffer_room, table_slots, stack_room, n_stack;
    task few_tasks[FEW];
    buffer few_buffers[FEW];
    uint32_t few_table[FEW_SLOTS], few_stack[FEW];
} pass;

/* ---- Room ------------------------------------------------------------------------------------ */

/* Doubles *array until it holds `want` items; `few` is its first, inline place. */
static bool grow(void **array, const void *few, uint32_t *room, uint32_t want, size_t item) {
    if (want <= *room) {
        return true;
    }
    uint32_t bigger = *room;
    while (bigger < want) {
        bigger *= 2;
    }
    void *data = tni_pool_alloc(bigger * item);
    if (!data) {
        tni_fail(TN_ERR_MEMORY, "no memory for a backward pass over %u nodes", want);
        return false;
    }
    memcpy(data, *array, *room * item);
    if (*array != few) {
        tni_pool_free(*array, *room * item);
    }
    *array = data;
    *room = bigger;
    return true;
}

static void start(pass *p, const tni_backward_pass *asked) {
    p->asked = asked;
    p->tasks = p->few_tasks;
    p->buffers = p->few_buffers;
    p->table = p->few_table;
    p->stack = p->few_stack;
    p->task_room = p->buffer_room = p->stack_room = FEW;
    p->table_slots = FEW_SLOTS;
    p->n_tasks = p->n_buffers = p->n_stack = 0;
    memset(p->few_table, 0, sizeof p->few_table);
}

static void finish(pass *p) {
    for (uint32_t i = 0; i < p->n_buffers; i++) {
        if (p->buffers[i].grad) {
            tn_drop(p->buffers[i].grad);
        }
    }
    if (p->tasks != p->few_tasks) {
        tni_pool_free(p->tasks, p->task_room * sizeof *p->tasks);
    }
    if (p->buffers != p->few_buffers) {
        tni_pool_free(p->buffers, p->buffer_room * sizeof *p->buffers);
    }
    if (p->table != p->few_table) {
        tni_pool_free(p->table, p->table_slots * sizeof *p->table);
    }
    if (p->stack != p->few_stack) {
        tni_pool_free(p->stack, p->stack_room * sizeof *p->stack);
    }
}

/* ---- Tasks by address ------------------------------------------------------------------------ */

static const void *key_of(const task *t) {
    return t->node ? (const void *)t->node : (const void *)t->leaf;
}

static uint32_t slot_for(const uint32_t *table, uint32_t slots, const task *tasks,
                         const void *key) {
    uint32_t slot = (uint32_t)(((uintptr_t)key >> 4) * 0x9E3779B97F4A7C15u >> 32) & (slots - 1);
    while (table[slot] && key_of(&tasks[table[slot] - 1]) != key) {
        slot = (slot + 1) & (slots - 1);
    }
    return slot;
}

static bool grow_table(pass *p) {
    const uint32_t slots = p->table_slots * 4;
    uint32_t *table = tni_pool_alloc(slots * sizeof *table);
    if (!table) {
        tni_fail(TN_ERR_MEMORY, "no memory for a backward pass over %u nodes", p->n_tasks);
        return false;
    }
    memset(table, 0, slots * sizeof *table);
    for (uint32_t i = 0; i < p->n_tasks; i++) {
        table[slot_for(table, slots, p->tasks, key_of(&p->tasks[i]))] = i + 1;
    }
    if (p->table != p->few_table) {
        tni_pool_free(p->table, p->table_slots * sizeof *p->table);
    }
    p->table = table;
    p->table_slots = slots;
    return true;
}

/* Index of the task that the edge leads to, added when new; false with an error. */
static bool task_at(pass *p, tni_edge edge, uint32_t *out) {
    const void *key = edge.node ? (const void *)edge.node : (const void *)edge.leaf;
    uint32_t slot = slot_for(p->table, p->table_slots, p->tasks, key);
    if (p->table[slot]) {
        *out = p->table[slot] - 1;
        return true;
    }
    const uint32_t n_results = edge.node ? edge.node->n_results : 1;
    if (!grow((void **)&p->tasks, p->few_tasks, &p->task_room, p->n_tasks + 1, sizeof(task)) ||
        !grow((void **)&p->buffers, p->few_buffers, &p->buffer_room, p->n_buffers + n_results,
              sizeof(buffer))) {
        return false;
    }
    *out = p->n_tasks;
    p->tasks[p->n_tasks++] =
        (task){.node = edge.node, .leaf = edge.leaf, .first_buffer = p->n_buffers};
    memset(p->buffers + p->n_buffers, 0, n_results * sizeof(buffer));
    p->n_buffers += n_results;
    p->table[slot] = p->n_tasks;
    return p->n_tasks * 2 <= p->table_slots || grow_table(p);
}

/* ---- Finding the graph ----------------------------------------------------------------------- */

static bool push(pass *p, uint32_t index) {
    if (!grow((void **)&p->stack, p->few_stack, &p->stack_room, p->n_stack + 1, sizeof *p->stack)) {
        return false;
    }
    p->stack[p->n_stack++] = index;
    return true;
}

static bool visit(pass *p, uint32_t index) {
    if (p->tasks[index].visited) {
        return true;
    }
    p->tasks[index].visited = true;
    return push(p, index);
}

/* All that the task leads to is known: is any of it asked for? */
static void settle(pass *p, uint32_t index) {
    task *t = &p->tasks[index];
    if (!p->asked->captures) {
        t->needed = t->runs = true;
        return;
    }
    for (int i = 0; t->node && i < t->node->n_inputs; i++) {
        uint32_t next;
        const tni_edge edge = t->node->inputs[i].edge;
        if (tni_edge_is_set(edge) && task_at(p, edge, &next)) {
            t->runs = t->runs || p->tasks[next].needed;
        }
    }
    t->needed = t->captured || t->runs;
}

/* Depth first, with a stack of its own. */
static bool walk(pass *p) {
    while (p->n_stack > 0) {
        const uint32_t index = p->stack[p->n_stack - 1];
        const tni_node *node = p->tasks[index].node;
        if (!node || p->tasks[index].cursor == node->n_inputs) {
            settle(p, index);
            p->n_stack--;
            continue;
        }
        uint32_t next;
        const tni_edge edge = node->inputs[p->tasks[index].cursor++].edge;
        if (tni_edge_is_set(edge)) {
            if (!task_at(p, edge, &next) || !visit(p, next)) {
                return false;
            }
            p->tasks[next].waits++;
        }
    }
    return true;
}

static bool find_graph(pass *p) {
    uint32_t index;
    for (int64_t i = 0; i < p->asked->n_captures; i++) {
        if (tni_edge_is_set(p->asked->captures[i])) {
            if (!task_at(p, p->asked->captures[i], &index)) {
                return false;
            }
            p->tasks[index].captured = true;
        }
    }
    for (int64_t i = 0; i < p->asked->n_roots; i++) {
        if (!task_at(p, p->asked->roots[i], &index) || !visit(p, index) || !walk(p)) {
            return false;
        }
    }
    return true;
}

/* ---- Gradients ------------------------------------------------------------------------------- */

/* Adds grad to what is collected for (task, slot). */
static bool collect(pass *p, uint32_t index, uint32_t slot, tn_tensor *grad) {
    buffer *b = &p->buffers[p->tasks[index].first_buffer + slot];
    if (!b->grad) {
        b->grad = tn_keep(grad);
        return true;
    }
    if (b->own && !p->asked->create_graph && atomic_load(&b->grad->refs) == 1) {
        return tn_add_(b->grad, grad) != NULL;
    }
    TN_SCOPE(scope);
    tn_tensor *sum = tn_add(b->grad, grad);
    if (!sum) {
        return false;
    }
    tn_drop(b->grad);
    b->grad = tn_keep(sum);
    b->own = true;
    return true;
}

/* Hands the task's gradients to whoever asked for them. */
static bool capture(pass *p, const task *t) {
    const tni_each_gradient_args *each = p->asked->each;
    for (int64_t i = 0; t->captured && i < p->asked->n_captures; i++) {
        const tni_edge edge = p->asked->captures[i];
        if (edge.node != t->node || edge.leaf != t->leaf) {
            continue;
        }
        tn_tensor *grad = p->buffers[t->first_buffer + edge.slot].grad;
        if (each && !each->ready(each->context, i, grad)) {
            return false;
        }
        if (!each) {
            p->asked->grads[i] = grad ? tn_keep(grad) : NULL;
        }
    }
    return true;
}

/* What no result depends on has no gradient: its taker need not wait to hear it. */
static bool report_unused(pass *p) {
    const tni_each_gradient_args *each = p->asked->each;
    for (int64_t i = 0; each && i < p->asked->n_captures; i++) {
        const tni_edge edge = p->asked->captures[i];
        uint32_t index = 0;
        if (tni_edge_is_set(edge) && !task_at(p, edge, &index)) {
            return false;
        }
        const bool is_used = tni_edge_is_set(edge) && p->tasks[index].visited;
        if (!is_used && !each->ready(each->context, i, NULL)) {
            return false;
        }
    }
    return true;
}

static bool run_hooks(pass *p, uint32_t index, tni_hooks *hooks, uint32_t slot) {
    buffer *b = &p->buffers[p->tasks[index].first_buffer + slot];
    if (!b->grad) {
        return true;
    }
    TN_SCOPE(scope);
    tn_tensor *grad = tni_hooks_run(hooks, slot, b->grad);
    if (!grad) {
        return false;
    }
    if (grad != b->grad) {
        b = &p->buffers[p->tasks[index].first_buffer + slot];
        tn_drop(b->grad);
        b->grad = tn_keep(grad);
        b->own = false;
    }
    return true;
}

/* ---- Running --------------------------------------------------------------------------------- */

/* The ready node to run first: recorded last, then found first. */
static bool runs_before(const pass *p, uint32_t a, uint32_t b) {
    const uint64_t of_a = p->tasks[a].node->sequence, of_b = p->tasks[b].node->sequence;
    return of_a != of_b ? of_a > of_b : a < b;
}

static bool heap_push(pass *p, uint32_t index) {
    if (!push(p, index)) {
        return false;
    }
    uint32_t at = p->n_stack - 1;
    while (at > 0 && runs_before(p, index, p->stack[(at - 1) / 2])) {
        p->stack[at] = p->stack[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    p->stack[at] = index;
    return true;
}

static uint32_t heap_pop(pass *p) {
    const uint32_t top = p->stack[0], last = p->stack[--p->n_stack];
    uint32_t at = 0;
    for (;;) {
        uint32_t child = 2 * at + 1;
        if (child >= p->n_stack) {
            break;
        }
        if (child + 1 < p->n_stack && runs_before(p, p->stack[child + 1], p->stack[child])) {
            child++;
        }
        if (!runs_before(p, p->stack[child], last)) {
            break;
        }
        p->stack[at] = p->stack[child];
        at = child;
    }
    p->stack[at] = last;
    return top;
}

static bool finish_leaf(pass *p, uint32_t index) {
    tn_tensor *leaf = p->tasks[index].leaf;
    const tni_variable *v = tni_variable_of(leaf);
    if (v && v->hooks && !run_hooks(p, index, v->hooks, 0)) {
        return false;
    }
    bool done = capture(p, &p->tasks[index]);
    buffer *b = &p->buffers[p->tasks[index].first_buffer];
    if (b->grad && !p->asked->captures) {
        done = tni_accumulate(leaf, b->grad, p->asked->create_graph);
    }
    if (b->grad) {
        tn_drop(b->grad);
        b->grad = NULL;
    }
    return done;
}

static bool make_ready(pass *p, uint32_t index) {
    if (!p->tasks[index].needed) {
        return true;
    }
    return p->tasks[index].leaf ? finish_leaf(p, index) : heap_push(p, index);
}

/* The node's outgoing gradients go on their ways; all are delivered, also absent ones. */
static bool deliver(pass *p, const tni_node *node, tn_tensor **in) {
    bool done = true;
    for (int i = 0; i < node->n_inputs && done; i++) {
        uint32_t next;
        const tni_edge edge = node->inputs[i].edge;
        if (!tni_edge_is_set(edge)) {
            continue;
        }
        done = task_at(p, edge, &next);
        if (done && in[i] && p->tasks[next].needed) {
            done = collect(p, next, edge.slot, in[i]);
            tn_drop(in[i]); /* so that a leaf may take the buffer over */
            in[i] = NULL;
        }
        done = done && (--p->tasks[next].waits > 0 || make_ready(p, next));
    }
    return done;
}

/* A 0-d CPU tensor may have been an operand beside those of another device: its gradient goes back
 * to it. */
static tn_tensor *where_input_is(const tni_geometry *input, tn_tensor *grad) {
    return TNI_LIKELY(!grad || !input->kept ||
                      tni_same_device(input->device, grad->storage->device))
               ? grad
               : tn_to(grad, .device = input->device);
}

/* Calls the node's function in a scope of its own; in gets kept gradients. */
static bool call_function(tni_node *node, tn_tensor **out, tn_tensor **in) {
    TN_SCOPE(scope);
    tni_grad g = {.node = node, .out = out, .in = in};
    node->function(&g);
    for (int i = 0; i < node->n_inputs && tni_pending() == TN_OK; i++) {
        in[i] = where_input_is(&node->inputs[i].geometry, in[i]);
    }
    const bool done = tni_pending() == TN_OK;
    for (int i = 0; i < node->n_inputs; i++) {
        in[i] = done && in[i] ? tn_keep(in[i]) : NULL;
    }
    return done;
}

static bool run_node(pass *p, const task *t, bool any) {
    enum { SMALL = 16 };
    tni_node *node = t->node;
    tn_tensor *small[2 * SMALL];
    const size_t n = (size_t)node->n_inputs + node->n_results;
    tn_tensor **in = n <= sizeof small / sizeof *small ? small : tni_pool_alloc(n * sizeof *in);
    if (!in) {
        tni_fail(TN_ERR_MEMORY, "no memory for %zu gradients", n);
        return false;
    }
    tn_tensor **out = in + node->n_inputs;
    memset(in, 0, n * sizeof *in);
    for (int k = 0; k < node->n_results; k++) {
        out[k] = p->buffers[t->first_buffer + (uint32_t)k].grad;
    }
    bool done = !any || call_function(node, out, in);
    for (int k = 0; k < node->n_results; k++) {
        buffer *b = &p->buffers[t->first_buffer + (uint32_t)k];
        if (b->grad) {
            tn_drop(b->grad);
            b->grad = NULL;
        }
    }
    if (done && !p->asked->keep_graph) {
        tni_node_release_saved(node);
    }
    done = done && deliver(p, node, in);
    for (int i = 0; i < node->n_inputs; i++) {
        if (in[i]) {
            tn_drop(in[i]);
        }
    }
    if (in != small) {
        tni_pool_free(in, n * sizeof *in);
    }
    return done;
}

static bool run_task(pass *p, uint32_t index) {
    tni_node *node = p->tasks[index].node;
    tni_hooks *hooks = atomic_load(&node->hooks);
    bool any = false;
    for (uint32_t k = 0; k < node->n_results; k++) {
        if (hooks && !run_hooks(p, index, hooks, k)) {
            return false;
        }
        any = any || p->buffers[p->tasks[index].first_buffer + k].grad;
    }
    const task t = p->tasks[index];
    return capture(p, &t) && (!t.runs || run_node(p, &t, any));
}

static bool give_roots(pass *p) {
    uint32_t index;
    for (int64_t i = 0; i < p->asked->n_roots; i++) {
        const tni_edge root = p->asked->roots[i];
        if (!task_at(p, root, &index) || !collect(p, index, root.slot, p->asked->root_grads[i])) {
            return false;
        }
    }
    for (int64_t i = 0; i < p->asked->n_roots; i++) {
        if (!task_at(p, p->asked->roots[i], &index)) {
            return false;
        }
        task *t = &p->tasks[index];
        if (t->visited && t->waits == 0) {
            t->visited = false; /* once, though several roots may lead here */
            if (!make_ready(p, index)) {
                return false;
            }
        }
    }
    return true;
}

bool tni_run_backward(const tni_backward_pass *asked) {
    pass p;
    start(&p, asked);
    const int64_t n_grads = asked->grads ? asked->n_captures : 0;
    for (int64_t i = 0; i < n_grads; i++) {
        asked->grads[i] = NULL;
    }
    const bool recording = tni_grad_mode();
    tni_set_grad_mode(asked->create_graph);
    bool done = find_graph(&p);
    assert(!done || p.n_stack == 0);
    done = done && report_unused(&p) && give_roots(&p);
    while (done && p.n_stack > 0) {
        done = run_task(&p, heap_pop(&p));
        if (asked->each && asked->each->between) {
            asked->each->between(asked->each->context);
        }
    }
    tni_set_grad_mode(recording);
    finish(&p);
    for (int64_t i = 0; i < n_grads; i++) {
        tn_tensor *grad = asked->grads[i];
        if (grad && done) {
            tn_borrow_handle(grad);
        }
        if (grad) {
            tn_drop(grad);
        }
        asked->grads[i] = done ? grad : NULL;
    }
    return done;
}

/* tape.h: the insides of the tape: nodes, edges, what a tensor knows about its history.
 *
 * A node stands for one recorded call. It holds an edge for every tensor argument, to the node
 * that made it or to the leaf that it is, so the graph points from results to leaves and nodes
 * are counted. A leaf needs no node of its own: an edge may end in the tensor itself.
 *
 * Invariants: a node's sequence is greater than that of every node its edges lead to; a node never
 * owns, through what it saves, a tensor whose history is the node itself. */
#ifndef TNI_TAPE_H
#define TNI_TAPE_H

#include "autograd/each_gradient.h"
#include "autograd/grad.h"
#include "memory/allocator.h"

typedef struct tni_node tni_node;
typedef struct tni_hooks tni_hooks;

/* ---- Edges and nodes ------------------------------------------------------------------------ */

/* Where a gradient goes. At most one of node and leaf is set; neither: nothing wants it. */
typedef struct tni_edge {
    tni_node *node;  /* counted */
    tn_tensor *leaf; /* kept */
    uint32_t slot;   /* result of node */
} tni_edge;

/* A tensor kept for backward. */
typedef struct tni_saved_tensor {
    tn_tensor *tensor; /* kept: a leaf itself, otherwise an alias without history */
    uint64_t version;  /* of its storage, when it was saved */
} tni_saved_tensor;

/* A tni_meta without its fixed room for sizes. */
typedef struct tni_geometry {
    const int64_t *sizes; /* in the node's memory */
    tn_device device;
    uint8_t dtype, ndim;
    bool kept; /* some tensor was here */
} tni_geometry;

typedef struct tni_node_input {
    tni_edge edge;
    tni_saved_tensor saved;
    tni_geometry geometry;
} tni_node_input;

typedef struct tni_node_result {
    tni_saved_tensor saved;
    tni_geometry geometry;
} tni_node_result;

/* Frees what tni_node.extra holds; releases the saved tensors in it. */
typedef void tni_extra_free(tni_node *node);

struct tni_node {
    _Atomic int32_t refs;
    uint32_t bytes;
    uint16_t n_args, n_inputs, n_results;
    _Atomic bool released; /* saved tensors were freed by a backward pass */
    bool saves;            /* something was saved */
    uint64_t sequence;
    tni_grad_function *function;
    const char *name; /* static, or as long-lived as the graph */
    tn_site at;
    const tn_op *op; /* names arguments in messages; NULL for nodes that are no ops */
    tn_value *args;  /* tensors: as.integer is the first input, count how many */
    tni_node_input *inputs;
    tni_node_result *results;
    tni_hooks *_Atomic hooks; /* of its results */
    void *extra;              /* of function nodes, slices and views */
    tni_extra_free *extra_free, *extra_release;
    tni_node *next_dead; /* while being freed */
};

/* How many of each part a new node has room for. */
typedef struct tni_node_room {
    int n_args, n_inputs, n_results;
    size_t more_bytes; /* for sizes, lists and text */
} tni_node_room;

/* A node with one count, its parts cleared; *more is the spare memory. NULL with an error. */
tni_node *tni_node_new(const tni_node_room *room, char **more);
/* To be called when all edges are set. */
void tni_node_number(tni_node *node);
tni_node *tni_node_keep(tni_node *node);
/* Gives a count back. Frees without recursion, however long the chain. NULL is allowed. */
void tni_node_drop(tni_node *node);
/* Frees saved tensors; the node stays. */
void tni_node_release_saved(tni_node *node);

void tni_edge_keep(tni_edge edge);
void tni_edge_drop(tni_edge edge);
static inline bool tni_edge_is_set(tni_edge edge) {
    return edge.node || edge.leaf;
}

/* Bytes that tni_geometry_set takes from *more for t. */
static inline size_t tni_geometry_bytes(const tn_tensor *t) {
    return (size_t)t->ndim * sizeof(int64_t);
}
void tni_geometry_set(tni_geometry *geometry, const tn_tensor *t, char **more);
tni_meta tni_geometry_meta(const tni_geometry *geometry);
bool tni_node_is_valid(const tni_node *node);

/* ---- Saving (saved_tensor.c) ---------------------------------------------------------------- */

/* Keeps t: itself when it is a leaf that requires a gradient, else an alias. */
bool tni_save(tni_saved_tensor *saved, tn_tensor *t);
void tni_unsave(tni_saved_tensor *saved);
/* Which saved tensor it is, for messages: "argument 'self'". */
typedef struct tni_saved_name {
    const char *what; /* "argument", "result", "saved tensor" */
    const char *name; /* NULL: numbered */
    int number;
} tni_saved_name;
/* A scope-owned handle with history `edge` (when recording), after checking the version. NULL with
 * an error. */
tn_tensor *tni_unpack(const tni_node *node, const tni_saved_tensor *saved, tni_edge edge,
                      tni_saved_name name);

/* ---- What a tensor knows (variable.c) ------------------------------------------------------- */

typedef enum tni_view_kind {
    TNI_VIEW_NONE,
    TNI_VIEW_PLAIN,
    TNI_VIEW_NO_GRAD, /* made while recording was off */
    TNI_VIEW_MANY,    /* one of several results of one op */
    TNI_VIEW_RETYPED, /* of another dtype than its base */
} tni_view_kind;

typedef struct tni_variable {
    tni_node *node; /* counted; NULL for leaves */
    uint32_t slot;
    uint8_t view;                  /* tni_view_kind */
    bool retains;                  /* tn_retain_grad was called */
    tn_tensor *base;               /* kept: of a view, never a view itself */
    _Atomic uint64_t view_version; /* of the storage, when node was made */
    tn_tensor *grad;               /* kept */
    tni_hooks *hooks;              /* of a leaf; of others they live with the node too */
    tni_hooks *accumulated;
} tni_variable;

static inline tni_variable *tni_variable_of(const tn_tensor *t) {
    return (tni_variable *)t->autograd;
}
/* t's variable, made when it has none. NULL with an error. */
tni_variable *tni_variable_make(tn_tensor *t);
void tni_variable_free(void *variable);
/* The edge that a consumer of t gets, with counts of its own. Renews the history of a view whose
 * base was changed in place. False with an error. */
bool tni_edge_to(tn_tensor *t, tni_edge *out);
/* t records: it is a leaf that requires a gradient, or has history (or its base has). */
bool tni_records(const tn_tensor *t);
/* Gives t the history (node, slot); takes over no count. */
bool tni_set_history(tn_tensor *t, tni_node *node, uint32_t slot);
/* Guards grads of leaves: one of a few locks, by address. */
void tni_leaf_lock(const tn_tensor *leaf);
void tni_leaf_unlock(const tn_tensor *leaf);

/* ---- In-place changes (inplace.c) ----------------------------------------------------------- */

/* Refuses what would make gradients wrong. */
bool tni_inplace_allowed(const tn_tensor *t, bool records);
/* t was changed in place by node's op: its history becomes node's result 0. */
bool tni_rebase_history(tn_tensor *t, tni_node *node);
/* Gives view t a history that leads through its base. */
bool tni_renew_view(tn_tensor *t);

/* ---- Hooks (tensor_hook.c) ------------------------------------------------------------------ */

/* Hooks of slot, then the tensors that retain its gradient. Returns the gradient to go on with;
 * NULL with an error. */
tn_tensor *tni_hooks_run(tni_hooks *hooks, uint32_t slot, tn_tensor *grad);
void tni_hooks_run_accumulated(tni_hooks *hooks, tn_tensor *leaf);
void tni_hooks_drop(tni_hooks *hooks);
/* v's tensor no longer wants its gradient retained there, or is gone. */
void tni_retain_forget(tni_variable *v);
/* The gradient of v's history will be kept in v->grad. */
bool tni_retain(tni_variable *v);

/* ---- The running of a node (grad_tools.c, backward.c) --------------------------------------- */

/* One run of a node's gradient function. */
struct tni_grad {
    tni_node *node;
    tn_tensor **out;    /* incoming, one per result; NULL: zero */
    tn_tensor **in;     /* outgoing, one per input; owned by the scope of the run */
    const bool *wanted; /* one per input; NULL: every input that has an edge */
};
bool tni_grad_wants(const tni_grad *g, int input);
/* grad brought to the shape and dtype of what it is the gradient of. */
tn_tensor *tni_grad_fit(tn_tensor *grad, tni_meta meta, const char *what);

/* One backward pass. Captures get their gradients, in `grads` or as each is final; without captures
 * leaves accumulate. */
typedef struct tni_backward_pass {
    const tni_edge *roots;
    tn_tensor *const *root_grads;
    int64_t n_roots;
    const tni_edge *captures;
    tn_tensor **grads; /* out, scope-owned; or */
    const tni_each_gradient_args *each;
    int64_t n_captures;
    bool keep_graph, create_graph;
} tni_backward_pass;
bool tni_run_backward(const tni_backward_pass *pass);
/* Adds grad to leaf's gradient and calls its hooks. */
bool tni_accumulate(tn_tensor *leaf, tn_tensor *grad, bool create_graph);

/* ---- The table (grad_table.c) --------------------------------------------------------------- */

typedef enum tni_gradient_kind {
    TNI_GRADIENT_NONE,
    TNI_GRADIENT_YES,
    TNI_GRADIENT_ZERO,
    TNI_GRADIENT_COMPOSED,
} tni_gradient_kind;

typedef struct tni_grad_row {
    tni_grad_function *function;
    const char *saves;
    uint8_t kind;        /* tni_gradient_kind */
    uint32_t saved_args; /* bit i: argument i is saved */
    uint32_t saved_results;
} tni_grad_row;
/* The gradient column of op's row; masks are filled in. */
const tni_grad_row *tni_grad_row_of(const tn_op *op);
/* Name of the first row whose GRAD column names something that its schema lacks; NULL: none. */
const char *tni_grad_table_mistake(void);

#endif

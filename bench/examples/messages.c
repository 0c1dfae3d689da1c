/* messages.c: a step of message passing on a graph, forward and backward: each node adds up the
 * features of its neighbours, and a layer follows.
 *
 *     messages [NODES EDGES WIDTH]      default 10000 100000 64; on a GPU where there is one
 *
 * tn_index_select_add takes the rows of neighbours to their sums at once. The same by
 * index_select and index_add, which keeps a row an edge in between, must give the same bits. */
#include <tenon/tenon.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct graph {
    int64_t nodes;
    tn_tensor *from, *to; /* of each edge */
} graph;

static tn_tensor *sums_at_once(const graph *g, tn_tensor *features) {
    tn_tensor *zeros = tn_zeros(TN_SHAPE(g->nodes, tn_size(features, 1)));
    return tn_index_select_add(zeros, g->to, features, g->from);
}

static tn_tensor *sums_by_edges(const graph *g, tn_tensor *features) {
    tn_tensor *zeros = tn_zeros(TN_SHAPE(g->nodes, tn_size(features, 1)));
    return tn_index_add(zeros, 0, g->to, tn_index_select(features, 0, g->from));
}

typedef tn_tensor *summing(const graph *g, tn_tensor *features);

/* The gradient with respect to the features of the layer's mean square. */
static tn_tensor *step(const graph *g, tn_tensor *features, tn_tensor *weight, summing *sums) {
    tn_tensor *h = tn_relu(tn_matmul(sums(g, features), weight)), *grad = NULL;
    tn_tensor *loss = tn_mean(tn_square(h));
    tn_autograd_grad(TN_TENSORS(loss), TN_TENSORS(features), &grad);
    return grad;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Seconds of a step, the best of a few. */
static double seconds_of(const graph *g, tn_tensor *features, tn_tensor *weight, summing *sums) {
    double best = 1e30;
    for (int i = 0; i < 5; i++) {
        TN_SCOPE(s);
        const double start = now();
        step(g, features, weight, sums);
        tn_synchronize(tn_device_of(features));
        best = now() - start < best ? now() - start : best;
    }
    return best;
}

int main(int argc, char **argv) {
    const int64_t nodes = argc == 4 ? atoll(argv[1]) : 10000;
    const int64_t edges = argc == 4 ? atoll(argv[2]) : 100000;
    const int64_t width = argc == 4 ? atoll(argv[3]) : 64;
    if (nodes < 1 || edges < 1 || width < 1) {
        fprintf(stderr, "usage: messages [NODES EDGES WIDTH], all at least 1\n");
        return 2;
    }
    TN_SCOPE(s);
    tn_manual_seed(1);
    const graph g = {nodes, tn_randint(0, nodes, TN_SHAPE(edges), .dtype = TN_I64),
                     tn_randint(0, nodes, TN_SHAPE(edges), .dtype = TN_I64)};
    tn_tensor *features = tn_randn(TN_SHAPE(nodes, width), .requires_grad = true);
    tn_tensor *weight = tn_div(tn_randn(TN_SHAPE(width, width)), (double)width);
    const bool same = tn_equal(step(&g, features, weight, sums_at_once),
                               step(&g, features, weight, sums_by_edges));
    const double once = seconds_of(&g, features, weight, sums_at_once);
    const double by_edges = seconds_of(&g, features, weight, sums_by_edges);
    if (!tn_ok()) {
        fprintf(stderr, "%s\n", tn_error_pending()->message);
        return 1;
    }
    printf("%lld edges of %lld features, forward and backward: %.2f ms, by rows of edges %.2f ms; "
           "%s\n",
           (long long)edges, (long long)width, once * 1e3, by_edges * 1e3,
           same ? "the same bits" : "they differ");
    return same ? 0 : 1;
}

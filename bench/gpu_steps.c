/* gpu_steps.c: steps of many small ops that are given as one graph: by a capture, and by a block
 * that repeats. The launches are what costs, the kernels do next to nothing. */
#include "gpu_cases.h"

enum { OPS = 100 };

static tn_graph *graph;
static tn_steps *loop;

static bool small_vector(void) {
    return gpu_make(0, TN_F32, TN_SHAPE(1 << 10), 1, false);
}

/* Stays near 1. */
static tn_tensor *small_ops(tn_tensor *x) {
    for (int i = 0; i < OPS; i += 2) {
        x = tn_add(tn_mul(x, 0.5), 0.5);
    }
    return x;
}

/* ---- Captured -------------------------------------------------------------------------------- */

static void capture(void *context) {
    (void)context;
    tn_set(&gpu_in[1], small_ops(gpu_in[0]));
}

static bool capture_ops(void) {
    if (small_vector()) {
        graph = tn_graph_capture(tn_default_device(), capture, NULL);
    }
    return graph != NULL;
}

static tn_tensor *replay(void) {
    return tn_graph_replay(graph) == TN_OK ? gpu_in[1] : NULL;
}

static void drop_graph(void) {
    tn_graph_free(graph);
    graph = NULL;
}

/* ---- Repeated -------------------------------------------------------------------------------- */

/* Whether steps become graphs: else another thing would be timed. */
static bool repeats(tn_tensor *(*step)(void)) {
    for (int i = 0; i < 4; i++) {
        TN_SCOPE(scope);
        step();
    }
    if (tn_ok() && tn_steps_replays(loop) == 0) {
        tn_raise(TN_HERE, TN_ERR_STATE, "four equal steps were not given as a graph");
    }
    return tn_ok();
}

static tn_tensor *repeat(void) {
    tn_tensor *result = NULL;
    TN_STEP(loop) {
        result = small_ops(gpu_in[0]);
    }
    return result;
}

static bool repeat_ops(void) {
    loop = small_vector() ? tn_steps_new(tn_default_device()) : NULL;
    return loop && repeats(repeat);
}

static void drop_steps(void) {
    tn_steps_free(loop);
    loop = NULL;
}

const gpu_case gpu_step_cases[] = {
    {"graph_100_ops", capture_ops, replay, drop_graph},
    {"step_100_ops", repeat_ops, repeat, drop_steps},
};
const int gpu_n_steps = sizeof gpu_step_cases / sizeof gpu_step_cases[0];

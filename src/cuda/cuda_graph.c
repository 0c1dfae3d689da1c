/* cuda_graph.c: recorded work: CUDA graphs, made by capturing a stream.
 *
 * Invariant: a capture is relaxed, because the allocator may have to get memory while it goes on;
 * it is on a stream of its own, so no other thread's work is recorded by accident. */
#include "cuda/cuda_plugin.h"

static tn_status begin(int index, void *stream) {
    return tni_cuda_enter(index) == TN_OK
               ? TNI_CUDA(cudaStreamBeginCapture(stream, cudaStreamCaptureModeRelaxed))
               : TN_ERR_DEVICE;
}

static void *end(int index, void *stream) {
    cudaGraph_t graph = NULL;
    cudaGraphExec_t executable = NULL;
    if (tni_cuda_enter(index) != TN_OK || TNI_CUDA(cudaStreamEndCapture(stream, &graph)) != TN_OK) {
        return NULL;
    }
    if (TNI_CUDA(cudaGraphInstantiate(&executable, graph, 0)) != TN_OK) {
        executable = NULL;
    }
    TNI_CUDA(cudaGraphDestroy(graph));
    return executable;
}

static tn_status launch(int index, void *graph, void *stream) {
    return tni_cuda_enter(index) == TN_OK ? TNI_CUDA(cudaGraphLaunch(graph, stream))
                                          : TN_ERR_DEVICE;
}

static void drop(int index, void *graph) {
    if (tni_cuda_enter(index) == TN_OK) {
        TNI_CUDA(cudaGraphExecDestroy(graph));
    }
}

const tni_graph_calls tni_cuda_graphs = {
    .begin = begin, .end = end, .launch = launch, .drop = drop};

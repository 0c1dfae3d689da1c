/* stream.h: streams: work of a device that runs in the order in which it was given.
 *
 * Most programs need none of this. Each device has a compute stream, a copy stream and a
 * communication stream, and an op waits for exactly the work of other streams that its operands
 * depend on. Streams of the program's own, TN_CONCURRENT and events are for work that is
 * independent and for code that launches kernels itself.
 *
 *     tn_stream *s = tn_stream_new(tn_default_device()); // or tn_stream_wrap(), of a cudaStream_t
 *     tn_tensor *a = tn_randn(TN_SHAPE(8, 8)), *y = NULL;
 *     TN_ON_STREAM(s) {
 *         y = tn_matmul(a, a);
 *     }
 *     const void *data = tn_borrow(y, s, TN_READ); // tn_stream_native(s) has waited for y
 *     tn_return(y, s, TN_READ); // y is not overwritten before what reads it there has run
 *     tn_stream_free(s);
 *
 * A loop whose steps repeat gives each with one call when it says what a step is:
 *
 *     tn_steps *loop = tn_steps_new(tn_default_device());
 *     for (int64_t i = 0; i < steps; i++) {
 *         TN_STEP(loop) {
 *             tn_optim_zero_grad(optimizer);
 *             tn_backward(tn_sum(tn_forward(net, x)));
 *             tn_optim_step(optimizer);
 *         }
 *     }
 *     tn_steps_free(loop);
 *
 * On the CPU and on meta work is done when a call returns: their streams exist, and waiting for
 * them is nothing. */
#ifndef TENON_STREAM_H
#define TENON_STREAM_H

#include <tenon/base.h>
#include <tenon/tensor.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tn_stream tn_stream;
typedef struct tn_event tn_event;

/* ---- Streams --------------------------------------------------------------------------------- */

/* A new stream of a device. The caller ends it with tn_stream_free. NULL with an error; a process
 * has 63 streams at most. */
TN_API tn_stream *tn_stream_new(tn_device device);
/* The caller's own stream: a cudaStream_t of that device, not NULL, that outlives the tn_stream. */
TN_API tn_stream *tn_stream_wrap(tn_device device, void *native);
/* Ends a stream without waiting for its work: tensors that it wrote stay in order. NULL is
 * nothing. This thread goes back to the device's compute stream if it still uses it; other threads
 * do so before. Later calls with the stream are TN_ERR_ARGUMENT until a new one takes its place. */
TN_API void tn_stream_free(tn_stream *stream);
/* The cudaStream_t, borrowed; NULL on the CPU and on meta, and with an error. Work that is given to
 * it directly is ordered with tensors by tn_borrow and tn_return. */
TN_API void *tn_stream_native(tn_stream *stream);
TN_API tn_device tn_stream_device(const tn_stream *stream);
/* The stream that ops of this thread go to; borrowed. NULL with an error. */
TN_API tn_stream *tn_current_stream(tn_device device);
/* Makes it the current stream of its device for this thread, and returns the former one. NULL with
 * an error, and nothing changes. */
TN_API tn_stream *tn_use_stream(tn_stream *stream);
/* Returns when all work given to the stream so far is done, with an error that it met. */
TN_API tn_status tn_stream_synchronize(tn_stream *stream);
/* Runs the block with the stream as this thread's; leave it by its end only. */
#define TN_ON_STREAM(stream)                                                                   \
    for (tn_stream *tn_former_stream_ = tn_use_stream(stream), *tn_once_ = (stream); tn_once_; \
         tn_once_ = NULL, tn_use_stream(tn_former_stream_))

/* ---- Events ---------------------------------------------------------------------------------- */

/* Stands for the work that the stream was given so far. The caller ends it with tn_event_free. NULL
 * with an error. */
TN_API tn_event *tn_event_record(tn_stream *stream);
TN_API void tn_event_free(tn_event *event);
/* What the stream is given from now on comes after the event. */
TN_API tn_status tn_stream_wait(tn_stream *stream, const tn_event *event);
/* Returns when the event's work is done. */
TN_API tn_status tn_event_synchronize(const tn_event *event);

/* ---- Raw access ------------------------------------------------------------------------------ */

typedef enum tn_access { TN_READ = 1, TN_WRITE = 2, TN_READ_WRITE = 3 } tn_access;
/* The address of a tensor's first element in its device's memory, for work that the program gives
 * to the stream itself: the stream has waited for whatever the access depends on. tn_return, with
 * the same arguments, after that work was given; the tensor must live until then, and what is given
 * to other streams meanwhile is not ordered with it. A write counts as an in-place change. NULL
 * with an error, and for a tensor without elements. */
TN_API void *tn_borrow(tn_tensor *t, tn_stream *stream, tn_access access);
TN_API tn_status tn_return(tn_tensor *t, tn_stream *stream, tn_access access);

struct DLManagedTensor;
/* tn_to_dlpack for a library that gives its work to this stream (tn_stream_wrap): the stream has
 * waited for the work on the tensor, and what it was given until the deleter is called counts as a
 * write, which whoever uses the memory next comes after. Nothing waits on the host. The stream must
 * live until then; meanwhile what we give to other streams is not ordered with the borrower's work.
 * NULL with an error: also TN_ERR_DEVICE for a stream of another device. */
TN_API struct DLManagedTensor *tn_to_dlpack_on(tn_tensor *t, tn_stream *stream);
/* tn_from_dlpack of a library that has given its work on the tensor to this stream: what the stream
 * was given so far counts as the tensor's last write. NULL with an error: also TN_ERR_DEVICE for a
 * stream of another device. */
TN_API tn_tensor *tn_from_dlpack_on(struct DLManagedTensor *managed, tn_stream *stream);

/* ---- Independent work ------------------------------------------------------------------------ */

/* Spreads the ops of a block over several streams of each device: an op goes where what it waits
 * for was computed, one that waits for nothing to the next stream. Results are those of one stream,
 * bit for bit. Leave the block by its end only. On the CPU it changes nothing. */
#define TN_CONCURRENT                                                  \
    for (int tn_former_spread_ = tn_spread(1), tn_once_ = 1; tn_once_; \
         tn_once_ = 0, tn_spread(tn_former_spread_))
/* What TN_CONCURRENT does: 1 spreads ops of this thread, 0 does not. Returns the former setting. */
TN_API int tn_spread(int on);

/* ---- Graphs ---------------------------------------------------------------------------------- */

/* Work of a CUDA device that is given again with one call, at a fraction of what its ops cost: for
 * a step that is always the same but for its data.
 *
 * The function runs once; ops on tensors of the device, backward passes and optimiser steps are
 * recorded, and run when it has returned. A replay runs them again on the same memory: copy new
 * inputs into the tensors that the function reads (tn_copy_), and read results from tensors that it
 * made and kept (tn_keep, tn_set), which every replay overwrites. Learning rate, step counts of
 * optimisers and random numbers move on from replay to replay as they would without a graph. What
 * waits for the device or reads from it (tn_item) cannot be captured, nor copies from the host,
 * events and tn_memory_alloc; work of the host in the function is done once and not replayed.
 * Kernels of the program are recorded when they are given to the current stream (tn_stream_native)
 * between tn_borrow and tn_return; replays are ordered by what was borrowed, and keep it. Another
 * thread that waits for the device meanwhile waits for its streams one by one. */
typedef struct tn_graph tn_graph;
typedef void tn_graph_function(void *context);
/* The caller ends it with tn_graph_free. NULL with an error, in the function or of the capture. */
TN_API tn_graph *tn_graph_capture(tn_device device, tn_graph_function *function, void *context);
/* On the current stream of the device; waits for nothing. Optimisers and tensors that the function
 * used must be there still. Of several threads that replay one graph, each comes in turn. */
TN_API tn_status tn_graph_replay(tn_graph *graph);
/* Its memory goes back when the last tensor in it is gone. NULL is nothing. */
TN_API void tn_graph_free(tn_graph *graph);

/* ---- Steps that repeat ----------------------------------------------------------------------- */

/* Steps of a loop that become graphs by themselves (the second example above).
 *
 * The block's host code runs every time, so results are those of the program without TN_STEP, bit
 * for bit. Launches to the device's current stream are put off to the end of the block, or until
 * something looks at the stream: a tensor is read, another stream or an event waits. When they are
 * those of an earlier time - the same kernels, shapes, numbers and addresses - they are one CUDA
 * graph, from the second time on; else each is given by itself. Learning rates, corrections and
 * step counts of optimisers and the ordinals and steps of random ops may differ. The last 16
 * different lists of launches are known: memory may take turns between a few places, and one step
 * that differs costs nothing but itself. Fewer than 8 launches are never a graph.
 *
 * What a step reads by itself (tn_item) cuts it in two lists; read losses after the block. An error
 * of a launch is that of the call that was put off, but it is raised only by whatever looks at the
 * stream, or by the block's end: optimisers have counted the step by then. On the CPU and on meta,
 * where nothing can be recorded, and in a tn_graph_capture the block is nothing. */
typedef struct tn_steps tn_steps;
/* Of a device: its graphs, and 16 KiB of its memory. The caller ends it with tn_steps_free. NULL
 * with an error. */
TN_API tn_steps *tn_steps_new(tn_device device);
/* After the block, else it is an error and nothing is freed. Waits for nothing. NULL is nothing. */
TN_API void tn_steps_free(tn_steps *steps);
/* How often launches were given as a graph so far. */
TN_API int64_t tn_steps_replays(const tn_steps *steps);

/* What TN_STEP does. A stream is in one block at a time: a second one of the same thread is an
 * error, one of another thread gives its launches at once. tn_borrow, tn_memory_alloc and
 * tn_stream_native end the block early, and what follows in it is given at once: the program gives
 * work to the stream, too. One that does so in a block calls one of them there first. */
typedef struct tn_step {
    tn_steps *steps; /* NULL: not begun, with an error, or ended */
    int runs;
} tn_step;
TN_API tn_step tn_step_begin(tn_steps *steps);
TN_API void tn_step_end(tn_step *step);
#if defined(__GNUC__)
/* Runs the block as a step; it ends on every way out of the block. */
#define TN_STEP(steps)                                                                  \
    for (__attribute__((cleanup(tn_step_end))) tn_step tn_step_ = tn_step_begin(steps); \
         tn_step_.runs; tn_step_.runs = 0)
#endif

#ifdef __cplusplus
}
#endif

#endif

/* cuda_activity.h: what devices did, and when. */
#ifndef TNI_CUDA_ACTIVITY_H
#define TNI_CUDA_ACTIVITY_H

#include <cuda_runtime.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The slot `watch` of the table. */
bool tni_cuda_watch(char *why, size_t room);
/* "libcupti.so.13", which that would open, or why there is none. Static. */
const char *tni_cuda_watch_library(bool *found);
/* Streams whose work is told before the process ends: one that was made, or goes. */
void tni_cuda_watch_stream(cudaStream_t stream, bool goes);

/* cuda_kernel_name.c: a kernel's name as a profile shows it; stays. */
const char *tni_cuda_kernel_name(const char *given);

#endif

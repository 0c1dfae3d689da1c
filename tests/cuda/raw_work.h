/* raw_work.h: what a program with streams and kernels of its own does, on simulated and on real
 * devices. The device is the one that the thread used last. What needs CUDA's driver skips the test
 * where that cannot be opened. */
#ifndef TEST_CUDA_RAW_WORK_H
#define TEST_CUDA_RAW_WORK_H

/* A cudaStream_t that waits for no other; ended with raw_stream_free. */
void *raw_stream_new(void);
void raw_stream_free(void *stream);
/* A kernel that adds 1 to n numbers, on real devices after a millisecond: long enough for whoever
 * should have waited for it to be seen. */
void raw_increment(void *stream, float *data, int n);

#endif

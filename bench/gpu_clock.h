/* gpu_clock.h: time as the device sees it, and two things to compare with that only CUDA's driver
 * gives: a plain copy and an empty kernel. */
#ifndef GPU_CLOCK_H
#define GPU_CLOCK_H

#include <tenon/tenon.h>

/* Opens the driver of the machine; false when it cannot be. Without that, for simulated devices,
 * times are the host's, and the device is waited for. */
bool gpu_clock_open(void);

double gpu_host_seconds(void);
/* Between the two, work of the default device's current stream is timed. The result is in seconds;
 * negative, with a message on stdout, when the driver refuses. */
void gpu_clock_start(void);
double gpu_clock_stop(void);

/* Copies all bytes by the driver, or by the library where there is none. False with an error. */
bool gpu_copy(tn_tensor *to, tn_tensor *from);
/* CUDA's context on the first device, ready for work, without the library. */
bool gpu_make_context(void);
/* Starts a kernel without parameters that does nothing. False with an error. */
bool gpu_launch_nothing(void);

#endif

/* tune.h: crossovers: the sizes from which on a library serves instead of Tenon's own kernels
 * (OpenBLAS and LAPACK on the CPU; cuBLAS, cuFFT and cuSOLVER on CUDA devices). Where the line
 * runs depends on the machine: `tenon tune` measures it and keeps it in a file, by device model.
 *
 * Results on either side differ in their last bits, so tn_device_numerics names the crossovers
 * that are not the defaults, and ranks of a job and checkpoints compare them. */
#ifndef TENON_TUNE_H
#define TENON_TUNE_H

#include <tenon/base.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tn_crossover {
    const char *name;    /* "cufft_c64". Static, as the next one */
    const char *meaning; /* "points of a transform in single precision that is not cuFFT's" */
    int64_t value;       /* the largest size that is Tenon's own: 0: none is */
    int64_t fallback;    /* its default */
    int64_t most;        /* the largest value that it can have */
} tn_crossover;

/* Crossover i of a device's type, with the values of this device; false past the last one. False
 * with TN_ERR_DEVICE when the device is not there. */
TN_API bool tn_crossover_at(tn_device device, int i, tn_crossover *out);
/* Sets a crossover of a device for the rest of the process; meanwhile no other thread may compute.
 * TN_ERR_ARGUMENT for a name that its type does not have and for a value not in 0..most. */
TN_API tn_status tn_crossover_set(tn_device device, const char *name, int64_t value);
/* Writes the device's crossovers to the file, in the place of those of the same model; those of
 * other models stay. TN_ERR_IO when the file cannot be written (it is then what it was), and
 * TN_ERR_ARGUMENT where TENON_CROSSOVERS=off leaves none. */
TN_API tn_status tn_crossovers_save(tn_device device);
/* The file that is read when a device is first used and that tn_crossovers_save writes:
 * TENON_CROSSOVERS, else tenon/crossovers in XDG_CONFIG_HOME or ~/.config; "" when there is none.
 * Valid until this thread has asked for eight more texts. */
TN_API const char *tn_crossovers_file(void);
/* "AMD EPYC 9B14", "NVIDIA H100 80GB HBM3"; the name of the type when the system tells none. Valid
 * as above; NULL with TN_ERR_DEVICE when the device is not there. */
TN_API const char *tn_device_model(tn_device device);

#ifdef __cplusplus
}
#endif

#endif

/* device.h: which devices there are, and waiting for them. */
#ifndef TENON_DEVICE_H
#define TENON_DEVICE_H

#include <tenon/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Devices of a type that this process can use: 1 for the CPU and for meta. No error when a type is
 * absent. */
TN_API int tn_device_count(tn_device_type type);
/* Why tn_device_count is 0: "there is no libtenon_cuda.so in …"; "" when the type can be used.
 * Borrowed, valid until the process ends. */
TN_API const char *tn_device_why_absent(tn_device_type type);
/* The device of tensors that are made without one: TENON_DEVICE, else cuda:0 where there is one,
 * else the CPU. */
TN_API tn_device tn_default_device(void);
/* "cpu", "cuda:0", "meta". Valid until this thread has asked for eight more texts. */
TN_API const char *tn_device_name(tn_device device);
/* Reads "cpu", "cuda", "cuda:1" or "meta"; false, without an error, for other text. */
TN_API bool tn_device_parse(const char *text, tn_device *out);
/* What the bits of results on a device depend on besides the program and its inputs: Tenon's
 * version, the instruction set (the CPU) or model (a GPU), the libraries that compute, which asking
 * opens, crossovers that are not the defaults, and whether a GPU may round to TF32 or sum in any
 * order. Equal texts: equal bits, unless sums have no order. Checkpoints record it. NULL with
 * TN_ERR_DEVICE when the device is not there. Valid until this thread has asked for eight more
 * texts. */
TN_API const char *tn_device_numerics(tn_device device);
/* Whether matrix products and convolutions of f32 on a GPU may round their operands to TF32 (10
 * bits after the point instead of 23; sums stay f32) for the speed of tensor cores: what PyTorch
 * calls torch.backends.cuda.matmul.allow_tf32 and torch.backends.cudnn.allow_tf32, in one. Off
 * unless TENON_TF32=on: f32 is f32. It holds for all threads and for calls from now on; a graph
 * keeps what held when it was captured. The host never rounds, other dtypes are not concerned. */
TN_API bool tn_allow_tf32(void);
TN_API void tn_set_allow_tf32(bool allow);
/* Whether sums of elements that lead to one place on a GPU (scatter_add, index_add, index_put with
 * accumulate, gradients of embedding and gather) may be taken in any order, by atomic operations:
 * faster, but the last bits of f32, f64 and complex sums then change from run to run. Off unless
 * TENON_UNORDERED_SUMS=on: sums have the order of the indices, and their bits are those of the
 * host. Sums of i32 and i64 have one result in any order, half floats are always summed in order.
 * It holds for all threads and for calls from now on; a graph keeps what held when it was captured.
 * What PyTorch calls torch.use_deterministic_algorithms is the opposite, and off there. */
TN_API bool tn_allow_unordered_sums(void);
TN_API void tn_set_allow_unordered_sums(bool allow);
/* A library that Tenon opens when it first needs it. */
typedef struct tn_library_info {
    const char *name;   /* "OpenBLAS" */
    bool found;         /* looking opens it */
    const char *detail; /* its version or place; why it is not used */
} tn_library_info;
/* Library i; false past the last one. Strings are static. */
TN_API bool tn_library_at(int i, tn_library_info *out);
/* What came of looking for a plug-in. */
typedef enum tn_plugin_state {
    TN_PLUGIN_FITS,       /* it is open */
    TN_PLUGIN_ABSENT,     /* there is no such file */
    TN_PLUGIN_UNREADABLE, /* this user may not read it */
    TN_PLUGIN_BROKEN,     /* it cannot be opened: no library, or one that it needs is missing */
    TN_PLUGIN_FOREIGN     /* it belongs to another build of Tenon */
} tn_plugin_state;
typedef struct tn_plugin_info {
    const char *name; /* "cuda": the file is libtenon_cuda.so */
    tn_plugin_state state;
    const char *path; /* of the file that was found, whether it fits or not; "" when absent */
    const char *why;  /* why it is not used: "… was built as …"; "" when it fits */
} tn_plugin_info;
/* Plug-in i, which looking opens; false past the last one. The path and the reason are valid until
 * this thread has asked for six more texts. */
TN_API bool tn_plugin_at(int i, tn_plugin_info *out);
/* What a device of a plug-in is, and what it is served by. Versions are counted as CUDA does: 12040
 * is 12.4. */
typedef struct tn_device_description {
    int toolkit;       /* version of CUDA that the plug-in was built with */
    int driver;        /* newest version that the driver serves; 0: there is no driver */
    const char *code;  /* "80 90": what there is machine code for; of the last there is PTX, too */
    const char *fault; /* why CUDA finds no device, in its words; "" when it finds some. Static */
    /* Of the device itself; 0 and "" when there is none of this number: */
    int architecture; /* 90 for sm_90 */
    char model[128];  /* "NVIDIA H100 80GB HBM3" */
    uint64_t memory_bytes;
} tn_device_description;
/* Fills *out; false, without an error, for the devices that are built in and where the plug-in of
 * this type is not open. */
TN_API bool tn_device_describe(tn_device device, tn_device_description *out);
/* Returns when all work given to the device so far is done; at once on the CPU. */
TN_API tn_status tn_synchronize(tn_device device);

#ifdef __cplusplus
}
#endif

#endif

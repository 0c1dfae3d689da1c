/* raw_work.c: real devices are reached through CUDA's driver, opened at run time: neither a toolkit
 * nor the plug-in's runtime is needed, and the library's context is the thread's current one. */
#include "raw_work.h"

#include "simulator.h"

#include <criterion/criterion.h>
#include <dlfcn.h>

enum { THREADS = 256, NON_BLOCKING = 1 };

static struct {
    int (*stream_create)(void **stream, unsigned flags);
    int (*stream_destroy)(void *stream);
    int (*module_load)(void **module, const void *image);
    int (*module_function)(void **function, void *module, const char *name);
    int (*launch)(void *function, unsigned grid_x, unsigned grid_y, unsigned grid_z,
                  unsigned block_x, unsigned block_y, unsigned block_z, unsigned shared_bytes,
                  void *stream, void **parameters, void **extra);
} driver;

static const char INCREMENT[] = ".version 7.0\n"
                                ".target sm_75\n"
                                ".address_size 64\n"
                                ".visible .entry increment(.param .u64 data, .param .s32 n) {\n"
                                "    .reg .pred %p<3>;\n"
                                "    .reg .b32 %r<6>;\n"
                                "    .reg .f32 %f<3>;\n"
                                "    .reg .b64 %d<8>;\n"
                                "    ld.param.u64 %d1, [data];\n"
                                "    ld.param.s32 %r1, [n];\n"
                                "    mov.u64 %d5, %clock64;\n"
                                "wait:\n"
                                "    mov.u64 %d6, %clock64;\n"
                                "    sub.s64 %d7, %d6, %d5;\n"
                                "    setp.lt.s64 %p1, %d7, 1500000;\n"
                                "    @%p1 bra wait;\n"
                                "    mov.u32 %r2, %ctaid.x;\n"
                                "    mov.u32 %r3, %ntid.x;\n"
                                "    mov.u32 %r4, %tid.x;\n"
                                "    mad.lo.s32 %r5, %r2, %r3, %r4;\n"
                                "    setp.ge.s32 %p2, %r5, %r1;\n"
                                "    @%p2 bra done;\n"
                                "    cvta.to.global.u64 %d2, %d1;\n"
                                "    mul.wide.s32 %d3, %r5, 4;\n"
                                "    add.s64 %d4, %d2, %d3;\n"
                                "    ld.global.f32 %f1, [%d4];\n"
                                "    add.f32 %f2, %f1, 0f3F800000;\n"
                                "    st.global.f32 [%d4], %f2;\n"
                                "done:\n"
                                "    ret;\n"
                                "}\n";

static void take(void *library, void *slot, const char *name) {
    *(void **)slot = dlsym(library, name);
    cr_assert(*(void **)slot, "the driver has no %s", name);
}

static void open_driver(void) {
    if (driver.launch) {
        return;
    }
    void *library = dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        cr_skip_test("%s", dlerror());
    }
    take(library, &driver.stream_create, "cuStreamCreate");
    take(library, &driver.stream_destroy, "cuStreamDestroy_v2");
    take(library, &driver.module_load, "cuModuleLoadData");
    take(library, &driver.module_function, "cuModuleGetFunction");
    take(library, &driver.launch, "cuLaunchKernel");
}

void *raw_stream_new(void) {
    if (is_simulated()) {
        return sim()->new_stream();
    }
    open_driver();
    void *stream = NULL;
    cr_assert_eq(driver.stream_create(&stream, NON_BLOCKING), 0);
    return stream;
}

void raw_stream_free(void *stream) {
    if (is_simulated()) {
        sim()->free_stream(stream);
    } else {
        cr_expect_eq(driver.stream_destroy(stream), 0);
    }
}

void raw_increment(void *stream, float *data, int n) {
    if (is_simulated()) {
        sim()->increment(stream, data, n);
        return;
    }
    open_driver();
    static void *module, *function;
    if (!function) {
        cr_assert_eq(driver.module_load(&module, INCREMENT), 0);
        cr_assert_eq(driver.module_function(&function, module, "increment"), 0);
    }
    void *parameters[] = {&data, &n};
    const unsigned blocks = ((unsigned)n + THREADS - 1) / THREADS;
    cr_assert_eq(driver.launch(function, blocks, 1, 1, THREADS, 1, 1, 0, stream, parameters, NULL),
                 0);
}

/* Devices: which there are, how they are named, what their tables do. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "device/device_table.h"

#include <tenon/device.h>

#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

/* Without a driver nobody looks for CUDA: a program on such a machine maps no library of it. */
Test(device_table, the_default_is_the_first_gpu_or_the_cpu) {
    unsetenv("TENON_DEVICE");
    const bool has_driver = access("/dev/nvidiactl", F_OK) == 0 || access("/dev/dxg", F_OK) == 0;
    const tn_device first = {TN_DEVICE_CUDA, 0};
    const tn_device found = tn_default_device();
    const bool has_gpu = has_driver && tn_device_count(TN_DEVICE_CUDA) > 0;
    cr_expect(tni_same_device(found, has_gpu ? first : TN_CPU));
    cr_expect(has_gpu || tni_device((tn_device){0}) == &tni_host_table);
}

Test(device_table, auto_is_what_no_option_is) {
    setenv("TENON_DEVICE", "auto", 1);
    cr_expect_neq(tn_default_device().type, TN_DEVICE_META);
    cr_expect(tn_ok());
}

Test(device_table, the_option_changes_the_default) {
    setenv("TENON_DEVICE", "meta", 1);
    cr_expect(tni_same_device(tn_default_device(), TN_META));
    cr_expect(tni_same_device(tni_resolve_device(TN_CPU), TN_CPU));
}

Test(device_table, a_bad_option_is_an_error_that_names_it) {
    setenv("TENON_DEVICE", "gpu", 1);
    tn_default_device();
    cr_assert_eq(tni_pending(), TN_ERR_DEVICE);
    cr_expect(strstr(tn_error_pending()->message, "TENON_DEVICE=gpu"));
}

Test(device_table, names_are_read_and_written) {
    static const struct {
        const char *text;
        tn_device device;
        const char *back; /* NULL: refused */
    } rows[] = {{"cpu", {TN_DEVICE_CPU, 0}, "cpu"},
                {"cpu:0", {TN_DEVICE_CPU, 0}, "cpu"},
                {"cuda", {TN_DEVICE_CUDA, 0}, "cuda:0"},
                {"cuda:3", {TN_DEVICE_CUDA, 3}, "cuda:3"},
                {"cuda:32767", {TN_DEVICE_CUDA, 32767}, "cuda:32767"},
                {"meta", {TN_DEVICE_META, 0}, "meta"},
                {"", {0, 0}, NULL},
                {"cuda:", {0, 0}, NULL},
                {"cuda:-1", {0, 0}, NULL},
                {"cuda:32768", {0, 0}, NULL},
                {"cuda:999999", {0, 0}, NULL},
                {"cuda:1x", {0, 0}, NULL},
                {"cudax", {0, 0}, NULL},
                {"CPU", {0, 0}, NULL},
                {"default", {0, 0}, NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        tn_device got = {0};
        cr_expect_eq(tn_device_parse(rows[i].text, &got), rows[i].back != NULL, "'%s'",
                     rows[i].text);
        cr_expect(tni_same_device(got, rows[i].device), "'%s'", rows[i].text);
        if (rows[i].back) {
            cr_expect_str_eq(tn_device_name(got), rows[i].back);
        }
    }
    cr_expect_not(tn_device_parse(NULL, NULL));
    cr_expect(tn_ok());
}

Test(device_table, names_of_a_message_do_not_overwrite_each_other) {
    const char *a = tn_device_name(TN_CUDA(1)), *b = tn_device_name(TN_CUDA(2));
    cr_expect_str_eq(a, "cuda:1");
    cr_expect_str_eq(b, "cuda:2");
}

Test(device_table, there_is_one_cpu_and_one_meta) {
    cr_expect_eq(tn_device_count(TN_DEVICE_CPU), 1);
    cr_expect_eq(tn_device_count(TN_DEVICE_META), 1);
    cr_expect_str_eq(tn_device_why_absent(TN_DEVICE_CPU), "");
    cr_expect_eq(tn_device_count((tn_device_type)77), 0);
}

Test(device_table, an_index_that_does_not_exist_is_an_error) {
    const tn_device wrong[] = {{TN_DEVICE_CPU, 1}, {TN_DEVICE_CPU, -1}, {TN_DEVICE_META, 2}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        tn_error e;
        cr_expect_null(tni_device(wrong[i]));
        cr_assert(tn_error_take(&e));
        cr_expect_eq(e.code, TN_ERR_DEVICE);
        cr_expect(strstr(e.message, tni_device_text(wrong[i])), "%s", e.message);
    }
}

Test(device_table, without_the_plug_in_cuda_says_why) {
    setenv("TENON_PLUGIN_PATH", "/nonexistent", 1);
    if (tn_device_count(TN_DEVICE_CUDA) > 0) {
        cr_skip_test("the CUDA plug-in is there");
    }
    tn_error e;
    cr_expect(strstr(tn_device_why_absent(TN_DEVICE_CUDA), "libtenon_cuda.so"));
    cr_expect_null(tni_device(TN_CUDA(0)));
    cr_assert(tn_error_take(&e));
    cr_expect(strstr(e.message, "cuda:0") && strstr(e.message, "libtenon_cuda.so"), "%s",
              e.message);
}

Test(device_table, an_unknown_type_is_an_error) {
    cr_expect_null(tni_device((tn_device){.type = 9}));
    cr_expect_eq(tni_pending(), TN_ERR_DEVICE);
}

Test(device_table, host_memory_is_aligned_and_writable) {
    const size_t sizes[] = {1, 64, 100, 4096, (2 << 20) - 1, 2 << 20, (5 << 20) + 1};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char *data = tni_host_table.alloc_raw(0, sizes[i], 64);
        cr_assert(data);
        cr_expect_eq((uintptr_t)data % 64, 0u);
        memset(data, 1, sizes[i]);
        tni_host_table.free_raw(0, data, sizes[i]);
    }
    cr_expect_null(tni_host_table.alloc_raw(0, SIZE_MAX - 10, 64));
    cr_expect_null(tni_host_table.alloc_raw(0, (size_t)1 << 60, 64));
}

Test(device_table, large_host_memory_starts_on_a_huge_page) {
    const size_t bytes = (size_t)8 << 20;
    void *data = tni_host_table.alloc_raw(0, bytes, 64);
    cr_assert(data);
    cr_expect_eq((uintptr_t)data % (2 << 20), 0u);
    tni_host_table.free_raw(0, data, bytes);
}

Test(device_table, synchronizing_the_host_is_nothing) {
    cr_expect_eq(tn_synchronize(TN_CPU), TN_OK);
    cr_expect_eq(tn_synchronize(TN_META), TN_OK);
    cr_expect_eq(tn_synchronize((tn_device){.type = TN_DEVICE_CPU, .index = 4}), TN_ERR_DEVICE);
}

Test(device_table, meta_has_no_memory) {
    cr_expect_null(tni_meta_table.alloc_raw(0, 100, 64));
    cr_expect_null(tni_meta_table.copy);
    cr_expect_null(tni_meta_table.kernels);
}

Test(device_table, what_is_built_in_has_no_description) {
    tn_device_description about;
    cr_expect_not(tn_device_describe(TN_CPU, &about));
    cr_expect_not(tn_device_describe(TN_META, &about));
    cr_expect_not(tn_device_describe((tn_device){0}, &about));
    cr_expect_not(tn_device_describe((tn_device){.type = 77}, &about));
    cr_expect_not(tn_device_describe(TN_CUDA(0), NULL));
    cr_expect(tn_ok());
}

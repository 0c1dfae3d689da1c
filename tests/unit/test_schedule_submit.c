/* Submitting: records reach kernels and whoever watches, failures become errors with a reason. */
#include "schedule/launch.h"

#include <criterion/criterion.h>

static tni_launch_record seen;
static int n_seen;

static void watch(const tni_launch_record *record, void *context) {
    seen = *record;
    n_seen += *(int *)context;
}

static bool submit(tn_device device, tn_kernel_family family, const void *params, size_t bytes) {
    return tni_submit(&(tni_launch_record){.op = "zeros",
                                           .at = {"a.c", 9},
                                           .device = device,
                                           .family = family,
                                           .params = params,
                                           .bytes = bytes});
}

Test(schedule_submit, an_observer_sees_every_record) {
    int weight = 1;
    cr_expect(tni_observe_launches(watch, &weight) == NULL);
    const tn_k_fill fill = {.dtype = TN_F32};
    cr_expect(submit(TN_META, TN_K_fill, &fill, sizeof fill));
    cr_expect_eq(n_seen, 1);
    cr_expect_str_eq(seen.op, "zeros");
    cr_expect(seen.at.line == 9 && seen.family == TN_K_fill && seen.params == &fill);
    cr_expect(seen.bytes == sizeof fill && seen.device.type == TN_DEVICE_META);
    cr_expect(tni_observe_launches(NULL, NULL) == watch);
    submit(TN_META, TN_K_fill, &fill, sizeof fill);
    cr_expect_eq(n_seen, 1);
}

Test(schedule_submit, launches_are_counted_by_device) {
    const uint64_t meta = tni_launch_count(TN_DEVICE_META), cpu = tni_launch_count(TN_DEVICE_CPU);
    const tn_k_fill fill = {.dtype = TN_F32};
    submit(TN_META, TN_K_fill, &fill, sizeof fill);
    cr_expect_eq(tni_launch_count(TN_DEVICE_META), meta + 1);
    cr_expect_eq(tni_launch_count(TN_DEVICE_CPU), cpu);
    cr_expect_eq(tni_launch_count((tn_device_type)50), 0u);
}

Test(schedule_submit, a_device_without_the_kernel_is_an_error) {
    cr_expect_not(submit(TN_CPU, TN_K_COUNT, NULL, 0));
    cr_expect_eq(tni_pending(), TN_ERR_UNSUPPORTED);
    cr_expect(strstr(tn_error_pending()->message, "cpu"));
}

Test(schedule_submit, an_absent_device_is_an_error) {
    cr_expect_not(submit((tn_device){.type = TN_DEVICE_CPU, .index = 3}, TN_K_fill, NULL, 0));
    cr_expect_eq(tni_pending(), TN_ERR_DEVICE);
}

Test(schedule_submit, every_family_has_a_name) {
    cr_expect_str_eq(tni_family_name(TN_K_elementwise), "elementwise");
    cr_expect_str_eq(tni_family_name(TN_K_COUNT), "unknown");
}

Test(schedule_submit, a_kernel_s_reason_is_kept_and_cut) {
    char text[2 * TN_KERNEL_ERROR_BYTES];
    memset(text, 'y', sizeof text - 1);
    text[sizeof text - 1] = 0;
    cr_expect_eq(tn_kernel_fail(TN_ERR_MEMORY, "asked for %d", 5), TN_ERR_MEMORY);
    cr_expect_str_eq(tn_kernel_error(), "asked for 5");
    tn_kernel_fail(TN_ERR_MEMORY, "%s", text);
    cr_expect_eq(strlen(tn_kernel_error()), TN_KERNEL_ERROR_BYTES - 1u);
}

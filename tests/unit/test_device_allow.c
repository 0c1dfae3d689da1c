/* What devices may do for speed: by default, by the environment, by the program. */
#include <tenon/device.h>

#include <criterion/criterion.h>
#include <stdlib.h>

Test(device_allow, nothing_is_by_default) {
    cr_expect_not(tn_allow_tf32());
    cr_expect_not(tn_allow_unordered_sums());
}

Test(device_allow, the_environment_does) {
    setenv("TENON_UNORDERED_SUMS", "on", 1);
    cr_expect(tn_allow_unordered_sums());
    cr_expect_not(tn_allow_tf32(), "each has its own");
}

Test(device_allow, the_environment_is_read_once) {
    setenv("TENON_TF32", "on", 1);
    cr_expect(tn_allow_tf32());
    setenv("TENON_TF32", "off", 1);
    cr_expect(tn_allow_tf32());
}

Test(device_allow, the_program_has_the_last_word) {
    setenv("TENON_TF32", "on", 1);
    tn_set_allow_tf32(false);
    cr_expect_not(tn_allow_tf32());
    tn_set_allow_tf32(true);
    cr_expect(tn_allow_tf32());
}

/* Whether f32 may be rounded to TF32: by default, by the environment, by the program. */
#include <tenon/device.h>

#include <criterion/criterion.h>
#include <stdlib.h>

Test(device_tf32, is_not_allowed_by_default) {
    cr_expect_not(tn_allow_tf32());
}

Test(device_tf32, the_environment_allows_it) {
    setenv("TENON_TF32", "on", 1);
    cr_expect(tn_allow_tf32());
    setenv("TENON_TF32", "off", 1);
    cr_expect(tn_allow_tf32(), "the environment is read once");
}

Test(device_tf32, the_program_has_the_last_word) {
    setenv("TENON_TF32", "on", 1);
    tn_set_allow_tf32(false);
    cr_expect_not(tn_allow_tf32());
    tn_set_allow_tf32(true);
    cr_expect(tn_allow_tf32());
}

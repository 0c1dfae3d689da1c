/* The simulator names each planted fault, and finds nothing where there is none. */
#include "simulator.h"

#include "memory/sanitize.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* The race lane rests on it; under ASan kernels are built for that. */
Test(plants, accesses_are_checked_where_that_is_asked_for) {
    const char *asked = getenv("SIM_CHECK_ACCESSES");
    cr_expect_eq(sim()->checks_accesses(), !TNI_ASAN && asked && strcmp(asked, "1") == 0);
}

Test(plants, each_is_named) {
    sim()->set_devices(2);
    int n = 0;
    for (const sim_plant_info *plant; (plant = sim()->plant_at(n)); n++) {
        if (plant->in_kernel && !sim()->checks_accesses()) {
            continue;
        }
        const char *said = sim()->plant_run(n, true);
        cr_expect(strstr(said, plant->text), "%s: '%s' instead of '%s'", plant->name, said,
                  plant->text);
    }
    cr_expect_geq(n, 32);
}

Test(plants, without_their_fault_nothing_is_said) {
    sim()->set_devices(2);
    const sim_plant_info *plant;
    for (int i = 0; (plant = sim()->plant_at(i)); i++) {
        const char *said = sim()->plant_run(i, false);
        cr_expect_str_empty(said, "%s: %s", plant->name, said);
    }
}

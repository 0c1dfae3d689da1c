/* The simulator names each planted fault, and finds nothing where there is none. */
#include "simulator.h"

#include <criterion/criterion.h>
#include <string.h>

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
    cr_expect_geq(n, 28);
}

Test(plants, without_their_fault_nothing_is_said) {
    sim()->set_devices(2);
    const sim_plant_info *plant;
    for (int i = 0; (plant = sim()->plant_at(i)); i++) {
        const char *said = sim()->plant_run(i, false);
        cr_expect_str_empty(said, "%s: %s", plant->name, said);
    }
}

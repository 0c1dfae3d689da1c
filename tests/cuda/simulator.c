#include "simulator.h"

#include <tenon/base.h>
#include <tenon/device.h>

#include <criterion/criterion.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

static void *plugin;

static void *find(const char *name) {
    void *symbol = dlsym(plugin, name);
    cr_assert(symbol, "the simulated plug-in has no %s", name);
    return symbol;
}

static void find_all(simulator *out) {
#define FIND(name) *(void **)&out->name = find("sim_" #name)
    FIND(set_devices);
    FIND(set_memory);
    FIND(set_seed);
    FIND(refuse_pages);
    FIND(refuse_pinned);
    FIND(set_order);
    FIND(fail_call);
    FIND(fail_only);
    FIND(set_alloc_error);
    FIND(set_patience);
    FIND(failed_calls);
    FIND(checks_accesses);
    FIND(clear);
    FIND(get_counts);
    FIND(plant_at);
    FIND(plant_run);
    FIND(new_stream);
    FIND(free_stream);
    FIND(increment);
    FIND(fragment_product);
    FIND(function);
    FIND(fault);
#undef FIND
}

/* NULL on real devices. */
static const simulator *find_simulator(void) {
    static simulator found;
    if (!plugin) {
        const char *folder = getenv("TENON_PLUGIN_PATH");
        char path[1024];
        snprintf(path, sizeof path, "%s/libtenon_cuda.so", folder ? folder : "");
        plugin = dlopen(path, RTLD_NOW | RTLD_LOCAL);
        cr_assert(plugin, "%s", dlerror());
        cr_assert_gt(tn_device_count(TN_DEVICE_CUDA), 0, "%s",
                     tn_device_why_absent(TN_DEVICE_CUDA));
        if (dlsym(plugin, "sim_fault")) {
            find_all(&found);
        }
    }
    return found.fault ? &found : NULL;
}

const simulator *sim(void) {
    const simulator *found = find_simulator();
    if (!found) {
        cr_skip_test("it needs the simulator's controls");
    }
    return found;
}

void *simulated_function(const char *library, const char *name) {
    const simulator *found = sim();
    void *function = library ? found->function(library, name) : dlsym(plugin, name);
    cr_assert(function, "%s has no %s", library ? library : "the simulated runtime", name);
    return function;
}

bool is_simulated(void) {
    return find_simulator() != NULL;
}

void need_devices(int n) {
    const simulator *found = find_simulator();
    if (found) {
        found->set_devices(n);
    } else if (tn_device_count(TN_DEVICE_CUDA) < n) {
        cr_skip_test("it needs %d devices", n);
    }
}

void choose_order(uint64_t seed, sim_order order) {
    const simulator *found = find_simulator();
    if (found) {
        found->set_seed(seed);
        found->set_order(order);
    }
}

void expect_no_fault(void) {
    const simulator *found = find_simulator();
    if (found) {
        cr_expect_str_empty(found->fault());
    } else {
        cr_expect_eq(tn_synchronize((tn_device){TN_DEVICE_CUDA, 0}), TN_OK, "%s",
                     tn_ok() ? "" : tn_error_pending()->message);
    }
}

#include "fault_sweep.h"

#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <stdio.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};

static const char *pending_text(void) {
    return tn_ok() ? "no error" : tn_error_pending()->message;
}

bool names_failed_call(const char *text) {
    char names[1024];
    snprintf(names, sizeof names, "%s", sim()->failed_calls());
    bool named = false;
    char *rest = NULL;
    for (char *name = strtok_r(names, " ", &rest); name; name = strtok_r(NULL, " ", &rest)) {
        named = named || strstr(text, name);
    }
    return named;
}

/* What lives on after a run: bytes of tensors, graphs, and what cuBLAS made for them. */
static void expect_nothing_left(uint64_t k) {
    tn_memory_figures stats = {0};
    tn_memory_stats(CUDA, &stats);
    cr_expect_eq(stats.live_bytes, 0u, "call %d leaves memory behind", (int)k);
    cr_expect_eq(sim()->get_counts().live_graphs, 0, "call %d leaves a graph behind", (int)k);
}

static bool expect_told(uint64_t k, double got, double wanted, bool lacked_memory) {
    if (tn_ok()) {
        cr_expect_eq(got, wanted, "call %d (%s) fails in silence: %.17g, not %.17g", (int)k,
                     sim()->failed_calls(), got, wanted);
        return false;
    }
    const tn_error *e = tn_error_pending();
    cr_expect(names_failed_call(e->message) || (e->code == TN_ERR_MEMORY && lacked_memory),
              "call %d (%s): %s", (int)k, sim()->failed_calls(), e->message);
    return true;
}

/* The first that waits may be told of what still stood in the streams. */
static void recover(fault_scenario *run, uint64_t k, double wanted) {
    tn_error_take(NULL);
    tn_synchronize(CUDA);
    tn_error_take(NULL);
    expect_nothing_left(k);
    const double again = run();
    cr_expect(tn_ok() && again == wanted, "after call %d failed: %.17g, not %.17g: %s", (int)k,
              again, wanted, pending_text());
    tn_error_take(NULL);
    cr_expect_str_empty(sim()->fault(), "call %d: %s", (int)k, sim()->fault());
    sim()->clear();
}

int fail_each_call(fault_scenario *run, bool for_good) {
    sim();
    run();
    const double wanted = run();
    cr_assert(tn_ok(), "%s", pending_text());
    const uint64_t before = sim()->get_counts().calls;
    run();
    const uint64_t calls = sim()->get_counts().calls - before;
    int raised = 0;
    for (uint64_t k = 1; k <= calls; k++) {
        const uint64_t lacks = sim()->get_counts().out_of_memory;
        sim()->fail_call(k, for_good);
        const double got = run();
        raised += expect_told(k, got, wanted, sim()->get_counts().out_of_memory > lacks);
        sim()->fail_call(0, 0);
        recover(run, k, wanted);
    }
    cr_expect_gt(raised, 0);
    return raised;
}

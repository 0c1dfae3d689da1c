/* An optimiser that is loaded goes on as the one that was saved. */
#include <criterion/criterion.h>

#include <tenon/tenon.h>

typedef struct pair {
    tn_tensor *a, *b; /* b has a gradient only in some steps */
    tn_optim *optim;
} pair;

static pair make_pair(void) {
    pair p = {tn_ones(TN_SHAPE(2), .requires_grad = true),
              tn_ones(TN_SHAPE(2), .requires_grad = true), NULL};
    static tn_named names[2];
    names[0] = (tn_named){"a", p.a};
    names[1] = (tn_named){"b", p.b};
    const tn_optim_options options = tn_adamw_defaults();
    p.optim = tn_optim_new((tn_named_list){names, 2}, &options);
    return p;
}

static void step(const pair *p, bool uses_b) {
    TN_SCOPE(s);
    tn_optim_zero_grad(p->optim);
    tn_tensor *loss = tn_sum(tn_mul(p->a, p->a));
    tn_backward(uses_b ? tn_add(loss, tn_sum(tn_mul(p->b, p->b))) : loss);
    tn_optim_step(p->optim);
}

Test(optim, a_parameter_that_skipped_steps_goes_on_with_its_own_number) {
    TN_SCOPE(s);
    pair whole = make_pair(), resumed = make_pair();
    for (int i = 0; i < 40; i++) {
        step(&whole, i >= 38);
    }
    const tn_named_list state = tn_optim_state(whole.optim);
    cr_assert_eq(tn_optim_load_state(resumed.optim, state, tn_optim_steps(whole.optim)), TN_OK);
    {
        TN_NO_GRAD(quiet);
        tn_copy_(resumed.a, whole.a);
        tn_copy_(resumed.b, whole.b);
    }
    step(&whole, true);
    step(&resumed, true);
    float x[4], y[4];
    tn_copy_to_host(whole.a, x, 8);
    tn_copy_to_host(whole.b, x + 2, 8);
    tn_copy_to_host(resumed.a, y, 8);
    tn_copy_to_host(resumed.b, y + 2, 8);
    cr_expect_arr_eq(x, y, sizeof x);
    tn_optim_free(whole.optim);
    tn_optim_free(resumed.optim);
    cr_expect(tn_ok());
}

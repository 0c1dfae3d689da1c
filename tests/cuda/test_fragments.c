/* The emulated products of a warp are products: fragments lie where the PTX ISA says, on the way
 * in through ldmatrix as well as on the way out. */
#include "simulator.h"

#include <criterion/criterion.h>
#include <math.h>

enum { ROWS = 16, COLS = 8, DEPTH = 16 };

/* Whole numbers, no two places alike, that all three forms hold exactly. */
static void fill(float *a, float *b) {
    for (int i = 0; i < ROWS * DEPTH; i++) {
        a[i] = (float)(i * 37 % 251 - 120);
    }
    for (int i = 0; i < DEPTH * COLS; i++) {
        b[i] = (float)(i * 53 % 127 - 60);
    }
}

static float product_at(const float *a, const float *b, int row, int col) {
    float sum = 0;
    for (int k = 0; k < DEPTH; k++) {
        sum += a[row * DEPTH + k] * b[k * COLS + col];
    }
    return sum;
}

static void check_form(sim_fragment_form form, const char *name) {
    float a[ROWS * DEPTH], b[DEPTH * COLS], d[2][ROWS * COLS];
    fill(a, b);
    sim()->fragment_product(form, a, b, d[0]);
    cr_assert_str_empty(sim()->fault());
    for (int i = 0; i < ROWS * COLS; i++) {
        const float want = product_at(a, b, i / COLS, i % COLS);
        cr_assert_eq(d[0][i], want, "%s [%d, %d]: %g instead of %g", name, i / COLS, i % COLS,
                     (double)d[0][i], (double)want);
        cr_assert_eq(d[1][i], want, "%s turned [%d, %d]: %g instead of %g", name, i / COLS,
                     i % COLS, (double)d[1][i], (double)want);
    }
}

Test(fragments, products_of_f16_are_plain_products) {
    check_form(SIM_FRAGMENT_F16, "f16");
}

Test(fragments, products_of_bf16_are_plain_products) {
    check_form(SIM_FRAGMENT_BF16, "bf16");
}

Test(fragments, products_of_tf32_are_plain_products) {
    check_form(SIM_FRAGMENT_TF32, "tf32");
}

Test(fragments, tf32_keeps_ten_bits_and_rounds_ties_away_from_zero) {
    float a[ROWS * DEPTH] = {0}, b[DEPTH * COLS] = {0}, d[2][ROWS * COLS];
    for (int k = 0; k < COLS; k++) {
        b[k * COLS + k] = 1;
    }
    const float given[] = {1 + 0x1p-10F,   1 + 0x1p-11F,    -1 - 0x1p-11F,
                           1 + 0x1.8p-12F, 0x1.fffffep127F, INFINITY};
    const float kept[] = {1 + 0x1p-10F, 1 + 0x1p-10F, -1 - 0x1p-10F, 1, INFINITY, INFINITY};
    for (int i = 0; i < 6; i++) {
        a[0] = given[i];
        sim()->fragment_product(SIM_FRAGMENT_TF32, a, b, d[0]);
        cr_expect_eq(d[0][0], kept[i], "%a becomes %a", (double)given[i], (double)d[0][0]);
    }
}

/* Half precision: every one of the 65,536 patterns of both formats, against arithmetic on exact
 * values instead of on bits. */
#include "core/core.h"

#include <criterion/criterion.h>
#include <math.h>

enum { PATTERNS = 65536 };

/* The value of a pattern with a mantissa of `mantissa` bits, from the definition of the format. */
static double value_of(unsigned pattern, int mantissa) {
    const int exponent_bits = 15 - mantissa, bias = (1 << (exponent_bits - 1)) - 1;
    const unsigned fraction = pattern & ((1u << mantissa) - 1);
    const int exponent = (int)(pattern >> mantissa & ((1u << exponent_bits) - 1));
    const double sign = pattern & 0x8000u ? -1.0 : 1.0;
    if (exponent == (1 << exponent_bits) - 1) {
        return fraction ? NAN : sign * INFINITY;
    }
    if (exponent == 0) {
        return sign * ldexp(fraction, 1 - bias - mantissa);
    }
    return sign * ldexp(fraction + (1u << mantissa), exponent - bias - mantissa);
}

static void check_all_values(int mantissa, float (*widen)(uint16_t)) {
    for (unsigned h = 0; h < PATTERNS; h++) {
        const double want = value_of(h, mantissa), got = (double)widen((uint16_t)h);
        const bool same = isnan(want) ? isnan(got) : want == got && !signbit(want) == !signbit(got);
        cr_assert(same, "0x%04x is %a, not %a", h, want, got);
    }
}

static void check_all_return(int mantissa, float (*widen)(uint16_t), uint16_t (*narrow)(float)) {
    for (unsigned h = 0; h < PATTERNS; h++) {
        const uint16_t back = narrow(widen((uint16_t)h));
        if (isnan(value_of(h, mantissa))) {
            cr_assert(isnan(widen(back)), "0x%04x", h);
        } else {
            cr_assert_eq(back, h, "0x%04x came back as 0x%04x", h, back);
        }
    }
}

/* Between each two neighbours: the middle goes to the even one, anything beside it to the nearer
 * one. Both ends of the range included: the last middle goes to infinity. */
static void check_all_ties(int mantissa, uint16_t (*narrow)(float)) {
    const unsigned infinity = ((1u << (15 - mantissa)) - 1) << mantissa;
    for (unsigned h = 0; h < infinity; h++) {
        const double low = value_of(h, mantissa);
        const double step =
            h + 1 < infinity ? value_of(h + 1, mantissa) - low : low - value_of(h - 1, mantissa);
        const float middle = (float)(low + step / 2);
        const unsigned even = h % 2 == 0 ? h : h + 1;
        if ((double)middle != low + step / 2) {
            continue; /* beyond the largest float: bfloat16's last middle is not */
        }
        cr_assert_eq(narrow(middle), even, "%a", (double)middle);
        cr_assert_eq(narrow(nextafterf(middle, 0.0f)), h, "below %a", (double)middle);
        cr_assert_eq(narrow(nextafterf(middle, INFINITY)), h + 1, "above %a", (double)middle);
        cr_assert_eq(narrow(-middle), even | 0x8000u, "%a", -(double)middle);
    }
}

Test(core_half, every_f16_has_its_value) {
    check_all_values(10, tni_f16_to_f32);
}
Test(core_half, every_bf16_has_its_value) {
    check_all_values(7, tni_bf16_to_f32);
}
Test(core_half, every_f16_comes_back) {
    check_all_return(10, tni_f16_to_f32, tni_f32_to_f16);
}
Test(core_half, every_bf16_comes_back) {
    check_all_return(7, tni_bf16_to_f32, tni_f32_to_bf16);
}
Test(core_half, f16_rounds_to_nearest_even) {
    check_all_ties(10, tni_f32_to_f16);
}
Test(core_half, bf16_rounds_to_nearest_even) {
    check_all_ties(7, tni_f32_to_bf16);
}

Test(core_half, overflow_becomes_infinity) {
    cr_expect_eq(tni_f32_to_f16(65519.996f), 0x7bff);
    cr_expect_eq(tni_f32_to_f16(65520.0f), 0x7c00);
    cr_expect_eq(tni_f32_to_f16(-1e30f), 0xfc00);
    cr_expect_eq(tni_f32_to_f16(INFINITY), 0x7c00);
    cr_expect_eq(tni_f32_to_bf16(3.4e38f), 0x7f80);
}

Test(core_half, nan_stays_nan_even_when_its_payload_is_cut_off) {
    const uint32_t bits[] = {0x7f800001u, 0x7fc00000u, 0xff800001u, 0x7fffffffu, 0x7f801000u};
    for (size_t i = 0; i < sizeof bits / sizeof bits[0]; i++) {
        float nan;
        memcpy(&nan, &bits[i], sizeof nan);
        cr_expect(isnan(tni_f16_to_f32(tni_f32_to_f16(nan))), "%x", bits[i]);
        cr_expect(isnan(tni_bf16_to_f32(tni_f32_to_bf16(nan))), "%x", bits[i]);
    }
}

Test(core_half, tiny_values_keep_their_sign) {
    cr_expect_eq(tni_f32_to_f16(1e-30f), 0x0000);
    cr_expect_eq(tni_f32_to_f16(-1e-30f), 0x8000);
    cr_expect_eq(tni_f32_to_f16(0x1p-25f), 0x0000);
    cr_expect_eq(tni_f32_to_f16(0x1.8p-25f), 0x0001);
}

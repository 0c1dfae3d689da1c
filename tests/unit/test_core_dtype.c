/* Dtypes: names and sizes, promotion against PyTorch (tests/golden/promotion.csv), and casts of
 * single elements. */
#include "core/core.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

static tn_dtype dtype_named(const char *name) {
    for (int d = 1; d < TN_DTYPE_COUNT; d++) {
        if (strcmp(tn_dtype_name((tn_dtype)d), name) == 0) {
            return (tn_dtype)d;
        }
    }
    return TN_DTYPE_NONE;
}

/* Compares the rows of the golden file whose first dtype is `name`. */
static void check_promotion(const char *name) {
    FILE *file = fopen("tests/golden/promotion.csv", "r");
    cr_assert(file, "run from the root of the tree");
    char line[128], a[8], b[8], want[8];
    int cast, rows = 0;
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '#' || sscanf(line, "%7[^,],%7[^,],%7[^,],%d", a, b, want, &cast) != 4 ||
            strcmp(a, name) != 0) {
            continue;
        }
        const tn_dtype left = dtype_named(a), right = dtype_named(b);
        const tn_dtype got = tn_promote_dtypes(left, right);
        cr_expect_str_eq(tn_dtype_name(got), want, "%s with %s", a, b);
        cr_expect_eq(tni_can_cast(left, right), cast == 1, "can_cast(%s, %s)", a, b);
        rows++;
    }
    fclose(file);
    cr_assert_eq(rows, 12);
}

#define PROMOTION_TEST(NAME, name, bytes, category)   \
    Test(core_dtype, name##_promotes_as_in_pytorch) { \
        check_promotion(#name);                       \
    }
TN_DTYPES(PROMOTION_TEST)

Test(core_dtype, sizes_and_names_are_those_of_the_list) {
#define CHECK_ROW(NAME, name, size, cat)                     \
    cr_expect_eq(tn_dtype_bytes(TN_##NAME), (size_t)(size)); \
    cr_expect_str_eq(tn_dtype_name(TN_##NAME), #name);       \
    cr_expect_eq(tn_dtype_category(TN_##NAME), cat);
    TN_DTYPES(CHECK_ROW)
#undef CHECK_ROW
}

Test(core_dtype, none_and_numbers_out_of_range_are_harmless) {
    const int odd[] = {0, -1, TN_DTYPE_COUNT, 1000};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        cr_expect_eq(tn_dtype_bytes((tn_dtype)odd[i]), 0u);
        cr_expect_eq(tn_dtype_category((tn_dtype)odd[i]), TN_CATEGORY_NONE);
        cr_expect(tn_dtype_name((tn_dtype)odd[i]) != NULL);
    }
    cr_expect_str_eq(tn_dtype_name(TN_DTYPE_NONE), "none");
}

Test(core_dtype, promoting_with_none_gives_the_other) {
    cr_expect_eq(tn_promote_dtypes(TN_DTYPE_NONE, TN_F16), TN_F16);
    cr_expect_eq(tn_promote_dtypes(TN_U8, TN_DTYPE_NONE), TN_U8);
}

Test(core_dtype, promotion_is_commutative) {
    for (int a = 1; a < TN_DTYPE_COUNT; a++) {
        for (int b = 1; b < TN_DTYPE_COUNT; b++) {
            cr_expect_eq(tn_promote_dtypes((tn_dtype)a, (tn_dtype)b),
                         tn_promote_dtypes((tn_dtype)b, (tn_dtype)a));
        }
    }
}

Test(core_dtype, real_and_complex_partners) {
    static const struct {
        tn_dtype from, real, complex_partner;
    } rows[] = {{TN_F16, TN_F16, TN_C64},  {TN_BF16, TN_BF16, TN_C64}, {TN_F32, TN_F32, TN_C64},
                {TN_F64, TN_F64, TN_C128}, {TN_C64, TN_F32, TN_C64},   {TN_C128, TN_F64, TN_C128},
                {TN_I32, TN_I32, TN_C64},  {TN_BOOL, TN_BOOL, TN_C64}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_eq(tni_real_of(rows[i].from), rows[i].real);
        cr_expect_eq(tni_complex_of(rows[i].from), rows[i].complex_partner);
    }
}

Test(core_dtype, categories_are_told_apart) {
    cr_expect(tni_is_float(TN_BF16) && !tni_is_float(TN_C64) && !tni_is_float(TN_I64));
    cr_expect(tni_is_complex(TN_C128) && !tni_is_complex(TN_F64));
    cr_expect(tni_is_integral(TN_U8, false) && !tni_is_integral(TN_BOOL, false));
    cr_expect(tni_is_integral(TN_BOOL, true) && !tni_is_integral(TN_F16, true));
}

Test(core_dtype, default_is_f32_and_can_be_f64) {
    cr_expect_eq(tn_default_dtype(), TN_F32);
    tn_set_default_dtype(TN_F64);
    cr_expect_eq(tn_default_dtype(), TN_F64);
    cr_expect_eq(tni_complex_of(TN_I32), TN_C128);
}

Test(core_dtype, default_refuses_what_is_no_float) {
    const tn_dtype wrong[] = {TN_DTYPE_NONE, TN_I64, TN_F16, TN_C64};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        tn_error e;
        tn_set_default_dtype(wrong[i]);
        cr_assert(tn_error_take(&e));
        cr_expect_eq(e.code, TN_ERR_DTYPE);
        cr_expect(strstr(e.message, tn_dtype_name(wrong[i])), "%s", e.message);
        cr_expect_eq(tn_default_dtype(), TN_F32);
    }
}

/* ---- One element ----------------------------------------------------------------------------- */

Test(core_dtype, an_element_survives_a_store_and_a_load) {
    for (int d = 1; d < TN_DTYPE_COUNT; d++) {
        unsigned char element[16] = {0};
        tni_store_value(element, (tn_dtype)d, tn_value_int(1));
        const tn_value back = tni_load_value(element, (tn_dtype)d);
        cr_expect_eq(tni_value_category(back), tn_dtype_category((tn_dtype)d));
        cr_expect_eq(tni_value_real(back), 1.0, "%s", tn_dtype_name((tn_dtype)d));
    }
}

Test(core_dtype, a_store_touches_only_its_bytes) {
    for (int d = 1; d < TN_DTYPE_COUNT; d++) {
        unsigned char element[24];
        memset(element, 0xa5, sizeof element);
        tni_store_value(element, (tn_dtype)d, tn_value_float(3.0));
        for (size_t i = tn_dtype_bytes((tn_dtype)d); i < sizeof element; i++) {
            cr_expect_eq(element[i], 0xa5, "%s, byte %zu", tn_dtype_name((tn_dtype)d), i);
        }
    }
}

Test(core_dtype, integers_wrap_when_stored_narrower) {
    static const struct {
        tn_dtype dtype;
        int64_t in, out;
    } rows[] = {{TN_U8, 256, 0},
                {TN_U8, -1, 255},
                {TN_I8, 128, -128},
                {TN_I8, -129, 127},
                {TN_I16, 65535, -1},
                {TN_I16, 32768, -32768},
                {TN_I32, 1LL << 32, 0},
                {TN_I32, 1LL << 31, INT32_MIN},
                {TN_I64, INT64_MIN, INT64_MIN}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t element = 0;
        tni_store_value(&element, rows[i].dtype, tn_value_int(rows[i].in));
        cr_expect_eq(tni_load_value(&element, rows[i].dtype).as.integer, rows[i].out, "row %zu", i);
    }
}

Test(core_dtype, floats_become_integers_towards_zero) {
    static const struct {
        double in;
        int64_t out;
    } rows[] = {{2.9, 2},
                {-2.9, -2},
                {0.5, 0},
                {-0.5, 0},
                {1e18, 1000000000000000000},
                {1e300, INT64_MIN},
                {-1e300, INT64_MIN},
                {INFINITY, INT64_MIN},
                {NAN, INT64_MIN},
                {-0x1p63, INT64_MIN}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_eq(tni_value_int(tn_value_float(rows[i].in)), rows[i].out, "row %zu", i);
    }
}

Test(core_dtype, bool_is_true_for_whatever_is_not_zero) {
    static const struct {
        tn_value in;
        bool out;
    } rows[] = {{{.kind = TN_VALUE_INT, .as.integer = 256}, true},
                {{.kind = TN_VALUE_INT, .as.integer = 0}, false},
                {{.kind = TN_VALUE_FLOAT, .as.real = 0.25}, true},
                {{.kind = TN_VALUE_FLOAT, .as.real = -0.0}, false},
                {{.kind = TN_VALUE_FLOAT, .as.real = NAN}, true},
                {{.kind = TN_VALUE_COMPLEX, .as.z = {0, 1e-300}}, true},
                {{.kind = TN_VALUE_COMPLEX, .as.z = {0, 0}}, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        unsigned char element = 7;
        tni_store_value(&element, TN_BOOL, rows[i].in);
        cr_expect_eq(element, rows[i].out, "row %zu", i);
    }
}

Test(core_dtype, complex_elements_keep_both_parts) {
    float c64[2];
    double c128[2];
    const tn_value z = tn_value_complex(1.5, -2.5);
    tni_store_value(c64, TN_C64, z);
    tni_store_value(c128, TN_C128, z);
    cr_expect(c64[0] == 1.5f && c64[1] == -2.5f && c128[0] == 1.5 && c128[1] == -2.5);
    cr_expect_eq(tni_load_value(c64, TN_C64).as.z.im, -2.5);
    cr_expect_eq(tni_load_value(c128, TN_C128).as.z.im, -2.5);
    float real;
    tni_store_value(&real, TN_F32, z);
    cr_expect_eq(real, 1.5f);
}

/* Half of the last place of f32, and one more: by way of f64 it would be a tie, and round down. */
Test(core_dtype, large_integers_are_rounded_once) {
    const int64_t value = ((int64_t)1 << 62) + ((int64_t)1 << 38) + 1;
    float single;
    tni_store_value(&single, TN_F32, tn_value_int(value));
    cr_expect_eq(single, 0x1.000002p62f);
}

/* Crossovers: what they decide, the file that they are read from, and where they are told. */
#include "device/crossover.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

static void expect_error(tn_status code, const char *part) {
    tn_error e = {0};
    cr_expect(tn_error_take(&e));
    cr_expect_eq(e.code, code);
    cr_expect(strstr(e.message, part), "'%s' lacks '%s'", e.message, part);
}

Test(crossovers, each_device_lists_its_own) {
    tn_crossover x;
    int n = 0;
    for (; tn_crossover_at(TN_CPU, n, &x); n++) {
        cr_expect(x.value >= 0 && x.value <= x.most && x.fallback <= x.most, "%s", x.name);
        cr_expect_eq(tni_crossover_rows[tni_crossover_named(TN_DEVICE_CPU, x.name)].fallback,
                     x.fallback);
    }
    cr_expect_eq(n, 4);
    cr_expect_not(tn_crossover_at(TN_CPU, -1, &x));
    cr_expect_not(tn_crossover_at(TN_CPU, 0, NULL));
    cr_expect(tn_ok());
    cr_expect_not(tn_crossover_at(TN_CUDA(500), 0, &x));
    expect_error(TN_ERR_DEVICE, "cuda:500");
    cr_expect(tn_device_model(TN_CPU)[0]);
}

Test(crossovers, what_they_say_is_what_serves_and_is_told) {
    TN_SCOPE(s);
    tn_tensor *a = tn_randn(TN_SHAPE(100, 6, 6), .dtype = TN_F64, .device = TN_CPU);
    cr_expect(strstr(tn_linalg_explain("svd", a, NULL), "Jacobi"));
    cr_expect_null(strstr(tn_device_numerics(TN_CPU), "lanes_svd"));
    cr_expect_eq(tn_crossover_set(TN_CPU, "lanes_svd", 5), TN_OK);
    cr_expect(strstr(tn_linalg_explain("svd", a, NULL), "gesdd"));
    cr_expect(strstr(tn_device_numerics(TN_CPU), ", lanes_svd=5"), "%s",
              tn_device_numerics(TN_CPU));
    cr_expect_eq(tn_crossover_set(TN_CPU, "lanes_svd", 6), TN_OK);
    cr_expect(strstr(tn_linalg_explain("svd", a, NULL), "Jacobi"));
}

Test(crossovers, products_are_the_same_on_either_side) {
    TN_SCOPE(s);
    tn_tensor *a = tn_randn(TN_SHAPE(9, 9), .dtype = TN_F64, .device = TN_CPU);
    tn_tensor *own = tn_matmul(a, a);
    cr_expect_eq(tn_crossover_set(TN_CPU, "blas_work", 0), TN_OK);
    tn_tensor *off = tn_amax(tn_abs(tn_sub(tn_matmul(a, a), own)), TN_DIMS(0, 1));
    cr_expect_leq(tn_item(off), 1e-13);
}

Test(crossovers, others_are_refused) {
    cr_expect_eq(tn_crossover_set(TN_CPU, "cufft_c64", 1), TN_ERR_ARGUMENT);
    expect_error(TN_ERR_ARGUMENT, "cpu has no crossover \"cufft_c64\"");
    cr_expect_eq(tn_crossover_set(TN_CPU, NULL, 1), TN_ERR_ARGUMENT);
    expect_error(TN_ERR_ARGUMENT, "NULL");
    cr_expect_eq(tn_crossover_set(TN_CPU, "lanes_svd", 33), TN_ERR_ARGUMENT);
    expect_error(TN_ERR_ARGUMENT, "lanes_svd must be in 0..32, got 33");
    cr_expect_eq(tn_crossover_set(TN_CPU, "lanes_svd", -1), TN_ERR_ARGUMENT);
    expect_error(TN_ERR_ARGUMENT, "got -1");
    cr_expect_eq(tn_crossover_set(TN_CUDA(500), "cufft_c64", 1), TN_ERR_DEVICE);
    expect_error(TN_ERR_DEVICE, "cuda:500");
}

/* ---- The file -------------------------------------------------------------------------------- */

static void read_text(const char *text, const char *model, int64_t *values) {
    char path[] = "/tmp/crossovers.XXXXXX";
    const int fd = mkstemp(path);
    cr_assert(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    close(fd);
    for (int i = 0; i < TNI_CROSSOVERS; i++) {
        values[i] = -1;
    }
    tni_crossovers_read(path, model, TN_DEVICE_CPU, values);
    unlink(path);
}

Test(crossovers, a_section_ends_where_the_next_one_begins) {
    static const char text[] = "lanes_svd 1\n[A B]\nlanes_svd 2\n\n # lanes_eigh 9\n"
                               "lanes_eigh 3 # rows\n[A BC]\nlanes_svd 4\nlanes_factor 5";
    int64_t v[TNI_CROSSOVERS];
    read_text(text, "A B", v);
    cr_expect(v[TNI_CROSS_lanes_svd] == 2 && v[TNI_CROSS_lanes_eigh] == 3 &&
              v[TNI_CROSS_lanes_factor] == -1);
    read_text(text, "A BC", v);
    cr_expect(v[TNI_CROSS_lanes_svd] == 4 && v[TNI_CROSS_lanes_factor] == 5);
    read_text(text, "A", v);
    cr_expect_eq(v[TNI_CROSS_lanes_svd], -1);
    read_text("", "A", v);
    read_text("[A]", "A", v);
    cr_expect_eq(v[TNI_CROSS_lanes_svd], -1);
}

Test(crossovers, lines_that_say_nothing_are_left_out) {
    int64_t v[TNI_CROSSOVERS];
    read_text("[A]\nlanes_svd 33\nlanes_eigh -1\nlanes_factor 3 4\ncufft_c64 5\nblas_work\n"
              "lanes_eigh 1e3\nlanes_svd 99999999999999999999999\nlanes_svd 7\r\n",
              "A", v);
    cr_expect_eq(v[TNI_CROSS_lanes_svd], 7);
    cr_expect(v[TNI_CROSS_lanes_eigh] == -1 && v[TNI_CROSS_lanes_factor] == -1 &&
              v[TNI_CROSS_cufft_c64] == -1 && v[TNI_CROSS_blas_work] == -1);
    tni_crossovers_read("/nonexistent/crossovers", "A", TN_DEVICE_CPU, v);
    tni_crossovers_read("/", "A", TN_DEVICE_CPU, v);
    cr_expect_eq(v[TNI_CROSS_lanes_svd], 7);
}

Test(crossovers, a_section_is_found_as_a_whole) {
    static const char text[] = "# x\n[A]\na\n[B]\nb";
    const tni_section a = tni_crossovers_section(text, sizeof text - 1, "A");
    const tni_section b = tni_crossovers_section(text, sizeof text - 1, "B");
    const tni_section c = tni_crossovers_section(text, sizeof text - 1, "C");
    cr_expect(a.begin == 4 && a.end == 10 && b.begin == 10 && b.end == sizeof text - 1);
    cr_expect(c.begin == sizeof text - 1 && c.end == sizeof text - 1);
}

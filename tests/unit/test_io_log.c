/* The log of a run: what is written is read back, torn lines and later steps are cut. */
#include "io_support.h"

#include <tenon/io.h>

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>

static tn_run_log *open_new(const char *path) {
    return tn_log_open(path, .config = TN_LOG({"seed", tn_value_int(7)}));
}

static void write_step(tn_run_log *log, int64_t step, double loss) {
    tn_log_write(log, "step", TN_LOG({"step", tn_value_int(step)}, {"loss", tn_value_float(loss)}));
}

/* A log of steps 1 to n. */
static const char *log_of(int n) {
    const char *path = scratch("log.jsonl");
    tn_run_log *log = open_new(path);
    for (int i = 1; i <= n; i++) {
        write_step(log, i, i / 2.0);
    }
    tn_log_close(log);
    expect_ok();
    return path;
}

/* The steps of a log in order, as digits. */
static void expect_steps(const char *path, const char *wanted) {
    char found[64] = "";
    double step;
    tn_log_reader *reader = tn_log_reader_open(path);
    while (tn_log_reader_next(reader)) {
        const bool is_step = tn_log_reader_number(reader, "step", &step);
        snprintf(found + strlen(found), sizeof found - strlen(found), "%c",
                 is_step ? '0' + (int)step : 'c');
    }
    tn_log_reader_close(reader);
    expect_ok();
    cr_expect_str_eq(found, wanted);
}

Test(log, starts_with_the_configuration) {
    const char *path = log_of(1);
    tn_log_reader *reader = tn_log_reader_open(path);
    double seed, loss;
    cr_assert(tn_log_reader_next(reader));
    cr_expect_str_eq(tn_log_reader_type(reader), "config");
    cr_expect_str_eq(tn_log_reader_text(reader, "version"), tn_version());
    cr_expect(tn_log_reader_number(reader, "seed", &seed));
    cr_expect_eq(seed, 7);
    cr_assert(tn_log_reader_next(reader));
    cr_expect_str_eq(tn_log_reader_type(reader), "step");
    cr_expect(tn_log_reader_number(reader, "loss", &loss));
    cr_expect_eq(loss, 0.5);
    cr_expect(!tn_log_reader_number(reader, "nothing", &loss));
    cr_expect_null(tn_log_reader_text(reader, "loss"));
    cr_expect(!tn_log_reader_next(reader));
    tn_log_reader_close(reader);
    expect_ok();
    scratch_remove();
}

Test(log, writes_shortest_numbers_that_read_back) {
    const double values[] = {0.1, 1.0 / 3, 1e300, 5e-324, -0.0, 123456789.125, 1e-3};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        const char *path = scratch("n.jsonl");
        double back;
        tn_run_log *log = open_new(path);
        write_step(log, 1, values[i]);
        tn_log_close(log);
        tn_log_reader *reader = tn_log_reader_open(path);
        tn_log_reader_next(reader);
        cr_assert(tn_log_reader_next(reader));
        cr_expect(tn_log_reader_number(reader, "loss", &back));
        cr_expect_eq(memcmp(&back, &values[i], sizeof back), 0, "%g", values[i]);
        tn_log_reader_close(reader);
    }
    char text[512] = "";
    read_file(scratch("n.jsonl"), text, sizeof text - 1);
    cr_expect(strstr(text, "\"loss\":0.001}"), "%s", text);
    scratch_remove();
}

Test(log, writes_nan_as_null) {
    double loss = 0;
    const char *path = scratch("nan.jsonl");
    tn_run_log *log = open_new(path);
    write_step(log, 1, (double)NAN);
    tn_log_close(log);
    tn_log_reader *reader = tn_log_reader_open(path);
    tn_log_reader_next(reader);
    cr_assert(tn_log_reader_next(reader));
    cr_expect(tn_log_reader_number(reader, "loss", &loss));
    cr_expect(isnan(loss));
    tn_log_reader_close(reader);
    scratch_remove();
}

Test(log, escapes_text) {
    const char *path = scratch("t.jsonl"), *text = "a \"quote\", a \n newline and \xc3\xa9";
    tn_run_log *log = open_new(path);
    tn_log_write(log, "note", TN_LOG({"text", tn_value_string(text)}));
    tn_log_close(log);
    tn_log_reader *reader = tn_log_reader_open(path);
    tn_log_reader_next(reader);
    cr_assert(tn_log_reader_next(reader));
    cr_expect_str_eq(tn_log_reader_text(reader, "text"), text);
    tn_log_reader_close(reader);
    scratch_remove();
}

Test(log, goes_on_after_a_torn_line) {
    const char *path = log_of(2);
    FILE *file = fopen(path, "a");
    fputs("{\"type\":\"step\",\"st", file);
    fclose(file);
    expect_steps(path, "c12");
    tn_run_log *log = tn_log_open(path, .resume = true, .step = 2);
    write_step(log, 3, 0);
    tn_log_close(log);
    expect_steps(path, "c123");
    scratch_remove();
}

Test(log, forgets_steps_past_the_one_resumed_at) {
    const char *path = log_of(5);
    tn_run_log *log = tn_log_open(path, .resume = true, .step = 3);
    write_step(log, 4, 0);
    tn_log_close(log);
    expect_steps(path, "c1234");
    scratch_remove();
}

Test(log, starts_anew_without_resume) {
    const char *path = log_of(3);
    tn_log_close(open_new(path));
    expect_steps(path, "c");
    scratch_remove();
}

Test(log, starts_when_there_is_nothing_to_resume) {
    const char *path = scratch("new.jsonl");
    tn_log_close(tn_log_open(path, .resume = true, .step = 3));
    expect_steps(path, "c");
    scratch_remove();
}

Test(log, refuses_fields_that_make_no_record) {
    tn_run_log *log = open_new(scratch("log.jsonl"));
    tn_log_write(log, "step", TN_LOG({"a", tn_value_int(1)}, {"a", tn_value_int(2)}));
    expect_error(TN_ERR_ARGUMENT, "field 1 has no key of its own ('a')");
    tn_log_write(log, "step", TN_LOG({"type", tn_value_int(1)}));
    expect_error(TN_ERR_ARGUMENT, "field 0 has no key of its own ('type')");
    tn_log_write(log, "step", TN_LOG({"t", tn_value_complex(1, 2)}));
    expect_error(TN_ERR_ARGUMENT, "neither number, bool nor string");
    tn_log_write(log, "st\xff", (tn_log_fields){0});
    expect_error(TN_ERR_ARGUMENT, "no valid UTF-8");
    tn_log_close(log);
    expect_steps(scratch("log.jsonl"), "c");
    scratch_remove();
}

/* X(name of the lie, text, what the message says) */
#define LIES(X)                                                                               \
    X(a_line_that_is_no_json, "{\"type\":\"a\"}\nhello\n", "line 2 is no valid JSON")         \
    X(an_empty_line, "\n", "line 1 is no valid JSON")                                         \
    X(a_line_that_is_a_list, "[1]\n", "line 1 is no JSON object")                             \
    X(a_record_without_type, "{\"a\":1}\n", "line 1 has no string \"type\"")                  \
    X(a_type_that_is_no_text, "{\"type\":1}\n", "line 1 has no string \"type\"")              \
    X(a_duplicate_key, "{\"type\":\"a\",\"type\":\"b\"}\n", "duplicate")                      \
    X(deep_nesting, "{\"type\":[[[[[[]]]]]]}\n", "nested deeper than 4")                      \
    X(two_records_on_a_line, "{\"type\":\"a\"}{\"type\":\"b\"}\n", "line 1 is no valid JSON") \
    X(a_number_that_overflows, "{\"type\":\"a\",\"x\":1e999}\n", "line 1 is no valid JSON")

#define LIE_TEST(name, text, message)                                     \
    Test(log, refuses_##name) {                                           \
        write_file(scratch("bad.jsonl"), text, sizeof text - 1);          \
        tn_log_reader *reader = tn_log_reader_open(scratch("bad.jsonl")); \
        while (tn_log_reader_next(reader)) {}                             \
        expect_error(TN_ERR_FORMAT, message);                             \
        tn_log_reader_close(reader);                                      \
        scratch_remove();                                                 \
    }
LIES(LIE_TEST)

Test(log, refuses_a_line_of_more_than_a_mebibyte) {
    static char text[(1 << 20) + 100];
    memset(text, ' ', sizeof text);
    text[sizeof text - 1] = '\n';
    int64_t at = 0, line = 0;
    cr_expect_null(tni_log_record(text, sizeof text, &at, &line));
    expect_error(TN_ERR_FORMAT, "line 1 is longer than 1048576 bytes");
}

Test(log, takes_null_for_nothing) {
    cr_expect(!tn_log_reader_next(NULL));
    cr_expect_null(tn_log_reader_type(NULL));
    cr_expect_eq(tn_log_write(NULL, "step", (tn_log_fields){0}), TN_OK);
    tn_log_close(NULL);
    tn_log_reader_close(NULL);
    expect_ok();
}

Test(run_log, refuses_what_its_reader_would_refuse) {
    TN_SCOPE(s);
    cr_expect(!tn_log_open(scratch("a.jsonl"), .config = TN_LOG({"version", tn_value_int(1)})));
    expect_error(TN_ERR_ARGUMENT, "version");
    tn_run_log *log = tn_log_open(scratch("log.jsonl"), .config = TN_LOG({"x", tn_value_int(1)}));
    char *text = calloc((1 << 20) + 2, 1);
    memset(text, 'x', (1 << 20) + 1);
    cr_expect_eq(tn_log_write(log, "note", TN_LOG({"text", tn_value_string(text)})),
                 TN_ERR_ARGUMENT);
    expect_error(TN_ERR_ARGUMENT, "a line has at most");
    tn_log_close(log);
    free(text);
    scratch_remove();
}

Test(run_log, a_record_that_does_not_fit_leaves_nothing_behind) {
    TN_SCOPE(s);
    tn_run_log *log = tn_log_open(scratch("log.jsonl"), .config = TN_LOG({"x", tn_value_int(1)}));
    struct stat before, after;
    cr_assert_eq(stat(scratch("log.jsonl"), &before), 0);
    const struct rlimit limit = {(rlim_t)before.st_size + 5, RLIM_INFINITY};
    signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    cr_expect_eq(tn_log_write(log, "step", TN_LOG({"step", tn_value_int(1)})), TN_ERR_IO);
    tn_error_take(NULL);
    cr_assert_eq(stat(scratch("log.jsonl"), &after), 0);
    cr_expect_eq(after.st_size, before.st_size);
    tn_log_close(log);
    scratch_remove();
}

Test(run_log, numbers_have_a_point_in_every_locale) {
    char text[] = "-1,5e+03",
         wide[] = "0\xd9\xab"
                  "25",
         plain[] = "2.5";
    cr_expect_eq(tni_plain_number(text), 8);
    cr_expect_str_eq(text, "-1.5e+03");
    tni_plain_number(wide);
    cr_expect_str_eq(wide, "0.25");
    tni_plain_number(plain);
    cr_expect_str_eq(plain, "2.5");
}

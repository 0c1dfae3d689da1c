/* Metadata memory, and failing on demand. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "core/core.h"

#include <criterion/criterion.h>
#include <stdlib.h>

Test(core_alloc, memory_can_be_had_grown_and_freed) {
    char *data = tni_host_alloc(3);
    cr_assert(data);
    memcpy(data, "ab", 3);
    data = tni_host_realloc(data, 1000);
    cr_assert(data);
    cr_expect_str_eq(data, "ab");
    tni_host_free(data);
    tni_host_free(NULL);
}

Test(core_alloc, no_bytes_are_memory_too) {
    void *a = tni_host_alloc(0), *b = tni_host_alloc_zeroed(0);
    cr_expect(a && b && a != b);
    tni_host_free(a);
    tni_host_free(b);
}

Test(core_alloc, a_text_is_copied) {
    char text[] = "hello";
    char *copy = tni_host_text(text);
    text[0] = 'j';
    cr_expect_str_eq(copy, "hello");
    tni_host_free(copy);
}

Test(core_alloc, what_no_machine_has_is_an_error) {
    tn_error e;
    cr_expect_null(tni_host_alloc(SIZE_MAX / 2));
    cr_assert(tn_error_take(&e));
    cr_expect_eq(e.code, TN_ERR_MEMORY);
    cr_expect(strstr(e.message, "9223372036854775807"), "%s", e.message);
}

Test(core_alloc, the_kth_request_fails_and_no_other) {
    for (uint64_t k = 1; k <= 4; k++) {
        tni_memory_fail_at(k);
        for (uint64_t i = 1; i <= 4; i++) {
            void *data = i % 2 ? tni_host_alloc(8) : tni_host_alloc_zeroed(8);
            cr_expect_eq(data == NULL, i == k, "request %llu", (unsigned long long)i);
            cr_expect_eq(tn_error_take(NULL), i == k);
            tni_host_free(data);
        }
        cr_expect_eq(tni_memory_requests(), 4u);
    }
}

Test(core_alloc, a_failed_realloc_keeps_the_old_block) {
    char *data = tni_host_alloc(4);
    memcpy(data, "abc", 4);
    tni_memory_fail_at(1);
    cr_expect_null(tni_host_realloc(data, 100));
    cr_expect_str_eq(data, "abc");
    tni_host_free(data);
}

Test(core_alloc, counting_alone_fails_nothing) {
    tni_memory_fail_at(UINT64_MAX);
    for (int i = 0; i < 10; i++) {
        tni_host_free(tni_host_alloc(1));
    }
    cr_expect_eq(tni_memory_requests(), 10u);
    tni_memory_fail_at(0);
    tni_host_free(tni_host_alloc(1));
    cr_expect_eq(tni_memory_requests(), 10u, "switched off: not counted");
}

Test(core_alloc, the_environment_can_ask_for_a_failure) {
    setenv("TENON_FAIL_ALLOC", "2", 1);
    void *a = tni_host_alloc(8);
    cr_expect(a);
    cr_expect_null(tni_host_alloc(8));
    cr_expect_eq(tni_pending(), TN_ERR_MEMORY);
    tni_host_free(a);
}

Test(core_alloc, a_failure_on_demand_says_so) {
    tni_memory_fail_at(1);
    cr_expect_null(tni_host_text("x"));
    cr_expect(strstr(tn_error_pending()->message, "request 1 was told to fail"));
}

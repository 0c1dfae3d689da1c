/* Every allocation in turn fails: an error, nothing half made, and the next call works. */
#include "tensor/handle.h"

#include <criterion/criterion.h>
#include <tenon/dlpack.h>

/* A story returns whether it went through; what it leaves behind is checked outside. */
typedef bool story(void);

static void check_every_allocation(story *tell) {
    tni_memory_fail_at(UINT64_MAX);
    cr_assert(tell());
    const uint64_t requests = tni_memory_requests();
    cr_assert_gt(requests, 0);
    for (uint64_t k = 1; k <= requests; k++) {
        const uint64_t handles = tni_scope_handles();
        tni_memory_fail_at(k);
        const bool told = tell();
        const uint64_t asked = tni_memory_requests();
        tni_memory_fail_at(0);
        tn_error e = {0};
        const bool failed = tn_error_take(&e);
        /* A block from the thread's own lists is no request: then there was nothing to fail. */
        cr_expect_eq(failed, asked >= k, "request %llu of %llu", (unsigned long long)k,
                     (unsigned long long)asked);
        cr_expect(!failed || e.code == TN_ERR_MEMORY, "%s", e.message);
        cr_expect(told || failed);
        cr_expect_eq(tni_scope_handles(), handles);
        cr_expect_eq(tni_scope_depth(), 0);
    }
    cr_expect(tell());
}

static bool small_tensors(void) {
    TN_SCOPE(s);
    const float data[] = {1, 2, 3};
    tn_tensor *t = tn_from(data, TN_SHAPE(3), TN_F32);
    tn_tensor *number = t ? tni_from_number(tn_value_int(2), TN_F32, TN_CPU) : NULL;
    return number && tn_item(number) == 2;
}

static bool large_tensors(void) {
    TN_SCOPE(s);
    const tni_meta meta = {TN_F64, TN_CPU, {2, {100, 100}}};
    tn_tensor *t = tni_new(&meta);
    tn_tensor *strided = t ? tni_new_strided(&meta, (int64_t[]){1, 100}) : NULL;
    return strided != NULL;
}

static bool views(void) {
    TN_SCOPE(s);
    const tni_meta meta = {TN_F64, TN_CPU, {2, {10, 10}}};
    tn_tensor *t = tni_new(&meta);
    tn_tensor *view = t ? tni_view(t, 1, (int64_t[]){10}, (int64_t[]){10}, 3) : NULL;
    tn_tensor *alias = tni_alias(view);
    return tn_ok() && alias && atomic_load(&t->storage->refs) == 3;
}

static int ended;

static void count_end(void *data, void *context) {
    (void)data, (void)context;
    ended++;
}

/* The deleter runs exactly when the tensor came about. */
static bool wrapped_memory(void) {
    float memory[4] = {0};
    ended = 0;
    tn_scope s = tn_scope_open();
    tn_tensor *t = tn_wrap(memory, TN_SHAPE(4), TN_F32, .deleter = count_end);
    tn_scope_close(&s);
    cr_expect_eq(ended, t != NULL);
    return t != NULL;
}

static bool loans(void) {
    TN_SCOPE(s);
    const double data[] = {1, 2};
    DLManagedTensor *m = tn_to_dlpack(tn_from(data, TN_SHAPE(2), TN_F64));
    tn_tensor *t = m ? tn_from_dlpack(m) : NULL;
    if (m && !t) {
        m->deleter(m);
    }
    return t != NULL;
}

static bool lists(void) {
    TN_SCOPE(s);
    void *first = tni_scope_bytes(100);
    return first && tni_scope_bytes(1000);
}

static bool many_handles(void) {
    TN_SCOPE(s);
    tn_tensor *t = tni_from_number(tn_value_int(2), TN_F32, TN_CPU);
    for (int i = 0; t && i < 3000; i++) {
        t = tn_borrow_handle(t);
    }
    return t != NULL;
}

static bool deep_scopes(void) {
    tn_scope scopes[200];
    for (int i = 0; i < 200; i++) {
        scopes[i] = tn_scope_open();
    }
    const bool opened = scopes[199].level == 200;
    for (int i = 199; i >= 0; i--) {
        tn_scope_close(&scopes[i]);
    }
    return opened;
}

static bool escapes(void) {
    TN_SCOPE(outer);
    tn_tensor *kept, *own = tni_from_number(tn_value_int(2), TN_F32, TN_CPU);
    {
        TN_SCOPE(inner);
        kept = tn_escape(&inner, tni_from_number(tn_value_int(3), TN_F32, TN_CPU));
        own = tn_escape(&inner, own);
    }
    return own && kept && tn_item(kept) == 3;
}

#define SURVIVES(name)                      \
    Test(fault, leaves_nothing_of_##name) { \
        check_every_allocation(name);       \
    }
SURVIVES(small_tensors)
SURVIVES(large_tensors)
SURVIVES(views)
SURVIVES(wrapped_memory)
SURVIVES(loans)
SURVIVES(lists)
SURVIVES(many_handles)
SURVIVES(deep_scopes)
SURVIVES(escapes)

/* account_watch.c: calls into a device, each observed before it is made. */
#include "support/account_watch.h"

static const size_t oversize = (size_t)256 << 20;

void watch_see(const account_watch *w) {
    if (w->every_state) {
        model_observe(w->model);
    } else {
        model_observe_book(w->model);
    }
}

void watch_settle(const account_watch *w) {
    for (int i = 0; i < w->model->n; i++) {
        tn_memory_figures f;
        tni_cache_get_figures(w->model->caches[i], &f);
    }
}

static void came(account_model *m, size_t bytes) {
    m->device_bytes += bytes;
    m->device_bytes_ever += bytes;
    m->pieces++;
    m->pieces_ever++;
}

static void went(account_model *m, size_t bytes) {
    m->device_bytes -= bytes;
    m->pieces--;
}

static void *alloc_segment(void *context, size_t bytes) {
    const account_watch *w = context;
    watch_see(w);
    w->model->calls[TN_MEMORY_RAW_ALLOC]++;
    void *data = w->real.alloc(w->real.context, bytes);
    if (data) {
        came(w->model, bytes);
    }
    if (data && bytes > oversize) {
        model_row_add(&w->model->oversize_segments);
    }
    return data;
}

static void free_segment(void *context, void *data, size_t bytes) {
    const account_watch *w = context;
    watch_see(w);
    w->model->calls[TN_MEMORY_RAW_FREE]++;
    went(w->model, bytes);
    if (bytes > oversize) {
        model_row_subtract(&w->model->oversize_segments);
    }
    w->real.free(w->real.context, data, bytes);
}

static void *reserve(void *context, size_t *span_bytes, size_t *page_bytes) {
    const account_watch *w = context;
    watch_see(w);
    void *data = w->real.reserve(w->real.context, span_bytes, page_bytes);
    w->model->page_bytes = data ? *page_bytes : 0;
    return data;
}
static void unreserve(void *context, void *data, size_t span_bytes) {
    const account_watch *w = context;
    w->real.unreserve(w->real.context, data, span_bytes);
}

static bool make_page(void *context, uint64_t *page) {
    const account_watch *w = context;
    w->model->is_giving = true;
    watch_see(w);
    w->model->is_giving = false;
    w->model->calls[TN_MEMORY_PAGE_MAKE]++;
    const bool made = w->real.make_page(w->real.context, page);
    if (made) {
        came(w->model, w->model->page_bytes);
    }
    return made;
}
static void drop_page(void *context, uint64_t page) {
    const account_watch *w = context;
    watch_see(w);
    w->model->calls[TN_MEMORY_PAGE_DROP]++;
    went(w->model, w->model->page_bytes);
    w->real.drop_page(w->real.context, page);
}

static bool map(void *context, void *at, const uint64_t *pages, size_t n) {
    const account_watch *w = context;
    watch_see(w);
    w->model->calls[TN_MEMORY_PAGE_MAP]++;
    const bool fine = w->real.map(w->real.context, at, pages, n);
    w->model->mapped += fine ? n : 0;
    return fine;
}
static bool unmap(void *context, void *at, size_t n) {
    const account_watch *w = context;
    watch_see(w);
    w->model->calls[TN_MEMORY_PAGE_UNMAP]++;
    const bool fine = w->real.unmap(w->real.context, at, n);
    w->model->unmapped += fine ? n : 0;
    return fine;
}

static bool await_work(void *context) {
    const account_watch *w = context;
    watch_see(w);
    w->model->calls[TN_MEMORY_AWAIT]++;
    const bool done = w->real.await_work(w->real.context);
    watch_settle(w);
    watch_see(w);
    return done;
}

tni_raw_memory watch_memory(account_watch *w) {
    tni_raw_memory raw = w->real;
    raw.context = w;
    raw.alloc = raw.alloc ? alloc_segment : NULL;
    raw.free = raw.free ? free_segment : NULL;
    raw.await_work = raw.await_work ? await_work : NULL;
    if (raw.reserve) {
        raw.reserve = reserve;
        raw.unreserve = unreserve;
        raw.make_page = make_page;
        raw.drop_page = drop_page;
        raw.map = map;
        raw.unmap = unmap;
    }
    return raw;
}

void *watch_alloc(const account_watch *w, tni_cache *cache, void *(*attempt)(void *context),
                  void *context) {
    if (!w->every_state) {
        return attempt(context);
    }
    tni_cache *beside = atomic_exchange(&cache->beside, NULL);
    void *data = attempt(context);
    if (!data && beside && !tni_pending()) {
        watch_see(w);
        tni_cache_trim(beside);
        watch_see(w);
        data = attempt(context);
    }
    atomic_store(&cache->beside, beside);
    return data;
}

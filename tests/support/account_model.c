/* account_model.c: the other way of counting. */
#include "support/account_model.h"

#include <stdarg.h>
#include <stdio.h>

enum { ALL = TN_MEMORY_ALL, LARGE = TN_MEMORY_LARGE, SMALL = TN_MEMORY_SMALL };

static const char *const metric_names[] = {"allocated", "active",  "requested",
                                           "reserved",  "split",   "allocation",
                                           "actives",   "segment", "splits"};

/* ---- The book -------------------------------------------------------------------------------- */

void model_row_add(tn_memory_row *row) {
    row->now++;
    row->allocated++;
    row->peak = row->now > row->peak ? row->now : row->peak;
}

void model_row_subtract(tn_memory_row *row) {
    row->now--;
    row->freed++;
}

void model_take(account_model *m, bool small, size_t bytes, size_t rounded) {
    model_side *side = small ? &m->small : &m->large;
    side->blocks++;
    side->bytes += rounded;
    side->requested += bytes;
    side->blocks_ever++;
    side->bytes_ever += rounded;
    side->requested_ever += bytes;
    if (rounded > (size_t)256 << 20) {
        model_row_add(&m->oversize_allocations);
    }
}

void model_give(account_model *m, bool small, size_t bytes, size_t rounded) {
    model_side *side = small ? &m->small : &m->large;
    side->blocks--;
    side->bytes -= rounded;
    side->requested -= bytes;
    if (rounded > (size_t)256 << 20) {
        model_row_subtract(&m->oversize_allocations);
    }
}

void model_slab(account_model *m, int size_class) {
    const size_t bytes = tni_class_bytes(size_class), n = SLAB_BYTES / bytes;
    m->slabs_ever++;
    m->slab_blocks_ever += n;
    m->slab_block_bytes_ever += n * bytes;
}

/* ---- The walk -------------------------------------------------------------------------------- */

typedef struct walk {
    uint64_t slabs, slab_blocks, slab_block_bytes;
    uint64_t waiting[MODEL_SIDES], waiting_bytes[MODEL_SIDES];
    uint64_t split, split_bytes, largest_free;
} walk;

static bool is_done(const tni_cache *cache, const tni_stamp *last) {
    const tni_clock *clock = cache->raw.host_clock;
    for (uint32_t i = 0; i < last->n; i++) {
        if (!clock || atomic_load(&clock->known[last->at[i].stream]) < last->at[i].count) {
            return false;
        }
    }
    return true;
}

/* Bytes that are in no whole page, or in no whole segment. */
static uint64_t unreturnable(const tni_cache *cache, const run *r) {
    if (!r->home->pages) {
        return r->bytes == r->home->bytes ? 0 : r->bytes;
    }
    const uintptr_t page = cache->page_bytes, begin = (uintptr_t)r->data, end = begin + r->bytes,
                    first = (begin + page - 1) / page * page, last = end / page * page;
    return last > first ? r->bytes - (last - first) : r->bytes;
}

static void walk_slab(const tni_cache *cache, const slab *s, walk *w) {
    w->slabs++;
    w->slab_blocks += s->capacity;
    w->slab_block_bytes += (uint64_t)s->capacity * s->block_bytes;
    for (uint32_t i = 0; s->past && i < s->n_free; i++) {
        if (!is_done(cache, &s->past[s->free[i]].last)) {
            w->waiting[SMALL]++;
            w->waiting_bytes[SMALL] += s->block_bytes;
        }
    }
}

static void walk_free(const tni_cache *cache, const run *r, walk *w) {
    const uint64_t kept = unreturnable(cache, r);
    w->split += kept > 0;
    w->split_bytes += kept;
    w->largest_free = r->bytes > w->largest_free ? r->bytes : w->largest_free;
    if (!is_done(cache, &r->last)) {
        w->waiting[LARGE]++;
        w->waiting_bytes[LARGE] += r->bytes;
    }
}

static void walk_cache(const tni_cache *cache, walk *w) {
    w->largest_free = 0;
    for (const segment *s = cache->segments; s; s = s->next) {
        for (const run *r = s->first; r; r = r->right) {
            if (r->state == RUN_LIVE && r->slab) {
                walk_slab(cache, r->slab, w);
            } else if (r->state == RUN_FREE) {
                walk_free(cache, r, w);
            }
        }
    }
}

/* ---- What holds now -------------------------------------------------------------------------- */

static void add_up(model_values *v) {
    for (int m = 0; m < TN_MEMORY_METRICS; m++) {
        v->of[m][ALL] = v->of[m][LARGE] + (m == TN_MEMORY_SEGMENT ? 0 : v->of[m][SMALL]);
    }
}

static void set_book(const account_model *m, model_values *v) {
    const model_side *sides[] = {[LARGE] = &m->large, [SMALL] = &m->small};
    for (int side = LARGE; side <= SMALL; side++) {
        v->of[TN_MEMORY_ALLOCATED_BYTES][side] = sides[side]->bytes;
        v->of[TN_MEMORY_REQUESTED_BYTES][side] = sides[side]->requested;
        v->of[TN_MEMORY_ALLOCATION][side] = sides[side]->blocks;
    }
    v->of[TN_MEMORY_RESERVED_BYTES][LARGE] = m->device_bytes;
    v->of[TN_MEMORY_SEGMENT][LARGE] = m->pieces;
}

static void raise(account_model *model, const model_values *now) {
    for (int m = 0; m < TN_MEMORY_METRICS; m++) {
        const bool is_known = m != TN_MEMORY_RESERVED_BYTES && m != TN_MEMORY_SEGMENT;
        for (int side = 0; side < MODEL_SIDES && (is_known || !model->is_giving); side++) {
            uint64_t *peak = &model->peaks.of[m][side];
            *peak = now->of[m][side] > *peak ? now->of[m][side] : *peak;
        }
    }
}

void model_observe_book(account_model *m) {
    model_values v = {0};
    set_book(m, &v);
    v.of[TN_MEMORY_RESERVED_BYTES][LARGE] = 0; /* without slabs, of which it knows nothing */
    add_up(&v);
    v.of[TN_MEMORY_RESERVED_BYTES][ALL] = m->device_bytes;
    raise(m, &v);
}

/* What is free in runs rises by what it is more than before, what is active by what came to wait
 * besides being freed. */
static void count_rises(account_model *m, const model_values *v) {
    static const int metrics[] = {TN_MEMORY_ACTIVE_BYTES, TN_MEMORY_ACTIVE,
                                  TN_MEMORY_INACTIVE_SPLIT_BYTES, TN_MEMORY_INACTIVE_SPLIT};
    const model_side *sides[] = {[LARGE] = &m->large, [SMALL] = &m->small};
    for (int side = LARGE; side <= SMALL; side++) {
        const model_side *s = sides[side];
        const uint64_t freed = s->blocks_ever - s->blocks, bytes = s->bytes_ever - s->bytes;
        const uint64_t live[] = {s->bytes, s->blocks, 0, 0};
        const uint64_t besides[] = {bytes - m->freed_bytes_before[side],
                                    freed - m->freed_before[side], 0, 0};
        for (int i = 0; i < 4; i++) {
            const uint64_t now = v->of[metrics[i]][side] - live[i];
            const uint64_t known = m->before.of[metrics[i]][side] + besides[i];
            m->risen.of[metrics[i]][side] += now > known ? now - known : 0;
            m->before.of[metrics[i]][side] = now;
        }
        m->freed_before[side] = freed;
        m->freed_bytes_before[side] = bytes;
    }
}

model_values model_observe(account_model *m) {
    model_values v = {0};
    walk w = {0};
    m->waiting_bytes = 0;
    for (int i = 0; i < m->n; i++) {
        walk_cache(m->caches[i], &w);
        m->largest_free[i] = w.largest_free;
    }
    m->waiting_bytes = w.waiting_bytes[LARGE] + w.waiting_bytes[SMALL];
    set_book(m, &v);
    for (int side = LARGE; side <= SMALL; side++) {
        v.of[TN_MEMORY_ACTIVE_BYTES][side] =
            v.of[TN_MEMORY_ALLOCATED_BYTES][side] + w.waiting_bytes[side];
        v.of[TN_MEMORY_ACTIVE][side] = v.of[TN_MEMORY_ALLOCATION][side] + w.waiting[side];
    }
    v.of[TN_MEMORY_RESERVED_BYTES][LARGE] -= w.slabs * SLAB_BYTES;
    v.of[TN_MEMORY_RESERVED_BYTES][SMALL] = w.slabs * SLAB_BYTES;
    v.of[TN_MEMORY_SEGMENT][SMALL] = w.slabs;
    v.of[TN_MEMORY_INACTIVE_SPLIT_BYTES][LARGE] = w.split_bytes;
    v.of[TN_MEMORY_INACTIVE_SPLIT_BYTES][SMALL] = w.slab_block_bytes - m->small.bytes;
    v.of[TN_MEMORY_INACTIVE_SPLIT][LARGE] = w.split;
    v.of[TN_MEMORY_INACTIVE_SPLIT][SMALL] = w.slab_blocks - m->small.blocks;
    add_up(&v);
    raise(m, &v);
    count_rises(m, &v);
    return v;
}

void model_reset_peaks(account_model *m) {
    m->peaks = (model_values){0};
    m->oversize_allocations.peak = m->oversize_allocations.now;
    m->oversize_segments.peak = m->oversize_segments.now;
    model_observe(m);
}

/* ---- Comparing ------------------------------------------------------------------------------- */

static model_values ever_of(const account_model *m, const model_values *now) {
    model_values v = {0};
    const model_side *sides[] = {[LARGE] = &m->large, [SMALL] = &m->small};
    for (int side = LARGE; side <= SMALL; side++) {
        v.of[TN_MEMORY_ALLOCATED_BYTES][side] = sides[side]->bytes_ever;
        v.of[TN_MEMORY_ACTIVE_BYTES][side] =
            sides[side]->bytes_ever + m->risen.of[TN_MEMORY_ACTIVE_BYTES][side];
        v.of[TN_MEMORY_REQUESTED_BYTES][side] = sides[side]->requested_ever;
        v.of[TN_MEMORY_ALLOCATION][side] = sides[side]->blocks_ever;
        v.of[TN_MEMORY_ACTIVE][side] =
            sides[side]->blocks_ever + m->risen.of[TN_MEMORY_ACTIVE][side];
    }
    v.of[TN_MEMORY_RESERVED_BYTES][SMALL] = m->slabs_ever * SLAB_BYTES;
    v.of[TN_MEMORY_RESERVED_BYTES][LARGE] = m->device_bytes_ever + m->slabs_ever * SLAB_BYTES -
                                            now->of[TN_MEMORY_RESERVED_BYTES][SMALL];
    v.of[TN_MEMORY_SEGMENT][LARGE] = m->pieces_ever;
    v.of[TN_MEMORY_SEGMENT][SMALL] = m->slabs_ever;
    v.of[TN_MEMORY_INACTIVE_SPLIT_BYTES][LARGE] =
        m->risen.of[TN_MEMORY_INACTIVE_SPLIT_BYTES][LARGE];
    v.of[TN_MEMORY_INACTIVE_SPLIT_BYTES][SMALL] =
        m->slab_block_bytes_ever + m->small.bytes_ever - m->small.bytes;
    v.of[TN_MEMORY_INACTIVE_SPLIT][LARGE] = m->risen.of[TN_MEMORY_INACTIVE_SPLIT][LARGE];
    v.of[TN_MEMORY_INACTIVE_SPLIT][SMALL] =
        m->slab_blocks_ever + m->small.blocks_ever - m->small.blocks;
    add_up(&v);
    v.of[TN_MEMORY_RESERVED_BYTES][ALL] = m->device_bytes_ever;
    return v;
}

/* Metrics whose rises the book sees all. */
static bool is_taken(int metric) {
    return metric != TN_MEMORY_INACTIVE_SPLIT_BYTES && metric != TN_MEMORY_INACTIVE_SPLIT &&
           metric != TN_MEMORY_ACTIVE_BYTES && metric != TN_MEMORY_ACTIVE;
}

/* Metrics whose every state the book sees. */
static bool is_booked(int metric, int side) {
    return metric == TN_MEMORY_ALLOCATED_BYTES || metric == TN_MEMORY_REQUESTED_BYTES ||
           metric == TN_MEMORY_ALLOCATION || (metric == TN_MEMORY_RESERVED_BYTES && side == ALL) ||
           (metric == TN_MEMORY_SEGMENT && side != SMALL);
}

/* Notes the first problem that there is. */
__attribute__((format(printf, 3, 4))) static void expect(account_model *m, bool fine,
                                                         const char *format, ...) {
    if (!fine && !m->problem[0]) {
        va_list args;
        va_start(args, format);
        vsnprintf(m->problem, sizeof m->problem, format, args);
        va_end(args);
    }
}

static void compare_row(account_model *m, const tn_memory_row *row, uint64_t now, uint64_t peak,
                        bool exact, int metric, int side) {
    const char *what = metric_names[metric];
    expect(m, row->now == now, "%s, side %d: %lu, not %lu", what, side, row->now, now);
    expect(m, exact ? row->peak == peak : row->peak >= peak, "peak of %s, side %d: %lu, not %lu",
           what, side, row->peak, peak);
    expect(m, row->allocated - row->freed == row->now, "%s freed, side %d: %lu of %lu", what, side,
           row->freed, row->allocated);
}

static void compare_ever(account_model *m, const tn_memory_figures *f, const model_values *now,
                         bool every_state) {
    const model_values ever = ever_of(m, now);
    for (int k = 0; k < TN_MEMORY_METRICS; k++) {
        for (int side = 0; side < MODEL_SIDES; side++) {
            const uint64_t found = f->rows[k][side].allocated, counted = ever.of[k][side];
            expect(m, every_state || is_taken(k) ? found == counted : found >= counted,
                   "%s ever, side %d: %lu, not %lu", metric_names[k], side, found, counted);
        }
    }
}

static void compare_single(account_model *m, int i, const tn_memory_figures *f,
                           const model_values *now) {
    const uint64_t pairs[][2] = {
        {f->live_bytes, m->large.requested + m->small.requested},
        {f->live_bytes_peak, m->peaks.of[TN_MEMORY_REQUESTED_BYTES][ALL]},
        {f->reserved_bytes, m->device_bytes},
        {f->reserved_bytes_peak, m->peaks.of[TN_MEMORY_RESERVED_BYTES][ALL]},
        {f->allocations, m->large.blocks_ever + m->small.blocks_ever},
        {f->frees, f->allocations - m->large.blocks - m->small.blocks},
        {f->raw_allocations, m->pieces_ever},
        {f->free_run_bytes_max, m->largest_free[i]},
        {f->limit_bytes, m->limit},
        {f->free_bytes, m->device_bytes - now->of[TN_MEMORY_ALLOCATED_BYTES][ALL]},
        {f->waiting_bytes, m->waiting_bytes},
        {f->lent_bytes, m->lent},
        {f->lent_bytes_ever, m->lent_ever},
        {f->graph_bytes, m->graph},
        {f->page_bytes, m->page_bytes},
        {f->pages_mapped, m->mapped},
        {f->pages_unmapped, m->unmapped},
        {f->failures, m->failures},
    };
    for (size_t k = 0; k < sizeof pairs / sizeof pairs[0]; k++) {
        expect(m, pairs[k][0] == pairs[k][1], "figure %zu: %lu, not %lu", k, pairs[k][0],
               pairs[k][1]);
    }
}

static void compare_calls(account_model *m, const tn_memory_figures *f) {
    for (int c = 0; c < TN_MEMORY_CALLS; c++) {
        const tn_memory_call_row *row = &f->calls[c];
        expect(m, row->calls == m->calls[c], "calls %d: %lu, not %lu", c, row->calls, m->calls[c]);
        expect(m, row->ns_max <= row->ns && row->ns <= row->ns_max * row->calls,
               "calls %d: %lu ns, at most %lu", c, row->ns, row->ns_max);
    }
}

bool model_compare(account_model *m, int i, const tn_memory_figures *f, bool every_state) {
    const model_values now = model_observe(m);
    for (int k = 0; k < TN_MEMORY_METRICS; k++) {
        for (int side = 0; side < MODEL_SIDES; side++) {
            compare_row(m, &f->rows[k][side], now.of[k][side], m->peaks.of[k][side],
                        every_state || is_booked(k, side), k, side);
        }
    }
    compare_ever(m, f, &now, every_state);
    const tn_memory_row *pairs[][2] = {{&f->oversize_allocations, &m->oversize_allocations},
                                       {&f->oversize_segments, &m->oversize_segments}};
    for (int k = 0; k < 2; k++) {
        expect(m, memcmp(pairs[k][0], pairs[k][1], sizeof(tn_memory_row)) == 0,
               "oversize %d: %lu now, not %lu", k, pairs[k][0]->now, pairs[k][1]->now);
    }
    compare_single(m, i, f, &now);
    compare_calls(m, f);
    return !m->problem[0];
}

/* ---- The process's own ----------------------------------------------------------------------- */

static void compare_host_peaks(account_model *m, const tn_memory_figures *f,
                               const model_values *most) {
    static const int taken[] = {TN_MEMORY_ALLOCATED_BYTES, TN_MEMORY_ACTIVE_BYTES,
                                TN_MEMORY_REQUESTED_BYTES, TN_MEMORY_ALLOCATION, TN_MEMORY_ACTIVE};
    for (int i = 0; i < 5; i++) {
        for (int side = 0; side < MODEL_SIDES; side++) {
            const uint64_t peak = f->rows[taken[i]][side].peak, known = m->peaks.of[taken[i]][side],
                           bound = most ? most->of[taken[i]][side] : known;
            expect(m, peak >= known && peak <= bound,
                   "peak of %s, side %d: %lu, not from %lu to %lu", metric_names[taken[i]], side,
                   peak, known, bound);
        }
    }
}

bool model_compare_host(account_model *m, const model_values *most) {
    tn_memory_figures f;
    tni_cache *cache = m->caches[0];
    tni_cache_get_figures(cache, &f);
    m->device_bytes = tni_segments_bytes(cache);
    m->pieces = 0;
    for (const segment *s = cache->segments; s; s = s->next) {
        m->pieces++;
    }
    const model_values now = model_observe(m), ever = ever_of(m, &now);
    for (int k = 0; k < TN_MEMORY_METRICS; k++) {
        for (int side = 0; side < MODEL_SIDES; side++) {
            const bool is_counted =
                is_taken(k) && k != TN_MEMORY_RESERVED_BYTES && k != TN_MEMORY_SEGMENT;
            compare_row(m, &f.rows[k][side], now.of[k][side], 0, false, k, side);
            expect(m, !is_counted || f.rows[k][side].allocated == ever.of[k][side],
                   "%s ever, side %d", metric_names[k], side);
        }
    }
    compare_host_peaks(m, &f, most);
    expect(m, f.free_run_bytes_max == m->largest_free[0], "largest free run: %lu, not %lu",
           f.free_run_bytes_max, m->largest_free[0]);
    return !m->problem[0];
}

/* scope.c: who owns the handles that functions return: a stack a thread.
 *
 * Invariant: the stack holds one count for each handle on it. Scope number i (from 1) owns what
 * lies from frames[i - 1].start up to the start of the next one, and what lies below all of them
 * belongs to the root scope. Starts live here and not in the caller's tn_scope, so that
 * tn_escape can shift them and a scope that is closed late or twice is recognised by its number.
 * A stack needs no lock, so that owning a handle costs a store and a compare. */
#include "tensor/handle.h"

#include "memory/allocator.h"

#include <pthread.h>

enum { ROOT_HANDLES_WARNING = 10000, FIRST_HANDLES = 256, FIRST_FRAMES = 32 };

/* An entry is a tensor, or a list_block with the lowest bit set. */
typedef uintptr_t entry;
static const entry LIST_BIT = 1;

typedef struct list_block {
    _Alignas(16) size_t bytes; /* with this header */
} list_block;

typedef struct frame {
    uint64_t start; /* index of the first entry of the scope */
    uint64_t mark;  /* tn_scope.mark */
} frame;

typedef struct handle_stack {
    entry *entries;
    uint64_t count, capacity;
    frame *frames;
    uint32_t level, frame_capacity;
    uint64_t next_mark;
} handle_stack;

static TNI_THREAD_LOCAL handle_stack stack;

/* ---- The end of a thread --------------------------------------------------------------------- */

static void drop_entry(entry e) {
    if (e & LIST_BIT) {
        list_block *block = (list_block *)(e & ~LIST_BIT);
        tni_pool_free(block, block->bytes);
    } else {
        tni_drop((tn_tensor *)e);
    }
}

/* A deleter that runs here may push entries: each is read afresh. */
__attribute__((always_inline)) static inline void drop_down_to(handle_stack *s, uint64_t start) {
    while (s->count > start) {
        drop_entry(s->entries[--s->count]);
    }
}

static void free_stack(void *unused) {
    (void)unused;
    drop_down_to(&stack, 0);
    tni_pool_free(stack.entries, stack.capacity * sizeof *stack.entries);
    tni_pool_free(stack.frames, stack.frame_capacity * sizeof *stack.frames);
    stack = (handle_stack){0};
}

static pthread_key_t exit_key;
static pthread_once_t exit_once = PTHREAD_ONCE_INIT;
static bool exit_key_made;

static void make_exit_key(void) {
    exit_key_made = pthread_key_create(&exit_key, free_stack) == 0;
}

static void free_stack_at_thread_exit(void) {
    pthread_once(&exit_once, make_exit_key);
    if (exit_key_made) {
        pthread_setspecific(exit_key, &stack);
    }
}

/* ---- Growth ---------------------------------------------------------------------------------- */

/* An array of twice the capacity with the old contents; NULL with an error. */
static void *grown(void *old, uint64_t capacity, uint64_t capacity_new, size_t bytes_each) {
    void *bigger = tni_pool_alloc(capacity_new * bytes_each);
    if (!bigger) {
        return NULL;
    }
    if (capacity) {
        memcpy(bigger, old, capacity * bytes_each);
        tni_pool_free(old, capacity * bytes_each);
    }
    free_stack_at_thread_exit();
    return bigger;
}

static bool grow_entries(void) {
    const uint64_t capacity = stack.capacity ? stack.capacity * 2 : FIRST_HANDLES;
    entry *bigger = grown(stack.entries, stack.capacity, capacity, sizeof *bigger);
    if (!bigger) {
        return false;
    }
    stack.entries = bigger;
    stack.capacity = capacity;
    return true;
}

static bool grow_frames(void) {
    const uint32_t capacity = stack.frame_capacity ? stack.frame_capacity * 2 : FIRST_FRAMES;
    frame *bigger = grown(stack.frames, stack.frame_capacity, capacity, sizeof *bigger);
    if (!bigger) {
        return false;
    }
    stack.frames = bigger;
    stack.frame_capacity = capacity;
    if (!stack.next_mark) {
        /* Each thread numbers its scopes from a base of its own. */
        static _Atomic uint64_t threads;
        stack.next_mark = (atomic_fetch_add(&threads, 1) << 40) + 1;
    }
    return true;
}

static void warn_of_root_growth(void) {
    tni_warn_once("root scope",
                  "%d tensors were made outside every scope and live until their thread ends: open "
                  "a TN_SCOPE around the loop that makes them",
                  ROOT_HANDLES_WARNING);
}

static inline bool push(entry e) {
    if (stack.count == stack.capacity && !grow_entries()) {
        return false;
    }
    stack.entries[stack.count++] = e;
    if (stack.level == 0 && stack.count == ROOT_HANDLES_WARNING) {
        warn_of_root_growth();
    }
    return true;
}

/* ---- Open and close -------------------------------------------------------------------------- */

/* Without memory for a frame the scope counts as closed, and its handles go to the one around it.
 */
tn_scope tn_scope_open(void) {
    if (stack.level == stack.frame_capacity && !grow_frames()) {
        return (tn_scope){0};
    }
    const uint64_t mark = stack.next_mark++;
    stack.frames[stack.level++] = (frame){.start = stack.count, .mark = mark};
    return (tn_scope){.mark = mark, .level = stack.level};
}

static bool is_open(const tn_scope *scope) {
    return scope->level > 0 && scope->level <= stack.level &&
           stack.frames[scope->level - 1].mark == scope->mark;
}

void tn_scope_close(tn_scope *scope) {
    if (!scope) {
        return;
    }
    if (is_open(scope)) {
        handle_stack *s = &stack; /* found once: in a shared library that is a call */
        const uint32_t level = scope->level;
        drop_down_to(s, s->frames[level - 1].start);
        /* A deleter may have closed scopes around this one. */
        if (s->level >= level) {
            s->level = level - 1;
        }
    }
    scope->level = 0;
}

int tni_scope_depth(void) {
    return (int)stack.level;
}

uint64_t tni_scope_handles(void) {
    return stack.count;
}

/* ---- Holds ----------------------------------------------------------------------------------- */

static const uint64_t ABSENT = UINT64_MAX;

/* The latest hold on t at or above start. */
static uint64_t find(const tn_tensor *t, uint64_t start) {
    for (uint64_t i = stack.count; i > start; i--) {
        if (stack.entries[i - 1] == (entry)t) {
            return i - 1;
        }
    }
    return ABSENT;
}

tn_tensor *tni_scope_own(tn_tensor *t) {
    if (t && !push((entry)t)) {
        tni_drop(t);
        return NULL;
    }
    return t;
}

void *tni_scope_bytes(size_t bytes) {
    const size_t total = bytes + sizeof(list_block);
    if (total < bytes) {
        return TNI_FAIL_NULL(TN_ERR_MEMORY, "a result list of %zu bytes was asked for", bytes);
    }
    list_block *block = tni_pool_alloc(total);
    if (!block) {
        return NULL;
    }
    block->bytes = total;
    if (!push((entry)block | LIST_BIT)) {
        tni_pool_free(block, total);
        return NULL;
    }
    return block + 1;
}

/* The hold moves to the end of what the scope around owns: everything between shifts by one. */
static void move_below(uint64_t from, uint32_t level) {
    const uint64_t to = stack.frames[level - 1].start;
    const entry e = stack.entries[from];
    memmove(stack.entries + to + 1, stack.entries + to, (from - to) * sizeof e);
    stack.entries[to] = e;
    for (uint32_t i = level; i <= stack.level && stack.frames[i - 1].start <= from; i++) {
        stack.frames[i - 1].start++;
    }
}

tn_tensor *tn_escape(tn_scope *scope, tn_tensor *t) {
    if (!t || !scope || !is_open(scope)) {
        if (t && scope && scope->mark) {
            TNI_CALL("escape", ((tn_site){0}));
            tni_fail(TN_ERR_STATE, "the scope is closed, or was opened by another thread; escape "
                                   "before closing it, on its own thread");
            return NULL;
        }
        return t;
    }
    uint64_t at = find(t, stack.frames[scope->level - 1].start);
    if (at == ABSENT) {
        if (!tn_borrow_handle(t)) {
            return NULL;
        }
        at = stack.count - 1;
    }
    move_below(at, scope->level);
    return t;
}

void tni_scope_return(tn_scope *scope, tn_tensor *const *results, int n) {
    const uint32_t level = scope->level;
    if (TNI_LIKELY(n == 1 && level == stack.level && is_open(scope)) &&
        stack.count - stack.frames[level - 1].start == 1 &&
        stack.entries[stack.count - 1] == (entry)results[0]) {
        stack.level--; /* the only handle is the result's: it stays where it is */
        return;
    }
    for (int k = 0; k < n; k++) {
        if (results[k] && tn_borrow_handle(results[k])) {
            tn_escape(scope, results[k]);
        }
    }
    tn_scope_close(scope);
}

void tn_release(tn_tensor *t) {
    const uint64_t start = stack.level ? stack.frames[stack.level - 1].start : 0;
    const uint64_t at = t ? find(t, start) : ABSENT;
    if (at == ABSENT) {
        return;
    }
    stack.count--;
    memmove(stack.entries + at, stack.entries + at + 1, (stack.count - at) * sizeof(entry));
    tni_drop(t);
}

void tn_set(tn_tensor **slot, tn_tensor *t) {
    if (!slot) {
        return;
    }
    tn_tensor *former = *slot;
    *slot = tn_keep(t);
    tn_drop(former);
}

tn_tensor *tn_keep(tn_tensor *t) {
    if (t) {
        tni_keep(t);
    }
    return t;
}

void tn_drop(tn_tensor *t) {
    if (t) {
        tni_drop(t);
    }
}

tn_tensor *tn_borrow_handle(tn_tensor *t) {
    return tni_scope_own(tn_keep(t));
}

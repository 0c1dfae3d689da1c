/* sort_entries.h: putting entries in order. sort_host.c includes it once for each kind of entry,
 * with what it is made of (ENTRY, KEY, OF, KEY_OF, INDEX_OF, MAKE, MAKE_KEYS), which ends here. */

static void OF(insertion_sort)(ENTRY *e, int64_t n) {
    for (int64_t i = 1; i < n; i++) {
        const ENTRY held = e[i];
        int64_t k = i;
        for (; k > 0 && KEY_OF(e[k - 1]) > KEY_OF(held); k--) {
            e[k] = e[k - 1];
        }
        e[k] = held;
    }
}

/* By one digit; false, and nothing moved, when it is the same everywhere. */
static bool OF(sort_by_digit)(const ENTRY *from, ENTRY *to, int64_t n, int shift, int digit_bits) {
    const KEY mask = (KEY)((1u << digit_bits) - 1);
    int64_t next[1 << LONG_DIGIT], sum = 0;
    memset(next, 0, sizeof next[0] << digit_bits);
    for (int64_t i = 0; i < n; i++) {
        next[KEY_OF(from[i]) >> shift & mask]++;
    }
    if (next[KEY_OF(from[0]) >> shift & mask] == n) {
        return false;
    }
    for (int v = 0; v < 1 << digit_bits; v++) {
        const int64_t count = next[v];
        next[v] = sum;
        sum += count;
    }
    for (int64_t i = 0; i < n; i++) {
        to[next[KEY_OF(from[i]) >> shift & mask]++] = from[i];
    }
    return true;
}

/* Keys differ in their `bits` lowest ones at most. Returns where the sorted entries are. */
static ENTRY *OF(sort_entries)(ENTRY *e, ENTRY *other, int64_t n, int bits) {
    if (n <= INSERTION) {
        OF(insertion_sort)(e, n);
        return e;
    }
    const int longest = n < MANY ? SHORT_DIGIT : LONG_DIGIT;
    const int digits = (bits + longest - 1) / longest;
    const int digit_bits = digits ? (bits + digits - 1) / digits : 0;
    for (int d = 0; d < digits; d++) {
        if (OF(sort_by_digit)(e, other, n, d * digit_bits, digit_bits)) {
            ENTRY *const held = e;
            e = other;
            other = held;
        }
    }
    return e;
}

/* Brings the `kept` entries that come first, of equal keys those that stand first, to the front of
 * e in any order. Most significant digit first: entries whose digit decides are taken or left out,
 * the others looked at again. `first` has room for them. Returns the largest key that is kept. */
static KEY OF(select_entries)(ENTRY *e, int64_t n, int64_t kept, int bits, ENTRY *first) {
    int64_t taken = 0, left = n;
    for (int shift = (bits - 1) / 8 * 8; shift >= 0 && left > kept - taken; shift -= 8) {
        int64_t counts[256] = {0}, before = 0, undecided = 0;
        for (int64_t i = 0; i < left; i++) {
            counts[KEY_OF(e[i]) >> shift & 255]++;
        }
        unsigned last = 0;
        while (before + counts[last] < kept - taken) {
            before += counts[last++];
        }
        for (int64_t i = 0; i < left; i++) {
            const unsigned digit = (unsigned)(KEY_OF(e[i]) >> shift & 255);
            first[taken] = e[i]; /* stays when it is taken */
            taken += digit < last;
            const ENTRY held = e[i];
            e[undecided] = held;
            undecided += digit == last;
        }
        left = undecided;
    }
    memcpy(first + taken, e, (size_t)(kept - taken) * sizeof *e);
    memcpy(e, first, (size_t)kept * sizeof *e);
    KEY largest = 0;
    for (int64_t i = 0; i < kept; i++) {
        largest = KEY_OF(e[i]) > largest ? KEY_OF(e[i]) : largest;
    }
    return largest;
}

static bool OF(any_below)(const KEY *keys, int64_t n, KEY most) {
    unsigned below = 0;
    for (int64_t i = 0; i < n; i++) {
        below |= keys[i] < most;
    }
    return below != 0;
}

/* The first `kept` of the row in e, in any order. Whatever is not below the largest of what is kept
 * so far is passed over; e has room for twice as many and two blocks, other for half of that. */
static void OF(keep_first)(const key_source *s, int64_t n, int64_t kept, int bits, ENTRY *e,
                           ENTRY *other) {
    KEY keys[BLOCK], most = (KEY) ~(KEY)0;
    int64_t found = 0;
    for (int64_t first = 0; first < n; first += BLOCK) {
        const int64_t count = n - first < BLOCK ? n - first : BLOCK;
        MAKE_KEYS(s, first, count, keys);
        const bool is_full = found >= kept;
        if (is_full && !OF(any_below)(keys, count, most)) {
            continue;
        }
        for (int64_t i = 0; i < count; i++) {
            e[found] = MAKE(keys[i], first + i);
            found += !is_full || keys[i] < most;
        }
        if (found >= (is_full ? 2 * kept + BLOCK : kept)) {
            most = OF(select_entries)(e, found, kept, bits, other);
            found = kept;
        }
    }
    if (found > kept) {
        OF(select_entries)(e, found, kept, bits, other);
    }
}

/* Indices of the `kept` elements of a row that come first. */
static void OF(order_row)(const key_source *s, int64_t n, int64_t kept, int bits, void *work,
                          int64_t *indices) {
    ENTRY *e = work, *other = e + (keeps_few(n, kept) ? 2 * kept + 2 * BLOCK : n);
    KEY keys[BLOCK];
    if (keeps_few(n, kept)) {
        OF(keep_first)(s, n, kept, bits, e, other);
    } else {
        for (int64_t first = 0; first < n; first += BLOCK) {
            const int64_t count = n - first < BLOCK ? n - first : BLOCK;
            MAKE_KEYS(s, first, count, keys);
            for (int64_t i = 0; i < count; i++) {
                e[first + i] = MAKE(keys[i], first + i);
            }
        }
        if (kept < n) {
            OF(select_entries)(e, n, kept, bits, other);
        }
    }
    e = OF(sort_entries)(e, other, kept, bits);
    for (int64_t i = 0; i < kept; i++) {
        indices[i] = INDEX_OF(e[i]);
    }
}

#undef ENTRY
#undef KEY
#undef OF
#undef KEY_OF
#undef INDEX_OF
#undef MAKE
#undef MAKE_KEYS

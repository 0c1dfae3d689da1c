/* jacobi_lanes.h: Jacobi's methods on lanes. Lanes that have converged turn by nothing and stay
 * as they are, whatever the others need. */

enum { LOCAL(SWEEPS) = 40 };

/* Even and odd elements apart, so that two sums run side by side. */
static inline vec LOCAL(dot_block)(int m, const vec *a, const vec *b) {
    vec even = all(0), odd = all(0);
    int i = 0;
    for (; i + 1 < m; i += 2) {
        even += a[i] * b[i];
        odd += a[i + 1] * b[i + 1];
    }
    if (i < m) {
        even += a[i] * b[i];
    }
    return even + odd;
}

/* Long columns block after block: what a sum is off by grows with the length of its chains. */
static inline vec LOCAL(dot)(int m, const vec *a, const vec *b) {
    enum { BLOCK = 32 };
    vec sum = LOCAL(dot_block)(m < BLOCK ? m : BLOCK, a, b);
    for (int i = BLOCK; i < m; i += BLOCK) {
        sum += LOCAL(dot_block)(m - i < BLOCK ? m - i : BLOCK, a + i, b + i);
    }
    return sum;
}

/* The rotation p' = p - s (q + h p), q' = q + s (p - h q): s is the sine of an angle of at most 45
 * degrees and h the tangent of its half (Rutishauser 1966). The cosine, 1 - s h, is never rounded,
 * so that what many small rotations do to lengths is nothing beside their own rounding. */
typedef struct LOCAL(rotation) {
    bool turns, swaps;
    mask swapped; /* p and q are exchanged first */
    vec s, h;
} LOCAL(rotation);

/* The one that makes [x, g; g, y] diagonal, and where not m the one by nothing. *change: what x
 * loses and y gets. The tangent of twice the angle is e / d, and that of the angle e / adjacent. */
static inline __attribute__((always_inline)) LOCAL(rotation)
    LOCAL(diagonalize)(mask m, vec x, vec y, vec g, vec *change) {
    const vec difference = y - x, size = size_of(difference), twice = size_of(g) + size_of(g);
    const vec scale = inverse_power(size + twice);
    const vec d = size * scale, e = choose(m, twice * scale, all(0));
    const vec adjacent = d + root(d * d + e * e), length = root(adjacent * adjacent + e * e);
    const vec sign = (vec)(((mask)difference ^ (mask)g) & (mask)all((T)-0.0) & m);
    const vec s = (vec)((mask)(e / choose(m, length, all(1))) | (mask)sign);
    const vec h = (vec)((mask)(e / choose(m, adjacent + length, all(1))) | (mask)sign);
    const vec cosine = all(1) - s * h;
    *change = s * (s * (x - y) + (cosine + cosine) * g);
    return (LOCAL(rotation)){.s = s, .h = h};
}

/* Element i of p and q. */
static inline void LOCAL(turn_element)(bool swaps, vec *p, vec *q, const LOCAL(rotation) * r) {
    vec a = *p, b = *q;
    if (swaps) {
        exchange(r->swapped, &a, &b);
    }
    *p = a - r->s * (b + r->h * a);
    *q = b + r->s * (a - r->h * b);
}

static inline void LOCAL(turn)(bool swaps, int m, vec *restrict p, vec *restrict q,
                               const LOCAL(rotation) * r) {
    for (int i = 0; i < m; i++) {
        LOCAL(turn_element)(swaps, p + i, q + i, r);
    }
}

/* Takes from x what it has of four columns that are orthonormal. */
static inline void LOCAL(take_four)(int n, const vec *restrict v, vec *restrict x) {
    const vec *a = v, *b = v + n, *c = v + 2 * n, *d = v + 3 * n;
    vec along[4] = {all(0), all(0), all(0), all(0)};
    for (int i = 0; i < n; i++) {
        along[0] += a[i] * x[i];
        along[1] += b[i] * x[i];
        along[2] += c[i] * x[i];
        along[3] += d[i] * x[i];
    }
    for (int i = 0; i < n; i++) {
        x[i] -= (along[0] * a[i] + along[1] * b[i]) + (along[2] * c[i] + along[3] * d[i]);
    }
}

static void LOCAL(normalize)(int n, vec *x) {
    const vec length = root(LOCAL(dot)(n, x, x));
    for (int i = 0; i < n; i++) {
        x[i] /= length;
    }
}

enum { LOCAL(MANY) = 24 }; /* columns from which on they lose their right angles */

/* Columns of v [n][n] over their lengths. What rounding took from their right angles grows with the
 * number of rotations: of many columns it is given back, by the later ones, which are those of
 * small values. */
static void LOCAL(straighten)(int n, vec *v) {
    for (int j = 0; j < n; j++) {
        vec *x = v + j * n;
        int k = 0;
        for (; n > LOCAL(MANY) && k + 3 < j; k += 4) {
            LOCAL(take_four)(n, v + k * n, x);
        }
        for (; n > LOCAL(MANY) && k < j; k++) {
            const vec along = LOCAL(dot)(n, v + k * n, x);
            for (int i = 0; i < n; i++) {
                x[i] -= along * v[k * n + i];
            }
        }
        LOCAL(normalize)(n, x);
    }
}

/* The same of values in any order, on the diagonal of a: of two columns the one of the smaller
 * value gives it back, since what it is off by counts that often in the product. */
static void LOCAL(straighten_any)(int n, const vec *a, vec *v) {
    for (int j = 0; n > LOCAL(MANY) && j < n; j++) {
        for (int k = 0; k < j; k++) {
            vec *restrict x = v + j * n, *restrict y = v + k * n;
            const mask later = size_of(a[j * (n + 1)]) <= size_of(a[k * (n + 1)]);
            const vec along = LOCAL(dot)(n, x, y);
            const vec from_x = choose(later, along, all(0)), from_y = choose(later, all(0), along);
            for (int i = 0; i < n; i++) {
                const vec here = x[i];
                x[i] -= from_x * y[i];
                y[i] -= from_y * here;
            }
        }
    }
    for (int j = 0; j < n; j++) {
        LOCAL(normalize)(n, v + j * n);
    }
}

static void LOCAL(identity)(int n, vec *v) {
    for (int i = 0; i < n * n; i++) {
        v[i] = all(i % (n + 1) == 0);
    }
}

/* Which lanes are not done; of a sweep, which had angles that matter, and which had large angles
 * or rotations. What a sweep clears comes back as sums of products of angles and rotations: where
 * those are small nothing is left that matters, and no other sweep needs to see that. */
typedef struct LOCAL(progress) {
    mask active, open, large;
    vec least, matters; /* cosines that are cleared, and that matter */
    vec squares;        /* the sum of those of a sweep's cosines or sines, of each the larger */
} LOCAL(progress);

static inline void LOCAL(next_sweep)(LOCAL(progress) * progress) {
    progress->active &= progress->open & progress->large;
    progress->open = progress->large = (mask)all(0);
}

/* The root of x y to a sixteenth or so: the mean of logarithms, which bits nearly are. Nothing
 * overflows or vanishes, and thresholds need not be better. */
static inline vec LOCAL(mean)(vec x, vec y) {
    return (vec)(((mask)x >> 1) + ((mask)y >> 1));
}

/* What makes two columns orthogonal, with the longer one first (de Rijk). Angles too small to
 * count are cleared as well, down to the rounding of their own sums: columns end as orthogonal as
 * they can be, and not just below the threshold. */
static inline __attribute__((always_inline)) LOCAL(rotation)
    LOCAL(rotation_of)(vec *first, vec *second, vec g, LOCAL(progress) * progress) {
    const vec x = *first, y = *second, size = size_of(g), lengths = LOCAL(mean)(x, y);
    const mask open = (size > progress->least * lengths) & progress->active;
    const mask swapped = (y > x) & progress->active;
    if (!any(open | swapped)) {
        return (LOCAL(rotation)){.turns = false};
    }
    vec change;
    LOCAL(rotation) r = LOCAL(diagonalize)(open, x, y, g, &change);
    const vec cosine = choose(open, size / choose(open, lengths, all(1)), all(0));
    const vec sine = size_of(r.s), larger = choose(sine > cosine, sine, cosine);
    progress->open |= size > progress->matters * lengths;
    progress->squares += larger * larger;
    const vec sign = (vec)(swapped & (mask)all((T)-0.0)), less = x - change, more = y + change;
    r.turns = true;
    r.swaps = any(swapped);
    r.swapped = swapped;
    r.s = (vec)((mask)r.s ^ (mask)sign);
    r.h = (vec)((mask)r.h ^ (mask)sign);
    *first = choose(swapped, more, less);
    *second = choose(swapped, less, more);
    return r;
}

/* Once for all who turn one pair: the loops of two pairs are where the time goes. */
static __attribute__((noinline)) void LOCAL(turn_pair)(bool swaps, int m, vec *p, vec *q, vec s,
                                                       vec h, mask swapped) {
    const LOCAL(rotation) r = {.swapped = swapped, .s = s, .h = h};
    if (swaps) {
        LOCAL(turn)(true, m, p, q, &r);
    } else {
        LOCAL(turn)(false, m, p, q, &r);
    }
}

static inline void LOCAL(apply)(int m, vec *p, vec *q, const LOCAL(rotation) * r) {
    if (r->turns) {
        LOCAL(turn_pair)(r->swaps, m, p, q, r->s, r->h, r->swapped);
    }
}

/* What is turned at once: column p with q, and the one behind p with the one before q; they meet
 * nothing of each other. */
typedef struct LOCAL(twins) {
    vec *first, *column; /* column: q, of m elements like all */
    LOCAL(rotation) ahead, behind;
} LOCAL(twins);

/* Element i of both, and what it adds to the sums. */
static inline __attribute__((always_inline)) void
LOCAL(turn_twins_at)(bool swaps, int i, int m, const LOCAL(twins) * t, vec *sum, vec *sum_behind) {
    vec *restrict p = t->first, *restrict q = t->column;
    vec a = p[i], b = q[i], c = p[m + i], d = q[i - m];
    LOCAL(turn_element)(swaps, &a, &b, &t->ahead);
    LOCAL(turn_element)(swaps, &c, &d, &t->behind);
    *sum += a * q[m + i];
    *sum_behind += c * b;
    p[i] = a;
    q[i] = b;
    p[m + i] = c;
    q[i - m] = d;
}

/* Turns both; sums[0] is then dot(p, what follows q), sums[1] dot(what follows p, q). */
static inline __attribute__((always_inline)) void
LOCAL(turn_twins)(bool swaps, int m, const LOCAL(twins) * twins, vec *sums) {
    const LOCAL(twins) t = *twins;
    vec even = all(0), odd = all(0), even_behind = all(0), odd_behind = all(0);
    int i = 0;
    for (; i + 1 < m; i += 2) {
        LOCAL(turn_twins_at)(swaps, i, m, &t, &even, &even_behind);
        LOCAL(turn_twins_at)(swaps, i + 1, m, &t, &odd, &odd_behind);
    }
    if (i < m) {
        LOCAL(turn_twins_at)(swaps, i, m, &t, &even, &even_behind);
    }
    sums[0] = even + odd;
    sums[1] = even_behind + odd_behind;
}

/* Rows of column p of V with q, and of the one behind p with the one before q. */
static inline __attribute__((always_inline)) void
LOCAL(turn_vectors)(int rows, int n, vec *restrict p, vec *restrict q,
                    const LOCAL(rotation) * first, const LOCAL(rotation) * second) {
    const LOCAL(rotation) ahead = *first, behind = *second;
    for (int i = 0; i < rows; i++) {
        vec a = p[i], b = q[i], c = p[n + i], d = q[i - n];
        LOCAL(turn_element)(false, &a, &b, &ahead);
        LOCAL(turn_element)(false, &c, &d, &behind);
        p[i] = a;
        q[i] = b;
        p[n + i] = c;
        q[i - n] = d;
    }
}

/* Columns p and p + 1 against all behind them, the second one two columns later than the first:
 * so the divisions and roots of two rotations run side by side. V is turned one step later: that
 * fills the rest of their time. In the first sweep it has only zeros below the row of a column.
 * Results are those of one column after the other. */
static void LOCAL(sweep_from)(int p, int m, int n, bool is_first, vec *a, vec *v, vec *square,
                              LOCAL(progress) * progress) {
    const LOCAL(rotation) none = {.turns = false};
    LOCAL(twins) t = {a + p * m, a + p * m, none, none};
    LOCAL(rotation) ahead = none, behind = none;
    vec sums[2] = {LOCAL(dot)(m, t.first, t.first + m), all(0)};
    for (int q = p + 1; q <= n; q++) {
        t.column += m;
        t.ahead = q < n ? LOCAL(rotation_of)(square + p, square + q, sums[0], progress) : none;
        t.behind = q > p + 2 ? LOCAL(rotation_of)(square + p + 1, square + q - 1, sums[1], progress)
                             : none;
        const int rows = is_first ? q : n;
        const bool alike = ahead.turns && behind.turns && !ahead.swaps && !behind.swaps;
        if (v && alike) {
            LOCAL(turn_vectors)(rows, n, v + p * n, v + (q - 1) * n, &ahead, &behind);
        } else if (v) {
            LOCAL(apply)(rows, v + p * n, v + (q - 1) * n, &ahead);
            LOCAL(apply)(rows, v + (p + 1) * n, v + (q - 2) * n, &behind);
        }
        ahead = t.ahead;
        behind = t.behind;
        if (q > p + 2 && q + 1 < n) {
            if (ahead.swaps || behind.swaps) {
                LOCAL(turn_twins)(true, m, &t, sums);
            } else {
                LOCAL(turn_twins)(false, m, &t, sums);
            }
            continue;
        }
        LOCAL(apply)(m, t.first, t.column, &ahead);
        LOCAL(apply)(m, t.first + m, t.column - m, &behind);
        if (q + 1 < n) {
            sums[0] = LOCAL(dot)(m, t.first, t.column + m);
        }
        if (q < n) {
            sums[1] = LOCAL(dot)(m, t.first + m, t.column);
        }
    }
    if (v) {
        LOCAL(apply)(n, v + (p + 1) * n, v + (n - 1) * n, &behind);
    }
}

/* One-sided (Hestenes): columns are turned until they are orthogonal, to the precision of their own
 * lengths. What comes back between two columns is at most the product of the lengths of their
 * cosines and sines with all others, so no more than the sum of the squares of all. */
uint32_t EXPORTED(tni_small_svd)(int m, int n, void *data, void *vectors, void *squares) {
    vec *a = data, *v = vectors, *square = squares;
    const vec matters = root(all((T)m)) * all(EPSILON);
    LOCAL(progress)
    progress = {.active = ~(mask)all(0),
                .open = (mask)all(0),
                .large = (mask)all(0),
                .least = all(n > 4 ? EPSILON : EPSILON / 2),
                .matters = matters};
    if (v) {
        LOCAL(identity)(n, v);
    }
    for (int sweep = 0; sweep < LOCAL(SWEEPS) && any(progress.active); sweep++) {
        for (int j = 0; j < n; j++) {
            square[j] = choose(progress.active, LOCAL(dot)(m, a + j * m, a + j * m), square[j]);
        }
        progress.squares = all(0);
        for (int p = 0; p < n - 1; p += 2) {
            LOCAL(sweep_from)(p, m, n, sweep == 0, a, v, square, &progress);
        }
        progress.large = progress.squares > matters;
        LOCAL(next_sweep)(&progress);
    }
    if (v) {
        LOCAL(straighten)(n, v);
    }
    return bits(progress.active);
}

/* Rows and columns p < q of symmetric a, of which the upper triangle is there. */
static inline void LOCAL(turn_both)(int n, vec *a, int p, int q, const LOCAL(rotation) * r) {
    for (int k = 0; k < p; k++) {
        LOCAL(turn)(false, 1, a + k * n + p, a + k * n + q, r);
    }
    for (int k = p + 1; k < q; k++) {
        LOCAL(turn)(false, 1, a + p * n + k, a + k * n + q, r);
    }
    LOCAL(turn)(false, n - 1 - q, a + p * n + q + 1, a + q * n + q + 1, r);
}

/* Two-sided: rows and columns p < q, until what is beside the diagonal is nothing beside the
 * whole. */
uint32_t EXPORTED(tni_small_eigh)(int n, void *data, void *vectors) {
    vec *a = data, *v = vectors;
    const vec whole = root(LOCAL(dot)(n * n, a, a)), tol = whole * all(EPSILON / (T)n);
    const vec limit = root(all(EPSILON)) / all((T)n), much = whole * limit;
    LOCAL(progress)
    progress = {.active = ~(mask)all(0), .open = (mask)all(0), .large = (mask)all(0)};
    if (v) {
        LOCAL(identity)(n, v);
    }
    for (int sweep = 0; sweep < LOCAL(SWEEPS) && any(progress.active); sweep++) {
        for (int p = 0; p < n - 1; p++) {
            for (int q = p + 1; q < n; q++) {
                vec *x = a + p * n + p, *y = a + q * n + q, *beside = a + p * n + q;
                const vec g = *beside, size = size_of(g);
                const mask open = (size > tol) & progress.active;
                if (!any(open)) {
                    continue;
                }
                vec change;
                const LOCAL(rotation) r = LOCAL(diagonalize)(open, *x, *y, g, &change);
                progress.open |= open;
                progress.large |= (size > much) | (size_of(r.s) > limit);
                *x -= change;
                *y += change;
                *beside = choose(open, all(0), g);
                LOCAL(turn_both)(n, a, p, q, &r);
                if (v) {
                    LOCAL(turn)(false, n, v + p * n, v + q * n, &r);
                }
            }
        }
        LOCAL(next_sweep)(&progress);
    }
    if (v) {
        LOCAL(straighten_any)(n, a, v);
    }
    return bits(progress.active);
}

/* jacobi_lanes.h: Jacobi's methods on lanes. Lanes that have converged turn by nothing and stay
 * as they are, whatever the others need. */

enum { LOCAL(SWEEPS) = 40 };

/* Even and odd elements apart, so that two sums run side by side. */
static inline vec LOCAL(dot)(int m, const vec *a, const vec *b) {
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

/* tan of the smaller angle that makes [x, g; g, y] diagonal, 0 where not m. */
static inline vec LOCAL(tangent)(mask m, vec x, vec y, vec g) {
    const vec zeta = (y - x) / choose(m, g + g, all(1)), size = size_of(zeta);
    /* Of columns of very different lengths the square would be infinite, and 1 is nothing to it. */
    const mask far = size > all(1 / EPSILON);
    const vec root_of = root(all(1) + choose(far, all(0), zeta * zeta));
    const vec t = signed_as(all(1) / (size + choose(far, size, root_of)), zeta);
    return choose(m, t, all(0));
}

/* [p; q] = [x, y; z, w] [p; q] */
static inline void LOCAL(turn)(int m, vec *restrict p, vec *restrict q, vec x, vec y, vec z,
                               vec w) {
    for (int i = 0; i < m; i++) {
        const vec a = p[i], b = q[i];
        p[i] = x * a + y * b;
        q[i] = z * a + w * b;
    }
}

static void LOCAL(identity)(int n, vec *v) {
    for (int i = 0; i < n * n; i++) {
        v[i] = all(i % (n + 1) == 0);
    }
}

/* What makes two columns orthogonal, with the longer one first (de Rijk). */
typedef struct LOCAL(rotation) {
    bool turns;
    vec x, y, z, w;
} LOCAL(rotation);

static inline LOCAL(rotation)
    LOCAL(rotation_of)(vec *first, vec *second, vec g, vec tol, mask *turned) {
    const vec x = *first, y = *second;
    const mask open = size_of(g) > tol * root(x) * root(y), swapped = y > x;
    LOCAL(rotation) r = {.turns = any(open | swapped)};
    if (r.turns) {
        *turned |= open | swapped;
        const vec t = LOCAL(tangent)(open, x, y, g);
        const vec c = all(1) / root(all(1) + t * t), s = c * t;
        r.x = choose(swapped, s, c);
        r.y = choose(swapped, c, -s);
        r.z = choose(swapped, c, s);
        r.w = choose(swapped, -s, c);
        const vec less = x - t * g, more = y + t * g;
        *first = choose(swapped, more, less);
        *second = choose(swapped, less, more);
    }
    return r;
}

/* Turns p and q; gives dot(p, next) of the new p. */
static inline vec LOCAL(turn_on)(int m, vec *restrict p, vec *restrict q, const vec *restrict next,
                                 const LOCAL(rotation) * r) {
    vec even = all(0), odd = all(0);
    int i = 0;
    for (; i + 1 < m; i += 2) {
        const vec a = p[i], b = q[i], c = p[i + 1], d = q[i + 1];
        p[i] = r->x * a + r->y * b;
        q[i] = r->z * a + r->w * b;
        p[i + 1] = r->x * c + r->y * d;
        q[i + 1] = r->z * c + r->w * d;
        even += p[i] * next[i];
        odd += p[i + 1] * next[i + 1];
    }
    if (i < m) {
        const vec a = p[i], b = q[i];
        p[i] = r->x * a + r->y * b;
        q[i] = r->z * a + r->w * b;
        even += p[i] * next[i];
    }
    return even + odd;
}

/* Column p against all behind it. V is turned one step later: that fills the time of the next
 * pair's divisions. */
static void LOCAL(sweep_from)(int p, int m, int n, vec *a, vec *v, vec *square, vec tol,
                              mask *turned) {
    vec *first = a + p * m, g = LOCAL(dot)(m, first, first + m);
    LOCAL(rotation) last = {.turns = false};
    for (int q = p + 1; q < n; q++) {
        vec *column = a + q * m;
        const LOCAL(rotation) r = LOCAL(rotation_of)(square + p, square + q, g, tol, turned);
        if (v && last.turns) {
            LOCAL(turn)(n, v + p * n, v + (q - 1) * n, last.x, last.y, last.z, last.w);
        }
        last = r;
        if (q + 1 == n) {
            if (r.turns) {
                LOCAL(turn)(m, first, column, r.x, r.y, r.z, r.w);
            }
        } else if (r.turns) {
            g = LOCAL(turn_on)(m, first, column, column + m, &r);
        } else {
            g = LOCAL(dot)(m, first, column + m);
        }
    }
    if (v && last.turns) {
        LOCAL(turn)(n, v + p * n, v + (n - 1) * n, last.x, last.y, last.z, last.w);
    }
}

/* One-sided (Hestenes): columns are turned until they are orthogonal, to the precision of their own
 * lengths. */
uint32_t EXPORTED(tni_small_svd)(int m, int n, void *data, void *vectors, void *squares) {
    vec *a = data, *v = vectors, *square = squares;
    mask turned = (mask)all(0);
    const vec tol = root(all((T)m)) * all(EPSILON);
    if (v) {
        LOCAL(identity)(n, v);
    }
    for (int sweep = 0; sweep < LOCAL(SWEEPS); sweep++) {
        turned = (mask)all(0);
        for (int j = 0; j < n; j++) {
            square[j] = LOCAL(dot)(m, a + j * m, a + j * m);
        }
        for (int p = 0; p < n - 1; p++) {
            LOCAL(sweep_from)(p, m, n, a, v, square, tol, &turned);
        }
        if (!any(turned)) {
            break;
        }
    }
    return bits(turned);
}

/* Two-sided: rows and columns p < q, until what is beside the diagonal is nothing beside the
 * whole. */
uint32_t EXPORTED(tni_small_eigh)(int n, void *data, void *vectors) {
    vec *a = data, *v = vectors;
    mask turned = (mask)all(0);
    const vec whole = root(LOCAL(dot)(n * n, a, a)), tol = whole * all(EPSILON / (T)n);
    if (v) {
        LOCAL(identity)(n, v);
    }
    for (int sweep = 0; sweep < LOCAL(SWEEPS); sweep++) {
        turned = (mask)all(0);
        for (int p = 0; p < n - 1; p++) {
            for (int q = p + 1; q < n; q++) {
                const vec g = a[p * n + q], x = a[p * n + p], y = a[q * n + q];
                const mask open = size_of(g) > tol;
                if (!any(open)) {
                    continue;
                }
                turned |= open;
                const vec t = LOCAL(tangent)(open, x, y, g);
                const vec c = all(1) / root(all(1) + t * t), s = c * t;
                LOCAL(turn)(n, a + p * n, a + q * n, c, -s, s, c);
                a[p * n + p] = x - t * g;
                a[q * n + q] = y + t * g;
                a[p * n + q] = a[q * n + p] = choose(open, all(0), g);
                for (int k = 0; k < n; k++) {
                    if (k != p && k != q) {
                        a[k * n + p] = a[p * n + k];
                        a[k * n + q] = a[q * n + k];
                    }
                }
                if (v) {
                    LOCAL(turn)(n, v + p * n, v + q * n, c, -s, s, c);
                }
            }
        }
        if (!any(turned)) {
            break;
        }
    }
    return bits(turned);
}

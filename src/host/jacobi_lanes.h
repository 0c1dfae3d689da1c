/* jacobi_lanes.h: Jacobi's methods on lanes. Lanes that have converged turn by nothing and stay as they
 * are, whatever the others need. */

enum { LOCAL(SWEEPS) = 40 };

static inline vec LOCAL(dot)(int m, const vec *a, const vec *b) {
    vec sum = a[0] * b[0], other = all(0);
    int i = 1;
    for (; i + 1 < m; i += 2) {
        sum += a[i] * b[i];
        other += a[i + 1] * b[i + 1];
    }
    if (i < m) {
        sum += a[i] * b[i];
    }
    return sum + other;
}

/* tan of the smaller angle that makes [x, g; g, y] diagonal, 0 where not m. */
static inline vec LOCAL(tangent)(mask m, vec x, vec y, vec g) {
    const vec zeta = (y - x) / choose(m, g + g, all(1));
    const vec t = signed_as(all(1) / (size_of(zeta) + root(all(1) + zeta * zeta)), zeta);
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

/* One-sided (Hestenes): columns p < q are turned until they are orthogonal, to the precision of
 * their own lengths, with the longer one first (de Rijk). */
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
            for (int q = p + 1; q < n; q++) {
                const vec x = square[p], y = square[q];
                const vec g = LOCAL(dot)(m, a + p * m, a + q * m);
                const mask open = size_of(g) > tol * root(x * y), swapped = y > x;
                if (!any(open | swapped)) {
                    continue;
                }
                turned |= open | swapped;
                const vec t = LOCAL(tangent)(open, x, y, g);
                const vec c = all(1) / root(all(1) + t * t), s = c * t;
                const vec tx = choose(swapped, s, c), ty = choose(swapped, c, -s);
                const vec tz = choose(swapped, c, s), tw = choose(swapped, -s, c);
                LOCAL(turn)(m, a + p * m, a + q * m, tx, ty, tz, tw);
                if (v) {
                    LOCAL(turn)(n, v + p * n, v + q * n, tx, ty, tz, tw);
                }
                const vec less = x - t * g, more = y + t * g;
                square[p] = choose(swapped, more, less);
                square[q] = choose(swapped, less, more);
            }
        }
        if (!any(turned)) {
            break;
        }
    }
    return bits(turned);
}

/* Two-sided: rows and columns p < q, until what is beside the diagonal is nothing beside the whole. */
uint32_t EXPORTED(tni_small_eigh)(int n, void *data, void *vectors) {
    vec *a = data, *v = vectors;
    mask turned = (mask)all(0);
    const vec whole = root(LOCAL(dot)(n * n, a, a)), tol = whole * all(EPSILON / (T)(2 * n));
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

/* eig.cu: eigenvalues and vectors of general matrices by their Schur form (schur.cuh), a team a
 * matrix, in shared memory while it fits, else in the workspace. Real matrices are computed as
 * complex ones; their eigenvalues are put together as conjugate pairs afterwards. */
#include "kernels/schur.cuh"

namespace {

using namespace tn;

template <class T> struct complex_type { using type = T; };
template <> struct complex_type<float> { using type = tn_c64; };
template <> struct complex_type<double> { using type = tn_c128; };

struct eig_args {
    int64_t batch, n, bytes; /* bytes: of a matrix's room */
    bool in_shared;
    const void *in;
    void *w, *v, *workspace;
    int32_t *info;
};

/* An eigenvalue of the result: that of T's diagonal at `source`, which is real, the conjugate of
 * the one before, or neither. */
enum eig_kind { ANY_VALUE, REAL_VALUE, CONJUGATE_VALUE };
struct eig_place {
    int32_t source, kind;
};

/* H and Z, a vector, and the places of eigenvalues. */
template <class C> int64_t room_bytes(int64_t n, bool vectors) {
    return aligned_bytes(((vectors ? 2 : 1) * n * n + n) * int64_t{sizeof(C)} +
                         n * int64_t{sizeof(eig_place)});
}

/* ---- Conjugate pairs ------------------------------------------------------------------------- */

/* Of the eigenvalues from number i on that are left the one nearest to the conjugate of number i; i
 * itself where it is as near as any: a real one. */
template <class C> __device__ int partner_of(const strided<C> &t, int i, int n, const C *taken) {
    const C mirrored = conjugate(t(i, i));
    real_of<C> least = magnitude(subtract(mirrored, t(i, i)));
    int partner = i;
    for (int j = i + 1; j < n; j++) {
        const real_of<C> away = magnitude(subtract(mirrored, t(j, j)));
        if (taken[j].re == 0 && away < least) {
            least = away;
            partner = j;
        }
    }
    return partner;
}

/* By one thread. Those of real matrices in pairs, that of positive imaginary part first. `taken` is
 * space for n numbers. */
template <class C>
__device__ void place_values(const strided<C> &t, int n, bool is_real, C *taken,
                             eig_place *places) {
    int known = 0;
    for (int i = 0; i < n; i++) {
        taken[i] = number_of_real<C>(0);
    }
    for (int i = 0; i < n; i++) {
        if (taken[i].re != 0) {
            continue;
        }
        const int j = is_real ? partner_of(t, i, n, taken) : i;
        taken[j] = number_of_real<C>(1);
        if (j == i) {
            places[known++] = {i, is_real ? REAL_VALUE : ANY_VALUE};
        } else {
            const bool is_first = t(i, i).im > 0;
            places[known++] = {is_first ? i : j, ANY_VALUE};
            places[known++] = {is_first ? j : i, CONJUGATE_VALUE};
        }
    }
}

/* ---- Results --------------------------------------------------------------------------------- */

template <class C> __device__ C value_of(const strided<C> &t, const eig_place *places, int i) {
    const eig_place p = places[i];
    if (p.kind == CONJUGATE_VALUE) {
        return conjugate(t(places[i - 1].source, places[i - 1].source));
    }
    const C value = t(p.source, p.source);
    return p.kind == REAL_VALUE ? number_of_real<C>(value.re) : value;
}

/* Column i: of norm 1, its largest element real; of a real eigenvalue of a real matrix, real. Each
 * row is its thread's alone, so columns follow each other without a meeting. */
template <class C>
__device__ void store_vector(const matrix_team &team, const schur_matrix<C> &m,
                             const eig_place *places, int i, real_of<C> largest, C *out) {
    using R = real_of<C>;
    const eig_place p = places[i];
    const int n = m.n, k = p.source;
    if (p.kind == CONJUGATE_VALUE) {
        for (int row = team.rank(); row < n; row += team.size()) {
            out[row * n + i] = conjugate(out[row * n + i - 1]);
        }
        return;
    }
    vector_of_triangle(team, m, k, largest);
    sized_place<R> top = {0, -1};
    for (int row = team.rank(); row < n; row += team.size()) {
        C sum = number_of_real<C>(0);
        for (int j = 0; j <= k; j++) {
            add_product(sum, m.z(row, j), m.v[j]);
        }
        out[row * n + i] = sum;
        top = first_largest_fold<R>::join(top, {magnitude(sum), row});
    }
    top = join_all<first_largest_fold<R>>(team, top);
    team.sync();
    const C turn = divided(conjugate(out[top.place * n + i]), top.size);
    team.sync(); /* all have read it */
    R squares = 0;
    for (int row = team.rank(); row < n; row += team.size()) {
        C x = divided(multiply(out[row * n + i], turn), top.size);
        x = p.kind == REAL_VALUE ? number_of_real<C>(x.re) : x;
        add_square(squares, x);
        out[row * n + i] = x;
    }
    const R length = root(join_all<total_fold<R>>(team, squares));
    for (int row = team.rank(); row < n; row += team.size()) {
        out[row * n + i] = divided(out[row * n + i], length);
    }
}

/* What was found of a matrix that was multiplied by a power of two. */
template <class C>
__device__ void store_eig(const matrix_team &team, const schur_matrix<C> &m, bool is_real,
                          int power, eig_place *places, C *w, C *v) {
    if (team.rank() == 0) {
        place_values(m.h, m.n, is_real, m.v, places);
    }
    team.sync();
    for (int i = team.rank(); i < m.n; i += team.size()) {
        w[i] = times_power(value_of(m.h, places, i), -power);
    }
    for (int i = 0; v && i < m.n; i++) {
        store_vector<C>(team, m, places, i, 1, v);
    }
}

template <class C> __device__ void fail_eig(const matrix_team &team, int64_t n, C *w, C *v) {
    using R = real_of<C>;
    const C nan = {not_a_number<R>(), not_a_number<R>()};
    for (int64_t i = team.rank(); i < n; i += team.size()) {
        w[i] = nan;
    }
    for (int64_t e = team.rank(); v && e < n * n; e += team.size()) {
        v[e] = nan;
    }
}

/* ---- A matrix -------------------------------------------------------------------------------- */

/* H is the matrix times a power of two, its largest element near 1; false where it is not finite.
 * Ends with the team in step. */
template <class T, class C>
__device__ bool load_schur(const matrix_team &team, const schur_matrix<C> &m, const T *in,
                           int *power) {
    using R = real_of<C>;
    const int n = m.n;
    R largest = 0;
    for (int e = team.rank(); e < n * n; e += team.size()) {
        largest = largest_fold<R>::join(largest, largest_part(in[e]));
    }
    largest = join_all<largest_fold<R>>(team, largest);
    if (!is_finite(largest)) {
        return false;
    }
    *power = largest > 0 ? -exponent_of(largest) : 0;
    for (int e = team.rank(); e < n * n; e += team.size()) {
        m.h(e / n, e % n) = {times_power(real_part(in[e]), *power),
                             times_power(imaginary_part(in[e]), *power)};
        if (m.z.at) {
            m.z(e / n, e % n) = number_of_real<C>(e / n == e % n ? 1 : 0);
        }
    }
    team.sync();
    return true;
}

template <class T> __global__ void __launch_bounds__(256) eig_team(const eig_args k) {
    using C = typename complex_type<T>::type;
    TN_DYNAMIC_SHARED(unsigned char, shared);
    const matrix_team team;
    const int n = static_cast<int>(k.n);
    for (int64_t b = blockIdx.x; b < k.batch; b += gridDim.x) {
        C *room = reinterpret_cast<C *>(
            k.in_shared ? shared : static_cast<unsigned char *>(k.workspace) + b * k.bytes);
        const schur_matrix<C> m = {
            n, {room + n, 0, n, 1}, {k.v ? room + n + n * n : nullptr, 0, n, 1}, room};
        eig_place *places = reinterpret_cast<eig_place *>(room + n + (k.v ? 2 : 1) * n * n);
        C *w = static_cast<C *>(k.w) + b * n;
        C *v = k.v ? static_cast<C *>(k.v) + b * n * n : nullptr;
        int power = 0;
        const bool found = load_schur(team, m, static_cast<const T *>(k.in) + b * n * n, &power) &&
                           make_schur<C>(team, m, 1);
        if (found) {
            store_eig(team, m, !number_parts<T>::is_complex, power, places, w, v);
        } else {
            fail_eig(team, n, w, v);
        }
        if (team.rank() == 0) {
            k.info[b] = found ? 0 : 1;
        }
        team.sync(); /* all have read the room */
    }
}

template <class T> int eig(const tn_k_eig *p, void *stream) {
    using C = typename complex_type<T>::type;
    const int64_t bytes = room_bytes<C>(p->n, p->vectors);
    const bool fits = bytes <= shared_bytes_max;
    const eig_args k = {p->batch,     p->n,   bytes, fits, p->in, p->w, p->vectors ? p->v : nullptr,
                        p->workspace, p->info};
    const int threads = p->n <= 24 ? warp_threads : p->n <= 64 ? 64 : 256;
    return launch_teams(eig_team<T>, p->batch, threads, fits ? bytes : 0, stream, k);
}

template <class T> int64_t workspace_of(const tn_k_eig *p, void *) {
    const int64_t bytes = room_bytes<typename complex_type<T>::type>(p->n, p->vectors);
    return bytes <= shared_bytes_max ? 0 : p->batch * bytes;
}

} // namespace

extern "C" int tn_cuda_eig(const void *params, void *stream) {
    const tn_k_eig *p = static_cast<const tn_k_eig *>(params);
    TN_MATRIX_DTYPES(eig, p, stream, "eigenvalues");
}

extern "C" int64_t tn_cuda_eig_workspace(const void *params) {
    const tn_k_eig *p = static_cast<const tn_k_eig *>(params);
    TN_MATRIX_DTYPES(workspace_of, p, nullptr, "eigenvalues");
}

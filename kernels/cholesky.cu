/* cholesky.cu: in = L L^H. A team factors a matrix, or a diagonal block of a larger one; what is
 * below the block is a triangular system, and what is right of it a matrix product. U^H U of the
 * upper triangle is the same of the matrix's transpose, whose L is U^T: memory is then read and
 * written by columns. */
#include "kernels/triangular.cuh"

namespace {

using namespace tn;

template <class T> struct cholesky_args {
    int64_t batch, n, first; /* first: of the block's rows in the matrix */
    strided<T> a;
    int32_t *info;
};

/* Rows that a team factors. */
constexpr int64_t factor_rows = 32;

/* The order of the first minor that is not positive, or 0. Ends with the team in step. */
template <class T> __device__ int factor(const matrix_team &team, const strided<T> &a, int n) {
    using R = real_of<T>;
    const team_columns over(team, n);
    int wrong = 0;
    for (int k = 0; k < n; k++) {
        const R d = real_part(a(k, k)), pivot = root(d);
        wrong = wrong == 0 && !(d > 0) ? k + 1 : wrong;
        team.sync(); /* all have read it */
        for (int i = k + team.rank(); i < n; i += team.size()) {
            a(i, k) = i == k ? number_of_real<T>(pivot) : divided(a(i, k), pivot);
        }
        team.sync();
        for (int c = k + 1 + over.column; c < n; c += over.width) {
            const T factor = conjugate(a(c, k));
            for (int64_t i = over.first_row(c); i < n; i += over.groups) {
                take_product(a(i, c), a(i, k), factor);
            }
        }
        team.sync();
    }
    return wrong;
}

/* In shared memory. */
template <class T> __global__ void __launch_bounds__(256) cholesky_team(const cholesky_args<T> k) {
    TN_DYNAMIC_SHARED(unsigned char, shared);
    const matrix_team team;
    const int n = static_cast<int>(k.n), stride = n | 1;
    const strided<T> held = {reinterpret_cast<T *>(shared), 0, stride, 1};
    for (int64_t b = blockIdx.x; b < k.batch; b += gridDim.x) {
        const strided<T> a = k.a.matrix(b);
        copy_matrix(team, n, n, a, held);
        const int wrong = factor(team, held, n);
        /* Of the next matrix a thread brings the elements that it stores of this one. */
        for (int e = team.rank(); e < n * n; e += team.size()) {
            if (e / n >= e % n) {
                a(e / n, e % n) = held(e / n, e % n);
            }
        }
        if (team.rank() == 0 && (k.first == 0 || (k.info[b] == 0 && wrong))) {
            k.info[b] = wrong ? static_cast<int32_t>(k.first) + wrong : 0;
        }
    }
}

/* Copies the lower triangle and clears the other one. */
template <class T>
__global__ void __launch_bounds__(256)
    copy_lower(int64_t batch, int64_t n, const strided<T> from, const strided<T> to) {
    for (int64_t e = first_item(); e < batch * n * n; e += item_step()) {
        const int64_t row = e / n % n, col = e % n;
        const bool is_kept = to.col == 1 ? row >= col : col >= row;
        to.at[e] = is_kept ? from.at[e] : number_of_real<T>(0);
    }
}

template <class T> int factor_block(const cholesky_args<T> &k, void *stream) {
    const int64_t bytes = k.n * (k.n | 1) * int64_t{sizeof(T)};
    return launch_teams(cholesky_team<T>, k.batch, warp_threads, aligned_bytes(bytes), stream, k);
}

/* a22 -= a21 a21^H; where rows of a are not contiguous, its transpose. */
template <class T>
int update_rest(int64_t batch, int64_t rest, int64_t size, const strided<T> &below,
                const strided<T> &right, void *stream) {
    const bool is_turned = right.col != 1;
    return launch_update(batch, rest, rest, size, below, is_turned, below.turned(), !is_turned,
                         is_turned ? right.turned() : right, -1, 1, stream);
}

template <class T> int cholesky(const tn_k_cholesky *p, void *stream) {
    const int64_t n = p->n;
    strided<T> in = row_major<T>(p->in, n, n), out = row_major<T>(p->out, n, n);
    in = p->upper ? in.turned() : in;
    out = p->upper ? out.turned() : out;
    const auto clear = [&](const strided<T> &from) {
        return launch(copy_lower<T>, blocks_for(p->batch * n * n, 256), dim3(256), 0, stream,
                      p->batch, n, from, out);
    };
    int status = clear(in);
    for (int64_t done = 0; done < n && status == 0; done += factor_rows) {
        const int64_t size = smaller(factor_rows, n - done), at = done + size, rest = n - at;
        status = factor_block<T>({p->batch, size, done, out.from(done, done), p->info}, stream);
        /* X L^H = B is conj(L) X^T = B^T. */
        if (status == 0) {
            status = launch_triangle<T>({p->batch, size, rest, true, false, true,
                                         out.from(done, done), out.from(at, done).turned()},
                                        stream);
        }
        if (status == 0) {
            status =
                update_rest(p->batch, rest, size, out.from(at, done), out.from(at, at), stream);
        }
    }
    return status == 0 && n > factor_rows ? clear(out) : status;
}

} // namespace

extern "C" int tn_cuda_cholesky(const void *params, void *stream) {
    const tn_k_cholesky *p = static_cast<const tn_k_cholesky *>(params);
    TN_MATRIX_DTYPES(cholesky, p, stream, "Cholesky factors");
}

/* warp_matrix.cpp: what a warp does together with small matrices: mma and ldmatrix of
 * kernels/ptx.cuh, from the PTX ISA's text. The last lane to arrive does the work of all.
 *
 * Rounding: each product is made in f32 (exact for f16 and tf32, and for bf16 unless it leaves
 * f32's range) and added to the sum in f32, in order of k. Tensor cores add the products of one
 * instruction to the sum with a common exponent and cut what is below (Fasi, Higham, Mikaitis and
 * Pranesh, "Numerical behavior of NVIDIA tensor cores", 2021), so that results of k terms may
 * differ from these by k units in the last place of the largest partial sum. Tests that are to pass
 * on a GPU allow for that: the table's TERMS are 4 units of the stored dtype, of 1 + the sum of
 * the terms' magnitudes.
 *
 * ldmatrix: a lane reads the row that it gives the address of when it arrives, which is the
 * earliest moment at which the hardware may. */
#include "block.hpp"
#include "shared.hpp"
#include "simt.h"

#include "kernels/scalar.h"

namespace sim {

namespace {

/* ---- mma ------------------------------------------------------------------------------------- */

struct fragments {
    float (*d)[4];
    const uint32_t (*a)[4];
    const uint32_t (*b)[2];
};

/* Numbers of a fragment's register and its depth in it. */
struct f16_numbers {
    enum { packed = 2, depth = 16 };
    static float at(uint32_t word, int i) {
        return tn_f16_to_f32(static_cast<uint16_t>(word >> 16 * i));
    }
};
struct bf16_numbers {
    enum { packed = 2, depth = 16 };
    static float at(uint32_t word, int i) {
        return tn_bf16_to_f32(static_cast<uint16_t>(word >> 16 * i));
    }
};
struct tf32_numbers {
    enum { packed = 1, depth = 8 };
    static float at(uint32_t word, int) {
        return tn_float_of(word);
    }
};

/* The k of number i of a lane: registers of one row or column are 4 * packed apart. */
template <class N> int depth_of(int lane, int half, int i) {
    return lane % 4 * N::packed + i + half * 4 * N::packed;
}

template <class N> void multiply(void *const *owns) {
    float a[16][N::depth], b[N::depth][8];
    for (int lane = 0; lane < 32; lane++) {
        const fragments &own = *static_cast<const fragments *>(owns[lane]);
        for (int i = 0; i < N::packed; i++) {
            for (int r = 0; r < 4; r++) {
                a[lane / 4 + r % 2 * 8][depth_of<N>(lane, r / 2, i)] = N::at((*own.a)[r], i);
            }
            for (int r = 0; r < 2; r++) {
                b[depth_of<N>(lane, r, i)][lane / 4] = N::at((*own.b)[r], i);
            }
        }
    }
    for (int lane = 0; lane < 32; lane++) {
        const fragments &own = *static_cast<const fragments *>(owns[lane]);
        for (int i = 0; i < 4; i++) {
            const int row = lane / 4 + i / 2 * 8, col = lane % 4 * 2 + i % 2;
            float sum = (*own.d)[i];
            for (int k = 0; k < N::depth; k++) {
                sum += a[row][k] * b[k][col];
            }
            (*own.d)[i] = sum;
        }
    }
}

template <class N>
void mma(const site &at, float (&d)[4], const uint32_t (&a)[4], const uint32_t (&b)[2]) {
    fragments own = {&d, &a, &b};
    warp_together(at, &own, multiply<N>);
}

/* What cvt.rna.tf32 has not rounded would be cut by the hardware. */
void must_be_tf32(uint32_t word) {
    if ((word & 0x1fff) != 0 && (word & 0x7fffffffu) <= 0x7f800000u) {
        kernel_fault("mma reads %g, which is no tf32 number",
                     static_cast<double>(tn_float_of(word)));
    }
}

/* ---- ldmatrix -------------------------------------------------------------------------------- */

struct matrix_rows {
    uint16_t row[8]; /* that of this lane's address */
    uint32_t *d;
    int count;
};

uint32_t pair_of(uint16_t low, uint16_t high) {
    return static_cast<uint32_t>(low) | static_cast<uint32_t>(high) << 16;
}

template <bool trans> void deal_rows(void *const *owns) {
    for (int lane = 0; lane < 32; lane++) {
        const matrix_rows &own = *static_cast<const matrix_rows *>(owns[lane]);
        for (int m = 0; m < own.count; m++) {
            const auto at = [&](int row, int col) {
                return static_cast<const matrix_rows *>(owns[8 * m + row])->row[col];
            };
            const int g = lane / 4, t = lane % 4 * 2;
            own.d[m] = trans ? pair_of(at(t, g), at(t + 1, g)) : pair_of(at(g, t), at(g, t + 1));
        }
    }
}

template <bool trans> void ldmatrix(const site &at, uint32_t *d, int count, const void *address) {
    matrix_rows own = {{}, d, count};
    if (lane() < 8 * count) { /* others' addresses are not looked at */
        shared_must_hold("ldmatrix", address, sizeof own.row);
        look_at_vector(address, sizeof own.row);
        note_access(address, sizeof own.row, false);
        memcpy(own.row, address, sizeof own.row);
    }
    warp_together(at, &own, deal_rows<trans>);
}

} // namespace

/* ---- The instructions ------------------------------------------------------------------------ */

void ptx::mma_m16n8k16_f16(float (&d)[4], const uint32_t (&a)[4], const uint32_t (&b)[2]) const {
    mma<f16_numbers>(at, d, a, b);
}
void ptx::mma_m16n8k16_bf16(float (&d)[4], const uint32_t (&a)[4], const uint32_t (&b)[2]) const {
    mma<bf16_numbers>(at, d, a, b);
}
void ptx::mma_m16n8k8_tf32(float (&d)[4], const uint32_t (&a)[4], const uint32_t (&b)[2]) const {
    for (int i = 0; i < 4; i++) {
        must_be_tf32(a[i]);
        must_be_tf32(b[i % 2]);
    }
    mma<tf32_numbers>(at, d, a, b);
}

/* To nearest, ties away from zero; NaN becomes the one NaN of PTX. */
void ptx::cvt_rna_tf32(uint32_t &rounded, float x) const {
    const uint32_t u = tn_bits_f32(x);
    const bool is_finite = (u & 0x7fffffffu) < 0x7f800000u;
    rounded = x != x ? 0x7fffffffu : is_finite ? (u + 0x1000u) & ~0x1fffu : u;
}

void ptx::cvt_rn_f16x2(uint32_t &pair, float low, float high) const {
    pair = tn_f32_to_f16(low) | uint32_t{tn_f32_to_f16(high)} << 16;
}
void ptx::cvt_rn_bf16x2(uint32_t &pair, float low, float high) const {
    pair = tn_f32_to_bf16(low) | uint32_t{tn_f32_to_bf16(high)} << 16;
}

#define SIM_LDMATRIX(name, count, trans)                             \
    void ptx::name(uint32_t(&d)[count], const void *address) const { \
        ldmatrix<trans>(at, d, count, address);                      \
    }
SIM_LDMATRIX(ldmatrix_x1, 1, false)
SIM_LDMATRIX(ldmatrix_x2, 2, false)
SIM_LDMATRIX(ldmatrix_x4, 4, false)
SIM_LDMATRIX(ldmatrix_x1_trans, 1, true)
SIM_LDMATRIX(ldmatrix_x2_trans, 2, true)
SIM_LDMATRIX(ldmatrix_x4_trans, 4, true)
#undef SIM_LDMATRIX

} // namespace sim

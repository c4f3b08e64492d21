// ARMv8.2 with dot product (Raspberry Pi 5): sdot for products, tables of sums where they are faster, and 128-bit vectors for the rest.
#include "../kernels.hpp"
#include "cpu.hpp"
#include "neon_simd.hpp"
#include "../generic/vector_math.hpp"
#include "../generic/vector_rows.hpp"
#include "../generic/vector_attention.hpp"
#include "../generic/vector_dense.hpp"

namespace {

constexpr int tile_tokens = 8;
constexpr int in_place_rows = 4;
constexpr int in_place_tokens = 4;

inline int8x16_t four_values(const int8_t* values) {
    int32_t four;
    __builtin_memcpy(&four, values, sizeof four);
    return vreinterpretq_s8_s32(vdupq_n_s32(four));
}

// 32-bit sums cannot overflow: 6912 * 2 * 128 is below 2^21.
template <int tokens>
inline void lane_tile(const uint8_t* first, const uint8_t* second, const int8_t* x, int64_t stride, int steps, int32_t* sums) {
    const uint8x16_t mask = vdupq_n_u8(3);
    int32x4_t a[tokens], b[tokens];
    for (int t = 0; t < tokens; t++) {
        a[t] = b[t] = vdupq_n_s32(0);
    }
    for (; steps > 0; steps--, first += 16, second += 16) {
        uint8x16_t p = vld1q_u8(first), r = vld1q_u8(second);
#pragma GCC unroll 4
        for (int s = 0; s < 4; s++, x += 4) {
            int8x16_t u = vreinterpretq_s8_u8(vandq_u8(p, mask)), v = vreinterpretq_s8_u8(vandq_u8(r, mask));
            p = vshrq_n_u8(p, 2);
            r = vshrq_n_u8(r, 2);
#pragma GCC unroll 8
            for (int t = 0; t < tokens; t++) {
                int8x16_t q = four_values(x + t * stride);
                a[t] = vdotq_s32(a[t], u, q);
                b[t] = vdotq_s32(b[t], v, q);
            }
        }
    }
    for (int t = 0; t < tokens; t++) {
        vst1q_s32(sums + 8 * t, a[t]);
        vst1q_s32(sums + 8 * t + 4, b[t]);
    }
}

template <int rows, int tokens>
inline void in_place_half(const uint8_t* codes, int64_t row_bytes, const int8_t* x, int64_t stride, int32x4_t* sums) {
    const uint8x16_t mask = vdupq_n_u8(3);
    uint8x16_t packed[rows];
    for (int r = 0; r < rows; r++) {
        packed[r] = vld1q_u8(codes + r * row_bytes);
    }
#pragma GCC unroll 4
    for (int s = 3; s >= 0; s--) { // the lowest bits are those of the last quarter
        int8x16_t c[rows];
        for (int r = 0; r < rows; r++) {
            c[r] = vreinterpretq_s8_u8(vandq_u8(packed[r], mask));
            packed[r] = vshrq_n_u8(packed[r], 2);
        }
        for (int t = 0; t < tokens; t++) {
            int8x16_t q = vld1q_s8(x + t * stride + 32 * s);
            for (int r = 0; r < rows; r++) {
                sums[r * tokens + t] = vdotq_s32(sums[r * tokens + t], c[r], q);
            }
        }
    }
}

template <int rows, int tokens>
inline void in_place_tile(const uint8_t* codes, int64_t row_bytes, const int8_t* x, int64_t stride, int blocks, int32_t* results) {
    int32x4_t sums[rows * tokens];
    for (int i = 0; i < rows * tokens; i++) {
        sums[i] = vdupq_n_s32(0);
    }
    for (; blocks > 0; blocks--, codes += 32, x += 128) {
        in_place_half<rows, tokens>(codes, row_bytes, x, stride, sums);
        in_place_half<rows, tokens>(codes + 16, row_bytes, x + 16, stride, sums);
    }
    for (int i = 0; i < rows * tokens; i++) {
        results[i] = vaddvq_s32(sums[i]);
    }
}

} // namespace

#include "../generic/in_place_product.hpp"
#include "../generic/lane_product.hpp"
#include "../generic/token_table.hpp"

namespace bitrl {

const variant dotprod_variant = {
    "dotprod", "NEON with dot product", "it needs a 64-bit ARM with dot product (ARMv8.2)", 70, cpu_has_dotprod,
    lane_method, in_place_method, token_table_method, true, vector_rows, vector_attention, vector_dense,
};

} // namespace bitrl

// ARMv8.0 (Raspberry Pi 4): smlal for products, tables of sums for many tokens, and 128-bit vectors for the rest.
#include "../kernels.hpp"
#include "neon_simd.hpp"
#include "../generic/vector_math.hpp"
#include "../generic/vector_rows.hpp"
#include "../generic/vector_attention.hpp"
#include "../generic/vector_dense.hpp"

namespace {

constexpr int tile_tokens = 4;
constexpr int in_place_rows = 2;
constexpr int in_place_tokens = 4;

// A product is at most 2 * 128 in magnitude, and 127 of those fit into 16 bits: summing more before widening gives garbage.
constexpr int steps_before_widening = 31; // of 4 products a lane
constexpr int blocks_before_widening = 7; // of 16

inline int8x16_t four_values(const int8_t* values) {
    int32_t four;
    __builtin_memcpy(&four, values, sizeof four);
    return vreinterpretq_s8_s32(vdupq_n_s32(four));
}

// Rows 0 and 1 of a block lie in the four lanes each of the first vector, rows 2 and 3 in the second.
inline int32x4_t widen(int16x8_t low, int16x8_t high) { return vpaddq_s32(vpaddlq_s16(low), vpaddlq_s16(high)); }

inline void store_sums(int32_t* target, int32x4_t sum, bool add) { vst1q_s32(target, add ? vaddq_s32(vld1q_s32(target), sum) : sum); }

template <int tokens>
inline void lane_tile(const uint8_t* first, const uint8_t* second, const int8_t* x, int64_t stride, int steps, int32_t* sums) {
    const uint8x16_t mask = vdupq_n_u8(3);
    for (bool add = false; steps > 0; steps -= steps_before_widening, add = true) {
        int16x8_t a[tokens], b[tokens], c[tokens], d[tokens];
        for (int t = 0; t < tokens; t++) {
            a[t] = b[t] = c[t] = d[t] = vdupq_n_s16(0);
        }
        for (int step = steps < steps_before_widening ? steps : steps_before_widening; step > 0; step--, first += 16, second += 16) {
            uint8x16_t p = vld1q_u8(first), r = vld1q_u8(second);
#pragma GCC unroll 4
            for (int s = 0; s < 4; s++, x += 4) {
                int8x16_t u = vreinterpretq_s8_u8(vandq_u8(p, mask)), v = vreinterpretq_s8_u8(vandq_u8(r, mask));
                p = vshrq_n_u8(p, 2);
                r = vshrq_n_u8(r, 2);
#pragma GCC unroll 8
                for (int t = 0; t < tokens; t++) {
                    int8x16_t q = four_values(x + t * stride);
                    a[t] = vmlal_s8(a[t], vget_low_s8(u), vget_low_s8(q));
                    b[t] = vmlal_high_s8(b[t], u, q);
                    c[t] = vmlal_s8(c[t], vget_low_s8(v), vget_low_s8(q));
                    d[t] = vmlal_high_s8(d[t], v, q);
                }
            }
        }
        for (int t = 0; t < tokens; t++) {
            store_sums(sums + 8 * t, widen(a[t], b[t]), add);
            store_sums(sums + 8 * t + 4, widen(c[t], d[t]), add);
        }
    }
}

template <int rows, int tokens>
inline void in_place_half(const uint8_t* codes, int64_t row_bytes, const int8_t* x, int64_t stride, int16x8_t* sums) {
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
                int16x8_t sum = vmlal_s8(sums[r * tokens + t], vget_low_s8(c[r]), vget_low_s8(q));
                sums[r * tokens + t] = vmlal_high_s8(sum, c[r], q);
            }
        }
    }
}

template <int rows, int tokens>
inline void in_place_tile(const uint8_t* codes, int64_t row_bytes, const int8_t* x, int64_t stride, int blocks, int32_t* results) {
    for (int i = 0; i < rows * tokens; i++) {
        results[i] = 0;
    }
    for (; blocks > 0; blocks -= blocks_before_widening) {
        int16x8_t sums[rows * tokens];
        for (int i = 0; i < rows * tokens; i++) {
            sums[i] = vdupq_n_s16(0);
        }
        for (int block = blocks < blocks_before_widening ? blocks : blocks_before_widening; block > 0; block--, codes += 32, x += 128) {
            in_place_half<rows, tokens>(codes, row_bytes, x, stride, sums);
            in_place_half<rows, tokens>(codes + 16, row_bytes, x + 16, stride, sums);
        }
        for (int i = 0; i < rows * tokens; i++) {
            results[i] += vaddlvq_s16(sums[i]);
        }
    }
}

bool always() { return true; } // part of every 64-bit ARM

} // namespace

#include "../generic/in_place_product.hpp"
#include "../generic/lane_product.hpp"
#include "../generic/token_table.hpp"

namespace bitrl {

const variant neon_variant = {
    "neon", "NEON", "it needs a 64-bit ARM", 50, always,
    lane_method, in_place_method, token_table_method, true, vector_rows, vector_attention, vector_dense,
};

} // namespace bitrl

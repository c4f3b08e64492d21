// AVX2: vpmaddubsw for products, tables of sums for many tokens, and 256-bit vectors for the rest.
#include "../kernels.hpp"
#include "cpu.hpp"
#include "avx2_simd.hpp"
#include "../generic/vector_math.hpp"
#include "../generic/vector_rows.hpp"
#include "../generic/vector_attention.hpp"
#include "../generic/vector_dense.hpp"

namespace {

constexpr int tile_tokens = 4;
constexpr int in_place_rows = 2;
constexpr int in_place_tokens = 4;

// A pair of products is at most 2 * 2 * 128 = 512 in magnitude, and 63 of those fit into 16 bits. A step of 16 inputs gives 4, a block of 128 as well.
constexpr int steps_before_widening = 15;

inline __m256i four_values(const int8_t* values) {
    int32_t four;
    __builtin_memcpy(&four, values, sizeof four);
    return _mm256_set1_epi32(four);
}

// Ends an addition here: the compiler would otherwise first add products to each other, and run out of registers for them.
inline void keep(__m256i& sum) { __asm__("" : "+x"(sum)); }

inline __m256i widen(__m256i sums) { return _mm256_madd_epi16(sums, _mm256_set1_epi16(1)); }

template <int tokens>
inline void lane_tile(const uint8_t* first, const uint8_t* second, const int8_t* x, int64_t stride, int steps, int32_t* sums) {
    const __m256i mask = _mm256_set1_epi8(3);
    for (bool add = false; steps > 0; steps -= steps_before_widening, add = true) {
        __m256i a[tokens], b[tokens];
#pragma GCC unroll 8
        for (int t = 0; t < tokens; t++) {
            a[t] = _mm256_setzero_si256();
            b[t] = _mm256_setzero_si256();
        }
        for (int step = steps < steps_before_widening ? steps : steps_before_widening; step > 0; step--, first += 32, second += 32) {
            __m256i p = _mm256_loadu_si256((const __m256i*)first), r = _mm256_loadu_si256((const __m256i*)second);
#pragma GCC unroll 4
            for (int s = 0; s < 4; s++, x += 4) {
                __m256i c = _mm256_and_si256(p, mask), d = _mm256_and_si256(r, mask);
                p = _mm256_srli_epi32(p, 2);
                r = _mm256_srli_epi32(r, 2);
#pragma GCC unroll 8
                for (int t = 0; t < tokens; t++) {
                    __m256i q = four_values(x + t * stride);
                    a[t] = _mm256_add_epi16(a[t], _mm256_maddubs_epi16(c, q));
                    b[t] = _mm256_add_epi16(b[t], _mm256_maddubs_epi16(d, q));
                    keep(a[t]);
                    keep(b[t]);
                }
            }
        }
#pragma GCC unroll 8
        for (int t = 0; t < tokens; t++) {
            __m256i* target = (__m256i*)(sums + 16 * t);
            __m256i low = widen(a[t]), high = widen(b[t]);
            _mm256_store_si256(target, add ? _mm256_add_epi32(low, _mm256_load_si256(target)) : low);
            _mm256_store_si256(target + 1, add ? _mm256_add_epi32(high, _mm256_load_si256(target + 1)) : high);
        }
    }
}

template <int rows, int tokens>
inline void in_place_block(const uint8_t* codes, int64_t row_bytes, const int8_t* x, int64_t stride, __m256i* sums) {
    const __m256i mask = _mm256_set1_epi8(3);
    __m256i packed[rows];
#pragma GCC unroll 4
    for (int r = 0; r < rows; r++) {
        packed[r] = _mm256_loadu_si256((const __m256i*)(codes + r * row_bytes));
    }
#pragma GCC unroll 4
    for (int s = 0; s < 4; s++) {
        __m256i c[rows];
#pragma GCC unroll 4
        for (int r = 0; r < rows; r++) {
            c[r] = _mm256_and_si256(s == 3 ? packed[r] : _mm256_srli_epi16(packed[r], 6 - 2 * s), mask);
        }
#pragma GCC unroll 4
        for (int t = 0; t < tokens; t++) {
            __m256i q = _mm256_loadu_si256((const __m256i*)(x + t * stride + 32 * s));
#pragma GCC unroll 4
            for (int r = 0; r < rows; r++) {
                sums[r * tokens + t] = _mm256_add_epi16(sums[r * tokens + t], _mm256_maddubs_epi16(c[r], q));
                keep(sums[r * tokens + t]);
            }
        }
    }
}

template <int rows, int tokens>
inline void in_place_tile(const uint8_t* codes, int64_t row_bytes, const int8_t* x, int64_t stride, int blocks, int32_t* results) {
    for (int i = 0; i < rows * tokens; i++) {
        results[i] = 0;
    }
    for (; blocks > 0; blocks -= steps_before_widening) {
        __m256i sums[rows * tokens];
#pragma GCC unroll 8
        for (int i = 0; i < rows * tokens; i++) {
            sums[i] = _mm256_setzero_si256();
        }
        for (int block = blocks < steps_before_widening ? blocks : steps_before_widening; block > 0; block--, codes += 32, x += 128) {
            in_place_block<rows, tokens>(codes, row_bytes, x, stride, sums);
        }
#pragma GCC unroll 8
        for (int i = 0; i < rows * tokens; i++) {
            results[i] += horizontal_sum_int((vi)widen(sums[i]));
        }
    }
}

} // namespace

#include "../generic/in_place_product.hpp"
#include "../generic/lane_product.hpp"
#include "../generic/token_table.hpp"

namespace bitrl {

const variant avx2_variant = {
    "avx2", "AVX2", "it needs AVX2 with FMA and F16C", 85, cpu_has_avx2,
    lane_method, in_place_method, token_table_method, true, vector_rows, vector_attention, vector_dense,
};

} // namespace bitrl

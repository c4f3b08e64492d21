// AVX-512 with VNNI: vpdpbusd for products, vpermw for tables, and 512-bit vectors for the rest.
#include "../kernels.hpp"
#include "cpu.hpp"
#include "avx512_simd.hpp"
#include "../generic/vector_math.hpp"
#include "../generic/vector_rows.hpp"
#include "../generic/vector_attention.hpp"
#include "../generic/vector_dense.hpp"

namespace {

constexpr int tile_tokens = 8;
constexpr int in_place_rows = 4;
constexpr int in_place_tokens = 4;

inline __m512i four_values(const int8_t* values) {
    int32_t four;
    __builtin_memcpy(&four, values, sizeof four);
    return _mm512_set1_epi32(four);
}

// 32-bit sums cannot overflow: 6912 * 2 * 128 is below 2^21.
template <int tokens>
inline void lane_tile(const uint8_t* first, const uint8_t* second, const int8_t* x, int64_t stride, int steps, int32_t* sums) {
    __m512i a[tokens], b[tokens];
#pragma GCC unroll 8
    for (int t = 0; t < tokens; t++) {
        a[t] = _mm512_setzero_si512();
        b[t] = _mm512_setzero_si512();
    }
    const __m512i mask = _mm512_set1_epi8(3);
    for (; steps > 0; steps--, first += 64, second += 64) {
        __m512i p = _mm512_loadu_si512(first), r = _mm512_loadu_si512(second);
#pragma GCC unroll 4
        for (int s = 0; s < 4; s++, x += 4) {
            __m512i c = _mm512_and_si512(p, mask), d = _mm512_and_si512(r, mask);
            p = _mm512_srli_epi32(p, 2);
            r = _mm512_srli_epi32(r, 2);
#pragma GCC unroll 8
            for (int t = 0; t < tokens; t++) {
                __m512i q = four_values(x + t * stride);
                a[t] = _mm512_dpbusd_epi32(a[t], c, q);
                b[t] = _mm512_dpbusd_epi32(b[t], d, q);
            }
        }
    }
#pragma GCC unroll 8
    for (int t = 0; t < tokens; t++) {
        _mm512_store_si512(sums + 32 * t, a[t]);
        _mm512_store_si512(sums + 32 * t + 16, b[t]);
    }
}

// Two blocks of 128 inputs at a time: the codes of one lie in the lower half of the vector, those of the other in the upper.
template <int rows, int tokens>
inline void in_place_step(const __m512i* packed, const int8_t* x, int64_t stride, bool both, __m512i* sums) {
    const __m512i mask = _mm512_set1_epi8(3);
#pragma GCC unroll 4
    for (int s = 0; s < 4; s++) {
        __m512i codes[rows];
#pragma GCC unroll 4
        for (int r = 0; r < rows; r++) {
            codes[r] = _mm512_and_si512(s == 3 ? packed[r] : _mm512_srli_epi16(packed[r], static_cast<unsigned>(6 - 2 * s)), mask);
        }
#pragma GCC unroll 4
        for (int t = 0; t < tokens; t++) {
            const int8_t* values = x + t * stride + 32 * s;
            __m256i low = _mm256_loadu_si256((const __m256i*)values);
            __m256i high = both ? _mm256_loadu_si256((const __m256i*)(values + 128)) : _mm256_setzero_si256();
            __m512i q = _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
#pragma GCC unroll 4
            for (int r = 0; r < rows; r++) {
                sums[r * tokens + t] = _mm512_dpbusd_epi32(sums[r * tokens + t], codes[r], q);
            }
        }
    }
}

template <int rows, int tokens>
inline void in_place_tile(const uint8_t* codes, int64_t row_bytes, const int8_t* x, int64_t stride, int blocks, int32_t* results) {
    __m512i sums[rows * tokens], packed[rows];
#pragma GCC unroll 16
    for (int i = 0; i < rows * tokens; i++) {
        sums[i] = _mm512_setzero_si512();
    }
    for (; blocks > 1; blocks -= 2, codes += 64, x += 256) {
#pragma GCC unroll 4
        for (int r = 0; r < rows; r++) {
            packed[r] = _mm512_loadu_si512(codes + r * row_bytes);
        }
        in_place_step<rows, tokens>(packed, x, stride, true, sums);
    }
    if (blocks > 0) {
#pragma GCC unroll 4
        for (int r = 0; r < rows; r++) {
            packed[r] = _mm512_castsi256_si512(_mm256_loadu_si256((const __m256i*)(codes + r * row_bytes)));
        }
        in_place_step<rows, tokens>(packed, x, stride, false, sums);
    }
#pragma GCC unroll 16
    for (int i = 0; i < rows * tokens; i++) {
        results[i] = _mm512_reduce_add_epi32(sums[i]);
    }
}

} // namespace

#include "../generic/in_place_product.hpp"
#include "../generic/lane_product.hpp"
#include "avx512_table.hpp"

namespace bitrl {

const variant avx512_variant = {
    "avx512", "AVX-512", "it needs AVX-512 with byte and word instructions and VNNI", 110, cpu_has_avx512,
    lane_method, in_place_method, triple_method, true, vector_rows, vector_attention, vector_dense,
};

} // namespace bitrl

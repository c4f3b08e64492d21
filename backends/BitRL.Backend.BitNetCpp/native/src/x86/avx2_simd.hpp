// The vector type of the AVX2 variant; see generic/vector_math.hpp.
#pragma once

#include <immintrin.h>

#include <cstddef>
#include <cstdint>

namespace {

constexpr int lanes = 8;
constexpr int dense_tile_rows = 5; // 10 sums, 2 vectors of weights and a broadcast fit into 16 registers
typedef float vf __attribute__((vector_size(32)));
typedef int32_t vi __attribute__((vector_size(32)));

inline vf load(const float* p) { return (vf)_mm256_loadu_ps(p); }
inline void store(float* p, vf v) { _mm256_storeu_ps(p, (__m256)v); }
inline vf set1(float x) { return (vf)_mm256_set1_ps(x); }
inline vf fma(vf a, vf b, vf c) { return (vf)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c); }
inline vf vmax(vf a, vf b) { return (vf)_mm256_max_ps((__m256)a, (__m256)b); }
inline vf vabs(vf a) { return (vf)((vi)a & 0x7FFFFFFF); }
inline vi to_int(vf a) { return (vi)_mm256_cvtps_epi32((__m256)a); } // half to even
inline vf to_float(vi a) { return (vf)_mm256_cvtepi32_ps((__m256i)a); }
inline vf as_float(vi a) { return (vf)a; }
inline vf select_less(vf a, vf b, vf yes, vf no) {
    return (vf)_mm256_blendv_ps((__m256)no, (__m256)yes, _mm256_cmp_ps((__m256)a, (__m256)b, _CMP_LT_OQ));
}
inline float horizontal_sum(vf a) {
    __m128 four = _mm_add_ps(_mm256_castps256_ps128((__m256)a), _mm256_extractf128_ps((__m256)a, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}
inline float horizontal_max(vf a) {
    __m128 four = _mm_max_ps(_mm256_castps256_ps128((__m256)a), _mm256_extractf128_ps((__m256)a, 1));
    __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
}
inline int horizontal_sum_int(vi a) {
    __m128i four = _mm_add_epi32(_mm256_castsi256_si128((__m256i)a), _mm256_extracti128_si256((__m256i)a, 1));
    __m128i two = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0x4E));
    return _mm_cvtsi128_si32(_mm_add_epi32(two, _mm_shuffle_epi32(two, 0xB1)));
}
inline vf load_half(const uint16_t* p) { return (vf)_mm256_cvtph_ps(_mm_loadu_si128((const __m128i*)p)); }
inline void store_bytes(int8_t* p, vi v) {
    __m128i words = _mm_packs_epi32(_mm256_castsi256_si128((__m256i)v), _mm256_extracti128_si256((__m256i)v, 1));
    _mm_storel_epi64((__m128i*)p, _mm_packs_epi16(words, words));
}

// Four rows of four floats become four columns, `step` floats apart.
inline void transpose_four(const float* a, const float* b, const float* c, const float* d, float* target, int64_t step) {
    __m128 w = _mm_loadu_ps(a), x = _mm_loadu_ps(b), y = _mm_loadu_ps(c), z = _mm_loadu_ps(d);
    _MM_TRANSPOSE4_PS(w, x, y, z);
    _mm_storeu_ps(target, w);
    _mm_storeu_ps(target + step, x);
    _mm_storeu_ps(target + 2 * step, y);
    _mm_storeu_ps(target + 3 * step, z);
}

} // namespace

namespace {

// Sums of 16 bits, for tables.
constexpr int short_lanes = 16;
typedef int16_t vs __attribute__((vector_size(32)));

// wide[i] += short[i].
inline void add_widened(int32_t* wide, vs sums) {
    __m256i low = _mm256_cvtepi16_epi32(_mm256_castsi256_si128((__m256i)sums)), high = _mm256_cvtepi16_epi32(_mm256_extracti128_si256((__m256i)sums, 1));
    _mm256_store_si256((__m256i*)wide, _mm256_add_epi32(low, _mm256_load_si256((const __m256i*)wide)));
    _mm256_store_si256((__m256i*)(wide + 8), _mm256_add_epi32(high, _mm256_load_si256((const __m256i*)(wide + 8))));
}

} // namespace

// The vector type of the AVX-512 variant; see generic/vector_math.hpp.
#pragma once

#include <immintrin.h>

#include <cstddef>
#include <cstdint>

namespace {

constexpr int lanes = 16;
constexpr int dense_tile_rows = 8;
typedef float vf __attribute__((vector_size(64)));
typedef int32_t vi __attribute__((vector_size(64)));

inline vf load(const float* p) { return (vf)_mm512_loadu_ps(p); }
inline void store(float* p, vf v) { _mm512_storeu_ps(p, (__m512)v); }
inline vf set1(float x) { return (vf)_mm512_set1_ps(x); }
inline vf fma(vf a, vf b, vf c) { return (vf)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c); }
inline vf vmax(vf a, vf b) { return (vf)_mm512_max_ps((__m512)a, (__m512)b); }
inline vf vabs(vf a) { return (vf)((vi)a & 0x7FFFFFFF); }
inline vi to_int(vf a) { return (vi)_mm512_cvtps_epi32((__m512)a); } // half to even
inline vf to_float(vi a) { return (vf)_mm512_cvtepi32_ps((__m512i)a); }
inline vf as_float(vi a) { return (vf)a; }
inline vf select_less(vf a, vf b, vf yes, vf no) {
    return (vf)_mm512_mask_blend_ps(_mm512_cmp_ps_mask((__m512)a, (__m512)b, _CMP_LT_OQ), (__m512)no, (__m512)yes);
}
inline float horizontal_sum(vf a) { return _mm512_reduce_add_ps((__m512)a); }
inline float horizontal_max(vf a) { return _mm512_reduce_max_ps((__m512)a); }
inline int horizontal_sum_int(vi a) { return _mm512_reduce_add_epi32((__m512i)a); }
inline vf load_half(const uint16_t* p) { return (vf)_mm512_cvtph_ps(_mm256_loadu_si256((const __m256i*)p)); }
inline void store_bytes(int8_t* p, vi v) { _mm_storeu_si128((__m128i*)p, _mm512_cvtsepi32_epi8((__m512i)v)); }

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

// The vector type of both ARM variants; see generic/vector_math.hpp.
#pragma once

#include <arm_neon.h>

#include <cstddef>
#include <cstdint>

namespace {

constexpr int lanes = 4;
constexpr int dense_tile_rows = 8;
typedef float vf __attribute__((vector_size(16)));
typedef int32_t vi __attribute__((vector_size(16)));

inline vf load(const float* p) { return (vf)vld1q_f32(p); }
inline void store(float* p, vf v) { vst1q_f32(p, (float32x4_t)v); }
inline vf set1(float x) { return (vf)vdupq_n_f32(x); }
inline vf fma(vf a, vf b, vf c) { return (vf)vfmaq_f32((float32x4_t)c, (float32x4_t)a, (float32x4_t)b); }
inline vf vmax(vf a, vf b) { return (vf)vmaxq_f32((float32x4_t)a, (float32x4_t)b); }
inline vf vabs(vf a) { return (vf)vabsq_f32((float32x4_t)a); }
inline vi to_int(vf a) { return (vi)vcvtnq_s32_f32((float32x4_t)a); } // half to even
inline vf to_float(vi a) { return (vf)vcvtq_f32_s32((int32x4_t)a); }
inline vf as_float(vi a) { return (vf)a; }
inline vf select_less(vf a, vf b, vf yes, vf no) {
    return (vf)vbslq_f32(vcltq_f32((float32x4_t)a, (float32x4_t)b), (float32x4_t)yes, (float32x4_t)no);
}
inline float horizontal_sum(vf a) { return vaddvq_f32((float32x4_t)a); }
inline float horizontal_max(vf a) { return vmaxvq_f32((float32x4_t)a); }
inline int horizontal_sum_int(vi a) { return vaddvq_s32((int32x4_t)a); }
inline vf load_half(const uint16_t* p) { return (vf)vcvt_f32_f16(vreinterpret_f16_u16(vld1_u16(p))); }
inline void store_bytes(int8_t* p, vi v) {
    int8x8_t bytes = vqmovn_s16(vcombine_s16(vqmovn_s32((int32x4_t)v), vdup_n_s16(0)));
    vst1_lane_s32((int32_t*)p, vreinterpret_s32_s8(bytes), 0);
}

// Four rows of four floats become four columns, `step` floats apart.
inline void transpose_four(const float* a, const float* b, const float* c, const float* d, float* target, int64_t step) {
    float32x4x2_t ab = vtrnq_f32(vld1q_f32(a), vld1q_f32(b)), cd = vtrnq_f32(vld1q_f32(c), vld1q_f32(d));
    vst1q_f32(target, vcombine_f32(vget_low_f32(ab.val[0]), vget_low_f32(cd.val[0])));
    vst1q_f32(target + step, vcombine_f32(vget_low_f32(ab.val[1]), vget_low_f32(cd.val[1])));
    vst1q_f32(target + 2 * step, vcombine_f32(vget_high_f32(ab.val[0]), vget_high_f32(cd.val[0])));
    vst1q_f32(target + 3 * step, vcombine_f32(vget_high_f32(ab.val[1]), vget_high_f32(cd.val[1])));
}

} // namespace

namespace {

// Sums of 16 bits, for tables.
constexpr int short_lanes = 8;
typedef int16_t vs __attribute__((vector_size(16)));

// wide[i] += short[i].
inline void add_widened(int32_t* wide, vs sums) {
    vst1q_s32(wide, vaddw_s16(vld1q_s32(wide), vget_low_s16((int16x8_t)sums)));
    vst1q_s32(wide + 4, vaddw_high_s16(vld1q_s32(wide + 4), (int16x8_t)sums));
}

} // namespace

// The numbers of W1.58 A8 quantisation: q = round-half-even(x * 127 / max(1e-5, max|x|)).
#pragma once

#include <cmath>
#include <cstdint>

namespace bitrl {

inline constexpr float quantization_floor = 1e-5f; // a row of zeros has a scale, too
inline constexpr float quantization_levels = 127.0f;

// A NaN (a broken row) stays one: the step then spreads it to every output.
static inline float at_least_floor(float largest) { return largest < quantization_floor ? quantization_floor : largest; }

static inline float quantization_scale(float largest) { return quantization_levels / at_least_floor(largest); }

static inline float quantization_step(float largest) { return at_least_floor(largest) / quantization_levels; }

// A NaN becomes 0: the row is broken anyhow, and its step says so.
static inline int8_t quantize(float scaled) {
    float rounded = std::nearbyint(scaled);
    if (!(rounded >= -quantization_levels)) {
        return rounded == rounded ? static_cast<int8_t>(-127) : static_cast<int8_t>(0);
    }
    return static_cast<int8_t>(rounded > quantization_levels ? quantization_levels : rounded);
}

} // namespace bitrl

// Cosines and sines of the rotary embedding, position by position. Grows with the longest text; computed in float64.
#pragma once

#include "memory.hpp"

namespace bitrl {

class rotations {
public:
    // Makes sure that positions [0, count) are there; false where there is no memory.
    bool prepare(int count, int head_size, float frequency_base);

    const float* cosines(int position) const { return reinterpret_cast<const float*>(values_.data()) + static_cast<int64_t>(position) * half_ * 2; }
    const float* sines(int position) const { return cosines(position) + half_; }

private:
    buffer values_;
    int positions_ = 0;
    int half_ = 0;
    float frequency_base_ = 0;
};

} // namespace bitrl

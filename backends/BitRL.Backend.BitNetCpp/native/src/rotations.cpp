#include "rotations.hpp"

#include <cmath>

namespace bitrl {

bool rotations::prepare(int count, int head_size, float frequency_base) {
    constexpr int first_positions = 128;
    int half = head_size / 2;
    if (count <= positions_ && half == half_ && frequency_base == frequency_base_) {
        return true;
    }
    int positions = count + count / 2 > first_positions ? count + count / 2 : first_positions;
    positions_ = 0;
    if (!values_.reserve(static_cast<size_t>(positions) * static_cast<size_t>(head_size) * sizeof(float))) {
        return false;
    }
    half_ = half;
    frequency_base_ = frequency_base;
    float* values = reinterpret_cast<float*>(values_.data());
    for (int j = 0; j < half; j++) {
        double frequency = std::pow(static_cast<double>(frequency_base), -2.0 * j / head_size);
        for (int position = 0; position < positions; position++) {
            float* row = values + static_cast<int64_t>(position) * head_size;
            row[j] = static_cast<float>(std::cos(position * frequency));
            row[j + half] = static_cast<float>(std::sin(position * frequency));
        }
    }
    positions_ = positions;
    return true;
}

} // namespace bitrl

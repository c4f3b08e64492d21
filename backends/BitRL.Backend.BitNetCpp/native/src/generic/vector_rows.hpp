// Operations on rows in the vector width of a variant. Included once by each variant's file (see vector_math.hpp).
#pragma once

#include "quantization.hpp"

namespace {

void rows_widen_half(const uint16_t* source, const float* addend, int width, float* output) {
    int i = 0;
    for (; i <= width - lanes; i += lanes) {
        vf value = load_half(source + i);
        store(output + i, addend ? value + load(addend + i) : value);
    }
    if (i < width) {
        uint16_t tail[lanes] = {};
        float sums[lanes];
        for (int j = i; j < width; j++) {
            tail[j - i] = source[j];
        }
        store(sums, load_half(tail));
        for (int j = i; j < width; j++) {
            output[j] = addend ? sums[j - i] + addend[j] : sums[j - i];
        }
    }
}

void rows_add(const float* source, const float* addend, int width, float* output) {
    int i = 0;
    for (; i <= width - lanes; i += lanes) {
        store(output + i, addend ? load(source + i) + load(addend + i) : load(source + i));
    }
    for (; i < width; i++) {
        output[i] = addend ? source[i] + addend[i] : source[i];
    }
}

// 1 / sqrt(mean(x^2) + epsilon); NaN for a row that holds anything not finite.
inline float norm_factor(const float* input, float epsilon, int width) {
    vf a = set1(0), b = set1(0), c = set1(0), d = set1(0);
    int i = 0;
    for (; i <= width - 4 * lanes; i += 4 * lanes) {
        vf x = load(input + i), y = load(input + i + lanes), z = load(input + i + 2 * lanes), w = load(input + i + 3 * lanes);
        a = fma(x, x, a);
        b = fma(y, y, b);
        c = fma(z, z, c);
        d = fma(w, w, d);
    }
    for (; i <= width - lanes; i += lanes) {
        vf x = load(input + i);
        a = fma(x, x, a);
    }
    float sum = horizontal_sum((a + b) + (c + d));
    for (; i < width; i++) {
        sum += input[i] * input[i];
    }
    float mean = sum / static_cast<float>(width) + epsilon;
    return mean - mean == 0 ? 1.0f / __builtin_sqrtf(mean) : __builtin_nanf("");
}

void rows_norm(const float* input, const float* weight, float epsilon, int width, float* output) {
    float factor = norm_factor(input, epsilon, width);
    vf factors = set1(factor);
    int i = 0;
    for (; i <= width - lanes; i += lanes) {
        store(output + i, load(input + i) * factors * load(weight + i));
    }
    for (; i < width; i++) {
        output[i] = input[i] * factor * weight[i];
    }
}

inline float largest_magnitude(const float* input, const float* weight, float factor, int width) {
    vf factors = set1(factor);
    vf a = set1(0), b = set1(0);
    int i = 0;
    for (; i <= width - 2 * lanes; i += 2 * lanes) {
        a = vmax(a, vabs(load(input + i) * factors * load(weight + i)));
        b = vmax(b, vabs(load(input + i + lanes) * factors * load(weight + i + lanes)));
    }
    for (; i <= width - lanes; i += lanes) {
        a = vmax(a, vabs(load(input + i) * factors * load(weight + i)));
    }
    float largest = horizontal_max(vmax(a, b));
    for (; i < width; i++) {
        float magnitude = __builtin_fabsf(input[i] * factor * weight[i]);
        largest = magnitude > largest ? magnitude : largest;
    }
    return largest;
}

void rows_norm_quantize(const float* input, const float* weight, float epsilon, const bitrl_quantized& output, int row) {
    int width = output.width;
    float factor = norm_factor(input, epsilon, width);
    float largest = factor == factor ? largest_magnitude(input, weight, factor, width) : factor;
    float scale = bitrl::quantization_scale(largest);
    vf factors = set1(factor);
    vf scales = set1(scale);
    vi sums = {};
    int8_t* values = output.values + static_cast<int64_t>(row) * output.stride;
    int i = 0;
    if (factor == factor) {
        // The largest magnitude times its scale is 127 but for the last bit, so rounding never leaves +-127.
        for (; i <= width - lanes; i += lanes) {
            vi q = to_int(load(input + i) * factors * load(weight + i) * scales);
            store_bytes(values + i, q);
            sums += q;
        }
    }
    int sum = horizontal_sum_int(sums);
    for (; i < width; i++) {
        values[i] = bitrl::quantize(input[i] * factor * weight[i] * scale);
        sum += values[i];
    }
    output.steps[row] = bitrl::quantization_step(largest);
    output.sums[row] = sum;
}

void rows_rope(float* values, int heads, int head_size, const float* cosines, const float* sines) {
    int half = head_size / 2;
    for (int head = 0; head < heads; head++, values += head_size) {
        int j = 0;
        for (; j <= half - lanes; j += lanes) {
            vf a = load(values + j), b = load(values + j + half), c = load(cosines + j), s = load(sines + j);
            store(values + j, a * c - b * s);
            store(values + j + half, a * s + b * c);
        }
        for (; j < half; j++) {
            float a = values[j];
            float b = values[j + half];
            values[j] = a * cosines[j] - b * sines[j];
            values[j + half] = a * sines[j] + b * cosines[j];
        }
    }
}

inline float silu(float x) {
    float e = __builtin_expf(-__builtin_fabsf(x)); // never overflows
    return x >= 0 ? x / (1 + e) : x * e / (1 + e);
}

void rows_gate(int activation, const float* gates, const float* ups, int64_t count, float* output) {
    int64_t i = 0;
    if (activation == 0) {
        for (; i <= count - lanes; i += lanes) {
            vf x = load(gates + i);
            store(output + i, vmax(set1(0), x) * x * load(ups + i)); // 0 * NaN keeps a NaN
        }
        for (; i < count; i++) {
            float x = gates[i];
            output[i] = (x > 0 ? x : 0.0f) * x * ups[i];
        }
        return;
    }
    for (; i <= count - lanes; i += lanes) {
        vf x = load(gates + i);
        vf e = exp_of_negative(set1(0) - vabs(x));
        vf numerator = select_less(x, set1(0), x * e, x);
        store(output + i, numerator / (set1(1) + e) * load(ups + i));
    }
    for (; i < count; i++) {
        output[i] = silu(gates[i]) * ups[i];
    }
}

void rows_mean(const float* rows, int count, int width, float* output) {
    float total = static_cast<float>(count);
    vf totals = set1(total);
    int i = 0;
    for (; i <= width - 2 * lanes; i += 2 * lanes) {
        vf a = set1(0), b = set1(0);
        const float* column = rows + i;
        for (int row = 0; row < count; row++, column += width) {
            a += load(column);
            b += load(column + lanes);
        }
        store(output + i, a / totals);
        store(output + i + lanes, b / totals);
    }
    for (; i < width; i++) {
        float sum = 0;
        for (int row = 0; row < count; row++) {
            sum += rows[static_cast<int64_t>(row) * width + i];
        }
        output[i] = sum / total;
    }
}

constexpr bitrl::row_methods vector_rows = {rows_widen_half, rows_add, rows_norm, rows_norm_quantize, rows_rope, rows_gate, rows_mean};

} // namespace

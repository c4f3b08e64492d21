// The scalar twin of every kernel: the reference that the others are held against, and what runs where no vectors are. Sums in float64.
#include <cmath>

#include "../kernels.hpp"
#include "quantization.hpp"
#include "ternary_codes.hpp"

namespace bitrl {
namespace {

int64_t code_sum(const uint8_t* codes, const int8_t* values, int inputs) {
    int64_t sum = 0;
    for (int k = 0; k < inputs; k++) {
        sum += code_at(codes, k) * values[k];
    }
    return sum;
}

void multiply(const ternary_product& p, uint8_t*) {
    for (int row = 0; row < p.rows; row++) {
        const int8_t* values = p.input.values + static_cast<int64_t>(row) * p.input.stride;
        float* output = p.output + static_cast<int64_t>(row) * p.outputs;
        float unit = p.input.steps[row] * p.scale;
        for (int n = p.first; n < p.end; n++) {
            int64_t codes = code_sum(p.codes + static_cast<int64_t>(n) * (p.inputs / 4), values, p.inputs);
            float result = static_cast<float>(codes - p.input.sums[row]) * unit;
            output[n] = p.accumulate ? output[n] + result : result;
        }
    }
}

size_t no_bytes(int, int) { return 0; }
size_t no_scratch(int, int, int) { return 0; }
void no_pack(const uint8_t*, int, int, uint8_t*) {}

size_t dense_bytes(int outputs, int inputs) { return static_cast<size_t>(outputs) * static_cast<size_t>(inputs) * sizeof(float); }

void dense_pack(const float* values, int outputs, int inputs, float* packed) { std::memcpy(packed, values, dense_bytes(outputs, inputs)); }

void dense_multiply(const dense_product& p) {
    for (int row = 0; row < p.rows; row++) {
        const float* input = p.input + static_cast<int64_t>(row) * p.inputs;
        float* output = p.output + static_cast<int64_t>(row) * p.outputs;
        for (int n = p.first; n < p.end; n++) {
            const float* weights = p.packed + static_cast<int64_t>(n) * p.inputs;
            double sum = 0;
            for (int k = 0; k < p.inputs; k++) {
                sum += static_cast<double>(weights[k]) * input[k];
            }
            output[n] = p.accumulate ? output[n] + static_cast<float>(sum) : static_cast<float>(sum);
        }
    }
}

float half_to_float(uint16_t half) {
    uint32_t magnitude = (half & 0x7FFFu) << 13;
    uint32_t sign = (half & 0x8000u) << 16;
    uint32_t bits;
    if (magnitude >= 0x7C00u << 13) {
        bits = sign | magnitude | 0x7F800000u; // infinity or NaN
        float special;
        std::memcpy(&special, &bits, sizeof special);
        return special;
    }
    float value;
    std::memcpy(&value, &magnitude, sizeof value);
    value *= 5.192296858534828e33f; // 2^112: moves the exponent's bias, and makes subnormals normal
    std::memcpy(&bits, &value, sizeof bits);
    bits |= sign;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

void widen_half(const uint16_t* source, const float* addend, int width, float* output) {
    for (int i = 0; i < width; i++) {
        output[i] = half_to_float(source[i]) + (addend ? addend[i] : 0.0f);
    }
}

void add(const float* source, const float* addend, int width, float* output) {
    for (int i = 0; i < width; i++) {
        output[i] = addend ? source[i] + addend[i] : source[i];
    }
}

float norm_factor(const float* input, float epsilon, int width) {
    double sum = 0;
    for (int i = 0; i < width; i++) {
        sum += static_cast<double>(input[i]) * input[i];
    }
    return static_cast<float>(1 / std::sqrt(sum / width + static_cast<double>(epsilon)));
}

void norm(const float* input, const float* weight, float epsilon, int width, float* output) {
    float factor = norm_factor(input, epsilon, width);
    for (int i = 0; i < width; i++) {
        output[i] = input[i] * factor * weight[i];
    }
}

void norm_quantize(const float* input, const float* weight, float epsilon, const bitrl_quantized& output, int row) {
    float factor = norm_factor(input, epsilon, output.width);
    float largest = 0;
    for (int i = 0; i < output.width; i++) {
        float magnitude = std::fabs(input[i] * factor * weight[i]);
        largest = magnitude > largest || magnitude != magnitude ? magnitude : largest;
        if (largest != largest) {
            break;
        }
    }
    int8_t* values = output.values + static_cast<int64_t>(row) * output.stride;
    float scale = quantization_scale(largest);
    int sum = 0;
    for (int i = 0; i < output.width; i++) {
        values[i] = quantize(input[i] * factor * weight[i] * scale);
        sum += values[i];
    }
    output.steps[row] = quantization_step(largest);
    output.sums[row] = sum;
}

void rope(float* values, int heads, int head_size, const float* cosines, const float* sines) {
    int half = head_size / 2;
    for (int head = 0; head < heads; head++, values += head_size) {
        for (int j = 0; j < half; j++) {
            float a = values[j];
            float b = values[j + half];
            values[j] = a * cosines[j] - b * sines[j];
            values[j + half] = a * sines[j] + b * cosines[j];
        }
    }
}

void gate(int activation, const float* gates, const float* ups, int64_t count, float* output) {
    for (int64_t i = 0; i < count; i++) {
        float x = gates[i];
        float positive = x > 0 ? x : 0 * x; // keeps a NaN
        float activated = activation == 0 ? positive * positive : x / (1 + std::exp(-x));
        output[i] = activated * ups[i];
    }
}

void mean(const float* rows, int count, int width, float* output) {
    for (int i = 0; i < width; i++) {
        double sum = 0;
        for (int row = 0; row < count; row++) {
            sum += static_cast<double>(rows[static_cast<int64_t>(row) * width + i]);
        }
        output[i] = static_cast<float>(sum / count);
    }
}

// The key or value of the context's position j: of the cached prefix, or of the batch.
const float* context_row(const float* prefix, const float* rows, const bitrl_attention& a, const bitrl_sequence& s, int head, int j) {
    int64_t width = static_cast<int64_t>(a.key_value_heads) * a.head_size;
    int64_t offset = static_cast<int64_t>(head) * a.head_size;
    return j < s.prefix_length ? prefix + (s.prefix_start + j) * width + offset : rows + (s.first_row + j - s.prefix_length) * width + offset;
}

void softmax(const bitrl_attention& a, const bitrl_sequence& s, int head, const float* query, int keys, float* weights) {
    double scale = 1 / std::sqrt(static_cast<double>(a.head_size));
    float largest = -INFINITY;
    for (int j = 0; j < keys; j++) {
        const float* key = context_row(a.prefix_key, a.key, a, s, head, j);
        double sum = 0;
        for (int d = 0; d < a.head_size; d++) {
            sum += static_cast<double>(query[d]) * key[d];
        }
        weights[j] = static_cast<float>(sum * scale);
        largest = weights[j] > largest ? weights[j] : largest;
    }
    double total = 0;
    for (int j = 0; j < keys; j++) {
        weights[j] = std::exp(weights[j] - largest);
        total += static_cast<double>(weights[j]);
    }
    for (int j = 0; j < keys; j++) {
        weights[j] = static_cast<float>(weights[j] / total);
    }
}

size_t attention_bytes(int context, int) { return static_cast<size_t>(context) * sizeof(float); }

void attend(const bitrl_attention& a, const bitrl_sequence& s, int head, uint8_t* scratch) {
    float* weights = reinterpret_cast<float*>(scratch);
    int group = a.heads / a.key_value_heads;
    for (int i = 0; i < s.row_count; i++) {
        int keys = s.prefix_length + i + 1;
        for (int h = head * group; h < (head + 1) * group; h++) {
            int64_t offset = (static_cast<int64_t>(s.first_row + i) * a.heads + h) * a.head_size;
            softmax(a, s, head, a.query + offset, keys, weights);
            for (int d = 0; d < a.head_size; d++) {
                double sum = 0;
                for (int j = 0; j < keys; j++) {
                    sum += static_cast<double>(weights[j]) * context_row(a.prefix_value, a.value, a, s, head, j)[d];
                }
                a.output[offset + d] = static_cast<float>(sum);
            }
        }
    }
}

bool always() { return true; }

constexpr ternary_method in_place = {layout::in_place, no_bytes, no_pack, no_scratch, multiply, 0, 0};

} // namespace

const variant scalar_variant = {
    "scalar", "scalar reference", "it needs nothing", 5, always, in_place, in_place, in_place, false,
    {widen_half, add, norm, norm_quantize, rope, gate, mean},
    {attention_bytes, attend},
    {dense_bytes, dense_pack, dense_multiply},
};

} // namespace bitrl

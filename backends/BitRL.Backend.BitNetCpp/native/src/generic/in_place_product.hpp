// Products on the I2_S bytes as they lie in the file, inputs in vector lanes. The variant's file has the tile:
//
//   in_place_tile<rows, tokens>(codes, row_bytes, values, stride, blocks, sums): sums[rows][tokens] = sum of code * value, blocks = inputs / 128
//   in_place_rows, in_place_tokens: those of a full tile, at most 4 each
//
// Code 3 does not occur: the reader of the file has checked that. Included once by each variant's file (see vector_math.hpp).
#pragma once

#include "ternary_codes.hpp"

namespace {

size_t in_place_bytes(int, int) { return 0; }
size_t in_place_scratch(int, int, int) { return 0; }
void in_place_pack(const uint8_t*, int, int, uint8_t*) {}

template <int rows, int tokens>
inline void in_place_store(const bitrl::ternary_product& p, int n, int token) {
    int32_t sums[rows * tokens];
    int64_t row_bytes = p.inputs / 4;
    const int8_t* values = p.input.values + static_cast<int64_t>(token) * p.input.stride;
    in_place_tile<rows, tokens>(p.codes + n * row_bytes, row_bytes, values, p.input.stride, p.inputs / bitrl::block_elements, sums);
    for (int t = 0; t < tokens; t++) {
        float unit = p.input.steps[token + t] * p.scale;
        float* output = p.output + static_cast<int64_t>(token + t) * p.outputs + n;
        for (int r = 0; r < rows; r++) {
            float result = static_cast<float>(sums[r * tokens + t] - p.input.sums[token + t]) * unit;
            output[r] = p.accumulate ? output[r] + result : result;
        }
    }
}

template <int rows>
inline void in_place_outputs(const bitrl::ternary_product& p, int n) {
    int token = 0;
    for (; token <= p.rows - in_place_tokens; token += in_place_tokens) {
        in_place_store<rows, in_place_tokens>(p, n, token);
    }
    for (; token < p.rows; token++) {
        in_place_store<rows, 1>(p, n, token);
    }
}

void in_place_multiply(const bitrl::ternary_product& p, uint8_t*) {
    int n = p.first;
    for (; n <= p.end - in_place_rows; n += in_place_rows) {
        in_place_outputs<in_place_rows>(p, n);
    }
    for (; n < p.end; n++) {
        in_place_outputs<1>(p, n);
    }
}

constexpr bitrl::ternary_method in_place_method = {bitrl::layout::in_place, in_place_bytes, in_place_pack, in_place_scratch, in_place_multiply, 0, 0};

} // namespace

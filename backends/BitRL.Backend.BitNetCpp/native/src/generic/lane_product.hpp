// Products that keep output rows in 32-bit lanes, with two bits a weight. `lanes` rows form a block; for each 16 inputs a block holds one vector of
// lanes * 4 bytes: byte (lane, i) has the codes of inputs 4 * s + i, s = 0..3, at bits 2 * s. So (vector >> 2 * s) & 3 gives four consecutive inputs a
// lane, as multiply-and-add instructions want them. Rows are padded with zero weights to whole shares. A tile is two blocks of rows by some tokens, held
// in registers over all inputs; the variant's file has the tile:
//
//   lane_tile<tokens>(first, second, values, stride, steps, sums): sums[tokens][2 * lanes] = sum of code * value, steps = inputs / 16
//   tile_tokens: tokens of a full tile, at most 8
//
// Included once by each variant's file (see vector_math.hpp).
#pragma once

#include "ternary_codes.hpp"

namespace {

constexpr int step_inputs = 16;
constexpr int tile_outputs = 2 * lanes;
static_assert(bitrl::share_granularity % tile_outputs == 0, "a share is whole tiles");

inline int64_t lane_block_bytes(int inputs) { return static_cast<int64_t>(inputs) / step_inputs * lanes * 4; }

inline int padded_outputs(int outputs) { return (outputs + bitrl::share_granularity - 1) / bitrl::share_granularity * bitrl::share_granularity; }

size_t lane_bytes(int outputs, int inputs) { return static_cast<size_t>(padded_outputs(outputs) / lanes) * static_cast<size_t>(lane_block_bytes(inputs)); }

size_t lane_scratch(int, int, int) { return 0; }

// The codes of 16 consecutive inputs lie in 16 consecutive bytes of the source, all at the same bits.
inline uint32_t pack_step(const uint8_t* row, int step) {
    int input = step * step_inputs;
    const uint8_t* first = row + input / bitrl::block_elements * bitrl::block_bytes + input % bitrl::block_bytes;
    int shift = 6 - 2 * (input % bitrl::block_elements / bitrl::block_bytes);
    uint32_t packed = 0;
    for (int s = 0; s < 4; s++) {
        uint32_t four;
        __builtin_memcpy(&four, first + 4 * s, sizeof four);
        packed |= bitrl::repair_four((four >> shift) & 0x03030303u) << (2 * s);
    }
    return packed;
}

void lane_pack(const uint8_t* i2s, int outputs, int inputs, uint8_t* packed) {
    constexpr uint32_t zero_weights = 0x55555555u;
    for (int row = 0; row < padded_outputs(outputs); row++) {
        uint8_t* target = packed + row / lanes * lane_block_bytes(inputs) + row % lanes * 4;
        const uint8_t* source = i2s + static_cast<int64_t>(row) * (inputs / 4);
        for (int step = 0; step < inputs / step_inputs; step++, target += lanes * 4) {
            uint32_t word = row < outputs ? pack_step(source, step) : zero_weights;
            __builtin_memcpy(target, &word, sizeof word);
        }
    }
}

// The integer sums of some outputs of one token become floats. Every method ends with this product, so all give the same bits.
inline void finish_row(const int32_t* sums, int correction, float unit, int count, float* output, bool accumulate) {
    vf units = set1(unit);
    int n = 0;
    for (; n <= count - lanes; n += lanes) {
        vi sum;
        __builtin_memcpy(&sum, sums + n, sizeof sum);
        vf result = to_float(sum - correction) * units;
        store(output + n, accumulate ? load(output + n) + result : result);
    }
    for (; n < count; n++) {
        float result = static_cast<float>(sums[n] - correction) * unit;
        output[n] = accumulate ? output[n] + result : result;
    }
}

template <int tokens>
inline void lane_tokens(const bitrl::ternary_product& p, const uint8_t* codes, int n, int row) {
    alignas(64) int32_t sums[tokens * tile_outputs];
    const int8_t* values = p.input.values + static_cast<int64_t>(row) * p.input.stride;
    lane_tile<tokens>(codes, codes + lane_block_bytes(p.inputs), values, p.input.stride, p.inputs / step_inputs, sums);
    int count = p.end - n < tile_outputs ? p.end - n : tile_outputs;
    for (int t = 0; t < tokens; t++) {
        float unit = p.input.steps[row + t] * p.scale;
        finish_row(sums + t * tile_outputs, p.input.sums[row + t], unit, count, p.output + static_cast<int64_t>(row + t) * p.outputs + n, p.accumulate);
    }
}

void lane_multiply(const bitrl::ternary_product& p, uint8_t*) {
    for (int n = p.first; n < p.end; n += tile_outputs) {
        const uint8_t* codes = p.codes + n / lanes * lane_block_bytes(p.inputs);
        int row = 0;
        for (; row <= p.rows - tile_tokens; row += tile_tokens) {
            lane_tokens<tile_tokens>(p, codes, n, row);
        }
        switch (p.rows - row) {
        case 1: lane_tokens<1>(p, codes, n, row); break;
        case 2: lane_tokens<2>(p, codes, n, row); break;
        case 3: lane_tokens<3>(p, codes, n, row); break;
        case 4: lane_tokens<4>(p, codes, n, row); break;
        case 5: lane_tokens<5>(p, codes, n, row); break;
        case 6: lane_tokens<6>(p, codes, n, row); break;
        case 7: lane_tokens<7>(p, codes, n, row); break;
        default: break;
        }
    }
}

constexpr bitrl::ternary_method lane_method = {bitrl::layout::lanes, lane_bytes, lane_pack, lane_scratch, lane_multiply, 0, 0};

} // namespace

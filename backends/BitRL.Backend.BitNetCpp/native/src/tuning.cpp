#include "tuning.hpp"

#include <chrono>
#include <cmath>

#include "memory.hpp"

namespace bitrl {
namespace {

constexpr int inputs = 512;
constexpr int repetitions = 8;

int64_t now() { return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

// The best of some runs: what disturbs only ever makes them longer.
float best(const ternary_method& method, const ternary_product& product, uint8_t* scratch) {
    int64_t least = INT64_MAX;
    for (int i = 0; i < repetitions; i++) {
        int64_t start = now();
        method.multiply(product, scratch);
        int64_t time = now() - start;
        least = time < least ? time : least;
    }
    return static_cast<float>(least < 1 ? 1 : least);
}

struct workbench {
    static constexpr int most_rows = 1 << (BITRL_TUNING_ROWS - 1);
    static constexpr int most_outputs = 64 << (BITRL_TUNING_OUTPUTS - 1);
    buffer codes, values, steps, output, packed, scratch;

    bool prepare() {
        bool ok = codes.reserve(static_cast<size_t>(most_outputs) * inputs / 4) && values.reserve(most_rows * inputs + BITRL_ROW_ALIGNMENT) &&
                  steps.reserve(most_rows * 2 * sizeof(float)) && output.reserve(static_cast<size_t>(most_rows) * most_outputs * sizeof(float));
        for (size_t i = 0; ok && i < static_cast<size_t>(most_outputs) * inputs / 4; i++) {
            codes.data()[i] = static_cast<uint8_t>((i * 2654435761u >> 16) & 0x55u); // codes 0 and 1, in no pattern that matters
        }
        return ok;
    }

    ternary_product product(int rows, int outputs) const {
        bitrl_quantized input = {reinterpret_cast<int8_t*>(values.data()), reinterpret_cast<float*>(steps.data()),
                                 reinterpret_cast<int32_t*>(steps.data()) + most_rows, inputs, inputs};
        return {input, packed.data(), inputs, outputs, 1.0f, rows, 0, outputs, reinterpret_cast<float*>(output.data()), false};
    }

    bool time(const ternary_method& method, float* times) {
        for (int o = 0; o < BITRL_TUNING_OUTPUTS; o++) {
            int outputs = 64 << o;
            if (!packed.reserve(method.packed_bytes(outputs, inputs)) || !scratch.reserve(method.scratch_bytes(most_rows, inputs, outputs))) {
                return false;
            }
            method.pack(codes.data(), outputs, inputs, packed.data());
            for (int r = 0; r < BITRL_TUNING_ROWS; r++) {
                times[r * BITRL_TUNING_OUTPUTS + o] = best(method, product(1 << r, outputs), scratch.data());
            }
        }
        return true;
    }
};

int floor_log2(int value, int most) {
    int log = 0;
    while (log < most && value >> (log + 1) > 0) {
        log++;
    }
    return log;
}

} // namespace

bool measure(const variant& kernels, bitrl_tuning& tuning) {
    workbench bench;
    if (!bench.prepare() || !bench.time(kernels.multiply, tuning.multiply)) {
        return false;
    }
    if (kernels.has_table) {
        return bench.time(kernels.table, tuning.table);
    }
    for (int i = 0; i < BITRL_TUNING_ROWS * BITRL_TUNING_OUTPUTS; i++) {
        tuning.table[i] = 2 * tuning.multiply[i];
    }
    return true;
}

int tuning_index(int rows, int outputs) {
    int row = floor_log2(rows, BITRL_TUNING_ROWS - 1);
    int output = floor_log2(outputs / 64 > 0 ? outputs / 64 : 1, BITRL_TUNING_OUTPUTS - 1);
    return row * BITRL_TUNING_OUTPUTS + output;
}

bool is_sane(const bitrl_tuning& tuning) {
    constexpr float most = 1e9f; // a second
    for (int i = 0; i < BITRL_TUNING_ROWS * BITRL_TUNING_OUTPUTS; i++) {
        bool ok = tuning.multiply[i] > 0 && tuning.multiply[i] < most && tuning.table[i] > 0 && tuning.table[i] < most;
        if (!ok) {
            return false;
        }
    }
    return true;
}

} // namespace bitrl

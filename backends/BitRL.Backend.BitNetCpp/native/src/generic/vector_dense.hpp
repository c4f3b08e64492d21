// Dense products with outputs in vector lanes: a panel holds two vectors of outputs for each input, a tile is one panel by some rows, held in registers
// over all inputs. Every output is summed from the first input to the last with fused multiply-adds, whatever the tile. Included once by each variant.
#pragma once

namespace {

constexpr int panel_outputs = 2 * lanes;

size_t dense_bytes(int outputs, int inputs) {
    size_t panels = static_cast<size_t>((outputs + panel_outputs - 1) / panel_outputs);
    return panels * panel_outputs * static_cast<size_t>(inputs) * sizeof(float);
}

// packed was zeroed.
void dense_pack(const float* values, int outputs, int inputs, float* packed) {
    for (int n = 0; n < outputs; n++) {
        float* panel = packed + static_cast<int64_t>(n / panel_outputs) * panel_outputs * inputs + n % panel_outputs;
        const float* row = values + static_cast<int64_t>(n) * inputs;
        for (int k = 0; k < inputs; k++) {
            panel[static_cast<int64_t>(k) * panel_outputs] = row[k];
        }
    }
}

template <int rows>
inline void dense_tile(const float* panel, const float* x, int inputs, int64_t stride, float* results) {
    vf a[rows], b[rows];
    for (int t = 0; t < rows; t++) {
        a[t] = set1(0);
        b[t] = set1(0);
    }
    for (int k = 0; k < inputs; k++, panel += panel_outputs) {
        vf v = load(panel), w = load(panel + lanes);
        for (int t = 0; t < rows; t++) {
            vf q = set1(x[t * stride + k]);
            a[t] = fma(v, q, a[t]);
            b[t] = fma(w, q, b[t]);
        }
    }
    for (int t = 0; t < rows; t++) {
        store(results + t * panel_outputs, a[t]);
        store(results + t * panel_outputs + lanes, b[t]);
    }
}

inline void dense_tile(int rows, const float* panel, const float* x, int inputs, float* results) {
    switch (rows) {
    case 1: dense_tile<1>(panel, x, inputs, inputs, results); break;
    case 2: dense_tile<2>(panel, x, inputs, inputs, results); break;
    case 3: dense_tile<3>(panel, x, inputs, inputs, results); break;
    case 4: dense_tile<4>(panel, x, inputs, inputs, results); break;
    case 5: dense_tile<5>(panel, x, inputs, inputs, results); break;
    case 6: dense_tile<6>(panel, x, inputs, inputs, results); break;
    case 7: dense_tile<7>(panel, x, inputs, inputs, results); break;
    default: dense_tile<8>(panel, x, inputs, inputs, results); break;
    }
}

void dense_multiply(const bitrl::dense_product& p) {
    alignas(64) float results[8 * panel_outputs];
    for (int n = p.first; n < p.end; n += panel_outputs) {
        const float* panel = p.packed + static_cast<int64_t>(n) * p.inputs;
        int count = p.end - n < panel_outputs ? p.end - n : panel_outputs;
        for (int row = 0; row < p.rows; row += dense_tile_rows) {
            int rows = p.rows - row < dense_tile_rows ? p.rows - row : dense_tile_rows;
            dense_tile(rows, panel, p.input + static_cast<int64_t>(row) * p.inputs, p.inputs, results);
            for (int t = 0; t < rows; t++) {
                float* output = p.output + static_cast<int64_t>(row + t) * p.outputs + n;
                rows_add(results + t * panel_outputs, p.accumulate ? output : nullptr, count, output);
            }
        }
    }
}

constexpr bitrl::dense_method vector_dense = {dense_bytes, dense_pack, dense_multiply};

} // namespace

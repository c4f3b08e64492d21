// Attention with keys in vector lanes: the keys of a head are transposed once, and then all scores of a query come without a horizontal sum. The order
// of all additions follows from a key's position alone, so a cached prefix gives the same bits as a cold run. Included once by each variant's file.
#pragma once

namespace {

constexpr int tile_queries = 4;
constexpr int part_of_head = 32; // long heads are summed in parts, which keeps the error of a score near one rounding

// The keys or values of a context: first those of the cached prefix, then those of the batch.
struct context_rows {
    const float* prefix;
    const float* rows; // moved back by the prefix, so that both are indexed by position
    int prefix_length;
    int64_t width;

    const float* at(int j) const { return (j < prefix_length ? prefix : rows) + j * width; }
};

inline context_rows rows_of(const float* prefix, const float* rows, const bitrl_attention& a, const bitrl_sequence& s, int head) {
    int64_t width = static_cast<int64_t>(a.key_value_heads) * a.head_size;
    int64_t offset = static_cast<int64_t>(head) * a.head_size;
    const float* cached = prefix ? prefix + s.prefix_start * width + offset : nullptr;
    return {cached, rows + (s.first_row - s.prefix_length) * width + offset, s.prefix_length, width};
}

inline int padded_context(int context) { return (context + 2 * lanes - 1) / (2 * lanes) * (2 * lanes); }

size_t attention_bytes(int context, int head_size) { return static_cast<size_t>(head_size + tile_queries) * static_cast<size_t>(padded_context(context)) * sizeof(float); }

// Columns past the last key are set to 0, so that no score is made of what lay there before.
inline void transpose_keys(const context_rows& keys, int count, int head_size, float* transposed, int padded) {
    int j = 0;
    for (; j + 4 <= count; j += 4) {
        const float *a = keys.at(j), *b = keys.at(j + 1), *c = keys.at(j + 2), *e = keys.at(j + 3);
        float* target = transposed + j;
        int d = 0;
        for (; d + 4 <= head_size; d += 4, target += 4 * static_cast<int64_t>(padded)) {
            transpose_four(a + d, b + d, c + d, e + d, target, padded);
        }
        for (; d < head_size; d++, target += padded) {
            target[0] = a[d];
            target[1] = b[d];
            target[2] = c[d];
            target[3] = e[d];
        }
    }
    for (; j < padded; j++) {
        const float* key = j < count ? keys.at(j) : nullptr;
        float* target = transposed + j;
        for (int d = 0; d < head_size; d++, target += padded) {
            *target = key ? key[d] : 0.0f;
        }
    }
}

template <int queries>
inline void score_part(const float* query, int64_t stride, const float* transposed, int padded, int from, int to, int visible, float* weights) {
    for (int j = 0; j < visible; j += 2 * lanes) {
        vf a[queries], b[queries];
        for (int t = 0; t < queries; t++) {
            a[t] = set1(0);
            b[t] = set1(0);
        }
        const float* column = transposed + static_cast<int64_t>(from) * padded + j;
        for (int i = from; i < to; i++, column += padded) {
            vf k = load(column), l = load(column + lanes);
            for (int t = 0; t < queries; t++) {
                vf q = set1(query[t * stride + i]);
                a[t] = fma(q, k, a[t]);
                b[t] = fma(q, l, b[t]);
            }
        }
        for (int t = 0; t < queries; t++) {
            float* target = weights + static_cast<int64_t>(t) * padded + j;
            store(target, from > 0 ? load(target) + a[t] : a[t]);
            store(target + lanes, from > 0 ? load(target + lanes) + b[t] : b[t]);
        }
    }
}

inline void scores(const float* query, int64_t stride, int queries, const float* transposed, int padded, int head_size, int visible, float* weights) {
    for (int from = 0; from < head_size; from += part_of_head) {
        int to = from + part_of_head < head_size ? from + part_of_head : head_size;
        switch (queries) {
        case 1: score_part<1>(query, stride, transposed, padded, from, to, visible, weights); break;
        case 2: score_part<2>(query, stride, transposed, padded, from, to, visible, weights); break;
        case 3: score_part<3>(query, stride, transposed, padded, from, to, visible, weights); break;
        default: score_part<4>(query, stride, transposed, padded, from, to, visible, weights); break;
        }
    }
}

// weights = exp(scale * (scores - largest)), 0 for keys that are not visible; returns their sum.
inline float softmax(float* weights, int visible, float scale) {
    for (int j = visible; j % lanes != 0; j++) {
        weights[j] = -__builtin_inff();
    }
    vf most = load(weights);
    for (int j = lanes; j < visible; j += lanes) {
        most = vmax(most, load(weights + j));
    }
    vf shift = set1(horizontal_max(most)), scales = set1(scale), total = set1(0);
    for (int j = 0; j < visible; j += lanes) {
        vf weight = exp_of_negative((load(weights + j) - shift) * scales);
        store(weights + j, weight);
        total += weight;
    }
    return horizontal_sum(total);
}

// output = factor * sum of weight j * value j, for as many vectors of the head as fit.
template <int vectors>
inline int weigh(const context_rows& values, const float* weights, int visible, int head_size, float factor, float* output, int d) {
    for (; d <= head_size - vectors * lanes; d += vectors * lanes) {
        vf sums[vectors];
        for (int v = 0; v < vectors; v++) {
            sums[v] = set1(0);
        }
        for (int j = 0; j < visible; j++) {
            vf weight = set1(weights[j]);
            const float* value = values.at(j) + d;
            for (int v = 0; v < vectors; v++) {
                sums[v] = fma(weight, load(value + v * lanes), sums[v]);
            }
        }
        for (int v = 0; v < vectors; v++) {
            store(output + d + v * lanes, sums[v] * set1(factor));
        }
    }
    return d;
}

inline void weighted_sum(const context_rows& values, const float* weights, int visible, int head_size, float factor, float* output) {
    int d = weigh<4>(values, weights, visible, head_size, factor, output, 0);
    d = weigh<1>(values, weights, visible, head_size, factor, output, d);
    for (; d < head_size; d++) {
        float sum = 0;
        for (int j = 0; j < visible; j++) {
            sum += weights[j] * values.at(j)[d];
        }
        output[d] = sum * factor;
    }
}

void attend(const bitrl_attention& a, const bitrl_sequence& s, int head, uint8_t* scratch) {
    int keys = s.prefix_length + s.row_count;
    int padded = padded_context(keys);
    int group = a.heads / a.key_value_heads;
    float* transposed = reinterpret_cast<float*>(scratch);
    float* weights = transposed + static_cast<int64_t>(a.head_size) * padded;
    transpose_keys(rows_of(a.prefix_key, a.key, a, s, head), keys, a.head_size, transposed, padded);
    context_rows values = rows_of(a.prefix_value, a.value, a, s, head);
    int64_t stride = static_cast<int64_t>(a.heads) * a.head_size;
    float scale = 1.0f / __builtin_sqrtf(static_cast<float>(a.head_size));
    for (int g = 0; g < group; g++) {
        int64_t first = s.first_row * stride + static_cast<int64_t>(head * group + g) * a.head_size;
        for (int i = 0; i < s.row_count; i += tile_queries) {
            int queries = s.row_count - i < tile_queries ? s.row_count - i : tile_queries;
            scores(a.query + first + i * stride, stride, queries, transposed, padded, a.head_size, s.prefix_length + i + queries, weights);
            for (int t = 0; t < queries; t++) {
                int visible = s.prefix_length + i + t + 1;
                float* row = weights + static_cast<int64_t>(t) * padded;
                float total = softmax(row, visible, scale);
                weighted_sum(values, row, visible, a.head_size, 1 / total, a.output + first + (i + t) * stride);
            }
        }
    }
}

constexpr bitrl::attention_method vector_attention = {attention_bytes, attend};

} // namespace

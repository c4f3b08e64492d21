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

template <int queries>
inline void scores(const float* query, int64_t stride, const float* transposed, int padded, int head_size, int visible, float* weights) {
    for (int from = 0; from < head_size; from += part_of_head) {
        int to = from + part_of_head < head_size ? from + part_of_head : head_size;
        score_part<queries>(query, stride, transposed, padded, from, to, visible, weights);
    }
}

// weights = exp(scale * (scores - largest)), and 0 from the first key that is not visible up to the last that the tile reads; returns their sum.
inline float softmax(float* weights, int visible, int last, float scale) {
    for (int j = visible; j < last || j % lanes != 0; j++) {
        weights[j] = -__builtin_inff();
    }
    vf most = load(weights);
    for (int j = lanes; j < visible; j += lanes) {
        most = vmax(most, load(weights + j));
    }
    vf shift = set1(horizontal_max(most)), scales = set1(scale), total = set1(0);
    for (int j = 0; j < last; j += lanes) {
        vf weight = exp_of_negative((load(weights + j) - shift) * scales);
        store(weights + j, weight);
        total += weight;
    }
    return horizontal_sum(total);
}

// output = factor * sum of weight j * value j, for the queries of a tile and as many vectors of the head as fit; a weight of 0 adds nothing.
template <int queries, int vectors>
inline int weigh(const context_rows& values, const float* weights, int padded, int keys, int head_size, const float* factors, float* output, int64_t stride, int d) {
    for (; d <= head_size - vectors * lanes; d += vectors * lanes) {
        vf sums[queries * vectors];
        for (int i = 0; i < queries * vectors; i++) {
            sums[i] = set1(0);
        }
        for (int j = 0; j < keys; j++) {
            const float* value = values.at(j) + d;
            for (int v = 0; v < vectors; v++) {
                vf x = load(value + v * lanes);
                for (int t = 0; t < queries; t++) {
                    sums[t * vectors + v] = fma(set1(weights[t * padded + j]), x, sums[t * vectors + v]);
                }
            }
        }
        for (int t = 0; t < queries; t++) {
            for (int v = 0; v < vectors; v++) {
                store(output + t * stride + d + v * lanes, sums[t * vectors + v] * set1(factors[t]));
            }
        }
    }
    return d;
}

// Some queries of one head. The rows of `weights` are `padded` apart, those of query and output `stride`.
template <int queries>
inline void attend_tile(const context_rows& values, const float* query, const float* transposed, int padded, int head_size, int first_visible, float* weights, float* output, int64_t stride) {
    int last = first_visible + queries - 1;
    float scale = 1.0f / __builtin_sqrtf(static_cast<float>(head_size));
    float factors[queries];
    scores<queries>(query, stride, transposed, padded, head_size, last, weights);
    for (int t = 0; t < queries; t++) {
        factors[t] = 1 / softmax(weights + static_cast<int64_t>(t) * padded, first_visible + t, last, scale);
    }
    int d = weigh<queries, 2>(values, weights, padded, last, head_size, factors, output, stride, 0);
    d = weigh<queries, 1>(values, weights, padded, last, head_size, factors, output, stride, d);
    for (; d < head_size; d++) {
        for (int t = 0; t < queries; t++) {
            float sum = 0;
            for (int j = 0; j < last; j++) {
                sum += weights[t * padded + j] * values.at(j)[d];
            }
            output[t * stride + d] = sum * factors[t];
        }
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
    for (int g = 0; g < group; g++) {
        int64_t first = s.first_row * stride + static_cast<int64_t>(head * group + g) * a.head_size;
        for (int i = 0; i < s.row_count; i += tile_queries) {
            const float* query = a.query + first + i * stride;
            float* output = a.output + first + i * stride;
            int visible = s.prefix_length + i + 1;
            switch (s.row_count - i) {
            case 1: attend_tile<1>(values, query, transposed, padded, a.head_size, visible, weights, output, stride); break;
            case 2: attend_tile<2>(values, query, transposed, padded, a.head_size, visible, weights, output, stride); break;
            case 3: attend_tile<3>(values, query, transposed, padded, a.head_size, visible, weights, output, stride); break;
            default: attend_tile<tile_queries>(values, query, transposed, padded, a.head_size, visible, weights, output, stride); break;
            }
        }
    }
}

constexpr bitrl::attention_method vector_attention = {attention_bytes, attend};

} // namespace

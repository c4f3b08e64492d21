// Products without a multiplication, from tables in the first-level cache, with tokens in the lanes. For a group of four inputs the 81 possible ternary
// sums are tabulated for two vectors of tokens at once (for one where no more tokens are left); the byte that holds the four weights of an output is then
// the place of its sums in the table, and costs an addition for each vector: four multiply-adds a lane. Reads the layout of lane_product.hpp. Included once
// by each variant's file.
#pragma once

namespace {

constexpr int most_vectors = 2;
constexpr int most_table_tokens = most_vectors * short_lanes;
constexpr int table_entries = 0xAA + 1;                 // bytes of four codes 0 to 2: up to 0b10101010, with holes
constexpr int step_groups = 4;                          // a step of 16 inputs is four groups, one for each byte of a lane
// A group changes a sum by at most 4 * 128; 15 steps by 30720.
constexpr int table_steps_before_widening = 15;

// Tables of so many vectors of tokens.
template <int vectors>
struct token_table {
    static constexpr int tokens = vectors * short_lanes;
    static constexpr int entry_bytes = tokens * 2;
    static constexpr int entry_shift = entry_bytes == 64 ? 6 : entry_bytes == 32 ? 5 : 4;
    static constexpr int bytes = table_entries * entry_bytes; // of one group
    static_assert(entry_bytes == 1 << entry_shift, "an entry is 16, 32 or 64 bytes");
};

inline size_t token_tables_bytes() { return static_cast<size_t>(step_groups) * token_table<most_vectors>::bytes; }

size_t token_table_scratch(int, int, int share_outputs) {
    size_t sums = static_cast<size_t>(padded_outputs(share_outputs)) * most_table_tokens;
    return token_tables_bytes() + step_inputs * most_table_tokens * sizeof(int16_t) + sums * (sizeof(int16_t) + sizeof(int32_t));
}

// values of 16 inputs become [input][token] words; tokens that are not there are 0.
template <int vectors>
inline void spread_tokens(const int8_t* values, int64_t stride, int tokens, int16_t* words) {
    for (int t = 0; t < tokens; t++, values += stride) {
        for (int k = 0; k < step_inputs; k++) {
            words[k * token_table<vectors>::tokens + t] = values[k];
        }
    }
}

inline vs at(const int16_t* words, int vector) {
    vs v;
    __builtin_memcpy(&v, words + vector * short_lanes, sizeof v);
    return v;
}

inline void put(uint8_t* entry, int vector, vs v) { __builtin_memcpy(entry + vector * static_cast<int>(sizeof v), &v, sizeof v); }

// The table of inputs i, 4 + i, 8 + i and 12 + i of a step, whose codes are the bits 0, 2, 4 and 6 of byte i of a lane.
template <int vectors>
inline void fill_table(const int16_t* words, int group, uint8_t* table) {
    constexpr int tokens = token_table<vectors>::tokens, entry_shift = token_table<vectors>::entry_shift;
    for (int vector = 0; vector < vectors; vector++) {
        vs q0 = at(words + group * tokens, vector), q1 = at(words + (4 + group) * tokens, vector);
        vs q2 = at(words + (8 + group) * tokens, vector), q3 = at(words + (12 + group) * tokens, vector);
        vs third = -q3;
        for (int c3 = 0; c3 < 3; c3++, third += q3) {
            vs second = third - q2;
            for (int c2 = 0; c2 < 3; c2++, second += q2) {
                vs first = second - q1;
                for (int c1 = 0; c1 < 3; c1++, first += q1) {
                    uint8_t* entry = table + ((c3 << 6 | c2 << 4 | c1 << 2) << entry_shift);
                    put(entry, vector, first - q0);
                    put(entry + (1 << entry_shift), vector, first);
                    put(entry + (2 << entry_shift), vector, first + q0);
                }
            }
        }
    }
}

// Adds the four lookups of a step to the sums of every output. A line of codes serves 64 / (4 * lanes) steps and lies far from the next output's, so it is
// asked for twice: from memory while the step before it runs, and from the second-level cache some outputs ahead.
template <int vectors>
inline void add_step(const uint8_t* codes, int64_t block_stride, int blocks, const uint8_t* tables, int16_t* sums) {
    constexpr int entry_shift = token_table<vectors>::entry_shift, table_bytes = token_table<vectors>::bytes;
    constexpr uint32_t mask = 0xFFu << entry_shift;
    for (int block = 0; block < blocks; block++, codes += block_stride) {
        __builtin_prefetch(codes + 4 * block_stride);
        __builtin_prefetch(codes + 64, 0, 2);
#pragma GCC unroll 4
        for (int lane = 0; lane < lanes; lane++, sums += vectors * short_lanes) {
            uint32_t word;
            __builtin_memcpy(&word, codes + 4 * lane, sizeof word);
            const int16_t* e0 = reinterpret_cast<const int16_t*>(tables + (word << entry_shift & mask));
            const int16_t* e1 = reinterpret_cast<const int16_t*>(tables + table_bytes + (word >> (8 - entry_shift) & mask));
            const int16_t* e2 = reinterpret_cast<const int16_t*>(tables + 2 * table_bytes + (word >> (16 - entry_shift) & mask));
            const int16_t* e3 = reinterpret_cast<const int16_t*>(tables + 3 * table_bytes + (word >> (24 - entry_shift) & mask));
#pragma GCC unroll 2
            for (int v = 0; v < vectors; v++) {
                put(reinterpret_cast<uint8_t*>(sums), v, at(sums, v) + at(e0, v) + at(e1, v) + at(e2, v) + at(e3, v));
            }
        }
    }
}

template <int vectors>
inline void widen_sums(int16_t* sums, int32_t* wide, int outputs) {
    const vs zero = {};
    for (int i = 0; i < outputs * vectors; i++, sums += short_lanes, wide += short_lanes) {
        add_widened(wide, at(sums, 0));
        put(reinterpret_cast<uint8_t*>(sums), 0, zero);
    }
}

// Sums with tokens side by side become rows of floats.
template <int vectors>
inline void store_tokens(const bitrl::ternary_product& p, const int32_t* wide, int row, int tokens) {
    constexpr int side = token_table<vectors>::tokens;
    constexpr int part = 64; // outputs of a token that are brought together at a time
    int32_t column[part];
    for (int n = p.first; n < p.end; n += part) {
        int count = p.end - n < part ? p.end - n : part;
        const int32_t* first = wide + static_cast<int64_t>(n - p.first) * side;
        for (int t = 0; t < tokens; t++) {
            for (int i = 0; i < count; i++) {
                column[i] = first[i * side + t];
            }
            finish_row(column, 0, p.input.steps[row + t] * p.scale, count, p.output + static_cast<int64_t>(row + t) * p.outputs + n, p.accumulate);
        }
    }
}

template <int vectors>
void token_table_tile(const bitrl::ternary_product& p, int row, int tokens, uint8_t* scratch) {
    using table = token_table<vectors>;
    int outputs = padded_outputs(p.end - p.first);
    uint8_t* tables = scratch;
    int16_t* words = reinterpret_cast<int16_t*>(tables + token_tables_bytes());
    int16_t* sums = words + step_inputs * table::tokens;
    int32_t* wide = reinterpret_cast<int32_t*>(sums + static_cast<int64_t>(outputs) * table::tokens);
    __builtin_memset(words, 0, step_inputs * table::tokens * sizeof(int16_t));
    __builtin_memset(sums, 0, static_cast<size_t>(outputs) * table::tokens * (sizeof(int16_t) + sizeof(int32_t)));
    const uint8_t* codes = p.codes + p.first / lanes * lane_block_bytes(p.inputs);
    const int8_t* values = p.input.values + static_cast<int64_t>(row) * p.input.stride;
    int since = 0;
    for (int step = 0; step < p.inputs / step_inputs; step++, codes += lanes * 4, values += step_inputs) {
        spread_tokens<vectors>(values, p.input.stride, tokens, words);
        for (int group = 0; group < step_groups; group++) {
            fill_table<vectors>(words, group, tables + group * table::bytes);
        }
        add_step<vectors>(codes, lane_block_bytes(p.inputs), outputs / lanes, tables, sums);
        if (++since == table_steps_before_widening) {
            widen_sums<vectors>(sums, wide, outputs);
            since = 0;
        }
    }
    widen_sums<vectors>(sums, wide, outputs);
    store_tokens<vectors>(p, wide, row, tokens);
}

void token_table_multiply(const bitrl::ternary_product& p, uint8_t* scratch) {
    for (int row = 0; row < p.rows; row += most_table_tokens) {
        int tokens = p.rows - row < most_table_tokens ? p.rows - row : most_table_tokens;
        if (tokens <= short_lanes) {
            token_table_tile<1>(p, row, tokens, scratch);
        } else {
            token_table_tile<2>(p, row, tokens, scratch);
        }
    }
}

constexpr bitrl::ternary_method token_table_method = {bitrl::layout::lanes, lane_bytes, lane_pack, token_table_scratch, token_table_multiply, most_table_tokens, most_table_tokens};

} // namespace

// Products without a multiplication, from tables in the first-level cache, with tokens in the lanes. For a group of four inputs the 81 possible ternary
// sums are tabulated for two vectors of tokens at once; the byte that holds the four weights of an output is then the place of its sums in the table,
// and costs an addition for each vector: four multiply-adds a lane. Reads the layout of lane_product.hpp. Included once by each variant's file.
#pragma once

namespace {

constexpr int table_tokens = 2 * short_lanes;
constexpr int entry_shift = table_tokens == 32 ? 6 : 5; // an entry has 2 bytes a token
constexpr int table_entries = 0xAA + 1;                 // bytes of four codes 0 to 2: up to 0b10101010, with holes
constexpr int step_groups = 4;                          // a step of 16 inputs is four groups, one for each byte of a lane
// A group changes a sum by at most 4 * 128; 15 steps by 30720.
constexpr int table_steps_before_widening = 15;
static_assert(table_tokens * 2 == 1 << entry_shift, "entries are whole");

inline size_t token_tables_bytes() { return static_cast<size_t>(step_groups) * table_entries << entry_shift; }

size_t token_table_scratch(int, int, int share_outputs) {
    size_t sums = static_cast<size_t>(padded_outputs(share_outputs)) * table_tokens;
    return token_tables_bytes() + step_inputs * table_tokens * sizeof(int16_t) + sums * (sizeof(int16_t) + sizeof(int32_t));
}

// values of 16 inputs become [input][token] words; tokens that are not there are 0.
inline void spread_tokens(const int8_t* values, int64_t stride, int tokens, int16_t* words) {
    for (int t = 0; t < tokens; t++, values += stride) {
        for (int k = 0; k < step_inputs; k++) {
            words[k * table_tokens + t] = values[k];
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
inline void fill_table(const int16_t* words, int group, uint8_t* table) {
    for (int vector = 0; vector < 2; vector++) {
        vs q0 = at(words + group * table_tokens, vector), q1 = at(words + (4 + group) * table_tokens, vector);
        vs q2 = at(words + (8 + group) * table_tokens, vector), q3 = at(words + (12 + group) * table_tokens, vector);
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

// Adds the four lookups of a step to the sums of every output.
inline void add_step(const uint8_t* codes, int64_t block_stride, int blocks, const uint8_t* tables, int16_t* sums) {
    constexpr uint32_t mask = 0xFFu << entry_shift;
    constexpr int table_bytes = table_entries << entry_shift;
    for (int block = 0; block < blocks; block++, codes += block_stride) {
        __builtin_prefetch(codes + 4 * block_stride);
        __builtin_prefetch(codes + 64, 0, 2);
#pragma GCC unroll 4
        for (int lane = 0; lane < lanes; lane++, sums += table_tokens) {
            uint32_t word;
            __builtin_memcpy(&word, codes + 4 * lane, sizeof word);
            const int16_t* e0 = reinterpret_cast<const int16_t*>(tables + (word << entry_shift & mask));
            const int16_t* e1 = reinterpret_cast<const int16_t*>(tables + table_bytes + (word >> (8 - entry_shift) & mask));
            const int16_t* e2 = reinterpret_cast<const int16_t*>(tables + 2 * table_bytes + (word >> (16 - entry_shift) & mask));
            const int16_t* e3 = reinterpret_cast<const int16_t*>(tables + 3 * table_bytes + (word >> (24 - entry_shift) & mask));
            vs a = at(sums, 0) + at(e0, 0) + at(e1, 0) + at(e2, 0) + at(e3, 0);
            vs b = at(sums, 1) + at(e0, 1) + at(e1, 1) + at(e2, 1) + at(e3, 1);
            put(reinterpret_cast<uint8_t*>(sums), 0, a);
            put(reinterpret_cast<uint8_t*>(sums), 1, b);
        }
    }
}

inline void widen_sums(int16_t* sums, int32_t* wide, int outputs) {
    const vs zero = {};
    for (int i = 0; i < outputs * 2; i++, sums += short_lanes, wide += short_lanes) {
        add_widened(wide, at(sums, 0));
        put(reinterpret_cast<uint8_t*>(sums), 0, zero);
    }
}

// Sums with tokens side by side become rows of floats.
inline void store_tokens(const bitrl::ternary_product& p, const int32_t* wide, int row, int tokens) {
    constexpr int part = 64; // outputs of a token that are brought together at a time
    int32_t column[part];
    for (int n = p.first; n < p.end; n += part) {
        int count = p.end - n < part ? p.end - n : part;
        const int32_t* first = wide + static_cast<int64_t>(n - p.first) * table_tokens;
        for (int t = 0; t < tokens; t++) {
            for (int i = 0; i < count; i++) {
                column[i] = first[i * table_tokens + t];
            }
            finish_row(column, 0, p.input.steps[row + t] * p.scale, count, p.output + static_cast<int64_t>(row + t) * p.outputs + n, p.accumulate);
        }
    }
}

void token_table_tile(const bitrl::ternary_product& p, int row, int tokens, uint8_t* scratch) {
    int outputs = padded_outputs(p.end - p.first);
    uint8_t* tables = scratch;
    int16_t* words = reinterpret_cast<int16_t*>(tables + token_tables_bytes());
    int16_t* sums = words + step_inputs * table_tokens;
    int32_t* wide = reinterpret_cast<int32_t*>(sums + static_cast<int64_t>(outputs) * table_tokens);
    __builtin_memset(words, 0, step_inputs * table_tokens * sizeof(int16_t));
    __builtin_memset(sums, 0, static_cast<size_t>(outputs) * table_tokens * (sizeof(int16_t) + sizeof(int32_t)));
    const uint8_t* codes = p.codes + p.first / lanes * lane_block_bytes(p.inputs);
    const int8_t* values = p.input.values + static_cast<int64_t>(row) * p.input.stride;
    int since = 0;
    for (int step = 0; step < p.inputs / step_inputs; step++, codes += lanes * 4, values += step_inputs) {
        spread_tokens(values, p.input.stride, tokens, words);
        for (int group = 0; group < step_groups; group++) {
            fill_table(words, group, tables + (static_cast<size_t>(group) * table_entries << entry_shift));
        }
        add_step(codes, lane_block_bytes(p.inputs), outputs / lanes, tables, sums);
        if (++since == table_steps_before_widening) {
            widen_sums(sums, wide, outputs);
            since = 0;
        }
    }
    widen_sums(sums, wide, outputs);
    store_tokens(p, wide, row, tokens);
}

void token_table_multiply(const bitrl::ternary_product& p, uint8_t* scratch) {
    for (int row = 0; row < p.rows; row += table_tokens) {
        token_table_tile(p, row, p.rows - row < table_tokens ? p.rows - row : table_tokens, scratch);
    }
}

constexpr bitrl::ternary_method token_table_method = {bitrl::layout::lanes, lane_bytes, lane_pack, token_table_scratch, token_table_multiply};

} // namespace

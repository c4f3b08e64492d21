// Products without a multiplication, from tables in registers. A group of three activations of a token has 27 ternary sums; as 32 words of 16 bits they
// fill one vector, and vpermw looks up the sums of 32 output rows at once: with the addition that follows, 96 multiply-adds for two instructions, where
// vpmaddubsw and vpaddw make 64. Three 5-bit indices fill a word of weights (1.78 bits a weight); vpermw ignores all but the low five bits.
//
// Layout "triples": for each block of words (at most 28), each 32 rows, each word of the block: 32 words of 16 bits, one a row; bits 5 * i of word w are
// the index of inputs 9 * w + 3 * i and the two after it: (w0 + 1) + 3 * (w1 + 1) + 9 * (w2 + 1). Rows 0 to 15 have the even lanes and rows 16 to 31 the
// odd ones, so that vpmaddwd widens a vector of sums to two of consecutive rows. Inputs past the last and rows past the last are zero weights.
//
// On Zen 5 vpermw, shifts and the extensions of words share two of the four vector pipes; so indices are shifted by a multiplication (vpmulhuw) and sums
// widened by one (vpmaddwd), which take the other two. Included by avx512.cpp.
#pragma once

namespace {

constexpr int word_inputs = 9;
constexpr int block_words_most = 28; // 84 sums of three int8 values, each at most 3 * 128 in magnitude, fit into 16 bits: 32256
constexpr int chunk_tokens = 32;     // tokens whose tables are in the second-level cache together
constexpr int table_tokens = 4;      // tokens of a tile: their tables stay in the first-level cache over all rows
constexpr int table_blocks = 4;      // vectors of 32 rows of a tile
constexpr int zero_triple = 13;

struct triple_shape {
    int words;       // of a row
    int block_words; // of a block; the last may have fewer
    int row_blocks;  // vectors of 32 rows

    triple_shape(int outputs, int inputs) {
        words = (inputs + word_inputs - 1) / word_inputs;
        int blocks = (words + block_words_most - 1) / block_words_most;
        block_words = (words + blocks - 1) / blocks;
        row_blocks = padded_outputs(outputs) / 32;
    }

    int64_t offset(int word, int row_block, int words_of_block) const {
        return (static_cast<int64_t>(word) * row_blocks + static_cast<int64_t>(row_block) * words_of_block) * 64;
    }

    int words_at(int word) const { return words - word < block_words ? words - word : block_words; }
};

size_t triple_bytes(int outputs, int inputs) {
    triple_shape shape(outputs, inputs);
    return static_cast<size_t>(shape.words) * static_cast<size_t>(shape.row_blocks) * 64;
}

inline uint16_t triple_word(const uint8_t* c) {
    int low = c[0] + 3 * c[1] + 9 * c[2], middle = c[3] + 3 * c[4] + 9 * c[5], high = c[6] + 3 * c[7] + 9 * c[8];
    return static_cast<uint16_t>(low | middle << 5 | high << 10);
}

// One block of words of one vector of rows. Each row's codes are unpacked to a byte a weight, and then take their place in every vector of words.
void pack_block(const uint8_t* i2s, int outputs, int inputs, int row_block, int word, int words, uint8_t* target) {
    constexpr uint16_t zero_word = zero_triple | zero_triple << 5 | zero_triple << 10;
    constexpr int most_blocks = block_words_most * word_inputs / bitrl::block_elements + 2;
    int first = word * word_inputs / bitrl::block_elements;
    int end = (word + words) * word_inputs;
    int blocks = (end < inputs ? end + bitrl::block_elements - 1 : inputs) / bitrl::block_elements - first;
    uint8_t codes[most_blocks * bitrl::block_elements + word_inputs];
    for (int lane = 0; lane < 32; lane++) {
        int row = row_block * 32 + lane;
        if (row < outputs) {
            const uint8_t* source = i2s + static_cast<int64_t>(row) * (inputs / 4) + first * bitrl::block_bytes;
            bitrl::unpack_row(source, blocks * bitrl::block_elements, codes);
            __builtin_memset(codes + blocks * bitrl::block_elements, 1, word_inputs);
        }
        int place = lane < 16 ? 2 * lane : 2 * (lane - 16) + 1;
        const uint8_t* triples = codes + word * word_inputs - first * bitrl::block_elements;
        for (int w = 0; w < words; w++) {
            uint16_t value = row < outputs ? triple_word(triples + w * word_inputs) : zero_word;
            __builtin_memcpy(target + w * 64 + 2 * place, &value, sizeof value);
        }
    }
}

void triple_pack(const uint8_t* i2s, int outputs, int inputs, uint8_t* packed) {
    triple_shape shape(outputs, inputs);
    for (int word = 0; word < shape.words; word += shape.block_words) {
        int words = shape.words_at(word);
        for (int row_block = 0; row_block < shape.row_blocks; row_block++) {
            pack_block(i2s, outputs, inputs, row_block, word, words, packed + shape.offset(word, row_block, words));
        }
    }
}

inline size_t up_to_64(size_t bytes) { return (bytes + 63) / 64 * 64; }

inline size_t table_bytes() { return static_cast<size_t>(chunk_tokens) * block_words_most * 3 * 64; }

size_t triple_scratch(int rows, int, int share_outputs) {
    int tokens = rows < chunk_tokens ? rows : chunk_tokens;
    return table_bytes() + up_to_64(block_words_most * word_inputs + 4) + static_cast<size_t>(tokens) * static_cast<size_t>(padded_outputs(share_outputs)) * sizeof(int32_t);
}

// Constants of the table builder. Entry p of a table has the weights p % 3 - 1, p / 3 % 3 - 1 and p / 9 % 3 - 1; vpackssdw puts the dwords 4 * l + j of
// its two sources into the words 8 * l + j and 8 * l + 4 + j.
struct table_builder {
    __m512i low, high, low_bias, high_bias;

    table_builder() {
        alignas(64) int8_t weights[2][64];
        alignas(64) int32_t bias[2][16];
        for (int half = 0; half < 2; half++) {
            for (int i = 0; i < 16; i++) {
                int entry = 8 * (i / 4) + 4 * half + i % 4;
                int w0 = entry % 3 - 1, w1 = entry / 3 % 3 - 1, w2 = entry / 9 % 3 - 1;
                int8_t* four = weights[half] + 4 * i;
                four[0] = static_cast<int8_t>(w0);
                four[1] = static_cast<int8_t>(w1);
                four[2] = static_cast<int8_t>(w2);
                four[3] = 0;
                bias[half][i] = -128 * (w0 + w1 + w2);
            }
        }
        low = _mm512_load_si512(weights[0]);
        high = _mm512_load_si512(weights[1]);
        low_bias = _mm512_load_si512(bias[0]);
        high_bias = _mm512_load_si512(bias[1]);
    }

    // shifted: the activations plus 128, as unsigned bytes; one byte past the three is read and ignored.
    __m512i table(const uint8_t* shifted) const {
        int32_t four;
        __builtin_memcpy(&four, shifted, sizeof four);
        __m512i q = _mm512_set1_epi32(four);
        return _mm512_packs_epi32(_mm512_dpbusd_epi32(low_bias, q, low), _mm512_dpbusd_epi32(high_bias, q, high));
    }
};

// tables: [tile][group][token of the tile] vectors, for groups groups of the inputs from first on.
void fill_tables(const bitrl_quantized& input, int row, int tokens, int first, int groups, uint8_t* shifted, uint8_t* tables) {
    const table_builder builder;
    const __m512i flip = _mm512_set1_epi8(-128);
    for (int t = 0; t < tokens; t++) {
        const int8_t* values = input.values + static_cast<int64_t>(row + t) * input.stride + first;
        // Bytes past the row belong to the next row or to the padding after the last; the weights there are zero.
        for (int i = 0; i < groups * 3; i += 64) {
            __mmask64 mask = groups * 3 + 1 - i >= 64 ? ~0ull : (1ull << (groups * 3 + 1 - i)) - 1;
            _mm512_mask_storeu_epi8(shifted + i, mask, _mm512_xor_si512(_mm512_maskz_loadu_epi8(mask, values + i), flip));
        }
        int tile = t / table_tokens;
        int width = tokens - tile * table_tokens < table_tokens ? tokens - tile * table_tokens : table_tokens;
        uint8_t* target = tables + (static_cast<int64_t>(tile) * table_tokens * groups + t % table_tokens) * 64;
        for (int g = 0; g < groups; g++, target += width * 64) {
            _mm512_store_si512(target, builder.table(shifted + 3 * g));
        }
    }
}

// Ends an addition here: the compiler would otherwise first add lookups to each other, and run out of registers for them.
inline void keep(__m512i& sum) { __asm__("" : "+v"(sum)); }

// Weights come from memory once for all tokens of a chunk. Left to itself, the processor would fetch a block of words while its first tile waits for it; so
// each tile fetches its part of the next block, line by line, into the second-level cache.
struct lookahead {
    int64_t distance; // from a line of this block of words to the line of the next one that is fetched while it is used
    int64_t lines;    // that a tile fetches for each word
};

// sums[token][row] (+)= the sums of blocks * 32 rows for one block of words.
template <int blocks, int tokens>
inline void table_tile(const uint8_t* weights, int words, const uint8_t* tables, int32_t* sums, int64_t stride, bool add, const lookahead& ahead) {
    __m512i s[blocks * tokens], index[blocks];
#pragma GCC unroll 16
    for (int i = 0; i < blocks * tokens; i++) {
        s[i] = _mm512_setzero_si512();
    }
    const int64_t block_stride = static_cast<int64_t>(words) * 64;
    const uint8_t* next = weights + ahead.distance;
    const __m512i next_index = _mm512_set1_epi16(1 << 11); // the high half of a product is a shift by five, on pipes that vpermw does not need
    for (int w = 0; w < words; w++, weights += 64) {
        for (int64_t line = 0; line < ahead.lines; line++, next += 64) {
            __builtin_prefetch(next, 0, 2);
        }
#pragma GCC unroll 4
        for (int b = 0; b < blocks; b++) {
            index[b] = _mm512_loadu_si512(weights + b * block_stride);
        }
#pragma GCC unroll 3
        for (int i = 0; i < 3; i++) {
#pragma GCC unroll 8
            for (int t = 0; t < tokens; t++, tables += 64) {
                __m512i table = _mm512_load_si512(tables);
#pragma GCC unroll 4
                for (int b = 0; b < blocks; b++) {
                    s[b * tokens + t] = _mm512_add_epi16(s[b * tokens + t], _mm512_permutexvar_epi16(index[b], table));
                    keep(s[b * tokens + t]);
                }
            }
            if (i < 2) {
#pragma GCC unroll 4
                for (int b = 0; b < blocks; b++) {
                    index[b] = _mm512_mulhi_epu16(index[b], next_index);
                    keep(index[b]);
                }
            }
        }
    }
#pragma GCC unroll 8
    for (int t = 0; t < tokens; t++) {
#pragma GCC unroll 4
        for (int b = 0; b < blocks; b++) {
            int32_t* target = sums + t * stride + 32 * b;
            __m512i low = _mm512_madd_epi16(s[b * tokens + t], _mm512_set1_epi32(1));
            __m512i high = _mm512_madd_epi16(s[b * tokens + t], _mm512_set1_epi32(1 << 16));
            if (add) {
                low = _mm512_add_epi32(low, _mm512_load_si512(target));
                high = _mm512_add_epi32(high, _mm512_load_si512(target + 16));
            }
            _mm512_store_si512(target, low);
            _mm512_store_si512(target + 16, high);
        }
    }
}

template <int tokens>
void table_rows(const uint8_t* weights, int row_blocks, int words, const uint8_t* tables, int32_t* sums, int64_t stride, bool add, const lookahead& ahead) {
    const int64_t block_bytes = static_cast<int64_t>(words) * 64;
    for (; row_blocks >= table_blocks; row_blocks -= table_blocks, weights += table_blocks * block_bytes, sums += table_blocks * 32) {
        table_tile<table_blocks, tokens>(weights, words, tables, sums, stride, add, ahead);
    }
    for (; row_blocks >= 2; row_blocks -= 2, weights += 2 * block_bytes, sums += 2 * 32) {
        table_tile<2, tokens>(weights, words, tables, sums, stride, add, ahead);
    }
    for (; row_blocks > 0; row_blocks--, weights += block_bytes, sums += 32) {
        table_tile<1, tokens>(weights, words, tables, sums, stride, add, ahead);
    }
}

void table_chunk(const bitrl::ternary_product& p, int row, int tokens, uint8_t* scratch) {
    triple_shape shape(p.outputs, p.inputs);
    uint8_t* tables = scratch;
    uint8_t* shifted = tables + table_bytes();
    int32_t* sums = reinterpret_cast<int32_t*>(shifted + up_to_64(block_words_most * word_inputs + 4));
    int64_t stride = padded_outputs(p.end - p.first);
    int row_blocks = static_cast<int>(stride) / 32;
    for (int word = 0; word < shape.words; word += shape.block_words) {
        int words = shape.words_at(word);
        fill_tables(p.input, row, tokens, word * word_inputs, words * 3, shifted, tables);
        const uint8_t* weights = p.codes + shape.offset(word, p.first / 32, words);
        int after = word + words;
        const uint8_t* following = after < shape.words ? p.codes + shape.offset(after, p.first / 32, shape.words_at(after)) : nullptr;
        int tiles = (tokens + table_tokens - 1) / table_tokens;
        int64_t lines = tiles >= table_blocks ? 1 : table_blocks / tiles;
        for (int t = 0; t < tokens; t += table_tokens) {
            const uint8_t* tile = tables + static_cast<int64_t>(t) * words * 3 * 64;
            int32_t* target = sums + t * stride;
            int tile_index = t / table_tokens;
            lookahead ahead = {following - weights + tile_index * lines * words * 64, following != nullptr && tile_index * lines < table_blocks ? lines : 0};
            switch (tokens - t) {
            case 1: table_rows<1>(weights, row_blocks, words, tile, target, stride, word > 0, ahead); break;
            case 2: table_rows<2>(weights, row_blocks, words, tile, target, stride, word > 0, ahead); break;
            case 3: table_rows<3>(weights, row_blocks, words, tile, target, stride, word > 0, ahead); break;
            default: table_rows<table_tokens>(weights, row_blocks, words, tile, target, stride, word > 0, ahead); break;
            }
        }
    }
    for (int t = 0; t < tokens; t++) {
        float unit = p.input.steps[row + t] * p.scale;
        finish_row(sums + t * stride, 0, unit, p.end - p.first, p.output + static_cast<int64_t>(row + t) * p.outputs + p.first, p.accumulate);
    }
}

void triple_multiply(const bitrl::ternary_product& p, uint8_t* scratch) {
    for (int row = 0; row < p.rows; row += chunk_tokens) {
        table_chunk(p, row, p.rows - row < chunk_tokens ? p.rows - row : chunk_tokens, scratch);
    }
}

constexpr bitrl::ternary_method triple_method = {bitrl::layout::triples, triple_bytes, triple_pack, triple_scratch, triple_multiply, table_tokens, 4 * table_tokens};

} // namespace

// The I2_S layout: 128 elements fill 32 bytes, element j in byte j mod 32 at bits 6 - 2 * (j div 32); codes 0, 1, 2 mean -1, 0, +1.
#pragma once

#include <cstdint>
#include <cstring>

namespace bitrl {

inline constexpr int block_elements = 128;
inline constexpr int block_bytes = 32;

// Code 3 is never written; a reader that let one pass gets the weight 0.
static inline uint32_t repair_four(uint32_t codes) { return codes ^ ((codes & (codes >> 1) & 0x01010101u) << 1); }

// The code of one element of a row, 0 to 2.
static inline int code_at(const uint8_t* row, int element) {
    int within = element % block_elements;
    int code = (row[element / block_elements * block_bytes + within % block_bytes] >> (6 - 2 * (within / block_bytes))) & 3;
    return code == 3 ? 1 : code;
}

// A whole row as one byte an element, 0 to 2.
static inline void unpack_row(const uint8_t* row, int inputs, uint8_t* codes) {
    for (int block = 0; block < inputs / block_elements; block++, row += block_bytes) {
        for (int shift = 6; shift >= 0; shift -= 2, codes += block_bytes) {
            for (int i = 0; i < block_bytes; i++) {
                uint8_t code = static_cast<uint8_t>((row[i] >> shift) & 3);
                codes[i] = static_cast<uint8_t>(code == 3 ? 1 : code);
            }
        }
    }
}

} // namespace bitrl

// What a kernel variant is: a table of functions on raw memory, with no state. Every variant fills one.
#pragma once

#include <cstddef>
#include <cstdint>

#include "bitrl_kernels.h"

namespace bitrl {

// Output rows that a worker's share is a multiple of, for every variant and method.
inline constexpr int share_granularity = 32;

// One worker's share of a product with a ternary matrix.
struct ternary_product {
    bitrl_quantized input;
    const uint8_t* codes; // in the layout of the method
    int inputs;
    int outputs;
    float scale;
    int rows;
    int first; // outputs of this share: [first, end), first a multiple of share_granularity
    int end;
    float* output; // [rows, outputs]
    bool accumulate;
};

// Layouts of ternary weights in memory. Methods with the same layout share one copy.
enum class layout { in_place, lanes, triples };

// One way of multiplying with a ternary matrix. All give the same integers, and from them the same floats.
struct ternary_method {
    layout weights;
    size_t (*packed_bytes)(int outputs, int inputs); // 0 for in_place
    void (*pack)(const uint8_t* i2s, int outputs, int inputs, uint8_t* packed);
    size_t (*scratch_bytes)(int rows, int inputs, int share_outputs);
    void (*multiply)(const ternary_product& product, uint8_t* scratch); // scratch is aligned to 64
    // A method that prepares the tokens for each share of outputs is better shared by tokens, in multiples of unit and at least least a worker; 0: never.
    int unit_tokens;
    int least_tokens;
};

// One worker's share of a product with a float32 matrix.
struct dense_product {
    const float* input; // [rows, inputs]
    const float* packed;
    int inputs;
    int outputs;
    int rows;
    int first;
    int end;
    float* output; // [rows, outputs]
    bool accumulate;
};

struct dense_method {
    size_t (*packed_bytes)(int outputs, int inputs);
    void (*pack)(const float* values, int outputs, int inputs, float* packed);
    void (*multiply)(const dense_product& product);
};

// Operations on one row, or one run of elements. The result of a row never depends on other rows.
struct row_methods {
    void (*widen_half)(const uint16_t* source, const float* addend, int width, float* output);
    void (*add)(const float* source, const float* addend, int width, float* output);
    void (*norm)(const float* input, const float* weight, float epsilon, int width, float* output);
    void (*norm_quantize)(const float* input, const float* weight, float epsilon, const bitrl_quantized& output, int row);
    void (*rope)(float* values, int heads, int head_size, const float* cosines, const float* sines);
    void (*gate)(int activation, const float* gate, const float* up, int64_t count, float* output);
    void (*mean)(const float* rows, int count, int width, float* output);
};

struct attention_method {
    size_t (*scratch_bytes)(int context, int head_size);
    // The query heads that read one key/value head, for the new rows of one sequence.
    void (*attend)(const bitrl_attention& arguments, const bitrl_sequence& sequence, int key_value_head, uint8_t* scratch);
};

struct variant {
    const char* name;
    const char* title;
    const char* needs;
    int score;
    bool (*supported)();
    ternary_method multiply;
    ternary_method in_place;
    ternary_method table; // multiply again where a variant has no tables
    bool has_table;
    row_methods rows;
    attention_method attention;
    dense_method dense;
};

extern const variant scalar_variant;
#if defined(BITRL_X86)
extern const variant avx2_variant;
extern const variant avx512_variant;
#elif defined(BITRL_ARM64)
extern const variant neon_variant;
extern const variant dotprod_variant;
#endif

} // namespace bitrl

/*
 * C interface of the kernels: int8 rows times ternary matrices, and what else a BitNet b1.58 encode needs.
 *
 * Conventions. Every structure is blittable and its layout is part of BITRL_ABI_VERSION. Pointers belong to the caller unless a function name
 * ends in _load, _open or _create; what those make is released by the matching function. Shapes are the caller's to check: functions trust them.
 * A queue is used by one thread at a time; everything else that is const may be used by several. Nothing throws, nothing prints.
 */
#ifndef BITRL_KERNELS_H
#define BITRL_KERNELS_H

#include <stdint.h>

#if defined(_WIN32)
#define BITRL_EXPORT __declspec(dllexport)
#else
#define BITRL_EXPORT __attribute__((visibility("default")))
#endif

#define BITRL_ABI_VERSION 1u

/* Int8 rows may be read so many bytes past the end of the last one (and ignored), and their stride is a multiple of this. */
#define BITRL_ROW_ALIGNMENT 64

#ifdef __cplusplus
extern "C" {
#endif

typedef struct bitrl_device bitrl_device;
typedef struct bitrl_queue bitrl_queue;
typedef struct bitrl_ternary bitrl_ternary;
typedef struct bitrl_dense bitrl_dense;

typedef enum bitrl_status {
    BITRL_OK = 0,
    BITRL_UNSUPPORTED = 1,   /* this processor cannot run what was asked for */
    BITRL_SELF_TEST = 2,     /* it could, but gave wrong answers */
    BITRL_OUT_OF_MEMORY = 3, /* or out of threads */
    BITRL_INVALID = 4        /* an argument that does not exist */
} bitrl_status;

typedef enum bitrl_method {
    BITRL_METHOD_AUTO = 0,     /* by shape and token count, as measured */
    BITRL_METHOD_MULTIPLY = 1, /* multiplications */
    BITRL_METHOD_TABLE = 2     /* tables of sums; variants without tables multiply */
} bitrl_method;

typedef enum bitrl_weights {
    BITRL_WEIGHTS_PACKED = 0, /* copied into the layout that is fastest */
    BITRL_WEIGHTS_MAPPED = 1  /* read in place; the caller keeps the memory alive */
} bitrl_weights;

typedef struct bitrl_variant_info {
    const char* name;  /* "avx512" */
    const char* title; /* "AVX-512" */
    const char* needs; /* "it needs AVX-512 with ..." */
    int32_t supported; /* whether this processor has that */
    int32_t score;     /* higher is faster */
} bitrl_variant_info;

typedef struct bitrl_device_options {
    int32_t variant; /* index, or -1 for the fastest that passes its self-test */
    int32_t method;  /* bitrl_method */
} bitrl_device_options;

/* What a method costs in nanoseconds for rows tokens and outputs outputs of 512 inputs; [rows][outputs] of the two lists. */
#define BITRL_TUNING_ROWS 6    /* 1, 2, 4, 8, 16, 32 */
#define BITRL_TUNING_OUTPUTS 5 /* 64, 128, 256, 512, 1024 */
typedef struct bitrl_tuning {
    float multiply[BITRL_TUNING_ROWS * BITRL_TUNING_OUTPUTS];
    float table[BITRL_TUNING_ROWS * BITRL_TUNING_OUTPUTS];
} bitrl_tuning;

typedef struct bitrl_quantized {
    int8_t* values;  /* [rows, stride]; elements from width to stride are 0 */
    float* steps;    /* [rows]: the real value of 1 */
    int32_t* sums;   /* [rows]: sum of the row's values */
    int32_t width;
    int32_t stride;
} bitrl_quantized;

typedef struct bitrl_sequence {
    int32_t first_row;
    int32_t row_count;
    int32_t prefix_start;
    int32_t prefix_length;
} bitrl_sequence;

typedef struct bitrl_attention {
    const float* query;        /* [rows, heads * head_size] */
    const float* key;          /* [rows, key_value_heads * head_size] */
    const float* value;        /* the same */
    const float* prefix_key;   /* [slots, key_value_heads * head_size]; may be null where no sequence has a prefix */
    const float* prefix_value; /* the same */
    float* output;             /* [rows, heads * head_size] */
    const bitrl_sequence* sequences;
    int32_t sequence_count;
    int32_t heads;
    int32_t key_value_heads;
    int32_t head_size;
    int32_t rows;        /* of the batch */
    int32_t max_context; /* of the batch: prefix and new rows of the longest */
} bitrl_attention;

typedef struct bitrl_embedding {
    const void* tokens;      /* [entries, width] */
    const void* fields;      /* the same, or null */
    const int32_t* token_ids;
    const int32_t* ordinals; /* null where fields is */
    float* output;           /* [rows, width] */
    int32_t rows;
    int32_t width;
    int32_t tokens_are_half; /* IEEE half floats, or float32 */
    int32_t fields_are_half;
} bitrl_embedding;

/* The version that the library was built with; compare with BITRL_ABI_VERSION before anything else. */
BITRL_EXPORT uint32_t bitrl_abi_version(void);

/* Size of a structure, and the offsets of its fields; which: 0 variant_info, 1 device_options, 2 tuning, 3 quantized, 4 sequence, 5 attention, 6 embedding. */
BITRL_EXPORT int32_t bitrl_layout(int32_t which, int32_t* offsets, int32_t capacity);

/* Zeroed memory, aligned to 64 bytes; large ones ask for large pages. Null where there is not so much. */
BITRL_EXPORT void* bitrl_buffer_create(int64_t bytes);
BITRL_EXPORT void bitrl_buffer_release(void* buffer);

/* Variants that this library was built with, fastest first. */
BITRL_EXPORT int32_t bitrl_variant_count(void);
BITRL_EXPORT int32_t bitrl_variant(int32_t index, bitrl_variant_info* info);

/*
 * Picks a variant and puts it through its self-test. message (UTF-8, terminated) says which variants were refused and why; empty where none was.
 */
BITRL_EXPORT int32_t bitrl_device_open(const bitrl_device_options* options, bitrl_device** device, char* message, int32_t capacity);
BITRL_EXPORT void bitrl_device_close(bitrl_device* device);
BITRL_EXPORT int32_t bitrl_device_variant(const bitrl_device* device);

/* Measures both methods (some 30 ms), or takes over what was measured before. Without either, rules of thumb decide. */
BITRL_EXPORT void bitrl_device_measure(const bitrl_device* device, bitrl_tuning* tuning);
BITRL_EXPORT int32_t bitrl_device_tune(bitrl_device* device, const bitrl_tuning* tuning);

/* codes: I2_S, outputs * inputs / 4 bytes; inputs a multiple of 128. With BITRL_WEIGHTS_MAPPED they must outlive the matrix. */
BITRL_EXPORT int32_t bitrl_ternary_load(
    const bitrl_device* device, const uint8_t* codes, int32_t outputs, int32_t inputs, float scale, int32_t weights, bitrl_ternary** matrix);
BITRL_EXPORT int64_t bitrl_ternary_bytes(const bitrl_ternary* matrix);
BITRL_EXPORT void bitrl_ternary_release(bitrl_ternary* matrix);

/* values: [outputs, inputs] row-major; copied. */
BITRL_EXPORT int32_t bitrl_dense_load(const bitrl_device* device, const float* values, int32_t outputs, int32_t inputs, bitrl_dense** matrix);
BITRL_EXPORT int64_t bitrl_dense_bytes(const bitrl_dense* matrix);
BITRL_EXPORT void bitrl_dense_release(bitrl_dense* matrix);

/* workers - 1 threads beside the caller's. They look for work for spin_microseconds before they sleep; pin binds worker i to the i-th processor. */
BITRL_EXPORT int32_t bitrl_queue_create(const bitrl_device* device, int32_t workers, int32_t spin_microseconds, int32_t pin, bitrl_queue** queue);
BITRL_EXPORT void bitrl_queue_release(bitrl_queue* queue);

/* Every operation returns when it is done: BITRL_OK, or BITRL_OUT_OF_MEMORY for working memory. */
BITRL_EXPORT int32_t bitrl_embed(bitrl_queue* queue, const bitrl_embedding* arguments);
BITRL_EXPORT int32_t bitrl_rms_norm(bitrl_queue* queue, const float* input, const float* weight, float epsilon, int32_t rows, int32_t width, float* output);
BITRL_EXPORT int32_t bitrl_rms_norm_quantize(bitrl_queue* queue, const float* input, const float* weight, float epsilon, int32_t rows, const bitrl_quantized* output);
BITRL_EXPORT int32_t bitrl_ternary_multiply(
    bitrl_queue* queue, const bitrl_quantized* input, const bitrl_ternary* matrix, int32_t rows, float* output, int32_t accumulate);
BITRL_EXPORT int32_t bitrl_dense_multiply(
    bitrl_queue* queue, const float* input, const bitrl_dense* matrix, int32_t rows, float* output, int32_t accumulate);
BITRL_EXPORT int32_t bitrl_rope(
    bitrl_queue* queue, float* values, const int32_t* positions, int32_t rows, int32_t max_context, int32_t heads, int32_t head_size, float frequency_base);
BITRL_EXPORT int32_t bitrl_attend(bitrl_queue* queue, const bitrl_attention* arguments);
/* activation: 0 squared ReLU, 1 SiLU */
BITRL_EXPORT int32_t bitrl_gate(bitrl_queue* queue, int32_t activation, const float* gate, const float* up, int32_t rows, int32_t width, float* output);
/* pooling: 0 mean, 1 last, 2 both; sequences without prefixes' influence */
BITRL_EXPORT int32_t bitrl_pool(
    bitrl_queue* queue, int32_t pooling, const bitrl_sequence* sequences, int32_t count, const float* input, int32_t width, float* output);

#ifdef __cplusplus
}
#endif

#endif
